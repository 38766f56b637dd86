"""A date field: an ISO date, typed or chosen in a calendar."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QDateEdit, QStyleOptionComboBox, QToolTip, QWidget

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import announce, set_style_property, show_tooltip_below
from vitec_desktop.ui.widgets.line_edit import create_step_menu, replace_undo
from vitec_desktop.ui.widgets.long_text import shortened

FORMAT: Final = "yyyy-MM-dd"
_MAX_SHOWN_TEXT: Final = 40
"""Characters of a typed or pasted text that an error repeats."""
_STEPPING_KEYS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_TEMPORARY_FOCUS_REASONS: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""A focus change to a menu or another window does not end the typing."""
_PARTLY_TYPED: Final = re.compile(r"\d{0,4} *- *(\d{0,2}|[A-Za-z]*) *- *\d{0,2} *", re.ASCII)
"""The field's text while the user types a month or a day into it."""
_EDITS: Final = (QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.Cut)


class DateField(QDateEdit):
    """A day, typed in any unambiguous form or chosen in a calendar with Monday first and week numbers.

    F4 and Alt+Down open the calendar, as in a combo box. While the user types, Qt's own parsing is bypassed. Of a typed
    week the field takes the first day, or with `is_last` the last one; `range_set` has both. The two fields of a range
    undo together: one step for what was set at once.
    """

    range_set = Signal(date, date)
    """The user set both ends of a range at once; `dateChanged` is not emitted then."""
    preset_chosen = Signal(int)  # the place of one of the periods that the calendar offers

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None, *, is_last: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_last = is_last
        self._other: DateField | None = None
        self._presets: tuple[str, ...] = ()
        self._format_days: Callable[[date, date], str] = lambda first, last: f"{first:%Y-%m-%d}"
        self.setDisplayFormat(FORMAT)
        self.setCalendarPopup(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._error = self._order_error = self._normal_tooltip = ""
        self._history = _History(self)  # of a range, both fields have the same one
        self._is_typing = False  # a whole date is typed, or the text differs from the field's date
        self._is_editing_part = False  # only the month or the day of the text was typed
        self._typed: str | None = None  # what was typed into a part of the text; None if that is not known
        self.lineEdit().installEventFilter(self)
        self.lineEdit().setAcceptDrops(True)
        self.lineEdit().textEdited.connect(lambda _: self._on_inserted(QGuiApplication.clipboard().text()))
        self.dateChanged.connect(self._clear_error)
        self.dateChanged.connect(lambda _: self._history.remember())
        # Half-typed years must not emit a change.
        self.setKeyboardTracking(False)
        # Not by the wheel, which is to scroll what is below the pointer.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumDate(QDate(2000, 1, 1))
        self.setMaximumDate(QDate(2099, 12, 31))
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return a size as high as the other controls; Qt's own height for such a field differs by its version."""
        return QSize(super().sizeHint().width(), self._theme.metrics.control)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._theme.metrics.control)

    # Typing ---------------------------------------------------------------------------------------------------

    @property
    def error(self) -> str:
        """What was wrong with the text typed last; "" without an error."""
        return self._error

    @property
    def day(self) -> date:
        """The field's date, as a Python date."""
        return date(self.date().year(), self.date().month(), self.date().day())

    def set_day(self, day: date) -> None:
        """Set the date without emitting `dateChanged`; there is nothing to undo in the field then."""
        if day != self.day:
            self._history.clear()
        self._set_silently(day)

    def move_along(self, day: date) -> None:
        """Set the date as a part of what the user has just set in the range's other field, to be undone with it."""
        self._set_silently(day)

    def _set_silently(self, day: date) -> None:
        _set_all((self,), (day,))
        self._history.known = self._history.days

    def setDate(self, date: QDate) -> None:  # noqa: N802
        self._clear_error()
        if self._is_typing:
            self._is_typing = False
            self._show_text(self.date().toString(FORMAT))
        super().setDate(date)

    def interpretText(self) -> None:  # noqa: N802
        """Set the typed date; if the text is none, keep the old date and show an error, unless it is empty."""
        if not self._is_typing:
            return  # the text is the field's date
        text, old_date = self.lineEdit().text().strip(), self.date()
        self._is_typing = False
        days = _parse_days(text, self.day)
        day = days[self._is_last] if days else None
        self._show_text(f"{day:%Y-%m-%d}" if day else old_date.toString(FORMAT))
        if not text:
            return
        if day is None:
            self._show_typing_error(text, self.tr("”{text}” är inget datum."))
        elif not self.minimumDate() <= _to_qt(day) <= self.maximumDate():
            self._show_text(old_date.toString(FORMAT))
            self._show_typing_error(text, self.tr("”{text}” ligger utanför åren 2000–2099."))
        elif days and days[0] != days[1]:
            self._set_range(*days)
        else:
            # Not by Qt's own parsing, which keeps the day of an earlier section where that is later than the typed one.
            super().setDate(_to_qt(day))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Allow any character: Qt would drop unexpected ones and make another date of the rest."""
        is_date = len(text) == len(FORMAT) and QDate.fromString(text, FORMAT).isValid()
        return QValidator.State.Acceptable if is_date else QValidator.State.Intermediate, text, position

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or is_alt_down:
            self.show_calendar()
        elif event.key() == Qt.Key.Key_Escape and (self._is_typing or self._error):
            self._stop_typing()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._redo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Qt would emit a change even without a new date.
            self.interpretText()
            self.setSelectedSection(self.currentSection())
            event.ignore()
        elif event.key() in _STEPPING_KEYS:
            self.interpretText()
            super().keyPressEvent(event)
        elif self._is_typing or _changes_text(event):
            self._type(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802
        # After a whole date has been typed, Tab leaves the field; after a year it goes to the next section.
        is_year = re.fullmatch(r"\d{0,4}", self.lineEdit().text().strip()) is not None
        was_whole_date = self._is_typing and not self._is_editing_part and not is_year
        self.interpretText()
        if was_whole_date:
            self.setSelectedSection(QDateEdit.Section.DaySection if is_next else QDateEdit.Section.YearSection)
        return super().focusNextPrevChild(is_next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._is_typing:
            self._forward_to_line_edit(event)
        else:
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._is_typing and event.reason() in _TEMPORARY_FOCUS_REASONS:
            self._forward_to_line_edit(event)
        else:
            self.interpretText()
            super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        return show_tooltip_below(self, event) or super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.lineEdit() and self._is_typing and isinstance(event, QMouseEvent):
            self._typed = None
            self._forward_to_line_edit(event)
            return True
        if watched is self.lineEdit() and isinstance(event, QDropEvent) and event.mimeData().hasText():
            # Not by Qt, which inserts a text without replacing a part.
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                self._insert_dropped(event)
            return True
        if watched is self.lineEdit() and event.type() is QEvent.Type.MouseButtonRelease:
            # Select the clicked year, month or day, so that typing replaces it.
            watched.event(event)
            if not self.lineEdit().hasSelectedText():
                self.setSelectedSection(self.currentSection())
            return True
        return super().eventFilter(watched, event)

    def _forward_to_line_edit(self, event: QEvent) -> None:
        """Let the line edit alone handle `event`: the date edit would parse a half-typed text."""
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().event(event)

    def _type(self, event: QKeyEvent) -> None:
        edit, text_before = self.lineEdit(), self.lineEdit().text()
        with QSignalBlocker(edit):
            if not self._is_typing:
                self._start_typing()
            typed = self._typed_with(event)
            text_and_place = edit.text(), edit.cursorPosition()
            if not self._advance_to_day(event.text()):
                self._forward_to_line_edit(event)
            if typed is not None or text_and_place != (edit.text(), edit.cursorPosition()):
                self._typed = typed
            if self._is_editing_part and self._typed and not _PARTLY_TYPED.fullmatch(edit.text()):
                # More than a month or a day: the user types a whole date into the selected part.
                self._is_editing_part = False
                edit.setText(self._typed)
        self._is_typing = self._is_typing or edit.text() != text_before

    def _start_typing(self) -> None:
        """Prepare for the first key: a selected year is replaced together with the rest of the date."""
        edit = self.lineEdit()
        self._clear_error()
        if edit.selectedText() and edit.selectionStart() == 0:
            edit.selectAll()
        self._is_editing_part = not edit.selectedText() or edit.selectionStart() > 0
        self._typed = ""

    def _typed_with(self, event: QKeyEvent) -> str | None:
        """Return what has been typed, with this key; None if the key does something else."""
        if self._typed is None:
            return None
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._typed + QGuiApplication.clipboard().text().strip()
        if event.key() == Qt.Key.Key_Backspace and self._typed and not self.lineEdit().hasSelectedText():
            return self._typed[:-1]
        return self._typed + event.text() if event.text() and event.text().isprintable() else None

    def _advance_to_day(self, character: str) -> bool:
        """Select the day if the month is complete; return whether that is all that `character` did."""
        edit, is_hyphen = self.lineEdit(), character == "-"
        before, after = edit.text()[: edit.cursorPosition()], edit.text()[edit.cursorPosition() :]
        if not self._is_editing_part or edit.hasSelectedText() or not (is_hyphen or character.isdigit()):
            return False
        is_complete = re.fullmatch(r"\d{4}-\d{2}" if not is_hyphen else r"\d{4}-\d{1,2}", before)
        if is_complete and re.fullmatch(r"-\d{1,2}", after):
            edit.setSelection(len(before) + 1, len(after) - 1)
            return is_hyphen
        return False

    def _stop_typing(self) -> None:
        """Show the field's date again, with a part of it selected, and no error of an earlier text."""
        self._is_typing = False
        self._clear_error()
        self._show_text(self.date().toString(FORMAT))
        self.setSelectedSection(self.currentSection())

    @property
    def can_undo(self) -> bool:
        """Whether Ctrl+Z is for the field: something is typed, or another date stood in it before."""
        return self._is_typing or bool(self._history.earlier)

    @property
    def can_redo(self) -> bool:
        return self.lineEdit().isRedoAvailable() if self._is_typing else bool(self._history.later)

    def _undo(self) -> None:
        """Take back what was typed, then the dates that were set in the field, one after the other."""
        edit = self.lineEdit()
        if self._is_typing:
            text_before = edit.text()
            with QSignalBlocker(edit):
                edit.undo()
            self._typed = None
            if edit.text() in (text_before, self.date().toString(FORMAT)):
                self._stop_typing()
        elif self._history.earlier:
            self._go_to(self._history.earlier, self._history.later)

    def _redo(self) -> None:
        if self._is_typing:
            with QSignalBlocker(self.lineEdit()):
                self.lineEdit().redo()
        elif self._history.later:
            self._go_to(self._history.later, self._history.earlier)

    def _go_to(self, steps: list[tuple[date, ...]], others: list[tuple[date, ...]]) -> None:
        """Set the days of the last of `steps`; `others` gets the present ones."""
        fields, before = self._history.fields, self._history.days
        others.append(before)
        days = steps.pop()
        self._history.known = days
        changed = [field for field, old, new in zip(fields, before, days, strict=True) if old != new]
        if changed == [self]:
            super().setDate(_to_qt(days[fields.index(self)]))
        else:
            _set_all(fields, days)
            self.range_set.emit(days[0], days[-1])
        self.setSelectedSection(self.currentSection())

    def _set_range(self, first: date, last: date) -> None:
        """Set both ends as the user wants them, and tell of them once."""
        fields = self._history.fields
        _set_all(fields, (first, last) if len(fields) > 1 else (last if self._is_last else first,))
        self._history.remember()
        self.range_set.emit(first, last)

    def _insert_dropped(self, event: QDropEvent) -> None:
        """Take a dropped text as one that is pasted over the part at the pointer, or into the text that is typed."""
        edit, text = self.lineEdit(), event.mimeData().text().strip()
        if self._is_typing:
            with QSignalBlocker(edit):
                edit.setCursorPosition(edit.cursorPositionAt(event.position().toPoint()))
        else:
            edit.setCursorPosition(edit.cursorPositionAt(event.position().toPoint()))
            self.setSelectedSection(self.currentSection())
        with QSignalBlocker(edit):
            edit.insert(text)
        self._clear_error()
        self._on_inserted(text)

    def _on_inserted(self, inserted: str) -> None:
        """Parse a text that was pasted or dropped with the mouse, be it over the whole text or a part of it."""
        text, inserted = self.lineEdit().text(), inserted.strip()
        if inserted in text and not _parse_days(text, self.day):
            self._show_text(inserted)
        self._is_typing = self._is_editing_part = True
        self.interpretText()

    def _show_text(self, text: str) -> None:
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().setText(text)

    # Errors ---------------------------------------------------------------------------------------------------

    def set_order_error(self, text: str) -> None:
        """Say that the two ends of a range are in the wrong order, until that is called with ""."""
        if text != self._order_error:
            self._order_error = text
            self._show_error()

    def _show_typing_error(self, text: str, template: str) -> None:
        kept = self.tr("{day} gäller fortfarande. Skriv datumet som 2026-09-01.")
        self._error = (
            f"{template.format(text=shortened(text, _MAX_SHOWN_TEXT))} {kept.format(day=self.date().toString(FORMAT))}"
        )
        self._show_error()

    def _clear_error(self) -> None:
        if self._error:
            self._error = ""
            self._show_error()

    def _show_error(self) -> None:
        """Show what was typed wrong, else that the order is; a screen reader hears it."""
        error = self._error or self._order_error
        if self.property("error") is not True:
            self._normal_tooltip = self.toolTip()
        elif not error and QToolTip.text() == self.toolTip():
            QToolTip.hideText()  # Qt shows it until the pointer moves
        self.setToolTip(error or self._normal_tooltip)
        self.setAccessibleDescription(error)
        set_style_property(self, "error", bool(error))
        if error:
            announce(self, error)
            if self.isVisible():
                QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), error, self)

    # The calendar ---------------------------------------------------------------------------------------------

    def set_range(self, other: "DateField", presets: Sequence[str], format_days: Callable[[date, date], str]) -> None:
        """Mark the days from or to that of `other` in the calendar, and offer these periods there."""
        self._other, self._presets, self._format_days = other, tuple(presets), format_days
        self._history = other._history = _History(*((other, self) if self._is_last else (self, other)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._arrow_rect().contains(event.position().toPoint()):
            self.show_calendar()
        else:
            super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step the selected part, but only in the field that has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show Qt's menu of a text field with undo and redo of the date, and with the steps of a date field."""
        menu = create_step_menu(self)
        replace_undo(menu, self._undo if self.can_undo else None, self._redo if self.can_redo else None)
        menu.popup(event.globalPos())

    def show_calendar(self) -> None:
        """Open the calendar below the field."""
        from vitec_desktop.ui.widgets.calendar_popup import CalendarDays, CalendarPopup

        self._clear_error()
        self.interpretText()
        other = self._other.day if self._other else self.day
        first, last = (other, self.day) if self._is_last else (self.day, other)
        last = max(first, last)
        days = CalendarDays(first, last, self.day, _today(), self._format_days(first, last))
        popup = CalendarPopup(self._theme, days, self._presets, self)
        popup.day_chosen.connect(self._on_day_chosen)
        popup.week_chosen.connect(self._set_range)
        popup.preset_chosen.connect(self.preset_chosen)
        popup.open_below(QRect(self.mapToGlobal(QPoint(0, 0)), self.size()))

    def _arrow_rect(self) -> QRect:
        from PySide6.QtWidgets import QStyle  # late: its many enumerations would hold up the first window

        option = QStyleOptionComboBox()
        option.initFrom(self)
        option.editable = True
        option.subControls = QStyle.SubControl.SC_All
        control, arrow = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxArrow
        return self.style().subControlRect(control, option, arrow, self)

    def _on_day_chosen(self, day: date) -> None:
        """Set the day; the other end of the range comes along where it would be on the wrong side."""
        if self._other is not None and (day < self._other.day) is self._is_last and day != self._other.day:
            self._set_range(day, day)
        else:
            self.setDate(_to_qt(day))


class _History:
    """The days that the user has set in a field or in the two of a range, step by step."""

    def __init__(self, *fields: DateField) -> None:
        self.fields = fields
        self.earlier: list[tuple[date, ...]] = []  # what Ctrl+Z goes back to
        self.later: list[tuple[date, ...]] = []  # what Ctrl+Y goes forward to
        self.known = self.days  # those of the present step

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(field.day for field in self.fields)

    def remember(self) -> None:
        """Make a step of the fields' new days."""
        if self.days != self.known:
            self.earlier.append(self.known)
            self.later.clear()
            self.known = self.days

    def clear(self) -> None:
        self.earlier.clear()
        self.later.clear()


def _set_all(fields: Sequence[DateField], days: Sequence[date]) -> None:
    """Set the day of each field without a signal."""
    for field, day in zip(fields, days, strict=True):
        with QSignalBlocker(field):
            field.setDate(_to_qt(day))


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _parse_days(text: str, day: date) -> tuple[date, date] | None:
    from vitec_desktop.report.date_parsing import parse_days  # late: its patterns would hold up the first window

    return parse_days(text, day, _today())


def _today() -> date:
    today = QDate.currentDate()
    return date(today.year(), today.month(), today.day())


def _changes_text(event: QKeyEvent) -> bool:
    is_printable = bool(event.text()) and event.text().isprintable()
    is_erased = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    return is_printable or is_erased or any(map(event.matches, _EDITS))
