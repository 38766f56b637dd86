"""Puts the window's parts and desks together: who hears whom."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from vitec_desktop.accounts.connections import ConnectionFile
from vitec_desktop.accounts.vault import Vault
from vitec_desktop.connect.session import Session
from vitec_desktop.report.language import Language
from vitec_desktop.report.problems import Problem
from vitec_desktop.ui.connecting import Connecting
from vitec_desktop.ui.connection_desk import ConnectionDesk
from vitec_desktop.ui.demo_desk import DemoDesk
from vitec_desktop.ui.dialogs.about_dialog import AboutDialog
from vitec_desktop.ui.dialogs.details_dialog import DetailsDialog
from vitec_desktop.ui.export_desk import ExportDesk
from vitec_desktop.ui.exporting import Exporting
from vitec_desktop.ui.faults import FaultDesk
from vitec_desktop.ui.fetching import Fetching
from vitec_desktop.ui.main_window import MainWindow
from vitec_desktop.ui.menus import Menus
from vitec_desktop.ui.parts.notice import Level, Notice
from vitec_desktop.ui.remembered import Memory
from vitec_desktop.ui.report_desk import ReportDesk
from vitec_desktop.ui.theme.theme import SchemeChoice, Theme
from vitec_desktop.ui.work import JobRunner
from vitec_desktop.ui.workspace import Workspace

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


class Assembly(QObject):
    """Everything behind the window, alive as long as it is."""

    _keyring_known = Signal(object)
    _keyring_unknown = Signal(object)

    def __init__(self, app: QApplication, surroundings: Surroundings) -> None:
        super().__init__(app)
        self._surroundings = surroundings
        profile, language, session = surroundings.profile, surroundings.language, surroundings.session
        self.memory = surroundings.memory
        self.language = language
        self.theme = Theme(app, _scheme(self.memory.now.scheme))
        self.runner = JobRunner(self)
        self.workspace = Workspace(ConnectionFile(profile / "connections.json"), surroundings.vault, self)
        self.window = window = MainWindow(self.theme, language, self.memory)
        self.menus = Menus(window.menuBar(), window)
        self.faults = FaultDesk(self.theme, surroundings.version, window)
        self.fetching = Fetching(session, self.workspace, self.runner, self)
        self.exporting = Exporting(language, surroundings.version, self.runner, self)
        self.reports = ReportDesk(self.fetching, language, window, self)
        self.exports = ExportDesk(self.exporting, self.memory, self.theme, language, window)
        self.connecting = Connecting(session, self.workspace, self.runner, self)
        self.connections = ConnectionDesk(self.connecting, self.workspace, self.theme, language, window)
        self.demo = DemoDesk(self.workspace, self)
        self._connect_desks()
        self._connect_menus()
        self._show_workspace()
        self._tell_about_damaged_files()
        # As long as the window is there, so is what stands behind it.
        self.setParent(window)
        # Asking the keyring takes its time; the first window does not wait for it.
        QTimer.singleShot(0, self._ask_about_keyring)

    # Who hears whom -------------------------------------------------------------------------------------------

    def _connect_desks(self) -> None:
        window, reports, exports, connections = self.window, self.reports, self.exports, self.connections
        window.welcome.connection_requested.connect(connections.add)
        window.welcome.demo_requested.connect(lambda: self.demo.set_demo(True))
        window.command_bar.export_requested.connect(self._on_export_requested)
        window.tabs.period_change_requested.connect(window.command_bar.focus_period)
        window.tabs.currentChanged.connect(self._show_abilities)
        window.closing.connect(self._on_closing)
        self.workspace.changed.connect(self._on_workspace_changed)
        reports.details_requested.connect(self._show_details)
        reports.sign_in_change_requested.connect(connections.change_refused)
        reports.fetch_failed.connect(connections.on_fetch_failed)
        reports.ready_changed.connect(self._show_abilities)
        connections.password_given.connect(reports.fetch)
        exports.busy_changed.connect(reports.set_exporting)
        for desk in (connections, exports):
            desk.notice_raised.connect(window.show_notice)
            desk.unexpected.connect(self.faults.show_unexpected)
        connections.unexpected.connect(self.faults.show_unexpected)
        self._keyring_known.connect(connections.set_keyring_problem)

    def _connect_menus(self) -> None:
        menus, window, connections = self.menus, self.window, self.connections
        menus.fetch_chosen.connect(window.command_bar.request_fetch)
        menus.export_chosen.connect(self._on_export_requested)
        menus.add_connection_chosen.connect(connections.add)
        menus.change_connection_chosen.connect(connections.change)
        menus.remove_connection_chosen.connect(connections.remove)
        menus.demo_chosen.connect(self.demo.set_demo)
        menus.quit_chosen.connect(window.close)
        menus.copy_chosen.connect(lambda: window.tabs.current_page.copy_rows())
        menus.search_chosen.connect(lambda: window.tabs.current_page.focus_search())
        menus.clear_filters_chosen.connect(lambda: window.tabs.current_page.clear_filters())
        menus.details_chosen.connect(lambda is_open: window.tabs.current_page.set_details_open(is_open))
        menus.scheme_chosen.connect(self._on_scheme_chosen)
        menus.about_chosen.connect(self._show_about)
        menus.set_scheme(_scheme(self.memory.now.scheme))
        for page in window.tabs.pages.values():
            page.layout_changed.connect(self._show_abilities)

    # Showing --------------------------------------------------------------------------------------------------

    def _on_workspace_changed(self) -> None:
        before = self.reports.offices
        self._show_workspace()
        known = {office.key for office in self.workspace.offices}
        if before is not None and not {office.key for office in before} <= known:
            self.reports.forget()

    def _show_workspace(self) -> None:
        offices = self.workspace.offices
        picked = None if self.workspace.is_demo else self.memory.now.offices
        self.window.command_bar.set_offices(offices, picked)
        self.window.set_has_offices(bool(offices))
        self.menus.set_connections(self.workspace.connections, is_demo=self.workspace.is_demo)
        self._show_abilities()

    def _show_abilities(self) -> None:
        has_offices = bool(self.workspace.offices)
        self.menus.set_can(
            fetch=has_offices and self.reports.is_ready,
            export=self.reports.can_export,
            read=has_offices,
        )
        self.menus.set_details_open(not self.window.tabs.current_page.details.isHidden())

    def _show_details(self, problem: Problem, details: str) -> None:
        title = self.tr("Det som saknas")
        why = " ".join((problem.why, problem.next_step))
        _open(DetailsDialog(self.theme, title, problem.what, why, details, self.window))

    def _show_about(self) -> None:
        folder = str(self._surroundings.profile)
        _open(AboutDialog(self.theme, self._surroundings.version, folder, self.window))

    def _tell_about_damaged_files(self) -> None:
        for loaded in (self.workspace.loaded, self.memory.loaded):
            if loaded.is_damaged:
                what = self.tr("En inställningsfil var skadad.")
                aside = loaded.set_aside or self._surroundings.profile
                why = self.tr("Programmet använder det som gick att läsa. Den skadade filen ligger kvar som {file}.")
                self.window.show_notice(Notice(Level.WARN, what, why.format(file=aside)))
                return

    def _ask_about_keyring(self) -> None:
        self.runner.run(lambda context: self._surroundings.vault.problem(), self._keyring_known, self._keyring_unknown)

    # When something is asked for ------------------------------------------------------------------------------

    def _on_export_requested(self) -> None:
        report = self.reports.report
        if report and self.reports.can_export:
            self.exports.ask(report)

    def _on_scheme_chosen(self, scheme: SchemeChoice) -> None:
        self.theme.set_scheme_choice(scheme)
        self.memory.change(scheme=scheme.value)

    # Closing --------------------------------------------------------------------------------------------------

    def _on_closing(self) -> None:
        """Safe in the middle of anything: what runs is stopped, what the user set up is written down."""
        if self.runner.is_closing:
            return
        self._remember()
        self.window.hide()
        saving = self.runner.job(lambda context: self.memory.save()) if self.memory.is_changed else None
        if saving:
            saving.start()
            saving.wait(_CLOSING_TIME)
        self.runner.close(_CLOSING_TIME)
        self.demo.stop()

    def _remember(self) -> None:
        bar, tabs = self.window.command_bar, self.window.tabs
        selection = bar.selection
        if self.workspace.offices and not self.workspace.is_demo:
            picked = None if bar.has_all_offices else tuple(office.key for office in selection.offices)
            self.memory.change(offices=picked)
        self.memory.change(
            preset=bar.preset,
            first_day=None if bar.preset else selection.first_day,
            last_day=None if bar.preset else selection.last_day,
            status=selection.status,
            tab=tabs.currentIndex(),
            tables=tabs.layout_state(),
            window=self.window.geometry_to_remember(),
        )


def _scheme(value: str) -> SchemeChoice:
    return SchemeChoice(value) if value in set(SchemeChoice) else SchemeChoice.SYSTEM


def _open(dialog: DetailsDialog | AboutDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
