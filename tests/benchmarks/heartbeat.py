"""Measures how long the event loop stalls."""

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

_INTERVAL = 10


class Heartbeat(QObject):
    """A timer of 10 ms; `max_delay` is the longest delay of a timeout, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self._on_timeout)
        self._last = 0.0
        self.max_delay = 0.0

    def start(self) -> None:
        self.max_delay = 0.0
        self._last = perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """Stop, and return the longest delay since the start in seconds; the time since the last timeout counts."""
        self._on_timeout()
        self._timer.stop()
        return self.max_delay

    def _on_timeout(self) -> None:
        now = perf_counter()
        self.max_delay = max(self.max_delay, now - self._last - _INTERVAL / 1000)
        self._last = now
