"""Filters of a table and the rows behind a figure: one narrows the other, and other rows can be sieved alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vitec_desktop.report.filters import DayFilter, Filter, ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import Arrangement, Wanted
from vitec_desktop.report.statistics.filters import Condition, DayWish, FilterWish
from vitec_desktop.ui.common.incremental import at_once
from vitec_desktop.webservice.models import ListKind


def narrowed(filters: Mapping[int, Filter], wish: FilterWish) -> dict[int, Filter]:
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
class Sieve:
    """What a table lets through: its search, the columns that it searches, its filters."""

    query: str = ""
    searched: tuple[int, ...] = ()
    filters: Mapping[int, Filter] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return not self.filters and not self.query.strip()

    def moved(self, by: timedelta) -> "Sieve":
        """The same for another period: a filter of days means the days as far into that one."""
        filters = {
            number: DayFilter(known.first + by, known.last + by) if isinstance(known, DayFilter) else known
            for number, known in self.filters.items()
        }
        return Sieve(self.query, self.searched, filters)

    def sieved(self, kind: ListKind, rows: Sequence[Row], language: Language) -> Sequence[Row]:
        """Those of `rows` that the table would show."""
        if self.is_open:
            return rows
        wanted = Wanted(query=self.query, searched=self.searched, filters=self.filters)
        numbers = at_once(Arrangement(rows, COLUMNS[kind], language).shown(wanted))
        return [rows[number] for number in numbers]


def _filter_of(condition: Condition) -> Filter:
    if isinstance(condition, DayWish):
        return DayFilter(condition.first_day, condition.last_day)
    return ValueFilter(condition.values, condition.is_excluding)


def _both(one: Filter, other: Filter) -> Filter:
    """A filter that lets through what both let through."""
    if isinstance(one, DayFilter) and isinstance(other, DayFilter):
        return DayFilter(max(one.first, other.first), min(one.last, other.last))
    if isinstance(one, ValueFilter) and isinstance(other, ValueFilter):
        if one.is_excluding and other.is_excluding:
            return ValueFilter(one.values | other.values, is_excluding=True)
        chosen, sieve = (other, one) if one.is_excluding else (one, other)
        return ValueFilter(frozenset(value for value in chosen.values if sieve.lets_through(value)))
    days, values = (one, other) if isinstance(one, DayFilter) else (other, one)
    assert isinstance(days, DayFilter)
    assert isinstance(values, ValueFilter)
    if values.is_excluding:
        return days
    return ValueFilter(
        frozenset(value for value in values.values if isinstance(value, datetime) and days.lets_through(value))
    )
