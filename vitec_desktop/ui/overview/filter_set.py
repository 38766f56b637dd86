"""Filters of a table and the rows behind a figure: one narrows the other, and other rows can be sieved alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vitec_desktop.report.filters import ColumnFilter, DayFilter, ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import RowIndex, TableQuery
from vitec_desktop.report.statistics.filters import Condition, DayCondition, RowFilter
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.models import ListKind


def add_filter(filters: Mapping[int, ColumnFilter], wish: RowFilter) -> dict[int, ColumnFilter]:
    """`filters`, by column number, and what `wish` asks for besides: rows must pass both."""
    numbers = {column.key: number for number, column in enumerate(COLUMNS[wish.kind])}
    result = dict(filters)
    for condition in wish.conditions:
        number = numbers[condition.column_key]
        wished = _filter_of(condition)
        known = result.get(number)
        result[number] = _both(known, wished) if known else wished
    return result


@dataclass(frozen=True, slots=True)
class FilterSet:
    """What a table lets through: its search, the columns that it searches, its filters."""

    search_text: str = ""
    searched_columns: tuple[int, ...] = ()
    filters: Mapping[int, ColumnFilter] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.filters and not self.search_text.strip()

    def shifted(self, by: timedelta) -> "FilterSet":
        """The same for another period: a filter of days means the days as far into that one."""
        filters = {
            number: DayFilter(known.first_day + by, known.last_day + by) if isinstance(known, DayFilter) else known
            for number, known in self.filters.items()
        }
        return FilterSet(self.search_text, self.searched_columns, filters)

    def apply(self, kind: ListKind, rows: Sequence[Row], language: Language) -> Sequence[Row]:
        """Those of `rows` that the table would show."""
        if self.is_empty:
            return rows
        wanted = TableQuery(search_text=self.search_text, searched_columns=self.searched_columns, filters=self.filters)
        numbers = run_to_end(RowIndex(rows, COLUMNS[kind], language).shown_row_steps(wanted))
        return [rows[number] for number in numbers]


def _filter_of(condition: Condition) -> ColumnFilter:
    if isinstance(condition, DayCondition):
        return DayFilter(condition.first_day, condition.last_day)
    return ValueFilter(condition.values, condition.is_excluding)


def _both(one: ColumnFilter, other: ColumnFilter) -> ColumnFilter:
    """A filter that lets through what both let through."""
    if isinstance(one, DayFilter) and isinstance(other, DayFilter):
        return DayFilter(max(one.first_day, other.first_day), min(one.last_day, other.last_day))
    if isinstance(one, ValueFilter) and isinstance(other, ValueFilter):
        if one.is_excluding and other.is_excluding:
            return ValueFilter(one.values | other.values, is_excluding=True)
        chosen, sieve = (other, one) if one.is_excluding else (one, other)
        return ValueFilter(frozenset(value for value in chosen.values if sieve.matches(value)))
    days, values = (one, other) if isinstance(one, DayFilter) else (other, one)
    assert isinstance(days, DayFilter)
    assert isinstance(values, ValueFilter)
    if values.is_excluding:
        return days
    return ValueFilter(
        frozenset(value for value in values.values if isinstance(value, datetime) and days.matches(value))
    )
