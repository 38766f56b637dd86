"""A workbook: unique sheet and table names, cell texts, and how many of them were changed."""

from collections.abc import Iterable
from typing import BinaryIO

from openpyxl import Workbook

from vitec_desktop.export.xlsx.names import unique_sheet_name, unique_table_name
from vitec_desktop.export.xlsx.sanitize import TextChanges, sanitize_cell_text
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.export.xlsx.zip_writer import save_workbook
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

MAX_SHEET_ROWS = 1_048_576
"""Excel's limit, header row included."""

_CALCULATED_BY = 191029
"""The calculation engine of today's Excel: it computes a workbook of an older one again."""

_TRUNCATION_MARK = QT_TRANSLATE_NOOP("Export", "… [avkortat]")


class XlsxWorkbook:
    """A workbook that is written one sheet after the other, into temp files.

    Args:
        title: the title in the file's properties and in the footer of each sheet.
        creator: the program in the file's properties.
        language: the language of the truncation mark and the footers.
        max_sheet_rows: how many rows a sheet may have, header included.
    """

    def __init__(self, title: str, creator: str, language: Language, max_sheet_rows: int = MAX_SHEET_ROWS) -> None:
        self._list_changes = TextChanges()
        self._statistics_changes = TextChanges()
        self._current_changes = self._list_changes
        self._has_lists = False
        self.language = language
        self.max_sheet_rows = max_sheet_rows
        self.truncation_mark = language.text("Export", _TRUNCATION_MARK)
        self._title = title
        self._workbook = _create_workbook(title, creator, language)
        self._sheets: list[XlsxWorksheet] = []
        self._sheet_names: set[str] = set()
        self._table_names: set[str] = set()

    @property
    def changes(self) -> TextChanges:
        """How many texts were altered to fit a cell; repeats on the statistics sheets do not count again."""
        return self._list_changes if self._has_lists else self._statistics_changes

    def start_statistics_sheets(self) -> None:
        """Count the text changes of the next sheets as those of statistics sheets, which repeat the lists' texts."""
        self._current_changes = self._statistics_changes

    def start_list_sheets(self) -> None:
        """Count the text changes of the next sheets as those of lists."""
        self._current_changes = self._list_changes
        self._has_lists = True

    def add_sheet(self, name: str, widths: Iterable[float]) -> XlsxWorksheet:
        """Append a sheet. A number is added to `name` if it is taken; `widths` are column widths in characters."""
        title = unique_sheet_name(name, self._sheet_names)
        self._sheet_names.add(title.casefold())
        sheet = XlsxWorksheet(self._workbook, title, widths, self._title, self.language)
        self._sheets.append(sheet)
        return sheet

    def save(self, file: BinaryIO) -> None:
        """Write the workbook into `file`. All sheets must be closed."""
        save_workbook(self._workbook, dict(sheet.temp_files() for sheet in self._sheets), file)

    def close(self) -> None:
        """Remove the temp files."""
        for sheet in self._sheets:
            sheet.discard()

    def reserve_table_name(self, sheet_title: str) -> str:
        """Reserve and return a unique table name for the sheet."""
        name = unique_table_name(sheet_title, self._table_names)
        self._table_names.add(name.casefold())
        return name

    def cell_text(self, text: str) -> str:
        """Return `text` as a cell can hold it, and count its changes."""
        return sanitize_cell_text(text, self.truncation_mark, self._current_changes)

    def single_line_text(self, text: str | None) -> str:
        """Return `text` on one line, as a cell can hold it; "" for None."""
        return self.cell_text(" ".join(text.split())) if text else ""


def _create_workbook(title: str, creator: str, language: Language) -> Workbook:
    workbook = Workbook(write_only=True)
    workbook.properties.creator = creator
    workbook.properties.title = title
    workbook.properties.language = "en-GB" if language.code == "en" else "sv-SE"
    # Formulas have their values; computing them again, Excel would ask to save on closing.
    workbook.calculation.fullCalcOnLoad = False
    workbook.calculation.calcId = _CALCULATED_BY
    return workbook
