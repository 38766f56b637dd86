"""A report of two offices with three date windows each, in which a part or an office fails, or a reply is damaged.

The office Solna always gets normal replies. The report is compared with every row that the server sent.
"""

import asyncio
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tests.faults.case import Env, Observed
from tests.faults.login import PASSWORD, USER
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.report.incomplete_report import describe_incomplete
from vitec_desktop.report.language import load_language
from vitec_desktop.report.report import build_report
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.date_windows import split_period
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FetchedReport, PartProgress, RequestPart
from vitec_desktop.webservice.retry_policy import RetryPolicy, Timeouts
from vitec_desktop.webservice.session import DEFAULT_TIMEOUTS, Session

SOLNA, VASASTAN = Customer("M30011", "Solna"), Customer("M30012", "Vasastan")
FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 5, 31)
WINDOWS = split_period(FIRST_DAY, LAST_DAY)
SWEDISH = load_language("sv")

MIDDLE, LAST = 1, 2
"""Index of the window of Vasastan that fails; the last one for errors after which no request is sent."""

MISSES_MIDDLE_WINDOW = "Vasastan saknar 20 feb – 10 apr. "
MISSES_LAST_WINDOW = "Vasastan saknar 11 apr – 31 maj. "
MISSES_OFFICE = "Vasastan saknas. "
"""How the notice begins if that window, or the whole office, fails."""

_TIMEOUT_FACTORS = (1, 6, 36)


@dataclass
class FakeClock:
    """Record each sleep, in seconds, and return at once."""

    waits: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.sleep(0)


def one_row_each(customer_id: str, first_day: str) -> Reply:
    """Return a report with one row in each list, whose id names the customer and the first day."""
    created = f"{first_day}T12:00:00.1234567+01:00"
    row_id = f"{customer_id}/{first_day}"
    lead = {"createdAt": created, "lead": {"id": row_id, "title": "Intresseanmälan"}}
    return report(incoming=[lead], outgoing=[lead], tips=[{"createdAt": created, "tip": {"id": row_id}}])


def reply_normally(seen: Seen) -> Reply:
    return one_row_each(seen.customer_id, seen.window[0][:10])


def fail_one_part(
    *replies: Reply,
    window: int = MIDDLE,
    min_wait: float = 0,
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
    comes_last: bool = False,
) -> Callable[[Env], Observed]:
    """Return a case in which one part gets these replies in turn, and the last of them from then on.

    At least one wait between its attempts must last `min_wait` seconds, as the service asks with Retry-After.
    `timeouts` are made longer where a busy computer does not send the other parts' replies, or the last of several,
    within them.
    `comes_last`: the part is answered once the others have succeeded. A time of day in the message is observed as
    "HH:MM".
    """
    faulty_day = WINDOWS[window].date_from

    def case(env: Env) -> Observed:
        for factor in _TIMEOUT_FACTORS:
            longer = Timeouts(timeouts.connect, factor * timeouts.read, factor * timeouts.attempt)
            asked, clock, fetched = fetch_once(env, longer)
            if asked - 1 == len(clock.waits) and (len(replies) == 1 or asked <= len(replies)):
                break
        assert asked - 1 <= len(clock.waits), (asked, clock.waits)
        assert max(clock.waits, default=0) >= min_wait, clock.waits
        return observe(fetched, asked - 1, faulty_day[:10])

    def fetch_once(env: Env, timeouts: Timeouts) -> tuple[int, FakeClock, FetchedReport]:
        """Return how often the part was asked for, the waits between its attempts, and the report."""
        asked = 0
        others_are_done = threading.Event()

        def script(seen: Seen) -> Reply:
            nonlocal asked
            if seen.customer_id != VASASTAN.id or seen.window[0] != faulty_day:
                return reply_normally(seen)
            if comes_last:
                others_are_done.wait(LONGEST_WAIT)
            asked += 1
            return replies[min(asked, len(replies)) - 1]

        def on_progress(progress: PartProgress) -> None:
            if progress.done == progress.total - 1:
                others_are_done.set()

        clock = FakeClock()
        with env.serve(script) as server:
            source = LoginCustomers(Login(server.base_url, USER, PASSWORD), (SOLNA, VASASTAN))
            fetched = fetch_with(clock, timeouts, source, on_progress=on_progress)
        return asked, clock, fetched

    return case


def fail_one_office(
    base_url: str, proxy_for: Callable[[str], str | None] = lambda _: None, timeouts: Timeouts = DEFAULT_TIMEOUTS
) -> Observed:
    """Fetch a report in which Vasastan's server is at `base_url`; `changes` are fields of the RetryPolicy."""
    clock = FakeClock()
    with FaultServer(reply_normally) as sound:
        sources = (
            LoginCustomers(Login(sound.base_url, USER, PASSWORD), (SOLNA,)),
            LoginCustomers(Login(base_url, USER, PASSWORD), (VASASTAN,)),
        )
        fetched = fetch_with(
            clock, timeouts, *sources, proxy_for=lambda url: None if url == sound.base_url else proxy_for(url)
        )
    # An error that stops all requests to a server is retried by one part only.
    return observe(fetched, len(clock.waits), "")


def fetch_with(
    clock: FakeClock,
    timeouts: Timeouts,
    *sources: LoginCustomers,
    proxy_for: Callable[[str], str | None] = lambda _: None,
    on_progress: Callable[[PartProgress], None] = lambda _: None,
) -> FetchedReport:
    request = ReportRequest(sources, FIRST_DAY, LAST_DAY)
    session = Session("VitecDesktop/test", RetryPolicy(jitter=0), proxy_for, timeouts, clock.sleep)
    return fetch_report(session, request, on_progress, CancellationToken())


def observe(fetched: FetchedReport, retries: int, faulty_day: str) -> Observed:
    # In the last hour of a day, an hour later is another day, which the text names then.
    sees = re.sub(r"\d+ \w+ \d{4} (?=klockan)", "", notice_text(fetched))
    return Observed(re.sub(r"\b\d\d:\d\d\b", "HH:MM", sees), retries, kept_parts(fetched, faulty_day))


def notice_text(fetched: FetchedReport) -> str:
    """Return the text of the notice bar for a report; "" if it needs none."""
    return "" if fetched.is_complete else describe_incomplete(fetched, SWEDISH).text


def kept_parts(fetched: FetchedReport, faulty_day: str) -> str:
    """Return how many parts and rows the report has; every row of the normal replies must be there once."""
    total = len(fetched.results) + len(fetched.failed_parts)
    words = [f"{len(fetched.results)} of {total} parts" if fetched.failed_parts else f"all {total} parts"]
    sound = [part for part in fetched.results if not _is_failed_part(part, faulty_day)]
    ids = {kind: [row.row_id for row in fetched.rows[kind]] for kind in ListKind}
    expected = [f"{part.customer.id}/{part.first_day}" for part in sound]
    for kind in ListKind:
        lost = [row_id for row_id in expected if ids[kind].count(row_id) != 1]
        assert not lost, f"{kind}: {lost} lost or doubled"
    build_report(fetched)  # must not fail
    faulty = [part for part in fetched.results if _is_failed_part(part, faulty_day)]
    if faulty:
        rows = sum(len(fetched.rows[kind]) for kind in ListKind) - len(ListKind) * len(expected)
        damage = f", {fetched.damaged_rows} damaged" if fetched.damaged_rows else ""
        words.append(f"{rows} rows of the answer{damage}")
    return ", ".join(words)


def _is_failed_part(part: RequestPart, faulty_day: str) -> bool:
    return part.customer == VASASTAN and part.first_day.isoformat() == faulty_day
