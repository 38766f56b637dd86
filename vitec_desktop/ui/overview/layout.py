"""Where the tiles and cards stand: in wide windows and on paper, in narrow ones, and where the text is very large."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF

from vitec_desktop.ui.theme.metrics import Spacing

GAP: Final = float(Spacing.MEDIUM)

CARDS: Final = ("time", "states", "tips_funnel", "leads_funnel", "ages", "top")


class GridShape(Enum):
    """How many parts stand side by side."""

    WIDE = "wide"
    NARROW = "narrow"
    SLIM = "slim"


_WIDE_FROM, _NARROW_FROM = 1280.0, 720.0
"""Window widths, in logical pixels at the normal text size."""

_TILES_ABREAST: Final = {GridShape.WIDE: 6, GridShape.NARROW: 3, GridShape.SLIM: 2}
_UPPER: Final = {"time": 860.0, "states": 528.0}
_LOWER: Final = {"tips_funnel": 340.0, "leads_funnel": 340.0, "ages": 314.0, "top": 366.0}
_UPPER_SHARE: Final = 0.6
"""What the upper cards get of height to spare."""

_NARROW_ROWS: Final[tuple[Mapping[str, float], ...]] = (
    {"time": 1.0},
    {"states": 1.0},
    {"tips_funnel": 1.0, "leads_funnel": 1.0},
    {"ages": 1.0, "top": 1.1},
)
_ROWS: Final[Mapping[GridShape, tuple[Mapping[str, float], ...]]] = {
    GridShape.WIDE: (_UPPER, _LOWER),
    GridShape.NARROW: _NARROW_ROWS,
    GridShape.SLIM: tuple({name: 1.0} for name in CARDS),
}


def shape_for_width(window_width: float, factor: float) -> GridShape:
    """The shape for a window; `factor` is how much larger than normal its text is."""
    if window_width >= _WIDE_FROM * factor:
        return GridShape.WIDE
    return GridShape.NARROW if window_width >= _NARROW_FROM * factor else GridShape.SLIM


@dataclass(frozen=True)
class GridRects:
    """Rectangles of the tiles in their order, and of the cards by name."""

    tiles: tuple[QRectF, ...]
    cards: Mapping[str, QRectF]
    height: float


def compute_layout(
    width: float, height: float, tile_height: float, tile_count: int, least: Mapping[str, float], shape: GridShape
) -> GridRects:
    """Lays all out from the corner (0, 0); `least` are the cards' least heights. May become higher than `height`."""
    tiles = _tiles(width, tile_height, tile_count, _TILES_ABREAST[shape])
    rows = _ROWS[shape]
    heights = [max(least[name] for name in row) for row in rows]
    top = max((tile.bottom() for tile in tiles), default=0.0)
    needed = top + sum(heights) + len(rows) * GAP
    spare = max(height - needed, 0.0)
    if shape is GridShape.WIDE:
        heights = [heights[0] + spare * _UPPER_SHARE, heights[1] + spare * (1 - _UPPER_SHARE)]
    cards: dict[str, QRectF] = {}
    for row, row_height in zip(rows, heights, strict=True):
        cards.update(_row(row, width, top + GAP, row_height))
        top += GAP + row_height
    return GridRects(tuple(tiles), cards, top)


def _tiles(width: float, height: float, count: int, abreast: int) -> Sequence[QRectF]:
    step = (width + GAP) / abreast
    return [
        QRectF(number % abreast * step, number // abreast * (height + GAP), step - GAP, height)
        for number in range(count)
    ]


def _row(weights: Mapping[str, float], width: float, top: float, height: float) -> Mapping[str, QRectF]:
    share = (width - (len(weights) - 1) * GAP) / sum(weights.values())
    found, x = {}, 0.0
    for name, weight in weights.items():
        found[name] = QRectF(x, top, weight * share, height)
        x += weight * share + GAP
    return found
