"""The file that an export writes: checked before the work, written whole or not at all, its errors as ExportError."""

import secrets
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from vitec_desktop.export.errors import (
    FolderMissing,
    FolderNotWritable,
    PathTooLong,
    TargetExists,
    TargetInUse,
    TargetIsFolder,
    to_export_error,
)
from vitec_desktop.storage.atomic_file import (
    atomic_write,
    fsync_folder,
    move,
    open_temp_file,
    remove_temp_file,
    retry_while_locked,
)
from vitec_desktop.storage.temp_files import remove_stale_temp_files, temp_name
from vitec_desktop.webservice.cancellation import CancellationToken

MAX_PATH_LENGTH = 218 if sys.platform == "win32" else None
"""Excel on Windows opens no file whose whole path has more characters."""


def check_target(target: Path, overwrite: bool = True) -> None:
    """Check, before any work, whether `target` can be written.

    Raises:
        ExportError: it cannot.
    """
    try:
        if MAX_PATH_LENGTH is not None and len(str(target.absolute())) > MAX_PATH_LENGTH:
            raise PathTooLong(target)
        if not target.parent.is_dir():
            raise FolderMissing(target)
        if target.is_dir():
            raise TargetIsFolder(target)
        if target.exists() or target.is_symlink():
            if not overwrite:
                raise TargetExists(target)
            if sys.platform == "win32":
                retry_while_locked(lambda: target.open("r+b").close())
    except PermissionError as error:
        raise (TargetInUse(target) if sys.platform == "win32" else to_export_error(error, target)) from error
    except OSError as error:
        raise to_export_error(error, target) from error


@contextmanager
def open_target(target: Path, cancellation: CancellationToken, overwrite: bool = True) -> Iterator[BinaryIO]:
    """Yield a file to write; it becomes `target` if the block ends without an error.

    Raises:
        ExportError: the file could not be written; an OSError of the block becomes one too. `target` is as it was.
        Cancelled: the user cancelled; `target` is as it was.
    """
    check_target(target, overwrite)
    final = target.resolve() if target.is_symlink() else target
    with (
        _export_errors(target),
        atomic_write(final, overwrite=overwrite, check=cancellation.raise_if_cancelled) as file,
    ):
        yield file


@contextmanager
def open_targets(
    folder: Path, names: Sequence[str], cancellation: CancellationToken, overwrite: bool = True
) -> Iterator[dict[str, BinaryIO]]:
    """Yield files to write, by name; all of them appear in `folder` if the block ends without an error, or none.

    The folder is made if it is missing; other files in it stay.

    Raises:
        ExportError: the files could not be written; an OSError of the block becomes one too. All is as it was.
        Cancelled: the user cancelled; all is as it was.
    """
    targets = {name: folder / name for name in names}
    is_new = not folder.exists()
    if is_new:
        check_target(folder)
    elif not folder.is_dir():
        raise TargetExists(folder)
    else:
        for target in targets.values():
            check_target(target, overwrite)
    remove_stale_temp_files(folder)
    check = cancellation.raise_if_cancelled
    temps = {name: folder / temp_name() for name in names}
    backups: dict[Path, Path] = {}
    moved: list[Path] = []
    is_done = False
    try:
        with _export_errors(folder):
            if is_new:
                folder.mkdir()
            with ExitStack() as stack:
                yield {name: stack.enter_context(open_temp_file(path, check)) for name, path in temps.items()}
            check()
            for name, target in targets.items():
                if target.exists():
                    # Not a name that clean-up removes: after a kill the backup may be all that is left of the file.
                    backup = folder / f"~{secrets.token_hex(6)}.tmp"
                    move(target, backup)
                    backups[target] = backup
                move(temps[name], target, overwrite=overwrite, check=check)
                moved.append(target)
        is_done = True
    finally:
        if not is_done:
            _roll_back(moved, backups)
        for path in (*temps.values(), *backups.values()):
            remove_temp_file(path)
        if is_new and not is_done:
            with suppress(OSError):
                folder.rmdir()
    fsync_folder(folder)


def _roll_back(moved: Sequence[Path], backups: Mapping[Path, Path]) -> None:
    """Remove the new files and give the replaced ones their names back."""
    for target in moved:
        with suppress(OSError):
            target.unlink(missing_ok=True)
    for target, backup in backups.items():
        with suppress(OSError):
            backup.replace(target)


@contextmanager
def _export_errors(path: Path) -> Iterator[None]:
    """Raise an OSError of the block as an ExportError of `path`; that of a move, of the file that it was to replace."""
    try:
        yield
    except OSError as error:
        if error.filename2 is None:
            raise to_export_error(error, path) from error
        target = Path(error.filename2)
        if isinstance(error, FileExistsError):
            raise TargetExists(target) from error
        if isinstance(error, IsADirectoryError):
            raise TargetIsFolder(target) from error
        if isinstance(error, PermissionError):
            raise (TargetInUse(target) if target.exists() else FolderNotWritable(target)) from error
        raise to_export_error(error, path) from error
