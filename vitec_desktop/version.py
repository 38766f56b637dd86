"""The program's version, which stands in pyproject.toml and nowhere else."""

from functools import cache
from importlib import metadata


@cache
def version() -> str:
    """The installed version, such as "0.1.0"; "0" where the program runs without having been installed."""
    try:
        return metadata.version("vitec-desktop")
    except metadata.PackageNotFoundError:
        return "0"
