"""Rows to build reports of in tests."""

from datetime import date

from vitec_desktop.report.columns import Column
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.webservice.models import (
    Company,
    Contact,
    DecisionStatus,
    Estate,
    IncomingLead,
    IncomingLeadFacts,
    ListKind,
    OutgoingLead,
    OutgoingLeadFacts,
    Party,
    SentTip,
    TipFacts,
    TipReceiver,
    User,
    WireRow,
)

SWEDISH = Language("sv")
ENGLISH = Language("en")

FETCHED_ON = date(2026, 11, 24)
CREATED_AT = "2026-10-29T14:32:56.8635797+01:00"

SENDER = Party("sender id", "sender name", Company("sender company id", "sender company", "sender customer"))
RECEIVER = Party(
    "receiver id", "receiver name", Company("receiver company id", "receiver company", "receiver customer")
)
TIP_RECEIVER = TipReceiver("receiver id", "receiver name", "receiver employee", "Group", RECEIVER.company)
CONTACT = Contact("contact id", "Petra", "Wallin")
ESTATE = Estate("estate id", "ForSale", DecisionStatus(0, "decision status"))

INCOMING = IncomingLead(
    CREATED_AT, SENDER, RECEIVER, IncomingLeadFacts("id", "title", "type", "New", "message"), CONTACT, ESTATE
)
OUTGOING = OutgoingLead(
    CREATED_AT,
    User("user id", "user name", "User", "user employee"),
    SENDER,
    RECEIVER,
    OutgoingLeadFacts("id", "title", "type", "message"),
    CONTACT,
)
TIP = SentTip(
    CREATED_AT, SENDER, TIP_RECEIVER, TipFacts("id", "title", "Claimed", "message", "FromUser"), CONTACT, ESTATE
)

FULL_ROWS: dict[ListKind, WireRow] = {ListKind.INCOMING: INCOMING, ListKind.OUTGOING: OUTGOING, ListKind.TIPS: TIP}


def column(kind: ListKind, key: str) -> Column:
    """Return the column of a list with this key."""
    [found] = [column for column in COLUMNS[kind] if column.key == key]
    return found


def tip_column(key: str) -> Column:
    return column(ListKind.TIPS, key)


def tip_place(key: str) -> int:
    """Return the index of a column in the rows of the tips."""
    return COLUMNS[ListKind.TIPS].index(tip_column(key))
