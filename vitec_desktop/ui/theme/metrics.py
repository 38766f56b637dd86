"""Sizes of the design, in logical pixels, and how they grow with the system's text size."""

import sys
from enum import IntEnum
from typing import Final, NamedTuple

BODY_PIXELS: Final = 13

SYSTEM_BODY_PIXELS: Final = 12.0 if sys.platform == "win32" else 13.0
"""The system's normal text size."""


class HeightRange(NamedTuple):
    """How low a card, or a part of one, can be where a window is low, and how high it is at the least elsewhere."""

    least: float
    usual: float

    def at(self, part: float) -> float:
        """Return the height that is `part` of the way, 0 to 1, from the least to the usual one."""
        return self.least + part * (self.usual - self.least)


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


class Spacing(IntEnum):
    """Distances between widgets, on a grid of four; they do not grow with the text."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 12
    MARGIN = 16
    OVERVIEW_MARGIN = 20
    CARD = 20
    DIALOG = 24


CHECK_BOX_MARGIN: Final = 4
"""How far a check box's own box is from the left edge of the widget: the focus frame has its room there."""


def text_factor(system_pixels: float) -> float:
    """Return the ratio of the text size to the design's, at least 1, for a system font of `system_pixels`."""
    return max(1.0, system_pixels / SYSTEM_BODY_PIXELS)


class Metrics(NamedTuple):
    """Heights of controls, in logical pixels, for the text size of the running system.

    Attributes:
        factor: ratio of the text size to the design's, 1.0 at the normal size.
        text_height: line height of the body font, rounded.
        text_ceiling: the same rounded up; some of Qt's widgets measure with this one.
        caption_height: line height of the caption font, rounded.
    """

    factor: float
    text_height: int
    text_ceiling: int
    caption_height: int

    def px(self, logical: float) -> int:
        """Return a length of the design, scaled with the text size."""
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
    def header(self) -> int:
        return max(36, self.caption_height + 20)

    @property
    def row(self) -> int:
        return max(32, self.text_height + 16)

    @property
    def group_heading(self) -> int:
        return max(36, self.row + 4)

    @property
    def group_indent(self) -> int:
        """Where the names of groups, and the texts of the rows below them, begin."""
        return self.icon + 20

    @property
    def status_bar(self) -> int:
        return max(30, self.caption_height + 14)
