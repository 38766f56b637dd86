"""A chart's painter: where everything stands in a rectangle, and how it is drawn there."""

from abc import ABC, abstractmethod
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.ui.charts.drawing import ChartPen
from vitec_desktop.ui.charts.models import Bar
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import Spacing, TextSize

PADDING: Final = float(Spacing.CARD)
TITLE_MIDDLE: Final = 24.0
HEADERS_MIDDLE: Final = 52.0


class HitArea(NamedTuple):
    """A place that can be pointed at, and its place in the chart's rows and columns, for the arrow keys."""

    rect: QRectF
    bar: Bar
    row: int
    column: int


class ChartPainter(ABC):
    """Paints one chart into any rectangle that is at least `least_height` high, on a screen or on paper."""

    def __init__(self, look: ChartStyle) -> None:
        self.style = look

    @abstractmethod
    def minimum_height(self) -> float: ...

    @abstractmethod
    def hit_areas(self, rect: QRectF) -> list[HitArea]:
        """The bars in sight, row by row."""

    @abstractmethod
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Draw all but the ground."""

    def _paint_title(self, pen: ChartPen, rect: QRectF, title: str) -> None:
        middle = rect.top() + self.style.px(TITLE_MIDDLE)
        pen.text_from(rect.left() + self.style.px(PADDING), middle, title, TextSize.BODY, strong=True)
