"""Values of columns as cells of a sheet."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from vitec_desktop.export.xlsx.row_writer import CellMarkup, text_markup
from vitec_desktop.export.xlsx.sanitize import LENGTH_OF_ANY_CELL, find_needed_change, should_quote
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.cell_text import REPLACEMENT
from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.formatting import display_text, format_datetime

# Excel has no dates before 1900, and wrongly has a 29 February 1900.
FIRST_DATETIME = datetime(1900, 3, 1)
# Excel numbers have 15 digits; a longer id would end in zeros.
_MAX_NUMBER = 10**15 - 1

_MAX_CACHED = 5_000
_MAX_CACHED_LENGTH = 200

CellConverter = Callable[[Value], CellMarkup]


class CellStyles(Struct, frozen=True):
    """The styles of texts, of times and of numbers."""

    text: str
    moment: str
    number: str


class CellConverters:
    """Makes the converters of one sheet's columns."""

    def __init__(self, book: XlsxWorkbook, sheet: XlsxWorksheet, styles: CellStyles) -> None:
        self._book = book
        self._sheet = sheet
        self._styles = styles

    def converter(self, column: Column, style: str | None = None) -> CellConverter:
        """Return a function that converts a value of `column`; `style` replaces the style of texts."""
        write = text_writer(self._book, self._sheet, style or self._styles.text)
        if column.kind is ColumnKind.DATETIME:
            return lambda value: self._datetime(value, write)
        if column.kind in (ColumnKind.NUMBER, ColumnKind.AGE):
            return lambda value: self._number(value, write)
        if column.kind in (ColumnKind.IDENTIFIER, ColumnKind.LONG_TEXT):
            return write
        if column.kind is ColumnKind.TEXT:
            return cached_converter(write)
        language = self._book.language
        return cached_converter(lambda value: write(display_text(column, value, language)))

    def _datetime(self, value: Value, write: CellConverter) -> CellMarkup:
        if not isinstance(value, datetime):
            return write(value)
        if value < FIRST_DATETIME:
            return write(format_datetime(value))
        # Whole seconds: Excel shows 23:59:59.9999999 as midnight of the next day.
        return self._sheet.value_cell(self._styles.moment, value.replace(microsecond=0))

    def _number(self, value: Value, write: CellConverter) -> CellMarkup:
        if not isinstance(value, int) or abs(value) > _MAX_NUMBER:
            return write(value)
        return self._sheet.value_cell(self._styles.number, value)


def text_writer(book: XlsxWorkbook, sheet: XlsxWorksheet, style: str) -> CellConverter:
    """Return a function that converts any value to text in a style."""
    # The book is asked only if a text must change, for speed.
    markup, quoted = sheet.style(style), sheet.style(style, is_quoted=True)
    empty = CellMarkup(f"{markup}/>")

    def write(value: Value) -> CellMarkup:
        if value is None:
            return empty
        text = str(value)
        if len(text) > LENGTH_OF_ANY_CELL or find_needed_change(text):
            text = book.cell_text(text)
        if not text or text.isspace():
            return empty
        return text_markup(text, quoted if should_quote(text) else markup)

    return write


def cached_converter(convert: CellConverter) -> CellConverter:
    """Return `convert` with a cache for names, offices and states, which many rows repeat.

    A text with a replaced character is not cached, because it must be counted each time.
    """
    cache: dict[Value, CellMarkup] = {}

    def convert_cached(value: Value) -> CellMarkup:
        cell = cache.get(value)
        if cell is not None:
            return cell
        cell = convert(value)
        if len(cell) < _MAX_CACHED_LENGTH and REPLACEMENT not in cell and len(cache) < _MAX_CACHED:
            cache[value] = cell
        return cell

    return convert_cached
