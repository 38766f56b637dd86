"""Which saved reports are deleted."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.archive.factories import NOW, a_login, a_snapshot
from vitec_desktop.archive.retention import SavedReport, months_before, reports_to_delete
from vitec_desktop.archive.snapshot import SnapshotFacts
from vitec_desktop.webservice.timestamps import SWEDEN

FACTS = a_snapshot().facts
OTHERS = a_snapshot(logins=[a_login(user="bo")]).facts


def reports(*days_ago: float, facts: SnapshotFacts = FACTS, size: int = 1000) -> list[SavedReport]:
    ordered = sorted(days_ago, reverse=True)
    return [
        SavedReport(f"{days:g}", structs.replace(facts, fetched_at=NOW - timedelta(days=days), number=number), size)
        for number, days in enumerate(ordered)
    ]


def left(
    saved: list[SavedReport], months: int = 13, spared: frozenset[str] = frozenset(), size: int = 10**9
) -> list[float]:
    dropped = {one.id for one in reports_to_delete(saved, NOW, months, spared, size)}
    return sorted(float(one.id) for one in saved if one.id not in dropped)


def test_every_fetch_of_two_weeks_stays() -> None:
    days = [0, 0.1, 0.2, 5, 5.1, 13.8, 13.9]
    assert left(reports(*days)) == days


def test_older_days_have_one_and_older_weeks_have_one() -> None:
    # Noon of Tuesday 24 November is 0.
    assert left(reports(20, 20.1, 20.2, 21)) == [20, 21]
    assert left(reports(77, 78, 79, 80, 84)) == [77, 79]  # Tuesday and Monday; Sunday and before


def test_the_last_export_is_spared_by_thinning_alone() -> None:
    assert left(reports(20, 20.1), spared=frozenset({"20.1"})) == [20, 20.1]
    assert left(reports(40), months=1, spared=frozenset({"40"})) == []
    assert left(reports(1, 2, 3), spared=frozenset({"3"}), size=2000) == [1, 2]


def test_a_complete_report_of_a_longer_period_is_the_one_that_stays() -> None:
    shorter = structs.replace(FACTS, first_day=FACTS.last_day)
    incomplete = structs.replace(FACTS, parts=tuple(structs.replace(part, damaged_rows=1) for part in FACTS.parts))
    saved = reports(20) + reports(20.1, facts=shorter) + reports(20.05, facts=incomplete)
    assert left(saved) == [20]
    assert left(reports(20, facts=shorter) + reports(20.1)) == [20.1]


def test_other_connections_have_their_own() -> None:
    assert left(reports(20) + reports(20.1, facts=OTHERS)) == [20, 20.1]


def test_a_report_of_the_future_stays() -> None:
    assert left(reports(-400, 0)) == [-400, 0]


@given(st.lists(st.floats(0, 900, width=16), unique=True, max_size=40), st.integers(1, 24))
def test_thinning_twice_deletes_nothing_more(days: list[float], months: int) -> None:
    saved = reports(*days)
    once = left(saved, months)
    again = [one for one in saved if float(one.id) in once]
    assert left(again, months) == once
    assert all(NOW - timedelta(days=day) >= months_before(NOW, months) for day in once)


def test_a_month_before_a_long_month_s_end() -> None:
    assert months_before(datetime(2026, 3, 31, 12, tzinfo=SWEDEN), 1) == datetime(2026, 2, 28, 12, tzinfo=SWEDEN)
    assert months_before(datetime(2026, 1, 15, tzinfo=SWEDEN), 13) == datetime(2024, 12, 15, tzinfo=SWEDEN)
