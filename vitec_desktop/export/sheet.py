"""A sheet that is written row by row, each row at once: its cells, and how it is printed."""

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from vitec_desktop.export.styles import STYLES
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

CellContent = str | int | Cell | None

_PAGE_OF = QT_TRANSLATE_NOOP("Export", "Sida {page} av {pages}")
_A4 = 9
_LONGEST_FOOTER = 200  # of the 255 characters that the three parts of a footer share


class Sheet:
    """A sheet of a write-only workbook.

    `text` and `value` give the same cell again and again, one for each style: a row is best a generator, which makes
    each cell when the one before it has been written.
    """

    def __init__(
        self, workbook: Workbook, title: str, widths: Iterable[float], footer: str, language: Language
    ) -> None:
        """A new last sheet, its columns as wide as `widths` says, in characters; `footer` is printed on each page."""
        # openpyxl's types leave out most of what a write-only sheet can do.
        self._sheet: Any = workbook.create_sheet(title)
        for number, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._print_on_a4(footer, language)
        self._cells = {name: _styled_cell(self._sheet, settings) for name, settings in STYLES.items()}

    def append(self, row: Iterable[CellContent]) -> None:
        """Write the next row."""
        self._sheet.append(cell for cell in row)

    def close(self) -> None:
        """Write what stands below the last row."""
        self._sheet.close()

    def text(self, style: str, text: str) -> Cell:
        """A text cell, whatever its text looks like; without text, only its style."""
        cell = self._cells[style]
        cell.value = text or None
        if text:
            cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        return cell

    def value(self, style: str, value: Any) -> Cell:
        """A number or a moment."""
        cell = self._cells[style]
        cell.value = value
        return cell

    def fix_header(self) -> None:
        """Keep the first row in sight, on the screen and on each page; before the first row."""
        self._sheet.freeze_panes = "A2"
        self._sheet.print_title_rows = "1:1"

    def hide_grid(self) -> None:
        """Show no lines between the cells; before the first row."""
        self._sheet.sheet_view.showGridLines = False

    def make_table(self, name: str, headings: Sequence[str], row_count: int) -> None:
        """Make an Excel table of the first row, which holds the headings, and the `row_count` rows below it."""
        cells = f"A1:{get_column_letter(len(headings))}{row_count + 1}"
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

    def _print_on_a4(self, footer: str, language: Language) -> None:
        sheet = self._sheet
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0  # as many pages long as it takes
        sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
        page_of = _plain(language.text("Export", _PAGE_OF))
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
