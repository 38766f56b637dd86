"""Prepares texts of the service for display: the time in which Qt lays out a word grows with its length squared."""

import re
from itertools import pairwise
from typing import Final

BREAK: Final = "\N{ZERO WIDTH SPACE}"
"""Where a long word may be broken. It is not copied: see `without_breaks`."""

_LAST_WORDS: Final = re.compile(r"(?<=\S )\S{1,15}(?: \S{1,15}){1,2}$", re.MULTILINE)
_SPACES = " \t\n\r\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000"
_MAX_WORD = 60
_PIECE = 30
# What Qt takes for one word, no-break spaces included.
_LONG_WORD: Final = re.compile(f"[^{_SPACES}]{{{_MAX_WORD + 1},}}")
# Not before a mark that belongs to the letter before it.
_PIECES: Final = re.compile(
    f".{{{_PIECE}}}(?=[^\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f])"
)


def breakable(text: str) -> str:
    """Return `text` with break opportunities in its long words, so that they wrap, and fast."""
    return _LONG_WORD.sub(_break_word, text)


def without_orphan(text: str) -> str:
    """Return `text` with its last words joined, so that none of them stands alone on the last line."""
    return _LAST_WORDS.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def without_breaks(text: str) -> str:
    """Return a text that was displayed as it is copied, without its break opportunities."""
    return text.replace(BREAK, "")


def shortened(text: str, max_length: int) -> str:
    """Return `text`, cut with "…" to at most `max_length` characters."""
    return text if len(text) <= max_length else f"{text[: max_length - 1]}…"


def _break_word(found: re.Match[str]) -> str:
    word = found[0]
    places = [0, *(piece.end() for piece in _PIECES.finditer(word)), len(word)]
    return BREAK.join(word[start:end] for start, end in pairwise(places) if start < end)
