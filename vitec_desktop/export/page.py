"""The page that most sheets of figures are laid out on: 24 narrow columns in two halves, one A4 page wide."""

from vitec_desktop.export.grid import Grid
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import CellValue, XlsxWorksheet
from vitec_desktop.report.statistics import Share
from vitec_desktop.report.statistics import formatting as words

COLUMN_COUNT = 24
COLUMN_WIDTH = 6.0

LEFT_HALF, RIGHT_HALF = (1, 11), (14, 24)
"""The halves, by their first and last column."""

LINE_LENGTH = 150
"""So many fit beside each other in the usual size."""


def add_page_sheet(book: XlsxWorkbook, name: str) -> XlsxWorksheet:
    """A new last sheet of that kind."""
    sheet = book.add_sheet(name, [COLUMN_WIDTH] * COLUMN_COUNT)
    sheet.hide_gridlines()
    return sheet


def share_cell_value(share: Share | None) -> CellValue:
    """A share as a number to be formatted, or a dash of too few rows."""
    ratio = share.ratio if share else None
    return words.NO_VALUE if ratio is None else ratio


def write_share(grid: Grid, row: int, column: int, share: Share | None, across: int = 1) -> None:
    """A share, or a dash of too few rows; without a share an empty cell."""
    grid.write_cell(row, column, "share", share_cell_value(share) if share else None, across)
