"""What a package holds of others' work: the libraries with their licences, and the texts of these."""

import filecmp
import importlib.metadata
import shutil
import subprocess
from collections.abc import Iterable
from importlib.metadata import Distribution
from pathlib import Path
from typing import NamedTuple

from steps import metadata
from steps.lock_filter import BUILD_TOOLS, canonical_name, iter_pinned
from steps.subprocess_utils import BuildFailed, empty_folder

TEXTS = metadata.PACKAGING / "licences"

_TEXT_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
_MAX_LICENCE_NAME = 80
"""Longer values of the field are the whole text of the licence instead of its name."""
_CLASSIFIER = "License :: OSI Approved :: "

_SPDX = {"MIT License": "MIT", "PSFL": "PSF-2.0", "GNU General Public License v2 (GPLv2)": "GPL-2.0-or-later"}

_START_PROGRAM = "pyinstaller"
"""The one tool of the build with a file of its own in the package: the program that starts Python."""

_OWN_TEXTS = {
    "PySide6_Essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}

_HEAD = """Vitec Desktop contains work of others, under their own terms. Their texts lie beside this file.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3, as separate libraries that may be
replaced by others of the same interface. Their source is offered at https://download.qt.io and https://code.qt.io.

"""


class Library(NamedTuple):
    """A library's own metadata, its licence texts, and the names of its folders and files in site-packages."""

    name: str
    version: str
    licence: str
    page: str
    texts: tuple[Path, ...]
    folders: tuple[str, ...] = ()


class SystemPackage(NamedTuple):
    """A package of this Debian that files of the bundle were taken from, with the names of these files."""

    name: str
    version: str
    architecture: str
    files: tuple[str, ...]


def libraries_in(site_packages: Path) -> list[Library]:
    """Return what is shipped of the libraries that are installed in a folder, for this system or another."""
    tools = {canonical_name(name) for name, _, _ in iter_pinned([BUILD_TOOLS])} - {_START_PROGRAM}
    unused = {*tools, "pip", "pycparser", "wheel", metadata.PROGRAM}
    found = [_library(one) for one in importlib.metadata.distributions(path=[str(site_packages)])]
    return sorted(
        (one for one in found if canonical_name(one.name) not in unused), key=lambda library: library.name.lower()
    )


def _library(one: Distribution) -> Library:
    files = [file for file in one.files or () if ".dist-info" in str(file)]
    texts = tuple(Path(str(one.locate_file(file))) for file in files if file.name.upper().startswith(_TEXT_NAMES))
    folders = {file.parts[0] for file in one.files or () if file.parts[0] not in ("..", "__pycache__")}
    return Library(one.metadata["Name"], one.version, licence_name(one), home_page(one), texts, tuple(sorted(folders)))


def licence_name(package: Distribution) -> str:
    """Return the licence as the package states it: its expression, a short text, or its classifiers."""
    expression, text = _field(package, "License-Expression"), _field(package, "License")
    if expression:
        return expression
    if text and "\n" not in text and len(text) < _MAX_LICENCE_NAME:
        return text
    classifiers = [one for one in package.metadata.get_all("Classifier") or [] if one.startswith(_CLASSIFIER)]
    return ", ".join(one.removeprefix(_CLASSIFIER) for one in classifiers) or "see its licence file"


def spdx_name(licence: str) -> str:
    """Return what a package states as its licence in the words of SPDX's list, if we know it in other words."""
    return _SPDX.get(licence, licence)


def home_page(package: Distribution) -> str:
    """Return the address of the package's home page or source; "" if it states none."""
    urls = dict(one.split(", ", 1) for one in package.metadata.get_all("Project-URL") or [])
    for name in ("Homepage", "homepage", "Source", "Source Code", "Source code", "Repository", "GitHub"):
        if name in urls:
            return str(urls[name])
    return _field(package, "Home-page") or next(iter(urls.values()), "")


def _field(package: Distribution, name: str) -> str:
    """Return a field of the metadata, "" if it is missing."""
    return str((package.metadata.get_all(name) or [""])[0]).strip()


def write_licences(bundle: Path, site_packages: Path) -> None:
    """Write `licences/` into a bundle: a list, and the texts of its libraries, of Python and of the system's libraries.

    Raises:
        BuildFailed: a library has no licence text, so that it must not be shipped.
    """
    write_texts(bundle / "licences", libraries_in(site_packages))
    for package in system_packages(bundle):
        text = Path("/usr/share/doc") / package.name / "copyright"
        if text.is_file():
            shutil.copy(text, bundle / "licences" / f"debian-{package.name}.txt")


def write_texts(folder: Path, libraries: Iterable[Library]) -> None:
    """Write the list and the texts of `libraries` into a new folder."""
    empty_folder(folder)
    lines = []
    for name, version, licence, page, texts, _ in libraries:
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


def system_packages(bundle: Path) -> list[SystemPackage]:
    """Return the packages of this Debian that libraries of the bundle were taken from; none on other systems."""
    libraries = {
        path.name: path for path in (bundle / "_internal").glob("*.so*") if path.is_file() and not path.is_symlink()
    }
    if not libraries or not shutil.which("dpkg"):
        return []
    found = subprocess.run(
        ["dpkg", "-S", *(f"*/{name}" for name in libraries)], capture_output=True, text=True, check=False
    ).stdout
    files: dict[str, set[str]] = {}
    for line in found.splitlines():
        package, _, path = line.partition(": ")
        name = Path(path).name
        # Another file of the same name, such as one that Python's own package manager has installed, is not taken.
        if not line.startswith("diversion") and Path(path).is_file() and filecmp.cmp(path, libraries[name], False):
            files.setdefault(package, set()).add(name)
    if not files:
        return []
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package}\\t${Version}\\t${Architecture}\\n", *sorted(files)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    packages = [line.split("\t") for line in shown.splitlines()]
    return [
        SystemPackage(name, version, architecture, tuple(sorted(names)))
        for (name, version, architecture), (_, names) in zip(packages, sorted(files.items()), strict=True)
    ]
