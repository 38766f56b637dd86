"""The index of a table: which of its rows are shown, and in which order, as row numbers.

Every computation is a generator of steps (see `report.steps`), so that 100,000 rows do not block the window. Sorting
ranks a column's distinct values once; after that, an order takes one sort of small integers.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter, NamedFilter, ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.ranking import (
    ColumnValues,
    Ranks,
    column_value_steps,
    order_steps,
    rank_steps,
    row_rank_steps,
    sort_steps,
)
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_groups import (
    NO_GROUPS,
    GroupPlaces,
    RowGroups,
    group_steps,
    joined_place_steps,
    month_place_steps,
    value_place_steps,
)
from vitec_desktop.report.search import build_search_texts, matching_rows
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.report.value_groups import SINGLE_KINDS, choose_spellings, group_key, group_key_steps

_ROWS_PER_STEP = 1000
_MAX_JOINED_VALUES = 20_000
"""A column with more values, such as titles, is grouped by each of them, without looking for other spellings."""


class SortKey(Struct, frozen=True):
    """One column to sort by."""

    column: int
    is_descending: bool = False


class TableQuery(Struct, frozen=True):
    """Which rows a table shows, and in which order.

    Attributes:
        sort: the columns to sort by, the first first; rows that are equal in all of them keep the report's order.
        search_text: the text in the search field.
        searched_columns: the columns that are searched: those that are shown.
        filters: the filters that the user has set, by column.
        named_filter: what a temporary view shows, besides; None without one.
        group_column: the column whose values group the rows, a time by its months; None for no groups.
    """

    sort: tuple[SortKey, ...] = ()
    search_text: str = ""
    searched_columns: tuple[int, ...] = ()
    filters: Mapping[int, ColumnFilter] = field(default_factory=dict)
    named_filter: NamedFilter | None = None
    group_column: int | None = None

    @property
    def has_search(self) -> bool:
        return bool(self.search_text.strip())

    @property
    def has_own_filter(self) -> bool:
        """Whether the user searches or filters, which a temporary view alone does not mean."""
        return bool(self.filters) or self.has_search

    @property
    def hides_rows(self) -> bool:
        """Whether a search or a filter can hide rows."""
        return self.has_own_filter or bool(self.named_filter and self.named_filter.filters)

    @property
    def unordered(self) -> "TableQuery":
        """The query without order and groups: it shows the same rows."""
        return replace(self, sort=(), group_column=None)

    @property
    def all_filters(self) -> tuple[tuple[int, ColumnFilter], ...]:
        """The filters of the user and of a temporary view, which can be two of one column."""
        named = self.named_filter.filters if self.named_filter else {}
        return (*named.items(), *self.filters.items())

    def shifted(self, by: timedelta) -> "TableQuery":
        """Return the query for another period: its filters of days are moved by as many days."""
        named = self.named_filter
        return replace(
            self,
            filters=_shifted(self.filters, by),
            named_filter=replace(named, filters=_shifted(named.filters, by)) if named else None,
        )

    def without_days(self) -> "TableQuery":
        """Return the query without its filters of days."""
        named = self.named_filter
        return replace(
            self,
            filters=_without_days(self.filters),
            named_filter=replace(named, filters=_without_days(named.filters)) if named else None,
        )


def _without_days(filters: Mapping[int, ColumnFilter]) -> dict[int, ColumnFilter]:
    return {column: known for column, known in filters.items() if not isinstance(known, DayFilter)}


def _shifted(filters: Mapping[int, ColumnFilter], by: timedelta) -> dict[int, ColumnFilter]:
    return {
        column: DayFilter(known.first_day + by, known.last_day + by) if isinstance(known, DayFilter) else known
        for column, known in filters.items()
    }


class TableRows(NamedTuple):
    """What a table shows.

    Attributes:
        numbers: the rows' numbers, in order.
        groups: their groups; none if they are not grouped.
    """

    numbers: list[int]
    groups: RowGroups = NO_GROUPS


class ValueCount(NamedTuple):
    """A value of a column, and how many rows have it or one that is the same to the user."""

    value: Value
    row_count: int


class RowIndex:
    """The rows of one list, with the ranks, search texts and orders computed so far."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column], language: Language) -> None:
        self.rows = list(rows)
        self._columns = columns
        self._language = language
        self._ranks: dict[int, Ranks] = {}
        self._values: dict[int, ColumnValues] = {}
        self._value_ranks: dict[int, list[int]] = {}
        self._unfinished_ranks: dict[int, Steps[list[int]]] = {}
        self._group_keys: dict[int, dict[Value, Value]] = {}
        self._group_places: dict[tuple[int, bool], GroupPlaces] = {}
        self._search_texts: list[str] = []
        self._search_text_columns: tuple[int, ...] = ()
        self._order_keys: tuple[SortKey, ...] = ()
        self._order: list[int] = list(range(len(self.rows)))
        self._last_result: tuple[TableQuery, list[int]] | None = None

    def extended_by(self, rows: Iterable[Row]) -> "RowIndex":
        """Return an index of these rows followed by `rows`, which keeps the search texts computed so far."""
        longer = RowIndex([*self.rows, *rows], self._columns, self._language)
        longer._search_texts, longer._search_text_columns = self._search_texts[:], self._search_text_columns
        return longer

    def shown_row_steps(self, query: TableQuery) -> Steps[list[int]]:
        """Return the numbers of the rows shown, in order."""
        numbers = yield from self._order_steps(query.sort)
        if self._last_result is not None and _is_narrower_query(query, self._last_result[0]):
            numbers = self._last_result[1]
        else:
            for column, column_filter in query.all_filters:
                numbers = yield from self._filter_steps(numbers, column, column_filter)
        if query.has_search:
            numbers = yield from self._search_steps(numbers, query)
        self._last_result = (query, numbers)
        return numbers

    def table_steps(self, query: TableQuery) -> Steps[TableRows]:
        """Return the numbers of the rows shown, in order, with their groups; one group after the other."""
        numbers = yield from self.shown_row_steps(query)
        index = query.group_column
        if index is None:
            return TableRows(numbers)
        first = query.sort[0] if query.sort else None
        is_oldest_first = first is not None and first.column == index and not first.is_descending
        places = yield from self._group_place_steps(index, is_oldest_first=is_oldest_first)
        ordered, groups = yield from group_steps(self.rows, numbers, index, places)
        return TableRows(ordered, groups)

    def _group_place_steps(self, index: int, *, is_oldest_first: bool) -> Steps[GroupPlaces]:
        """Return the places of a column's groups, computed once."""
        if (index, is_oldest_first) not in self._group_places:
            column = self._columns[index]
            if column.kind is ColumnKind.DATETIME:
                places = yield from month_place_steps(self.rows, index, is_oldest_first=is_oldest_first)
            else:
                places = yield from self._value_place_steps(index, column)
            self._group_places[index, is_oldest_first] = places
        return self._group_places[index, is_oldest_first]

    def _value_place_steps(self, index: int, column: Column) -> Steps[GroupPlaces]:
        values = yield from self._value_steps(index)
        ranks = yield from self._value_rank_steps(index)
        if len(ranks) > _MAX_JOINED_VALUES:
            return (yield from value_place_steps(values, ranks))
        keys = yield from self._group_key_steps(index)
        return (yield from joined_place_steps(values, ranks, column, keys))

    def _value_steps(self, column: int) -> Steps[ColumnValues]:
        """Return the values of a column, computed once."""
        if column not in self._values:
            self._values[column] = yield from column_value_steps(self.rows, column)
        return self._values[column]

    def prepare_search_steps(self, query: TableQuery) -> Steps[None]:
        """Compute the search texts, so that the first search is fast."""
        yield from self._search_text_steps(query.searched_columns)

    def value_count_steps(self, query: TableQuery, column: int) -> Steps[list[ValueCount]]:
        """Return the values of `column` in the rows that match all filters but the user's own of it.

        They are ascending, a missing one last.
        """
        others = replace(query, filters={other: known for other, known in query.filters.items() if other != column})
        numbers: list[int] = list(range(len(self.rows)))
        for other, column_filter in others.all_filters:
            numbers = yield from self._filter_steps(numbers, other, column_filter)
        if query.has_search:
            numbers = yield from self._search_steps(numbers, query)
        ranks = (yield from self._rank_steps(column)).ranks
        counts: dict[Value, int] = {}
        rank_of: dict[Value, int] = {}
        for start in range(0, len(numbers), _ROWS_PER_STEP):
            for number in numbers[start : start + _ROWS_PER_STEP]:
                value = self.rows[number][column]
                counts[value] = counts.get(value, 0) + 1
                rank_of[value] = ranks[number]
            yield
        counts, rank_of = yield from self._join_equal_steps(column, counts, rank_of)
        values = list(counts)
        # Values with the same rank ("2" and "02") get different keys, from which their numbers are computed again.
        keys = [rank_of[value] * len(values) + number for number, value in enumerate(values)]
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
            is_in_order = len(sort) == 1 and (yield from self._is_newest_first_steps(sort[0]))
            for key in () if is_in_order else reversed(sort):
                ranks = yield from self._rank_steps(key.column)
                order = yield from order_steps(order, ranks, key.is_descending)
            self._order, self._order_keys, self._last_result = order, sort, None
        return self._order

    def _is_newest_first_steps(self, key: SortKey) -> Steps[bool]:
        """Return whether `key` asks for the newest first, as the rows of a report are: there is nothing to sort."""
        if not key.is_descending or self._columns[key.column].kind is not ColumnKind.DATETIME:
            return False
        read, last = itemgetter(key.column), datetime.max
        for start in range(0, len(self.rows), 4 * _ROWS_PER_STEP):
            for value in map(read, self.rows[start : start + 4 * _ROWS_PER_STEP]):
                moment = value if isinstance(value, datetime) else datetime.min  # a missing one comes last
                if moment > last:
                    return False
                last = moment
            yield
        return True

    def _rank_steps(self, column: int) -> Steps[Ranks]:
        """Return the ranks of the rows by `column`, computed once."""
        if column not in self._ranks:
            values = yield from self._value_steps(column)
            self._ranks[column] = yield from row_rank_steps(values, (yield from self._value_rank_steps(column)))
        return self._ranks[column]

    def _value_rank_steps(self, column: int) -> Steps[list[int]]:
        """Return the ranks of a column's values; a computation that was cancelled is continued where it stopped."""
        values = (yield from self._value_steps(column)).values
        while column not in self._value_ranks:
            if column not in self._unfinished_ranks:
                self._unfinished_ranks[column] = rank_steps(values, self._columns[column], self._language)
            try:
                next(self._unfinished_ranks[column])
            except StopIteration as stop:
                self._value_ranks[column] = stop.value
                self._unfinished_ranks.pop(column, None)
            yield
        return self._value_ranks[column]

    def _filter_steps(self, numbers: list[int], column: int, column_filter: ColumnFilter) -> Steps[list[int]]:
        matching: list[int] = []
        if isinstance(column_filter, ValueFilter):
            column_filter = yield from self._with_spellings_steps(column, column_filter)
        for start in range(0, len(numbers), 4 * _ROWS_PER_STEP):
            matching += column_filter.select_rows(self.rows, column, numbers[start : start + 4 * _ROWS_PER_STEP])
            yield
        return matching

    def _group_key_steps(self, column: int) -> Steps[dict[Value, Value]]:
        """Return the key of each value of a column (see `value_groups`), computed once."""
        if column not in self._group_keys:
            values = (yield from self._value_steps(column)).values
            self._group_keys[column] = yield from group_key_steps(self._columns[column], values)
        return self._group_keys[column]

    def _with_spellings_steps(self, column: int, value_filter: ValueFilter) -> Steps[ValueFilter]:
        """Return the filter with all values of the column that are the same to the user as one of the filter's."""
        if self._columns[column].kind in SINGLE_KINDS:
            return value_filter
        keys = yield from self._group_key_steps(column)
        wanted = {group_key(self._columns[column], value) for value in value_filter.values}
        values = [value for value, key in keys.items() if key in wanted]
        return replace(value_filter, values=value_filter.values.union(values))

    def _join_equal_steps(
        self, column: int, counts: dict[Value, int], rank_of: dict[Value, int]
    ) -> Steps[tuple[dict[Value, int], dict[Value, int]]]:
        """Return counts and ranks with equal values joined under the most frequent one, by the lowest rank."""
        if self._columns[column].kind in SINGLE_KINDS:
            return counts, rank_of
        keys = yield from self._group_key_steps(column)
        chosen = choose_spellings({value: keys[value] for value in counts}, counts)
        yield
        joined_counts: dict[Value, int] = {}
        joined_ranks: dict[Value, int] = {}
        for number, (value, count) in enumerate(counts.items()):
            shown = chosen[keys[value]]
            joined_counts[shown] = joined_counts.get(shown, 0) + count
            joined_ranks[shown] = min(joined_ranks.get(shown, rank_of[value]), rank_of[value])
            if not number % _ROWS_PER_STEP:
                yield
        return joined_counts, joined_ranks

    def _search_steps(self, numbers: list[int], query: TableQuery) -> Steps[list[int]]:
        yield from self._search_text_steps(query.searched_columns)
        texts = self._search_texts
        found: list[int] = []
        for start in range(0, len(numbers), 4 * _ROWS_PER_STEP):
            part = numbers[start : start + 4 * _ROWS_PER_STEP]
            found += [part[index] for index in matching_rows([texts[number] for number in part], query.search_text)]
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
    return run_to_end(filter_row_steps(rows, columns, query, language))


def filter_row_steps(
    rows: Sequence[Row], columns: Sequence[Column], query: TableQuery, language: Language
) -> Steps[Sequence[Row]]:
    """Return what `filter_rows` does."""
    if query == TableQuery(searched_columns=query.searched_columns):
        return rows
    numbers = yield from RowIndex(rows, columns, language).shown_row_steps(query)
    return [rows[number] for number in numbers]


def _is_narrower_query(query: TableQuery, last: TableQuery) -> bool:
    """Whether every row that `query` shows was shown before: the user typed more letters."""
    return (
        query.filters == last.filters
        and query.named_filter == last.named_filter
        and query.sort == last.sort
        and query.searched_columns == last.searched_columns
        and query.search_text.startswith(last.search_text)
    )
