"""The calendar of a date field: whole periods at the left, a month at the right, and what is chosen below it."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QDate, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import IconButton, LinkButton, PickerButton
from vitec_desktop.ui.widgets.calendar_grid import CalendarGrid
from vitec_desktop.ui.widgets.labels import SeparatorLine, make_label
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.popup_frame import PopupFrame
from vitec_desktop.ui.widgets.tab_order import order_tabs

_PRESETS_WIDTH = 182
_LEAST_WINDOW_WIDTH = 1024
_YEARS_AROUND = 4


class CalendarDays(Struct, frozen=True):
    """What a calendar shows: the range that its field is a part of, the field's own day, today, the range in words."""

    first: date
    last: date
    current: date
    today: date
    text: str


class CalendarPopup(PopupFrame):
    """Closes as soon as a day, a week or a period is chosen."""

    day_chosen = Signal(date)
    week_chosen = Signal(date, date)
    preset_chosen = Signal(int)

    def __init__(self, theme: Theme, days: CalendarDays, presets: Sequence[str], parent: QWidget) -> None:
        """`presets` are names of periods to choose from, none where the field is no part of a range."""
        super().__init__(theme, parent)
        self.setObjectName("calendarPopup")
        self.setAccessibleName(self.tr("Kalender"))
        self._days = days
        self.grid = CalendarGrid(theme, days.today, days.first, days.last, days.current, self)
        self.grid.setObjectName("calendarGrid")
        self.grid.setLocale(parent.locale())
        self._month_picker = PickerButton(theme, "", kind=ButtonKind.QUIET, parent=self, is_title=True)
        self._month_picker.setObjectName("calendarMonth")
        self._month_menu = Menu(self)
        self._month_picker.set_menu(self._month_menu)
        self._month_menu.aboutToShow.connect(self._fill_months)
        self._lay_out(presets)
        self._order_tabs()
        self.grid.day_chosen.connect(lambda day: self._take(lambda: self.day_chosen.emit(day)))
        self.grid.week_chosen.connect(lambda *week: self._take(lambda: self.week_chosen.emit(*week)))
        self.grid.current_changed.connect(self._show_month)
        self._show_month()

    def open_below(self, rect: QRect, *, at_right: bool = False) -> None:
        super().open_below(rect, at_right=at_right)
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, emit: Callable[[], None]) -> None:
        """Close, then tell what was chosen."""
        self.close()
        emit()

    # The month ----------------------------------------------------------------------------------------------------

    def _show_month(self) -> None:
        current = self.grid.current
        month = self.grid.locale().toString(QDate(current.year, current.month, 1), "MMMM yyyy")
        self._month_picker.set_value(month)

    def _fill_months(self) -> None:
        """Offer the months of the year, and the years around it."""
        self._month_menu.clear()
        current = self.grid.current
        for month in range(1, 13):
            name = self.grid.locale().standaloneMonthName(month)
            self._add_month(name, month - current.month, is_current=month == current.month)
        self._month_menu.addSeparator()
        for year in range(current.year - _YEARS_AROUND, current.year + _YEARS_AROUND + 1):
            self._add_month(str(year), 12 * (year - current.year), is_current=year == current.year)

    def _add_month(self, text: str, months: int, *, is_current: bool) -> None:
        action = self._month_menu.addAction(text, lambda: self.grid.move_months(months))
        action.setCheckable(True)
        action.setChecked(is_current)

    # Layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self, presets: Sequence[str]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        parent = self.parentWidget()
        if presets and (parent is None or parent.window().width() >= _LEAST_WINDOW_WIDTH):
            row.addLayout(self._create_presets(presets))
            row.addWidget(_VerticalLine(self.theme, self))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._create_head())
        days = QHBoxLayout()
        days.setContentsMargins(Spacing.HAIR, 0, Spacing.MEDIUM, Spacing.SMALL)
        days.addWidget(self.grid)
        column.addLayout(days)
        column.addWidget(SeparatorLine(self.theme, self))
        column.addLayout(self._create_foot())
        row.addLayout(column)

    def _order_tabs(self) -> None:
        """Let Tab go from left to right and downwards; the days were made first."""
        parts = [self.findChild(QListWidget), self._month_picker, *self.findChildren(IconButton), self.grid]
        today = self.findChild(LinkButton, "calendarToday")
        order_tabs(*(part for part in (*parts, today) if part is not None))

    def _create_presets(self, presets: Sequence[str]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(Spacing.SMALL, Spacing.MARGIN, Spacing.SMALL, Spacing.SMALL)
        column.setSpacing(Spacing.SMALL)
        heading = make_label(self.tr("Hela perioden"), "strong", parent=self)
        heading.setContentsMargins(Spacing.MEDIUM, 0, 0, 0)  # in line with the texts below it
        column.addWidget(heading)
        names = QListWidget(self)
        names.setObjectName("calendarPresets")
        names.setAccessibleName(self.tr("Hela perioden"))
        names.setFixedWidth(self.theme.metrics.px(_PRESETS_WIDTH))
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.addItems(list(presets))
        names.itemClicked.connect(lambda item: self._take_preset(names.row(item)))
        names.itemActivated.connect(lambda item: self._take_preset(names.row(item)))
        column.addWidget(names, 1)
        return column

    def _take_preset(self, number: int) -> None:
        if self.isVisible():  # a click may activate an item too
            self._take(lambda: self.preset_chosen.emit(number))

    def _create_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(Spacing.HAIR, Spacing.SMALL, Spacing.SMALL, 0)
        head.setSpacing(0)
        head.addWidget(self._month_picker)
        head.addStretch(1)
        for icon, name, step in (
            ("chevron-left", self.tr("Föregående månad"), -1),
            ("chevron-right", self.tr("Nästa månad"), 1),
        ):
            button = IconButton(self.theme, icon, name, self)
            button.clicked.connect(lambda _=False, step=step: self.grid.move_months(step))
            head.addWidget(button)
        return head

    def _create_foot(self) -> QHBoxLayout:
        first, last = self._days.first, self._days.last
        foot = QHBoxLayout()
        foot.setContentsMargins(Spacing.MARGIN, Spacing.HAIR, Spacing.SMALL, Spacing.HAIR)
        foot.setSpacing(Spacing.SMALL)
        foot.addWidget(make_label(self._days.text, "strong", parent=self))
        count = (last - first).days + 1
        foot.addWidget(make_label(self.tr("%n dagar", "", count), "caption", parent=self))
        foot.addStretch(1)
        today = LinkButton(self.theme, self.tr("Idag"), self)
        today.setObjectName("calendarToday")
        today.clicked.connect(lambda: self._take(lambda: self.day_chosen.emit(self._days.today)))
        foot.addWidget(today)
        return foot


class _VerticalLine(QWidget):
    """A line between the periods and the month."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))
