"""Connects the picker of groups, the button that closes all of them, and the menu of a group with the table."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.row_groups import GROUPED_KINDS
from vitec_desktop.ui.table.filter_texts import choice_text, short_value_text
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.toolbar import FilterToolbar
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.widgets.menu import Menu

_FIRST_KEYS = (
    "receiver.name",
    "sender.name",
    "user.name",
    "receiver.company.name",
    "sender.company.name",
    "lead.state",
    "tip.state",
    "row.state",
    "estate.estateStatus",
    "lead.type",
    "tip.type",
    "list",
    "createdAt",
)
"""The columns that the picker offers first; then a line and the others."""


class GroupController(QObject):
    """Groups a table as the user asks, and shows by what."""

    folding_changed = Signal()
    """Emitted when `can_fold` may have changed."""

    def __init__(
        self, model: ReportTableModel, table: TableView, toolbar: FilterToolbar, copy: Callable[[], None]
    ) -> None:
        """`copy` copies the selected rows."""
        super().__init__(table)
        self._model = model
        self._table = table
        self._toolbar = toolbar
        self._copy = copy
        self._can_fold: bool | None = None
        self._menu = Menu(toolbar.group_picker)
        self._menu.aboutToShow.connect(self._fill_menu)
        toolbar.group_picker.set_menu(self._menu)
        toolbar.fold_button.clicked.connect(self.toggle_all)
        table.group_menu_requested.connect(self.open_menu)
        model.grouping_changed.connect(self._show_column)
        model.rows_updated.connect(self._update_folding)
        model.collapsed_changed.connect(self._update_folding)
        self._show_column()
        self._update_folding()

    @property
    def can_fold(self) -> bool | None:
        """Whether an open group can be closed; False if all are closed, None if there are no groups."""
        return self._can_fold

    def toggle_all(self) -> None:
        """Close all groups, or open them if all are closed; do nothing without groups."""
        if self._model.is_grouped:
            self._table.groups.set_all_collapsed(not self._model.are_all_collapsed)

    def _update_folding(self) -> None:
        can_fold = not self._model.are_all_collapsed if self._model.is_grouped else None
        if can_fold is not self._can_fold:
            self._can_fold = can_fold
            self._toolbar.set_folding(can_fold)
            self.folding_changed.emit()

    # The picker

    def _show_column(self) -> None:
        self._toolbar.group_picker.set_value(choice_text(self._model, self._model.group_column))

    def _fill_menu(self) -> None:
        keys = [column.key for column in self._model.columns]
        offered = [number for number, column in enumerate(self._model.columns) if column.kind in GROUPED_KINDS]
        first = [keys.index(key) for key in _FIRST_KEYS if key in keys]
        self._menu.clear()
        self._add_choice(None)
        for column in first:
            self._add_choice(column)
        self._menu.addSeparator()
        for column in offered:
            if column not in first:
                self._add_choice(column)

    def _add_choice(self, column: int | None) -> None:
        text = choice_text(self._model, column).replace("&", "&&")
        action = self._menu.addAction(text, lambda: self._model.group_by(column))
        action.setCheckable(True)
        action.setChecked(column == self._model.group_column)

    # The menu of a group

    def open_menu(self, group: int, point: QPoint) -> Menu:
        """Open the menu of a group at `point` of the screen."""
        menu = Menu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups, model = self._table.groups, self._model
        is_collapsed = model.is_collapsed(group)
        menu.addAction(
            self.tr("Fäll ut gruppen") if is_collapsed else self.tr("Fäll ihop gruppen"), lambda: groups.toggle(group)
        )
        menu.addAction(self.tr("Fäll ut alla"), lambda: groups.set_all_collapsed(False))
        menu.addAction(self.tr("Fäll ihop alla"), lambda: groups.set_all_collapsed(True))
        menu.addSeparator()
        count = format_count(model.groups.count(group), model.language)
        mark = menu.addAction(self.tr("Markera gruppens rader ({count})").format(count=count))
        mark.triggered.connect(lambda: self._mark(group))
        menu.addAction(self.tr("Kopiera gruppen"), lambda: self._copy_group(group))
        self._add_filter(menu, group)
        menu.popup(point)
        return menu

    def _mark(self, group: int) -> None:
        if not self._table.groups.is_marked(group):
            self._table.groups.toggle_marked(group)

    def _copy_group(self, group: int) -> None:
        """Mark the rows of the group alone, and copy them with its heading."""
        self._table.clearSelection()
        self._table.groups.toggle_marked(group)
        self._copy()

    def _add_filter(self, menu: Menu, group: int) -> None:
        column = self._model.group_column
        if column is None or self._model.columns[column].kind is ColumnKind.DATETIME:
            return
        value = self._model.groups[group].value
        menu.addSeparator()
        text = self.tr("Visa bara ”{value}”").format(value=short_value_text(self._model, column, value))
        only = ValueFilter(frozenset({value}))
        menu.addAction(text.replace("&", "&&"), lambda: self._model.set_filter(column, only))
