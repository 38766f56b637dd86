"""A cancelled fetch returns at once, whatever the server or the operating system does."""

import asyncio
import gc
import json
import os
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, in_turn, report, tip
from tests.helpers.waiting import HANG, LONGEST_WAIT
from vitec_desktop.webservice import report_sender
from vitec_desktop.webservice.async_runner import run_in_loop, run_in_thread
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.connection_check import check_connection
from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.retry_policy import Timeouts
from vitec_desktop.webservice.session import Session

Emit = Callable[[int], None]

TIMEOUTS = Timeouts(connect=HANG, read=HANG, attempt=HANG)
THREAD_NAMES = ("vitec-webservice", "AnyIO", "asyncio")


def year_of_two(base_url: str) -> ReportRequest:
    source = LoginCustomers(Login(base_url, "anna", "hemligt"), (Customer("M1"), Customer("M2")))
    return ReportRequest((source,), date(2026, 1, 1), date(2026, 12, 31))


def create_session(**given: Any) -> Session:
    """Return a session whose requests would wait for as long as a server hangs."""
    return Session("Test/1", timeouts=TIMEOUTS, **given)


def cancel_when(event: threading.Event, session: Session, base_url: str) -> None:
    """Fetch in a thread, cancel when `event` is set, and wait until the fetch returns: sooner than what hangs."""
    cancellation = CancellationToken()
    results: list[object] = []

    def work() -> None:
        try:
            results.append(fetch_report(session, year_of_two(base_url), lambda _: None, cancellation))
        except Cancelled as error:
            results.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert event.wait(LONGEST_WAIT)
    cancellation.cancel()
    thread.join(LONGEST_WAIT)
    assert not thread.is_alive()
    assert isinstance(results[0], Cancelled)


def fetch_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith(THREAD_NAMES)]


def assert_no_thread_is_left() -> None:
    for thread in fetch_threads():
        thread.join(LONGEST_WAIT)
    assert fetch_threads() == []


@pytest.mark.parametrize("hang", list(Hang))
def test_cancel_while_a_server_stops_sending(hang: Hang) -> None:
    with FaultServer(in_turn(Reply(body=b"x" * 1000, hang=hang))) as server:
        cancel_when(server.is_hanging, create_session(), server.base_url)
        assert server.wait_until_left()
    assert_no_thread_is_left()


@pytest.mark.parametrize("hang", list(Hang))
def test_cancel_while_four_requests_wait_for_a_server(hang: Hang) -> None:
    with FaultServer(in_turn(report(), Reply(body=b"x" * 1000, hang=hang))) as server:
        cancel_when(server.is_hanging, create_session(), server.base_url)
        assert server.wait_until_left()
    assert_no_thread_is_left()


def test_cancel_while_a_server_sends_slowly() -> None:
    with FaultServer(in_turn(Reply(body=b"x" * 10_000, drip=0.005))) as server:
        cancel_when(server.is_hanging, create_session(), server.base_url)
        assert server.wait_until_left()


def test_cancel_during_a_tls_handshake() -> None:
    with FaultServer(in_turn(report()), is_mute=True) as server:
        base_url = server.base_url.replace("http:", "https:")
        cancel_when(server.is_hanging, create_session(), base_url)
        assert server.wait_until_left()
    assert_no_thread_is_left()


def test_cancel_right_after_a_connection_opened() -> None:
    with FaultServer(in_turn(report()), is_mute=True) as server:
        base_url = server.base_url.replace("http:", "https:")
        cancel_when(server.was_connected, create_session(), base_url)
        assert server.wait_until_left()
    assert_no_thread_is_left()


def test_cancel_while_a_proxy_does_not_answer() -> None:
    with FaultServer(in_turn(Reply(hang=Hang.BEFORE_HEADERS))) as proxy:
        session = create_session(proxy_for=lambda _: proxy.base_url)
        cancel_when(proxy.is_hanging, session, "https://connect.example.se")
        assert proxy.wait_until_left()


def test_cancel_during_a_name_look_up(monkeypatch: pytest.MonkeyPatch) -> None:
    is_looking, may_end = threading.Event(), threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        is_looking.set()
        may_end.wait(HANG)
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    try:
        cancel_when(is_looking, create_session(), "https://connect.example.se")
        assert fetch_threads()  # the look-up's thread runs on; the fetch does not wait for it
    finally:
        may_end.set()
    assert_no_thread_is_left()


def test_cancel_during_a_proxy_look_up() -> None:
    is_looking, may_end = threading.Event(), threading.Event()

    def look_up(_: str) -> None:
        is_looking.set()
        may_end.wait(HANG)

    try:
        session = create_session(proxy_for=look_up)
        cancel_when(is_looking, session, "https://connect.example.se")
    finally:
        may_end.set()
    assert_no_thread_is_left()


def test_cancel_while_waiting_for_a_retry() -> None:
    is_waiting = threading.Event()

    async def wait(_: float) -> None:
        is_waiting.set()
        await asyncio.Event().wait()

    with FaultServer(in_turn(Reply(503))) as server:
        cancel_when(is_waiting, create_session(sleep=wait), server.base_url)
    assert_no_thread_is_left()


def test_cancel_while_the_event_loop_is_blocked() -> None:
    """The system's certificate check can block on Windows and macOS, while it waits for the network."""
    is_blocked, may_end = threading.Event(), threading.Event()

    async def block(_: float) -> None:
        is_blocked.set()
        may_end.wait(HANG)

    try:
        with FaultServer(in_turn(Reply(503))) as server:
            cancel_when(is_blocked, create_session(sleep=block), server.base_url)
    finally:
        may_end.set()
    assert_no_thread_is_left()


@pytest.mark.slow
def test_cancel_while_a_large_answer_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    row = json.dumps({**tip("x" * 36, "2026-01-05T12:00:00.0000000+01:00"), "contact": {"firstName": "å" * 90}})
    body = f'{{"tips": [{",".join([row] * 20_000)}]}}'.encode()
    is_decoding, may_end = threading.Event(), threading.Event()

    def decode(content: bytes, content_type: str) -> PartResult:
        is_decoding.set()
        result = decode_report(content, content_type)
        may_end.wait(HANG)
        return result

    monkeypatch.setattr(report_sender, "decode_report", decode)
    with FaultServer(in_turn(Reply(body=body))) as server:
        try:
            cancel_when(is_decoding, create_session(), server.base_url)
        finally:
            may_end.set()
    assert_no_thread_is_left()


def test_cancel_a_connection_check() -> None:
    cancellation = CancellationToken()
    with FaultServer(in_turn(Reply(hang=Hang.BEFORE_HEADERS))) as server:

        def cancel() -> None:
            server.is_hanging.wait(LONGEST_WAIT)
            cancellation.cancel()

        canceller = threading.Thread(target=cancel)
        canceller.start()
        source = LoginCustomers(Login(server.base_url, "anna", "hemligt"), (Customer("M1"),))
        with pytest.raises(Cancelled):
            check_connection(create_session(), source, cancellation)
        canceller.join()
        assert server.wait_until_left()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files where Linux lists them")
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("is_mute", [False, True], ids=["http", "tls handshake"])
def test_cancelled_fetches_leave_no_thread_and_no_socket(is_mute: bool) -> None:
    session = create_session()

    def script(seen: Seen) -> Reply:
        return Reply(body=b"x" * 1000, hang=list(Hang)[seen.number % 4])

    def cancel_one() -> None:
        with FaultServer(script, is_mute=is_mute) as server:
            base_url = server.base_url.replace("http:", "https:") if is_mute else server.base_url
            cancel_when(server.is_hanging, session, base_url)
            assert server.wait_until_left()

    cancel_one()
    assert_no_thread_is_left()
    gc.collect()
    files, threads = len(os.listdir("/proc/self/fd")), threading.active_count()  # noqa: PTH208
    for _ in range(5):
        cancel_one()
    assert_no_thread_is_left()
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= files  # noqa: PTH208
    assert threading.active_count() <= threads


def test_the_program_exits_while_a_name_look_up_hangs() -> None:
    program = """
        import socket, threading
        from datetime import date
        from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
        from vitec_desktop.webservice.fetch import fetch_report
        from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
        from vitec_desktop.webservice.session import Session

        cancellation = CancellationToken()

        def look_up(*_, **__):
            threading.Thread(target=cancellation.cancel).start()
            threading.Event().wait(600)

        socket.getaddrinfo = look_up
        source = LoginCustomers(Login("https://connect.example.se", "anna", "hemligt"), (Customer("M1"),))
        request = ReportRequest((source,), date(2026, 1, 1), date(2026, 1, 2))
        try:
            fetch_report(Session("Test/1", proxy_for=lambda _: None), request, print, cancellation)
        except Cancelled:
            print("cancelled")
    """
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=LONGEST_WAIT,
        check=False,
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("cancelled\n", "", 0)


# -- run_in_loop ------------------------------------------------------------------------------------------------------


def test_events_come_in_order_in_the_calling_thread() -> None:
    received: list[tuple[int, threading.Thread]] = []

    async def work(emit: Emit) -> str:
        for number in range(100):
            emit(number)
            await asyncio.sleep(0)
        return "done"

    assert (
        run_in_loop(work, CancellationToken(), lambda number: received.append((number, threading.current_thread())))
        == "done"
    )
    assert received == [(number, threading.current_thread()) for number in range(100)]


def test_an_error_of_the_work_is_raised_in_the_caller() -> None:
    async def work(_: Emit) -> None:
        await run_in_thread(int, "no number")

    with pytest.raises(ValueError, match="no number"):
        run_in_loop(work, CancellationToken(), lambda _: None)


def test_cancel_in_on_event() -> None:
    cancellation = CancellationToken()

    async def work(emit: Emit) -> None:
        emit(1)
        await asyncio.Event().wait()

    with pytest.raises(Cancelled):
        run_in_loop(work, cancellation, lambda _: cancellation.cancel())
    assert_no_thread_is_left()
