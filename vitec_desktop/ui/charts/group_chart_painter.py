"""Paints groups side by side: offices or receivers in rows, their numbers in columns."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.report.labels import StateGroup
from vitec_desktop.ui.charts.drawing import (
    PADDING,
    TITLE_MIDDLE,
    ChartPainter,
    ChartPen,
    HitArea,
    draw_compared_row_bar,
)
from vitec_desktop.ui.charts.models import GroupCell, GroupChart, GroupRow
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import HeightRange, TextSize
from vitec_desktop.ui.widgets.marks import MARK_SIZE

_ROWS_TOP: Final = 66.0
_MIN_PITCH: Final = 45.0
_MAX_PITCH: Final = 64.0
_SUM_HEIGHT: Final = HeightRange(26.0, 32.0)
_BOTTOM: Final = 8.0
_COLUMN_GAP: Final = 12.0
_HEADER_GAP: Final = 5.0
_HEADER_DISTANCE: Final = 8.0
_HEADERS_TOP: Final = 34.0
_MIN_GAP: Final = 3.0
_MIN_NAME: Final = 24.0
_CHANGE_GAP: Final = 6.0
_TITLE_GAP: Final = 10.0
_MARK_GAP: Final = 7.0
_MIN_BAR: Final = 48.0
_NAME_SHARE: Final = 0.22

_BAR_COLUMNS: Final = 2
"""The first columns, whose numbers have bars below them."""

_MARK_COLUMN: Final = 3
_MARK: Final = StateGroup.UNHANDLED


class _GroupLayout(Struct, frozen=True):
    name: float
    name_width: float
    columns: tuple[tuple[float, float], ...]
    """Where each column begins and ends."""

    header_size: TextSize
    pitch: float
    sum_height: float
    top: float


class GroupChartPainter(ChartPainter):
    """Elides names that are too long, never numbers."""

    def __init__(self, chart: GroupChart, style: ChartStyle) -> None:
        super().__init__(style)
        self._chart = chart

    def minimum_height(self) -> float:
        return self._height(self._min_pitch(), 1.0)

    def least_height(self) -> float:
        return self._height(self._least_pitch(), 0.0)

    def breaks(self, height: float) -> list[float]:
        if not self._chart.rows:
            return []
        # The columns do not matter: the overview asks for some hundred heights each time it is arranged.
        top, pitch = self._rows_top(), self._pitch(height)
        return [top + number * pitch + 1 for number in range(len(self._chart.rows) + 1)]

    def _height(self, pitch: float, part: float) -> float:
        return self._rows_top() + len(self._chart.rows) * pitch + self._sum_height(part) + self.style.px(_BOTTOM)

    def hit_areas(self, rect: QRectF) -> list[HitArea]:
        if not self._chart.rows:
            return []
        layout = self._compute_layout(rect)
        areas = []
        for number, row in enumerate(self._chart.all_rows):
            top, height = self._row_place(layout, number)
            for column, (cell, (left, right)) in enumerate(zip(row.cells, layout.columns, strict=True)):
                place = QRectF(left - 1.5, top + 2, right - left + 3, height - 4).intersected(rect)
                areas.append(HitArea(place, cell.bar, number, column))
        return areas

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        pen, style = ChartPen(painter, self.style), self.style
        self._paint_title(pen, rect, self._chart.title)
        x = rect.left() + style.px(PADDING) + style.text_width(self._chart.title, TextSize.BODY, strong=True)
        x += style.px(_TITLE_GAP)
        middle = rect.top() + style.px(TITLE_MIDDLE)
        note = style.elide(self._chart.title_note, TextSize.CAPTION, rect.right() - style.px(PADDING) - x)
        pen.draw_text_from(x, middle, note, TextSize.CAPTION, "text2")
        if not self._chart.rows:
            text = self._chart.empty_text
            pen.draw_text_centered(rect.center().x(), rect.center().y(), text, TextSize.CAPTION, "text2")
            return
        layout = self._compute_layout(rect)
        left, right = layout.name, layout.columns[-1][1]
        self._paint_headers(pen, layout)
        pen.draw_line(left, right, layout.top + 0.5)
        for number, row in enumerate(self._chart.rows):
            self._paint_row(pen, layout, row, number)
            pen.draw_line(left, right, round(layout.top + (number + 1) * layout.pitch) + 0.5)
        if self._chart.sum_row:
            self._paint_sum(pen, layout, self._chart.sum_row)

    def _paint_headers(self, pen: ChartPen, layout: _GroupLayout) -> None:
        """Write the headers above the line, on two lines where one is too narrow."""
        style = self.style
        lefts = (layout.name, *(left for left, _ in layout.columns))
        ends = (*(left - style.px(_HEADER_DISTANCE) for left in lefts[1:]), layout.columns[-1][1])
        size = layout.header_size
        line = style.line_height(size)
        for header, left, end in zip(self._chart.headers, lefts, ends, strict=True):
            is_short = style.text_width(header, size, strong=True) <= end - left + 0.5
            lines = (header,) if is_short else style.wrap(header, size, strong=True)
            for number, text in enumerate(reversed(lines)):
                shown = style.elide(text, size, end - left, strong=True)
                middle = layout.top - style.px(_HEADER_GAP) - (number + 0.5) * line
                pen.draw_text_from(left, middle, shown, size, "text2", strong=True)

    def _paint_row(self, pen: ChartPen, layout: _GroupLayout, row: GroupRow, number: int) -> None:
        style = self.style
        top, height = self._row_place(layout, number)
        line = style.line_height(TextSize.CAPTION)
        # The two lines of a row around its middle.
        upper, lower = top + height / 2 - 0.6 * line, top + height / 2 + 0.55 * line
        name = style.elide(row.label, TextSize.BODY, layout.name_width, strong=True)
        pen.draw_text_from(layout.name, upper, name, TextSize.BODY, strong=True)
        warning = style.elide(row.warning, TextSize.CAPTION, layout.name_width)
        pen.draw_text_from(layout.name, lower, warning, TextSize.CAPTION, "warn")
        for column, (cell, (left, right)) in enumerate(zip(row.cells, layout.columns, strict=True)):
            if column < _BAR_COLUMNS:
                self._paint_number(pen, left, upper, cell, strong=True)
                room = right - left
                draw_compared_row_bar(pen, left, lower + 1, cell.bar, self._largest(column), room)
            else:
                x = left
                if column == _MARK_COLUMN:
                    if cell.bar.value:
                        pen.draw_mark(x, upper, _MARK)
                    x += self._mark_width()
                self._paint_number(pen, x, upper, cell, strong=column == _MARK_COLUMN)
                pen.draw_text_from(left, lower, cell.note, TextSize.CAPTION, "text2")

    def _paint_sum(self, pen: ChartPen, layout: _GroupLayout, row: GroupRow) -> None:
        top, height = self._row_place(layout, len(self._chart.rows))
        middle = top + height / 2
        name = self.style.elide(row.label, TextSize.BODY, layout.name_width, strong=True)
        pen.draw_text_from(layout.name, middle, name, TextSize.BODY, strong=True)
        for column, (cell, (left, _)) in enumerate(zip(row.cells, layout.columns, strict=True)):
            x = left + (self._mark_width() if column == _MARK_COLUMN else 0)
            self._paint_number(pen, x, middle, cell, strong=True)

    def _paint_number(self, pen: ChartPen, x: float, middle: float, cell: GroupCell, *, strong: bool) -> None:
        end = pen.draw_text_from(x, middle, cell.bar.text, TextSize.BODY, strong=strong)
        pen.draw_text_from(end + self.style.px(_CHANGE_GAP), middle, cell.change, TextSize.CAPTION, "text2")

    def _compute_layout(self, rect: QRectF) -> _GroupLayout:
        """Give numbers their room first, then names and headers, and the rest to the bars above all."""
        style = self.style
        left, right = rect.left() + style.px(PADDING), rect.right() - style.px(PADDING)
        widths = [self._number_width(column) for column in range(len(self._chart.headers) - 1)]
        # Only in a card as narrow as a telephone's is there less room than the numbers need.
        room = (right - left - sum(widths) - style.px(_MIN_NAME)) / len(widths)
        gap = min(style.px(_COLUMN_GAP), max(room, style.px(_MIN_GAP)))
        names = max(
            max(
                style.text_width(row.label, TextSize.BODY, strong=True),
                style.text_width(row.warning, TextSize.CAPTION),
            )
            for row in self._chart.all_rows
        )
        name = min(style.px(_MIN_NAME), right - left - sum(widths) - len(widths) * gap)
        least = [name, *widths]
        spare = right - left - sum(least) - len(widths) * gap
        wanted = self._wanted_widths(names, gap, right - left, TextSize.CAPTION, is_wrapped=True)
        size = TextSize.CAPTION
        if sum(self._missing(least, wanted)) > spare:
            size, narrower = TextSize.AXIS, min(gap, style.px(_HEADER_DISTANCE))
            spare, gap = spare + (gap - narrower) * len(widths), narrower
            wanted = self._wanted_widths(names, gap, right - left, size, is_wrapped=True)
        found = self._widen(least, wanted, spare)
        spare = right - left - sum(found) - len(widths) * gap
        longer = min(max(spare, 0.0), max(names - found[0], 0.0))
        found[0] += longer
        wanted = self._wanted_widths(names, gap, right - left, size, is_wrapped=False)
        name, *widths = self._widen(found, wanted, spare - longer)
        spare = max(right - left - name - sum(widths) - len(widths) * gap, 0.0)
        shares = [2.0 if column < _BAR_COLUMNS else 1.0 for column in range(len(widths))]
        widths = [width + spare * share / sum(shares) for width, share in zip(widths, shares, strict=True)]
        columns, x = [], left + name + gap
        for width in widths:
            columns.append((x, x + width))
            x += width + gap
        pitch, sum_height = self._pitch(rect.height()), self._sum_height(self.part_of_usual(rect.height()))
        return _GroupLayout(left, name, tuple(columns), size, pitch, sum_height, rect.top() + self._rows_top())

    def _pitch(self, height: float) -> float:
        """Return the height of a row in a chart of that height."""
        room = height - self._height(0.0, self.part_of_usual(height))
        pitch = max(room / len(self._chart.rows), self._least_pitch())
        return min(pitch, max(self.style.px(_MAX_PITCH), self._min_pitch()))

    def _wanted_widths(self, names: float, gap: float, room: float, size: TextSize, *, is_wrapped: bool) -> list[float]:
        """Return the widths of the names and the columns with which their headers stand whole."""
        headers = [
            max(
                self.style.text_width(line, size, strong=True)
                for line in (self.style.wrap(header, size, strong=True) if is_wrapped else (header,))
            )
            for header in self._chart.headers
        ]
        # A header may reach into the gap behind its column, where there is a next one.
        overhang = max(gap - self.style.px(_HEADER_DISTANCE), 0.0)
        name = max(min(names, _NAME_SHARE * room), headers[0])
        return [name, *(header - overhang for header in headers[1:-1]), headers[-1]]

    @staticmethod
    def _missing(widths: Sequence[float], wanted: Sequence[float]) -> list[float]:
        return [max(wish - width, 0.0) for width, wish in zip(widths, wanted, strict=True)]

    @classmethod
    def _widen(cls, widths: Sequence[float], wanted: Sequence[float], spare: float) -> list[float]:
        """Return the widths as wide as wanted, or as far on the way there as `spare` lets them be."""
        missing = cls._missing(widths, wanted)
        part = min(max(spare, 0.0) / sum(missing), 1.0) if any(missing) else 0.0
        return [width + part * more for width, more in zip(widths, missing, strict=True)]

    def _number_width(self, column: int) -> float:
        """Return the least width of a column, without its header: nothing in it is elided."""
        style = self.style
        width = style.px(_MIN_BAR) if column < _BAR_COLUMNS else 0.0
        for row in self._chart.all_rows:
            cell = row.cells[column]
            number = style.text_width(cell.bar.text, TextSize.BODY, strong=True)
            if cell.change:
                number += style.px(_CHANGE_GAP) + style.text_width(cell.change, TextSize.CAPTION)
            if column == _MARK_COLUMN:
                number += self._mark_width()
            width = max(width, number, style.text_width(cell.note, TextSize.CAPTION))
        return width

    def _row_place(self, layout: _GroupLayout, number: int) -> tuple[float, float]:
        """Return where a row begins, and its height; the one after the groups is the sum."""
        is_sum = number == len(self._chart.rows)
        return layout.top + number * layout.pitch, layout.sum_height if is_sum else layout.pitch

    def _largest(self, column: int) -> int:
        bars = [row.cells[column].bar for row in self._chart.rows]
        return max(max(bar.value, bar.earlier.value if bar.earlier else 0) for bar in bars)

    def _rows_top(self) -> float:
        """Return where the rows begin: two lines of headers fit below the title."""
        two_lines = 2 * self.style.line_height(TextSize.CAPTION) + self.style.px(_HEADER_GAP)
        return max(self.style.px(_ROWS_TOP), self.style.px(_HEADERS_TOP) + two_lines)

    def _least_pitch(self) -> float:
        return 2 * self.style.line_height(TextSize.CAPTION) + 6

    def _min_pitch(self) -> float:
        return max(self.style.px(_MIN_PITCH), 2 * self.style.line_height(TextSize.CAPTION) + 12)

    def _sum_height(self, part: float) -> float:
        if self._chart.sum_row is None:
            return 0.0
        return max(self.style.px(_SUM_HEIGHT.at(part)), self.style.line_height(TextSize.BODY) + 10)

    def _mark_width(self) -> float:
        return self.style.px(MARK_SIZE + _MARK_GAP)
