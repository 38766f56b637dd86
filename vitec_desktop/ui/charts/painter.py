"""A chart's painter: where everything stands in a rectangle, and how it is drawn there."""

from abc import ABC, abstractmethod
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vitec_desktop.ui.charts.drawing import Pen
from vitec_desktop.ui.charts.models import Bar
from vitec_desktop.ui.charts.style import Look
from vitec_desktop.ui.theme.metrics import Gap, TextSize

PADDING: Final = float(Gap.CARD)
TITLE_MIDDLE: Final = 24.0
HEADS_MIDDLE: Final = 52.0


class Spot(NamedTuple):
    """A place that can be pointed at, and its place in the chart's rows and columns, for the arrow keys."""

    rect: QRectF
    bar: Bar
    row: int
    column: int


class Art(ABC):
    """Paints one chart into any rectangle that is at least `least_height` high, on a screen or on paper."""

    def __init__(self, look: Look) -> None:
        self.look = look

    @abstractmethod
    def least_height(self) -> float: ...

    @abstractmethod
    def spots(self, rect: QRectF) -> list[Spot]:
        """The bars in sight, row by row."""

    @abstractmethod
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Draw all but the ground."""

    def _paint_title(self, pen: Pen, rect: QRectF, title: str) -> None:
        middle = rect.top() + self.look.px(TITLE_MIDDLE)
        pen.left(rect.left() + self.look.px(PADDING), middle, title, TextSize.BODY, strong=True)
