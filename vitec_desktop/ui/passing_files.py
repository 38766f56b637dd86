"""The folder for passing files, one for each run of the program, emptied also after a run that was killed.

While a workbook is written, its rows lie in passing files. They are about people, so they shall not outlive the run.
"""

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

_PREFIX = "vitec-desktop-passing-"
_LOCK = "in-use.lock"
_YOUNG = 60.0
"""Seconds for which a folder without a lock is taken for one that is just being made."""


class PassingFolder:
    """From now on all passing files of this process go into a folder of its own, until `remove`.

    Where none can be made, they go where the system puts them.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        with suppress(OSError):
            self._path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            self._lock = _lock(self._path)
            self._lock.tryLock(0)
            self._usual, tempfile.tempdir = tempfile.tempdir, str(self._path)

    def remove_leftovers(self) -> None:
        """Remove what killed runs have left behind; never a folder whose program still runs."""
        if self._path is None:
            return
        for folder in self._path.parent.glob(f"{_PREFIX}*"):
            with suppress(OSError):
                if folder != self._path and time.time() - folder.stat().st_mtime > _YOUNG and _lock(folder).tryLock(0):
                    shutil.rmtree(folder, ignore_errors=True)

    def remove(self) -> None:
        if self._path is None:
            return
        tempfile.tempdir = self._usual
        self._lock.unlock()
        shutil.rmtree(self._path, ignore_errors=True)


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    # A lock is given up by its process's end alone, however long that runs.
    lock.setStaleLockTime(0)
    return lock
