"""The page that most sheets of figures are laid out on: 24 narrow columns in two halves, one A4 page wide."""

from vitec_desktop.export.grid import Grid
from vitec_desktop.export.xlsx.workbook import Book
from vitec_desktop.export.xlsx.worksheet import CellValue, Sheet
from vitec_desktop.report.statistics import Share
from vitec_desktop.report.statistics import formatting as words

COLUMN_COUNT = 24
COLUMN_WIDTH = 6.0

LEFT, RIGHT = (1, 11), (14, 24)
"""The halves, by their first and last column."""

CHARACTERS = 150
"""So many fit beside each other in the usual size."""


def start_page(book: Book, name: str) -> Sheet:
    """A new last sheet of that kind."""
    sheet = book.add_sheet(name, [COLUMN_WIDTH] * COLUMN_COUNT)
    sheet.hide_grid()
    return sheet


def share_value(share: Share | None) -> CellValue:
    """A share as a number to be formatted, or a dash of too few rows."""
    ratio = share.ratio if share else None
    return words.NOTHING if ratio is None else ratio


def put_share(grid: Grid, row: int, column: int, share: Share | None, across: int = 1) -> None:
    """A share, or a dash of too few rows; without a share an empty cell."""
    grid.put(row, column, "share", share_value(share) if share else None, across)
