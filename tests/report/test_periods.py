from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.report.periods import (
    ACTIVE_STATUS_NAMES,
    PRESET_NAMES,
    Preset,
    preset_days,
    previous_period,
    same_period_last_year,
)
from vitec_desktop.webservice.models import ActiveStatus

TODAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
DAY = timedelta(days=1)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
months = st.builds(date, st.integers(1990, 2090), st.integers(1, 12), st.just(1))


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        (Preset.TODAY, "2026-11-24", "2026-11-24"),
        (Preset.THIS_WEEK, "2026-11-23", "2026-11-24"),
        (Preset.LAST_WEEK, "2026-11-16", "2026-11-22"),
        (Preset.THIS_MONTH, "2026-11-01", "2026-11-24"),
        (Preset.LAST_MONTH, "2026-10-01", "2026-10-31"),
        (Preset.LAST_30_DAYS, "2026-10-26", "2026-11-24"),
        (Preset.THIS_QUARTER, "2026-10-01", "2026-11-24"),
        (Preset.LAST_QUARTER, "2026-07-01", "2026-09-30"),
        (Preset.THIS_YEAR, "2026-01-01", "2026-11-24"),
        (Preset.LAST_YEAR, "2025-01-01", "2025-12-31"),
        (Preset.LAST_12_MONTHS, "2025-11-25", "2026-11-24"),
        (Preset.LAST_13_WEEKS, "2026-08-31", "2026-11-24"),
        (Preset.LAST_12_WHOLE_MONTHS, "2025-11-01", "2026-10-31"),
    ],
)
def test_a_period_seen_from_a_tuesday_in_november(preset: Preset, first: str, last: str) -> None:
    assert preset_days(preset, date(2026, 11, 24)) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        (Preset.LAST_MONTH, "2025-12-01", "2025-12-31"),
        (Preset.LAST_QUARTER, "2025-10-01", "2025-12-31"),
        (Preset.LAST_WEEK, "2025-12-22", "2025-12-28"),
        (Preset.THIS_WEEK, "2025-12-29", "2026-01-01"),
        (Preset.THIS_YEAR, "2026-01-01", "2026-01-01"),
        (Preset.LAST_13_WEEKS, "2025-10-06", "2026-01-01"),
        (Preset.LAST_12_WHOLE_MONTHS, "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_seen_from_new_years_day(preset: Preset, first: str, last: str) -> None:
    assert preset_days(preset, date(2026, 1, 1)) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("2024-02-29", "2023-03-01"),
        ("2025-02-28", "2024-02-29"),
        ("2024-02-28", "2023-03-01"),
        ("2024-03-01", "2023-03-02"),
    ],
)
def test_twelve_months_across_a_leap_day(today: str, first: str) -> None:
    last = date.fromisoformat(today)
    assert preset_days(Preset.LAST_12_MONTHS, last) == (date.fromisoformat(first), last)


@given(st.sampled_from(Preset), TODAYS)
def test_a_period_never_ends_before_it_begins_nor_in_the_future(preset: Preset, today: date) -> None:
    first, last = preset_days(preset, today)
    assert first <= last <= today


@given(TODAYS)
def test_running_periods_end_today_and_follow_the_ones_before(today: date) -> None:
    for running, before in (
        (Preset.THIS_WEEK, Preset.LAST_WEEK),
        (Preset.THIS_MONTH, Preset.LAST_MONTH),
        (Preset.THIS_QUARTER, Preset.LAST_QUARTER),
        (Preset.THIS_YEAR, Preset.LAST_YEAR),
    ):
        first, last = preset_days(running, today)
        assert last == today
        assert preset_days(before, today)[1] == first - DAY


@given(TODAYS)
def test_weeks_are_seven_days_from_monday(today: date) -> None:
    first, last = preset_days(Preset.LAST_WEEK, today)
    assert (first.isoweekday(), last.isoweekday()) == (1, 7)
    assert last - first == 6 * DAY


@given(TODAYS)
def test_whole_months_quarters_and_years_end_before_a_first(today: date) -> None:
    for preset, months in ((Preset.LAST_MONTH, 1), (Preset.LAST_QUARTER, 3), (Preset.LAST_YEAR, 12)):
        first, last = preset_days(preset, today)
        after = last + DAY
        assert (first.day, after.day) == (1, 1)
        assert (after.year - first.year) * 12 + after.month - first.month == months
        assert (first.month - 1) % months == 0


@given(TODAYS)
def test_thirty_days_are_thirty_days_and_twelve_months_a_year(today: date) -> None:
    first, last = preset_days(Preset.LAST_30_DAYS, today)
    assert (last - first).days == 29
    first, last = preset_days(Preset.LAST_12_MONTHS, today)
    assert (last - first).days + 1 in (365, 366)


def test_every_preset_and_status_has_a_name_of_its_own() -> None:
    assert set(PRESET_NAMES) == set(Preset)
    assert len(set(PRESET_NAMES.values())) == len(Preset)
    assert set(ACTIVE_STATUS_NAMES) == set(ActiveStatus)


def test_presets_are_the_command_lines_words() -> None:
    words = (
        "today this-week last-week this-month last-month last-30-days this-quarter last-quarter this-year last-year "
        "last-12-months last-13-weeks last-12-whole-months"
    )
    assert " ".join(Preset) == words


def end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_number(day: date) -> int:
    return 12 * day.year + day.month


@given(days, days)
def test_the_period_before_ends_the_day_before(one: date, other: date) -> None:
    first, last = sorted((one, other))
    before_first, before_last = previous_period(first, last)
    assert before_last + DAY == first
    are_whole_months = first.day == 1 and last == end_of_month(last)
    if not are_whole_months:
        assert before_last - before_first == last - first


@given(months, months)
def test_whole_months_are_compared_with_as_many_whole_months(one: date, other: date) -> None:
    first, last = min(one, other), end_of_month(max(one, other))
    before_first, before_last = previous_period(first, last)
    assert before_first.day == 1
    assert before_last + DAY == first
    assert month_number(before_last) - month_number(before_first) == month_number(last) - month_number(first)


@given(days, days)
def test_the_same_period_last_year_keeps_months_and_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    past = same_period_last_year(first, last)
    assert past[0] <= past[1]
    for day, day_before in zip((first, last), past, strict=True):
        assert (day_before.year, day_before.month) == (day.year - 1, day.month)
        assert day_before.day == day.day or (day.month == 2 and {day_before.day, day.day} == {28, 29})


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), (date(2026, 9, 1), date(2026, 9, 30))),
        (date(2026, 3, 1), date(2026, 3, 31), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 1, 1), date(2026, 3, 31), (date(2025, 10, 1), date(2025, 12, 31))),
        (date(2025, 1, 1), date(2025, 12, 31), (date(2024, 1, 1), date(2024, 12, 31))),
        (date(2026, 11, 16), date(2026, 11, 22), (date(2026, 11, 9), date(2026, 11, 15))),
        (date(2026, 11, 24), date(2026, 11, 24), (date(2026, 11, 23), date(2026, 11, 23))),
        (date(2026, 11, 1), date(2026, 11, 24), (date(2026, 10, 8), date(2026, 10, 31))),
        (date(2025, 11, 1), date(2026, 11, 24), (date(2024, 10, 8), date(2025, 10, 31))),
    ],
)
def test_the_period_before_is_what_people_expect(first: date, last: date, expected: tuple[date, date]) -> None:
    assert previous_period(first, last) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), (date(2025, 10, 1), date(2025, 10, 31))),
        (date(2024, 2, 1), date(2024, 2, 29), (date(2023, 2, 1), date(2023, 2, 28))),
        (date(2025, 2, 1), date(2025, 2, 28), (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2024, 2, 29), date(2024, 2, 29), (date(2023, 2, 28), date(2023, 2, 28))),
        (date(2024, 2, 10), date(2024, 3, 10), (date(2023, 2, 10), date(2023, 3, 10))),
        (date(2025, 2, 10), date(2025, 2, 28), (date(2024, 2, 10), date(2024, 2, 28))),
    ],
)
def test_the_same_period_last_year_is_what_people_expect(first: date, last: date, expected: tuple[date, date]) -> None:
    assert same_period_last_year(first, last) == expected


@pytest.mark.parametrize("of", [previous_period, same_period_last_year])
@pytest.mark.parametrize(("first", "last"), [(date(1, 1, 1), date(1, 1, 31)), (date(1, 1, 1), date(1, 1, 2))])
def test_before_the_calendar_there_is_nothing(
    of: Callable[[date, date], tuple[date, date]], first: date, last: date
) -> None:
    with pytest.raises(ValueError, match=r"day|year"):
        of(first, last)


@pytest.mark.parametrize("of", [previous_period, same_period_last_year])
def test_a_period_cannot_end_before_it_begins(of: Callable[[date, date], tuple[date, date]]) -> None:
    with pytest.raises(ValueError, match="before it begins"):
        of(date(2026, 11, 2), date(2026, 11, 1))
