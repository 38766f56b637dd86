"""The order of a table's rows by Python's own sort in one go: slow and obvious."""

from collections.abc import Sequence
from typing import Any

from vitec_desktop.report.collation import collation_for
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row


def sorted_order(
    rows: Sequence[Row], sort: Sequence[tuple[int, bool]], columns: Sequence[Column], language: Language
) -> list[int]:
    """Return the numbers of `rows` in order; `sort` holds column numbers and whether they descend, the first first."""
    order = list(range(len(rows)))
    for index, is_descending in reversed(sort):
        filled = [number for number in order if rows[number][index] is not None]
        empty = [number for number in order if rows[number][index] is None]
        filled.sort(key=lambda number: cell_key(columns[index], rows[number][index], language), reverse=is_descending)
        order = filled + empty
    return order


def cell_key(column: Column, value: Value, language: Language) -> Any:
    """Return a key: known labels in report order before other texts, texts in the language's order, numbers by size."""
    labels = LABEL_TABLES.get(column.kind)
    if labels and value in labels.ranks:
        return 0, labels.ranks[str(value)]
    return 1, collation_for(language).key(value) if isinstance(value, str) else value
