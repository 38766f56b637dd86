"""Copying rows as its user sees it: nothing where it is quick, the window's progress where there are many."""

from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer

from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.ui.table.clipboard import RowCopier
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.widgets.labels import announce
from vitec_desktop.ui.widgets.progress_row import ProgressRow

_SHOW_DELAY = 400
"""Milliseconds that nobody needs to be told about."""


class CopyProgress(QObject):
    """Shows how far a copying has come, for as long as nothing more important is shown there."""

    def __init__(self, pages: Collection[ListPage], progress: ProgressRow, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._progress = progress
        self._language = language
        self._copiers = [page.copier for page in pages]
        self._shown: RowCopier | None = None
        self._show_timer = QTimer(self, singleShot=True, interval=_SHOW_DELAY)
        progress.cancel_requested.connect(self._on_cancel_requested)
        for page in pages:
            self._connect_copier(page)

    def release_progress_row(self) -> None:
        """A fetch or an export shows its own progress from now on; the copying goes on."""
        self._shown = None

    def cancel_all(self) -> None:
        """Give up what is being copied: the window goes, and its pointer must not stay busy."""
        for copier in self._copiers:
            copier.cancel()

    def _connect_copier(self, page: ListPage) -> None:
        copier = page.copier
        copier.started.connect(self._show_timer.start)
        copier.progressed.connect(lambda done, total: self._on_progressed(copier, done, total))
        copier.cancelled.connect(lambda: self._hide_progress(copier))
        copier.copied.connect(lambda count: self._on_copied(page, count))

    def _on_progressed(self, copier: RowCopier, done: int, total: int) -> None:
        if self._shown is None and not self._show_timer.isActive() and not self._progress.isVisible():
            self._shown = copier
            self._progress.start()
        if self._shown is copier:
            lead = self.tr("{done} av {total} rader kopierade")
            lead = lead.format(done=format_count(done, self._language), total=format_count(total, self._language))
            self._progress.set_progress(done, total, lead)

    def _on_copied(self, page: ListPage, count: int) -> None:
        self._hide_progress(page.copier)
        announce(page.view, self.tr("%n rader är kopierade.", "", count))

    def _hide_progress(self, copier: RowCopier) -> None:
        if self._shown is copier:
            self._shown = None
            self._progress.stop()

    def _on_cancel_requested(self) -> None:
        if self._shown:
            self._shown.cancel()
