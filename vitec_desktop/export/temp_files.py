"""Files under a passing name beside their target: how they are called, and what a killed run has left of them.

Nothing is removed but files of our own name that nobody holds. Whoever writes one holds it: by an advisory lock, and on
Windows by having it open, for there an open file cannot be removed.
"""

import os
import re
import secrets
import sys
import time
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(r"~vitec-desktop-[0-9a-f]{12}\.tmp")
_MIN_STALE_AGE = 60.0
"""Seconds for which a file that nobody holds may be one that is just being moved over its target."""


def temp_name() -> str:
    """A name that no other file has."""
    return f"~vitec-desktop-{secrets.token_hex(6)}.tmp"


def lock(descriptor: int) -> bool:
    """Mark an open file as in use until it is closed; False where somebody else does, or the file system cannot."""
    if sys.platform == "win32":
        return True  # being open is enough
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def remove_unless_locked(path: Path) -> bool:
    """Remove a file that nobody holds; whether there is none any more."""
    try:
        # Where a lock needs a file that may be written to, as on some network drives, this one may.
        descriptor = os.open(path, os.O_RDWR)
        try:
            if not lock(descriptor):
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


def remove_stale(folder: Path) -> None:
    """Remove what killed runs have left in `folder`; never raises."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if _NAME.fullmatch(entry.name) and time.time() - entry.stat().st_mtime > _MIN_STALE_AGE:
                    remove_unless_locked(Path(entry.path))


def is_temp_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None
