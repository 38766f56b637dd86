"""What the packages are called, and where things lie."""

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
ICONS = PACKAGING / "icons"
TRANSLATIONS = tuple(sorted((ROOT / "resources" / "translations").glob("*.ts")))

PROGRAM = "vitec-desktop"
TITLE = "Vitec Desktop"
SUMMARY = "Tips och leads till måndagsmötet"
PUBLISHER = "Vitec Desktop"
"""ASCII only: the tool that makes the .msi cannot write other letters into its summary."""


@cache
def version() -> str:
    """The version, which stands in pyproject.toml and nowhere else."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def windows_version() -> str:
    """The version as four numbers, which is how Windows compares files and packages: "1.2.3" is "1.2.3.0".

    Raises:
        ValueError: it is no plain number such as 1.2.3; pre-releases are not shipped as packages.
    """
    numbers = [int(part) for part in version().split(".")]
    return ".".join(map(str, [*numbers, 0, 0, 0, 0][:4]))
