"""How much room text takes in Calibri: lines that it wraps to, and text cut at a word to fit.

A row has the height that its file says: LibreOffice fits no row by itself, and a printed list needs rows of one height.
"""

import codecs
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

LINE_HEIGHT = 15.0
"""Height of one line in points: Calibri 11."""

MAX_ROW_HEIGHT = 409.0
"""Excel's limit, in points."""

ELLIPSIS = "…"

_UNITS = 64  # of the font's size
_CELL_PADDING = 7.0  # points: the space beside the text, and by how much Excel makes a column narrower
_BOLD_FACTOR = 1.05
_NARROW = 20  # units; no line of text has narrower characters on the average
# Advance widths of Calibri. The widths of other characters than these are taken for the widest.
_CHARACTERS_BY_WIDTH = {
    14: "'",
    15: " \u00a0ilìíîï",
    16: ",.Ij‚‘’·¹ÌÍÎÏ",
    17: ":;",
    19: "`´",
    20: "()-[]f{}¸",
    21: "!J¡",
    22: "t‹›°²³",
    23: "r",
    25: "/\\szˆšž¨¯",
    26: '"ª',
    27: "Lc„“”ºç",
    28: "x",
    29: "kvy˜ýÿ",
    30: "?FSZg|ŠŽ¿",
    31: "ETYaŸÈÉÊËÝàáâãäå",
    32: "#*+<=>^_e~ƒ†‡•–¢¤¦§¬±×èéêë÷",
    33: "$0123456789KPX€£¥«®»Þ",
    34: "CbdhnopquÇßðñòóôõöøùúûüþ",
    35: "BRµ",
    37: "AVÀÁÂÃÄÅ",
    38: "¶",
    40: "DHÐ",
    41: "GU¼ÙÚÛÜ",
    42: "NÑ",
    43: "OQ½¾ÒÓÔÕÖØ",
    44: "&…",
    45: "™",
    46: "%w",
    49: "Æ",
    50: "æ",
    51: "m",
}
_WIDEST = 67
_ENCODING = "cp1252"
_UNKNOWN = b"\x81"  # means nothing in this encoding
_ALIKE = {"\N{MINUS SIGN}": b"+", "→": b"\x8d"}
"""Characters that the encoding has not, as another one of the same width; nothing else has the second one."""
_ARROW_WIDTH = 63

_WIDE_CHARACTERS = "vitec_desktop.wide_characters"

_widths = bytearray([_WIDEST]) * 256
for _width, _characters in _CHARACTERS_BY_WIDTH.items():
    for _byte in _characters.encode(_ENCODING):
        _widths[_byte] = _width
_widths[_ALIKE["→"][0]] = _ARROW_WIDTH
_WIDTHS = bytes(_widths)
_MARK_WIDTH = 15 + 44  # a space and the ellipsis


def _replace_by_wide(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    replaced = error.object[error.start : error.end]
    return b"".join(_ALIKE.get(character, _UNKNOWN) for character in replaced), error.end


codecs.register_error(_WIDE_CHARACTERS, _replace_by_wide)


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width of `text` on one line, in points."""
    return sum(_char_widths(text)) * size / _UNITS * (_BOLD_FACTOR if is_bold else 1)


@lru_cache(maxsize=4096)
def count_lines(text: str, width: float, size: float, *, is_bold: bool = False) -> int:
    """Return how many lines `text` wraps to in a cell `width` points wide."""
    room = _room(width, size) / (_BOLD_FACTOR if is_bold else 1)
    return sum(_count_wrapped(paragraph, room) for paragraph in text.split("\n"))


def fit_line(text: str, width: float, size: float, *, is_bold: bool = False) -> str:
    """Return `text`, cut at a word and with "…" if it is longer than one line of a cell `width` points wide."""
    if fits_line(text, width, size, is_bold=is_bold):
        return text
    return cut_text(text, width, size * (_BOLD_FACTOR if is_bold else 1), 1)


def fits_line(text: str, width: float, size: float, *, is_bold: bool = False) -> bool:
    """Whether `text` fits one line of a cell `width` points wide."""
    size *= _BOLD_FACTOR if is_bold else 1
    room = width - _CELL_PADDING
    return len(text) * size * _WIDEST / _UNITS < room or text_width(text, size) <= room


def cut_text(text: str, width: float, size: float, line_count: int) -> str:
    """Return `text` without line breaks, cut at a word and with "…" so that it fits `line_count` lines of a cell.

    `width` is the cell's width and `size` the font's size, in points.
    """
    room = _room(width, size)
    limit = line_count * int(room / _NARROW)
    head = " ".join(text[:limit].split())
    is_whole = len(text) <= limit
    widths = _char_widths(head)
    end = 0
    for line in range(1, line_count + 1):
        start = _after_space(head, end)
        end = _line_end(head, widths, start, room)
        if is_whole and end == len(head):
            return head
        if line == line_count:
            end = _line_end(head, widths, start, room - _MARK_WIDTH)
    return f"{head[:end]} {ELLIPSIS}".lstrip()


def _room(width: float, size: float) -> float:
    return (width - _CELL_PADDING) * _UNITS / size


def _char_widths(text: str) -> bytes:
    return text.encode(_ENCODING, _WIDE_CHARACTERS).translate(_WIDTHS)


def _line_end(text: str, widths: bytes, start: int, room: float) -> int:
    """Return where the line that begins at `start` ends: at a space, within a word that is too long, or at the end."""
    ends = list(accumulate(widths[start : start + int(room / _NARROW) + 1]))
    fitting = start + bisect_right(ends, room)
    if fitting == len(text):
        return fitting
    space = text.rfind(" ", start + 1, fitting + 1)
    return space if space > 0 else max(fitting, start + 1)


def _after_space(text: str, end: int) -> int:
    """Return where the next line begins: a line does not begin with the space that ended the one before."""
    return end + (text[end : end + 1] == " ")


def _count_wrapped(paragraph: str, room: float) -> int:
    widths = _char_widths(paragraph)
    if sum(widths) <= room:
        return 1
    lines = end = 0
    while end < len(paragraph):
        end = _line_end(paragraph, widths, _after_space(paragraph, end), room)
        lines += 1
    return lines
