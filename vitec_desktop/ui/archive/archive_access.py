"""Opens the saved reports when they are first needed."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.storage.profile import DAMAGED_SUFFIX, REPORT_SUFFIX
from vitec_desktop.ui.common.log_setup import LOG

if TYPE_CHECKING:
    from vitec_desktop.archive.report_files import DamagedFile
    from vitec_desktop.archive.store import ReportArchive


class ArchiveAccess:
    """The saved reports of the profile; thread-safe. Nothing of `archive` is imported before `open`."""

    def __init__(self, folder: Path, make_archive: "Callable[[], ReportArchive]") -> None:
        self.folder = folder
        self._make_archive = make_archive
        self._archive: ReportArchive | None = None
        self._on_set_aside: Callable[[DamagedFile], object] = lambda _: None
        self._lock = Lock()

    @property
    def has_files(self) -> bool:
        """Whether there are saved reports; on a worker thread."""
        return self._has_file(REPORT_SUFFIX)

    def _has_file(self, suffix: str) -> bool:
        try:
            return any(path.suffix == suffix for path in self.folder.iterdir())
        except OSError:
            return False

    def list_set_aside(self) -> "tuple[DamagedFile, ...]":
        """Return the files that were set aside, but for those that the user knows of; on a worker thread."""
        return self.open().list_set_aside() if self._has_file(DAMAGED_SUFFIX) else ()

    def note_known_damaged(self, names: Iterable[str]) -> None:
        """Remember that the user knows of these files; on a worker thread. If that fails, he is told again."""
        from vitec_desktop.archive.report_files import ReportNotSaved

        with suppress(ReportNotSaved):
            self.open().note_known_damaged(names)

    def tell_set_aside(self, on_set_aside: "Callable[[DamagedFile], object]") -> None:
        """Call `on_set_aside`, and nobody else, with each damaged file that is set aside, on the finder's thread."""
        self._on_set_aside = on_set_aside

    def existing(self, names: Iterable[str]) -> frozenset[str]:
        """Return the names of which there are files; on a worker thread."""
        return frozenset(name for name in names if (self.folder / name).exists())

    def erase_connection(self, removed: Connection, others: Sequence[Connection]) -> None:
        """Erase the saved reports of a removed connection; on a worker thread. What cannot be erased now is logged."""
        if not self.has_files:
            return
        from vitec_desktop.archive.report_files import ReportNotSaved
        from vitec_desktop.archive.snapshot import ReportSource

        spared = [ReportSource(one.base_url, one.user, office.id) for one in others for office in one.offices]
        try:
            customer_ids = [office.id for office in removed.offices]
            self.open().remove_connection(removed.base_url, removed.user, customer_ids, spared)
        except ReportNotSaved as error:
            LOG.warning("reports of a removed connection not erased: %s", error.problem.value)

    def open(self) -> "ReportArchive":
        """Return the archive, the same each time; on a worker thread, since it is imported."""
        with self._lock:
            if self._archive is None:
                self._archive = self._make_archive()
                self._archive.on_set_aside = lambda file: self._on_set_aside(file)
            return self._archive
