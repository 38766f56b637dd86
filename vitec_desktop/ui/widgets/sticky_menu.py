"""A menu of ticks that stays open while several are set."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.widgets.menu import Menu


class CheckMenu(Menu):
    """All of them, and each choice by itself. At least one choice is always ticked."""

    choice_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: QAction | None = None
        self._choices: list[QAction] = []

    def set_choices(self, all_text: str, texts: Sequence[str], ticked: Sequence[bool]) -> None:
        """Put these choices in the place of what the menu held."""
        self.clear()
        self._all = self._add(all_text)
        self.addSeparator()
        self._choices = [self._add(text) for text in texts]
        self._tick(ticked)

    @property
    def checked(self) -> tuple[bool, ...]:
        return tuple(choice.isChecked() for choice in self._choices)

    def _add(self, text: str) -> QAction:
        action = self.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.triggered.connect(lambda: self._on_triggered(action))
        return action

    def _on_triggered(self, action: QAction) -> None:
        if action is self._all:
            self._tick([True] * len(self._choices))
        elif not any(self.checked):
            # Nothing at all is no report: the last tick stays.
            action.setChecked(True)
        self._tick(self.checked)
        self.choice_changed.emit()

    def _tick(self, ticked: Sequence[bool]) -> None:
        for choice, is_ticked in zip(self._choices, ticked, strict=True):
            choice.setChecked(is_ticked)
        if self._all:
            self._all.setChecked(all(ticked))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action in self._choices and action.isEnabled() and event.button() is Qt.MouseButton.LeftButton:
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if action in self._choices and event.key() == Qt.Key.Key_Space:
            action.trigger()
            return
        super().keyPressEvent(event)
