"""The menus: every action of the window, with its shortcut."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.ui.parts.menu import Menu
from vitec_desktop.ui.theme.theme import SchemeChoice


class Menus(QObject):
    """Fills a menu bar; every choice in it is a signal here."""

    fetch_chosen = Signal()
    export_chosen = Signal()
    add_connection_chosen = Signal()
    change_connection_chosen = Signal(object)  # Connection
    remove_connection_chosen = Signal(object)  # Connection
    demo_chosen = Signal(bool)
    quit_chosen = Signal()
    copy_chosen = Signal()
    search_chosen = Signal()
    clear_filters_chosen = Signal()
    details_chosen = Signal(bool)
    scheme_chosen = Signal(object)  # SchemeChoice
    about_chosen = Signal()

    def __init__(self, bar: QMenuBar, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._build_file_menu(self._menu(bar, self.tr("&Arkiv")))
        self._build_edit_menu(self._menu(bar, self.tr("&Redigera")))
        self._build_view_menu(self._menu(bar, self.tr("&Visa")))
        self._build_help_menu(self._menu(bar, self.tr("&Hjälp")))

    def set_can(self, *, fetch: bool, export: bool, read: bool) -> None:
        """What can be done now: fetch a report, export it, read its tables."""
        self._fetch.setEnabled(fetch)
        self._export.setEnabled(export)
        for action in (self._copy, self._search, self._clear, self._details):
            action.setEnabled(read)

    def set_connections(self, connections: Sequence[Connection], *, is_demo: bool) -> None:
        """List the connections, each to be changed or deleted."""
        self._connections.clear()
        self._connections.addAction(self.tr("Lägg till…")).triggered.connect(self.add_connection_chosen)
        if connections:
            self._connections.addSeparator()
        for connection in connections:
            menu = Menu(self._connections, connection.name.replace("&", "&&"))
            self._connections.addMenu(menu)
            change = menu.addAction(self.tr("Ändra…"))
            change.triggered.connect(lambda _=False, chosen=connection: self.change_connection_chosen.emit(chosen))
            remove = menu.addAction(self.tr("Ta bort…"))
            remove.triggered.connect(lambda _=False, chosen=connection: self.remove_connection_chosen.emit(chosen))
        self._demo.setChecked(is_demo)

    def set_details_open(self, is_open: bool) -> None:
        self._details.setChecked(is_open)

    def set_scheme(self, scheme: SchemeChoice) -> None:
        self._schemes[scheme].setChecked(True)

    # Building -------------------------------------------------------------------------------------------------

    def _menu(self, bar: QMenuBar, title: str) -> QMenu:
        menu = Menu(bar, title)
        bar.addMenu(menu)
        return menu

    def _build_file_menu(self, menu: QMenu) -> None:
        self._fetch = self._add(menu, self.tr("&Hämta rapport"), self.fetch_chosen.emit, "F5")
        self._export = self._add(menu, self.tr("&Exportera…"), self.export_chosen.emit, "Ctrl+E")
        menu.addSeparator()
        self._connections = Menu(menu, self.tr("&Anslutningar"))
        menu.addMenu(self._connections)
        self._demo = self._add(menu, self.tr("E&xempeldata"), lambda: self.demo_chosen.emit(self._demo.isChecked()))
        self._demo.setCheckable(True)
        menu.addSeparator()
        quit_action = self._add(menu, self.tr("&Avsluta"), self.quit_chosen.emit, QKeySequence.StandardKey.Quit)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)

    def _build_edit_menu(self, menu: QMenu) -> None:
        # Ctrl+C and Ctrl+F belong to whatever has the focus; the menu shows them only.
        self._copy = self._add(menu, self.tr("&Kopiera rader") + "\tCtrl+C", self.copy_chosen.emit)
        self._search = self._add(menu, self.tr("&Sök i tabellen") + "\tCtrl+F", self.search_chosen.emit)
        self._clear = self._add(menu, self.tr("&Rensa filter"), self.clear_filters_chosen.emit)

    def _build_view_menu(self, menu: QMenu) -> None:
        self._details = self._add(
            menu, self.tr("&Detaljer"), lambda: self.details_chosen.emit(self._details.isChecked()), "F8"
        )
        self._details.setCheckable(True)
        menu.addSeparator()
        looks = Menu(menu, self.tr("&Utseende"))
        menu.addMenu(looks)
        group = QActionGroup(looks)
        words = {
            SchemeChoice.SYSTEM: self.tr("Som &systemet"),
            SchemeChoice.LIGHT: self.tr("&Ljust"),
            SchemeChoice.DARK: self.tr("&Mörkt"),
        }
        self._schemes: dict[SchemeChoice, QAction] = {}
        for scheme, text in words.items():
            action = self._add(looks, text, partial(self.scheme_chosen.emit, scheme))
            action.setCheckable(True)
            group.addAction(action)
            self._schemes[scheme] = action

    def _build_help_menu(self, menu: QMenu) -> None:
        about = self._add(menu, self.tr("&Om Vitec Desktop"), self.about_chosen.emit)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add(
        self,
        menu: QMenu,
        text: str,
        act: Callable[[], object],
        shortcut: QKeySequence.StandardKey | str | None = None,
    ) -> QAction:
        action = menu.addAction(text)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _=False: act())
        self._window.addAction(action)
        return action
