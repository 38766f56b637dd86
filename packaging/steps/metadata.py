"""The names and the version of the program, and the folders of the checkout."""

import runpy
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
ICONS = PACKAGING / "icons"

PROGRAM = "vitec-desktop"
TITLE = "Vitec Desktop"
SUMMARY = "Tips och leads till måndagsmötet"
PUBLISHER = "Vitec Desktop"
"""ASCII only: wixl cannot write other letters into the summary of an .msi."""


@cache
def version() -> str:
    """Return the program's version, as its own module states it."""
    return str(runpy.run_path(str(ROOT / "vitec_desktop" / "version.py"))["VERSION"])


def windows_version() -> str:
    """Return the version as four numbers, as Windows compares files and packages: "1.2.3.0" for "1.2.3".

    Raises:
        ValueError: the version has a part that is not a number; no packages are made of pre-releases.
    """
    numbers = [int(part) for part in version().split(".")]
    return ".".join(map(str, [*numbers, 0, 0, 0, 0][:4]))
