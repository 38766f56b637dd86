"""A fetch as it is saved: its rows as the service sent them, and the facts about it."""

import dataclasses
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from operator import eq
from typing import Any, ClassVar

import msgspec
from msgspec import Struct, structs

from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, build_report, sort_newest_first
from vitec_desktop.version import VERSION
from vitec_desktop.webservice import errors
from vitec_desktop.webservice.base_url import parse_host
from vitec_desktop.webservice.models import DAMAGED_ROW_MODELS, ActiveStatus, ListKind, WireRow
from vitec_desktop.webservice.request import Customer, LoginCustomers, ReportRequest, ReportScope
from vitec_desktop.webservice.result import DamagedPart, FailedPart, FetchedReport, RequestPart, RowsByList
from vitec_desktop.webservice.session import Session, normalise_login
from vitec_desktop.webservice.timestamps import SWEDEN

_ROWS_PER_BLOCK = 512
_REFUSALS = (errors.SignInRefused.__name__, errors.AccessRefused.__name__)


class ReportSource(Struct, frozen=True, gc=False, order=True):
    """Where rows come from: a customer of the service as one user of one address sees it. Sources never mix."""

    base_url: str
    user: str
    customer_id: str


def sources_of(logins: Sequence[LoginCustomers]) -> tuple[ReportSource, ...]:
    """Return the sources of a request's logins, each once."""
    found = [
        ReportSource(normalise_login(entry.login).base_url, entry.login.user, customer.id)
        for entry in logins
        for customer in entry.customers
    ]
    return tuple(dict.fromkeys(found))


class SavedError(Struct, frozen=True):
    """An error of `webservice.errors`: its class and its fields."""

    name: str
    fields: dict[str, Any]


class SavedPart(Struct, frozen=True):
    """A part of a fetch: a source, by its place in `SnapshotFacts.sources`, and some days, both ends included.

    `error` says why the part is missing; `damaged_rows` counts rows of which something could not be read.
    """

    source: int
    first_day: date
    last_day: date
    error: SavedError | None = None
    damaged_rows: int = 0

    @property
    def is_complete(self) -> bool:
        return self.error is None and not self.damaged_rows

    @property
    def is_refused(self) -> bool:
        """Whether the service refused the sign-in or the customer (401, 403)."""
        return self.error is not None and self.error.name in _REFUSALS


class SavedCustomer(Struct, frozen=True):
    id: str
    name: str = ""


class SnapshotFacts(Struct, frozen=True, kw_only=True):
    """What was fetched, when, and what is missing of it.

    Attributes:
        fetched_at: when the fetch ended, in UTC: Swedish times of the hour that comes twice cannot be compared.
        customers: those of the report's scope, in its order.
        sources: where the rows come from.
        row_counts: the number of rows by list.
        number: rises with each report that is saved, whatever the clock says.
        program: the version of the program that fetched.
    """

    fetched_at: datetime
    customers: tuple[SavedCustomer, ...]
    first_day: date
    last_day: date
    status: ActiveStatus
    sources: tuple[ReportSource, ...]
    parts: tuple[SavedPart, ...]
    row_counts: dict[ListKind, int]
    number: int = 0
    program: str = VERSION

    @property
    def is_complete(self) -> bool:
        return all(part.is_complete for part in self.parts)

    @property
    def scope(self) -> ReportScope:
        customers = tuple(Customer(one.id, one.name) for one in self.customers)
        return ReportScope(customers, self.first_day, self.last_day, self.status)

    @property
    def swedish_time(self) -> datetime:
        """Return when the fetch ended, as Swedish wall-clock time."""
        return self.fetched_at.astimezone(SWEDEN)

    @property
    def refused_sources(self) -> frozenset[ReportSource]:
        """Return the sources that the service refused (401, 403), so that nothing came from them."""
        refused = {part.source for part in self.parts if part.is_refused}
        return frozenset(self.sources[place] for place in refused) - self.answered_sources

    @property
    def answered_sources(self) -> frozenset[ReportSource]:
        """Return the sources that something came from."""
        return frozenset(self.sources[part.source] for part in self.parts if part.error is None)

    def customer_name(self, source: ReportSource) -> str:
        """Return the name of a source's customer, its id if it has none."""
        return next((one.name or one.id for one in self.customers if one.id == source.customer_id), source.customer_id)


class Snapshot(BriefStruct, frozen=True):
    """The rows and facts of one fetch.

    Attributes:
        rows: in the report's order, before they are sorted.
        origins: for each row, the sources that sent it, as a place in `origin_sets`; empty if all have the first.
        origin_sets: sets of sources, by their places in `facts.sources`.
    """

    left_out: ClassVar = ("rows", "origins")

    facts: SnapshotFacts
    rows: Mapping[ListKind, Sequence[WireRow]]
    origins: Mapping[ListKind, Sequence[int]] = {}
    origin_sets: tuple[tuple[int, ...], ...] = ((0,),)

    def sources_of_row(self, kind: ListKind, index: int) -> tuple[ReportSource, ...]:
        """Return the sources that sent a row."""
        numbers = self.origins.get(kind)
        return self._source_sets[numbers[index] if numbers else 0]

    @cached_property
    def _source_sets(self) -> tuple[tuple[ReportSource, ...], ...]:
        """The sources of each of `origin_sets`."""
        return tuple(tuple(self.facts.sources[place] for place in places) for places in self.origin_sets)

    @cached_property
    def report(self) -> Report:
        """The report as it was shown after the fetch."""
        return build_report(self._fetched())

    def table_order(self, kind: ListKind) -> list[int]:
        """Return the places of a list's rows in the order of `Report.tables`."""
        rows = self.rows.get(kind, ())
        created = COLUMNS[kind][0].read(rows)
        order = sort_newest_first((moment, place) for place, moment in enumerate(created))
        return [place for _, place in order]  # type: ignore[misc]

    def has_same_rows(self, other: "Snapshot") -> bool:
        """Whether each list has the same rows in the same order."""
        for kind in ListKind:
            others = other.rows.get(kind, ())
            if len(self.rows.get(kind, ())) != len(others):
                return False
            for start, rows in row_blocks(self.rows.get(kind, ())):
                if not all(map(eq, rows, others[start : start + len(rows)])):
                    return False
        return True

    def with_rows(self, rows: RowsByList) -> "Snapshot":
        """Return the snapshot with other rows in the places of its own."""
        return structs.replace(self, rows=rows)

    def without_sources(self, removed: frozenset[ReportSource]) -> "Snapshot | None":
        """Return the snapshot without the rows and parts that only these sources sent; None if nothing is left."""
        left = [place for place, source in enumerate(self.facts.sources) if source not in removed]
        if not left:
            return None
        moved = {place: new for new, place in enumerate(left)}
        origin_sets = [tuple(moved[place] for place in places if place in moved) for places in self.origin_sets]
        rows: dict[ListKind, list[WireRow]] = {}
        origins: dict[ListKind, list[int]] = {}
        for kind, old_rows in self.rows.items():
            numbers = self.origins.get(kind) or [0] * len(old_rows)
            pairs = [pair for pair in zip(old_rows, numbers, strict=True) if origin_sets[pair[1]]]
            rows[kind] = [row for row, _ in pairs]
            origins[kind] = [number for _, number in pairs]
        sources = tuple(self.facts.sources[place] for place in left)
        customer_ids = {source.customer_id for source in sources}
        facts = structs.replace(
            self.facts,
            sources=sources,
            customers=tuple(one for one in self.facts.customers if one.id in customer_ids),
            parts=tuple(
                structs.replace(part, source=moved[part.source]) for part in self.facts.parts if part.source in moved
            ),
            row_counts={kind: len(rows.get(kind, ())) for kind in ListKind},
        )
        return Snapshot(facts, rows, origins, tuple(places or (0,) for places in origin_sets))

    def _fetched(self) -> FetchedReport:
        facts = self.facts
        scope = facts.scope
        failed, damaged = [], []
        for part in facts.parts:
            source = facts.sources[part.source]
            customer = next((one for one in scope.customers if one.id == source.customer_id), None)
            login_key = f"{source.user}@{parse_host(source.base_url)}"
            place = RequestPart(login_key, customer or Customer(source.customer_id), part.first_day, part.last_day)
            if part.error is not None:
                failed.append(FailedPart(place, _restore_error(part.error)))
            elif part.damaged_rows:
                damaged.append(DamagedPart(place, part.damaged_rows))
        return FetchedReport(scope, self.rows, facts.swedish_time, tuple(failed), tuple(damaged))


def take_snapshot(fetched: FetchedReport, request: ReportRequest, session: Session) -> Snapshot:
    """Return what is saved of a report: `request` and `session` are those of its fetch. No password is in it."""
    logins = {session.login_key(entry.login): normalise_login(entry.login) for entry in request.logins}
    sources = {source: place for place, source in enumerate(sources_of(request.logins))}

    def place_of(part: RequestPart) -> int:
        login = logins[part.login_key]
        return sources[ReportSource(login.base_url, login.user, part.customer.id)]

    damaged = {one.part: one.row_count for one in fetched.damaged_parts}
    parts = [
        SavedPart(place_of(part), part.first_day, part.last_day, damaged_rows=damaged.get(part, 0))
        for part in fetched.results
    ]
    parts += [
        SavedPart(place_of(one.part), one.part.first_day, one.part.last_day, _save_error(one.error))
        for one in fetched.failed_parts
    ]
    origins, origin_sets = _find_origins(fetched, place_of) if len(sources) > 1 else ({}, ((0,),))
    facts = SnapshotFacts(
        fetched_at=fetched.fetched_at.astimezone(UTC),
        customers=tuple(SavedCustomer(one.id, one.name) for one in fetched.scope.customers),
        first_day=fetched.scope.first_day,
        last_day=fetched.scope.last_day,
        status=fetched.scope.status,
        sources=tuple(sources),
        parts=tuple(sorted(parts, key=lambda part: (part.source, part.first_day))),
        row_counts={kind: len(fetched.rows.get(kind, ())) for kind in ListKind},
    )
    return Snapshot(facts, fetched.rows, origins, origin_sets)


def _find_origins(
    fetched: FetchedReport, place_of: Callable[[RequestPart], int]
) -> tuple[dict[ListKind, list[int]], tuple[tuple[int, ...], ...]]:
    """Return for each row the number of its set of sources, and the sets.

    A row with an id is of all sources that sent that id; one without is of the source whose object it is.
    """
    numbers: dict[tuple[int, ...], int] = {}
    joined: dict[tuple[int, int], int] = {}  # a set's number and a further source: the number of both
    sets: list[tuple[int, ...]] = []

    def number_of(places: tuple[int, ...]) -> int:
        if places not in numbers:
            numbers[places] = len(sets)
            sets.append(places)
        return numbers[places]

    def join(number: int, place: int) -> int:
        if (number, place) not in joined:
            joined[number, place] = number_of(tuple(sorted({*sets[number], place})))
        return joined[number, place]

    by_id: dict[ListKind, dict[str, int]] = {kind: {} for kind in ListKind}
    by_object: dict[int, int] = {}
    for part, result in fetched.results.items():
        place = place_of(part)
        alone = number_of((place,))
        for kind, rows in result.rows.items():
            known = by_id[kind]
            for row in rows:
                row_id = row.row_id
                if not row_id:
                    by_object[id(row)] = alone
                else:
                    earlier = known.get(row_id)
                    known[row_id] = alone if earlier is None else join(earlier, place)
    origins = {
        kind: [by_id[kind][row.row_id] if row.row_id else by_object[id(row)] for row in rows]
        for kind, rows in fetched.rows.items()
    }
    return origins, tuple(sets)


def _save_error(error: errors.ServiceError) -> SavedError:
    fields = {one.name: getattr(error, one.name) for one in dataclasses.fields(error)}
    return SavedError(type(error).__name__, msgspec.to_builtins(fields))


def _restore_error(saved: SavedError) -> errors.ServiceError:
    """Return the error; UnexpectedError if this version has no such class."""
    kind = getattr(errors, saved.name, None)
    if isinstance(kind, type) and issubclass(kind, errors.ServiceError):
        with suppress(msgspec.ValidationError, TypeError, KeyError):
            return kind(
                **{
                    one.name: msgspec.convert(saved.fields[one.name], one.type, strict=False)
                    for one in dataclasses.fields(kind)
                }
            )
    return errors.UnexpectedError(saved.name)


def as_damaged(kind: ListKind, row: WireRow) -> WireRow:
    """Return a row as one of which something could not be read."""
    return DAMAGED_ROW_MODELS[kind](**structs.asdict(row))


def row_blocks(
    rows: Sequence[WireRow], check: Callable[[], object] = lambda: None
) -> Iterator[tuple[int, Sequence[WireRow]]]:
    """Yield the rows in blocks, each with its start, for work of which other threads run in between."""
    for start in range(0, len(rows), _ROWS_PER_BLOCK):
        check()
        time.sleep(0)
        yield start, rows[start : start + _ROWS_PER_BLOCK]


def release_rows(snapshot: Snapshot) -> None:
    """Free the rows of a saved report, which nobody uses any more; all at once, other threads would have to wait."""
    for rows in snapshot.rows.values():
        assert isinstance(rows, list)
        while rows:
            del rows[-_ROWS_PER_BLOCK:]
            time.sleep(0)


def iter_rows(snapshot: Snapshot) -> Iterator[tuple[ListKind, int, WireRow]]:
    """Yield each row with its list and its place there."""
    for kind in ListKind:
        for index, row in enumerate(snapshot.rows.get(kind, ())):
            yield kind, index, row
