"""Paints a column chart: rows of bars in columns."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.ui.charts.drawing import (
    HEADERS_MIDDLE,
    PADDING,
    TITLE_MIDDLE,
    ChartPainter,
    ChartPen,
    HitArea,
    bar_length,
)
from vitec_desktop.ui.charts.models import ColumnChart, ColumnRow
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import HeightRange, TextSize
from vitec_desktop.ui.widgets.marks import MARK_SIZE

_MARK_GAP: Final = 7.0
_LABEL_GAP: Final = 16.0
_COLUMN_GAP: Final = 12.0
_VALUE_GAP: Final = 6.0
_HEADER_GAP: Final = 6.0
_GROUP_GAP: Final = HeightRange(4.0, 7.0)
_ROWS_GAP: Final = HeightRange(15.0, 18.0)
"""From the middle of the headers to the first row."""

_MIN_PITCH: Final = 18.0
_LEAST_PITCH: Final = 15.0
_MAX_PITCH: Final = 56.0
_FOOTER_HEIGHT: Final = 46.0
_FOOTER_MIDDLE: Final = 23.0
_BOTTOM: Final = HeightRange(8.0, 12.0)
_MIN_BAR_ROOM: Final = 24.0
_LEAST_BAR_ROOM: Final = 12.0
"""Where a label would be elided otherwise."""

_LABEL_SHARE: Final = 0.42
_THICK_PITCH: Final = 30.0
_FIRST_WEIGHT: Final = 1.15
_BREAKS_WIDTH: Final = 600.0
"""Of the card for which it is asked where lines are, which is the same for all widths."""


class _ColumnLayout(Struct, frozen=True):
    labels: float
    columns: tuple[tuple[float, float, float], ...]
    """Where each column begins and ends, and how long its bars can be, in logical pixels."""
    middles: tuple[float, ...]
    pitch: float


class ColumnPainter(ChartPainter):
    """Writes each value behind its bar; rows without values keep their place."""

    def __init__(self, chart: ColumnChart, style: ChartStyle) -> None:
        super().__init__(style)
        self._chart = chart
        self._rows = chart.rows

    def minimum_height(self) -> float:
        return self._height(self._min_pitch(), 1.0)

    def least_height(self) -> float:
        return self._height(self._least_pitch(), 0.0)

    def breaks(self, height: float) -> list[float]:
        layout = self._compute_layout(QRectF(0, 0, self.style.px(_BREAKS_WIDTH), height))
        return [middle + layout.pitch / 2 for middle in layout.middles]

    def _height(self, pitch: float, part: float) -> float:
        gaps = (len(self._chart.groups) - 1) * self.style.px(_GROUP_GAP.at(part))
        return self._rows_top(part) + len(self._rows) * pitch + gaps + self._bottom_height(part)

    def hit_areas(self, rect: QRectF) -> list[HitArea]:
        layout = self._compute_layout(rect)
        height = layout.pitch if layout.pitch < self.style.px(_THICK_PITCH) else self.style.px(_THICK_PITCH)
        return [
            HitArea(QRectF(left - 3, layout.middles[row] - height / 2, right - left + 9, height), bar, row, column)
            for row, content in enumerate(self._rows)
            for column, (bar, (left, right, _)) in enumerate(zip(content.bars, layout.columns, strict=True))
        ]

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        pen = ChartPen(painter, self.style)
        self._paint_title(pen, rect, self._chart.title)
        layout = self._compute_layout(rect)
        self._paint_headers(pen, rect, layout)
        for row, content in enumerate(self._rows):
            self._paint_row(pen, layout, content, layout.middles[row])
        if self._chart.footer:
            self._paint_footer(pen, rect, layout.labels)

    def _paint_headers(self, pen: ChartPen, rect: QRectF, layout: _ColumnLayout) -> None:
        middle = rect.top() + self.style.px(self._headers_middle())
        for header, (left, _, _) in zip(self._chart.headers, layout.columns, strict=True):
            end = pen.draw_text_from(left, middle, header.name, TextSize.CAPTION, strong=True)
            pen.draw_text_from(end + self.style.px(_HEADER_GAP), middle, header.count, TextSize.CAPTION, "text2")

    def _paint_footer(self, pen: ChartPen, rect: QRectF, left: float) -> None:
        """Write the footer on one line, or its parts below each other."""
        middle, room = rect.bottom() - self.style.px(_FOOTER_MIDDLE), rect.right() - self.style.px(PADDING) - left
        is_short = self.style.text_width(self._chart.footer, TextSize.CAPTION) <= room
        lines = [self._chart.footer] if is_short else self._chart.footer.split(" · ")
        for number, text in enumerate(lines):
            y = middle + (number - (len(lines) - 1) / 2) * self.style.line_height(TextSize.CAPTION)
            pen.draw_text_from(left, y, self.style.elide(text, TextSize.CAPTION, room), TextSize.CAPTION, "text2")

    def _paint_row(self, pen: ChartPen, layout: _ColumnLayout, row: ColumnRow, middle: float) -> None:
        style = self.style
        x = layout.labels
        if row.mark is not None:
            pen.draw_mark(x, middle, row.mark)
        x += self._mark_width()
        label = style.elide(row.label, TextSize.CAPTION, layout.columns[0][0] - style.px(4) - x)
        pen.draw_text_from(x, middle, label, TextSize.CAPTION)
        thick = style.px(12 if layout.pitch >= style.px(_THICK_PITCH) else 10)
        for column, (bar, (left, _, room)) in enumerate(zip(row.bars, layout.columns, strict=True)):
            length = bar_length(bar.value, self._largest(column), room)
            if length:
                pen.draw_row_bar(left, middle, length, thick, bar.role)
            gap = style.px(_VALUE_GAP) if length else 0.0
            pen.draw_text_from(left + length + gap, middle, bar.text, TextSize.CAPTION)

    def _compute_layout(self, rect: QRectF) -> _ColumnLayout:
        style = self.style
        labels = rect.left() + style.px(PADDING)
        right = rect.right() - style.px(PADDING)
        widest = max((style.text_width(row.label, TextSize.CAPTION) for row in self._rows), default=0.0)
        wanted = self._mark_width() + widest
        width = right + style.px(_COLUMN_GAP) - labels
        label_gap, min_widths = style.px(_LABEL_GAP), self._min_widths(_MIN_BAR_ROOM)
        if wanted + label_gap + sum(min_widths) > width:
            min_widths = self._min_widths(_LEAST_BAR_ROOM)
        label_width = min(wanted, max(_LABEL_SHARE * (right - labels), width - label_gap - sum(min_widths)))
        columns = self._columns(labels + label_width + label_gap, right, min_widths)
        part = self.part_of_usual(rect.height())
        gap = style.px(_GROUP_GAP.at(part))
        room = rect.height() - self._height(0.0, part)
        pitch = min(max(room / max(len(self._rows), 1), self._least_pitch()), style.px(_MAX_PITCH))
        middles, y = [], rect.top() + self._rows_top(part)
        for group in self._chart.groups:
            for _ in group:
                middles.append(y + pitch / 2)
                y += pitch
            y += gap
        return _ColumnLayout(labels, columns, tuple(middles), pitch)

    def _columns(
        self, left: float, right: float, min_widths: Sequence[float]
    ) -> tuple[tuple[float, float, float], ...]:
        """Give each column room for header and values; share the rest among the bars, most to the first column."""
        style = self.style
        count = len(self._chart.headers)
        values = [self._value_width(column) for column in range(count)]
        spare = right + style.px(_COLUMN_GAP) - left - sum(min_widths)
        weights = [_FIRST_WEIGHT if column == 0 else 1.0 for column in range(count)]
        columns, x = [], left
        for column in range(count):
            end = x + min_widths[column] + spare * weights[column] / sum(weights)
            edge = end - style.px(_COLUMN_GAP)
            columns.append((x, edge, max(edge - x - values[column], 0.0)))
            x = end
        return tuple(columns)

    def _min_widths(self, bar_room: float) -> list[float]:
        """Return the least width of each column, with so much room for its bars and the gap behind it."""
        bars = [self._value_width(column) + self.style.px(bar_room) for column in range(len(self._chart.headers))]
        return [max(self._header_width(column), bar) + self.style.px(_COLUMN_GAP) for column, bar in enumerate(bars)]

    def _header_width(self, column: int) -> float:
        header = self._chart.headers[column]
        name = self.style.text_width(header.name, TextSize.CAPTION, strong=True)
        return name + self.style.px(_HEADER_GAP) + self.style.text_width(header.count, TextSize.CAPTION)

    def _value_width(self, column: int) -> float:
        widths = (self.style.text_width(row.bars[column].text, TextSize.CAPTION) for row in self._rows)
        return self.style.px(_VALUE_GAP) + max(widths, default=0.0)

    def _largest(self, column: int) -> int:
        return max((row.bars[column].value for row in self._rows), default=0)

    def _mark_width(self) -> float:
        has_marks = any(row.mark is not None for row in self._rows)
        return self.style.px(MARK_SIZE + _MARK_GAP) if has_marks else 0.0

    def _headers_middle(self) -> float:
        return TITLE_MIDDLE if self._chart.has_headers_beside_title else HEADERS_MIDDLE

    def _least_pitch(self) -> float:
        return max(self.style.px(_LEAST_PITCH), self.style.line_height(TextSize.CAPTION) + 1)

    def _min_pitch(self) -> float:
        return max(self.style.px(_MIN_PITCH), self.style.line_height(TextSize.CAPTION) + 2)

    def _rows_top(self, part: float) -> float:
        return self.style.px(self._headers_middle() + _ROWS_GAP.at(part))

    def _bottom_height(self, part: float) -> float:
        return self.style.px(_FOOTER_HEIGHT if self._chart.footer else _BOTTOM.at(part))
