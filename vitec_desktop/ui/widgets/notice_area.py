"""Where the window's progress and notices are: over the upper edge of its content."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from vitec_desktop.ui.widgets.tab_order import order_tabs, tab_stops

_MODIFIERS: Final = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class NoticeArea(QWidget):
    """Widgets one below the other that come and go without moving what the user is about to click.

    The content makes room for them, or takes it back, only while the pointer is not on it, or when the user presses a
    key in it or makes the window wider or narrower. Until then they lie over the content, or over room that is still
    kept for them. Put `room` above the content in the layout of its parent.
    """

    def __init__(self, content: QWidget, parent: QWidget, *, gap: int = 0) -> None:
        """`parent` is also that of `content`; `gap` is the distance below each widget."""
        super().__init__(parent)
        self._content, self._gap = content, gap
        self._window_width = 0
        self.room = QWidget(parent)
        self.room.setFixedHeight(0)
        self.setAutoFillBackground(True)  # it lies over the content
        # Never seen, so that Tab passes it by: it keeps the place of what is added later.
        self._end = QWidget(self)
        self._end.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._end.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        # A widget that is shown has a size at once, not only after the layout request.
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        content.installEventFilter(self)
        self.room.installEventFilter(self)

    def add(self, widget: QWidget) -> None:
        """Add a widget below the others; it is shown and hidden as any other, and may keep its room while hidden."""
        self._column.addWidget(widget)
        order_tabs(self._end, widget)
        self._move_end(tab_stops(widget))

    def follow_in_tab_order(self, before: QWidget) -> None:
        """Let Tab come to the widgets here, and to those that are added later, after `before`."""
        stops = [stop for stop in tab_stops(self) if stop is not self._end]
        order_tabs(before, *stops)
        self._move_end(stops)

    def lead_in_tab_order(self, after: QWidget) -> None:
        """Let Tab come to `after` when it leaves the widgets here."""
        order_tabs(self._end, after)

    def _move_end(self, stops: Sequence[QWidget]) -> None:
        if stops:
            QWidget.setTabOrder(stops[-1], self._end)

    def make_room(self) -> None:
        """Let the content make room at once: the user has just asked for what is shown here."""
        self._place(is_moving_allowed=True)

    def _place(self, *, is_moving_allowed: bool) -> None:
        """Lie below the upper edge of the room, and give the room the same height if that is allowed."""
        width = self.room.width()
        self._column.setContentsMargins(0, 0, 0, 0 if self._column.isEmpty() else self._gap)
        self._column.activate()
        height = self._column.heightForWidth(width)
        height = max(self._column.sizeHint().height() if height < 0 else height, 0)
        self.setGeometry(self.room.x(), self.room.y(), width, height)
        self.raise_()
        if is_moving_allowed:
            self.room.setFixedHeight(height)

    def event(self, event: QEvent) -> bool:
        is_handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place(is_moving_allowed=not self._content.underMouse())
        return is_handled

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.Leave:
            self._place(is_moving_allowed=True)
        elif watched is self._content and event.type() == QEvent.Type.ShortcutOverride:
            # Any key in the content, also that of a shortcut. A modifier alone may belong to a click.
            if isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS:
                self._place(is_moving_allowed=True)
        elif watched is self.room and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place(is_moving_allowed=False)
            if self._window_width != self.window().width():
                # All of the content moves then; what is here has its new height only after layout requests.
                self._window_width = self.window().width()
                QTimer.singleShot(0, self, self.make_room)
        return super().eventFilter(watched, event)
