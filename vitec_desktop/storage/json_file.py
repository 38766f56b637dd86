"""A settings file that people can read: JSON, saved whole or not at all, and never in the way when it is damaged."""

import contextlib
import errno
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from vitec_desktop.storage.file_lock import LockTimeout, profile_lock

_T = TypeVar("_T")

# On Windows, virus scanners and file synchronisers hold a file for moments; seconds between tries, 1.5 s in all.
# Elsewhere a refusal is a refusal.
_RETRY_DELAYS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.43) if os.name == "nt" else ()
# No settings file of ours comes near; more is something else under our name.
_MAX_FILE_SIZE = 16 * 1024 * 1024
_CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class SaveProblem(StrEnum):
    """Why settings could not be saved, as far as a user can do something about it."""

    READ_ONLY = "read only"  # no right to write there, or nothing can be written there at all
    DISK_FULL = "disk full"
    IN_USE = "held"  # another program holds the file, and did not let go in time
    NEWER_VERSION = "from newer"  # a newer version of this program wrote the file, and it is left as it is
    OTHER = "other"


class SettingsNotSaved(Exception):
    """The settings were not saved; the file on disk is as it was. `detail` is the system's own word for it."""

    def __init__(self, path: Path, problem: SaveProblem, detail: str = "") -> None:
        super().__init__(f"{path}: {problem.value}" + (f" ({detail})" if detail else ""))
        self.path = path
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What a settings file held; empty `values` where there is none or it could not be read.

    `is_damaged`: it was no settings file; `set_aside` is where it lies now, None where it could not be moved.
    `is_from_newer`: a newer version wrote it; `values` are as they stand, and saving is refused.
    `is_unreadable`: it is there, but the system does not let us read it; it stays where it is.
    """

    values: dict[str, Any] = field(default_factory=dict)
    is_damaged: bool = False
    backup_path: Path | None = None
    is_newer_version: bool = False
    is_unreadable: bool = False


class _DamagedFile(Exception):
    """The file is no settings file."""


class JsonFile:
    """One settings file: an object with a "version" and the values beside it."""

    def __init__(
        self,
        path: Path,
        version: int = 1,
        *,
        now: Callable[[], datetime] = datetime.now,
        replace: Callable[[Path, Path], None] = os.replace,
        waits: Sequence[float] = _RETRY_DELAYS,
    ) -> None:
        self._path = path
        self._version = version
        self._now = now
        self._replace = replace
        self._retry_delays = waits

    @property
    def path(self) -> Path:
        return self._path

    def load(self) -> LoadedFile:
        """The file's values; never raises. A damaged file is moved aside, and the answer says where."""
        try:
            values = self._read()
        except _DamagedFile:
            return LoadedFile(is_damaged=True, backup_path=self._move_aside())
        except OSError:
            return LoadedFile(is_unreadable=True)
        version = values.pop("version", 1)
        return LoadedFile(values, is_newer_version=version > self._version)

    def save(self, values: Mapping[str, Any]) -> None:
        """Put `values` in the place of what the file held, whole or not at all; at most 1.5 s of waiting.

        A damaged file that was not loaded before is set aside first.

        Raises:
            SettingsNotSaved: nothing was changed.
            TypeError, ValueError: `values` hold what JSON cannot say; nothing was changed.
        """
        with self.locked():
            self._save(values)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """While the block runs, no other process changes this file; for reading, changing and saving it as one step.

        Raises:
            SettingsNotSaved: another process is at it, and did not come to an end.
        """
        try:
            with profile_lock(self._path.parent):
                yield
        except LockTimeout as busy:
            raise SettingsNotSaved(self._path, SaveProblem.IN_USE, busy.strerror or "") from busy

    def _save(self, values: Mapping[str, Any]) -> None:
        content = json.dumps({"version": self._version, **values}, indent=2, ensure_ascii=False, allow_nan=False)
        # Half a character cannot be written; it becomes a question mark.
        data = (content + "\n").encode("utf-8", errors="replace")
        try:
            self._set_damaged_aside()
            # Where a link stands, what it points to is written, and the link stays.
            self._write(Path(os.path.realpath(self._path)), data)
        except OSError as error:
            raise SettingsNotSaved(
                self._path, _problem_from_error(error), error.strerror or type(error).__name__
            ) from error

    def create_backup(self) -> Path | None:
        """Copy the file aside as it is, for its user to look into; None where that failed."""
        return self._to_backup_path(shutil.copyfile)

    def _move_aside(self) -> Path | None:
        return self._to_backup_path(self._replace)

    def _to_backup_path(self, put: Callable[[Path, Path], object]) -> Path | None:
        moment = f"{self._now():%Y-%m-%d-%H%M%S}"
        name = f"{self._path.stem}.damaged-{moment}"
        target = self._path.with_name(name + self._path.suffix)
        number = 1
        while target.exists():
            number += 1
            target = self._path.with_name(f"{name}-{number}{self._path.suffix}")
        try:
            self._retry_while_locked(lambda: put(self._path, target))
        except OSError:
            with contextlib.suppress(OSError):
                target.unlink()  # half a copy
            return None
        return target

    def _read(self) -> dict[str, Any]:
        """The object in the file, its version checked; empty where there is no file.

        Raises:
            _Damaged: it holds something else.
            OSError: it cannot be read.
        """
        try:
            data = self._retry_while_locked(self._read_bytes)
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
        with self._path.open("rb") as file:
            data = file.read(_MAX_FILE_SIZE + 1)
        if len(data) > _MAX_FILE_SIZE:
            raise _DamagedFile
        return data

    def _set_damaged_aside(self) -> None:
        """See to it that nothing of worth lies where we are about to write."""
        try:
            values = self._read()
        except _DamagedFile:
            if self._move_aside() is None:
                raise SettingsNotSaved(self._path, SaveProblem.IN_USE) from None
            return
        if values.get("version", 1) > self._version:
            raise SettingsNotSaved(self._path, SaveProblem.NEWER_VERSION)

    def _write(self, target: Path, data: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
        try:
            # Not tempfile's: on Windows it tries ten thousand names in a folder that takes none.
            with os.fdopen(os.open(fresh, _CREATE_FLAGS, mode=0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._retry_while_locked(lambda: self._replace(fresh, target))
        except BaseException:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise
        _fsync_folder(target.parent)

    def _retry_while_locked(self, act: Callable[[], _T]) -> _T:
        """What `act` answers, tried again for a bounded while as long as somebody else holds the file."""
        for wait in self._retry_delays:
            try:
                return act()
            except PermissionError:
                time.sleep(wait)
        return act()


def _reject_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _fsync_folder(folder: Path) -> None:
    """Make the file's new name outlast a power cut, where the system has a way to ask for it."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
# Windows: the file is open in another program, or a part of it is locked.
_SHARING_ERRORS = (32, 33)


def _problem_from_error(error: OSError) -> SaveProblem:
    if getattr(error, "winerror", None) in _SHARING_ERRORS:
        return SaveProblem.IN_USE
    # Moving over a file that is open elsewhere is "access denied" on Windows; a refused new file names no second path.
    if os.name == "nt" and isinstance(error, PermissionError) and error.filename2 is not None:
        return SaveProblem.IN_USE
    return _PROBLEMS.get(error.errno or 0, SaveProblem.OTHER)
