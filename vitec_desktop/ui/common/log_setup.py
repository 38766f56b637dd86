"""The log in the profile: what was done and what failed, in classes and counts, never in names or texts."""

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LARGEST = 512 * 1024
_KEPT = 3

LOG = logging.getLogger("vitec_desktop")


def log_file(profile: Path) -> Path:
    """Where the log of a profile is written; older ones lie beside it."""
    return profile / "logs" / "vitec-desktop.log"


def stop_logbook() -> None:
    """Write nothing any more; what a full disk had no room for is lost."""
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        with suppress(OSError):
            handler.close()


def start_logbook(profile: Path) -> None:
    """Write the program's own log into `profile`; where that is not possible, the program goes on without."""
    stop_logbook()
    path = log_file(profile)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    # Other libraries' messages hold addresses and more: none of them comes in here.
    LOG.propagate = False
    logging.raiseExceptions = False
