"""Which days to fetch for the earlier periods of a report, and the periods cut from the reports of those days."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from vitec_desktop.report.periods import previous_period, same_period_last_year
from vitec_desktop.report.report import Report, Row, swedish_day
from vitec_desktop.report.statistics.earlier_periods import EarlierPeriods, days_before
from vitec_desktop.webservice.errors import ServiceGivenUp
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import RequestPart

Days = tuple[date, date]
"""A first and a last day, both included."""

_DAY = timedelta(days=1)
_CREATED_AT = 0


def days_to_fetch(report: Report) -> tuple[Days, ...]:
    """Return the days that a report's earlier periods need besides its own: each day once, the latest days first."""
    scope = report.scope
    weeks = days_before(scope, swedish_day(report.fetched_at))
    needed = [days for days in (_previous(scope), _last_year(scope), weeks) if days]
    joined: list[Days] = []
    for first, last in sorted(_days_before(needed, scope.first_day)):
        if joined and first <= joined[-1][1] + _DAY:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return tuple(reversed(joined))


def build_earlier_periods(report: Report, fetched: Sequence[Report]) -> EarlierPeriods:
    """Return the earlier periods of `report` whose days are all in it or in `fetched`; the others are unknown.

    Rows without a time of creation are in none of them. `fetched` are reports of the same offices and status.
    """
    scope = report.scope
    known = [report, *fetched]
    weeks = days_before(scope, swedish_day(report.fetched_at))
    return EarlierPeriods(_cut(known, _previous(scope)), _cut(known, _last_year(scope)), _cut(known, weeks))


def is_given_up(report: Report) -> bool:
    """Whether a server was given up in a fetch, so that no further days are asked of it."""
    return any(isinstance(failed.error, ServiceGivenUp) for failed in report.failed_parts)


def _previous(scope: ReportScope) -> Days | None:
    """Return the period before; None if that is before year 1."""
    with suppress(ValueError):
        return previous_period(scope.first_day, scope.last_day)
    return None


def _last_year(scope: ReportScope) -> Days | None:
    with suppress(ValueError):
        return same_period_last_year(scope.first_day, scope.last_day)
    return None


def _days_before(periods: Iterable[Days], own_first_day: date) -> Iterable[Days]:
    """Yield the days of `periods` before the report's own."""
    for first, last in periods:
        if first < own_first_day:
            yield first, min(last, own_first_day - _DAY)


def _cut(known: Sequence[Report], days: Days | None) -> Report | None:
    """Return the report of some days, put together from `known` reports; None unless they have all of these days."""
    if days is None:
        return None
    first, last = days
    parts = sorted(
        (one for one in known if one.scope.first_day <= last and one.scope.last_day >= first),
        key=lambda one: one.scope.first_day,
        reverse=True,
    )
    if not _covers(parts, first, last):
        return None
    return Report(
        replace(parts[0].scope, first_day=first, last_day=last),
        {kind: tuple(row for one in parts for row in _rows_of_days(one, kind, first, last)) for kind in ListKind},
        min(one.fetched_at for one in parts),
        tuple(failed for one in parts for failed in one.failed_parts if _overlaps(failed.part, first, last)),
        tuple(damaged for one in parts for damaged in one.damaged_parts if _overlaps(damaged.part, first, last)),
    )


def _covers(reports: Sequence[Report], first: date, last: date) -> bool:
    """Whether `reports`, the latest days first and none of them twice, have all days from `first` to `last`."""
    missing = last.toordinal()
    for one in reports:
        if one.scope.last_day.toordinal() < missing:
            return False
        missing = one.scope.first_day.toordinal() - 1
    return missing < first.toordinal()


def _overlaps(part: RequestPart, first: date, last: date) -> bool:
    return part.first_day <= last and part.last_day >= first


def _rows_of_days(report: Report, kind: ListKind, first: date, last: date) -> Sequence[Row]:
    """Return the rows that were created on some days; quickly, since the rows of a report are newest first."""
    rows = report.tables.get(kind, ())
    begin = bisect_left(rows, True, key=lambda row: _created_at(row) <= datetime.combine(last, time.max))
    end = bisect_left(rows, True, begin, key=lambda row: _created_at(row) < datetime.combine(first, time.min))
    return rows[begin:end]


def _created_at(row: Row) -> datetime:
    """Return when a row was created; before everything for a row without a time, as reports sort it."""
    created = row[_CREATED_AT]
    return created if isinstance(created, datetime) else datetime.min
