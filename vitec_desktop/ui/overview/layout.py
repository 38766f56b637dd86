"""Positions of the tiles and cards, in windows of any width and in print."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from math import ceil
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QRectF

from vitec_desktop.ui.theme.metrics import HeightRange, Spacing

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
_NARROW_UPPER: Final = {"time": 33.0, "groups": 40.0, "states": 27.0}
_NARROW_BELOW: Final = 1270.0
"""Of the cards' width, in logical pixels: below it the columns of offices need more of the row."""

_LOWER: Final = {"tips_funnel": 340.0, "leads_funnel": 340.0, "ages": 314.0, "top": 366.0}
_UPPER_SHARE: Final = 0.6
"""The upper cards' share of spare height."""

_MAX_STRETCH: Final = 0.6
_MAX_TILE_STRETCH: Final = 0.15
"""How much higher than usual cards and tiles can be, so that the fold cuts no line."""

_MAX_HIDDEN: Final = 0.45
"""How much of the last row of cards may be below the fold, rather than that those above it become higher."""

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


class GridRects(Struct, frozen=True):
    """Rectangles of the tiles in order, and of the cards by name; `height` is that of all."""

    tiles: tuple[QRectF, ...]
    cards: Mapping[str, QRectF]
    height: float


class Fold(Struct, frozen=True):
    """Where the window ends, in logical pixels below the first tile's top: what is below is seen after scrolling.

    Attributes:
        title_height: of a card, down to below its title.
        breaks: by card, where the fold cuts none of its lines when it has a certain height.
    """

    y: float
    title_height: float
    breaks: Mapping[str, Callable[[float], Sequence[float]]]


def compute_layout(
    width: float,
    height: float,
    tile: HeightRange,
    tile_count: int,
    cards: Mapping[str, HeightRange],
    shape: GridShape,
    fold: Fold | None = None,
) -> GridRects:
    """Return positions from the corner (0, 0), in logical pixels.

    All fill `height`, or take more if they usually do. With a fold they are lower if nearly all of them fit above it
    then; if they do not, their heights are such that it cuts no line of text, as far as that is possible.
    """
    rows = _ROWS[shape]
    if shape is GridShape.WIDE and width < _NARROW_BELOW:
        rows = (_NARROW_UPPER, _LOWER)
    tile_rows = ceil(tile_count / _TILES_PER_ROW[shape])
    ranges = [
        HeightRange(max(cards[name].least for name in row), max(cards[name].usual for name in row)) for row in rows
    ]
    gaps = (tile_rows + len(rows) - 1) * GAP
    least, usual = (tile_rows * tile[kind] + sum(one[kind] for one in ranges) + gaps for kind in (0, 1))
    heights = [one.usual for one in ranges]
    tile_height = tile.usual
    if fold is None or usual + GAP <= fold.y:
        spare = max(height - usual, 0.0)
        if shape is GridShape.WIDE:
            heights = [heights[0] + spare * _UPPER_SHARE, heights[1] + spare * (1 - _UPPER_SHARE)]
    elif least - _MAX_HIDDEN * ranges[-1].least <= fold.y:
        part = max(fold.y - GAP - least, 0.0) / max(usual - least, 1.0)
        tile_height = tile.at(part)
        heights = [one.at(part) for one in ranges]
    else:
        tile_height, heights = _heights_for_fold(fold, tile, tile_rows, rows, ranges)
    tiles = _tiles(width, tile_height, tile_count, _TILES_PER_ROW[shape])
    top = max((one.bottom() for one in tiles), default=0.0)
    places: dict[str, QRectF] = {}
    for row, row_height in zip(rows, heights, strict=True):
        places.update(_row(row, width, top + GAP, row_height))
        top += GAP + row_height
    return GridRects(tuple(tiles), places, top)


def _highest(ranges: Sequence[HeightRange]) -> HeightRange:
    return HeightRange(max(one.least for one in ranges), max(one.usual for one in ranges))


def _heights_for_fold(
    fold: Fold,
    tile: HeightRange,
    tile_rows: int,
    rows: Sequence[Mapping[str, float]],
    ranges: Sequence[HeightRange],
) -> tuple[float, list[float]]:
    """Return heights with which the fold is between two rows, below the titles of one, or between a card's lines.

    Of those that do it, the nearest to the usual ones; these if none does.
    """
    usual = [one.usual for one in ranges]
    found = [(0.0 if _is_clean(fold, tile.usual, tile_rows, rows, usual) else float("inf"), tile.usual, usual)]
    for number in range(len(rows)):
        fixed = (tile_rows + number) * GAP
        least = tile_rows * tile.least + sum(one.least for one in ranges[:number])
        normal = tile_rows * tile.usual + sum(usual[:number])
        for below in (-GAP / 2, fold.title_height):
            wanted = fold.y - fixed - below
            more = wanted - normal
            if more <= 0 and wanted >= least:
                part = (wanted - least) / (normal - least)
                heights = [one.at(part) for one in ranges[:number]]
                found.append((-more, tile.at(part), heights + usual[number:]))
            elif 0 < more <= _MAX_STRETCH * sum(usual[:number]):
                stretch = 1 + more / sum(usual[:number])
                found.append((more, tile.usual, [one * stretch for one in usual[:number]] + usual[number:]))
            elif 0 < more <= _MAX_TILE_STRETCH * normal and number == 0:
                found.append((more, tile.usual + more / tile_rows, usual))
        for tile_height in tile:
            top = fixed + tile_rows * tile_height + sum(usual[:number])
            for height in _card_heights(fold, fold.y - top, rows[number], ranges[number]):
                heights = [*usual[:number], height, *usual[number + 1 :]]
                found.append((abs(height - usual[number]) + tile.usual - tile_height, tile_height, heights))
    _, tile_height, heights = min(found, key=lambda one: one[0])
    return tile_height, heights


def _is_clean(
    fold: Fold, tile_height: float, tile_rows: int, rows: Sequence[Mapping[str, float]], heights: Sequence[float]
) -> bool:
    """Whether the fold is in the gap between two rows."""
    top = tile_rows * (tile_height + GAP)
    for _, height in zip(rows, heights, strict=True):
        if top - GAP <= fold.y <= top:
            return True
        top += height + GAP
    return False


def _card_heights(fold: Fold, seen: float, row: Mapping[str, float], heights: HeightRange) -> Iterator[float]:
    """Yield the heights of a row of one card with which the fold is between two of its lines."""
    name = next(iter(row))
    if len(row) > 1 or not 0 < seen < heights.usual * (1 + _MAX_STRETCH):
        return
    for height in range(ceil(heights.least), int(heights.usual * (1 + _MAX_STRETCH))):
        if any(abs(place - seen) <= 1 for place in fold.breaks[name](height)):
            yield float(height)


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
