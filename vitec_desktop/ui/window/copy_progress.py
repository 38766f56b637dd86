"""Shows the progress of copying rows, where it takes long enough to be noticed."""

from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer, Signal

from vitec_desktop.report.formatting import format_count, group_digits
from vitec_desktop.report.language import Language
from vitec_desktop.ui.table.clipboard import RowCopier
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.widgets.progress_row import ProgressRow

_SHOW_DELAY = 400
"""Milliseconds before the progress is shown."""


class CopyProgress(QObject):
    """Shows the copying of one table in the progress row, unless a fetch or an export uses it."""

    copied = Signal(str)
    """Emitted with how many rows have been copied, as "12 rader är kopierade"."""

    def __init__(self, pages: Collection[ListPage], progress: ProgressRow, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._progress = progress
        self._language = language
        self._copiers = [page.copier for page in pages]
        self._shown: RowCopier | None = None
        self._show_timer = QTimer(self, singleShot=True)
        self._show_timer.setInterval(_SHOW_DELAY)
        progress.cancel_requested.connect(self._on_cancel_requested)
        for page in pages:
            self._connect_copier(page)

    def release_progress_row(self) -> None:
        """Leave the progress row to a fetch or an export; the copying goes on."""
        self._shown = None

    def cancel_all(self) -> None:
        """Cancel all copying, so that the mouse pointer does not stay busy when the window is replaced."""
        for copier in self._copiers:
            copier.cancel()

    def _connect_copier(self, page: ListPage) -> None:
        copier = page.copier
        copier.started.connect(self._show_timer.start)
        copier.progressed.connect(lambda done, total: self._on_progressed(copier, done, total))
        copier.cancelled.connect(lambda: self._hide_progress(copier))
        copier.copied.connect(lambda count: self._on_copied(copier, count))

    def _on_progressed(self, copier: RowCopier, done: int, total: int) -> None:
        if self._shown is None and not self._show_timer.isActive() and not self._progress.isVisible():
            self._shown = copier
            self._progress.start()
        if self._shown is copier:
            lead = group_digits(self.tr("{done} av %n rader kopierade", "", total), total, self._language)
            lead = lead.format(done=format_count(done, self._language))
            self._progress.set_progress(done, total, lead)

    def _on_copied(self, copier: RowCopier, count: int) -> None:
        self._hide_progress(copier)
        self.copied.emit(self.tr("%n rader är kopierade", "", count))

    def _hide_progress(self, copier: RowCopier) -> None:
        if self._shown is copier:
            self._shown = None
            self._progress.stop()

    def _on_cancel_requested(self) -> None:
        if self._shown:
            self._shown.cancel()
