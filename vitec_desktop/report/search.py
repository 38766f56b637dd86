"""Full-text search: a row matches if it contains every word of the search text; case is ignored, å is not a.

Texts are folded before they are compared: composed (NFC, so that å typed as a letter and a ring is one character) and
without case.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row

_CELL_SEPARATOR = "\n"
"""Between two cells of a search text; no word contains it, so that no match spans two cells."""


def fold(text: str) -> str:
    """Return `text` as it is compared: composed and without case."""
    if text.isascii():
        return text.lower()
    if _is_latin_1(text):  # always composed; nearly all Swedish text, in a third of the time
        return text.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def build_search_texts(
    rows: Sequence[Row], columns: Sequence[Column], searched: Sequence[int], language: Language
) -> list[str]:
    """Return one folded text for each row: the texts of its cells in the columns numbered `searched`."""
    cells = [_folded_cells([row[index] for row in rows], columns[index], language) for index in searched]
    return list(map(_CELL_SEPARATOR.join, zip(*cells, strict=True))) if cells else [""] * len(rows)


def search_words(query: str) -> list[str]:
    """Return the folded words of a query, each once, the longest (and so rarest) first."""
    return sorted(set(fold(query).split()), key=lambda word: (-len(word), word))


def matching_rows(texts: Sequence[str], query: str) -> list[int]:
    """Return the numbers of the search texts that contain every word of `query`, in order; all if it has no words."""
    found: Sequence[int] = range(len(texts))
    for word in search_words(query):
        found = [number for number in found if word in texts[number]]
    return list(found)


def match_spans(text: str, query: str) -> list[tuple[int, int]]:
    """Return the start and end of each match of `query` in `text`, in order; matches that touch are joined.

    Positions are those of `text` itself, though a folded letter may be longer (ß) or shorter.
    """
    folded, origins = _fold_with_origins(text)
    is_hit = bytearray(len(text))
    for word in search_words(query):
        start = folded.find(word)
        while start >= 0:
            first, last = origins[start][0], origins[start + len(word) - 1][1]
            is_hit[first:last] = b"\1" * (last - first)
            start = folded.find(word, start + 1)
    return _spans(is_hit)


def _folded_cells(values: Sequence[Value], column: Column, language: Language) -> list[str]:
    if column.kind in LABEL_TABLES:
        by_value = {value: fold(display_text(column, value, language)) for value in set(values)}
        return [by_value[value] for value in values]
    return [fold(display_text(column, value, language)) for value in values]


def _is_latin_1(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _fold_with_origins(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the folded text, and for each of its characters the start and end of its origin in `text`."""
    lowered = text.lower()
    if len(lowered) == len(text) and lowered == fold(text):
        return lowered, [(place, place + 1) for place in range(len(text))]
    folded: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end in _letters(text):
        letter = fold(text[start:end])
        folded.append(letter)
        origins.extend([(start, end)] * len(letter))
    return "".join(folded), origins


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each letter, including the accents that follow it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end


def _spans(is_hit: bytearray) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = is_hit.find(1)
    while start >= 0:
        end = is_hit.find(0, start)
        end = len(is_hit) if end < 0 else end
        spans.append((start, end))
        start = is_hit.find(1, end)
    return spans
