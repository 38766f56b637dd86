"""Which values of a column are one value to the user: those with equal labels, and texts that read the same."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.steps import Steps

T = TypeVar("T", bound=Hashable)

_VALUES_PER_STEP = 1000
SINGLE_KINDS = (ColumnKind.IDENTIFIER, ColumnKind.NUMBER, ColumnKind.DATETIME, ColumnKind.AGE)
"""Each value of these is one of its own."""


def group_key(column: Column, value: Value) -> Value:
    """Return the same key for all values of `column` that are one to the user: a folded text, or a label's code."""
    if not isinstance(value, str) or column.kind in SINGLE_KINDS:
        return value
    table = LABEL_TABLES.get(column.kind)
    if table is not None and value in table.labels:
        return table.first_codes[value]
    return fold(value)


def group_key_steps(column: Column, values: Iterable[Value]) -> Steps[dict[Value, Value]]:
    """Return the key of each of `values`, in steps: folding 100,000 messages takes a while."""
    keys: dict[Value, Value] = {}
    if column.kind in SINGLE_KINDS:
        return {value: value for value in values}
    for number, value in enumerate(values):
        keys[value] = group_key(column, value)
        if not number % _VALUES_PER_STEP:
            yield
    return keys


def join_by_id(keys: Mapping[Value, Value], named_ids: Iterable[tuple[Value, Value]]) -> dict[Value, Value]:
    """Return `keys` with one key for all names that occur with one id: a person is known by the id, if there is one.

    Args:
        keys: the key of each name.
        named_ids: the pairs of a name and an id, None for a missing one.
    """
    parents: dict[Value, Value] = {}

    def root(key: Value) -> Value:
        while key in parents:
            key = parents[key]
        return key

    key_of_id: dict[Value, Value] = {}
    for name, known_id in named_ids:
        if name is None or known_id is None:
            continue
        key = root(keys[name])
        first = root(key_of_id.setdefault(known_id, key))
        if first != key:
            parents[key] = first
    return {value: root(key) for value, key in keys.items()} if parents else dict(keys)


def choose_spellings(keys: Mapping[Value, T], counts: Mapping[Value, int]) -> dict[T, Value]:
    """Return the value that stands for each key: the most frequent one, of equally frequent ones the first."""
    chosen: dict[T, Value] = {}
    for value, key in keys.items():
        if key not in chosen or counts[value] > counts[chosen[key]]:
            chosen[key] = value
    return chosen


def join_counts(counts: Mapping[T, int], spellings: Mapping[T, T]) -> Counter[T]:
    """Return the counts with those of each value added to the count of the one that stands for it."""
    joined: Counter[T] = Counter()
    for value, count in counts.items():
        joined[spellings[value]] += count
    return joined
