"""A whole report over real sockets: what is sent when, what comes of it, and what is told meanwhile."""

import asyncio
import threading
from dataclasses import replace
from datetime import date

import pytest

from tests.helpers.fault_server import FaultServer, Hang, Reply, Script, Seen, in_turn, report, tip
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AddressRefused,
    ConnectionRefused,
    NotAReport,
    RequestRefused,
    ServiceDown,
    SignInRefused,
    TimedOut,
)
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.request_queue import MAX_CONCURRENT_REQUESTS, MAX_TIMEOUTS_IN_A_ROW
from vitec_desktop.webservice.result import FetchedReport, PartProgress, PartResult, RequestPart
from vitec_desktop.webservice.retry_policy import RetryPolicy, Timeouts
from vitec_desktop.webservice.session import Session

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 12, 31)
WINDOWS = 7
LONG_ENOUGH = 0.15  # for another request to come, if one were to come


async def no_wait(_: float) -> None:
    await asyncio.sleep(0)


@pytest.fixture
def session() -> Session:
    return Session("Test/1", sleep=no_wait)


def login(server: FaultServer, user: str = "anna", password: str = "hemligt") -> Login:
    return Login(server.base_url, user, password)


def request(*sources: LoginCustomers) -> ReportRequest:
    return ReportRequest(sources, FIRST_DAY, LAST_DAY)


def year(server: FaultServer, *ids: str) -> ReportRequest:
    """A whole year of these customers, under one sign-in."""
    return request(LoginCustomers(login(server), tuple(Customer(customer_id) for customer_id in ids)))


def fetch(
    session: Session, asked: ReportRequest, known: dict[RequestPart, PartResult] | None = None
) -> tuple[FetchedReport, list[PartProgress]]:
    told: list[PartProgress] = []
    return fetch_report(session, asked, told.append, CancellationToken(), known or {}), told


def one_tip_each(seen: Seen) -> Reply:
    """A tip in the middle of each window; its id says whose and which."""
    day = date.fromisoformat(seen.window[0][:10])
    return report(tips=[tip(f"{seen.customer_id}/{day}", f"{day}T12:00:00.1234567+01:00")])


def tip_ids(fetched: FetchedReport) -> list[str]:
    return sorted(row.row_id or "" for row in fetched.rows[ListKind.TIPS])


# -- the report, and what is told of it -------------------------------------------------------------------------------


def test_a_report_is_all_windows_of_all_customers(session: Session) -> None:
    with FaultServer(one_tip_each) as server:
        fetched, told = fetch(session, year(server, "M1", "M2"))
    assert fetched.is_complete
    assert len(tip_ids(fetched)) == len(set(tip_ids(fetched))) == 2 * WINDOWS
    assert len(fetched.results) == 2 * WINDOWS
    assert fetched.scope.customers == (Customer("M1"), Customer("M2"))
    assert [progress.done for progress in told] == list(range(1, 2 * WINDOWS + 1))
    assert {progress.total for progress in told} == {2 * WINDOWS}
    fresh = sorted(row.row_id or "" for progress in told for row in progress.new_rows[ListKind.TIPS])
    assert fresh == tip_ids(fetched)
    assert {progress.part: progress.result for progress in told} == fetched.results
    assert told[-1].active_part is None
    assert all(progress.active_part is not None for progress in told[:-1])
    assert all(progress.active_part != progress.part for progress in told)


def test_windows_touch_each_other_and_hold_the_period(session: Session) -> None:
    with FaultServer(one_tip_each) as server:
        fetch(session, year(server, "M1"))
    asked = sorted(seen.window for seen in server.seen)
    assert asked[0][0] == "2026-01-01T00:00:00"
    assert asked[-1][1] == "2027-01-01T00:00:00"
    assert [window[1] for window in asked[:-1]] == [window[0] for window in asked[1:]]


def test_progress_is_told_in_the_calling_thread(session: Session) -> None:
    threads = []
    with FaultServer(one_tip_each) as server:
        fetch_report(
            session, year(server, "M1"), lambda _: threads.append(threading.current_thread()), CancellationToken()
        )
    assert set(threads) == {threading.current_thread()}


def test_what_goes_wrong_while_progress_is_shown_ends_the_fetch(session: Session) -> None:
    class ShownBadlyError(Exception):
        pass

    def fail(_: PartProgress) -> None:
        raise ShownBadlyError

    with FaultServer(one_tip_each) as server:
        with pytest.raises(ShownBadlyError):
            fetch_report(session, year(server, "M1", "M2", "M3"), fail, CancellationToken())
        assert server.wait_until_left()
        assert len(server.seen) < 3 * WINDOWS


def test_a_failed_part_loses_nothing_of_the_others(session: Session) -> None:
    def script(seen: Seen) -> Reply:
        if seen.customer_id == "M2":
            return Reply(403)
        if seen.window[0].startswith("2026-01") and seen.customer_id == "M3":
            return Reply(400, b'{"message": "Nej."}')
        if seen.window[1].startswith("2027-01") and seen.customer_id == "M1":
            return Reply(body=b"<html></html>", content_type="text/html")
        return one_tip_each(seen)

    with FaultServer(script) as server:
        fetched, told = fetch(session, year(server, "M1", "M2", "M3"))
    assert len(tip_ids(fetched)) == 3 * WINDOWS - WINDOWS - 2
    by_customer = [(missing.part.customer.id, missing.error) for missing in fetched.missing]
    assert [name for name, _ in by_customer] == ["M1", *["M2"] * WINDOWS, "M3"]
    assert isinstance(by_customer[0][1], NotAReport)
    assert by_customer[1][1] == AccessRefused("M2")
    assert by_customer[-1][1] == RequestRefused(("Nej.",))
    assert {progress.failure for progress in told if progress.failure} == set(fetched.missing)
    assert told[-1].done == told[-1].total == 3 * WINDOWS


def test_damaged_rows_are_counted(session: Session) -> None:
    with FaultServer(in_turn(report(tips=[{"createdAt": 5, "tip": "x"}]), report())) as server:
        fetched, _ = fetch(session, year(server, "M1"))
    assert fetched.damaged_rows == 1


def test_a_fetch_of_nobody_is_an_empty_report(session: Session) -> None:
    fetched, told = fetch(session, request())
    assert fetched.is_complete
    assert fetched.has_no_results
    assert told == []


# -- asked once, and not again ----------------------------------------------------------------------------------------


def test_a_customer_named_twice_under_one_sign_in_is_asked_once(session: Session) -> None:
    with FaultServer(one_tip_each) as server:
        again = LoginCustomers(replace(login(server), base_url=f"{server.base_url}/"), (Customer("M1"),))
        fetched, _ = fetch(
            session, request(LoginCustomers(login(server), (Customer("M1", "Solna"), Customer("M1"))), again)
        )
    assert len(server.seen) == WINDOWS
    assert {part.customer for part in fetched.results} == {Customer("M1", "Solna")}


def test_known_parts_are_not_asked_again(session: Session) -> None:
    is_open = threading.Event()

    def script(seen: Seen) -> Reply:
        return Reply(403) if seen.customer_id == "M2" and not is_open.is_set() else one_tip_each(seen)

    with FaultServer(script) as server:
        first, _ = fetch(session, year(server, "M1", "M2"))
        asked_before = len(server.seen)
        is_open.set()
        second, told = fetch(session, year(server, "M1", "M2"), dict(first.results))
        assert {seen.customer_id for seen in server.seen[asked_before:]} == {"M2"}
        third, nothing = fetch(session, year(server, "M1", "M2"), dict(second.results))
        assert len(server.seen) == asked_before + WINDOWS
    assert second.is_complete
    assert len(tip_ids(second)) == 2 * WINDOWS
    assert [progress.done for progress in told] == list(range(WINDOWS + 1, 2 * WINDOWS + 1))
    assert {row.row_id for progress in told for row in progress.new_rows[ListKind.TIPS]} == set(tip_ids(second)) - set(
        tip_ids(first)
    )
    assert tip_ids(third) == tip_ids(second)
    assert nothing == []


def test_a_row_of_a_known_part_is_not_fresh_again(session: Session) -> None:
    shared = report(tips=[tip("shared", "2026-01-05T12:00:00.0000000+01:00")])
    with FaultServer(in_turn(shared)) as server:
        first, _ = fetch(session, year(server, "M1"))
        second, told = fetch(session, year(server, "M1", "M2"), dict(first.results))
    assert tip_ids(second) == ["shared"]
    assert [len(progress.new_rows[ListKind.TIPS]) for progress in told] == [0] * WINDOWS


def test_what_tells_two_sign_ins_apart_holds_no_password(session: Session) -> None:
    one, other = Login("https://a.example", "anna", "hemligt"), Login("https://a.example", "anna", "lösen")
    assert session.login_key(one) != session.login_key(other)
    assert session.login_key(one) == session.login_key(replace(one, base_url="https://A.example/"))
    badly_typed = session.login_key(Login("https://anna:hemligt@a.example", "anna", "x"))
    for text in (session.login_key(one), session.login_key(other), badly_typed, repr(session), str(vars(session))):
        assert "hemligt" not in text.replace("https://anna:hemligt@a.example", "")
        assert "lösen" not in text
    assert "hemligt" not in badly_typed


# -- passwords --------------------------------------------------------------------------------------------------------


def test_a_password_goes_out_with_one_request_alone_until_it_is_accepted(session: Session) -> None:
    at_once_at_first = []

    def script(seen: Seen) -> Reply:
        if seen.number == 1:
            threading.Event().wait(LONG_ENOUGH)
            at_once_at_first.append(len(server.seen))
        return one_tip_each(seen)

    with FaultServer(script) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2"))
    assert fetched.is_complete
    assert at_once_at_first == [1]


def test_a_failure_that_proves_nothing_keeps_the_password_to_one_request(session: Session) -> None:
    with FaultServer(in_turn(Reply(500))) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2"))
        assert not session.is_accepted(login(server))
    assert server.most_at_once == 1
    assert {missing.error for missing in fetched.missing} == {ServiceDown(500)}
    assert len(fetched.missing) == 2 * WINDOWS


@pytest.mark.parametrize("proof", [Reply(403), Reply(400), report()])
def test_an_answer_that_proves_the_password_lets_the_others_go(session: Session, proof: Reply) -> None:
    together = threading.Barrier(4)

    def script(seen: Seen) -> Reply:
        if 2 <= seen.number <= 5:
            together.wait(5)
        return proof if seen.number == 1 else report()

    with FaultServer(script) as server:
        fetched, _ = fetch(session, year(server, "M1"))
        assert session.is_accepted(login(server))
    assert not together.broken
    assert len(fetched.results) >= WINDOWS - 1


def test_after_a_wrong_password_nothing_more_is_sent(session: Session) -> None:
    with FaultServer(in_turn(Reply(401))) as server:
        fetched, told = fetch(session, year(server, "M1", "M2"))
        assert len(server.seen) == 1
        assert fetched.has_no_results
        assert {missing.error for missing in fetched.missing} == {SignInRefused()}
        assert len(fetched.missing) == len(told) == 2 * WINDOWS
        fetch(session, year(server, "M1", "M2"))
        assert len(server.seen) == 2


def test_a_password_that_ceases_to_be_right_is_sent_no_more(session: Session) -> None:
    with FaultServer(in_turn(report(), report(), Reply(401))) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
        assert not session.is_accepted(login(server))
    assert len(server.seen) <= 2 + 4
    assert len(fetched.results) == 2
    assert {missing.error for missing in fetched.missing} == {SignInRefused()}


def test_an_accepted_password_stays_accepted_in_this_run(session: Session) -> None:
    together = threading.Barrier(4)

    def script(seen: Seen) -> Reply:
        if WINDOWS < seen.number <= WINDOWS + 4:
            together.wait(5)
        return report()

    with FaultServer(script) as server:
        fetch(session, year(server, "M1"))
        fetch(session, year(server, "M1"))
    assert not together.broken


def test_two_sign_ins_go_side_by_side_and_one_refusal_leaves_the_other(session: Session) -> None:
    together = threading.Barrier(2)

    def script(seen: Seen) -> Reply:
        if seen.number <= 2:
            together.wait(5)
        return Reply(401) if seen.credentials[1] == "fel" else one_tip_each(seen)

    with FaultServer(script) as server:
        right = LoginCustomers(login(server), (Customer("M1"),))
        wrong = LoginCustomers(login(server, password="fel"), (Customer("M2"),))
        fetched, _ = fetch(session, request(wrong, right))
    assert not together.broken
    assert [seen.credentials[1] for seen in server.seen].count("fel") == 1
    assert {part.customer.id for part in fetched.results} == {"M1"}
    assert {missing.part.customer.id for missing in fetched.missing} == {"M2"}
    assert len(fetched.results) == len(fetched.missing) == WINDOWS


def test_a_request_that_waits_for_its_next_try_is_dropped_when_its_password_is_refused() -> None:
    async def forever(_: float) -> None:
        await asyncio.Event().wait()

    session = Session("Test/1", sleep=forever)
    both = threading.Barrier(2)

    def script(seen: Seen) -> Reply:
        if seen.number == 1:
            return report()
        if seen.number <= 3:
            both.wait(5)
        return Reply(503) if seen.number == 2 else Reply(401)

    with FaultServer(script) as server:
        fetched, _ = fetch(session, year(server, "M1"))
    assert {missing.error for missing in fetched.missing} == {SignInRefused()}


def test_a_request_under_way_is_not_tried_again_once_its_password_is_refused(session: Session) -> None:
    def script(seen: Seen) -> Reply:
        if seen.number == 2:
            for _ in range(500):  # until the refusal of the other request has arrived
                if not session.is_accepted(anna):
                    break
                threading.Event().wait(0.01)
            return Reply(503)
        return Reply(401) if seen.number == 3 else report()

    with FaultServer(script) as server:
        anna = login(server)
        asked = ReportRequest((LoginCustomers(anna, (Customer("M1"),)),), FIRST_DAY, date(2026, 5, 31))
        fetched, _ = fetch(session, asked)
    assert len(server.seen) == 3
    assert [missing.error for missing in fetched.missing] == [SignInRefused()] * 2


# -- servers ----------------------------------------------------------------------------------------------------------


def test_at_most_four_requests_are_under_way_at_once(session: Session) -> None:
    together = threading.Barrier(4)

    def script(seen: Seen) -> Reply:
        if 3 <= seen.number <= 6:
            together.wait(5)
            threading.Event().wait(LONG_ENOUGH)
        return report()

    with FaultServer(script) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
    assert fetched.is_complete
    assert not together.broken
    assert server.most_at_once == 4


def test_four_at_once_holds_for_all_servers_together(session: Session) -> None:
    now, most, lock = [0], [0], threading.Lock()

    def script(_: Seen) -> Reply:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(0.03)
        with lock:
            now[0] -= 1
        return report()

    with FaultServer(script) as one, FaultServer(script) as other, FaultServer(script) as third:
        fetched, _ = fetch(
            session, request(*(LoginCustomers(login(s), (Customer("M1"),)) for s in (one, other, third)))
        )
    assert fetched.is_complete
    assert 1 < most[0] <= 4


def test_a_stopped_server_is_tried_by_one_request_only() -> None:
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    with FaultServer(in_turn(report())) as server:
        pass
    fetched, told = fetch(Session("Test/1", sleep=note), year(server, "M1", "M2"))
    assert len(waits) == 3
    assert {missing.error for missing in fetched.missing} == {ConnectionRefused()}
    assert len(told) == 2 * WINDOWS


def test_no_new_request_starts_for_a_server_that_turned_another_away(session: Session) -> None:
    with FaultServer(in_turn(report(), Reply(close_at_once=True))) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
    windows = {(seen.customer_id, seen.window) for seen in server.seen}
    assert len(windows) <= 1 + 4
    assert len(server.seen) <= 1 + 4 * 4
    assert len(fetched.results) == 1
    assert {missing.error for missing in fetched.missing} == {ConnectionRefused()}


def test_a_refusing_server_ends_the_waits_of_its_other_requests() -> None:
    async def wait(seconds: float) -> None:
        if seconds == 13:
            await asyncio.Event().wait()

    both = threading.Barrier(2)

    def script(seen: Seen) -> Reply:
        if 2 <= seen.number <= 3:
            both.wait(5)
        if seen.number == 1:
            return report()
        return Reply(503, headers={"Retry-After": "13"}) if seen.number == 2 else Reply(close_at_once=True)

    with FaultServer(script) as server:
        fetched, _ = fetch(Session("Test/1", sleep=wait), year(server, "M1"))
    assert {missing.error for missing in fetched.missing} == {ConnectionRefused()}


def test_a_refusing_server_leaves_another_one_alone(session: Session) -> None:
    with FaultServer(in_turn(report())) as gone:
        pass
    with FaultServer(one_tip_each) as server:
        sources = [LoginCustomers(login(where), (Customer("M1"),)) for where in (gone, server)]
        fetched, _ = fetch(session, request(*sources))
    assert len(fetched.results) == len(fetched.missing) == WINDOWS


def test_a_server_that_asks_for_fewer_requests_gets_none_while_it_is_waited_for() -> None:
    asked_meanwhile: list[int] = []

    async def wait(_: float) -> None:
        others_may_answer.set()
        await asyncio.sleep(LONG_ENOUGH)
        asked_meanwhile.append(len(server.seen))

    others_may_answer = threading.Event()

    def script(seen: Seen) -> Reply:
        if seen.number == 2:
            return Reply(429, headers={"Retry-After": "5"})
        return replace(report(), hold=others_may_answer if 3 <= seen.number <= 5 else None)

    with FaultServer(script) as server:
        fetched, _ = fetch(Session("Test/1", sleep=wait), year(server, "M1", "M2"))
    assert fetched.is_complete
    assert asked_meanwhile == [5]


@pytest.mark.parametrize(
    "base_url", ["http://connect.example.se", "ftp://127.0.0.1", "https://anna:hemligt@a.example", ""]
)
def test_no_password_leaves_for_an_address_that_is_not_safe(session: Session, base_url: str) -> None:
    fetched, _ = fetch(session, request(LoginCustomers(Login(base_url, "anna", "hemligt"), (Customer("M1"),))))
    assert len(fetched.missing) == WINDOWS
    assert all(isinstance(missing.error, AddressRefused) for missing in fetched.missing)
    assert all("hemligt" not in repr(missing) for missing in fetched.missing)


def test_the_proxy_is_asked_for_by_address() -> None:
    asked: list[str] = []

    def proxy_for(url: str) -> None:
        asked.append(url)

    with FaultServer(in_turn(report())) as server:
        fetch(Session("Test/1", proxy_for=proxy_for), year(server, "M1"))
    assert asked == [server.base_url]


# -- cancelled before or between --------------------------------------------------------------------------------------


def test_a_fetch_cancelled_before_it_began_asks_nobody(session: Session) -> None:
    cancellation = CancellationToken()
    cancellation.cancel()
    with FaultServer(in_turn(report())) as server, pytest.raises(Cancelled):
        fetch_report(session, year(server, "M1"), lambda _: None, cancellation)
    assert server.connections == 0


@pytest.mark.parametrize("script", [one_tip_each, in_turn(Reply(503))])
def test_nothing_is_told_after_a_fetch_was_cancelled(session: Session, script: Script) -> None:
    cancellation = CancellationToken()
    told: list[PartProgress] = []

    def stop(progress: PartProgress) -> None:
        told.append(progress)
        cancellation.cancel()

    with FaultServer(script) as server:
        with pytest.raises(Cancelled):
            fetch_report(session, year(server, "M1"), stop, cancellation)
        assert server.wait_until_left()
    assert len(told) == 1


def test_a_server_that_never_answers_is_asked_for_one_part_alone() -> None:
    session = Session("Test/1", RetryPolicy(max_attempts=2), timeouts=Timeouts(read=0.05), sleep=no_wait)
    with FaultServer(in_turn(Reply(hang=Hang.BEFORE_HEADERS))) as server:
        fetched, told = fetch(session, year(server, "M1", "M2"))
        assert len(server.seen) == 2
    assert [missing.error for missing in fetched.missing] == [TimedOut(0.05)] * 2 * WINDOWS
    assert told[-1].done == 2 * WINDOWS


def test_a_server_that_falls_silent_is_left_alone_after_a_while() -> None:
    session = Session("Test/1", RetryPolicy(max_attempts=1), timeouts=Timeouts(read=0.05), sleep=no_wait)
    with FaultServer(in_turn(report(), Reply(hang=Hang.BEFORE_HEADERS))) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
        assert 1 + MAX_TIMEOUTS_IN_A_ROW <= len(server.seen) <= 1 + MAX_TIMEOUTS_IN_A_ROW + MAX_CONCURRENT_REQUESTS
    assert len(fetched.results) == 1


def test_one_slow_part_costs_no_other() -> None:
    session = Session("Test/1", RetryPolicy(max_attempts=1), timeouts=Timeouts(read=0.2), sleep=no_wait)

    def script(seen: Seen) -> Reply:
        slow = seen.customer_id == "M2" and seen.window[0].startswith(("2026-01", "2026-05", "2026-08"))
        return Reply(hang=Hang.BEFORE_HEADERS) if slow else one_tip_each(seen)

    with FaultServer(script) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
    assert {missing.part.customer.id for missing in fetched.missing} == {"M2"}
    assert len(fetched.results) == 3 * WINDOWS - len(fetched.missing)
    assert 0 < len(fetched.missing) <= MAX_TIMEOUTS_IN_A_ROW
