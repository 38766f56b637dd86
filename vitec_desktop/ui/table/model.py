"""The Qt model of one list. It keeps its own order and its own choice of rows; there is no proxy."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.filters import ColumnFilter
from vitec_desktop.report.formatting import column_heading, column_hint, display_text, value_hint
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import RowIndex, SortKey, TableQuery, ValueCount
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.webservice.models import ListKind

Index = QModelIndex | QPersistentModelIndex

_ROW_ID_KEYS = ("lead.id", "tip.id")
_MAX_SYNCHRONOUS_ROWS = 5_000
_FIRST_SLICE = 0.02
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one report, by number."""

    row_index: RowIndex
    numbers: set[int]


class ReportTableModel(QAbstractTableModel):
    """All columns of one list, and those of its rows that match search and filters, sorted.

    Up to some thousand rows everything happens at once. Beyond that, what takes longer is worked out in slices
    between the window's events: the old state stays in sight until the new one takes its place in one step.
    """

    counts_changed = Signal(int, int)
    """Rows shown, and rows in all."""
    sort_changed = Signal()
    filters_changed = Signal()
    rows_updated = Signal()
    """What was asked for is in sight."""

    def __init__(self, kind: ListKind, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.language = language
        self.columns: tuple[Column, ...] = COLUMNS[kind]
        self._id_column = next(number for number, column in enumerate(self.columns) if column.key in _ROW_ID_KEYS)
        self._headings = tuple(column_heading(column, language) for column in self.columns)
        self._texts: tuple[dict[Value, str], ...] = tuple({} for _ in self.columns)
        self._is_plain = tuple(
            column.kind in (ColumnKind.TEXT, ColumnKind.LONG_TEXT, ColumnKind.IDENTIFIER) for column in self.columns
        )
        self._query = TableQuery(
            searched_columns=tuple(number for number, column in enumerate(self.columns) if column.is_shown)
        )
        self._row_index = self._next_row_index = RowIndex((), self.columns, language)
        self._shown_numbers: list[int] = []
        self._pending_rows: list[Row] = []
        self._runner = IncrementalRunner(self)
        self._idle_runner = IncrementalRunner(self, slice_time=0.004, pause=20)

    # What there is

    @property
    def total_count(self) -> int:
        """Rows in all, shown or not."""
        return len(self._row_index.rows)

    @property
    def is_updating(self) -> bool:
        """Whether what is in sight is not yet what was asked for."""
        return self._runner.is_running

    @property
    def is_preparing(self) -> bool:
        """Whether something is worked out ahead, for what the user may ask for next."""
        return self._idle_runner.is_running

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        return self._query.sort

    @property
    def search_text(self) -> str:
        return self._query.search_text

    @property
    def filters(self) -> Mapping[int, ColumnFilter]:
        return self._query.filters

    @property
    def is_filtered(self) -> bool:
        return bool(self._query.filters or self._query.search_text.strip())

    def row_at(self, position: int) -> Row:
        """The row at `position` in the table."""
        return self._row_index.rows[self._shown_numbers[position]]

    def shown_rows(self) -> list[Row]:
        """The rows shown, in order."""
        rows = self._row_index.rows
        return [rows[number] for number in self._shown_numbers]

    def cell_text(self, position: int, column: int) -> str:
        """A cell's whole text; "" for a missing value."""
        return self._value_text(self._row_index.rows[self._shown_numbers[position]][column], column)

    def row_texts(self, row: Row, columns: Sequence[int]) -> list[str]:
        """Some cells of a row, whether it is shown or not, as the table writes them."""
        return [self._value_text(row[column], column) for column in columns]

    def _value_text(self, value: Value, column: int) -> str:
        if value is None:
            return ""
        if self._is_plain[column] and type(value) is str:
            return value
        return self.value_text(column, value)

    def value_text(self, column: int, value: Value) -> str:
        """What the table writes for `value` in `column`."""
        texts = self._texts[column]
        text = texts.get(value)
        if text is None:
            if len(texts) > 10_000:
                texts.clear()
            text = texts[value] = display_text(self.columns[column], value, self.language)
        return text

    def heading(self, column: int) -> str:
        return self._headings[column]

    def row_set(self, ranges: Iterable[tuple[int, int]]) -> "RowSet":
        """Remembers the rows that stand at these positions (first and last, both included), wherever they go."""
        numbers: set[int] = set()
        for first, last in ranges:
            numbers.update(self._shown_numbers[first : last + 1])
        return RowSet(self._row_index, numbers)

    def find_positions(self, bookmark: "RowSet") -> list[int]:
        """Where the remembered rows stand now, in ascending order; those that are not shown are left out.

        In another report a row is known by its id, and one without an id by all that it holds.
        """
        wanted, rows = bookmark.numbers, self._row_index.rows
        if not wanted:
            return []
        if bookmark.row_index is self._row_index:
            return [position for position, number in enumerate(self._shown_numbers) if number in wanted]
        row_id, old_rows = self._id_column, bookmark.row_index.rows
        identities = {old_rows[number][row_id] or old_rows[number] for number in wanted}
        return [
            position
            for position, number in enumerate(self._shown_numbers)
            if (rows[number][row_id] or rows[number]) in identities
        ]

    def column_values(self, column: int) -> Steps[list[ValueCount]]:
        """The values of `column` in ascending order, with how many of the rows have each that all other filters and
        the search let through; to be run in slices."""
        return self._row_index.value_count_steps(self._query, column)

    # What the user asks for

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the same order and by the same search and filters."""
        self._pending_rows.clear()
        self._next_row_index = RowIndex(rows, self.columns, self.language)
        self._update_rows()

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Show more rows; they take their places in the order."""
        self._pending_rows += rows
        if not self._runner.is_running:
            self._add_pending_rows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; by none (the report's order) where `column` is -1."""
        is_descending = order == Qt.SortOrder.DescendingOrder
        self.sort_by((SortKey(column, is_descending),) if 0 <= column < len(self.columns) else ())

    def sort_by(self, keys: Sequence[SortKey]) -> None:
        """Sort by several columns, the most important first."""
        if tuple(keys) == self._query.sort:
            return
        self._set_query(sort=tuple(keys))
        self.sort_changed.emit()

    def set_search_text(self, query: str) -> None:
        """Show only rows that hold every word of `query` in the columns that are searched."""
        if query != self._query.search_text:
            self._set_query(search_text=query)

    def set_searched_columns(self, columns: Sequence[int]) -> None:
        """Search these columns: those that the view shows."""
        searched = tuple(sorted(columns))
        if searched != self._query.searched_columns:
            self._set_query(searched_columns=searched)

    def set_filters(self, filters: Mapping[int, ColumnFilter]) -> None:
        """Show only rows that every filter lets through."""
        if filters != self._query.filters:
            self._set_query(filters=dict(filters))
            self.filters_changed.emit()

    def set_filter(self, column: int, condition: ColumnFilter | None) -> None:
        """Filter one column, or no longer filter it."""
        filters = {other: known for other, known in self._query.filters.items() if other != column}
        self.set_filters(filters if condition is None else filters | {column: condition})

    def clear_search_and_filters(self) -> None:
        """Show every row: without search and filters."""
        has_filters = bool(self._query.filters)
        self._set_query(search_text="", filters={})
        if has_filters:
            self.filters_changed.emit()

    def _set_query(self, **changes: Any) -> None:
        wanted = {name: getattr(self._query, name) for name in ("sort", "search_text", "searched_columns", "filters")}
        self._query = TableQuery(**(wanted | changes))
        self._update_rows()

    def _add_pending_rows(self) -> None:
        waiting, self._pending_rows = self._pending_rows, []
        self._next_row_index = self._next_row_index.with_rows(waiting)
        self._update_rows()

    def _update_rows(self) -> None:
        self._idle_runner.cancel()
        first_slice = math.inf if len(self._next_row_index.rows) <= _MAX_SYNCHRONOUS_ROWS else _FIRST_SLICE
        self._runner.start(self._next_row_index.shown_row_steps(self._query), self._on_rows_ready, first_slice)

    def _on_rows_ready(self, numbers: list[int]) -> None:
        if self._row_index is not self._next_row_index or numbers != self._shown_numbers:
            self.beginResetModel()
            self._row_index, self._shown_numbers = self._next_row_index, numbers
            self.endResetModel()
            self.counts_changed.emit(len(numbers), self.total_count)
        self.rows_updated.emit()
        if self._pending_rows:
            self._add_pending_rows()
        else:
            self._idle_runner.start(self._row_index.prepare_search_steps(self._query), lambda nothing: None)

    # Qt's side

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown_numbers)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.cell_text(index.row(), index.column()) or self.tr("saknas")
        if role == Qt.ItemDataRole.ToolTipRole:
            column = index.column()
            return value_hint(self.columns[column], self.row_at(index.row())[column], self.language) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._headings[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return column_hint(self.columns[section], self.language) or None
        if role == Qt.ItemDataRole.InitialSortOrderRole and self.columns[section].kind is ColumnKind.DATETIME:
            return Qt.SortOrder.DescendingOrder
        return None
