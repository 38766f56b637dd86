"""Positions of the tiles and cards, in windows of any width and in print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF

from vitec_desktop.ui.theme.metrics import Spacing

GAP: Final = float(Spacing.MEDIUM)

CARDS: Final = ("time", "groups", "states", "tips_funnel", "leads_funnel", "ages", "top")


class GridShape(Enum):
    """How many tiles and cards are side by side."""

    WIDE = "wide"
    MEDIUM = "medium"
    NARROW = "narrow"


_WIDE_FROM, _MEDIUM_FROM = 1280.0, 720.0
"""Window widths, in logical pixels at the normal text size."""

_TILES_PER_ROW: Final = {GridShape.WIDE: 6, GridShape.MEDIUM: 3, GridShape.NARROW: 2}
_UPPER: Final = {"time": 36.0, "groups": 37.0, "states": 27.0}
_LOWER: Final = {"tips_funnel": 340.0, "leads_funnel": 340.0, "ages": 314.0, "top": 366.0}
_UPPER_SHARE: Final = 0.6
"""The upper cards' share of spare height."""

_MEDIUM_ROWS: Final[tuple[Mapping[str, float], ...]] = (
    {"time": 1.0},
    {"groups": 1.0},
    {"states": 1.0},
    {"tips_funnel": 1.0, "leads_funnel": 1.0},
    {"ages": 1.0, "top": 1.1},
)
_ROWS: Final[Mapping[GridShape, tuple[Mapping[str, float], ...]]] = {
    GridShape.WIDE: (_UPPER, _LOWER),
    GridShape.MEDIUM: _MEDIUM_ROWS,
    GridShape.NARROW: tuple({name: 1.0} for name in CARDS),
}


def shape_for_width(window_width: float, factor: float) -> GridShape:
    """Return the shape for a window; `factor` is the ratio of its text size to the normal one."""
    if window_width >= _WIDE_FROM * factor:
        return GridShape.WIDE
    return GridShape.MEDIUM if window_width >= _MEDIUM_FROM * factor else GridShape.NARROW


@dataclass(frozen=True)
class GridRects:
    """Rectangles of the tiles in order, and of the cards by name; `height` is that of all."""

    tiles: tuple[QRectF, ...]
    cards: Mapping[str, QRectF]
    height: float


def compute_layout(
    width: float, height: float, tile_height: float, tile_count: int, min_heights: Mapping[str, float], shape: GridShape
) -> GridRects:
    """Return positions from the corner (0, 0), in logical pixels.

    They take more than `height` if `min_heights` of the cards ask for it.
    """
    tiles = _tiles(width, tile_height, tile_count, _TILES_PER_ROW[shape])
    rows = _ROWS[shape]
    heights = [max(min_heights[name] for name in row) for row in rows]
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


def _tiles(width: float, height: float, count: int, per_row: int) -> Sequence[QRectF]:
    step = (width + GAP) / per_row
    return [
        QRectF(number % per_row * step, number // per_row * (height + GAP), step - GAP, height)
        for number in range(count)
    ]


def _row(weights: Mapping[str, float], width: float, top: float, height: float) -> Mapping[str, QRectF]:
    share = (width - (len(weights) - 1) * GAP) / sum(weights.values())
    rects, x = {}, 0.0
    for name, weight in weights.items():
        rects[name] = QRectF(x, top, weight * share, height)
        x += weight * share + GAP
    return rects
