"""Makes the controllers of a window, and connects their signals."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from vitec_desktop.accounts.credential_store import CredentialStore, KeyringProblem
from vitec_desktop.report.error_messages import ErrorMessage
from vitec_desktop.report.language import Language
from vitec_desktop.schedule.service import ScheduleService
from vitec_desktop.storage.profile import CONNECTIONS_FILE, SETTINGS_FILE
from vitec_desktop.ui.archive.archive_access import ArchiveAccess
from vitec_desktop.ui.archive.archive_controller import ArchiveController
from vitec_desktop.ui.archive.archive_dialog_controller import ArchiveDialogController
from vitec_desktop.ui.archive.damaged_reports import DamagedReportsController
from vitec_desktop.ui.archive.history_controller import HistoryController
from vitec_desktop.ui.archive.saved_report_controller import SavedReportBar, SavedReportController
from vitec_desktop.ui.archive.since_controller import SinceController
from vitec_desktop.ui.common.desktop_files import show_in_folder_or_notify
from vitec_desktop.ui.common.exception_handler import ExceptionHandler
from vitec_desktop.ui.common.jobs import Job, JobRunner
from vitec_desktop.ui.common.log_setup import log_file
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.connection_controller import ConnectionController
from vitec_desktop.ui.connections.connection_store import ConnectionStore, DemoConnection
from vitec_desktop.ui.connections.proxy_controller import ProxyController
from vitec_desktop.ui.connections.texts import LoadedSettingsFile, unreadable_files_notice
from vitec_desktop.ui.export.export_controller import ExportController
from vitec_desktop.ui.fetch.report_fetcher import FetchResult, ReportFetcher
from vitec_desktop.ui.help.help_controller import HelpController
from vitec_desktop.ui.overview.comparison_controller import ComparisonController
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.overview.filter_count_controller import FilterCountController
from vitec_desktop.ui.overview.older_controller import OlderController
from vitec_desktop.ui.overview.older_fetcher import OlderFetcher
from vitec_desktop.ui.overview.overview_controller import OverviewController
from vitec_desktop.ui.overview.print_controller import PrintController
from vitec_desktop.ui.schedule.schedule_controller import ScheduleController
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice, NoticeBar, NoticeLevel
from vitec_desktop.ui.window.busy_state import BusyState
from vitec_desktop.ui.window.copy_progress import CopyProgress
from vitec_desktop.ui.window.event_log import EventLog
from vitec_desktop.ui.window.lost_focus import LostFocusHandler
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.menu_controller import MenuController
from vitec_desktop.ui.window.menus import Menus
from vitec_desktop.ui.window.report_controller import ReportController
from vitec_desktop.ui.window.sample_data_controller import SampleDataController
from vitec_desktop.ui.window.settings_autosave import SettingsAutosave
from vitec_desktop.ui.window.toast_controller import ToastController
from vitec_desktop.ui.window.window_snapshot import WindowSnapshot, restore_tables, table_states
from vitec_desktop.webservice.session import Session

if TYPE_CHECKING:
    from vitec_desktop.ui.archive.since_card import SinceCard
    from vitec_desktop.ui.widgets.notice_area import NoticeArea

_SHUTDOWN_TIMEOUT = 2.0
"""Seconds that the window waits for its jobs when it closes."""


class AppContext(Struct, frozen=True):
    """What every window of the program works with; made once, at the start."""

    profile: Path
    settings_store: SettingsStore
    language: Language
    session: Session
    credential_store: CredentialStore
    connection_store: ConnectionStore
    version: str
    schedule_service: ScheduleService
    archive: ArchiveAccess


class WindowController(QObject):
    """Makes the controllers behind the window and connects them; lives as long as the window."""

    language_chosen = Signal(str)  # a language's code, "" for the system's
    replaced = Signal(QObject)  # the WindowController of the new window

    def __init__(
        self,
        app: QApplication,
        context: AppContext,
        theme: Theme,
        window: MainWindow,
        runner: JobRunner,
        *,
        snapshot: WindowSnapshot | None = None,
        newest: Job | None = None,
    ) -> None:
        """`window` has been populated with `theme`; `runner` is for this window alone.

        `snapshot` is of the window that this one replaces; the first one shows the saved report `newest`.
        """
        super().__init__(app)
        self.context = context
        self.theme = theme
        self.window = window
        self.language = context.language
        self.settings_store = context.settings_store
        self.runner = runner
        self.connection_store = context.connection_store
        self.demo_connection = snapshot.demo_connection if snapshot else DemoConnection(self.connection_store, self)
        for shared in (self.runner, self.connection_store, self.demo_connection):
            shared.setParent(self)
        self._create_report_controllers()
        self._create_other_controllers()
        self._connect_window()
        self._connect_controllers()
        self._connect_menus()
        self._show_connections()
        if snapshot:
            self._restore_snapshot(snapshot)
        else:
            self._show_past_problems()
        QTimer.singleShot(0, self, self.damaged_reports.show_earlier)
        self.setParent(window)
        # At the end of a session the system ends the program with or without closing its windows.
        app.commitDataRequest.connect(self.settings_autosave.save_now)
        app.aboutToQuit.connect(self._on_close_requested)
        # The keyring may be slow: it is asked once the window has been shown.
        QTimer.singleShot(0, self, self._check_keyring)
        if newest is not None:
            if newest.is_running:
                QTimer.singleShot(0, self, self.overview_controller.prepare)
            self.saved_report_controller.show_newest(newest)

    # Making the controllers -----------------------------------------------------------------------------------

    def _create_report_controllers(self) -> None:
        context, window, language, runner = self.context, self.window, self.language, self.runner
        tabs, overview, session, store = window.tabs, window.tabs.overview, context.session, self.connection_store
        self.report_fetcher = ReportFetcher(session, store, runner, self, takes_snapshots=True)
        self.export_controller = ExportController(
            self.settings_store, runner, self.theme, language, tabs.shown, window.progress, window
        )
        LostFocusHandler(window, tabs)
        self.busy_state = BusyState(self.report_fetcher, self.export_controller, self)
        self.report_controller = ReportController(
            self.report_fetcher,
            self.busy_state,
            window.command_bar,
            window.progress,
            window.notices,
            tabs,
            window.status,
            language,
            self,
        )
        self._create_archive_controllers()
        self.copy_progress = CopyProgress(tabs.all_pages.values(), window.progress, language, self)
        self.toast_controller = ToastController(window, self.theme)
        self.copy_progress.copied.connect(self.toast_controller.show_text)
        self.comparison_fetcher = ComparisonFetcher(ReportFetcher(session, store, runner, self), store, self)
        self.comparison_controller = ComparisonController(
            self.comparison_fetcher, overview, self.settings_store, language, self
        )
        self.older_fetcher = OlderFetcher(
            ReportFetcher(session, store, runner, self), self.comparison_fetcher, store, self
        )
        self.older_controller = OlderController(
            self.older_fetcher, overview, tabs.shown, tabs.unhandled_rows, self.theme, language, self
        )
        self.overview_controller = OverviewController(
            overview, tabs.shown, self.comparison_fetcher, store, runner, language, self
        )
        self.filter_count_controller = FilterCountController(tabs.shown, window.count_notice, language, self)
        self.filter_count_controller.notice_appeared.connect(window.notice_area.make_room)
        self.export_controller.set_chain_names(store.name_of)
        self.export_controller.set_earlier_periods_provider(
            self.overview_controller.create_earlier_periods_function, self.comparison_fetcher.when_ended
        )
        self.print_controller = PrintController(overview, self.settings_store, runner, self.theme, window)
        self.print_controller.copied.connect(self.toast_controller.show_text)
        overview.copied.connect(self.toast_controller.show_text)
        self.export_controller.copy_image_requested.connect(self.overview_controller.provide_overview)
        self.overview_controller.overview_provided.connect(self.print_controller.copy_page)

    def _create_archive_controllers(self) -> None:
        access, window, theme = self.context.archive, self.window, self.theme
        fetcher, runner, store = self.report_fetcher, self.runner, self.connection_store
        # After the report controller, which shows the report that is then saved.
        self.archive_controller = ArchiveController(
            access,
            fetcher,
            runner,
            window.notices,
            lambda: window.add_notice_bar(NoticeBar(theme, window.notice_area)),
            self,
        )
        self.damaged_reports = DamagedReportsController(
            access, lambda: window.add_notice_bar(NoticeBar(theme, window.notice_area)), runner, self.language, self
        )
        self.saved_report_controller = SavedReportController(
            access,
            store,
            fetcher,
            window.command_bar,
            lambda: window.add_notice_bar(SavedReportBar(theme, window.notice_area)),
            runner,
            self.language,
            self,
        )

        overview = window.tabs.overview
        self.since_controller = SinceController(
            access,
            self.demo_connection,
            self.context.session,
            runner,
            lambda: _make_since_card(theme, overview.notice_area),
            self.language,
            self,
        )
        pages = window.tabs.all_pages.values()
        self.history_controller = HistoryController(access, runner, pages, self.language, self)
        self.archive_dialog_controller = ArchiveDialogController(access, store, runner, theme, self.language, window)
        for controller in (self.archive_controller, self.damaged_reports):
            controller.dialog_requested.connect(self.archive_dialog_controller.open_dialog)

    def _create_other_controllers(self) -> None:
        context, theme, window, language, runner = self.context, self.theme, self.window, self.language, self.runner
        settings, store = self.settings_store, self.connection_store
        self.exception_handler = ExceptionHandler(theme, context.version, window)
        self.help_controller = HelpController(theme, language, context.version, context.profile, window)
        self.menus = Menus(window.menuBar(), window)
        self.menu_controller = MenuController(self.menus, window, self.report_controller, store, settings, theme)
        self.connection_controller = ConnectionController(context.session, store, runner, theme, language, window)
        self.sample_data_controller = SampleDataController(
            window.tabs.sample_data_chip,
            self.demo_connection,
            store,
            self.connection_controller,
            self.report_controller,
        )
        self.export_controller.set_sample_check(lambda: self.sample_data_controller.is_shown)
        self.proxy_controller = ProxyController(settings, runner, theme, window)
        self.schedule_controller = ScheduleController(
            context.schedule_service, store, settings, runner, theme, language, window
        )
        self.event_log = EventLog(self.report_fetcher, self.export_controller, self.connection_controller, self)
        self.settings_autosave = SettingsAutosave(settings, store, window, runner)

    # Connecting signals --------------------------------------------------------------------------------------

    def _connect_window(self) -> None:
        window = self.window
        window.close_requested.connect(self._on_close_requested)
        window.welcome.connection_requested.connect(self.connection_controller.show_add_dialog)
        window.welcome.demo_requested.connect(lambda: self.sample_data_controller.set_enabled(True))
        window.command_bar.export_requested.connect(self._on_export_requested)
        window.tabs.period_change_requested.connect(window.command_bar.open_period_menu)
        window.tabs.overview.guide_requested.connect(lambda: self.help_controller.show_guide())

    def _connect_controllers(self) -> None:
        reports, connections, comparison = (
            self.report_controller,
            self.connection_controller,
            self.comparison_controller,
        )
        self.connection_store.changed.connect(self._on_connections_changed)
        reports.details_requested.connect(self._show_details)
        reports.connection_change_requested.connect(connections.show_change_dialog_for_part)
        reports.network_change_requested.connect(self.proxy_controller.open_dialog)
        reports.fetch_failed.connect(connections.on_fetch_failed)
        reports.ready_changed.connect(lambda: self.comparison_fetcher.set_shown_result(reports.fetch_result))
        reports.ready_changed.connect(lambda: self.older_fetcher.set_shown_result(reports.fetch_result))
        reports.ready_changed.connect(self._on_ready_changed)
        self.export_controller.set_changes_provider(self.since_controller.changes_of, self.since_controller.when_ended)
        self.since_controller.changed.connect(self._on_since_changed)
        self.since_controller.handling_time_changed.connect(self.window.tabs.overview.show_handling_time)
        self.archive_dialog_controller.times_by_person_changed.connect(self.since_controller.forget_times)
        self.archive_dialog_controller.times_by_person_changed.connect(self.since_controller.compare_again)
        for erased in (self.archive_dialog_controller.reports_changed, connections.removed):
            erased.connect(self.since_controller.start_over)
            erased.connect(self.history_controller.start_over)
            erased.connect(self.damaged_reports.check)
            erased.connect(self.saved_report_controller.check_shown)
        self.since_controller.filter_requested.connect(self.window.tabs.shown.show_temporary_view)
        self.export_controller.complete_workbook_saved.connect(self.archive_controller.remember_export)
        self.archive_controller.export_remembered.connect(self.since_controller.compare_again)
        self.saved_report_controller.loaded.connect(reports.show_saved)
        self.saved_report_controller.erased.connect(self._on_saved_report_erased)
        self.archive_dialog_controller.report_opened.connect(self._on_saved_report_opened)
        self.saved_report_controller.details_requested.connect(reports.show_missing)
        comparison.fetch_failed.connect(connections.on_fetch_failed)
        self.older_controller.fetch_failed.connect(connections.on_fetch_failed)
        connections.password_entered.connect(self._on_password_entered)
        connections.corrected.connect(reports.fetch_again)
        self.report_fetcher.started.connect(comparison.cancel_for_report_fetch)
        self.report_fetcher.started.connect(self.older_controller.cancel_for_report_fetch)
        # After the report controller, which shows the report.
        self.report_fetcher.report_fetched.connect(comparison.compare_fetched_report)
        self.busy_state.changed.connect(lambda: self.archive_dialog_controller.set_window_busy(self.busy_state.is_busy))
        self.busy_state.changed.connect(self.copy_progress.release_progress_row)
        self.schedule_controller.notice_dismissed.connect(self.window.notices.dismiss)
        self.schedule_controller.connection_requested.connect(connections.show_add_dialog)
        self.schedule_controller.connections_requested.connect(connections.show_connections_dialog)
        for controller in (
            connections,
            self.export_controller,
            self.print_controller,
            self.schedule_controller,
            self.settings_autosave,
            self.archive_controller,
            self.saved_report_controller,
        ):
            controller.notice_requested.connect(self.window.notices.show_notice)
            controller.error_occurred.connect(self.exception_handler.show_error)
        for ended in (self.export_controller.saved, self.export_controller.failed, self.export_controller.cancelled):
            ended.connect(lambda *_: reports.settle_focus(self.window.tabs.focus_target))
        for other in (
            self.overview_controller,
            self.proxy_controller,
            self.archive_dialog_controller,
            self.since_controller,
            self.history_controller,
            self.damaged_reports,
        ):
            other.error_occurred.connect(self.exception_handler.show_error)

    def _connect_menus(self) -> None:
        menus, connections = self.menus, self.connection_controller
        menus.export.triggered.connect(self._on_export_requested)
        menus.connections.triggered.connect(connections.show_connections_dialog)
        menus.demo.triggered.connect(self.sample_data_controller.set_enabled)
        menus.network.triggered.connect(self.proxy_controller.open_dialog)
        menus.schedule.triggered.connect(self.schedule_controller.open_dialog)
        menus.archive.triggered.connect(self.archive_dialog_controller.open_dialog)
        menus.log.triggered.connect(self._show_log)
        self.help_controller.log_requested.connect(self._show_log)
        menus.about.triggered.connect(self.help_controller.show_about)
        menus.shortcuts.triggered.connect(self.help_controller.show_shortcuts)
        menus.guide.triggered.connect(self.help_controller.show_guide)
        self.menu_controller.language_chosen.connect(self.language_chosen)

    # Connections, problems and the keyring --------------------------------------------------------------------

    def _on_connections_changed(self) -> None:
        """Offer the offices there are now; the report that is shown stays.

        Only the user's own is closed with his last connection, and then the welcome page is shown.
        """
        visible = self.report_controller.visible_selection
        if not (self.connection_store.offices or (visible and visible.is_sample)):
            self.report_controller.clear()
        self._show_connections()
        self.report_controller.update_next_step()

    def _show_connections(self) -> None:
        offices = self.connection_store.offices
        self.window.command_bar.set_offices(offices, self.settings_autosave.picked_offices())
        self._update_welcome()
        self.menu_controller.update_menus()

    def _update_welcome(self) -> None:
        """Show the welcome page while there is neither a report nor an office to fetch one for."""
        self.window.set_welcoming(
            not self.connection_store.offices and self.report_controller.visible_selection is None
        )

    def _show_log(self) -> None:
        show_in_folder_or_notify(log_file(self.context.profile), self.window.notices.show_notice)

    def _show_details(self, problem: ErrorMessage, details: str) -> None:
        title = self.tr("Det som saknas")
        why = " ".join((problem.why, problem.next_step))
        dialog = DetailsDialog(self.theme, title, problem.what, why, details, self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_past_problems(self) -> None:
        """Show a notice of damaged settings files, or of scheduled exports that failed since the last start."""
        profile = self.context.profile
        files: dict[Path, LoadedSettingsFile] = {
            profile / CONNECTIONS_FILE: self.connection_store.loaded,
            profile / SETTINGS_FILE: self.settings_store.loaded,
        }
        notice = unreadable_files_notice(files)
        if notice:
            self.window.notices.show_notice(notice)
        self.schedule_controller.check_past_runs(files)

    def _check_keyring(self) -> None:
        job = self.runner.create_job(lambda context: self.context.credential_store.find_problem(context.cancellation))
        job.succeeded.connect(self._on_keyring_checked)
        job.start()

    def _on_keyring_checked(self, problem: KeyringProblem | None) -> None:
        self.connection_controller.keyring_problem = problem
        self.schedule_controller.set_keyring_problem(problem)
        self.event_log.log_keyring(problem)

    # Requests that concern several controllers ----------------------------------------------------------------

    def _on_export_requested(self) -> None:
        report = self.report_controller.report
        if report and self.report_controller.can_export:
            self.export_controller.show_dialog(report)

    def _on_ready_changed(self) -> None:
        reports = self.report_controller
        self._update_welcome()
        self.saved_report_controller.set_shown(reports.fetch_result)
        self.archive_controller.set_shown(reports.fetch_result)
        if reports.is_ready:
            self.since_controller.set_shown(reports.fetch_result)
            self.history_controller.set_shown(reports.fetch_result)

    def _on_since_changed(self) -> None:
        result = self.since_controller.result
        if result is not None:
            self.window.tabs.show_changes(result.tables)
        elif not self.since_controller.is_comparing:
            self.window.tabs.show_changes(None)
        self.history_controller.set_changes(result.changes if result else None)
        self.report_controller.set_compared_text(result.data.status if result else "")

    def _on_saved_report_opened(self, result: FetchResult) -> None:
        if self.report_controller.is_ready:
            self.window.notices.clear()
            self.report_controller.show_saved(result)
            # The pointer is where the dialog's button was: the user has clicked, and is about to click nothing else.
            self.window.notice_area.make_room()

    def _on_saved_report_erased(self, result: FetchResult) -> None:
        """Show it no longer, and say why; a file that is being made of it is finished first."""
        reports = self.report_controller
        if reports.fetch_result is not result:
            return
        if not reports.is_ready:
            once = Qt.ConnectionType.SingleShotConnection
            self.busy_state.changed.connect(lambda: self._on_saved_report_erased(result), once)
            return
        reports.clear()
        self.window.notices.show_notice(
            Notice(
                NoticeLevel.INFO,
                self.tr("Den sparade rapporten är borttagen."),
                self.tr("Den visas inte längre. Hämta för att se en aktuell rapport."),
            )
        )

    def _on_password_entered(self) -> None:
        """Start the fetch again that lacked the password."""
        if self.older_controller.continue_with_password() or self.comparison_controller.continue_with_password():
            return
        self.report_controller.fetch()

    # Replacing the window -------------------------------------------------------------------------------------

    def take_snapshot(self) -> WindowSnapshot:
        """Return the state for the window that replaces this one, beyond the settings, which are updated here.

        The next window has no temporary view, whose name is of one language, but what was there before it.
        """
        self.window.tabs.leave_temporary_view()
        self.settings_autosave.update_settings()
        offices = tuple(office.key for office in self.window.command_bar.selection.offices)
        focused = self.window.focusWidget()
        return WindowSnapshot(
            self.window.geometry(),
            focused.objectName() if focused is not None else "",
            self.demo_connection,
            offices,
            self.report_controller.fetch_result,
            self.comparison_fetcher.save_state(),
            self.older_fetcher.result,
            table_states(self.window.tabs),
            self.window.tabs.shown.is_counting_filters,
            self.saved_report_controller.unfinished_work,
        )

    def _restore_snapshot(self, snapshot: WindowSnapshot) -> None:
        if not self.window.isMaximized() and not self.window.isFullScreen():
            # The saved geometry was fitted to the screen; the new window must not move.
            self.window.setGeometry(snapshot.geometry)
        self.window.command_bar.set_offices(self.connection_store.offices, snapshot.picked_offices)
        if snapshot.fetch_result:
            self.report_controller.restore(snapshot.fetch_result)
            self.comparison_fetcher.restore_state(snapshot.comparison_state)
            self.older_fetcher.restore_result(snapshot.older_result)
        restore_tables(self.window.tabs, snapshot.tables)
        self.window.tabs.shown.set_counting_filters(snapshot.is_counting_filters)
        self.saved_report_controller.resume(snapshot.start_work)
        focused = self.window.findChild(QWidget, snapshot.focused) if snapshot.focused else None
        if focused is not None:
            focused.setFocus()

    def replace_with(self, successor: "WindowController") -> None:
        """Close this window, after `successor` has restored its snapshot; its jobs may end later, unheard."""
        self.copy_progress.cancel_all()
        self.runner.shutdown(0.0)
        self.window.close()
        self.window.deleteLater()
        self.replaced.emit(successor)

    # Closing --------------------------------------------------------------------------------------------------

    def _on_close_requested(self) -> None:
        """Save the settings, cancel all jobs and hide the window; safe in the middle of anything."""
        if self.runner.is_shutting_down:
            return
        self.settings_autosave.save_on_close()
        self.window.hide()
        self.runner.shutdown(_SHUTDOWN_TIMEOUT)
        self.demo_connection.stop()


def _make_since_card(theme: Theme, area: "NoticeArea") -> "SinceCard":
    # Not before there is something to show: the first window must not wait for it.
    from vitec_desktop.ui.archive.since_card import SinceCard

    warning = InlineNotice(theme, area)
    card = SinceCard(theme, warning, area)
    area.add(warning)
    area.add(card)
    return card
