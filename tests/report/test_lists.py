from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.factories import CREATED_AT, FULL_ROWS, TIP
from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.webservice.models import ROW_MODELS, Contact, ListKind, SentTip, WireRow

HEADINGS = {
    ListKind.INCOMING: {
        "createdAt": "Skapat",
        "lead.state": "Status",
        "lead.title": "Namn på lead",
        "lead.type": "Typ av lead",
        "lead.message": "Meddelande",
        "lead.id": "Id",
    },
    ListKind.OUTGOING: {
        "createdAt": "Skapat",
        "user.name": "Skickat av",
        "user.type": "Typ av användare",
        "user.employeeNumber": "Anställningsnummer",
        "user.id": "Användar-id",
        "lead.title": "Titel",
        "lead.type": "Typ av lead",
        "lead.message": "Meddelande",
        "lead.id": "Id",
    },
    ListKind.TIPS: {
        "createdAt": "Skapat",
        "tip.state": "Status",
        "tip.title": "Rubrik",
        "tip.type": "Typ av tips",
        "tip.message": "Meddelande",
        "tip.id": "Id",
        "receiver.type": "Mottagartyp",
        "receiver.employeeNumber": "Mottagarens anställningsnummer",
    },
}
COMMON_HEADINGS = {
    "change": "Ändring",
    "age": "Ålder (dagar)",
    "sender.name": "Avsändare",
    "sender.id": "Avsändarens id",
    "sender.company.name": "Avsändarens kontor",
    "sender.company.customerNumber": "Avsändarens kundnummer",
    "sender.company.id": "Avsändarens kontors-id",
    "receiver.name": "Mottagare",
    "receiver.id": "Mottagarens id",
    "receiver.company.name": "Mottagarens kontor",
    "receiver.company.customerNumber": "Mottagarens kundnummer",
    "receiver.company.id": "Mottagarens kontors-id",
    "contact": "Kontakt",
    "contact.firstName": "Förnamn",
    "contact.lastName": "Efternamn",
    "contact.id": "Kontakt-id",
}
ESTATE_HEADINGS = {
    "estate.estateStatus": "Bostadsstatus",
    "estate.status.text": "Status i beslutsstödsrapporter",
    "estate.status.id": "Status i beslutsstödsrapporter, id",
    "estate.id": "Bostads-id",
}


def documented_paths(shape: Any, before: str = "") -> Iterator[str]:
    """The path of every field below a wire shape, by its names on the wire."""
    for field in msgspec.structs.fields(shape):
        inner = [one for one in get_args(field.type) if isinstance(one, type) and issubclass(one, msgspec.Struct)]
        if inner:
            yield from documented_paths(inner[0], f"{before}{field.encode_name}.")
        else:
            yield before + field.encode_name


@pytest.mark.parametrize("kind", ListKind)
def test_every_documented_field_has_one_column(kind: ListKind) -> None:
    keys = [column.key for column in COLUMNS[kind]]
    assert sorted(keys) == sorted([*documented_paths(ROW_MODELS[kind]), "contact", "age", "change"])


@pytest.mark.parametrize("kind", ListKind)
def test_headings_are_what_everything_is_called(kind: ListKind) -> None:
    expected = HEADINGS[kind] | COMMON_HEADINGS | (ESTATE_HEADINGS if kind is not ListKind.OUTGOING else {})
    assert {column.key: column.heading for column in COLUMNS[kind]} == expected


@pytest.mark.parametrize("kind", ListKind)
def test_no_heading_stands_twice_in_a_list(kind: ListKind) -> None:
    headings = [column.heading.casefold() for column in COLUMNS[kind]]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("kind", ListKind)
def test_no_label_stands_twice_under_a_heading_of_the_details(kind: ListKind) -> None:
    places = [(column.section, column.label) for column in COLUMNS[kind]]
    assert len(set(places)) == len(places)


def test_the_columns_begin_as_they_are_drawn() -> None:
    shown = {kind: [column.heading for column in COLUMNS[kind] if column.is_shown] for kind in ListKind}
    assert shown[ListKind.TIPS][:7] == [
        "Skapat",
        "Ändring",
        "Status",
        "Rubrik",
        "Avsändare",
        "Mottagare",
        "Bostadsstatus",
    ]
    assert shown[ListKind.INCOMING][:9] == [
        "Skapat",
        "Ändring",
        "Status",
        "Namn på lead",
        "Typ av lead",
        "Avsändare",
        "Mottagare",
        "Mottagarens kontor",
        "Bostadsstatus",
    ]
    assert all({"Kontakt", "Meddelande", "Mottagarens kontor"} < set(headings) for headings in shown.values())


@pytest.mark.parametrize("kind", ListKind)
def test_ids_and_numbers_are_hidden_at_first(kind: ListKind) -> None:
    shown = [column for column in COLUMNS[kind] if column.is_shown]
    assert not [column.key for column in shown if column.kind in (ColumnKind.IDENTIFIER, ColumnKind.NUMBER)]
    assert not [column.key for column in shown if column.key.rsplit(".", 1)[-1] in ("id", "customerNumber")]


def test_widths_at_first_sight_are_those_of_the_pictures() -> None:
    widths = {column.heading: column.width for columns in COLUMNS.values() for column in columns}
    assert (widths["Skapat"], widths["Status"], widths["Rubrik"], widths["Bostadsstatus"]) == (152, 186, 272, 152)
    assert (widths["Avsändare"], widths["Mottagare"], widths["Kontakt"], widths["Skickat av"]) == (138,) * 4


@pytest.mark.parametrize("kind", ListKind)
def test_who_and_what_they_wrote_is_personal(kind: ListKind) -> None:
    personal = {column.key for column in COLUMNS[kind] if column.is_personal}
    assert {"sender.name", "sender.id", "receiver.name", "receiver.id", "contact", "contact.id"} <= personal
    assert {"contact.firstName", "contact.lastName"} <= personal
    assert {column.key for column in COLUMNS[kind] if column.key.endswith((".message", ".title"))} <= personal


def test_states_types_and_offices_are_not_personal() -> None:
    keys = {column.key for columns in COLUMNS.values() for column in columns if column.is_personal}
    assert not keys & {"createdAt", "tip.state", "lead.state", "tip.type", "lead.type", "receiver.company.name"}


@pytest.mark.parametrize("kind", ListKind)
def test_each_column_reads_its_own_field(kind: ListKind) -> None:
    raw = msgspec.to_builtins(FULL_ROWS[kind])
    for column in COLUMNS[kind]:
        if column.key not in ("createdAt", "contact", "age", "change"):
            expected: Any = raw
            for step in column.key.split("."):
                expected = expected[step]
            assert column.read([FULL_ROWS[kind]]) == [expected], column.key


def test_the_status_id_zero_is_a_value() -> None:
    assert read(TIP, "estate.status.id") == 0


def test_the_time_of_creation_is_naive_swedish_time() -> None:
    assert read(TIP, "createdAt") == datetime(2026, 10, 29, 14, 32, 56, 863579)
    assert read(SentTip("2026-07-01T22:30:00Z"), "createdAt") == datetime(2026, 7, 2, 0, 30)


def test_the_last_instant_of_a_year_stays_in_it() -> None:
    assert read(SentTip("2026-12-31T23:59:59.9999997+01:00"), "createdAt") == datetime(2026, 12, 31, 23, 59, 59, 999999)


def test_an_unreadable_time_is_a_missing_one() -> None:
    assert read(SentTip("i förrgår"), "createdAt") is None


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        (Contact("1", "Petra", "Wallin"), "Petra Wallin"),
        (Contact("1", None, "Wallin"), "Wallin"),
        (Contact("1", "Petra", ""), "Petra"),
        (Contact("1", " ", None), None),
        (Contact("1"), None),
        (None, None),
    ],
)
def test_a_contact_is_shown_by_both_names_or_the_one_there_is(contact: Contact | None, name: str | None) -> None:
    assert read(SentTip(CREATED_AT, contact=contact), "contact") == name


@given(st.data())
def test_whatever_is_null_reads_as_missing(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(ListKind))
    raw = data.draw(anything_missing(msgspec.to_builtins(FULL_ROWS[kind])))
    row: WireRow = msgspec.convert(raw, ROW_MODELS[kind])
    for column in COLUMNS[kind]:
        value, whole = column.read([row, FULL_ROWS[kind]])
        assert value is None or value == whole or column.key == "contact"


def test_blank_text_reads_as_missing() -> None:
    blank = msgspec.convert(
        {
            "tip": {"id": None, "title": "", "message": " \n"},
            "sender": {"id": None, "company": {"id": None, "name": ""}},
        },
        SentTip,
    )
    assert read(blank, "tip.title") is None
    assert read(blank, "tip.message") is None
    assert read(blank, "sender.company.name") is None


def test_every_list_has_a_name() -> None:
    assert LIST_NAMES == {
        ListKind.INCOMING: "Inkommande leads",
        ListKind.OUTGOING: "Utgående leads",
        ListKind.TIPS: "Tips",
    }


def anything_missing(raw: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """The same object with any of its parts null or left out; ids, by which an object is known, are null at most."""
    parts = {
        name: st.none() | (anything_missing(value) if isinstance(value, dict) else st.just(value))
        for name, value in raw.items()
    }
    ids = {name: parts.pop(name) for name in raw if name == "id"}
    return st.fixed_dictionaries(ids, optional=parts)


def read(row: SentTip, key: str) -> object:
    [column] = [column for column in COLUMNS[ListKind.TIPS] if column.key == key]
    assert isinstance(column, Column)
    [value] = column.read([row])
    return value
