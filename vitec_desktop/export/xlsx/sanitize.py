"""Text as a cell can hold it: what Excel reads back is what the service wrote, as far as a workbook allows."""

import re
from dataclasses import dataclass

MAX_CELL_LENGTH = 32_767
"""Characters of one cell, counted as Excel counts: an emoji is two."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Neither XML nor Excel takes these: control characters, halves of surrogate pairs, and the two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A workbook writes characters as _x0041_; text that looks so by chance would come back as another.
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED_UNDERSCORE = "_x005F_"
_NEEDS_WORK = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_LINE_ENDING = re.compile("\r\n?")

# Also the wide twins of the four signs, which some spreadsheet programs read as the signs themselves.
_FORMULA_STARTS = frozenset("=+-@\t\n＝＋－＠")


@dataclass(slots=True)
class TextChanges:
    """How many cells could not be written as they were."""

    truncated_cells: int = 0
    replaced_cells: int = 0


def sanitize_cell_text(text: str, cut_mark: str, changes: TextChanges) -> str:
    """`text` without what no cell can hold; each change to what it says is counted in `changes`.

    Line endings become Excel's own. Text beyond the longest cell is cut and ends in `cut_mark`.
    """
    if len(text) <= MAX_CELL_LENGTH // 2 and not _NEEDS_WORK.search(text):
        return text
    text = sanitize_text(text, changes)
    escaped = _escape(text)
    if _length(escaped) <= MAX_CELL_LENGTH:
        return escaped
    changes.truncated_cells += 1
    return _cut(text, MAX_CELL_LENGTH - _length(cut_mark)) + cut_mark


def sanitize_text(text: str, changes: TextChanges) -> str:
    """`text` with Excel's line endings and without what no file of ours can hold; what is replaced is counted."""
    text, replaced = _ILLEGAL.subn(REPLACEMENT, _LINE_ENDING.sub("\n", text))
    changes.replaced_cells += bool(replaced)
    return text


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet program could take `text` for something to compute, were it typed in."""
    return text[:1] in _FORMULA_STARTS


def should_quote(text: str) -> bool:
    """Whether a workbook's cell has to say that `text` is one: "#N/A" and its like become errors when it is edited."""
    return is_formula_like(text) or text[:1] == "#"


def _escape(text: str) -> str:
    return _ESCAPE_LOOKALIKE.sub(_ESCAPED_UNDERSCORE, text)


def _length(text: str) -> int:
    """The length as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, room: int) -> str:
    """The beginning of `text`, escaped, in at most `room` units; neither a character nor an escape is broken."""
    beginning = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore")
    while (excess := _length(_escape(beginning)) - room) > 0:
        beginning = beginning[: -max(1, excess // len(_ESCAPED_UNDERSCORE))]
    return _escape(beginning)
