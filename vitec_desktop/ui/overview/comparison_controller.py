"""The comparison as its user sees it: chosen, under way, stopped, there, or why it is not."""

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.error_messages import ErrorMessage, summarise_failed_parts
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.ui.connections.connection_store import PasswordNeeded
from vitec_desktop.ui.fetch import texts as report_words
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.overview.comparison_period import ComparisonPeriod
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel


class ComparisonController(QObject):
    """`fetch_failed` carries an exception from before anything could be asked for."""

    fetch_failed = Signal(object)

    def __init__(self, comparing: ComparisonFetcher, page: OverviewPage, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._page = page
        self._strip = page.comparison_notice
        self._progress = page.toolbar.progress
        self._language = language
        self._last_wanted = ComparisonPeriod.NONE
        self._awaits_password = False
        page.comparison_requested.connect(self._on_requested)
        page.comparison_cancelled.connect(comparing.cancel)
        page.comparison_retried.connect(self._retry)
        comparing.started.connect(self._on_started)
        comparing.progressed.connect(self._on_progressed)
        comparing.changed.connect(self._on_changed)
        comparing.cancelled.connect(self._on_stopped)
        comparing.nothing_fetched.connect(self._on_came_to_nothing)
        comparing.failed.connect(self._on_failed)

    def cancel_for_new_job(self) -> None:
        """The window fetches its own report: one fetch at a time is enough for the service."""
        self._awaits_password = False
        self._comparing.cancel()

    def continue_with_password(self) -> bool:
        """A password was given: go on where it was missing; answers whether that was here."""
        if not self._awaits_password:
            return False
        self._retry()
        return True

    def _on_requested(self, wanted: ComparisonPeriod) -> None:
        self._last_wanted = wanted
        self._awaits_password = False
        self._strip.clear()
        self._comparing.compare_with(wanted)
        # Where there was nothing to fetch, the choice falls back.
        self._page.toolbar.set_comparison_period(self._comparing.period)

    def _retry(self) -> None:
        self._on_requested(self._last_wanted)

    def _on_started(self) -> None:
        self._strip.clear()
        self._progress.start(self.tr("Hämtar jämförelsen…"))

    def _on_progressed(self, news: FetchProgress) -> None:
        lead, *details = report_words.progress_texts(news, self._language)
        self._progress.set_progress(news.done, news.total, lead, *details)

    def _on_changed(self) -> None:
        self._end()
        report = self._comparing.report
        if report is not None and report.failed_parts:
            problem = summarise_failed_parts(report.failed_parts, self._language, report.scope)
            why = " ".join((self.tr("Det som saknas räknas inte i jämförelsen."), problem.why))
            self._strip.show_notice(
                Notice(NoticeLevel.WARN, f"{self._name(report)}: {problem.what}", why), can_retry=False
            )

    def _on_stopped(self) -> None:
        self._end()

    def _on_came_to_nothing(self, report: Report) -> None:
        self._show_failure(summarise_failed_parts(report.failed_parts, self._language, report.scope))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._awaits_password = isinstance(error, PasswordNeeded)
        self.fetch_failed.emit(error)

    def _show_failure(self, problem: ErrorMessage) -> None:
        self._end()
        what = self.tr("Perioden att jämföra med kunde inte hämtas.")
        why = " ".join(filter(None, (problem.what, problem.why)))
        self._strip.show_notice(Notice(NoticeLevel.ERR, what, why), can_retry=True)

    def _end(self) -> None:
        """Nothing is under way any more; show what is compared with now."""
        self._progress.stop()
        self._strip.clear()
        self._page.toolbar.set_comparison_period(self._comparing.period)

    def _name(self, report: Report) -> str:
        return format_period(report.scope.first_day, report.scope.last_day, self._language)
