"""Finds the files of the top-level `resources/` folder, wherever the program runs from."""

import sys
from functools import cache
from pathlib import Path


@cache
def resource_folder() -> Path:
    """The folder that holds `icons/`, `translations/` and the rest.

    A wheel carries it inside the package as `_resources`, a frozen program beside its libraries under the same
    name; a checkout, and an editable install of one, keep it next to the package.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "vitec_desktop"
    for folder in (frozen / "_resources", package / "_resources", package.parent / "resources"):
        # Not a folder that may be empty: neither a clone nor a wheel holds such a one.
        if (folder / "icons" / "app.svg").is_file():
            return folder
    raise FileNotFoundError("The program's resources folder is missing; install the program anew.")


def resource_path(*parts: str) -> Path:
    """One file below `resources/`, such as `resource_path("icons", "key.svg")`."""
    return resource_folder().joinpath(*parts)
