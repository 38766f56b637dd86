"""Every field of the service's rows, declared once as a column; `report.lists` says which list has which."""

import re
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from msgspec.structs import replace

from vitec_desktop.report.columns import Column, ColumnKind, Reader, Value, read_nothing
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.webservice.models import Contact
from vitec_desktop.webservice.timestamps import parse_wall_clock

_LEAD = QT_TRANSLATE_NOOP("Columns", "Lead")
_TIP = QT_TRANSLATE_NOOP("Columns", "Tips")
_SENDER = QT_TRANSLATE_NOOP("Columns", "Avsändare")
_RECEIVER = QT_TRANSLATE_NOOP("Columns", "Mottagare")
_USER = QT_TRANSLATE_NOOP("Columns", "Skickat av")
_CONTACT = QT_TRANSLATE_NOOP("Columns", "Kontakt")
_ESTATE = QT_TRANSLATE_NOOP("Columns", "Bostad")
_IDS = QT_TRANSLATE_NOOP("Columns", "Id")

_NAME = QT_TRANSLATE_NOOP("Columns", "Namn")
_OFFICE = QT_TRANSLATE_NOOP("Columns", "Kontor")
_CUSTOMER_NUMBER = QT_TRANSLATE_NOOP("Columns", "Kundnummer")
_EMPLOYEE_NUMBER = QT_TRANSLATE_NOOP("Columns", "Anställningsnummer")

CHANGE_KEY = "change"

_DATETIME_WIDTH = 152
_CHANGE_WIDTH = 100
_AGE_WIDTH = 122
_STATE_WIDTH = 186
_TITLE_WIDTH = 272
_OFFICE_WIDTH = 176
_ESTATE_STATUS_WIDTH = 152
_MESSAGE_WIDTH = 360
_LONG_HEADING_WIDTH = 208


_CAPITAL = re.compile(r"[A-Z]")


def _value_reader(path: str) -> Callable[[Sequence[Any]], list[Any]]:
    """Return a reader of the values at a path such as "sender.company.name"."""
    names = [_CAPITAL.sub(lambda capital: "_" + capital[0].lower(), part) for part in path.split(".")]
    get_whole, getters = attrgetter(".".join(names)), [attrgetter(name) for name in names]

    def read_values(rows: Sequence[Any]) -> list[Any]:
        try:
            return list(map(get_whole, rows))  # in half the time
        except AttributeError:  # an object on the way is None
            values = list(rows)
            for get in getters:
                values = [None if value is None else get(value) for value in values]
            return values

    return read_values


def _text_reader(path: str) -> Reader:
    """Return a reader of the texts at `path`. Blank text is missing: the service sends both."""
    read_values = _value_reader(path)

    def read_texts(rows: Sequence[Any]) -> list[Value]:
        return [text if text and not text.isspace() else None for text in read_values(rows)]

    return read_texts


def _read_created_at(rows: Sequence[Any]) -> list[Value]:
    """Return the rows' times of creation as naive Swedish times."""
    return [parse_wall_clock(row.created_at) for row in rows]


def _read_contact_names(rows: Sequence[Any]) -> list[Value]:
    return [_contact_name(row.contact) for row in rows]


def _contact_name(contact: Contact | None) -> str | None:
    """Return the contact's first and last name together, or the one that is given."""
    if contact is None:
        return None
    first, last = contact.first_name, contact.last_name
    if first and last:
        return f"{first} {last}".strip() or None
    return (first or last or "").strip() or None


def _column(
    key: str,
    heading: str,
    section: str,
    *,
    kind: ColumnKind = ColumnKind.TEXT,
    label: str = "",
    read: Reader | None = None,
    hint: str = "",
    width: int = 138,
    is_shown: bool = True,
    is_personal: bool = False,
) -> Column:
    """Declare a column; by default it reads the path in its key, and the details label it like its heading."""
    return Column(
        key, heading, kind, read or _reader(key, kind), section, label or heading, hint, width, is_shown, is_personal
    )


def _reader(key: str, kind: ColumnKind) -> Reader:
    return _value_reader(key) if kind is ColumnKind.NUMBER else _text_reader(key)


def _hidden(
    key: str,
    heading: str,
    section: str,
    *,
    kind: ColumnKind = ColumnKind.IDENTIFIER,
    label: str = "",
    hint: str = "",
    is_personal: bool = False,
) -> Column:
    """Declare a column that is hidden by default, an id unless `kind` says otherwise."""
    return _column(
        key, heading, section, kind=kind, label=label, hint=hint, width=160, is_shown=False, is_personal=is_personal
    )


def _created(section: str) -> Column:
    return _column(
        "createdAt",
        QT_TRANSLATE_NOOP("Columns", "Skapat"),
        section,
        kind=ColumnKind.DATETIME,
        read=_read_created_at,
        hint=QT_TRANSLATE_NOOP("Columns", "När raden skapades, i svensk tid."),
        width=_DATETIME_WIDTH,
    )


def _age(section: str) -> Column:
    return _column(
        "age",
        QT_TRANSLATE_NOOP("Columns", "Ålder (dagar)"),
        section,
        kind=ColumnKind.AGE,
        read=_read_created_at,
        hint=QT_TRANSLATE_NOOP("Columns", "Hela dagar från dagen då raden skapades till dagen då rapporten hämtades."),
        width=_AGE_WIDTH,
        is_shown=False,
    )


def _change(section: str) -> Column:
    """Declare the column of what has changed: no field of the service, it is None until a report is compared."""
    return _column(
        CHANGE_KEY,
        QT_TRANSLATE_NOOP("Columns", "Ändring"),
        section,
        kind=ColumnKind.CHANGE,
        read=read_nothing,
        hint=QT_TRANSLATE_NOOP("Columns", "Vad som har hänt med raden sedan en tidigare hämtning."),
        width=_CHANGE_WIDTH,
    )


def _state(key: str, section: str, hint: str) -> Column:
    heading = QT_TRANSLATE_NOOP("Columns", "Status")
    return _column(key, heading, section, kind=ColumnKind.STATE, hint=hint, width=_STATE_WIDTH)


def _title(key: str, heading: str, section: str, hint: str) -> Column:
    return replace(_column(key, heading, section, hint=hint, width=_TITLE_WIDTH, is_personal=True), is_free_text=True)


def _message(key: str, section: str, hint: str) -> Column:
    heading = QT_TRANSLATE_NOOP("Columns", "Meddelande")
    column = _column(
        key, heading, section, kind=ColumnKind.LONG_TEXT, hint=hint, width=_MESSAGE_WIDTH, is_personal=True
    )
    return replace(column, is_free_text=True)


def _row_id(key: str, label: str) -> Column:
    hint = QT_TRANSLATE_NOOP("Columns", "Radens unika id i Vitec.")
    return _hidden(key, QT_TRANSLATE_NOOP("Columns", "Id"), _IDS, label=label, hint=hint, is_personal=True)


LEAD_CREATED = _created(_LEAD)
LEAD_CHANGE = _change(_LEAD)
LEAD_AGE = _age(_LEAD)
LEAD_STATE = _state("lead.state", _LEAD, QT_TRANSLATE_NOOP("Columns", "Leadets status när rapporten hämtades."))
LEAD_NAME = _title(
    "lead.title",
    QT_TRANSLATE_NOOP("Columns", "Namn på lead"),
    _LEAD,
    QT_TRANSLATE_NOOP("Columns", "Leadets namn i Vitec."),
)
LEAD_TITLE = _title(
    "lead.title",
    QT_TRANSLATE_NOOP("Columns", "Titel"),
    _LEAD,
    QT_TRANSLATE_NOOP("Columns", "Leadets titel i Vitec."),
)
LEAD_TYPE = _column(
    "lead.type",
    QT_TRANSLATE_NOOP("Columns", "Typ av lead"),
    _LEAD,
    hint=QT_TRANSLATE_NOOP("Columns", "Vad leadet gäller, så som det är angivet i Vitec."),
)
LEAD_MESSAGE = _message("lead.message", _LEAD, QT_TRANSLATE_NOOP("Columns", "Meddelandet som följer med leadet."))
LEAD_ID = _row_id("lead.id", QT_TRANSLATE_NOOP("Columns", "Leadets id"))

TIP_CREATED = _created(_TIP)
TIP_CHANGE = _change(_TIP)
TIP_AGE = _age(_TIP)
TIP_STATE = _state("tip.state", _TIP, QT_TRANSLATE_NOOP("Columns", "Tipsets status när rapporten hämtades."))
TIP_TITLE = _title(
    "tip.title",
    QT_TRANSLATE_NOOP("Columns", "Rubrik"),
    _TIP,
    QT_TRANSLATE_NOOP("Columns", "Rubrik på tipset, så som avsändaren skrev den."),
)
TIP_MESSAGE = _message(
    "tip.message",
    _TIP,
    QT_TRANSLATE_NOOP("Columns", "Avsändarens beskrivning. Mottagaren kan ha ändrat den senare."),
)
TIP_ID = _row_id("tip.id", QT_TRANSLATE_NOOP("Columns", "Tipsets id"))
TIP_TYPE = _column(
    "tip.type",
    QT_TRANSLATE_NOOP("Columns", "Typ av tips"),
    _TIP,
    kind=ColumnKind.TIP_TYPE,
    hint=QT_TRANSLATE_NOOP("Columns", "Om tipset kommer från en kollega eller från en visning."),
)

SENDER_NAME = _column(
    "sender.name",
    QT_TRANSLATE_NOOP("Columns", "Avsändare"),
    _SENDER,
    label=_NAME,
    hint=QT_TRANSLATE_NOOP("Columns", "Den person eller tjänst som skickade."),
    is_personal=True,
)
SENDER_COMPANY = _column(
    "sender.company.name",
    QT_TRANSLATE_NOOP("Columns", "Avsändarens kontor"),
    _SENDER,
    label=_OFFICE,
    hint=QT_TRANSLATE_NOOP("Columns", "Kontoret som avsändaren hör till."),
    width=_OFFICE_WIDTH,
)
SENDER_CUSTOMER = _hidden(
    "sender.company.customerNumber",
    QT_TRANSLATE_NOOP("Columns", "Avsändarens kundnummer"),
    _SENDER,
    label=_CUSTOMER_NUMBER,
    hint=QT_TRANSLATE_NOOP("Columns", "Kundnumret hos Vitec för avsändarens kontor."),
)
SENDER_COMPANY_ID = _hidden("sender.company.id", QT_TRANSLATE_NOOP("Columns", "Avsändarens kontors-id"), _IDS)
SENDER_ID = _hidden("sender.id", QT_TRANSLATE_NOOP("Columns", "Avsändarens id"), _IDS, is_personal=True)

RECEIVER_NAME = _column(
    "receiver.name",
    QT_TRANSLATE_NOOP("Columns", "Mottagare"),
    _RECEIVER,
    label=_NAME,
    hint=QT_TRANSLATE_NOOP("Columns", "Den person, användargrupp eller det kontor som tog emot."),
    is_personal=True,
)
RECEIVER_COMPANY = _column(
    "receiver.company.name",
    QT_TRANSLATE_NOOP("Columns", "Mottagarens kontor"),
    _RECEIVER,
    label=_OFFICE,
    hint=QT_TRANSLATE_NOOP("Columns", "Kontoret som mottagaren hör till."),
    width=_OFFICE_WIDTH,
)
RECEIVER_CUSTOMER = _hidden(
    "receiver.company.customerNumber",
    QT_TRANSLATE_NOOP("Columns", "Mottagarens kundnummer"),
    _RECEIVER,
    label=_CUSTOMER_NUMBER,
    hint=QT_TRANSLATE_NOOP("Columns", "Kundnumret hos Vitec för mottagarens kontor."),
)
RECEIVER_COMPANY_ID = _hidden("receiver.company.id", QT_TRANSLATE_NOOP("Columns", "Mottagarens kontors-id"), _IDS)
RECEIVER_ID = _hidden("receiver.id", QT_TRANSLATE_NOOP("Columns", "Mottagarens id"), _IDS, is_personal=True)
RECEIVER_TYPE = _hidden(
    "receiver.type",
    QT_TRANSLATE_NOOP("Columns", "Mottagartyp"),
    _RECEIVER,
    kind=ColumnKind.USER_TYPE,
    hint=QT_TRANSLATE_NOOP("Columns", "Om tipset gick till en användare, en användargrupp eller ett kontor."),
)
RECEIVER_EMPLOYEE = _hidden(
    "receiver.employeeNumber",
    QT_TRANSLATE_NOOP("Columns", "Mottagarens anställningsnummer"),
    _RECEIVER,
    label=_EMPLOYEE_NUMBER,
    is_personal=True,
)

USER_NAME = _column(
    "user.name",
    QT_TRANSLATE_NOOP("Columns", "Skickat av"),
    _USER,
    label=_NAME,
    hint=QT_TRANSLATE_NOOP("Columns", "Vem på det egna kontoret som skickade leadet vidare."),
    is_personal=True,
)
USER_TYPE = _hidden(
    "user.type",
    QT_TRANSLATE_NOOP("Columns", "Typ av användare"),
    _USER,
    kind=ColumnKind.USER_TYPE,
    hint=QT_TRANSLATE_NOOP("Columns", "Om leadet skickades av en användare, en användargrupp eller ett kontor."),
)
USER_EMPLOYEE = _hidden("user.employeeNumber", _EMPLOYEE_NUMBER, _USER, is_personal=True)
USER_ID = _hidden("user.id", QT_TRANSLATE_NOOP("Columns", "Användar-id"), _IDS, is_personal=True)

CONTACT_NAME = _column(
    "contact",
    QT_TRANSLATE_NOOP("Columns", "Kontakt"),
    _CONTACT,
    label=_NAME,
    read=_read_contact_names,
    hint=QT_TRANSLATE_NOOP("Columns", "Kunden som det gäller. Tomt när kunden har tagits bort i Vitec."),
    is_personal=True,
)
CONTACT_FIRST = _hidden(
    "contact.firstName", QT_TRANSLATE_NOOP("Columns", "Förnamn"), _CONTACT, kind=ColumnKind.TEXT, is_personal=True
)
CONTACT_LAST = _hidden(
    "contact.lastName", QT_TRANSLATE_NOOP("Columns", "Efternamn"), _CONTACT, kind=ColumnKind.TEXT, is_personal=True
)
CONTACT_ID = _hidden("contact.id", QT_TRANSLATE_NOOP("Columns", "Kontakt-id"), _IDS, is_personal=True)

ESTATE_STATUS = _column(
    "estate.estateStatus",
    QT_TRANSLATE_NOOP("Columns", "Bostadsstatus"),
    _ESTATE,
    kind=ColumnKind.ESTATE_STATUS,
    hint=QT_TRANSLATE_NOOP(
        "Columns", "Hur långt den kopplade bostaden har kommit, när rapporten hämtades. Tomt när ingen är kopplad."
    ),
    width=_ESTATE_STATUS_WIDTH,
)
DECISION_STATUS = _column(
    "estate.status.text",
    QT_TRANSLATE_NOOP("Columns", "Status i beslutsstödsrapporter"),
    _ESTATE,
    label=QT_TRANSLATE_NOOP("Columns", "I beslutsstöd"),
    hint=QT_TRANSLATE_NOOP("Columns", "Bostadens status i Vitecs beslutsstödsrapporter; inte samma som bostadsstatus."),
    width=_LONG_HEADING_WIDTH,
    is_shown=False,
)
DECISION_STATUS_ID = _hidden(
    "estate.status.id",
    QT_TRANSLATE_NOOP("Columns", "Status i beslutsstödsrapporter, id"),
    _IDS,
    kind=ColumnKind.NUMBER,
    label=QT_TRANSLATE_NOOP("Columns", "Beslutsstödsstatus"),
)
ESTATE_ID = _hidden("estate.id", QT_TRANSLATE_NOOP("Columns", "Bostads-id"), _ESTATE, is_personal=True)
