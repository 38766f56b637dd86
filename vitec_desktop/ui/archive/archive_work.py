"""What is done with saved reports on worker threads."""

from collections.abc import Mapping
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.archive.report_files import ReportMissing, ReportNotSaved
from vitec_desktop.archive.retention import SavedReport
from vitec_desktop.archive.snapshot import Snapshot, release_rows, sources_of
from vitec_desktop.archive.store import ArchiveStatus, ReportArchive
from vitec_desktop.ui.common.jobs import JobContext
from vitec_desktop.ui.connections.connection_store import SelectableOffice
from vitec_desktop.ui.fetch.report_fetcher import FetchResult, ReportSelection
from vitec_desktop.webservice.request import LoginCustomers


class SaveOutcome(Struct, frozen=True):
    """What became of a fetch: `saved` is None if reports are not saved."""

    status: ArchiveStatus
    saved: SavedReport | None = None


def save_fetched(archive: ReportArchive, snapshot: Snapshot, context: JobContext, *, may_prompt: bool) -> SaveOutcome:
    """Save a fetch, if reports are saved and something came, and then delete what is too old.

    Raises:
        ArchiveClosed, ReportNotSaved: it is not saved.
    """
    facts = snapshot.facts
    archive.note_answers(facts)
    status = archive.status(may_prompt=may_prompt)
    if not status.is_on or not facts.answered_sources:
        return SaveOutcome(status)
    cancellation = context.cancellation
    saved = archive.save(
        snapshot, may_prompt=may_prompt, check=cancellation.raise_if_cancelled, cancellation=cancellation
    )
    clean(archive, context)
    return SaveOutcome(archive.status(), saved)


def turn_on_and_save(archive: ReportArchive, snapshot: Snapshot | None, context: JobContext) -> SaveOutcome:
    """Save reports from now on, beginning with this one; the keyring may prompt.

    Raises:
        ArchiveClosed, ReportNotSaved
    """
    archive.turn_on(cancellation=context.cancellation)
    if snapshot is None:
        return SaveOutcome(archive.status())
    return save_fetched(archive, snapshot, context, may_prompt=True)


def load_newest(
    archive: ReportArchive,
    selected: Mapping[SelectableOffice, LoginCustomers],
    offices: Mapping[SelectableOffice, LoginCustomers],
    context: JobContext,
    *,
    may_prompt: bool,
) -> FetchResult | None:
    """Return the newest saved report of any of the selected offices; None if there is none.

    `offices` are all that can be selected.

    Raises:
        ArchiveClosed
    """
    if may_prompt:
        archive.list(may_prompt=True)
    sources = [source for login in selected.values() for source in sources_of([login])]
    found = archive.load_newest(sources, check=context.cancellation.raise_if_cancelled)
    return None if found is None else as_fetch_result(found[0].id, found[1], offices)


def load_report(
    archive: ReportArchive, report_id: str, offices: Mapping[SelectableOffice, LoginCustomers], context: JobContext
) -> FetchResult:
    """Return a saved report; `offices` are all that can be selected.

    Raises:
        ArchiveClosed, ReportMissing, ReportRefused, ReportNewer, OtherKey, ReportDamaged
    """
    snapshot = archive.load(report_id, check=context.cancellation.raise_if_cancelled)
    return as_fetch_result(report_id, snapshot, offices)


def load_changed(
    archive: ReportArchive, shown: FetchResult, offices: Mapping[SelectableOffice, LoginCustomers], context: JobContext
) -> FetchResult | None:
    """Return the saved report that is shown as its file is now; None if its rows are the same.

    Raises:
        ArchiveClosed, ReportMissing, ReportRefused, ReportNewer, OtherKey, ReportDamaged
    """
    if not archive.has_report(shown.saved_id):  # without the key too, which is deleted with the last one
        raise ReportMissing
    snapshot = archive.load(shown.saved_id, check=context.cancellation.raise_if_cancelled)
    if shown.snapshot and shown.snapshot.has_same_rows(snapshot):
        release_rows(snapshot)
        return None
    return as_fetch_result(shown.saved_id, snapshot, offices)


def clean(archive: ReportArchive, context: JobContext) -> None:
    """Delete what is too old, if the disk lets us; the next start tries again."""
    with suppress(ReportNotSaved):
        archive.clean(check=context.cancellation.raise_if_cancelled)


def as_fetch_result(
    report_id: str, snapshot: Snapshot, offices: Mapping[SelectableOffice, LoginCustomers]
) -> FetchResult:
    """Return a saved report as the window shows it, for those of the offices that it is of."""
    sources = set(snapshot.facts.sources)
    its_offices = tuple(office for office, login in offices.items() if sources.intersection(sources_of([login])))
    facts = snapshot.facts
    selection = ReportSelection(its_offices, facts.first_day, facts.last_day, facts.status)
    return FetchResult(selection, replace(snapshot.report, is_saved=True), {}, snapshot, report_id)
