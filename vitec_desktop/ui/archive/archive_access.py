"""Opens the saved reports when they are first needed."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from vitec_desktop.storage.profile import REPORT_SUFFIX

if TYPE_CHECKING:
    from vitec_desktop.archive.store import ReportArchive


class ArchiveAccess:
    """The saved reports of the profile; thread-safe. Nothing of `archive` is imported before `open`."""

    def __init__(self, folder: Path, make_archive: "Callable[[], ReportArchive]") -> None:
        self.folder = folder
        self._make_archive = make_archive
        self._archive: ReportArchive | None = None
        self._lock = Lock()

    @property
    def has_files(self) -> bool:
        """Whether there are saved reports; on a worker thread."""
        try:
            return any(path.suffix == REPORT_SUFFIX for path in self.folder.iterdir())
        except OSError:
            return False

    def open(self) -> "ReportArchive":
        """Return the archive, the same each time; on a worker thread, since it is imported."""
        with self._lock:
            if self._archive is None:
                self._archive = self._make_archive()
            return self._archive
