"""Lists what is shipped with the program, under which licence, from the metadata of what is installed.

    python packaging/licences.py > packaging/licences.md

Packages of other systems than this one are read from folders named on the command line, into which they were
installed with `pip install --no-deps --target`.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path

LOCK = Path(__file__).with_name("lock.txt")

_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+))?", re.MULTILINE)
_PLATFORM = re.compile(r"sys_platform == '(\w+)'")
_CLASSIFIER = "License :: OSI Approved :: "

HEAD = """\
# Licences of what is shipped

Made by `packaging/licences.py` from the packages' own metadata; the versions are those of `lock.txt`. The program's
installers hold the licence texts themselves beside each package.

| package | version | licence | only on | home page |
| --- | --- | --- | --- | --- |"""

BESIDES = """
Besides: Python itself (Python Software Foundation License), and Qt with its plug-ins as part of PySide6-Essentials,
linked dynamically under the LGPL 3.0: its libraries are files of their own beside the program, and can be replaced."""


def main(folders: Sequence[str]) -> int:
    """Print the list; 1 where a package of the lock file is not installed anywhere."""
    known = {_plain(one.metadata["Name"]): one for one in distributions(path=[*sys.path, *folders])}
    print(HEAD)
    lacking = []
    for name, version, marker in _pinned():
        found = known.get(_plain(name))
        if found is None or found.version != version:
            lacking.append(f"{name}=={version}")
            continue
        systems = ", ".join(_PLATFORM.findall(marker))
        print(f"| {found.metadata['Name']} | {version} | {_licence(found)} | {systems} | {_home_page(found)} |")
    print(BESIDES)
    if lacking:
        print(f"Not installed here: {', '.join(lacking)}", file=sys.stderr)
    return 1 if lacking else 0


def _pinned() -> Iterator[tuple[str, str, str]]:
    for found in _PINNED.finditer(LOCK.read_text(encoding="utf-8")):
        yield found["name"], found["version"], found["marker"] or ""


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(package: Distribution) -> str:
    """The licence as the package names it: by its expression, its classifiers, or a short text."""
    expression, text = _field(package, "License-Expression"), _field(package, "License")
    if expression:
        return expression
    classifiers = [one for one in package.metadata.get_all("Classifier") or [] if one.startswith(_CLASSIFIER)]
    if text and "\n" not in text and len(text) < 80:
        return text
    return ", ".join(one.removeprefix(_CLASSIFIER) for one in classifiers) or "see its licence file"


def _home_page(package: Distribution) -> str:
    urls = dict(one.split(", ", 1) for one in package.metadata.get_all("Project-URL") or [])
    for name in ("Homepage", "homepage", "Source", "Source Code", "Source code", "Repository", "GitHub"):
        if name in urls:
            return str(urls[name])
    return _field(package, "Home-page") or next(iter(urls.values()), "")


def _field(package: Distribution, name: str) -> str:
    """One field of the metadata, "" where it is not there."""
    return str((package.metadata.get_all(name) or [""])[0]).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
