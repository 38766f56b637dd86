"""A file that appears whole or not at all, and never destroys the one it replaces.

It is written under a passing name in the target's own folder and moved over the target in one step. A class for each
thing that a user can act on; their words, in the user's language, stand in `export.problems`.
"""

import errno
import io
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from vitec_desktop.export.errors import (
    FolderMissing,
    FolderNotWritable,
    PathTooLong,
    TargetExists,
    TargetInUse,
    TargetIsFolder,
    to_export_error,
)
from vitec_desktop.export.temp_files import lock, remove_stale, temp_name
from vitec_desktop.export.temp_folder import register
from vitec_desktop.webservice.cancellation import CancellationToken

WAITS = (0.05, 0.1, 0.15, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2)
"""Seconds between tries to move a file that is held: OneDrive and virus scanners let go within a second or two."""

LONGEST_PATH = 218 if sys.platform == "win32" else None
"""Excel on Windows opens no file whose whole path has more characters."""


def check_target(target: Path, overwrite: bool = True) -> None:
    """Find out, before any work, what can be known to stand in the way of `target`.

    Raises:
        ExportError: the file could not be written there.
    """
    try:
        if LONGEST_PATH is not None and len(str(target.absolute())) > LONGEST_PATH:
            raise PathTooLong(target)
        if not target.parent.is_dir():
            raise FolderMissing(target)
        if target.is_dir():
            raise TargetIsFolder(target)
        if target.exists() or target.is_symlink():
            if not overwrite:
                raise TargetExists(target)
            if sys.platform == "win32":
                _retry_while_locked(lambda: target.open("r+b").close())
    except PermissionError as error:
        raise (TargetInUse(target) if sys.platform == "win32" else to_export_error(error, target)) from error
    except OSError as error:
        raise to_export_error(error, target) from error


@contextmanager
def atomic_write(target: Path, cancellation: CancellationToken, overwrite: bool = True) -> Iterator[BinaryIO]:
    """A file to write into; it becomes `target` when the block ends, and vanishes when the block fails.

    Writing into it stops when the work is cancelled.

    Raises:
        ExportError: it could not be written; every OSError of the block is read as such.
        Cancelled: the user stopped it.
    """
    check_target(target, overwrite)
    final = target.resolve() if target.is_symlink() else target
    remove_stale(final.parent)
    passing = final.with_name(temp_name())
    try:
        with io.BufferedWriter(_CancellableFile(passing, cancellation), buffer_size=1 << 18) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        cancellation.raise_if_cancelled()
        _replace_target(passing, final, overwrite, cancellation)
    except OSError as error:
        raise to_export_error(error, target) from error
    finally:
        with suppress(OSError):
            _retry_while_locked(lambda: passing.unlink(missing_ok=True))
    _fsync_folder(final.parent)


@contextmanager
def atomic_write_all(
    folder: Path, names: Sequence[str], cancellation: CancellationToken, overwrite: bool = True
) -> Iterator[dict[str, BinaryIO]]:
    """Files of one folder to write into, which is made if need be: all of them appear when the block ends, or none.

    What else is in the folder stays. A file that is replaced is put back when a later one cannot be.

    Raises:
        ExportError: they could not be written; every OSError of the block is read as such.
        Cancelled: the user stopped it.
    """
    targets = {name: folder / name for name in names}
    is_new = not folder.exists()
    if is_new:
        check_target(folder)
    elif not folder.is_dir():
        raise TargetExists(folder)
    for target in targets.values():
        if not is_new:
            check_target(target, overwrite)
    remove_stale(folder)
    passing = {name: folder / temp_name() for name in names}
    replaced: dict[Path, Path] = {}
    moved: list[Path] = []
    is_done = False
    try:
        if is_new:
            folder.mkdir()
        with ExitStack() as stack:
            yield {
                name: stack.enter_context(io.BufferedWriter(_CancellableFile(path, cancellation), buffer_size=1 << 18))
                for name, path in passing.items()
            }
        cancellation.raise_if_cancelled()
        for name, target in targets.items():
            if target.exists():
                # Not a passing name: after a kill it may be all that is left of the file, and stays.
                backup = folder / f"~{secrets.token_hex(6)}.tmp"
                _back_up(target, backup)
                replaced[target] = backup
            _replace_target(passing[name], target, overwrite, cancellation)
            moved.append(target)
        is_done = True
    except OSError as error:
        raise to_export_error(error, folder) from error
    finally:
        if not is_done:
            _roll_back(moved, replaced)
        for path in (*passing.values(), *replaced.values()):
            with suppress(OSError):
                _retry_while_locked(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]
        if is_new and not is_done:
            with suppress(OSError):
                folder.rmdir()
    _fsync_folder(folder)


def _back_up(target: Path, backup: Path) -> None:
    def move() -> None:
        target.replace(backup)

    try:
        _retry_while_locked(move)
    except PermissionError as error:
        raise TargetInUse(target) from error


def _roll_back(moved: Sequence[Path], replaced: Mapping[Path, Path]) -> None:
    """Undo what has been done of moving several files."""
    for target in moved:
        with suppress(OSError):
            target.unlink(missing_ok=True)
    for target, backup in replaced.items():
        with suppress(OSError):
            backup.replace(target)


class _CancellableFile(io.FileIO):
    """A new file whose writes stop when the work is cancelled; a later run removes it where this one is killed."""

    def __init__(self, path: Path, cancellation: CancellationToken) -> None:
        register(path)
        super().__init__(path, "xb")
        lock(self.fileno())
        self._cancellation = cancellation

    def write(self, data: Any, /) -> int:
        self._cancellation.raise_if_cancelled()
        return super().write(data)


def _replace_target(passing: Path, target: Path, overwrite: bool, cancellation: CancellationToken) -> None:
    """Put the finished file in the target's place, in one step, whatever holds the target for a moment."""

    def move() -> None:
        if overwrite:
            passing.replace(target)
        else:
            _rename_unless_exists(passing, target)

    def pause(seconds: float) -> None:
        cancellation.raise_if_cancelled()
        time.sleep(seconds)

    try:
        _retry_while_locked(move, pause)
    except FileExistsError as error:
        raise TargetExists(target) from error
    except IsADirectoryError as error:
        raise TargetIsFolder(target) from error
    except PermissionError as error:
        raise (TargetInUse(target) if target.exists() else FolderNotWritable(target)) from error


def _rename_unless_exists(passing: Path, target: Path) -> None:
    """Give the file its name unless somebody else has taken it meanwhile.

    Raises:
        FileExistsError: the name is taken.
    """
    if sys.platform == "win32":
        passing.rename(target)  # which refuses to overwrite there
        return
    try:
        target.hardlink_to(passing)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links, such as a memory stick's
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        passing.replace(target)


def _retry_while_locked(act: Callable[[], None], pause: Callable[[float], None] = time.sleep) -> None:
    """Do `act`, again after a short while when something holds the file, a bounded number of times."""
    for seconds in WAITS:
        try:
            return act()
        except PermissionError:
            pause(seconds)
    return act()


def _fsync_folder(folder: Path) -> None:
    """Have the folder's new entry on the disk too, where the system knows how; the file itself is there already."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


WORKBOOK_SUFFIX = ".xlsx"
ZIP_SUFFIX = ".zip"
