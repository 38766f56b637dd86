"""The offices and senders of a meeting's sheet: who is listed, what is compared, and that the rows add up."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.statistics.factories import compute_statistics
from vitec_desktop.report.columns import Value
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.statistics import GroupCounts, Missing, Statistics, asked_offices, office_counts, sum_of
from vitec_desktop.report.statistics.meeting import receiver_counts, shorten, top_senders
from vitec_desktop.webservice.errors import AccessRefused
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart, RequestPart

SOLNA, TABY = Customer("M1", "Norrby Solna"), Customer("M2", "Täby")
OCTOBER = ReportScope((SOLNA, TABY), date(2026, 10, 1), date(2026, 10, 31))
SEPTEMBER = ReportScope((SOLNA, TABY), date(2026, 9, 1), date(2026, 9, 30))
FETCHED_AT = datetime(2026, 11, 2, 8, 2)
TIPS = ListKind.TIPS


def tip(to: str | None, number: str | None = None, sender: str | None = "Anna", state: str = "Done") -> Row:
    values: dict[str, Value] = {
        "createdAt": datetime(2026, 10, 5, 12),
        "receiver.company.name": to,
        "receiver.company.customerNumber": number,
        "sender.name": sender,
        "sender.company.name": to,
        "tip.state": state,
    }
    return tuple(values.get(column.key) for column in COLUMNS[TIPS])


def figures(rows: Sequence[Row]) -> Statistics:
    return compute_statistics({TIPS: rows}, OCTOBER, FETCHED_AT)


def offices(
    now: Sequence[Row], before: Sequence[Row] | None = None, failed: Sequence[FailedPart] = ()
) -> dict[Value, GroupCounts]:
    earlier = None if before is None else Report(SEPTEMBER, {TIPS: tuple(before)}, FETCHED_AT)
    found = office_counts(figures(now), {TIPS: now}, earlier, asked_offices(OCTOBER, failed))
    return {group.names[0]: group for group in found}


def failed(customer: Customer, first: date = OCTOBER.first_day) -> FailedPart:
    return FailedPart(RequestPart("a", customer, first, OCTOBER.last_day), AccessRefused(customer.id))


COMPANIES = st.sampled_from(["Norrby Solna", "norrby solna", "Täby", "Vasastan", None])


@given(st.lists(COMPANIES, max_size=8), st.lists(COMPANIES, max_size=8))
def test_the_offices_and_their_changes_add_up_to_the_sum(now: list[str | None], before: list[str | None]) -> None:
    groups = list(offices([tip(name) for name in now], [tip(name) for name in before]).values())
    total = sum_of(groups)
    assert (total.tips, total.tips_before) == (len(now), len(before))
    for shown in (groups, shorten(groups, 2 + (None in (*now, *before)))):
        assert sum(group.tips for group in shown) == len(now)
        assert sum(group.tips_change.difference for group in shown if group.tips_change) == len(now) - len(before)


def test_an_office_with_rows_only_before_is_listed_with_zero_and_its_change() -> None:
    found = offices([tip("Norrby Solna")], [tip("Täby"), tip("Täby"), tip(None)])
    assert list(found) == ["Norrby Solna", "Täby", None]
    change = found["Täby"].tips_change
    assert change
    assert (found["Täby"].tips, change.difference) == (0, -2)


def test_rows_without_an_office_are_never_among_the_other_offices() -> None:
    groups = list(offices([*(tip(f"Kontor {number}", state="New") for number in range(9)), tip(None)]).values())
    *named, others, nameless = shorten(groups, 5)
    assert nameless.names == (None,)
    assert len(others.names) == 6
    assert len(named) == 3
    assert sum(group.tips for group in (*named, others, nameless)) == 10


@pytest.mark.parametrize(
    ("now", "before", "name"),
    [
        ([], [tip("Norrby Täby AB", "m2 ")], "Norrby Täby AB"),  # known by its number
        ([], [tip("täby")], "täby"),  # by its name
        ([tip("Norrby Täby AB", "M2")], [], "Norrby Täby AB"),  # another office's report has a tip to it
        ([], [], "Täby"),
    ],
)
def test_a_missing_office_is_known_by_its_number_or_name_and_is_not_compared(
    now: list[Row], before: list[Row], name: str
) -> None:
    found = offices([tip("Norrby Solna", "M1"), *now], [tip("Norrby Solna", "M1"), *before], [failed(TABY)])
    assert list(found) == sorted(["Norrby Solna", name])
    assert found[name].missing is Missing.ALL_DAYS
    assert found[name].tips_change is None
    assert found["Norrby Solna"].missing is Missing.NOTHING
    assert found["Norrby Solna"].tips_change is not None
    assert sum_of(list(found.values())).tips_change is None


def test_an_office_of_which_some_days_are_missing_is_not_compared() -> None:
    found = offices([tip("Täby")], [tip("Täby")], [failed(TABY, date(2026, 10, 16))])
    assert found["Täby"].missing is Missing.SOME_DAYS
    assert found["Täby"].tips_change is None


def test_an_office_that_was_asked_for_and_has_no_rows_is_listed_with_zeros() -> None:
    for rows in ([], [tip("Norrby Solna", "M1")], [tip("Norrby Solna AB", "m1 ")], [tip(None)]):
        found = offices(rows, [])
        [solna] = {name for name in found if name not in ("Täby", None)}
        assert list(found)[:2] == [solna, "Täby"]
        assert (found["Täby"].tips, found["Täby"].missing) == (0, Missing.NOTHING)
        assert found["Täby"].tips_change is not None
    assert offices([], failed=[failed(TABY, date(2026, 10, 16))])["Täby"].missing is Missing.SOME_DAYS


def test_what_was_asked_for_can_be_a_group_and_is_no_office_if_rows_are_of_others() -> None:
    assert list(offices([tip("Norrby Solna", "M1"), tip("Norrby Nacka", "M7")])) == ["Norrby Nacka", "Norrby Solna"]
    to_another = list(tip("Norrby Nacka", "M7"))
    to_another[[column.key for column in COLUMNS[TIPS]].index("sender.company.name")] = "Norrby Solna"
    assert list(offices([tuple(to_another)])) == ["Norrby Nacka", "Norrby Solna", "Täby"]


def test_tips_without_a_sender_are_no_sender() -> None:
    rows = [*(tip("Täby", sender=f"Person {number}") for number in range(7)), tip("Täby", sender=None)]
    found = top_senders(figures(rows), {TIPS: rows}, 5)
    assert (found.other_count, found.others.base, found.has_nameless) == (2, 3, True)
    found = top_senders(figures(rows[-1:]), {TIPS: rows[-1:]}, 5)
    assert (found.first, found.other_count, found.others.base, found.has_nameless) == ((), 0, 1, True)


def test_names_that_are_one_among_receivers_or_among_senders_have_one_row() -> None:
    """Anna received under both her names, and sent as Anna Ek and as A. Ek, each pair with one id."""
    people = [("Anna Berg", "1", "Anna Ek", "2"), ("Anna Ek", "1", "A. Ek", "2"), ("A. Ek", "3", "Bo", "4")]
    keys = ("receiver.name", "receiver.id", "sender.name", "sender.id")
    columns = [column.key for column in COLUMNS[TIPS]]
    rows = [tuple(dict(zip(keys, one, strict=True)).get(key) for key in columns) for one in people]
    groups = receiver_counts(figures(rows), {TIPS: rows}, None)
    assert [(group.tips, group.sent) for group in groups] == [(3, 2), (0, 1)]
