"""The number of rows by time of creation: days, seven days at a time, months, ISO weeks and weekdays."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import ClassVar

from msgspec import Struct

from vitec_desktop.report.filters import DayFilter, RowFilter
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.columns import CREATED_KEY, column_values
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope

MONTHS_SHOWN = 13
"""Enough months to include the same month of last year."""

WEEKS_SHOWN = 13

MAX_DAYS_BY_WEEK = 62
"""A longer period is shown by month."""

MAX_DAYS_BY_DAY = 14
"""A longer period is charted by seven days at a time, or by month."""

DayCounts = Mapping[ListKind, Mapping[date, int]]
"""The number of rows of each list on each day."""

_DAY = timedelta(days=1)


class BucketKind(Enum):
    """What the days of a period are joined to in the window's chart.

    The workbook charts months where the window does, else the calendar weeks of its table.
    """

    DAY = auto()
    SEVEN_DAYS = auto()
    MONTH = auto()


def is_by_week(scope: ReportScope) -> bool:
    """Whether a period is shown in weeks; a longer one is shown in months."""
    return (scope.last_day - scope.first_day).days < MAX_DAYS_BY_WEEK


def is_by_week_in_workbook(scope: ReportScope) -> bool:
    """Whether the workbook shows a period in weeks: also one that is the 13 weeks up to its end, which it shows."""
    is_all_weeks = scope.first_day.weekday() == 0 and (scope.last_day - scope.first_day).days // 7 == WEEKS_SHOWN - 1
    return is_by_week(scope) or is_all_weeks


def bucket_kind(scope: ReportScope) -> BucketKind:
    """Return what a period is charted by: two weeks by day, up to 62 days by seven days, longer ones by month."""
    if not is_by_week(scope):
        return BucketKind.MONTH
    days = (scope.last_day - scope.first_day).days + 1
    return BucketKind.DAY if days <= MAX_DAYS_BY_DAY else BucketKind.SEVEN_DAYS


class TimeBucket(Struct, frozen=True):
    """Some days in a row, such as a month, cut to those within the period.

    Attributes:
        first_day: its first day within the period.
        last_day: its last day within the period.
        counts: the number of rows of each list.
        is_current: whether the report was fetched in it and before its last day was over, so that rows may follow.
    """

    max_days: ClassVar[int] = 1

    first_day: date
    last_day: date
    counts: Mapping[ListKind, int]
    is_current: bool

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def whole_days(self) -> int:
        """How many days it would have, were it not cut."""
        return self.max_days

    def known_days(self, fetched_on: date) -> int:
        """Return how many of its days had begun on the day of the fetch; at least one."""
        return max((min(self.last_day, fetched_on) - self.first_day).days + 1, 1)

    @property
    def is_partial(self) -> bool:
        """Whether it cannot be compared with whole ones: it is cut, or not over."""
        return self.is_current or self.days < self.whole_days

    def row_filter_for(self, kind: ListKind) -> RowFilter:
        """Return the filter for the rows of one list in it."""
        return RowFilter(kind, {CREATED_KEY: DayFilter(self.first_day, self.last_day)})


class Day(TimeBucket, frozen=True):
    """One day."""


class SevenDays(TimeBucket, frozen=True):
    """Seven days, counted from the first day of the period: each has each weekday once."""

    max_days = 7


class Month(TimeBucket, frozen=True):
    """A calendar month."""

    @property
    def year(self) -> int:
        return self.first_day.year

    @property
    def month(self) -> int:
        """From 1 to 12."""
        return self.first_day.month

    @property
    def whole_days(self) -> int:
        return monthrange(self.year, self.month)[1]


class Week(TimeBucket, frozen=True):
    """A week from Monday to Sunday, numbered as in Sweden (ISO 8601)."""

    max_days = 7

    @property
    def year(self) -> int:
        """The year of the week's number, which is not always the year of its days."""
        return self.first_day.isocalendar().year

    @property
    def number(self) -> int:
        """From 1 to 53."""
        return self.first_day.isocalendar().week


class Weekday(Struct, frozen=True):
    """All days of the period with one weekday; no filter of a table can show their rows."""

    number: int
    """From 1 (Monday) to 7, as in ISO 8601."""

    counts: Mapping[ListKind, int]


class Timeline(Struct, frozen=True):
    """The number of rows of all lists by time.

    Attributes:
        all_months: every month of the period up to the fetch, also those without rows.
        weeks: every week of the period up to the fetch, also those without rows.
        weekdays: Monday to Sunday.
        charted: what a chart shows of the period up to the fetch: days, seven days at a time, or months.
        undated: the number of rows without a time of creation, which are in none of the above.
    """

    all_months: tuple[Month, ...]
    weeks: tuple[Week, ...]
    weekdays: tuple[Weekday, ...]
    undated: Mapping[ListKind, int]
    charted: tuple[TimeBucket, ...]

    @property
    def months(self) -> tuple[Month, ...]:
        """The last thirteen months, or all if there are fewer."""
        return self.all_months[-MONTHS_SHOWN:]


def count_days(kind: ListKind, rows: Sequence[Row]) -> Counter[date]:
    """Count the rows of a list by day."""
    return Counter([moment.date() for moment in column_values(kind, rows, CREATED_KEY) if isinstance(moment, datetime)])


def build_timeline(
    days: DayCounts,
    undated: Mapping[ListKind, int],
    scope: ReportScope,
    fetched_on: date,
    charted_by: BucketKind | None = None,
) -> Timeline:
    """Sum the counts of days by month, week and weekday; days after the fetch only if they have rows.

    `charted_by` is that of the period that this one is compared with; None for the period's own.
    """
    latest = max([fetched_on, *(day for counts in days.values() for day in counts)])
    last_day = max(scope.first_day, min(scope.last_day, latest))
    builder = _BucketBuilder(days, scope, fetched_on, last_day)
    months = tuple(Month(*facts) for facts in builder.build_buckets(month_of))
    match charted_by or bucket_kind(scope):
        case BucketKind.DAY:
            charted: tuple[TimeBucket, ...] = tuple(Day(*facts) for facts in builder.build_buckets(_day_of))
        case BucketKind.SEVEN_DAYS:
            charted = tuple(SevenDays(*facts) for facts in builder.build_buckets(builder.seven_days_of))
        case BucketKind.MONTH:
            charted = months
    return Timeline(
        months,
        tuple(Week(*facts) for facts in builder.build_buckets(week_of)),
        tuple(_weekdays(days)),
        undated,
        charted,
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
                    first <= self._fetched_on <= min(last, self._scope.last_day),
                )
            )
            if last >= self._last_day:
                return found
            day = last + _DAY

    def seven_days_of(self, day: date) -> tuple[date, date]:
        """Return the first and last of seven days, of those that are counted from the period's first day."""
        start = self._scope.first_day.toordinal()
        first = start + (day.toordinal() - start) // 7 * 7
        return date.fromordinal(first), date.fromordinal(min(first + 6, date.max.toordinal()))

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


def _day_of(day: date) -> tuple[date, date]:
    return day, day


def month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of a day's week, within the calendar (years 1 to 9999)."""
    monday = max(1, day.toordinal() - day.weekday())
    sunday = min(date.max.toordinal(), day.toordinal() - day.weekday() + 6)
    return date.fromordinal(monday), date.fromordinal(sunday)
