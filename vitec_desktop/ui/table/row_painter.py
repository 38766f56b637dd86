"""Paints a table's rows: backgrounds below the cells, lines and the focus frame above them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTableView

from vitec_desktop.ui.table.delegate import PADDING, CellDelegate
from vitec_desktop.ui.table.group_view import GroupView
from vitec_desktop.ui.table.header import TableHeader
from vitec_desktop.ui.theme.theme import Theme

_ACCENT_BAR = 3


class RowPainter:
    """Paints rows of one height, each selected as a whole, and the headings of their groups."""

    def __init__(
        self, table: QTableView, header: TableHeader, delegate: CellDelegate, groups: GroupView, theme: Theme
    ) -> None:
        self._table = table
        self._header = header
        self._delegate = delegate
        self._groups = groups
        self._theme = theme

    def paint(self, rect: QRect, hovered: int, *, has_focus: bool) -> None:
        """Paint the part of the table in `rect` of its viewport.

        Args:
            rect: in logical pixels.
            hovered: the position of the row below the mouse pointer; -1 for none.
            has_focus: whether to frame the current cell.
        """
        lines = self._rows_in(rect)
        headings = {line: group for line in lines if (group := self._groups.heading_at(line)) is not None}
        rows = [line for line in lines if line not in headings]
        selected = {row for row in rows if self._table.selectionModel().isRowSelected(row)}
        painter = QPainter(self._table.viewport())
        self._paint_backgrounds(painter, hovered, selected)
        self._paint_cells(painter, rows, selected, rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_lines(painter, rows, selected)
        for line, group in headings.items():
            self._paint_heading(painter, self.row_rect(line), group, hovered)
        if has_focus:
            self._paint_focus(painter)
        sticky = self._groups.sticky_rect
        if sticky is not None:
            self._paint_heading(painter, sticky, self._groups.sticky_group, hovered)
            if has_focus and self._groups.current_heading == self._groups.sticky_group:
                self._paint_frame(painter, sticky, self._theme.colors.accent)
        painter.end()

    def row_rect(self, row: int) -> QRect:
        """Return the rectangle of a row in the viewport."""
        top = self._table.rowViewportPosition(row)
        return QRect(0, top, self._table.viewport().width(), self._table.rowHeight(row))

    def _paint_heading(self, painter: QPainter, rect: QRect, group: int, hovered: int) -> None:
        is_hovered = self._groups.heading_at(hovered) == group
        self._groups.painter.paint(painter, rect, group, self._table.devicePixelRatioF(), is_hovered=is_hovered)

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

    def _paint_cells(self, painter: QPainter, rows: Sequence[int], selected: set[int], rect: QRect) -> None:
        paint_cell = self._delegate.paint_cell
        self._delegate.prepare_painter(painter, self._table.devicePixelRatioF())
        shown = self._header.shown_columns()
        columns = [
            (column, left, self._header.left_padding(column) if column == shown[0] else PADDING)
            for column in shown
            if (left := self._header.sectionViewportPosition(column)) <= rect.right()
            and left + self._header.sectionSize(column) > rect.left()
        ]
        for row in rows:
            top = self._table.rowViewportPosition(row)
            for column, left, padding in columns:
                paint_cell(painter, row, column, left, top, padding, row in selected)

    def _paint_lines(self, painter: QPainter, rows: Sequence[int], selected: set[int]) -> None:
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
            is_heading = self._groups.is_heading(current.row())
            cell = self.row_rect(current.row()) if is_heading else self._table.visualRect(current)
            is_selected = not is_heading and self._table.selectionModel().isSelected(current)
            colors = self._theme.selected_colors if is_selected else self._theme.colors
            self._paint_frame(painter, cell, colors.accent)

    def _paint_frame(self, painter: QPainter, cell: QRect, color: str) -> None:
        rect = cell.adjusted(1, 0, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(color))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
