"""How long the window's event loop stalls."""

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

_BEAT = 10


class Heartbeat(QObject):
    """Beats every 10 ms; `worst` is the longest time by which a beat came late, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._on_beat)
        self._last = 0.0
        self.max_delay = 0.0

    def start(self) -> None:
        self.max_delay = 0.0
        self._last = perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """The worst delay since the start, the time since the last beat among them."""
        self._on_beat()
        self._timer.stop()
        return self.max_delay

    def _on_beat(self) -> None:
        now = perf_counter()
        self.max_delay = max(self.max_delay, now - self._last - _BEAT / 1000)
        self._last = now
