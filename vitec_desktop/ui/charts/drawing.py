"""What the painters of charts have in common: text on a middle line, bars, hatching."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from vitec_desktop.ui.charts.models import Bar
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.widgets.marks import MARK_SIZE, StateMark, draw_mark
from vitec_desktop.ui.widgets.painting import make_painter

MIN_BAR_LENGTH: Final = 2.0
"""What is there at all can be seen."""

_HATCH_GAP: Final = 4.5
_ROW_RADIUS: Final = 2.0
_TOP_RADIUS: Final = 3.0
_FAR: Final = 4000.0


class ChartPen:
    """Writes with one painter in one look."""

    def __init__(self, painter: QPainter, look: ChartStyle) -> None:
        self.painter = painter
        self.style = look

    def text_from(
        self, x: float, middle: float, text: str, size: TextSize, role: str = "text", *, strong: bool = False
    ) -> float:
        """Write from `x` on, and answer where the text ends."""
        self._write(QRectF(x, middle - 50, _FAR, 100), Qt.AlignmentFlag.AlignLeft, text, size, role, strong)
        return x + self.style.text_width(text, size, strong=strong)

    def text_up_to(
        self, x: float, middle: float, text: str, size: TextSize, role: str = "text", *, strong: bool = False
    ) -> float:
        """Write up to `x`, and answer where the text begins."""
        self._write(QRectF(x - _FAR, middle - 50, _FAR, 100), Qt.AlignmentFlag.AlignRight, text, size, role, strong)
        return x - self.style.text_width(text, size, strong=strong)

    def text_centered(
        self, x: float, middle: float, text: str, size: TextSize, role: str = "text", *, strong: bool = False
    ) -> None:
        rect = QRectF(x - _FAR / 2, middle - 50, _FAR, 100)
        self._write(rect, Qt.AlignmentFlag.AlignHCenter, text, size, role, strong)

    def draw_mark(self, x: float, middle: float, mark: StateMark) -> None:
        """Draw a state's mark from `x` on."""
        self.painter.save()
        size = self.style.px(MARK_SIZE)
        self.painter.translate(x, middle - size / 2)
        self.painter.scale(self.style.factor, self.style.factor)
        draw_mark(self.painter, mark, self.style.colors)
        self.painter.restore()

    def draw_row_bar(self, x: float, middle: float, width: float, height: float, role: str) -> None:
        """A bar that lies."""
        self._box(QRectF(x, middle - height / 2, width, height), self.style.color(role), _ROW_RADIUS)

    def draw_column_bar(self, rect: QRectF, bar: Bar) -> None:
        """A bar that stands on its lower edge, round above only; outline and hatch where it is still growing."""
        path = _standing(rect)
        color = self.style.color(bar.role)
        if not bar.is_ongoing:
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
        self.painter.drawPath(_standing(rect.adjusted(0.6, 0.6, -0.6, -0.6)))

    def draw_line(self, left: float, right: float, y: float, role: str = "edge") -> None:
        self.painter.setPen(QPen(self.style.color(role), 1.0))
        self.painter.drawLine(QLineF(left, y, right, y))

    def _box(self, rect: QRectF, color: QColor, radius: float) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(color)
        radius = min(radius, rect.width() / 2)
        self.painter.drawRoundedRect(rect, radius, radius)

    def _write(self, rect: QRectF, side: Qt.AlignmentFlag, text: str, size: TextSize, role: str, strong: bool) -> None:
        self.painter.setFont(self.style.font(size, strong=strong))
        self.painter.setPen(self.style.color(role))
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        self.painter.drawText(rect, flags | int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip), text)


def bar_length(value: int, largest: int, room: float) -> float:
    """How long a bar of `value` is where the largest takes all the `room`: none for nothing, else at least 2."""
    if value <= 0 or largest <= 0:
        return 0.0
    return max(MIN_BAR_LENGTH, room * value / largest)


def _standing(rect: QRectF) -> QPainterPath:
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
    """Strokes from lower left to upper right all over `rect`."""
    count = int((rect.width() + rect.height()) / _HATCH_GAP) + 1
    height = rect.height()
    starts = (rect.left() - height + _HATCH_GAP * number for number in range(count))
    return [QLineF(x, rect.bottom(), x + height, rect.top()) for x in starts]


_RATIO: Final = 2.0


def draw_image(size: QSizeF, paint: Callable[[QPainter, QRectF], None]) -> QImage:
    """What `paint` paints into a rectangle of `size` logical pixels."""
    image = QImage(round(size.width() * _RATIO), round(size.height() * _RATIO), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    # By the painter's scale and not by the image's own ratio, which would not survive the clipboard.
    painter = make_painter(image)
    painter.scale(_RATIO, _RATIO)
    paint(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
