"""Whoever cancels is free again within 200 ms, whatever the server or the operating system does."""

import asyncio
import gc
import json
import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, in_turn, report, tip
from vitec_desktop.webservice import report_sender as asking
from vitec_desktop.webservice.async_runner import run_in_loop, run_in_thread
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.connection_check import check_connection
from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.session import Session

Tell = Callable[[int], None]

AT_ONCE = 0.2
OURS = ("vitec-connect", "AnyIO", "asyncio")


def asked(base_url: str) -> ReportRequest:
    source = LoginCustomers(Login(base_url, "anna", "hemligt"), (Customer("M1"), Customer("M2")))
    return ReportRequest((source,), date(2026, 1, 1), date(2026, 12, 31))


def seconds_to_cancel(session: Session, base_url: str, moment: threading.Event) -> float:
    """Fetch in a thread, cancel at the moment, and measure until that thread is free again."""
    cancellation = CancellationToken()
    outcome: list[object] = []

    def work() -> None:
        try:
            outcome.append(fetch_report(session, asked(base_url), lambda _: None, cancellation))
        except Cancelled:
            outcome.append(time.monotonic())

    thread = threading.Thread(target=work)
    thread.start()
    assert moment.wait(10)
    begin = time.monotonic()
    cancellation.cancel()
    thread.join(10)
    assert isinstance(outcome[0], float)
    return outcome[0] - begin


def threads_of_ours() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith(OURS)]


def assert_nothing_is_left_running() -> None:
    for thread in threads_of_ours():
        thread.join(5)
    assert threads_of_ours() == []


@pytest.mark.parametrize("hang", list(Hang))
def test_a_server_that_falls_silent(hang: Hang) -> None:
    with FaultServer(in_turn(Reply(body=b"x" * 1000, hang=hang))) as server:
        assert seconds_to_cancel(Session("Test/1"), server.base_url, server.is_hanging) < AT_ONCE
        assert server.wait_until_left()
    assert_nothing_is_left_running()


@pytest.mark.parametrize("hang", list(Hang))
def test_four_requests_at_a_server_that_falls_silent_once_it_has_accepted_the_password(hang: Hang) -> None:
    with FaultServer(in_turn(report(), Reply(body=b"x" * 1000, hang=hang))) as server:
        assert seconds_to_cancel(Session("Test/1"), server.base_url, server.is_hanging) < AT_ONCE
        assert server.wait_until_left()
    assert_nothing_is_left_running()


def test_a_server_that_drips() -> None:
    with FaultServer(in_turn(Reply(body=b"x" * 10_000, drip=0.005))) as server:
        assert seconds_to_cancel(Session("Test/1"), server.base_url, server.is_hanging) < AT_ONCE
        assert server.wait_until_left()


def test_a_tls_handshake_that_hangs() -> None:
    with FaultServer(in_turn(report()), is_mute=True) as server:
        base_url = server.base_url.replace("http:", "https:")
        assert seconds_to_cancel(Session("Test/1"), base_url, server.is_hanging) < AT_ONCE
        assert server.wait_until_left()
    assert_nothing_is_left_running()


def test_a_connection_that_has_just_been_made() -> None:
    with FaultServer(in_turn(report()), is_mute=True) as server:
        base_url = server.base_url.replace("http:", "https:")
        assert seconds_to_cancel(Session("Test/1"), base_url, server.was_connected) < AT_ONCE
        assert server.wait_until_left()
    assert_nothing_is_left_running()


def test_a_proxy_that_hangs() -> None:
    with FaultServer(in_turn(Reply(hang=Hang.BEFORE_HEADERS))) as proxy:
        session = Session("Test/1", proxy_for=lambda _: proxy.base_url)
        assert seconds_to_cancel(session, "https://connect.example.se", proxy.is_hanging) < AT_ONCE
        assert proxy.wait_until_left()


def test_a_name_look_up_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    is_looking, may_end = threading.Event(), threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        is_looking.set()
        may_end.wait(10)
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    try:
        assert seconds_to_cancel(Session("Test/1"), "https://connect.example.se", is_looking) < AT_ONCE
        assert len(threads_of_ours()) == 1  # the look-up lives on, and nobody waits for it
    finally:
        may_end.set()
    assert_nothing_is_left_running()


def test_a_search_for_the_proxy_that_hangs() -> None:
    is_looking, may_end = threading.Event(), threading.Event()

    def look_up(_: str) -> None:
        is_looking.set()
        may_end.wait(10)

    try:
        session = Session("Test/1", proxy_for=look_up)
        assert seconds_to_cancel(session, "https://connect.example.se", is_looking) < AT_ONCE
    finally:
        may_end.set()
    assert_nothing_is_left_running()


def test_a_wait_for_the_next_try() -> None:
    is_waiting = threading.Event()

    async def wait(_: float) -> None:
        is_waiting.set()
        await asyncio.Event().wait()

    with FaultServer(in_turn(Reply(503))) as server:
        assert seconds_to_cancel(Session("Test/1", sleep=wait), server.base_url, is_waiting) < AT_ONCE
    assert_nothing_is_left_running()


def test_a_loop_that_the_operating_system_holds_up() -> None:
    """As its certificate check can, on Windows and macOS, while it asks the network."""
    is_held, may_end = threading.Event(), threading.Event()

    async def block(_: float) -> None:
        is_held.set()
        may_end.wait(10)

    try:
        with FaultServer(in_turn(Reply(503))) as server:
            assert seconds_to_cancel(Session("Test/1", sleep=block), server.base_url, is_held) < AT_ONCE
    finally:
        may_end.set()
    assert_nothing_is_left_running()


def test_a_body_of_seventy_megabytes_that_is_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    row = json.dumps({**tip("x" * 36, "2026-01-05T12:00:00.0000000+01:00"), "contact": {"firstName": "å" * 90}})
    body = f'{{"tips": [{",".join([row] * (70_000_000 // len(row)))}]}}'.encode()
    assert len(body) >= 70_000_000
    is_decoding = threading.Event()

    def decode(content: bytes, content_type: str) -> PartResult:
        is_decoding.set()
        return decode_report(content, content_type)

    monkeypatch.setattr(asking, "decode_report", decode)
    with FaultServer(in_turn(Reply(body=body))) as server:
        assert seconds_to_cancel(Session("Test/1"), server.base_url, is_decoding) < AT_ONCE
    assert_nothing_is_left_running()


def test_a_check_of_a_connection() -> None:
    cancellation = CancellationToken()
    with FaultServer(in_turn(Reply(hang=Hang.BEFORE_HEADERS))) as server:

        def cancel() -> None:
            server.is_hanging.wait(10)
            cancellation.cancel()

        canceller = threading.Thread(target=cancel)
        canceller.start()
        source = LoginCustomers(Login(server.base_url, "anna", "hemligt"), (Customer("M1"),))
        with pytest.raises(Cancelled):
            check_connection(Session("Test/1"), source, cancellation)
        canceller.join()
        assert server.wait_until_left()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files where Linux lists them")
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("is_mute", [False, True], ids=["http", "tls handshake"])
def test_fifty_cancelled_fetches_leave_no_thread_and_no_socket(is_mute: bool) -> None:
    session = Session("Test/1")

    def script(seen: Seen) -> Reply:
        return Reply(body=b"x" * 1000, hang=list(Hang)[seen.number % 4])

    def cancel_one() -> None:
        with FaultServer(script, is_mute=is_mute) as server:
            base_url = server.base_url.replace("http:", "https:") if is_mute else server.base_url
            assert seconds_to_cancel(session, base_url, server.is_hanging) < AT_ONCE
            assert server.wait_until_left()

    cancel_one()
    assert_nothing_is_left_running()
    gc.collect()
    files, threads = len(os.listdir("/proc/self/fd")), threading.active_count()  # noqa: PTH208
    for _ in range(50):
        cancel_one()
    assert_nothing_is_left_running()
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= files  # noqa: PTH208
    assert threading.active_count() <= threads


def test_the_program_ends_although_a_name_look_up_hangs() -> None:
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
        asked = ReportRequest((source,), date(2026, 1, 1), date(2026, 1, 2))
        try:
            fetch_report(Session("Test/1", proxy_for=lambda _: None), asked, print, cancellation)
        except Cancelled:
            print("cancelled")
    """
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("cancelled\n", "", 0)


# -- the loop itself --------------------------------------------------------------------------------------------------


def test_events_come_in_order_in_the_calling_thread_before_the_result() -> None:
    got: list[tuple[int, threading.Thread]] = []

    async def work(tell: Tell) -> str:
        for number in range(100):
            tell(number)
            await asyncio.sleep(0)
        return "done"

    assert (
        run_in_loop(work, CancellationToken(), lambda number: got.append((number, threading.current_thread())))
        == "done"
    )
    assert got == [(number, threading.current_thread()) for number in range(100)]


def test_what_the_work_raises_comes_to_the_caller() -> None:
    async def work(_: Tell) -> None:
        await run_in_thread(int, "no number")

    with pytest.raises(ValueError, match="no number"):
        run_in_loop(work, CancellationToken(), lambda _: None)


def test_cancelling_from_the_thread_that_is_told_of_an_event() -> None:
    cancellation = CancellationToken()

    async def work(tell: Tell) -> None:
        tell(1)
        await asyncio.Event().wait()

    with pytest.raises(Cancelled):
        run_in_loop(work, cancellation, lambda _: cancellation.cancel())
    assert_nothing_is_left_running()
