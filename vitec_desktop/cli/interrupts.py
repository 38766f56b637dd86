"""Cancels the work on Ctrl+C, on the system's request to end, and after some time, so that it cleans up."""

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from vitec_desktop.webservice.cancellation import CancellationToken

_SECOND_SIGNAL_HANDLERS: Mapping[int, Callable[[int, FrameType | None], object] | signal.Handlers] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: signal.SIG_DFL,
}


@contextmanager
def cancel_on_interrupt(cancellation: CancellationToken) -> Iterator[None]:
    """Cancel on the first SIGINT or SIGTERM while the block runs; a second one ends the process as usual.

    In the main thread only. SIGTERM comes at the end of a session, or from a user who ends a run.
    """

    def on_signal(number: int, _: FrameType | None) -> None:
        signal.signal(number, _SECOND_SIGNAL_HANDLERS[number])
        cancellation.cancel()

    before = {number: signal.signal(number, on_signal) for number in _SECOND_SIGNAL_HANDLERS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


@contextmanager
def cancel_after(seconds: float, cancellation: CancellationToken) -> Iterator[None]:
    """Cancel after some time, unless the block has ended."""
    timer = threading.Timer(seconds, cancellation.cancel)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
