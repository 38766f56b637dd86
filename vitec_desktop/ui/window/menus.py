"""The menus, with the shortcuts of their actions."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMenuBar, QWidget

from vitec_desktop.ui.common.shortcuts import (
    CLEAR_FILTERS,
    COLUMNS,
    COMPARE,
    COPY,
    COPY_ALL,
    DETAILS,
    EXPORT,
    FETCH,
    FOLD,
    GROUP,
    GUIDE,
    OFFICES,
    PERIOD,
    PRINT,
    QUIT,
    REDO,
    SEARCH,
    STATUS,
    TABS,
    UNDO,
    VIEWS,
    Shortcut,
)
from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.menu import Menu

T = TypeVar("T")

_TEXT_KEYS: Final = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
"""For the text field with the focus, not for the menus; undo and redo too while the field can undo or redo."""


class Menus(QObject):
    """Fills a menu bar: with an attribute for each action, and a signal where one of several is chosen.

    The shortcuts work in the window's text fields too, also where the system has its own use for the keys: on X11
    Ctrl+E is "end of the line".
    """

    tab_chosen = Signal(int)
    scheme_chosen = Signal(SchemeChoice)
    language_chosen = Signal(str)  # a language's code, "" for the system's

    def __init__(self, bar: QMenuBar, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._build_file_menu(self._add_menu(bar, self.tr("&Arkiv")))
        self._build_edit_menu(self._add_menu(bar, self.tr("&Redigera")))
        self._build_view_menu(self._add_menu(bar, self.tr("&Visa")))
        self._build_help_menu(self._add_menu(bar, self.tr("&Hjälp")))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a text field from taking the shortcut of an action."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return super().eventFilter(watched, event)
        if isinstance(watched, QLineEdit | DateField) and self._is_for_menus(event, watched):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QLineEdit | DateField):
            new.installEventFilter(self)  # once: Qt drops an earlier installation

    def _is_for_menus(self, event: QKeyEvent, field: QLineEdit | DateField) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not (field.can_undo if isinstance(field, DateField) else field.isUndoAvailable())
        if event.matches(QKeySequence.StandardKey.Redo):
            return not (field.can_redo if isinstance(field, DateField) else field.isRedoAvailable())
        if field.window() is not self._window or any(map(event.matches, _TEXT_KEYS)):
            return False
        keys = QKeySequence(event.keyCombination())
        return any(keys in action.shortcuts() for action in self._window.actions())

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
        self.fetch.setEnabled(fetch)
        self.export.setEnabled(export)
        for action in (self.search, self.clear_filters, self.details, self.views, self.columns, self.group):
            action.setEnabled(use_table)
        for action in (self.print, self.compare):
            action.setEnabled(use_overview)
        for action in (*self._tabs, self.offices, self.period, self.status):
            action.setEnabled(select)
        for action in self._language_actions.values():
            action.setEnabled(switch_language)

    def set_copying(self, *, rows: bool, everything: bool) -> None:
        """Enable to copy the selected rows, and everything about one or the overview."""
        self.copy.setEnabled(rows)
        self.copy_all.setEnabled(everything)

    def set_demo(self, is_demo: bool) -> None:
        """Check whether sample data are used."""
        self.demo.setChecked(is_demo)

    def set_details_open(self, is_open: bool) -> None:
        self.details.setChecked(is_open)

    def set_folding(self, can_fold: bool | None) -> None:
        """Offer to close all groups, or to open them if all are closed; None without groups."""
        self.fold.setEnabled(can_fold is not None)
        is_opening = can_fold is False
        self.fold.setText(self.tr("&Fäll ut alla grupper") if is_opening else self.tr("&Fäll ihop alla grupper"))

    def set_undo(self, undo_text: str, redo_text: str) -> None:
        """Say what is undone, as "filter", and what is done again; "" for nothing."""
        self.undo.setText(self.tr("&Ångra {what}").format(what=undo_text).rstrip())
        self.redo.setText(self.tr("&Gör om {what}").format(what=redo_text).rstrip())
        self.undo.setEnabled(bool(undo_text))
        self.redo.setEnabled(bool(redo_text))

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
        self.fetch = self._add_action(menu, self.tr("&Hämta rapport"), FETCH.keys)
        self.export = self._add_action(menu, self.tr("&Exportera…"), EXPORT.keys)
        self.schedule = self._add_action(menu, self.tr("&Schemalagd export…"))
        self.print = self._add_action(menu, self.tr("Skriv &ut översikten…"), PRINT.keys)
        self.archive = self._add_action(menu, self.tr("Sparade &rapporter…"))
        menu.addSeparator()
        self.connections = self._add_action(menu, self.tr("&Anslutningar…"))
        self.demo = self._add_action(menu, self.tr("E&xempeldata"))
        self.demo.setCheckable(True)
        self.network = self._add_action(menu, self.tr("&Nätverk…"))
        menu.addSeparator()
        self.quit = self._add_action(menu, self.tr("A&vsluta"), QUIT.keys)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _build_edit_menu(self, menu: QMenu) -> None:
        # Shown only: the widget with the focus handles Ctrl+C and Ctrl+F.
        self.undo = self._add_action(menu, "", UNDO.keys)
        self.redo = self._add_action(menu, "", REDO.keys)
        self.redo.setShortcuts([QKeySequence(REDO.keys), QKeySequence("Ctrl+Y")])
        self.set_undo("", "")
        menu.addSeparator()
        copy, search = f"\t{COPY.shown_keys}", f"\t{SEARCH.shown_keys}"
        self.copy = self._add_action(menu, self.tr("&Kopiera rader") + copy)
        self.copy_all = self._add_action(menu, self.tr("Kopiera &allt"), COPY_ALL.keys)
        self.search = self._add_action(menu, self.tr("&Sök i tabellen") + search)
        self.clear_filters = self._add_action(menu, self.tr("&Rensa filter"), CLEAR_FILTERS.keys)

    def _build_view_menu(self, menu: QMenu) -> None:
        self.details = self._add_action(menu, self.tr("&Detaljer"), DETAILS.keys)
        self.details.setCheckable(True)
        self.fold = self._add_action(menu, self.tr("&Fäll ihop alla grupper"), FOLD.keys)
        menu.addSeparator()
        self._build_go_to_menu(self._add_menu(menu, self.tr("&Gå till")))
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

    def _build_go_to_menu(self, menu: QMenu) -> None:
        lists = (self.tr("&Inkommande leads"), self.tr("&Utgående leads"), self.tr("&Tips"), self.tr("Obe&handlade"))
        tabs = (self.tr("&Översikt"), *lists)
        self._tabs = []
        for index, (text, shortcut) in enumerate(zip(tabs, TABS, strict=True)):
            action = self._add_action(menu, text, shortcut.keys)
            action.triggered.connect(lambda _=False, index=index: self.tab_chosen.emit(index))
            self._tabs.append(action)
        menu.addSeparator()
        self.offices = self._add_action(menu, self.tr("&Kontor"), OFFICES.keys)
        self.period = self._add_action(menu, self.tr("&Period"), PERIOD.keys)
        # By their shortcuts only, which stand at their buttons: a menu for each would say the same once more.
        self.status = self._add_shortcut(STATUS)
        self.views = self._add_shortcut(VIEWS)
        self.columns = self._add_shortcut(COLUMNS)
        self.group = self._add_shortcut(GROUP)
        self.compare = self._add_shortcut(COMPARE)

    def _add_choices(self, menu: QMenu, texts: Mapping[T, str], on_chosen: Callable[[T], None]) -> dict[T, QAction]:
        """Add actions of which one is checked."""
        group = QActionGroup(menu)
        choices = {}
        for choice, text in texts.items():
            action = choices[choice] = self._add_action(menu, text)
            action.triggered.connect(lambda _=False, choice=choice: on_chosen(choice))
            action.setCheckable(True)
            group.addAction(action)
        return choices

    def _build_help_menu(self, menu: QMenu) -> None:
        self.guide = self._add_action(menu, self.tr("&Handbok"), GUIDE.keys)
        self.shortcuts = self._add_action(menu, self.tr("&Kortkommandon"))
        menu.addSeparator()
        self.log = self._add_action(menu, self.tr("Visa &loggen"))
        self.about = self._add_action(menu, self.tr("&Om Vitec Desktop"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add_shortcut(self, shortcut: Shortcut) -> QAction:
        """Add an action of the window that is in no menu."""
        action = QAction(self._window)
        action.setShortcut(QKeySequence(shortcut.keys))
        self._window.addAction(action)
        return action

    def _add_action(self, menu: QMenu, text: str, shortcut: str = "") -> QAction:
        action = menu.addAction(text)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        self._window.addAction(action)
        return action
