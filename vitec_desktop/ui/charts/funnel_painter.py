"""Paints a funnel: bars below each other, scaled to the first."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.ui.charts.drawing import PADDING, ChartPainter, ChartPen, HitArea, bar_length
from vitec_desktop.ui.charts.models import FunnelChart, FunnelStep
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import TextSize

_FIRST: Final = 54.0
_BAR_TOP: Final = 11.0
_BAR_HEIGHT: Final = 12.0
_PITCH: Final = 42.0
_LEAST_PITCH: Final = 32.0
_MAX_PITCH: Final = 60.0
_FOOTER: Final = 23.0
_FOOTER_GAP: Final = 22.0
_LEAST_FOOTER_GAP: Final = 14.0
_COUNT_GAP: Final = 6.0
_SHARE_GAP: Final = 8.0


class FunnelPainter(ChartPainter):
    """Writes a step's name and count above its bar at the left, its shares at the right."""

    def __init__(self, chart: FunnelChart, style: ChartStyle) -> None:
        super().__init__(style)
        self._chart = chart

    def minimum_height(self) -> float:
        return self._height(_PITCH, _FOOTER_GAP)

    def least_height(self) -> float:
        line = self.style.line_height(TextSize.CAPTION) / self.style.factor
        return self._height(max(_LEAST_PITCH, _BAR_TOP + _BAR_HEIGHT + line / 2 + 2), _LEAST_FOOTER_GAP)

    def _height(self, pitch: float, footer_gap: float) -> float:
        rest = _FIRST + _BAR_TOP + _BAR_HEIGHT + footer_gap + _FOOTER
        return self.style.px(rest + self._gaps() * pitch)

    def hit_areas(self, rect: QRectF) -> list[HitArea]:
        inner = self._inner(rect)
        height = self.style.px(_BAR_TOP + _BAR_HEIGHT + 14)
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
        inner = self._inner(rect)
        for step, middle in zip(self._chart.steps, self._middles(rect), strict=True):
            self._paint_step(pen, inner, step, middle)
        if self._chart.footer:
            middle = rect.bottom() - self.style.px(_FOOTER)
            pen.draw_text_from(inner.left(), middle, self._chart.footer.accessible_text, TextSize.CAPTION, "text2")

    def _paint_step(self, pen: ChartPen, inner: QRectF, step: FunnelStep, middle: float) -> None:
        style = self.style
        end = pen.draw_text_from(inner.left(), middle, step.label, TextSize.CAPTION)
        end = pen.draw_text_from(end + style.px(_COUNT_GAP), middle, step.bar.text, TextSize.CAPTION, strong=True)
        room = inner.right() - end - style.px(_SHARE_GAP)
        shares = step.share_text.split(" · ")
        while len(shares) > 1 and style.text_width(" · ".join(shares), TextSize.CAPTION) > room:
            shares.pop()  # the copied numbers and a screen reader have it
        share_text = style.elide(" · ".join(shares), TextSize.CAPTION, room)
        pen.draw_text_up_to(inner.right(), middle, share_text, TextSize.CAPTION, "text2")
        bar_middle = middle + style.px(_BAR_TOP + _BAR_HEIGHT / 2)
        pen.draw_row_bar(inner.left(), bar_middle, inner.width(), style.px(_BAR_HEIGHT), "sunken")
        length = bar_length(step.bar.value, self._chart.steps[0].bar.value, inner.width())
        if length:
            pen.draw_row_bar(inner.left(), bar_middle, length, style.px(_BAR_HEIGHT), step.bar.role)

    def _inner(self, rect: QRectF) -> QRectF:
        return rect.adjusted(self.style.px(PADDING), 0, -self.style.px(PADDING), 0)

    def _middles(self, rect: QRectF) -> list[float]:
        # From the least to the usual height footer and steps come nearer to each other alike.
        least, usual = self.heights()
        least_pitch = (least - self._height(0, _LEAST_FOOTER_GAP)) / max(self._gaps(), 1)
        if rect.height() < usual:
            part = (rect.height() - least) / (usual - least)
            pitch = least_pitch + part * (self.style.px(_PITCH) - least_pitch)
        else:
            spare = (rect.height() - usual) / max(self._gaps(), 1)
            pitch = min(self.style.px(_PITCH) + spare, self.style.px(_MAX_PITCH))
        first = rect.top() + self.style.px(_FIRST)
        return [first + number * pitch for number in range(len(self._chart.steps))]

    def _gaps(self) -> int:
        return max(len(self._chart.steps) - 1, 0)
