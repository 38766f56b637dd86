"""JSON files of the profile: readable to people, saved whole or not at all, a damaged file set aside."""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

from msgspec import Struct, field

from vitec_desktop.storage.atomic_file import RETRY_DELAYS, atomic_write, retry_while_locked
from vitec_desktop.storage.file_lock import LOCK_TIMEOUT, profile_lock
from vitec_desktop.storage.unknown_names import keep_unknown

# On Windows virus scanners and file synchronisers lock a file for moments; elsewhere a refusal is final.
_RETRY_DELAYS = RETRY_DELAYS if os.name == "nt" else ()
_MAX_FILE_SIZE = 16 * 1024 * 1024
"""Bytes; a larger file is none of ours."""


class SaveProblem(StrEnum):
    """Why a file could not be saved, as far as a user can do something about it."""

    READ_ONLY = "read only"  # no right to write there, or nothing can be written there at all
    DISK_FULL = "disk full"
    IN_USE = "in use"  # another program or process has the file locked
    NEWER_VERSION = "newer version"  # a newer version of this program wrote the file
    OTHER = "other"


class SettingsNotSaved(Exception):
    """A file of the profile was not saved and is as it was. `detail` is the system's own message."""

    def __init__(self, path: Path, problem: SaveProblem, detail: str = "") -> None:
        super().__init__(f"{path}: {problem.value}" + (f" ({detail})" if detail else ""))
        self.path = path
        self.problem = problem
        self.detail = detail


class LoadedFile(Struct, frozen=True):
    """The values of a file; empty if there is no file or it cannot be read.

    Attributes:
        is_damaged: the file held no JSON object of ours.
        backup_path: where the damaged file is now; None if it could not be moved.
        is_newer_version: a newer version of the program wrote the file; saving is refused.
        is_unreadable: the system does not let us read the file; it is as it was.
    """

    values: dict[str, Any] = field(default_factory=dict)
    is_damaged: bool = False
    backup_path: Path | None = None
    is_newer_version: bool = False
    is_unreadable: bool = False


class _DamagedFile(Exception):
    """The file is no JSON object with a version of ours."""


class JsonFile:
    """A JSON object with a "version" and the values beside it. `now` and `retry_delays` are for tests.

    Args:
        left_out: names that the program knows although it does not always write them.
        lock_timeout: seconds to wait for other processes that change the profile.
    """

    def __init__(
        self,
        path: Path,
        version: int = 1,
        *,
        left_out: Collection[str] = (),
        lock_timeout: float = LOCK_TIMEOUT,
        now: Callable[[], datetime] = datetime.now,
        retry_delays: Sequence[float] = _RETRY_DELAYS,
    ) -> None:
        self.path = path
        self._version = version
        self._left_out = left_out
        self._lock_timeout = lock_timeout
        self._now = now
        self._retry_delays = retry_delays

    def load(self) -> LoadedFile:
        """Return the file's values. Never raises; a damaged file is moved aside."""
        try:
            return self._load()
        except OSError:
            return LoadedFile(is_unreadable=True)

    def save(self, values: Mapping[str, Any]) -> None:
        """Replace the file's values, but for names that `values` lacks; a damaged file is moved aside first.

        Raises:
            SettingsNotSaved: the file is as it was.
            TypeError, ValueError: `values` are no JSON; the file is as it was.
        """
        self.update(lambda _: values)

    def update(self, change: Callable[[LoadedFile], Mapping[str, Any] | None]) -> None:
        """Load the file and save the values that `change` returns, under the profile's lock; None saves nothing.

        What the file holds under names that `change` leaves out stays, on all levels: another version wrote it.

        Raises:
            SettingsNotSaved: the file is as it was.
            TypeError, ValueError: the values are no JSON; the file is as it was.
        """
        try:
            with profile_lock(self.path.parent, self._lock_timeout):
                loaded = self._load()
                values = change(loaded)
                if values is None:
                    return
                if loaded.is_newer_version:
                    raise SettingsNotSaved(self.path, SaveProblem.NEWER_VERSION)
                if loaded.is_damaged and loaded.backup_path is None:
                    raise SettingsNotSaved(self.path, SaveProblem.IN_USE)
                self._write(keep_unknown(loaded.values, values, self._left_out))
        except OSError as error:
            raise SettingsNotSaved(self.path, save_problem(error), error.strerror or type(error).__name__) from error

    def create_backup(self) -> Path | None:
        """Copy the file, for its user to look into, and return the copy's path; None if that failed."""
        return self._to_backup_path(shutil.copyfile)

    def _load(self) -> LoadedFile:
        """Return the values; raise OSError if the file cannot be read."""
        try:
            values = self._read()
        except _DamagedFile:
            return LoadedFile(is_damaged=True, backup_path=self._to_backup_path(Path.replace))
        version = values.pop("version", 1)
        return LoadedFile(values, is_newer_version=version > self._version)

    def _read(self) -> dict[str, Any]:
        """Return the object in the file, its version included; empty if there is no file.

        Raises:
            _DamagedFile: the file is something else.
            OSError: the file cannot be read.
        """
        try:
            data = retry_while_locked(self._read_bytes, self._retry_delays)
        except FileNotFoundError:
            return {}
        try:
            values = json.loads(data.decode("utf-8-sig"), parse_constant=_reject_constant)
        except (ValueError, RecursionError):
            raise _DamagedFile from None
        if not isinstance(values, dict):
            raise _DamagedFile
        version = values.get("version", 1)
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise _DamagedFile
        return values

    def _read_bytes(self) -> bytes:
        with self.path.open("rb") as file:
            data = file.read(_MAX_FILE_SIZE + 1)
        if len(data) > _MAX_FILE_SIZE:
            raise _DamagedFile
        return data

    def _write(self, values: Mapping[str, Any]) -> None:
        text = json.dumps({"version": self._version, **values}, indent=2, ensure_ascii=False, allow_nan=False)
        # A symbolic link stays; the file that it points to is replaced.
        target = Path(os.path.realpath(self.path))
        target.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(target, mode=0o600, delays=self._retry_delays) as file:
            # A lone surrogate cannot be encoded; it becomes a question mark.
            file.write(f"{text}\n".encode(errors="replace"))

    def _to_backup_path(self, transfer: Callable[[Path, Path], object]) -> Path | None:
        """Move or copy the file to an unused name; return that, or None if it failed."""
        name = f"{self.path.stem}.damaged-{self._now():%Y-%m-%d-%H%M%S}"
        backup = self.path.with_name(name + self.path.suffix)
        number = 1
        while backup.exists():
            number += 1
            backup = self.path.with_name(f"{name}-{number}{self.path.suffix}")
        try:
            retry_while_locked(lambda: transfer(self.path, backup), self._retry_delays)
        except OSError:
            with contextlib.suppress(OSError):
                backup.unlink()  # half a copy
            return None
        return backup


def _reject_constant(name: str) -> NoReturn:
    """Reject NaN and Infinity, which Python reads but JSON does not have."""
    raise ValueError(name)


_PROBLEMS = {
    errno.ENOSPC: SaveProblem.DISK_FULL,
    errno.EDQUOT: SaveProblem.DISK_FULL,
    errno.EFBIG: SaveProblem.DISK_FULL,
    errno.EROFS: SaveProblem.READ_ONLY,
    errno.EACCES: SaveProblem.READ_ONLY,
    errno.EPERM: SaveProblem.READ_ONLY,
    errno.ENOTDIR: SaveProblem.READ_ONLY,
    errno.EEXIST: SaveProblem.READ_ONLY,
    errno.ENOENT: SaveProblem.READ_ONLY,
    errno.EISDIR: SaveProblem.READ_ONLY,
    errno.EBUSY: SaveProblem.IN_USE,
}
_SHARING_ERRORS = (32, 33)
"""Windows error codes: the file, or a part of it, is locked by another program."""


def save_problem(error: OSError) -> SaveProblem:
    """Return what an error of the system means for a file that was to be saved."""
    if getattr(error, "winerror", None) in _SHARING_ERRORS:
        return SaveProblem.IN_USE
    # On Windows replacing a locked file is "access denied", as is a new file in a read-only folder; only the first
    # error names a second path.
    if os.name == "nt" and isinstance(error, PermissionError) and error.filename2 is not None:
        return SaveProblem.IN_USE
    return _PROBLEMS.get(error.errno or 0, SaveProblem.OTHER)
