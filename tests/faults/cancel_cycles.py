"""Fetches that are cancelled again and again must leave no threads, sockets or memory behind."""

import gc
import itertools
import os
import sys
import threading
import time
import tracemalloc
from datetime import date
from pathlib import Path

from tests.faults.case import Env, Fault, Observed
from tests.helpers.fault_server import FaultServer, Hang, Reply
from tests.helpers.waiting import HANG, LONGEST_WAIT
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.retry_policy import Timeouts
from vitec_desktop.webservice.session import Session

_GROUP = "cycles"
_WARM_UP_CYCLES = 3 * len(Hang)
_MAX_BYTES_PER_CYCLE = 50
"""Less than the smallest object that a cycle could leak: a key in a dictionary."""
_MAX_FIXED_KILOBYTES = 15.0
"""For dictionaries that double in size. Measured: 2 kB more after 50 cycles, 6 kB after 500."""


def _fetch_and_cancel_repeatedly(env: Env) -> Observed:
    """Use one server, because a session keeps each server's sign-in on purpose."""
    session = Session("VitecDesktop/test", timeouts=Timeouts(connect=HANG, read=HANG))
    hangs = itertools.cycle(Hang)
    slowest = 0.0
    tracemalloc.start()
    try:
        with env.serve(lambda _: Reply(body=b"x" * 1000, hang=next(hangs))) as server:
            for _ in range(_WARM_UP_CYCLES):
                _fetch_and_cancel_once(session, server)
            before = _measure_resources()
            for _ in range(env.workload.cycles):
                slowest = max(slowest, _fetch_and_cancel_once(session, server))
            after = _measure_resources()
    finally:
        tracemalloc.stop()
    threads, files, kilobytes = (late - early for late, early in zip(after, before, strict=True))
    max_kilobytes = _MAX_FIXED_KILOBYTES + env.workload.cycles * _MAX_BYTES_PER_CYCLE / 1024
    left = {"threads": threads > 0, "files": files > 0, "memory": kilobytes >= max_kilobytes}
    assert slowest < LONGEST_WAIT, slowest
    note = f"{threads} threads, {files} sockets, {kilobytes:.0f} kB more; free after {slowest * 1000:.0f} ms at most"
    totals = {"fetch-cancel cycles without a leak": env.workload.cycles}
    left_behind = ", ".join(name for name, is_left in left.items() if is_left)
    return Observed(None, None, f"left behind: {left_behind or 'nothing'}", totals=totals, note=note)


def _fetch_and_cancel_once(session: Session, server: FaultServer) -> float:
    """Cancel a fetch while the server hangs; return the seconds until the call returned."""
    cancellation = CancellationToken()
    cancelled_at: list[float] = []

    def cancel() -> None:
        server.is_hanging.wait(LONGEST_WAIT)
        cancelled_at.append(time.monotonic())
        cancellation.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    source = LoginCustomers(Login(server.base_url, "anna", "hemligt"), (Customer("M1"), Customer("M2")))
    request = ReportRequest((source,), date(2026, 1, 1), date(2026, 12, 31))
    try:
        fetch_report(session, request, lambda _: None, cancellation)
    except Cancelled:
        free_at = time.monotonic()
    else:
        raise AssertionError("the fetch ended before it was cancelled")
    canceller.join()
    for thread in threading.enumerate():
        if thread.name.startswith("vitec-webservice"):
            thread.join(LONGEST_WAIT)
    assert server.wait_until_left()
    server.forget()
    return free_at - cancelled_at[0]


def _measure_resources() -> tuple[int, int, float]:
    """Return the threads, open files and kilobytes of this process, without the interpreter's attribute cache.

    That cache keeps up to 4,096 names, about 60 kB, and each cycle adds some: it would hide a leak in 50 cycles.
    """
    gc.collect()
    # Newer versions of Python use the first name, older ones the second.
    getattr(sys, "_clear_internal_caches", getattr(sys, "_clear_type_cache", gc.collect))()
    descriptors = Path("/proc/self/fd")
    files = len(os.listdir(descriptors)) if descriptors.exists() else 0  # noqa: PTH208
    return threading.active_count(), files, tracemalloc.get_traced_memory()[0] / 1024


FAULTS = (
    Fault(
        _GROUP,
        "fetched and cancelled, again and again",
        _fetch_and_cancel_repeatedly,
        None,
        None,
        "left behind: nothing",
        is_slow=True,
    ),
)
