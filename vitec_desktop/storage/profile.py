"""The profile folder: settings, connections and logs of the user."""

import contextlib
from pathlib import Path

from platformdirs import user_data_path

SETTINGS_FILE = "settings.json"
CONNECTIONS_FILE = "connections.json"

REPORT_SUFFIX = ".vdr"
"""Of the files of saved reports."""

DAMAGED_SUFFIX = ".damaged"
"""Of those that turned out to be damaged, and were set aside."""

_PROGRAM = "Vitec Desktop"


def profile_folder(override: Path | None = None) -> Path:
    """Return the profile folder, or the one that the user gives as `override`; make it if it is missing.

    A new folder is readable by its user alone; an existing one keeps its rights. If it cannot be made, return its path
    all the same: the program runs, and saving raises SettingsNotSaved.
    """
    folder = user_data_path(_PROGRAM, appauthor=False, roaming=True) if override is None else _absolute(override)
    with contextlib.suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def archive_folder(override: Path | None = None) -> Path:
    """Return the folder of saved reports: below the profile that the user gives, else one that does not roam.

    It is not made.
    """
    local = user_data_path(_PROGRAM, appauthor=False, roaming=False) if override is None else _absolute(override)
    return local / "archive"


def _absolute(folder: Path) -> Path:
    # "~name" of an unknown user stays as it is.
    with contextlib.suppress(RuntimeError):
        folder = folder.expanduser()
    return folder.absolute()
