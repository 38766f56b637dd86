"""Menus with rounded corners, one of which stays open while several check marks are set; context menus by a key."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget, QWidgetAction

from vitec_desktop.report.people_text import fold_letters
from vitec_desktop.ui.widgets.popup import mask_corners, round_corners, send_missing_leaves

CONTEXT_MENU_KEYS: Final = "Shift+F10"
MOVING_KEYS: Final = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
"""What leads from one action to another."""


def add_context_menu_shortcut(window: QWidget) -> None:
    """Open the context menu of the widget with the focus by Shift+F10 too; Qt knows only the Menu key on Linux."""
    QShortcut(QKeySequence(CONTEXT_MENU_KEYS), window, _open_context_menu)


def _open_context_menu() -> None:
    """Send the event that Qt sends for the Menu key."""
    widget = QApplication.focusWidget()
    if widget is not None:
        place = QRectF(widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).center().toPoint()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))


class Menu(QMenu):
    """A menu with the rounded corners of the program's other popups."""

    def __init__(self, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(title, parent)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        round_corners(self)
        self.setProperty("rounded", True)
        self._typed = ""
        self._since_letter = QElapsedTimer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        mask_corners(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typed = ""
        send_missing_leaves(self)

    def activate_checked(self) -> None:
        """Make the first checked action the active one, as in a combo box; where none is, the first of all."""
        actions = self._usable_actions()
        if actions:
            self.setActiveAction(next((action for action in actions if action.isChecked()), actions[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = self._usable_actions()
        has_mnemonics = any("&" in action.text().replace("&&", "") for action in actions)
        is_text = event.text().isalnum() or (event.text() == " " and self._is_name_begun())
        if event.key() in MOVING_KEYS:
            self._typed = ""
        if is_text and not has_mnemonics:  # of an underlined letter, Qt triggers the action
            self._type(fold_letters(event.text()), actions)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and actions:
            self.setActiveAction(actions[0 if event.key() == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    def _is_name_begun(self) -> bool:
        """Whether what is typed now belongs to the letters before it."""
        return bool(self._typed) and self._since_letter.elapsed() < QApplication.keyboardInputInterval()

    def _type(self, letter: str, actions: Sequence[QAction]) -> None:
        """Make the action active whose text begins with what is typed, as in a list: a repeated letter goes on."""
        self._typed = self._typed + letter if self._is_name_begun() else letter
        self._since_letter.start()
        is_one_letter = not self._typed.strip(letter)
        start = letter if is_one_letter else self._typed
        active = self.activeAction()
        place = actions.index(active) + is_one_letter if active in actions else 0
        in_turn = (*actions[place:], *actions[:place])
        found = next((action for action in in_turn if fold_letters(action.text()).startswith(start)), None)
        if found is not None:
            self.setActiveAction(found)

    def _usable_actions(self) -> list[QAction]:
        return [
            one
            for one in self.actions()
            if one.isEnabled() and one.isVisible() and not (one.isSeparator() or isinstance(one, QWidgetAction))
        ]


class StickyMenu(Menu):
    """A menu whose check actions change on a click or Space without closing it.

    A click that opens the menu below the pointer changes none: the button has to go down in the menu, or be held down
    on the way to an action.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check_actions: list[QAction] = []
        self._is_pressed = False  # or dragged, since the menu was opened
        self._entered_at: QPointF | None = None

    def add_check_action(self, text: str) -> QAction:
        """Add and return a checkable action; an ampersand in `text` is shown as it is."""
        action = self.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        self._check_actions.append(action)
        return action

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._is_pressed, self._entered_at = False, None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.globalPosition()
        self._entered_at = self._entered_at or place
        if (place - self._entered_at).manhattanLength() > QApplication.startDragDistance():
            self._is_pressed = True
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_pressed:
            self._release(event)

    def _release(self, event: QMouseEvent) -> None:
        """Do what a click, or a release after the pointer was dragged to an action, means."""
        is_on_active = self.actionAt(event.position().toPoint()) == self.activeAction()
        is_click = is_on_active and event.button() is Qt.MouseButton.LeftButton
        if not is_click or not self._trigger_check_action():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_space = event.key() == Qt.Key.Key_Space and not self._is_name_begun()
        if not is_space or not self._trigger_check_action():
            super().keyPressEvent(event)

    def _trigger_check_action(self) -> bool:
        """Trigger the active action if it is an enabled check action; return whether it is."""
        action = self.activeAction()
        is_check_action = action in self._check_actions and action.isEnabled()
        if is_check_action:
            action.trigger()
        return is_check_action
