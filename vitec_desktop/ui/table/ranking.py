"""Sorting in steps: the same order as `report.sorting`, worked out so that no step holds the window.

Python sorts a list in one go; here a sample of the keys splits it into parts first. What comes out is a small number a
row, so that sorting by the same column again, or by it and others, costs next to nothing.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from vitec_desktop.report.collation import Collation, collation_for
from vitec_desktop.report.columns import Column, Kind, Value
from vitec_desktop.report.labels import TABLES
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row
from vitec_desktop.ui.table.slices import Steps

_A_STEP = 1000
_A_SORT = 8000
_A_RUN = 20_000
_MERGED = 120_000
_SAMPLED = 8
_TEXTS_SAMPLED = 1000
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.IDENTIFIER)


@dataclass(frozen=True, slots=True)
class Ranks:
    """Each row's place in the ascending order of one column; equal rows share theirs, missing values have the last."""

    ranks: "array[int]"
    missing: int


def rank_rows(rows: Sequence[Row], index: int, column: Column, language: Language) -> Steps[Ranks]:
    """Rank `rows` by their cells in column number `index`."""
    if column.kind in _TEXTS:
        return _rank_texts(rows, index, collation_for(language))
    return _rank_values(rows, index, column, collation_for(language))


def order_by_rank(order: Sequence[int], ranks: Ranks, is_descending: bool) -> Steps[list[int]]:
    """`order` sorted by rank: stable in both directions, missing values last in both."""
    rank_of = ranks.ranks
    buckets: list[list[int]] = [[] for _ in range(len(order) // _A_SORT + 1)]
    width = (max(rank_of, default=0) + 1) / len(buckets)
    for start in range(0, len(order), _A_STEP):
        if len(buckets) == 1:
            buckets[0] += order[start : start + _A_STEP]
            continue
        for number in order[start : start + _A_STEP]:
            buckets[int(rank_of[number] / width)].append(number)
        yield
    ordered: list[int] = []
    for bucket in reversed(buckets) if is_descending else buckets:
        bucket.sort(key=rank_of.__getitem__, reverse=is_descending)
        ordered += bucket
        yield
    if is_descending and ranks.missing:
        return ordered[ranks.missing :] + ordered[: ranks.missing]
    return ordered


class _Keys(dict[Any, str]):
    """A text's key, worked out when it is first asked for; a missing value's is "" until its rank is set apart."""

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, text: str | None) -> str:
        self[text] = key = self._key(text) if text is not None else ""
        return key


@dataclass(frozen=True, slots=True)
class _Keying:
    """How texts are told apart: by `key`; texts with the same key, by `tie_break`.

    Attributes:
        by_head: keys are the beginnings of longer ones, so that two of which one begins with the other tell nothing.
    """

    key: Callable[[str], str]
    tie_break: Callable[[str], Any]
    by_head: bool


def _keying(rows: Sequence[Row], index: int, collation: Collation) -> _Keying:
    """By heads where a sample says that these nearly suffice, as they do for ids; else by the keys' first level."""
    sample = {row[index] for row in rows[:: len(rows) // _TEXTS_SAMPLED + 1]} - {None}
    heads = {collation.head_key(text) for text in sample if isinstance(text, str)}
    if 2 * len(sample) > _TEXTS_SAMPLED and len(sample) - len(heads) <= 1:
        return _Keying(collation.head_key, collation.key, by_head=True)
    return _Keying(collation.primary_key, collation.tie_break, by_head=False)


def _rank_texts(rows: Sequence[Row], index: int, collation: Collation) -> Steps[Ranks]:
    """By the first level of the texts' keys; accents and capitals count only where texts differ in nothing else."""
    keying = _keying(rows, index, collation)
    yield
    known = _Keys(keying.key)
    keys: list[str] = []
    for start in range(0, len(rows), _A_STEP):
        keys += [known[row[index]] for row in rows[start : start + _A_STEP]]
        yield
    has_missing = known.pop(None, None) is not None
    rank_of_key, places, last = yield from _rank_keys(known, keying)
    ranks = array("i")
    for start in range(0, len(keys), _A_STEP):
        ranks.extend([rank_of_key[key] for key in keys[start : start + _A_STEP]])
        yield
    missing = 0
    for number, row in enumerate(rows if has_missing or places else ()):
        value = row[index]
        if value is None:
            ranks[number] = last
            missing += 1
        elif value in places:
            ranks[number] = places[value]
        if not number % _A_STEP:
            yield
    return Ranks(ranks, missing)


def _rank_keys(keys: dict[Any, str], keying: _Keying) -> Steps[tuple[dict[str, int], dict[Value, int], int]]:
    """A rank for each key of these texts, one for each text that its key does not tell from others, and the last."""
    crowds, first_of = yield from _crowds(keys, keying)
    ordered = yield from sorted_in_steps(list(set(keys.values())))
    followers = (yield from _followers(ordered, first_of, crowds)) if keying.by_head else {}
    rank_of: dict[str, int] = {"": 0}
    rank_of_text: dict[Value, int] = {}
    rank = 0
    for start in range(0, len(ordered), _A_STEP):
        for key in ordered[start : start + _A_STEP]:
            if key not in followers:
                rank_of[key] = rank
                rank += 1
                if key in crowds:
                    ties = {text: keying.tie_break(text) for text in crowds[key]}
                    places = {tie: place for place, tie in enumerate(sorted(set(ties.values())), rank_of[key])}
                    rank_of_text.update((text, places[tie]) for text, tie in ties.items())
                    rank += len(places) - 1
        yield
    rank_of.update((key, rank_of[leader]) for key, leader in followers.items())
    return rank_of, rank_of_text, rank


_Crowds = dict[str, list[str]]
"""Keys that do not tell their texts apart, with those texts."""


def _crowds(keys: dict[Any, str], keying: _Keying) -> Steps[tuple[_Crowds, dict[str, str]]]:
    """The crowds of these texts' keys and, if there can be any, a text of each key."""
    crowds: _Crowds = {}
    first_of: dict[str, str] = {}
    if not keying.by_head and len(set(keys.values())) == len(keys):
        return crowds, first_of
    for number, (text, key) in enumerate(keys.items()):
        first = first_of.setdefault(key, text)
        if first is not text:
            crowds.setdefault(key, [first]).append(text)
        if not number % _A_STEP:
            yield
    return crowds, first_of


def _followers(ordered: Sequence[str], first_of: dict[str, str], crowds: _Crowds) -> Steps[dict[str, str]]:
    """Keys that begin with another, by that other one, whose crowd their texts join."""
    followers: dict[str, str] = {}
    leader = ordered[0] if ordered else ""
    for number, key in enumerate(ordered[1:]):
        if leader and key.startswith(leader):
            followers[key] = leader
            crowds.setdefault(leader, [first_of[leader]]).extend(crowds.pop(key, [first_of[key]]))
        else:
            leader = key
        if not number % _A_STEP:
            yield
    return followers


def _rank_values(rows: Sequence[Row], index: int, column: Column, collation: Collation) -> Steps[Ranks]:
    """Enumerations in report order, what is in none of them after it as texts; moments and numbers as they are."""
    places: dict[Value, int] = {}
    place_of = array("i")
    for start in range(0, len(rows), _A_STEP):
        place_of.extend([places.setdefault(row[index], len(places)) for row in rows[start : start + _A_STEP]])
        yield
    missing_place = places.get(None, -1)
    table = TABLES.get(column.kind)
    rank_of_value: dict[Value, int] = {}
    rank_of_value.update(table.ranks if table else {})
    unknown: list[Any] = [value for value in places if value is not None and value not in rank_of_value]
    if all(isinstance(value, str) for value in unknown):
        keys = {text: collation.key(text) for text in unknown}
        ranks_of_key = {key: rank for rank, key in enumerate(sorted(set(keys.values())), len(rank_of_value))}
        rank_of_value.update((text, ranks_of_key[key]) for text, key in keys.items())
    else:
        ordered = yield from sorted_in_steps(unknown)
        rank_of_value.update((value, rank) for rank, value in enumerate(ordered))
    last = max(rank_of_value.values(), default=-1) + 1
    rank_of = [rank_of_value.get(value, last) for value in places]
    yield
    ranks = array("i")
    for start in range(0, len(place_of), _A_STEP):
        ranks.extend([rank_of[place] for place in place_of[start : start + _A_STEP]])
        yield
    return Ranks(ranks, place_of.count(missing_place))


def sorted_in_steps(keys: list[Any]) -> Steps[list[Any]]:
    """`keys` in ascending order.

    Some are sorted in runs that a last sort only has to merge; of many, a sample makes parts of about the same size,
    which are sorted one by one.
    """
    if len(keys) <= _MERGED:
        runs: list[Any] = []
        for start in range(0, len(keys), _A_RUN):
            runs += sorted(keys[start : start + _A_RUN])
            yield
        runs.sort()
        return runs
    parts = 4 * len(keys) // _A_SORT
    splitters = sorted(keys[:: len(keys) // (parts * _SAMPLED)])[_SAMPLED::_SAMPLED]
    buckets: list[list[Any]] = [[] for _ in range(len(splitters) + 1)]
    for start in range(0, len(keys), _A_STEP):
        for key in keys[start : start + _A_STEP]:
            buckets[bisect_right(splitters, key)].append(key)
        yield
    ordered: list[Any] = []
    for bucket in buckets:
        bucket.sort()
        ordered += bucket
        yield
    return ordered
