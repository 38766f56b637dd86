"""Which saved reports are deleted: by age, by size, and so that old times have fewer of them."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from msgspec import Struct

from vitec_desktop.accounts.machine_defaults import MAX_ARCHIVE_MONTHS
from vitec_desktop.archive.snapshot import ReportSource, SnapshotFacts
from vitec_desktop.webservice.timestamps import SWEDEN

MIN_MONTHS, DEFAULT_MONTHS, MAX_MONTHS = 1, 13, MAX_ARCHIVE_MONTHS
MAX_BYTES = 200 * 1024 * 1024

_ALL_DAYS = 14
"""Every fetch of so many days is kept."""
_DAILY_DAYS = _ALL_DAYS + 8 * 7
"""One a day of so many days, one a week before."""


class SavedReport(Struct, frozen=True):
    """A saved report, without its rows. `size` is in bytes."""

    id: str
    facts: SnapshotFacts
    size: int

    @property
    def fetched_at(self) -> datetime:
        """When the report was fetched, as aware Swedish time."""
        return self.facts.swedish_time

    @property
    def row_count(self) -> int:
        return sum(self.facts.row_counts.values())


def newest_first(reports: Iterable[SavedReport]) -> list[SavedReport]:
    """Return the reports in the order in which they were saved, the last one first, whatever the clock said."""
    return sorted(reports, key=lambda one: (one.facts.number, one.facts.fetched_at, one.id), reverse=True)


def reports_to_delete(
    reports: Iterable[SavedReport], now: datetime, months: int, spared: AbstractSet[str], max_bytes: int = MAX_BYTES
) -> list[SavedReport]:
    """Return the reports to delete.

    Older than `months`: all. Beyond that every fetch of 14 days stays, one a day of the 8 weeks before, one a week
    before those, each among those of the same sources and status; `spared` ones stay too. Then the oldest go until all
    have room in `max_bytes`.
    """
    ordered = newest_first(reports)
    oldest = months_before(now, months)
    dropped = {one.id for one in ordered if one.facts.fetched_at < oldest} | _thinned(ordered, now, spared)
    size = sum(one.size for one in ordered if one.id not in dropped)
    for one in reversed(ordered):
        if size <= max_bytes:
            break
        if one.id not in dropped:
            dropped.add(one.id)
            size -= one.size
    return [one for one in ordered if one.id in dropped]


def months_before(moment: datetime, months: int) -> datetime:
    """Return the same day and time of day some months earlier; the month's last day where it has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    for day in range(moment.day, 0, -1):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def _thinned(ordered: Sequence[SavedReport], now: datetime, spared: AbstractSet[str]) -> set[str]:
    """Return the ids of all but one report a day, or a week, of older times: a complete one, of the longest period."""
    best: dict[tuple[frozenset[ReportSource], str, date], SavedReport] = {}
    thinned: set[str] = set()
    for one in ordered:
        age = (now - one.facts.fetched_at).days
        if age < _ALL_DAYS or one.id in spared:
            continue
        day = one.facts.fetched_at.astimezone(SWEDEN).date()
        bucket = day if age < _DAILY_DAYS else day - timedelta(days=day.weekday())
        group = frozenset(one.facts.sources), one.facts.status.value, bucket
        other = best.setdefault(group, one)
        if other is not one:
            best[group], worse = (one, other) if _worth(one) > _worth(other) else (other, one)
            thinned.add(worse.id)
    return thinned


def _worth(report: SavedReport) -> tuple[bool, int]:
    facts = report.facts
    return facts.is_complete, (facts.last_day - facts.first_day).days
