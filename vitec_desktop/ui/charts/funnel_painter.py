"""Paints a funnel: bars below each other, scaled to the first."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.ui.charts.drawing import PADDING, ChartPainter, ChartPen, HitArea, bar_length
from vitec_desktop.ui.charts.models import FunnelChart, FunnelStep
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import HeightRange, TextSize

_FIRST: Final = HeightRange(52.0, 54.0)
_BAR_TOP: Final = HeightRange(9.0, 11.0)
_BAR_HEIGHT: Final = HeightRange(8.0, 12.0)
_PITCH: Final = HeightRange(28.0, 42.0)
_MAX_PITCH: Final = 60.0
_FOOTER_GAP: Final = HeightRange(14.0, 22.0)
_FOOTER: Final = 23.0
_COUNT_GAP: Final = 6.0
_SHARE_GAP: Final = 8.0


class FunnelPainter(ChartPainter):
    """Writes a step's name and count above its bar at the left, its shares at the right."""

    def __init__(self, chart: FunnelChart, style: ChartStyle) -> None:
        super().__init__(style)
        self._chart = chart

    def minimum_height(self) -> float:
        return self._height(1.0)

    def least_height(self) -> float:
        return self._height(0.0)

    def _height(self, part: float) -> float:
        around = sum(one.at(part) for one in (_FIRST, _BAR_TOP, _BAR_HEIGHT, _FOOTER_GAP)) + _FOOTER
        return self.style.px(around + self._gaps() * _PITCH.at(part))

    def hit_areas(self, rect: QRectF) -> list[HitArea]:
        inner = self._inner(rect)
        part = self.part_of_usual(rect.height())
        height = self.style.px(11 + _BAR_TOP.at(part) + _BAR_HEIGHT.at(part) + 3)
        areas = [
            HitArea(QRectF(inner.left() - 6, middle - self.style.px(11), inner.width() + 12, height), step.bar, row, 0)
            for row, (step, middle) in enumerate(zip(self._chart.steps, self._middles(rect), strict=True))
        ]
        if self._chart.footer:
            middle = rect.bottom() - self.style.px(_FOOTER)
            footer = QRectF(inner.left() - 6, middle - self.style.px(11), inner.width() + 12, self.style.px(22))
            areas.append(HitArea(footer, self._chart.footer, len(areas), 0))
        return areas

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        pen = ChartPen(painter, self.style)
        self._paint_title(pen, rect, self._chart.title)
        inner, part = self._inner(rect), self.part_of_usual(rect.height())
        for step, middle in zip(self._chart.steps, self._middles(rect), strict=True):
            self._paint_step(pen, inner, step, middle, part)
        if self._chart.footer:
            middle = rect.bottom() - self.style.px(_FOOTER)
            pen.draw_text_from(inner.left(), middle, self._chart.footer.accessible_text, TextSize.CAPTION, "text2")

    def _paint_step(self, pen: ChartPen, inner: QRectF, step: FunnelStep, middle: float, part: float) -> None:
        style = self.style
        end = pen.draw_text_from(inner.left(), middle, step.label, TextSize.CAPTION)
        end = pen.draw_text_from(end + style.px(_COUNT_GAP), middle, step.bar.text, TextSize.CAPTION, strong=True)
        room = inner.right() - end - style.px(_SHARE_GAP)
        shares = step.share_text.split(" · ")
        while len(shares) > 1 and style.text_width(" · ".join(shares), TextSize.CAPTION) > room:
            shares.pop()  # the copied numbers and a screen reader have it
        share_text = style.elide(" · ".join(shares), TextSize.CAPTION, room)
        pen.draw_text_up_to(inner.right(), middle, share_text, TextSize.CAPTION, "text2")
        thick = style.px(_BAR_HEIGHT.at(part))
        bar_middle = middle + style.px(_BAR_TOP.at(part)) + thick / 2
        pen.draw_row_bar(inner.left(), bar_middle, inner.width(), thick, "sunken")
        length = bar_length(step.bar.value, self._chart.steps[0].bar.value, inner.width())
        if length:
            pen.draw_row_bar(inner.left(), bar_middle, length, thick, step.bar.role)

    def _inner(self, rect: QRectF) -> QRectF:
        return rect.adjusted(self.style.px(PADDING), 0, -self.style.px(PADDING), 0)

    def _middles(self, rect: QRectF) -> list[float]:
        part = self.part_of_usual(rect.height())
        spare = max(rect.height() - self.minimum_height(), 0.0) / max(self._gaps(), 1)
        pitch = min(self.style.px(_PITCH.at(part)) + spare, self.style.px(_MAX_PITCH))
        first = rect.top() + self.style.px(_FIRST.at(part))
        return [first + number * pitch for number in range(len(self._chart.steps))]

    def _gaps(self) -> int:
        return max(len(self._chart.steps) - 1, 0)
