"""The names and the version of the program, and the folders of the checkout."""

import os
import runpy
import subprocess
import time
from datetime import UTC, date, datetime
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


COPYRIGHT = f"Copyright 2026 {PUBLISHER}"


@cache
def version() -> str:
    """Return the program's version, as its own module states it."""
    return str(runpy.run_path(str(ROOT / "vitec_desktop" / "version.py"))["VERSION"])


@cache
def build_time() -> str:
    """Return the time that is written into what is built, in seconds since 1970: SOURCE_DATE_EPOCH, or the commit's.

    Two builds of one commit are alike. A checkout without its history, as from an archive, has the time of now.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    # Git refuses a folder of another user, as in a container, unless it is named.
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        shown = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        shown = ""
    return shown.strip() or str(int(time.time()))


def build_day() -> date:
    """Return the day of `build_time`, in UTC."""
    return datetime.fromtimestamp(int(build_time()), UTC).date()


def windows_version() -> str:
    """Return the version as four numbers, as Windows compares files and packages: "1.2.3.0" for "1.2.3".

    Raises:
        ValueError: the version has a part that is not a number; no packages are made of pre-releases.
    """
    numbers = [int(part) for part in version().split(".")]
    return ".".join(map(str, [*numbers, 0, 0, 0, 0][:4]))
