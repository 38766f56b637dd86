"""Runs long computations in short slices on the UI thread.

A worker thread that computes in Python holds the interpreter lock for up to 5 ms at a time; a generator that is resumed
between two events holds up the window for one slice only.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from vitec_desktop.report.steps import Steps

T = TypeVar("T")


class IncrementalRunner(QObject):
    """Runs one computation at a time, in slices between the window's events; a new one replaces the old.

    Args:
        parent: its owner.
        slice_time: seconds a slice may last.
        pause: milliseconds between two slices; 0 lets only waiting events go first.
    """

    def __init__(self, parent: QObject, slice_time: float = 0.008, pause: int = 0) -> None:
        super().__init__(parent)
        self._slice_time = slice_time
        self._steps: Steps[Any] | None = None
        self._on_result: Callable[[Any], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_running(self) -> bool:
        return self._steps is not None

    def start(self, steps: Steps[T], on_result: Callable[[T], None], first_slice: float = 0.0) -> None:
        """Run `steps` and pass the result to `on_result`.

        Args:
            steps: the computation.
            on_result: called on this thread; before `start` returns if the first slice is long enough.
            first_slice: seconds to compute before `start` returns; `math.inf` computes to the end.
        """
        self.cancel()
        self._steps, self._on_result = steps, on_result
        if not self._run_for(first_slice):
            self._timer.start()

    def cancel(self) -> None:
        """Cancel the computation; its `on_result` is not called."""
        self._timer.stop()
        self._steps = self._on_result = None

    def _on_timeout(self) -> None:
        self._run_for(self._slice_time)

    def _run_for(self, seconds: float) -> bool:
        """Compute for about `seconds`; return True once the computation has ended."""
        steps, on_result = self._steps, self._on_result
        if steps is None or on_result is None:
            return True
        deadline = perf_counter() + seconds
        try:
            while perf_counter() < deadline:
                next(steps)
        except StopIteration as stop:
            self.cancel()
            on_result(stop.value)
            return True
        except BaseException:
            self.cancel()
            raise
        return False
