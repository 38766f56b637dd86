"""What the chart painters share: their base class, texts, bars, hatching, images."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from vitec_desktop.ui.charts.models import Bar
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import HeightRange, Spacing, TextSize
from vitec_desktop.ui.widgets.marks import MARK_SIZE, Mark, draw_mark
from vitec_desktop.ui.widgets.painting import make_painter

PADDING: Final = float(Spacing.CARD)
TITLE_MIDDLE: Final = 24.0
HEADERS_MIDDLE: Final = 52.0

MIN_BAR_LENGTH: Final = 2.0
"""Of every value above 0, so that it can be seen."""

_HATCH_GAP: Final = 4.5
_ROW_RADIUS: Final = 2.0
_ROW_HEIGHT: Final = 11.0
_COMPARED_ROW_HEIGHT: Final = 6.0
_ROW_OUTLINE_HEIGHT: Final = 12.0
_TOP_RADIUS: Final = 3.0
_OUTLINE: Final = 1.2
_TEXT_FLAGS: Final = {
    side: int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
    for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
}
"""Qt's flags take longer to combine than a short text takes to draw."""

_BOX_WIDTH: Final = 4000.0
"""Of the rectangle that a text is drawn into: wider than any text."""

_IMAGE_RATIO: Final = 2.0


class HitArea(NamedTuple):
    """A bar's clickable area, and its row and column in the chart, for the arrow keys."""

    rect: QRectF
    bar: Bar
    row: int
    column: int


class ChartPainter(ABC):
    """Paints one chart into any rectangle that is at least `least_height` high, on a screen or a printer."""

    def __init__(self, style: ChartStyle) -> None:
        self.style = style

    @abstractmethod
    def minimum_height(self) -> float:
        """Return how high the chart is at the least where there is room."""

    @abstractmethod
    def least_height(self) -> float:
        """Return how low it can be with no line too near to another."""

    def heights(self) -> HeightRange:
        return HeightRange(self.least_height(), self.minimum_height())

    def part_of_usual(self, height: float) -> float:
        """Return how far a height is on the way, 0 to 1, from the least to the usual one."""
        least, usual = self.heights()
        return min(max((height - least) / (usual - least), 0.0), 1.0)

    def breaks(self, height: float) -> list[float]:
        """Return where a window can end in the chart of that height without cutting a line."""
        return []

    @abstractmethod
    def hit_areas(self, rect: QRectF) -> list[HitArea]:
        """Return the areas of the bars that `paint` draws into `rect`, row by row."""

    @abstractmethod
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Paint everything but the background."""

    def _paint_title(self, pen: "ChartPen", rect: QRectF, title: str) -> None:
        middle = rect.top() + self.style.px(TITLE_MIDDLE)
        pen.draw_text_from(rect.left() + self.style.px(PADDING), middle, title, TextSize.BODY, strong=True)


class ChartPen:
    """Draws a chart's texts and bars with one painter in one style."""

    def __init__(self, painter: QPainter, style: ChartStyle) -> None:
        self.painter = painter
        self.style = style

    def draw_text_from(
        self, x: float, middle: float, text: str, size: TextSize, role: str = "text", *, strong: bool = False
    ) -> float:
        """Write text that begins at `x`; return where it ends."""
        self._draw(QRectF(x, middle - 50, _BOX_WIDTH, 100), Qt.AlignmentFlag.AlignLeft, text, size, role, strong)
        return x + self.style.text_width(text, size, strong=strong)

    def draw_text_up_to(
        self, x: float, middle: float, text: str, size: TextSize, role: str = "text", *, strong: bool = False
    ) -> float:
        """Write text that ends at `x`; return where it begins."""
        self._draw(
            QRectF(x - _BOX_WIDTH, middle - 50, _BOX_WIDTH, 100),
            Qt.AlignmentFlag.AlignRight,
            text,
            size,
            role,
            strong,
        )
        return x - self.style.text_width(text, size, strong=strong)

    def draw_text_centered(
        self, x: float, middle: float, text: str, size: TextSize, role: str = "text", *, strong: bool = False
    ) -> None:
        rect = QRectF(x - _BOX_WIDTH / 2, middle - 50, _BOX_WIDTH, 100)
        self._draw(rect, Qt.AlignmentFlag.AlignHCenter, text, size, role, strong)

    def draw_mark(self, x: float, middle: float, mark: Mark) -> None:
        """Draw a state's mark with its left edge at `x`."""
        self.painter.save()
        size = self.style.px(MARK_SIZE)
        self.painter.translate(x, middle - size / 2)
        self.painter.scale(self.style.factor, self.style.factor)
        draw_mark(self.painter, mark, self.style.colors)
        self.painter.restore()

    def draw_row_bar(self, x: float, middle: float, width: float, height: float, role: str) -> None:
        """Draw a horizontal bar."""
        self._box(QRectF(x, middle - height / 2, width, height), self.style.color(role), _ROW_RADIUS)

    def draw_column_bar(self, rect: QRectF, bar: Bar) -> None:
        """Draw a vertical bar with round upper corners; only outline and hatching if its period is cut or not over."""
        path = _column_path(rect)
        color = self.style.color(bar.role)
        if not bar.is_partial:
            self.painter.fillPath(path, color)
            return
        self.painter.save()
        self.painter.setClipPath(path)
        self.painter.setPen(QPen(color, 0.7))
        for line in _hatch(rect):
            self.painter.drawLine(line)
        self.painter.restore()
        self.painter.setPen(QPen(color, 1.2))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(_column_path(rect.adjusted(0.6, 0.6, -0.6, -0.6)))

    def draw_column_outline(self, rect: QRectF) -> None:
        """Draw the outline of a vertical bar of the earlier period."""
        self.painter.setPen(QPen(self.style.color("edge_strong"), _OUTLINE))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        half = _OUTLINE / 2
        self.painter.drawPath(_column_path(rect.adjusted(half, half, -half, -half)))

    def draw_row_outline(self, x: float, middle: float, width: float, height: float) -> None:
        """Draw the outline of a horizontal bar of the earlier period."""
        self.painter.setPen(QPen(self.style.color("edge_strong"), _OUTLINE))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        half = _OUTLINE / 2
        self.painter.drawRect(
            QRectF(x + half, middle - height / 2 + half, max(width - _OUTLINE, 0.5), height - _OUTLINE)
        )

    def draw_line(self, left: float, right: float, y: float) -> None:
        self.painter.setPen(QPen(self.style.color("edge"), 1.0))
        self.painter.drawLine(QLineF(left, y, right, y))

    def _box(self, rect: QRectF, color: QColor, radius: float) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(color)
        radius = min(radius, rect.width() / 2)
        self.painter.drawRoundedRect(rect, radius, radius)

    def _draw(self, rect: QRectF, side: Qt.AlignmentFlag, text: str, size: TextSize, role: str, strong: bool) -> None:
        self.painter.setFont(self.style.font(size, strong=strong))
        self.painter.setPen(self.style.color(role))
        self.painter.drawText(rect, _TEXT_FLAGS[side], text)


def bar_length(value: int, largest: int, room: float) -> float:
    """Return the length of a bar, which is `room` for `largest`: at least `MIN_BAR_LENGTH`, but 0 for the value 0."""
    if value <= 0 or largest <= 0:
        return 0.0
    return max(MIN_BAR_LENGTH, room * value / largest)


def draw_compared_row_bar(pen: ChartPen, x: float, middle: float, bar: Bar, largest: int, room: float) -> float:
    """Draw a horizontal bar, slimmer inside the outline of an earlier value; return the longer length."""
    length = bar_length(bar.value, largest, room)
    if bar.earlier is None:
        pen.draw_row_bar(x, middle, length, pen.style.px(_ROW_HEIGHT), bar.role)
        return length
    outline = bar_length(bar.earlier.value, largest, room)
    if outline:
        pen.draw_row_outline(x, middle, outline, pen.style.px(_ROW_OUTLINE_HEIGHT))
    pen.draw_row_bar(x, middle, length, pen.style.px(_COMPARED_ROW_HEIGHT), bar.role)
    return max(length, outline)


def _column_path(rect: QRectF) -> QPainterPath:
    radius = min(_TOP_RADIUS, rect.width() / 2, rect.height())
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + radius, rect.top()))
    path.lineTo(rect.right() - radius, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + radius))
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


def _hatch(rect: QRectF) -> list[QLineF]:
    """Return diagonal lines all over `rect`."""
    count = int((rect.width() + rect.height()) / _HATCH_GAP) + 1
    height = rect.height()
    starts = (rect.left() - height + _HATCH_GAP * number for number in range(count))
    return [QLineF(x, rect.bottom(), x + height, rect.top()) for x in starts]


def draw_image(size: QSizeF, paint: Callable[[QPainter, QRectF], None]) -> QImage:
    """Return what `paint` paints on white into `size` logical pixels, at twice a screen's resolution."""
    image = QImage(round(size.width() * _IMAGE_RATIO), round(size.height() * _IMAGE_RATIO), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    # Scale the painter: an image's own device pixel ratio is lost on the clipboard.
    painter = make_painter(image)
    painter.scale(_IMAGE_RATIO, _IMAGE_RATIO)
    paint(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
