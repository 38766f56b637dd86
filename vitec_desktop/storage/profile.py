"""The profile folder: settings, connections and logs of the user."""

import contextlib
from pathlib import Path

from platformdirs import user_data_path

SETTINGS_FILE = "settings.json"
CONNECTIONS_FILE = "connections.json"

_PROGRAM = "Vitec Desktop"


def profile_folder(override: Path | None = None) -> Path:
    """Return the profile folder, or the one that the user gives as `override`; make it if it is missing.

    A new folder is readable by its user alone; an existing one keeps its rights. If it cannot be made, return its path
    all the same: the program runs, and saving raises SettingsNotSaved.
    """
    if override is None:
        folder = user_data_path(_PROGRAM, appauthor=False, roaming=True)
    else:
        # "~name" of an unknown user stays as it is.
        with contextlib.suppress(RuntimeError):
            override = override.expanduser()
        folder = override.absolute()
    with contextlib.suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
