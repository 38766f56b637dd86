"""Cancelling in the middle of anything: a signal's handler runs between two lines of whatever the main thread does."""

import sys
import threading
from types import FrameType
from typing import Any

import pytest

from vitec_desktop.webservice.cancellation import CancellationToken


def test_whoever_asks_to_be_called_back_is_called_once() -> None:
    cancellation, called = CancellationToken(), list[str]()
    cancellation.add_callback(lambda: called.append("before"))
    cancellation.cancel()
    cancellation.cancel()
    assert called == ["before"]
    cancellation.add_callback(lambda: called.append("after"))
    assert called == ["before", "after"]


@pytest.mark.parametrize("line", range(5))
def test_a_signal_in_the_middle_of_asking_neither_hangs_nor_gets_lost(line: int) -> None:
    """In a thread of its own, so that one that hangs would not take the tests with it."""
    cancellation, called, lines = CancellationToken(), list[str](), [0]

    def on_line(frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_code is CancellationToken.add_callback.__code__:
            if event == "line" and lines[0] == line:
                cancellation.cancel()
            lines[0] += event == "line"
            return on_line
        return None

    def ask() -> None:
        sys.settrace(on_line)
        cancellation.add_callback(lambda: called.append("called"))
        sys.settrace(None)
        cancellation.cancel()

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(5)
    assert called == ["called"]
