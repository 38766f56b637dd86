"""Months, weeks and weekdays."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.statistics import reference_counts as reference
from tests.report.statistics.factories import (
    FETCHED_AT,
    YEAR,
    RandomReport,
    allow_slow_data,
    compute_statistics,
    reports,
    tip,
    tip_tables,
)
from vitec_desktop.report.statistics import Timeline
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope

DAY = timedelta(days=1)
days = st.dates(date(2014, 1, 1), date(2030, 12, 31))


def empty_timeline(first: date, last: date, fetched_on: date) -> Timeline:
    fetched_at = datetime(fetched_on.year, fetched_on.month, fetched_on.day, 14, 5)
    return compute_statistics({}, ReportScope((), first, last), fetched_at).timeline


@allow_slow_data
@given(reports)
def test_months_weeks_and_weekdays_sum_to_the_whole(reported: RandomReport) -> None:
    timeline = compute_statistics(reported.tables, YEAR, FETCHED_AT).timeline
    for kind, rows in reported.wire.items():
        undated = reference.count(rows, lambda row: reference.day(row) is None)
        assert timeline.undated[kind] == undated
        for slots in (timeline.all_months, timeline.weeks, timeline.weekdays):
            assert sum(slot.counts[kind] for slot in slots) + undated == len(rows)


@allow_slow_data
@given(reports)
def test_rows_count_in_the_month_week_and_weekday_of_their_swedish_day(reported: RandomReport) -> None:
    timeline = compute_statistics(reported.tables, YEAR, FETCHED_AT).timeline
    for kind, rows in reported.wire.items():
        row_days = [day for row in rows if (day := reference.day(row)) is not None]
        for month in timeline.all_months:
            assert month.counts[kind] == len([d for d in row_days if (d.year, d.month) == (month.year, month.month)])
        for week in timeline.weeks:
            iso = [d.isocalendar()[:2] for d in row_days]
            assert week.counts[kind] == iso.count((week.year, week.number))
        for weekday in timeline.weekdays:
            assert weekday.counts[kind] == len([d for d in row_days if d.isoweekday() == weekday.number])


@given(days, days, days)
def test_slots_cover_each_day_up_to_the_fetch_once(one: date, other: date, fetched_on: date) -> None:
    first, last = sorted((one, other))
    timeline = empty_timeline(first, last, fetched_on)
    for slots in (timeline.all_months, timeline.weeks):
        assert slots[0].first_day == first
        assert all(later.first_day == slot.last_day + DAY for slot, later in pairwise(slots))
        assert slots[-1].last_day >= min(last, max(first, fetched_on))
        assert slots[-1].last_day <= last
        # What lies wholly after the fetch is left out.
        assert all(slot.first_day <= fetched_on for slot in slots[1:])
    for month in timeline.all_months:
        assert (month.first_day.year, month.first_day.month) == (month.last_day.year, month.last_day.month)
        is_same = (fetched_on.year, fetched_on.month) == (month.year, month.month)
        assert month.is_current == (is_same and fetched_on <= month.last_day)
    for week in timeline.weeks:
        is_same = week.first_day.isocalendar()[:2] == fetched_on.isocalendar()[:2]
        assert week.is_current == (is_same and fetched_on <= week.last_day)
        assert 1 <= week.known_days(fetched_on) <= week.days
    assert timeline.months == timeline.all_months[-13:]


def test_thirteen_months_are_shown_and_the_running_one_marked() -> None:
    timeline = empty_timeline(date(2024, 1, 1), date(2026, 11, 24), date(2026, 11, 24))
    assert len(timeline.all_months) == 35
    shown = [(month.year, month.month) for month in timeline.months]
    assert shown == [(2025, 11), (2025, 12), *((2026, month) for month in range(1, 12))]
    assert [month.is_current for month in timeline.months] == [False] * 12 + [True]


def test_a_week_that_is_cut_by_the_end_of_the_period_is_over_when_that_is() -> None:
    timeline = empty_timeline(date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1))
    assert not any(bucket.is_current for bucket in (*timeline.weeks, *timeline.all_months))
    assert [week.known_days(date(2026, 11, 1)) for week in timeline.weeks] == [4, 7, 7, 7, 6]
    timeline = empty_timeline(date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 27))
    assert [week.is_current for week in timeline.weeks] == [False, False, False, False, True]
    assert timeline.weeks[-1].known_days(date(2026, 10, 27)) == 2
    assert timeline.all_months[0].known_days(date(2026, 10, 27)) == 27


def test_a_short_period_has_as_many_months_as_it_touches() -> None:
    timeline = empty_timeline(date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 24))
    assert [(month.first_day, month.last_day) for month in timeline.months] == [
        (date(2026, 10, 31), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 11, 1)),
    ]


def test_months_to_come_take_no_place() -> None:
    timeline = empty_timeline(date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 24))
    assert [month.month for month in timeline.months] == list(range(1, 12))
    assert timeline.months[-1].last_day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "year", "number"),
    [
        (date(2020, 12, 31), 2020, 53),
        (date(2021, 1, 3), 2020, 53),
        (date(2021, 1, 4), 2021, 1),
        (date(2026, 12, 31), 2026, 53),
        (date(2027, 1, 1), 2026, 53),
        (date(2024, 12, 30), 2025, 1),
    ],
)
def test_weeks_are_numbered_as_in_sweden(day: date, year: int, number: int) -> None:
    [week] = empty_timeline(day, day, day).weeks
    assert (week.year, week.number) == (year, number)


def test_week_53_goes_on_over_new_year() -> None:
    rows = tip_tables(tip("2026-12-31T23:59:59.9999999+01:00"), tip("2027-01-01T00:00:00+01:00"))
    scope = ReportScope((), date(2026, 12, 28), date(2027, 1, 10))
    weeks = compute_statistics(rows, scope, datetime(2027, 1, 10, 12)).timeline.weeks
    assert [(week.year, week.number, week.counts[ListKind.TIPS]) for week in weeks] == [(2026, 53, 2), (2027, 1, 0)]


def test_the_days_on_which_the_clock_is_turned_are_days_like_others() -> None:
    rows = tip_tables(
        tip("2026-03-29T01:59:59+01:00"),
        tip("2026-03-29T03:00:00+02:00"),
        tip("2026-10-25T02:30:00+02:00"),
        tip("2026-10-25T02:30:00+01:00"),
        tip("2026-10-24T23:30:00+01:00"),  # half past twelve on the 25th
    )
    timeline = compute_statistics(rows, YEAR, FETCHED_AT).timeline
    assert timeline.weekdays[6].counts[ListKind.TIPS] == 5
    by_month = {month.month: month.counts[ListKind.TIPS] for month in timeline.months[1:]}
    assert (by_month[3], by_month[10]) == (2, 3)


def test_a_row_outside_the_period_is_in_no_month() -> None:
    timeline = compute_statistics(tip_tables(tip("2024-05-01T12:00:00+02:00"), tip(None)), YEAR, FETCHED_AT).timeline
    assert timeline.undated[ListKind.TIPS] == 1
    assert sum(month.counts[ListKind.TIPS] for month in timeline.all_months) == 0


def test_a_period_at_the_calendars_ends_has_its_weeks() -> None:
    assert len(empty_timeline(date.min, date.min, date.min).weeks) == 1
    assert len(empty_timeline(date.max, date.max, date.max).weeks) == 1
