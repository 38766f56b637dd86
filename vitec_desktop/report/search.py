"""Full-text search: a row matches if it contains every word of the search text; both are folded, and å is not a."""

from collections.abc import Sequence

from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import Language
from vitec_desktop.report.people_text import fold_letters, fold_with_origins
from vitec_desktop.report.report import Row

_CELL_SEPARATOR = "\n"
"""Between two cells of a search text; no word contains it, so that no match spans two cells."""


def build_search_texts(
    rows: Sequence[Row], columns: Sequence[Column], searched: Sequence[int], language: Language
) -> list[str]:
    """Return one folded text for each row: the texts of its cells in the columns numbered `searched`."""
    cells = [_folded_cells([row[index] for row in rows], columns[index], language) for index in searched]
    return list(map(_CELL_SEPARATOR.join, zip(*cells, strict=True))) if cells else [""] * len(rows)


def search_words(query: str) -> list[str]:
    """Return the folded words of a query, each once, the longest (and so rarest) first."""
    return sorted(set(fold_letters(query).split()), key=lambda word: (-len(word), word))


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
    folded, origins = fold_with_origins(text)
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
        by_value = {value: fold_letters(display_text(column, value, language)) for value in set(values)}
        return [by_value[value] for value in values]
    return [fold_letters(display_text(column, value, language)) for value in values]


def _spans(is_hit: bytearray) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = is_hit.find(1)
    while start >= 0:
        end = is_hit.find(0, start)
        end = len(is_hit) if end < 0 else end
        spans.append((start, end))
        start = is_hit.find(1, end)
    return spans
