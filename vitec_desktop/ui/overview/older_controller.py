"""Shows the unhandled rows of the 12 months before the report, which the user asks for on the overview's tile."""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from vitec_desktop.report.error_messages import summarise_failed_parts
from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.incomplete_report import describe_incomplete
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.report.tables import JoinedTable
from vitec_desktop.ui.connections.connection_store import PasswordNeeded
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress
from vitec_desktop.ui.fetch.texts import progress_texts
from vitec_desktop.ui.overview.older_fetcher import OlderFetcher, OlderPhase
from vitec_desktop.ui.overview.older_line import OlderLine
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.ui.table.unhandled_rows import UnhandledRows
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import announce
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel


class OlderController(QObject):
    """Joins the fetcher of older rows to the overview's link, and to the table of unhandled rows with a line above it.

    No figure of the overview counts what is found here.
    """

    fetch_failed = Signal(Exception)  # before any request was sent, such as for a missing password

    def __init__(
        self,
        fetcher: OlderFetcher,
        overview: OverviewPage,
        shown: ShownReport,
        rows: UnhandledRows,
        theme: Theme,
        language: Language,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._fetcher = fetcher
        self._shown = shown
        self._rows = rows
        self._language = language
        self._is_waiting_for_password = False
        self.line = OlderLine(theme, shown.unhandled)
        self._hide_action = NoticeAction(self.tr("Dölj äldre"), fetcher.clear)
        self._retry_action = NoticeAction(self.tr("Försök igen"), fetcher.start)
        overview.older_requested.connect(self._on_requested)
        self.line.cancel_requested.connect(fetcher.cancel)
        fetcher.changed.connect(self._on_changed)
        fetcher.progressed.connect(self._on_progressed)
        fetcher.offices_missing.connect(self._on_offices_missing)
        fetcher.failed.connect(self._on_failed)
        shown.info_changed.connect(self._update_line)
        rows.updated.connect(self._update_line)

    def cancel_for_report_fetch(self) -> None:
        """Cancel, because the window fetches a report: the service gets one fetch at a time."""
        self._is_waiting_for_password = False
        self._fetcher.cancel()

    def continue_with_password(self) -> bool:
        """Go on if a missing password stopped the fetch; return whether it did."""
        if not self._is_waiting_for_password:
            return False
        self._is_waiting_for_password = False
        self._fetcher.start()
        return True

    def _on_requested(self) -> None:
        self._is_waiting_for_password = False
        name = QCoreApplication.translate("Overview", "Obehandlade, även äldre")
        self._shown.show_temporary_view(RowFilter(JoinedTable.UNHANDLED), name)
        self._fetcher.start()
        self.line.make_room()

    def _on_changed(self) -> None:
        result = self._fetcher.result
        self._rows.set_older_tables(result.report.tables if result else {})
        if self._fetcher.is_running and not self.line.progress.isVisible():
            announce(self.line, self.tr("Söker äldre obehandlade."))
        self._update_line()

    def _on_progressed(self, progress: FetchProgress) -> None:
        lead, *details = progress_texts(progress, self._language)
        self.line.progress.set_progress(progress.done, progress.total, lead, *details)

    def _on_offices_missing(self) -> None:
        title = self.tr("Äldre obehandlade kan inte hämtas.")
        text = self.tr("Ett av rapportens kontor har ingen anslutning längre. Hämta en ny rapport.")
        self.line.notice.show_notice(Notice(NoticeLevel.WARN, title, text))

    def _on_failed(self, error: Exception) -> None:
        self._is_waiting_for_password = isinstance(error, PasswordNeeded)
        self.fetch_failed.emit(error)

    # The line -------------------------------------------------------------------------------------------------

    def _update_line(self) -> None:
        info, result = self._shown.info, self._fetcher.result
        if self._fetcher.is_running:
            is_waiting = self._fetcher.phase is OlderPhase.WAITING
            text = self.tr("Väntar på jämförelsen…") if is_waiting else self.tr("Söker äldre obehandlade…")
            self.line.progress.start(text)
        else:
            self.line.progress.stop()
        if info is None or info.is_fetching or result is None or self._fetcher.is_running:
            self.line.notice.clear()
        elif not self._rows.is_updating:
            self._show_notice(self._failure_notice(result.report) if result.is_empty else self._notice(result.report))

    def _show_notice(self, notice: Notice) -> None:
        if notice != self.line.notice.notice:
            self.line.notice.show_notice(notice)

    def _notice(self, report: Report) -> Notice:
        count, days = self._rows.older_count, self._days(report)
        if count:
            title = self.tr("%n äldre obehandlade visas också, från {days}.", "", count).format(days=days)
        elif report.is_complete:
            title = self.tr("Inga äldre obehandlade {days}.").format(days=days)
        else:
            title = self.tr("Inga äldre obehandlade i det som hämtades.")
        hide = (self._hide_action,) if count else ()
        if report.is_complete:
            text = self.tr("Översikten räknar bara dem som hör till perioden.") if count else ""
            return Notice(NoticeLevel.INFO, title, text, hide, is_closable=not count)
        message = describe_incomplete(report, self._language)
        retry = (self._retry_action,) if report.failed_parts else ()
        text = " ".join(filter(None, (message.what, message.why)))
        return Notice(NoticeLevel.WARN, title, text, (*retry, *hide), is_closable=not count)

    def _failure_notice(self, report: Report) -> Notice:
        message = summarise_failed_parts(report.failed_parts, self._language, report.scope)
        text = " ".join(filter(None, (message.what, message.why)))
        title = self.tr("Äldre obehandlade kunde inte hämtas.")
        return Notice(NoticeLevel.ERR, title, text, (self._retry_action,))

    def _days(self, report: Report) -> str:
        return format_period(report.scope.first_day, report.scope.last_day, self._language)
