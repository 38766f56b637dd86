"""Sorting rows in steps, each short enough not to delay the window.

Python sorts a list in one go, so a sample of the keys splits it into parts first. A column's order is kept as one small
integer for each row, its rank, so that sorting by the column again, or by it and others, is fast.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from operator import itemgetter
from typing import Any

from msgspec import Struct

from vitec_desktop.report.collation import Collation, collation_for
from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps

_ROWS_PER_STEP = 1000
_ROWS_PER_BUCKET = 8000
_ROWS_PER_RUN = 20_000
_MAX_MERGED_ROWS = 40_000
_SAMPLES_PER_BUCKET = 8
_SAMPLED_TEXTS = 1000
_TEXT_KINDS = (ColumnKind.TEXT, ColumnKind.LONG_TEXT, ColumnKind.IDENTIFIER)


class Ranks(Struct, frozen=True):
    """Each row's rank in the ascending order of one column; equal values share a rank, missing ones have the last."""

    ranks: "array[int]"
    missing_count: int


class ColumnValues(Struct, frozen=True):
    """The different values of a column in the order in which they first occur, and the number of each row's value."""

    values: list[Value]
    of_rows: "array[int]"


def column_value_steps(rows: Sequence[Row], index: int) -> Steps[ColumnValues]:
    """Return the values of column number `index`."""
    number_of: defaultdict[Value, int] = defaultdict(count().__next__)
    of_rows = array("i")
    for start in range(0, len(rows), _ROWS_PER_STEP):
        of_rows.extend(map(number_of.__getitem__, map(itemgetter(index), rows[start : start + _ROWS_PER_STEP])))
        yield
    return ColumnValues(list(number_of), of_rows)


def rank_steps(values: Sequence[Value], column: Column, language: Language) -> Steps[list[int]]:
    """Return the rank of each of the different `values` of a column; some may share one ("2" and "02").

    Known labels have their report order and come before unknown ones; texts have the order of the language.
    """
    rank_distinct = _rank_text_steps if column.kind in _TEXT_KINDS else _rank_value_steps
    return (yield from rank_distinct(values, column, collation_for(language)))


def row_rank_steps(column_values: ColumnValues, rank_of: Sequence[int]) -> Steps[Ranks]:
    """Return the ranks of the rows, from those of the column's values."""
    values, of_rows = column_values.values, column_values.of_rows
    ranks = array("i")
    for start in range(0, len(of_rows), 4 * _ROWS_PER_STEP):
        ranks.extend(map(rank_of.__getitem__, of_rows[start : start + 4 * _ROWS_PER_STEP]))
        yield
    return Ranks(ranks, of_rows.count(values.index(None)) if None in values else 0)


def order_steps(order: Sequence[int], ranks: Ranks, is_descending: bool) -> Steps[list[int]]:
    """Sort the row numbers `order` by rank: stable in both directions, missing values last in both."""
    rank_of = ranks.ranks
    buckets: list[list[int]] = [[] for _ in range(len(order) // _ROWS_PER_BUCKET + 1)]
    width = (max(rank_of, default=0) + 1) / len(buckets)
    for start in range(0, len(order), _ROWS_PER_STEP):
        if len(buckets) == 1:
            buckets[0] += order[start : start + _ROWS_PER_STEP]
            continue
        for number in order[start : start + _ROWS_PER_STEP]:
            buckets[int(rank_of[number] / width)].append(number)
        yield
    ordered: list[int] = []
    for bucket in reversed(buckets) if is_descending else buckets:
        bucket.sort(key=rank_of.__getitem__, reverse=is_descending)
        ordered += bucket
        yield
    if is_descending and ranks.missing_count:
        return ordered[ranks.missing_count :] + ordered[: ranks.missing_count]
    return ordered


class _TextKeys(Struct, frozen=True):
    """The keys that texts are sorted by.

    Attributes:
        key: returns a text's key.
        tie_break: returns a second key, for texts whose first keys do not decide.
        is_prefix: keys are prefixes of longer ones: two of them do not decide if one is a prefix of the other.
    """

    key: Callable[[str], str]
    tie_break: Callable[[str], Any]
    is_prefix: bool


def _choose_text_keys(values: Sequence[str | None], collation: Collation) -> _TextKeys:
    """Return prefixes if nearly all of a sample differ in theirs, as ids do; else the first level of the keys."""
    sample = [text for text in values[:: len(values) // _SAMPLED_TEXTS + 1] if text is not None]
    prefixes = set(map(collation.prefix_key, sample))
    if 2 * len(sample) > _SAMPLED_TEXTS and len(sample) - len(prefixes) <= 1:
        return _TextKeys(collation.prefix_key, collation.key, is_prefix=True)
    return _TextKeys(collation.primary_key, collation.tie_break, is_prefix=False)


def _rank_text_steps(values: Sequence[Any], column: Column, collation: Collation) -> Steps[list[int]]:
    """Return the rank of each of `values`, the last for a missing one.

    Accents and capitals are compared only for texts that are otherwise equal.
    """
    numbers = list(range(len(values)))
    if None in values:  # once: they are distinct
        del numbers[values.index(None)]
    text_keys = _choose_text_keys(values, collation)
    yield
    keys: list[str] = []
    for start in range(0, len(values), _ROWS_PER_STEP):
        keys += [text_keys.key(text) if text is not None else "" for text in values[start : start + _ROWS_PER_STEP]]
        yield
    ordered = yield from sort_steps(numbers, keys.__getitem__)
    rank_of = [len(values)] * len(values)
    ties: dict[int, list[int]] = {}
    first, first_key = 0, ""
    for start in range(0, len(ordered), _ROWS_PER_STEP):
        for rank, number in enumerate(ordered[start : start + _ROWS_PER_STEP], start):
            rank_of[number] = rank
            key = keys[number]
            if rank and (key == first_key or (text_keys.is_prefix and first_key and key.startswith(first_key))):
                ties.setdefault(first, [ordered[first]]).append(number)
            else:
                first, first_key = rank, key
        yield
    yield from _rank_ties(ties, values, text_keys, rank_of)
    return rank_of


def _rank_ties(
    ties: Mapping[int, list[int]], values: Sequence[str], text_keys: _TextKeys, rank_of: list[int]
) -> Steps[None]:
    """Rank the values whose keys do not decide; `ties` holds their numbers by the rank of the first of them."""
    for number_of_ties, (first, tied) in enumerate(ties.items()):
        keys = {number: text_keys.tie_break(values[number]) for number in tied}
        rank_of_key = {key: rank for rank, key in enumerate(sorted(set(keys.values())), first)}
        for number, key in keys.items():
            rank_of[number] = rank_of_key[key]
        if not number_of_ties % _ROWS_PER_STEP:
            yield


def _rank_value_steps(values: Sequence[Any], column: Column, collation: Collation) -> Steps[list[int]]:
    """Return the rank of each of `values`: labels in report order, unknown ones last; times and numbers by size."""
    table = LABEL_TABLES.get(column.kind)
    rank_of: dict[Value, int] = {}
    rank_of.update(table.ranks if table else {})
    unknown = [value for value in values if value is not None and value not in rank_of]
    if all(isinstance(value, str) for value in unknown):
        keys = {text: collation.key(text) for text in unknown}
        ranks_of_key = {key: rank for rank, key in enumerate(sorted(set(keys.values())), len(rank_of))}
        rank_of.update((text, ranks_of_key[key]) for text, key in keys.items())
    else:
        ordered = yield from sort_steps(unknown)
        rank_of.update((value, rank) for rank, value in enumerate(ordered))
    last = max(rank_of.values(), default=-1) + 1
    yield
    return [rank_of.get(value, last) for value in values]


def sort_steps(items: list[Any], key: Callable[[Any], Any] | None = None) -> Steps[list[Any]]:
    """Sort `items`, by `key` if given.

    Few items are sorted in runs, which a last sort merges. Many are split into parts of about the same size, by a
    sample, and the parts are sorted one by one.
    """
    if len(items) <= _MAX_MERGED_ROWS:
        runs: list[Any] = []
        for start in range(0, len(items), _ROWS_PER_RUN):
            runs += sorted(items[start : start + _ROWS_PER_RUN], key=key)
            yield
        runs.sort(key=key)
        return runs
    parts = 4 * len(items) // _ROWS_PER_BUCKET
    sample = items[:: len(items) // (parts * _SAMPLES_PER_BUCKET)]
    splitters = sorted(map(key, sample) if key else sample)[_SAMPLES_PER_BUCKET::_SAMPLES_PER_BUCKET]
    buckets: list[list[Any]] = [[] for _ in range(len(splitters) + 1)]
    for start in range(0, len(items), _ROWS_PER_STEP):
        for item in items[start : start + _ROWS_PER_STEP]:
            buckets[bisect_right(splitters, key(item) if key else item)].append(item)
        yield
    ordered: list[Any] = []
    for bucket in buckets:
        bucket.sort(key=key)
        ordered += bucket
        yield
    return ordered
