"""Rows on the clipboard, to be pasted into Excel: tab-separated text with headings, and the same as an HTML table."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TypeVar

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.ui.table.model import ReportTableModel

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NEEDS_QUOTES = re.compile('[\t\n\r"]').search
_NEEDS_MARKUP = re.compile("[&<>\"'\n\r]").search
_LINE_BREAK = re.compile("\r\n|\r|\n").sub

_ROWS_PER_STEP = 50
"""Some milliseconds' work with the longest messages."""
_ROWS_PER_PROGRESS = 1_000
_MAX_RESERVED_BYTES = 1 << 28
"""Bytes, at most, to ask for beforehand: the first rows may be the longest, and without room Qt ends the program."""

T = TypeVar("T")


def rows_mime_data(
    headings: Sequence[str],
    rows: Sequence[T],
    texts_of: Callable[[T], Sequence[str]],
    on_rows_done: Callable[[int], None],
) -> Steps[QMimeData]:
    """Both flavours, in steps; Excel takes the HTML, whose cells say that they are text.

    They grow as the bytes that the clipboard is given in the end: from Python's own texts Qt would make a copy of all
    of them at once.

    Args:
        headings: stand above the rows.
        rows: what is copied.
        texts_of: the cells of a row.
        on_rows_done: told now and then how many rows are done.
    """
    beginning, end = _html_frame()
    plain, html = (
        QByteArray(_encoded(_text_line(headings))),
        QByteArray(_encoded(beginning + _html_row("th", headings))),
    )
    for done in range(0, len(rows), _ROWS_PER_STEP):
        some = [texts_of(row) for row in rows[done : done + _ROWS_PER_STEP]]
        plain.append(_encoded("".join(map(_text_line, some))))
        html.append(_encoded("".join(_html_row("td", row) for row in some)))
        if not done:
            _reserve((plain, html), len(rows) / len(some))
        elif not done % _ROWS_PER_PROGRESS:
            on_rows_done(done)
        yield
    html.append(_encoded(end))
    data = QMimeData()
    data.setData("text/plain", plain)
    data.setData("text/html", html)
    return data


def cell_mime_data(text: str) -> QMimeData:
    """One cell: the text alone, so that it can be pasted anywhere; Excel gets it as text."""
    data = QMimeData()
    data.setText(escape_formula(text))
    data.setHtml(_html_row("td", [text]).join(_html_frame()))
    return data


def escape_formula(text: str) -> str:
    """`text` with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA_STARTS) else text


def _reserve(contents: Iterable[QByteArray], factor: float) -> None:
    """For so much more than there is now: contents that outgrow their room are moved as a whole, which stalls."""
    for content in contents:
        content.reserve(min(int(content.size() * factor * 1.25), _MAX_RESERVED_BYTES))


def _encoded(text: str) -> bytes:
    # A text from outside may hold half a character, which no encoding has a place for.
    return text.encode("utf-8", "replace")


def _text_line(row: Sequence[str]) -> str:
    """Cells apart by tabs, as Excel writes them: quoted where a cell holds a tab, a line break or a quote."""
    return "\t".join([_quoted(escape_formula(text)) for text in row]) + "\r\n"


def _html_row(tag: str, row: Sequence[str]) -> str:
    """A table's row whose every cell is marked as text, so that nothing is read as a formula or a number."""
    return f"<tr>{''.join([_cell(tag, text) for text in row])}</tr>"


def _quoted(text: str) -> str:
    if _NEEDS_QUOTES(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _cell(tag: str, text: str) -> str:
    if _NEEDS_MARKUP(text):
        # Excel keeps a line break inside a cell only where the break says so.
        text = _LINE_BREAK('<br style="mso-data-placement:same-cell">', escape(text))
    return f"<{tag} style=\"mso-number-format:'\\@'; white-space: pre-wrap\">{text}</{tag}>"


def _html_frame() -> tuple[str, str]:
    """What stands before and after the rows."""
    return '<html><head><meta charset="utf-8"></head><body><table>', "</table></body></html>"


_FIRST_SLICE = 0.03
"""Seconds; some hundred rows are on the clipboard before the key is up."""


class RowCopier(QObject):
    """Copies one choice of rows at a time; a new one takes the place of the old.

    After `started` comes `progressed` now and then, with the rows done and the rows in all, and in the end one of
    `copied` (with the number of rows) and `stopped`. Until `copied` the clipboard holds what it held.
    """

    started = Signal()
    progressed = Signal(int, int)
    copied = Signal(int)
    cancelled = Signal()

    def __init__(self, model: ReportTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._runner = IncrementalRunner(self)
        self._count = 0
        self._has_busy_cursor = False

    @property
    def is_running(self) -> bool:
        return self._runner.is_running

    def copy(self, rows: Sequence[Row], columns: Sequence[int]) -> None:
        """Copy `columns` of `rows` as the table writes them, headings first; `rows` may leave the table meanwhile."""
        self.cancel()
        self._count = len(rows)
        self.started.emit()
        headings = [self._model.heading(column) for column in columns]
        self._runner.start(self._steps(headings, rows, columns), self._on_done, _FIRST_SLICE)
        if self.is_running:
            self._has_busy_cursor = True
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)

    def cancel(self) -> None:
        """Give the copying up."""
        if self.is_running:
            self._runner.cancel()
            self._restore_cursor()
            self.cancelled.emit()

    def _steps(self, headings: Sequence[str], rows: Sequence[Row], columns: Sequence[int]) -> Steps[QMimeData]:
        def texts_of(row: Row) -> Sequence[str]:
            return self._model.row_texts(row, columns)

        try:
            return (yield from rows_mime_data(headings, rows, texts_of, self._on_rows_done))
        except Exception:
            self._restore_cursor()
            raise

    def _restore_cursor(self) -> None:
        if self._has_busy_cursor:
            self._has_busy_cursor = False
            QGuiApplication.restoreOverrideCursor()

    def _on_rows_done(self, done: int) -> None:
        self.progressed.emit(done, self._count)

    def _on_done(self, data: QMimeData) -> None:
        self._restore_cursor()
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(self._count)
