"""Saved reports in an export without a window: the fetch is saved, and compared with an earlier one."""

from contextlib import suppress
from datetime import date

from msgspec.structs import replace

from vitec_desktop.archive.changes import find_changes
from vitec_desktop.archive.handling_time import HandlingTimes, find_handling_times
from vitec_desktop.archive.key import ArchiveClosed
from vitec_desktop.archive.report_files import ReportNotSaved
from vitec_desktop.archive.retention import SavedReport
from vitec_desktop.archive.selection import Since, SinceKind
from vitec_desktop.archive.snapshot import Snapshot, take_snapshot
from vitec_desktop.archive.store import ReportArchive
from vitec_desktop.cli.arguments import UsageError
from vitec_desktop.cli.export_arguments import SavingArguments
from vitec_desktop.export.changes_content import ChangesContent, ChangesProblem
from vitec_desktop.export.export_spec import ExportRequest
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import FetchedReport
from vitec_desktop.webservice.session import Session


def since_of(given: SavingArguments) -> Since | None:
    """Return what to compare with; None for nothing."""
    if isinstance(given.since, date):
        return Since(SinceKind.DAY, given.since)
    return None if given.since is None else Since(SinceKind(given.since))


def check_saving(given: SavingArguments, archive: ReportArchive, message: str) -> None:
    """Raise UsageError with `message` if saved reports are asked for and not turned on."""
    if given.is_given and not archive.is_on:
        raise UsageError(message)


class SavedReportStep:
    """Saves and compares one fetch: `on_fetched` after it, `extend` before its file is written, `finish` after that."""

    def __init__(
        self,
        archive: ReportArchive,
        since: Since | None,
        should_save: bool,
        session: Session,
        request: ReportRequest,
        cancellation: CancellationToken,
    ) -> None:
        self._archive = archive
        self._since = since
        self._should_save = should_save
        self._session = session
        self._request = request
        self._cancellation = cancellation
        self._saved: SavedReport | None = None
        self._content: ChangesContent | None = None
        self._has_set_aside = False
        archive.on_set_aside = lambda _: self._note_set_aside()

    @property
    def problem(self) -> ChangesProblem | None:
        """What went wrong; None for nothing."""
        return self._content.problem if self._content else None

    @property
    def saved(self) -> SavedReport | None:
        """The report as it was saved; None if it was not."""
        return self._saved

    def on_fetched(self, fetched: FetchedReport) -> None:
        """Save the fetch and compare it. Never raises but Cancelled: the file is written in any case."""
        is_asked = self._since is not None or self._should_save
        if not is_asked and not self._archive.has_reports:
            return
        snapshot = take_snapshot(fetched, self._request, self._session)
        with suppress(ReportNotSaved):
            self._archive.note_answers(snapshot.facts)
        if fetched.has_no_results or not is_asked:
            return
        problem = self._save(snapshot) if self._should_save else None
        since = self._since
        if since is None:
            if self._has_set_aside:
                problem = problem or ChangesProblem.DAMAGED
            self._content = ChangesContent(None, SinceKind.LAST, problem, is_compared=False)
            return
        try:
            earlier = self._archive.find_earlier(snapshot.facts, since, check=self._cancellation.raise_if_cancelled)
        except ArchiveClosed as closed:
            self._content = ChangesContent(None, since.kind, ChangesProblem(closed.state.value))
            return
        if earlier.is_last_damaged or self._has_set_aside:
            problem = problem or ChangesProblem.LAST_DAMAGED
        changes = times = None
        if earlier.snapshot is not None:
            changes = find_changes(earlier.snapshot, snapshot, self._cancellation.raise_if_cancelled)
            times = self._find_times(snapshot)
        self._content = ChangesContent(changes, since.kind, problem, times=times)

    def extend(self, request: ExportRequest) -> ExportRequest:
        """Return the request with what the file says about changes."""
        return replace(request, changes=self._content)

    def finish(self, request: ExportRequest, *, plan_id: str = "") -> None:
        """Remember a complete workbook as the user's last export; that of a scheduled export apart."""
        if self._saved is None or not self._saved.facts.is_complete:
            return
        with suppress(ReportNotSaved):
            if plan_id:
                self._archive.remember_scheduled(plan_id, self._saved.id)
            elif request.target.suffix.lower() == WORKBOOK_SUFFIX and not request.spec.is_anonymised:
                self._archive.remember_export(self._saved.id)

    def _find_times(self, snapshot: Snapshot) -> HandlingTimes | None:
        archive, check = self._archive, self._cancellation.raise_if_cancelled
        try:
            earlier = archive.load_before(snapshot.facts, check=check)
            return find_handling_times(earlier, snapshot, by_person=archive.settings.are_times_by_person)
        except ArchiveClosed:
            return None

    def _note_set_aside(self) -> None:
        self._has_set_aside = True

    def _save(self, snapshot: Snapshot) -> ChangesProblem | None:
        try:
            self._saved = self._archive.save(snapshot, check=self._cancellation.raise_if_cancelled)
            self._archive.clean(check=self._cancellation.raise_if_cancelled)
        except ArchiveClosed as closed:
            return ChangesProblem(closed.state.value)
        except ReportNotSaved:
            return ChangesProblem.NOT_SAVED if self._saved is None else None
        return None
