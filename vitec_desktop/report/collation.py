"""Collation of texts in Swedish and English, the same on every system.

A text's key has three levels, after the Unicode Collation Algorithm with CLDR's rules ("sv", and the root for English):
letters and numbers first; for equal ones the accents; then capitals. Punctuation and spaces sort before digits, digits
before letters, and a run of digits sorts as one number.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property

from vitec_desktop.report.language import Language

CollationKey = tuple[str, str, str]

_SYMBOLS = "\t\n\v\f\r _-–—,;:!¡?¿.·'\"«»()[]{}¶@*/\\&#%‰†‡•`´^¯¨¸°©®+±÷×<=>¬|¦~¤¢$£¥€"
_SYMBOL_VARIANTS: Mapping[str, str] = {"'": "‘’", '"': "“”„"}
"""Symbols that sort as another one with an accent, in their order: O’Brien stands among the O'Briens."""
_ELLIPSIS = "…"  # three full stops
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
"""Letters that Unicode does not decompose, as a letter of the alphabet and marks that sort them after it."""

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

# The ranges of weights, in order: all but the last fit into a byte. Digits keep their own characters until a run of
# them is replaced by the weight of its number.
_SYMBOL_WEIGHT = 0x40
_NUMBER_WEIGHT = 0x90
_LETTER_WEIGHT = 0x91
_MULTIPLE = 0xFF  # in a table of bytes: the character has several weights, or one above a byte
_OTHER_WEIGHT = 0x100

_MAX_NUMBER_LENGTH = 0xFF
_PLAIN, _SMALL, _CAPITAL = "\1", "\1", "\2"
_MARK_WEIGHT = 2
_DIGITS = re.compile("[0-9]+")
_BYTE_DIGITS = re.compile(b"[0-9]+")
_MAX_CACHED_DIGITS = 4
_PREFIX = re.compile("[ -~]{6}[0-9]*(?=[ -/:-~])")


class _WeightTable(dict[int, str]):
    """The weights of one level by character, for `str.translate`; computed when a character first occurs."""

    def __init__(self, collation: "Collation", level: int) -> None:
        super().__init__()
        self._collation = collation
        self._level = level

    def __missing__(self, code: int) -> str:
        self[code] = weights = self._collation.weights(chr(code))[self._level]
        return weights


class _NumberWeights(dict[bytes, bytes]):
    """The weight of a run of Latin-1 digits, in the order of the numbers; those of short runs are cached."""

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
        self._alphabet = {letter: chr(_LETTER_WEIGHT + index) for index, letter in enumerate(alphabet)}
        self._letters = letters
        self._primary, self._secondary, self._tertiary = (_WeightTable(self, level) for level in range(3))
        self._number_weight_of_bytes = _NumberWeights().weight_of_match

    def primary_key(self, text: str) -> str:
        """Return the first level of the key, in which most texts already differ.

        Latin-1, which is nearly all Swedish text, is translated by a table of bytes: in half the time.
        """
        try:
            weights = text.encode("latin-1").translate(*self._byte_table)
        except UnicodeEncodeError:
            return self._slow_primary_key(text)
        if _MULTIPLE in weights:
            return self._slow_primary_key(text)
        return _BYTE_DIGITS.sub(self._number_weight_of_bytes, weights).decode("latin-1")

    def prefix_key(self, text: str) -> str:
        """Return the beginning of the primary key, or all of it: faster for long ids, whose first letters differ.

        Two such keys have the order of their texts, unless one is a prefix of the other. The cut is made between two
        ASCII characters that have weights of their own, and never within a number.
        """
        prefix = _PREFIX.match(text)
        return self.primary_key(prefix[0] if prefix else text)

    def tie_break(self, text: str) -> tuple[str, str]:
        """Return the levels of the accents and the capitals, for texts whose primary keys are equal."""
        text = _composed(text)
        return text.translate(self._secondary).rstrip(_PLAIN), text.translate(self._tertiary).rstrip(_SMALL)

    def key(self, text: str) -> CollationKey:
        """Return all levels of the key by which texts sort."""
        return (self.primary_key(text), *self.tie_break(text))

    def weights(self, char: str) -> CollationKey:
        """Return a character's weights at each level; "" at a level that ignores it."""
        if char.isdecimal():
            return str(unicodedata.decimal(char)), "", ""
        if char == _ELLIPSIS:
            return 3 * self.weights(".")[0], 3 * _PLAIN, 3 * _CAPITAL
        if (index := _SYMBOLS.find(" " if char.isspace() and char not in _SYMBOLS else char)) >= 0:
            return chr(_SYMBOL_WEIGHT + index), _PLAIN, _SMALL
        for symbol, variants in _SYMBOL_VARIANTS.items():
            if char in variants:
                return self.weights(symbol)[0], chr(_MARK_WEIGHT + variants.index(char)), _SMALL
        small = char.lower() if char.lower() in self._letters else unicodedata.normalize("NFC", char.casefold())
        primary, secondary = self._letter_weights(small)
        return primary, secondary, _case_weight(char, is_multiple=len(primary) > 1) * len(primary)

    def _slow_primary_key(self, text: str) -> str:
        return _DIGITS.sub(_number_weight, _composed(text).translate(self._primary))

    @cached_property
    def _byte_table(self) -> tuple[bytes, bytes]:
        """Return the primary weight of each byte of Latin-1, and the bytes that have none."""
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
        """Return `letters` with those that are not in the alphabet as a letter and its accents."""
        return "".join(letter if letter in self._alphabet else self._remove_accent(letter) for letter in letters)

    def _remove_accent(self, letter: str) -> str:
        """Return a letter and its accents, removed one at a time: ǻ is an å with an accent, not an a with two."""
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


def _case_weight(char: str, *, is_multiple: bool) -> str:
    """Return the tertiary weight: small letters before capitals, and both before a letter with two weights (þ)."""
    weight = _SMALL if char == char.lower() else _CAPITAL
    return chr(ord(weight) + 2) if is_multiple else weight


def _mark_weight(mark: str) -> str:
    index = _MARKS.find(mark)
    return chr(_MARK_WEIGHT + index) if index >= 0 else chr(_MARK_WEIGHT + len(_MARKS) + ord(mark))


def _number_weight(digits: re.Match[str]) -> str:
    """Return the weight of a run of digits, in the order of the numbers, whatever zeros they begin with."""
    number = digits[0].lstrip("0")
    return chr(_NUMBER_WEIGHT) + chr(min(len(number), _MAX_NUMBER_LENGTH)) + number
