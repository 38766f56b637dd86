"""Where the program keeps what is its user's: settings, connections and logs."""

import contextlib
import os
import time
from pathlib import Path

from platformdirs import user_data_path

_PROGRAM = "Vitec Desktop"


def profile_folder(override: Path | None = None) -> Path:
    """The folder for settings and logs, made if it can be; `override` is the user's own choice of one.

    A new folder is readable by its user alone where the system knows such rights; one that stands already keeps its
    rights. Where it can be neither found nor made, its path comes back all the same: the program works without, and
    saving raises SettingsNotSaved. `is_writable` tells beforehand.
    """
    if override is None:
        folder = user_data_path(_PROGRAM, appauthor=False, roaming=True)
    else:
        # A "~user" that nobody is called stays as it was written.
        with contextlib.suppress(RuntimeError):
            override = override.expanduser()
        folder = override.absolute()
    with contextlib.suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def is_writable(folder: Path) -> bool:
    """True where a file can be made in `folder`. Tried, not asked: Windows' own answer is not to be relied on."""
    probe = folder / f".{os.getpid()}-{time.time_ns()}.tmp"
    try:
        probe.touch(mode=0o600, exist_ok=False)
        probe.unlink()
    except OSError:
        return False
    return True
