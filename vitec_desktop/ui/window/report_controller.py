"""The report in the window: fetches it, shows it, keeps it when a later fetch fails, and says what is missing."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.report.error_messages import Correction, ErrorMessage, find_correction
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.incomplete_report import describe_incomplete, incomplete_details
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.report.tables import JoinedTable
from vitec_desktop.ui.common.incremental import release_gradually
from vitec_desktop.ui.fetch import texts
from vitec_desktop.ui.fetch.command_bar import CommandBar
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress, FetchResult, ReportFetcher, ReportSelection
from vitec_desktop.ui.table.texts import unhandled_rows_text
from vitec_desktop.ui.widgets.containers import StatusBar
from vitec_desktop.ui.widgets.labels import announce
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeBar, NoticeLevel
from vitec_desktop.ui.widgets.progress_row import ProgressRow
from vitec_desktop.ui.window.busy_state import BusyState
from vitec_desktop.ui.window.focus_restorer import FocusRestorer
from vitec_desktop.ui.window.report_tabs import ReportTabs
from vitec_desktop.webservice.result import FailedPart
from vitec_desktop.webservice.timestamps import swedish_today


class ReportController(QObject):
    """Joins the report fetcher to the parts of the window that start a fetch, show its progress and its report."""

    details_requested = Signal(ErrorMessage, str)  # the message, and technical details to copy
    connection_change_requested = Signal(FailedPart)  # a part whose error asks to correct its connection
    network_change_requested = Signal()
    fetch_failed = Signal(Exception)  # before anything was requested
    ready_changed = Signal()  # `is_ready` or `can_export` may have changed

    def __init__(
        self,
        fetcher: ReportFetcher,
        busy: BusyState,
        command_bar: CommandBar,
        progress: ProgressRow,
        notices: NoticeBar,
        tabs: ReportTabs,
        status: StatusBar,
        language: Language,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._fetcher = fetcher
        self._busy = busy
        self._command_bar = command_bar
        self._progress = progress
        self._focus_restorer = FocusRestorer(progress.cancel_button)
        self._notices = notices
        self._tabs = tabs
        self._status = status
        self._language = language
        self._current: FetchResult | None = None
        self._failed_parts: list[FailedPart] = []  # of the fetch that runs
        self._warning: Notice | None = None  # of the report that is shown, where it is incomplete
        self._failure: Notice | None = None  # of the latest fetch, where it brought nothing
        self._has_failed = False  # the latest fetch
        self._period_notice: Notice | None = None
        self._compared_text = ""
        self._connect()
        self._update_state()

    @property
    def report(self) -> Report | None:
        """The report that is shown, also while another one is being fetched; None before the first one."""
        return self._current.report if self._current else None

    @property
    def selection(self) -> ReportSelection | None:
        """The selection that the shown report was fetched for; None before the first report."""
        return self._current.selection if self._current else None

    @property
    def visible_selection(self) -> ReportSelection | None:
        """The selection whose rows the tables show: of the fetch that runs, else of the report."""
        return self._fetcher.selection or self.selection

    @property
    def fetch_result(self) -> FetchResult | None:
        """The report that is shown with its selection and the results of its parts."""
        return self._current

    @property
    def is_ready(self) -> bool:
        """Whether a fetch can start: neither a fetch nor an export runs."""
        return not self._busy.is_busy

    @property
    def can_export(self) -> bool:
        # While a partial report is made, the tables have its rows, not those of the report from before.
        return self.is_ready and self._current is not None and not self._fetcher.is_building_partial

    def fetch(self) -> None:
        """Fetch the report that is selected in the command bar."""
        selection = self._command_bar.selection
        if not selection.offices:
            message = ErrorMessage(
                self.tr("Det finns inget kontor att hämta för."), "", self.tr("Lägg till en anslutning först.")
            )
            self._show_message(NoticeLevel.INFO, message)
            return
        if selection.is_reversed:
            why = self.tr("Första dagen ligger efter den sista.")
            message = ErrorMessage(self.tr("Perioden är bakvänd."), why, self.tr("Ändra någon av dem."))
            self._show_message(NoticeLevel.ERR, message)
            self._period_notice = self._notices.notice
            return
        self._start(selection)

    def fetch_again(self) -> None:
        """Do what a click on the fetch button does: a date that is still being typed is taken first."""
        if self._command_bar.selection.offices:
            self._command_bar.request_fetch()
        else:
            self.fetch()

    def fetch_missing(self) -> None:
        """Fetch the parts that are missing from the report that is shown; all of it if it has damaged rows only."""
        if self._current:
            self._start(self._current.selection, self._current if self._current.report.failed_parts else None)

    def restore(self, result: FetchResult) -> None:
        """Show a report that the window before this one has shown, with the same notices."""
        if result.report.is_saved:
            self.show_saved(result)
        else:
            self._on_fetched(result)

    def show_saved(self, result: FetchResult) -> None:
        """Show a report that was saved earlier. Its own notice says what is missing; other notices stay."""
        self._set_current(result)
        self._warning = None
        self._set_failure(None, has_failed=False)
        self._show_rows(result)
        self._update_state()

    def show_missing(self) -> None:
        """Show the details of what is missing from the report that is shown."""
        report = self.report
        if report is not None:
            details = incomplete_details(report, self._language)
            self.details_requested.emit(describe_incomplete(report, self._language), details)

    def set_compared_text(self, text: str) -> None:
        """Set what the status bar says of the saved report that is compared with; "" for none."""
        self._compared_text = text
        self._update_status()

    def settle_focus(self, place: QWidget) -> None:
        """Move the focus on when all is shown that a fetch or an export has led to.

        Where what the user pressed is gone, it goes to the same button of the new notice, else to `place`.
        """
        self._focus_restorer.replace_stand_in(self._notices.action_buttons, place)

    def update_next_step(self) -> None:
        """Compare what is picked with what is shown: the command bar shows what to press next."""
        self._command_bar.show_next_step(None if self._busy.is_fetching else self._current)

    def clear(self) -> None:
        """Cancel a fetch and show no report."""
        self._fetcher.discard()
        self._set_current(None)
        self._warning = None
        self._set_failure(None, has_failed=False)
        self._notices.clear()
        self._tabs.show_nothing_fetched()
        self._update_state()

    # While a report is being fetched --------------------------------------------------------------------------

    def _connect(self) -> None:
        self._command_bar.fetch_requested.connect(self.fetch)
        self._command_bar.selection_changed.connect(self._on_selection_changed)
        self._tabs.fetch_requested.connect(self._command_bar.request_fetch)
        self._tabs.correction_requested.connect(self._correct)
        self._tabs.counts_changed.connect(self._update_status)
        for page in self._tabs.all_pages.values():
            page.selection_changed.connect(self._update_selection)
        self._status.state_clicked.connect(self._on_state_clicked)
        self._progress.cancel_requested.connect(self._fetcher.cancel)
        self._busy.changed.connect(self._on_busy_changed)
        self._fetcher.keyring_awaited.connect(self._on_keyring_awaited)
        self._fetcher.progressed.connect(self._on_progressed)
        self._fetcher.report_fetched.connect(self._on_fetched)
        self._fetcher.cancelled.connect(self._on_cancelled)
        self._fetcher.failed.connect(self._on_failed)

    def _start(self, selection: ReportSelection, known: FetchResult | None = None) -> None:
        if self._busy.is_exporting:
            why = self.tr("Hämta igen när den är klar.")
            self._show_message(NoticeLevel.INFO, ErrorMessage(self.tr("En fil sparas."), why, ""))
            return
        if self._busy.is_fetching:
            return
        self._failed_parts = []
        self._set_failure(None, has_failed=False)
        self._focus_restorer.remember_owner()
        self._notices.clear()
        self._tabs.start_fetch(selection.scope, keeps_rows=known is not None)
        self._fetcher.start(selection, known.part_results if known else None)

    def _on_busy_changed(self) -> None:
        if self._busy.is_busy:
            self._focus_restorer.remember_owner()
        if self._busy.is_exporting:
            self._notices.dismiss()  # one with "Försök igen" says no longer how it is
        if self._busy.is_fetching:
            self._progress.start(self.tr("Ansluter…"))
            announce(self._progress, self.tr("Hämtar rapporten."))
        self._update_state()
        if self._busy.is_busy:
            self._focus_restorer.replace_owner()
        else:
            self._focus_restorer.return_focus(self._command_bar.fetch_button)
            self._progress.stop()

    def _on_keyring_awaited(self) -> None:
        text = self.tr("Väntar på datorns nyckelring, som kan be om ditt godkännande…")
        self._progress.start(text)
        announce(self._progress, text)

    def _on_progressed(self, progress: FetchProgress) -> None:
        lead, *details = texts.progress_texts(progress, self._language)
        self._progress.set_progress(progress.done, progress.total, lead, *details)
        self._failed_parts.extend(progress.failed_parts)
        self._tabs.append_rows(progress.rows)
        if progress.failed_parts and progress.done < progress.total:
            message = texts.missing_so_far(self._failed_parts, progress.total, self._language)
            is_first = len(self._failed_parts) == len(progress.failed_parts)
            self._notices.show_notice(texts.problem_notice(NoticeLevel.WARN, message), is_announced=is_first)

    def _on_selection_changed(self) -> None:
        """Dismiss the notice of a reversed period once the period is valid."""
        if self._period_notice and not self._command_bar.selection.is_reversed:
            if self._notices.notice is self._period_notice:
                self._notices.dismiss()
            self._period_notice = None
        self.update_next_step()

    # How a fetch ends -----------------------------------------------------------------------------------------

    def _on_fetched(self, result: FetchResult) -> None:
        if result.is_empty:
            self._on_nothing_fetched(result.report)
            return
        self._show_report(result)
        if result.report.is_complete:
            announce(self._tabs, self.tr("Rapporten är hämtad: %n rader.", "", result.report.row_count))
        self.settle_focus(self._tabs.focus_target)

    def _on_nothing_fetched(self, report: Report) -> None:
        failure = self._missing_notice(NoticeLevel.ERR, report, self.fetch_again)
        if self._current:
            failure = replace(failure, text=f"{failure.text} {self._unchanged_text()}")
            self._set_failure(failure)
            self._show_previous_report()
        else:
            self._set_failure(failure)
            self._tabs.show_failed(self.tr("Orsaken står i meddelandet ovanför."))
            self._update_state()
        self._notices.show_notice(failure)
        self.settle_focus(self._command_bar.fetch_button)

    def _on_cancelled(self, partial: FetchResult | None) -> None:
        """Show what was fetched, unless it would replace a report that has more: then offer it."""
        previous = self._current
        if partial is None or partial.report.row_count == 0:
            self._show_previous_report()
            self._show_cancelled()
        elif previous is None or _covers(partial, previous):
            self._show_report(partial)
        else:
            self._show_previous_report()
            show = NoticeAction(self.tr("Visa det som hann hämtas"), lambda: self._show_report(partial))
            self._show_cancelled(show)
        self.settle_focus(self._command_bar.fetch_button)

    def _on_failed(self, error: Exception) -> None:
        self._set_failure(None)
        self._show_previous_report()
        self.fetch_failed.emit(error)
        self.settle_focus(self._command_bar.fetch_button)

    def _show_report(self, result: FetchResult) -> None:
        """Show a report from now on, with a persistent warning where it is incomplete."""
        report = result.report
        self._set_current(result)
        self._set_failure(None, has_failed=False)
        self._warning = (
            None if report.is_complete else self._missing_notice(NoticeLevel.WARN, report, self.fetch_missing)
        )
        self._show_rows(result)
        self._update_state()
        self._notices.clear()
        self._show_warning()

    def _set_current(self, result: FetchResult | None) -> None:
        old, self._current = self._current, result
        if old is not None and old is not result:
            release_gradually(old.row_lists(), self)

    def _show_rows(self, result: FetchResult) -> None:
        correction = self._correction
        self._tabs.show_report(
            result.report, is_sample=result.selection.is_sample, correction=correction.text if correction else ""
        )

    @property
    def _correction(self) -> NoticeAction | None:
        """What helps where the report that is shown is incomplete: the first button of its warning."""
        if self._current and self._current.report.is_saved:
            return NoticeAction(QCoreApplication.translate("SavedReport", "Hämta nu"), self.fetch_again)
        return self._warning.actions[0] if self._warning else None

    def _correct(self) -> None:
        correction = self._correction
        if correction and not self._busy.is_fetching:
            correction.callback()

    def _show_previous_report(self) -> None:
        """Show the report again that was shown before the fetch."""
        if self._current:
            self._show_rows(self._current)
        else:
            self._tabs.show_nothing_fetched()
        self._update_state()
        self._show_warning()

    # Notices --------------------------------------------------------------------------------------------------

    def _show_cancelled(self, *actions: NoticeAction) -> None:
        why = self.tr("Inget hann hämtas.") if self._current is None else self._unchanged_text()
        self._show_message(NoticeLevel.INFO, ErrorMessage(self.tr("Hämtningen avbröts."), why, ""), actions)

    def _unchanged_text(self) -> str:
        """Return that the report from before is shown."""
        assert self._current is not None
        report = self._current.report
        if report.is_saved:
            return self.tr("Den sparade rapporten visas, oförändrad.")
        return self.tr("Rapporten som hämtades {time} visas, oförändrad.").format(time=f"{report.fetched_at:%H:%M}")

    def _set_failure(self, notice: Notice | None, *, has_failed: bool = True) -> None:
        """Set whether the latest fetch failed; without a notice the user is told in another way."""
        self._failure, self._has_failed = notice, has_failed

    def _show_warning(self) -> None:
        if self._warning:
            self._notices.set_persistent(self._warning)

    def _on_state_clicked(self) -> None:
        """Show again why the latest fetch failed, else what is missing from the report."""
        if self._failure:
            self._notices.show_notice(self._failure)
        else:
            self._notices.show_persistent()

    def _missing_notice(self, level: NoticeLevel, report: Report, retry: Callable[[], None]) -> Notice:
        message = describe_incomplete(report, self._language)
        details = incomplete_details(report, self._language)
        show_details = NoticeAction(self.tr("Visa detaljer"), lambda: self.details_requested.emit(message, details))
        retries = NoticeAction(self.tr("Försök igen"), retry)
        return texts.problem_notice(level, message, (*self._corrections(report.failed_parts, retries), show_details))

    def _corrections(self, failed_parts: Sequence[FailedPart], retry: NoticeAction) -> tuple[NoticeAction, ...]:
        """Return the buttons of what the parts' errors ask for, and `retry` unless it would change nothing."""
        found = {find_correction(part.error): part for part in reversed(failed_parts)}
        part = found.get(Correction.CONNECTION) or found.get(Correction.CONNECTION_OR_RETRY)
        if part:
            change = NoticeAction(self.tr("Ändra anslutning"), lambda: self.connection_change_requested.emit(part))
            return (change,) if found.keys() == {Correction.CONNECTION} else (retry, change)
        if Correction.NETWORK in found:
            return NoticeAction(self.tr("Nätverk…"), self.network_change_requested.emit), retry
        return (retry,)

    def _show_message(self, level: NoticeLevel, message: ErrorMessage, actions: tuple[NoticeAction, ...] = ()) -> None:
        self._notices.show_notice(texts.problem_notice(level, message, actions))

    # Command bar and status bar ------------------------------------------------------------------------------

    def _update_state(self) -> None:
        self._command_bar.set_enabled_for(is_fetching=self._busy.is_fetching, can_export=self.can_export)
        self.update_next_step()
        self._update_status()
        self.ready_changed.emit()

    def _update_selection(self) -> None:
        page = self._tabs.current_page
        self._status.set_selection(page.selection_text() if page else "")

    def _update_status(self) -> None:
        self._update_selection()
        selection = self._fetcher.selection
        if selection:
            count = texts.rows_so_far_text(self._tabs.shown.total_count, self._language)
            self._status.set_facts((count, *texts.scope_texts(selection.scope, self._language)))
            if self._failed_parts:
                self._status.set_state("warning", "warn", self.tr("Inte komplett än"))
            else:
                self._status.set_state("clock", "text2", self.tr("Hämtas…"))
            return
        if self._fetcher.is_building_partial:
            self._status.set_facts(())
            self._status.set_state("clock", "text2", self.tr("Avbryter…"))
            return
        report = self.report
        if report is None:
            self._status.set_facts(())
        else:
            fetched = texts.fetched_text(report.fetched_at, swedish_today(), self._language)
            scope = texts.scope_texts(report.scope, self._language, report.failed_parts)
            self._status.set_facts((self._rows_text(), *scope, fetched, self._compared_text))
        self._update_status_state(report)

    def _update_status_state(self, report: Report | None) -> None:
        if self._has_failed:
            self._status.set_state("error", "err", self.tr("Hämtningen misslyckades"), self._missing_tooltip())
        elif report is None:
            self._status.set_state("", "", "")
        elif report.is_saved:
            self._status.set_state("archive", "text2", self.tr("Sparad rapport, inte uppdaterad"))
        elif report.is_complete:
            self._status.set_state("check-circle", "ok", self.tr("Komplett rapport"))
        else:
            self._status.set_state("warning", "warn", self.tr("Inte komplett"), self._missing_tooltip())

    def _missing_tooltip(self) -> str:
        notice = self._failure or self._warning
        if notice is None:
            return ""
        return "\n".join((notice.title, notice.text, self.tr("Klicka för att visa meddelandet.")))

    def _rows_text(self) -> str:
        """Count the rows of the table that is shown; those that count in the overview while that is."""
        page = self._tabs.current_page
        if page is None:
            shown = self._tabs.shown
            return texts.all_rows_text(shown.counted_count, shown.total_count, self._language)
        if isinstance(page.kind, JoinedTable):
            is_complete = self.report is None or self.report.is_complete
            unhandled = self._tabs.unhandled_rows
            counts, leads = unhandled.counts(), unhandled.lead_count()
            text = unhandled_rows_text(counts, leads, self._language, is_complete=is_complete)
        else:
            text = texts.rows_text(page.kind, page.model.shown_count, page.model.total_count, self._language)
        if page.model.shown_gone_count:
            text = self.tr("{rows} och {count} borta").format(
                rows=text, count=format_count(page.model.shown_gone_count, self._language)
            )
        if page.model.is_grouped:
            groups = self.tr("%n grupper", "", len(page.model.groups))
            return f"{text}, {groups}"
        return text


def _covers(partial: FetchResult, previous: FetchResult) -> bool:
    """Whether a partial report has all parts of the previous one; of a saved one nobody knows."""
    return (
        not previous.report.is_saved
        and partial.selection == previous.selection
        and previous.part_results.keys() <= partial.part_results.keys()
    )
