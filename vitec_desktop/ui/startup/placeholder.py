"""What the window shows until its parts are there: their grounds and lines, in the same places."""

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.startup.startup_settings import StartupSettings
from vitec_desktop.ui.theme.colors import Colors
from vitec_desktop.ui.theme.metrics import Metrics

_MAX_WAIT = 1_000
"""Milliseconds; a window that is started in the task bar is not painted before somebody looks at it."""


class WindowPlaceholder(QWidget):
    """`painted`, once, as soon as it has been on the screen; a second after it was made in any case."""

    painted = Signal()

    def __init__(self, look: StartupSettings, colors: Colors, metrics: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = look
        self._colors = colors
        self._metrics = metrics
        self._is_painted = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.painted)
        self._timer.start(_MAX_WAIT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _fill(painter, self.rect(), self._colors.window)
        if self._settings.has_offices:
            self._paint_outline(painter)
        painter.end()
        if not self._is_painted:
            # What is painted here reaches the screen when this event is over, which is before the timer's next one.
            self._is_painted = True
            self._timer.start(0)

    def _paint_outline(self, painter: QPainter) -> None:
        """The line under the tabs, the table's ground where a table was in sight, and the line over the status."""
        line, width = self._colors.line, self.width()
        tabs_end = self._metrics.menu_bar + self._metrics.command_bar + self._metrics.tab_bar
        status = self.height() - self._metrics.status_bar
        if self._settings.tab > 0:
            _fill(painter, QRect(0, tabs_end, width, status - tabs_end), self._colors.surface)
        _fill(painter, QRect(0, tabs_end - 1, width, 1), line)
        _fill(painter, QRect(0, status, width, 1), line)


def _fill(painter: QPainter, place: QRect, color: str) -> None:
    """As `fillRect` does, which would load all of Qt's enumerations to see what it was given: 15 ms."""
    tile = QPixmap(16, 16)
    tile.fill(QColor(color))
    painter.drawTiledPixmap(place, tile)
