"""Writing the licence texts of the libraries that a package holds."""

import importlib.metadata
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from steps import metadata
from steps.subprocess_utils import BuildFailed, empty_folder

TEXTS = metadata.PACKAGING / "licences"

_TEXT_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
_MAX_LICENCE_NAME = 80
"""Longer values of the field are the whole text of the licence instead of its name."""

# Used by the build only: no file of theirs is in the package. PyInstaller is not among them: its start program is.
_TOOLS = {
    *("altgraph", "hatchling", "macholib", "packaging", "pathspec", "pefile", "pip", "pluggy", "setuptools"),
    *("pyinstaller-hooks-contrib", "tomlkit", "trove-classifiers", "pycparser", "wheel", metadata.PROGRAM),
}
_OWN_TEXTS = {
    "PySide6_Essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}

_HEAD = """Vitec Desktop contains work of others, under their own terms. Their texts lie beside this file.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3, as separate libraries that may be
replaced by others of the same interface. Their source is offered at https://download.qt.io and https://code.qt.io.

"""


class Library(NamedTuple):
    """A library's own metadata, and its licence texts."""

    name: str
    version: str
    licence: str
    page: str
    texts: tuple[Path, ...]


def libraries_in(site_packages: Path) -> list[Library]:
    """Return the libraries that are installed in a folder, for this system or another."""
    return [_library(one) for one in importlib.metadata.distributions(path=[str(site_packages)])]


def _library(one: importlib.metadata.Distribution) -> Library:
    about: Any = one.metadata  # an email message; its declared type lacks some of the methods
    files = [file for file in one.files or () if ".dist-info" in str(file)]
    texts = tuple(Path(str(one.locate_file(file))) for file in files if file.name.upper().startswith(_TEXT_NAMES))
    licence = about.get("License-Expression") or about.get("License") or ""
    if not licence or len(licence) > _MAX_LICENCE_NAME:
        kinds = about.get_all("Classifier") or []
        licence = ", ".join(kind.rpartition(" :: ")[2] for kind in kinds if kind.startswith("License ::"))
    links = [link.rpartition(", ")[2] for link in about.get_all("Project-URL") or []]
    return Library(about["Name"], one.version, licence, about.get("Home-page") or (links or [""])[0], texts)


def write_licences(bundle: Path, site_packages: Path) -> None:
    """Write `licences/` into a bundle: a list, and the texts of its libraries, of Python and of the system's libraries.

    Raises:
        BuildFailed: a library has no licence text, so that it must not be shipped.
    """
    write_texts(bundle / "licences", libraries_in(site_packages))
    _write_system_texts(bundle, bundle / "licences")


def write_texts(folder: Path, libraries: Iterable[Library]) -> None:
    """Write the list and the texts of `libraries`, except those that only the build uses."""
    empty_folder(folder)
    lines = []
    for name, version, licence, page, texts in sorted(libraries, key=lambda one: one.name.lower()):
        if name.lower().replace("_", "-") in _TOOLS:
            continue
        files = [*texts] + [TEXTS / text for text in _OWN_TEXTS.get(name, ())]
        files += [TEXTS / f"{name}.txt"] if (TEXTS / f"{name}.txt").is_file() else []
        if not files:
            raise BuildFailed(f"no licence text of {name}")
        lines.append(f"{name} {version}: {licence or 'see its text'}\n    {page}".rstrip())
        for number, file in enumerate(files):
            target = folder / (f"{name}.txt" if number == 0 else f"{name}-{number + 1}.txt")
            target.write_bytes(file.read_bytes())
    shutil.copy(TEXTS / "Python.txt", folder / "Python.txt")
    lines.append("Python: PSF-2.0\n    https://www.python.org")
    (folder / "README.txt").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _write_system_texts(bundle: Path, folder: Path) -> None:
    """Write Debian's copyright files of the libraries that were taken from this system, one file for each package."""
    if not shutil.which("dpkg"):
        return
    names = [path.name for path in (bundle / "_internal").glob("*.so*") if path.is_file() and not path.is_symlink()]
    if not names:
        return
    found = subprocess.run(
        ["dpkg", "-S", *(f"*/{name}" for name in names)], capture_output=True, text=True, check=False
    ).stdout
    packages = {line.partition(":")[0] for line in found.splitlines() if not line.startswith("diversion")}
    for package in sorted(packages):
        text = Path("/usr/share/doc") / package / "copyright"
        if text.is_file():
            shutil.copy(text, folder / f"debian-{package}.txt")
