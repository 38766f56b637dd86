"""Advisory file locks, held by one thread of one process at a time.

The system releases a lock when its process ends, however it ends. The lock file stays behind, empty and unlocked.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK_FILE = ".lock"
"""Name of the lock file in the profile folder."""

LOCK_TIMEOUT = 5.0
"""Seconds to wait for another process; a change takes some milliseconds."""

_POLL_INTERVAL = 0.02
_CONTENTION_ERRNOS = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class LockTimeout(OSError):
    """Another process or thread held the lock until the timeout; nothing was changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, "another process is changing the settings", str(path))


@contextmanager
def profile_lock(folder: Path, timeout: float = LOCK_TIMEOUT, name: str = LOCK_FILE) -> Iterator[None]:
    """Run the block while no other process and no other thread runs one for the same folder. Not reentrant.

    `name` is the lock file's: another one is another lock.

    Use it around loading, changing and saving a file. Without a lock where none is possible (the folder is missing or
    not writable, or the file system has no locks): saving reports that by itself. Never on the UI thread: it may wait.

    Raises:
        LockTimeout: another process or thread held the lock for `timeout` seconds.
    """
    descriptor = _acquire(Path(os.path.realpath(folder)) / name, timeout)
    try:
        yield
    finally:
        if descriptor is not None:
            _unlock(descriptor)
            os.close(descriptor)


def try_lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; return False if another process or thread has locked it.

    Raises:
        OSError: the file system has no locks, as on some network drives.
    """
    try:
        _lock(descriptor)
    except OSError as error:
        if error.errno in _CONTENTION_ERRNOS:
            return False
        raise
    return True


def _acquire(path: Path, timeout: float) -> int | None:
    """Return the locked file's descriptor; None if no lock is possible."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    deadline = time.monotonic() + timeout
    is_locked = False
    try:
        while not (is_locked := try_lock(descriptor)):
            if time.monotonic() >= deadline:
                raise LockTimeout(path)
            time.sleep(_POLL_INTERVAL)
    except LockTimeout:
        raise
    except OSError:
        return None
    finally:
        if not is_locked:
            os.close(descriptor)
    return descriptor


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    # Python's `msvcrt.locking` takes the reason of a refusal from the C library, and Wine's gives none: a lock that
    # another process has looked like a file system without locks.
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _FIRST_BYTE = (0, 0, 1, 0)  # Windows locks a stretch of a file

    def _lock(descriptor: int) -> None:
        if not _kernel.LockFile(wintypes.HANDLE(msvcrt.get_osfhandle(descriptor)), *_FIRST_BYTE):
            raise ctypes.WinError(ctypes.get_last_error())  # one that is taken: EACCES

    def _unlock(descriptor: int) -> None:
        _kernel.UnlockFile(wintypes.HANDLE(msvcrt.get_osfhandle(descriptor)), *_FIRST_BYTE)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
