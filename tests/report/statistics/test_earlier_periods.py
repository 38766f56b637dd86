"""The days that 13 weeks or months show, and which of them the period itself has not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.report.statistics import days_before, days_shown, is_by_week
from vitec_desktop.report.statistics.timeline import is_by_week_in_workbook
from vitec_desktop.webservice.request import ReportScope

FETCHED_ON = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("first", "last", "shown", "before"),
    [
        # A month: the weeks of 3 August to 26 October, the last one cut.
        (date(2026, 10, 1), date(2026, 10, 31), (date(2026, 8, 3), date(2026, 10, 31)), date(2026, 9, 30)),
        (date(2026, 11, 16), date(2026, 11, 22), (date(2026, 8, 24), date(2026, 11, 22)), date(2026, 11, 15)),
        # A month that is not over ends with the fetch.
        (date(2026, 11, 1), date(2026, 11, 30), (date(2026, 8, 31), FETCHED_ON), date(2026, 10, 31)),
        # 62 days are weeks, 63 are months.
        (date(2026, 7, 1), date(2026, 8, 31), (date(2026, 6, 8), date(2026, 8, 31)), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 1), (date(2025, 9, 1), date(2026, 9, 1)), date(2026, 6, 30)),
        # Twelve months need one more; two years have them all.
        (date(2025, 11, 1), date(2026, 10, 31), (date(2025, 10, 1), date(2026, 10, 31)), date(2025, 10, 31)),
        (date(2024, 11, 1), date(2026, 10, 31), (date(2025, 10, 1), date(2026, 10, 31)), None),
        # The calendar begins in year 1.
        (date.min, date.min, (date.min, date.min), None),
    ],
)
def test_the_days_of_13_weeks_or_months_end_with_the_period(
    first: date, last: date, shown: tuple[date, date], before: date | None
) -> None:
    scope = ReportScope((), first, last)
    assert days_shown(scope, FETCHED_ON) == shown
    assert days_before(scope, FETCHED_ON) == (before and (shown[0], before))


def test_up_to_62_days_are_shown_by_week() -> None:
    assert is_by_week(ReportScope((), date(2026, 7, 1), date(2026, 8, 31)))
    assert not is_by_week(ReportScope((), date(2026, 7, 1), date(2026, 9, 1)))


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_workbook_shows_the_last_thirteen_weeks_in_weeks(today: date) -> None:
    scope = ReportScope((), *preset_days(Preset.LAST_13_WEEKS, today))
    assert is_by_week_in_workbook(scope)
    assert days_shown(scope, today) == (scope.first_day, scope.last_day)
    assert days_before(scope, today) is None


def test_a_quarter_is_shown_in_months() -> None:
    quarter = preset_days(Preset.LAST_QUARTER, FETCHED_ON)
    assert not is_by_week_in_workbook(ReportScope((), *quarter))
