"""Ctrl+C as a cancellation: what is under way stops at once and clears up behind itself."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from vitec_desktop.connect.cancellation import Cancellation


@contextmanager
def cancelled_by_interrupt(cancellation: Cancellation) -> Iterator[None]:
    """While the block runs, the first Ctrl+C cancels; a second one interrupts whatever does not heed that.

    In the main thread only, as signals are.
    """

    def on_interrupt(_: int, __: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        cancellation.cancel()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
