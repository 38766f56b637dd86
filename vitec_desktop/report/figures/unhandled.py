"""What nobody has taken care of yet, and for how long."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from vitec_desktop.connect.request import Scope
from vitec_desktop.connect.shapes import ListKind
from vitec_desktop.report.columns import Value
from vitec_desktop.report.figures.reading import OUTCOME_KINDS, STATE_COLUMNS, column_values, place_of
from vitec_desktop.report.figures.wishes import CREATED_KEY, DayWish, FilterWish, ValueWish
from vitec_desktop.report.labels import STATES, StateGroup
from vitec_desktop.report.report import Row

UNHANDLED_CODES: frozenset[Value] = frozenset(state.code for state in STATES if state.group is StateGroup.UNHANDLED)

AGE_LIMITS: tuple[tuple[int, int | None], ...] = ((0, 1), (2, 7), (8, 30), (31, None))
"""The ages in days that are counted together, both ends included; the last has no end."""

_ROWS_A_STEP = 20_000


class UnhandledRow(NamedTuple):
    """A row that waits, and its age: whole days from the day of its creation to the day of the fetch, None unknown."""

    kind: ListKind
    row: Row
    age: int | None


@dataclass(frozen=True, slots=True)
class AgeBucket:
    """The rows that have waited from `least` to `most` days; `most` is None in the last one."""

    least: int
    most: int | None
    count: int
    wish: FilterWish | None


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
    wish: FilterWish | None
    undated_wish: FilterWish | None


@dataclass(frozen=True, slots=True)
class Unhandled:
    """What waits, by list, and the rows themselves, oldest first; those of unknown age come last."""

    everything: AgeProfile
    by_list: Mapping[ListKind, AgeProfile]
    rows: tuple[UnhandledRow, ...] = field(repr=False)

    @property
    def leads(self) -> AgeProfile:
        return self.by_list[ListKind.INCOMING]

    @property
    def tips(self) -> AgeProfile:
        return self.by_list[ListKind.TIPS]


def unhandled_steps(
    tables: Mapping[ListKind, Sequence[Row]], scope: Scope, fetched_on: date
) -> Generator[None, None, Unhandled]:
    """Finds the rows that wait, stopping some milliseconds apart."""
    found: list[UnhandledRow] = []
    for kind in OUTCOME_KINDS:
        rows = tables.get(kind, ())
        for start in range(0, len(rows), _ROWS_A_STEP):
            found += _waiting(kind, rows[start : start + _ROWS_A_STEP], fetched_on)
            yield
    created = {kind: place_of(kind, CREATED_KEY) for kind in OUTCOME_KINDS}
    moments = [moment for kind, row, _ in found if isinstance(moment := row[created[kind]], datetime)]
    yield
    first_day = min([scope.first_day, fetched_on, *(moment.date() for moment in moments)])
    last_day = max([fetched_on, *(moment.date() for moment in moments)])
    profiler = _Profiler(first_day, last_day, fetched_on)
    by_list = {}
    for kind in OUTCOME_KINDS:
        by_list[kind] = profiler.profile(kind, [row.age for row in found if row.kind is kind])
        yield
    everything = profiler.profile(None, [row.age for row in found])
    yield
    found.sort(key=lambda waiting: _created(waiting, created))
    return Unhandled(everything, by_list, tuple(found))


def age_in_days(created_at: Value, fetched_on: date) -> int | None:
    """Whole days from the day of creation to the day of the fetch: 0 today, 1 yesterday. Never below 0."""
    return max(0, (fetched_on - created_at.date()).days) if isinstance(created_at, datetime) else None


def _waiting(kind: ListKind, rows: Sequence[Row], fetched_on: date) -> list[UnhandledRow]:
    created = place_of(kind, CREATED_KEY)
    states = column_values(kind, rows, STATE_COLUMNS[kind].key)
    return [
        UnhandledRow(kind, row, age_in_days(row[created], fetched_on))
        for row, state in zip(rows, states, strict=True)
        if state in UNHANDLED_CODES
    ]


def _created(waiting: UnhandledRow, places: Mapping[ListKind, int]) -> datetime:
    moment = waiting.row[places[waiting.kind]]
    return moment if isinstance(moment, datetime) else datetime.max


class _Profiler:
    """Counts ages. `first_day` and `last_day` hold every row, so that the outer filters have two ends."""

    def __init__(self, first_day: date, last_day: date, fetched_on: date) -> None:
        self._first_day, self._last_day, self._fetched_on = first_day, last_day, fetched_on

    def profile(self, kind: ListKind | None, ages: Sequence[int | None]) -> AgeProfile:
        known = [age for age in ages if age is not None]
        return AgeProfile(
            kind,
            len(ages),
            tuple(
                AgeBucket(
                    least,
                    most,
                    sum(least <= age and (most is None or age <= most) for age in known),
                    _wish(kind, self._days(least, most)),
                )
                for least, most in AGE_LIMITS
            ),
            len(ages) - len(known),
            median(known) if known else None,
            max(known, default=None),
            _wish(kind),
            _wish(kind, ValueWish(CREATED_KEY, frozenset({None}))),
        )

    def _days(self, least: int, most: int | None) -> DayWish:
        """The days of creation that are so many days back. Rows from after the fetch count as today's."""
        last = self._last_day if least == 0 else _days_before(self._fetched_on, least)
        first = min(self._first_day, last) if most is None else _days_before(self._fetched_on, most)
        return DayWish(first, last)


def _wish(kind: ListKind | None, *further: DayWish | ValueWish) -> FilterWish | None:
    if kind is None:
        return None
    return FilterWish(kind, (ValueWish(STATE_COLUMNS[kind].key, UNHANDLED_CODES), *further))


def _days_before(day: date, count: int) -> date:
    """So many days earlier, or the calendar's beginning."""
    return day - timedelta(days=min(count, day.toordinal() - 1))
