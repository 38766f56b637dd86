"""What has changed between two fetches. Only what both covered completely is compared.

A fetch covers a source (address, user, customer) on a day if that part came whole, with every row readable. The days
after the earlier fetch count as covered by it too: what was created since is new, whatever period was asked for then.
Rows are compared if both fetches cover one of their sources on their day, with the same status; all others "cannot be
compared", and are never called new or gone. A row without a day is compared if both fetches cover the same days of
its source.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import count
from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from vitec_desktop.archive.day_ranges import DayRange, common_days, days_without, has_day, join_ranges
from vitec_desktop.archive.identity import key_without_id, state_of
from vitec_desktop.archive.snapshot import ReportSource, Snapshot, SnapshotFacts, row_blocks
from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.report.labels import ESTATE_STATUSES, STATES, UNHANDLED_STATES, ChangeKind, EstateStep, StateGroup
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.report import Row, build_rows
from vitec_desktop.webservice.models import ActiveStatus, ListKind, OutgoingLead, WireRow
from vitec_desktop.webservice.timestamps import parse_swedish_time

_DECLINED = {state.code for state in STATES if state.group is StateGroup.DECLINED}
_STEPS = {status.code: status.step for status in ESTATE_STATUSES}


class ChangedField(StrEnum):
    """A field whose change is news."""

    STATE = "state"
    ESTATE = "estate"  # another estate is linked, or none any more
    ESTATE_STATUS = "estate status"
    RECEIVER = "receiver"


class FieldChange(Struct, frozen=True, gc=False):
    """A field's values then and now: codes as the service sends them, names for a receiver, None for none."""

    field: ChangedField
    before: str | None
    after: str | None


class RowChange(Struct, frozen=True, gc=False):
    """What happened to one row.

    Attributes:
        before, after: the row as the service sent it then and now; None where it was not.
        place: the row's place in its list of the newer snapshot; None for a row that is gone.
        fields: what changed; empty for a new row and one that is gone.
    """

    kind: ChangeKind
    list_kind: ListKind
    before: WireRow | None
    after: WireRow | None
    place: int | None = None
    fields: tuple[FieldChange, ...] = ()

    @property
    def wire_row(self) -> WireRow:
        """Return the row as it was last seen."""
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def row_id(self) -> str | None:
        return self.wire_row.row_id

    def row(self, fetched_on: date) -> Row:
        """Return the row as it was last seen, as a table shows it, with its age on the day `fetched_on`."""
        return build_rows(self.list_kind, [self.wire_row], fetched_on)[0]

    @property
    def is_uncertain(self) -> bool:
        """Whether the row has no id, so that it may be another one that looks the same."""
        return not self.row_id

    def changed(self, name: ChangedField) -> FieldChange | None:
        """Return the change of a field; None if it is as it was."""
        return next((one for one in self.fields if one.field is name), None)


class NotComparedReason(StrEnum):
    """Why some days of a customer cannot be compared."""

    MISSING_THEN = "missing then"  # the earlier report does not have them, or not completely
    MISSING_NOW = "missing now"  # this report does not have them completely
    OTHER_STATUS = "other status"  # the earlier report was fetched with another status


class NotCompared(Struct, frozen=True):
    """Days of the newer report's customers, both ends included, that cannot be compared."""

    customers: tuple[str, ...]
    first_day: date
    last_day: date
    reason: NotComparedReason


class ChangeCounts(Struct, frozen=True):
    """The counts of a strip: by list, each row once in each."""

    new: Mapping[ListKind, int]
    new_unhandled: Mapping[ListKind, int]
    handled: Mapping[ListKind, int]
    won: Mapping[ListKind, int]
    sold: Mapping[ListKind, int]
    declined: Mapping[ListKind, int]
    gone: Mapping[ListKind, int]


class ReportChanges(BriefStruct, frozen=True):
    """The changes from an earlier fetch to a newer one.

    Attributes:
        before, after: the two fetches.
        changes: new rows, then changed ones, then those that are gone; in each list the newest first.
        not_compared: the days of the newer report that cannot be compared.
        uncompared_rows: by list, the number of rows that seem new, changed or gone but cannot be compared.
    """

    left_out: ClassVar = ("before", "after")

    before: Snapshot
    after: Snapshot
    changes: tuple[RowChange, ...]
    not_compared: tuple[NotCompared, ...] = ()
    uncompared_rows: Mapping[ListKind, int] = {}

    @property
    def since(self) -> SnapshotFacts:
        return self.before.facts

    @property
    def until(self) -> SnapshotFacts:
        return self.after.facts

    @cached_property
    def by_index(self) -> Mapping[ListKind, Mapping[int, RowChange]]:
        """The changes of rows that are in the newer report, by list and the row's number in `Report.tables`."""
        by_place: dict[ListKind, dict[int, RowChange]] = {kind: {} for kind in ListKind}
        for change in self.changes:
            if change.place is not None:
                by_place[change.list_kind][change.place] = change
        return {
            kind: {
                number: changes[place]
                for number, place in enumerate(self.after.table_order(kind) if changes else ())
                if place in changes
            }
            for kind, changes in by_place.items()
        }

    @property
    def gone(self) -> tuple[RowChange, ...]:
        return tuple(change for change in self.changes if change.kind is ChangeKind.GONE)

    @property
    def may_have_moved(self) -> bool:
        """Whether a row that is gone may have been moved: only under "active and removed" it is surely deleted."""
        return self.until.status is not ActiveStatus.ACTIVE_AND_REMOVED

    @property
    def is_nothing_compared(self) -> bool:
        """Whether the two reports have no part in common at all."""
        return not has_common_days(self.since, self.until)

    @property
    def is_everything_compared(self) -> bool:
        """Whether every day and row of the newer report is compared: only then nothing more can have changed."""
        return not (self.not_compared or any(self.uncompared_rows.values()))

    @cached_property
    def counts(self) -> ChangeCounts:
        return ChangeCounts(
            new=self._count(lambda one: one.kind is ChangeKind.NEW),
            new_unhandled=self._count(lambda one: one.kind is ChangeKind.NEW and is_unhandled(one.wire_row)),
            handled=self._count(was_handled),
            won=self._count(lambda one: has_reached(one, EstateStep.ASSIGNMENT)),
            sold=self._count(lambda one: has_reached(one, EstateStep.SOLD)),
            declined=self._count(was_declined),
            gone=self._count(lambda one: one.kind is ChangeKind.GONE),
        )

    def _count(self, test: Callable[[RowChange], bool]) -> dict[ListKind, int]:
        counts = dict.fromkeys(ListKind, 0)
        for change in self.changes:
            counts[change.list_kind] += test(change)
        return counts


def is_unhandled(row: WireRow) -> bool:
    return state_of(row) in UNHANDLED_STATES


def was_handled(change: RowChange) -> bool:
    """Whether a row was unhandled then and no longer is."""
    state = change.changed(ChangedField.STATE)
    return state is not None and state.before in UNHANDLED_STATES and state.after not in (*UNHANDLED_STATES, None)


def was_declined(change: RowChange) -> bool:
    """Whether a row is declined that was not."""
    state = change.changed(ChangedField.STATE)
    return state is not None and state.after in _DECLINED and state.before not in _DECLINED


def has_reached(change: RowChange, step: EstateStep) -> bool:
    """Whether a row's estate has come as far as `step`, and had not before; a new row does not count."""
    status = change.changed(ChangedField.ESTATE_STATUS)
    return status is not None and _step(status.before) < step <= _step(status.after)


def _step(code: str | None) -> EstateStep:
    return _STEPS.get(code or "", EstateStep.NO_ASSIGNMENT)


def find_changes(before: Snapshot, after: Snapshot, check: Callable[[], object] = lambda: None) -> ReportChanges:
    """Return what has changed from one fetch to a later one; the same result for the same two, in any row order.

    `check` is called now and then; an error that it raises ends the work.
    """
    coverage = _Coverage(before.facts, after.facts)
    changes: list[RowChange] = []
    uncompared: dict[ListKind, int] = {}
    for kind in ListKind:
        found, uncompared[kind] = _ListComparison(kind, before, after, coverage).run(check)
        changes += found
    ordered = tuple(one for change in ChangeKind for one in changes if one.kind is change)
    return ReportChanges(before, after, ordered, coverage.not_compared(), uncompared)


def field_changes(before: WireRow, after: WireRow) -> tuple[FieldChange, ...]:
    """Return the changes of a row that are news; all others (message, names, contact, …) are details."""
    found: list[FieldChange] = []
    old_state, new_state = state_of(before), state_of(after)
    if old_state != new_state:
        found.append(FieldChange(ChangedField.STATE, old_state, new_state))
    if not isinstance(before, OutgoingLead) and not isinstance(after, OutgoingLead) and before.estate != after.estate:
        old, new = before.estate, after.estate
        ids = old.id if old else None, new.id if new else None
        statuses = old.estate_status if old else None, new.estate_status if new else None
        if ids[0] != ids[1]:
            found.append(FieldChange(ChangedField.ESTATE, *ids))
        if statuses[0] != statuses[1]:
            found.append(FieldChange(ChangedField.ESTATE_STATUS, *statuses))
    if before.receiver != after.receiver and _receiver_changed(before, after):
        names = (one.receiver.name if one.receiver else None for one in (before, after))
        found.append(FieldChange(ChangedField.RECEIVER, *names))
    return tuple(found)


def _receiver_changed(before: WireRow, after: WireRow) -> bool:
    """Whether the row has another receiver: by the ids; by the names if one of them has no id."""
    old, new = before.receiver, after.receiver
    if old is None or new is None:
        return old is not new
    if old.id and new.id:
        return old.id != new.id
    return fold(old.name or "") != fold(new.name or "")


class _ListComparison:
    """Compares the rows of one list.

    Rows that share a key are matched as multisets: first those that are equal, then those that differ in details
    only, then the rest in an order of their content.
    """

    def __init__(self, kind: ListKind, before: Snapshot, after: Snapshot, coverage: "_Coverage") -> None:
        self._kind = kind
        self._before, self._after = before, after
        self._old_rows, self._new_rows = before.rows.get(kind, ()), after.rows.get(kind, ())
        sources = {*before.facts.sources, *after.facts.sources}
        self._old_keys, self._new_keys = (_RowKeys(kind, one, sources) for one in (before, after))
        self._coverage = coverage
        # By a row's place now, and those of rows that are gone by the place then. None cannot be compared.
        self._changes: dict[int, RowChange | None] = {}
        self._gone: dict[int, RowChange | None] = {}

    def run(self, check: Callable[[], object]) -> tuple[list[RowChange], int]:
        """Return the changes, and how many rows cannot be compared; once."""
        self._add_rows(check)
        every = (*self._changes.values(), *self._gone.values())
        found = [change for change in every if change is not None]
        return sorted(found, key=_order_key, reverse=True), len(every) - len(found)

    def _add_rows(self, check: Callable[[], object]) -> None:
        """Add the changes of all rows.

        Reading a row from memory takes longest: one loop does all with it, and makes as few objects as possible.
        """
        are_ids, old_rows = self._old_keys.are_ids, self._old_rows
        old_places: dict[Any, int] = {}
        for start, rows in row_blocks(old_rows, check):
            for old, row in enumerate(rows, start):
                old_places[(are_ids and row.row_id) or self._old_keys.key_of(row, old)] = old
        repeated: set[Any] = set()
        if len(old_places) < len(old_rows):
            repeated = _repeated(map(self._old_keys.key_of, old_rows, count()))
        keys: list[Any] = []
        missed: list[int] = []
        for start, rows in row_blocks(self._new_rows, check):
            for new, row in enumerate(rows, start):
                key = (are_ids and row.row_id) or self._new_keys.key_of(row, new)
                keys.append(key)
                place = old_places.pop(key, None)
                if place is None:
                    missed.append(new)
                elif old_rows[place] != row:
                    self._add_changed(place, new)
        self._add_unmatched(old_places.values(), missed)
        # Of new rows that share a key, all but the first are missed.
        repeated |= _repeated(filter({keys[new] for new in missed}.__contains__, keys))
        if repeated:
            self._match_again(repeated, keys)

    def _match_again(self, repeated: Collection[Any], new_keys: Iterable[Any]) -> None:
        """Match the rows that share a key."""
        groups: dict[Any, tuple[list[int], list[int]]] = {key: ([], []) for key in repeated}
        for side, keys in enumerate((map(self._old_keys.key_of, self._old_rows, count()), new_keys)):
            for place, key in enumerate(keys):
                if key in groups:
                    groups[key][side].append(place)
        for olds, news in groups.values():
            for new in news:
                self._changes.pop(new, None)
            for old in olds:
                self._gone.pop(old, None)
            for old, new in _match_group(self._old_rows, olds, self._new_rows, news):
                self._add_changed(old, new)
            self._add_unmatched(olds, news)

    def _add_changed(self, old: int, new: int) -> None:
        """Add what has changed of a row, if that is news."""
        fields = field_changes(self._old_rows[old], self._new_rows[new])
        if fields:
            self._changes[new] = self._change(ChangeKind.CHANGED, old, new, fields)

    def _add_unmatched(self, olds: Iterable[int], news: Iterable[int]) -> None:
        for new in news:
            self._changes[new] = self._change(ChangeKind.NEW, None, new)
        for old in olds:
            self._gone[old] = self._change(ChangeKind.GONE, old, None)

    def _change(
        self, kind: ChangeKind, old: int | None, new: int | None, fields: tuple[FieldChange, ...] = ()
    ) -> RowChange | None:
        """Return what happened to a row; None if that cannot be compared."""
        if not (
            self._coverage.is_everything_common
            or (new is not None and self._coverage.covers(self._after, self._kind, new))
            or (old is not None and self._coverage.covers(self._before, self._kind, old))
        ):
            return None
        before = None if old is None else self._old_rows[old]
        after = None if new is None else self._new_rows[new]
        return RowChange(kind, self._kind, before, after, new, fields)


def _order_key(change: RowChange) -> tuple[str, str, bytes]:
    """Return the time of creation, then something that tells rows of one time apart in the same way every time.

    The time as it is written: the service writes Swedish wall-clock time, and parsing would take most of the time.
    """
    row = change.after or change.before
    assert row is not None
    row_id = row.row_id
    content = b"" if row_id else msgspec.json.encode((change.before, change.after))
    return row.created_at or "", row_id or "", content


class _RowKeys:
    """What tells the rows of a list apart. With several addresses, an id counts within its own.

    Attributes:
        are_ids: an id by itself is a key.
    """

    def __init__(self, kind: ListKind, snapshot: Snapshot, sources: Collection[ReportSource]) -> None:
        """`sources` are those of both reports."""
        self._kind = kind
        self._snapshot = snapshot
        self._has_one_source = len(sources) == 1
        self.are_ids = len({source.base_url for source in sources}) == 1

    def key_of(self, row: WireRow, place: int) -> Any:
        """Return the key of the row at `place`; with several sources, one without an id counts within its own."""
        row_id = row.row_id
        if row_id and self.are_ids:
            return row_id
        if self._has_one_source:
            return key_without_id(row)
        source = self._snapshot.sources_of_row(self._kind, place)[0]
        return (source.base_url, row_id) if row_id else (source, key_without_id(row))


def _repeated(keys: Iterable[Any]) -> set[Any]:
    return {key for key, number in Counter(keys).items() if number > 1}


def _match_group(
    old_rows: Sequence[WireRow], olds: list[int], new_rows: Sequence[WireRow], news: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield the places of rows that share a key and are the same; those without a match are left in both lists."""
    olds.sort(key=lambda place: msgspec.json.encode(old_rows[place]))
    news.sort(key=lambda place: msgspec.json.encode(new_rows[place]))
    tests: tuple[Callable[[WireRow, WireRow], bool], ...] = (
        lambda old, new: old == new,
        lambda old, new: not field_changes(old, new),
        lambda old, new: True,
    )
    for test in tests:
        for old in tuple(olds):
            new = next((new for new in news if test(old_rows[old], new_rows[new])), None)
            if new is not None:
                olds.remove(old)
                news.remove(new)
                yield old, new


class _Coverage:
    """The days of each source that two fetches both have completely, with the same status."""

    def __init__(self, before: SnapshotFacts, after: SnapshotFacts) -> None:
        self._before, self._after = before, after
        self._then, self._now = _known_days(before), complete_days(after)
        self._is_same_status = before.status is after.status
        self.common: dict[ReportSource, tuple[DayRange, ...]] = {
            source: common_days(days, self._then.get(source, ())) if self._is_same_status else ()
            for source, days in self._now.items()
        }
        scope = ((after.first_day, after.last_day),)
        is_same_scope = scope == ((before.first_day, before.last_day),)
        self._whole = {source for source, days in self.common.items() if is_same_scope and days == scope}
        self.is_everything_common = self._whole.issuperset(before.sources) and self._whole.issuperset(after.sources)

    def covers(self, snapshot: Snapshot, kind: ListKind, place: int) -> bool:
        """Whether a row is in what both have."""
        moment = parse_swedish_time(snapshot.rows[kind][place].created_at)
        sources = snapshot.sources_of_row(kind, place)
        if moment is None:
            return any(source in self._whole for source in sources)
        return any(has_day(self.common.get(source, ()), moment.date()) for source in sources)

    def not_compared(self) -> tuple[NotCompared, ...]:
        """Return the days of the newer report that cannot be compared; customers with the same ones together."""
        after = self._after
        scope = ((after.first_day, after.last_day),)
        customers: dict[tuple[DayRange, NotComparedReason], dict[str, None]] = {}
        for source in after.sources:
            now = self._now.get(source, ())
            missing_then = days_without(now, self._then.get(source, ()))
            ranges = [(days, NotComparedReason.MISSING_NOW) for days in days_without(scope, now)]
            if self._is_same_status:
                ranges += [(days, NotComparedReason.MISSING_THEN) for days in missing_then]
            else:
                ranges += [(days, NotComparedReason.OTHER_STATUS) for days in now]
            for entry in ranges:
                customers.setdefault(entry, {})[after.customer_name(source)] = None
        return tuple(NotCompared(tuple(names), *days, reason) for (days, reason), names in customers.items())


def _known_days(facts: SnapshotFacts) -> dict[ReportSource, tuple[DayRange, ...]]:
    """Return the days of each source of which a fetch says what there was; after its own day there was nothing yet."""
    next_day = facts.swedish_time.date() + timedelta(days=1)
    return {
        source: join_ranges([*days, (next_day, date.max)]) if days else ()
        for source, days in complete_days(facts).items()
    }


def complete_days(facts: SnapshotFacts) -> dict[ReportSource, tuple[DayRange, ...]]:
    """Return the days of each source that a fetch has completely."""
    ranges: dict[ReportSource, list[DayRange]] = {source: [] for source in facts.sources}
    for part in facts.parts:
        if part.is_complete:
            ranges[facts.sources[part.source]].append((part.first_day, part.last_day))
    return {source: join_ranges(found) for source, found in ranges.items()}


def has_common_days(before: SnapshotFacts, after: SnapshotFacts) -> bool:
    """Return True if anything of two fetches can be compared."""
    return any(_Coverage(before, after).common.values())
