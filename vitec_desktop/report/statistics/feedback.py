"""Feedback to the senders of tips: their tips and the outcome of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from vitec_desktop.report import fields
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.filters import RowFilter, ValueFilter
from vitec_desktop.report.labels import EstateStep, StateGroup, estate_step, state_group
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.by_list import ESTATE_COLUMNS
from vitec_desktop.report.statistics.columns import column_index
from vitec_desktop.report.statistics.rankings import shown_value_steps, spellings_of
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.models import ListKind


def _index(column: Column) -> int:
    return column_index(ListKind.TIPS, column.key)


_SENDER, _COMPANY = _index(fields.SENDER_NAME), _index(fields.SENDER_COMPANY)
_CREATED, _HEADING, _STATE = _index(fields.TIP_CREATED), _index(fields.TIP_TITLE), _index(fields.TIP_STATE)
_RECEIVER, _RECEIVER_COMPANY = _index(fields.RECEIVER_NAME), _index(fields.RECEIVER_COMPANY)
_ESTATE_STATUS = _index(fields.ESTATE_STATUS)
_ESTATE = tuple(_index(column) for column in ESTATE_COLUMNS)


class TipFeedback(Struct, frozen=True):
    """One tip and its outcome; codes as sent, for `display_text` with the columns of the tips."""

    created_at: datetime | None
    title: str | None
    receiver: str | None
    receiver_company: str | None
    state: str | None
    estate_status: str | None
    has_estate: bool

    @property
    def group(self) -> StateGroup | None:
        """The group of its state, None for an unknown one."""
        return state_group(self.state)

    @property
    def step(self) -> EstateStep | None:
        """The step of the linked estate, None if there is none or its status is unknown."""
        return estate_step(self.estate_status)


class SenderRows(Struct, frozen=True):
    """The rows of one sender's tips. Two persons of one name at two companies are two senders.

    Attributes:
        sender: the sender's name, None for tips without one.
        company: the name of the sender's company, None for tips without one.
        rows: the tips.
        row_filter: matches these rows, with all spellings of the two names.
    """

    sender: str | None
    company: str | None
    rows: Sequence[Row]
    row_filter: RowFilter


class SenderFeedback(Struct, frozen=True):
    """The tips of one sender, newest first; the sender as in `SenderRows`."""

    sender: str | None
    company: str | None
    tips: tuple[TipFeedback, ...]
    row_filter: RowFilter

    @property
    def count(self) -> int:
        return len(self.tips)

    @property
    def by_group(self) -> Counter[StateGroup | None]:
        """The number of tips in each group of states; None for unknown states."""
        return Counter(tip.group for tip in self.tips)

    @property
    def linked(self) -> int:
        return sum(tip.has_estate for tip in self.tips)

    @property
    def won(self) -> int:
        """→ Intag."""
        return sum(tip.step in (EstateStep.ASSIGNMENT, EstateStep.SOLD) for tip in self.tips)

    @property
    def sold(self) -> int:
        """→ Sålt."""
        return sum(tip.step is EstateStep.SOLD for tip in self.tips)

    @property
    def no_assignment(self) -> int:
        return sum(tip.step is EstateStep.NO_ASSIGNMENT for tip in self.tips)


def rows_by_sender(tip_rows: Iterable[Row]) -> tuple[SenderRows, ...]:
    """Return the rows of each sender, in Swedish order of names and companies; senders without a name last."""
    tips = list(tip_rows)
    senders = _shown_values(tips, fields.SENDER_NAME, _SENDER)
    companies = _shown_values(tips, fields.SENDER_COMPANY, _COMPANY)
    rows_of: dict[tuple[Value, Value], list[Row]] = {}
    for row in tips:
        rows_of.setdefault((senders[row[_SENDER]], companies[row[_COMPANY]]), []).append(row)
    sender_spellings, company_spellings = spellings_of(senders), spellings_of(companies)
    found = []
    for (sender, company), rows in rows_of.items():
        filters = {
            fields.SENDER_NAME.key: ValueFilter(sender_spellings.get(sender) or frozenset((sender,))),
            fields.SENDER_COMPANY.key: ValueFilter(company_spellings.get(company) or frozenset((company,))),
        }
        found.append(SenderRows(_text(sender), _text(company), rows, RowFilter(ListKind.TIPS, filters)))
    return tuple(sorted(found, key=lambda one: (*_name_key(one.sender), *_name_key(one.company))))


def sender_feedback(sender: SenderRows) -> SenderFeedback:
    """Return the feedback of one sender."""
    tips = tuple(_tip(row) for row in sorted(sender.rows, key=_created, reverse=True))
    return SenderFeedback(sender.sender, sender.company, tips, sender.row_filter)


def feedback_by_sender(tip_rows: Iterable[Row]) -> tuple[SenderFeedback, ...]:
    """Return the feedback of each sender, in the order of `rows_by_sender`."""
    return tuple(map(sender_feedback, rows_by_sender(tip_rows)))


def _shown_values(tips: Sequence[Row], column: Column, index: int) -> dict[Value, Value]:
    counts = Counter(row[index] for row in tips)
    return run_to_end(shown_value_steps(ListKind.TIPS, tips, column, counts))


def _tip(row: Row) -> TipFeedback:
    created = row[_CREATED]
    return TipFeedback(
        created if isinstance(created, datetime) else None,
        _text(row[_HEADING]),
        _text(row[_RECEIVER]),
        _text(row[_RECEIVER_COMPANY]),
        _text(row[_STATE]),
        _text(row[_ESTATE_STATUS]),
        any(row[index] is not None for index in _ESTATE),
    )


def _created(row: Row) -> datetime:
    created = row[_CREATED]
    return created if isinstance(created, datetime) else datetime.min


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _name_key(name: str | None) -> tuple[bool, tuple[str, str, str], str]:
    return name is None, SWEDISH.key(name or ""), name or ""
