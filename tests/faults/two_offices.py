"""The scene in which the service's faults happen: a report of two offices and three windows each, one part at fault.

Solna always answers well. What the fault may cost, and what not, is told by comparing the report with every row that
was sent.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tests.faults.case import Env, Observed
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from vitec_desktop.report.error_messages import summarise_failed_parts
from vitec_desktop.report.language import load_language
from vitec_desktop.report.report import build_report
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.date_windows import split_period
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FetchedReport, RequestPart
from vitec_desktop.webservice.retry_policy import RetryPolicy, Timeouts
from vitec_desktop.webservice.session import DEFAULT_TIMEOUTS, Session

SOLNA, VASASTAN = Customer("M30011", "Solna"), Customer("M30012", "Vasastan")
FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 5, 31)
WINDOWS = split_period(FIRST_DAY, LAST_DAY)
SWEDISH = load_language("sv")
USER, PASSWORD = "anna", "hemligt"

MIDDLE, LAST = 1, 2
"""Which of Vasastan's windows is at fault; the last one where the fault ends all that follows."""

MISSES_MIDDLE_WINDOW = "Vasastan saknar 20 feb – 10 apr. "
MISSES_LAST_WINDOW = "Vasastan saknar 11 apr – 31 maj. "
MISSES_OFFICE = "Vasastan saknas. "
"""How the notice begins, with that window or all of them at fault."""


@dataclass
class FakeClock:
    """Sleeps at once, and remembers how long it would have been."""

    waits: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.sleep(0)


def one_row_each(customer_id: str, first_day: str) -> Reply:
    """One row in each list, named after whose and when."""
    created = f"{first_day}T12:00:00.1234567+01:00"
    row_id = f"{customer_id}/{first_day}"
    lead = {"createdAt": created, "lead": {"id": row_id, "title": "Intresseanmälan"}}
    return report(incoming=[lead], outgoing=[lead], tips=[{"createdAt": created, "tip": {"id": row_id}}])


def reply_normally(seen: Seen) -> Reply:
    return one_row_each(seen.customer_id, seen.window[0][:10])


def fail_one_part(
    *replies: Reply, window: int = MIDDLE, least_wait: float = 0, timeouts: Timeouts = DEFAULT_TIMEOUTS
) -> Callable[[Env], Observed]:
    """A case in which one part of the report gets these replies in turn, the last of them ever after.

    At least one of the waits between its tries must last `least_wait` seconds, as the service has asked for.
    """
    faulty_day = WINDOWS[window].date_from

    def case(_: Env) -> Observed:
        asked = 0

        def script(seen: Seen) -> Reply:
            nonlocal asked
            if seen.customer_id != VASASTAN.id or seen.window[0] != faulty_day:
                return reply_normally(seen)
            asked += 1
            return replies[min(asked, len(replies)) - 1]

        clock = FakeClock()
        with FaultServer(script) as server:
            source = LoginCustomers(Login(server.base_url, USER, PASSWORD), (SOLNA, VASASTAN))
            fetched = fetch_with(clock, timeouts, source)
        # On a busy machine another part may have been asked for again, too, where time is short.
        assert asked - 1 <= len(clock.waits), (asked, clock.waits)
        assert max(clock.waits, default=0) >= least_wait, clock.waits
        return observe(fetched, asked - 1, faulty_day[:10])

    return case


def fail_one_office(
    base_url: str, proxy_for: Callable[[str], str | None] = lambda _: None, timeouts: Timeouts = DEFAULT_TIMEOUTS
) -> Observed:
    """What comes of a report of which all of Vasastan's part lies at `base_url`."""
    clock = FakeClock()
    with FaultServer(reply_normally) as sound:
        sources = (
            LoginCustomers(Login(sound.base_url, USER, PASSWORD), (SOLNA,)),
            LoginCustomers(Login(base_url, USER, PASSWORD), (VASASTAN,)),
        )
        session_proxy = {base_url: proxy_for(base_url)}
        fetched = fetch_with(clock, timeouts, *sources, proxy_for=session_proxy.get)
    # What ends all that goes to a server is tried by one part alone.
    return observe(fetched, len(clock.waits), "")


def fetch_with(
    clock: FakeClock,
    timeouts: Timeouts,
    *sources: LoginCustomers,
    proxy_for: Callable[[str], str | None] = lambda _: None,
) -> FetchedReport:
    request = ReportRequest(sources, FIRST_DAY, LAST_DAY)
    session = Session("VitecDesktop/test", RetryPolicy(jitter=0), proxy_for, timeouts, clock.sleep)
    return fetch_report(session, request, lambda _: None, CancellationToken())


def observe(fetched: FetchedReport, retries: int, faulty_day: str) -> Observed:
    return Observed(notice_text(fetched), retries, kept_parts(fetched, faulty_day))


def notice_text(fetched: FetchedReport) -> str:
    """What the notice bar says of a report."""
    if fetched.failed_parts:
        return summarise_failed_parts(fetched.failed_parts, SWEDISH, fetched.scope).text
    if fetched.damaged_rows:
        what = SWEDISH.text("ReportController", "%n rader innehöll något oläsligt.", fetched.damaged_rows)
        return f"{what} {SWEDISH.text('ReportController', 'Det som gick att läsa av dem är med.')}"
    return ""


def kept_parts(fetched: FetchedReport, faulty_day: str) -> str:
    """How many parts came, that their rows are all there, and what the faulty part's own answer gave."""
    total = len(fetched.results) + len(fetched.failed_parts)
    words = [f"{len(fetched.results)} of {total} parts" if fetched.failed_parts else f"all {total} parts"]
    sound = [part for part in fetched.results if not _is_failed_part(part, faulty_day)]
    ids = {kind: [row.row_id for row in fetched.rows[kind]] for kind in ListKind}
    expected = [f"{part.customer.id}/{part.first_day}" for part in sound]
    for kind in ListKind:
        lost = [row_id for row_id in expected if ids[kind].count(row_id) != 1]
        assert not lost, f"{kind}: {lost} lost or doubled"
    build_report(fetched)  # whatever came, the window can show it
    faulty = [part for part in fetched.results if _is_failed_part(part, faulty_day)]
    if faulty:
        rows = sum(len(fetched.rows[kind]) for kind in ListKind) - len(ListKind) * len(expected)
        damage = f", {fetched.damaged_rows} damaged" if fetched.damaged_rows else ""
        words.append(f"{rows} rows of the answer{damage}")
    return ", ".join(words)


def _is_failed_part(part: RequestPart, faulty_day: str) -> bool:
    return part.customer == VASASTAN and part.first_day.isoformat() == faulty_day
