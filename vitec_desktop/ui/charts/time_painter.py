"""Paints small charts above each other over one axis of time."""

from math import ceil
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.ui.charts.drawing import PADDING, TITLE_MIDDLE, ChartPainter, ChartPen, HitArea, bar_length
from vitec_desktop.ui.charts.models import Bar, TimeChart
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import TextSize

_TOP: Final = 38.0
_BOTTOM: Final = 8.0
_NAME_GAP: Final = 8.0
_ROW_GAP: Final = 4.0
_VALUE_GAP: Final = 3.0
_KEY_GAP: Final = 18.0
_KEY_WIDTH, _KEY_HEIGHT = 9.0, 13.0
_BAR_SHARE: Final = 0.56
_PAIR_SHARE: Final = 0.76
"""Of the step, for a bar and the outline left of it."""

_MAX_STEP: Final = 200.0
_AXIS_GAP: Final = 5.0
_AXIS_EDGE: Final = 8.0
"""How near labels come to each other, and to the card's edges."""

_MIN_UNIT: Final = 22.0
_LEAST_UNIT: Final = 15.0


class _TimeLayout(Struct, frozen=True):
    left: float
    right: float
    step: float
    bases: tuple[float, ...]
    heights: tuple[float, ...]


class TimePainter(ChartPainter):
    """Writes each value above its bar, so that no axis of values is needed, and each name above its bars."""

    def __init__(self, chart: TimeChart, style: ChartStyle) -> None:
        super().__init__(style)
        self._chart = chart

    def minimum_height(self) -> float:
        return self._height_beside_bars() + self.style.px(_MIN_UNIT) * self._weights()

    def least_height(self) -> float:
        return self._height_beside_bars() + self.style.px(_LEAST_UNIT) * self._weights()

    def breaks(self, height: float) -> list[float]:
        layout = self._compute_layout(QRectF(0, 0, self.style.px(_MAX_STEP), height))
        return [base + 2 for base in layout.bases[:-1]]

    def hit_areas(self, rect: QRectF) -> list[HitArea]:
        layout = self._compute_layout(rect)
        return [
            HitArea(self._hit_rect(layout, row, column), bar, row, column)
            for row, series in enumerate(self._chart.rows)
            for column, bar in enumerate(series.bars)
        ]

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        pen = ChartPen(painter, self.style)
        self._paint_title(pen, rect, self._chart.title)
        self._paint_key(pen, rect)
        layout = self._compute_layout(rect)
        for row in range(len(self._chart.rows)):
            self._paint_row(pen, layout, row)
        self._paint_axis(pen, rect, layout)

    def _paint_key(self, pen: ChartPen, rect: QRectF) -> None:
        """Say beside the title what the outlines are."""
        if not self._chart.earlier_period:
            return
        style = self.style
        x = rect.left() + style.px(PADDING) + style.text_width(self._chart.title, TextSize.BODY, strong=True)
        x += style.px(_KEY_GAP)
        middle = rect.top() + style.px(TITLE_MIDDLE)
        width, height = style.px(_KEY_WIDTH), style.px(_KEY_HEIGHT)
        pen.draw_column_outline(QRectF(x, middle - height / 2, width, height))
        x += width + style.px(6)
        text = style.elide(self._chart.earlier_period, TextSize.CAPTION, rect.right() - style.px(PADDING) - x)
        pen.draw_text_from(x, middle, text, TextSize.CAPTION, "text2")

    def _paint_row(self, pen: ChartPen, layout: _TimeLayout, row: int) -> None:
        series, base, style = self._chart.rows[row], layout.bases[row], self.style
        middle = base - layout.heights[row] - self._value_height() - self._name_height() / 2
        end = pen.draw_text_from(layout.left, middle, series.name, TextSize.CAPTION, strong=True)
        pen.draw_text_from(end + style.px(_NAME_GAP), middle, series.total, TextSize.CAPTION, "text2")
        largest = max((max(bar.value, bar.earlier.value if bar.earlier else 0) for bar in series.bars), default=0)
        has_room = self._has_room_for_pairs(layout)
        for column, bar in enumerate(series.bars):
            self._paint_bar(pen, layout, row, column, bar, largest, has_room)
        pen.draw_line(layout.left, layout.right, base + 0.5)

    def _paint_bar(
        self, pen: ChartPen, layout: _TimeLayout, row: int, column: int, bar: Bar, largest: int, has_room: bool
    ) -> None:
        """Paint a bar with its value above, left of it the outline of its earlier value."""
        base, room = layout.bases[row], layout.heights[row]
        middle = layout.left + (column + 0.5) * layout.step
        width, left = _BAR_SHARE * layout.step, middle - _BAR_SHARE * layout.step / 2
        height = top = bar_length(bar.value, largest, room)
        if self._chart.earlier_period:
            width, left = _PAIR_SHARE / 2 * layout.step, middle
        if bar.earlier:
            outline = bar_length(bar.earlier.value, largest, room)
            if outline:
                pen.draw_column_outline(QRectF(left - width, base - outline, width, outline))
            if has_room:
                self._paint_value(pen, left - width / 2, base - outline, bar.earlier.text, "text2")
            else:
                top = max(height, outline)  # the value is wider than its bar
        if height:
            pen.draw_column_bar(QRectF(left, base - height, width, height), bar)
        self._paint_value(pen, left + width / 2 if has_room else middle, base - top, bar.text, "text")

    def _paint_value(self, pen: ChartPen, x: float, bottom: float, text: str, role: str) -> None:
        y = bottom - self.style.px(_VALUE_GAP) - self.style.line_height(TextSize.AXIS) / 2
        pen.draw_text_centered(x, y, text, TextSize.AXIS, role)

    def _has_room_for_pairs(self, layout: _TimeLayout) -> bool:
        """Whether both values fit above each pair; if not, those of the earlier period leave."""
        if not self._chart.earlier_period:
            return True
        room = _PAIR_SHARE / 2 * layout.step + self.style.px(_VALUE_GAP)
        return all(
            self.style.text_width(bar.earlier.text, TextSize.AXIS) / 2
            + self.style.text_width(bar.text, TextSize.AXIS) / 2
            <= room - self.style.px(4)
            for series in self._chart.rows
            for bar in series.bars
            if bar.earlier
        )

    def _paint_axis(self, pen: ChartPen, rect: QRectF, layout: _TimeLayout) -> None:
        """Write the labels of all bars that have room for theirs, counted from the last; none runs into another."""
        style, axis = self.style, self._chart.axis
        line, top = style.line_height(TextSize.AXIS), layout.bases[-1] + style.px(3)
        left, right = rect.left() + style.px(_AXIS_EDGE), rect.right() - style.px(_AXIS_EDGE)
        widest = max((style.text_width(mark.text, TextSize.AXIS, strong=mark.is_strong) for mark in axis), default=0.0)
        every = max(ceil((widest + style.px(_AXIS_GAP)) / layout.step), 1)
        taken: list[tuple[float, float]] = []
        for column in range(len(axis) - 1, -1, -1):
            mark, x = axis[column], layout.left + (column + 0.5) * layout.step
            if (len(axis) - 1 - column) % every == 0:
                half = style.text_width(mark.text, TextSize.AXIS, strong=mark.is_strong) / 2
                middle = max(min(x, right - half), left + half)
                pen.draw_text_centered(middle, top + line / 2, mark.text, TextSize.AXIS, strong=mark.is_strong)
        # Of two second lines that touch, the one that can be shorter is.
        for column in sorted(range(len(axis)), key=lambda column: bool(axis[column].short_line)):
            x = layout.left + (column + 0.5) * layout.step
            for text in filter(None, (axis[column].second_line, axis[column].short_line)):
                half = style.text_width(text, TextSize.AXIS) / 2
                middle = max(min(x, right - half), left + half)
                begin, end = middle - half - style.px(_AXIS_GAP), middle + half + style.px(_AXIS_GAP)
                if all(end <= other_begin or other_end <= begin for other_begin, other_end in taken):
                    pen.draw_text_centered(middle, top + line * 1.5, text, TextSize.AXIS, "text2")
                    taken.append((middle - half, middle + half))
                    break

    def _compute_layout(self, rect: QRectF) -> _TimeLayout:
        style = self.style
        left = rect.left() + style.px(PADDING)
        right = rect.right() - style.px(PADDING)
        steps = max(len(self._chart.axis), 1)
        step = min((right - left) / steps, style.px(_MAX_STEP))
        # The line ends with the last bar: a longer one would look like weeks without values.
        right = left + steps * step
        unit = max((rect.height() - self._height_beside_bars()) / self._weights(), 0.0)
        heights = tuple(unit * row.weight for row in self._chart.rows)
        bases, y = [], rect.top() + style.px(_TOP)
        for height in heights:
            y += self._name_height() + self._value_height() + height
            bases.append(y)
            y += style.px(_ROW_GAP)
        return _TimeLayout(left, right, step, tuple(bases), heights)

    def _hit_rect(self, layout: _TimeLayout, row: int, column: int) -> QRectF:
        height = layout.heights[row] + self._value_height()
        left = layout.left + column * layout.step
        return QRectF(left + 1, layout.bases[row] - height, layout.step - 2, height)

    def _height_beside_bars(self) -> float:
        style, count = self.style, len(self._chart.rows)
        axis = style.px(3 + _BOTTOM) + 2 * style.line_height(TextSize.AXIS)
        rows = count * (self._name_height() + self._value_height()) + (count - 1) * style.px(_ROW_GAP)
        return style.px(_TOP) + rows + axis

    def _name_height(self) -> float:
        return self.style.line_height(TextSize.CAPTION) + self.style.px(2)

    def _value_height(self) -> float:
        return self.style.line_height(TextSize.AXIS) + self.style.px(_VALUE_GAP)

    def _weights(self) -> float:
        return sum(row.weight for row in self._chart.rows) or 1.0
