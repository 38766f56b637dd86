"""The licence texts of everything that others wrote and that is in the package."""

import shutil
import subprocess
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from shipping import project
from shipping.running import BuildFailed

TEXTS = project.PACKAGING / "licences"

_TEXT_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
_LONGEST_NAME = 80
"""Some put the whole text where its name belongs."""

# Work at the build and leave nothing of themselves in the package; PyInstaller leaves its start program.
_TOOLS = {
    *("altgraph", "hatchling", "macholib", "packaging", "pathspec", "pefile", "pip", "pluggy", "setuptools"),
    *("pyinstaller-hooks-contrib", "tomlkit", "trove-classifiers", "pycparser", "wheel", project.PROGRAM),
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
    """What a library says of itself."""

    name: str
    version: str
    licence: str
    page: str
    texts: tuple[Path, ...]


def libraries_in(site_packages: Path) -> list[Library]:
    """All libraries that lie in a folder of installed ones, be they for this system or another."""
    return [_library(one) for one in metadata.distributions(path=[str(site_packages)])]


def _library(one: metadata.Distribution) -> Library:
    about: Any = one.metadata  # an email message, which its declared type does not say
    names = [file for file in one.files or () if ".dist-info" in str(file)]
    texts = tuple(Path(str(one.locate_file(file))) for file in names if file.name.upper().startswith(_TEXT_NAMES))
    licence = about.get("License-Expression") or about.get("License") or ""
    if not licence or len(licence) > _LONGEST_NAME:
        kinds = about.get_all("Classifier") or []
        licence = ", ".join(kind.rpartition(" :: ")[2] for kind in kinds if kind.startswith("License ::"))
    links = [link.rpartition(", ")[2] for link in about.get_all("Project-URL") or []]
    return Library(about["Name"], one.version, licence, about.get("Home-page") or (links or [""])[0], texts)


def write_licences(bundle: Path, site_packages: Path) -> None:
    """Write `licences/` into a bundle: a list, and a text for each library, for Python and for the system's libraries.

    Raises:
        BuildFailed: a library has no licence text, which we may then not pass on.
    """
    write_texts(bundle / "licences", libraries_in(site_packages))
    _write_system_texts(bundle, bundle / "licences")


def write_texts(folder: Path, libraries: Iterable[Library]) -> None:
    """The list and the texts of some libraries, without those that only work at the build."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
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
    """What Debian says of the libraries that came from the system, one file a package."""
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
