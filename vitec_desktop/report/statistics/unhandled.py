"""What nobody has taken care of yet, and for how long."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from math import inf
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from vitec_desktop.report.columns import Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter, RowFilter, ValueFilter
from vitec_desktop.report.labels import STATES, StateGroup
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.columns import CREATED_KEY, OUTCOME_KINDS, STATE_COLUMNS, column_values
from vitec_desktop.report.steps import Steps
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope

UNHANDLED_CODES: frozenset[Value] = frozenset(state.code for state in STATES if state.group is StateGroup.UNHANDLED)

AGE_LIMITS: tuple[tuple[int, int | None], ...] = ((0, 1), (2, 7), (8, 30), (31, None))
"""The ages in days that are counted together, both ends included; the last has no end."""

_ROWS_PER_STEP = 20_000


class UnhandledRow(NamedTuple):
    """A row that waits, and its age: whole days from the day of its creation to the day of the fetch, None unknown."""

    kind: ListKind
    row: Row
    age: int | None


@dataclass(frozen=True, slots=True)
class AgeBucket:
    """The rows that have waited from `least` to `most` days; `most` is None in the last one."""

    min_days: int
    max_days: int | None
    count: int
    row_filter: RowFilter | None


@dataclass(frozen=True, slots=True)
class AgeProfile:
    """What waits in one list, or in all of them; those have no `wish`, since no one table shows them.

    Attributes:
        buckets: by age, youngest first.
        undated: how many rows have no age, since nobody knows when they were created.
        median: in days; it can lie between two days. None where there is no age.
        oldest: in days, None where there is no age.
    """

    kind: ListKind | None
    count: int
    buckets: tuple[AgeBucket, ...]
    undated: int
    median: float | None
    oldest: int | None
    row_filter: RowFilter | None
    undated_row_filter: RowFilter | None


@dataclass(frozen=True)
class Unhandled:
    """What waits, by list.

    Attributes:
        everything: all lists together.
        by_list: the lists whose rows have a state.
        waiting: the rows themselves, as they stand in their list.
        fetched_on: the day that ages are counted to.
    """

    total: AgeProfile
    by_list: Mapping[ListKind, AgeProfile]
    rows_by_list: Mapping[ListKind, Sequence[Row]] = field(repr=False)
    fetched_on: date

    @property
    def leads(self) -> AgeProfile:
        return self.by_list[ListKind.INCOMING]

    @property
    def tips(self) -> AgeProfile:
        return self.by_list[ListKind.TIPS]

    @cached_property
    def rows_by_age(self) -> tuple[UnhandledRow, ...]:
        """The rows of all lists with their ages, oldest first; those of unknown age come last."""
        dated: list[tuple[datetime, UnhandledRow]] = []
        for kind, rows in self.rows_by_list.items():
            for row, created in zip(rows, column_values(kind, rows, CREATED_KEY), strict=True):
                moment = created if isinstance(created, datetime) else datetime.max
                dated.append((moment, UnhandledRow(kind, row, age_in_days(created, self.fetched_on))))
        return tuple(waiting for _, waiting in sorted(dated, key=itemgetter(0)))


def unhandled_steps(tables: Mapping[ListKind, Sequence[Row]], scope: ReportScope, fetched_on: date) -> Steps[Unhandled]:
    """Finds the rows that wait, stopping some milliseconds apart."""
    waiting: dict[ListKind, list[Row]] = {kind: [] for kind in OUTCOME_KINDS}
    days: dict[ListKind, Counter[date | None]] = {kind: Counter() for kind in OUTCOME_KINDS}
    for kind in OUTCOME_KINDS:
        rows = tables.get(kind, ())
        for start in range(0, len(rows), _ROWS_PER_STEP):
            found = _unhandled_rows(kind, rows[start : start + _ROWS_PER_STEP])
            waiting[kind] += found
            days[kind].update(
                moment.date() if isinstance(moment, datetime) else None
                for moment in column_values(kind, found, CREATED_KEY)
            )
            yield
    profiler = _ProfileBuilder(_enclosing_days(scope, days.values(), fetched_on), fetched_on)
    by_list = {kind: profiler.build_profile(kind, counts) for kind, counts in days.items()}
    return Unhandled(profiler.build_profile(None, sum(days.values(), Counter())), by_list, waiting, fetched_on)


def age_in_days(created_at: Value, fetched_on: date) -> int | None:
    """Whole days from the day of creation to the day of the fetch: 0 today, 1 yesterday. Never below 0."""
    return _age(created_at.date(), fetched_on) if isinstance(created_at, datetime) else None


def _age(created_on: date, fetched_on: date) -> int:
    return max(0, (fetched_on - created_on).days)


def _unhandled_rows(kind: ListKind, rows: Sequence[Row]) -> list[Row]:
    states = column_values(kind, rows, STATE_COLUMNS[kind].key)
    return [row for row, state in zip(rows, states, strict=True) if state in UNHANDLED_CODES]


def _enclosing_days(
    scope: ReportScope, days: Iterable[Mapping[date | None, int]], fetched_on: date
) -> tuple[date, date]:
    """Days that hold the period's beginning, the fetch and every row that waits."""
    known = [day for counts in days for day in counts if day is not None]
    return min([scope.first_day, fetched_on, *known]), max([fetched_on, *known])


class _ProfileBuilder:
    """Counts ages. `days_around` hold every row, so that the outermost filters have two ends."""

    def __init__(self, days_around: tuple[date, date], fetched_on: date) -> None:
        self._first_day, self._last_day = days_around
        self._fetched_on = fetched_on

    def build_profile(self, kind: ListKind | None, days: Counter[date | None]) -> AgeProfile:
        """The profile of one list (or all), given how many rows wait since which day."""
        ages: Counter[int] = Counter()
        for day, count in days.items():
            if day is not None:
                ages[_age(day, self._fetched_on)] += count
        return AgeProfile(
            kind,
            days.total(),
            tuple(self._build_bucket(kind, ages, least, most) for least, most in AGE_LIMITS),
            days[None],
            median(ages.elements()) if ages else None,
            max(ages, default=None),
            _row_filter(kind),
            _row_filter(kind, ValueFilter(frozenset({None}))),
        )

    def _build_bucket(self, kind: ListKind | None, ages: Mapping[int, int], least: int, most: int | None) -> AgeBucket:
        end = inf if most is None else most
        count = sum(count for age, count in ages.items() if least <= age <= end)
        return AgeBucket(least, most, count, _row_filter(kind, self._day_filter(least, most)))

    def _day_filter(self, least: int, most: int | None) -> DayFilter:
        """The days of creation that are so many days back. Rows from after the fetch count as today's."""
        last = self._last_day if least == 0 else _subtract_days(self._fetched_on, least)
        first = min(self._first_day, last) if most is None else _subtract_days(self._fetched_on, most)
        return DayFilter(first, last)


def _row_filter(kind: ListKind | None, created: ColumnFilter | None = None) -> RowFilter | None:
    """Return the filter for the unhandled rows of a list, or those with a time of creation; None for all lists."""
    if kind is None:
        return None
    filters: dict[str, ColumnFilter] = {STATE_COLUMNS[kind].key: ValueFilter(UNHANDLED_CODES)}
    return RowFilter(kind, filters | ({CREATED_KEY: created} if created else {}))


def _subtract_days(day: date, count: int) -> date:
    """So many days earlier, or the calendar's beginning."""
    return day - timedelta(days=min(count, day.toordinal() - 1))
