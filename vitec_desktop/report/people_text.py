"""Folding of people's text: what a reader takes for the same text is equal when folded.

Names and messages are typed by people, on phones and computers, and come through several programs. The same name occurs
composed (NFC) and decomposed (NFD), with a no-break space, an invisible character, another dash or another apostrophe.
A folded text

- is in compatibility composition (NFKC): "ﬁ" is "fi", a full-width letter is a letter;
- has no case, whatever the locale: "İbrahim" is "ibrahim";
- has Latin and Greek letters without accents and strokes: "Renée" is "renee", "Łukasz" is "lukasz". But å, ä and ö are
  letters of their own, as Swedes read them, and so are the Danish æ and ø, which are the Swedish ä and ö;
- has one hyphen for all dashes, one apostrophe for all apostrophes, and no invisible characters.
"""

import re
import unicodedata
from collections.abc import Iterator

_SWEDISH_LETTERS = "åäö"
_LETTERS = {"æ": "ä", "ø": "ö", "œ": "oe", "þ": "th", "ð": "d", "đ": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ı": "i"}
"""Letters that Unicode does not decompose."""

_APOSTROPHES = "`´‘’‚‛ʹʻʼʽˈ′＇"
_DASHES = "‐‑‒–—―−﹘﹣－"
_KEPT = "…"
"""Compatibility characters that stay: common in messages, and nobody looks for their parts."""

_INVISIBLE_LETTERS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Fillers, which Unicode calls letters."""

_SEVERAL = 0
"""In a table of bytes: the character folds to several, or to one outside the encoding."""


class _FoldTable(dict[int, str]):
    """The folded text of each character, for `str.translate`; computed when a character first occurs."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    def _fold(self, char: str) -> str:
        if char in _APOSTROPHES:
            return "'"
        if char in _DASHES:
            return "-"
        if is_invisible(char) or _is_accent(char):
            return ""
        if char.isspace():
            return " "
        if char in _KEPT:
            return char
        folded = unicodedata.normalize("NFKC", char).casefold()
        if len(folded) > 1:
            return "".join([self[ord(part)] for part in folded])
        plain = _LETTERS.get(folded) or _without_accents(folded)
        return plain if plain == char else "".join([self[ord(part)] for part in plain])


def is_invisible(char: str) -> bool:
    """Whether a character shows nothing and takes no room: zero-width ones, marks of direction, soft hyphens."""
    return unicodedata.category(char) == "Cf" or char in _INVISIBLE_LETTERS or "\ufe00" <= char <= "\ufe0f"


def _is_accent(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def _without_accents(letter: str) -> str:
    """Return a Latin or Greek letter without its accents, one at a time: ǻ is an å, ấ an a."""
    while letter not in _SWEDISH_LETTERS:
        base = unicodedata.normalize("NFD", letter)
        if len(base) < 2 or not unicodedata.name(base[0], "").startswith(("LATIN", "GREEK")):
            return letter
        letter = unicodedata.normalize("NFC", base[:-1])
        if len(letter) > 1:
            letter = letter[0]
    return letter


_FOLDED = _FoldTable()
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def _byte_table(encoding: str) -> tuple[str, bytes, bytes]:
    """Return an encoding, the folded bytes of its characters, and the bytes of those that go."""
    table, removed = bytearray(256), bytearray()
    for code in range(256):
        char = bytes([code]).decode(encoding, "replace")
        folded = _FOLDED[ord(char)]
        if not folded:
            removed.append(code)
        try:
            table[code : code + 1] = folded.encode(encoding) if len(folded) == 1 else bytes([_SEVERAL])
        except UnicodeEncodeError:
            table[code] = _SEVERAL
    return encoding, bytes(table), bytes(removed)


_BYTE_TABLES = (_byte_table("latin-1"), _byte_table("cp1252"))
"""For speed: nearly all Swedish text is Latin-1, or with Windows' dashes and quotes."""


def fold_letters(text: str) -> str:
    """Return `text` folded, but for its blanks: each is a space, and runs of them stay."""
    folded = _fold_bytes(text)
    if folded is not None:
        return folded
    if _INVISIBLE.search(text):  # one may stand between a letter and its accent
        text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_FOLDED))


def _fold_bytes(text: str) -> str | None:
    """Return `text` folded if each of its characters folds to one or none in an encoding of `_BYTE_TABLES`."""
    if text.isascii():
        return text.lower().replace("`", "'")
    for encoding, table, removed in _BYTE_TABLES:
        try:
            folded = text.encode(encoding).translate(table, removed)
        except UnicodeEncodeError:
            continue
        return None if _SEVERAL in folded else folded.decode(encoding)
    return None


def fold(text: str) -> str:
    """Return `text` folded, with one space for each run of blanks and none at its ends."""
    return " ".join(fold_letters(text).split())


def fold_with_origins(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return `fold_letters(text)`, and for each of its characters the start and end of its origin in `text`."""
    whole = _fold_bytes(text)
    if whole is not None and len(whole) == len(text):
        return whole, [(place, place + 1) for place in range(len(text))]
    folded: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end in _letters(text):
        letter = fold_letters(text[start:end])
        folded.append(letter)
        origins.extend([(start, end)] * len(letter))
    return "".join(folded), origins


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each letter, including the accents and invisible characters that follow it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not (unicodedata.combining(text[end]) or is_invisible(text[end])):
            yield start, end
            start = end
