"""Puts many rows on the clipboard while the window goes on: in slices, and all at once when they are ready."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from vitec_desktop.report.report import Row
from vitec_desktop.ui.common.incremental import IncrementalRunner, Steps
from vitec_desktop.ui.table.clipboard import rows_mime_data
from vitec_desktop.ui.table.model import ReportTableModel

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
