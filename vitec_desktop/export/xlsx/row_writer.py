"""Writes the rows of a sheet as SpreadsheetML.

openpyxl creates three objects for each cell; formatting the XML directly takes a quarter of the time. openpyxl writes
the rest of the sheet.
"""

import tempfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO
from xml.sax.saxutils import escape

from msgspec import Struct
from openpyxl.utils import get_column_letter

from vitec_desktop.report.cell_text import replace_illegal

_LETTERS = tuple(get_column_letter(number) for number in range(1, 257))
_EPOCH = datetime(1899, 12, 30)  # Excel's day 0, for every day after February 1900
_SECONDS_PER_DAY = 86_400
_BUFFER_SIZE = 1 << 18  # bytes
_NUMBERS = "\0\1\2\3\4\5\6\7"
"""Stand in a template for the numbers of its rows; no text of a cell has them."""

GROUP_ROW = ' outlineLevel="1"'
"""The attributes of a row in a group that can be closed by the sign beside it."""
CLOSED_GROUP_ROW = f'{GROUP_ROW} hidden="1"'
CLOSED_GROUP_HEADING = ' collapsed="1"'


class CellMarkup(str):
    """The XML of a cell after its address: style, type and value."""

    __slots__ = ()


OPEN_CELL = CellMarkup("\b")
"""Stands in a template for a cell whose content differs; no text of a cell has it."""

CellContent = CellMarkup | str | int | float | None
"""A cell to write: markup, a text or number without a style, or None for no cell."""


class TextRun(Struct, frozen=True):
    """A part of a cell's text in letters of its own; `size` is in points, `color` hexadecimal."""

    text: str
    size: float
    color: str
    is_bold: bool = False


RichText = tuple[TextRun, ...]
"""A cell's text in several kinds of letters."""


def text_markup(text: str, style: str = "") -> CellMarkup:
    """Return a text cell. `style` comes from `style_markup`; without text the cell has only the style."""
    if not text:
        return CellMarkup(f"{style}/>")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = "" if text == text.strip() else ' xml:space="preserve"'
    return CellMarkup(f'{style} t="inlineStr"><is><t{space}>{escaped}</t></is></c>')


def rich_text_markup(runs: RichText, style: str = "") -> CellMarkup:
    """Return a text cell of several kinds of letters, with what a cell cannot hold replaced."""
    parts = "".join(
        f'<r><rPr>{"<b/>" if run.is_bold else ""}<sz val="{run.size:g}"/><color rgb="FF{run.color}"/>'
        f'<rFont val="Calibri"/><family val="2"/></rPr>'
        f'<t xml:space="preserve">{escape(replace_illegal(run.text)[0])}</t></r>'
        for run in runs
        if run.text
    )
    return CellMarkup(f'{style} t="inlineStr"><is>{parts}</is></c>') if parts else CellMarkup(f"{style}/>")


def number_markup(number: float, style: str = "") -> CellMarkup:
    """Return a number cell."""
    return CellMarkup(f'{style} t="n"><v>{number!r}</v></c>')


def datetime_markup(value: datetime, style: str) -> CellMarkup:
    """Return a date cell in Excel's unit, days. `value` must not be before March 1900."""
    elapsed = value - _EPOCH
    return number_markup(elapsed.days + elapsed.seconds / _SECONDS_PER_DAY, style)


def formula_markup(formula: str, value: float | str, style: str) -> CellMarkup:
    """Return a cell with a formula and its value."""
    kind, text = ("str", escape(value)) if isinstance(value, str) else ("n", repr(value))
    return CellMarkup(f'{style} t="{kind}"><f>{escape(formula)}</f><v>{text}</v></c>')


def shared_formula_markup(value: str, style: str, cells: str = "", formula: str = "") -> CellMarkup:
    """Return a cell with a formula that all `cells` share, and its value; only their first cell names both."""
    shared = f'<f t="shared" ref="{cells}" si="0">{escape(formula)}</f>' if formula else '<f t="shared" si="0"/>'
    return CellMarkup(f'{style} t="str">{shared}<v>{value}</v></c>')


def style_markup(style_id: int) -> str:
    """Return the attribute that gives a cell its style."""
    return f' s="{style_id}"'


class RowTemplate(Struct, frozen=True):
    """The XML of some rows to write several times, with `_NUMBERS` for their numbers and some cells open."""

    row_count: int
    xml: str


class XlsxRowWriter:
    """Writes the rows of one sheet into an anonymous temp file, which `close` and the end of the process remove."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile("w+b", buffering=_BUFFER_SIZE)  # noqa: SIM115 (see `close`)
        self.heights: dict[int, float] = {}
        """Fixed row heights in points, by row number; set before the row is written."""
        self._row_count = 0
        self._merged: list[str] = []

    def append(self, cells: Iterable[CellContent], height: float | None = None, attributes: str = "") -> None:
        """Write the next row.

        Args:
            cells: from the first column on.
            height: in points; without it and a fixed one Excel fits the row to its content.
            attributes: of the row besides, such as `GROUP_ROW`.
        """
        self._row_count += 1
        number = str(self._row_count)
        height = self.heights.get(self._row_count, height)
        self.file.write(_row_xml(number, cells, height, attributes).encode())

    def append_copy(self, template: RowTemplate, *open_cells: CellMarkup) -> None:
        """Write rows that were made ready before, in a fraction of the time; `open_cells` are in order."""
        xml = template.xml
        for number in _NUMBERS[: template.row_count]:  # quicker than to format them
            self._row_count += 1
            xml = xml.replace(number, str(self._row_count))
        for cell in open_cells:
            xml = xml.replace(OPEN_CELL, cell, 1)
        self.file.write(xml.encode())

    def merge(self, cells: str) -> None:
        """Merge cells, such as "B2:B3"."""
        self._merged.append(cells)

    def merged_markup(self) -> str:
        """Return the XML of the merged cells; openpyxl's takes as long as the rows."""
        if not self._merged:
            return ""
        parts = "".join(f'<mergeCell ref="{cells}"/>' for cells in self._merged)
        return f'<mergeCells count="{len(self._merged)}">{parts}</mergeCells>'

    def flush(self) -> None:
        """Write buffered rows to disk.

        Raises:
            OSError: the disk is full.
        """
        self.file.flush()

    def close(self) -> None:
        """Remove the temp file."""
        self.file.close()


def row_template(*rows: tuple[Iterable[CellContent], float]) -> RowTemplate:
    """Return rows to write several times, each with its cells, some of them `OPEN_CELL`, and its height in points."""
    xml = (_row_xml(number, cells, height) for number, (cells, height) in zip(_NUMBERS, rows, strict=False))
    return RowTemplate(len(rows), "".join(xml))


def _row_xml(number: str, cells: Iterable[CellContent], height: float | None, attributes: str = "") -> str:
    set_height = "" if height is None else f' ht="{height}" customHeight="1"'
    parts = [f'<row r="{number}"{set_height}{attributes}>']
    for letter, cell in zip(_LETTERS, cells, strict=False):
        if cell is None:
            continue
        if type(cell) is not CellMarkup:
            cell = text_markup(cell) if isinstance(cell, str) else number_markup(cell)
        parts.append(f'<c r="{letter}{number}"{cell}')
    parts.append("</row>")
    return "".join(parts)
