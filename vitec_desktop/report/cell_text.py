"""A cell's text as a spreadsheet may get it: one cleaning and one list of formula starts for every way out."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Illegal in XML, Excel and the clipboard: control characters, lone surrogates and two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDING = re.compile("\r\n?")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "\r", "＝", "＋", "－", "＠")
"""The full-width signs too: some spreadsheet programs treat them like the ordinary ones."""
_SKIPPED = " \u00a0\u200b\u200c\u200d\u2060\ufeff"
"""Some spreadsheet programs skip these before they look for the start of a formula."""


def replace_illegal(text: str) -> tuple[str, int]:
    """Return `text` with each illegal character replaced, and their number."""
    return _ILLEGAL.subn(REPLACEMENT, text)


def unify_line_ends(text: str) -> str:
    """Return `text` with Excel's line ends within a cell."""
    return _LINE_ENDING.sub("\n", text)


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet program would treat `text` as a formula if it were typed into a cell."""
    return text.lstrip(_SKIPPED).startswith(_FORMULA_STARTS)


def guard_formula(text: str) -> str:
    """Return `text`, with an apostrophe before it if a spreadsheet would read it as a formula."""
    return f"'{text}" if is_formula_like(text) else text
