"""Paints a ranking: a table of the largest values, with bars in its cells."""

from typing import Final

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.ui.charts.drawing import (
    HEADERS_MIDDLE,
    PADDING,
    ChartPainter,
    ChartPen,
    HitArea,
    draw_compared_row_bar,
)
from vitec_desktop.ui.charts.models import RankingChart, RankingRow
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import HeightRange, TextSize

_ROWS_TOP: Final = 67.0
_PITCH: Final = HeightRange(21.0, 24.0)
_BOTTOM: Final = 13.0
_MIN_ROWS: Final = 7
_LEAST_ROWS: Final = 5
_GAP: Final = 12.0
_WON_GAP: Final = 22.0
_VALUE_GAP: Final = 6.0
_NAME_SHARE: Final = 0.36
_MIN_BARS: Final = 72.0


class _RankingLayout(Struct, frozen=True):
    name: float
    bars: float
    room: float
    won: float
    share: float


class RankingPainter(ChartPainter):
    """Elides names that are too long, never numbers."""

    def __init__(self, chart: RankingChart, style: ChartStyle) -> None:
        super().__init__(style)
        self._chart = chart

    def minimum_height(self) -> float:
        return self.style.px(_ROWS_TOP + _BOTTOM + _MIN_ROWS * _PITCH.usual)

    def least_height(self) -> float:
        return self.style.px(_ROWS_TOP + _BOTTOM + _LEAST_ROWS * _PITCH.least)

    def hit_areas(self, rect: QRectF) -> list[HitArea]:
        inner = rect.adjusted(self.style.px(PADDING) - 6, 0, 6 - self.style.px(PADDING), 0)
        pitch = self._row_places(rect)[1]
        return [
            HitArea(QRectF(inner.left(), middle - pitch / 2, inner.width(), pitch), row.bar, number, 0)
            for number, (row, middle) in enumerate(self._rows(rect))
        ]

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        pen = ChartPen(painter, self.style)
        self._paint_title(pen, rect, self._chart.title)
        rows = self._rows(rect)
        if not rows:
            pen.draw_text_centered(
                rect.center().x(), rect.center().y(), self._chart.empty_text, TextSize.CAPTION, "text2"
            )
            return
        layout = self._compute_layout(rect)
        self._paint_headers(pen, rect, layout)
        largest = max(max(row.bar.value, row.bar.earlier.value if row.bar.earlier else 0) for row, _ in rows)
        for row, middle in rows:
            self._paint_row(pen, layout, row, middle, largest)

    def _paint_headers(self, pen: ChartPen, rect: QRectF, layout: _RankingLayout) -> None:
        middle = rect.top() + self.style.px(HEADERS_MIDDLE)
        name, count, won = self._chart.headers
        pen.draw_text_from(layout.name, middle, name, TextSize.CAPTION, "text2", strong=True)
        pen.draw_text_from(layout.bars, middle, count, TextSize.CAPTION, "text2", strong=True)
        pen.draw_text_up_to(layout.share, middle, won, TextSize.CAPTION, "text2", strong=True)

    def _paint_row(self, pen: ChartPen, layout: _RankingLayout, row: RankingRow, middle: float, largest: int) -> None:
        style = self.style
        name = style.elide(row.label, TextSize.CAPTION, layout.bars - style.px(_GAP) - layout.name)
        pen.draw_text_from(layout.name, middle, name, TextSize.CAPTION)
        length = draw_compared_row_bar(pen, layout.bars, middle, row.bar, largest, layout.room)
        pen.draw_text_from(layout.bars + length + style.px(_VALUE_GAP), middle, row.bar.text, TextSize.CAPTION)
        pen.draw_text_up_to(layout.won, middle, row.won, TextSize.CAPTION)
        pen.draw_text_up_to(layout.share, middle, row.share, TextSize.CAPTION, "text2")

    def _compute_layout(self, rect: QRectF) -> _RankingLayout:
        style, rows = self.style, self._chart.rows
        left, right = rect.left() + style.px(PADDING), rect.right() - style.px(PADDING)

        def widest(texts: list[str]) -> float:
            return max((style.text_width(text, TextSize.CAPTION) for text in texts), default=0.0)

        won = right - widest([row.share for row in rows]) - style.px(_GAP)
        begin = min(
            won - widest([row.won for row in rows]),
            right - style.text_width(self._chart.headers[2], TextSize.CAPTION, strong=True),
        )
        values = style.px(_VALUE_GAP) + widest([row.bar.text for row in rows])
        # Names take what longer ones than usual need, as long as the bars can be told apart.
        room = begin - style.px(_WON_GAP) - values - style.px(_GAP) - left - style.px(_MIN_BARS)
        names = min(widest([row.label for row in rows]), max(_NAME_SHARE * (right - left), room))
        bars = left + names + style.px(_GAP)
        return _RankingLayout(left, bars, max(begin - style.px(_WON_GAP) - values - bars, 0.0), won, right)

    def _rows(self, rect: QRectF) -> list[tuple[RankingRow, float]]:
        """Return the rows that fit into `rect`, with their middle lines."""
        count, pitch = self._row_places(rect)
        top = rect.top() + self.style.px(_ROWS_TOP)
        return [(row, top + (number + 0.5) * pitch) for number, row in enumerate(self._chart.rows[:count])]

    def _row_places(self, rect: QRectF) -> tuple[int, float]:
        """Return how many rows fit into `rect`, and how far they are apart: less where fewer than usual would fit."""
        least, usual = self.style.px(_PITCH.least), self.style.px(_PITCH.usual)
        room = rect.height() - self.style.px(_ROWS_TOP + _BOTTOM) + 0.5
        count = min(max(int(room / usual), min(int(room / least), _MIN_ROWS), 0), len(self._chart.rows))
        return count, min(room / max(count, 1), usual)
