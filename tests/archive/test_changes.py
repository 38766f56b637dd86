"""What has changed between two fetches."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.archive.factories import (
    BASE_URL,
    NOW,
    SOLNA,
    VASASTAN,
    a_lead,
    a_login,
    a_snapshot,
    a_tip,
    an_outgoing,
    leads,
    tips,
)
from vitec_desktop.archive.changes import (
    ChangedField,
    NotCompared,
    NotComparedReason,
    ReportChanges,
    find_changes,
)
from vitec_desktop.archive.snapshot import Snapshot
from vitec_desktop.report.labels import ChangeKind
from vitec_desktop.webservice.errors import AccessRefused
from vitec_desktop.webservice.models import ActiveStatus, Contact, Estate, ListKind, SentTip, WireRow
from vitec_desktop.webservice.timestamps import SWEDEN

LATER = NOW + timedelta(days=7)
FIELDS = list(ChangedField)


def between(before: Snapshot, after: Snapshot) -> ReportChanges:
    return find_changes(before, after)


def of_tips(before: Sequence[WireRow], after: Sequence[WireRow], **facts: Any) -> ReportChanges:
    return between(a_snapshot(tips(*before)), a_snapshot(tips(*after), fetched_at=LATER, **facts))


def summary(changes: ReportChanges) -> Counter[tuple[str, str | None, tuple[str, ...]]]:
    return Counter(
        (change.kind.value, change.wire_row.row_id, tuple(one.field.value for one in change.fields))
        for change in changes.changes
    )


def test_new_changed_and_gone_rows_are_found() -> None:
    changes = of_tips(
        [a_tip("same"), a_tip("state"), a_tip("gone")],
        [a_tip("new"), a_tip("state", state="Done"), a_tip("same")],
    )
    assert summary(changes) == {
        ("new", "new", ()): 1,
        ("changed", "state", ("state",)): 1,
        ("gone", "gone", ()): 1,
    }
    assert [change.kind for change in changes.changes] == [ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.GONE]
    assert changes.changes[1].fields[0].before == "New"
    assert changes.changes[1].fields[0].after == "Done"


def test_each_field_that_is_news_is_found() -> None:
    before = a_tip(estate=None)
    after = a_tip(state="Claimed", receiver="r2", receiver_name="Anna", estate=Estate("e1", "ForSale"))
    (change,) = of_tips([before], [after]).changes
    assert {one.field: (one.before, one.after) for one in change.fields} == {
        ChangedField.STATE: ("New", "Claimed"),
        ChangedField.ESTATE: (None, "e1"),
        ChangedField.ESTATE_STATUS: (None, "ForSale"),
        ChangedField.RECEIVER: ("Maja Forsell", "Anna"),
    }


@pytest.mark.parametrize(
    "after",
    [
        a_tip(message="annat"),
        a_tip(title="annan rubrik"),
        a_tip(receiver_name="Maja Gift"),
        a_tip(contact=Contact("k9", "Eva", "Lund")),
    ],
)
def test_details_are_no_news(after: SentTip) -> None:
    assert of_tips([a_tip()], [after]).changes == ()


def test_rows_without_id_are_told_apart_by_what_stays_and_are_uncertain() -> None:
    before, after = [a_tip(None, 3), a_tip(None, 4)], [a_tip(None, 4), a_tip(None, 3, state="Done"), a_tip(None, 5)]
    changes = of_tips(before, after)
    assert summary(changes) == {("new", None, ()): 1, ("changed", None, ("state",)): 1}
    assert all(change.is_uncertain for change in changes.changes)


def test_equal_rows_without_id_are_counted() -> None:
    assert summary(of_tips([a_tip(None)], [a_tip(None)] * 3)) == {("new", None, ()): 2}
    assert summary(of_tips([a_tip(None)] * 3, [a_tip(None)])) == {("gone", None, ()): 2}


def test_only_what_both_have_completely_is_compared() -> None:
    failed = {("M30012", date(2026, 11, 1)): AccessRefused("M30012")}
    before = a_snapshot({SOLNA: tips(a_tip("a")), VASASTAN: tips(a_tip("b"))})
    after = a_snapshot({SOLNA: {}, VASASTAN: {}}, failed=failed, fetched_at=LATER)
    changes = between(before, after)
    assert summary(changes) == {("gone", "a", ()): 1}
    assert changes.uncompared_rows[ListKind.TIPS] == 1
    assert changes.not_compared == (
        NotCompared(("Norrby Vasastan",), date(2026, 11, 1), date(2026, 11, 30), NotComparedReason.MISSING_NOW),
    )


def test_days_that_one_report_lacks_are_named() -> None:
    before = a_snapshot(tips(a_tip("old", 5)), first_day=date(2026, 11, 4), last_day=date(2026, 11, 20))
    after = a_snapshot(tips(a_tip("early", 2), a_tip("late", 23), a_tip("new", 6)), fetched_at=LATER)
    changes = between(before, after)
    assert summary(changes) == {("new", "new", ()): 1, ("gone", "old", ()): 1}
    assert [(one.first_day.day, one.last_day.day, one.reason) for one in changes.not_compared] == [
        (1, 3, NotComparedReason.MISSING_THEN),
        (21, 24, NotComparedReason.MISSING_THEN),
    ]
    assert changes.uncompared_rows[ListKind.TIPS] == 2


def test_what_was_created_after_the_earlier_fetch_is_new_whatever_its_period() -> None:
    before = a_snapshot(tips(a_tip("old", 5)), last_day=date(2026, 11, 9))
    after = a_snapshot(tips(a_tip("that day", NOW.day), a_tip("since", NOW.day + 1)), fetched_at=LATER)
    assert summary(between(before, after)) == {("new", "since", ()): 1, ("gone", "old", ()): 1}
    failed = {("M30011", date(2026, 11, 1)): AccessRefused("M30011")}
    assert between(a_snapshot(leads(), failed=failed), after).changes == ()


def test_two_statuses_are_not_compared() -> None:
    changes = of_tips([a_tip("a")], [a_tip("b")], status=ActiveStatus.ACTIVE_AND_REMOVED)
    assert changes.changes == ()
    assert changes.is_nothing_compared
    assert [one.reason for one in changes.not_compared] == [NotComparedReason.OTHER_STATUS]


def test_a_part_with_damaged_rows_is_not_compared() -> None:
    changes = between(a_snapshot(tips(a_tip("a"))), a_snapshot(leads(), damaged={"M30011": 1}, fetched_at=LATER))
    assert summary(changes) == {("gone", "a", ()): 1}  # merging counts the damaged rows that are in the report: none


def test_offices_users_and_addresses_never_mix() -> None:
    before = a_snapshot(tips(a_tip("a")))
    others = [
        a_login(customers=(VASASTAN,)),
        a_login(user="bo"),
        a_login(base_url="https://test.example"),
    ]
    for login in others:
        after = a_snapshot({login.customers[0]: tips(a_tip("b"))}, logins=[login], fetched_at=LATER)
        changes = between(before, after)
        assert changes.changes == ()
        assert changes.is_nothing_compared


def test_equal_ids_of_two_addresses_are_two_rows() -> None:
    live, test = a_login(), a_login("https://test.example", customers=(VASASTAN,))
    rows = {SOLNA: tips(a_tip("1", title="live")), VASASTAN: tips(a_tip("1", title="test"))}
    before = a_snapshot(rows, logins=[live, test])
    after = a_snapshot({SOLNA: tips(a_tip("1", title="live"))}, logins=[live, test], fetched_at=LATER)
    assert summary(between(before, after)) == {("gone", "1", ()): 1}
    assert BASE_URL in {source.base_url for source in before.facts.sources}


def test_a_tip_that_moved_to_the_other_office_is_no_gone_row() -> None:
    before = a_snapshot({SOLNA: tips(a_tip("a")), VASASTAN: {}})
    moved = a_tip("a", receiver="r2", receiver_name="Anna")
    after = a_snapshot({SOLNA: {}, VASASTAN: tips(moved)}, fetched_at=LATER)
    assert summary(between(before, after)) == {("changed", "a", ("receiver",)): 1}


def test_the_counts_of_the_strip() -> None:
    won, sold = Estate("e", "AssignmentAccepted"), Estate("e", "Sold")
    before = a_snapshot(
        leads(a_lead("l1"), a_lead("l2", estate=won)) | tips(a_tip("t1"), a_tip("t2"), a_tip("t3", estate=won))
    )
    after = a_snapshot(
        leads(a_lead("l1", state="Claimed"), a_lead("l2", estate=sold), a_lead("l3"), a_lead("l4", state="Done"))
        | tips(a_tip("t1", state="Cancelled"), a_tip("t3", estate=Estate("e", "AssignmentAttempt")))
        | {ListKind.OUTGOING: [an_outgoing()]},
        fetched_at=LATER,
    )
    counts = between(before, after).counts

    def both(by_list: Any) -> tuple[int, int, int]:
        return by_list[ListKind.INCOMING], by_list[ListKind.OUTGOING], by_list[ListKind.TIPS]

    assert both(counts.new) == (2, 1, 0)
    assert both(counts.new_unhandled) == (1, 0, 0)
    assert both(counts.handled) == (1, 0, 1)
    assert both(counts.declined) == (0, 0, 1)
    assert both(counts.won) == (0, 0, 0)
    assert both(counts.sold) == (1, 0, 0)
    assert both(counts.gone) == (0, 0, 1)


def test_changes_are_found_by_the_row_s_number_in_the_table() -> None:
    after = [a_tip("old", 2), a_tip("new", 20), a_tip("middle", 10, state="Done")]
    changes = of_tips([a_tip("old", 2), a_tip("middle", 10)], after)
    assert {number: change.wire_row.row_id for number, change in changes.by_index[ListKind.TIPS].items()} == {
        0: "new",
        1: "middle",
    }
    report = changes.after.report
    table, fetched_on = report.tables[ListKind.TIPS], report.fetched_at.date()
    assert [table[number] for number in (0, 1)] == [change.row(fetched_on) for change in changes.changes]


# Random reports, changed at random


@dataclass(frozen=True)
class Edited:
    """Rows of a month before and after, and what was done to them."""

    before: list[WireRow]
    after: list[WireRow]
    done: Counter[tuple[str, str | None, tuple[str, ...]]]


_STATES = ["New", "Claimed", "Done", "Cancelled", None]
_ESTATES = [None, Estate("e1", "ForSale"), Estate("e2", "Sold"), Estate("e1", None)]
_RECEIVERS = ["r1", "r2"]


@st.composite
def _tips(draw: st.DrawFn, number: int) -> SentTip:
    return a_tip(
        f"id{number}",
        draw(st.integers(1, 30)),
        state=draw(st.sampled_from(_STATES)),
        receiver=draw(st.sampled_from(_RECEIVERS)),
        estate=draw(st.sampled_from(_ESTATES)),
        message=draw(st.sampled_from([None, "a", "b"])),
    )


def _estate_fields(old: Estate | None, new: Estate | None) -> list[str]:
    names = []
    if (old.id if old else None) != (new.id if new else None):
        names.append("estate")
    if (old.estate_status if old else None) != (new.estate_status if new else None):
        names.append("estate status")
    return names


@st.composite
def edited_reports(draw: st.DrawFn, days: tuple[int, int] = (1, 30)) -> Edited:
    """Return rows, some of which are new, changed in news or in details, or gone; what was done to those of `days`."""
    before: list[WireRow] = []
    after: list[WireRow] = []
    done: Counter[tuple[str, str | None, tuple[str, ...]]] = Counter()
    for number in range(draw(st.integers(0, 12))):
        row = draw(_tips(number))
        counts = days[0] <= int((row.created_at or "")[8:10]) <= days[1]
        match draw(st.sampled_from(["same", "new", "gone", "changed", "without id"])):
            case "same":
                before.append(row)
                after.append(row)
            case "new":
                after.append(row)
                done["new", row.row_id, ()] += counts
            case "gone":
                before.append(row)
                done["gone", row.row_id, ()] += counts
            case "changed":
                other = draw(_tips(number))
                other = structs.replace(other, created_at=row.created_at)
                before.append(row)
                after.append(other)
                assert row.tip
                assert other.tip
                assert row.receiver
                assert other.receiver
                names = ["state"] if row.tip.state != other.tip.state else []
                names += _estate_fields(row.estate, other.estate)
                names += ["receiver"] if row.receiver.id != other.receiver.id else []
                if names:
                    done["changed", row.row_id, tuple(names)] += counts
            case "without id":
                assert row.tip
                title = f"title {number}"
                nameless = structs.replace(
                    row, tip=structs.replace(row.tip, id=draw(st.sampled_from([None, ""])), title=title)
                )
                then, now = draw(st.integers(0, 3)), draw(st.integers(0, 3))
                before += [nameless] * then
                after += [nameless] * now
                if then != now:
                    kind = "new" if now > then else "gone"
                    done[kind, nameless.row_id, ()] += abs(now - then) * counts
    return Edited(before, after, +done)


@given(edited_reports(), st.randoms(use_true_random=False))
def test_the_changes_found_are_the_changes_made(edited: Edited, shuffler: random.Random) -> None:
    before, after = list(edited.before), list(edited.after)
    shuffler.shuffle(before)
    shuffler.shuffle(after)
    changes = of_tips(before, after)
    assert summary(changes) == edited.done
    unshuffled = of_tips(edited.before, edited.after)
    assert Counter((c.kind, c.before, c.after) for c in changes.changes) == Counter(
        (c.kind, c.before, c.after) for c in unshuffled.changes
    )
    assert not changes.not_compared


@given(st.integers(1, 30), st.integers(0, 29), st.data())
def test_with_partial_coverage_only_the_common_days_have_changes(first: int, length: int, data: st.DataObject) -> None:
    last = min(30, first + length)
    edited = data.draw(edited_reports((first, last)))
    days: Any = {"first_day": date(2026, 11, first), "last_day": date(2026, 11, last)}
    before, after = tips(*edited.before), tips(*edited.after)
    then, now = datetime(2026, 12, 1, tzinfo=SWEDEN), datetime(2026, 12, 2, tzinfo=SWEDEN)
    for then_days, now_days in (({}, days), (days, {})):
        earlier = a_snapshot(before, fetched_at=then, **then_days)
        assert summary(between(earlier, a_snapshot(after, fetched_at=now, **now_days))) == edited.done


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(_STATES)), max_size=6),
    st.randoms(use_true_random=False),
)
def test_rows_that_share_an_id_never_overwrite_each_other(
    rows: list[tuple[str, str | None]], shuffler: random.Random
) -> None:
    both = [a_tip(row_id, state=state) for row_id, state in dict.fromkeys(rows)]
    shuffled = list(both)
    shuffler.shuffle(shuffled)
    assert of_tips(list(both), list(shuffled)).changes == ()
    assert len(of_tips([], list(both)).changes) == len(both)
    assert len(of_tips(list(both), []).changes) == len(both)


@pytest.mark.parametrize("created_at", [None, "", "inte en tid"])
def test_a_row_without_a_day_is_compared_if_both_cover_the_same_days(created_at: str | None) -> None:
    row = structs.replace(a_tip("a"), created_at=created_at)
    assert summary(of_tips([row], [])) == {("gone", "a", ()): 1}
    shorter = of_tips([row], [], last_day=date(2026, 11, 20))
    assert shorter.changes == ()
    assert shorter.uncompared_rows[ListKind.TIPS] == 1
