"""Rows, in which order they stand and which of them are shown. No Qt: numbers of rows in, numbers of rows out.

Every computation is a generator that yields some milliseconds apart (see `slices`), so that 100,000 rows never hold
the window. Sorting ranks a column's distinct values once; from then on an order costs one sort of small integers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NamedTuple

from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.ranking import Ranks, order_steps, rank_steps, sort_steps
from vitec_desktop.report.report import Row
from vitec_desktop.report.search import build_search_texts, matching_rows
from vitec_desktop.report.steps import Steps, run_to_end

_ROWS_PER_STEP = 1000


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column to sort by."""

    column: int
    is_descending: bool = False


@dataclass(frozen=True)
class TableQuery:
    """What is to be shown, and in which order.

    Attributes:
        sort: the columns to sort by, the most important first; rows that are equal in all keep the report's order.
        query: what the search field holds.
        searched: the columns that the search reads, which are those that are shown.
        filters: by column.
    """

    sort: tuple[SortKey, ...] = ()
    search_text: str = ""
    searched_columns: tuple[int, ...] = ()
    filters: Mapping[int, ColumnFilter] = field(default_factory=dict)

    def shifted(self, by: timedelta) -> "TableQuery":
        """Return the query for another period: its filters of days are moved by as many days."""
        filters = {
            column: DayFilter(known.first_day + by, known.last_day + by) if isinstance(known, DayFilter) else known
            for column, known in self.filters.items()
        }
        return replace(self, filters=filters)


class ValueCount(NamedTuple):
    """A value of a column, and how many rows have it."""

    value: Value
    row_count: int


class RowIndex:
    """The rows of one list, and what has been worked out about them so far."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column], language: Language) -> None:
        self.rows = list(rows)
        self._columns = columns
        self._language = language
        self._ranks: dict[int, Ranks] = {}
        self._rankings_under_way: dict[int, Steps[Ranks]] = {}
        self._search_texts: list[str] = []
        self._search_text_columns: tuple[int, ...] = ()
        self._order_keys: tuple[SortKey, ...] = ()
        self._order: list[int] = list(range(len(self.rows)))
        self._last_result: tuple[TableQuery, list[int]] | None = None

    def with_rows(self, rows: Iterable[Row]) -> "RowIndex":
        """The same rows and, after them, `rows`; what is known of the old ones stays known."""
        longer = RowIndex([*self.rows, *rows], self._columns, self._language)
        longer._search_texts, longer._search_text_columns = self._search_texts[:], self._search_text_columns
        return longer

    def shown_row_steps(self, wanted: TableQuery) -> Steps[list[int]]:
        """The numbers of the rows that are shown, in order."""
        numbers = yield from self._order_steps(wanted.sort)
        if self._last_result is not None and _is_narrower_query(wanted, self._last_result[0]):
            numbers = self._last_result[1]
        else:
            for column, condition in wanted.filters.items():
                numbers = yield from self._filter_steps(numbers, column, condition)
        if wanted.search_text.strip():
            numbers = yield from self._search_steps(numbers, wanted)
        self._last_result = (wanted, numbers)
        return numbers

    def prepare_search_steps(self, wanted: TableQuery) -> Steps[None]:
        """Make ready what the first keystroke in the search field will need."""
        yield from self._search_text_steps(wanted.searched_columns)

    def value_count_steps(self, wanted: TableQuery, column: int) -> Steps[list[ValueCount]]:
        """The values of `column`, as if it had no filter of its own; in ascending order, a missing one last."""
        numbers: list[int] = list(range(len(self.rows)))
        for other, condition in wanted.filters.items():
            if other != column:
                numbers = yield from self._filter_steps(numbers, other, condition)
        if wanted.search_text.strip():
            numbers = yield from self._search_steps(numbers, wanted)
        ranks = (yield from self._rank_steps(column)).ranks
        counts: dict[Value, int] = {}
        rank_of: dict[Value, int] = {}
        for start in range(0, len(numbers), _ROWS_PER_STEP):
            for number in numbers[start : start + _ROWS_PER_STEP]:
                value = self.rows[number][column]
                counts[value] = counts.get(value, 0) + 1
                rank_of[value] = ranks[number]
            yield
        values = list(counts)
        # Values that differ in nothing that counts share a rank; their places keep the keys apart.
        keys = [rank_of[value] * len(values) + place for place, value in enumerate(values)]
        ordered = yield from sort_steps(keys)
        found: list[ValueCount] = []
        for start in range(0, len(ordered), _ROWS_PER_STEP):
            part = [values[key % len(values)] for key in ordered[start : start + _ROWS_PER_STEP]]
            found += [ValueCount(value, counts[value]) for value in part]
            yield
        return found

    def _order_steps(self, sort: tuple[SortKey, ...]) -> Steps[list[int]]:
        if sort != self._order_keys:
            order = list(range(len(self.rows)))
            for key in reversed(sort):
                ranks = yield from self._rank_steps(key.column)
                order = yield from order_steps(order, ranks, key.is_descending)
            self._order, self._order_keys, self._last_result = order, sort, None
        return self._order

    def _rank_steps(self, column: int) -> Steps[Ranks]:
        """The ranks of `column`; work on them that was given up half-way is taken up again where it stopped."""
        while column not in self._ranks:
            if column not in self._rankings_under_way:
                self._rankings_under_way[column] = rank_steps(self.rows, column, self._columns[column], self._language)
            try:
                next(self._rankings_under_way[column])
            except StopIteration as stop:
                self._ranks[column] = stop.value
                self._rankings_under_way.pop(column, None)
            yield
        return self._ranks[column]

    def _filter_steps(self, numbers: list[int], column: int, condition: ColumnFilter) -> Steps[list[int]]:
        passed: list[int] = []
        for start in range(0, len(numbers), 4 * _ROWS_PER_STEP):
            passed += condition.select_rows(self.rows, column, numbers[start : start + 4 * _ROWS_PER_STEP])
            yield
        return passed

    def _search_steps(self, numbers: list[int], wanted: TableQuery) -> Steps[list[int]]:
        yield from self._search_text_steps(wanted.searched_columns)
        texts = self._search_texts
        found: list[int] = []
        for start in range(0, len(numbers), 4 * _ROWS_PER_STEP):
            part = numbers[start : start + 4 * _ROWS_PER_STEP]
            found += [part[place] for place in matching_rows([texts[number] for number in part], wanted.search_text)]
            yield
        return found

    def _search_text_steps(self, columns: tuple[int, ...]) -> Steps[None]:
        if columns != self._search_text_columns:
            self._search_texts, self._search_text_columns = [], columns
        texts = self._search_texts
        while len(texts) < len(self.rows) and self._search_texts is texts:
            part = self.rows[len(texts) : len(texts) + _ROWS_PER_STEP // 4]
            texts += build_search_texts(part, self._columns, columns, self._language)
            yield


def filter_rows(rows: Sequence[Row], columns: Sequence[Column], query: TableQuery, language: Language) -> Sequence[Row]:
    """Return the rows that a table with this query would show, in its order."""
    if query == TableQuery(searched_columns=query.searched_columns):
        return rows
    numbers = run_to_end(RowIndex(rows, columns, language).shown_row_steps(query))
    return [rows[number] for number in numbers]


def _is_narrower_query(wanted: TableQuery, last: TableQuery) -> bool:
    """Whether every row that is wanted now was shown last: one went on typing a word."""
    return (
        wanted.filters == last.filters
        and wanted.sort == last.sort
        and wanted.searched_columns == last.searched_columns
        and wanted.search_text.startswith(last.search_text)
    )
