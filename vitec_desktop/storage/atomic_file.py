"""Atomic writes: a file appears whole or not at all, and an existing one stays until it is replaced in one step."""

import errno
import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from vitec_desktop.storage.temp_files import lock_temp_file, register_temp_file, remove_stale_temp_files, temp_name

_T = TypeVar("_T")

RETRY_DELAYS = (0.05, 0.1, 0.15, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2)
"""Seconds before each further attempt on a locked file: OneDrive and virus scanners release one within two seconds."""

_BUFFER_SIZE = 1 << 18


def do_nothing() -> None:
    """The check of a write that cannot be cancelled."""


@contextmanager
def atomic_write(
    target: Path,
    *,
    mode: int = 0o666,
    overwrite: bool = True,
    check: Callable[[], object] = do_nothing,
    delays: Sequence[float] | None = None,
) -> Iterator[BinaryIO]:
    """Yield a new file to write; it takes the place of `target` if the block ends without an error.

    Args:
        target: no symbolic link, or the link itself is replaced.
        mode: permissions of the new file, before the umask.
        check: called before each write and each further attempt to move the file; an error that it raises ends both.
        delays: as for `retry_while_locked`.

    Raises:
        OSError: `target` is as it was; the error of the move names `target` in `filename2`.
        FileExistsError: there is such a file and `overwrite` is False.
    """
    remove_stale_temp_files(target.parent)
    temp = target.with_name(temp_name())
    try:
        with open_temp_file(temp, check, mode) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        check()
        move(temp, target, overwrite=overwrite, check=check, delays=delays)
    finally:
        remove_temp_file(temp)
    fsync_folder(target.parent)


def open_temp_file(path: Path, check: Callable[[], object] = do_nothing, mode: int = 0o666) -> BinaryIO:
    """Create a temporary file, locked until it is closed; a later process removes it if this one is killed."""
    return io.BufferedWriter(TempFile(path, check, mode), buffer_size=_BUFFER_SIZE)


class TempFile(io.FileIO):
    """The unbuffered file below `open_temp_file`."""

    def __init__(self, path: Path, check: Callable[[], object], mode: int) -> None:
        register_temp_file(path)
        super().__init__(path, "xb", opener=lambda name, flags: os.open(name, flags, mode))
        lock_temp_file(self.fileno())
        self._check = check

    def write(self, data: Any, /) -> int:
        self._check()
        return super().write(data)


def move(
    source: Path,
    target: Path,
    *,
    overwrite: bool = True,
    check: Callable[[], object] = do_nothing,
    delays: Sequence[float] | None = None,
) -> None:
    """Move a file to `target` in one step, with further attempts while another program has `target` locked.

    Raises:
        OSError: with `target` in `filename2`; FileExistsError if it exists and `overwrite` is False.
    """

    def wait(seconds: float) -> None:
        check()
        time.sleep(seconds)

    rename: Callable[[Path, Path], object] = Path.replace if overwrite else _rename_unless_exists
    try:
        retry_while_locked(lambda: rename(source, target), delays, wait)
    except OSError as error:
        error.filename2 = error.filename2 or str(target)
        raise


def remove_temp_file(path: Path) -> None:
    """Remove a temporary file, if it is there. Never raises."""
    with suppress(OSError):
        retry_while_locked(lambda: path.unlink(missing_ok=True))


def retry_while_locked(
    act: Callable[[], _T], delays: Sequence[float] | None = None, wait: Callable[[float], None] = time.sleep
) -> _T:
    """Return what `act` returns; call it again after each of `delays` (RETRY_DELAYS) while it raises PermissionError.

    Windows reports a file that another program has open as "access denied".
    """
    for seconds in RETRY_DELAYS if delays is None else delays:
        try:
            return act()
        except PermissionError:
            wait(seconds)
    return act()


def fsync_folder(folder: Path) -> None:
    """Write the folder's entries to the disk, so that a new name survives a power cut; not needed on Windows."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _rename_unless_exists(source: Path, target: Path) -> None:
    """Rename a file; raise FileExistsError if another program has taken the name."""
    if sys.platform == "win32":
        source.rename(target)  # which does not overwrite there
        return
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links, such as a memory stick's
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        source.replace(target)
