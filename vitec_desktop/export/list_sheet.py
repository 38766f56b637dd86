"""A list as a sheet: an Excel table with a fixed header, ready to print; further sheets where one cannot hold it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from openpyxl import Workbook

from vitec_desktop.export.cleaning import Changes, cell_text, looks_like_formula
from vitec_desktop.export.names import sheet_name, table_name, unique_headings
from vitec_desktop.export.sheet import CellContent, Sheet
from vitec_desktop.report.columns import Column, Kind, Value
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row
from vitec_desktop.report.texts import display_text, format_moment, heading

ROWS_OF_A_SHEET = 1_048_576
"""Excel's limit, the header's row among them."""

MESSAGE_WIDTH = 60
"""Widths are in characters, as Excel counts them."""

_MOMENT_WIDTH = 17
_LEAST_WIDTH = 9
_GREATEST_WIDTH = 40
_FILTER_BUTTON_WIDTH = 4
_ROWS_MEASURED = 200

# Excel has no day before 1900, and believes in a 29 February 1900.
_FIRST_MOMENT = datetime(1900, 3, 1)
# A number in Excel has 15 digits; an id with more would end in zeros.
_GREATEST_NUMBER = 10**15 - 1

CellMaker = Callable[[Value], CellContent]


class ListSheetWriter:
    """Writes lists into a workbook; knows the names taken in it and counts what had to be changed."""

    def __init__(
        self, workbook: Workbook, language: Language, cut_mark: str, footer: str, rows_of_a_sheet: int = ROWS_OF_A_SHEET
    ) -> None:
        self.changes = Changes()
        self._workbook = workbook
        self._language = language
        self._cut_mark = cut_mark
        self._footer = footer
        self._rows_of_a_sheet = rows_of_a_sheet
        self._sheet_names: set[str] = set()
        self._table_names: set[str] = set()

    def take_sheet_name(self, wanted: str) -> str:
        """A free sheet name like `wanted`; it is free no longer."""
        name = sheet_name(wanted, self._sheet_names)
        self._sheet_names.add(name.casefold())
        return name

    def write(self, name: str, columns: Sequence[Column], places: Sequence[int], rows: Sequence[Row]) -> Iterator[None]:
        """Write one list; yields after each row.

        Args:
            name: the sheet's name.
            columns: what stands in the sheet's columns.
            places: where in a row the value of each of `columns` stands.
            rows: the rows, in the order to write them.
        """
        headings = unique_headings([heading(column, self._language) for column in columns])
        widths = self._widths(headings, columns, places, rows)
        a_sheets_rows = self._rows_of_a_sheet - 1
        for first in range(0, max(len(rows), 1), a_sheets_rows):
            part = rows[first : first + a_sheets_rows] if len(rows) > a_sheets_rows else rows
            sheet = self._start_sheet(name, headings, widths, len(part))
            makers = [self._cell_maker(column, sheet) for column in columns]
            pairs = list(zip(makers, places, strict=True))
            for row in part:
                sheet.append(make(row[place]) for make, place in pairs)
                yield
            if not part:
                sheet.append([])  # a table needs a row
            sheet.close()

    def text(self, text: str) -> str:
        """`text` as a cell can hold it, its changes counted."""
        return cell_text(text, self._cut_mark, self.changes)

    def _start_sheet(self, name: str, headings: list[str], widths: list[float], row_count: int) -> Sheet:
        title = self.take_sheet_name(name)
        sheet = Sheet(self._workbook, title, widths, self._footer, self._language)
        sheet.fix_header()
        sheet.append(sheet.text("header", text) for text in headings)
        if headings:
            name = table_name(title, self._table_names)
            self._table_names.add(name.casefold())
            sheet.make_table(name, headings, max(row_count, 1))
        return sheet

    def _cell_maker(self, column: Column, sheet: Sheet) -> CellMaker:
        """How a value of `column` becomes what openpyxl writes."""
        if column.kind is Kind.MOMENT:
            return lambda value: self._moment(value, sheet)
        if column.kind is Kind.LONG_TEXT:
            return lambda value: self._text(value, sheet, is_wrapped=True)
        if column.kind in (Kind.TEXT, Kind.IDENTIFIER):
            return lambda value: self._text(value, sheet)
        if column.kind is Kind.NUMBER:
            return lambda value: self._number(value, sheet)
        return lambda value: self._text(display_text(column, value, self._language), sheet)

    def _moment(self, value: Value, sheet: Sheet) -> CellContent:
        if not isinstance(value, datetime):
            return self._text(value, sheet)
        if value < _FIRST_MOMENT:
            return format_moment(value)
        # Whole seconds: Excel shows 23:59:59.9999999 as midnight, a day later.
        return sheet.value("moment", value.replace(microsecond=0))

    def _number(self, value: Value, sheet: Sheet) -> CellContent:
        if isinstance(value, int) and abs(value) <= _GREATEST_NUMBER:
            return value
        return self._text(value, sheet)

    def _text(self, value: Value, sheet: Sheet, is_wrapped: bool = False) -> CellContent:
        text = "" if value is None else self.text(str(value))
        if not text or text.isspace():
            return None
        needs_quoting = looks_like_formula(text) or text[0] == "#"  # "#N/A" and its like are errors to openpyxl
        if is_wrapped:
            return sheet.text("wrapped quoted" if needs_quoting else "wrapped", text)
        return sheet.text("quoted", text) if needs_quoting else text

    def _widths(
        self, headings: list[str], columns: Sequence[Column], places: Sequence[int], rows: Sequence[Row]
    ) -> list[float]:
        step = max(len(rows) // _ROWS_MEASURED, 1)
        sample = rows[: _ROWS_MEASURED * step : step]
        return [
            self._width(text, column, [row[place] for row in sample])
            for text, column, place in zip(headings, columns, places, strict=True)
        ]

    def _width(self, text: str, column: Column, values: list[Value]) -> float:
        if column.kind is Kind.LONG_TEXT:
            return MESSAGE_WIDTH
        header = len(text) + _FILTER_BUTTON_WIDTH
        if column.kind is Kind.MOMENT:
            return max(header, _MOMENT_WIDTH)
        widest = max((len(display_text(column, value, self._language)) + 2 for value in values), default=0)
        return min(max(header, widest, _LEAST_WIDTH), _GREATEST_WIDTH)
