"""A sheet that is written row by row, each row at once: its cells, its charts, and how it is printed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import GeneratorType
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.chart import BarChart
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from vitec_desktop.export.cleaning import looks_like_formula
from vitec_desktop.export.styles import TEXT2, style_settings
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

CellContent = str | int | Cell | None
CellValue = str | int | float | datetime | None

_PAGE_OF = QT_TRANSLATE_NOOP("Export", "Sida {page} av {pages}")
_A4 = 9
_FOOTER_SIZE = 9
_LONGEST_FOOTER = 200  # of the 255 characters that the three parts of a footer share


class Sheet:
    """A sheet of a write-only workbook.

    `text` and `value` give the same cell again and again, one for each style: a row is best a generator, which makes
    each cell when the one before it has been written. Heights, merged cells, charts and what stays in sight are told
    before the first row.
    """

    def __init__(
        self, workbook: Workbook, title: str, widths: Iterable[float], footer: str, language: Language
    ) -> None:
        """A new last sheet, its columns as wide as `widths` says, in characters; `footer` is printed on each page."""
        # openpyxl's types leave out most of what a write-only sheet can do.
        self._sheet: Any = workbook.create_sheet(title)
        self.title = title
        for number, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._print_on_a4(footer, language)
        self._cells: dict[tuple[str, bool], Cell] = {}

    def append(self, row: Iterable[CellContent]) -> None:
        """Write the next row."""
        # openpyxl takes no other iterables; a generator within a generator would cost each cell a little.
        self._sheet.append(row if isinstance(row, GeneratorType | list) else (cell for cell in row))

    def close(self) -> None:
        """Write what stands below the last row."""
        self._sheet.close()

    def text(self, style: str, text: str) -> Cell:
        """A text cell, whatever its text looks like; without text, only its style."""
        # "#N/A" and its like are errors to openpyxl, and to whoever edits the cell.
        cell = self._cell(style, looks_like_formula(text) or text[:1] == "#")
        cell.value = text or None
        if text:
            cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        return cell

    def value(self, style: str, value: Any) -> Cell:
        """A number or a moment."""
        cell = self._cell(style, False)
        cell.value = value
        return cell

    def cell(self, style: str, value: CellValue) -> Cell:
        """A text, a number, a moment, or nothing but a style."""
        return self.text(style, value or "") if value is None or isinstance(value, str) else self.value(style, value)

    def fix_header(self, row: int = 1) -> None:
        """Keep the rows down to this one in sight on the screen, and print this one on each page."""
        self._sheet.freeze_panes = f"A{row + 1}"
        self.repeat_header(row)

    def repeat_header(self, row: int) -> None:
        """Print this row on each page."""
        self._sheet.print_title_rows = f"{row}:{row}"

    def hide_grid(self) -> None:
        """Show no lines between the cells, and print in the middle of the page: a sheet that is laid out."""
        self._sheet.sheet_view.showGridLines = False
        self._sheet.print_options.horizontalCentered = True

    def fit_one_page(self) -> None:
        """Print everything on one page."""
        self._sheet.page_setup.fitToHeight = 1

    def break_page(self, row: int) -> None:
        """Begin a new page below this row, where the printer heeds that."""
        self._sheet.row_breaks.append(Break(id=row))

    def set_height(self, row: int, points: float) -> None:
        self._sheet.row_dimensions[row].height = points

    def merge(self, row: int, column: int, across: int) -> None:
        """Make one cell of this one and those at its right, `across` in all."""
        self._sheet.merged_cells.add(
            CellRange(min_row=row, max_row=row, min_col=column, max_col=column + across - 1).coord
        )

    def add_chart(self, chart: BarChart) -> None:
        """A chart; where it stands is told by its anchor."""
        self._sheet.add_chart(chart)

    def make_table(self, name: str, headings: Sequence[str], row_count: int, header_row: int = 1) -> None:
        """Make an Excel table of the row which holds the headings, and the `row_count` rows below it."""
        cells = f"A{header_row}:{get_column_letter(len(headings))}{header_row + row_count}"
        # Its own `add_table` warns that columns are to be named, though they are.
        self._sheet.tables.add(
            Table(
                displayName=name,
                ref=cells,
                autoFilter=AutoFilter(ref=cells),
                tableColumns=[TableColumn(id=number, name=text) for number, text in enumerate(headings, 1)],
                tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=True),
            )
        )

    def _cell(self, style: str, is_quoted: bool) -> Cell:
        cell = self._cells.get((style, is_quoted))
        if cell is None:
            cell = self._cells[style, is_quoted] = _styled_cell(self._sheet, style_settings(style, is_quoted))
        return cell

    def _print_on_a4(self, footer: str, language: Language) -> None:
        sheet = self._sheet
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0  # as many pages long as it takes
        sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.4, bottom=0.55, header=0.25, footer=0.25)
        page_of = _plain(language.text("Export", _PAGE_OF))
        for part in (sheet.oddFooter.left, sheet.oddFooter.right):
            part.size = _FOOTER_SIZE
            part.color = TEXT2
        sheet.oddFooter.left.text = _plain(footer[:_LONGEST_FOOTER])
        sheet.oddFooter.right.text = page_of.format(page="&P", pages="&N")


def _plain(text: str) -> str:
    """In a footer "&" begins a command."""
    return text.replace("&", "&&")


def _styled_cell(sheet: Any, settings: dict[str, Any]) -> Cell:
    cell = WriteOnlyCell(sheet)
    for name, setting in settings.items():
        setattr(cell, name, setting)
    return cell
