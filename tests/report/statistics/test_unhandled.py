"""What waits, and for how long."""

from datetime import datetime, timedelta, timezone
from statistics import median

from hypothesis import given

from tests.report.statistics import reference_counts as reference
from tests.report.statistics.factories import (
    FETCHED_AT,
    FETCHED_ON,
    YEAR,
    RandomReport,
    allow_slow_data,
    compute_statistics,
    reports,
    select_rows,
    tip,
    tip_tables,
)
from vitec_desktop.report.statistics import AgeProfile
from vitec_desktop.report.tables import JoinedTable
from vitec_desktop.webservice.models import ListKind

LISTS = (ListKind.INCOMING, ListKind.TIPS)


def check_profile(profile: AgeProfile, ages: list[int | None]) -> None:
    known = sorted(age for age in ages if age is not None)
    assert profile.count == len(ages)
    assert profile.undated == len(ages) - len(known)
    limits = [(0, 1), (2, 7), (8, 30), (31, 10**9)]
    expected = [len([age for age in known if least <= age <= most]) for least, most in limits]
    assert [bucket.count for bucket in profile.buckets] == expected
    assert sum(expected) + profile.undated == profile.count
    assert profile.median == (median(known) if known else None)
    assert profile.oldest == (known[-1] if known else None)


@allow_slow_data
@given(reports)
def test_ages_are_counted_in_days_list_by_list(reported: RandomReport) -> None:
    unhandled = compute_statistics(reported.tables, YEAR, FETCHED_AT).unhandled
    together: list[int | None] = []
    for kind in LISTS:
        ages = [reference.age(row, FETCHED_ON) for row in reported.wire[kind] if reference.is_unhandled(row)]
        check_profile(unhandled.by_list[kind], ages)
        together += ages
    check_profile(unhandled.total, together)
    assert (unhandled.leads, unhandled.tips) == tuple(unhandled.by_list[kind] for kind in LISTS)


@allow_slow_data
@given(reports)
def test_rows_that_wait_stand_oldest_first_and_those_of_unknown_age_last(reported: RandomReport) -> None:
    tables = reported.tables
    rows = compute_statistics(tables, YEAR, FETCHED_AT).unhandled.rows_by_age
    created = [row.row[0] for row in rows]
    dated = [moment for moment in created if isinstance(moment, datetime)]
    assert created == [*sorted(dated), *[None] * (len(created) - len(dated))]
    for waiting in rows:
        moment = waiting.row[0]
        expected = max(0, (FETCHED_ON - moment.date()).days) if isinstance(moment, datetime) else None
        assert waiting.age == expected
    for kind in LISTS:
        expected_count = reference.count(reported.wire[kind], reference.is_unhandled)
        found = [waiting.row for waiting in rows if waiting.kind is kind]
        assert len(found) == expected_count
        assert all(row in tables[kind] for row in found)


def test_ages_are_whole_days_of_the_calendar_even_when_the_clock_is_turned() -> None:
    just_before_midnight = tip("2026-10-24T23:59:59.9999999+02:00", state="New")
    [waiting] = compute_statistics(
        tip_tables(just_before_midnight), YEAR, datetime(2026, 10, 25, 0, 0, 1)
    ).unhandled.rows_by_age
    assert waiting.age == 1
    [waiting] = compute_statistics(
        tip_tables(just_before_midnight), YEAR, datetime(2026, 10, 26, 0, 0)
    ).unhandled.rows_by_age
    assert waiting.age == 2  # 47 h + the hour that came twice


def test_a_fetch_told_in_another_zone_is_of_its_swedish_day() -> None:
    fetched_at = datetime(2026, 11, 24, 18, 30, tzinfo=timezone(timedelta(hours=-5)))  # 0.30 on the 25th in Sweden
    [waiting] = compute_statistics(
        tip_tables(tip("2026-11-24T12:00:00+01:00", state="New")), YEAR, fetched_at
    ).unhandled.rows_by_age
    assert waiting.age == 1


def test_a_row_from_after_the_fetch_is_as_good_as_new() -> None:
    tables = tip_tables(tip("2026-11-26T12:00:00+01:00", state="New"))
    profile = compute_statistics(tables, YEAR, FETCHED_AT).unhandled.tips
    assert (profile.oldest, profile.buckets[0].count) == (0, 1)
    assert select_rows(profile.buckets[0].row_filter, tables[ListKind.TIPS]) == tables[ListKind.TIPS]


def test_a_median_can_lie_between_two_days() -> None:
    tables = tip_tables(*(tip(f"2026-11-{day}T12:00:00+01:00", state="New") for day in ("20", "19")))
    assert compute_statistics(tables, YEAR, FETCHED_AT).unhandled.total.median == 4.5


def test_all_lists_together_offer_no_filter() -> None:
    everything = compute_statistics(tip_tables(tip(state="New")), YEAR, FETCHED_AT).unhandled.total
    filters = (everything.row_filter, *(bucket.row_filter for bucket in everything.buckets))
    assert {one.kind for one in filters} == {JoinedTable.UNHANDLED}
