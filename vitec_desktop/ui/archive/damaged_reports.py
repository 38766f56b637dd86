"""Tells of saved reports that turned out to be damaged, wherever that is found."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.language import Language
from vitec_desktop.ui.archive.archive_access import ArchiveAccess
from vitec_desktop.ui.common.jobs import JobRunner
from vitec_desktop.ui.fetch.texts import problem_notice
from vitec_desktop.ui.widgets.notice import NoticeAction, NoticeBar, NoticeLevel

if TYPE_CHECKING:
    from vitec_desktop.archive.report_files import DamagedFile


class DamagedReportsController(QObject):
    """Keeps a notice of the files that were set aside, until the user closes it or they are deleted.

    Also of those that an earlier run set aside, which may have had no window.
    """

    dialog_requested = Signal()
    error_occurred = Signal(Exception)

    _found = Signal()  # a file is in `_new_files`; emitted on the thread that found it

    def __init__(
        self,
        access: ArchiveAccess,
        make_bar: Callable[[], NoticeBar],
        runner: JobRunner,
        language: Language,
        parent: QObject,
    ) -> None:
        """`make_bar` makes the bar of the notice, below the window's other notices; called once, when it is needed."""
        super().__init__(parent)
        self._access = access
        self._make_bar = make_bar
        self._runner = runner
        self._language = language
        self._bar: NoticeBar | None = None
        self._files: dict[str, DamagedFile] = {}
        self._new_files: deque[DamagedFile] = deque()
        self._found.connect(self._on_found)
        access.tell_set_aside(self._tell)

    def show_earlier(self) -> None:
        """Tell of the files that were set aside earlier and that the user does not know of."""
        self._runner.start_job(lambda _: self._access.list_set_aside(), self._on_listed, self.error_occurred.emit)

    def _on_listed(self, files: "tuple[DamagedFile, ...]") -> None:
        if files:
            self._files |= {file.name: file for file in files}
            self._show()

    def check(self) -> None:
        """Tell no longer of files that the user has deleted."""
        if self._files:
            names = tuple(self._files)
            self._runner.start_job(lambda _: self._access.existing(names), self._on_checked, lambda _: None)

    def _on_checked(self, names: frozenset[str]) -> None:
        self._files = {name: file for name, file in self._files.items() if name in names}
        if self._bar is not None and self._bar.notice is not None:
            self._show()

    def _tell(self, file: "DamagedFile") -> None:
        self._new_files.append(file)
        self._found.emit()

    def _on_found(self) -> None:
        file = self._new_files.popleft()
        self._files[file.name] = file
        self._show()

    def _on_closed(self) -> None:
        names = tuple(self._files)
        self._files.clear()
        self._runner.start_job(
            lambda _: self._access.note_known_damaged(names), lambda _: None, self.error_occurred.emit
        )

    def _show(self) -> None:
        if not self._files and self._bar is not None:
            self._bar.clear()
            return
        from vitec_desktop.ui.archive.texts import damaged_text

        if self._bar is None:
            self._bar = self._make_bar()
            self._bar.setObjectName("damagedReportsNotice")
            self._bar.closed.connect(self._on_closed)
        show = NoticeAction(self.tr("Sparade rapporter…"), self.dialog_requested.emit)
        text = damaged_text(tuple(self._files.values()), self._language)
        self._bar.show_notice(problem_notice(NoticeLevel.WARN, text, (show,)))
