import random
from collections import Counter
from datetime import date, time, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webservice.strategies import CUSTOMERS, LOGIN_KEY, Service, a_row, counted, reports
from vitec_desktop.webservice.merging import ReportMerger, merge_results
from vitec_desktop.webservice.models import DamagedTip, ListKind, SentTip, TipFacts, WireRow
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import DamagedPart, PartResult, RequestPart, RowsByList
from vitec_desktop.webservice.timestamps import parse_swedish_time

SOLNA, VASASTAN, _ = CUSTOMERS
SCOPE = ReportScope((SOLNA, VASASTAN), date(2026, 10, 1), date(2026, 11, 30))
NOON = "2026-10-20T12:00:00.1234567+02:00"


def tip(row_id: str | None = None, created_at: str | None = NOON, message: str = "") -> WireRow:
    return a_row(ListKind.TIPS, row_id, created_at, message)


def part(
    first: tuple[int, int], last: tuple[int, int], customer: Customer = SOLNA, login_key: str = LOGIN_KEY
) -> RequestPart:
    return RequestPart(login_key, customer, date(2026, *first), date(2026, *last))


def result(*rows: WireRow, kind: ListKind = ListKind.TIPS) -> PartResult:
    return PartResult({kind: rows})


def merged_tips(results: dict[RequestPart, PartResult], scope: ReportScope = SCOPE) -> list[WireRow]:
    return list(merge_results(results, scope).rows[ListKind.TIPS])


OCTOBER, NOVEMBER = part((10, 1), (10, 31)), part((11, 1), (11, 30))


@given(reports())
def test_no_row_is_lost_or_doubled_whatever_date_to_means(report: tuple[Service, ReportScope]) -> None:
    service, scope = report
    assert counted(merge_results(service.results(scope), scope).rows) == service.truth(scope)


@given(reports(), st.randoms())
def test_the_merged_report_does_not_depend_on_the_order_of_results(
    report: tuple[Service, ReportScope], order: random.Random
) -> None:
    service, scope = report
    results = list(service.results(scope).items())
    in_order = merge_results(dict(results), scope)
    order.shuffle(results)
    assert merge_results(dict(results), scope) == in_order


@given(reports(), st.randoms())
def test_the_new_rows_of_all_results_are_the_merged_report(
    report: tuple[Service, ReportScope], order: random.Random
) -> None:
    service, scope = report
    results = list(service.results(scope).items())
    order.shuffle(results)
    whole = counted(merge_results(dict(results), scope).rows)
    new_rows = {kind: Counter[WireRow]() for kind in ListKind}
    merger = ReportMerger(scope)
    for one_part, one_result in results:
        for kind, rows in merger.add(one_part, one_result).items():
            new_rows[kind].update(rows)
            assert new_rows[kind] <= whole[kind]
    assert new_rows == whole


@given(reports(), st.randoms(), st.data())
def test_failed_windows_are_added_without_rows(
    report: tuple[Service, ReportScope], order: random.Random, data: st.DataObject
) -> None:
    service, scope = report
    results = list(service.results(scope).items())
    order.shuffle(results)
    failed = data.draw(st.sets(st.sampled_from([one_part for one_part, _ in results])))
    new_rows = {kind: Counter[WireRow]() for kind in ListKind}
    merger = ReportMerger(scope)
    for one_part, one_result in results:
        for kind, rows in merger.add(one_part, PartResult({}) if one_part in failed else one_result).items():
            new_rows[kind].update(rows)
    successful = {one_part: one_result for one_part, one_result in results if one_part not in failed}
    assert new_rows == counted(merge_results(successful, scope).rows)


def test_a_row_at_the_midnight_between_windows_is_in_the_report_once() -> None:
    seam = tip("a", "2026-11-01T00:00:00.0000000+01:00")
    assert merged_tips({OCTOBER: result(seam), NOVEMBER: result(seam)}) == [seam]


def test_a_row_of_two_customers_is_in_the_report_once_with_the_first() -> None:
    at_vasastan = part((10, 1), (10, 31), VASASTAN)
    rows = merged_tips({at_vasastan: result(tip("b"), tip("a")), OCTOBER: result(tip("a"))})
    assert [row.row_id for row in rows] == ["a", "b"]


def test_ids_are_compared_within_a_list_only() -> None:
    lead = a_row(ListKind.INCOMING, "a", NOON)
    merged = merge_results({OCTOBER: PartResult({ListKind.TIPS: [tip("a")], ListKind.INCOMING: [lead]})}, SCOPE)
    assert merged.rows == {ListKind.TIPS: [tip("a")], ListKind.INCOMING: [lead], ListKind.OUTGOING: []}


def test_a_row_that_a_result_has_twice_with_one_id_is_in_the_report_once() -> None:
    assert merged_tips({OCTOBER: result(tip("a"), tip("a"))}) == [tip("a")]


@pytest.mark.parametrize(
    "other", [tip("a", message="x"), tip("a", NOON.replace("12:00:00", "12:00:01")), tip("a", None)]
)
def test_rows_with_one_id_that_differ_are_both_kept(other: WireRow) -> None:
    at_vasastan = part((10, 1), (10, 31), VASASTAN)
    assert merged_tips({OCTOBER: result(tip("a")), at_vasastan: result(other, tip("a"))}) == [tip("a"), other]
    assert merged_tips({at_vasastan: result(tip("a")), OCTOBER: result(other, other)}) == [other, tip("a")]
    assert merged_tips({OCTOBER: result(tip("a"), other, other), NOVEMBER: result(other)}) == [tip("a"), other]


def test_rows_that_all_have_one_id_are_merged_about_as_fast_as_others() -> None:
    def seconds(rows: list[WireRow]) -> float:
        start = process_time()
        assert len(merged_tips({OCTOBER: result(*rows)})) == len(rows)
        return process_time() - start

    count = 10_000
    different = min(seconds([tip(f"id {number}") for number in range(count)]) for _ in range(3))
    same = seconds([tip("0", message=f"{number}") for number in range(count)])
    assert same < 100 * different  # comparing each with each takes 2,000 times as long


def damaged_tip(row_id: str | None, digest: int) -> WireRow:
    return DamagedTip(NOON, tip=TipFacts(row_id), digest=digest)


def test_damaged_rows_are_counted_once_by_the_part_that_adds_them() -> None:
    both = [damaged_tip("a", 1), damaged_tip(None, 2)]
    outside = DamagedTip("2026-12-24T12:00:00+01:00", digest=5)
    merged = merge_results(
        {
            OCTOBER: PartResult({ListKind.TIPS: [*both, tip("b"), outside]}, 3),
            NOVEMBER: PartResult({ListKind.TIPS: [*both, damaged_tip("a", 3), damaged_tip(None, 4)]}, 4),
            part((10, 1), (10, 31), VASASTAN): PartResult({ListKind.TIPS: [damaged_tip("a", 1)]}, 1),
        },
        SCOPE,
    )
    assert merged.damaged_parts == (DamagedPart(OCTOBER, 2), DamagedPart(NOVEMBER, 2))
    assert len(merged.rows[ListKind.TIPS]) == 5


def test_rows_are_ordered_by_customer_then_by_window_then_as_sent() -> None:
    results = {
        part((11, 1), (11, 30), VASASTAN): result(tip("h"), tip("g")),
        NOVEMBER: result(tip("d"), tip("c")),
        part((10, 1), (10, 31), VASASTAN): result(tip("e"), tip(message="no id"), tip("f")),
        OCTOBER: result(tip("b"), tip("a")),
    }
    ids = [row.row_id for row in merged_tips(results)]
    assert ids == ["b", "a", "d", "c", "e", None, "f", "h", "g"]
    other_way_round = ReportScope((VASASTAN, SOLNA), SCOPE.first_day, SCOPE.last_day)
    assert [row.row_id for row in merged_tips(results, other_way_round)] == [*ids[4:], *ids[:4]]


@pytest.mark.parametrize(
    ("created_at", "is_kept"),
    [
        ("2026-10-01T00:00:00.0000000+02:00", True),
        ("2026-09-30T23:59:59.9999997+02:00", False),
        ("2026-11-30T23:59:59.9999997+01:00", True),
        ("2026-12-01T00:00:00.0000000+01:00", False),
        ("2026-09-30T22:00:00Z", True),
        ("2026-09-30T21:59:59Z", False),
        ("2026-11-30T23:00:00Z", False),
        ("2026-11-30T22:59:59Z", True),
        ("2026-12-01T12:00:00+14:00", True),
        ("2026-11-29T23:59:00-23:59", False),
        ("2026-10-02T00:00:00+23:59", True),
        ("2026-10-01T00:00:00+23:59", False),
        ("2026-09-30T12:00:00-11:00", True),
        ("20261201T120000", False),
        ("2026-W49-2T12:00", False),
        ("2026-W48-7T12:00", True),
        (None, True),
        ("", True),
        ("nyss", True),
        ("2027-01-01 någon gång", True),
    ],
)
def test_a_row_is_kept_if_its_swedish_day_is_in_the_period_or_unknown(created_at: str | None, is_kept: bool) -> None:
    assert merged_tips({OCTOBER: result(tip("a", created_at))}) == [tip("a", created_at)] * is_kept


@pytest.mark.parametrize("created_at", ["2025-W05-1T12:00:00", "20250131T120000", "2025-01-31T12:00:00"])
def test_other_iso_formats_of_a_day_are_understood(created_at: str) -> None:
    scope = ReportScope((SOLNA,), date(2025, 6, 1), date(2026, 12, 31))
    assert merged_tips({OCTOBER: result(tip("a", created_at))}, scope) == []


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 28)),
    st.integers(0, 9),
    st.times(),
    st.integers(-5, 5),
    st.integers(-1439, 1439),
)
def test_the_day_check_agrees_with_parsing_every_time(
    first_day: date, days: int, near: time, shift: int, minutes: int
) -> None:
    last_day = first_day + timedelta(days=days)
    sign = "-" if minutes < 0 else "+"
    offset = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    for end in (first_day, last_day):
        text = f"{end + timedelta(days=shift)}T{near.isoformat('microseconds')}7{offset}"
        moment = parse_swedish_time(text)
        assert moment is not None
        kept = merged_tips({OCTOBER: result(tip("a", text))}, ReportScope((SOLNA,), first_day, last_day))
        assert bool(kept) == (first_day <= moment.date() <= last_day)


@pytest.mark.parametrize("first_day", [date.min, date.max])
def test_the_first_and_last_day_of_the_calendar(first_day: date) -> None:
    scope = ReportScope((SOLNA,), first_day, first_day)
    rows = [tip("a"), tip("b", f"{first_day}T12:00:00+01:00"), tip("c", None)]
    assert [
        row.row_id for row in merged_tips({RequestPart("", SOLNA, first_day, first_day): result(*rows)}, scope)
    ] == [
        "b",
        "c",
    ]


@pytest.mark.parametrize("no_id", [None, ""])
@pytest.mark.parametrize(
    ("october", "november", "kept"), [(1, 1, 1), (2, 2, 2), (2, 3, 3), (3, 2, 3), (0, 2, 2), (2, 0, 2)]
)
def test_equal_rows_in_adjoining_windows_are_dropped_one_for_one(
    no_id: str | None, october: int, november: int, kept: int
) -> None:
    results = {OCTOBER: result(*[tip(no_id)] * october), NOVEMBER: result(*[tip(no_id)] * november)}
    assert merged_tips(results) == [tip(no_id)] * kept


def test_a_row_without_a_tip_has_no_id_either() -> None:
    row = SentTip(NOON)
    assert merged_tips({OCTOBER: result(row, row), NOVEMBER: result(row)}) == [row, row]


def test_rows_without_an_id_and_with_an_empty_one_are_not_equal() -> None:
    assert len(merged_tips({OCTOBER: result(tip("")), NOVEMBER: result(tip(None))})) == 2


def test_rows_without_an_id_that_differ_are_both_kept() -> None:
    assert len(merged_tips({OCTOBER: result(tip(message="a")), NOVEMBER: result(tip(message="b"))})) == 2


def test_equal_rows_of_two_customers_are_both_kept() -> None:
    assert len(merged_tips({OCTOBER: result(tip()), part((11, 1), (11, 30), VASASTAN): result(tip())})) == 2


def test_equal_rows_of_two_logins_are_both_kept() -> None:
    assert len(merged_tips({OCTOBER: result(tip()), part((11, 1), (11, 30), login_key="other"): result(tip())})) == 2


def test_equal_rows_in_windows_that_do_not_adjoin_are_both_kept() -> None:
    later = part((11, 2), (11, 30))
    assert len(merged_tips({OCTOBER: result(tip()), later: result(tip())})) == 2


def test_equal_rows_around_an_empty_window_are_both_kept() -> None:
    first, middle, last = part((10, 1), (10, 10)), part((10, 11), (10, 20)), part((10, 21), (10, 31))
    assert len(merged_tips({first: result(tip()), middle: result(), last: result(tip())})) == 2


def test_an_equal_row_is_withheld_until_the_window_between_is_added() -> None:
    first, middle, last = part((10, 1), (10, 10)), part((10, 11), (10, 20)), part((10, 21), (10, 31))

    def new_rows(middle_result: PartResult) -> list[int]:
        merger = ReportMerger(SCOPE)
        arrivals: list[tuple[RequestPart, PartResult]] = [
            (first, result(tip())),
            (last, result(tip(), tip())),
            (middle, middle_result),
        ]
        added: list[RowsByList] = [merger.add(one_part, one_result) for one_part, one_result in arrivals]
        return [len(rows[ListKind.TIPS]) for rows in added]

    assert new_rows(result(tip())) == [1, 1, 0]
    assert new_rows(result()) == [1, 1, 1]


def test_the_same_result_twice_adds_nothing() -> None:
    merger = ReportMerger(SCOPE)
    merger.add(OCTOBER, result(tip(), tip("a")))
    assert merger.add(OCTOBER, result(tip(), tip("a")))[ListKind.TIPS] == []


def test_a_report_always_has_all_three_lists() -> None:
    for results in ({}, {OCTOBER: PartResult({})}):
        assert merge_results(results, SCOPE).rows == {kind: [] for kind in ListKind}
