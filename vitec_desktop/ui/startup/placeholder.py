"""What the window shows until its parts are made: their backgrounds and lines, in the same places."""

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.startup.startup_settings import StartupSettings
from vitec_desktop.ui.theme.colors import Colors
from vitec_desktop.ui.theme.metrics import Metrics

_MAX_WAIT = 1_000
"""Milliseconds; a window that is started minimised is not painted until it is opened."""


class WindowPlaceholder(QWidget):
    """Fills the window while its parts are made."""

    painted = Signal()  # emitted once, after the first paint or after one second

    def __init__(
        self, settings: StartupSettings, colors: Colors, metrics: Metrics, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
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
            # The paint reaches the screen at the end of this event, before the timer fires.
            self._is_painted = True
            self._timer.start(0)

    def _paint_outline(self, painter: QPainter) -> None:
        """Paint the lines below the tabs and above the status bar, and a table's background where one was shown."""
        line, width = self._colors.line, self.width()
        tabs_end = self._metrics.menu_bar + self._metrics.command_bar + self._metrics.tab_bar
        status = self.height() - self._metrics.status_bar
        if self._settings.tab > 0:
            _fill(painter, QRect(0, tabs_end, width, status - tabs_end), self._colors.surface)
        _fill(painter, QRect(0, tabs_end - 1, width, 1), line)
        _fill(painter, QRect(0, status, width, 1), line)


def _fill(painter: QPainter, rect: QRect, color: str) -> None:
    """Fill a rectangle. `QPainter.fillRect` would load all of Qt's enumerations first, which takes 15 ms."""
    tile = QPixmap(16, 16)
    tile.fill(QColor(color))
    painter.drawTiledPixmap(rect, tile)
