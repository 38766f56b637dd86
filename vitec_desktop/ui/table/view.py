"""The table of one list: selects whole rows, and keeps the selection while the model changes."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from vitec_desktop.report.report import Row
from vitec_desktop.ui.table.delegate import CellDelegate
from vitec_desktop.ui.table.header import DefaultWidths, TableHeader
from vitec_desktop.ui.table.layout_state import DEFAULT_WIDTH, ColumnState
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.row_painter import RowPainter
from vitec_desktop.ui.table.selection_restorer import SelectionRestorer, selected_ranges
from vitec_desktop.ui.theme.theme import Theme

_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_SAMPLE_SIZE = 300
_MAX_FITTED_WIDTH = 600


class TableView(QTableView):
    """The table view of a ReportTableModel."""

    selected_rows_changed = Signal()
    """Emitted when other rows are selected, or the model was reset."""
    details_requested = Signal()
    copy_requested = Signal()
    filter_requested = Signal(int)
    row_menu_requested = Signal(QModelIndex, QPoint)
    """The cell whose menu to open, and where on the screen."""
    columns_changed = Signal()
    """Emitted when a column was moved, resized, shown or hidden."""

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
        """Return the numbers of the shown columns, from left to right."""
        return self._header.shown_columns()

    def column_states(self) -> list[ColumnState]:
        """Return the state of all columns from left to right, hidden ones too."""
        in_order = (self._header.logicalIndex(visual) for visual in range(self._header.count()))
        return [ColumnState(column, self._custom_width(column), not self.isColumnHidden(column)) for column in in_order]

    def _custom_width(self, column: int) -> int:
        width = self._widths[column]
        return DEFAULT_WIDTH if width == self._default_widths.width(column) else width

    def set_column_states(self, states: Sequence[ColumnState]) -> None:
        """Set order, width and visibility of all columns; `states` is from left to right."""
        with QSignalBlocker(self._header):
            for position, state in enumerate(states):
                self._header.moveSection(self._header.visualIndex(state.column), position)
                self.setColumnHidden(state.column, False)
                self._header.resizeSection(state.column, state.width or self._default_widths.width(state.column))
                self._widths[state.column] = self._header.sectionSize(state.column)
                self.setColumnHidden(state.column, not state.is_shown)
        self.updateGeometries()
        self._header.viewport().update()
        self._on_columns_changed()

    def reset_columns(self) -> None:
        """Restore the default columns, their order and their widths."""
        columns = enumerate(self._model.columns)
        self.set_column_states([ColumnState(number, DEFAULT_WIDTH, column.is_shown) for number, column in columns])

    def fit_columns(self) -> None:
        """Fit the width of every shown column to its texts."""
        for column in self.shown_columns():
            self.resizeColumnToContents(column)

    def set_column_shown(self, column: int, is_shown: bool) -> None:
        """Show or hide one column; the last shown column cannot be hidden."""
        if is_shown or self.shown_columns() != [column]:
            self.setColumnHidden(column, not is_shown)
            self._on_columns_changed()

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802
        """Return the width that shows the heading and the texts of a sample of rows, those in the viewport included."""
        count = self._model.rowCount()
        first = max(0, self.rowAt(0))
        step = max(1, count // _SAMPLE_SIZE)
        sample = [*range(first, min(count, first + 100)), *range(0, count, step)]
        widest = max((self._delegate.text_width(position, column) for position in sample), default=0)
        return min(max(widest, self._header.heading_width(column)), self._theme.metrics.px(_MAX_FITTED_WIDTH))

    # Rows

    def selected_positions(self) -> list[int]:
        """Return the positions of the selected rows, in ascending order."""
        positions: list[int] = []
        for first, last in self.selected_ranges():
            positions += range(first, last + 1)
        return sorted(positions)

    def selected_count(self) -> int:
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def selected_rows(self) -> list[Row]:
        """Return the selected rows, in the order of the table."""
        return self._model.rows_at(sorted(self.selected_ranges()))

    def select_position(self, position: int) -> None:
        """Select only this row, and scroll to it."""
        columns = self.shown_columns()
        current = self.currentIndex().column() if self.currentIndex().isValid() else columns[0]
        index = self._model.index(position, current)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self._scroll_to_row(position)

    def selected_ranges(self) -> list[tuple[int, int]]:
        """Return the first and last position of each range of selected rows."""
        return selected_ranges(self.selectionModel())

    def _scroll_to_row(self, position: int) -> None:
        """Scroll to a row without scrolling horizontally."""
        horizontal = self.horizontalScrollBar().value()
        self.scrollTo(self._model.index(position, self.shown_columns()[0]))
        self.horizontalScrollBar().setValue(horizontal)

    # Events

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Request the menu of the cell that was clicked; by a key, that of the current row."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._request_menu_by_key()
        else:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.row_menu_requested.emit(index, event.globalPos())

    def _request_menu_by_key(self) -> None:
        """Qt's position of the event is not used: it is relative to the view, or the pointer's."""
        if not self._model.rowCount():
            return
        if not self.selected_count():
            self.select_position(max(0, self.currentIndex().row()))
        index = self.currentIndex()
        if not self.selectionModel().isSelected(index):
            # Ctrl with an arrow key moves the current cell alone, and screen readers move the selection alone.
            index = self._model.index(self.selected_positions()[0], max(0, index.column()))
        if self.isColumnHidden(index.column()):
            index = index.siblingAtColumn(self.shown_columns()[0])
        self.scrollTo(index)
        cell = self.visualRect(index).intersected(self.viewport().rect())
        self.row_menu_requested.emit(index, self.viewport().mapToGlobal(QPoint(cell.center().x(), cell.bottom())))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Do nothing: Qt's keyboard search would read every row; the search field searches."""

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
        """Update scroll bars and geometry now; Qt would do so in the next iteration of the event loop."""
        self._hovered_row = -1
        self.executeDelayedItemsLayout()
        self.updateGeometries()

    def _on_selection_changed(self) -> None:
        self.viewport().update()
        self.selected_rows_changed.emit()

    def _on_column_resized(self, column: int, old_width: int, width: int) -> None:
        if width:  # 0 when a column is hidden
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
