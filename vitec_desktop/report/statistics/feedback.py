"""What the senders of tips get to know: what they sent, and what became of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vitec_desktop.report import fields
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.filters import RowFilter, ValueFilter
from vitec_desktop.report.labels import EstateStep, StateGroup, estate_step, state_group
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.by_list import ESTATE_COLUMNS
from vitec_desktop.report.statistics.columns import column_index
from vitec_desktop.report.statistics.shares import Share
from vitec_desktop.webservice.models import ListKind


def _place(column: Column) -> int:
    return column_index(ListKind.TIPS, column.key)


_SENDER, _COMPANY = _place(fields.SENDER_NAME), _place(fields.SENDER_COMPANY)
_CREATED, _HEADING, _STATE = _place(fields.TIP_CREATED), _place(fields.TIP_TITLE), _place(fields.TIP_STATE)
_RECEIVER, _RECEIVER_COMPANY = _place(fields.RECEIVER_NAME), _place(fields.RECEIVER_COMPANY)
_ESTATE_STATUS = _place(fields.ESTATE_STATUS)
_ESTATE = tuple(_place(column) for column in ESTATE_COLUMNS)


@dataclass(frozen=True, slots=True)
class TipFeedback:
    """One tip and what became of it; codes as sent, for `display_text` with the columns of the tips."""

    created_at: datetime | None
    title: str | None
    receiver: str | None
    receiver_company: str | None
    state: str | None
    estate_status: str | None
    has_estate: bool

    @property
    def group(self) -> StateGroup | None:
        """What the state comes to, None where we do not know it."""
        return state_group(self.state)

    @property
    def step(self) -> EstateStep | None:
        """How far the linked estate has come, None where there is none or its status is unknown."""
        return estate_step(self.estate_status)


@dataclass(frozen=True, slots=True)
class SenderFeedback:
    """The tips of one sender, newest first. Namesakes at two companies are two senders.

    Attributes:
        sender: their name, None for the tips that name none.
        company: their company's name, None likewise.
    """

    sender: str | None
    company: str | None
    tips: tuple[TipFeedback, ...]

    @property
    def count(self) -> int:
        return len(self.tips)

    @property
    def by_group(self) -> Counter[StateGroup | None]:
        """How many tips stand in each group of states; None counts those whose state we do not know."""
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

    @property
    def won_share(self) -> Share:
        """→ Intag of all their tips."""
        return Share(self.won, self.count)

    @property
    def row_filter(self) -> RowFilter:
        named = ((fields.SENDER_NAME, self.sender), (fields.SENDER_COMPANY, self.company))
        return RowFilter(ListKind.TIPS, {column.key: ValueFilter(frozenset({name})) for column, name in named})


def feedback_by_sender(tip_rows: Iterable[Row]) -> tuple[SenderFeedback, ...]:
    """A block for each sender of the tips, in Swedish order of names and companies; those without a name last."""
    blocks: dict[tuple[Value, Value], list[Row]] = {}
    for row in tip_rows:
        blocks.setdefault((row[_SENDER], row[_COMPANY]), []).append(row)
    senders = [
        SenderFeedback(
            _text(sender), _text(company), tuple(_tip(row) for row in sorted(rows, key=_created, reverse=True))
        )
        for (sender, company), rows in blocks.items()
    ]
    return tuple(sorted(senders, key=lambda block: (*_name_key(block.sender), *_name_key(block.company))))


def _tip(row: Row) -> TipFeedback:
    created = row[_CREATED]
    return TipFeedback(
        created if isinstance(created, datetime) else None,
        _text(row[_HEADING]),
        _text(row[_RECEIVER]),
        _text(row[_RECEIVER_COMPANY]),
        _text(row[_STATE]),
        _text(row[_ESTATE_STATUS]),
        any(row[place] is not None for place in _ESTATE),
    )


def _created(row: Row) -> datetime:
    created = row[_CREATED]
    return created if isinstance(created, datetime) else datetime.min


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _name_key(name: str | None) -> tuple[bool, tuple[str, str, str], str]:
    return name is None, SWEDISH.key(name or ""), name or ""
