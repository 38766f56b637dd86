"""Order, widths and visibility of a table's columns, also while the table has no widgets yet."""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.ui.table.layout_state import DEFAULT_WIDTH, ColumnState
from vitec_desktop.ui.table.model import ReportTableModel

if TYPE_CHECKING:
    from vitec_desktop.ui.table.view import TableView


def default_columns(model: ReportTableModel) -> list[ColumnState]:
    """Return the columns as they are until the user changes them."""
    return [ColumnState(number, DEFAULT_WIDTH, column.is_shown) for number, column in enumerate(model.columns)]


def visible_columns(model: ReportTableModel, shown: Set[int]) -> set[int]:
    """Return the numbers of `shown` without the column that groups the rows, and that of changes without any."""
    visible = {column for column in shown if model.is_available(column)}
    grouped = model.group_column
    # A month is not what the column says, and some column must be left.
    if grouped is not None and model.columns[grouped].kind is not ColumnKind.DATETIME and visible != {grouped}:
        visible.discard(grouped)
    return visible or {0}


def searched_columns(model: ReportTableModel, visible: Sequence[int]) -> list[int]:
    """Return the columns to search: the visible ones, and the one that groups the rows."""
    grouped = model.group_column
    return sorted({*visible} if grouped is None else {*visible, grouped})


class TableColumns(QObject):
    """The columns of one table: they are the view's once there is one."""

    changed = Signal()
    """Emitted when a column was moved, resized, shown or hidden."""

    def __init__(self, model: ReportTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._view: TableView | None = None
        self._states = default_columns(model)
        model.grouping_changed.connect(self._on_available_changed)
        model.compared_changed.connect(self._on_available_changed)
        self._on_changed()

    def states(self) -> list[ColumnState]:
        """Return the state of all columns from left to right, hidden ones too."""
        return list(self._states) if self._view is None else self._view.column_states()

    def set_states(self, states: Sequence[ColumnState]) -> None:
        """Set order, width and visibility of all columns; `states` is from left to right."""
        if self._view is None:
            self._states = list(states)
            self._on_changed()
        else:
            self._view.set_column_states(states)

    def shown(self) -> list[int]:
        """Return the numbers of the shown columns, from left to right."""
        if self._view is not None:
            return self._view.shown_columns()
        visible = visible_columns(self._model, {state.column for state in self._states if state.is_shown})
        return [state.column for state in self._states if state.column in visible]

    def set_view(self, view: "TableView") -> None:
        """Leave the columns to a view that was made with the states of now."""
        self._view = view
        view.columns_changed.connect(self.changed)

    def _on_available_changed(self) -> None:
        if self._view is None:
            self._on_changed()

    def _on_changed(self) -> None:
        self._model.set_searched_columns(searched_columns(self._model, self.shown()))
        self.changed.emit()
