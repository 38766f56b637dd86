"""A date as a Swede writes it, with a calendar."""

import re
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QPointF, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QKeySequence, QMouseEvent, QTextCharFormat, QValidator
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QStyle, QStyleOptionComboBox, QToolTip, QWidget

from vitec_desktop.report.date_parsing import parse_changed_date
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import announce

FORMAT: Final = "yyyy-MM-dd"
MARGIN: Final = 8
_KEYS_THAT_STEP: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ONLY_FOR_A_WHILE: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Who looks something up meanwhile, in a menu or another window, goes on typing afterwards."""
_EDITS: Final = (QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Undo)


class DateField(QDateEdit):
    """A day, typed in any way that is clear, or picked in a calendar that begins with Monday and numbers the weeks.

    F4 and Alt+Down open the calendar, as in a combo box.
    """

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setDisplayFormat(FORMAT)
        self.setCalendarPopup(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._error = self._usual_hint = ""
        self._is_typing = False  # something stands there that is not yet the field's date
        self._is_part = False  # of which all but the month or the day is as it was
        self.lineEdit().installEventFilter(self)
        self.lineEdit().textEdited.connect(self._on_edited_otherwise)
        self.dateChanged.connect(self._clear_error)
        # A whole date or none: half-typed years must not start anything.
        self.setKeyboardTracking(False)
        self.setMinimumDate(QDate(2000, 1, 1))
        self.setMaximumDate(QDate(2099, 12, 31))
        calendar = QCalendarWidget(self)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setGridVisible(False)
        calendar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        calendar.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.setCalendarWidget(calendar)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # Typing ---------------------------------------------------------------------------------------------------

    @property
    def error(self) -> str:
        """What was wrong with what was typed last, in words; empty while nothing is."""
        return self._error

    def setDate(self, date: QDate) -> None:  # noqa: N802
        self._clear_error()
        if self._is_typing:
            self._is_typing = False
            self._show_text(self.date().toString(FORMAT))
        super().setDate(date)

    def interpretText(self) -> None:  # noqa: N802
        """Take what has been typed; where that is no date the old one stays, and the field says so."""
        if not self._is_typing:
            super().interpretText()
            return
        text, before = self.lineEdit().text(), self.date()
        self._is_typing = False
        day = parse_changed_date(text, date(before.year(), before.month(), before.day()))
        self._show_text(f"{day:%Y-%m-%d}" if day else before.toString(FORMAT))
        if day is None:
            self._refuse(text, self.tr("”{text}” är inget datum."))
        elif not self.minimumDate() <= QDate(day.year, day.month, day.day) <= self.maximumDate():
            self._show_text(before.toString(FORMAT))
            self._refuse(text, self.tr("”{text}” ligger utanför åren 2000–2099."))
        super().interpretText()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Any sign may be typed: Qt's own way drops what it does not expect, and makes another date of the rest."""
        is_date = len(text) == len(FORMAT) and QDate.fromString(text, FORMAT).isValid()
        return QValidator.State.Acceptable if is_date else QValidator.State.Intermediate, text, place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or alt_down:
            self.interpretText()
            self.show_calendar()
        elif event.key() == Qt.Key.Key_Escape and self._is_typing:
            self._is_typing = False
            self._show_text(self.date().toString(FORMAT))
            self.setSelectedSection(self.currentSection())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Not Qt's own way: it tells of a new date whether there is one or not.
            self.interpretText()
            self.setSelectedSection(self.currentSection())
            event.ignore()
        elif event.key() in _KEYS_THAT_STEP:
            self.interpretText()
            super().keyPressEvent(event)
        elif self._is_typing or _changes_text(event):
            self._type(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802
        # A whole date that has been typed leaves no part of it to go on to.
        was_whole = self._is_typing and not self._is_part and len(self.lineEdit().text()) > len("yyyy")
        self.interpretText()
        if was_whole:
            self.setSelectedSection(QDateEdit.Section.DaySection if is_next else QDateEdit.Section.YearSection)
        return super().focusNextPrevChild(is_next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._is_typing:
            self._let_edit_take(event)
        else:
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._is_typing and event.reason() in _ONLY_FOR_A_WHILE:
            self._let_edit_take(event)
        else:
            self.interpretText()
            super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.lineEdit() and self._is_typing and isinstance(event, QMouseEvent):
            self._let_edit_take(event)
            return True
        if watched is self.lineEdit() and event.type() is QEvent.Type.MouseButtonRelease:
            # A click chooses the year, the month or the day: what is typed next takes its place.
            watched.event(event)
            if not self.lineEdit().hasSelectedText():
                self.setSelectedSection(self.currentSection())
            return True
        return super().eventFilter(watched, event)

    def _let_edit_take(self, event: QEvent) -> None:
        """By itself: Qt's date edit would read what is being typed each time that something moves."""
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().event(event)

    def _type(self, event: QKeyEvent) -> None:
        edit = self.lineEdit()
        with QSignalBlocker(edit):
            if not self._is_typing:
                self._begin()
            if not self._has_gone_on(event.text()):
                self._let_edit_take(event)
        self._is_typing = edit.text() != self.date().toString(FORMAT)

    def _begin(self) -> None:
        """A date is typed from its year on: what is typed over the year takes the place of the whole."""
        edit = self.lineEdit()
        self._clear_error()
        if edit.selectedText() and edit.selectionStart() == 0:
            edit.selectAll()
        self._is_part = not edit.selectedText() or edit.selectionStart() > 0

    def _has_gone_on(self, sign: str) -> bool:
        """Choose the day once the month is full, as one goes on typing; whether `sign` said no more than that."""
        edit, is_hyphen = self.lineEdit(), sign == "-"
        before, after = edit.text()[: edit.cursorPosition()], edit.text()[edit.cursorPosition() :]
        if not self._is_part or edit.hasSelectedText() or not (is_hyphen or sign.isdigit()):
            return False
        is_full = re.fullmatch(r"\d{4}-\d{2}" if not is_hyphen else r"\d{4}-\d{1,2}", before)
        if is_full and re.fullmatch(r"-\d{1,2}", after):
            edit.setSelection(len(before) + 1, len(after) - 1)
            return is_hyphen
        return False

    def _on_edited_otherwise(self) -> None:
        """Pasted or dropped with the mouse."""
        self._is_typing = self._is_part = True
        self.interpretText()

    def _show_text(self, text: str) -> None:
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().setText(text)

    # Saying what is wrong -------------------------------------------------------------------------------------

    def _refuse(self, text: str, what: str) -> None:
        stays = self.tr("{day} gäller fortfarande. Skriv datumet som 2026-09-01.")
        self._usual_hint = self._usual_hint if self._error else self.toolTip()
        self._error = f"{what.format(text=text)} {stays.format(day=self.date().toString(FORMAT))}"
        self._show_error()
        announce(self, self._error)
        if self.isVisible():
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self._error, self)

    def _clear_error(self) -> None:
        if self._error:
            self._error = ""
            self._show_error()

    def _show_error(self) -> None:
        self.setToolTip(self._error or self._usual_hint)
        self.setAccessibleDescription(self._error)
        self.setProperty("error", bool(self._error))
        self.style().unpolish(self)
        self.style().polish(self)

    # The calendar ---------------------------------------------------------------------------------------------

    def show_calendar(self) -> None:
        """Open the popup; Qt offers no call for it, only a press on the arrow."""
        option = QStyleOptionComboBox()
        option.initFrom(self)
        option.editable = True
        option.subControls = QStyle.SubControl.SC_All
        control, arrow = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxArrow
        place = self.style().subControlRect(control, option, arrow, self).center()
        self._press(place)

    def _press(self, place: QPoint) -> None:
        event = QMouseEvent(
            QEvent.Type.MouseButtonPress,
            QPointF(place),
            QPointF(self.mapToGlobal(place)),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.mousePressEvent(event)

    def _on_theme_changed(self) -> None:
        calendar = self.calendarWidget()
        header = QTextCharFormat()
        header.setForeground(self._theme.color("text2"))
        header.setBackground(self._theme.color("surface"))
        header.setFont(self._theme.font(TextSize.CAPTION))
        header.setFontWeight(QFont.Weight.Normal)
        calendar.setHeaderTextFormat(header)
        # Qt's own is red, which is the colour of errors here.
        weekend = QTextCharFormat()
        weekend.setForeground(self._theme.color("text2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
        # Qt measures the days without the frame's margins.
        calendar.setMinimumSize(0, 0)
        hint = calendar.sizeHint()
        calendar.setMinimumSize(hint.width() + 2 * MARGIN + 2, hint.height() + 2 * MARGIN + self._theme.metrics.px(48))
        self.updateGeometry()


def _changes_text(event: QKeyEvent) -> bool:
    is_sign = bool(event.text()) and event.text().isprintable()
    is_erased = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    return is_sign or is_erased or any(map(event.matches, _EDITS))
