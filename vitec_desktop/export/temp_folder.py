"""The folder for passing files, one for each run of the program, emptied also after a run that was killed.

While a workbook is written, its rows lie in passing files. They are about people, so they shall not outlive the run.
"""

import json
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from vitec_desktop.export.temp_files import is_temp_name, lock, remove_unless_locked

_PREFIX = "vitec-desktop-passing-"
_LOCK_NAME = "in-use.lock"
_REGISTER = "elsewhere.txt"
"""The paths of passing files that lie beside their targets, a JSON text a line."""
_MIN_STALE_AGE = 60.0
"""Seconds for which a folder without a lock is taken for one that is just being made."""


class TempFolder:
    """From now on all passing files of this process go into a folder of its own, until `remove`.

    Where none can be made, they go where the system puts them.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        with suppress(OSError):
            self._path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            self._lock = os.open(self._path / _LOCK_NAME, os.O_RDWR | os.O_CREAT)
            lock(self._lock)
            self._previous_tempdir, tempfile.tempdir = tempfile.tempdir, str(self._path)

    def remove_stale(self) -> None:
        """Remove what killed runs have left behind, beside their targets too; never what a living one has.

        A target's drive may be slow to answer.
        """
        if self._path is None:
            return
        for folder in self._path.parent.glob(f"{_PREFIX}*"):
            with suppress(OSError):
                is_young = time.time() - folder.stat().st_mtime < _MIN_STALE_AGE
                if folder != self._path and not is_young and remove_unless_locked(folder / _LOCK_NAME):
                    _remove_registered(folder / _REGISTER)
                    shutil.rmtree(folder, ignore_errors=True)

    def remove(self) -> None:
        if self._path is None:
            return
        tempfile.tempdir = self._previous_tempdir
        os.close(self._lock)
        shutil.rmtree(self._path, ignore_errors=True)


def register(path: Path) -> None:
    """Have a later run remove `path`, a passing file beside its target, if this run cannot."""
    folder = Path(tempfile.gettempdir())
    if folder.name.startswith(_PREFIX):
        with suppress(OSError), (folder / _REGISTER).open("a", encoding="ascii") as notes:
            notes.write(f"{json.dumps(str(path.absolute()))}\n")


def _remove_registered(notes: Path) -> None:
    with suppress(OSError, ValueError):
        for line in notes.read_text(encoding="ascii").splitlines():
            path = Path(json.loads(line))
            if is_temp_name(path.name):
                remove_unless_locked(path)
