"""Start, stop and response times of the sample service."""

import socket
import threading
import time
from collections.abc import Callable
from datetime import date
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from tests.demo.conftest import PATH, TODAY, Client, basic
from tests.helpers.waiting import HANG, LONGEST_WAIT
from vitec_desktop.demo.service import DemoService

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


def seconds(act: Callable[[], object]) -> float:
    """Return the seconds of the processor that `act` takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


@pytest.fixture(scope="module")
def seconds_for_a_year() -> float:
    """The seconds of the processor for the rows of all offices and a whole year."""
    return seconds(lambda: DemoService(TODAY).rows(date(2025, 11, 24), TODAY))


def test_a_service_starts_without_generating_rows(seconds_for_a_year: float) -> None:
    def start() -> None:
        with DemoService(TODAY):
            pass

    assert min(seconds(start) for _ in range(3)) < seconds_for_a_year / 2


def test_a_response_generates_the_rows_of_its_office_and_days_only(seconds_for_a_year: float) -> None:
    def respond() -> None:
        with DemoService(TODAY, latency=(0, 0)) as service:
            assert Client(service).get(QUERY).status == 200

    assert min(seconds(respond) for _ in range(3)) < seconds_for_a_year / 2
