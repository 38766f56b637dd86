"""Shows the state of the comparison on the overview page, and handles the page's requests for it."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.error_messages import ErrorMessage, summarise_failed_parts
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.incomplete_report import describe_incomplete
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import DEFAULT_COMPARISON, ComparisonPeriod
from vitec_desktop.report.report import Report
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.connection_store import PasswordNeeded
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress, FetchResult
from vitec_desktop.ui.fetch.texts import progress_texts
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.overview.texts import compared_days
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel


class ComparisonController(QObject):
    """Joins the comparison fetcher to the toolbar and the notice of the overview page.

    A report is compared as soon as it is shown, with what the user chose last.
    """

    fetch_failed = Signal(Exception)  # before any request was sent, such as for a missing password

    def __init__(
        self,
        fetcher: ComparisonFetcher,
        page: OverviewPage,
        settings_store: SettingsStore,
        language: Language,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._fetcher = fetcher
        self._page = page
        self._notice = page.comparison_notice
        self._progress = page.toolbar.progress
        self._settings_store = settings_store
        self._language = language
        self._last_requested = ComparisonPeriod.NONE
        self._is_waiting_for_password = False
        page.toolbar.comparison_requested.connect(self._on_chosen)
        page.toolbar.cancel_requested.connect(fetcher.cancel)
        page.comparison_notice.retry_requested.connect(self._retry)
        fetcher.started.connect(self._on_started)
        fetcher.progressed.connect(self._on_progressed)
        fetcher.changed.connect(self._on_changed)
        fetcher.cancelled.connect(self._show_ended)
        fetcher.nothing_fetched.connect(self._on_nothing_fetched)
        fetcher.offices_missing.connect(self._on_offices_missing)
        fetcher.failed.connect(self._on_failed)

    def compare_fetched_report(self, result: FetchResult) -> None:
        """Compare a report that has just been fetched, if it is complete, with the period that was chosen last."""
        if result.report.failed_parts:
            return
        chosen = self._settings_store.current.comparison
        self._compare_with(DEFAULT_COMPARISON if chosen is None else chosen)

    def cancel_for_report_fetch(self) -> None:
        """Cancel, because the window fetches a report: the service gets one fetch at a time."""
        self._is_waiting_for_password = False
        self._fetcher.cancel()

    def continue_with_password(self) -> bool:
        """Retry if a missing password stopped the comparison; return whether it did."""
        if not self._is_waiting_for_password:
            return False
        self._retry()
        return True

    def _on_chosen(self, period: ComparisonPeriod) -> None:
        self._settings_store.update(replace(self._settings_store.current, comparison=period))
        self._compare_with(period)

    def _compare_with(self, period: ComparisonPeriod) -> None:
        self._last_requested = period
        self._is_waiting_for_password = False
        self._notice.clear()
        self._fetcher.compare_with(period)
        # If there was nothing to fetch, the fetcher has fallen back to no comparison.
        self._show_period()

    def _retry(self) -> None:
        self._compare_with(self._last_requested)

    def _on_started(self) -> None:
        self._notice.clear()
        self._progress.start(self.tr("Hämtar jämförelsen…"))

    def _on_progressed(self, progress: FetchProgress) -> None:
        lead, *details = progress_texts(progress, self._language)
        self._progress.set_progress(progress.done, progress.total, lead, *details)

    def _on_changed(self) -> None:
        self._show_ended()
        report = self._fetcher.report
        if report is not None and not report.is_complete:
            message = describe_incomplete(report, self._language)
            missing = (self.tr("Det som saknas räknas inte i jämförelsen."),) if report.failed_parts else ()
            text = " ".join((*missing, message.why))
            self._notice.show_notice(
                Notice(NoticeLevel.WARN, f"{self._period_name(report)}: {message.what}", text), can_retry=False
            )

    def _on_nothing_fetched(self, report: Report) -> None:
        self._show_failure(summarise_failed_parts(report.failed_parts, self._language, report.scope))

    def _on_offices_missing(self) -> None:
        self._show_ended()
        title = self.tr("Perioden att jämföra med kan inte hämtas.")
        text = self.tr("Ett av rapportens kontor har ingen anslutning längre. Hämta en ny rapport.")
        self._notice.show_notice(Notice(NoticeLevel.WARN, title, text), can_retry=False)

    def _on_failed(self, error: Exception) -> None:
        self._show_ended()
        self._is_waiting_for_password = isinstance(error, PasswordNeeded)
        self.fetch_failed.emit(error)

    def _show_failure(self, message: ErrorMessage) -> None:
        self._show_ended()
        title = self.tr("Perioden att jämföra med kunde inte hämtas.")
        text = " ".join(filter(None, (message.what, message.why)))
        self._notice.show_notice(Notice(NoticeLevel.ERR, title, text), can_retry=True)

    def _show_ended(self) -> None:
        """Hide progress and notice; show the period that is compared with now."""
        self._progress.stop()
        self._notice.clear()
        self._show_period()

    def _show_period(self) -> None:
        report, shown = self._fetcher.report, self._fetcher.shown_report
        days = compared_days(report.scope, shown.scope, self._language) if report and shown else ""
        self._page.toolbar.set_comparison_period(self._fetcher.period, days)

    def _period_name(self, report: Report) -> str:
        return format_period(report.scope.first_day, report.scope.last_day, self._language)
