"""A promise to stop, handed from whoever may cancel to whoever works, across threads."""

from collections import deque
from collections.abc import Callable


class Cancelled(Exception):
    """The work was stopped because its user asked for it."""


class CancellationToken:
    """Set once, from any thread; the work looks at it, or is called back.

    Without a lock: a signal's handler may cancel while its own thread is in the middle of any line here.
    """

    def __init__(self) -> None:
        self._is_cancelled = False
        self._callbacks: deque[Callable[[], None]] = deque()

    @property
    def is_cancelled(self) -> bool:
        return self._is_cancelled

    def cancel(self) -> None:
        """Ask the work to stop; returns at once. Asking twice is asking once."""
        self._is_cancelled = True
        self._run_callbacks()

    def add_callback(self, callback: Callable[[], None]) -> None:
        """Call `callback` when the work is cancelled, in the cancelling thread; at once if it already is."""
        self._callbacks.append(callback)
        if self._is_cancelled:
            self._run_callbacks()

    def raise_if_cancelled(self) -> None:
        """Raises Cancelled where the work is to stop."""
        if self._is_cancelled:
            raise Cancelled

    def _run_callbacks(self) -> None:
        while True:
            try:
                callback = self._callbacks.popleft()  # by one thread alone, whoever is here too
            except IndexError:
                return
            callback()
