import random
from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.hypothesis_settings import min_examples
from tests.webservice.strategies import CUSTOMERS, LOGIN_KEY, Service, a_row, counted, reports
from vitec_desktop.webservice.merging import ReportMerger, merge_results
from vitec_desktop.webservice.models import ListKind, SentTip, WireRow
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import PartResult, RequestPart, RowsByList
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


def answer(*rows: WireRow, kind: ListKind = ListKind.TIPS) -> PartResult:
    return PartResult({kind: rows})


def joined_tips(answers: dict[RequestPart, PartResult], scope: ReportScope = SCOPE) -> list[WireRow]:
    return list(merge_results(answers, scope)[ListKind.TIPS])


OCTOBER, NOVEMBER = part((10, 1), (10, 31)), part((11, 1), (11, 30))


@given(reports())
@min_examples(300)
def test_no_row_is_lost_and_none_doubled_whatever_date_to_means(report: tuple[Service, ReportScope]) -> None:
    service, scope = report
    assert counted(merge_results(service.answers(scope), scope)) == service.truth(scope)


@given(reports(), st.randoms())
@min_examples(100)
def test_the_joined_report_is_the_same_in_whatever_order_answers_came(
    report: tuple[Service, ReportScope], order: random.Random
) -> None:
    service, scope = report
    answers = list(service.answers(scope).items())
    in_order = merge_results(dict(answers), scope)
    order.shuffle(answers)
    assert merge_results(dict(answers), scope) == in_order


@given(reports(), st.randoms())
@min_examples(200)
def test_what_a_joiner_tells_piece_by_piece_is_the_joined_report(
    report: tuple[Service, ReportScope], order: random.Random
) -> None:
    service, scope = report
    answers = list(service.answers(scope).items())
    order.shuffle(answers)
    whole = counted(merge_results(dict(answers), scope))
    told = {kind: Counter[WireRow]() for kind in ListKind}
    joiner = ReportMerger(scope)
    for one_part, one_answer in answers:
        for kind, rows in joiner.add(one_part, one_answer).items():
            told[kind].update(rows)
            assert told[kind] <= whole[kind]
    assert told == whole


@given(reports(), st.randoms(), st.data())
@min_examples(100)
def test_windows_that_never_come_are_added_without_rows(
    report: tuple[Service, ReportScope], order: random.Random, data: st.DataObject
) -> None:
    service, scope = report
    answers = list(service.answers(scope).items())
    order.shuffle(answers)
    failed = data.draw(st.sets(st.sampled_from([one_part for one_part, _ in answers])))
    told = {kind: Counter[WireRow]() for kind in ListKind}
    joiner = ReportMerger(scope)
    for one_part, one_answer in answers:
        for kind, rows in joiner.add(one_part, PartResult({}) if one_part in failed else one_answer).items():
            told[kind].update(rows)
    came = {one_part: one_answer for one_part, one_answer in answers if one_part not in failed}
    assert told == counted(merge_results(came, scope))


def test_a_row_on_the_seam_stands_once() -> None:
    seam = tip("a", "2026-11-01T00:00:00.0000000+01:00")
    assert joined_tips({OCTOBER: answer(seam), NOVEMBER: answer(seam)}) == [seam]


def test_a_row_that_two_customers_show_stands_once_at_the_first_of_them() -> None:
    at_vasastan = part((10, 1), (10, 31), VASASTAN)
    rows = joined_tips({at_vasastan: answer(tip("b"), tip("a")), OCTOBER: answer(tip("a"))})
    assert [row.row_id for row in rows] == ["a", "b"]


def test_an_id_means_something_within_its_list_only() -> None:
    lead = a_row(ListKind.INCOMING, "a", NOON)
    joined = merge_results({OCTOBER: PartResult({ListKind.TIPS: [tip("a")], ListKind.INCOMING: [lead]})}, SCOPE)
    assert joined == {ListKind.TIPS: [tip("a")], ListKind.INCOMING: [lead], ListKind.OUTGOING: []}


def test_a_row_that_one_answer_holds_twice_under_one_id_stands_once() -> None:
    assert joined_tips({OCTOBER: answer(tip("a"), tip("a"))}) == [tip("a")]


def test_rows_stand_by_customer_then_by_window_then_as_sent() -> None:
    answers = {
        part((11, 1), (11, 30), VASASTAN): answer(tip("h"), tip("g")),
        NOVEMBER: answer(tip("d"), tip("c")),
        part((10, 1), (10, 31), VASASTAN): answer(tip("e"), tip(message="no id"), tip("f")),
        OCTOBER: answer(tip("b"), tip("a")),
    }
    ids = [row.row_id for row in joined_tips(answers)]
    assert ids == ["b", "a", "d", "c", "e", None, "f", "h", "g"]
    other_way_round = ReportScope((VASASTAN, SOLNA), SCOPE.first_day, SCOPE.last_day)
    assert [row.row_id for row in joined_tips(answers, other_way_round)] == [*ids[4:], *ids[:4]]


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
def test_a_row_is_kept_where_its_swedish_day_is_the_users_or_unknown(created_at: str | None, is_kept: bool) -> None:
    assert joined_tips({OCTOBER: answer(tip("a", created_at))}) == [tip("a", created_at)] * is_kept


@pytest.mark.parametrize("created_at", ["2025-W05-1T12:00:00", "20250131T120000", "2025-01-31T12:00:00"])
def test_a_day_written_in_another_way_is_the_same_day(created_at: str) -> None:
    scope = ReportScope((SOLNA,), date(2025, 6, 1), date(2026, 12, 31))
    assert joined_tips({OCTOBER: answer(tip("a", created_at))}, scope) == []


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 28)),
    st.integers(0, 9),
    st.times(),
    st.integers(-5, 5),
    st.integers(-1439, 1439),
)
def test_a_day_is_judged_as_if_each_time_were_worked_out(
    first_day: date, days: int, near: time, shift: int, minutes: int
) -> None:
    last_day = first_day + timedelta(days=days)
    sign = "-" if minutes < 0 else "+"
    offset = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    for end in (first_day, last_day):
        text = f"{end + timedelta(days=shift)}T{near.isoformat('microseconds')}7{offset}"
        moment = parse_swedish_time(text)
        assert moment is not None
        kept = joined_tips({OCTOBER: answer(tip("a", text))}, ReportScope((SOLNA,), first_day, last_day))
        assert bool(kept) == (first_day <= moment.date() <= last_day)


@pytest.mark.parametrize("first_day", [date.min, date.max])
def test_the_calendars_ends_are_days_like_others(first_day: date) -> None:
    scope = ReportScope((SOLNA,), first_day, first_day)
    rows = [tip("a"), tip("b", f"{first_day}T12:00:00+01:00"), tip("c", None)]
    assert [
        row.row_id for row in joined_tips({RequestPart("", SOLNA, first_day, first_day): answer(*rows)}, scope)
    ] == [
        "b",
        "c",
    ]


@pytest.mark.parametrize("no_id", [None, ""])
@pytest.mark.parametrize(
    ("october", "november", "kept"), [(1, 1, 1), (2, 2, 2), (2, 3, 3), (3, 2, 3), (0, 2, 2), (2, 0, 2)]
)
def test_twins_in_adjoining_windows_are_dropped_one_for_one(
    no_id: str | None, october: int, november: int, kept: int
) -> None:
    twins = {OCTOBER: answer(*[tip(no_id)] * october), NOVEMBER: answer(*[tip(no_id)] * november)}
    assert joined_tips(twins) == [tip(no_id)] * kept


def test_a_row_without_a_tip_has_no_id_either() -> None:
    row = SentTip(NOON)
    assert joined_tips({OCTOBER: answer(row, row), NOVEMBER: answer(row)}) == [row, row]


def test_no_id_and_an_empty_id_are_no_twins() -> None:
    assert len(joined_tips({OCTOBER: answer(tip("")), NOVEMBER: answer(tip(None))})) == 2


def test_rows_without_id_that_differ_in_one_field_both_stay() -> None:
    assert len(joined_tips({OCTOBER: answer(tip(message="a")), NOVEMBER: answer(tip(message="b"))})) == 2


def test_twins_at_two_customers_both_stay() -> None:
    assert len(joined_tips({OCTOBER: answer(tip()), part((11, 1), (11, 30), VASASTAN): answer(tip())})) == 2


def test_twins_under_two_sign_ins_both_stay() -> None:
    assert len(joined_tips({OCTOBER: answer(tip()), part((11, 1), (11, 30), login_key="other"): answer(tip())})) == 2


def test_twins_in_windows_that_do_not_adjoin_both_stay() -> None:
    later = part((11, 2), (11, 30))
    assert len(joined_tips({OCTOBER: answer(tip()), later: answer(tip())})) == 2


def test_twins_around_an_empty_window_both_stay() -> None:
    first, middle, last = part((10, 1), (10, 10)), part((10, 11), (10, 20)), part((10, 21), (10, 31))
    assert len(joined_tips({first: answer(tip()), middle: answer(), last: answer(tip())})) == 2


def test_a_joiner_holds_a_twin_back_until_the_window_between_has_come() -> None:
    first, middle, last = part((10, 1), (10, 10)), part((10, 11), (10, 20)), part((10, 21), (10, 31))

    def told(middle_answer: PartResult) -> list[int]:
        joiner = ReportMerger(SCOPE)
        arrivals: list[tuple[RequestPart, PartResult]] = [
            (first, answer(tip())),
            (last, answer(tip(), tip())),
            (middle, middle_answer),
        ]
        fresh: list[RowsByList] = [joiner.add(one_part, one_answer) for one_part, one_answer in arrivals]
        return [len(rows[ListKind.TIPS]) for rows in fresh]

    assert told(answer(tip())) == [1, 1, 0]
    assert told(answer()) == [1, 1, 1]


def test_the_same_answer_twice_adds_nothing() -> None:
    joiner = ReportMerger(SCOPE)
    joiner.add(OCTOBER, answer(tip(), tip("a")))
    assert joiner.add(OCTOBER, answer(tip(), tip("a")))[ListKind.TIPS] == []


def test_all_three_lists_are_there_even_where_an_answer_lacks_them() -> None:
    assert (
        merge_results({}, SCOPE) == merge_results({OCTOBER: PartResult({})}, SCOPE) == {kind: [] for kind in ListKind}
    )
