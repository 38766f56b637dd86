"""A date as a Swede writes it, with a calendar."""

from typing import Final

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QStyle, QStyleOptionComboBox, QWidget

from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme

FORMAT: Final = "yyyy-MM-dd"
MARGIN: Final = 8


class DateField(QDateEdit):
    """A day, typed or picked in a calendar that begins with Monday and shows the weeks' numbers.

    F4 and Alt+Down open the calendar, as in a combo box.
    """

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setDisplayFormat(FORMAT)
        self.setCalendarPopup(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._has_just_moved_on = False
        self.lineEdit().installEventFilter(self)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or alt_down:
            self.show_calendar()
            return
        if event.text() == "-" and self._has_just_moved_on:
            # Qt went on by itself once the year or the month was full; the hyphen that people type there says the same.
            self._has_just_moved_on = False
            return
        is_digit = event.text().isdigit()
        if is_digit and self.lineEdit().selectedText() == self.lineEdit().text():
            # All is selected: a new date begins, and it begins with its year.
            self.setSelectedSection(QDateEdit.Section.YearSection)
        section = self.currentSectionIndex()
        super().keyPressEvent(event)
        self._has_just_moved_on = is_digit and self.currentSectionIndex() != section

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.lineEdit() and event.type() is QEvent.Type.MouseButtonRelease:
            # A click chooses the year, the month or the day: what is typed next takes its place.
            watched.event(event)
            if not self.lineEdit().hasSelectedText():
                self.setSelectedSection(self.currentSection())
            return True
        return super().eventFilter(watched, event)

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
