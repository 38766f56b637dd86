"""A worksheet that is written row by row: cells, charts, tables and print settings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter, FilterColumn
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from vitec_desktop.export.xlsx.row_writer import (
    CellMarkup,
    RichText,
    XlsxRowWriter,
    datetime_markup,
    formula_markup,
    number_markup,
    rich_text_markup,
    style_markup,
    text_markup,
)
from vitec_desktop.export.xlsx.sanitize import should_quote
from vitec_desktop.export.xlsx.styles import TEXT, TEXT2, style_settings
from vitec_desktop.report.cell_text import replace_illegal
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language


class FormattedNumber(Struct, frozen=True):
    """A number with a number format of its own."""

    value: float
    number_format: str


class Formula(Struct, frozen=True):
    """A formula and its value."""

    formula: str
    value: float | str


CellValue = str | int | float | datetime | RichText | FormattedNumber | Formula | None

MAX_PAGE_BREAKS = 1_000
"""Excel takes 1,026 on a sheet."""

_MAX_PAGES = 32_767
"""Excel's limit. With any number of pages LibreOffice prints a sheet 2 % smaller if that saves one."""

_PAGE_OF = QT_TRANSLATE_NOOP("Export", "Sida {page} av {pages}")
_A4 = 9
_A4_SIZE = (841.9, 595.3)  # points, landscape
_SIDE_MARGIN, _TOP_MARGIN, _BOTTOM_MARGIN = 0.4, 0.4, 0.55  # inches
_POINTS_PER_INCH = 72
_PAGE_TEXT_SIZE, _PAGE_TITLE_SIZE = 9, 12
_MAX_FOOTER_LENGTH = 200  # the three parts of a footer or header share 255 characters
_MAX_TITLE_LENGTH, _MAX_HEADER_LENGTH = 50, 140
_TOP_MARGIN_WITH_HEADER, _BOTTOM_MARGIN_WITH_HEADER = 0.5, 0.5  # inches; the header is above the rows


class XlsxWorksheet:
    """A sheet of a write-only workbook. A row's height must be set before the row is written."""

    def __init__(
        self, workbook: Workbook, title: str, widths: Iterable[float], footer: str, language: Language
    ) -> None:
        """Append a sheet to `workbook`. `widths` are column widths in characters; `footer` is printed on each page."""
        # openpyxl's types lack most attributes of a write-only sheet.
        self._sheet: Any = workbook.create_sheet(title)
        self.title = title
        widths = list(widths)
        self._widths = widths
        self._page_size = _A4_SIZE
        self.page_height = _page_height(widths, self._page_size)
        """Height of the rows that fit on a printed page, in points."""
        for number, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._print_on_a4(footer, language)
        self._styles: dict[tuple[str, bool, str], str] = {}
        self._rows = XlsxRowWriter()
        self.append = self._rows.append
        """Write the next row; see `XlsxRowWriter.append`."""
        self.append_copy = self._rows.append_copy

    def close(self) -> None:
        """Finish the sheet. No row can be written afterwards."""
        self._rows.flush()
        self._sheet.close()

    def temp_files(self) -> tuple[str, tuple[IO[bytes], str]]:
        """Return the path of the temp file with the closed sheet's XML without rows, and what belongs into it.

        That is the file with the rows, and the XML of merged cells.
        """
        return self._sheet._writer.out, (self._rows.file, self._rows.merged_markup())

    def discard(self) -> None:
        """Remove the temp files that saving the workbook has not removed.

        openpyxl removes its own only when the process ends; they contain people's names.
        """
        with suppress(OSError):  # the disk is full; the file is thrown away anyway
            self._rows.close()
        writer = self._sheet._writer
        if writer is None or not Path(writer.out).exists():
            return
        for step in (writer.close, writer.cleanup):
            with suppress(Exception):  # openpyxl's generator has failed earlier
                step()

    def text_cell(self, style: str, text: str) -> CellMarkup:
        """Return a text cell, even if the text looks like a formula; without text the cell has only the style."""
        return text_markup(text, self.style(style, should_quote(text)))

    def value_cell(self, style: str, value: float | datetime) -> CellMarkup:
        """Return a number or date cell."""
        markup = self.style(style)
        return datetime_markup(value, markup) if isinstance(value, datetime) else number_markup(value, markup)

    def cell(self, style: str, value: CellValue) -> CellMarkup:
        """Return a cell of the value's type; None is a cell with only the style."""
        match value:
            case None | str():
                return self.text_cell(style, value or "")
            case tuple():
                text = "".join(run.text for run in value)
                return rich_text_markup(value, self.style(style, should_quote(text)))
            case FormattedNumber():
                return number_markup(value.value, self.style(style, number_format=value.number_format))
            case Formula():
                return formula_markup(value.formula, value.value, self.style(style))
        return self.value_cell(style, value)

    def freeze_rows(self, row: int = 1) -> None:
        """Freeze the rows down to `row` and print `row` on each page."""
        self._sheet.freeze_panes = f"A{row + 1}"
        self.repeat_rows(row)

    def repeat_rows(self, row: int, last_row: int | None = None) -> None:
        """Print `row`, or the rows down to `last_row`, on each page from its own on."""
        self._sheet.print_title_rows = f"{row}:{last_row or row}"

    def hide_gridlines(self) -> None:
        """Hide the lines between cells and centre the print."""
        self._sheet.sheet_view.showGridLines = False
        self._sheet.print_options.horizontalCentered = True

    def allow_row_groups(self) -> None:
        """Let rows form groups, each below the row with its heading."""
        self._sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
        self._sheet.sheet_format.outlineLevelRow = 1

    def fit_to_page(self) -> None:
        """Print the sheet on one page."""
        self._sheet.page_setup.fitToHeight = 1

    def keep_size(self) -> None:
        """Print as many pages as the rows need and nothing smaller than it is, if its columns fit the page."""
        self._sheet.page_setup.fitToHeight = _MAX_PAGES

    def set_print_columns(self, column_count: int, last_row: int) -> None:
        """Print the first `column_count` columns and the rows down to `last_row`."""
        self._sheet.print_area = f"A1:{get_column_letter(column_count)}{last_row}"

    def add_page_break(self, row: int) -> None:
        """Start a new printed page below `row`."""
        self._sheet.row_breaks.append(Break(id=row))

    def set_row_height(self, row: int, points: float) -> None:
        """Fix the height of a row that has not been written."""
        self._rows.heights[row] = points

    def merge_cells(self, row: int, column: int, across: int) -> None:
        """Merge `across` cells of a row, the first one in `column`."""
        self._rows.merge(f"{cell_address(column, row)}:{cell_address(column + across - 1, row)}")

    def merge_rows(self, row: int, column: int, down: int) -> None:
        """Merge `down` cells of a column, the first one in `row`."""
        self._rows.merge(cell_range(column, row, row + down - 1))

    def add_chart(self, chart: BarChart) -> None:
        """Add a chart at its anchor."""
        self._sheet.add_chart(chart)

    def set_page_texts(self, title: str, facts: str, footer: str) -> None:
        """Print a header on each page, `title` at its left and `facts` at its right, and `footer` instead of the usual.

        A text longer than a header may be is cut. The sheet's printed columns must fit the width of the page.
        """
        sheet = self._sheet
        margins = (_TOP_MARGIN_WITH_HEADER + _BOTTOM_MARGIN_WITH_HEADER) * _POINTS_PER_INCH
        self.page_height = self._page_size[1] - margins
        sheet.page_margins = _margins(_TOP_MARGIN_WITH_HEADER, _BOTTOM_MARGIN_WITH_HEADER, header=0.25)
        left, right = sheet.oddHeader.left, sheet.oddHeader.right
        left.font, left.size, left.color = "Calibri,Bold", _PAGE_TITLE_SIZE, TEXT
        right.font, right.size, right.color = "Calibri,Regular", _PAGE_TEXT_SIZE, TEXT2
        left.text = _escape_page_text(title, _MAX_TITLE_LENGTH)
        right.text = _escape_page_text(facts, _MAX_HEADER_LENGTH)
        sheet.oddFooter.left.text = _escape_page_text(footer, _MAX_FOOTER_LENGTH)

    def set_footer(self, text: str) -> None:
        """Print `text` at the left of each page's foot instead of the usual."""
        self._sheet.oddFooter.left.text = _escape_page_text(text, _MAX_FOOTER_LENGTH)

    def hide_columns(self, first: int, last: int) -> None:
        """Hide the columns from `first` to `last`."""
        for number in range(first, last + 1):
            self._sheet.column_dimensions[get_column_letter(number)].hidden = True

    def offer_values(self, cells: str, source: str) -> None:
        """Offer the values of the cells `source` in a list at each of `cells`; other values can be typed too."""
        offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False, sqref=cells)
        self._sheet.data_validations.append(offer)

    def print_in_portrait(self) -> None:
        """Print on upright pages."""
        self._sheet.page_setup.orientation = "portrait"
        self._page_size = _A4_SIZE[::-1]
        self.page_height = _page_height(self._widths, self._page_size)

    def color_values(self, column: int, first_row: int, last_row: int, colors: Mapping[str, str]) -> None:
        """Give each cell of a column whose value is in `colors` its colour, also when the value changes."""
        for value, color in colors.items():
            style = DifferentialStyle(font=Font(color=color))
            rule = Rule(type="cellIs", operator="equal", formula=[f'"{value}"'], dxf=style)
            self._sheet.conditional_formatting.add(cell_range(column, first_row, last_row), rule)

    def add_table(
        self,
        name: str,
        headings: Sequence[str],
        row_count: int,
        header_row: int = 1,
        columns_without_filter: Collection[int] = (),
        has_stripes: bool = True,
    ) -> None:
        """Add an Excel table: the row with the headings and the `row_count` rows below it.

        `columns_without_filter` are the numbers, from 1, of the columns that have no filter button.
        """
        cells = f"A{header_row}:{get_column_letter(len(headings))}{header_row + row_count}"
        # openpyxl's own `add_table` warns of missing column names although they are there.
        self._sheet.tables.add(
            Table(
                displayName=name,
                ref=cells,
                autoFilter=AutoFilter(
                    ref=cells,
                    filterColumn=[FilterColumn(colId=one - 1, hiddenButton=True) for one in columns_without_filter],
                ),
                tableColumns=[TableColumn(id=number, name=text) for number, text in enumerate(headings, 1)],
                tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=True) if has_stripes else None,
            )
        )

    def style(self, name: str, is_quoted: bool = False, number_format: str = "") -> str:
        """Return the attribute that gives a cell a style; a quoted cell stays text when it is edited."""
        markup = self._styles.get((name, is_quoted, number_format))
        if markup is None:
            cell: Any = WriteOnlyCell(self._sheet)
            for attribute, value in style_settings(name, is_quoted).items():
                setattr(cell, attribute, value)
            if number_format:
                cell.number_format = number_format
            markup = self._styles[name, is_quoted, number_format] = style_markup(cell.style_id)
        return markup

    def _print_on_a4(self, footer: str, language: Language) -> None:
        sheet = self._sheet
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0  # any number of pages
        sheet.page_margins = _margins()
        sheet.HeaderFooter.scaleWithDoc = False
        page_of = _escape_page_text(language.text("Export", _PAGE_OF), _MAX_FOOTER_LENGTH)
        for part in (sheet.oddFooter.left, sheet.oddFooter.right):
            part.size = _PAGE_TEXT_SIZE
            part.color = TEXT2
        sheet.oddFooter.left.text = _escape_page_text(footer, _MAX_FOOTER_LENGTH)
        sheet.oddFooter.right.text = page_of.format(page="&P", pages="&N")


def _page_height(widths: Sequence[float], page_size: tuple[float, float]) -> float:
    width = sum(_column_points(characters) for characters in widths)
    across, down = page_size
    across -= 2 * _SIDE_MARGIN * _POINTS_PER_INCH
    down -= (_TOP_MARGIN + _BOTTOM_MARGIN) * _POINTS_PER_INCH
    return down * max(width / across, 1.0)


def _column_points(characters: float) -> float:
    """Return a column's width in points by Excel's rule for Calibri 11: 7 pixels a character, 96 an inch.

    The 5 pixels beside the text are part of a width in the file.
    """
    return characters * 7 * _POINTS_PER_INCH / 96


def column_width(points: float) -> float:
    """Return the width in characters of a column that is to be `points` wide.

    Excel makes it 4 points narrower, as it counts the space beside the characters in; LibreOffice makes it 6 % wider.
    """
    return (points * 96 / _POINTS_PER_INCH - 5) / 7


def column_letter(column: int) -> str:
    """Return the letter of a column, counted from 1, with the dollar sign of a fixed one: "$B"."""
    return f"${get_column_letter(column)}"


def cell_address(column: int, row: int) -> str:
    """Return the address of a cell, such as "B2"; columns and rows count from 1."""
    return f"{get_column_letter(column)}{row}"


def cell_range(column: int, first_row: int, last_row: int) -> str:
    """Return the addresses of a column's cells, such as "B2:B61"."""
    return f"{cell_address(column, first_row)}:{cell_address(column, last_row)}"


def sheet_cell(sheet: str, cells: str) -> str:
    """Return the address of cells on another sheet, such as "'Tips'!B2"."""
    return f"{quote_sheetname(sheet)}!{cells}"


def _margins(top: float = _TOP_MARGIN, bottom: float = _BOTTOM_MARGIN, header: float = 0.3) -> PageMargins:
    return PageMargins(left=_SIDE_MARGIN, right=_SIDE_MARGIN, top=top, bottom=bottom, header=header, footer=0.25)


def _escape_page_text(text: str, max_length: int) -> str:
    """Return the start of a text on one line for a header or footer, where "&" begins a command and is escaped."""
    line, _ = replace_illegal(text.replace("\n", " "))
    return line[:max_length].replace("&", "&&")
