"""Sorting in steps: the same order as `report.sorting`, worked out so that no step holds the window.

Python sorts a list in one go; here a sample of the keys splits it into parts first. What comes out is a small number a
row, so that sorting by the same column again, or by it and others, costs next to nothing.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vitec_desktop.report.collation import Collation, collation_for
from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps

_ROWS_PER_STEP = 1000
_ROWS_PER_BUCKET = 8000
_ROWS_PER_RUN = 20_000
_MAX_MERGED_ROWS = 120_000
_SAMPLES_PER_BUCKET = 8
_SAMPLED_TEXTS = 1000
_TEXT_KINDS = (ColumnKind.TEXT, ColumnKind.LONG_TEXT, ColumnKind.IDENTIFIER)


@dataclass(frozen=True, slots=True)
class Ranks:
    """Each row's place in the ascending order of one column; equal rows share theirs, missing values have the last."""

    ranks: "array[int]"
    missing_count: int


def rank_steps(rows: Sequence[Row], index: int, column: Column, language: Language) -> Steps[Ranks]:
    """Rank `rows` by their cells in column number `index`: its distinct values first, and then the rows by those."""
    places: dict[Value, int] = {}
    place_of = array("i")
    for start in range(0, len(rows), _ROWS_PER_STEP):
        place_of.extend([places.setdefault(row[index], len(places)) for row in rows[start : start + _ROWS_PER_STEP]])
        yield
    missing = place_of.count(places.get(None, -1))
    rank = _rank_text_steps if column.kind in _TEXT_KINDS else _rank_value_steps
    rank_of = yield from rank(list(places), column, collation_for(language))
    ranks = array("i")
    for start in range(0, len(place_of), _ROWS_PER_STEP):
        ranks.extend([rank_of[place] for place in place_of[start : start + _ROWS_PER_STEP]])
        yield
    return Ranks(ranks, missing)


def order_steps(order: Sequence[int], ranks: Ranks, is_descending: bool) -> Steps[list[int]]:
    """`order` sorted by rank: stable in both directions, missing values last in both."""
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


@dataclass(frozen=True, slots=True)
class _TextKeys:
    """How texts are told apart: by `key`; texts with the same key, by `tie_break`.

    Attributes:
        by_head: keys are the beginnings of longer ones, so that two of which one begins with the other tell nothing.
    """

    key: Callable[[str], str]
    tie_break: Callable[[str], Any]
    is_prefix: bool


def _choose_text_keys(texts: Sequence[str], collation: Collation) -> _TextKeys:
    """By heads where a sample says that these nearly suffice, as they do for ids; else by the keys' first level."""
    sample = texts[:: len(texts) // _SAMPLED_TEXTS + 1]
    heads = set(map(collation.prefix_key, sample))
    if 2 * len(sample) > _SAMPLED_TEXTS and len(sample) - len(heads) <= 1:
        return _TextKeys(collation.prefix_key, collation.key, is_prefix=True)
    return _TextKeys(collation.primary_key, collation.tie_break, is_prefix=False)


def _rank_text_steps(values: list[Any], column: Column, collation: Collation) -> Steps[list[int]]:
    """A rank for each of `values`, a missing one's last: by the first level of their keys. Accents and capitals count
    only where texts differ in nothing else."""
    numbers = [number for number, text in enumerate(values) if text is not None]
    keying = _choose_text_keys([values[number] for number in numbers], collation)
    keys: list[str] = []
    for start in range(0, len(values), _ROWS_PER_STEP):
        keys += [keying.key(text) if text is not None else "" for text in values[start : start + _ROWS_PER_STEP]]
        yield
    ordered = yield from sort_steps(numbers, keys.__getitem__)
    rank_of = [len(values)] * len(values)
    crowds: dict[int, list[int]] = {}
    first, leader = 0, ""
    for start in range(0, len(ordered), _ROWS_PER_STEP):
        for rank, number in enumerate(ordered[start : start + _ROWS_PER_STEP], start):
            rank_of[number] = rank
            key = keys[number]
            if rank and (key == leader or (keying.is_prefix and leader and key.startswith(leader))):
                crowds.setdefault(first, [ordered[first]]).append(number)
            else:
                first, leader = rank, key
        yield
    yield from _rank_ties(crowds, values, keying, rank_of)
    return rank_of


def _rank_ties(
    crowds: Mapping[int, list[int]], values: Sequence[str], keying: _TextKeys, rank_of: list[int]
) -> Steps[None]:
    """Rank the values that their keys do not tell apart, from the rank of the first of them on."""
    for count, (first, crowd) in enumerate(crowds.items()):
        ties = {number: keying.tie_break(values[number]) for number in crowd}
        places = {tie: rank for rank, tie in enumerate(sorted(set(ties.values())), first)}
        for number, tie in ties.items():
            rank_of[number] = places[tie]
        if not count % _ROWS_PER_STEP:
            yield


def _rank_value_steps(values: list[Any], column: Column, collation: Collation) -> Steps[list[int]]:
    """Enumerations in report order, what is in none of them after it as texts; moments and numbers as they are."""
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
    """`items` in ascending order, or in that of their keys.

    Some are sorted in runs that a last sort only has to merge; of many, a sample makes parts of about the same size,
    which are sorted one by one.
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
