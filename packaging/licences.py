"""List the libraries that are shipped, with their licences, from the metadata of the installed packages.

    python packaging/licences.py [FOLDER…] > packaging/licences.md

The folders hold packages for other systems, installed with `pip install --no-deps --target FOLDER`.
"""

import re
import sys
from collections.abc import Sequence
from importlib.metadata import Distribution, distributions

from steps.lock_filter import SHIPPED, canonical_name, iter_pinned

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
    """Print the list; return 1 if a package of the lock file is not installed, else 0."""
    installed = {canonical_name(one.metadata["Name"]): one for one in distributions(path=[*sys.path, *folders])}
    print(HEAD)
    missing = []
    for name, version, marker in iter_pinned([SHIPPED]):
        found = installed.get(canonical_name(name))
        if found is None or found.version != version:
            missing.append(f"{name}=={version}")
            continue
        systems = ", ".join(_PLATFORM.findall(marker))
        print(f"| {found.metadata['Name']} | {version} | {licence_name(found)} | {systems} | {_home_page(found)} |")
    print(BESIDES)
    if missing:
        print(f"Not installed here: {', '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


def licence_name(package: Distribution) -> str:
    """Return the licence as the package states it: its expression, a short text, or its classifiers."""
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
    """Return a field of the metadata, "" if it is missing."""
    return str((package.metadata.get_all(name) or [""])[0]).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
