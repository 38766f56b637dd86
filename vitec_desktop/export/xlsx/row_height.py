"""How high a row must be for a text that is wrapped.

Excel finds out by itself as long as a row has no height; LibreOffice does not, and prints the lines of one row over
those of the next.
"""

from math import ceil

LINE_HEIGHT = 15.0
"""Points, of the lists' font: Calibri 11."""

MAX_ROW_HEIGHT = 409.0
"""Points: Excel's own limit."""

# Pixels, rounded up a little: a line too many is better than half a line.
_WIDE, _NARROW = 7.3, 3.9
_PIXELS_A_CHARACTER, _PADDING = 7, 5  # of a column's width, as Excel counts it
_LOST_AT_A_BREAK = 30  # half a word, at the end of every line but the last
_WITHOUT_NARROW = str.maketrans("", "", " .,:;!'|()[]-fijlrtI")


def fitted_height(text: str, column_width: float) -> float | None:
    """Points for a row with that text in a column so wide, in characters; None where it fits on one line."""
    room = column_width * _PIXELS_A_CHARACTER - _PADDING
    lines = sum(_line_count(paragraph, room) for paragraph in text.split("\n"))
    return min(lines * LINE_HEIGHT, MAX_ROW_HEIGHT) if lines > 1 else None


def _line_count(paragraph: str, room: float) -> int:
    wide = len(paragraph.translate(_WITHOUT_NARROW))
    pixels = wide * _WIDE + (len(paragraph) - wide) * _NARROW
    return 1 if pixels <= room else ceil(pixels / (room - _LOST_AT_A_BREAK))
