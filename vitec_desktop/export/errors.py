"""What can go wrong when a file is saved: a class for each thing that a user can act on.

Their words, in the user's language, stand in `export.problems`.
"""

import errno
from dataclasses import dataclass
from pathlib import Path

_DISK_IS_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_DISK_IS_FULL_ON_WINDOWS = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_HELD_ON_WINDOWS = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_PATH_IS_TOO_LONG = {206}  # ERROR_FILENAME_EXCED_RANGE


@dataclass(unsafe_hash=True)
class ExportError(Exception):
    """A file that could not be written; what stood under its name before still does.

    Compared by value; not frozen, for Python writes the traceback into an exception on its way up.
    """

    path: Path

    def __str__(self) -> str:
        return repr(self)


@dataclass(unsafe_hash=True)
class TargetExists(ExportError):
    """There is a file of that name, and it was not to be overwritten."""


@dataclass(unsafe_hash=True)
class TargetIsFolder(ExportError):
    """There is a folder of that name."""


@dataclass(unsafe_hash=True)
class TargetInUse(ExportError):
    """The file to be replaced is open in another program, most often Excel."""


@dataclass(unsafe_hash=True)
class FolderMissing(ExportError):
    """The folder is not there (any more): `path` is still the file's."""


@dataclass(unsafe_hash=True)
class FolderNotWritable(ExportError):
    """The user may not put files into the folder."""


@dataclass(unsafe_hash=True)
class DiskFull(ExportError):
    """No room on the disk that holds `path`; that may be the disk of the system's passing files."""


@dataclass(unsafe_hash=True)
class PathTooLong(ExportError):
    """Folder and name together are longer than the system, or Excel, can open."""


@dataclass(unsafe_hash=True)
class WriteFailed(ExportError):
    """Anything else: `detail` is the system's own sentence."""

    detail: str = ""


def to_export_error(error: OSError, path: Path) -> ExportError:
    """What the system's error, met while writing `path`, means to its user."""
    windows_code = getattr(error, "winerror", None)
    if error.errno in _DISK_IS_FULL or windows_code in _DISK_IS_FULL_ON_WINDOWS:
        return DiskFull(path)
    if error.errno == errno.ENAMETOOLONG or windows_code in _PATH_IS_TOO_LONG:
        return PathTooLong(path)
    if windows_code in _HELD_ON_WINDOWS:
        return TargetInUse(path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FolderNotWritable(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        # Windows' guard against extortion programs says "not found" of a folder that is there.
        return FolderNotWritable(path) if path.parent.is_dir() else FolderMissing(path)
    return WriteFailed(path, error.strerror or type(error).__name__)
