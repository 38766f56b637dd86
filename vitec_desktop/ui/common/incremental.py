"""Long computations in short slices of the window's own thread.

A worker thread that computes in Python would take the interpreter lock from the window for 5 ms at every call; a
generator that is resumed between two events takes it for one slice and no longer.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from vitec_desktop.report.steps import Steps

T = TypeVar("T")


class IncrementalRunner(QObject):
    """Runs one computation at a time in slices between the window's events; a new one takes the place of the old.

    Args:
        parent: who owns it.
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

    def start(self, steps: Steps[T], done: Callable[[T], None], first_slice: float = 0.0) -> None:
        """Compute `steps` and hand the result to `done`.

        Args:
            steps: the computation.
            done: called with its result, on this thread; before `run` returns if the first slice was long enough.
            first_slice: seconds to compute before `run` returns; `math.inf` computes to the end.
        """
        self.cancel()
        self._steps, self._on_result = steps, done
        if not self._run_for(first_slice):
            self._timer.start()

    def cancel(self) -> None:
        """Give the computation up; its `done` is not called."""
        self._timer.stop()
        self._steps = self._on_result = None

    def _on_timeout(self) -> None:
        self._run_for(self._slice_time)

    def _run_for(self, seconds: float) -> bool:
        """Compute for about `seconds`; True when nothing is left to do."""
        steps, done = self._steps, self._on_result
        if steps is None or done is None:
            return True
        deadline = perf_counter() + seconds
        try:
            while perf_counter() < deadline:
                next(steps)
        except StopIteration as stop:
            self.cancel()
            done(stop.value)
            return True
        except BaseException:
            self.cancel()
            raise
        return False
