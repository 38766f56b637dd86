"""How long tests wait: no test measures the speed of the machine that runs it."""

import subprocess
import threading
import time
from collections.abc import Callable
from typing import AnyStr

LONGEST_WAIT = 120.0
"""Seconds after which a wait has failed, on however busy a machine; what is waited for usually comes at once."""

HANG = 4 * LONGEST_WAIT
"""Seconds for which something hangs that the program must not wait for."""


def wait_until(condition: Callable[[], object]) -> None:
    """Wait until `condition` holds; fail after `LONGEST_WAIT`."""
    deadline = time.monotonic() + LONGEST_WAIT
    while not condition():
        assert time.monotonic() < deadline, "what is waited for did not come"
        time.sleep(0.01)


def find_job_threads() -> list[threading.Thread]:
    """Return the worker threads of the program that run in this process."""
    return [thread for thread in threading.enumerate() if thread.name == "vitec-desktop-job"]


def read_line(process: "subprocess.Popen[AnyStr]", times: int = 1) -> AnyStr:
    """Return the next line that a process prints; if none comes in time, kill it and return "" or b"".

    Args:
        process: with its standard output in a pipe.
        times: how many times `LONGEST_WAIT` it has: more than one if it works until it prints, and does not only wait.
    """
    assert process.stdout is not None
    limit = threading.Timer(times * LONGEST_WAIT, process.kill)
    limit.start()
    try:
        return process.stdout.readline()
    finally:
        limit.cancel()
