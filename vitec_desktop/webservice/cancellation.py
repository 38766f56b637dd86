"""Cancels work in another thread."""

from collections import deque
from collections.abc import Callable


class Cancelled(Exception):
    """Raised in work whose token was cancelled."""


class CancellationToken:
    """Passed to work that can be cancelled; may be used from any thread.

    Has no lock: a signal handler may call `cancel` while its own thread runs a line of this class.
    """

    def __init__(self) -> None:
        self._is_cancelled = False
        self._callbacks: deque[Callable[[], None]] = deque()

    def cancel(self) -> None:
        """Cancel the work and run the callbacks; does not wait for the work. A second call does nothing."""
        self._is_cancelled = True
        self._run_callbacks()

    def add_callback(self, callback: Callable[[], None]) -> None:
        """Call `callback` once in the thread that cancels; at once if the token is cancelled already."""
        self._callbacks.append(callback)
        if self._is_cancelled:
            self._run_callbacks()

    def raise_if_cancelled(self) -> None:
        """Raise Cancelled if the token is cancelled."""
        if self._is_cancelled:
            raise Cancelled

    def _run_callbacks(self) -> None:
        while True:
            try:
                callback = self._callbacks.popleft()  # atomic: each callback goes to one thread only
            except IndexError:
                return
            callback()
