"""The connection check of the connection dialog, over a real socket."""

from datetime import timedelta

import pytest

from tests.helpers.fault_server import FaultServer, Reply, Seen, in_turn, report
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.connection_check import check_connection
from vitec_desktop.webservice.errors import AccessRefused, AddressRefused, ServiceDown, SignInRefused
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_today


async def no_wait(_: float) -> None:
    return


@pytest.fixture
def session() -> Session:
    return Session("Test/1", sleep=no_wait)


def login_customers(base_url: str, *ids: str) -> LoginCustomers:
    return LoginCustomers(Login(base_url, "anna", "hemligt"), tuple(Customer(customer_id) for customer_id in ids))


def test_yesterday_is_requested_once_for_each_customer(session: Session) -> None:
    with FaultServer(in_turn(report())) as server:
        result = check_connection(
            session, login_customers(server.base_url, "M1", "M2", "M3", "M1"), CancellationToken()
        )
    assert [customer.id for customer in result.accepted] == ["M1", "M2", "M3"]
    assert result.failed_parts == ()
    today = swedish_today()
    window = (f"{today - timedelta(days=1)}T00:00:00", f"{today}T00:00:00")
    assert [seen.window for seen in server.seen] == [window] * 3
    assert sorted(seen.customer_id for seen in server.seen) == ["M1", "M2", "M3"]


def test_a_forbidden_office_is_reported_by_itself(session: Session) -> None:
    def script(seen: Seen) -> Reply:
        return Reply(403) if seen.customer_id == "M2" else report()

    with FaultServer(script) as server:
        result = check_connection(session, login_customers(server.base_url, "M1", "M2", "M3"), CancellationToken())
    assert [customer.id for customer in result.accepted] == ["M1", "M3"]
    assert [missing.error for missing in result.failed_parts] == [AccessRefused("M2")]


def test_a_wrong_password_is_sent_once(session: Session) -> None:
    with FaultServer(in_turn(Reply(401))) as server:
        result = check_connection(session, login_customers(server.base_url, "M1", "M2", "M3"), CancellationToken())
    assert len(server.seen) == 1
    assert result.accepted == ()
    assert [missing.error for missing in result.failed_parts] == [SignInRefused()] * 3


def test_a_login_that_was_accepted_before_is_sent_alone_again(session: Session) -> None:
    with FaultServer(in_turn(*[report()] * 3, Reply(401))) as server:
        customers = login_customers(server.base_url, "M1", "M2", "M3")
        check_connection(session, customers, CancellationToken())
        assert session.is_accepted(customers.login)
        check_connection(session, customers, CancellationToken())
        assert len(server.seen) == 4
        assert not session.is_accepted(customers.login)


def test_a_service_that_is_down_gets_two_attempts(session: Session) -> None:
    with FaultServer(in_turn(Reply(503))) as server:
        result = check_connection(session, login_customers(server.base_url, "M1"), CancellationToken())
    assert len(server.seen) == 2
    assert [missing.error for missing in result.failed_parts] == [ServiceDown(503)]


def test_no_password_is_sent_to_an_unsafe_address(session: Session) -> None:
    result = check_connection(session, login_customers("http://connect.example.se", "M1"), CancellationToken())
    assert [missing.error for missing in result.failed_parts] == [AddressRefused("http://connect.example.se")]


def test_a_login_without_customers_has_an_empty_result(session: Session) -> None:
    result = check_connection(session, login_customers("https://connect.example.se"), CancellationToken())
    assert (result.accepted, result.failed_parts) == ((), ())


def test_a_check_that_is_cancelled_already_sends_nothing(session: Session) -> None:
    cancellation = CancellationToken()
    cancellation.cancel()
    with FaultServer(in_turn(report())) as server, pytest.raises(Cancelled):
        check_connection(session, login_customers(server.base_url, "M1"), cancellation)
    assert server.connections == 0
