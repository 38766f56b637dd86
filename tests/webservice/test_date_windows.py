from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from tests.webservice.strategies import periods
from vitec_desktop.webservice.date_windows import DateWindow, split_period


def days_of(window: DateWindow) -> list[date]:
    return [
        window.first_day + timedelta(days=number) for number in range((window.last_day - window.first_day).days + 1)
    ]


@given(periods())
def test_each_day_is_in_one_window(period: tuple[date, date]) -> None:
    first_day, last_day = period
    assert [day for window in split_period(first_day, last_day) for day in days_of(window)] == days_of(
        DateWindow(*period)
    )


@given(periods())
def test_windows_adjoin_and_end_at_the_midnight_after_the_last_day(period: tuple[date, date]) -> None:
    cut = split_period(*period)
    assert cut[0].date_from == f"{period[0]}T00:00:00"
    assert all(earlier.date_to == later.date_from for earlier, later in pairwise(cut))
    assert cut[-1].date_to == f"{period[1] + timedelta(days=1)}T00:00:00"


@given(periods())
def test_no_window_is_longer_than_two_months_however_they_are_counted(period: tuple[date, date]) -> None:
    for window in split_period(*period):
        start, end = datetime.fromisoformat(window.date_from), datetime.fromisoformat(window.date_to)
        days_counting_both_ends = (end.date() - start.date()).days + 1
        assert days_counting_both_ends <= 59  # no two months on end are shorter


@given(periods())
def test_windows_are_few_and_of_equal_length(period: tuple[date, date]) -> None:
    lengths = [len(days_of(window)) for window in split_period(*period)]
    assert len(lengths) == -(-sum(lengths) // 58)
    assert max(lengths) - min(lengths) <= 1


def test_a_single_day_is_one_window_from_midnight_to_midnight() -> None:
    (window,) = split_period(date(2026, 10, 1), date(2026, 10, 1))
    assert (window.date_from, window.date_to) == ("2026-10-01T00:00:00", "2026-10-02T00:00:00")


def test_58_days_are_one_window_and_59_are_two() -> None:
    assert len(split_period(date(2026, 1, 1), date(2026, 2, 27))) == 1
    assert len(split_period(date(2026, 1, 1), date(2026, 2, 28))) == 2


def test_a_leap_day_is_in_its_window() -> None:
    (window,) = split_period(date(2024, 2, 1), date(2024, 2, 29))
    assert window.date_to == "2024-03-01T00:00:00"


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-09-30"):
        split_period(date(2026, 10, 1), date(2026, 9, 30))


def test_the_calendars_first_and_last_days() -> None:
    (first,) = split_period(date.min, date.min)
    assert (first.date_from, first.date_to) == ("0001-01-01T00:00:00", "0001-01-02T00:00:00")
    last = split_period(date(9999, 1, 1), date.max)[-1]
    assert (last.last_day, last.date_to) == (date.max, "9999-12-31T23:59:59")
