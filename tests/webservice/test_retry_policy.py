"""Which failed requests are sent again, how often and after which delay; some over a real socket."""

import asyncio
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.fault_server import FaultServer, Reply, Script, in_turn, report
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AnswerCutShort,
    CertificateRefused,
    ConnectionRefused,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyFailed,
    RequestRefused,
    ServiceDown,
    ServiceError,
    SignInRefused,
    TimedOut,
)
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FetchedReport
from vitec_desktop.webservice.retry_policy import RequestAttempts, RetryPolicy, ServerState
from vitec_desktop.webservice.session import Session


@dataclass
class Clock:
    """Replaces sleeping: returns at once and records the delays."""

    delays: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.delays.append(seconds)
        await asyncio.sleep(0)


def retry(
    errors: Iterable[ServiceError | None], random: Callable[[], float] = lambda: 0.5
) -> tuple[ServiceError | None, list[float]]:
    """Return the last error, None if an attempt succeeded, and the delays before the retries."""
    server, attempts, delays, now = ServerState(RetryPolicy(), random), RequestAttempts("M1"), list[float](), 0.0
    for error in errors:
        retry_at = server.record_failure(error, attempts, now, now) if error else None
        if retry_at is None:
            return error, delays
        delays.append(round(retry_at - now, 9))
        now = retry_at
    raise AssertionError("more attempts than errors")


TRANSIENT = [
    ConnectionRefused(),
    NoNetwork("host"),
    TimedOut(60),
    AnswerCutShort(),
    ServiceDown(502),
    ServiceDown(503),
    ServiceDown(504),
    ProxyFailed("proxy:1"),
    ProxyFailed("proxy:1", 503),
]
PERMANENT = [
    SignInRefused(),
    AccessRefused("M1"),
    RequestRefused(),
    CertificateRefused(),
    ProxyFailed("proxy:1", 407),
    ProxyFailed("proxy:1", 403),
    ServiceDown(501),
    ServiceDown(505),
    *(NotAReport(reason) for reason in NotAReportReason),
]


@pytest.mark.parametrize("error", TRANSIENT, ids=repr)
def test_a_transient_error_gets_four_attempts(error: ServiceError) -> None:
    assert retry(repeat(error)) == (error, [0.5, 1.5, 4.5])


def test_after_a_429_the_maximum_delay_is_used() -> None:
    assert retry(repeat(ServiceDown(429))) == (ServiceDown(429), [0.5, 1.5, 4.5, 13.5])
    assert retry(repeat(ServiceDown(429)), lambda: 0.99) == (ServiceDown(429), [0.6225, 1.8675, 5.6025, 11.9075])


@pytest.mark.parametrize("error", PERMANENT, ids=repr)
def test_a_permanent_error_is_not_retried(error: ServiceError) -> None:
    assert retry(repeat(error)) == (error, [])


def test_a_500_is_retried_once() -> None:
    assert retry(repeat(ServiceDown(500))) == (ServiceDown(500), [0.5])
    assert retry([ServiceDown(500), None]) == (None, [0.5])
    assert retry([ServiceDown(500), ServiceDown(503), ServiceDown(500), None]) == (ServiceDown(500), [0.5, 1.5])


def test_delays_grow_and_are_jittered() -> None:
    all_delays = [retry(repeat(ServiceDown(503)), random.Random(seed).random)[1] for seed in range(20)]
    assert all(delays == sorted(delays) for delays in all_delays)
    assert len(set(map(tuple, all_delays))) == 20


@given(st.lists(st.none() | st.floats(0, 40), min_size=40, max_size=40), st.floats(0, 0.999))
def test_the_delays_never_exceed_the_maximum(retry_afters: list[float | None], chance: float) -> None:
    error, delays = retry([ServiceDown(429, seconds) for seconds in retry_afters], lambda: chance)
    assert sum(delays) <= RetryPolicy().max_total_delay + 1e-6
    assert all(delay >= (seconds or 0) - 1e-6 for delay, seconds in zip(delays, retry_afters, strict=False))
    assert error == ServiceDown(429, retry_afters[len(delays)])


def test_no_attempt_follows_when_the_maximum_delay_is_used_up() -> None:
    assert retry([ServiceDown(503, 20.0), ServiceDown(503)]) == (ServiceDown(503), [20.0])
    assert retry([ServiceDown(503, 15.0), ServiceDown(503, 15.0)]) == (ServiceDown(503, 15.0), [15.0])


def test_delays_at_the_same_time_count_once() -> None:
    server = ServerState(RetryPolicy(), lambda: 0.5)
    for _ in range(4):
        assert server.record_failure(ServiceDown(503, 12.0), RequestAttempts("M1"), 0.0, 1.0) == 13.0
    assert server.record_failure(ServiceDown(503, 12.0), RequestAttempts("M1"), 13.0, 13.0) is None
    server.record_success(13.0, 13.0)
    assert server.record_failure(ServiceDown(503, 12.0), RequestAttempts("M1"), 13.0, 13.0) == 25.0


def fetch(script: Script, clock: Clock) -> tuple[FetchedReport, FaultServer]:
    with FaultServer(script) as server:
        source = LoginCustomers(Login(server.base_url, "anna", "hemligt"), (Customer("M1"),))
        request = ReportRequest((source,), date(2026, 10, 1), date(2026, 10, 31))
        session = Session("Test/1", RetryPolicy(jitter=0), sleep=clock.sleep)
        return fetch_report(session, request, lambda _: None, CancellationToken()), server


@pytest.mark.parametrize(
    ("replies", "attempts"),
    [
        ([Reply(503), report()], 2),
        ([Reply(502), Reply(504), Reply(429), report()], 4),
        ([Reply(500), report()], 2),
        ([Reply(close_at_once=True), report()], 2),
        ([Reply(close_at_once=True, reset=True), report()], 2),
        ([Reply(body=b"x" * 1000, cut_at=1), report()], 2),
        ([Reply(body=b'{"incomingLeads": [], "ti', headers={"Connection": "close"}), report()], 2),
    ],
)
def test_a_server_that_recovers_sends_its_report(replies: list[Reply], attempts: int) -> None:
    fetched, server = fetch(in_turn(*replies), Clock())
    assert fetched.is_complete
    assert len(server.seen) == attempts


@pytest.mark.parametrize("status", [400, 401, 403, 404, 302, 407, 501])
def test_a_permanent_status_is_requested_once(status: int) -> None:
    fetched, server = fetch(in_turn(Reply(status)), Clock())
    assert len(server.seen) == 1
    assert len(fetched.failed_parts) == 1


def test_a_web_page_is_requested_once() -> None:
    fetched, server = fetch(in_turn(Reply(body=b"<html></html>", content_type="text/html")), Clock())
    assert len(server.seen) == 1
    assert fetched.failed_parts[0].error == NotAReport(NotAReportReason.HTML)


def test_retry_after_in_seconds_is_waited_for() -> None:
    clock = Clock()
    fetched, _ = fetch(in_turn(Reply(429, headers={"Retry-After": "12"}), report()), clock)
    assert fetched.is_complete
    assert clock.delays == [12.0]


def test_retry_after_as_a_date_is_waited_for() -> None:
    now = datetime.now(UTC)
    headers = {
        "Date": format_datetime(now, usegmt=True),
        "Retry-After": format_datetime(now + timedelta(seconds=11), usegmt=True),
    }
    clock = Clock()
    fetched, _ = fetch(in_turn(Reply(503, headers=headers), report()), clock)
    assert fetched.is_complete
    assert clock.delays == [11.0]


def test_a_retry_after_beyond_the_maximum_fails_at_once() -> None:
    clock = Clock()
    fetched, server = fetch(in_turn(Reply(429, headers={"Retry-After": "3600"})), clock)
    assert fetched.failed_parts[0].error == ServiceDown(429, 3600.0)
    assert clock.delays == []
    assert len(server.seen) == 1
