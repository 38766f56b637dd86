"""What the menus do with the window and its look, and what they have to offer at the moment."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from vitec_desktop.ui.common.settings import Memory
from vitec_desktop.ui.connections.connection_store import Workspace
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.system import SchemeChoice, scheme_of
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import open_menu_of
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.menus import Menus
from vitec_desktop.ui.window.report_controller import ReportDesk


class MenuDesk(QObject):
    """Between the menus and what is in sight. `language_chosen` with a language's code; "" for the system's."""

    language_chosen = Signal(str)

    def __init__(
        self, menus: Menus, window: MainWindow, reports: ReportDesk, workspace: Workspace, memory: Memory, theme: Theme
    ) -> None:
        super().__init__(window)
        self._menus = menus
        self._window = window
        self._reports = reports
        self._workspace = workspace
        self._memory = memory
        self._theme = theme
        menus.set_scheme(scheme_of(memory.now.scheme))
        menus.set_language(memory.now.language)
        self._connect()

    def show_offers(self) -> None:
        """Offer the connections that there are, and what can be done now."""
        self._menus.set_connections(self._workspace.connections, is_demo=self._workspace.is_demo)
        self.show_abilities()

    def show_abilities(self) -> None:
        """Offer what can be done now."""
        has_offices, page = bool(self._workspace.offices), self._window.tabs.current_page
        basis = self._window.tabs.basis
        self._menus.set_can(
            fetch=has_offices and self._reports.is_ready,
            export=self._reports.can_export,
            read=has_offices and page is not None,
            view=page is None and basis is not None and not basis.is_growing,
            pick=has_offices,
            switch=self._reports.is_ready,
        )
        self._menus.set_details_open(page is not None and page.are_details_open)

    def _connect(self) -> None:
        menus, window, heading = self._menus, self._window, self._window.tabs.overview.heading
        menus.fetch_chosen.connect(window.command_bar.request_fetch)
        menus.quit_chosen.connect(window.close)
        menus.copy_chosen.connect(lambda: self._read(lambda page: page.copy_rows()))
        menus.copy_all_chosen.connect(self._copy_all)
        menus.print_chosen.connect(lambda: open_menu_of(heading.print_button))
        menus.compare_chosen.connect(lambda: open_menu_of(heading.compare))
        menus.views_chosen.connect(lambda: self._read(lambda page: open_menu_of(page.filter_row.views)))
        menus.columns_chosen.connect(lambda: self._read(lambda page: open_menu_of(page.filter_row.columns)))
        menus.search_chosen.connect(lambda: self._read(lambda page: page.focus_search()))
        menus.clear_filters_chosen.connect(lambda: self._read(lambda page: page.clear_filters()))
        menus.details_chosen.connect(lambda is_open: self._read(lambda page: page.set_details_open(is_open)))
        menus.tab_chosen.connect(window.tabs.go_to)
        menus.offices_chosen.connect(window.command_bar.focus_offices)
        menus.period_chosen.connect(window.command_bar.focus_period)
        menus.status_chosen.connect(window.command_bar.focus_status)
        menus.scheme_chosen.connect(self._on_scheme_chosen)
        menus.language_chosen.connect(self._on_language_chosen)
        window.tabs.currentChanged.connect(self.show_abilities)
        window.tabs.basis_changed.connect(self.show_abilities)
        self._reports.ready_changed.connect(self.show_abilities)
        for page in window.tabs.pages.values():
            page.layout_changed.connect(self.show_abilities)

    def _copy_all(self) -> None:
        """All about the row in the details, or the overview as a picture."""
        page = self._window.tabs.current_page
        if page is None:
            self._window.tabs.overview.heading.copy_button.click()
        else:
            page.copy_all()

    def _read(self, act: Callable[[ListPage], None]) -> None:
        """Do something with the list in sight."""
        page = self._window.tabs.current_page
        if page is not None:
            act(page)

    def _on_scheme_chosen(self, scheme: SchemeChoice) -> None:
        self._theme.set_scheme_choice(scheme)
        self._memory.change(scheme=scheme.value)

    def _on_language_chosen(self, code: str) -> None:
        self._memory.change(language=code)
        self.language_chosen.emit(code)
