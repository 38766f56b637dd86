"""Connects the menus to the window, and enables the actions that are possible."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.system import SchemeChoice, parse_scheme
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import open_button_menu
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.menus import Menus
from vitec_desktop.ui.window.report_controller import ReportController


class MenuController(QObject):
    """Handles the actions of the menus, except those that `WindowController` connects to other controllers."""

    language_chosen = Signal(str)  # a language's code, "" for the system's

    def __init__(
        self,
        menus: Menus,
        window: MainWindow,
        report_controller: ReportController,
        connection_store: ConnectionStore,
        settings_store: SettingsStore,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._menus = menus
        self._window = window
        self._report_controller = report_controller
        self._connection_store = connection_store
        self._settings_store = settings_store
        self._theme = theme
        menus.set_scheme(parse_scheme(settings_store.current.scheme))
        menus.set_language(settings_store.current.language)
        self._connect()

    def update_menus(self) -> None:
        """Enable the actions that are possible, and check those that are on."""
        self._menus.set_demo(self._connection_store.is_demo)
        self.update_enabled_actions()

    def update_enabled_actions(self) -> None:
        """Enable the actions that are possible now."""
        has_offices, page = bool(self._connection_store.offices), self._window.tabs.current_page
        self._menus.set_actions_enabled(
            fetch=has_offices and self._report_controller.is_ready,
            export=self._report_controller.can_export,
            use_table=self._usable_page is not None,
            use_overview=self._can_use_overview,
            select=has_offices,
            switch_language=self._report_controller.is_ready,
        )
        self._menus.set_folding(page.group_controller.can_fold if page is not None else None)
        self._menus.set_details_open(page is not None and page.is_details_open)
        self._update_copying()
        self._update_undo()

    @property
    def _can_use_overview(self) -> bool:
        tabs = self._window.tabs
        return tabs.current_page is None and tabs.shown.info is not None and not tabs.shown.info.is_fetching

    @property
    def _usable_page(self) -> ListPage | None:
        """The table that is shown; None while the welcome page hides it."""
        is_report_visible = self._report_controller.visible_selection is not None
        return self._window.tabs.current_page if self._connection_store.offices or is_report_visible else None

    def _connect(self) -> None:
        menus, window, toolbar = self._menus, self._window, self._window.tabs.overview.toolbar
        menus.fetch.triggered.connect(window.command_bar.request_fetch)
        menus.quit.triggered.connect(window.close)
        menus.undo.triggered.connect(lambda: self._with_current_page(lambda page: page.undo_controller.undo()))
        menus.redo.triggered.connect(lambda: self._with_current_page(lambda page: page.undo_controller.redo()))
        menus.copy.triggered.connect(lambda: self._with_current_page(lambda page: page.copy_rows()))
        menus.copy_all.triggered.connect(self._copy_all)
        menus.print.triggered.connect(lambda: open_button_menu(toolbar.print_button))
        menus.compare.triggered.connect(lambda: open_button_menu(toolbar.compare_button))
        menus.views.triggered.connect(
            lambda: self._with_current_page(lambda page: open_button_menu(page.toolbar.view_picker))
        )
        menus.columns.triggered.connect(lambda: self._with_current_page(lambda page: page.open_columns()))
        menus.group.triggered.connect(
            lambda: self._with_current_page(lambda page: open_button_menu(page.toolbar.group_picker))
        )
        menus.fold.triggered.connect(lambda: self._with_current_page(lambda page: page.group_controller.toggle_all()))
        menus.search.triggered.connect(lambda: self._with_current_page(lambda page: page.focus_search()))
        menus.clear_filters.triggered.connect(lambda: self._with_current_page(lambda page: page.clear_filters()))
        menus.details.triggered.connect(
            lambda is_open: self._with_current_page(lambda page: page.set_details_open(is_open))
        )
        menus.tab_chosen.connect(window.tabs.focus_tab)
        menus.offices.triggered.connect(window.command_bar.open_office_menu)
        menus.period.triggered.connect(window.command_bar.open_period_menu)
        menus.status.triggered.connect(window.command_bar.open_status_menu)
        menus.scheme_chosen.connect(self._on_scheme_chosen)
        menus.language_chosen.connect(self._on_language_chosen)
        window.tabs.currentChanged.connect(self.update_enabled_actions)
        window.tabs.shown.info_changed.connect(self.update_enabled_actions)
        self._report_controller.ready_changed.connect(self.update_enabled_actions)
        for page in window.tabs.all_pages.values():
            page.layout_changed.connect(self.update_enabled_actions)
            page.folding_changed.connect(self.update_enabled_actions)
            page.selection_changed.connect(self._update_copying)
            page.undo_controller.changed.connect(self._update_undo)

    def _update_copying(self) -> None:
        has_rows = self._usable_page is not None and self._usable_page.view.selected_count() > 0
        self._menus.set_copying(rows=has_rows, everything=has_rows or self._can_use_overview)

    def _update_undo(self) -> None:
        undo = self._usable_page.undo_controller if self._usable_page else None
        self._menus.set_undo(undo.undo_text if undo else "", undo.redo_text if undo else "")

    def _copy_all(self) -> None:
        """Copy everything about the row in the details pane, or the overview as a picture."""
        page = self._window.tabs.current_page
        if page is None:
            self._window.tabs.overview.toolbar.copy_button.click()
        else:
            page.copy_all()

    def _with_current_page(self, action: Callable[[ListPage], None]) -> None:
        """Call `action` with the table that is shown, if one is."""
        page = self._window.tabs.current_page
        if page is not None:
            action(page)

    def _on_scheme_chosen(self, scheme: SchemeChoice) -> None:
        self._theme.set_scheme_choice(scheme)
        self._settings_store.update(replace(self._settings_store.current, scheme=scheme.value))

    def _on_language_chosen(self, code: str) -> None:
        self._settings_store.update(replace(self._settings_store.current, language=code))
        self.language_chosen.emit(code)
