"""Writes the sheet "Om rapporten", the workbook's last one."""

from collections.abc import Iterator
from datetime import datetime

from vitec_desktop.export.about import AboutLine, AboutTexts
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.language import QT_TRANSLATE_NOOP

_WIDTHS = (30, 44, 90)
_DEFINITION_WIDTH = 150  # of the two last columns together
_LINE_HEIGHT = 15.0

_DEFINITIONS = QT_TRANSLATE_NOOP("Export", "Så räknas siffrorna")


def write_about_sheet(book: XlsxWorkbook, texts: AboutTexts) -> None:
    """What there is to say about the report, then how each figure is counted."""
    sheet = book.add_sheet(texts.title, _WIDTHS)
    sheet.hide_gridlines()
    first = 4 + len(texts.lines) + 3
    for number, line in enumerate(texts.definitions, first):
        sheet.merge_cells(number, 2, 2)
        sheet.set_row_height(number, _LINE_HEIGHT * (1 + len(str(line.value)) // _DEFINITION_WIDTH))
    sheet.append([sheet.text_cell("title", texts.title)])
    sheet.append([])
    verdict = "whole" if texts.is_complete else "incomplete"
    sheet.append(sheet.text_cell(verdict, text) for text in (book.cell_text(texts.verdict), "", ""))
    sheet.append([])
    for line in texts.lines:
        sheet.append(_cells(line, book, sheet))
    sheet.append([])
    sheet.append([sheet.text_cell("about section", book.language.text("Export", _DEFINITIONS))])
    for line in texts.definitions:
        sheet.append(_cells(line, book, sheet))
    sheet.close()


def _cells(line: AboutLine, book: XlsxWorkbook, sheet: XlsxWorksheet) -> Iterator[CellContent]:
    yield sheet.text_cell("label", line.label)
    match line.value:
        case datetime() as moment:
            yield sheet.value_cell("moment", moment.replace(microsecond=0))
        case int() as count:
            yield sheet.value_cell("count", count)
        case text:
            yield sheet.text_cell("wrapped", book.cell_text(text))
    yield sheet.text_cell("note", book.cell_text(line.note))
