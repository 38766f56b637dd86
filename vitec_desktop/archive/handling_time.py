"""How long it took until leads and tips were handled, as observed: an interval for each row, never a point."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from statistics import median

from msgspec import Struct

from vitec_desktop.archive.changes import is_unhandled
from vitec_desktop.archive.identity import row_ids, state_of
from vitec_desktop.archive.snapshot import Snapshot, row_blocks
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.labels import UNHANDLED_STATES
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.tables import LISTS_WITH_STATES
from vitec_desktop.webservice.models import ListKind, WireRow
from vitec_desktop.webservice.timestamps import parse_swedish_time

_HOURS = QT_TRANSLATE_NOOP("HandlingTime", "{count} tim")
_DAYS = QT_TRANSLATE_NOOP("HandlingTime", "{count} d")
_ABOUT = QT_TRANSLATE_NOOP("HandlingTime", "omkring {time}")
_WITHIN_HOUR = QT_TRANSLATE_NOOP("HandlingTime", "inom 1 tim")
_HOURS_UNTIL = timedelta(days=2)

_Interval = tuple[timedelta, timedelta]
_Table = tuple[str, ListKind]  # a list of an address


class HandlingTime(Struct, frozen=True):
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


class _Observed(Struct, frozen=True):
    """When the rows of a table were last seen unhandled, and first seen handled after that, by their ids.

    No object for each row: to free 100,000 of them, other threads would have to wait.
    """

    last_unhandled: dict[str, datetime | None] = {}
    first_handled: dict[str, datetime | None] = {}

    def follow(self, row_id: str) -> None:
        self.last_unhandled[row_id] = self.first_handled[row_id] = None

    def add(self, row_id: str, state: str | None, seen_at: datetime) -> None:
        """Take note of a row's state, if the row is followed."""
        if state is None or row_id not in self.first_handled:
            return
        if state in UNHANDLED_STATES:
            self.last_unhandled[row_id], self.first_handled[row_id] = seen_at, None
        elif self.first_handled[row_id] is None:
            self.first_handled[row_id] = seen_at

    def interval(self, row_id: str, row: WireRow) -> _Interval | None:
        """Return how long it took until a row was handled; None if that was not seen."""
        unhandled, handled = self.last_unhandled.get(row_id), self.first_handled.get(row_id)
        created = parse_swedish_time(row.created_at) if unhandled and handled else None
        if created is None or unhandled is None or handled is None:
            return None
        zero = timedelta(0)
        return max(zero, unhandled - created), max(zero, handled - created)


class HandlingTimes(Struct, frozen=True):
    """The observed times of a report: of all its rows, of each office, and of each person if that was asked for.

    Offices and people are in alphabetical order of their folded names, people by office.
    """

    total: HandlingTime
    offices: tuple[HandlingTime, ...]
    people: tuple[HandlingTime, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no row was seen unhandled."""
        return not self.offices


def find_handling_times(earlier: Iterable[Snapshot], current: Snapshot, *, by_person: bool = False) -> HandlingTimes:
    """Return the times of the rows of `current`.

    Args:
        earlier: the fetches before it, in the order in which they were saved, the oldest first.
        by_person: for each receiver too, which is follow-up of single employees.
    """
    observed: defaultdict[_Table, _Observed] = defaultdict(_Observed)
    for table, row_id, row in _rows(current):
        if state_of(row) is not None:
            observed[table].follow(row_id)
    for snapshot in chain(earlier, (current,)):
        seen_at = snapshot.facts.fetched_at
        for table, row_id, row in _rows(snapshot):
            observed[table].add(row_id, state_of(row), seen_at)
    total: list[_Interval | None] = []
    offices: dict[str, list[_Interval | None]] = {}
    people: dict[tuple[str, str], list[_Interval | None]] = {}
    names: dict[str, str] = {}
    groups: dict[tuple[str, str], tuple[str, str]] = {}  # folded, by the names
    for table, row_id, row in _rows(current):
        interval = None
        if not is_unhandled(row):
            interval = observed[table].interval(row_id, row)
            if interval is None:
                continue
        receiver = row.receiver
        office = (receiver.company.name if receiver and receiver.company else None) or ""
        person = (receiver.name if receiver else None) or ""
        group = groups.get((office, person))
        if group is None:
            group = groups[office, person] = fold(office), fold(person)
            for folded, name in zip(group, (office, person), strict=True):
                names.setdefault(folded, name)
        total.append(interval)
        offices.setdefault(group[0], []).append(interval)
        if by_person:
            people.setdefault(group, []).append(interval)
    return HandlingTimes(
        _summarise("", None, total),
        tuple(_summarise(names[office], None, offices[office]) for office in sorted(offices)),
        tuple(_summarise(names[office], names[person], people[office, person]) for office, person in sorted(people)),
    )


def interval_text(time: HandlingTime, language: Language) -> str:
    """Return "5–8 tim", "20 tim–3 d" or "omkring 4 d"; "" without a handled row."""
    if time.shortest is None or time.longest is None:
        return ""
    (least, unit), (most, other) = _count(time.shortest), _count(time.longest)
    if (least, unit) == (most, other):
        source = _ABOUT if most else _WITHIN_HOUR
        return language.text("HandlingTime", source).format(time=_with_unit(most, other, language))
    first = format_count(least, language) if unit == other else _with_unit(least, unit, language)
    return f"{first}–{_with_unit(most, other, language)}"


def _count(time: timedelta) -> tuple[int, str]:
    """Return a time in whole hours, from two days on in whole days."""
    if time < _HOURS_UNTIL:
        return round(time / timedelta(hours=1)), _HOURS
    return round(time / timedelta(days=1)), _DAYS


def _with_unit(count: int, unit: str, language: Language) -> str:
    return language.text("HandlingTime", unit).format(count=format_count(count, language))


def _rows(snapshot: Snapshot) -> Iterator[tuple[_Table, str, WireRow]]:
    """Yield the rows that have an id and may have a state, each with its table: others cannot be followed."""
    addresses = {source.base_url for source in snapshot.facts.sources}
    for kind in LISTS_WITH_STATES:
        table = min(addresses, default=""), kind
        for start, rows in row_blocks(snapshot.rows.get(kind, ())):
            for place, (row_id, row) in enumerate(zip(row_ids(kind, rows), rows, strict=True), start):
                if not row_id:
                    continue
                if len(addresses) > 1:
                    table = snapshot.sources_of_row(kind, place)[0].base_url, kind
                yield table, row_id, row


def _summarise(office: str, person: str | None, intervals: list[_Interval | None]) -> HandlingTime:
    known = [interval for interval in intervals if interval is not None]
    ends = [median(one) for one in zip(*known, strict=True)] if known else [None, None]
    return HandlingTime(office, person, ends[0], ends[1], len(known), len(intervals) - len(known))
