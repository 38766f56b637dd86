"""Gives the details pane what was observed of a row in the saved reports."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.columns import Column
from vitec_desktop.report.fields import LEAD_ID, TIP_ID
from vitec_desktop.report.labels import ChangeKind
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import CHANGE_INDEXES, COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.ui.archive.archive_access import ArchiveAccess
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.fetch.report_fetcher import FetchResult
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.row_history import ObservedHistory

if TYPE_CHECKING:
    from vitec_desktop.archive.changes import ReportChanges
    from vitec_desktop.ui.archive.history_work import RowSteps

_ID_KEYS = (LEAD_ID.key, TIP_ID.key)


class HistoryController(QObject):
    """Reads the saved reports once for each report that is shown, when the details first ask for a row of it."""

    error_occurred = Signal(Exception)

    def __init__(
        self,
        access: ArchiveAccess,
        runner: JobRunner,
        pages: Iterable[ListPage],
        language: Language,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._access = access
        self._runner = runner
        self._pages = tuple(pages)
        self._language = language
        self._shown: FetchResult | None = None
        self._steps: RowSteps | None = None
        self._changes: ReportChanges | None = None
        self._job: Job | None = None
        for page in self._pages:
            page.set_history_provider(self.history_of)

    def set_shown(self, result: FetchResult | None) -> None:
        """Forget what was read for another report."""
        if result is self._shown:
            return
        self._shown = result
        self._forget()

    def start_over(self) -> None:
        """Show nothing of what may have been erased: read again what is saved."""
        self._forget()
        self._update_details()

    def _forget(self) -> None:
        self._steps = None
        if self._job is not None and self._job.is_running:
            self._job.cancel()
        self._job = None

    def set_changes(self, changes: "ReportChanges | None") -> None:
        """Set what has changed since the report that the shown one is compared with; None for none."""
        self._changes = changes
        self._update_details()

    def history_of(self, columns: Sequence[Column], row: Row) -> ObservedHistory | None:
        """Return what was observed of a row, that it is uncertain if it has no id; None before that has been read."""
        if self._steps is None:
            self._read()
            return None
        kind = next((kind for kind, own in COLUMNS.items() if own is columns or own == tuple(columns)), None)
        row_id = next((value for column, value in zip(columns, row, strict=True) if column.key in _ID_KEYS), None)
        if kind is None or not self._steps:
            return None
        steps = self._steps[kind].get(row_id, ()) if isinstance(row_id, str) else ()
        if row_id and not steps:
            return None
        from vitec_desktop.ui.archive.history_work import describe_history

        value = row[CHANGE_INDEXES[kind]]
        change = ChangeKind(value) if isinstance(value, str) and value else None
        return describe_history(
            steps, self._language, change, self._changes.since.swedish_time if self._changes else None
        )

    def _read(self) -> None:
        shown = self._shown
        if self._job is not None or shown is None or shown.snapshot is None:
            return
        snapshot, changes = shown.snapshot, self._changes
        if shown.selection.is_sample and (changes is None or changes.after is not snapshot):
            return

        def work(context: JobContext) -> "RowSteps":
            if shown.selection.is_sample:
                from vitec_desktop.ui.archive.history_work import find_histories

                return find_histories([changes.before] if changes else [], snapshot)
            if not self._access.has_files:
                return {}
            from vitec_desktop.ui.archive.history_work import read_histories

            return read_histories(self._access.open(), snapshot, context)

        self._job = self._runner.start_job(work, self._on_read, self._on_failed)

    def _on_read(self, steps: "RowSteps") -> None:
        self._steps = steps
        self._update_details()

    def _update_details(self) -> None:
        for page in self._pages:
            page.update_history()

    def _on_failed(self, error: Exception) -> None:
        """Show no history while saved reports are closed: the dialog and the start say why."""
        from vitec_desktop.archive.key import ArchiveClosed

        self._steps = {}
        if not isinstance(error, ArchiveClosed):
            self.error_occurred.emit(error)
