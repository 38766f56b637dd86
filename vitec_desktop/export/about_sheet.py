"""Writes the sheet "Om rapporten", the last one of the workbook."""

from collections.abc import Iterator
from datetime import datetime

from vitec_desktop.export.about import AboutLine, AboutTexts
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.text_fit import LINE_HEIGHT
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet

_WIDTHS = (30, 44, 90)
_DEFINITION_WIDTH = 150  # characters, the last two columns together


def write_about_sheet(book: XlsxWorkbook, texts: AboutTexts) -> None:
    """Write the lines about the report, then the definition of each statistic."""
    sheet = book.add_sheet(texts.title, _WIDTHS)
    sheet.hide_gridlines()
    first_definition_row = 4 + len(texts.lines) + 3
    for row, line in enumerate(texts.definitions, first_definition_row):
        sheet.merge_cells(row, 2, 2)
        sheet.set_row_height(row, LINE_HEIGHT * (1 + len(str(line.value)) // _DEFINITION_WIDTH))
    sheet.append([sheet.text_cell("title", texts.title)])
    sheet.append([])
    style = "complete" if texts.is_complete else "incomplete"
    sheet.append(sheet.text_cell(style, text) for text in (book.cell_text(texts.verdict), "", ""))
    sheet.append([])
    for line in texts.lines:
        sheet.append(_cells(line, book, sheet))
    sheet.append([])
    sheet.append([sheet.text_cell("about section", texts.definitions_title)])
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
