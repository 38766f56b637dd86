import pytest

from tests.report.factories import SWEDISH, tip_column
from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.formatting import display_text, value_hint
from vitec_desktop.report.labels import (
    ESTATE_STATUSES,
    ESTATE_STEP_NAMES,
    LABEL_TABLES,
    STATE_GROUP_NAMES,
    STATES,
    EstateStep,
    StateGroup,
    estate_step,
    state_group,
)

# Copied from the service's published description, in its order.
PUBLISHED = {
    ColumnKind.STATE: "New Done Cancelled Claimed Reassigned AssignedToDistributor Delegated AutoAssigned "
    "NoAnswerOrBusy NoAssignment IncorrectOrDuplicate RemovedOther",
    ColumnKind.ESTATE_STATUS: "AssignmentAttempt AssignmentAccepted ForSale Sold Paused NoAssignment "
    "AssignmentWithdrawn ReservedNotForSale NotForSale SoldReferenceObject Coming "
    "Advantage Booked Running Resting Soldout SoonForSale "
    "ReadyForRent TentativelyRented Rented AppointedAdmission",
    ColumnKind.USER_TYPE: "User Group Office",
    ColumnKind.TIP_TYPE: "FromUser FromViewing",
}

STATE_WORDS = {
    "New": ("Ny", StateGroup.UNHANDLED),
    "AssignedToDistributor": ("Hos fördelare", StateGroup.UNHANDLED),
    "AutoAssigned": ("Automatiskt fördelad", StateGroup.PROGRESS),
    "Claimed": ("Plockad", StateGroup.PROGRESS),
    "Reassigned": ("Omfördelad", StateGroup.PROGRESS),
    "Delegated": ("Delegerad", StateGroup.PROGRESS),
    "Done": ("Klar", StateGroup.DONE),
    "Cancelled": ("Avböjd", StateGroup.DECLINED),
    "NoAnswerOrBusy": ("Ej svar/upptaget", StateGroup.DECLINED),
    "NoAssignment": ("Inget uppdrag", StateGroup.DECLINED),
    "IncorrectOrDuplicate": ("Felaktig eller dubblett", StateGroup.DECLINED),
    "RemovedOther": ("Borttagen, övrigt", StateGroup.DECLINED),
}

ESTATE_WORDS = {
    "AssignmentAttempt": ("Intagsförsök", 1),
    "AssignmentAccepted": ("Intaget", 2),
    "Coming": ("Kommande", 2),
    "SoonForSale": ("Snart till salu", 2),
    "PreSale": ("Försprång", 2),
    "Advantage": ("Försprång", 2),
    "ForSale": ("Till salu", 2),
    "ReservedNotForSale": ("Reserverad/Ej till salu", 2),
    "Booked": ("Bokad", 2),
    "Paused": ("Vilande", 2),
    "Running": ("Pågående", 2),
    "Resting": ("Vilande (projekt)", 2),
    "ReadyForRent": ("Hyresledig", 2),
    "TentativelyRented": ("Uthyrd preliminärt", 2),
    "Sold": ("Såld", 3),
    "SoldReferenceObject": ("Såld/Referensbostad", 3),
    "Soldout": ("Slutsålt", 3),
    "Rented": ("Uthyrd", 3),
    "AppointedAdmission": ("Tillträdd", 3),
    "NoAssignment": ("Inget uppdrag", 0),
    "AssignmentWithdrawn": ("Återtagen", 0),
    "NotForSale": ("Ej till salu", 0),
}

COLUMN_KEYS = {
    ColumnKind.STATE: "tip.state",
    ColumnKind.ESTATE_STATUS: "estate.estateStatus",
    ColumnKind.USER_TYPE: "receiver.type",
    ColumnKind.TIP_TYPE: "tip.type",
}


@pytest.mark.parametrize("kind", PUBLISHED)
def test_every_published_value_has_a_word_of_its_own(kind: ColumnKind) -> None:
    column = tip_column(COLUMN_KEYS[kind])
    for code in PUBLISHED[kind].split():
        assert display_text(column, code, SWEDISH) not in ("", code)


def test_states_are_called_and_grouped_as_documented_in_report_order() -> None:
    assert {state.code: (state.text, state.group) for state in STATES} == STATE_WORDS
    assert [state.code for state in STATES] == list(STATE_WORDS)
    assert {code: state_group(code) for code in STATE_WORDS} == {
        code: group for code, (_, group) in STATE_WORDS.items()
    }


def test_estate_statuses_are_called_and_placed_as_documented_in_report_order() -> None:
    assert {status.code: (status.text, status.step) for status in ESTATE_STATUSES} == ESTATE_WORDS
    assert [status.code for status in ESTATE_STATUSES] == list(ESTATE_WORDS)
    assert {code: estate_step(code) for code in ESTATE_WORDS} == {
        code: step for code, (_, step) in ESTATE_WORDS.items()
    }


@pytest.mark.parametrize("code", [None, "", "new", "SomethingNew"])
def test_an_unknown_value_has_neither_group_nor_step(code: str | None) -> None:
    assert state_group(code) is None
    assert estate_step(code) is None


@pytest.mark.parametrize("kind", PUBLISHED)
def test_an_unknown_value_is_shown_as_sent_and_says_so(kind: ColumnKind) -> None:
    column = tip_column(COLUMN_KEYS[kind])
    assert display_text(column, "SomethingNew", SWEDISH) == "SomethingNew"
    assert "inte känner till" in value_hint(column, "SomethingNew", SWEDISH)


def test_every_state_and_estate_status_is_explained() -> None:
    for code in STATE_WORDS:
        assert value_hint(tip_column("tip.state"), code, SWEDISH).endswith(".")
    for code in ESTATE_WORDS:
        assert value_hint(tip_column("estate.estateStatus"), code, SWEDISH).endswith(".")


def test_what_todays_help_pages_say_stands_in_the_hint() -> None:
    assert "kundbearbetning" in value_hint(tip_column("estate.estateStatus"), "AssignmentAttempt", SWEDISH)
    assert "Sharktank" in value_hint(tip_column("tip.state"), "Claimed", SWEDISH)


def test_every_group_and_step_has_a_name() -> None:
    assert set(STATE_GROUP_NAMES) == set(StateGroup)
    assert set(ESTATE_STEP_NAMES) == set(EstateStep)


def test_no_code_stands_twice_in_a_table() -> None:
    for table, labels in (
        (LABEL_TABLES[ColumnKind.STATE], STATES),
        (LABEL_TABLES[ColumnKind.ESTATE_STATUS], ESTATE_STATUSES),
    ):
        assert len(table.labels) == len(table.ranks) == len(labels)
