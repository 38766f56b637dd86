"""List the libraries that are shipped, with their licences, from the metadata of the installed packages.

    python packaging/licences.py [FOLDER…] > packaging/licences.md

The folders hold packages for other systems, installed with `pip install --no-deps --target FOLDER`.
"""

import re
import sys
from collections.abc import Sequence
from importlib.metadata import distributions

from steps.licences import home_page, licence_name
from steps.lock_filter import SHIPPED, canonical_name, iter_pinned

_PLATFORM = re.compile(r"sys_platform == '(\w+)'")

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
        print(f"| {found.metadata['Name']} | {version} | {licence_name(found)} | {systems} | {home_page(found)} |")
    print(BESIDES)
    if missing:
        print(f"Not installed here: {', '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
