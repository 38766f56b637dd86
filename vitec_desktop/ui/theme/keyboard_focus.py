"""Which widget shows a focus frame: the one whose focus came by keyboard."""

from typing import Final
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

_PROPERTY: Final = "keyboardFocus"
_KEY_EVENTS: Final = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)  # the second comes before a shortcut


def shows_focus(widget: QWidget) -> bool:
    """Whether `widget` has the focus, and the user moves it by keyboard. Fields show theirs always."""
    return widget.hasFocus() and bool(widget.property(_PROPERTY))


class KeyboardFocus(QObject):
    """Says in the property `keyboardFocus` of the widget that has the focus whether it came by keyboard.

    Tab and access keys begin that, a press of a mouse button ends it. What the program does between, at an arrow key,
    changes nothing; in a window that opens, such as a dialog, the key or the mouse button that opened it decides.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._is_by_keyboard = False
        self._is_key_last: bool | None = None  # rather than a mouse button; None before the first of them
        self._windows: WeakSet[QWidget] = WeakSet()  # those that have had the focus
        app.focusWindowChanged.connect(self._on_window_changed)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember what the user pressed last; a window has few events, unlike its widgets."""
        if event.type() in _KEY_EVENTS:
            self._is_key_last = True
        elif event.type() is QEvent.Type.MouseButtonPress:
            self._is_key_last = False
        return False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        if new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):  # Qt's own word for this change
            self._is_by_keyboard = True
        elif QApplication.mouseButtons():
            self._is_by_keyboard = False
        elif new.window() not in self._windows and self._is_key_last is not None:
            self._is_by_keyboard = self._is_key_last
        self._windows.add(new.window())
        if bool(new.property(_PROPERTY)) != self._is_by_keyboard:
            new.setProperty(_PROPERTY, self._is_by_keyboard)
            new.style().unpolish(new)
            new.style().polish(new)
