"""Paints small charts above each other over one axis of time."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.ui.charts.drawing import PADDING, ChartPainter, ChartPen, HitArea, bar_length
from vitec_desktop.ui.charts.models import Bar, TimeChart
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import TextSize

_TOP: Final = 40.0
_BOTTOM: Final = 8.0
_RIGHT: Final = 12.0
_NAME_GAP: Final = 20.0
_ROW_GAP: Final = 10.0
_VALUE_GAP: Final = 3.0
_BAR_SHARE: Final = 0.56
_MAX_STEP: Final = 140.0
_MIN_UNIT: Final = 30.0


@dataclass(frozen=True, slots=True)
class _TimeLayout:
    left: float
    right: float
    step: float
    bases: tuple[float, ...]
    heights: tuple[float, ...]


class TimePainter(ChartPainter):
    """Writes each value above its bar, so that no axis of values is needed."""

    def __init__(self, chart: TimeChart, style: ChartStyle) -> None:
        super().__init__(style)
        self._chart = chart

    def minimum_height(self) -> float:
        return self._height_beside_bars() + self.style.px(_MIN_UNIT) * self._weights()

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
        layout = self._compute_layout(rect)
        for row in range(len(self._chart.rows)):
            self._paint_row(pen, rect, layout, row)
        self._paint_axis(pen, layout)

    def _paint_row(self, pen: ChartPen, rect: QRectF, layout: _TimeLayout, row: int) -> None:
        series, base = self._chart.rows[row], layout.bases[row]
        x = rect.left() + self.style.px(PADDING)
        line = self.style.line_height(TextSize.CAPTION) + 2
        pen.draw_text_from(x, base - 1.5 * line, series.name, TextSize.CAPTION, strong=True)
        pen.draw_text_from(x, base - 0.5 * line, series.total, TextSize.CAPTION, "text2")
        largest = max((bar.value for bar in series.bars), default=0)
        for column, bar in enumerate(series.bars):
            height = bar_length(bar.value, largest, layout.heights[row])
            self._paint_bar(pen, layout, base, column, bar, height)
        pen.draw_line(layout.left, layout.right, base + 0.5)

    def _paint_bar(self, pen: ChartPen, layout: _TimeLayout, base: float, column: int, bar: Bar, height: float) -> None:
        middle = layout.left + (column + 0.5) * layout.step
        width = _BAR_SHARE * layout.step
        if height:
            pen.draw_column_bar(QRectF(middle - width / 2, base - height, width, height), bar)
        line = self.style.line_height(TextSize.AXIS)
        pen.draw_text_centered(middle, base - height - self.style.px(_VALUE_GAP) - line / 2, bar.text, TextSize.AXIS)

    def _paint_axis(self, pen: ChartPen, layout: _TimeLayout) -> None:
        line = self.style.line_height(TextSize.AXIS)
        top = layout.bases[-1] + self.style.px(3)
        for column, mark in enumerate(self._chart.axis):
            x = layout.left + (column + 0.5) * layout.step
            pen.draw_text_centered(x, top + line / 2, mark.text, TextSize.AXIS, strong=mark.is_strong)
            pen.draw_text_centered(x, top + line * 1.5, mark.second_line, TextSize.AXIS, "text2")

    def _compute_layout(self, rect: QRectF) -> _TimeLayout:
        style = self.style
        names = [style.text_width(row.name, TextSize.CAPTION, strong=True) for row in self._chart.rows]
        totals = [style.text_width(row.total, TextSize.CAPTION) for row in self._chart.rows]
        left = rect.left() + style.px(PADDING) + max((*names, *totals), default=0.0) + style.px(_NAME_GAP)
        right = rect.right() - style.px(_RIGHT)
        steps = max(len(self._chart.axis), 1)
        step = min((right - left) / steps, style.px(_MAX_STEP))
        # The line ends with the last bar: a longer one would look like weeks without values.
        right = left + steps * step
        unit = max((rect.height() - self._height_beside_bars()) / self._weights(), 0.0)
        heights = tuple(unit * row.weight for row in self._chart.rows)
        bases, y = [], rect.top() + style.px(_TOP)
        for height in heights:
            y += self._value_height() + height
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
        return style.px(_TOP) + count * self._value_height() + (count - 1) * style.px(_ROW_GAP) + axis

    def _value_height(self) -> float:
        return self.style.line_height(TextSize.AXIS) + self.style.px(_VALUE_GAP)

    def _weights(self) -> float:
        return sum(row.weight for row in self._chart.rows) or 1.0
