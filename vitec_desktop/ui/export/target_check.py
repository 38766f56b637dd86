"""Looks for an existing file on a worker thread, since a network drive that is gone answers late."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from vitec_desktop.export.file_names import free_path
from vitec_desktop.ui.common.desktop_files import is_file, is_folder
from vitec_desktop.ui.common.jobs import JobRunner


class Target(Struct, frozen=True):
    """The path of a file or folder that is to be written."""

    path: Path
    is_folder: bool


class TargetState(Struct, frozen=True):
    """What has the path already.

    Attributes:
        target: the path.
        exists: whether there is such a file or folder.
        free_path: the path itself, or if it exists one beside it, such as "Tips och leads (2).xlsx".
        modified: when the existing one was last changed, in local time; None if the system cannot tell.
    """

    target: Target
    exists: bool
    free_path: Path
    modified: datetime | None = None


def check_target_state(target: Target) -> TargetState:
    """Return what has the path already; called on a worker thread."""
    exists = is_folder(target.path) if target.is_folder else is_file(target.path)
    if not exists:
        return TargetState(target, False, target.path)
    try:
        modified = datetime.fromtimestamp(target.path.stat().st_mtime)
    except (OSError, OverflowError, ValueError):
        modified = None
    return TargetState(target, True, free_path(target.path), modified)


class TargetCheck(QObject):
    """Checks one target at a time; of those requested meanwhile only the latest is checked and reported."""

    checked = Signal(TargetState)
    failed = Signal(Exception)

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._next: Target | None = None
        self._is_running = False

    def start(self, target: Target) -> None:
        """Check whether a target exists, once the check that runs has ended."""
        self._next = target
        if not self._is_running:
            self._start_next()

    def _start_next(self) -> None:
        target, self._next = self._next, None
        if target is None:
            return
        self._is_running = True
        self._runner.start_job(lambda context: check_target_state(target), self._on_checked, self._on_failed)

    def _on_checked(self, state: TargetState) -> None:
        self._is_running = False
        if self._next is None:
            self.checked.emit(state)
        self._start_next()

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self.failed.emit(error)
        self._start_next()
