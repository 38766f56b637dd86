"""Looks in a worker what is where: a drive that is gone keeps whoever asks it waiting."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from vitec_desktop.ui.common.desktop_files import existing_default_folder, is_file, is_folder
from vitec_desktop.ui.common.jobs import JobRunner


@dataclass(frozen=True, slots=True)
class TargetPath:
    """Where a file, or a folder, is to lie."""

    path: Path
    is_folder: bool

    def exists(self) -> bool:
        """Whether there is one already. Asks the file system: in a worker."""
        return is_folder(self.path) if self.is_folder else is_file(self.path)


class PathCheck(QObject):
    """Looks at one place at a time; of those asked for meanwhile only the latest is looked at, and answered."""

    checked = Signal(object, bool)  # Place, whether it is taken
    failed = Signal(object)  # Exception

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._next: TargetPath | None = None
        self._is_running = False

    def start(self, place: TargetPath) -> None:
        """Look, and answer; a place that is asked for before that takes its turn."""
        self._next = place
        if not self._is_running:
            self._start_next()

    def _start_next(self) -> None:
        place, self._next = self._next, None
        if place is None:
            return
        self._is_running = True
        job = self._runner.create_job(lambda context: (place, place.exists()))
        # Bound methods: a job that outlives the dialog finds nobody to tell.
        job.succeeded.connect(self._on_checked)
        job.failed.connect(self._on_failed)
        job.start()

    def _on_checked(self, seen: tuple[TargetPath, bool]) -> None:
        self._is_running = False
        if self._next is None:
            self.checked.emit(*seen)
        self._start_next()

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self.failed.emit(error)
        self._start_next()


def find_default_folder(runner: JobRunner, last: str, found: Callable[[Path], object], failed: SignalInstance) -> None:
    """Tell `found` the folder to begin with, `last` if it is still there."""
    job = runner.create_job(lambda context: existing_default_folder(last))
    job.succeeded.connect(found)
    job.failed.connect(failed)
    job.start()
