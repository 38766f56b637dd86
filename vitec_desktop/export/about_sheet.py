"""Writes the sheet "Om rapporten", the workbook's last one."""

from collections.abc import Iterator
from datetime import datetime

from vitec_desktop.export.about import About, Line
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.workbook import Book
from vitec_desktop.export.xlsx.worksheet import Sheet
from vitec_desktop.report.language import QT_TRANSLATE_NOOP

_WIDTHS = (30, 44, 90)
_DEFINITION_WIDTH = 150  # of the two last columns together
_LINE_HEIGHT = 15.0

_DEFINITIONS = QT_TRANSLATE_NOOP("Export", "Så räknas siffrorna")


def write_about(book: Book, texts: About) -> None:
    """What there is to say about the report, then how each figure is counted."""
    sheet = book.add_sheet(texts.title, _WIDTHS)
    sheet.hide_grid()
    first = 4 + len(texts.lines) + 3
    for number, line in enumerate(texts.definitions, first):
        sheet.merge(number, 2, 2)
        sheet.set_height(number, _LINE_HEIGHT * (1 + len(str(line.value)) // _DEFINITION_WIDTH))
    sheet.append([sheet.text("title", texts.title)])
    sheet.append([])
    verdict = "whole" if texts.is_complete else "incomplete"
    sheet.append(sheet.text(verdict, text) for text in (book.text(texts.verdict), "", ""))
    sheet.append([])
    for line in texts.lines:
        sheet.append(_cells(line, book, sheet))
    sheet.append([])
    sheet.append([sheet.text("about section", book.language.text("Export", _DEFINITIONS))])
    for line in texts.definitions:
        sheet.append(_cells(line, book, sheet))
    sheet.close()


def _cells(line: Line, book: Book, sheet: Sheet) -> Iterator[CellContent]:
    yield sheet.text("label", line.label)
    match line.value:
        case datetime() as moment:
            yield sheet.value("moment", moment.replace(microsecond=0))
        case int() as count:
            yield sheet.value("count", count)
        case text:
            yield sheet.text("wrapped", book.text(text))
    yield sheet.text("note", book.text(line.note))
