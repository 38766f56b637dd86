"""What the sheets of one workbook share: its names, its words, and what had to be changed in its texts."""

from collections.abc import Iterable
from typing import BinaryIO

from openpyxl import Workbook

from vitec_desktop.export.names import sheet_name, table_name
from vitec_desktop.export.sanitize import Changes, cell_text
from vitec_desktop.export.xlsx.worksheet import Sheet
from vitec_desktop.export.xlsx.zip_writer import pack
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

ROWS_OF_A_SHEET = 1_048_576
"""Excel's limit, the header's row among them."""

_CUT_MARK = QT_TRANSLATE_NOOP("Export", "… [avkortat]")


class Book:
    """A workbook that is being written, sheet after sheet."""

    def __init__(
        self, workbook: Workbook, language: Language, footer: str, rows_of_a_sheet: int = ROWS_OF_A_SHEET
    ) -> None:
        self._list_changes = Changes()
        self._figure_changes = Changes()
        self._counter = self._list_changes
        self._has_lists = False
        self.language = language
        self.footer = footer
        self.rows_of_a_sheet = rows_of_a_sheet
        self.cut_mark = language.text("Export", _CUT_MARK)
        self._workbook = workbook
        self._sheets: list[Sheet] = []
        self._sheet_names: set[str] = set()
        self._table_names: set[str] = set()

    @property
    def changes(self) -> Changes:
        """How many texts could not be written as they were; what the figures' sheets only repeat counts once."""
        return self._list_changes if self._has_lists else self._figure_changes

    def begin_figures(self) -> None:
        """The next sheets repeat what stands in the lists."""
        self._counter = self._figure_changes

    def begin_lists(self) -> None:
        """The next sheets are the lists themselves."""
        self._counter = self._list_changes
        self._has_lists = True

    def add_sheet(self, name: str, widths: Iterable[float]) -> Sheet:
        """A new last sheet with a free name like `name`, its columns as wide as `widths` says, in characters."""
        title = sheet_name(name, self._sheet_names)
        self._sheet_names.add(title.casefold())
        sheet = Sheet(self._workbook, title, widths, self.footer, self.language)
        self._sheets.append(sheet)
        return sheet

    def pack(self, file: BinaryIO) -> None:
        """Write the whole workbook into `file`, all of its sheets being closed."""
        pack(self._workbook, dict(sheet.parts() for sheet in self._sheets), file)

    def close(self) -> None:
        """Leave no passing file behind."""
        for sheet in self._sheets:
            sheet.discard()

    def take_table_name(self, sheet_title: str) -> str:
        """A free name for the table on that sheet; it is free no longer."""
        name = table_name(sheet_title, self._table_names)
        self._table_names.add(name.casefold())
        return name

    def text(self, text: str) -> str:
        """`text` as a cell can hold it, its changes counted."""
        return cell_text(text, self.cut_mark, self._counter)

    def line(self, text: str | None) -> str:
        """Likewise, on one line."""
        return self.text(" ".join(text.split())) if text else ""
