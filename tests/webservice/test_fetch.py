"""A whole report over real sockets: which requests are sent when, the report, and its progress."""

import asyncio
import threading
from dataclasses import replace
from datetime import date

import pytest

from tests.helpers.fault_server import FaultServer, Hang, Reply, Script, Seen, in_turn, report, tip
from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.client import ReportClient
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
from vitec_desktop.webservice.result import FetchedReport, PartProgress, PartResult, RequestPart
from vitec_desktop.webservice.retry_policy import MAX_CONCURRENT_REQUESTS, MAX_FAILURES_IN_A_ROW, RetryPolicy, Timeouts
from vitec_desktop.webservice.session import Session

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 12, 31)
WINDOWS = 7
READ_TIMEOUTS = (0.05, 0.5, 10)
"""Seconds: a busy computer, whose server does not answer within one of them, is tried with the next."""
LONG_ENOUGH = 0.15  # seconds in which another request would arrive, if one were sent


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
    """Return a request for a year of these customers, with one login."""
    return request(LoginCustomers(login(server), tuple(Customer(customer_id) for customer_id in ids)))


def fetch(
    session: Session, report_request: ReportRequest, known: dict[RequestPart, PartResult] | None = None
) -> tuple[FetchedReport, list[PartProgress]]:
    progresses: list[PartProgress] = []
    return fetch_report(session, report_request, progresses.append, CancellationToken(), known or {}), progresses


def one_tip_each(seen: Seen) -> Reply:
    """Reply with a tip at noon of the window's first day; its id has the customer and the day."""
    day = date.fromisoformat(seen.window[0][:10])
    return report(tips=[tip(f"{seen.customer_id}/{day}", f"{day}T12:00:00.1234567+01:00")])


def tip_ids(fetched: FetchedReport) -> list[str]:
    return sorted(row.row_id or "" for row in fetched.rows[ListKind.TIPS])


# -- the report and its progress --------------------------------------------------------------------------------------


def test_a_report_is_all_windows_of_all_customers(session: Session) -> None:
    with FaultServer(one_tip_each) as server:
        fetched, progresses = fetch(session, year(server, "M1", "M2"))
    assert fetched.is_complete
    assert len(tip_ids(fetched)) == len(set(tip_ids(fetched))) == 2 * WINDOWS
    assert len(fetched.results) == 2 * WINDOWS
    assert fetched.scope.customers == (Customer("M1"), Customer("M2"))
    assert [progress.done for progress in progresses] == list(range(1, 2 * WINDOWS + 1))
    assert {progress.total for progress in progresses} == {2 * WINDOWS}
    fresh = sorted(row.row_id or "" for progress in progresses for row in progress.new_rows[ListKind.TIPS])
    assert fresh == tip_ids(fetched)
    assert {progress.part: progress.result for progress in progresses} == fetched.results
    assert progresses[-1].active_part is None
    assert all(progress.active_part is not None for progress in progresses[:-1])
    assert all(progress.active_part != progress.part for progress in progresses)


def test_windows_adjoin_and_cover_the_period(session: Session) -> None:
    with FaultServer(one_tip_each) as server:
        fetch(session, year(server, "M1"))
    windows = sorted(seen.window for seen in server.seen)
    assert windows[0][0] == "2026-01-01T00:00:00"
    assert windows[-1][1] == "2027-01-01T00:00:00"
    assert [window[1] for window in windows[:-1]] == [window[0] for window in windows[1:]]


def test_progress_is_reported_in_the_calling_thread(session: Session) -> None:
    threads = []
    with FaultServer(one_tip_each) as server:
        fetch_report(
            session, year(server, "M1"), lambda _: threads.append(threading.current_thread()), CancellationToken()
        )
    assert set(threads) == {threading.current_thread()}


def test_an_error_in_on_progress_ends_the_fetch(session: Session) -> None:
    class DisplayError(Exception):
        pass

    def fail(_: PartProgress) -> None:
        raise DisplayError

    with FaultServer(one_tip_each) as server:
        with pytest.raises(DisplayError):
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
        fetched, progresses = fetch(session, year(server, "M1", "M2", "M3"))
    assert len(tip_ids(fetched)) == 3 * WINDOWS - WINDOWS - 2
    by_customer = [(missing.part.customer.id, missing.error) for missing in fetched.failed_parts]
    assert [name for name, _ in by_customer] == ["M1", *["M2"] * WINDOWS, "M3"]
    assert isinstance(by_customer[0][1], NotAReport)
    assert by_customer[1][1] == AccessRefused("M2")
    assert by_customer[-1][1] == RequestRefused(("Nej.",))
    assert {progress.failure for progress in progresses if progress.failure} == set(fetched.failed_parts)
    assert progresses[-1].done == progresses[-1].total == 3 * WINDOWS


def test_damaged_rows_are_counted(session: Session) -> None:
    with FaultServer(in_turn(report(tips=[{"createdAt": 5, "tip": "x"}]), report())) as server:
        fetched, _ = fetch(session, year(server, "M1"))
    assert fetched.damaged_rows == 1
    assert [(one.part.customer.id, one.row_count) for one in fetched.damaged_parts] == [("M1", 1)]
    assert not fetched.is_complete


def test_a_fetch_without_logins_is_an_empty_report(session: Session) -> None:
    fetched, progresses = fetch(session, request())
    assert fetched.is_complete
    assert fetched.has_no_results
    assert progresses == []


# -- each part is requested once --------------------------------------------------------------------------------------


def test_a_customer_that_a_login_has_twice_is_requested_once(session: Session) -> None:
    with FaultServer(one_tip_each) as server:
        again = LoginCustomers(replace(login(server), base_url=f"{server.base_url}/"), (Customer("M1"),))
        fetched, _ = fetch(
            session, request(LoginCustomers(login(server), (Customer("M1", "Solna"), Customer("M1"))), again)
        )
    assert len(server.seen) == WINDOWS
    assert {part.customer for part in fetched.results} == {Customer("M1", "Solna")}


def test_known_parts_are_not_requested_again(session: Session) -> None:
    is_open = threading.Event()

    def script(seen: Seen) -> Reply:
        return Reply(403) if seen.customer_id == "M2" and not is_open.is_set() else one_tip_each(seen)

    with FaultServer(script) as server:
        first, _ = fetch(session, year(server, "M1", "M2"))
        count_before = len(server.seen)
        is_open.set()
        second, progresses = fetch(session, year(server, "M1", "M2"), dict(first.results))
        assert {seen.customer_id for seen in server.seen[count_before:]} == {"M2"}
        third, nothing = fetch(session, year(server, "M1", "M2"), dict(second.results))
        assert len(server.seen) == count_before + WINDOWS
    assert second.is_complete
    assert len(tip_ids(second)) == 2 * WINDOWS
    assert [progress.done for progress in progresses] == list(range(WINDOWS + 1, 2 * WINDOWS + 1))
    assert {row.row_id for progress in progresses for row in progress.new_rows[ListKind.TIPS]} == set(
        tip_ids(second)
    ) - set(tip_ids(first))
    assert tip_ids(third) == tip_ids(second)
    assert nothing == []


def test_a_row_of_a_known_part_is_not_new_again(session: Session) -> None:
    shared = report(tips=[tip("shared", "2026-01-05T12:00:00.0000000+01:00")])
    with FaultServer(in_turn(shared)) as server:
        first, _ = fetch(session, year(server, "M1"))
        second, progresses = fetch(session, year(server, "M1", "M2"), dict(first.results))
    assert tip_ids(second) == ["shared"]
    assert [len(progress.new_rows[ListKind.TIPS]) for progress in progresses] == [0] * WINDOWS


def test_a_login_key_has_no_password(session: Session) -> None:
    one, other = Login("https://a.example", "anna", "hemligt"), Login("https://a.example", "anna", "lösen")
    assert session.login_key(one) != session.login_key(other)
    assert session.login_key(one) == session.login_key(replace(one, base_url="https://A.example/"))
    badly_typed = session.login_key(Login("https://anna:hemligt@a.example", "anna", "x"))
    for text in (session.login_key(one), session.login_key(other), badly_typed, repr(session), str(vars(session))):
        assert "hemligt" not in text.replace("https://anna:hemligt@a.example", "")
        assert "lösen" not in text
    assert "hemligt" not in badly_typed


# -- passwords --------------------------------------------------------------------------------------------------------


def test_a_password_is_sent_with_one_request_alone_until_it_is_accepted(session: Session) -> None:
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


def test_a_password_that_no_response_proves_is_sent_with_one_request_at_a_time(session: Session) -> None:
    with FaultServer(in_turn(Reply(500))) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2"))
        assert not session.is_accepted(login(server))
    assert server.most_at_once == 1
    assert {missing.error for missing in fetched.failed_parts} == {ServiceDown(500)}
    assert len(fetched.failed_parts) == 2 * WINDOWS


@pytest.mark.parametrize("proof", [Reply(403), Reply(400), report()])
def test_a_response_that_proves_the_password_starts_the_other_requests(session: Session, proof: Reply) -> None:
    together = threading.Barrier(4)

    def script(seen: Seen) -> Reply:
        if 2 <= seen.number <= 5:
            together.wait(LONGEST_WAIT)
        return proof if seen.number == 1 else report()

    with FaultServer(script) as server:
        fetched, _ = fetch(session, year(server, "M1"))
        assert session.is_accepted(login(server))
    assert not together.broken
    assert len(fetched.results) >= WINDOWS - 1


def test_after_a_wrong_password_nothing_more_is_sent(session: Session) -> None:
    with FaultServer(in_turn(Reply(401))) as server:
        fetched, progresses = fetch(session, year(server, "M1", "M2"))
        assert len(server.seen) == 1
        assert fetched.has_no_results
        assert {missing.error for missing in fetched.failed_parts} == {SignInRefused()}
        assert len(fetched.failed_parts) == len(progresses) == 2 * WINDOWS
        fetch(session, year(server, "M1", "M2"))
        assert len(server.seen) == 2


def test_a_password_that_is_refused_later_is_not_sent_again(session: Session) -> None:
    with FaultServer(in_turn(report(), report(), Reply(401))) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
        assert not session.is_accepted(login(server))
    assert len(server.seen) <= 2 + 4
    assert len(fetched.results) == 2
    assert {missing.error for missing in fetched.failed_parts} == {SignInRefused()}


def test_an_accepted_password_stays_accepted_in_the_session(session: Session) -> None:
    together = threading.Barrier(4)

    def script(seen: Seen) -> Reply:
        if WINDOWS < seen.number <= WINDOWS + 4:
            together.wait(LONGEST_WAIT)
        return report()

    with FaultServer(script) as server:
        fetch(session, year(server, "M1"))
        fetch(session, year(server, "M1"))
    assert not together.broken


def test_nothing_of_one_login_is_sent_with_another(session: Session) -> None:
    """A service that trusts a cookie, or the connection, would send another office's rows."""

    def script(seen: Seen) -> Reply:
        cookie = {"Set-Cookie": f"session={seen.credentials[1]}; Path=/"}
        return replace(one_tip_each(seen), headers=cookie)

    with FaultServer(script) as server:
        one = LoginCustomers(login(server, password="ett"), (Customer("M1"), Customer("M2")))
        other = LoginCustomers(login(server, password="två"), (Customer("M3"),))
        fetched, _ = fetch(session, request(one, other))
    assert fetched.is_complete
    assert [seen for seen in server.seen if "cookie" in seen.headers] == []
    passwords_by_connection = {(seen.connection, seen.credentials[1]) for seen in server.seen}
    assert len(passwords_by_connection) == len({connection for connection, _ in passwords_by_connection})


def test_a_login_without_further_requests_keeps_no_connection(session: Session) -> None:
    def script(seen: Seen) -> Reply:
        most_open.append(len(server._open))
        return one_tip_each(seen)

    most_open: list[int] = []
    with FaultServer(script) as server:
        logins = [LoginCustomers(login(server, password=str(n)), (Customer(f"M{n}"),)) for n in range(12)]
        fetched, _ = fetch(session, ReportRequest(tuple(logins), FIRST_DAY, FIRST_DAY))
    assert fetched.is_complete
    assert max(most_open) <= 2 * MAX_CONCURRENT_REQUESTS  # the server sees the end of a connection a little later


def test_two_logins_are_sent_concurrently_and_a_refusal_affects_its_own_only(session: Session) -> None:
    together = threading.Barrier(2)

    def script(seen: Seen) -> Reply:
        if seen.number <= 2:
            together.wait(LONGEST_WAIT)
        return Reply(401) if seen.credentials[1] == "fel" else one_tip_each(seen)

    with FaultServer(script) as server:
        right = LoginCustomers(login(server), (Customer("M1"),))
        wrong = LoginCustomers(login(server, password="fel"), (Customer("M2"),))
        fetched, _ = fetch(session, request(wrong, right))
    assert not together.broken
    assert [seen.credentials[1] for seen in server.seen].count("fel") == 1
    assert {part.customer.id for part in fetched.results} == {"M1"}
    assert {missing.part.customer.id for missing in fetched.failed_parts} == {"M2"}
    assert len(fetched.results) == len(fetched.failed_parts) == WINDOWS


def test_a_retry_is_cancelled_when_its_password_is_refused() -> None:
    async def forever(_: float) -> None:
        await asyncio.Event().wait()

    session = Session("Test/1", sleep=forever)
    both = threading.Barrier(2)

    def script(seen: Seen) -> Reply:
        if seen.number == 1:
            return report()
        if seen.number <= 3:
            both.wait(LONGEST_WAIT)
        return Reply(503) if seen.number == 2 else Reply(401)

    with FaultServer(script) as server:
        fetched, _ = fetch(session, year(server, "M1"))
    assert {missing.error for missing in fetched.failed_parts} == {SignInRefused()}


def test_a_running_request_is_not_retried_after_its_password_is_refused(session: Session) -> None:
    def script(seen: Seen) -> Reply:
        if seen.number == 2:
            for _ in range(500):  # until the other request's 401 has arrived
                if not session.is_accepted(anna):
                    break
                threading.Event().wait(0.01)
            return Reply(503)
        return Reply(401) if seen.number == 3 else report()

    with FaultServer(script) as server:
        anna = login(server)
        report_request = ReportRequest((LoginCustomers(anna, (Customer("M1"),)),), FIRST_DAY, date(2026, 5, 31))
        fetched, _ = fetch(session, report_request)
    assert len(server.seen) == 3
    assert [missing.error for missing in fetched.failed_parts] == [SignInRefused()] * 2


# -- servers ----------------------------------------------------------------------------------------------------------


def test_at_most_four_requests_run_at_once(session: Session) -> None:
    together = threading.Barrier(4)

    def script(seen: Seen) -> Reply:
        if 3 <= seen.number <= 6:
            together.wait(LONGEST_WAIT)
            threading.Event().wait(LONG_ENOUGH)
        return report()

    with FaultServer(script) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
    assert fetched.is_complete
    assert not together.broken
    assert server.most_at_once == 4


@pytest.mark.slow
def test_clients_of_several_servers_may_be_closed_at_the_same_time(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = ReportClient.aclose

    async def close_slowly(client: ReportClient) -> None:
        await asyncio.sleep(0.02)
        await close(client)

    monkeypatch.setattr(ReportClient, "aclose", close_slowly)
    with FaultServer(in_turn(report())) as one, FaultServer(in_turn(report())) as other:
        logins = [
            LoginCustomers(login(server, password=str(n)), (Customer(f"M{n}"),))
            for n in range(8)
            for server in (one, other)
        ]
        fetched, _ = fetch(session, request(*logins))
    assert fetched.failed_parts == ()


def test_the_limit_of_four_is_for_all_servers_together(session: Session) -> None:
    now, most, lock, are_several = [0], [0], threading.Lock(), threading.Event()

    def script(_: Seen) -> Reply:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
            if now[0] > 1:
                are_several.set()
        are_several.wait(LONGEST_WAIT)
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


def test_a_stopped_server_gets_the_attempts_of_one_request_only() -> None:
    waits: list[float] = []

    async def record(seconds: float) -> None:
        waits.append(seconds)

    with FaultServer(in_turn(report())) as server:
        pass
    fetched, progresses = fetch(Session("Test/1", sleep=record), year(server, "M1", "M2"))
    assert len(waits) == 3
    assert {missing.error for missing in fetched.failed_parts} == {ConnectionRefused()}
    assert len(progresses) == 2 * WINDOWS


def test_no_new_request_starts_to_a_server_that_refused_another(session: Session) -> None:
    with FaultServer(in_turn(report(), Reply(close_at_once=True))) as server:
        fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
    assert len(server.seen) <= 1 + 4 + 3  # four at once, and then one at a time
    assert len(fetched.results) == 1
    assert {missing.error for missing in fetched.failed_parts} == {ConnectionRefused()}


def test_a_blocked_server_cancels_the_retries_of_its_other_requests() -> None:
    async def wait(seconds: float) -> None:
        if seconds == 13:
            await asyncio.Event().wait()

    both = threading.Barrier(2)

    def script(seen: Seen) -> Reply:
        if 2 <= seen.number <= 3:
            both.wait(LONGEST_WAIT)
        if seen.number == 1:
            return report()
        return Reply(503, headers={"Retry-After": "13"}) if seen.number == 2 else Reply(close_at_once=True)

    with FaultServer(script) as server:
        fetched, _ = fetch(Session("Test/1", sleep=wait), year(server, "M1"))
    assert {missing.error for missing in fetched.failed_parts} == {ConnectionRefused()}


def test_a_blocked_server_does_not_affect_another(session: Session) -> None:
    with FaultServer(in_turn(report())) as gone:
        pass
    with FaultServer(one_tip_each) as server:
        sources = [LoginCustomers(login(where), (Customer("M1"),)) for where in (gone, server)]
        fetched, _ = fetch(session, request(*sources))
    assert len(fetched.results) == len(fetched.failed_parts) == WINDOWS


def test_no_request_starts_while_another_waits_after_a_429() -> None:
    counts_during_wait: list[int] = []

    async def wait(_: float) -> None:
        others_may_answer.set()
        await asyncio.sleep(LONG_ENOUGH)
        counts_during_wait.append(len(server.seen))

    others_may_answer = threading.Event()

    def script(seen: Seen) -> Reply:
        if seen.number == 2:
            return Reply(429, headers={"Retry-After": "5"})
        return replace(report(), hold=others_may_answer if 3 <= seen.number <= 5 else None)

    with FaultServer(script) as server:
        fetched, _ = fetch(Session("Test/1", sleep=wait), year(server, "M1", "M2"))
    assert fetched.is_complete
    assert counts_during_wait[0] == 5


@pytest.mark.parametrize(
    "base_url", ["http://connect.example.se", "ftp://127.0.0.1", "https://anna:hemligt@a.example", ""]
)
def test_no_password_is_sent_to_an_unsafe_address(session: Session, base_url: str) -> None:
    fetched, _ = fetch(session, request(LoginCustomers(Login(base_url, "anna", "hemligt"), (Customer("M1"),))))
    assert len(fetched.failed_parts) == WINDOWS
    assert all(isinstance(missing.error, AddressRefused) for missing in fetched.failed_parts)
    assert all("hemligt" not in repr(missing) for missing in fetched.failed_parts)


def test_the_proxy_is_found_by_the_base_url() -> None:
    urls: list[str] = []

    def proxy_for(url: str) -> None:
        urls.append(url)

    with FaultServer(in_turn(report())) as server:
        fetch(Session("Test/1", proxy_for=proxy_for), year(server, "M1"))
    assert urls == [server.base_url]


# -- cancellation -----------------------------------------------------------------------------------------------------


def test_a_fetch_that_is_cancelled_already_sends_nothing(session: Session) -> None:
    cancellation = CancellationToken()
    cancellation.cancel()
    with FaultServer(in_turn(report())) as server, pytest.raises(Cancelled):
        fetch_report(session, year(server, "M1"), lambda _: None, cancellation)
    assert server.connections == 0


@pytest.mark.parametrize("script", [one_tip_each, in_turn(Reply(503))])
def test_no_progress_is_reported_after_a_fetch_is_cancelled(session: Session, script: Script) -> None:
    cancellation = CancellationToken()
    progresses: list[PartProgress] = []

    def stop(progress: PartProgress) -> None:
        progresses.append(progress)
        cancellation.cancel()

    with FaultServer(script) as server:
        with pytest.raises(Cancelled):
            fetch_report(session, year(server, "M1"), stop, cancellation)
        assert server.wait_until_left()
    assert len(progresses) == 1


def test_a_server_that_never_answers_gets_one_request_only() -> None:
    for read in READ_TIMEOUTS:
        session = Session("Test/1", RetryPolicy(max_attempts=2), timeouts=Timeouts(read=read), sleep=no_wait)
        with FaultServer(in_turn(Reply(hang=Hang.BEFORE_HEADERS))) as server:
            fetched, progresses = fetch(session, year(server, "M1", "M2"))
            asked = len(server.seen)
        if asked == 2:
            break
    assert asked == 2
    assert [missing.error for missing in fetched.failed_parts] == [TimedOut(read)] * 2 * WINDOWS
    assert progresses[-1].done == 2 * WINDOWS


def test_a_server_is_blocked_after_timeouts_in_a_row() -> None:
    for read in READ_TIMEOUTS:
        session = Session("Test/1", RetryPolicy(max_attempts=1), timeouts=Timeouts(read=read), sleep=no_wait)
        with FaultServer(in_turn(report(), Reply(hang=Hang.BEFORE_HEADERS))) as server:
            fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
            asked = [seen.customer_id for seen in server.seen]
        if fetched.results and set(asked) == {"M1", "M2", "M3"}:
            break
    assert set(asked) == {"M1", "M2", "M3"}
    assert len(asked) <= 1 + 3 * MAX_CONCURRENT_REQUESTS
    assert len(fetched.results) == 1


def test_slow_parts_do_not_fail_the_others() -> None:
    def script(seen: Seen) -> Reply:
        slow = seen.customer_id == "M2" and seen.window[0].startswith(("2026-01", "2026-05", "2026-08"))
        return Reply(hang=Hang.BEFORE_HEADERS) if slow else one_tip_each(seen)

    for read in READ_TIMEOUTS:
        session = Session("Test/1", RetryPolicy(max_attempts=1), timeouts=Timeouts(read=read), sleep=no_wait)
        with FaultServer(script) as server:
            fetched, _ = fetch(session, year(server, "M1", "M2", "M3"))
        if {missing.part.customer.id for missing in fetched.failed_parts} == {"M2"}:
            break
    assert {missing.part.customer.id for missing in fetched.failed_parts} == {"M2"}
    assert len(fetched.results) == 3 * WINDOWS - len(fetched.failed_parts)
    assert 0 < len(fetched.failed_parts) <= MAX_FAILURES_IN_A_ROW
