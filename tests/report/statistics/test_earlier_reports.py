"""The days to fetch for earlier periods, and the periods cut from the reports of those days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from tests.report.factories import FULL_ROWS
from vitec_desktop.report.report import Report, Row, build_rows
from vitec_desktop.report.statistics import Days, build_earlier_periods, days_to_fetch
from vitec_desktop.webservice.errors import ServiceDown
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart, RequestPart

FETCHED_AT = datetime(2026, 11, 24, 14, 5)
OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("own", "fetched"),
    [
        # A month: back to the Monday 12 weeks before the last week, and the month of last year.
        (OCTOBER, [(date(2026, 8, 3), date(2026, 9, 30)), (date(2025, 10, 1), date(2025, 10, 31))]),
        # A quarter: all days from last year's quarter on.
        ((date(2026, 7, 1), date(2026, 9, 30)), [(date(2025, 7, 1), date(2026, 6, 30))]),
        ((date(2025, 11, 1), date(2026, 10, 31)), [(date(2024, 11, 1), date(2025, 10, 31))]),
        # Of two years, last year's period is in part the report's own.
        ((date(2024, 11, 1), date(2026, 10, 31)), [(date(2022, 11, 1), date(2024, 10, 31))]),
        ((date.min, date.min), []),
        ((date(1, 1, 3), date(1, 1, 4)), [(date(1, 1, 1), date(1, 1, 2))]),
    ],
)
def test_each_day_is_fetched_once_and_none_of_the_report_itself(own: Days, fetched: list[Days]) -> None:
    assert list(days_to_fetch(report(*own))) == fetched


def report(first: date, last: date, *failed: FailedPart) -> Report:
    """Return a report with a tip at the first and the last moment of each day, and one without a time."""
    scope = ReportScope((), first, last)
    return Report(scope, {ListKind.TIPS: (*tips(first, last), tip(None))}, FETCHED_AT, failed)


def tips(first: date, last: date) -> list[Row]:
    days = [last - number * DAY for number in range((last - first).days + 1)]
    times = datetime.max.time(), datetime.min.time()
    return [tip(datetime.combine(day, time)) for day in days for time in times]


def tip(moment: datetime | None) -> Row:
    [row] = build_rows(ListKind.TIPS, [FULL_ROWS[ListKind.TIPS]], FETCHED_AT.date())
    return (moment, *row[1:])


def rows(found: Report | None) -> Sequence[Row]:
    assert found is not None
    return found.tables[ListKind.TIPS]


def test_each_period_has_the_rows_of_its_days_newest_first() -> None:
    fetched = [report(*days) for days in days_to_fetch(report(*OCTOBER))]
    periods = build_earlier_periods(report(*OCTOBER), fetched)
    assert list(rows(periods.before)) == tips(date(2026, 9, 1), date(2026, 9, 30))
    assert list(rows(periods.last_year)) == tips(date(2025, 10, 1), date(2025, 10, 31))
    assert list(rows(periods.weeks)) == tips(date(2026, 8, 3), date(2026, 9, 30))


def test_a_period_is_put_together_from_the_report_itself_and_what_was_fetched() -> None:
    own = date(2024, 11, 1), date(2026, 10, 31)
    fetched = [report(*days) for days in days_to_fetch(report(*own))]
    periods = build_earlier_periods(report(*own), fetched)
    assert list(rows(periods.last_year)) == tips(date(2023, 11, 1), date(2025, 10, 31))
    assert periods.weeks is None  # the report itself has them all


def test_a_period_of_which_a_day_was_not_fetched_is_unknown() -> None:
    most = report(date(2026, 9, 1), date(2026, 9, 30)), report(date(2025, 10, 2), date(2025, 10, 31))
    periods = build_earlier_periods(report(*OCTOBER), most)
    assert periods.before is not None
    assert periods.last_year is None
    assert periods.weeks is None


def test_a_period_has_the_failed_parts_of_its_own_days() -> None:
    part = RequestPart("login", Customer("M1"), date(2026, 8, 3), date(2026, 8, 31))
    failed = FailedPart(part, ServiceDown(503))
    known = report(date(2026, 8, 3), date(2026, 9, 30), failed)
    periods = build_earlier_periods(report(*OCTOBER), [known])
    assert periods.before is not None
    assert periods.weeks is not None
    assert periods.before.failed_parts == ()
    assert periods.weeks.failed_parts == (failed,)
