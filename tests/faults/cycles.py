"""Fetches that are cancelled again and again: what they leave behind, in threads, sockets and memory."""

import gc
import os
import threading
import time
import tracemalloc
from datetime import date
from pathlib import Path

from tests.connect.fault_server import FaultServer, Hang, Reply, Seen
from tests.faults.row import Bench, Fault, Observed
from vitec_desktop.connect.cancellation import Cancellation, Cancelled
from vitec_desktop.connect.fetch import run_fetch
from vitec_desktop.connect.request import Customer, Login, ReportRequest, Source
from vitec_desktop.connect.session import Session

_GROUP = "cycles"
_AT_ONCE = 0.25  # seconds
_WARMING_UP = 12  # each way of hanging three times
_KILOBYTES_A_CYCLE = 0.5
"""Fewer would be the interpreter's own caches; a connection that stays costs a hundred times as much."""
_KILOBYTES_OF_CACHES = 150
"""Filled once, whatever the number of cycles; in one process with all other tests more than alone."""


def _fetch_and_cancel(bench: Bench) -> Observed:
    session = Session("VitecDesktop/test")
    slowest = 0.0
    for number in range(_WARMING_UP):
        _cycle(session, number)
    tracemalloc.start()
    try:
        before = _left()
        for number in range(bench.strength.cycles):
            slowest = max(slowest, _cycle(session, number))
        after = _left()
    finally:
        tracemalloc.stop()
    threads, files, kilobytes = (late - early for late, early in zip(after, before, strict=True))
    assert threads <= 0, threads
    assert files <= 0, files
    assert kilobytes < _KILOBYTES_A_CYCLE * bench.strength.cycles + _KILOBYTES_OF_CACHES, kilobytes
    assert slowest < _AT_ONCE, slowest
    note = f"{threads} threads, {files} sockets, {kilobytes:.0f} kB more; free after {slowest * 1000:.0f} ms at most"
    figures = {"fetch-cancel cycles without a leak": bench.strength.cycles}
    kept = "no thread, no socket, no memory left behind"
    return Observed("Hämtningen avbröts.", None, kept, figures=figures, note=note)


def _cycle(session: Session, number: int) -> float:
    """One fetch from a server that falls silent, cancelled there; the seconds until the caller was free."""
    hang = list(Hang)[number % len(Hang)]

    def script(_: Seen) -> Reply:
        return Reply(body=b"x" * 1000, hang=hang)

    with FaultServer(script) as server:
        cancellation = Cancellation()
        cancelled_at: list[float] = []

        def cancel() -> None:
            server.is_hanging.wait(10)
            cancelled_at.append(time.monotonic())
            cancellation.cancel()

        canceller = threading.Thread(target=cancel)
        canceller.start()
        source = Source(Login(server.base_url, "anna", "hemligt"), (Customer("M1"), Customer("M2")))
        request = ReportRequest((source,), date(2026, 1, 1), date(2026, 12, 31))
        try:
            run_fetch(session, request, lambda _: None, cancellation)
        except Cancelled:
            free_at = time.monotonic()
        else:
            raise AssertionError("the fetch ended before it was cancelled")
        canceller.join()
        assert server.wait_until_left()
    for thread in threading.enumerate():
        if thread.name.startswith("vitec-connect"):
            thread.join(5)
    return free_at - cancelled_at[0]


def _left() -> tuple[int, int, float]:
    """Threads, open files and kilobytes of this process."""
    gc.collect()
    descriptors = Path("/proc/self/fd")
    files = len(os.listdir(descriptors)) if descriptors.exists() else 0  # noqa: PTH208
    return threading.active_count(), files, tracemalloc.get_traced_memory()[0] / 1024


FAULTS = (
    Fault(
        _GROUP,
        "fetched and cancelled, again and again",
        _fetch_and_cancel,
        "Hämtningen avbröts.",
        None,
        "no thread, no socket, no memory left behind",
    ),
)
