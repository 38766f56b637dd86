"""Start, stop and response times of the sample service."""

import socket
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from tests.demo.conftest import PATH, TODAY, Client, basic
from tests.helpers.waiting import HANG, LONGEST_WAIT
from vitec_desktop.demo import dataset
from vitec_desktop.demo.offices import OfficeChain, load_chain
from vitec_desktop.demo.rows import DemoRow, RowGenerator
from vitec_desktop.demo.service import DemoService
from vitec_desktop.webservice.models import ListKind

QUERY = {"customerId": "M30011", "dateFrom": "2026-03-01T00:00:00", "dateTo": "2026-04-29T00:00:00"}


def send_request(service: DemoService) -> socket.socket:
    """Send a request and return when the service has begun to handle it, after its "100 Continue"."""
    address = urlsplit(service.base_url)
    connection = socket.create_connection((address.hostname, address.port), timeout=LONGEST_WAIT)
    authorization = basic(service.user, service.password)
    target = f"{PATH}?{urlencode(QUERY)}"
    lines = (f"GET {target} HTTP/1.1", f"Authorization: {authorization}", "Expect: 100-continue", "", "")
    connection.sendall("\r\n".join(lines).encode())
    assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
    return connection


def test_stop_does_not_wait_for_a_running_response() -> None:
    service = DemoService(TODAY, latency=(HANG, HANG))
    threads = set(threading.enumerate())
    service.start()
    connections = [send_request(service) for _ in range(3)]
    began = time.monotonic()
    service.stop()
    assert time.monotonic() - began < LONGEST_WAIT
    for connection in connections:
        assert connection.recv(1) == b""
        connection.close()
    left = set(threading.enumerate()) - threads
    for thread in left:
        thread.join(LONGEST_WAIT)
    assert not [thread for thread in left if thread.is_alive()]


def test_stop_closes_idle_connections() -> None:
    with DemoService(TODAY, latency=(0, 0)) as service:
        connection = HTTPConnection(urlsplit(service.base_url).netloc, timeout=LONGEST_WAIT)
        connection.request("GET", "/")
        assert connection.getresponse().read()
    assert connection.sock is not None
    assert connection.sock.recv(1) == b""
    connection.close()


def test_a_stopped_service_refuses_connections() -> None:
    with DemoService(TODAY) as service:
        pass
    address = urlsplit(service.base_url)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.hostname, address.port), timeout=LONGEST_WAIT)


def test_a_service_can_be_stopped_twice_and_started_again() -> None:
    service = DemoService(TODAY, latency=(0, 0))
    service.start()
    service.start()
    service.stop()
    service.stop()
    with service:
        assert Client(service).report().status == 200


def test_a_service_that_never_started_has_no_address() -> None:
    with pytest.raises(RuntimeError):
        DemoService(TODAY).login_customers()


def test_login_customers_has_what_a_request_needs(service: DemoService) -> None:
    source = service.login_customers()
    assert source.login.base_url == service.base_url
    assert urlsplit(service.base_url).hostname == "127.0.0.1"
    assert [customer.id for customer in source.customers] == ["M30011", "M30012", "M30040"]
    assert service.password not in repr(source)


def test_responses_take_the_given_latency() -> None:
    with DemoService(TODAY, latency=(0.05, 0.06)) as service:
        client = Client(service)
        client.report()
        began = time.monotonic()
        client.report()
        assert time.monotonic() - began >= 0.05


def test_requests_are_answered_concurrently() -> None:
    service = DemoService(TODAY, latency=(HANG, HANG))
    service.start()
    # Each one returns when its request is being handled, which no earlier one has finished.
    connections = [send_request(service) for _ in range(3)]
    service.stop()
    for connection in connections:
        connection.close()


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, date]]:
    """The offices, by index, and the days that rows are generated of, although earlier tests may have had them."""
    asked: list[tuple[int, date]] = []

    def make_generator(chain: OfficeChain, today: date) -> Callable[[ListKind, int, date], tuple[DemoRow, ...]]:
        generate = RowGenerator(chain, today).generate

        def record(kind: ListKind, index: int, day: date) -> tuple[DemoRow, ...]:
            asked.append((index, day))
            return generate(kind, index, day)

        return record

    monkeypatch.setattr(dataset, "_cached_generator", make_generator)
    return asked


def test_a_service_starts_without_generating_rows(generated: list[tuple[int, date]]) -> None:
    with DemoService(TODAY):
        pass
    assert not generated


def test_a_response_generates_the_rows_of_its_office_and_days_only(generated: list[tuple[int, date]]) -> None:
    with DemoService(TODAY, latency=(0, 0)) as service:
        assert Client(service).get(QUERY).status == 200
    office = next(one for one in load_chain(3).offices if one.customer_number == QUERY["customerId"])
    assert {index for index, _ in generated} == {office.index, *office.neighbours}
    assert {day for _, day in generated} == {date(2026, 3, 1) + timedelta(days) for days in range(60)}
