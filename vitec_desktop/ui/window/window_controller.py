"""Puts the window's parts and desks together: who hears whom."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from vitec_desktop.accounts.connections import ConnectionFile, LoadedConnections
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringProblem
from vitec_desktop.report.error_messages import ErrorMessage
from vitec_desktop.report.language import Language
from vitec_desktop.schedule.service import ScheduleService
from vitec_desktop.storage.json_file import LoadedFile
from vitec_desktop.ui.common.desktop_files import show_in_folder_or_notify
from vitec_desktop.ui.common.exception_handler import ExceptionHandler
from vitec_desktop.ui.common.jobs import JobContext, JobRunner
from vitec_desktop.ui.common.log_setup import log_file
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.connection_controller import ConnectionController
from vitec_desktop.ui.connections.connection_job import ConnectionJob
from vitec_desktop.ui.connections.connection_store import ConnectionStore, DemoConnection
from vitec_desktop.ui.connections.proxy_controller import ProxyController
from vitec_desktop.ui.connections.texts import unreadable_files_notice
from vitec_desktop.ui.export.export_controller import ExportController
from vitec_desktop.ui.export.export_job import ReportExporter
from vitec_desktop.ui.fetch.report_fetcher import ReportFetcher
from vitec_desktop.ui.help.help_controller import HelpController
from vitec_desktop.ui.overview.comparison_controller import ComparisonController
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.overview.overview_controller import OverviewController
from vitec_desktop.ui.overview.print_controller import PrintController
from vitec_desktop.ui.schedule.schedule_controller import ScheduleController
from vitec_desktop.ui.startup.startup_settings import CONNECTIONS_FILE, SETTINGS_FILE
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog
from vitec_desktop.ui.window.copy_progress import CopyProgress
from vitec_desktop.ui.window.event_log import EventLog
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.menu_controller import MenuController
from vitec_desktop.ui.window.menus import Menus
from vitec_desktop.ui.window.report_controller import ReportController
from vitec_desktop.ui.window.settings_autosave import SettingsAutosave
from vitec_desktop.ui.window.window_snapshot import WindowSnapshot, restore_tables, table_states
from vitec_desktop.webservice.session import Session

_SHUTDOWN_TIMEOUT = 2.0
"""Seconds that a closing window gives its threads; a stuck one is left behind."""


@dataclass(frozen=True, slots=True)
class AppContext:
    """What the window works with, made by whoever starts the program."""

    profile: Path
    settings_store: SettingsStore
    language: Language
    session: Session
    credential_store: CredentialStore
    version: str
    schedule_service: ScheduleService


class WindowController(QObject):
    """Everything behind the window, alive as long as it is."""

    language_chosen = Signal(str)
    """A language's code; "" for the system's. Whoever started the program opens the window that speaks it."""
    replaced = Signal(object)
    """Another assembly has taken this one's place."""

    _keyring_checked = Signal(object)
    _keyring_check_failed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        surroundings: AppContext,
        theme: Theme,
        window: MainWindow,
        former: WindowSnapshot | None = None,
    ) -> None:
        """`window` is filled, in the look of `theme`; `former` is what the window leaves whose place it takes."""
        super().__init__(app)
        self.context = surroundings
        profile, language, session = surroundings.profile, surroundings.language, surroundings.session
        self.settings_store = surroundings.settings_store
        self.language = language
        self.theme = theme
        self.runner = JobRunner(self)
        self.connection_store = (
            former.connection_store
            if former
            else ConnectionStore(ConnectionFile(profile / CONNECTIONS_FILE), surroundings.credential_store)
        )
        self.connection_store.setParent(self)
        self.window = window
        self.menus = Menus(window.menuBar(), window)
        self.exception_handler = ExceptionHandler(self.theme, surroundings.version, window)
        self.help_controller = HelpController(self.theme, language, surroundings.version, profile, window)
        self.report_fetcher = ReportFetcher(session, self.connection_store, self.runner, self)
        self.report_exporter = ReportExporter(language, surroundings.version, self.runner, self)
        self.report_controller = ReportController(self.report_fetcher, language, window, self)
        self.menu_controller = MenuController(
            self.menus, window, self.report_controller, self.connection_store, self.settings_store, self.theme
        )
        self.export_controller = ExportController(
            self.report_exporter,
            self.settings_store,
            self.runner,
            self.theme,
            language,
            window.tabs.shown,
            window.progress,
            window,
        )
        self.copy_progress = CopyProgress(window.tabs.pages.values(), window.progress, language, self)
        self.comparison_fetcher = ComparisonFetcher(
            ReportFetcher(session, self.connection_store, self.runner, self), self
        )
        self.comparison_controller = ComparisonController(self.comparison_fetcher, window.tabs.overview, language, self)
        self.overview_controller = OverviewController(
            window.tabs.overview,
            window.tabs.shown,
            self.comparison_fetcher,
            self.connection_store,
            self.runner,
            language,
            self,
        )
        self.export_controller.set_comparison_provider(self.overview_controller.create_comparison_function)
        self.print_controller = PrintController(
            window.tabs.overview, self.settings_store, self.runner, self.theme, window
        )
        self.connection_job = ConnectionJob(session, self.connection_store, self.runner, self)
        self.connection_controller = ConnectionController(
            self.connection_job, self.connection_store, self.theme, language, window
        )
        self.event_log = EventLog(self.report_fetcher, self.report_exporter, self.connection_job, self)
        self.proxy_controller = ProxyController(self.settings_store, self.runner, self.theme, window)
        self.schedule_controller = ScheduleController(
            surroundings.schedule_service,
            self.connection_store,
            self.settings_store,
            self.runner,
            self.theme,
            language,
            window,
        )
        self.demo_connection = former.demo_connection if former else DemoConnection(self.connection_store, self)
        self.demo_connection.setParent(self)
        self._autosave = SettingsAutosave(self.settings_store, self.connection_store, window, self.runner)
        self._connect_controllers()
        self._connect_menus()
        self._show_connections()
        if former:
            self._restore_snapshot(former)
        else:
            self._show_past_problems()
        # As long as the window is there, so is what stands behind it.
        self.setParent(window)
        # At the end of a session the system ends the program with or without its windows being closed.
        app.commitDataRequest.connect(self._save_now)
        app.aboutToQuit.connect(self._on_close_requested)
        # Asking the keyring takes its time; the first window does not wait for it. The timer ends with the window.
        later = QTimer(self, singleShot=True)
        later.timeout.connect(self._check_keyring)
        later.start(0)

    # Who hears whom -------------------------------------------------------------------------------------------

    def _connect_controllers(self) -> None:
        window, reports, exports, connections = (
            self.window,
            self.report_controller,
            self.export_controller,
            self.connection_controller,
        )
        window.welcome.connection_requested.connect(connections.add)
        window.welcome.demo_requested.connect(lambda: self.demo_connection.set_enabled(True))
        window.command_bar.export_requested.connect(self._on_export_requested)
        window.tabs.period_change_requested.connect(window.command_bar.open_period_menu)
        window.close_requested.connect(self._on_close_requested)
        self.connection_store.changed.connect(self._on_connections_changed)
        reports.details_requested.connect(self._show_details)
        reports.sign_in_change_requested.connect(connections.change_connection_of)
        reports.fetch_failed.connect(connections.on_fetch_failed)
        connections.password_entered.connect(self._on_password_entered)
        exports.busy_changed.connect(reports.set_exporting)
        self.report_fetcher.started.connect(self.comparison_controller.cancel_for_new_job)
        self.report_fetcher.started.connect(self.copy_progress.release_progress_row)
        self.report_exporter.started.connect(self.copy_progress.release_progress_row)
        reports.ready_changed.connect(lambda: self.comparison_fetcher.set_shown_selection(reports.selection))
        self.comparison_controller.fetch_failed.connect(connections.on_fetch_failed)
        self.overview_controller.error_occurred.connect(self.exception_handler.show_error)
        self.schedule_controller.notice_dismissed.connect(window.notices.dismiss)
        self.schedule_controller.connection_requested.connect(connections.add)
        for desk in (connections, exports, self.print_controller, self.schedule_controller, self._autosave):
            desk.notice_requested.connect(window.show_notice)
            desk.error_occurred.connect(self.exception_handler.show_error)
        self.proxy_controller.error_occurred.connect(self.exception_handler.show_error)
        self._keyring_checked.connect(connections.set_keyring_problem)
        self._keyring_checked.connect(self.schedule_controller.set_keyring_problem)
        self._keyring_checked.connect(self.event_log.log_keyring)

    def _connect_menus(self) -> None:
        menus, connections = self.menus, self.connection_controller
        menus.export_chosen.connect(self._on_export_requested)
        menus.add_connection_chosen.connect(connections.add)
        menus.change_connection_chosen.connect(connections.change)
        menus.remove_connection_chosen.connect(connections.remove)
        menus.demo_chosen.connect(self.demo_connection.set_enabled)
        menus.network_chosen.connect(self.proxy_controller.open_dialog)
        menus.schedule_chosen.connect(self.schedule_controller.open_dialog)
        log = log_file(self.context.profile)
        menus.log_chosen.connect(lambda: show_in_folder_or_notify(log, self.window.show_notice))
        menus.about_chosen.connect(self.help_controller.show_about)
        menus.shortcuts_chosen.connect(self.help_controller.show_shortcuts)
        menus.guide_chosen.connect(self.help_controller.show_guide)
        self.menu_controller.language_chosen.connect(self.language_chosen)

    # Showing --------------------------------------------------------------------------------------------------

    def _on_connections_changed(self) -> None:
        before = self.report_controller.offices
        self._show_connections()
        known = {office.key for office in self.connection_store.offices}
        if before is not None and not {office.key for office in before} <= known:
            self.report_controller.clear()

    def _show_connections(self) -> None:
        offices = self.connection_store.offices
        self.window.command_bar.set_offices(offices, self._autosave.picked_offices())
        self.window.set_has_offices(bool(offices))
        self.menu_controller.update_menus()

    def _show_details(self, problem: ErrorMessage, details: str) -> None:
        title = self.tr("Det som saknas")
        why = " ".join((problem.why, problem.next_step))
        dialog = DetailsDialog(self.theme, title, problem.what, why, details, self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_past_problems(self) -> None:
        """What happened while no window was open: files that were damaged, else scheduled exports that failed."""
        profile = self.context.profile
        files: dict[Path, LoadedFile | LoadedConnections] = {
            profile / CONNECTIONS_FILE: self.connection_store.loaded,
            profile / SETTINGS_FILE: self.settings_store.loaded,
        }
        notice = unreadable_files_notice(files)
        if notice:
            self.window.show_notice(notice)
        else:
            self.schedule_controller.check_past_runs()

    def _check_keyring(self) -> None:
        def ask(context: JobContext) -> KeyringProblem | None:
            return self.context.credential_store.find_problem(context.cancellation)

        self.runner.start_job(ask, self._keyring_checked, self._keyring_check_failed)

    # When something is asked for ------------------------------------------------------------------------------

    def _on_export_requested(self) -> None:
        report = self.report_controller.report
        if report and self.report_controller.can_export:
            self.export_controller.show_dialog(report)

    def _on_password_entered(self) -> None:
        """Go on with the fetch that lacked it."""
        if not self.comparison_controller.continue_with_password():
            self.report_controller.fetch()

    # Another window in this one's place -------------------------------------------------------------------------

    def take_snapshot(self) -> WindowSnapshot:
        """What a window that takes this one's place goes on with; the rest is remembered as at the program's end."""
        self._autosave.update_settings()
        offices = tuple(office.key for office in self.window.command_bar.selection.offices)
        return WindowSnapshot(
            self.window.geometry(),
            self.connection_store,
            self.demo_connection,
            offices,
            self.report_controller.fetch_result,
            self.comparison_fetcher.save_state(),
            table_states(self.window.tabs),
        )

    def _restore_snapshot(self, former: WindowSnapshot) -> None:
        if not self.window.isMaximized() and not self.window.isFullScreen():
            # What is remembered is fitted to the screen; this window stands where the other one did.
            self.window.setGeometry(former.geometry)
        self.window.command_bar.set_offices(self.connection_store.offices, former.picked_offices)
        if former.fetch_result:
            self.report_controller.restore(former.fetch_result)
            self.comparison_fetcher.restore_state(former.comparison_state)
        restore_tables(self.window.tabs, former.tables)

    def replace_with(self, assembly: "WindowController") -> None:
        """Close this window: `assembly` goes on."""
        self.copy_progress.cancel_all()
        self.runner.shutdown(_SHUTDOWN_TIMEOUT)
        self.window.close()
        self.window.deleteLater()
        self.theme.deleteLater()
        self.replaced.emit(assembly)

    # Closing --------------------------------------------------------------------------------------------------

    def _on_close_requested(self) -> None:
        """Safe in the middle of anything: what runs is stopped, what the user set up is written down."""
        if self.runner.is_shutting_down:
            return
        self._autosave.save_on_close()
        self.window.hide()
        self.runner.shutdown(_SHUTDOWN_TIMEOUT)
        self.demo_connection.stop()

    def _save_now(self) -> None:
        """The session may end now, or go on after all: what the user set up is written down in either case."""
        self._autosave.save_now()
