"""A list as a sheet: an Excel table with a frozen header. A list that is too long continues on further sheets."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from vitec_desktop.export.xlsx.names import unique_headings
from vitec_desktop.export.xlsx.row_height import fitted_height
from vitec_desktop.export.xlsx.row_writer import CellContent, CellMarkup, text_markup
from vitec_desktop.export.xlsx.sanitize import should_quote
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.cell_text import REPLACEMENT
from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.formatting import column_heading, display_text, format_datetime
from vitec_desktop.report.report import Row

MESSAGE_WIDTH = 60
"""Column width of a message, in characters like all widths here."""

_DATETIME_WIDTH = 17
_MIN_WIDTH = 9
_MAX_WIDTH = 40
_FILTER_BUTTON_WIDTH = 4
_MEASURED_ROWS = 200

# Excel has no dates before 1900, and wrongly has a 29 February 1900.
_FIRST_DATETIME = datetime(1900, 3, 1)
# Excel numbers have 15 digits; a longer id would end in zeros.
_MAX_NUMBER = 10**15 - 1

_MAX_CACHED = 5_000
_MAX_CACHED_LENGTH = 200

CellConverter = Callable[[Value], CellContent]


class ListSheetWriter:
    """Writes lists into a workbook."""

    def __init__(self, book: XlsxWorkbook) -> None:
        self._book = book
        self._language = book.language

    def write(
        self,
        name: str,
        columns: Sequence[Column],
        indexes: Sequence[int],
        rows: Sequence[Row],
        print_count: int | None = None,
    ) -> Iterator[None]:
        """Write one list; yield after each row.

        Args:
            name: the sheet's name.
            columns: the columns of the sheet.
            indexes: the index of each column's value in a row.
            rows: the rows in their order.
            print_count: how many columns to print; None for all.
        """
        headings = unique_headings([column_heading(column, self._language) for column in columns])
        widths = self._widths(headings, columns, indexes, rows)
        rows_per_sheet = self._book.max_sheet_rows - 1
        for first in range(0, max(len(rows), 1), rows_per_sheet):
            part = rows[first : first + rows_per_sheet] if len(rows) > rows_per_sheet else rows
            sheet = self._start_sheet(name, headings, widths, len(part))
            if print_count:
                sheet.set_print_columns(print_count, max(len(part), 1) + 1)
            converters = [self.cell_converter(column, sheet) for column in columns]
            pairs = list(zip(converters, indexes, strict=True))
            wrapped = [
                index for column, index in zip(columns, indexes, strict=True) if column.kind is ColumnKind.LONG_TEXT
            ]
            for row in part:
                height = _height(row[index] for index in wrapped)
                sheet.append((convert(row[index]) for convert, index in pairs), height)
                yield
            if not part:
                sheet.append([])  # an Excel table needs at least one row
            sheet.close()

    def _start_sheet(self, name: str, headings: list[str], widths: list[float], row_count: int) -> XlsxWorksheet:
        sheet = self._book.add_sheet(name, widths)
        sheet.freeze_rows()
        sheet.append(sheet.text_cell("header", text) for text in headings)
        if headings:
            sheet.add_table(self._book.reserve_table_name(sheet.title), headings, max(row_count, 1))
        return sheet

    def cell_converter(self, column: Column, sheet: XlsxWorksheet) -> CellConverter:
        """Return a function that converts a value of `column` to a cell of `sheet`."""
        if column.kind is ColumnKind.DATETIME:
            return lambda value: self._datetime(value, sheet)
        if column.kind is ColumnKind.LONG_TEXT:
            return lambda value: self._text(value, sheet, is_wrapped=True)
        if column.kind is ColumnKind.IDENTIFIER:
            return lambda value: self._text(value, sheet)
        if column.kind is ColumnKind.NUMBER:
            return lambda value: self._number(value, sheet)
        if column.kind is ColumnKind.TEXT:
            return _cached(lambda value: self._text(value, sheet))
        return _cached(lambda value: self._text(display_text(column, value, self._language), sheet))

    def _datetime(self, value: Value, sheet: XlsxWorksheet) -> CellContent:
        if not isinstance(value, datetime):
            return self._text(value, sheet)
        if value < _FIRST_DATETIME:
            return text_markup(format_datetime(value))
        # Whole seconds: Excel shows 23:59:59.9999999 as midnight of the next day.
        return sheet.value_cell("moment", value.replace(microsecond=0))

    def _number(self, value: Value, sheet: XlsxWorksheet) -> CellContent:
        if isinstance(value, int) and abs(value) <= _MAX_NUMBER:
            return value
        return self._text(value, sheet)

    def _text(self, value: Value, sheet: XlsxWorksheet, is_wrapped: bool = False) -> CellContent:
        text = "" if value is None else self._book.cell_text(str(value))
        if not text or text.isspace():
            return None
        if is_wrapped:
            return sheet.text_cell("wrapped", text)
        return sheet.text_cell("plain", text) if should_quote(text) else text_markup(text)

    def _widths(
        self, headings: list[str], columns: Sequence[Column], indexes: Sequence[int], rows: Sequence[Row]
    ) -> list[float]:
        step = max(len(rows) // _MEASURED_ROWS, 1)
        sample = rows[: _MEASURED_ROWS * step : step]
        return [
            self._width(text, column, [row[index] for row in sample])
            for text, column, index in zip(headings, columns, indexes, strict=True)
        ]

    def _width(self, text: str, column: Column, values: list[Value]) -> float:
        if column.kind is ColumnKind.LONG_TEXT:
            return MESSAGE_WIDTH
        header = len(text) + _FILTER_BUTTON_WIDTH
        if column.kind is ColumnKind.DATETIME:
            return max(header, _DATETIME_WIDTH)
        widest = max((len(display_text(column, value, self._language)) + 2 for value in values), default=0)
        return min(max(header, widest, _MIN_WIDTH), _MAX_WIDTH)


def _height(messages: Iterable[Value]) -> float | None:
    """Return the row height for the messages, in points; None if each fits on one line."""
    heights = [fitted_height(message, MESSAGE_WIDTH) for message in messages if isinstance(message, str)]
    return max((height for height in heights if height is not None), default=None)


def printable_column_count(columns: Sequence[Column]) -> int:
    """Return how many columns to print: those down to the message or the last one shown in the program.

    The others are ids and parts of other columns; on one page's width all of them would be too small to read.
    """
    return max(
        (number for number, column in enumerate(columns, 1) if column.is_shown or column.kind is ColumnKind.LONG_TEXT),
        default=0,
    )


def _cached(convert: CellConverter) -> CellConverter:
    """Return `convert` with a cache for names, offices and states, which many rows repeat.

    A text with a replaced character is not cached, because it must be counted each time.
    """
    cache: dict[Value, CellContent] = {}

    def convert_cached(value: Value) -> CellContent:
        cell = cache.get(value)
        if cell is not None:
            return cell
        cell = convert(value)
        is_cacheable = isinstance(cell, CellMarkup) and len(cell) < _MAX_CACHED_LENGTH and REPLACEMENT not in cell
        if is_cacheable and len(cache) < _MAX_CACHED:
            cache[value] = cell
        return cell

    return convert_cached
