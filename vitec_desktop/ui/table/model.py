"""The Qt model of one list. It keeps its own order and its own choice of rows; there is no proxy."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from vitec_desktop.report.columns import Column, Kind, Value
from vitec_desktop.report.filters import Filter
from vitec_desktop.report.formatting import display_text, heading, heading_hint, value_hint
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import Arrangement, SortKey, ValueCount, Wanted
from vitec_desktop.ui.common.incremental import Slices, Steps
from vitec_desktop.webservice.models import ListKind

Index = QModelIndex | QPersistentModelIndex

_ROW_ID_KEYS = ("lead.id", "tip.id")
_ROWS_AT_ONCE = 5_000
_FIRST_SLICE = 0.02
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Rows of one report, by number."""

    arrangement: Arrangement
    numbers: set[int]


class ListModel(QAbstractTableModel):
    """All columns of one list, and those of its rows that match search and filters, sorted.

    Up to some thousand rows everything happens at once. Beyond that, what takes longer is worked out in slices
    between the window's events: the old state stays in sight until the new one takes its place in one step.
    """

    counts_changed = Signal(int, int)
    """Rows shown, and rows in all."""
    sort_changed = Signal()
    filters_changed = Signal()
    arranged = Signal()
    """What was asked for is in sight."""

    def __init__(self, kind: ListKind, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.language = language
        self.columns: tuple[Column, ...] = COLUMNS[kind]
        self._row_id = next(number for number, column in enumerate(self.columns) if column.key in _ROW_ID_KEYS)
        self._headings = tuple(heading(column, language) for column in self.columns)
        self._texts: tuple[dict[Value, str], ...] = tuple({} for _ in self.columns)
        self._is_plain = tuple(column.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.IDENTIFIER) for column in self.columns)
        self._wanted = Wanted(searched=tuple(number for number, column in enumerate(self.columns) if column.is_shown))
        self._arrangement = self._upcoming = Arrangement((), self.columns, language)
        self._shown: list[int] = []
        self._waiting: list[Row] = []
        self._slices = Slices(self)
        self._idle = Slices(self, slice_time=0.004, pause=20)

    # What there is

    @property
    def total(self) -> int:
        """Rows in all, shown or not."""
        return len(self._arrangement.rows)

    @property
    def is_busy(self) -> bool:
        """Whether what is in sight is not yet what was asked for."""
        return self._slices.is_running

    @property
    def is_preparing(self) -> bool:
        """Whether something is worked out ahead, for what the user may ask for next."""
        return self._idle.is_running

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        return self._wanted.sort

    @property
    def query(self) -> str:
        return self._wanted.query

    @property
    def filters(self) -> Mapping[int, Filter]:
        return self._wanted.filters

    @property
    def is_filtered(self) -> bool:
        return bool(self._wanted.filters or self._wanted.query.strip())

    def row(self, position: int) -> Row:
        """The row at `position` in the table."""
        return self._arrangement.rows[self._shown[position]]

    def rows(self) -> list[Row]:
        """The rows shown, in order."""
        rows = self._arrangement.rows
        return [rows[number] for number in self._shown]

    def text(self, position: int, column: int) -> str:
        """A cell's whole text; "" for a missing value."""
        return self._cell_text(self._arrangement.rows[self._shown[position]][column], column)

    def texts(self, row: Row, columns: Sequence[int]) -> list[str]:
        """Some cells of a row, whether it is shown or not, as the table writes them."""
        return [self._cell_text(row[column], column) for column in columns]

    def _cell_text(self, value: Value, column: int) -> str:
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

    def bookmark(self, ranges: Iterable[tuple[int, int]]) -> "Bookmark":
        """Remembers the rows that stand at these positions (first and last, both included), wherever they go."""
        numbers: set[int] = set()
        for first, last in ranges:
            numbers.update(self._shown[first : last + 1])
        return Bookmark(self._arrangement, numbers)

    def positions(self, bookmark: "Bookmark") -> list[int]:
        """Where the remembered rows stand now, in ascending order; those that are not shown are left out.

        In another report a row is known by its id, and one without an id by all that it holds.
        """
        wanted, rows = bookmark.numbers, self._arrangement.rows
        if not wanted:
            return []
        if bookmark.arrangement is self._arrangement:
            return [position for position, number in enumerate(self._shown) if number in wanted]
        row_id, old_rows = self._row_id, bookmark.arrangement.rows
        identities = {old_rows[number][row_id] or old_rows[number] for number in wanted}
        return [
            position
            for position, number in enumerate(self._shown)
            if (rows[number][row_id] or rows[number]) in identities
        ]

    def column_values(self, column: int) -> Steps[list[ValueCount]]:
        """The values of `column` in ascending order, with how many of the rows have each that all other filters and
        the search let through; to be run in slices."""
        return self._arrangement.column_values(self._wanted, column)

    # What the user asks for

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the same order and by the same search and filters."""
        self._waiting.clear()
        self._upcoming = Arrangement(rows, self.columns, self.language)
        self._arrange()

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Show more rows; they take their places in the order."""
        self._waiting += rows
        if not self._slices.is_running:
            self._take_waiting()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; by none (the report's order) where `column` is -1."""
        is_descending = order == Qt.SortOrder.DescendingOrder
        self.sort_by((SortKey(column, is_descending),) if 0 <= column < len(self.columns) else ())

    def sort_by(self, keys: Sequence[SortKey]) -> None:
        """Sort by several columns, the most important first."""
        if tuple(keys) == self._wanted.sort:
            return
        self._want(sort=tuple(keys))
        self.sort_changed.emit()

    def set_query(self, query: str) -> None:
        """Show only rows that hold every word of `query` in the columns that are searched."""
        if query != self._wanted.query:
            self._want(query=query)

    def set_searched(self, columns: Sequence[int]) -> None:
        """Search these columns: those that the view shows."""
        searched = tuple(sorted(columns))
        if searched != self._wanted.searched:
            self._want(searched=searched)

    def set_filters(self, filters: Mapping[int, Filter]) -> None:
        """Show only rows that every filter lets through."""
        if filters != self._wanted.filters:
            self._want(filters=dict(filters))
            self.filters_changed.emit()

    def set_filter(self, column: int, condition: Filter | None) -> None:
        """Filter one column, or no longer filter it."""
        filters = {other: known for other, known in self._wanted.filters.items() if other != column}
        self.set_filters(filters if condition is None else filters | {column: condition})

    def clear_filters(self) -> None:
        """Show every row: without search and filters."""
        has_filters = bool(self._wanted.filters)
        self._want(query="", filters={})
        if has_filters:
            self.filters_changed.emit()

    def _want(self, **changes: Any) -> None:
        wanted = {name: getattr(self._wanted, name) for name in ("sort", "query", "searched", "filters")}
        self._wanted = Wanted(**(wanted | changes))
        self._arrange()

    def _take_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._upcoming = self._upcoming.extended(waiting)
        self._arrange()

    def _arrange(self) -> None:
        self._idle.stop()
        first_slice = math.inf if len(self._upcoming.rows) <= _ROWS_AT_ONCE else _FIRST_SLICE
        self._slices.run(self._upcoming.shown(self._wanted), self._on_arranged, first_slice)

    def _on_arranged(self, numbers: list[int]) -> None:
        if self._arrangement is not self._upcoming or numbers != self._shown:
            self.beginResetModel()
            self._arrangement, self._shown = self._upcoming, numbers
            self.endResetModel()
            self.counts_changed.emit(len(numbers), self.total)
        self.arranged.emit()
        if self._waiting:
            self._take_waiting()
        else:
            self._idle.run(self._arrangement.prepare(self._wanted), lambda nothing: None)

    # Qt's side

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.text(index.row(), index.column()) or self.tr("saknas")
        if role == Qt.ItemDataRole.ToolTipRole:
            column = index.column()
            return value_hint(self.columns[column], self.row(index.row())[column], self.language) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._headings[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return heading_hint(self.columns[section], self.language) or None
        if role == Qt.ItemDataRole.InitialSortOrderRole and self.columns[section].kind is Kind.MOMENT:
            return Qt.SortOrder.DescendingOrder
        return None
