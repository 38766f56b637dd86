"""A report service in memory, and hypothesis strategies for its content."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import Any, get_args

from hypothesis import strategies as st
from msgspec import Struct, structs
from msgspec.structs import replace

from vitec_desktop.webservice.date_windows import DateWindow, split_period
from vitec_desktop.webservice.models import (
    ROW_MODELS,
    IncomingLead,
    IncomingLeadFacts,
    ListKind,
    OutgoingLead,
    OutgoingLeadFacts,
    SentTip,
    TipFacts,
    WireRow,
)
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import PartResult, RequestPart
from vitec_desktop.webservice.timestamps import SWEDEN, is_readable_time

CUSTOMERS = (Customer("M30011", "Solna"), Customer("M30012", "Vasastan"), Customer("G2"))
LOGIN_KEY = "login"


def a_row(kind: ListKind, row_id: str | None, created_at: str | None, message: str | None = None) -> WireRow:
    """Return a row with the fields that merging reads, and a message to distinguish it."""
    match kind:
        case ListKind.INCOMING:
            return IncomingLead(created_at, lead=IncomingLeadFacts(row_id, message=message))
        case ListKind.OUTGOING:
            return OutgoingLead(created_at, lead=OutgoingLeadFacts(row_id, message=message))
        case ListKind.TIPS:
            return SentTip(created_at, tip=TipFacts(row_id, message=message))


class DateTo(Enum):
    """The possible meanings of `dateTo`."""

    EXCLUSIVE = auto()
    INCLUSIVE = auto()
    WHOLE_DAY = auto()


class Sent(Enum):
    """The windows in which a service sends a row without `createdAt`."""

    EVERYWHERE = auto()
    ON_ITS_DAY = auto()


@dataclass(frozen=True)
class Event:
    """A row of the service: how many equal ones there are, and which customers may read it.

    `wall` is the Swedish wall-clock time by which the service selects it, even if the row has no time.
    """

    kind: ListKind
    row: WireRow
    wall: datetime
    customers: frozenset[Customer]
    copies: int
    sent: Sent


@dataclass(frozen=True)
class Service:
    events: Sequence[Event]
    date_to: DateTo

    def part_result(self, customer: Customer, window: DateWindow) -> PartResult:
        rows: dict[ListKind, list[WireRow]] = {kind: [] for kind in ListKind}
        for event in self.events:
            if customer in event.customers and self._sends(event, window):
                rows[event.kind].extend([event.row] * event.copies)
        return PartResult(rows)

    def _sends(self, event: Event, window: DateWindow) -> bool:
        if event.row.created_at is None and event.sent is Sent.EVERYWHERE:
            return True
        start, end = datetime.fromisoformat(window.date_from), datetime.fromisoformat(window.date_to)
        match self.date_to:
            case DateTo.EXCLUSIVE:
                return start <= event.wall < end
            case DateTo.INCLUSIVE:
                return start <= event.wall <= end
            case DateTo.WHOLE_DAY:
                return start.date() <= event.wall.date() <= end.date()

    def results(self, scope: ReportScope) -> dict[RequestPart, PartResult]:
        return {
            RequestPart(LOGIN_KEY, customer, window.first_day, window.last_day): self.part_result(customer, window)
            for customer in scope.customers
            for window in split_period(scope.first_day, scope.last_day)
        }

    def truth(self, scope: ReportScope) -> dict[ListKind, Counter[WireRow]]:
        """Return how often each row must be in the report."""
        truth: dict[ListKind, Counter[WireRow]] = {kind: Counter() for kind in ListKind}
        for event in self.events:
            readers = len(event.customers & set(scope.customers))
            if readers and self._belongs(event, scope):
                truth[event.kind][event.row] += 1 if event.row.row_id else event.copies * readers
        return truth

    def _belongs(self, event: Event, scope: ReportScope) -> bool:
        """Return True if a row with a time is in the period, or one without a time is sent at all."""
        if event.row.created_at is not None:
            return scope.first_day <= event.wall.date() <= scope.last_day
        return any(self._sends(event, window) for window in split_period(scope.first_day, scope.last_day))


def counted(rows: Mapping[ListKind, Sequence[WireRow]]) -> dict[ListKind, Counter[WireRow]]:
    return {kind: Counter(rows.get(kind, ())) for kind in ListKind}


_LENGTHS = st.one_of(st.sampled_from([1, 2, 57, 58, 59, 60, 115, 116, 117, 365, 366]), st.integers(1, 900))
_FIRST_DAYS = st.one_of(
    st.dates(date(2015, 1, 1), date(2032, 12, 31)),
    # leap day, New Year, and the days on which Sweden changes its clocks
    st.sampled_from([date(2024, 2, 29), date(2023, 12, 31), date(2026, 1, 1), date(2026, 3, 29), date(2026, 10, 25)]),
)


@st.composite
def periods(draw: st.DrawFn) -> tuple[date, date]:
    first_day = draw(_FIRST_DAYS)
    return first_day, first_day + timedelta(days=draw(_LENGTHS) - 1)


@cache
def _clock_changes() -> list[date]:
    """Return the days that do not have 24 hours in Sweden."""
    midnights = [datetime.combine(date(2014, 1, 1) + timedelta(days=number), time(), SWEDEN) for number in range(8000)]
    return [day.date() for day, next_day in pairwise(midnights) if day.utcoffset() != next_day.utcoffset()]


_TIMES = st.one_of(
    st.sampled_from([time(), time(0, 0, 1), time(2, 30), time(12), time(23, 59, 59, 999_999)]), st.times()
)
_OFFSETS = st.one_of(st.none(), st.sampled_from([UTC, timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))]))


@st.composite
def _moments(draw: st.DrawFn, days: Sequence[date]) -> tuple[datetime, str]:
    """Return a Swedish wall-clock time, and the same as text with seven digits and any offset."""
    moment = datetime.combine(draw(st.sampled_from(days)), draw(_TIMES), SWEDEN)
    moment = moment.astimezone(UTC).astimezone(SWEDEN)  # moves a time in the hour that summer time skips
    written = moment.astimezone(draw(_OFFSETS) or SWEDEN)
    text = written.isoformat(timespec="microseconds")
    return moment.replace(tzinfo=None), f"{text[:26]}{draw(st.sampled_from('07'))}{text[26:]}"


@st.composite
def services(draw: st.DrawFn, first_day: date, last_day: date) -> Service:
    """Return a service with rows in and around a period, most of them close to its edges."""
    starts = [window.first_day for window in split_period(first_day, last_day)]
    edges = [first_day, last_day, *starts, *(day for day in _clock_changes() if first_day <= day <= last_day)]
    near = [day + timedelta(days=shift) for day in edges for shift in (-1, 0, 1)]
    anywhere = first_day + timedelta(days=draw(st.integers(0, (last_day - first_day).days)))
    events = []
    for number in range(draw(st.integers(0, 12))):
        wall, created_at = draw(_moments([*near, anywhere]))
        kind = draw(st.sampled_from(ListKind))
        # Some events have the id of another one.
        row_id = draw(st.sampled_from([f"id{number}", f"id{number}", f"id{number // 3}", None, ""]))
        row = a_row(kind, row_id, draw(st.sampled_from([created_at, created_at, None])), f"row {number}")
        customers = draw(st.sets(st.sampled_from(CUSTOMERS), min_size=1))
        copies = 1 if row_id else draw(st.integers(1, 3))
        events.append(Event(kind, row, wall, frozenset(customers), copies, draw(st.sampled_from(Sent))))
    return Service(events, draw(st.sampled_from(DateTo)))


@st.composite
def reports(draw: st.DrawFn) -> tuple[Service, ReportScope]:
    first_day, last_day = draw(periods())
    customers = draw(st.lists(st.sampled_from(CUSTOMERS), min_size=1, unique=True))
    return draw(services(first_day, last_day)), ReportScope(tuple(customers), first_day, last_day)


def values_of(model: type[Struct], texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Return a strategy for all values of a model; each field may be null."""

    def values(field_type: object) -> st.SearchStrategy[Any]:
        kind = next(kind for kind in get_args(field_type) if kind is not type(None))
        if issubclass(kind, Struct):
            return st.none() | values_of(kind, texts)
        return st.none() | (st.integers(-(10**9), 10**9) if kind is int else texts)

    return st.builds(model, **{field.name: values(field.type) for field in structs.fields(model)})


def part_results(texts: st.SearchStrategy[str]) -> st.SearchStrategy[PartResult]:
    rows = {kind: st.lists(values_of(model, texts), max_size=4) for kind, model in ROW_MODELS.items()}
    return st.builds(PartResult, st.fixed_dictionaries(rows))


def as_read(sent: PartResult) -> PartResult:
    """Return what decoding a valid body of `sent` must give: unreadable times are kept and counted."""
    unreadable = sum(not is_readable_time(row.created_at) for rows in sent.rows.values() for row in rows)
    return replace(sent, damaged_rows=unreadable)


def read_fields(decoded: PartResult) -> PartResult:
    """Return the result with its damaged rows as plain ones, without what distinguishes them."""
    rows = {kind: [_without_damage(kind, row) for row in rows] for kind, rows in decoded.rows.items()}
    assert decoded.damaged_rows == sum(row.is_damaged for rows in decoded.rows.values() for row in rows)
    return replace(decoded, rows=rows)


def _without_damage(kind: ListKind, row: WireRow) -> WireRow:
    values = structs.asdict(row)
    values.pop("digest", None)
    return ROW_MODELS[kind](**values)
