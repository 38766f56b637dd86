"""Write `build-tools.txt`: the tools that make the packages, in exact versions, with the hashes of their files.

    python packaging/lock_tools.py

`lock.txt` lists what goes into the packages. pip evaluates conditions such as `sys_platform` for the computer it runs
on, so the system of each tool is given here.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from typing import NamedTuple

from steps.lock_filter import BUILD_TOOLS, canonical_name

_ANYWHERE = ""
_LINUX = 'sys_platform == "linux"'
_WINDOWS = 'sys_platform == "win32"'
_MAC = 'sys_platform == "darwin"'

_TOOLS = {
    "altgraph==0.17.5": _ANYWHERE,
    "boolean.py==5.0": _ANYWHERE,
    "cyclonedx-python-lib==11.12.0": _ANYWHERE,
    "hatchling==1.33.0": _ANYWHERE,
    "license-expression==30.4.4": _ANYWHERE,
    "macholib==1.16.4": _MAC,
    "packageurl-python==0.17.6": _ANYWHERE,
    "packaging==26.3": _ANYWHERE,
    "pathspec==1.1.1": _ANYWHERE,
    "pefile==2024.8.26": _WINDOWS,
    "pluggy==1.7.0": _ANYWHERE,
    "py-serializable==2.2.0": _ANYWHERE,
    "pyinstaller==6.22.3": _ANYWHERE,
    "pyinstaller-hooks-contrib==2026.9": _ANYWHERE,
    "setuptools==84.2.1": _ANYWHERE,
    "sortedcontainers==2.4.0": _ANYWHERE,
    "tomlkit==0.15.2": _ANYWHERE,
    "trove-classifiers==2026.9.21.13": _ANYWHERE,
}


class Target(NamedTuple):
    """A system and a Python that packages are made with; `marker` is the condition that selects the system."""

    platforms: tuple[str, ...]
    python: str
    marker: str


_MANYLINUX = (*(f"manylinux_2_{minor}_x86_64" for minor in (34, 28, 27, 24, 17)), "manylinux2014_x86_64")
_MACS = tuple(f"macosx_{major}_0_{kind}" for major in (14, 13, 12, 11) for kind in ("arm64", "universal2"))
_TARGETS = (
    *(Target(_MANYLINUX, python, _LINUX) for python in ("3.11", "3.12", "3.13")),
    Target(("win_amd64",), "3.13", _WINDOWS),
    Target(_MACS, "3.13", _MAC),
)


def _hashes(requirements: list[str], target: Target) -> dict[str, set[str]]:
    """Return the hashes of the files that pip would install there, by canonical name."""
    options = [word for platform in target.platforms for word in ("--platform", platform)]
    with tempfile.TemporaryDirectory() as folder:
        report = subprocess.run(
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--report", "-", "--no-deps"),
                *("--ignore-installed", "--only-binary=:all:", "--target", folder),
                *("--python-version", target.python, *options, *requirements),
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    found: dict[str, set[str]] = defaultdict(set)
    for one in json.loads(report)["install"]:
        found[canonical_name(one["metadata"]["name"])].add(one["download_info"]["archive_info"]["hashes"]["sha256"])
    return found


def requirements_text(tools: dict[str, str]) -> str:
    """Return the text of a requirements file; `tools` maps "name==version" to the condition of its system, or ""."""
    hashes: dict[str, set[str]] = defaultdict(set)
    for target in _TARGETS:
        for name, found in _hashes(
            [name for name in tools if tools[name] in (_ANYWHERE, target.marker)], target
        ).items():
            hashes[name] |= found
    lines = ["# Made by lock_tools.py: do not edit."]
    for requirement, marker in tools.items():
        digests = sorted(hashes[canonical_name(requirement.partition("==")[0])])
        condition = f" ; {marker}" if marker else ""
        lines.append(f"{requirement}{condition} \\")
        lines.append(" \\\n".join(f"    --hash=sha256:{one}" for one in digests))
    return "\n".join(lines) + "\n"


def main() -> None:
    BUILD_TOOLS.write_text(requirements_text(_TOOLS), encoding="utf-8")


if __name__ == "__main__":
    main()
