"""Puts the window's parts and desks together: who hears whom."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from vitec_desktop.accounts.connections import ConnectionFile, LoadedConnections
from vitec_desktop.accounts.credential_store import KeyringProblem, Vault
from vitec_desktop.report.error_messages import Problem
from vitec_desktop.report.language import Language
from vitec_desktop.schedule.service import Overseer
from vitec_desktop.storage.json_file import LoadedFile
from vitec_desktop.ui.common.desktop_files import show_or_tell
from vitec_desktop.ui.common.exception_handler import FaultDesk
from vitec_desktop.ui.common.jobs import JobContext, JobRunner
from vitec_desktop.ui.common.log_setup import log_file
from vitec_desktop.ui.common.settings import Memory
from vitec_desktop.ui.connections.connection_controller import ConnectionDesk
from vitec_desktop.ui.connections.connection_job import Connecting
from vitec_desktop.ui.connections.connection_store import Workspace
from vitec_desktop.ui.connections.damaged_files import unreadable_files_notice
from vitec_desktop.ui.connections.demo_connection import DemoDesk
from vitec_desktop.ui.connections.proxy_controller import NetworkDesk
from vitec_desktop.ui.export.export_controller import ExportDesk
from vitec_desktop.ui.export.export_job import Exporting
from vitec_desktop.ui.fetch.report_fetcher import Fetching
from vitec_desktop.ui.help.help_controller import HelpDesk
from vitec_desktop.ui.overview.comparison_controller import ComparisonDesk
from vitec_desktop.ui.overview.comparison_fetcher import Comparing
from vitec_desktop.ui.overview.overview_controller import OverviewDesk
from vitec_desktop.ui.overview.print_controller import OutputDesk
from vitec_desktop.ui.schedule.schedule_controller import ScheduleDesk
from vitec_desktop.ui.startup.startup_settings import CONNECTIONS, SETTINGS
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog
from vitec_desktop.ui.window.copy_progress import CopyDesk
from vitec_desktop.ui.window.event_log import LogDesk
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.menu_controller import MenuDesk
from vitec_desktop.ui.window.menus import Menus
from vitec_desktop.ui.window.report_controller import ReportDesk
from vitec_desktop.ui.window.settings_autosave import Keeper
from vitec_desktop.ui.window.window_snapshot import Handover, restore_tables, table_states
from vitec_desktop.webservice.session import Session

_CLOSING_TIME = 2.0
"""Seconds that a closing window gives its threads; a stuck one is left behind."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window works with, made by whoever starts the program."""

    profile: Path
    memory: Memory
    language: Language
    session: Session
    vault: Vault
    version: str
    overseer: Overseer


class Assembly(QObject):
    """Everything behind the window, alive as long as it is."""

    language_chosen = Signal(str)
    """A language's code; "" for the system's. Whoever started the program opens the window that speaks it."""
    replaced = Signal(object)
    """Another assembly has taken this one's place."""

    _keyring_known = Signal(object)
    _keyring_unknown = Signal(object)

    def __init__(
        self,
        app: QApplication,
        surroundings: Surroundings,
        theme: Theme,
        window: MainWindow,
        former: Handover | None = None,
    ) -> None:
        """`window` is filled, in the look of `theme`; `former` is what the window leaves whose place it takes."""
        super().__init__(app)
        self.surroundings = surroundings
        profile, language, session = surroundings.profile, surroundings.language, surroundings.session
        self.memory = surroundings.memory
        self.language = language
        self.theme = theme
        self.runner = JobRunner(self)
        self.workspace = (
            former.workspace if former else Workspace(ConnectionFile(profile / CONNECTIONS), surroundings.vault)
        )
        self.workspace.setParent(self)
        self.window = window
        self.menus = Menus(window.menuBar(), window)
        self.faults = FaultDesk(self.theme, surroundings.version, window)
        self.help = HelpDesk(self.theme, language, surroundings.version, profile, window)
        self.fetching = Fetching(session, self.workspace, self.runner, self)
        self.exporting = Exporting(language, surroundings.version, self.runner, self)
        self.reports = ReportDesk(self.fetching, language, window, self)
        self.menu_desk = MenuDesk(self.menus, window, self.reports, self.workspace, self.memory, self.theme)
        self.exports = ExportDesk(self.exporting, self.memory, self.runner, self.theme, language, window)
        self.copies = CopyDesk(window.tabs.pages.values(), window.progress, language, self)
        self.comparing = Comparing(Fetching(session, self.workspace, self.runner, self), self)
        self.comparisons = ComparisonDesk(self.comparing, window.tabs.overview, language, self)
        self.overview = OverviewDesk(window.tabs, self.comparing, self.workspace, self.runner, language, self)
        self.exports.set_comparison(self.overview.comparison_of)
        self.outputs = OutputDesk(window.tabs.overview, self.memory, self.runner, self.theme, window)
        self.connecting = Connecting(session, self.workspace, self.runner, self)
        self.connections = ConnectionDesk(self.connecting, self.workspace, self.theme, language, window)
        self.log = LogDesk(self.fetching, self.exporting, self.connecting, self)
        self.network = NetworkDesk(self.memory, self.runner, self.theme, window)
        self.schedules = ScheduleDesk(
            surroundings.overseer, self.workspace, self.memory, self.runner, self.theme, language, window
        )
        self.demo = former.demo if former else DemoDesk(self.workspace, self)
        self.demo.setParent(self)
        self._keeper = Keeper(self.memory, self.workspace, window, self.runner)
        self._connect_desks()
        self._connect_menus()
        self._show_workspace()
        if former:
            self._take_over(former)
        else:
            self._tell_about_the_past()
        # As long as the window is there, so is what stands behind it.
        self.setParent(window)
        # At the end of a session the system ends the program with or without its windows being closed.
        app.commitDataRequest.connect(self._save_now)
        app.aboutToQuit.connect(self._on_closing)
        # Asking the keyring takes its time; the first window does not wait for it. The timer ends with the window.
        later = QTimer(self, singleShot=True)
        later.timeout.connect(self._ask_about_keyring)
        later.start(0)

    # Who hears whom -------------------------------------------------------------------------------------------

    def _connect_desks(self) -> None:
        window, reports, exports, connections = self.window, self.reports, self.exports, self.connections
        window.welcome.connection_requested.connect(connections.add)
        window.welcome.demo_requested.connect(lambda: self.demo.set_demo(True))
        window.command_bar.export_requested.connect(self._on_export_requested)
        window.tabs.period_change_requested.connect(window.command_bar.focus_period)
        window.closing.connect(self._on_closing)
        self.workspace.changed.connect(self._on_workspace_changed)
        reports.details_requested.connect(self._show_details)
        reports.sign_in_change_requested.connect(connections.change_refused)
        reports.fetch_failed.connect(connections.on_fetch_failed)
        connections.password_given.connect(self._on_password_given)
        exports.busy_changed.connect(reports.set_exporting)
        self.fetching.started.connect(self.comparisons.give_way)
        self.fetching.started.connect(self.copies.give_way)
        self.exporting.started.connect(self.copies.give_way)
        reports.ready_changed.connect(lambda: self.comparing.set_base(reports.selection))
        self.comparisons.fetch_failed.connect(connections.on_fetch_failed)
        self.overview.unexpected.connect(self.faults.show_unexpected)
        self.schedules.notice_gone.connect(window.notices.withdraw)
        self.schedules.connection_requested.connect(connections.add)
        for desk in (connections, exports, self.outputs, self.schedules, self._keeper):
            desk.notice_raised.connect(window.show_notice)
            desk.unexpected.connect(self.faults.show_unexpected)
        self.network.unexpected.connect(self.faults.show_unexpected)
        self._keyring_known.connect(connections.set_keyring_problem)
        self._keyring_known.connect(self.schedules.set_keyring_problem)
        self._keyring_known.connect(self.log.log_keyring)

    def _connect_menus(self) -> None:
        menus, connections = self.menus, self.connections
        menus.export_chosen.connect(self._on_export_requested)
        menus.add_connection_chosen.connect(connections.add)
        menus.change_connection_chosen.connect(connections.change)
        menus.remove_connection_chosen.connect(connections.remove)
        menus.demo_chosen.connect(self.demo.set_demo)
        menus.network_chosen.connect(self.network.ask)
        menus.schedule_chosen.connect(self.schedules.ask)
        log = log_file(self.surroundings.profile)
        menus.log_chosen.connect(lambda: show_or_tell(log, self.window.show_notice))
        menus.about_chosen.connect(self.help.show_about)
        menus.shortcuts_chosen.connect(self.help.show_shortcuts)
        menus.guide_chosen.connect(self.help.show_guide)
        self.menu_desk.language_chosen.connect(self.language_chosen)

    # Showing --------------------------------------------------------------------------------------------------

    def _on_workspace_changed(self) -> None:
        before = self.reports.offices
        self._show_workspace()
        known = {office.key for office in self.workspace.offices}
        if before is not None and not {office.key for office in before} <= known:
            self.reports.forget()

    def _show_workspace(self) -> None:
        offices = self.workspace.offices
        self.window.command_bar.set_offices(offices, self._keeper.offices_to_pick())
        self.window.set_has_offices(bool(offices))
        self.menu_desk.show_offers()

    def _show_details(self, problem: Problem, details: str) -> None:
        title = self.tr("Det som saknas")
        why = " ".join((problem.why, problem.next_step))
        dialog = DetailsDialog(self.theme, title, problem.what, why, details, self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell_about_the_past(self) -> None:
        """What happened while no window was open: files that were damaged, else scheduled exports that failed."""
        profile = self.surroundings.profile
        files: dict[Path, LoadedFile | LoadedConnections] = {
            profile / CONNECTIONS: self.workspace.loaded,
            profile / SETTINGS: self.memory.loaded,
        }
        notice = unreadable_files_notice(files)
        if notice:
            self.window.show_notice(notice)
        else:
            self.schedules.look_back()

    def _ask_about_keyring(self) -> None:
        def ask(context: JobContext) -> KeyringProblem | None:
            return self.surroundings.vault.problem(context.cancellation)

        self.runner.run(ask, self._keyring_known, self._keyring_unknown)

    # When something is asked for ------------------------------------------------------------------------------

    def _on_export_requested(self) -> None:
        report = self.reports.report
        if report and self.reports.can_export:
            self.exports.ask(report)

    def _on_password_given(self) -> None:
        """Go on with the fetch that lacked it."""
        if not self.comparisons.take_password():
            self.reports.fetch()

    # Another window in this one's place -------------------------------------------------------------------------

    def hand_over(self) -> Handover:
        """What a window that takes this one's place goes on with; the rest is remembered as at the program's end."""
        self._keeper.remember()
        offices = tuple(office.key for office in self.window.command_bar.selection.offices)
        return Handover(
            self.window.geometry(),
            self.workspace,
            self.demo,
            offices,
            self.reports.fetched,
            self.comparing.hand_over(),
            table_states(self.window.tabs),
        )

    def _take_over(self, former: Handover) -> None:
        if not self.window.isMaximized() and not self.window.isFullScreen():
            # What is remembered is fitted to the screen; this window stands where the other one did.
            self.window.setGeometry(former.geometry)
        self.window.command_bar.set_offices(self.workspace.offices, former.picked_offices)
        if former.fetched:
            self.reports.take_over(former.fetched)
            self.comparing.take_over(former.compares)
        restore_tables(self.window.tabs, former.tables)

    def give_way_to(self, assembly: "Assembly") -> None:
        """Close this window: `assembly` goes on."""
        self.copies.stop()
        self.runner.close(_CLOSING_TIME)
        self.window.close()
        self.window.deleteLater()
        self.theme.deleteLater()
        self.replaced.emit(assembly)

    # Closing --------------------------------------------------------------------------------------------------

    def _on_closing(self) -> None:
        """Safe in the middle of anything: what runs is stopped, what the user set up is written down."""
        if self.runner.is_closing:
            return
        self._keeper.save_last()
        self.window.hide()
        self.runner.close(_CLOSING_TIME)
        self.demo.stop()

    def _save_now(self) -> None:
        """The session may end now, or go on after all: what the user set up is written down in either case."""
        self._keeper.save_at_once()
