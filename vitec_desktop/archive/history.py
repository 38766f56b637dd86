"""What was observed of a row, fetch by fetch. The service tells how things stand, so a change has an interval."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from vitec_desktop.archive.changes import FieldChange, complete_days, field_changes
from vitec_desktop.archive.day_ranges import has_day
from vitec_desktop.archive.identity import RowKey, row_key
from vitec_desktop.archive.snapshot import ReportSource, Snapshot, iter_rows
from vitec_desktop.webservice.models import ListKind, WireRow
from vitec_desktop.webservice.timestamps import parse_swedish_time


class HistoryStepKind(StrEnum):
    """What was observed."""

    FIRST_SEEN = "first seen"
    CHANGED = "changed"
    GONE = "gone"
    BACK = "back"


class HistoryStep(Struct, frozen=True, gc=False):
    """One observation.

    Attributes:
        change: the field that changed; None but for CHANGED.
        seen_before: when the row was last fetched as it was before; None for the first time. Aware Swedish time.
        seen_at: when it was first fetched so. What happened, happened between the two.
    """

    kind: HistoryStepKind
    seen_before: datetime | None
    seen_at: datetime
    change: FieldChange | None = None


class _ObservedRow(Struct, gc=False):
    """A row as it was last fetched; `last` is the number of that fetch, `steps` are the oldest first."""

    row: WireRow
    sources: tuple[ReportSource, ...]
    seen_at: datetime
    last: int
    steps: tuple[HistoryStep, ...]
    is_gone: bool = False

    @property
    def newest_first(self) -> tuple[HistoryStep, ...]:
        """The steps; of a row with one step the same object as those of all that were first seen with it."""
        return self.steps if len(self.steps) == 1 else self.steps[::-1]

    def add_step(self, kind: HistoryStepKind, seen_at: datetime, change: FieldChange | None = None) -> None:
        self.steps = (*self.steps, HistoryStep(kind, self.seen_at, seen_at, change))


class HistoryIndex:
    """What was observed of all rows. `add` snapshots in the order in which they were saved, the oldest first.

    Nothing that the garbage collector searches is kept for each row: meanwhile no other thread can run.
    """

    def __init__(self) -> None:
        self._rows: defaultdict[tuple[str, ListKind], dict[RowKey, _ObservedRow]] = defaultdict(dict)
        self._fetches = 0

    def add(self, snapshot: Snapshot) -> None:
        """Take in a fetch that is newer than those before."""
        seen_at = snapshot.facts.swedish_time
        self._fetches += 1
        first = (HistoryStep(HistoryStepKind.FIRST_SEEN, None, seen_at),)
        for kind, place, row in iter_rows(snapshot):
            sources = snapshot.sources_of_row(kind, place)
            rows, key = self._rows[sources[0].base_url, kind], row_key(row)
            known = rows.get(key)
            if known is None:
                rows[key] = _ObservedRow(row, sources, seen_at, self._fetches, first)
            elif known.last != self._fetches:  # of several rows that share a key, the first
                self._observe(known, row, sources, seen_at)
        self._observe_gone(snapshot, seen_at)

    def steps(self, base_url: str, kind: ListKind, row: WireRow) -> tuple[HistoryStep, ...]:
        """Return what was observed of a row, the newest first."""
        known = self._rows[base_url, kind].get(row_key(row))
        return known.newest_first if known else ()

    def gone_rows(self) -> Iterator[tuple[ListKind, WireRow, tuple[HistoryStep, ...]]]:
        """Yield the rows that the last fetch which covers them does not have, with what was observed of them."""
        for (_, kind), rows in self._rows.items():
            for known in rows.values():
                if known.is_gone:
                    yield kind, known.row, known.newest_first

    def _observe(self, known: _ObservedRow, row: WireRow, sources: tuple[ReportSource, ...], seen_at: datetime) -> None:
        if known.is_gone:
            known.add_step(HistoryStepKind.BACK, seen_at)
        for change in () if known.row == row else field_changes(known.row, row):
            known.add_step(HistoryStepKind.CHANGED, seen_at, change)
        known.row, known.sources, known.seen_at = row, sources, seen_at
        known.last, known.is_gone = self._fetches, False

    def _observe_gone(self, snapshot: Snapshot, seen_at: datetime) -> None:
        covered = complete_days(snapshot.facts)
        for rows in self._rows.values():
            for known in rows.values():
                if known.last == self._fetches or known.is_gone:
                    continue
                moment = parse_swedish_time(known.row.created_at)
                if moment and any(has_day(covered.get(source, ()), moment.date()) for source in known.sources):
                    known.add_step(HistoryStepKind.GONE, seen_at)
                    known.is_gone = True
