"""Which requests a server gets that limits, fails or is down: whole fetches in virtual time."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webservice.simulated_server import Answer, Fetch, SpacedLimit, WindowLimit, fetch, plan
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AnswerCutShort,
    ConnectionRefused,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyFailed,
    ServiceDown,
    ServiceError,
    ServiceGivenUp,
    TimedOut,
)
from vitec_desktop.webservice.request_plan import PendingRequest
from vitec_desktop.webservice.retry_policy import MAX_CONCURRENT_REQUESTS, RetryPolicy

GATEWAY_STATUSES = (502, 503, 504)
HOUR = 3600.0


def always(error: ServiceError | None) -> Answer:
    return lambda _now, _request: error


def fails_for(error: ServiceError, *customers: str) -> Answer:
    """Answer all requests but those for these customers."""
    return lambda _now, request: error if request.part.customer.id in customers else None


# -- a server that limits ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("windows", [10, 40])
@pytest.mark.parametrize(
    ("limit", "requests_per_part"),
    [
        (lambda: WindowLimit(3, 4.0, retry_after=4.0), 2.0),  # as haproxy
        (lambda: WindowLimit(3, 4.0), 2.0),
        (lambda: SpacedLimit(2.0), 2.0),  # 30 a minute, as nginx
        (lambda: SpacedLimit(2.0, burst=2), 2.0),
        (lambda: SpacedLimit(10.0), 2.0),
        (lambda: SpacedLimit(2.0, retry_after=2.0), 2.5),
    ],
    ids=["3 in 4 s", "3 in 4 s, no Retry-After", "30 a minute", "30 a minute, burst", "6 a minute", "Retry-After 2"],
)
def test_a_server_with_a_rate_limit_gives_the_whole_report(
    limit: Callable[[], Answer], requests_per_part: float, windows: int, seed: int
) -> None:
    fetched = fetch(plan(1, windows), limit(), seed=seed)
    assert fetched.errors == []
    assert len(fetched.sent) <= requests_per_part * windows


def test_a_server_that_takes_one_request_at_a_time_gives_the_whole_report() -> None:
    running: list[float] = []

    def answer(now: float, _: PendingRequest) -> ServiceError | None:
        while running and running[0] <= now:
            running.pop(0)
        if running:
            return ServiceDown(429)
        running.append(now + 0.2)
        return None

    fetched = fetch(plan(3, 7), answer, is_accepted=True)
    assert fetched.errors == []
    assert len(fetched.sent) < 2 * 21


def test_fewer_requests_run_at_once_after_a_429_and_more_again_after_successes() -> None:
    def answer(now: float, _: PendingRequest) -> ServiceError | None:
        return ServiceDown(429, 5.0) if now < 1.0 else None

    fetched = fetch(plan(1, 40), answer, seconds=1.0, is_accepted=True)
    assert fetched.errors == []
    counts = list(Counter(now for now, _ in fetched.sent).values())
    assert counts[0] == 4
    assert counts[1] == 1
    assert counts[1:-1] == sorted(counts[1:-1])
    assert counts[-2] == 4


@given(st.integers(0, 1000))
def test_retry_after_is_waited_for_by_all_and_made_longer_only(seed: int) -> None:
    fetched_at: list[float] = []

    def limited(now: float, _: PendingRequest) -> ServiceError | None:
        fetched_at.append(now)
        return ServiceDown(429, 12.0) if len(fetched_at) == 3 else None

    fetched = fetch(plan(1, 9), limited, seed=seed)
    assert fetched.errors == []
    refused_at = fetched_at[2] + 0.2
    later = [now for now in fetched_at if now > refused_at]
    assert refused_at + 12.0 <= later[0] <= refused_at + 12.0 * 1.25
    assert [wait.error for wait in fetched.waits] == [ServiceDown(429, 12.0)] * 2  # begin and end


def test_the_retry_after_of_a_503_is_waited_for_though_another_part_was_refused() -> None:
    requests = plan(1, 6)
    slow, limited = requests[1].part, requests[2].part
    sent: dict[object, list[float]] = {request.part: [] for request in requests}

    def answer(now: float, request: PendingRequest) -> ServiceError | None:
        sent[request.part].append(now)
        if len(sent[request.part]) > 1:
            return None
        return {slow: ServiceDown(503, 9.0), limited: ServiceDown(429, 2.0)}.get(request.part)

    fetched = fetch(requests, answer)
    assert fetched.errors == []
    assert sent[slow][1] - sent[slow][0] >= 9.0
    assert 2.0 <= sent[limited][1] - sent[limited][0] < 9.0


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
@pytest.mark.parametrize(("offices", "windows"), [(3, 7), (50, 1), (50, 7)])
def test_after_a_long_retry_after_nothing_more_is_sent(status: int, offices: int, windows: int) -> None:
    fetched = fetch(plan(offices, windows), always(ServiceDown(status, HOUR)))
    assert len(fetched.sent) == 1
    assert set(fetched.errors) == {ServiceDown(status, HOUR)}
    assert len(fetched.errors) == offices * windows
    known = fetch(plan(offices, windows), always(ServiceDown(status, HOUR)), is_accepted=True)
    assert len(known.sent) == MAX_CONCURRENT_REQUESTS
    assert known.seconds < 1


def test_the_wait_counts_from_the_last_success() -> None:
    """Each success is followed by 18 s of refusals: the waits add up to minutes, none of them to 20 s."""
    next_success = [0.0]

    def answer(now: float, _: PendingRequest) -> ServiceError | None:
        if now < next_success[0]:
            return ServiceDown(429, min(9.0, next_success[0] - now))
        next_success[0] = now + 18.0
        return None

    fetched = fetch(plan(1, 10), answer)
    assert fetched.errors == []
    assert fetched.seconds > 9 * 18


def test_a_server_that_always_limits_gets_few_requests_within_twenty_seconds() -> None:
    for offices in (3, 50):
        fetched = fetch(plan(offices, 7), always(ServiceDown(429)))
        assert len(fetched.sent) == 5
        assert 19 <= fetched.seconds <= 22
        assert set(fetched.errors) == {ServiceDown(429)}


def test_a_customer_that_is_always_limited_costs_no_other_customer_its_rows() -> None:
    fetched = fetch(plan(5, 7), fails_for(ServiceDown(429), "M2"))
    assert fetched.complete_customers() == {"M1", "M3", "M4", "M5"}


# -- a server that is down --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_accepted", [False, True])
@pytest.mark.parametrize("status", GATEWAY_STATUSES)
@pytest.mark.parametrize(
    ("offices", "windows", "most"), [(1, 1, 4), (1, 10, 16), (3, 1, 12), (3, 7, 28), (50, 1, 16), (50, 7, 28)]
)
def test_a_dead_gateway_gets_few_requests(
    status: int, offices: int, windows: int, most: int, is_accepted: bool
) -> None:
    fetched = fetch(plan(offices, windows), always(ServiceDown(status)), is_accepted=is_accepted)
    assert len(fetched.sent) <= most
    assert fetched.seconds < 25
    assert len(fetched.errors) == offices * windows
    given_up = [error for error in fetched.errors if isinstance(error, ServiceGivenUp)]
    assert all(error.status == status for error in given_up)
    asked = {request.part for _, request in fetched.sent}
    assert len(given_up) == offices * windows - len(asked)


def test_the_parts_that_show_a_dead_gateway_are_of_four_customers() -> None:
    fetched = fetch(plan(6, 7), always(ServiceDown(502)))
    parts = list(dict.fromkeys(request.part for _, request in fetched.sent))
    assert [part.customer.id for part in parts] == ["M1", "M2", "M3", "M4"]


def test_the_probe_decides() -> None:
    fetched = fetch(plan(8, 3), fails_for(ServiceDown(503), "M1", "M2", "M3"))
    assert fetched.complete_customers() == {"M4", "M5", "M6", "M7", "M8"}


@pytest.mark.parametrize("is_accepted", [False, True])
@pytest.mark.parametrize(
    "error", [ServiceDown(502), ServiceDown(503), ServiceDown(503, 5.0), ServiceDown(504), TimedOut(60.0)], ids=repr
)
@given(st.data())
def test_one_customer_that_always_fails_costs_no_other_its_rows(
    error: ServiceError, is_accepted: bool, data: st.DataObject
) -> None:
    offices = data.draw(st.integers(2, 6))
    requests = plan(offices, data.draw(st.integers(1, 8)), logins=data.draw(st.integers(1, offices)))
    bad = f"M{data.draw(st.integers(1, offices))}"
    speed = random.Random(data.draw(st.integers(0, 99)))
    fetched = fetch(
        requests,
        fails_for(error, bad),
        seconds=lambda _: speed.choice([0.1, 0.2, 3.0, 50.0]),
        is_accepted=is_accepted or isinstance(error, TimedOut),  # a server that never answered is given up at once
        seed=1,
    )
    assert fetched.complete_customers() == {f"M{number}" for number in range(1, offices + 1)} - {bad}


def test_a_gateway_that_recovers_gives_the_whole_report() -> None:
    fetched = fetch(plan(3, 7), lambda now, _: ServiceDown(502) if 2.0 < now < 7.0 else None)
    assert fetched.errors == []


def test_timeouts_of_several_customers_give_up_the_server_and_of_one_only_its_own_parts() -> None:
    down = fetch(plan(50, 1), always(TimedOut(60.0)), seconds=60.0, is_accepted=True)
    assert {request.part for _, request in down.sent} < {request.part for request in plan(50, 1)}
    assert len(down.sent) <= 16 + 3
    slow = fetch(plan(4, 7), fails_for(TimedOut(60.0), "M1"), is_accepted=True)
    assert slow.complete_customers() == {"M2", "M3", "M4"}


def test_a_server_without_connection_gets_one_request_at_a_time() -> None:
    for error in (ConnectionRefused(), NoNetwork("host"), ProxyFailed("proxy:1")):
        for offices in (1, 50):
            fetched = fetch(plan(offices, 7), always(error))
            assert len(fetched.sent) == 4
            assert set(fetched.errors) == {error}
            assert fetch(plan(offices, 7), always(error), is_accepted=True).most_at_once == 4


def test_one_part_that_ends_the_connection_costs_no_other_part() -> None:
    requests = plan(2, 7)
    poison = requests[0].part
    fetched = fetch(requests, lambda _, request: ConnectionRefused() if request.part == poison else None)
    assert [one.request.part for one in fetched.failed] == [poison]


# -- whatever the server does -----------------------------------------------------------------------------------------

ERRORS = st.sampled_from(
    [
        None,
        None,
        None,
        ServiceDown(429),
        ServiceDown(429, 3.0),
        ServiceDown(500),
        ServiceDown(502),
        ServiceDown(503, 7.0),
        ServiceDown(504),
        ServiceDown(503, HOUR),
        ServiceDown(429, HOUR),
        ConnectionRefused(),
        AnswerCutShort(),
        TimedOut(60.0),
        AccessRefused("M1"),
        NotAReport(NotAReportReason.HTML),
    ]
)


@dataclass
class Scripted:
    """Answers with the errors in turn, then with the last one; records what happened when."""

    errors: list[ServiceError | None]
    seconds: float
    answered: list[tuple[float, float, ServiceError | None]]

    def __call__(self, now: float, _: PendingRequest) -> ServiceError | None:
        error = self.errors[min(len(self.answered), len(self.errors) - 1)]
        self.answered.append((now, now + self.seconds, error))
        return error


@given(
    st.lists(ERRORS, min_size=1, max_size=40),
    st.integers(1, 5),
    st.integers(1, 8),
    st.sampled_from([0.0, 0.1, 5.0]),
    st.integers(0, 99),
    st.booleans(),
)
def test_the_rules_hold_for_any_server(
    errors: list[ServiceError | None], offices: int, windows: int, seconds: float, seed: int, is_accepted: bool
) -> None:
    requests = plan(offices, windows)
    server = Scripted(errors, seconds, [])
    fetched = fetch(requests, server, seconds=seconds, seed=seed, is_accepted=is_accepted)
    assert Counter(one.request.part for one in fetched.completed) == Counter(one.part for one in requests)
    assert fetched.most_at_once <= MAX_CONCURRENT_REQUESTS
    assert max(Counter(request.part for _, request in fetched.sent).values()) <= 12
    for _, ended, error in server.answered:
        if isinstance(error, ServiceDown) and error.retry_after:
            is_too_long = error.retry_after > RetryPolicy().max_total_delay
            until = float("inf") if is_too_long else ended + error.retry_after
            if is_too_long or error.status == 429:
                assert not [begun for begun, _, _ in server.answered if ended < begun < until]
    if ServiceDown(429) not in errors:  # after which the starts are also spaced, which is no wait for an answer
        _check_waits(server)


def test_an_answer_to_a_request_of_before_a_pause_makes_the_wait_no_longer() -> None:
    """Three requests run when the second one is refused; only the third one succeeds, and all after the pause fail."""
    refused = ServiceDown(429, 3.0)
    server = Scripted([None, refused, None, refused], 0.0, [])
    fetch(plan(1, 3), server, seed=0, seconds=0.0)
    assert len(server.answered) > 4
    _check_waits(server)


def _check_waits(server: Scripted) -> None:
    """Between two answers that show that the server works, nothing runs for 20 s at most."""
    idle, free_since = 0.0, 0.0
    for begun, ended, error in server.answered:
        idle += max(0.0, begun - free_since)
        free_since = max(free_since, ended)
        assert idle <= RetryPolicy().max_total_delay + 0.01 or error is None
        if error is None or isinstance(error, AccessRefused):
            idle = 0.0


def test_nothing_is_reported_twice_and_the_waits_are_told() -> None:
    fetched: Fetch = fetch(plan(1, 3), always(ServiceDown(503, 6.0)))
    assert len(fetched.completed) == 3
    assert {wait.error for wait in fetched.waits} == {ServiceDown(503, 6.0)}
    assert [wait.until is None for wait in fetched.waits] == [False, True] * (len(fetched.waits) // 2)
