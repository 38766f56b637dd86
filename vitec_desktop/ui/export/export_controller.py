"""Runs exports: shows the dialog, writes the file in a worker thread, and reports the result."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError, TargetInUse
from vitec_desktop.export.export_spec import (
    ExportRequest,
    ExportResult,
    ExportSpec,
    no_earlier_periods,
)
from vitec_desktop.export.exporter import write_report
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX, path_with_time, suggested_file_name
from vitec_desktop.report.formatting import format_count, group_digits
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.ui.common.desktop_files import (
    default_folder,
    find_default_folder,
    open_file,
    show_in_folder_or_notify,
)
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.export.export_options import (
    ExportDialogData,
    ExportOptions,
    load_export_options,
    save_export_options,
)
from vitec_desktop.ui.export.shown_content import shown_lists, shown_unhandled
from vitec_desktop.ui.export.target_check import TargetCheck
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel
from vitec_desktop.ui.widgets.progress_row import ProgressRow
from vitec_desktop.webservice.request import Customer

if TYPE_CHECKING:
    from vitec_desktop.export.changes_content import ChangesContent
    from vitec_desktop.report.statistics import EarlierPeriods
    from vitec_desktop.ui.export.export_dialog import ExportDialog

Wait = Callable[[Callable[[], object]], object]
"""Calls a function when something is known."""

EarlierPeriodsProvider = Callable[[Report | None], "Callable[[], EarlierPeriods | None]"]
"""Gets the report to export, or None for what the tables show. Returns a function that finds the same rows of the
earlier periods in a worker thread."""


class ExportController(QObject):
    """Runs one export at a time.

    After `started`, `finished` comes once, and then one of `saved`, `failed` and `cancelled`.
    """

    started = Signal()
    progressed = Signal(int, int)  # rows written, rows in all
    finished = Signal()
    saved = Signal(ExportResult)
    complete_workbook_saved = Signal(Report)  # one with all rows and their contacts
    failed = Signal(Exception)
    cancelled = Signal()
    notice_requested = Signal(Notice)
    copy_image_requested = Signal()  # of the overview
    error_occurred = Signal(Exception)

    def __init__(
        self,
        settings_store: SettingsStore,
        runner: JobRunner,
        theme: Theme,
        language: Language,
        shown_report: ShownReport,
        progress_row: ProgressRow,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._settings_store = settings_store
        self._runner = runner
        self._theme = theme
        self._language = language
        self._window = window
        self._shown_report = shown_report
        self._earlier_periods_provider: EarlierPeriodsProvider = lambda _: no_earlier_periods
        self._wait_for_earlier_periods: Wait = lambda action: action()
        self._changes_provider: Callable[[Report], ChangesContent | None] = lambda report: None
        self._wait_for_changes: Wait = lambda action: action()
        self._name_of: Callable[[Sequence[Customer]], str] = lambda _: ""
        self._is_sample: Callable[[], bool] = lambda: False
        self._job: Job | None = None
        self._waiting: Callable[[], object] | None = None
        self._progress_row = progress_row
        self._progress_row.cancel_requested.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """Whether a file is being written, or will be when the report has been compared."""
        return self._job is not None or self._waiting is not None

    def set_changes_provider(self, provider: "Callable[[Report], ChangesContent | None]", wait: Wait) -> None:
        """Set where the changes of a report since an earlier fetch come from, and what waits until they are known.

        The provider returns None for a report without.
        """
        self._changes_provider, self._wait_for_changes = provider, wait

    def set_earlier_periods_provider(self, provider: EarlierPeriodsProvider, wait: Wait) -> None:
        """Set where the earlier periods of a workbook come from, and what waits until they are fetched."""
        self._earlier_periods_provider, self._wait_for_earlier_periods = provider, wait

    def set_chain_names(self, name_of: Callable[[Sequence[Customer]], str]) -> None:
        """Set what returns the name of the sign-in with which some offices were fetched, "" for none."""
        self._name_of = name_of

    def set_sample_check(self, is_sample: Callable[[], bool]) -> None:
        """Set what returns whether the report that is shown is one of the sample service."""
        self._is_sample = is_sample

    def show_dialog(self, report: Report) -> None:
        """Let the user choose what of `report` to save, and where."""
        settings = self._settings_store.current
        data = ExportDialogData(
            name=suggested_file_name(report.scope, self._language, ""),
            folder=default_folder(settings.export_folder),
            all_rows={kind: len(rows) for kind, rows in report.tables.items()},
            shown_rows={kind: page.model.shown_count for kind, page in self._shown_report.pages.items()},
            is_complete=report.is_complete,
            has_shown_unhandled=shown_unhandled(self._shown_report) is not None,
            options=load_export_options(settings),
        )
        from vitec_desktop.ui.export.export_dialog import ExportDialog

        dialog = ExportDialog(self._theme, self._language, data, self._window)
        dialog.save_requested.connect(lambda target, options: self._on_save_requested(report, target, options))
        target_check = TargetCheck(self._runner, dialog)
        dialog.target_check_requested.connect(target_check.start)
        target_check.checked.connect(dialog.show_target_state)
        target_check.failed.connect(self.error_occurred)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._wait_for_changes(lambda: self._show_changes_written(dialog, report))
        find_default_folder(self._runner, settings.export_folder, dialog.suggest_folder, self.error_occurred)

    def _show_changes_written(self, dialog: "ExportDialog", report: Report) -> None:
        """Say in the dialog whether the report was compared, unless it was closed before that was known."""
        if isValid(dialog):
            dialog.set_changes_written(self._changes_provider(report) is not None)

    def save(self, report: Report, target: Path, spec: ExportSpec, *, keeps_both: bool) -> None:
        """Write the file of a report when its changes are known, a workbook when its earlier periods are fetched too.

        Do nothing while another is being written.
        """
        is_sample = self._is_sample()

        def write() -> None:
            request = ExportRequest(
                target,
                self._language,
                spec,
                self._earlier_periods_provider(report if spec.is_everything else None),
                self._changes_provider(report),
                keeps_both=keeps_both,
                chain="" if is_sample else self._name_of(report.scope.customers),
                is_sample=is_sample,
            )
            self.start(report, request)

        if self.is_running:
            return
        self._waiting = write
        if target.suffix.lower() == WORKBOOK_SUFFIX:
            self._wait_for_earlier_periods(lambda: self._wait_for_changes(lambda: self._end_waiting(write)))
        else:
            self._wait_for_changes(lambda: self._end_waiting(write))
        if self.is_running and self._job is None:
            self._show_progress(self.tr("Väntar på jämförelsen…"))

    def _end_waiting(self, write: Callable[[], object]) -> None:
        """Write the file, unless that was cancelled."""
        if self._waiting is write:
            self._waiting = None
            write()

    def start(self, report: Report, request: ExportRequest) -> None:
        """Write the file in a worker thread. Do nothing while another export runs."""
        if self._job:
            return

        def work(context: JobContext) -> ExportResult:
            return write_report(
                report, request, context.cancellation, lambda done, total: context.report_progress((done, total))
            )

        self._job = job = self._runner.create_job(work)
        job.progressed.connect(lambda counts: self._on_progressed(*counts))
        job.succeeded.connect(lambda result: self._on_succeeded(result, report, request.spec))
        job.failed.connect(lambda error: self._on_failed(error, report, request))
        job.cancelled.connect(self._on_cancelled)
        self._show_progress(self.tr("Sparar…"))
        job.start()

    def _show_progress(self, text: str) -> None:
        # Before `started`: "Cancel" takes the focus of a button that is disabled then.
        self._progress_row.start(text)
        self.started.emit()

    def cancel(self) -> None:
        """Cancel the export; an existing file is unchanged."""
        if self._job:
            self._job.cancel()
        elif self._waiting:
            self._waiting = None
            self._on_cancelled()

    def _on_save_requested(self, report: Report, target: Path, options: ExportOptions) -> None:
        save_export_options(self._settings_store, options, target.parent)
        spec = ExportSpec(
            shown_lists(self._shown_report) if options.is_shown else None,
            options.sheets,
            options.is_anonymised,
            shown_unhandled(self._shown_report) if options.is_shown else None,
        )
        self.save(report, target, spec, keeps_both=not options.is_replacing)

    def _on_progressed(self, done: int, total: int) -> None:
        text = group_digits(self.tr("{done} av %n rader sparade", "", total), total, self._language)
        text = text.format(done=format_count(done, self._language))
        self._progress_row.set_progress(done, total, text)
        self.progressed.emit(done, total)

    def _finish(self) -> None:
        self._job = None
        # Before the row is hidden: "Cancel" then returns the focus.
        self.finished.emit()
        self._progress_row.stop()

    def _on_succeeded(self, result: ExportResult, report: Report, spec: ExportSpec) -> None:
        self._finish()
        path = result.path.absolute()
        actions = (
            NoticeAction(self.tr("Öppna"), lambda: self._open(path)),
            NoticeAction(self.tr("Visa i mapp"), lambda: show_in_folder_or_notify(path, self.notice_requested.emit)),
            NoticeAction(self.tr("Kopiera bild"), self.copy_image_requested.emit),
        )
        title = self._saved_text(spec, path.name)
        self.notice_requested.emit(Notice(NoticeLevel.OK, title, self._changed_cells_text(result), actions))
        self.saved.emit(result)
        if spec.is_everything and not spec.is_anonymised and path.suffix.lower() == WORKBOOK_SUFFIX:
            self.complete_workbook_saved.emit(report)

    def _saved_text(self, spec: ExportSpec, name: str) -> str:
        """Return which file was saved, and what it has, unless its name says that, as the proposed one does."""
        what = ""
        if spec.is_anonymised:
            what = self.tr("anonymiserad")
        elif not spec.is_everything:
            what = self.tr("det som visas")
        if not what or what in name:
            return self.tr("Sparad: {name}").format(name=name)
        return self.tr("Sparad, {what}: {name}").format(what=what, name=name)

    def _changed_cells_text(self, result: ExportResult) -> str:
        count = result.truncated_cells + result.replaced_cells
        if not count:
            return ""
        return self.tr("%n texter rymdes inte oförändrade i Excel: se bladet Om rapporten.", "", count)

    def _open(self, path: Path) -> None:
        if not open_file(path):
            why = self.tr("Datorn har inget program för Excelblad. Filen ligger i {folder}.")
            notice = Notice(NoticeLevel.WARN, self.tr("Filen kunde inte öppnas."), why.format(folder=path.parent))
            self.notice_requested.emit(notice)

    def _on_failed(self, error: Exception, report: Report, request: ExportRequest) -> None:
        self._finish()
        if isinstance(error, ExportError):
            self._show_export_error(error, report, request)
        else:
            self.error_occurred.emit(error)
        self.failed.emit(error)

    def _show_export_error(self, error: ExportError, report: Report, request: ExportRequest) -> None:
        message = describe_export_error(error, self._language)
        actions = [NoticeAction(self.tr("Försök igen"), lambda: self.start(report, request))]
        if isinstance(error, TargetInUse):
            actions.append(NoticeAction(self.tr("Spara en kopia"), lambda: self._save_copy(report, request)))
        else:
            actions.append(NoticeAction(self.tr("Välj annan plats…"), lambda: self.show_dialog(report)))
        why = " ".join((message.why, message.next_step))
        self.notice_requested.emit(Notice(NoticeLevel.ERR, message.what, why, tuple(actions)))

    def _save_copy(self, report: Report, request: ExportRequest) -> None:
        self.start(report, replace(request, target=path_with_time(request.target, datetime.now()), keeps_both=True))

    def _on_cancelled(self) -> None:
        self._finish()
        notice = Notice(NoticeLevel.INFO, self.tr("Exporten avbröts."), self.tr("Ingen fil sparades."))
        self.notice_requested.emit(notice)
        self.cancelled.emit()
