"""A promise to stop, handed from whoever may cancel to whoever works, across threads."""

import threading
from collections.abc import Callable


class Cancelled(Exception):
    """The work was stopped because its user asked for it."""


class Cancellation:
    """Set once, from any thread; the work looks at it, or is called back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_cancelled = False
        self._callbacks: list[Callable[[], None]] = []

    @property
    def is_cancelled(self) -> bool:
        return self._is_cancelled

    def cancel(self) -> None:
        """Ask the work to stop; returns at once. Asking twice is asking once."""
        with self._lock:
            if self._is_cancelled:
                return
            self._is_cancelled = True
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Call `callback` when the work is cancelled, in the cancelling thread; at once if it already is."""
        with self._lock:
            if not self._is_cancelled:
                self._callbacks.append(callback)
                return
        callback()

    def check(self) -> None:
        """Raises Cancelled where the work is to stop."""
        if self._is_cancelled:
            raise Cancelled
