"""Temporary files: their names, and the removal of those that a killed process has left behind.

Only a file of our own name that no process uses is removed. The process that writes one locks it; on Windows an open
file cannot be removed, so there being open is enough.
"""

import json
import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from vitec_desktop.storage.file_lock import try_lock

_NAME = re.compile(r"~vitec-desktop-[0-9a-f]{12}\.tmp")
_FOLDER_PREFIX = "vitec-desktop-passing-"
_LOCK_NAME = "in-use.lock"
_REGISTER = "elsewhere.txt"
"""The registered paths, a JSON text a line."""
_MIN_STALE_AGE = 60.0
"""Seconds. A younger file without a lock may just be moving over its target; a younger folder may be new."""


def temp_name() -> str:
    """Return a file name that no other file has."""
    return f"~vitec-desktop-{secrets.token_hex(6)}.tmp"


def lock_temp_file(descriptor: int) -> bool:
    """Lock an open file until it is closed; return False if it is locked already or the file system has no locks."""
    if sys.platform == "win32":
        return True
    with suppress(OSError):
        return try_lock(descriptor)
    return False


def remove_stale_temp_files(folder: Path) -> None:
    """Remove the files that killed processes have left in `folder`. Never raises."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if _NAME.fullmatch(entry.name) and time.time() - entry.stat().st_mtime > _MIN_STALE_AGE:
                    _remove_unless_locked(Path(entry.path))


class TempFolder:
    """A folder of this process for all its temporary files until `remove`, through `tempfile.tempdir`.

    openpyxl writes each sheet into a file with a name, and sheets hold personal data: what a killed process leaves, a
    later one finds here. Without effect if the folder cannot be made.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        with suppress(OSError):
            self._path = Path(tempfile.mkdtemp(prefix=_FOLDER_PREFIX))
            self._lock = os.open(self._path / _LOCK_NAME, os.O_RDWR | os.O_CREAT)
            lock_temp_file(self._lock)
            self._previous_tempdir, tempfile.tempdir = tempfile.tempdir, str(self._path)

    def remove_stale(self) -> None:
        """Remove the folders of killed processes and the files they registered; slow if a file is on a slow drive."""
        if self._path is None:
            return
        for folder in self._path.parent.glob(f"{_FOLDER_PREFIX}*"):
            with suppress(OSError):
                is_young = time.time() - folder.stat().st_mtime < _MIN_STALE_AGE
                if folder != self._path and not is_young and _remove_unless_locked(folder / _LOCK_NAME):
                    _remove_registered(folder / _REGISTER)
                    shutil.rmtree(folder, ignore_errors=True)

    def remove(self) -> None:
        """Remove the folder and give `tempfile` its former one back."""
        if self._path is None:
            return
        tempfile.tempdir = self._previous_tempdir
        os.close(self._lock)
        shutil.rmtree(self._path, ignore_errors=True)


def register_temp_file(path: Path) -> None:
    """Note a temporary file outside the temp folder, for a later process to remove if this one is killed."""
    folder = Path(tempfile.gettempdir())
    if folder.name.startswith(_FOLDER_PREFIX):
        with suppress(OSError), (folder / _REGISTER).open("a", encoding="ascii") as file:
            file.write(f"{json.dumps(str(path.absolute()))}\n")


def _remove_registered(register_file: Path) -> None:
    with suppress(OSError, ValueError):
        for line in register_file.read_text(encoding="ascii").splitlines():
            path = Path(json.loads(line))
            if _NAME.fullmatch(path.name):
                _remove_unless_locked(path)


def _remove_unless_locked(path: Path) -> bool:
    """Remove a file that no process has locked; return True if it is gone."""
    try:
        # Writable: some network drives lock no file that is open for reading only.
        descriptor = os.open(path, os.O_RDWR)
        try:
            if not lock_temp_file(descriptor):
                return False
            if sys.platform != "win32":
                path.unlink()
        finally:
            os.close(descriptor)
        path.unlink(missing_ok=True)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
