"""Which widget shows a focus frame: the one whose focus came by keyboard."""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

_PROPERTY: Final = "keyboardFocus"


def shows_focus(widget: QWidget) -> bool:
    """Whether `widget` has the focus, and the user moves it by keyboard. Fields show theirs always."""
    return widget.hasFocus() and bool(widget.property(_PROPERTY))


class KeyboardFocus(QObject):
    """Says in the property `keyboardFocus` of the widget that has the focus whether it came by keyboard.

    Tab and access keys begin that, a press of a mouse button ends it. What the program does between, at an arrow key or
    when a dialog opens, changes nothing.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._is_by_keyboard = False
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        if new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):  # Qt's own word for this change
            self._is_by_keyboard = True
        elif QApplication.mouseButtons():
            self._is_by_keyboard = False
        if bool(new.property(_PROPERTY)) != self._is_by_keyboard:
            new.setProperty(_PROPERTY, self._is_by_keyboard)
            new.style().unpolish(new)
            new.style().polish(new)
