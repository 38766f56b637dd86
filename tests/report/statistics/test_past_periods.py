"""The periods that a period is compared with."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.report.statistics import previous_period, same_period_last_year

DAY = timedelta(days=1)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
months = st.builds(date, st.integers(1990, 2090), st.integers(1, 12), st.just(1))


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
