"""Rows, in which order they stand and which of them are shown. No Qt: numbers of rows in, numbers of rows out.

Every computation is a generator that yields some milliseconds apart (see `slices`), so that 100,000 rows never hold
the window. Sorting ranks a column's distinct values once; from then on an order costs one sort of small integers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.filters import Filter
from vitec_desktop.report.language import Language
from vitec_desktop.report.ranking import Ranks, order_by_rank, rank_rows, sorted_in_steps
from vitec_desktop.report.report import Row
from vitec_desktop.report.search import matching_rows, search_texts
from vitec_desktop.ui.common.incremental import Steps

_ROWS_A_STEP = 1000


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column to sort by."""

    column: int
    is_descending: bool = False


@dataclass(frozen=True)
class Wanted:
    """What is to be shown, and in which order.

    Attributes:
        sort: the columns to sort by, the most important first; rows that are equal in all keep the report's order.
        query: what the search field holds.
        searched: the columns that the search reads, which are those that are shown.
        filters: by column.
    """

    sort: tuple[SortKey, ...] = ()
    query: str = ""
    searched: tuple[int, ...] = ()
    filters: Mapping[int, Filter] = field(default_factory=dict)


class ValueCount(NamedTuple):
    """A value of a column, and how many rows have it."""

    value: Value
    rows: int


class Arrangement:
    """The rows of one list, and what has been worked out about them so far."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column], language: Language) -> None:
        self.rows = list(rows)
        self._columns = columns
        self._language = language
        self._ranks: dict[int, Ranks] = {}
        self._ranking: dict[int, Steps[Ranks]] = {}
        self._texts: list[str] = []
        self._texts_of: tuple[int, ...] = ()
        self._order_of: tuple[SortKey, ...] = ()
        self._order: list[int] = list(range(len(self.rows)))
        self._last: tuple[Wanted, list[int]] | None = None

    def extended(self, rows: Iterable[Row]) -> "Arrangement":
        """The same rows and, after them, `rows`; what is known of the old ones stays known."""
        longer = Arrangement([*self.rows, *rows], self._columns, self._language)
        longer._texts, longer._texts_of = self._texts[:], self._texts_of
        return longer

    def shown(self, wanted: Wanted) -> Steps[list[int]]:
        """The numbers of the rows that are shown, in order."""
        numbers = yield from self._ordered(wanted.sort)
        if self._last is not None and _is_narrower(wanted, self._last[0]):
            numbers = self._last[1]
        else:
            for column, condition in wanted.filters.items():
                numbers = yield from self._filtered(numbers, column, condition)
        if wanted.query.strip():
            numbers = yield from self._found(numbers, wanted)
        self._last = (wanted, numbers)
        return numbers

    def prepare(self, wanted: Wanted) -> Steps[None]:
        """Make ready what the first keystroke in the search field will need."""
        yield from self._ready_texts(wanted.searched)

    def column_values(self, wanted: Wanted, column: int) -> Steps[list[ValueCount]]:
        """The values of `column`, as if it had no filter of its own; in ascending order, a missing one last."""
        numbers: list[int] = list(range(len(self.rows)))
        for other, condition in wanted.filters.items():
            if other != column:
                numbers = yield from self._filtered(numbers, other, condition)
        if wanted.query.strip():
            numbers = yield from self._found(numbers, wanted)
        ranks = (yield from self._ranked(column)).ranks
        counts: dict[Value, int] = {}
        rank_of: dict[Value, int] = {}
        for start in range(0, len(numbers), _ROWS_A_STEP):
            for number in numbers[start : start + _ROWS_A_STEP]:
                value = self.rows[number][column]
                counts[value] = counts.get(value, 0) + 1
                rank_of[value] = ranks[number]
            yield
        values = list(counts)
        # Values that differ in nothing that counts share a rank; their places keep the keys apart.
        keys = [rank_of[value] * len(values) + place for place, value in enumerate(values)]
        ordered = yield from sorted_in_steps(keys)
        found: list[ValueCount] = []
        for start in range(0, len(ordered), _ROWS_A_STEP):
            part = [values[key % len(values)] for key in ordered[start : start + _ROWS_A_STEP]]
            found += [ValueCount(value, counts[value]) for value in part]
            yield
        return found

    def _ordered(self, sort: tuple[SortKey, ...]) -> Steps[list[int]]:
        if sort != self._order_of:
            order = list(range(len(self.rows)))
            for key in reversed(sort):
                ranks = yield from self._ranked(key.column)
                order = yield from order_by_rank(order, ranks, key.is_descending)
            self._order, self._order_of, self._last = order, sort, None
        return self._order

    def _ranked(self, column: int) -> Steps[Ranks]:
        """The ranks of `column`; work on them that was given up half-way is taken up again where it stopped."""
        while column not in self._ranks:
            if column not in self._ranking:
                self._ranking[column] = rank_rows(self.rows, column, self._columns[column], self._language)
            try:
                next(self._ranking[column])
            except StopIteration as stop:
                self._ranks[column] = stop.value
                self._ranking.pop(column, None)
            yield
        return self._ranks[column]

    def _filtered(self, numbers: list[int], column: int, condition: Filter) -> Steps[list[int]]:
        passed: list[int] = []
        for start in range(0, len(numbers), 4 * _ROWS_A_STEP):
            passed += condition.matching(self.rows, column, numbers[start : start + 4 * _ROWS_A_STEP])
            yield
        return passed

    def _found(self, numbers: list[int], wanted: Wanted) -> Steps[list[int]]:
        yield from self._ready_texts(wanted.searched)
        texts = self._texts
        found: list[int] = []
        for start in range(0, len(numbers), 4 * _ROWS_A_STEP):
            part = numbers[start : start + 4 * _ROWS_A_STEP]
            found += [part[place] for place in matching_rows([texts[number] for number in part], wanted.query)]
            yield
        return found

    def _ready_texts(self, columns: tuple[int, ...]) -> Steps[None]:
        if columns != self._texts_of:
            self._texts, self._texts_of = [], columns
        texts = self._texts
        while len(texts) < len(self.rows) and self._texts is texts:
            part = self.rows[len(texts) : len(texts) + _ROWS_A_STEP // 4]
            texts += search_texts(part, self._columns, columns, self._language)
            yield


def _is_narrower(wanted: Wanted, last: Wanted) -> bool:
    """Whether every row that is wanted now was shown last: one went on typing a word."""
    return (
        wanted.filters == last.filters
        and wanted.sort == last.sort
        and wanted.searched == last.searched
        and wanted.query.startswith(last.query)
    )
