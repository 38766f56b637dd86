"""Which of two texts stands first, as a Swede or an Englishman expects it, the same on every system.

A text's key has three levels, after Unicode's collation (CLDR's rules for "sv", and its root for English): first the
letters and numbers alone; then, among equals, the accents; then the capitals. Punctuation and spaces stand before
digits, digits before letters, and a run of digits counts as one number.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property

from vitec_desktop.report.language import Language

CollationKey = tuple[str, str, str]

_SYMBOLS = "\t\n\v\f\r _-–—,;:!¡?¿.…·'‘’\"“”„«»()[]{}¶@*/\\&#%‰†‡•`´^¯¨¸°©®+±÷×<=>¬|¦~¤¢$£¥€"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_MARKS = (
    "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT}\N{COMBINING BREVE}\N{COMBINING CIRCUMFLEX ACCENT}"
    "\N{COMBINING CARON}\N{COMBINING RING ABOVE}\N{COMBINING DIAERESIS}\N{COMBINING DOUBLE ACUTE ACCENT}"
    "\N{COMBINING TILDE}\N{COMBINING DOT ABOVE}\N{COMBINING CEDILLA}\N{COMBINING OGONEK}"
    "\N{COMBINING LONG STROKE OVERLAY}\N{COMBINING MACRON}"
)
_STROKE = "\N{COMBINING LONG STROKE OVERLAY}"
_ACUTE, _GRAVE, _BREVE, _CIRCUMFLEX = tuple(_MARKS[:4])

_ROOT_LETTERS: Mapping[str, str] = {
    "đ": "d" + _STROKE,
    "ð": "d" + _STROKE + _STROKE,
    "ħ": "h" + _STROKE,
    "ł": "l" + _STROKE,
    "ŧ": "t" + _STROKE,
    "ø": "o" + _STROKE,
    "æ": "a" + _STROKE + "e",
    "œ": "o" + _STROKE + "e",
    "ß": "s" + _STROKE + "s",
    "ı": "i" + _STROKE,
}
"""Letters that Unicode does not take apart, as a letter of the alphabet and how far they stand behind it."""

_SWEDISH_LETTERS: Mapping[str, str] = {
    "ü": "y" + _ACUTE + _STROKE,
    "ű": "y" + _ACUTE + _STROKE + _STROKE,
    "æ": "ä" + _ACUTE,
    "ę": "ä" + _GRAVE,
    "ø": "ö" + _ACUTE,
    "ő": "ö" + _GRAVE,
    "œ": "ö" + _BREVE,
    "ô": "ö" + _CIRCUMFLEX,
    "þ": "th",
}

# The ranges of weights, in their order: all but the last fit into a byte. Digits keep their own characters until a
# run of them is counted as a number.
_SYMBOL_WEIGHT = 0x40
_NUMBER_WEIGHT = 0x90
_LETTER_WEIGHT = 0x91
_MULTIPLE = 0xFF  # in a table of bytes: this character has several weights, or one that is no byte
_OTHER_WEIGHT = 0x100

_MAX_NUMBER_LENGTH = 0xFF
_PLAIN, _SMALL, _CAPITAL = "\1", "\1", "\2"
_MARK_WEIGHT = 2
_DIGITS = re.compile("[0-9]+")
_BYTE_DIGITS = re.compile(b"[0-9]+")
_MAX_CACHED_DIGITS = 4
_PREFIX = re.compile("[ -~]{6}[0-9]*(?=[ -/:-~])")


class _WeightTable(dict[int, str]):
    """One level's weights by character, for `str.translate`; a character is looked up when it first occurs."""

    def __init__(self, collation: "Collation", level: int) -> None:
        super().__init__()
        self._collation = collation
        self._level = level

    def __missing__(self, code: int) -> str:
        self[code] = weights = self._collation.weights(chr(code))[self._level]
        return weights


class _NumberWeights(dict[bytes, bytes]):
    """The weight of a run of digits in Latin-1, so that more digits are more; short runs are kept, for they recur."""

    def __missing__(self, digits: bytes) -> bytes:
        number = digits.lstrip(b"0")
        weight = bytes((_NUMBER_WEIGHT, min(len(number), _MAX_NUMBER_LENGTH))) + number
        if len(digits) <= _MAX_CACHED_DIGITS:
            self[digits] = weight
        return weight

    def weight_of_match(self, digits: re.Match[bytes]) -> bytes:
        return self[digits[0]]


class Collation:
    """The order of one language's texts."""

    def __init__(self, alphabet: str, letters: Mapping[str, str]) -> None:
        self._alphabet = {letter: chr(_LETTER_WEIGHT + place) for place, letter in enumerate(alphabet)}
        self._letters = letters
        self._primary, self._secondary, self._tertiary = (_WeightTable(self, level) for level in range(3))
        self._number_weight_of_bytes = _NumberWeights().weight_of_match

    def primary_key(self, text: str) -> str:
        """The first level alone: what most texts already differ in.

        Latin-1, which is nearly all that is Swedish, goes through a table of bytes: in half the time.
        """
        try:
            weights = text.encode("latin-1").translate(*self._byte_table)
        except UnicodeEncodeError:
            return self._slow_primary_key(text)
        if _MULTIPLE in weights:
            return self._slow_primary_key(text)
        return _BYTE_DIGITS.sub(self._number_weight_of_bytes, weights).decode("latin-1")

    def prefix_key(self, text: str) -> str:
        """The beginning of the primary key, or all of it: quicker for long ids, which differ in their first letters.

        Heads stand in the texts' order unless one begins with the other. The cut is made between two characters of
        ASCII that have weights of their own, and never within a number.
        """
        head = _PREFIX.match(text)
        return self.primary_key(head[0] if head else text)

    def tie_break(self, text: str) -> tuple[str, str]:
        """The accents and the capitals, for texts whose primary keys are equal."""
        text = _composed(text)
        return text.translate(self._secondary).rstrip(_PLAIN), text.translate(self._tertiary).rstrip(_SMALL)

    def key(self, text: str) -> CollationKey:
        """All levels: texts sort by their keys."""
        return (self.primary_key(text), *self.tie_break(text))

    def weights(self, char: str) -> CollationKey:
        """One character's weights at each level; "" where it does not count there."""
        if char.isdecimal():
            return str(unicodedata.decimal(char)), "", ""
        if (place := _SYMBOLS.find(" " if char.isspace() and char not in _SYMBOLS else char)) >= 0:
            return chr(_SYMBOL_WEIGHT + place), _PLAIN, _SMALL
        small = char.lower() if char.lower() in self._letters else unicodedata.normalize("NFC", char.casefold())
        primary, secondary = self._letter_weights(small)
        return primary, secondary, _case_weight(char, is_manifold=len(primary) > 1) * len(primary)

    def _slow_primary_key(self, text: str) -> str:
        return _DIGITS.sub(_number_weight, _composed(text).translate(self._primary))

    @cached_property
    def _byte_table(self) -> tuple[bytes, bytes]:
        """The first level's weight of each byte of Latin-1, and the bytes that have none."""
        weights = [self.weights(chr(code))[0] for code in range(256)]
        is_byte = [len(weight) == 1 and ord(weight) < _MULTIPLE for weight in weights]
        table = bytes(ord(weight) if fits else _MULTIPLE for weight, fits in zip(weights, is_byte, strict=True))
        return table, bytes(code for code, weight in enumerate(weights) if not weight)

    def _letter_weights(self, small: str) -> tuple[str, str]:
        primary, secondary = "", ""
        for part in self._decompose(small):
            if unicodedata.combining(part):
                secondary = secondary.removesuffix(_PLAIN) + _mark_weight(part)
            elif unicodedata.category(part) not in ("Cc", "Cf"):
                primary += self._alphabet.get(part) or chr(min(_OTHER_WEIGHT + ord(part), 0x10FFFF))
                secondary += _PLAIN
        return primary, secondary

    def _decompose(self, letters: str) -> str:
        """Letters of the alphabet as they are, all others as a letter and its accents."""
        return "".join(letter if letter in self._alphabet else self._remove_accent(letter) for letter in letters)

    def _remove_accent(self, letter: str) -> str:
        """One accent taken off at a time: ǻ is an å with an accent, not an a with two."""
        parts = self._letters.get(letter) or unicodedata.normalize("NFD", letter)
        if len(parts) > 1 and letter not in self._letters:
            parts = unicodedata.normalize("NFC", parts[:-1]) + parts[-1]
        return parts if parts == letter else self._decompose(parts)


SWEDISH = Collation(_LATIN + "åäö", {**_ROOT_LETTERS, **_SWEDISH_LETTERS})
ENGLISH = Collation(_LATIN + "þ", _ROOT_LETTERS)


def collation_for(language: Language) -> Collation:
    return ENGLISH if language.code == "en" else SWEDISH


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _case_weight(char: str, *, is_manifold: bool) -> str:
    """Small letters stand before capitals, and both before one letter that stands for two (þ)."""
    weight = _SMALL if char == char.lower() else _CAPITAL
    return chr(ord(weight) + 2) if is_manifold else weight


def _mark_weight(mark: str) -> str:
    place = _MARKS.find(mark)
    return chr(_MARK_WEIGHT + place) if place >= 0 else chr(_MARK_WEIGHT + len(_MARKS) + ord(mark))


def _number_weight(digits: re.Match[str]) -> str:
    """A run of digits, so that more digits are more, whatever zeros they begin with."""
    number = digits[0].lstrip("0")
    return chr(_NUMBER_WEIGHT) + chr(min(len(number), _MAX_NUMBER_LENGTH)) + number
