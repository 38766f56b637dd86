"""Text as a workbook cell can hold it: Excel reads the service's text back unchanged, as far as the format allows."""

import re

from msgspec import Struct

from vitec_desktop.report.cell_text import is_formula_like, replace_illegal, unify_line_ends

MAX_CELL_LENGTH = 32_767
"""Excel's limit for the text of a cell, in UTF-16 units: an emoji is two."""

# A workbook escapes characters as _x0041_; text that looks like an escape must be escaped itself.
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED_UNDERSCORE = "_x005F_"
_NEEDS_CHANGE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
find_needed_change = _NEEDS_CHANGE.search
"""Finds the first thing in a text that a cell cannot hold, apart from its length."""

LENGTH_OF_ANY_CELL = MAX_CELL_LENGTH // 2
"""A text of so many characters is never too long, whatever it consists of."""


class TextChanges(Struct):
    """How many cells could not be written unchanged."""

    truncated_cells: int = 0
    replaced_cells: int = 0


def sanitize_cell_text(text: str, truncation_mark: str, changes: TextChanges) -> str:
    """Return `text` as a cell can hold it, escaped as a workbook escapes it.

    Line endings become Excel's. Illegal characters are replaced, and text over the limit is truncated and ends in
    `truncation_mark`; `changes` counts both.
    """
    if len(text) <= LENGTH_OF_ANY_CELL and not find_needed_change(text):
        return text
    text = sanitize_text(text, changes)
    escaped = _escape(text)
    if _length(escaped) <= MAX_CELL_LENGTH:
        return escaped
    changes.truncated_cells += 1
    return _truncate(text, MAX_CELL_LENGTH - _length(truncation_mark)) + truncation_mark


def sanitize_text(text: str, changes: TextChanges) -> str:
    """Return `text` with Excel's line endings and illegal characters replaced; `changes` counts it if any were."""
    text, replaced = replace_illegal(unify_line_ends(text))
    changes.replaced_cells += bool(replaced)
    return text


def should_quote(text: str) -> bool:
    """Whether the cell must be marked as text, or editing it turns it into a formula or an error such as "#N/A"."""
    return is_formula_like(text) or text[:1] == "#"


def _escape(text: str) -> str:
    return _ESCAPE_LOOKALIKE.sub(_ESCAPED_UNDERSCORE, text)


def _length(text: str) -> int:
    """Return the length in UTF-16 units, as Excel counts."""
    return len(text.encode("utf-16-le")) // 2


def _truncate(text: str, max_length: int) -> str:
    """Return the start of `text`, escaped, in at most `max_length` units, with no split character or escape."""
    start = text.encode("utf-16-le")[: max_length * 2].decode("utf-16-le", "ignore")
    while (excess := _length(_escape(start)) - max_length) > 0:
        start = start[: -max(1, excess // len(_ESCAPED_UNDERSCORE))]
    return _escape(start)
