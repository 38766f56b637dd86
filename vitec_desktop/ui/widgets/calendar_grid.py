"""The days of a month, with week numbers, today and a range; chosen by mouse or by keyboard."""

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.theme.metrics import Radius, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import announce
from vitec_desktop.ui.widgets.painting import draw_box, make_painter

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_WEEKS, _DAYS = 6, 7
_CELL_WIDTH, _CELL_HEIGHT = 38, 36
_WEEK_WIDTH, _HEADER_HEIGHT = 40, 28
_RING = 1.5
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_DAYS,
    Qt.Key.Key_Down: _DAYS,
}
"""Days that an arrow key moves by."""


class CalendarGrid(QWidget):
    """Shows the month of the current day, which the keys move; `first` and `last` are the range that is marked."""

    day_chosen = Signal(date)
    week_chosen = Signal(date, date)
    current_changed = Signal()

    def __init__(self, theme: Theme, today: date, first: date, last: date, current: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._first, self._last = first, last
        self._current = current
        self._hovered: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._name_current()

    @property
    def current(self) -> date:
        return self._current

    def set_current(self, day: date) -> None:
        """Move to a day, within the years that a field holds."""
        self._current = max(FIRST_DAY, min(day, LAST_DAY))
        self._name_current()
        announce(self, self.accessibleName())
        self.update()
        self.current_changed.emit()

    def move_months(self, count: int) -> None:
        """Move by months, to the same day or the month's last one."""
        months = 12 * self._current.year + self._current.month - 1 + count
        year, month = divmod(months, 12)
        year = max(FIRST_DAY.year, min(year, LAST_DAY.year))
        self.set_current(date(year, month + 1, min(self._current.day, monthrange(year, month + 1)[1])))

    def day_name(self, day: date) -> str:
        """Return such as "fredag 20 november 2026, vecka 47, slutdag"."""
        parts = [
            self.locale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy"),
            self.tr("vecka {number}").format(number=day.isocalendar().week),
        ]
        parts += [self.tr("startdag")] if day == self._first else []
        parts += [self.tr("slutdag")] if day == self._last else []
        return ", ".join(parts)

    def day_rect(self, day: date) -> QRectF:
        """Return the cell of a day that is shown."""
        week, weekday = divmod((day - self._first_shown()).days, _DAYS)
        return self._cell(week, weekday)

    def week_rect(self, week: int) -> QRectF:
        """Return the cell of a week's number, 0 for the first that is shown."""
        px = self._theme.metrics.px
        return QRectF(0, px(_HEADER_HEIGHT) + week * px(_CELL_HEIGHT), px(_WEEK_WIDTH), px(_CELL_HEIGHT))

    def sizeHint(self) -> QSize:
        px = self._theme.metrics.px
        return QSize(px(_WEEK_WIDTH) + _DAYS * px(_CELL_WIDTH), px(_HEADER_HEIGHT) + _WEEKS * px(_CELL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # Events -----------------------------------------------------------------------------------------------------

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
                super().keyPressEvent(event)
            elif FIRST_DAY <= self._current + timedelta(step) <= LAST_DAY:
                self.set_current(self._current + timedelta(step))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        week = next((week for week in range(_WEEKS) if self.week_rect(week).contains(event.position())), None)
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif day is not None:
            self.day_chosen.emit(day)
        elif week is not None:
            monday = self._first_shown() + timedelta(week * _DAYS)
            self.week_chosen.emit(monday, monday + timedelta(_DAYS - 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._day_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, day: date | None) -> None:
        if day != self._hovered:
            self._hovered = day
            self.update()

    def _name_current(self) -> None:
        self.setAccessibleName(self.day_name(self._current))

    def _first_shown(self) -> date:
        first = self._current.replace(day=1)
        return first - timedelta(first.weekday())

    def _cell(self, week: int, weekday: int) -> QRectF:
        px = self._theme.metrics.px
        left = px(_WEEK_WIDTH) + weekday * px(_CELL_WIDTH)
        return QRectF(left, px(_HEADER_HEIGHT) + week * px(_CELL_HEIGHT), px(_CELL_WIDTH), px(_CELL_HEIGHT))

    def _day_at(self, position: QPointF) -> date | None:
        for number in range(_WEEKS * _DAYS):
            day = self._first_shown() + timedelta(number)
            if self.day_rect(day).contains(position):
                return day if FIRST_DAY <= day <= LAST_DAY else None
        return None

    # Painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        self._paint_names(painter)
        for number in range(_WEEKS * _DAYS):
            self._paint_day(painter, self._first_shown() + timedelta(number))
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        px = self._theme.metrics.px
        painter.setFont(self._theme.font(TextSize.AXIS))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(QRectF(0, 0, px(_WEEK_WIDTH), px(_HEADER_HEIGHT)), _CENTRE, self.tr("v."))
        for weekday in range(_DAYS):
            rect = QRectF(self._cell(0, weekday).left(), 0, px(_CELL_WIDTH), px(_HEADER_HEIGHT))
            name = self.locale().standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)
            painter.drawText(rect, _CENTRE, name.rstrip("."))
        for week in range(_WEEKS):
            monday = self._first_shown() + timedelta(week * _DAYS)
            painter.drawText(self.week_rect(week), _CENTRE, str(monday.isocalendar().week))
        line = self._cell(0, 0).left() - 2
        painter.fillRect(QRectF(line, px(_HEADER_HEIGHT), 1, _WEEKS * px(_CELL_HEIGHT)), self._theme.color("line"))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        rect, color = self.day_rect(day), self._theme.color
        is_end = day in (self._first, self._last)
        if self._first < day < self._last or (is_end and self._first < self._last):
            band = rect.adjusted(0, 2, 0, -2)
            if is_end:
                band.setLeft(band.center().x()) if day == self._first else band.setRight(band.center().x())
            painter.fillRect(band, color("select"))
        box = rect.adjusted(3, 2, -3, -2)
        if is_end:
            draw_box(painter, box, color("accent"))
        elif day == self._hovered:
            draw_box(painter, box, color("hover"))
        if day == self._today and not is_end:
            draw_box(painter, box, None, color("accent"), Radius.CONTROL, _RING)
        if day == self._current and self.hasFocus():
            frame = color("text" if is_end else "accent")
            draw_box(painter, box.adjusted(-1, -1, 1, 1), None, frame, Radius.CONTROL, 2)
        painter.setFont(self._theme.font(strong=is_end or day == self._today))
        role = "text" if day.month == self._current.month else "text2"
        role = "accent" if day == self._today else role
        painter.setPen(color("on_accent" if is_end else role))
        painter.drawText(rect, _CENTRE, str(day.day))
