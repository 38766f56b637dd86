"""A sheet's rows on their way into the workbook: written as they come, in the words of the file format.

openpyxl makes three objects of each cell and walks through them; text put together at once is written in a quarter of
the time. Everything round the rows is left to openpyxl.
"""

import tempfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO

from openpyxl.utils import get_column_letter

_LETTERS = tuple(get_column_letter(number) for number in range(1, 257))
_FIRST_DAY = datetime(1899, 12, 30)  # day 0, for every day after February 1900
_SECONDS_OF_A_DAY = 86_400
_BUFFER = 1 << 18  # bytes


class CellMarkup(str):
    """What stands in the file after a cell's address: its style, its kind, its value."""

    __slots__ = ()


CellContent = CellMarkup | str | int | float | None
"""A cell to write; text and numbers as they are have no style."""


def text_markup(text: str, style: str = "") -> CellMarkup:
    """A text, whatever it looks like, its `style` as `style_markup` gives it."""
    if not text:
        return CellMarkup(f"{style}/>")
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    keep = "" if text == text.strip() else ' xml:space="preserve"'
    return CellMarkup(f'{style} t="inlineStr"><is><t{keep}>{safe}</t></is></c>')


def number_markup(number: float, style: str = "") -> CellMarkup:
    return CellMarkup(f'{style} t="n"><v>{number!r}</v></c>')


def moment_markup(moment: datetime, style: str) -> CellMarkup:
    """A moment from March 1900 on, as Excel counts: in days."""
    passed = moment - _FIRST_DAY
    return number_markup(passed.days + passed.seconds / _SECONDS_OF_A_DAY, style)


def style_markup(style_id: int) -> str:
    return f' s="{style_id}"'


class XlsxRowWriter:
    """The rows of one sheet in a passing file that vanishes when it is closed, or when the program ends."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile("w+b", buffering=_BUFFER)  # noqa: SIM115 (see `close`)
        self.heights: dict[int, float] = {}
        self._count = 0

    def append(self, cells: Iterable[CellContent], fitted_height: float | None = None) -> None:
        """Write the next row.

        Without a height set for good it has `fitted_height`, in points: so high until somebody edits the row.
        """
        self._count += 1
        number = str(self._count)
        height = self.heights.get(self._count)
        if height is not None:
            parts = [f'<row r="{number}" ht="{height}" customHeight="1">']
        elif fitted_height is not None:
            parts = [f'<row r="{number}" ht="{fitted_height}">']
        else:
            parts = [f'<row r="{number}">']
        for letter, cell in zip(_LETTERS, cells, strict=False):
            if cell is None:
                continue
            if type(cell) is not CellMarkup:
                cell = text_markup(cell) if isinstance(cell, str) else number_markup(cell)
            parts.append(f'<c r="{letter}{number}"{cell}')
        parts.append("</row>")
        self.file.write("".join(parts).encode())

    def flush(self) -> None:
        """All rows have been written.

        Raises:
            OSError: there was no room for them.
        """
        self.file.flush()

    def close(self) -> None:
        """The rows are no longer wanted."""
        self.file.close()
