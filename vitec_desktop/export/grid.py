"""A sheet laid out in any order and then written from the top: cells by place, heights, lines."""

from collections.abc import Iterator, Mapping

from vitec_desktop.export.xlsx.row_height import MAX_ROW_HEIGHT
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.worksheet import CellValue, XlsxWorksheet

DEFAULT_ROW_HEIGHT = 15.0
"""Points; set on each row, so that charts stand where they were put whatever font the reader has."""


class Grid:
    """Rows and columns count from 1."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], tuple[str, CellValue]] = {}
        self._merged: list[tuple[int, int, int]] = []
        self._heights: dict[int, float] = {}
        self.last_row = 0

    def write_cell(self, row: int, column: int, style: str, value: CellValue = None, across: int = 1) -> None:
        """A cell; `across` several columns where its value would not fit into one."""
        self.style_cells(row, column, column + across - 1, style)
        self._cells[row, column] = style, value
        if across > 1:
            self._merged.append((row, column, across))

    def style_cells(self, row: int, first: int, last: int, style: str) -> None:
        """Give the empty cells from column `first` to `last` a style, so that its line runs through."""
        for column in range(first, last + 1):
            self._cells.setdefault((row, column), (style, None))
        self.last_row = max(self.last_row, row)

    def set_row_height(self, row: int, points: float) -> None:
        self._heights[row] = min(points, MAX_ROW_HEIGHT)
        self.last_row = max(self.last_row, row)

    def total_height(self, first_row: int, last_row: int) -> float:
        """How high these rows are together, both ends included."""
        return sum(self._heights.get(row, DEFAULT_ROW_HEIGHT) for row in range(first_row, last_row + 1))

    def write_to(self, sheet: XlsxWorksheet) -> None:
        """Write all rows down to the last one that was filled."""
        for row in range(1, self.last_row + 1):
            sheet.set_row_height(row, self._heights.get(row, DEFAULT_ROW_HEIGHT))
        for place in self._merged:
            sheet.merge_cells(*place)
        by_row: dict[int, dict[int, tuple[str, CellValue]]] = {}
        for (row, column), cell in self._cells.items():
            by_row.setdefault(row, {})[column] = cell
        for row in range(1, self.last_row + 1):
            sheet.append(_row_cells(by_row.get(row, {}), sheet))


def _row_cells(cells: Mapping[int, tuple[str, CellValue]], sheet: XlsxWorksheet) -> Iterator[CellContent]:
    """A row's cells, each made when the one before it has been written."""
    for column in range(1, max(cells, default=0) + 1):
        cell = cells.get(column)
        yield None if cell is None else sheet.cell(*cell)
