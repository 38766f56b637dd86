"""Writes the sheet "Om rapporten", the last one of the workbook, on a page if it fits."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from vitec_desktop.export.about import AboutLine, AboutTexts
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.text_fit import MAX_ROW_HEIGHT, count_lines
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import (
    Formula,
    XlsxWorksheet,
    cell_address,
    cell_range,
    column_width,
    sheet_cell,
)
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

_WIDTHS = (124.0, 146.0, 252.0)
"""Points, together the width of an A4 page in portrait."""

_SIZE = 9.0
_LINE, _FURTHER_LINE, _TITLE, _SECTION, _GAP = 12.5, 11.0, 28.0, 18.0, 6.0
_MAX_SHRINKING = 1.2
"""How much more than a page is printed on one."""

_CHECK_TITLE = QT_TRANSLATE_NOOP("Export", "Kontroll: rader i listan och i siffrorna")
_AGREES = QT_TRANSLATE_NOOP("Export", "lika med bladet {sheet}")
_DIFFERS = QT_TRANSLATE_NOOP("Export", "skiljer sig från bladet {sheet}")


class RowCheck(Struct, frozen=True):
    """The rows of a list on its sheets, and the cell with the same figure on another sheet.

    Attributes:
        name: the list.
        sheets: the titles of its sheets and the number of rows on each.
        figure_sheet, figure_cell: where the figure stands.
        figure: its value.
    """

    name: str
    sheets: Sequence[tuple[str, int]]
    figure_sheet: str
    figure_cell: str
    figure: int

    @property
    def row_count(self) -> int:
        return sum(count for _, count in self.sheets)

    @property
    def formula(self) -> str:
        """The number of rows, also after some were added or removed; an empty list has a blank row."""
        return "+".join(
            f"ROWS({sheet_cell(title, cell_range(1, 2, count + 1))})"
            if count
            else f"COUNTA({sheet_cell(title, cell_address(1, 2))})"
            for title, count in self.sheets
        )


def write_about_sheet(book: XlsxWorkbook, texts: AboutTexts, checks: Sequence[RowCheck]) -> None:
    """Write the lines about the report, the checks, then the definition of each statistic."""
    _AboutWriter(book, texts, checks).write()


class _AboutWriter:
    """Writes the sheet; `write` may be called once."""

    def __init__(self, book: XlsxWorkbook, texts: AboutTexts, checks: Sequence[RowCheck]) -> None:
        self._book = book
        self._texts = texts
        self._checks = checks
        self._sheet: XlsxWorksheet = book.add_sheet(texts.title, map(column_width, _WIDTHS))
        self._language: Language = book.language
        self._row = 0
        self._height = 0.0

    def write(self) -> None:
        """Write all rows."""
        sheet, texts = self._sheet, self._texts
        sheet.hide_gridlines()
        sheet.print_in_portrait()
        self._append([sheet.text_cell("title", texts.title)], _TITLE)
        style = "complete" if texts.is_complete else "incomplete"
        verdict = self._book.cell_text(texts.verdict)
        self._merge(3)
        self._append(
            [sheet.text_cell(style, text) for text in (verdict, "", "")], self._lines_height((verdict, sum(_WIDTHS)))
        )
        self._append([], _GAP)
        for line in texts.lines:
            value = line.value if isinstance(line.value, str) else ""
            width = _WIDTHS[1]
            if not line.note and count_lines(value, width, _SIZE) > 1:
                self._merge(2, first=2)
                width += _WIDTHS[2]
            self._append(self._cells(line), self._lines_height((value, width), (line.note, _WIDTHS[2])))
        if self._checks:
            self._append([], _GAP)
            self._append([sheet.text_cell("about section", self._language.text("Export", _CHECK_TITLE))], _SECTION)
            for check in self._checks:
                self._append(self._check_cells(check), _LINE)
        self._append([], _GAP)
        self._append([sheet.text_cell("about section", texts.definitions_title)], _SECTION)
        for line in texts.definitions:
            self._merge(2, first=2)
            self._append(self._cells(line), self._lines_height((str(line.value), sum(_WIDTHS[1:]))))
        if self._height <= _MAX_SHRINKING * sheet.page_height:
            sheet.fit_to_page()
        sheet.close()

    def _append(self, cells: Sequence[CellContent] | Iterator[CellContent], height: float) -> None:
        self._sheet.append(cells, height)
        self._row += 1
        self._height += height

    def _merge(self, across: int, first: int = 1) -> None:
        self._sheet.merge_cells(self._row + 1, first, across)

    def _lines_height(self, *texts: tuple[str, float]) -> float:
        """Return the height of a row with texts in cells of some widths."""
        lines = max(count_lines(text, width, _SIZE) for text, width in texts)
        return min(_LINE + (lines - 1) * _FURTHER_LINE, MAX_ROW_HEIGHT)

    def _cells(self, line: AboutLine) -> Iterator[CellContent]:
        sheet, book = self._sheet, self._book
        yield sheet.text_cell("label", line.label)
        match line.value:
            case datetime() as moment:
                yield sheet.value_cell("about moment", moment.replace(microsecond=0))
            case int() as count:
                yield sheet.value_cell("about count", count)
            case text:
                yield sheet.text_cell("about text", book.cell_text(text))
        yield sheet.text_cell("note", book.cell_text(line.note))

    def _check_cells(self, check: RowCheck) -> Iterator[CellContent]:
        """Yield the cells of a check: the rows of a list, and whether the figures have as many."""
        sheet = self._sheet
        yield sheet.text_cell("label", check.name)
        yield sheet.cell("about count", Formula(check.formula, check.row_count))
        agrees, differs = (
            self._language.text("Export", source).format(sheet=check.figure_sheet) for source in (_AGREES, _DIFFERS)
        )
        texts = ",".join('"' + text.replace('"', '""') + '"' for text in (agrees, differs))
        formula = f"IF({check.formula}={sheet_cell(check.figure_sheet, check.figure_cell)},{texts})"
        yield sheet.cell("note", Formula(formula, agrees if check.row_count == check.figure else differs))
