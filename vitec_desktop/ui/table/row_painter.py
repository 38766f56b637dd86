"""Paints a table's rows: backgrounds below the cells, lines and the focus frame above them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTableView

from vitec_desktop.ui.table.delegate import FIRST_COLUMN_PADDING, PADDING, CellDelegate
from vitec_desktop.ui.table.header import TableHeader
from vitec_desktop.ui.theme.theme import Theme

_ACCENT_BAR = 3


class RowPainter:
    """Paints rows of one height, each selected as a whole."""

    def __init__(self, table: QTableView, header: TableHeader, delegate: CellDelegate, theme: Theme) -> None:
        self._table = table
        self._header = header
        self._delegate = delegate
        self._theme = theme

    def paint(self, rect: QRect, hovered: int, *, has_focus: bool) -> None:
        """Paint the part of the table in `rect` of its viewport.

        Args:
            rect: in logical pixels.
            hovered: the position of the row below the mouse pointer; -1 for none.
            has_focus: whether to frame the current cell.
        """
        rows = self._rows_in(rect)
        selected = {row for row in rows if self._table.selectionModel().isRowSelected(row)}
        painter = QPainter(self._table.viewport())
        self._paint_backgrounds(painter, hovered, selected)
        self._paint_cells(painter, rows, selected, rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_lines(painter, rows, selected)
        if has_focus:
            self._paint_focus(painter)
        painter.end()

    def row_rect(self, row: int) -> QRect:
        """Return the rectangle of a row in the viewport."""
        top = self._table.rowViewportPosition(row)
        return QRect(0, top, self._table.viewport().width(), self._theme.metrics.row)

    def _rows_in(self, rect: QRect) -> range:
        first, last = self._table.rowAt(rect.top()), self._table.rowAt(rect.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._table.model().rowCount() - 1) + 1)

    def _paint_backgrounds(self, painter: QPainter, hovered: int, selected: set[int]) -> None:
        colors = self._theme.colors
        if hovered >= 0:
            painter.fillRect(self.row_rect(hovered), QColor(colors.hover))
        background = QColor(self._theme.selected_colors.select)
        for row in selected:
            painter.fillRect(self.row_rect(row), background)

    def _paint_cells(self, painter: QPainter, rows: range, selected: set[int], rect: QRect) -> None:
        paint_cell = self._delegate.paint_cell
        height = self._theme.metrics.row
        self._delegate.prepare_painter(painter, self._table.devicePixelRatioF())
        shown = self._header.shown_columns()
        columns = [
            (column, left, FIRST_COLUMN_PADDING if column == shown[0] else PADDING)
            for column in shown
            if (left := self._header.sectionViewportPosition(column)) <= rect.right()
            and left + self._header.sectionSize(column) > rect.left()
        ]
        top = self._table.rowViewportPosition(rows.start) if rows else 0
        for row in rows:
            for column, left, padding in columns:
                paint_cell(painter, row, column, left, top, padding, row in selected)
            top += height

    def _paint_lines(self, painter: QPainter, rows: range, selected: set[int]) -> None:
        line, accent = QColor(self._theme.colors.line), QColor(self._theme.selected_colors.accent)
        height = self._theme.metrics.row
        width = self._table.viewport().width()
        for row in rows:
            painter.fillRect(0, self._table.rowViewportPosition(row) + height - 1, width, 1, line)
        for row in selected:
            painter.fillRect(0, self._table.rowViewportPosition(row), _ACCENT_BAR, height, accent)

    def _paint_focus(self, painter: QPainter) -> None:
        current = self._table.currentIndex()
        if current.isValid():
            rect = self._table.visualRect(current).adjusted(1, 0, -1, -1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            is_selected = self._table.selectionModel().isSelected(current)
            colors = self._theme.selected_colors if is_selected else self._theme.colors
            painter.setPen(QColor(colors.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
