"""The frame of the program's own popups: rounded, below what opened it, closed by Esc and by a click elsewhere."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.menu import add_context_menu_shortcut
from vitec_desktop.ui.widgets.painting import draw_box, make_painter
from vitec_desktop.ui.widgets.popup import mask_corners, round_corners, send_missing_leaves

_GAP = 3


class PopupFrame(QFrame):
    """A popup that is deleted when it closes."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.theme = theme
        round_corners(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a click on what opened it closes it
        add_context_menu_shortcut(self)

    def open_below(self, rect: QRect, *, at_right: bool = False) -> None:
        """Show the popup below `rect`, in screen coordinates, or higher if it would leave the screen.

        Its left edge is that of `rect`; with `at_right` its right one.
        """
        self.adjustSize()
        screen = QApplication.screenAt(rect.bottomLeft()) or self.screen()
        available = screen.availableGeometry()
        left = rect.right() + 1 - self.width() if at_right else rect.left()
        x = max(available.left(), min(left, available.right() - self.width()))
        y = rect.bottom() + _GAP
        if y + self.height() > available.bottom():
            y = max(available.top(), available.bottom() - self.height())
        self.move(QPoint(x, y))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        mask_corners(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        send_missing_leaves(self)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        draw_box(painter, QRectF(self.rect()), self.theme.color("surface"), self.theme.color("edge"), Radius.CARD)
        painter.end()
