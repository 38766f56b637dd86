"""The number of rows by time of creation: months, ISO weeks and weekdays."""

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
"""Enough months to include the same month of last year."""

DayCounts = Mapping[ListKind, Mapping[date, int]]
"""The number of rows of each list on each day."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimeBucket:
    """A month or week of the period, cut to its days within the period.

    Attributes:
        first_day: its first day within the period.
        last_day: its last day within the period.
        counts: the number of rows of each list.
        is_current: whether the report was fetched in it, so that more rows may follow.
    """

    first_day: date
    last_day: date
    counts: Mapping[ListKind, int]
    is_current: bool

    def row_filter_for(self, kind: ListKind) -> RowFilter:
        """Return the filter for the rows of one list in it."""
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
        """The year of the week's number, which is not always the year of its days."""
        return self.first_day.isocalendar().year

    @property
    def number(self) -> int:
        """From 1 to 53."""
        return self.first_day.isocalendar().week


@dataclass(frozen=True, slots=True)
class Weekday:
    """All days of the period with one weekday; no filter of a table can show their rows."""

    number: int
    """From 1 (Monday) to 7, as in ISO 8601."""

    counts: Mapping[ListKind, int]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The number of rows of all lists by time.

    Attributes:
        all_months: every month of the period up to the fetch, also those without rows.
        weeks: every week of the period up to the fetch, also those without rows.
        weekdays: Monday to Sunday.
        undated: the number of rows without a time of creation, which are in none of the above.
    """

    all_months: tuple[Month, ...]
    weeks: tuple[Week, ...]
    weekdays: tuple[Weekday, ...]
    undated: Mapping[ListKind, int]

    @property
    def months(self) -> tuple[Month, ...]:
        """The last thirteen months, or all if there are fewer."""
        return self.all_months[-MONTHS_SHOWN:]


def count_days(kind: ListKind, rows: Sequence[Row]) -> Counter[date]:
    """Count the rows of a list by day."""
    return Counter([moment.date() for moment in column_values(kind, rows, CREATED_KEY) if isinstance(moment, datetime)])


def build_timeline(days: DayCounts, undated: Mapping[ListKind, int], scope: ReportScope, fetched_on: date) -> Timeline:
    """Sum the counts of days by month, week and weekday; days after the fetch only if they have rows."""
    latest = max([fetched_on, *(day for counts in days.values() for day in counts)])
    last_day = max(scope.first_day, min(scope.last_day, latest))
    builder = _BucketBuilder(days, scope, fetched_on, last_day)
    return Timeline(
        tuple(Month(*facts) for facts in builder.build_buckets(month_of)),
        tuple(Week(*facts) for facts in builder.build_buckets(week_of)),
        tuple(_weekdays(days)),
        undated,
    )


_BucketFields = tuple[date, date, Mapping[ListKind, int], bool]


class _BucketBuilder:
    """Cuts a period into months or weeks and counts the rows of each."""

    def __init__(self, days: DayCounts, scope: ReportScope, fetched_on: date, last_day: date) -> None:
        self._days = days
        self._scope = scope
        self._fetched_on = fetched_on
        self._last_day = last_day

    def build_buckets(self, bounds_of: Callable[[date], tuple[date, date]]) -> list[_BucketFields]:
        """Return the fields of each month or week; `bounds_of` returns the first and last day of the one of a day."""
        counts = {kind: _count_by_bucket(counts, bounds_of) for kind, counts in self._days_inside().items()}
        found: list[_BucketFields] = []
        day = self._scope.first_day
        while True:
            first, last = bounds_of(day)
            found.append(
                (
                    max(first, self._scope.first_day),
                    min(last, self._scope.last_day),
                    {kind: counts[kind][first] for kind in ListKind},
                    first <= self._fetched_on <= last,
                )
            )
            if last >= self._last_day:
                return found
            day = last + _DAY

    def _days_inside(self) -> DayCounts:
        first, last = self._scope.first_day, self._scope.last_day
        return {
            kind: {day: count for day, count in counts.items() if first <= day <= last}
            for kind, counts in self._days.items()
        }


def _count_by_bucket(counts: Mapping[date, int], bounds_of: Callable[[date], tuple[date, date]]) -> Counter[date]:
    """Sum the counts of days by the first day of their month or week."""
    sums: Counter[date] = Counter()
    for day, count in counts.items():
        sums[bounds_of(day)[0]] += count
    return sums


def _weekdays(days: DayCounts) -> list[Weekday]:
    sums: dict[ListKind, Counter[int]] = {kind: Counter() for kind in ListKind}
    for kind, counts in days.items():
        for day, count in counts.items():
            sums[kind][day.isoweekday()] += count
    return [Weekday(number, {kind: sums[kind][number] for kind in ListKind}) for number in range(1, 8)]


def month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of a day's week, within the calendar (years 1 to 9999)."""
    monday = max(1, day.toordinal() - day.weekday())
    sunday = min(date.max.toordinal(), day.toordinal() - day.weekday() + 6)
    return date.fromordinal(monday), date.fromordinal(sunday)
