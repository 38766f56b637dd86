"""Asks the file system on a worker thread, since a network drive that is gone answers late."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from vitec_desktop.ui.common.desktop_files import existing_default_folder, is_file, is_folder
from vitec_desktop.ui.common.jobs import JobRunner, Receiver


@dataclass(frozen=True, slots=True)
class TargetPath:
    """The path of a file or folder that is to be written."""

    path: Path
    is_folder: bool

    def exists(self) -> bool:
        """Return whether a file, or a folder, of that path exists; on a worker thread."""
        return is_folder(self.path) if self.is_folder else is_file(self.path)


class PathCheck(QObject):
    """Checks one path at a time; of those requested meanwhile only the latest is checked and reported."""

    checked = Signal(TargetPath, bool)  # the path, whether it exists
    failed = Signal(Exception)

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._next: TargetPath | None = None
        self._is_running = False

    def start(self, target: TargetPath) -> None:
        """Check whether a path exists, once the check that runs has ended."""
        self._next = target
        if not self._is_running:
            self._start_next()

    def _start_next(self) -> None:
        target, self._next = self._next, None
        if target is None:
            return
        self._is_running = True
        self._runner.start_job(lambda context: (target, target.exists()), self._on_checked, self._on_failed)

    def _on_checked(self, result: tuple[TargetPath, bool]) -> None:
        self._is_running = False
        if self._next is None:
            self.checked.emit(*result)
        self._start_next()

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self.failed.emit(error)
        self._start_next()


def find_default_folder(runner: JobRunner, last: str, on_found: Receiver, on_failure: Receiver) -> None:
    """Pass to `on_found` the folder that a dialog starts in: `last` if it exists, else a default one."""
    runner.start_job(lambda context: existing_default_folder(last), on_found, on_failure)
