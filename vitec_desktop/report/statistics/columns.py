"""Columns of a list's rows, and counting their values."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps
from vitec_desktop.webservice.models import ListKind

T = TypeVar("T", bound=Hashable)

CREATED_KEY = "createdAt"
"""The column of a row's time of creation, in every list."""

_VALUES_PER_STEP = 25_000

_COLUMN_INDEXES: Mapping[ListKind, Mapping[str, int]] = {
    kind: {column.key: index for index, column in enumerate(columns)} for kind, columns in COLUMNS.items()
}

STATE_COLUMNS: Mapping[ListKind, Column] = {
    kind: column for kind, columns in COLUMNS.items() for column in columns if column.kind is ColumnKind.STATE
}
"""The column of the state, for the lists that have one."""

OUTCOME_KINDS = tuple(STATE_COLUMNS)
"""The lists whose rows have a state and an estate; outgoing leads have neither."""


def column_index(kind: ListKind, column_key: str) -> int:
    """Return the index of a column in a list's rows.

    Raises:
        KeyError: the list has no such column.
    """
    return _COLUMN_INDEXES[kind][column_key]


def column_values(kind: ListKind, rows: Sequence[Row], column_key: str) -> list[Value]:
    """Return the values of a column in all rows."""
    index = column_index(kind, column_key)
    return [row[index] for row in rows]


def count_steps(values: Iterable[T], length: int) -> Steps[Counter[T]]:
    """Return how often each of `values` occurs; there are at most `length` of them."""
    counts: Counter[T] = Counter()
    remaining = iter(values)
    for _ in range(0, length, _VALUES_PER_STEP):
        counts.update(islice(remaining, _VALUES_PER_STEP))
        yield
    return counts
