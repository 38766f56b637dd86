"""The log in the profile: what was done and what failed, in classes and counts, never in names or texts."""

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MAX_BYTES = 512 * 1024
_BACKUP_COUNT = 3

LOG = logging.getLogger("vitec_desktop")


def log_file(profile: Path) -> Path:
    """Where the log of a profile is written; older ones lie beside it."""
    return profile / "logs" / "vitec-desktop.log"


def stop_logging() -> None:
    """Write nothing any more; what a full disk had no room for is lost."""
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        with suppress(OSError):
            handler.close()


def start_logging(profile: Path) -> None:
    """Write the program's own log into `profile`; where that is not possible, the program goes on without."""
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
    # Other libraries' messages hold addresses and more: none of them comes in here.
    LOG.propagate = False
    logging.raiseExceptions = False
