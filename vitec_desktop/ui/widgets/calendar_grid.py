"""The days of a month, with week numbers, today and a range; chosen by mouse or by keyboard."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vitec_desktop.ui.theme.metrics import Radius, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import make_label
from vitec_desktop.ui.widgets.painting import draw_box

Index = QModelIndex | QPersistentModelIndex

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_WEEKS, _DAYS = 6, 7
_CELL_WIDTH, _CELL_HEIGHT = 38, 36
_WEEK_WIDTH, _HEADER_HEIGHT = 40, 28
_RING = 1.5
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_NO_INDEX = QModelIndex()
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_DAYS,
    Qt.Key.Key_Down: _DAYS,
}
"""Days that an arrow key moves by."""


class _MonthModel(QAbstractTableModel):
    """Six weeks from the Monday on or before the first day of a month; a row is a week, its heading the number."""

    def __init__(self, first: date, last: date, month: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self.first, self.last = first, last
        self.month = month

    def show_month(self, day: date) -> None:
        """Show the month of `day`."""
        if (day.year, day.month) != (self.month.year, self.month.month):
            self.month = day
            self.dataChanged.emit(self.index(0, 0), self.index(_WEEKS - 1, _DAYS - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, _WEEKS - 1)

    def day_at(self, index: Index) -> date:
        return self._monday(index.row()) + timedelta(index.column())

    def index_of(self, day: date) -> QModelIndex:
        return self.index(*divmod((day - self._monday(0)).days, _DAYS))

    def day_name(self, day: date) -> str:
        """Return such as "fredag 20 november 2026, vecka 47, slutdag"."""
        parts = [
            self._widget.locale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy"),
            self._week_name(day),
        ]
        parts += [self.tr("startdag")] if day == self.first else []
        parts += [self.tr("slutdag")] if day == self.last else []
        return ", ".join(parts)

    def _week_name(self, day: date) -> str:
        return self.tr("vecka {number}").format(number=day.isocalendar().week)

    def _monday(self, week: int) -> date:
        first = self.month.replace(day=1)
        return first + timedelta(week * _DAYS - first.weekday())

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else _WEEKS

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else _DAYS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.day_at(index).day)
        return self.day_name(self.day_at(index)) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if role != Qt.ItemDataRole.DisplayRole and not is_spoken:
            return None
        if orientation is Qt.Orientation.Vertical:
            monday = self._monday(section)
            return self._week_name(monday) if is_spoken else str(monday.isocalendar().week)
        length = QLocale.FormatType.LongFormat if is_spoken else QLocale.FormatType.ShortFormat
        return self._widget.locale().standaloneDayName(section + 1, length).rstrip(".")


class _PlainHeader(QHeaderView):
    """Names of weekdays, or numbers of weeks, with a line between these and the days."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        is_weeks = orientation is Qt.Orientation.Vertical
        px = theme.metrics.px
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setDefaultSectionSize(px(_CELL_HEIGHT if is_weeks else _CELL_WIDTH))
        self.setSectionsClickable(is_weeks)
        self.setHighlightSections(False)
        if is_weeks:
            self.setFixedWidth(px(_WEEK_WIDTH))
        else:
            self.setFixedHeight(px(_HEADER_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, self._theme.color("surface"))
        painter.setFont(self._theme.font(TextSize.AXIS))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(rect, _CENTRE, str(self.model().headerData(section, self.orientation())))
        if self.orientation() is Qt.Orientation.Vertical:
            painter.fillRect(rect.right() - 2, rect.top(), 1, rect.height(), self._theme.color("line"))
        painter.restore()


class _DayDelegate(QStyledItemDelegate):
    """Paints a day: its number, whether it is today, and its part of the range."""

    def __init__(self, theme: Theme, model: _MonthModel, today: date, parent: "CalendarGrid") -> None:
        super().__init__(parent)
        self._theme, self._model, self._today, self._grid = theme, model, today, parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_day(painter, QRectF(option.rect), self._model.day_at(index), is_hovered=is_hovered)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRectF, day: date, *, is_hovered: bool) -> None:
        color, first, last, current = self._theme.color, self._model.first, self._model.last, self._grid.current
        is_end = day in (first, last)
        if first < day < last or (is_end and first < last):
            band = rect.adjusted(0, 2, 0, -2)
            if is_end:
                band.setLeft(band.center().x()) if day == first else band.setRight(band.center().x())
            painter.fillRect(band, color("select"))
        box = rect.adjusted(3, 2, -3, -2)
        if is_end:
            draw_box(painter, box, color("accent"))
        elif is_hovered:
            draw_box(painter, box, color("hover"))
        if day == self._today and not is_end:
            draw_box(painter, box, None, color("accent"), Radius.CONTROL, _RING)
        if day == current and self._grid.hasFocus():
            frame = color("text" if is_end else "accent")
            draw_box(painter, box.adjusted(-1, -1, 1, 1), None, frame, Radius.CONTROL, 2)
        painter.setFont(self._theme.font(strong=is_end or day == self._today))
        role = "text" if day.month == current.month else "text2"
        role = "accent" if day == self._today else role
        painter.setPen(color("on_accent" if is_end else role))
        painter.drawText(rect, _CENTRE, str(day.day))


class CalendarGrid(QTableView):
    """Shows the month of the current day, which the keys move; `first` and `last` are the range that is marked.

    A table, so that a screen reader hears the days as its cells.
    """

    day_chosen = Signal(date)
    week_chosen = Signal(date, date)
    current_changed = Signal()

    def __init__(self, theme: Theme, today: date, first: date, last: date, current: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._current = current
        self._month_model = _MonthModel(first, last, current, self)
        self.setAccessibleName(self.tr("Dagar"))
        self.setModel(self._month_model)
        self.setItemDelegate(_DayDelegate(theme, self._month_model, today, self))
        self.setHorizontalHeader(_PlainHeader(Qt.Orientation.Horizontal, theme, self))
        self.setVerticalHeader(_PlainHeader(Qt.Orientation.Vertical, theme, self))
        self.verticalHeader().sectionClicked.connect(self._on_week_clicked)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        weeks = make_label(self.tr("v."), "caption", parent=self)
        weeks.setAlignment(Qt.AlignmentFlag.AlignCenter)
        weeks.setFixedSize(theme.metrics.px(_WEEK_WIDTH), theme.metrics.px(_HEADER_HEIGHT))
        self.setFixedSize(self.sizeHint())
        self._show_current()

    @property
    def current(self) -> date:
        return self._current

    def set_current(self, day: date) -> None:
        """Move to a day, within the years that a field holds."""
        self._current = max(FIRST_DAY, min(day, LAST_DAY))
        self._month_model.show_month(self._current)
        self._show_current()
        self.current_changed.emit()

    def move_months(self, count: int) -> None:
        """Move by months, to the same day or the month's last one."""
        months = 12 * self._current.year + self._current.month - 1 + count
        year, month = divmod(months, 12)
        year = max(FIRST_DAY.year, min(year, LAST_DAY.year))
        self.set_current(date(year, month + 1, min(self._current.day, monthrange(year, month + 1)[1])))

    def day_name(self, day: date) -> str:
        """Return what a screen reader hears of a day."""
        return self._month_model.day_name(day)

    def day_rect(self, day: date) -> QRect:
        """Return the cell of a day that is shown, in the viewport."""
        return self.visualRect(self._month_model.index_of(day))

    def sizeHint(self) -> QSize:
        px = self._theme.metrics.px
        return QSize(px(_WEEK_WIDTH) + _DAYS * px(_CELL_WIDTH), px(_HEADER_HEIGHT) + _WEEKS * px(_CELL_HEIGHT))

    # Events -----------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # A screen reader hears the day, after the table that Qt tells it of once this has returned.
        QTimer.singleShot(0, self, self._show_current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        weekday = self._current.weekday()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_chosen.emit(self._current)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            count = 12 if is_ctrl else 1
            self.move_months(-count if key == Qt.Key.Key_PageUp else count)
        elif key == Qt.Key.Key_Home:
            self.set_current(self._current - timedelta(weekday))
        elif key == Qt.Key.Key_End:
            self.set_current(self._current + timedelta(_DAYS - 1 - weekday))
        elif key == Qt.Key.Key_T:
            self.set_current(self._today)
        else:
            step = next((days for arrow, days in _STEPS.items() if key == arrow), 0)
            if not step:
                event.ignore()  # the view would search for what is typed
            elif FIRST_DAY <= self._current + timedelta(step) <= LAST_DAY:
                self.set_current(self._current + timedelta(step))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the release: a press does not move the current day."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press as any other."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            day = self._month_model.day_at(index)
            if FIRST_DAY <= day <= LAST_DAY:
                self.day_chosen.emit(day)

    def _on_week_clicked(self, week: int) -> None:
        monday = self._month_model.day_at(self._month_model.index(week, 0))
        self.week_chosen.emit(monday, monday + timedelta(_DAYS - 1))

    def _show_current(self) -> None:
        # Another month's day may have the same cell: a screen reader is told of it as of any other.
        self.setCurrentIndex(QModelIndex())
        self.setCurrentIndex(self._month_model.index_of(self._current))
        self.viewport().update()
