"""A sheet that is written row by row, each row at once: its cells, its charts, and how it is printed."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from vitec_desktop.export.xlsx.row_writer import (
    CellMarkup,
    XlsxRowWriter,
    moment_markup,
    number_markup,
    style_markup,
    text_markup,
)
from vitec_desktop.export.xlsx.sanitize import should_quote
from vitec_desktop.export.xlsx.styles import TEXT2, style_settings
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

CellValue = str | int | float | datetime | None

_PAGE_OF = QT_TRANSLATE_NOOP("Export", "Sida {page} av {pages}")
_A4 = 9
_A4_SIZE = (841.9, 595.3)  # points, landscape
_MARGINS = PageMargins(left=0.4, right=0.4, top=0.4, bottom=0.55, header=0.25, footer=0.25)
_POINTS_OF_AN_INCH = 72
_FOOTER_SIZE = 9
_LONGEST_FOOTER = 200  # of the 255 characters that the three parts of a footer share


class XlsxWorksheet:
    """A sheet of a write-only workbook. A row's height is told before the row is written."""

    def __init__(
        self, workbook: Workbook, title: str, widths: Iterable[float], footer: str, language: Language
    ) -> None:
        """A new last sheet, its columns as wide as `widths` says, in characters; `footer` is printed on each page."""
        # openpyxl's types leave out most of what a write-only sheet can do.
        self._sheet: Any = workbook.create_sheet(title)
        self.title = title
        widths = list(widths)
        self.page_height = _page_height(widths)
        """How many points of its rows fit on a page."""
        for number, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._print_on_a4(footer, language)
        self._styles: dict[tuple[str, bool], str] = {}
        self._rows = XlsxRowWriter()
        self.append = self._rows.append
        """Writes the next row."""

    def close(self) -> None:
        """Write what stands above the first row and below the last one."""
        self._rows.flush()
        self._sheet.close()

    def temp_files(self) -> tuple[str, IO[bytes]]:
        """The path of the passing file that holds all but the rows of this closed sheet, and the rows."""
        return self._sheet._writer.out, self._rows.file

    def discard(self) -> None:
        """Remove the passing files, unless packing the workbook has done so.

        openpyxl itself would remove its own when the program ends: until then people's names would lie about.
        """
        with suppress(OSError):  # a full disk: nothing of this file is wanted any more
            self._rows.close()
        writer = self._sheet._writer
        if writer is None or not Path(writer.out).exists():
            return
        for end in (writer.close, writer.cleanup):
            with suppress(Exception):  # a generator that has failed
                end()

    def text_cell(self, style: str, text: str) -> CellMarkup:
        """A text cell, whatever its text looks like; without text, only its style."""
        return text_markup(text, self._style(style, should_quote(text)))

    def value_cell(self, style: str, value: float | datetime) -> CellMarkup:
        """A number or a moment."""
        markup = self._style(style)
        return moment_markup(value, markup) if isinstance(value, datetime) else number_markup(value, markup)

    def cell(self, style: str, value: CellValue) -> CellMarkup:
        """A text, a number, a moment, or nothing but a style."""
        return (
            self.text_cell(style, value or "")
            if value is None or isinstance(value, str)
            else self.value_cell(style, value)
        )

    def freeze_rows(self, row: int = 1) -> None:
        """Keep the rows down to this one in sight on the screen, and print this one on each page."""
        self._sheet.freeze_panes = f"A{row + 1}"
        self.repeat_rows(row)

    def repeat_rows(self, row: int) -> None:
        """Print this row on each page."""
        self._sheet.print_title_rows = f"{row}:{row}"

    def hide_gridlines(self) -> None:
        """Show no lines between the cells, and print in the middle of the page: a sheet that is laid out."""
        self._sheet.sheet_view.showGridLines = False
        self._sheet.print_options.horizontalCentered = True

    def fit_to_page(self) -> None:
        """Print everything on one page."""
        self._sheet.page_setup.fitToHeight = 1

    def set_print_columns(self, column_count: int, last_row: int) -> None:
        """Print so many columns; those at their right are for the screen."""
        self._sheet.print_area = f"A1:{get_column_letter(column_count)}{last_row}"

    def add_page_break(self, row: int) -> None:
        """Begin a new page below this row, where the printer heeds that."""
        self._sheet.row_breaks.append(Break(id=row))

    def set_row_height(self, row: int, points: float) -> None:
        self._rows.heights[row] = points

    def merge_cells(self, row: int, column: int, across: int) -> None:
        """Make one cell of this one and those at its right, `across` in all."""
        self._sheet.merged_cells.add(
            CellRange(min_row=row, max_row=row, min_col=column, max_col=column + across - 1).coord
        )

    def add_chart(self, chart: BarChart) -> None:
        """A chart; where it stands is told by its anchor."""
        self._sheet.add_chart(chart)

    def add_table(self, name: str, headings: Sequence[str], row_count: int, header_row: int = 1) -> None:
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

    def _style(self, name: str, is_quoted: bool = False) -> str:
        markup = self._styles.get((name, is_quoted))
        if markup is None:
            cell: Any = WriteOnlyCell(self._sheet)
            for setting, wanted in style_settings(name, is_quoted).items():
                setattr(cell, setting, wanted)
            markup = self._styles[name, is_quoted] = style_markup(cell.style_id)
        return markup

    def _print_on_a4(self, footer: str, language: Language) -> None:
        sheet = self._sheet
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0  # as many pages long as it takes
        sheet.page_margins = _MARGINS
        sheet.HeaderFooter.scaleWithDoc = False
        page_of = _plain(language.text("Export", _PAGE_OF))
        for part in (sheet.oddFooter.left, sheet.oddFooter.right):
            part.size = _FOOTER_SIZE
            part.color = TEXT2
        sheet.oddFooter.left.text = _plain(footer[:_LONGEST_FOOTER])
        sheet.oddFooter.right.text = page_of.format(page="&P", pages="&N")


def _page_height(widths: Sequence[float]) -> float:
    width = sum(_column_points(characters) for characters in widths)
    across, down = _A4_SIZE
    across -= (_MARGINS.left + _MARGINS.right) * _POINTS_OF_AN_INCH
    down -= (_MARGINS.top + _MARGINS.bottom) * _POINTS_OF_AN_INCH
    return down * max(width / across, 1.0)


def _column_points(characters: float) -> float:
    """Excel's own rule for Calibri 11: 7 pixels a character, 5 round them, 96 pixels an inch."""
    return (characters * 7 + 5) * _POINTS_OF_AN_INCH / 96


def _plain(text: str) -> str:
    """In a footer "&" begins a command."""
    return text.replace("&", "&&")
