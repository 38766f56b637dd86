"""Paths of the files in the top-level `resources/` folder."""

import sys
from functools import cache
from pathlib import Path


@cache
def resource_folder() -> Path:
    """Return the folder of `icons/`, `translations/` and the rest.

    In a wheel it is `_resources` in the package, in a frozen program `_resources` beside its libraries, in a checkout
    or an editable install `resources` beside the package.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "vitec_desktop"
    for folder in (frozen / "_resources", package / "_resources", package.parent / "resources"):
        # A file, for an empty folder may be left of another installation.
        if (folder / "icons" / "app.svg").is_file():
            return folder
    raise FileNotFoundError("The program's resources folder is missing; install the program anew.")


def resource_path(*parts: str) -> Path:
    """Return the path of a file below `resources/`, such as `resource_path("icons", "key.svg")`."""
    return resource_folder().joinpath(*parts)
