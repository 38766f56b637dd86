"""The menus, with the shortcuts of their actions."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.ui.common.shortcuts import (
    CLEAR_FILTERS,
    COLUMNS,
    COMPARE,
    COPY,
    COPY_ALL,
    DETAILS,
    EXPORT,
    FETCH,
    GUIDE,
    OFFICES,
    PERIOD,
    PRINT,
    QUIT,
    SEARCH,
    STATUS,
    TABS,
    VIEWS,
)
from vitec_desktop.ui.theme.theme import SchemeChoice
from vitec_desktop.ui.widgets.menu import Menu

T = TypeVar("T")


class Menus(QObject):
    """Fills a menu bar, and emits a signal for each action."""

    fetch_chosen = Signal()
    export_chosen = Signal()
    add_connection_chosen = Signal()
    change_connection_chosen = Signal(Connection)
    remove_connection_chosen = Signal(Connection)
    demo_chosen = Signal(bool)
    quit_chosen = Signal()
    print_chosen = Signal()
    copy_chosen = Signal()
    copy_all_chosen = Signal()
    search_chosen = Signal()
    clear_filters_chosen = Signal()
    details_chosen = Signal(bool)
    scheme_chosen = Signal(SchemeChoice)
    language_chosen = Signal(str)  # a language's code, "" for the system's
    tab_chosen = Signal(int)
    offices_chosen = Signal()
    period_chosen = Signal()
    status_chosen = Signal()
    views_chosen = Signal()
    columns_chosen = Signal()
    compare_chosen = Signal()
    guide_chosen = Signal()
    shortcuts_chosen = Signal()
    network_chosen = Signal()
    schedule_chosen = Signal()
    log_chosen = Signal()
    about_chosen = Signal()

    def __init__(self, bar: QMenuBar, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._build_file_menu(self._add_menu(bar, self.tr("&Arkiv")))
        self._build_edit_menu(self._add_menu(bar, self.tr("&Redigera")))
        self._build_view_menu(self._add_menu(bar, self.tr("&Visa")))
        self._build_help_menu(self._add_menu(bar, self.tr("&Hjälp")))

    def set_actions_enabled(
        self,
        *,
        fetch: bool,
        export: bool,
        use_table: bool,
        use_overview: bool,
        select: bool,
        switch_language: bool,
    ) -> None:
        """Enable the actions.

        Args:
            fetch: to fetch a report.
            export: to export it.
            use_table: on the table that is shown.
            use_overview: to compare, copy and print the overview.
            select: to select what to fetch, and to go to a tab.
            switch_language: to switch the language.
        """
        self._fetch_action.setEnabled(fetch)
        self._export_action.setEnabled(export)
        for action in (
            self._copy_action,
            self._search_action,
            self._clear_action,
            self._details_action,
            *self._table_actions,
        ):
            action.setEnabled(use_table)
        for action in (self._print_action, self._compare_action):
            action.setEnabled(use_overview)
        self._copy_all_action.setEnabled(use_table or use_overview)
        for action in self._go_to_actions:
            action.setEnabled(select)
        for action in self._language_actions.values():
            action.setEnabled(switch_language)

    def set_connections(self, connections: Sequence[Connection], *, is_demo: bool) -> None:
        """List the connections, each with actions to change and to remove it."""
        self._connection_menu.clear()
        self._connection_menu.addAction(self.tr("&Lägg till…")).triggered.connect(self.add_connection_chosen)
        if connections:
            self._connection_menu.addSeparator()
        for connection in connections:
            menu = Menu(self._connection_menu, connection.name.replace("&", "&&"))
            self._connection_menu.addMenu(menu)
            change = menu.addAction(self.tr("&Ändra…"))
            change.triggered.connect(lambda _=False, chosen=connection: self.change_connection_chosen.emit(chosen))
            remove = menu.addAction(self.tr("&Ta bort…"))
            remove.triggered.connect(lambda _=False, chosen=connection: self.remove_connection_chosen.emit(chosen))
        self._demo_action.setChecked(is_demo)

    def set_details_open(self, is_open: bool) -> None:
        self._details_action.setChecked(is_open)

    def set_scheme(self, scheme: SchemeChoice) -> None:
        self._scheme_actions[scheme].setChecked(True)

    def set_language(self, code: str) -> None:
        """Check the language; "" is the system's."""
        if code in self._language_actions:
            self._language_actions[code].setChecked(True)

    # Building -------------------------------------------------------------------------------------------------

    def _add_menu(self, parent: QMenuBar | QMenu, title: str) -> QMenu:
        menu = Menu(parent, title)
        parent.addMenu(menu)
        return menu

    def _build_file_menu(self, menu: QMenu) -> None:
        self._fetch_action = self._add_action(menu, self.tr("&Hämta rapport"), self.fetch_chosen.emit, FETCH.keys)
        self._export_action = self._add_action(menu, self.tr("&Exportera…"), self.export_chosen.emit, EXPORT.keys)
        self._add_action(menu, self.tr("&Schemalagd export…"), self.schedule_chosen.emit)
        self._print_action = self._add_action(
            menu, self.tr("Skriv &ut översikten…"), self.print_chosen.emit, PRINT.keys
        )
        menu.addSeparator()
        self._connection_menu = Menu(menu, self.tr("&Anslutningar"))
        menu.addMenu(self._connection_menu)
        self._demo_action = self._add_action(
            menu, self.tr("E&xempeldata"), lambda: self.demo_chosen.emit(self._demo_action.isChecked())
        )
        self._demo_action.setCheckable(True)
        self._add_action(menu, self.tr("&Nätverk…"), self.network_chosen.emit)
        menu.addSeparator()
        quit_action = self._add_action(menu, self.tr("A&vsluta"), self.quit_chosen.emit, QUIT.keys)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)

    def _build_edit_menu(self, menu: QMenu) -> None:
        # Shown only: the widget with the focus handles Ctrl+C and Ctrl+F.
        copy, search = f"\t{COPY.shown_keys}", f"\t{SEARCH.shown_keys}"
        self._copy_action = self._add_action(menu, self.tr("&Kopiera rader") + copy, self.copy_chosen.emit)
        self._copy_all_action = self._add_action(
            menu, self.tr("Kopiera &allt"), self.copy_all_chosen.emit, COPY_ALL.keys
        )
        self._search_action = self._add_action(menu, self.tr("&Sök i tabellen") + search, self.search_chosen.emit)
        self._clear_action = self._add_action(
            menu, self.tr("&Rensa filter"), self.clear_filters_chosen.emit, CLEAR_FILTERS.keys
        )

    def _build_view_menu(self, menu: QMenu) -> None:
        self._details_action = self._add_action(
            menu, self.tr("&Detaljer"), lambda: self.details_chosen.emit(self._details_action.isChecked()), DETAILS.keys
        )
        self._details_action.setCheckable(True)
        menu.addSeparator()
        self._go_to_actions = self._add_go_to_actions(self._add_menu(menu, self.tr("&Gå till")))
        menu.addSeparator()
        self._scheme_actions = self._add_choices(
            self._add_menu(menu, self.tr("&Utseende")),
            {
                SchemeChoice.SYSTEM: self.tr("Som &systemet"),
                SchemeChoice.LIGHT: self.tr("&Ljust"),
                SchemeChoice.DARK: self.tr("&Mörkt"),
            },
            self.scheme_chosen.emit,
        )
        # Each language by its own name, untranslated.
        self._language_actions = self._add_choices(
            self._add_menu(menu, self.tr("S&pråk")),
            {"": self.tr("Som &systemet"), "sv": "S&venska", "en": "&English"},
            self.language_chosen.emit,
        )

    def _add_go_to_actions(self, menu: QMenu) -> list[QAction]:
        tabs = (self.tr("&Översikt"), self.tr("&Inkommande leads"), self.tr("&Utgående leads"), self.tr("&Tips"))
        places = [
            self._add_action(menu, text, partial(self.tab_chosen.emit, index), shortcut.keys)
            for index, (text, shortcut) in enumerate(zip(tabs, TABS, strict=True))
        ]
        menu.addSeparator()
        places.append(self._add_action(menu, self.tr("&Kontor"), self.offices_chosen.emit, OFFICES.keys))
        places.append(self._add_action(menu, self.tr("&Period"), self.period_chosen.emit, PERIOD.keys))
        places.append(self._add_action(menu, self.tr("&Status"), self.status_chosen.emit, STATUS.keys))
        menu.addSeparator()
        self._table_actions = [
            self._add_action(menu, self.tr("&Vy"), self.views_chosen.emit, VIEWS.keys),
            self._add_action(menu, self.tr("K&olumner"), self.columns_chosen.emit, COLUMNS.keys),
        ]
        self._compare_action = self._add_action(menu, self.tr("&Jämför med"), self.compare_chosen.emit, COMPARE.keys)
        return places

    def _add_choices(self, menu: QMenu, texts: Mapping[T, str], on_chosen: Callable[[T], None]) -> dict[T, QAction]:
        """Add actions of which one is checked."""
        group = QActionGroup(menu)
        choices = {}
        for choice, text in texts.items():
            action = choices[choice] = self._add_action(menu, text, partial(on_chosen, choice))
            action.setCheckable(True)
            group.addAction(action)
        return choices

    def _build_help_menu(self, menu: QMenu) -> None:
        self._add_action(menu, self.tr("&Handbok"), self.guide_chosen.emit, GUIDE.keys)
        self._add_action(menu, self.tr("&Kortkommandon"), self.shortcuts_chosen.emit)
        menu.addSeparator()
        self._add_action(menu, self.tr("Visa &loggen"), self.log_chosen.emit)
        about = self._add_action(menu, self.tr("&Om Vitec Desktop"), self.about_chosen.emit)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add_action(
        self,
        menu: QMenu,
        text: str,
        act: Callable[[], object],
        shortcut: str = "",
    ) -> QAction:
        action = menu.addAction(text)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _=False: act())
        self._window.addAction(action)
        return action
