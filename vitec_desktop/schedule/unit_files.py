"""The files that a scheduler reads."""

from pathlib import Path

from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem


def read_if_exists(path: Path) -> bytes | None:
    """What is in a file, None where there is none.

    Raises:
        SchedulerFailed: the system does not let us look.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None


def write_or_delete(path: Path, content: bytes | None) -> None:
    """Write a file, in a folder that is made if need be; None stands for one that is to be gone.

    Raises:
        SchedulerFailed: that was not possible.
    """
    try:
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None
