"""User names, passwords and customer ids as people paste them: from a cell of Excel, a mail or a web page."""

import unicodedata

_LINE_ENDS = "\t\n\v\f\r\x85\u2028\u2029"


def strip_invisible(text: str) -> str:
    """Return `text` without the line ends and the invisible characters at its ends, which nobody means to paste."""
    first, last = 0, len(text)
    while first < last and _is_stripped(text[first]):
        first += 1
    while first < last and _is_stripped(text[last - 1]):
        last -= 1
    return text[first:last]


def remove_invisible(text: str) -> str:
    """Return `text` without invisible characters: for names and ids, which have none anywhere."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def has_control_characters(text: str) -> bool:
    """Whether `text` has a control character, which HTTP Basic does not allow (RFC 7617)."""
    return any(unicodedata.category(character) == "Cc" for character in text)


def _is_stripped(character: str) -> bool:
    return character in _LINE_ENDS or unicodedata.category(character) == "Cf"
