"""What is the same row in two fetches."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from vitec_desktop.webservice.models import IncomingLead, ListKind, SentTip, WireRow

_ID_GETTERS = {kind: attrgetter("tip.id" if kind is ListKind.TIPS else "lead.id") for kind in ListKind}


RowKey = str | tuple[str | None, ...]
"""What tells a row from others of its list, within one address of the service.

A row with an id has that. One without has what does not change about it: several rows may have one such key, and which
of them is which is uncertain.
"""


def row_key(row: WireRow) -> RowKey:
    """Return the key of a row; a missing value is a value of its own."""
    return row.row_id or key_without_id(row)


def row_ids(kind: ListKind, rows: Sequence[WireRow]) -> list[str | None]:
    """Return the ids of a list's rows; quicker than to ask each row."""
    try:
        return list(map(_ID_GETTERS[kind], rows))
    except AttributeError:  # a row without its lead or tip
        return [row.row_id for row in rows]


def key_without_id(row: WireRow) -> tuple[str | None, ...]:
    """Return time of creation with all its digits, sender, receiver and title."""
    return row.created_at, _id_of(row.sender), _id_of(row.receiver), title_of(row)


def title_of(row: WireRow) -> str | None:
    facts = row.tip if isinstance(row, SentTip) else row.lead
    return facts.title if facts else None


def state_of(row: WireRow) -> str | None:
    """Return the state; outgoing leads have none."""
    if isinstance(row, SentTip):
        return row.tip.state if row.tip else None
    if isinstance(row, IncomingLead):
        return row.lead.state if row.lead else None
    return None


def _id_of(party: Any) -> str | None:
    return party.id if party else None
