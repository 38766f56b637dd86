"""Grey shapes where rows or cards will be, while the first fetch runs."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.theme.metrics import Radius, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.painting import draw_box, make_painter

_BAR_HEIGHT: Final = 10.0
_BAR_RADIUS: Final = 4.0
_ROWS: Final = 8
_ROW_BARS: Final = ((0.0, 118.0), (152.0, 96.0), (338.0, 190.0), (610.0, 104.0), (748.0, 104.0), (886.0, 84.0))
"""Where the bars of a row begin, and how long they are."""


class SkeletonShape(NamedTuple):
    """A card with a frame, or a bar in the place of a text."""

    rect: QRectF
    is_card: bool = False


class Skeleton(QWidget):
    """Paints what `shapes` returns for its size in logical pixels. It stands still, and takes no click."""

    def __init__(self, theme: Theme, shapes: Callable[[QSize], Iterable[SkeletonShape]], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._shapes = theme, shapes
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, color = make_painter(self), self._theme.color
        for shape in self._shapes(self.size()):
            if shape.is_card:
                draw_box(painter, shape.rect, color("surface"), color("line"), Radius.CARD)
            else:
                draw_box(painter, shape.rect, color("sunken"), None, _BAR_RADIUS)
        painter.end()


def row_shapes(theme: Theme, size: QSize) -> list[SkeletonShape]:
    """Return the bars of a table's first rows."""
    px, row = theme.metrics.px, theme.metrics.row
    bars = [
        SkeletonShape(QRectF(Spacing.MARGIN + px(left), (number + 0.5) * row - px(5), px(length), px(_BAR_HEIGHT)))
        for number in range(_ROWS)
        for left, length in _ROW_BARS
    ]
    return [bar for bar in bars if bar.rect.right() < size.width() and bar.rect.bottom() < size.height()]


def card_shapes(theme: Theme, rect: QRectF) -> list[SkeletonShape]:
    """Return a card, and the bars of its title and its first line."""
    px, left = theme.metrics.px, rect.left() + Spacing.MARGIN
    return [
        SkeletonShape(rect, is_card=True),
        SkeletonShape(QRectF(left, rect.top() + px(16), px(96), px(_BAR_HEIGHT))),
        SkeletonShape(QRectF(left, rect.top() + px(42), px(52), px(16))),
    ]
