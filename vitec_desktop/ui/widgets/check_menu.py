"""A menu of choices of which several can be checked, with a search where they are many."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QMouseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget, QWidgetAction

from vitec_desktop.report.people_text import fold_letters
from vitec_desktop.report.search import search_words
from vitec_desktop.ui.theme.metrics import Spacing, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import announce_checked
from vitec_desktop.ui.widgets.menu import MOVING_KEYS, StickyMenu
from vitec_desktop.ui.widgets.painting import make_painter
from vitec_desktop.ui.widgets.search_field import SearchField

_LEAST_SEARCHED = 7
"""Fewer choices are seen at a glance."""
_STEPS: Final[dict[int, int]] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}


class CheckMenu(StickyMenu):
    """Choices with check marks, and actions that check all, which closes the menu, none, or only the active choice.

    At least one choice is checked when the menu closes: where none is, those come back that were checked before.
    Letters that are typed search where there are many choices; otherwise they lead to the next one that begins so.
    Enter checks or unchecks the active choice and closes the menu; after others were so by Space, it only closes it.
    Space is a part of a search or a name that is typed; it checks the choice that the user goes to by an arrow key.
    """

    choice_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: QAction | None = None
        self._none: QAction | None = None
        self._search_field: SearchField | None = None
        self._checked_before: tuple[bool, ...] = ()
        self._is_changed = False  # since the menu was opened
        self._is_typing = False  # since the user has gone to a choice by a key
        self._only_text = self.tr("Bara detta")
        self.aboutToHide.connect(self._on_closed)

    def set_choices(self, all_text: str, none_text: str, texts: Sequence[str], checked: Sequence[bool]) -> None:
        """Replace all choices."""
        self.clear()
        self.setMinimumWidth(0)
        self._check_actions.clear()
        self._search_field = None
        if len(texts) >= _LEAST_SEARCHED:
            self._add_search()
        self._all = self.addAction(all_text.replace("&", "&&"))
        self._all.setCheckable(True)
        self._all.triggered.connect(self._on_all_triggered)
        self._none = self.add_check_action(none_text) if len(texts) > 1 else None
        if self._none:
            self._none.triggered.connect(self._on_none_triggered)
            self._check_actions.remove(self._none)
        self.addSeparator()
        for text in texts:
            self._add_choice(text)
        self._set_checked(checked)
        self._fit_width()

    @property
    def checked(self) -> tuple[bool, ...]:
        """Which choices are checked; while the user has unchecked all, those that were before."""
        checked = self._checks()
        return checked if any(checked) or not self._checked_before else self._checked_before

    def check_only(self, number: int) -> None:
        """Check one choice and no other."""
        self._set_checked([other == number for other in range(len(self._check_actions))])
        self._emit_change()

    def activate_checked(self) -> None:
        """Make the checked choice the active one; of several none is, since Enter would uncheck it."""
        if self._checks().count(True) == 1:
            super().activate_checked()
        else:
            self.setActiveAction(self._usable_actions()[0])

    # Events ---------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._checked_before = self._checks()
        self._is_changed = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        active = self.activeAction()
        is_only = event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in MOVING_KEYS:
            self._is_typing = False
        if is_only and active in self._check_actions and active.isVisible():
            self.check_only(self._check_actions.index(active))
        elif is_enter and self._is_changed and active in self._check_actions:
            self.close()
        elif self._search_field and event.key() in _STEPS:
            self._step(_STEPS[event.key()])
        elif not self._type_in_search(event):
            super().keyPressEvent(event)

    def _release(self, event: QMouseEvent) -> None:
        active = self.activeAction()
        if active in self._check_actions and self._only_rect(active).contains(event.position()):
            self.check_only(self._check_actions.index(active))
        else:
            super()._release(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        active = self.activeAction()
        if active in self._check_actions and len(self._check_actions) > 1:
            painter = make_painter(self)
            painter.setFont(self._theme.font(TextSize.CAPTION))
            painter.setPen(self._theme.color("accent"))
            painter.drawText(self._only_rect(active), int(Qt.AlignmentFlag.AlignCenter), self._only_text)
            painter.end()

    def _step(self, step: int) -> None:
        """Make the next action active; Qt would also go to the search field, and nothing would be active then."""
        actions = self._usable_actions()
        if actions:
            active = self.activeAction()
            place = actions.index(active) + step if active in actions else min(step, 0)
            self.setActiveAction(actions[place % len(actions)])

    def _type_in_search(self, event: QKeyEvent) -> bool:
        """Put what is typed into the search field; return whether there is one, and the key was for it."""
        field = self._search_field
        if field is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        is_text = event.text().isprintable() and bool(event.text() if self._is_typing else event.text().strip())
        if is_text:
            field.setText(field.text() + event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            field.setText(field.text()[:-1])
        elif event.key() == Qt.Key.Key_Escape and field.text():
            field.clear()
        else:
            return False
        return True

    def _search(self, text: str) -> None:
        """Show the choices with every word of `text`, and make the first one active."""
        self._is_typing = bool(text)
        words = search_words(text)
        for action in self._check_actions:
            action.setVisible(all(word in fold_letters(action.text()) for word in words))
        for other in (self._all, self._none):
            if other:
                other.setVisible(not words)
        shown = [action for action in self._check_actions if action.isVisible()]
        if words and shown:
            self.setActiveAction(shown[0])
        self.resize(self.sizeHint())

    def _on_closed(self) -> None:
        if self._search_field:
            self._search_field.clear()
        if not any(self._checks()):
            self._set_checked(self._checked_before)
        self._checked_before = ()

    # Choices --------------------------------------------------------------------------------------------------

    def _checks(self) -> tuple[bool, ...]:
        return tuple(action.isChecked() for action in self._check_actions)

    def _add_search(self) -> None:
        frame = QWidget(self)
        row = QHBoxLayout(frame)
        row.setContentsMargins(Spacing.SMALL, Spacing.HAIR, Spacing.SMALL, Spacing.HAIR)
        self._search_field = field = SearchField(self._theme, self.tr("Sök"), parent=frame)
        field.setObjectName("officeSearch")
        field.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the menu has the keyboard, and passes on what is typed
        field.textChanged.connect(self._search)
        row.addWidget(field)
        action = QWidgetAction(self)
        action.setDefaultWidget(frame)
        self.addAction(action)

    def _add_choice(self, text: str) -> None:
        action = self.add_check_action(text)
        action.triggered.connect(self._on_choice_triggered)

    def _fit_width(self) -> None:
        """Leave room for the words at the right of the active choice."""
        has_words = len(self._check_actions) > 1
        self.setMinimumWidth(self.sizeHint().width() + (self._only_width() if has_words else 0))

    def _only_width(self) -> int:
        metrics = QFontMetricsF(self._theme.font(TextSize.CAPTION))
        return round(metrics.horizontalAdvance(self._only_text)) + 2 * Spacing.MEDIUM

    def _only_rect(self, action: QAction) -> QRectF:
        rect = QRectF(self.actionGeometry(action))
        rect.setLeft(rect.right() - self._only_width())
        return rect

    def _on_all_triggered(self) -> None:
        self._set_checked([True] * len(self._check_actions))
        self._emit_change()

    def _on_none_triggered(self) -> None:
        self._set_checked([False] * len(self._check_actions))

    def _on_choice_triggered(self) -> None:
        self._set_checked(self._checks())
        if any(self._checks()):
            self._emit_change()

    def _emit_change(self) -> None:
        self._checked_before = self._checks()
        self._is_changed = True
        self.choice_changed.emit()

    def _trigger_check_action(self) -> bool:
        active = self.activeAction()
        if active is not None and active is self._none:
            active.trigger()
            return True
        is_triggered = super()._trigger_check_action()
        if is_triggered and active is not None:
            announce_checked(self, active.text().replace("&&", "&"), is_checked=active.isChecked())
        return is_triggered

    def _set_checked(self, checked: Sequence[bool]) -> None:
        for action, is_checked in zip(self._check_actions, checked, strict=True):
            action.setChecked(is_checked)
        if self._all:
            self._all.setChecked(all(checked))
        if self._none:
            self._none.setChecked(not any(checked))
