"""What happens with reports in the window: they are fetched, shown, kept when a new one fails, and told about."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.error_messages import ErrorMessage, failed_parts_text, summarise_failed_parts
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.ui.connections.connection_store import SelectableOffice
from vitec_desktop.ui.fetch import texts as report_words
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress, FetchResult, ReportFetcher, ReportSelection
from vitec_desktop.ui.widgets.labels import announce
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.errors import ErrorScope
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import FailedPart
from vitec_desktop.webservice.timestamps import swedish_today


class ReportController(QObject):
    """Holds the report that is shown, and knows whether it is the one that the pickers ask for."""

    details_requested = Signal(object, str)  # Problem, and its details to copy
    sign_in_change_requested = Signal(object)  # the Missing whose sign-in was refused
    fetch_failed = Signal(object)  # Exception: before anything could be asked for
    ready_changed = Signal()  # what can be done now

    def __init__(self, fetching: ReportFetcher, language: Language, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._fetcher = fetching
        self._language = language
        self._bar = window.command_bar
        self._progress = window.progress
        self._notices = window.notices
        self._tabs = window.tabs
        self._status = window.status
        self._current: FetchResult | None = None
        self._requested: ReportSelection | None = None
        self._missing: list[FailedPart] = []
        self._warning: Notice | None = None
        self._period_notice: Notice | None = None  # what was said of a period that ends before it begins
        self._is_exporting = False
        self._connect()
        self._update_state()

    @property
    def report(self) -> Report | None:
        """The report that is shown; None before the first one, and it stays while another one is being fetched."""
        return self._current.report if self._current else None

    @property
    def selection(self) -> ReportSelection | None:
        """What the report that is shown was asked for; None before the first one."""
        return self._current.selection if self._current else None

    @property
    def fetch_result(self) -> FetchResult | None:
        """The report that is shown, with what was asked for and answered."""
        return self._current

    @property
    def offices(self) -> tuple[SelectableOffice, ...] | None:
        """Whose report is shown or being fetched; None where there is none."""
        if self._requested:
            return self._requested.offices
        return self._current.selection.offices if self._current else None

    @property
    def is_ready(self) -> bool:
        """Neither a fetch nor an export runs."""
        return self._requested is None and not self._is_exporting

    @property
    def can_export(self) -> bool:
        return self.is_ready and self._current is not None

    def set_exporting(self, is_exporting: bool) -> None:
        self._is_exporting = is_exporting
        self._update_state()

    def fetch(self) -> None:
        """Fetch what the pickers say."""
        selection = self._bar.selection
        if selection.is_reversed:
            why = self.tr("Första dagen ligger efter den sista.")
            self._show_problem(
                NoticeLevel.ERR, ErrorMessage(self.tr("Perioden är bakvänd."), why, self.tr("Ändra någon av dem."))
            )
            self._period_notice = self._notices.notice
            return
        self._start(selection)

    def fetch_missing(self) -> None:
        """Fetch only what is missing from the report that is shown."""
        if self._current:
            self._start(self._current.selection, self._current)

    def restore(self, fetched: FetchResult) -> None:
        """Show what another window has fetched, and say of it what that one said."""
        self._on_fetched(fetched)

    def clear(self) -> None:
        """Show no report any more: the offices are others now."""
        self._fetcher.discard()
        self._current = self._warning = None
        self._notices.clear()
        self._tabs.show_nothing_fetched()
        self._update_state()

    # While a report is being fetched --------------------------------------------------------------------------

    def _connect(self) -> None:
        self._bar.fetch_requested.connect(self.fetch)
        self._bar.selection_changed.connect(self._on_selection_changed)
        self._tabs.fetch_requested.connect(self.fetch)
        self._tabs.counts_changed.connect(self._update_status)
        self._status.state_clicked.connect(self._notices.show_persistent)
        self._progress.cancel_requested.connect(self._fetcher.cancel)
        self._fetcher.started.connect(self._on_started)
        self._fetcher.progressed.connect(self._on_progressed)
        self._fetcher.finished.connect(self._on_finished)
        self._fetcher.report_fetched.connect(self._on_fetched)
        self._fetcher.cancelled.connect(self._on_cancelled)
        self._fetcher.failed.connect(self._on_failed)

    def _start(self, selection: ReportSelection, known: FetchResult | None = None) -> None:
        if self._is_exporting:
            why = self.tr("Hämta igen när den är klar.")
            self._show_problem(NoticeLevel.INFO, ErrorMessage(self.tr("En fil sparas."), why, ""))
            return
        if self._requested:
            return
        self._requested = selection
        self._missing = []
        self._notices.clear()
        self._tabs.start_fetch(_scope(selection), keeps_rows=known is not None)
        self._fetcher.start(selection, known.part_results if known else None)

    def _on_started(self) -> None:
        self._progress.start(self.tr("Ansluter…"))
        announce(self._progress, self.tr("Hämtar rapporten."))
        self._update_state()

    def _on_progressed(self, news: FetchProgress) -> None:
        lead, *details = report_words.progress_texts(
            news.done, news.total, news.upcoming, news.seconds_left, self._language
        )
        self._progress.set_progress(news.done, news.total, lead, *details)
        self._tabs.append_rows(news.rows)
        self._missing.extend(news.missing)
        if news.missing and news.done < news.total:
            self._show_problem(NoticeLevel.WARN, report_words.missing_so_far(self._missing, news.total, self._language))

    def _on_finished(self) -> None:
        self._requested = None
        self._progress.stop()
        self._update_state()

    def _on_selection_changed(self) -> None:
        """What was wrong with the period is no longer said once it is mended; another notice stays."""
        if self._period_notice and not self._bar.selection.is_reversed:
            if self._notices.notice is self._period_notice:
                self._notices.dismiss()
            self._period_notice = None
        self._update_next_step()

    # What came of it ------------------------------------------------------------------------------------------

    def _on_fetched(self, fetched: FetchResult) -> None:
        if fetched.has_no_parts:
            self._on_nothing_fetched(fetched.report)
            return
        self._show_report(fetched)
        report = fetched.report
        if report.is_complete and report.damaged_rows:
            what = self.tr("%n rader innehöll något oläsligt.", "", report.damaged_rows)
            self._show_problem(
                NoticeLevel.INFO, ErrorMessage(what, self.tr("Det som gick att läsa av dem är med."), "")
            )
        elif report.is_complete:
            announce(self._tabs, self.tr("Rapporten är hämtad: %n rader.", "", report.row_count))

    def _on_nothing_fetched(self, report: Report) -> None:
        problem = summarise_failed_parts(report.failed_parts, self._language, report.scope)
        if self._current:
            self._show_previous_report()
        else:
            self._tabs.show_failed(problem.why)
        self._notices.show_notice(self._missing_notice(NoticeLevel.ERR, report, self.fetch))

    def _on_cancelled(self, partial: FetchResult | None) -> None:
        before = self._current
        if partial is None or partial.report.row_count == 0:
            self._show_previous_report()
            self._show_problem(
                NoticeLevel.INFO, ErrorMessage(self.tr("Hämtningen avbröts."), self._kept_report_text(), "")
            )
        elif before is None or _covers(partial, before):
            self._show_report(partial)
        else:
            self._show_previous_report()
            show = NoticeAction(self.tr("Visa det som hann hämtas"), lambda: self._show_report(partial))
            self._show_problem(
                NoticeLevel.INFO, ErrorMessage(self.tr("Hämtningen avbröts."), self._kept_report_text(), ""), (show,)
            )

    def _on_failed(self, error: Exception) -> None:
        self._show_previous_report()
        self.fetch_failed.emit(error)

    def _show_report(self, fetched: FetchResult) -> None:
        """Show a report from now on, and warn of what is missing from it for as long as it is shown."""
        report = fetched.report
        self._current = fetched
        self._warning = (
            None if report.is_complete else self._missing_notice(NoticeLevel.WARN, report, self.fetch_missing)
        )
        self._tabs.show_report(report)
        self._update_state()
        self._notices.clear()
        self._show_warning()

    def _show_previous_report(self) -> None:
        """Show again what was shown before the fetch that came to nothing."""
        if self._current:
            self._tabs.show_report(self._current.report)
        else:
            self._tabs.show_nothing_fetched()
        self._update_state()
        self._show_warning()

    def _kept_report_text(self) -> str:
        if self._current is None:
            return self.tr("Inget hann hämtas.")
        time = f"{self._current.report.fetched_at:%H:%M}"
        return self.tr("Rapporten som hämtades {time} visas, oförändrad.").format(time=time)

    # Telling --------------------------------------------------------------------------------------------------

    def _show_warning(self) -> None:
        """Have the warning of an incomplete report there whenever nothing else is told."""
        if self._warning:
            self._notices.set_persistent(self._warning)

    def _missing_notice(self, level: NoticeLevel, report: Report, retry: Callable[[], None]) -> Notice:
        problem = summarise_failed_parts(report.failed_parts, self._language, report.scope)
        details = failed_parts_text(report.failed_parts, self._language)
        show_details = NoticeAction(self.tr("Visa detaljer"), lambda: self.details_requested.emit(problem, details))
        refused = next((one for one in report.failed_parts if one.error.scope is ErrorScope.LOGIN), None)
        if refused:
            first = NoticeAction(self.tr("Ändra anslutning"), lambda: self.sign_in_change_requested.emit(refused))
        else:
            first = NoticeAction(self.tr("Försök igen"), retry)
        return report_words.problem_notice(level, problem, (first, show_details))

    def _show_problem(self, level: NoticeLevel, problem: ErrorMessage, actions: tuple[NoticeAction, ...] = ()) -> None:
        self._notices.show_notice(report_words.problem_notice(level, problem, actions))

    def _update_state(self) -> None:
        self._bar.set_enabled_for(is_fetching=self._requested is not None, can_export=self.can_export)
        self._update_next_step()
        self._update_status()
        self.ready_changed.emit()

    def _update_next_step(self) -> None:
        self._bar.highlight_next_step(self._current is not None and self._bar.selection == self._current.selection)

    def _update_status(self) -> None:
        if self._requested:
            scope = _scope(self._requested)
            count = report_words.rows_so_far_text(self._tabs.shown.total_count, self._language)
            self._status.set_facts((count, *report_words.scope_texts(scope, self._language)))
            self._status.set_state("warning", "warn", self.tr("Inte komplett än"))
            return
        report = self.report
        if report is None:
            self._status.set_facts(())
            self._status.set_state("", "", "")
            return
        rows = self._rows_text()
        fetched = report_words.fetched_text(report.fetched_at, swedish_today(), self._language)
        self._status.set_facts((rows, *report_words.scope_texts(report.scope, self._language), fetched))
        if report.is_complete:
            self._status.set_state("check-circle", "ok", self.tr("Komplett rapport"))
        else:
            self._status.set_state("warning", "warn", self.tr("Inte komplett"), self._missing_tooltip())

    def _missing_tooltip(self) -> str:
        if self._warning is None:
            return ""
        return "\n".join((self._warning.title, self._warning.text, self.tr("Klicka för att visa meddelandet.")))

    def _rows_text(self) -> str:
        """The rows of the list in sight, or of all lists beside the overview."""
        page = self._tabs.current_page
        if page is None:
            shown = self._tabs.shown
            return report_words.all_rows_text(shown.shown_count, shown.total_count, self._language)
        return report_words.rows_text(page.kind, page.model.rowCount(), page.model.total_count, self._language)


def _scope(selection: ReportSelection) -> ReportScope:
    customers = tuple(office.customer for office in selection.offices)
    return ReportScope(customers, selection.first_day, selection.last_day, selection.status)


def _covers(partial: FetchResult, before: FetchResult) -> bool:
    return partial.selection == before.selection and before.part_results.keys() <= partial.part_results.keys()
