"""The rows in an unhandled state, and their ages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from math import inf
from operator import itemgetter
from statistics import median
from typing import ClassVar, NamedTuple

from msgspec import Struct

from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.report.filters import ColumnFilter, DayFilter, RowFilter, ValueFilter
from vitec_desktop.report.labels import PERIOD, UNHANDLED_STATES
from vitec_desktop.report.report import Row, age_in_days
from vitec_desktop.report.statistics.columns import CREATED_KEY, OUTCOME_KINDS, STATE_COLUMNS, column_values
from vitec_desktop.report.steps import Steps
from vitec_desktop.report.tables import ORIGIN_KEY, JoinedTable
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope

AGE_LIMITS: tuple[tuple[int, int | None], ...] = ((0, 1), (2, 7), (8, 30), (31, None))
"""The age buckets in days, both ends included; the last has no end."""

_ROWS_PER_STEP = 20_000


class UnhandledRow(NamedTuple):
    """An unhandled row, and its age: whole days from its creation to the fetch; None if unknown."""

    kind: ListKind
    row: Row
    age: int | None


class AgeBucket(Struct, frozen=True):
    """The unhandled rows that are `min_days` to `max_days` days old; `max_days` is None in the last bucket."""

    min_days: int
    max_days: int | None
    count: int
    row_filter: RowFilter


class AgeProfile(Struct, frozen=True):
    """The unhandled rows of one list, or of all lists together.

    Attributes:
        kind: the list, None for all.
        count: the number of rows.
        buckets: by age, youngest first.
        undated: the number of rows without a time of creation.
        median: the median age in days, which may end in .5; None if no row has an age.
        oldest: the highest age in days, None if no row has an age.
    """

    kind: ListKind | None
    count: int
    buckets: tuple[AgeBucket, ...]
    undated: int
    median: float | None
    oldest: int | None
    row_filter: RowFilter


class Unhandled(BriefStruct, frozen=True):
    """The unhandled rows of all lists.

    Attributes:
        total: all lists together.
        by_list: each list whose rows have a state.
        rows_by_list: the rows, in the order of their list.
        fetched_on: the day of the fetch, to which ages are counted.
    """

    left_out: ClassVar = ("rows_by_list",)

    total: AgeProfile
    by_list: Mapping[ListKind, AgeProfile]
    rows_by_list: Mapping[ListKind, Sequence[Row]]
    fetched_on: date

    @property
    def leads(self) -> AgeProfile:
        return self.by_list[ListKind.INCOMING]

    @property
    def tips(self) -> AgeProfile:
        return self.by_list[ListKind.TIPS]

    @cached_property
    def rows_by_age(self) -> tuple[UnhandledRow, ...]:
        """The rows of all lists with their ages, oldest first; unknown ages last."""
        dated: list[tuple[datetime, UnhandledRow]] = []
        for kind, rows in self.rows_by_list.items():
            for row, created in zip(rows, column_values(kind, rows, CREATED_KEY), strict=True):
                moment = created if isinstance(created, datetime) else datetime.max
                dated.append((moment, UnhandledRow(kind, row, age_in_days(created, self.fetched_on))))
        return tuple(row for _, row in sorted(dated, key=itemgetter(0)))


def unhandled_steps(tables: Mapping[ListKind, Sequence[Row]], scope: ReportScope, fetched_on: date) -> Steps[Unhandled]:
    """Find the unhandled rows of all lists and compute their ages."""
    unhandled_rows: dict[ListKind, list[Row]] = {kind: [] for kind in OUTCOME_KINDS}
    days: dict[ListKind, Counter[date | None]] = {kind: Counter() for kind in OUTCOME_KINDS}
    for kind in OUTCOME_KINDS:
        rows = tables.get(kind, ())
        for start in range(0, len(rows), _ROWS_PER_STEP):
            found = _unhandled_rows(kind, rows[start : start + _ROWS_PER_STEP])
            unhandled_rows[kind] += found
            days[kind].update(
                moment.date() if isinstance(moment, datetime) else None
                for moment in column_values(kind, found, CREATED_KEY)
            )
            yield
    builder = _ProfileBuilder(_enclosing_days(scope, days.values(), fetched_on), fetched_on)
    by_list = {kind: builder.build_profile(kind, counts) for kind, counts in days.items()}
    return Unhandled(builder.build_profile(None, sum(days.values(), Counter())), by_list, unhandled_rows, fetched_on)


def _age(created_on: date, fetched_on: date) -> int:
    return max(0, (fetched_on - created_on).days)


def _unhandled_rows(kind: ListKind, rows: Sequence[Row]) -> list[Row]:
    states = column_values(kind, rows, STATE_COLUMNS[kind].key)
    return [row for row, state in zip(rows, states, strict=True) if state in UNHANDLED_STATES]


def _enclosing_days(
    scope: ReportScope, days: Iterable[Mapping[date | None, int]], fetched_on: date
) -> tuple[date, date]:
    """Return the first and last day of a span with the period's first day, the fetch and every unhandled row."""
    known = [day for counts in days for day in counts if day is not None]
    return min([scope.first_day, fetched_on, *known]), max([fetched_on, *known])


class _ProfileBuilder:
    """Computes age profiles. `enclosing_days` contain every row, so that the first and last bucket have two ends."""

    def __init__(self, enclosing_days: tuple[date, date], fetched_on: date) -> None:
        self._first_day, self._last_day = enclosing_days
        self._fetched_on = fetched_on

    def build_profile(self, kind: ListKind | None, days: Counter[date | None]) -> AgeProfile:
        """Return the profile of one list, or of all for None, from the number of unhandled rows by day of creation."""
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
        )

    def _build_bucket(
        self, kind: ListKind | None, ages: Mapping[int, int], min_days: int, max_days: int | None
    ) -> AgeBucket:
        end = inf if max_days is None else max_days
        count = sum(count for age, count in ages.items() if min_days <= age <= end)
        return AgeBucket(min_days, max_days, count, _row_filter(kind, self._day_filter(min_days, max_days)))

    def _day_filter(self, min_days: int, max_days: int | None) -> DayFilter:
        """Return the filter for the days of creation of an age bucket; rows from after the fetch count as today's."""
        last = self._last_day if min_days == 0 else _subtract_days(self._fetched_on, min_days)
        first = min(self._first_day, last) if max_days is None else _subtract_days(self._fetched_on, max_days)
        return DayFilter(first, last)


def _row_filter(kind: ListKind | None, created: ColumnFilter | None = None) -> RowFilter:
    """Return the filter for the period's unhandled rows of a list, in the joined table for all lists together.

    With `created`, it matches only those whose time of creation that matches.
    """
    filters: dict[str, ColumnFilter] = {CREATED_KEY: created} if created else {}
    if kind is None:
        return RowFilter(JoinedTable.UNHANDLED, {ORIGIN_KEY: ValueFilter(frozenset({PERIOD}))} | filters)
    return RowFilter(kind, {STATE_COLUMNS[kind].key: ValueFilter(UNHANDLED_STATES)} | filters)


def _subtract_days(day: date, count: int) -> date:
    """Return the day `count` days earlier, at the earliest the first day of the calendar."""
    return day - timedelta(days=min(count, day.toordinal() - 1))
