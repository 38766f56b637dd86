"""The Qt model of one table of the report. It sorts, searches and filters by itself, without a proxy model."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.filters import ColumnFilter
from vitec_desktop.report.formatting import column_heading, column_hint, display_text, value_hint
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import RowIndex, SortKey, TableQuery, ValueCount
from vitec_desktop.report.steps import Steps
from vitec_desktop.report.tables import TABLE_COLUMNS, JoinedTable, TableKind, list_row
from vitec_desktop.ui.common.incremental import IncrementalRunner

Index = QModelIndex | QPersistentModelIndex

_DESCENDING_AT_FIRST = (ColumnKind.DATETIME, ColumnKind.AGE)
_ROW_ID_KEYS = ("lead.id", "tip.id", "row.id")
_MAX_SYNCHRONOUS_ROWS = 5_000
_FIRST_SLICE = 0.02
"""Seconds."""
_MAX_CACHED_TEXTS = 10_000
"""For each column."""
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class RowSet:
    """Some rows of one report, by their number in it."""

    row_index: RowIndex
    numbers: set[int]


class ReportTableModel(QAbstractTableModel):
    """All columns of one table, and those of its rows that match the query, sorted.

    The model owns the query: what is searched for, filtered by and sorted by is set here and read here.
    Up to some thousand rows a change is shown at once. Beyond that the rows are computed in slices between the
    window's events, and the old ones stay visible until then.
    """

    counts_changed = Signal(int, int)
    """The number of rows shown, and of all rows."""
    sort_changed = Signal()
    search_text_changed = Signal(str)
    filters_changed = Signal()
    rows_updated = Signal()
    """Emitted when the rows shown are those of the query, even if they are the same as before."""

    def __init__(self, kind: TableKind, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.language = language
        self.columns: tuple[Column, ...] = TABLE_COLUMNS[kind]
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

    # Rows, texts and the query

    @property
    def total_count(self) -> int:
        """The number of all rows, shown or not."""
        return len(self._row_index.rows)

    @property
    def is_updating(self) -> bool:
        """Whether the rows shown are not yet those of the query."""
        return self._runner.is_running

    @property
    def is_preparing(self) -> bool:
        """Whether search texts are computed ahead, for the first letter that the user may type."""
        return self._idle_runner.is_running

    @property
    def query(self) -> TableQuery:
        return self._query

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        return self._query.sort

    @property
    def search_text(self) -> str:
        """What the search field holds, spaces at its ends included."""
        return self._query.search_text

    @property
    def filters(self) -> Mapping[int, ColumnFilter]:
        """The filters that the user has set, by column number."""
        return self._query.filters

    @property
    def has_search(self) -> bool:
        return self._query.has_search

    @property
    def is_filtered(self) -> bool:
        """Whether a search or a filter can hide rows."""
        return self._query.hides_rows

    @property
    def all_rows(self) -> Sequence[Row]:
        """All rows, shown or not, in the report's order; they do not change later."""
        return self._row_index.rows

    def row_at(self, position: int) -> Row:
        """Return the row at `position` in the table."""
        return self._row_index.rows[self._shown_numbers[position]]

    def detail_row(self, position: int) -> tuple[tuple[Column, ...], Row]:
        """Return the columns and values that the details show of a row: of a joined one, those of its list."""
        row = self.row_at(position)
        if not isinstance(self.kind, JoinedTable):
            return self.columns, row
        kind, row = list_row(row)
        return TABLE_COLUMNS[kind], row

    def shown_rows(self) -> list[Row]:
        """Return the rows shown, in order."""
        rows = self._row_index.rows
        return [rows[number] for number in self._shown_numbers]

    def rows_at(self, ranges: Iterable[tuple[int, int]]) -> list[Row]:
        """Return the rows at these positions (first and last of each range, both included)."""
        rows, numbers = self._row_index.rows, self._shown_numbers
        return [rows[number] for first, last in ranges for number in numbers[first : last + 1]]

    def cell_text(self, position: int, column: int) -> str:
        """Return a cell's whole text; "" for a missing value."""
        return self._value_text(self._row_index.rows[self._shown_numbers[position]][column], column)

    def row_texts(self, row: Row, columns: Sequence[int]) -> list[str]:
        """Return the texts of some cells of a row, which need not be shown."""
        return [self._value_text(row[column], column) for column in columns]

    def _value_text(self, value: Value, column: int) -> str:
        if value is None:
            return ""
        if self._is_plain[column] and type(value) is str:
            return value
        return self.value_text(column, value)

    def value_text(self, column: int, value: Value) -> str:
        """Return the text of `value` in `column`."""
        texts = self._texts[column]
        text = texts.get(value)
        if text is None:
            if len(texts) > _MAX_CACHED_TEXTS:
                texts.clear()
            text = texts[value] = display_text(self.columns[column], value, self.language)
        return text

    def heading(self, column: int) -> str:
        return self._headings[column]

    def column_number(self, key: str) -> int | None:
        """Return the number of the column with this key; None if the list has none."""
        return next((number for number, column in enumerate(self.columns) if column.key == key), None)

    def row_set(self, ranges: Iterable[tuple[int, int]]) -> RowSet:
        """Return the rows at these positions (first and last of each range, both included)."""
        numbers: set[int] = set()
        for first, last in ranges:
            numbers.update(self._shown_numbers[first : last + 1])
        return RowSet(self._row_index, numbers)

    def find_positions(self, row_set: RowSet) -> list[int]:
        """Return the present positions of these rows, in ascending order; a row that is not shown has none.

        Rows of another report are found by their id; a row without an id, by all of its values.
        """
        wanted, rows = row_set.numbers, self._row_index.rows
        if not wanted:
            return []
        if row_set.row_index is self._row_index:
            return [position for position, number in enumerate(self._shown_numbers) if number in wanted]
        id_column, old_rows = self._id_column, row_set.row_index.rows
        identities = {old_rows[number][id_column] or old_rows[number] for number in wanted}
        return [
            position
            for position, number in enumerate(self._shown_numbers)
            if (rows[number][id_column] or rows[number]) in identities
        ]

    def value_count_steps(self, column: int) -> Steps[list[ValueCount]]:
        """Return the values of `column` in ascending order, counted over the rows that match the search and all
        other filters."""
        return self._row_index.value_count_steps(self._query, column)

    # Changes

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; the query stays."""
        self._pending_rows.clear()
        self._next_row_index = RowIndex(rows, self.columns, self.language)
        self._update_rows()

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Add rows, and show those that match the query."""
        self._pending_rows += rows
        if not self._runner.is_running:
            self._add_pending_rows()

    def set_query(self, query: TableQuery) -> None:
        """Show the rows that match `query`, and emit a signal for each part of it that is new."""
        old, self._query = self._query, query
        if query == old:
            return
        self._update_rows()
        if query.sort != old.sort:
            self.sort_changed.emit()
        if query.search_text != old.search_text:
            self.search_text_changed.emit(query.search_text)
        if (query.filters, query.named_filter) != (old.filters, old.named_filter):
            self.filters_changed.emit()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; keep the report's order if `column` is -1."""
        is_descending = order == Qt.SortOrder.DescendingOrder
        self.sort_by((SortKey(column, is_descending),) if 0 <= column < len(self.columns) else ())

    def sort_by(self, keys: Sequence[SortKey]) -> None:
        """Sort by several columns, the most important first."""
        self.set_query(replace(self._query, sort=tuple(keys)))

    def set_search_text(self, text: str) -> None:
        """Show only rows with every word of `text` in the searched columns."""
        self.set_query(replace(self._query, search_text=text))

    def set_searched_columns(self, columns: Sequence[int]) -> None:
        """Search these columns: those that the view shows."""
        self.set_query(replace(self._query, searched_columns=tuple(sorted(columns))))

    def set_filters(self, filters: Mapping[int, ColumnFilter]) -> None:
        """Show only rows that match every filter."""
        self.set_query(replace(self._query, filters=dict(filters)))

    def set_filter(self, column: int, column_filter: ColumnFilter | None) -> None:
        """Set the filter of one column; None removes it."""
        others = {number: other for number, other in self.filters.items() if number != column}
        self.set_filters(others if column_filter is None else others | {column: column_filter})

    def clear_search_and_filters(self) -> None:
        """Show every row."""
        self.set_query(replace(self._query, search_text="", filters={}, named_filter=None))

    def _add_pending_rows(self) -> None:
        rows, self._pending_rows = self._pending_rows, []
        self._next_row_index = self._next_row_index.extended_by(rows)
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

    # QAbstractTableModel

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
        if role == Qt.ItemDataRole.InitialSortOrderRole and self.columns[section].kind in _DESCENDING_AT_FIRST:
            return Qt.SortOrder.DescendingOrder
        return None
