"""A list as a sheet: an Excel table with a fixed header, ready to print; further sheets where one cannot hold it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from vitec_desktop.export.file_names import unique_headings
from vitec_desktop.export.xlsx.row_height import fitted_height
from vitec_desktop.export.xlsx.row_writer import CellContent, CellMarkup, text_markup
from vitec_desktop.export.xlsx.sanitize import REPLACEMENT, should_quote
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.formatting import column_heading, display_text, format_datetime
from vitec_desktop.report.report import Row

MESSAGE_WIDTH = 60
"""Widths are in characters, as Excel counts them."""

_MOMENT_WIDTH = 17
_MIN_WIDTH = 9
_MAX_WIDTH = 40
_FILTER_BUTTON_WIDTH = 4
_ROWS_MEASURED = 200

# Excel has no day before 1900, and believes in a 29 February 1900.
_FIRST_MOMENT = datetime(1900, 3, 1)
# A number in Excel has 15 digits; an id with more would end in zeros.
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
        places: Sequence[int],
        rows: Sequence[Row],
        printed: int | None = None,
    ) -> Iterator[None]:
        """Write one list; yields after each row.

        Args:
            name: the sheet's name.
            columns: what stands in the sheet's columns.
            places: where in a row the value of each of `columns` stands.
            rows: the rows, in the order to write them.
            printed: how many of the columns are worth paper, all where it is None.
        """
        headings = unique_headings([column_heading(column, self._language) for column in columns])
        widths = self._widths(headings, columns, places, rows)
        a_sheets_rows = self._book.max_sheet_rows - 1
        for first in range(0, max(len(rows), 1), a_sheets_rows):
            part = rows[first : first + a_sheets_rows] if len(rows) > a_sheets_rows else rows
            sheet = self._start_sheet(name, headings, widths, len(part))
            if printed:
                sheet.set_print_columns(printed, max(len(part), 1) + 1)
            makers = [self.cell_converter(column, sheet) for column in columns]
            pairs = list(zip(makers, places, strict=True))
            wrapped = [
                place for column, place in zip(columns, places, strict=True) if column.kind is ColumnKind.LONG_TEXT
            ]
            for row in part:
                sheet.append((make(row[place]) for make, place in pairs), _height(row[place] for place in wrapped))
                yield
            if not part:
                sheet.append([])  # a table needs a row
            sheet.close()

    def _start_sheet(self, name: str, headings: list[str], widths: list[float], row_count: int) -> XlsxWorksheet:
        sheet = self._book.add_sheet(name, widths)
        sheet.freeze_rows()
        sheet.append(sheet.text_cell("header", text) for text in headings)
        if headings:
            sheet.add_table(self._book.reserve_table_name(sheet.title), headings, max(row_count, 1))
        return sheet

    def cell_converter(self, column: Column, sheet: XlsxWorksheet) -> CellConverter:
        """How a value of `column` becomes a cell."""
        if column.kind is ColumnKind.DATETIME:
            return lambda value: self._moment(value, sheet)
        if column.kind is ColumnKind.LONG_TEXT:
            return lambda value: self._text(value, sheet, is_wrapped=True)
        if column.kind is ColumnKind.IDENTIFIER:
            return lambda value: self._text(value, sheet)
        if column.kind is ColumnKind.NUMBER:
            return lambda value: self._number(value, sheet)
        if column.kind is ColumnKind.TEXT:
            return _cached(lambda value: self._text(value, sheet))
        return _cached(lambda value: self._text(display_text(column, value, self._language), sheet))

    def _moment(self, value: Value, sheet: XlsxWorksheet) -> CellContent:
        if not isinstance(value, datetime):
            return self._text(value, sheet)
        if value < _FIRST_MOMENT:
            return text_markup(format_datetime(value))
        # Whole seconds: Excel shows 23:59:59.9999999 as midnight, a day later.
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
        self, headings: list[str], columns: Sequence[Column], places: Sequence[int], rows: Sequence[Row]
    ) -> list[float]:
        step = max(len(rows) // _ROWS_MEASURED, 1)
        sample = rows[: _ROWS_MEASURED * step : step]
        return [
            self._width(text, column, [row[place] for row in sample])
            for text, column, place in zip(headings, columns, places, strict=True)
        ]

    def _width(self, text: str, column: Column, values: list[Value]) -> float:
        if column.kind is ColumnKind.LONG_TEXT:
            return MESSAGE_WIDTH
        header = len(text) + _FILTER_BUTTON_WIDTH
        if column.kind is ColumnKind.DATETIME:
            return max(header, _MOMENT_WIDTH)
        widest = max((len(display_text(column, value, self._language)) + 2 for value in values), default=0)
        return min(max(header, widest, _MIN_WIDTH), _MAX_WIDTH)


def _height(messages: Iterable[Value]) -> float | None:
    """What a row needs for its messages, None where each fits on one line."""
    heights = [fitted_height(message, MESSAGE_WIDTH) for message in messages if isinstance(message, str)]
    return max((height for height in heights if height is not None), default=None)


def printable_column_count(columns: Sequence[Column]) -> int:
    """How many columns to print: those at the right of the message are ids and parts of what stands before it.

    All of them on one page's width would make everything too small to read.
    """
    return max(
        (number for number, column in enumerate(columns, 1) if column.is_shown or column.kind is ColumnKind.LONG_TEXT),
        default=0,
    )


def _cached(make: CellConverter) -> CellConverter:
    """`make`, but the same names, offices and states, which stand in row after row, are looked at once.

    A changed text is not remembered: it is to be counted each time.
    """
    known: dict[Value, CellContent] = {}

    def make_or_remember(value: Value) -> CellContent:
        cell = known.get(value)
        if cell is not None:
            return cell
        made = make(value)
        can_be_kept = isinstance(made, CellMarkup) and len(made) < _MAX_CACHED_LENGTH and REPLACEMENT not in made
        if can_be_kept and len(known) < _MAX_CACHED:
            known[value] = made
        return made

    return make_or_remember
