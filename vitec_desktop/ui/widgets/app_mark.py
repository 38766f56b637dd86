"""The program's own mark."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from vitec_desktop.resources import resource_path
from vitec_desktop.ui.theme.theme import Theme


class AppMark(QWidget):
    """Shows the program's icon; `size` is in logical pixels."""

    def __init__(self, theme: Theme, size: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._icon = QSvgRenderer(str(resource_path("icons", "app.svg")), self)

    def sizeHint(self) -> QSize:
        size = self._theme.metrics.px(self._size)
        return QSize(size, size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.render(painter, QRectF(self.rect()))
        painter.end()
