"""Row heights for wrapped text.

Excel adjusts a row without a height by itself; LibreOffice does not, and prints the lines of one row over the next row.
"""

from math import ceil

LINE_HEIGHT = 15.0
"""Height of one line in points: Calibri 11."""

MAX_ROW_HEIGHT = 409.0
"""Excel's limit, in points."""

# Widths in pixels. Character widths are rounded up: an extra line is better than a clipped one.
_WIDE, _NARROW = 7.3, 3.9
_PIXELS_PER_CHARACTER, _PADDING = 7, 5  # Excel's units of column width
_LOST_PER_BREAK = 30  # half a word at the end of each line but the last
_REMOVE_NARROW = str.maketrans("", "", " .,:;!'|()[]-fijlrtI")


def fitted_height(text: str, column_width: float) -> float | None:
    """Return the row height in points for `text` in a column `column_width` characters wide; None for one line."""
    width = column_width * _PIXELS_PER_CHARACTER - _PADDING
    lines = sum(_line_count(paragraph, width) for paragraph in text.split("\n"))
    return min(lines * LINE_HEIGHT, MAX_ROW_HEIGHT) if lines > 1 else None


def _line_count(paragraph: str, width: float) -> int:
    wide_count = len(paragraph.translate(_REMOVE_NARROW))
    pixels = wide_count * _WIDE + (len(paragraph) - wide_count) * _NARROW
    return 1 if pixels <= width else ceil(pixels / (width - _LOST_PER_BREAK))
