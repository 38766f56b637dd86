"""Takes whole columns out of a list's rows."""

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
    kind: {column.key: place for place, column in enumerate(columns)} for kind, columns in COLUMNS.items()
}

STATE_COLUMNS: Mapping[ListKind, Column] = {
    kind: column for kind, columns in COLUMNS.items() for column in columns if column.kind is ColumnKind.STATE
}
"""The column of a row's state, for the lists that have one."""

OUTCOME_KINDS = tuple(STATE_COLUMNS)
"""The lists whose rows have a state and an estate; outgoing leads have neither."""


def column_index(kind: ListKind, column_key: str) -> int:
    """Where a column stands in a list's rows.

    Raises:
        KeyError: the list has no such column.
    """
    return _COLUMN_INDEXES[kind][column_key]


def column_values(kind: ListKind, rows: Sequence[Row], column_key: str) -> list[Value]:
    """A column from top to bottom."""
    place = column_index(kind, column_key)
    return [row[place] for row in rows]


def count_steps(values: Iterable[T], length: int) -> Steps[Counter[T]]:
    """How often each of at most `length` values occurs, stopping some milliseconds apart."""
    counts: Counter[T] = Counter()
    upcoming = iter(values)
    for _ in range(0, length, _VALUES_PER_STEP):
        counts.update(islice(upcoming, _VALUES_PER_STEP))
        yield
    return counts
