"""Puts many rows on the clipboard while the window goes on: in slices, and all at once when they are ready."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from vitec_desktop.report.report import Row
from vitec_desktop.ui.common.incremental import Slices, Steps
from vitec_desktop.ui.table.clipboard import clipboard_data
from vitec_desktop.ui.table.model import ListModel

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
    stopped = Signal()

    def __init__(self, model: ListModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._slices = Slices(self)
        self._count = 0
        self._shows_busy = False

    @property
    def is_running(self) -> bool:
        return self._slices.is_running

    def copy(self, rows: Sequence[Row], columns: Sequence[int]) -> None:
        """Copy `columns` of `rows` as the table writes them, headings first; `rows` may leave the table meanwhile."""
        self.stop()
        self._count = len(rows)
        self.started.emit()
        headings = [self._model.heading(column) for column in columns]
        self._slices.run(self._steps(headings, rows, columns), self._on_done, _FIRST_SLICE)
        if self.is_running:
            self._shows_busy = True
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)

    def stop(self) -> None:
        """Give the copying up."""
        if self.is_running:
            self._slices.stop()
            self._end_wait()
            self.stopped.emit()

    def _steps(self, headings: Sequence[str], rows: Sequence[Row], columns: Sequence[int]) -> Steps[QMimeData]:
        def texts_of(row: Row) -> Sequence[str]:
            return self._model.texts(row, columns)

        try:
            return (yield from clipboard_data(headings, rows, texts_of, self._on_rows_done))
        except Exception:
            self._end_wait()
            raise

    def _end_wait(self) -> None:
        if self._shows_busy:
            self._shows_busy = False
            QGuiApplication.restoreOverrideCursor()

    def _on_rows_done(self, done: int) -> None:
        self.progressed.emit(done, self._count)

    def _on_done(self, data: QMimeData) -> None:
        self._end_wait()
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(self._count)
