"""A year of 300 offices at once, of which some are refused, some slow, and some fail once."""

import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, Any

from tests.faults.case import Env, Fault, Observed
from tests.faults.two_offices import FakeClock
from tests.helpers.fault_server import Reply, Seen
from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import LONGEST_WAIT, read_line
from vitec_desktop.demo.api_variants import BodyFormat, DateToRule
from vitec_desktop.demo.dataset import DemoDataset, end_of_day
from vitec_desktop.demo.endpoint import DemoEndpoint
from vitec_desktop.demo.offices import load_chain
from vitec_desktop.demo.service import PASSWORD, USER, DemoService
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.date_windows import split_period
from vitec_desktop.webservice.fetch import build_partial_report, fetch_report
from vitec_desktop.webservice.request import Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import PartProgress, PartResult, RequestPart
from vitec_desktop.webservice.session import Session

_GROUP = "chain"
_OFFICE_COUNT = 300
_MAX_CONCURRENT = 4
_LAST_DAY = date(2026, 10, 31)

_EVENT_LOOP_SOCKETS = 2  # with which other threads wake it

# A row in memory: the decoded row, its texts, and the lists of the report. Measured: 2.4 kB; with its body, 3.4 kB.
_MAX_KILOBYTES_PER_ROW = 2.8
_MAX_FIXED_MEGABYTES = 60.0


class _ManyOfficesServer:
    """A server with the sample service's replies, which refuses some offices, delays some and fails some once."""

    def __init__(self, days: int) -> None:
        self.service = DemoService(today=_LAST_DAY, office_count=_OFFICE_COUNT)
        self.first_day, self.last_day = _LAST_DAY - timedelta(days=days - 1), _LAST_DAY
        self.customers = self.service.customers
        ids = [customer.id for customer in self.customers]
        self.refused = frozenset(ids[9::10])
        self._slow = frozenset(customer for place, customer in enumerate(ids) if place % 10 in (4, 5, 6, 7))
        self._failing_once = set(ids[3::25])
        self._lock = threading.Lock()
        archive = DemoDataset(load_chain(_OFFICE_COUNT), _LAST_DAY, end_of_day(_LAST_DAY))
        self._endpoint = DemoEndpoint(archive, (USER, PASSWORD), frozenset(ids), DateToRule.EXCLUSIVE, BodyFormat.JSON)
        self.allows_all = False

    @property
    def window_count(self) -> int:
        return len(split_period(self.first_day, self.last_day))

    def reply(self, seen: Seen) -> Reply:
        if seen.customer_id in self.refused and not self.allows_all:
            return Reply(403)
        with self._lock:
            if seen.customer_id in self._failing_once:
                self._failing_once.discard(seen.customer_id)
                return Reply(503)
        if seen.customer_id in self._slow:
            time.sleep(0.05)
        answer = self._endpoint.respond(seen.target, seen.authorization or "", "application/json")
        return Reply(answer.status, answer.body, content_type=answer.content_type)


@dataclass
class _FetchProcess:
    """The process that fetches."""

    process: "subprocess.Popen[str]"

    @classmethod
    def start(cls) -> "_FetchProcess":
        command = [sys.executable, "-m", "tests.faults.fetch_process"]
        return cls(ForkedPython(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))

    def request(self, question: Mapping[str, object]) -> dict[str, Any]:
        pipe_in, _ = self._pipes
        pipe_in.write(json.dumps(question) + "\n")
        pipe_in.flush()
        answer: dict[str, Any] = json.loads(read_line(self.process, times=30))  # a year of 300 offices
        return answer

    @property
    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout

    def stop(self) -> None:
        for pipe in self._pipes:
            pipe.close()
        self.process.wait(LONGEST_WAIT)


def _fetch_and_retry(env: Env) -> Observed:
    chain = _ManyOfficesServer(365 if env.workload.is_full else 1)
    with env.serve(chain.reply) as server:
        client = _FetchProcess.start()
        try:
            question = {
                "base_url": server.base_url,
                "user": USER,
                "password": PASSWORD,
                "customers": [customer.id for customer in chain.customers],
                "first_day": chain.first_day.isoformat(),
                "last_day": chain.last_day.isoformat(),
            }
            first = client.request(question)
            asked_before = len(server.seen)
            chain.allows_all = True
            second = client.request({})
            asked_again = server.seen[asked_before:]
            at_once = server.most_at_once
        finally:
            client.stop()
    _check_first(chain, first)
    lost = _check_second(chain, second)
    windows_asked = [(seen.customer_id, seen.window) for seen in asked_again]
    repeated = len(windows_asked) - len({one for one in windows_asked if one[0] in chain.refused})
    assert at_once == _MAX_CONCURRENT, at_once
    rows = sum(map(len, second["ids"].values()))
    sockets = first["sockets"] - _EVENT_LOOP_SOCKETS
    note = f"{asked_before} requests, {rows} rows, 4 at once on {sockets} sockets, {first['megabytes']:.0f} MB"
    kept = f"{first['parts'] // chain.window_count} of {_OFFICE_COUNT} offices; after the retry: {lost} rows lost, "
    return Observed(first["sees"], None, f"{kept}{repeated} requests sent twice", note=note)


def _check_first(chain: _ManyOfficesServer, answer: Mapping[str, Any]) -> None:
    refused = len(chain.refused) * chain.window_count
    assert answer["missing"] == {"AccessRefused": refused}, answer["missing"]
    assert answer["is_progress_correct"]
    assert answer["sockets"] <= _MAX_CONCURRENT + _EVENT_LOOP_SOCKETS, answer["sockets"]
    rows = sum(map(len, answer["ids"].values()))
    most = _MAX_FIXED_MEGABYTES + rows * _MAX_KILOBYTES_PER_ROW / 1024
    assert answer["megabytes"] < most, (answer["megabytes"], rows)


def _check_second(chain: _ManyOfficesServer, answer: Mapping[str, Any]) -> int:
    """Return how many of the service's rows are not in the report after the retry, or are there without the service."""
    assert answer["is_progress_correct"]
    assert not answer["missing"]
    rows = chain.service.rows(chain.first_day, chain.last_day)
    expected = {kind: Counter(row.row_id or "" for row in rows[kind]) for kind in rows}
    got = {kind: Counter(answer["ids"][kind.value]) for kind in rows}
    return sum(((expected[kind] - got[kind]) + (got[kind] - expected[kind])).total() for kind in rows)


def _cancel_repeatedly(env: Env) -> Observed:
    """Cancel after a random number of parts: the fetch ends at once, and the partial report has all of them."""
    chance = random.Random(13)
    chain = _ManyOfficesServer(1)
    times = max(3, env.workload.cycles // 15)
    slowest = 0.0
    lost = 0
    with env.serve(chain.reply) as server:
        source = LoginCustomers(Login(server.base_url, USER, PASSWORD), chain.customers)
        request = ReportRequest((source,), chain.first_day, chain.last_day)
        for _ in range(times):
            session = Session("VitecDesktop/test", sleep=FakeClock().sleep)
            seconds, lost_parts = _cancel_once(session, request, chance.randrange(1, 80))
            slowest = max(slowest, seconds)
            lost += lost_parts
            assert server.wait_until_left()
    note = f"{times} moments, free after {slowest * 1000:.0f} ms at most"
    return Observed(None, None, f"parts lost: {lost}", note=note)


def _cancel_once(session: Session, request: ReportRequest, after: int) -> tuple[float, int]:
    """Cancel from another thread after so many parts; return the seconds until the end, and the lost parts."""
    answers: dict[RequestPart, PartResult] = {}
    reached = threading.Event()
    cancellation = CancellationToken()
    cancelled_at: list[float] = []

    def take(progress: PartProgress) -> None:
        if progress.result:
            answers[progress.part] = progress.result
        if progress.done >= after:
            reached.set()

    def cancel() -> None:
        reached.wait(LONGEST_WAIT)
        cancelled_at.append(time.monotonic())
        cancellation.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    try:
        fetch_report(session, request, take, cancellation)
    except Cancelled:
        ended = time.monotonic()
    else:
        raise AssertionError("the fetch ended before it was cancelled")
    finally:
        reached.set()
        canceller.join()
    report = build_partial_report(session, request, answers)
    assert len(report.results) + len(report.failed_parts) == len(request.scope.customers)
    lost = sum(report.results.get(part) != answer for part, answer in answers.items())
    return ended - cancelled_at[0], lost


FAULTS = (
    Fault(
        _GROUP,
        "a year of 300 offices, 30 of them refused, some slow, some failing once",
        _fetch_and_retry,
        "Delar av rapporten saknas. Åtkomst nekad (403). Jämför kund-id och behörighet med uppgifterna i "
        "partnerportalen; där syns också dina senaste anrop.",
        None,
        "270 of 300 offices; after the retry: 0 rows lost, 0 requests sent twice",
        is_slow=True,
    ),
    Fault(_GROUP, "cancelled at any moment", _cancel_repeatedly, None, None, "parts lost: 0", is_slow=True),
)
