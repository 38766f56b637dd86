"""Filters of a table's columns, and the filters that show the rows behind a statistic."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct, field

from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.labels import PERIOD
from vitec_desktop.report.people_text import fold_letters
from vitec_desktop.report.periods import Preset
from vitec_desktop.report.report import Row
from vitec_desktop.report.search import search_words
from vitec_desktop.report.tables import LIST_KEY, ORIGIN_KEY, TABLE_COLUMNS, JoinedTable, TableKind, source_column
from vitec_desktop.report.value_groups import group_key
from vitec_desktop.webservice.models import ListKind


class ValueFilter(Struct, frozen=True):
    """Matches rows whose value is in `values`, or with `is_excluding` is not; None stands for a missing value."""

    values: frozenset[Value]
    is_excluding: bool = False

    def matches(self, value: Value) -> bool:
        return (value in self.values) is not self.is_excluding

    def select_rows(self, rows: Sequence[Row], column: int, numbers: Sequence[int]) -> list[int]:
        """Return those of `numbers` whose rows match, in their order."""
        values = self.values
        if self.is_excluding:
            return [number for number in numbers if rows[number][column] not in values]
        return [number for number in numbers if rows[number][column] in values]


class DayFilter(Struct, frozen=True):
    """Matches rows of the days from `first_day` to `last_day`, both included; rows without a date never match.

    Attributes:
        first_day: the first day.
        last_day: the last day.
        preset: the period that the user chose by name, None for single days. A saved view keeps the name and computes
            the days anew.
    """

    first_day: date
    last_day: date
    preset: Preset | None = None

    def matches(self, value: Value) -> bool:
        return isinstance(value, datetime) and self.first_day <= value.date() <= self.last_day

    def select_rows(self, rows: Sequence[Row], column: int, numbers: Sequence[int]) -> list[int]:
        """Return those of `numbers` whose rows match, in their order."""
        matches = self.matches
        return [number for number in numbers if matches(rows[number][column])]


class TextFilter(Struct, frozen=True):
    """Matches rows whose text contains every word of `text`, as a search does; a missing text never matches."""

    text: str

    def matches(self, value: Value) -> bool:
        if not isinstance(value, str):
            return False
        folded = fold_letters(value)
        return all(word in folded for word in search_words(self.text))

    def select_rows(self, rows: Sequence[Row], column: int, numbers: Sequence[int]) -> list[int]:
        """Return those of `numbers` whose rows match, in their order."""
        words = search_words(self.text)
        found = []
        for number in numbers:
            value = rows[number][column]
            if isinstance(value, str):
                folded = fold_letters(value)
                if all(word in folded for word in words):
                    found.append(number)
        return found


ColumnFilter = ValueFilter | DayFilter | TextFilter


class RowFilter(Struct, frozen=True):
    """Matches the rows of one table that a statistic counts: those that match all its filters, by column key."""

    kind: TableKind
    filters: Mapping[str, ColumnFilter] = field(default_factory=dict)

    @classmethod
    def from_values(cls, kind: TableKind, column_key: str, *values: Value) -> "RowFilter":
        """Return a filter for rows with one of `values` in a column."""
        return cls(kind, {column_key: ValueFilter(frozenset(values))})


class NamedFilter(Struct, frozen=True):
    """The filters of a temporary view, by column number, under the name of the statistic that it shows."""

    name: str
    filters: Mapping[int, ColumnFilter] = field(default_factory=dict)

    @classmethod
    def from_row_filter(cls, row_filter: RowFilter, name: str) -> "NamedFilter":
        numbers = {column.key: number for number, column in enumerate(TABLE_COLUMNS[row_filter.kind])}
        return cls(name, {numbers[key]: column_filter for key, column_filter in row_filter.filters.items()})


def filters_of_list(kind: ListKind, filters: Mapping[int, ColumnFilter]) -> dict[int, ColumnFilter]:
    """Return filters for the rows of a list of which the joined table with `filters` would show the unhandled ones."""
    found: dict[int, ColumnFilter] = {}
    matches_none = False
    for number, column_filter in filters.items():
        source = source_column(kind, number)
        if source is not None:
            found[source] = column_filter
        elif not column_filter.matches(_value_in_list(kind, number)):
            matches_none = True
    return {**found, 0: ValueFilter(frozenset())} if matches_none else found


def _value_in_list(kind: ListKind, joined_column: int) -> Value:
    """Return what every row of a list has in a column of the joined table that none of its columns fills."""
    values = {LIST_KEY: kind.value, ORIGIN_KEY: PERIOD}
    return values.get(TABLE_COLUMNS[JoinedTable.UNHANDLED][joined_column].key)


def combine_filters(
    filters: Mapping[int, ColumnFilter], added: Mapping[int, ColumnFilter], columns: Sequence[Column]
) -> dict[int, ColumnFilter]:
    """Return filters, by column number, that match the rows which match all of both."""
    combined = dict(filters)
    for number, new in added.items():
        combined[number] = _intersection(combined[number], new, columns[number]) if number in combined else new
    return combined


def _intersection(one: ColumnFilter, other: ColumnFilter, column: Column) -> ColumnFilter:
    """Return a filter that matches what both match; values are compared as the user reads them."""
    if isinstance(one, DayFilter) and isinstance(other, DayFilter):
        return DayFilter(max(one.first_day, other.first_day), min(one.last_day, other.last_day))
    if isinstance(one, TextFilter) and isinstance(other, TextFilter):
        return TextFilter(f"{one.text} {other.text}")
    if isinstance(one, ValueFilter) and isinstance(other, ValueFilter) and one.is_excluding and other.is_excluding:
        return ValueFilter(one.values | other.values, is_excluding=True)
    if isinstance(one, ValueFilter) and not one.is_excluding:
        return ValueFilter(_values_matching(one.values, other, column))
    if isinstance(other, ValueFilter) and not other.is_excluding:
        return ValueFilter(_values_matching(other.values, one, column))
    return other if isinstance(one, ValueFilter) else one  # days or a text, and excluded values: the former decide


def _values_matching(values: frozenset[Value], column_filter: ColumnFilter, column: Column) -> frozenset[Value]:
    if not isinstance(column_filter, ValueFilter):
        return frozenset(value for value in values if column_filter.matches(value))
    keys = {group_key(column, value) for value in column_filter.values}
    return frozenset(value for value in values if (group_key(column, value) in keys) is not column_filter.is_excluding)
