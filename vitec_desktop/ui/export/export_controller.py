"""What happens with exports in the window: what and where is asked for, the file is written, then opened or shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError, TargetInUse
from vitec_desktop.export.export_spec import ExportResult, ExportSpec
from vitec_desktop.export.file_names import path_with_time, suggested_file_name
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import Comparison
from vitec_desktop.ui.common.desktop_files import default_folder, open_file, show_in_folder_or_notify
from vitec_desktop.ui.common.jobs import JobRunner
from vitec_desktop.ui.common.path_check import PathCheck, find_default_folder
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.export.export_dialog import ExportDialog
from vitec_desktop.ui.export.export_job import ExportRequest, ReportExporter
from vitec_desktop.ui.export.export_options import ExportDialogData, ExportOptions
from vitec_desktop.ui.export.export_settings import export_settings, load_export_options
from vitec_desktop.ui.export.shown_content import shown_lists
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel
from vitec_desktop.ui.widgets.progress_row import ProgressRow

ComparisonProvider = Callable[[Report | None], Callable[[], Comparison | None] | None]


class ExportController(QObject):
    """Tells by `notice_raised` what came of an export."""

    notice_requested = Signal(object)  # Notice
    error_occurred = Signal(object)  # Exception

    def __init__(
        self,
        exporting: ReportExporter,
        memory: SettingsStore,
        runner: JobRunner,
        theme: Theme,
        language: Language,
        shown: ShownReport,
        progress: ProgressRow,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._exporting = exporting
        self._memory = memory
        self._runner = runner
        self._theme = theme
        self._language = language
        self._window = window
        self._shown = shown
        self._comparison_of: ComparisonProvider = _no_comparison
        self._progress = progress
        self._progress.cancel_requested.connect(exporting.cancel)
        exporting.started.connect(self._on_started)
        exporting.progressed.connect(self._on_progressed)
        exporting.finished.connect(self._progress.stop)
        exporting.saved.connect(self._on_saved)
        exporting.failed.connect(self._on_failed)
        exporting.cancelled.connect(self._on_stopped)

    def set_comparison_provider(self, comparison_of: ComparisonProvider) -> None:
        """Where to ask for the comparison that a workbook is to tell of; `comparison_of` is asked at each export.

        It is given the report that is exported, or None for what is shown: the comparison's figures are to be of the
        same rows. What it answers is called in the worker.
        """
        self._comparison_of = comparison_of

    def show_dialog(self, report: Report) -> None:
        """Ask what of `report` to save, and where."""
        offer = ExportDialogData(
            name=suggested_file_name(report.scope, self._language, ""),
            folder=default_folder(self._memory.current.export_folder),
            all_rows={kind: len(rows) for kind, rows in report.tables.items()},
            shown_rows={kind: page.model.rowCount() for kind, page in self._shown.pages.items()},
            is_complete=report.is_complete,
            options=load_export_options(self._memory.current),
        )
        dialog = ExportDialog(self._theme, self._language, offer, self._window)
        dialog.save_requested.connect(lambda target, choice: self._on_save_requested(report, target, choice))
        lookout = PathCheck(self._runner, dialog)
        dialog.path_check_requested.connect(lookout.start)
        lookout.checked.connect(dialog.show_target_exists)
        lookout.failed.connect(self.error_occurred)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        find_default_folder(
            self._runner, self._memory.current.export_folder, dialog.suggest_folder, self.error_occurred
        )

    def _on_save_requested(self, report: Report, target: Path, choice: ExportOptions) -> None:
        self._memory.update(export_folder=str(target.parent), **export_settings(choice))
        shown = shown_lists(self._shown) if choice.is_shown else None
        content = ExportSpec(shown, choice.sheets, choice.is_anonymised)
        self._exporting.start(
            ExportRequest(report, target, content, self._comparison_of(None if choice.is_shown else report))
        )

    def _on_started(self) -> None:
        self._progress.start(self.tr("Sparar…"))

    def _on_progressed(self, done: int, total: int) -> None:
        lead = self.tr("{done} av {total} rader sparade")
        lead = lead.format(done=format_count(done, self._language), total=format_count(total, self._language))
        self._progress.set_progress(done, total, lead)

    def _on_saved(self, written: ExportResult) -> None:
        path = written.path.absolute()
        notice = Notice(
            NoticeLevel.OK,
            self.tr("Sparad: {name}").format(name=path.name),
            self._changed_cells_text(written),
            (
                NoticeAction(self.tr("Öppna"), lambda: self._open(path)),
                NoticeAction(
                    self.tr("Visa i mapp"), lambda: show_in_folder_or_notify(path, self.notice_requested.emit)
                ),
            ),
        )
        self.notice_requested.emit(notice)

    def _changed_cells_text(self, written: ExportResult) -> str:
        count = written.truncated_cells + written.replaced_cells
        if not count:
            return ""
        return self.tr("%n texter rymdes inte oförändrade i Excel: se bladet Om rapporten.", "", count)

    def _open(self, path: Path) -> None:
        if not open_file(path):
            why = self.tr("Datorn har inget program för Excelblad. Filen ligger i {folder}.")
            notice = Notice(NoticeLevel.WARN, self.tr("Filen kunde inte öppnas."), why.format(folder=path.parent))
            self.notice_requested.emit(notice)

    def _on_failed(self, error: Exception, order: ExportRequest) -> None:
        if not isinstance(error, ExportError):
            self.error_occurred.emit(error)
            return
        problem = describe_export_error(error, self._language)
        actions = [NoticeAction(self.tr("Försök igen"), lambda: self._exporting.start(order))]
        if isinstance(error, TargetInUse):
            actions.append(NoticeAction(self.tr("Spara en kopia"), lambda: self._save_copy(order)))
        else:
            actions.append(NoticeAction(self.tr("Välj annan plats…"), lambda: self.show_dialog(order.report)))
        why = " ".join((problem.why, problem.next_step))
        self.notice_requested.emit(Notice(NoticeLevel.ERR, problem.what, why, tuple(actions)))

    def _save_copy(self, order: ExportRequest) -> None:
        target = path_with_time(order.target, datetime.now())
        self._exporting.start(replace(order, target=target))

    def _on_stopped(self) -> None:
        self.notice_requested.emit(
            Notice(NoticeLevel.INFO, self.tr("Exporten avbröts."), self.tr("Ingen fil sparades."))
        )


def _no_comparison(report: Report | None) -> None:
    """Nobody compares."""
