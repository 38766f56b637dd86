"""One process at a time changes a profile's files: a window and a scheduled export never lose each other's change.

The system holds the lock and lets go of it when its process ends, however it ends: no lock is ever left behind. Its
file stays in the profile, empty, and is no lock by itself.
"""

import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK_FILE = ".lock"
"""The file's name in the profile folder."""

LOCK_TIMEOUT = 5.0
"""Seconds to wait for another process; a change takes some milliseconds."""

_POLL_INTERVAL = 0.02
_LOCKED_BYTES = 1  # byte; Windows locks a stretch of the file
# Any other error means that the file system has no locks (some network drives): then there is nobody to wait for.
_LOCKED_ERRNOS = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class LockTimeout(OSError):
    """Another process held the lock for as long as we were ready to wait; nothing was changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, "another process is changing the settings", str(path))


class _LockDepths(threading.local):
    """How deep this thread is inside of the blocks of each lock."""

    def __init__(self) -> None:
        self.depths: dict[Path, int] = {}


_lock_depths = _LockDepths()


@contextmanager
def profile_lock(folder: Path, *, name: str = LOCK_FILE, patience: float = LOCK_TIMEOUT) -> Iterator[None]:
    """While the block runs, no other process and no other thread is inside one for the same folder.

    To be taken around reading, changing and writing a settings file. A thread that has it may take it again. Where
    there can be no lock (no such folder, nothing can be written there, a file system without locks) the block runs
    without one: whatever it writes says by itself what is wrong. Never on the UI thread: it may wait.

    Raises:
        ProfileBusy: another one had it for `patience` seconds.
    """
    path = Path(os.path.realpath(folder)) / name
    depths = _lock_depths.depths
    if depths.get(path):
        depths[path] += 1
        try:
            yield
        finally:
            depths[path] -= 1
        return
    descriptor = _acquire(path, patience)
    depths[path] = 1
    try:
        yield
    finally:
        del depths[path]
        if descriptor is not None:
            _release(descriptor)


def _acquire(path: Path, patience: float) -> int | None:
    """The open file that holds the lock; None where there can be none."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError:
        return None
    deadline = time.monotonic() + patience
    try:
        while True:
            try:
                _try_acquire(descriptor)
            except OSError as error:
                if error.errno not in _LOCKED_ERRNOS:
                    os.close(descriptor)
                    return None
            else:
                return descriptor
            if time.monotonic() >= deadline:
                raise LockTimeout(path)
            time.sleep(_POLL_INTERVAL)
    except BaseException:
        with suppress(OSError):
            os.close(descriptor)
        raise


if os.name == "nt":
    import msvcrt

    def _try_acquire(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, _LOCKED_BYTES)  # type: ignore[attr-defined]

    def _release(descriptor: int) -> None:
        with suppress(OSError):
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, _LOCKED_BYTES)  # type: ignore[attr-defined]
        os.close(descriptor)

else:
    import fcntl

    def _try_acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(descriptor: int) -> None:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)
