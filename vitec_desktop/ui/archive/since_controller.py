"""Keeps the strip "Sedan …" up to date: what has changed since a saved report of the same offices."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.ui.archive.archive_access import ArchiveAccess
from vitec_desktop.ui.common.incremental import release_gradually
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import DemoConnection
from vitec_desktop.ui.fetch.report_fetcher import FetchResult
from vitec_desktop.webservice.session import Session

if TYPE_CHECKING:
    from vitec_desktop.archive.handling_time import HandlingTimes
    from vitec_desktop.export.changes_content import ChangesContent
    from vitec_desktop.ui.archive.since_card import SinceCard
    from vitec_desktop.ui.archive.since_work import SinceResult


class SinceController(QObject):
    """Compares each report that has been fetched with a saved one, on a worker thread."""

    filter_requested = Signal(RowFilter, str)  # the rows of a count, and its name
    error_occurred = Signal(Exception)
    changed = Signal()  # `result` has
    handling_time_changed = Signal(str, str)  # the line of how long handling took, and its tooltip; "" for not known

    def __init__(
        self,
        access: ArchiveAccess,
        demo: DemoConnection,
        session: Session,
        runner: JobRunner,
        make_card: "Callable[[], SinceCard]",
        language: Language,
        parent: QObject,
    ) -> None:
        """`make_card` makes the strip and adds it to the overview: once, when there may be changes."""
        super().__init__(parent)
        self._access = access
        self._demo = demo
        self._session = session
        self._runner = runner
        self._make_card = make_card
        self._language = language
        self._card: SinceCard | None = None
        self._job: Job | None = None
        self._shown: FetchResult | None = None
        self._result: SinceResult | None = None
        self._times: HandlingTimes | None = None
        self._times_job: Job | None = None
        self._waiting: list[Callable[[], object]] = []

    @property
    def result(self) -> "SinceResult | None":
        """What has changed; None if there is nothing to compare with, or before that is known."""
        return self._result

    @property
    def is_comparing(self) -> bool:
        """Whether a result may follow."""
        return self._job is not None

    def changes_of(self, report: Report) -> "ChangesContent | None":
        """Return what a file of this report says about changes; None if it is not compared."""
        if self._result is None or self._shown is None or self._shown.report is not report:
            return None
        from vitec_desktop.export.changes_content import ChangesContent

        return ChangesContent(self._result.changes, self._result.kind, times=self._times)

    def when_ended(self, action: Callable[[], object]) -> None:
        """Call `action` when it is known what has changed and how long handling took, or that neither can be known."""
        self._waiting.append(action)
        self._call_waiting()

    def _call_waiting(self) -> None:
        if self._job is None and self._times_job is None:
            waiting, self._waiting = self._waiting, []
            for action in waiting:
                action()

    def set_shown(self, result: FetchResult | None) -> None:
        """Compare the report that is shown now; one that was itself saved is not compared."""
        if result is self._shown:
            return
        self._shown = result
        self.start_over()

    def start_over(self) -> None:
        """Show nothing of what may have been erased, and compare with what is saved now."""
        self.forget_times()
        self._compare("")
        self._show(None)

    def compare_again(self) -> None:
        """Compare anew, since other reports are saved now."""
        self._compare("")

    def forget_times(self) -> None:
        """Forget how long handling took; `compare_again` finds it anew."""
        if self._times_job is not None and self._times_job.is_running:
            self._times_job.cancel()
        self._times_job = None
        self._show_times(None)

    def _compare(self, report_id: str) -> None:
        self._start_comparing(report_id)
        self._call_waiting()

    def _start_comparing(self, report_id: str) -> None:
        if self._job is not None and self._job.is_running:
            self._job.cancel()
        self._job = None
        shown = self._shown
        if shown is None or shown.snapshot is None or shown.report.is_saved:
            return
        if shown.selection.is_sample:
            self._compare_sample(shown)
            return
        snapshot, report, language = shown.snapshot, shown.report, self._language

        def work(context: JobContext) -> "SinceResult | None":
            if not self._access.has_files:
                return None
            from vitec_desktop.ui.archive.since_work import compare_with_saved

            return compare_with_saved(self._access.open(), snapshot, report, report_id, language, context)

        self._job = self._runner.start_job(work, self._on_compared, self._on_failed)

    def _compare_sample(self, shown: FetchResult) -> None:
        service, snapshot, language, session = self._demo.service, shown.snapshot, self._language, self._session
        report = shown.report
        if service is None or snapshot is None or not all(office.is_demo for office in shown.selection.offices):
            return

        def work(context: JobContext) -> "SinceResult":
            from vitec_desktop.ui.archive.since_work import compare_with_sample

            login = service.login_customers()
            return compare_with_sample(snapshot, report, login, session, service.earlier_report, language, context)

        self._job = self._runner.start_job(work, self._on_compared, self._on_failed)

    def _on_compared(self, result: "SinceResult | None") -> None:
        self._job = None
        self._show(result)
        if result is not None and self._times is None:
            if result.times is not None:
                self._show_times(result.times)
            else:
                self._find_times()
        self._call_waiting()

    def _find_times(self) -> None:
        """Read all saved reports, once for each report that is shown: the strip need not wait for that."""
        shown = self._shown
        if self._times_job is not None or shown is None or shown.snapshot is None:
            return
        snapshot = shown.snapshot

        def work(context: JobContext) -> "HandlingTimes":
            from vitec_desktop.ui.archive.since_work import find_saved_times

            return find_saved_times(self._access.open(), snapshot, context)

        self._times_job = self._runner.start_job(work, self._on_times_found, self._on_times_failed)

    def _on_times_found(self, times: "HandlingTimes") -> None:
        self._times_job = None
        self._show_times(times)
        self._call_waiting()

    def _on_times_failed(self, error: Exception) -> None:
        from vitec_desktop.archive.key import ArchiveClosed

        self._times_job = None
        if not isinstance(error, ArchiveClosed):
            self.error_occurred.emit(error)
        self._call_waiting()

    def _show_times(self, times: "HandlingTimes | None") -> None:
        if times is self._times:
            return
        self._times = times
        if times is None:
            self.handling_time_changed.emit("", "")
            return
        from vitec_desktop.ui.archive.since_work import handling_time_texts

        self.handling_time_changed.emit(*handling_time_texts(times, self._language))

    def _show(self, result: "SinceResult | None") -> None:
        old, self._result = self._result, result
        if old is not None and old is not result:
            release_gradually(old.changes.before.rows.values(), self)
        # The sample service always has an earlier report: the strip has its room from the start.
        is_certain = self.is_comparing and self._shown is not None and self._shown.selection.is_sample
        if self._card is None and (result is not None or is_certain):
            self._card = self._make_card()
            self._card.filter_requested.connect(self.filter_requested)
            self._card.report_chosen.connect(self._compare)
        if self._card is not None:
            if result is not None:
                self._card.show_data(result.data)
            else:
                # What is below it does not move up only to move down again.
                self._card.clear(keeps_room=is_certain or (self.is_comparing and self._card.has_room))
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        """Show no strip while saved reports are closed: the dialog and the start say why."""
        from vitec_desktop.archive.key import ArchiveClosed

        self._on_compared(None)
        if not isinstance(error, ArchiveClosed):
            self.error_occurred.emit(error)
