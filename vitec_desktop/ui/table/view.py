"""The table of one list: selects whole rows, and keeps the selection while the model changes."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from vitec_desktop.report.report import Row
from vitec_desktop.ui.table.delegate import FIRST_COLUMN_PADDING, CellDelegate
from vitec_desktop.ui.table.group_view import GroupView
from vitec_desktop.ui.table.header import DefaultWidths, TableHeader
from vitec_desktop.ui.table.layout_state import DEFAULT_WIDTH, ColumnState
from vitec_desktop.ui.table.model import ReportTableModel, RowSet
from vitec_desktop.ui.table.row_painter import RowPainter
from vitec_desktop.ui.table.selection_restorer import SelectionRestorer, selected_ranges
from vitec_desktop.ui.table.table_columns import default_columns, searched_columns, visible_columns
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
    columns_requested = Signal()
    filter_requested = Signal(int)
    row_menu_requested = Signal(QModelIndex, QPoint)
    """The cell whose menu to open, and where on the screen."""
    group_menu_requested = Signal(int, QPoint)
    """The number of the group whose menu to open, and where on the screen."""
    columns_changed = Signal()
    """Emitted when a column was moved, resized, shown or hidden."""

    def __init__(
        self,
        model: ReportTableModel,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        columns: Sequence[ColumnState] | None = None,
    ) -> None:
        """`columns` are from left to right; None for the default ones."""
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._hovered_row = -1
        self._is_focus_shown = False
        self._widths: dict[int, int] = {}
        self._shown: set[int] = set()
        self._indented_column = -1
        self._default_widths = DefaultWidths(model, theme)
        self._header = TableHeader(model, theme, self)
        self.setHorizontalHeader(self._header)
        self.setSortingEnabled(True)  # Qt sorts by the first column now: before there are rows to sort
        self.setModel(model)
        self._header.show_sort()
        self._delegate = CellDelegate(model, theme, self._header.sectionSize, self)
        self.setItemDelegate(self._delegate)
        self._groups = GroupView(model, self, theme)
        self._is_heading_pressed = False
        self._row_painter = RowPainter(self, self._header, self._delegate, self._groups, theme)
        self._set_up_appearance()
        self._set_up_behaviour()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_column_states(default_columns(model) if columns is None else columns)

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
        self._selection_restorer = SelectionRestorer(self._model, self, self._lay_out_now)
        self._selection_restorer.restored.connect(self._on_selection_changed)
        self._model.rows_updated.connect(self._on_rows_updated)
        self._model.grouping_changed.connect(self._on_available_columns_changed)
        self._model.compared_changed.connect(self._on_available_columns_changed)
        self._model.groups_described.connect(self.viewport().update)
        self._model.collapsed_changed.connect(self.viewport().update)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
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
        self._groups.set_heights()
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.prepare_search()

    def _on_rows_updated(self) -> None:
        """Prepare to search a table that is seen: all four at once would hold up the overview."""
        self.viewport().update()
        if self.isVisible():
            self._model.prepare_search()

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
        return [ColumnState(column, self._custom_width(column), column in self._shown) for column in in_order]

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
            self._shown = {state.column for state in states if state.is_shown}
            self._indented_column = -1
            self._hide_columns()
        self.updateGeometries()
        self._header.viewport().update()
        self._on_columns_changed()

    def _hide_columns(self) -> None:
        """Hide the columns that the user hides, the one that groups the rows, and that of changes without any."""
        visible = visible_columns(self._model, self._shown)
        for column in range(self._model.columnCount()):
            self.setColumnHidden(column, column not in visible)

    def _update_first_column(self) -> None:
        """Widen the first column of grouped rows by their indent."""
        first = self.shown_columns()[0] if self._model.group_column is not None else -1
        if first == self._indented_column:
            return
        old, self._indented_column = self._indented_column, first
        with QSignalBlocker(self._header):
            for column in (old, first):
                if column >= 0:
                    self._header.resizeSection(column, self._widths[column] + self._indent(column))
        self.updateGeometries()
        self._header.viewport().update()

    def _indent(self, column: int) -> int:
        """Return what is added to a column's own width, in pixels."""
        return self._theme.metrics.group_indent - FIRST_COLUMN_PADDING if column == self._indented_column else 0

    def _on_available_columns_changed(self) -> None:
        with QSignalBlocker(self._header):
            self._hide_columns()
        self.updateGeometries()
        self._header.viewport().update()
        self._on_columns_changed()

    def reset_columns(self) -> None:
        """Restore the default columns, their order and their widths."""
        self.set_column_states(default_columns(self._model))

    def set_compact(self, is_compact: bool) -> None:
        """Show changes as marks alone in a narrow window, in a column of their width unless the user chose another."""
        column = self._model.change_column
        is_default = self._custom_width(column) == DEFAULT_WIDTH
        self._default_widths.set_compact(is_compact)
        self._delegate.set_compact(is_compact)
        if is_default:
            self._widths[column] = self._default_widths.width(column)
            with QSignalBlocker(self._header):
                self._header.resizeSection(column, self._widths[column])
            self.updateGeometries()
        self.viewport().update()

    def fit_columns(self) -> None:
        """Fit the width of every shown column to its texts."""
        for column in self.shown_columns():
            self.resizeColumnToContents(column)

    def move_column(self, column: int, place: int) -> None:
        """Move a shown column to `place` among the shown ones, from the left."""
        target = self.shown_columns()[place]
        self._header.moveSection(self._header.visualIndex(column), self._header.visualIndex(target))

    def show_column_last(self, column: int) -> None:
        """Show a hidden column as the last one."""
        source = self._header.visualIndex(column)
        last = self._header.visualIndex(self.shown_columns()[-1])
        self._header.moveSection(source, last + 1 if source > last else last)
        self.set_column_shown(column, True)

    def set_column_shown(self, column: int, is_shown: bool) -> None:
        """Show or hide one column; the last shown column cannot be hidden."""
        if is_shown or self.shown_columns() != [column]:
            self._shown = self._shown | {column} if is_shown else self._shown - {column}
            with QSignalBlocker(self._header):
                self._hide_columns()
            self.updateGeometries()
            self._header.viewport().update()
            self._on_columns_changed()

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802
        """Return the width that shows the heading and the texts of a sample of rows, those in the viewport included."""
        count = self._model.rowCount()
        first = max(0, self.rowAt(0))
        step = max(1, count // _SAMPLE_SIZE)
        sample = [*range(first, min(count, first + 100)), *range(0, count, step)]
        sample = [position for position in sample if self._groups.heading_at(position) is None]
        widest = max((self._delegate.text_width(position, column) for position in sample), default=0)
        widest += self._indent(column)
        return min(max(widest, self._header.heading_width(column)), self._theme.metrics.px(_MAX_FITTED_WIDTH))

    # Rows

    def selected_positions(self) -> list[int]:
        """Return the positions of the selected rows, in ascending order."""
        positions: list[int] = []
        for first, last in self.selected_ranges():
            positions += range(first, last + 1)
        if self._model.is_grouped:
            positions = [position for position in positions if self._model.heading_group(position) is None]
        return sorted(positions)

    def selected_count(self) -> int:
        """Return the number of selected rows; headings of groups do not count."""
        return sum(self._model.count_rows(first, last) for first, last in self.selected_ranges())

    def selected_rows(self) -> list[Row]:
        """Return the selected rows, in the order of the table."""
        return self._model.rows_at(sorted(self.selected_ranges()))

    def selected_lines(self) -> list[Row | str]:
        """Return the selected rows in the order of the table; those of a whole group below the text of its heading."""
        if not self._model.is_grouped:
            return list(self.selected_rows())
        marked = self._groups.marked_groups()
        lines: list[Row | str] = []
        for position in self.selected_positions():
            group = self._model.group_at(position)
            if group in marked and position == self._model.heading_position(group) + 1:
                texts = self._model.group_texts(group)
                lines.append(f"{texts.name}, {texts.count}")
            lines.append(self._model.row_at(position))
        return lines

    @property
    def groups(self) -> GroupView:
        return self._groups

    def select_first_row(self) -> None:
        """Select the first row; with groups that are all closed, go to the first heading."""
        if not self._model.is_grouped:
            self.select_position(0)
            return
        position = next((start for start in range(self._model.rowCount()) if not self._groups.is_heading(start)), None)
        if position is None:
            self.setCurrentIndex(self._model.index(0, self.shown_columns()[0]))
        else:
            self.select_position(position)

    def neighbour(self, position: int, step: int) -> int | None:
        """Return the position of the row before (-1) or after (1) the one at `position`; None if there is none."""
        position += step
        while 0 <= position < self._model.rowCount():
            if not self._groups.is_heading(position):
                return position
            position += step
        return None

    def select_position(self, position: int, column: int = -1) -> None:
        """Select only this row, and scroll to it; its cell in `column`, by default that of now, becomes the current."""
        if column < 0:
            column = self.currentIndex().column() if self.currentIndex().isValid() else self.shown_columns()[0]
        index = self._model.index(position, column)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self._scroll_to_row(position)

    def select_rows(self, rows: RowSet, current: RowSet, column: int) -> None:
        """Select rows, of this report or another one, and scroll to the current one; do nothing if none is shown.

        Args:
            rows: those to select.
            current: the row of the cell that becomes the current; where it is not shown, the first of `rows`.
            column: the column of that cell, -1 for that of now.
        """
        positions = self._model.find_positions(current) or self._model.find_positions(rows)
        if positions:
            self.select_position(positions[0], column)
            self._selection_restorer.select(rows)

    def selected_ranges(self) -> list[tuple[int, int]]:
        """Return the first and last position of each range of selected rows."""
        return selected_ranges(self.selectionModel())

    @property
    def scroll_place(self) -> tuple[int, int]:
        """The values of the horizontal and the vertical scroll bar, in pixels."""
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    @scroll_place.setter
    def scroll_place(self, place: tuple[int, int]) -> None:
        self.updateGeometries()
        self.horizontalScrollBar().setValue(place[0])
        self.verticalScrollBar().setValue(place[1])

    def _scroll_to_row(self, position: int) -> None:
        """Scroll to a row without scrolling horizontally."""
        horizontal = self.horizontalScrollBar().value()
        self.scrollTo(self._model.index(position, self.shown_columns()[0]))
        self.horizontalScrollBar().setValue(horizontal)

    def scrollTo(  # noqa: N802
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        if index.isValid() and self._model.is_grouped:
            self._groups.show_below_sticky(index.row())

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        if self._model.is_grouped:
            self.viewport().update()  # headings neither scroll sideways nor, the one at the top, downwards

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """Return the cell at `point` of the viewport; that of a heading for all of its width."""
        if self._model.is_grouped:
            position = self._groups.position_at(point.y())
            if self._groups.is_heading(position):
                return self._model.index(position, max(0, self.columnAt(point.x())))
        return super().indexAt(point)

    def selectionCommand(  # noqa: N802
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Return how to select `index`: going to a heading alone marks nothing."""
        command = super().selectionCommand(index, event)
        flag = QItemSelectionModel.SelectionFlag
        selects_it_alone = command & flag.Clear and not command & flag.Current
        is_heading = index.isValid() and self._groups.is_heading(index.row())
        return flag.Clear if is_heading and selects_it_alone else command

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._set_focus_shown(True)
        if self._groups.handle_key(event):
            return
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
            heading = self._groups.heading_at(index.row())
            if heading is not None:
                self.group_menu_requested.emit(heading, event.globalPos())
            elif index.isValid():
                self.row_menu_requested.emit(index, event.globalPos())

    def _request_menu_by_key(self) -> None:
        """Qt's position of the event is not used: it is relative to the view, or the pointer's."""
        if not self._model.rowCount():
            return
        heading = self._groups.current_heading
        if heading is not None:
            self.scrollTo(self.currentIndex())
            place = self.visualRect(self.currentIndex())
            corner = QPoint(self._theme.metrics.group_indent, place.bottom())
            self.group_menu_requested.emit(heading, self.viewport().mapToGlobal(corner))
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
        group = self._groups.heading_at(self._groups.position_at(event.position().toPoint().y()))
        self._is_heading_pressed = group is not None and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if group is None or not self._is_heading_pressed:
            super().mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._groups.toggle_marked(group)
            else:
                self._groups.go_to(group)
                self._groups.toggle(group)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_heading_pressed, self._is_heading_pressed = self._is_heading_pressed, False
        if not was_heading_pressed:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing on a heading: the first click has closed or opened the group."""
        if self._groups.heading_at(self._groups.position_at(event.position().toPoint().y())) is None:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._is_heading_pressed:
            super().mouseMoveEvent(event)
        self._set_hovered_row(self._groups.position_at(event.position().toPoint().y()))

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
        self._groups.set_heights()
        self.executeDelayedItemsLayout()
        self.updateGeometries()

    def _on_selection_changed(self) -> None:
        self.viewport().update()
        self.selected_rows_changed.emit()

    def _on_current_row_changed(self) -> None:
        """Qt paints the two cells; the frame of a heading is as wide as the viewport, and may stand at its top."""
        if self._model.is_grouped:
            self.viewport().update()

    def _on_column_resized(self, column: int, old_width: int, width: int) -> None:
        if width:  # 0 when a column is hidden
            self._widths[column] = width - self._indent(column)
            self.columns_changed.emit()

    def _on_columns_changed(self) -> None:
        self._update_first_column()
        self._model.set_searched_columns(searched_columns(self._model, self.shown_columns()))
        self.viewport().update()
        self.columns_changed.emit()

    def _set_hovered_row(self, row: int) -> None:
        if row != self._hovered_row:
            for changed in (self._hovered_row, row):
                if changed >= 0:
                    self.viewport().update(self._row_painter.row_rect(changed))
            sticky = self._groups.sticky_rect
            if sticky is not None:
                self.viewport().update(sticky)
            self._hovered_row = row

    def _set_focus_shown(self, is_shown: bool) -> None:
        if is_shown != self._is_focus_shown:
            self._is_focus_shown = is_shown
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._row_painter.paint(event.rect(), self._hovered_row, has_focus=self._is_focus_shown and self.hasFocus())
