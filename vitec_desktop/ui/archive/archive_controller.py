"""Saves each report that is fetched, if the user wants that, and asks once whether they do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.report import Report
from vitec_desktop.ui.archive.archive_access import ArchiveAccess
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.fetch.report_fetcher import FetchResult, ReportFetcher
from vitec_desktop.ui.fetch.texts import problem_notice
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeBar, NoticeLevel

if TYPE_CHECKING:
    from vitec_desktop.archive.key import ArchiveClosed
    from vitec_desktop.ui.archive.archive_work import SaveOutcome

_SERIOUS = (NoticeLevel.WARN, NoticeLevel.ERR)


class ArchiveController(QObject):
    """Saves the window's fetches on worker threads. What the sample service sends is never saved."""

    notice_requested = Signal(Notice)
    error_occurred = Signal(Exception)
    saved = Signal(FetchResult, str)  # the fetch, and the id of its saved report
    turned_on = Signal()
    dialog_requested = Signal()
    export_remembered = Signal()

    def __init__(
        self,
        access: ArchiveAccess,
        fetcher: ReportFetcher,
        runner: JobRunner,
        notices: NoticeBar,
        make_offer_bar: Callable[[], NoticeBar],
        parent: QObject,
    ) -> None:
        """`notices` is the window's bar; `make_offer_bar` makes another one below it, called once when it is needed."""
        super().__init__(parent)
        self._access = access
        self._runner = runner
        self._notices = notices
        self._make_offer_bar = make_offer_bar
        self._offer_bar: NoticeBar | None = None
        self._job: Job | None = None
        self._saved_result: tuple[Report, str] | None = None  # the report saved last, and its id
        self._exported: Report | None = None
        self._told: set[str] = set()  # states of the archive that the user has been told of
        fetcher.started.connect(self._clear_offer)
        fetcher.report_fetched.connect(self.save)

    def save(self, result: FetchResult, *, may_prompt: bool = False) -> None:
        """Save a report that has been fetched, or ask whether reports are to be saved."""
        snapshot = result.snapshot
        if snapshot is None or result.selection.is_sample:
            return

        def work(context: JobContext) -> "SaveOutcome":
            from vitec_desktop.ui.archive.archive_work import save_fetched

            return save_fetched(self._access.open(), snapshot, context, may_prompt=may_prompt)

        self._start(
            work,
            lambda outcome: self._on_saved(result, outcome),
            lambda error: self._on_failed(result, error, lambda: self.save(result, may_prompt=True)),
        )

    def turn_on(self, result: FetchResult | None = None) -> None:
        """Save reports from now on, beginning with `result`; the keyring may prompt."""
        snapshot = result.snapshot if result else None

        def work(context: JobContext) -> "SaveOutcome":
            from vitec_desktop.ui.archive.archive_work import turn_on_and_save

            return turn_on_and_save(self._access.open(), snapshot, context)

        self._start(
            work,
            lambda outcome: self._on_turned_on(result, outcome),
            lambda error: self._on_failed(result, error, lambda: self.turn_on(result)),
        )

    def remember_export(self, report: Report) -> None:
        """Remember that the user saved a complete workbook of a report; of a new one as soon as it is saved."""
        if not report.is_complete:
            return
        self._exported = report
        if self._saved_result is not None and self._saved_result[0] is report:
            self._remember(self._saved_result[1])

    def _remember(self, report_id: str) -> None:
        self._exported = None
        self._runner.start_job(
            lambda context: self._access.open().remember_export(report_id),
            lambda _: self.export_remembered.emit(),
            lambda error: self._on_failed(None, error),
        )

    def _on_report_saved(self, result: FetchResult, report_id: str) -> None:
        self._saved_result = result.report, report_id
        if self._exported is result.report:
            self._remember(report_id)
        self.saved.emit(result, report_id)

    def set_shown(self, result: FetchResult | None) -> None:
        """Take note of a saved report that was opened: a workbook of it is an export too."""
        if result is not None and result.saved_id:
            self._saved_result = result.report, result.saved_id

    def _start(
        self,
        work: "Callable[[JobContext], SaveOutcome]",
        on_success: "Callable[[SaveOutcome], None]",
        on_failure: Callable[[Exception], None],
    ) -> None:
        self._job = job = self._runner.create_job(work)
        job.succeeded.connect(on_success)
        job.failed.connect(on_failure)
        job.start()

    def _on_saved(self, result: FetchResult, outcome: "SaveOutcome") -> None:
        if outcome.saved:
            self._on_report_saved(result, outcome.saved.id)
        elif outcome.status.should_offer and result.report.is_complete and not self._is_serious_notice_shown:
            self._show_offer(result)

    def _on_turned_on(self, result: FetchResult | None, outcome: "SaveOutcome") -> None:
        self._clear_offer()
        self.turned_on.emit()
        if result and outcome.saved:
            self._on_report_saved(result, outcome.saved.id)
            show = NoticeAction(self.tr("Sparade rapporter…"), self.dialog_requested.emit)
            self._notify(Notice(NoticeLevel.OK, self.tr("Den här rapporten är sparad."), actions=(show,)))

    def _on_failed(
        self, result: FetchResult | None, error: Exception, retry: Callable[[], object] | None = None
    ) -> None:
        """Say what could not be done; `retry` does it again."""
        from vitec_desktop.archive.key import ArchiveClosed
        from vitec_desktop.archive.report_files import ReportNotSaved
        from vitec_desktop.ui.archive.texts import not_changed_text, not_saved_text

        self._set_offer_enabled(True)
        if isinstance(error, ArchiveClosed):
            self._show_closed(result, error)
        elif isinstance(error, ReportNotSaved):
            self._clear_offer()  # the notice has its own button
            again = [NoticeAction(self.tr("Försök igen"), lambda: self._try_again(retry), name="retrySaveButton")]
            text = not_saved_text(error) if result is not None else not_changed_text(error)
            self._notify(problem_notice(NoticeLevel.WARN, text, tuple(again if retry else ())))
        else:
            self.error_occurred.emit(error)

    # Notices --------------------------------------------------------------------------------------------------

    @property
    def _is_serious_notice_shown(self) -> bool:
        notice = self._notices.notice
        return notice is not None and notice.level in _SERIOUS

    def _show_offer(self, result: FetchResult) -> None:
        from vitec_desktop.ui.archive.texts import offer_text

        accept = NoticeAction(self.tr("Spara rapporter"), lambda: self._on_accepted(result), name="archiveOfferAccept")
        decline = NoticeAction(self.tr("Nej tack"), self._on_declined, name="archiveOfferDecline")
        title = self.tr("Vill du se vad som ändrats till nästa möte?")
        if self._offer_bar is None:
            self._offer_bar = self._make_offer_bar()
            self._offer_bar.setObjectName("archiveOffer")
        self._offer_bar.show_notice(
            Notice(NoticeLevel.INFO, title, offer_text(), (accept, decline), is_closable=False, icon="archive")
        )

    def _on_accepted(self, result: FetchResult) -> None:
        self._set_offer_enabled(False)
        self.turn_on(result)

    @property
    def _is_offer_shown(self) -> bool:
        return self._offer_bar is not None and self._offer_bar.notice is not None

    def _clear_offer(self) -> None:
        if self._offer_bar is not None:
            self._offer_bar.clear()

    def _set_offer_enabled(self, is_enabled: bool) -> None:
        for button in self._offer_bar.action_buttons if self._offer_bar is not None else ():
            button.setEnabled(is_enabled)

    def _on_declined(self) -> None:
        self._clear_offer()
        self._runner.start_job(
            lambda context: self._access.open().turn_off(), _do_nothing, lambda error: self._on_failed(None, error)
        )

    def _show_closed(self, result: FetchResult | None, closed: "ArchiveClosed") -> None:
        """Tell why a report is not saved, each reason once, and again if the user has just tried to mend it."""
        from vitec_desktop.archive.key import ArchiveState
        from vitec_desktop.ui.archive.texts import closed_action_text, closed_text

        if closed.state is not ArchiveState.LOCKED and self._is_offer_shown:
            self._clear_offer()  # the notice, a warning, has its own button
            self._told.clear()
        if closed.state.value in self._told and not self._is_offer_shown:
            return
        self._told.add(closed.state.value)
        actions = []
        if closed.state is not ArchiveState.NO_KEYRING and not self._is_offer_shown:
            actions.append(NoticeAction(closed_action_text(closed), lambda: self._retry(result, closed)))
        level = NoticeLevel.INFO if closed.state is ArchiveState.LOCKED else NoticeLevel.WARN
        self._notify(problem_notice(level, closed_text(closed), tuple(actions)))

    def _retry(self, result: FetchResult | None, closed: "ArchiveClosed") -> None:
        from vitec_desktop.archive.key import ArchiveState

        self._told.clear()
        self._notices.dismiss()
        if closed.state is ArchiveState.LOCKED and result:
            self.save(result, may_prompt=True)
        else:
            self.turn_on(result)

    def _try_again(self, retry: Callable[[], object] | None) -> None:
        self._notices.dismiss()
        if retry is not None:
            retry()

    def _notify(self, notice: Notice) -> None:
        if not self._is_serious_notice_shown:
            self.notice_requested.emit(notice)


def _do_nothing(_: object) -> None:
    """Get the result of a job that has none."""
