"""The table itself: whole rows, lines instead of a grid, and a selection that stays with its rows."""

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from vitec_desktop.report.report import Row
from vitec_desktop.ui.table.default_widths import DefaultWidths
from vitec_desktop.ui.table.delegate import CellDelegate
from vitec_desktop.ui.table.header import TableHeader
from vitec_desktop.ui.table.layout_state import DEFAULT_WIDTH, ColumnState
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.row_painter import RowPainter
from vitec_desktop.ui.table.selection_restorer import SelectionRestorer
from vitec_desktop.ui.theme.theme import Theme

_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_SAMPLE_SIZE = 300
_MAX_FITTED_WIDTH = 600


class TableView(QTableView):
    """A table over a ListModel. `rows_picked` tells that other rows are selected, or other contents are."""

    selected_rows_changed = Signal()
    details_requested = Signal()
    copy_requested = Signal()
    filter_requested = Signal(int)
    columns_changed = Signal()
    """A column was moved, resized, shown or hidden."""

    def __init__(self, model: ReportTableModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._hovered_row = -1
        self._is_focus_shown = False
        self._widths: dict[int, int] = {}
        self._default_widths = DefaultWidths(model, theme)
        self._header = TableHeader(model, theme, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self._delegate = CellDelegate(model, theme, self._header.sectionSize, self)
        self.setItemDelegate(self._delegate)
        self._row_painter = RowPainter(self, self._header, self._delegate, theme)
        self._set_up_appearance()
        self._set_up_behaviour()
        self.reset_columns()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _set_up_appearance(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _set_up_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSortingEnabled(True)
        self._selection_restorer = SelectionRestorer(self._model, self, self._lay_out_now)
        self._selection_restorer.restored.connect(self._on_selection_changed)
        self._model.rows_updated.connect(self.viewport().update)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self._header.filter_requested.connect(self.filter_requested)
        self._header.sectionMoved.connect(self._on_columns_changed)
        self._header.sectionResized.connect(self._on_column_resized)

    def _on_theme_changed(self) -> None:
        """Measure and paint anew: fonts or colours are others now."""
        self._default_widths.clear()
        height = self._theme.metrics.row
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.horizontalScrollBar().setSingleStep(32)
        self.viewport().update()

    # Columns

    @property
    def header(self) -> TableHeader:
        return self._header

    def shown_columns(self) -> list[int]:
        """The numbers of the columns in sight, from left to right."""
        return self._header.shown_columns()

    def column_states(self) -> list[ColumnState]:
        """All columns from left to right, hidden ones too; widths that nobody changed are told as such."""
        in_order = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [ColumnState(column, self._custom_width(column), not self.isColumnHidden(column)) for column in in_order]

    def _custom_width(self, column: int) -> int:
        width = self._widths[column]
        return DEFAULT_WIDTH if width == self._default_widths.width(column) else width

    def set_column_states(self, places: Sequence[ColumnState]) -> None:
        """Put all columns where `places` says, from left to right."""
        with QSignalBlocker(self._header):
            for position, place in enumerate(places):
                self._header.moveSection(self._header.visualIndex(place.column), position)
                self.setColumnHidden(place.column, False)
                self._header.resizeSection(place.column, place.width or self._default_widths.width(place.column))
                self._widths[place.column] = self._header.sectionSize(place.column)
                self.setColumnHidden(place.column, not place.is_shown)
        self.updateGeometries()
        self._header.viewport().update()
        self._on_columns_changed()

    def reset_columns(self) -> None:
        """Columns, their order and their widths as at first sight."""
        columns = enumerate(self._model.columns)
        self.set_column_states([ColumnState(number, DEFAULT_WIDTH, column.is_shown) for number, column in columns])

    def fit_columns(self) -> None:
        """Make every column in sight as wide as its texts."""
        for column in self.shown_columns():
            self.resizeColumnToContents(column)

    def set_column_shown(self, column: int, is_shown: bool) -> None:
        """Show or hide one column; the last one in sight stays."""
        if is_shown or self.shown_columns() != [column]:
            self.setColumnHidden(column, not is_shown)
            self._on_columns_changed()

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802
        """The width that shows heading and texts whole: measured on some hundred rows, the ones in sight first."""
        count = self._model.rowCount()
        first = max(0, self.rowAt(0))
        step = max(1, count // _SAMPLE_SIZE)
        sample = [*range(first, min(count, first + 100)), *range(0, count, step)]
        widest = max((self._delegate.text_width(position, column) for position in sample), default=0)
        return min(max(widest, self._header.heading_width(column)), self._theme.metrics.px(_MAX_FITTED_WIDTH))

    # Rows

    def selected_positions(self) -> list[int]:
        """Positions of the selected rows, in ascending order."""
        positions: list[int] = []
        for first, last in self.selected_ranges():
            positions += range(first, last + 1)
        return sorted(positions)

    def selected_count(self) -> int:
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def selected_rows(self) -> list[Row]:
        """The selected rows, in the table's order."""
        rows = self._model.shown_rows()
        return [row for first, last in sorted(self.selected_ranges()) for row in rows[first : last + 1]]

    def select_position(self, position: int) -> None:
        """Select one row alone and bring it into sight."""
        columns = self.shown_columns()
        current = self.currentIndex().column() if self.currentIndex().isValid() else columns[0]
        index = self._model.index(position, current)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self._scroll_to_row(position)

    def selected_ranges(self) -> list[tuple[int, int]]:
        """First and last position of each stretch of selected rows."""
        selection = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        return [(part.top(), part.bottom()) for part in selection]

    def _scroll_to_row(self, position: int) -> None:
        """Bring a row into sight without moving sideways."""
        across = self.horizontalScrollBar().value()
        self.scrollTo(self._model.index(position, self.shown_columns()[0]))
        self.horizontalScrollBar().setValue(across)

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._set_focus_shown(True)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.details_requested.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            index = self.currentIndex()
            self.filter_requested.emit(index.column() if index.isValid() else self.shown_columns()[0])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Nothing: Qt's own search would read every row; the search field is there for it."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._set_focus_shown(False)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hovered_row(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered_row(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._set_focus_shown(event.reason() in _KEYBOARD_REASONS)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.details_requested.emit()

    def _lay_out_now(self) -> None:
        """Bring scroll bars and geometry up to date, which Qt would do in the next turn of the event loop."""
        self._hovered_row = -1
        self.executeDelayedItemsLayout()
        self.updateGeometries()

    def _on_selection_changed(self) -> None:
        self.viewport().update()
        self.selected_rows_changed.emit()

    def _on_column_resized(self, column: int, old_width: int, width: int) -> None:
        if width:  # hiding a column is told as a resize to nothing
            self._widths[column] = width
            self.columns_changed.emit()

    def _on_columns_changed(self) -> None:
        self._model.set_searched_columns(self.shown_columns())
        self.viewport().update()
        self.columns_changed.emit()

    def _set_hovered_row(self, row: int) -> None:
        if row != self._hovered_row:
            for changed in (self._hovered_row, row):
                if changed >= 0:
                    self.viewport().update(self._row_painter.row_rect(changed))
            self._hovered_row = row

    def _set_focus_shown(self, is_shown: bool) -> None:
        if is_shown != self._is_focus_shown:
            self._is_focus_shown = is_shown
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._row_painter.paint(event.rect(), self._hovered_row, has_focus=self._is_focus_shown and self.hasFocus())
