"""What each receiver has left to do: the unhandled rows and those in progress of all lists together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from msgspec import field

from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.columns import Value
from vitec_desktop.report.fields import RECEIVER_COMPANY, RECEIVER_NAME
from vitec_desktop.report.labels import StateGroup, state_group
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.report import Row, age_in_days
from vitec_desktop.report.statistics.columns import CREATED_KEY, OUTCOME_KINDS, STATE_COLUMNS, column_values
from vitec_desktop.webservice.models import ListKind

ACTION_GROUPS = (StateGroup.UNHANDLED, StateGroup.PROGRESS)
"""The groups of states in which something is left to do, in their order."""


class ActionRow(NamedTuple):
    """A row to act on, and when it was created."""

    kind: ListKind
    row: Row
    created_at: datetime | None


class ReceiverActions(BriefStruct, frozen=True):
    """The rows of one receiver: a person, a group, an office, or nobody. One name at two companies is two receivers.

    Attributes:
        receiver: the receiver's name, None for rows without one.
        company: the name of the receiver's company, None for rows without one.
        rows: the rows of each of `ACTION_GROUPS`, in no order.
    """

    left_out: ClassVar = ("rows",)

    receiver: str | None
    company: str | None
    rows: Mapping[StateGroup, list[ActionRow]] = field(default_factory=lambda: {group: [] for group in ACTION_GROUPS})

    @property
    def count(self) -> int:
        return sum(map(len, self.rows.values()))

    def oldest_first(self, group: StateGroup) -> list[ActionRow]:
        """Return the rows of a group, the oldest first and those of unknown age last."""
        return sorted(self.rows[group], key=lambda one: one.created_at or datetime.max)

    def oldest_age(self, fetched_on: date) -> int | None:
        """Return the age of the oldest row in days, None if no row has one."""
        moments = [one.created_at for rows in self.rows.values() for one in rows if one.created_at is not None]
        return age_in_days(min(moments), fetched_on) if moments else None


def actions_by_receiver(tables: Mapping[ListKind, Sequence[Row]]) -> tuple[ReceiverActions, ...]:
    """Return what each receiver has left to do, in Swedish order of names and companies; no receiver last.

    Names that read the same are one; the first one stands for them.
    """
    found: dict[tuple[Value, Value], ReceiverActions] = {}
    folded: dict[Value, Value] = {}

    def fold_once(value: Value) -> Value:
        if value not in folded:
            folded[value] = fold(value) if isinstance(value, str) else None
        return folded[value]

    for kind in OUTCOME_KINDS:
        for row, state, created, name, company in _action_columns(kind, tables.get(kind, ())):
            group = state_group(state if isinstance(state, str) else None)
            if group not in ACTION_GROUPS:
                continue
            key = fold_once(name), fold_once(company)
            receiver = found.get(key)
            if receiver is None:
                receiver = found[key] = ReceiverActions(_text(name), _text(company))
            receiver.rows[group].append(ActionRow(kind, row, created if isinstance(created, datetime) else None))
    keys: dict[str | None, tuple[bool, tuple[str, str, str], str]] = {}
    for one in found.values():
        for name in (one.receiver, one.company):
            if name not in keys:
                keys[name] = name is None, SWEDISH.key(name or ""), name or ""
    return tuple(sorted(found.values(), key=lambda one: (keys[one.receiver], keys[one.company])))


def _action_columns(kind: ListKind, rows: Sequence[Row]) -> Iterable[tuple[Row, Value, Value, Value, Value]]:
    keys = (STATE_COLUMNS[kind].key, CREATED_KEY, RECEIVER_NAME.key, RECEIVER_COMPANY.key)
    return zip(rows, *(column_values(kind, rows, key) for key in keys), strict=True)


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
