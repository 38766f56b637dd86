"""What was observed of a row, fetch by fetch. The service tells how things stand, so a change has an interval."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field

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


class HistoryStep(Struct, frozen=True):
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


class _ObservedRow(Struct):
    row: WireRow
    day: date | None
    sources: tuple[ReportSource, ...]
    seen_at: datetime
    is_gone: bool = False
    steps: list[HistoryStep] = field(default_factory=list)


class HistoryIndex:
    """What was observed of all rows. `add` snapshots in the order in which they were saved, the oldest first."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, RowKey], _ObservedRow] = {}

    def add(self, snapshot: Snapshot) -> None:
        """Take in a fetch that is newer than those before."""
        seen_at = snapshot.facts.swedish_time
        present: set[tuple[str, RowKey]] = set()
        for kind, place, row in iter_rows(snapshot):
            sources = snapshot.sources_of_row(kind, place)
            key = sources[0].base_url, row_key(kind, row)
            if key not in present:  # of several rows that share a key, the first
                present.add(key)
                self._observe(key, row, sources, seen_at)
        self._observe_gone(snapshot, present, seen_at)

    def steps(self, base_url: str, kind: ListKind, row: WireRow) -> tuple[HistoryStep, ...]:
        """Return what was observed of a row, the newest first."""
        known = self._rows.get((base_url, row_key(kind, row)))
        return tuple(reversed(known.steps)) if known else ()

    def gone_rows(self) -> Iterator[tuple[RowKey, tuple[HistoryStep, ...]]]:
        """Yield the rows that the last fetch which covers them does not have, with what was observed of them."""
        for (_, key), known in self._rows.items():
            if known.is_gone:
                yield key, tuple(reversed(known.steps))

    def _observe(
        self, key: tuple[str, RowKey], row: WireRow, sources: tuple[ReportSource, ...], seen_at: datetime
    ) -> None:
        known = self._rows.get(key)
        if known is None:
            moment = parse_swedish_time(row.created_at)
            first = HistoryStep(HistoryStepKind.FIRST_SEEN, None, seen_at)
            self._rows[key] = _ObservedRow(row, moment.date() if moment else None, sources, seen_at, steps=[first])
            return
        if known.is_gone:
            known.steps.append(HistoryStep(HistoryStepKind.BACK, known.seen_at, seen_at))
        known.steps += [
            HistoryStep(HistoryStepKind.CHANGED, known.seen_at, seen_at, change)
            for change in (() if known.row == row else field_changes(known.row, row))
        ]
        known.row, known.sources, known.seen_at, known.is_gone = row, sources, seen_at, False

    def _observe_gone(self, snapshot: Snapshot, present: set[tuple[str, RowKey]], seen_at: datetime) -> None:
        covered = complete_days(snapshot.facts)
        for key, known in self._rows.items():
            if key in present or known.is_gone or known.day is None:
                continue
            if any(has_day(covered.get(source, ()), known.day) for source in known.sources):
                known.steps.append(HistoryStep(HistoryStepKind.GONE, known.seen_at, seen_at))
                known.is_gone = True
