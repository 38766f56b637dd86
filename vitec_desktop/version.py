"""The program's version, which stands in pyproject.toml and nowhere else."""

from functools import cache
from pathlib import Path

_BEGINNING, _END = "vitec_desktop-", ".dist-info"


@cache
def version() -> str:
    """The installed version, such as "0.1.0"; "0" where the program runs without having been installed."""
    beside = [path.name for path in Path(__file__).resolve().parents[1].glob(f"{_BEGINNING}*{_END}")]
    if len(beside) == 1:
        return beside[0].removeprefix(_BEGINNING).removesuffix(_END)
    # Asked of the library only where it has to be searched for: importing that delays the first window.
    from importlib import metadata

    try:
        return metadata.version("vitec-desktop")
    except metadata.PackageNotFoundError:
        return "0"
