"""People in saved reports: found and removed, one person or all of a row."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, structs

from vitec_desktop.archive.changes import complete_days
from vitec_desktop.archive.day_ranges import DayRange, has_day
from vitec_desktop.archive.identity import RowKey, row_key, title_of
from vitec_desktop.archive.snapshot import ReportSource, Snapshot, iter_rows
from vitec_desktop.report.people_text import fold
from vitec_desktop.webservice.models import Contact, ListKind, OutgoingLead, SentTip, WireRow
from vitec_desktop.webservice.timestamps import parse_swedish_time

MIN_LETTERS = 2
"""The shortest name that is looked for."""

GONE_DAYS = 30
"""A row that is gone for so long keeps its figures and loses its people."""


class Person:
    """A person to find: by the whole name, folded as all people's text is, or by the exact contact id."""

    def __init__(self, text: str) -> None:
        """Raise ValueError if the text is shorter than MIN_LETTERS."""
        self._id = text.strip()
        self._name = fold(text)
        if len(self._name) < MIN_LETTERS:
            raise ValueError("too short")
        # In texts the name is found with a genitive too: "Eva Lunds lägenhet".
        self._in_text = re.compile(rf"(?<!\w){re.escape(self._name)}(?:'?s)?(?!\w)")

    def is_contact(self, contact: Contact | None) -> bool:
        if contact is None:
            return False
        name = fold(f"{contact.first_name or ''} {contact.last_name or ''}")
        return name == self._name or contact.id == self._id

    def is_in_text(self, text: str | None) -> bool:
        return bool(text) and self._in_text.search(fold(text or "")) is not None

    def is_in(self, row: WireRow) -> bool:
        return self.is_contact(row.contact) or self.is_in_text(title_of(row)) or self.is_in_text(_message_of(row))

    def removed_from(self, row: WireRow) -> WireRow:
        """Return the row without the person: without contact, message and title if it is about them.

        A title or a message that only names them goes as a whole.
        """
        if self.is_contact(row.contact):
            return _with_texts(structs.replace(row, contact=None), None, None)
        title, message = title_of(row), _message_of(row)
        return _with_texts(
            row, None if self.is_in_text(title) else title, None if self.is_in_text(message) else message
        )


class PersonMatches(Struct, frozen=True):
    """Where a person was found: the number of rows, each counted once, and of saved reports.

    Attributes:
        damaged: damaged files, which cannot be searched; forgetting a person deletes them.
        unsearched: other files that cannot be searched: of another key, a newer version, or closed by the system.
    """

    rows: int
    reports: int
    damaged: int = 0
    unsearched: int = 0


def find_person(snapshots: Iterable[Snapshot], person: Person) -> PersonMatches:
    """Count the rows and reports that a person is in."""
    keys: set[tuple[ListKind, RowKey]] = set()
    reports = 0
    for snapshot in snapshots:
        found = {(kind, row_key(row)) for kind, _, row in iter_rows(snapshot) if person.is_in(row)}
        keys |= found
        reports += bool(found)
    return PersonMatches(len(keys), reports)


def remove_person(snapshot: Snapshot, person: Person) -> Snapshot | None:
    """Return the snapshot without a person; None if they are not in it."""
    return _with_changed_rows(snapshot, lambda kind, place, row: person.removed_from(row) if person.is_in(row) else row)


def without_people(row: WireRow) -> WireRow:
    """Return the row with its figures only: states, estate, companies, types, its id and time of creation."""
    changed: dict[str, Any] = {"contact": None}
    for name in ("sender", "receiver", "user"):
        party = getattr(row, name, None)
        if party is not None:
            kept = {field: None for field in ("id", "name", "employee_number") if hasattr(party, field)}
            changed[name] = structs.replace(party, **kept)
    return _with_texts(structs.replace(row, **changed), None, None)


class _SeenRow(Struct, gc=False):
    """What newer snapshots have of a row: the garbage collector need not look through as many as there are rows.

    Attributes:
        is_long_gone: whether all its people are to go.
        fetches: in how many of the two newest complete fetches of the row it has been looked at; `last` is the
            number of the last snapshot that was counted.
        has_contact: whether one of these has a contact.
    """

    is_long_gone: bool
    fetches: int = 0
    last: int = -1
    has_contact: bool = False


class PeopleCleaner:
    """Removes the people that the service no longer has from older reports.

    A contact goes where the two newest complete fetches of its row have none; all people of a row go where it is gone
    for GONE_DAYS.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._coverage: list[tuple[datetime, str, dict[ReportSource, tuple[DayRange, ...]]]] = []
        self._seen: defaultdict[tuple[str, ListKind], dict[RowKey, _SeenRow]] = defaultdict(dict)

    def clean(self, snapshot: Snapshot) -> Snapshot | None:
        """Return a snapshot without the people that are to go, None if it has none of them; the newest comes first."""
        facts = snapshot.facts
        number = len(self._coverage)
        is_complete = facts.is_complete

        def cleaned(kind: ListKind, place: int, row: WireRow) -> WireRow:
            sources = snapshot.sources_of_row(kind, place)
            rows, key = self._seen[sources[0].base_url, kind], row_key(row)
            seen = rows.get(key)
            if seen is None:
                seen = rows[key] = _SeenRow(self._is_long_gone(row, sources, facts.status))
            if is_complete and (seen.fetches < 2 or seen.last == number):
                seen.fetches += seen.last != number  # of rows that share a key, the fetch counts once
                seen.last = number
                seen.has_contact |= _has_contact(row)
            if seen.is_long_gone:
                return without_people(row)
            if seen.fetches == 2 and not seen.has_contact and _has_contact(row):
                return structs.replace(row, contact=None)
            return row

        changed = _with_changed_rows(snapshot, cleaned)
        self._coverage.append((facts.fetched_at, facts.status, complete_days(facts)))
        return changed

    def _is_long_gone(self, row: WireRow, sources: Sequence[ReportSource], status: str) -> bool:
        """Whether the first newer fetch that covers a row, which no newer one has, is GONE_DAYS old."""
        moment = parse_swedish_time(row.created_at) if self._coverage else None
        if moment is None:
            return False
        long_ago = self._now - timedelta(days=GONE_DAYS)
        for fetched_at, other_status, covered in reversed(self._coverage):
            if other_status == status and any(has_day(covered.get(source, ()), moment.date()) for source in sources):
                return fetched_at <= long_ago
        return False


def _with_changed_rows(snapshot: Snapshot, change: Callable[[ListKind, int, WireRow], WireRow]) -> Snapshot | None:
    """Return the snapshot with changed rows; None if `change` returns each row as it is."""
    rows = {kind: list(found) for kind, found in snapshot.rows.items()}
    is_changed = False
    for kind, place, row in iter_rows(snapshot):
        changed = change(kind, place, row)
        if changed is not row and changed != row:
            rows[kind][place] = changed
            is_changed = True
    return snapshot.with_rows(rows) if is_changed else None


def _has_contact(row: WireRow) -> bool:
    return row.contact is not None and any((row.contact.first_name, row.contact.last_name))


def _message_of(row: WireRow) -> str | None:
    facts = row.tip if isinstance(row, SentTip) else row.lead
    return facts.message if facts else None


def _with_texts(row: WireRow, title: str | None, message: str | None) -> WireRow:
    """Return the row with another title and message, where it has an object for them."""
    if isinstance(row, SentTip):
        return structs.replace(row, tip=structs.replace(row.tip, title=title, message=message)) if row.tip else row
    if isinstance(row, OutgoingLead):
        return structs.replace(row, lead=structs.replace(row.lead, title=title, message=message)) if row.lead else row
    return structs.replace(row, lead=structs.replace(row.lead, title=title, message=message)) if row.lead else row
