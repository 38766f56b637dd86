"""The log file of a profile. It has counts and the classes of errors, never names or texts."""

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MAX_BYTES = 512 * 1024
_BACKUP_COUNT = 3

LOG = logging.getLogger("vitec_desktop")


def log_file(profile: Path) -> Path:
    """Return the path of a profile's log; older logs are in the same folder."""
    return profile / "logs" / "vitec-desktop.log"


def stop_logging() -> None:
    """Stop logging; lines that a full disk had no room for are lost."""
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        with suppress(OSError):
            handler.close()


def start_logging(profile: Path) -> None:
    """Log to a file in `profile`; do without where that is not possible."""
    stop_logging()
    path = log_file(profile)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_BACKUP_COUNT, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    # Messages of other libraries can hold addresses; they are not logged.
    LOG.propagate = False
    logging.raiseExceptions = False
