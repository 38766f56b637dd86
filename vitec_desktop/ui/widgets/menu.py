"""Menus with rounded corners, two of which stay open while several check marks are set; context menus by a key."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from vitec_desktop.ui.widgets.popup import mask_corners, round_corners

CONTEXT_MENU_KEYS: Final = "Shift+F10"


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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        mask_corners(self)


class StickyMenu(Menu):
    """A menu whose check actions change on a click or Space without closing it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check_actions: list[QAction] = []

    def add_check_action(self, text: str) -> QAction:
        """Add and return a checkable action; an ampersand in `text` is shown as it is."""
        action = self.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        self._check_actions.append(action)
        return action

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._trigger_check_action():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._trigger_check_action():
            super().keyPressEvent(event)

    def _trigger_check_action(self) -> bool:
        """Trigger the active action if it is an enabled check action; return whether it is."""
        action = self.activeAction()
        is_check_action = action in self._check_actions and action.isEnabled()
        if is_check_action:
            action.trigger()
        return is_check_action


class CheckMenu(StickyMenu):
    """An action that checks all choices, which closes the menu, and one for each choice; at least one is checked."""

    choice_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: QAction | None = None

    def set_choices(self, all_text: str, texts: Sequence[str], checked: Sequence[bool]) -> None:
        """Replace all choices."""
        self.clear()
        self._check_actions.clear()
        self._all = self.addAction(all_text.replace("&", "&&"))
        self._all.setCheckable(True)
        self._all.triggered.connect(self._on_all_triggered)
        self.addSeparator()
        for text in texts:
            self._add_choice(text)
        self._set_checked(checked)

    @property
    def checked(self) -> tuple[bool, ...]:
        return tuple(action.isChecked() for action in self._check_actions)

    def _add_choice(self, text: str) -> None:
        action = self.add_check_action(text)
        action.triggered.connect(lambda: self._on_choice_triggered(action))

    def _on_all_triggered(self) -> None:
        self._set_checked([True] * len(self._check_actions))
        self.choice_changed.emit()

    def _on_choice_triggered(self, action: QAction) -> None:
        if not any(self.checked):
            action.setChecked(True)
        self._set_checked(self.checked)
        self.choice_changed.emit()

    def _set_checked(self, checked: Sequence[bool]) -> None:
        for action, is_checked in zip(self._check_actions, checked, strict=True):
            action.setChecked(is_checked)
        if self._all:
            self._all.setChecked(all(checked))
