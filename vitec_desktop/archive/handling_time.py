"""How long it took until leads and tips were handled, as observed: an interval for each row, never a point."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from vitec_desktop.archive.changes import is_unhandled
from vitec_desktop.archive.identity import RowKey, row_key, state_of
from vitec_desktop.archive.snapshot import Snapshot, iter_rows
from vitec_desktop.report.people_text import fold
from vitec_desktop.webservice.models import WireRow
from vitec_desktop.webservice.timestamps import parse_swedish_time


@dataclass(frozen=True, slots=True)
class HandlingTime:
    """The observed times of one office, or of one person there.

    Attributes:
        office: the receiver's company; "" for none.
        person: the receiver; None for the office.
        shortest, longest: the medians of the intervals' ends, from a row's creation; None without a handled row.
        handled: the number of rows that were seen unhandled and later not.
        waiting: the number of rows that are still unhandled.
    """

    office: str
    person: str | None
    shortest: timedelta | None
    longest: timedelta | None
    handled: int
    waiting: int


@dataclass(slots=True)
class _Observed:
    last_unhandled: datetime | None = None
    first_handled: datetime | None = None

    def add(self, row: WireRow, seen_at: datetime) -> None:
        if is_unhandled(row):
            self.last_unhandled, self.first_handled = seen_at, None
        elif self.first_handled is None and state_of(row) is not None:
            self.first_handled = seen_at


def find_handling_times(
    earlier: Iterable[Snapshot], current: Snapshot, *, by_person: bool = False
) -> tuple[HandlingTime, ...]:
    """Return the times of the rows of `current`, by office in alphabetical order of their folded names.

    Args:
        earlier: the fetches before it, in the order in which they were saved, the oldest first.
        by_person: for each receiver, which is follow-up of single employees.
    """
    observed: dict[tuple[str, RowKey], _Observed] = {key: _Observed() for key, _ in _rows(current)}
    for snapshot in (*earlier, current):
        for key, row in _rows(snapshot):
            if key in observed:
                observed[key].add(row, snapshot.facts.fetched_at)
    groups: dict[tuple[str, str | None], list[tuple[timedelta, timedelta] | None]] = {}
    names: dict[tuple[str, str | None], tuple[str, str | None]] = {}
    for key, row in _rows(current):
        interval = _interval(row, observed[key])
        if interval is None and not is_unhandled(row):
            continue
        office = (row.receiver.company.name if row.receiver and row.receiver.company else None) or ""
        person = ((row.receiver.name if row.receiver else None) or "") if by_person else None
        group = fold(office), None if person is None else fold(person)
        names.setdefault(group, (office, person))
        groups.setdefault(group, []).append(None if is_unhandled(row) else interval)
    return tuple(
        _summarise(*names[group], groups[group]) for group in sorted(groups, key=lambda one: (one[0], one[1] or ""))
    )


def _rows(snapshot: Snapshot) -> Iterable[tuple[tuple[str, RowKey], WireRow]]:
    """Yield the rows that have a state and an id: others cannot be followed."""
    for kind, place, row in iter_rows(snapshot):
        if row.row_id and state_of(row) is not None:
            yield (snapshot.sources_of_row(kind, place)[0].base_url, row_key(kind, row)), row


def _interval(row: WireRow, observed: _Observed) -> tuple[timedelta, timedelta] | None:
    created = parse_swedish_time(row.created_at)
    if created is None or observed.last_unhandled is None or observed.first_handled is None:
        return None
    zero = timedelta(0)
    return max(zero, observed.last_unhandled - created), max(zero, observed.first_handled - created)


def _summarise(office: str, person: str | None, intervals: list[tuple[timedelta, timedelta] | None]) -> HandlingTime:
    known = [interval for interval in intervals if interval is not None]
    ends = [median(one) for one in zip(*known, strict=True)] if known else [None, None]
    return HandlingTime(office, person, ends[0], ends[1], len(known), len(intervals) - len(known))
