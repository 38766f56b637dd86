"""Which saved report another one is compared with."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from vitec_desktop.archive.changes import has_common_days
from vitec_desktop.archive.retention import SavedReport
from vitec_desktop.archive.snapshot import SnapshotFacts
from vitec_desktop.webservice.timestamps import SWEDEN


class SinceKind(StrEnum):
    """What a report is compared with."""

    LAST = "last"  # the report saved last
    LAST_EXPORT = "last-export"  # that of the user's own last complete workbook
    EARLIER_DAY = "earlier day"  # the last one of a day before this fetch
    DAY = "day"  # the newest one of a day, or before it
    SAVED_REPORT = "saved report"  # one that the user chose


class Since(Struct, frozen=True):
    """What a report is compared with; `day` belongs to DAY, `report_id` to SAVED_REPORT."""

    kind: SinceKind
    day: date | None = None
    report_id: str = ""


def earlier_reports(
    reports: Sequence[SavedReport], current: SnapshotFacts, since: Since, exports: Iterable[str]
) -> Iterator[SavedReport]:
    """Yield the reports to compare `current` with, the best one first.

    `reports` are newest first, `exports` are the ids of the user's own exports, newest first. Reports of other sources
    and `current` itself are left out. Those of which something can be compared come first.
    """
    sources = set(current.sources)
    found = [one for one in reports if sources.intersection(one.facts.sources)]
    found = [one for one in found if one.facts.fetched_at != current.fetched_at]
    by_id = {one.id: one for one in found}
    match since.kind:
        case SinceKind.LAST_EXPORT:
            found = [by_id[one] for one in exports if one in by_id]
        case SinceKind.SAVED_REPORT:
            found = [by_id[since.report_id]] if since.report_id in by_id else []
        case SinceKind.EARLIER_DAY:
            today = current.swedish_time.date()
            found = [one for one in found if one.facts.swedish_time.date() < today]
        case SinceKind.DAY:
            day = since.day or date.max
            found = [one for one in found if one.facts.fetched_at.astimezone(SWEDEN).date() <= day]
            found.sort(key=lambda one: one.facts.fetched_at, reverse=True)
        case SinceKind.LAST:
            pass
    yield from sorted(found, key=lambda one: not has_common_days(one.facts, current))
