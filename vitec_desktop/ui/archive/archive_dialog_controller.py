"""Opens the dialog *Sparade rapporter*, and carries out what the user asks for in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.archive.archive_access import ArchiveAccess
from vitec_desktop.ui.common.desktop_files import open_file
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.fetch.report_fetcher import FetchResult
from vitec_desktop.ui.fetch.texts import problem_notice
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel

if TYPE_CHECKING:
    from vitec_desktop.archive.people import PersonMatches
    from vitec_desktop.archive.store import Erased, ReportArchive
    from vitec_desktop.ui.archive.archive_dialog import ArchiveContent, ArchiveDialog
    from vitec_desktop.ui.archive.forget_dialog import ForgetDialog

_LONGEST_WAIT: Final = 300
"""Milliseconds until the dialog is opened without what is saved."""


class ArchiveDialogController(QObject):
    """Works on the archive in jobs; the dialog shows what is saved after each."""

    report_opened = Signal(FetchResult)
    error_occurred = Signal(Exception)
    times_by_person_changed = Signal()
    reports_changed = Signal()  # some may have been erased, also where that failed

    def __init__(
        self,
        access: ArchiveAccess,
        connection_store: ConnectionStore,
        runner: JobRunner,
        theme: Theme,
        language: Language,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._access = access
        self._connection_store = connection_store
        self._runner = runner
        self._theme = theme
        self._language = language
        self._window = window
        self._dialog: ArchiveDialog | None = None
        self._search: Job | None = None
        self._is_window_busy = False

    def set_window_busy(self, is_window_busy: bool) -> None:
        """Set whether a report is fetched or exported: a saved one cannot be opened meanwhile."""
        self._is_window_busy = is_window_busy
        if self._dialog is not None:
            self._dialog.set_window_busy(is_window_busy)

    def open_dialog(self) -> None:
        """Open the dialog once it can show what is saved, or before where the keyring lets that wait."""
        if self._dialog is not None:
            return
        from vitec_desktop.ui.archive.archive_dialog import ArchiveDialog

        self._dialog = dialog = ArchiveDialog(
            self._theme,
            self._language,
            self._access.folder,
            self._window,
            is_sample_next=self._connection_store.is_demo,
            is_window_busy=self._is_window_busy,
        )
        dialog.enabled_changed.connect(self._on_enabled_changed)
        dialog.months_changed.connect(self._on_months_changed)
        dialog.times_by_person_changed.connect(self._on_times_by_person_changed)
        dialog.open_requested.connect(self._on_open_requested)
        dialog.delete_requested.connect(self._confirm_delete)
        dialog.clear_requested.connect(self._confirm_clear)
        dialog.forget_requested.connect(self._open_forget_dialog)
        dialog.open_again_requested.connect(self._on_open_again_requested)
        dialog.folder_requested.connect(self._show_folder)
        dialog.finished.connect(self._on_finished)
        QTimer.singleShot(_LONGEST_WAIT, dialog, dialog.open)
        self._show_content()

    def _on_finished(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()

    # Reading ----------------------------------------------------------------------------------------------------

    def _show_content(self, *, may_prompt: bool = False, notice: Notice | None = None) -> None:
        """Read what is saved and show it, then a notice."""

        def work(context: JobContext) -> "ArchiveContent":
            from vitec_desktop.ui.archive.archive_content import read_content

            return read_content(self._access.open(), may_prompt=may_prompt)

        self._runner.start_job(work, lambda content: self._on_read(content, notice), self._on_failed)

    def _on_read(self, content: "ArchiveContent", notice: Notice | None) -> None:
        if self._dialog is not None:
            self._dialog.show_content(content)
            self._dialog.open()
            if notice is not None:
                self._dialog.show_notice(notice)

    def _on_open_requested(self, report_id: str) -> None:
        if self._dialog is None:
            return
        self._dialog.set_busy(True)
        offices = self._connection_store.logins_without_passwords()

        def work(context: JobContext) -> FetchResult:
            from vitec_desktop.ui.archive.archive_work import load_report

            return load_report(self._access.open(), report_id, offices, context)

        self._runner.start_job(work, self._on_opened, self._on_failed)

    def _on_opened(self, result: FetchResult) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self.report_opened.emit(result)

    # Changing ---------------------------------------------------------------------------------------------------

    def _change(
        self,
        work: "Callable[[ReportArchive, JobContext], Any]",
        describe: Callable[[Any], Notice | None] = lambda _: None,
        *,
        may_prompt: bool = False,
        keeps_reports: bool = False,
    ) -> None:
        """Change the archive, then show what is saved now, and the notice that `describe` makes of the result.

        The window shows nothing any longer of reports that were erased, unless the change `keeps_reports`.
        """

        def on_done(result: Any) -> None:
            if not keeps_reports:
                self.reports_changed.emit()
            self._show_content(may_prompt=may_prompt, notice=describe(result))

        def on_failed(error: Exception) -> None:
            if not keeps_reports:
                self.reports_changed.emit()
            self._on_failed(error)

        if self._dialog is not None:
            self._dialog.set_busy(True)
        self._runner.start_job(lambda context: work(self._access.open(), context), on_done, on_failed)

    def _on_months_changed(self, months: int) -> None:
        self._change(lambda archive, _: archive.set_months(months), keeps_reports=True)

    def _on_enabled_changed(self, is_on: bool) -> None:
        if is_on:
            self._change(lambda archive, context: archive.turn_on(cancellation=context.cancellation))
        else:
            self._change(lambda archive, _: archive.turn_off())

    def _on_times_by_person_changed(self, is_on: bool) -> None:
        def describe(_: object) -> None:
            self.times_by_person_changed.emit()

        self._change(lambda archive, _: archive.set_times_by_person(is_on=is_on), describe, keeps_reports=True)

    def _on_open_again_requested(self) -> None:
        """Unlock the keyring, which may prompt, adopt a copied archive, or begin a new one."""
        self._change(_open_again, may_prompt=True)

    def _confirm_delete(self, report_id: str) -> None:
        self._confirm(
            "archiveDeleteBox",
            self.tr("Ta bort den sparade rapporten?"),
            self.tr("Det går inte att ångra."),
            self.tr("Ta bort"),
            lambda: self._change(lambda archive, _: archive.delete([report_id])),
        )

    def _confirm_clear(self) -> None:
        self._confirm(
            "archiveClearBox",
            self.tr("Töm arkivet?"),
            self.tr("Alla sparade rapporter tas bort. Det går inte att ångra."),
            self.tr("Töm arkivet"),
            lambda: self._change(lambda archive, _: archive.clear(may_prompt=True), self._describe_clear),
        )

    def _describe_clear(self, erased: "Erased") -> Notice:
        if not erased.files:
            return Notice(NoticeLevel.OK, self.tr("Det fanns inga sparade rapporter att ta bort."))
        return Notice(NoticeLevel.OK, self.tr("%n sparade rapporter är borttagna.", "", erased.files))

    def _confirm(self, name: str, question: str, text: str, action: str, on_confirmed: Callable[[], None]) -> None:
        from vitec_desktop.ui.widgets.question_dialog import QuestionDialog

        title, parent = self.tr("Sparade rapporter"), self._dialog or self._window
        dialog = QuestionDialog(self._theme, title, question, text, action, self.tr("Avbryt"), parent)
        dialog.setObjectName(name)
        dialog.accepted.connect(on_confirmed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Forgetting a person ----------------------------------------------------------------------------------------

    def _open_forget_dialog(self) -> None:
        from vitec_desktop.ui.archive.forget_dialog import ForgetDialog

        dialog = ForgetDialog(self._theme, self._dialog or self._window)
        dialog.search_requested.connect(lambda text: self._find_person(dialog, text))
        dialog.forget_requested.connect(self._forget)
        dialog.finished.connect(self._cancel_search)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _find_person(self, dialog: "ForgetDialog", text: str) -> None:
        self._cancel_search()
        self._search = self._runner.start_job(
            lambda context: self._access.open().find_person(text, check=context.cancellation.raise_if_cancelled),
            lambda matches: dialog.show_matches(text, matches),
            self._on_failed,
        )

    def _cancel_search(self) -> None:
        if self._search is not None and self._search.is_running:
            self._search.cancel()
        self._search = None

    def _forget(self, text: str) -> None:
        self._change(
            lambda archive, context: archive.forget(
                text, may_prompt=True, check=context.cancellation.raise_if_cancelled
            ),
            self._describe_forgotten,
        )

    def _describe_forgotten(self, matches: "PersonMatches") -> Notice:
        from vitec_desktop.ui.archive.texts import forgotten_text

        level = NoticeLevel.WARN if matches.unsearched else NoticeLevel.OK
        return Notice(level, self.tr("Personen är glömd."), forgotten_text(matches))

    # Failures ---------------------------------------------------------------------------------------------------

    def _on_failed(self, error: Exception) -> None:
        """Show what is saved now and why something could not be done; any other error is a bug."""
        from vitec_desktop.ui.archive.archive_content import describe_failure

        message = describe_failure(error)
        if message is None:
            if self._dialog is not None:
                self._dialog.reject()
            self.error_occurred.emit(error)
        else:
            self._show_content(notice=problem_notice(NoticeLevel.WARN, message))

    def _show_folder(self) -> None:
        if not open_file(self._access.folder) and self._dialog is not None:
            self._dialog.show_notice(Notice(NoticeLevel.WARN, self.tr("Mappen kunde inte öppnas.")))


def _open_again(archive: "ReportArchive", context: JobContext) -> None:
    from vitec_desktop.ui.archive.archive_content import open_again

    open_again(archive, context)
