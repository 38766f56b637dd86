"""Reads the words out of a translation file that Qt's lrelease has compiled (.qm), without Qt.

The format is Qt's own, as its QTranslator reads it: sixteen bytes that name it, then sections of a tag (one byte), a
length (four bytes, big-endian) and content. The section of messages is a run of fields, each a tag and, but for the
mark that ends a message, a length and content.
"""

from collections.abc import Iterator

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_MESSAGES = 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT = 1, 3, 6, 7
_NOT_TRANSLATED = 0xFFFFFFFF
"""The length of a translation that is not there."""

TranslatedTexts = dict[tuple[str, str], tuple[str, ...]]
"""Plural forms, or the one form, by context and source text."""


def read_qm_file(file: bytes) -> TranslatedTexts:
    """The words of a whole file.

    Raises:
        ValueError: it is no such file, or it is cut short.
    """
    if not file.startswith(_MAGIC):
        raise ValueError("not a compiled translation")
    words: TranslatedTexts = {}
    for tag, content in _sections(file):
        if tag == _MESSAGES:
            words |= _messages(content)
    return words


def _sections(file: bytes) -> Iterator[tuple[int, bytes]]:
    place = len(_MAGIC)
    while place < len(file):
        tag, length = file[place], _number(file, place + 1)
        content = file[place + 5 : place + 5 + length]
        if len(content) < length:
            raise ValueError("a compiled translation that is cut short")
        yield tag, content
        place += 5 + length


def _messages(section: bytes) -> TranslatedTexts:
    words: TranslatedTexts = {}
    forms: list[str] = []
    fields: dict[int, str] = {}
    place = 0
    while place < len(section):
        tag = section[place]
        place += 1
        if tag == _END:
            if forms and all(forms):
                words[fields.get(_CONTEXT, ""), fields.get(_SOURCE, "")] = tuple(forms)
            forms, fields = [], {}
            continue
        length = _number(section, place)
        place += 4
        length = 0 if length == _NOT_TRANSLATED else length
        content = section[place : place + length]
        place += length
        if tag == _TRANSLATION:
            forms.append(content.decode("utf-16-be"))
        else:
            fields[tag] = content.decode("utf-8", "replace")
    return words


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")
