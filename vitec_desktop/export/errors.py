"""Errors of saving a file, a class for each case that the user handles differently.

Their texts are in `error_texts`.
"""

import errno
from dataclasses import dataclass
from pathlib import Path

_DISK_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_DISK_FULL_ON_WINDOWS = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_IN_USE_ON_WINDOWS = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_PATH_TOO_LONG_ON_WINDOWS = {206}  # ERROR_FILENAME_EXCED_RANGE


@dataclass(unsafe_hash=True)
class ExportError(Exception):
    """The file `path` could not be written; an existing file of that name is unchanged.

    Compared by value. Not frozen, because Python stores the traceback in an exception.
    """

    path: Path

    def __str__(self) -> str:
        return repr(self)


class TargetExists(ExportError):
    """The file exists and must not be overwritten."""


class TargetIsFolder(ExportError):
    """A folder has the file's name."""


class TargetInUse(ExportError):
    """The existing file is open in another program, usually Excel."""


class FolderMissing(ExportError):
    """The folder of the file does not exist. `path` is the file's path."""


class FolderNotWritable(ExportError):
    """The user has no permission to create files in the folder."""


class DiskFull(ExportError):
    """The disk of `path` is full; `path` may be in the folder for temp files."""


class PathTooLong(ExportError):
    """The path is longer than the system or Excel allows."""


@dataclass(unsafe_hash=True)
class WriteFailed(ExportError):
    """Any other error; `detail` is the system's message."""

    detail: str = ""


def to_export_error(error: OSError, path: Path) -> ExportError:
    """Return the ExportError for an OSError raised while `path` was written."""
    windows_code = getattr(error, "winerror", None)
    if error.errno in _DISK_FULL or windows_code in _DISK_FULL_ON_WINDOWS:
        return DiskFull(path)
    if error.errno == errno.ENAMETOOLONG or windows_code in _PATH_TOO_LONG_ON_WINDOWS:
        return PathTooLong(path)
    if windows_code in _IN_USE_ON_WINDOWS:
        return TargetInUse(path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FolderNotWritable(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        # Windows' ransomware protection answers "not found" for an existing folder.
        return FolderNotWritable(path) if path.parent.is_dir() else FolderMissing(path)
    return WriteFailed(path, error.strerror or type(error).__name__)
