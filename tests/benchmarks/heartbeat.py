"""Measures how long the event loop stalls."""

from collections.abc import Callable
from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer


class Heartbeat(QObject):
    """A timer; `max_delay` is the longest delay of a timeout, in seconds.

    With `thread_time` as its clock, only this thread's own work counts as a delay, not what others keep it from.
    """

    def __init__(self, clock: Callable[[], float] = perf_counter, interval: int = 10) -> None:
        """`interval` is in milliseconds."""
        super().__init__()
        self._clock = clock
        self._usual = 0.0 if clock is thread_time else interval / 1000
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self._on_timeout)
        self._last = 0.0
        self.max_delay = 0.0

    def start(self) -> None:
        self.max_delay = 0.0
        self._last = self._clock()
        self._timer.start()

    def stop(self) -> float:
        """Stop, and return the longest delay since the start in seconds; the time since the last timeout counts."""
        self._on_timeout()
        self._timer.stop()
        return self.max_delay

    def _on_timeout(self) -> None:
        now = self._clock()
        self.max_delay = max(self.max_delay, now - self._last - self._usual)
        self._last = now
