"""Rows by the time of their creation: months, ISO weeks, weekdays."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vitec_desktop.report.filters import DayFilter, RowFilter
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.columns import CREATED_KEY, column_values
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope

MONTHS_SHOWN = 13
"""So many months let one see the same month of last year."""

DayCounts = Mapping[ListKind, Mapping[date, int]]
"""How many rows each list has of each day."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimeBucket:
    """A stretch of the period, such as a month.

    Attributes:
        first_day: the first of its days that belongs to the period.
        last_day: the last one.
        counts: rows by list.
        is_running: whether the report was fetched in it, so that more rows can come.
        is_whole: whether the period holds all its days.
    """

    first_day: date
    last_day: date
    counts: Mapping[ListKind, int]
    is_current: bool
    is_complete: bool

    def row_filter_for(self, kind: ListKind) -> RowFilter:
        """The rows of one list in it."""
        return RowFilter(kind, {CREATED_KEY: DayFilter(self.first_day, self.last_day)})


class Month(TimeBucket):
    """A calendar month."""

    __slots__ = ()

    @property
    def year(self) -> int:
        return self.first_day.year

    @property
    def month(self) -> int:
        """From 1 to 12."""
        return self.first_day.month


class Week(TimeBucket):
    """A week from Monday to Sunday, numbered as in Sweden (ISO 8601)."""

    __slots__ = ()

    @property
    def year(self) -> int:
        """The year that the week's number belongs to, which is not always that of its days."""
        return self.first_day.isocalendar().year

    @property
    def number(self) -> int:
        """From 1 to 53."""
        return self.first_day.isocalendar().week


@dataclass(frozen=True, slots=True)
class Weekday:
    """All Mondays of the period, or Tuesdays…; no filter of a table can show them."""

    number: int
    """From 1 (Monday) to 7, as in ISO 8601."""

    counts: Mapping[ListKind, int]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows of all lists by time.

    Attributes:
        all_months: every month of the period up to the fetch, also those without rows.
        weeks: likewise every week.
        weekdays: Monday to Sunday.
        undated: rows without a time of creation, in none of the above.
        outside: rows of days that the period does not hold, in none of the months and weeks. None are expected.
    """

    all_months: tuple[Month, ...]
    weeks: tuple[Week, ...]
    weekdays: tuple[Weekday, ...]
    undated: Mapping[ListKind, int]
    outside_period: Mapping[ListKind, int]

    @property
    def months(self) -> tuple[Month, ...]:
        """The last thirteen months, or as many as there are."""
        return self.all_months[-MONTHS_SHOWN:]


def count_days(kind: ListKind, rows: Sequence[Row]) -> Counter[date]:
    """How many rows a list has of each day."""
    return Counter([moment.date() for moment in column_values(kind, rows, CREATED_KEY) if isinstance(moment, datetime)])


def build_timeline(days: DayCounts, undated: Mapping[ListKind, int], scope: ReportScope, fetched_on: date) -> Timeline:
    """Gathers days to months, weeks and weekdays. What is after the fetch is left out, unless rows are there."""
    latest = max([fetched_on, *(day for counts in days.values() for day in counts)])
    last_day = max(scope.first_day, min(scope.last_day, latest))
    maker = _BucketBuilder(days, scope, fetched_on, last_day)
    return Timeline(
        tuple(Month(*facts) for facts in maker.build_buckets(_month_of)),
        tuple(Week(*facts) for facts in maker.build_buckets(_week_of)),
        tuple(_weekdays(days)),
        undated,
        maker.count_outside(),
    )


_BucketFields = tuple[date, date, Mapping[ListKind, int], bool, bool]


class _BucketBuilder:
    """Cuts a period into stretches and counts each one's rows."""

    def __init__(self, days: DayCounts, scope: ReportScope, fetched_on: date, last_day: date) -> None:
        self._days = days
        self._scope = scope
        self._fetched_on = fetched_on
        self._last_day = last_day

    def build_buckets(self, around: Callable[[date], tuple[date, date]]) -> list[_BucketFields]:
        """The facts of each stretch; `around` tells the first and last day of the one that holds a day."""
        counts = {kind: _count_by_bucket(counts, around) for kind, counts in self._days_inside().items()}
        found: list[_BucketFields] = []
        day = self._scope.first_day
        while True:
            first, last = around(day)
            within = max(first, self._scope.first_day), min(last, self._scope.last_day)
            found.append(
                (
                    *within,
                    {kind: counts[kind][first] for kind in ListKind},
                    first <= self._fetched_on <= last,
                    within == (first, last),
                )
            )
            if last >= self._last_day:
                return found
            day = last + _DAY

    def count_outside(self) -> Mapping[ListKind, int]:
        inside = self._days_inside()
        return {kind: sum(self._days[kind].values()) - sum(inside[kind].values()) for kind in ListKind}

    def _days_inside(self) -> DayCounts:
        first, last = self._scope.first_day, self._scope.last_day
        return {
            kind: {day: count for day, count in counts.items() if first <= day <= last}
            for kind, counts in self._days.items()
        }


def _count_by_bucket(counts: Mapping[date, int], around: Callable[[date], tuple[date, date]]) -> Counter[date]:
    """Rows by the first day of their stretch."""
    gathered: Counter[date] = Counter()
    for day, count in counts.items():
        gathered[around(day)[0]] += count
    return gathered


def _weekdays(days: DayCounts) -> list[Weekday]:
    gathered: dict[ListKind, Counter[int]] = {kind: Counter() for kind in ListKind}
    for kind, counts in days.items():
        for day, count in counts.items():
            gathered[kind][day.isoweekday()] += count
    return [Weekday(number, {kind: gathered[kind][number] for kind in ListKind}) for number in range(1, 8)]


def _month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _week_of(day: date) -> tuple[date, date]:
    """The week's Monday and Sunday, or the calendar's ends."""
    monday = max(1, day.toordinal() - day.weekday())
    sunday = min(date.max.toordinal(), day.toordinal() - day.weekday() + 6)
    return date.fromordinal(monday), date.fromordinal(sunday)
