"""Cancellation tokens, also from a signal handler, which runs between any two lines of the main thread."""

import sys
import threading
from types import FrameType
from typing import Any

import pytest

from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.webservice.cancellation import CancellationToken


def test_a_callback_is_called_once() -> None:
    cancellation, called = CancellationToken(), list[str]()
    cancellation.add_callback(lambda: called.append("before"))
    cancellation.cancel()
    cancellation.cancel()
    assert called == ["before"]
    cancellation.add_callback(lambda: called.append("after"))
    assert called == ["before", "after"]


@pytest.mark.parametrize("line", range(5))
def test_a_cancel_from_a_signal_handler_neither_blocks_nor_gets_lost(line: int) -> None:
    """Runs in a thread, so that a deadlock fails this test only."""
    cancellation, called, lines = CancellationToken(), list[str](), [0]

    def on_line(frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_code is CancellationToken.add_callback.__code__:
            if event == "line" and lines[0] == line:
                cancellation.cancel()
            lines[0] += event == "line"
            return on_line
        return None

    def add_and_cancel() -> None:
        sys.settrace(on_line)
        cancellation.add_callback(lambda: called.append("called"))
        sys.settrace(None)
        cancellation.cancel()

    thread = threading.Thread(target=add_and_cancel, daemon=True)
    thread.start()
    thread.join(LONGEST_WAIT)
    assert called == ["called"]
