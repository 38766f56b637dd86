"""What the sheets of one workbook share: its names, its words, and what had to be changed in its texts."""

from collections.abc import Iterable
from typing import BinaryIO

from openpyxl import Workbook

from vitec_desktop.export.file_names import unique_sheet_name, unique_table_name
from vitec_desktop.export.xlsx.sanitize import TextChanges, sanitize_cell_text
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.export.xlsx.zip_writer import save_workbook
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

MAX_SHEET_ROWS = 1_048_576
"""Excel's limit, the header's row among them."""

_TRUNCATION_MARK = QT_TRANSLATE_NOOP("Export", "… [avkortat]")


class XlsxWorkbook:
    """A workbook that is being written, sheet after sheet."""

    def __init__(
        self, workbook: Workbook, language: Language, footer: str, rows_of_a_sheet: int = MAX_SHEET_ROWS
    ) -> None:
        self._list_changes = TextChanges()
        self._figure_changes = TextChanges()
        self._counter = self._list_changes
        self._has_lists = False
        self.language = language
        self.footer = footer
        self.max_sheet_rows = rows_of_a_sheet
        self.truncation_mark = language.text("Export", _TRUNCATION_MARK)
        self._workbook = workbook
        self._sheets: list[XlsxWorksheet] = []
        self._sheet_names: set[str] = set()
        self._table_names: set[str] = set()

    @property
    def changes(self) -> TextChanges:
        """How many texts could not be written as they were; what the figures' sheets only repeat counts once."""
        return self._list_changes if self._has_lists else self._figure_changes

    def start_statistics_sheets(self) -> None:
        """The next sheets repeat what stands in the lists."""
        self._counter = self._figure_changes

    def start_list_sheets(self) -> None:
        """The next sheets are the lists themselves."""
        self._counter = self._list_changes
        self._has_lists = True

    def add_sheet(self, name: str, widths: Iterable[float]) -> XlsxWorksheet:
        """A new last sheet with a free name like `name`, its columns as wide as `widths` says, in characters."""
        title = unique_sheet_name(name, self._sheet_names)
        self._sheet_names.add(title.casefold())
        sheet = XlsxWorksheet(self._workbook, title, widths, self.footer, self.language)
        self._sheets.append(sheet)
        return sheet

    def save(self, file: BinaryIO) -> None:
        """Write the whole workbook into `file`, all of its sheets being closed."""
        save_workbook(self._workbook, dict(sheet.temp_files() for sheet in self._sheets), file)

    def close(self) -> None:
        """Leave no passing file behind."""
        for sheet in self._sheets:
            sheet.discard()

    def reserve_table_name(self, sheet_title: str) -> str:
        """A free name for the table on that sheet; it is free no longer."""
        name = unique_table_name(sheet_title, self._table_names)
        self._table_names.add(name.casefold())
        return name

    def cell_text(self, text: str) -> str:
        """`text` as a cell can hold it, its changes counted."""
        return sanitize_cell_text(text, self.truncation_mark, self._counter)

    def single_line_text(self, text: str | None) -> str:
        """Likewise, on one line."""
        return self.cell_text(" ".join(text.split())) if text else ""
