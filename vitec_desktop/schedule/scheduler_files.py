"""Reads and writes the files by which systemd and launchd know a plan."""

from pathlib import Path

from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem


def read_if_exists(path: Path) -> bytes | None:
    """Return the content of a file; None if there is none.

    Raises:
        SchedulerFailed: the file cannot be read.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None


def write_or_delete(path: Path, content: bytes | None) -> None:
    """Write a file, and its folder if that is missing; delete the file if `content` is None.

    Raises:
        SchedulerFailed: the file could not be written or deleted.
    """
    try:
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None
