"""The files of saved reports in one folder: listed, read, written, and set aside if they are damaged."""

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from msgspec import Struct

from vitec_desktop.archive.archive_settings import ArchiveSettings
from vitec_desktop.archive.file_format import (
    HEADER_BYTES,
    ArchiveKey,
    OtherKey,
    ReportDamaged,
    ReportNewer,
    decode_facts,
    decode_snapshot,
    do_nothing,
    encode_snapshot,
    read_header,
)
from vitec_desktop.archive.key import ArchiveClosed, KeyStore
from vitec_desktop.archive.retention import SavedReport, newest_first
from vitec_desktop.archive.snapshot import Snapshot, SnapshotFacts, release_rows
from vitec_desktop.storage.atomic_file import atomic_write, retry_while_locked
from vitec_desktop.storage.file_lock import profile_lock
from vitec_desktop.storage.json_file import SaveProblem, save_problem
from vitec_desktop.storage.profile import DAMAGED_SUFFIX, REPORT_SUFFIX

_LOCK_FILE = ".reports.lock"
_SPARE_BYTES = 32 * 1024 * 1024
"""Free space that a save leaves on the disk."""


class ReportNotSaved(Exception):
    """A file of the archive could not be written; what was there is as it was. `detail` is the system's message."""

    def __init__(self, problem: SaveProblem, detail: str = "") -> None:
        super().__init__(problem.value + (f" ({detail})" if detail else ""))
        self.problem = problem
        self.detail = detail

    @classmethod
    def from_error(cls, error: OSError) -> Self:
        """Return what the system's error means."""
        return cls(save_problem(error), error.strerror or type(error).__name__)


class FilesLeft(ReportNotSaved):
    """The keys are deleted, so that nobody can read the saved reports any longer, but some files could not be."""


class ReportMissing(Exception):
    """There is no saved report with this id."""


class DamagedFile(Struct, frozen=True):
    """A file that was set aside.

    Attributes:
        name: its name now.
        fetched_at: when its report was fetched; None if that cannot be read either.
        written_at: the file's own time: of its fetch, or of when it was set aside if it already was.
    """

    name: str
    fetched_at: datetime | None
    written_at: datetime


class ArchiveListing(Struct, frozen=True):
    """The saved reports, the one saved last first.

    Attributes:
        damaged: files that were set aside now.
        set_aside: all files that were set aside, now or earlier, and are still there.
        other_keys, newer: the number of files of another key, and of a newer version of the program.
        unreadable: the number of files that the system does not let us read.
        size: of all files, in bytes, with those that were set aside.
        refused: ids of reports that stay closed until the service accepts their sign-in again.
    """

    reports: tuple[SavedReport, ...] = ()
    damaged: tuple[DamagedFile, ...] = ()
    set_aside: tuple[DamagedFile, ...] = ()
    other_keys: int = 0
    newer: int = 0
    unreadable: int = 0
    size: int = 0
    refused: frozenset[str] = frozenset()


class ReportFiles:
    """The files below one folder. Who writes holds `lock`; the settings say which keys the files may have.

    `check` is called now and then and may raise to end the work. `on_set_aside` is called with each damaged file, on
    the thread that found it.
    """

    def __init__(
        self, folder: Path, keys: KeyStore, lock_timeout: float, on_set_aside: Callable[[DamagedFile], object]
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._lock_timeout = lock_timeout
        self._on_set_aside = on_set_aside

    def lock(self) -> AbstractContextManager[None]:
        """Keep other processes from changing the folder; raises TimeoutError if one of them takes too long."""
        return profile_lock(self._folder, self._lock_timeout, _LOCK_FILE)

    def paths(self, suffix: str = REPORT_SUFFIX) -> Iterator[Path]:
        """Yield the paths of the reports, or of what was set aside; none if the folder cannot be read."""
        with suppress(OSError):
            yield from sorted(path for path in self._folder.iterdir() if path.suffix == suffix)

    def path(self, report_id: str) -> Path:
        """Return a report's path; raise ReportMissing for what is no id."""
        if not report_id.isalnum():
            raise ReportMissing
        return self._folder / f"{report_id}{REPORT_SUFFIX}"

    def key_id_of(self, path: Path) -> str:
        """Return the id of a file's key.

        Raises:
            OSError, ReportDamaged, ReportNewer
        """
        with path.open("rb") as file:
            return read_header(file.read(HEADER_BYTES)).key_id

    def list(self, settings: ArchiveSettings, *, is_lock_held: bool = False) -> ArchiveListing:
        """Return what there is, from the plain headers and the facts; damaged files are set aside."""
        reports: list[SavedReport] = []
        damaged: list[DamagedFile] = []
        other_keys = newer = unreadable = size = 0
        for path in self.paths():
            try:
                size += path.stat().st_size
                reports.append(self._read_saved(path, settings))
            except ReportDamaged:
                if aside := self.set_aside(path, settings, is_lock_held=is_lock_held):
                    damaged.append(aside)
            except OtherKey:
                other_keys += 1
            except ReportNewer:
                newer += 1
            except FileNotFoundError:
                continue
            except OSError:
                unreadable += 1
        refused = frozenset(one.id for one in reports if settings.has_refused(one.facts.sources))
        ordered = tuple(newest_first(reports))
        set_aside, size_aside = self.list_set_aside(settings)
        size += size_aside
        return ArchiveListing(ordered, tuple(damaged), set_aside, other_keys, newer, unreadable, size, refused)

    def list_set_aside(self, settings: ArchiveSettings) -> tuple[tuple[DamagedFile, ...], int]:
        """Return the files that were set aside, and their size."""
        found: list[DamagedFile] = []
        size = 0
        for path in self.paths(DAMAGED_SUFFIX):
            with suppress(OSError):
                size += path.stat().st_size
                found.append(DamagedFile(path.name, self._find_fetched_at(path, settings), _written_at(path)))
        return tuple(found), size

    def _find_fetched_at(self, path: Path, settings: ArchiveSettings) -> datetime | None:
        """Return when the report of a damaged file was fetched, if that part of it is whole."""
        with suppress(OSError, ReportDamaged, ReportNewer, OtherKey, ArchiveClosed):
            return SavedReport(path.stem, self._read_facts(path, settings)[0], 0).fetched_at
        return None

    def _read_saved(self, path: Path, settings: ArchiveSettings) -> SavedReport:
        facts, size, expected = self._read_facts(path, settings)
        if size != expected:
            raise ReportDamaged
        return SavedReport(path.stem, facts, size)

    def _read_facts(self, path: Path, settings: ArchiveSettings) -> tuple[SnapshotFacts, int, int]:
        """Return a file's facts, its size, and the size that it should have."""
        with path.open("rb") as file:
            start = file.read(HEADER_BYTES)
            header = read_header(start)
            content = start + file.read(header.facts_length)
            size = os.fstat(file.fileno()).st_size
        return decode_facts(content, self._key_for(header.key_id, settings)), size, header.file_size

    def read(self, path: Path, settings: ArchiveSettings, check: Callable[[], object] = do_nothing) -> Snapshot:
        """Return a report with its rows.

        Raises:
            OSError, ReportMissing, ReportDamaged, ReportNewer, OtherKey, ArchiveClosed
        """
        try:
            content = retry_while_locked(path.read_bytes)
        except FileNotFoundError:
            raise ReportMissing from None
        return decode_snapshot(content, self._key_for(read_header(content).key_id, settings), check)

    def _key_for(self, key_id: str, settings: ArchiveSettings) -> ArchiveKey:
        key = self._keys.get(key_id) if key_id in (settings.key_id, settings.retired_key) else None
        if key is None:
            raise OtherKey(key_id)
        return key

    def read_all(
        self,
        settings: ArchiveSettings,
        check: Callable[[], object],
        reports: Iterable[SavedReport] | None = None,
        *,
        is_lock_held: bool = True,
    ) -> Iterator[tuple[SavedReport, Snapshot]]:
        """Yield all reports, or these, that can be read, the one saved last first; those damaged are set aside.

        The rows of each are there until the next one is asked for.
        """
        for saved in self.list(settings, is_lock_held=is_lock_held).reports if reports is None else reports:
            check()
            path = self.path(saved.id)
            try:
                snapshot = self.read(path, settings, check)
            except ReportDamaged:
                self.set_aside(path, settings, is_lock_held=is_lock_held)
            except (ReportMissing, ReportNewer, OtherKey, OSError):
                continue
            else:
                try:
                    yield saved, snapshot
                finally:
                    release_rows(snapshot)

    def set_aside(self, path: Path, settings: ArchiveSettings, *, is_lock_held: bool = False) -> DamagedFile | None:
        """Rename a damaged file, once no other process can be writing it; None if it is fine after all, or stays."""
        if not is_lock_held:
            with suppress(OSError), self.lock():
                return self.set_aside(path, settings, is_lock_held=True)
            return None
        try:
            self.read(path, settings)
        except ReportDamaged:
            with suppress(OSError):
                written_at = _written_at(path)
                aside = path.with_suffix(DAMAGED_SUFFIX)
                retry_while_locked(lambda: path.replace(aside))
                now = time.time()
                os.utime(aside, (now, now))
                file = DamagedFile(aside.name, self._find_fetched_at(aside, settings), written_at)
                self._on_set_aside(file)
                return file
        except (ReportMissing, ReportNewer, OtherKey, OSError):
            pass
        return None

    def write(self, report_id: str, content: bytes, fetched_at: datetime) -> None:
        """Write a file whole or not at all; its time, by which its age counts without the key, is that of the fetch.

        Raises:
            OSError
            ReportNotSaved: the disk lacks room.
        """
        if shutil.disk_usage(self._folder).free < len(content) + _SPARE_BYTES:
            raise ReportNotSaved(SaveProblem.DISK_FULL)
        path = self.path(report_id)
        with atomic_write(path, mode=0o600) as file:
            file.write(content)
        seconds = fetched_at.timestamp()
        os.utime(path, (seconds, seconds))

    def rewrite(self, saved: SavedReport, snapshot: Snapshot, key: ArchiveKey) -> None:
        """Write a report anew, and release its rows."""
        self.write(saved.id, encode_snapshot(snapshot, key), snapshot.facts.fetched_at)
        release_rows(snapshot)

    def remove(self, path: Path) -> None:
        """Delete a file, if it is there."""
        with suppress(FileNotFoundError):
            retry_while_locked(path.unlink)

    def remove_all(self, paths: Iterable[Path]) -> None:
        """Delete the files that can be; raise the OSError of one that cannot."""
        failure: OSError | None = None
        for path in paths:
            try:
                self.remove(path)
            except OSError as error:
                failure = error
        if failure is not None:
            raise failure


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
