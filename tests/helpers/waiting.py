"""How long tests wait: no test measures the speed of the machine that runs it."""

import threading
import time
from collections.abc import Callable

LONGEST_WAIT = 30.0
"""Seconds after which a wait has failed, on however busy a machine; what is waited for usually comes at once."""

LONGEST_WAIT_MS = int(LONGEST_WAIT * 1000)
"""The same in milliseconds, as Qt counts."""

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
