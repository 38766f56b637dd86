"""Copies rows to the clipboard, for Excel: as tab-separated text and as an HTML table, both with headings."""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from datetime import datetime, timedelta
from html import escape
from typing import TypeVar

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from vitec_desktop.report.cell_text import guard_formula, replace_illegal, unify_line_ends
from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.ui.table.model import ReportTableModel

_NEEDS_QUOTES = re.compile('[\t\n\r"]').search
_NEEDS_MARKUP = re.compile("[&<>\"'\n\r]").search
_LINE_BREAK = re.compile("\r\n|\r|\n").sub
_EXCEL_EPOCH = datetime(1899, 12, 30)
_FIRST_EXCEL_DAY = datetime(1900, 3, 1)
"""Earlier days have other numbers in Excel than in other programs."""

# LibreOffice reads `sdval` and `sdnum`, whose parts are the language of the value, that of the format, and the format.
# It knows no mso-number-format: without them it computes =1+1 and removes the first zero of a telephone number.
_AS_TEXT = 'sdnum="1033;1033;@" style="mso-number-format:\'\\@\'; white-space: pre-wrap"'
_AS_DATE = 'sdnum="1033;1053;YYYY-MM-DD HH:MM" style="mso-number-format:\'yyyy\\-mm\\-dd\\ hh\\:mm\'"'

_ROWS_PER_STEP = 50
"""These take some milliseconds with the longest messages."""
_ROWS_PER_PROGRESS = 1_000
_MAX_RESERVED_BYTES = 1 << 28
"""Bytes. The first rows may be the longest; if Qt cannot reserve the memory, it ends the program."""

T = TypeVar("T")


def mime_data_steps(
    headings: Sequence[str],
    rows: Sequence[T | str],
    row_texts: Callable[[T], Sequence[str]],
    on_progress: Callable[[int], None],
    date_places: Set[int] = frozenset(),
) -> Steps[QMimeData]:
    """Return the rows in both formats. Excel prefers the HTML, whose cells are marked as text or dates.

    The steps append bytes to what the clipboard gets: Qt would convert Python strings all at once, and stall.

    Args:
        headings: the first line.
        rows: the rows to copy; a text is the heading of the group that follows, and fills the first cell.
        row_texts: returns the cells of a row.
        on_progress: called with the number of finished rows, every thousand rows.
        date_places: the cells of a row that are times, as `format_datetime` writes them.
    """
    start, end = _html_frame()
    plain, html = (
        QByteArray(_encoded(_text_line(headings))),
        QByteArray(_encoded(start + _html_row("th", headings))),
    )
    blanks = [""] * (len(headings) - 1)
    for done in range(0, len(rows), _ROWS_PER_STEP):
        part = rows[done : done + _ROWS_PER_STEP]
        texts = [[row, *blanks] if isinstance(row, str) else row_texts(row) for row in part]
        plain.append(_encoded("".join(map(_text_line, texts))))
        cells = zip(part, texts, strict=True)
        html.append(
            _encoded(
                "".join(
                    [
                        _html_row("th", line) if isinstance(row, str) else _html_row("td", line, date_places)
                        for row, line in cells
                    ]
                )
            )
        )
        if not done:
            _reserve((plain, html), len(rows) / len(texts))
        elif not done % _ROWS_PER_PROGRESS:
            on_progress(done)
        yield
    html.append(_encoded(end))
    data = QMimeData()
    data.setData("text/plain", plain)
    data.setData("text/html", html)
    return data


def cell_mime_data(text: str, *, is_date: bool = False) -> QMimeData:
    """Return one cell, as plain text and as an HTML cell that is marked as text, or as a date."""
    text, _ = replace_illegal(unify_line_ends(text))
    data = QMimeData()
    data.setText(guard_formula(text))
    data.setHtml(_html_row("td", [text], frozenset({0} if is_date else ())).join(_html_frame()))
    return data


def _reserve(contents: Iterable[QByteArray], factor: float) -> None:
    """Reserve `factor` times the present size; a QByteArray that outgrows its memory is copied, which stalls."""
    for content in contents:
        content.reserve(min(int(content.size() * factor * 1.25), _MAX_RESERVED_BYTES))


def _encoded(text: str) -> bytes:
    return replace_illegal(text)[0].encode("utf-8")


def _text_line(row: Sequence[str]) -> str:
    """Return tab-separated cells; quote a cell with a tab, a line break or a quote, as Excel does."""
    return "\t".join([_quoted(guard_formula(text)) for text in row]) + "\r\n"


def _html_row(tag: str, row: Sequence[str], date_places: Set[int] = frozenset()) -> str:
    """Return a table row whose cells are marked as text, so that it becomes no formula or number, or as dates."""
    cells = [_cell(tag, text) for text in row]
    for place in date_places:
        if row[place]:
            cells[place] = _date_cell(row[place])
    return f"<tr>{''.join(cells)}</tr>"


def _quoted(text: str) -> str:
    if _NEEDS_QUOTES(text):
        return '"' + unify_line_ends(text).replace('"', '""') + '"'
    return text


def _cell(tag: str, text: str) -> str:
    if _NEEDS_MARKUP(text):
        # Without the style Excel begins a new cell at a line break.
        text = _LINE_BREAK('<br style="mso-data-placement:same-cell">', escape(text))
    return f"<{tag} {_AS_TEXT}>{text}</{tag}>"


def _date_cell(text: str) -> str:
    """Return a cell that a spreadsheet reads as a date."""
    moment = datetime.fromisoformat(text)
    if moment < _FIRST_EXCEL_DAY:
        return _cell("td", text)
    number = repr((moment - _EXCEL_EPOCH) / timedelta(days=1))
    return f'<td x:num="{number}" sdval="{number}" {_AS_DATE}>{text}</td>'


def _html_frame() -> tuple[str, str]:
    """Return the HTML before the rows and after them."""
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>',
        "</table></body></html>",
    )


class RowCopier(QObject):
    """Copies rows in slices between the window's events. A new copy cancels the one before.

    The clipboard keeps its contents until all rows are ready. The last signal is `copied` or `cancelled`.
    """

    started = Signal()
    progressed = Signal(int, int)
    """The number of rows finished, and of all rows to copy."""
    copied = Signal(int)
    """The number of rows copied."""
    cancelled = Signal()

    def __init__(self, model: ReportTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.first_slice = 0.03
        """Seconds that `copy` may take; some hundred rows are copied before it returns."""
        self._runner = IncrementalRunner(self)
        self._count = 0
        self._has_busy_cursor = False

    @property
    def is_running(self) -> bool:
        return self._runner.is_running

    def copy(self, rows: Sequence[Row | str], columns: Sequence[int]) -> None:
        """Copy these columns of `rows`, with headings. The table may lose the rows meanwhile.

        A text among the rows is the heading of the group that follows.
        """
        self.cancel()
        self._count = sum(not isinstance(row, str) for row in rows)
        self.started.emit()
        headings = [self._model.heading(column) for column in columns]
        self._runner.start(self._steps(headings, rows, columns), self._on_done, self.first_slice)
        if self.is_running:
            self._has_busy_cursor = True
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)

    def cancel(self) -> None:
        """Stop copying; the clipboard stays as it is. Do nothing if no copy is running."""
        if self.is_running:
            self._runner.cancel()
            self._restore_cursor()
            self.cancelled.emit()

    def _steps(self, headings: Sequence[str], rows: Sequence[Row | str], columns: Sequence[int]) -> Steps[QMimeData]:
        def row_texts(row: Row) -> Sequence[str]:
            return self._model.row_texts(row, columns)

        try:
            kinds = [self._model.columns[column].kind for column in columns]
            dates = {place for place, kind in enumerate(kinds) if kind is ColumnKind.DATETIME}
            return (yield from mime_data_steps(headings, rows, row_texts, self._on_progress, dates))
        except Exception:
            self._restore_cursor()
            raise

    def _restore_cursor(self) -> None:
        if self._has_busy_cursor:
            self._has_busy_cursor = False
            QGuiApplication.restoreOverrideCursor()

    def _on_progress(self, done: int) -> None:
        self.progressed.emit(done, self._count)

    def _on_done(self, data: QMimeData) -> None:
        self._restore_cursor()
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(self._count)
