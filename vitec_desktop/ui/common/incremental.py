"""Runs long computations in short slices on the UI thread.

A worker thread that computes in Python holds the interpreter lock for up to 5 ms at a time; a generator that is resumed
between two events holds up the window for one slice only, however many computations run.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from vitec_desktop.report.steps import Steps

T = TypeVar("T")

_RELEASED_PER_STEP = 500
_RELEASE_PAUSE = 20
"""Milliseconds."""


class IncrementalRunner(QObject):
    """Runs one computation at a time, in slices between the window's events; a new one replaces the old.

    Args:
        parent: its owner.
        slice_time: seconds a slice may last.
        pause: milliseconds between two slices; 0 lets only waiting events go first.
    """

    _due: ClassVar[deque["IncrementalRunner"]] = deque()
    """Whose next slice is due."""
    _is_resting: ClassVar[bool] = False
    """Whether there was a slice since the events went last: those of several in a row would be a long one."""

    def __init__(self, parent: QObject, slice_time: float = 0.008, pause: int = 0) -> None:
        super().__init__(parent)
        self._slice_time = slice_time
        self._steps: Steps[Any] | None = None
        self._on_result: Callable[[Any], None] | None = None
        self._timer = QTimer(self, singleShot=True)
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
        self._due.append(self)
        if not self._is_resting:
            self._run_next()

    @classmethod
    def _run_next(cls) -> None:
        runner = IncrementalRunner._due.popleft()
        IncrementalRunner._is_resting = True
        QTimer.singleShot(0, cls._end_rest)
        if isValid(runner) and not runner._run_for(runner._slice_time):
            runner._timer.start()

    @staticmethod
    def _end_rest() -> None:
        if IncrementalRunner._due:
            # The timers that are due go before one of a millisecond; one of none would go with the events, before them.
            QTimer.singleShot(1, IncrementalRunner._run_next)
        else:
            IncrementalRunner._is_resting = False

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


def release_gradually(sequences: Iterable[Sequence[Any]], parent: QObject) -> None:
    """Drop the references to the objects of sequences that nobody else has, in slices: to free 30,000 rows takes 20 ms.

    What the user waits for goes on in the pauses between them.
    """
    left = list(sequences)
    if sum(map(len, left)) > _RELEASED_PER_STEP:
        runner = IncrementalRunner(parent, pause=_RELEASE_PAUSE)
        runner.start(_release_steps(left), lambda _: runner.deleteLater())


def _release_steps(sequences: list[Sequence[Any]]) -> Steps[None]:
    while sequences:
        objects = list(sequences.pop())
        while objects:
            del objects[-_RELEASED_PER_STEP:]
            yield
