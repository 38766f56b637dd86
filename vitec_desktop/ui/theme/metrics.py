"""Sizes: logical pixels of the design, grown with the system's text size."""

import sys
from enum import IntEnum
from typing import Final, NamedTuple

BODY_PIXELS: Final = 13

# What the systems call their normal text size; Windows' own is a pixel smaller than the design's body.
SYSTEM_BODY_PIXELS: Final = 12.0 if sys.platform == "win32" else 13.0


class TextSize(IntEnum):
    """The design's type scale, in logical pixels at the normal text size."""

    AXIS = 11
    CAPTION = 12
    BODY = 13
    SECTION = 16
    TITLE = 24
    FIGURE = 26


class Radius(IntEnum):
    """Corner radii; they do not grow with the text."""

    CONTROL = 6
    CARD = 8
    CHIP = 14


class Spacing(IntEnum):
    """Distances between parts, on a grid of four; they do not grow with the text."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 12
    MARGIN = 16
    OVERVIEW_MARGIN = 20
    CARD = 20
    DIALOG = 24
    WIDE = 32


def text_factor(system_pixels: float) -> float:
    """How much larger than the design all text is, for a system font of `system_pixels`; never smaller than 1."""
    return max(1.0, system_pixels / SYSTEM_BODY_PIXELS)


class Metrics(NamedTuple):
    """Heights that hold the text of the running system without cutting it.

    `factor` is 1.0 at the normal text size; `text_height` and `caption_height` are line heights of the body and the
    caption font in logical pixels, rounded. `text_ceiling` is the body's rounded up: some of Qt's widgets measure
    with the one, some with the other.
    """

    factor: float
    text_height: int
    text_ceiling: int
    caption_height: int

    def px(self, logical: float) -> int:
        """A length of the design that grows with the text."""
        return round(logical * self.factor)

    @property
    def icon(self) -> int:
        return self.px(16)

    @property
    def control(self) -> int:
        return max(32, self.text_height + 14)

    @property
    def small_segment(self) -> int:
        return max(26, self.text_height + 10)

    @property
    def chip(self) -> int:
        return max(28, self.text_height + 10)

    @property
    def menu_bar(self) -> int:
        return max(32, self.text_height + 14)

    @property
    def command_bar(self) -> int:
        return self.control + 20

    @property
    def tab_bar(self) -> int:
        return max(42, self.text_height + 26)

    @property
    def filter_row(self) -> int:
        return self.control + 16

    @property
    def header(self) -> int:
        return max(36, self.caption_height + 20)

    @property
    def row(self) -> int:
        return max(32, self.text_height + 16)

    @property
    def status_bar(self) -> int:
        return max(30, self.caption_height + 14)
