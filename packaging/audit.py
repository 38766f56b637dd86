"""Looks up whether anything that we ship, or that makes the packages, is known to be vulnerable.

    python packaging/audit.py

Needs the internet: pip brings `pip-audit` into a folder that is gone afterwards, and that one asks two databases about
the exact versions of `lock.txt` and `build-tools.txt`, all systems' together. Ends with 0 where every package was
looked up and nothing is known or all of it is explained below, with 1 where something is not, and with 2 where a
package was not looked up: by itself `pip-audit` calls that clean.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent
LISTS = (_FOLDER / "lock.txt", _FOLDER / "build-tools.txt")
_TOOL = "pip-audit==2.10.1"
_DATABASES = ("osv", "pypi")
_PINNED = re.compile(r"^[A-Za-z0-9._-]+==[^\s;\\]+", re.MULTILINE)

EXPLAINED: dict[str, str] = {}
"""Why a known vulnerability does not touch this program, by its name in the database."""

CLEAN, VULNERABLE, NOT_LOOKED_UP = range(3)


def main() -> int:
    """Print what is known, a line each; the answer is the exit code."""
    wanted = pinned(LISTS)
    worst = CLEAN
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install = (sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder / "tool"), _TOOL)
        subprocess.run(install, check=True)
        (folder / "all.txt").write_text("\n".join(wanted) + "\n", encoding="utf-8")
        for database in _DATABASES:
            code, lines = judge(_asked(folder, database), wanted, EXPLAINED)
            print(f"{database}: {('clean or explained', 'vulnerable', 'not looked up')[code]}, {len(wanted)} packages")
            print("".join(f"  {line}\n" for line in lines), end="")
            worst = max(worst, code)
    return worst


def pinned(lists: Iterable[Path]) -> list[str]:
    """All "name==version", whatever system they are for: an audit on Linux is to cover Windows, too."""
    return sorted({one for path in lists for one in _PINNED.findall(path.read_text(encoding="utf-8"))})


def judge(told: str, wanted: Iterable[str], explained: Mapping[str, str]) -> tuple[int, list[str]]:
    """The exit code, and a line for each thing to know, by what `pip-audit` printed as JSON; "" where it broke off."""
    try:
        dependencies: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError):
        return NOT_LOOKED_UP, ["the database gave no answer"]
    found = {one["name"]: one for one in dependencies}
    code, lines = CLEAN, []
    for requirement in wanted:
        name = re.sub(r"[-_.]+", "-", requirement.partition("==")[0]).lower()
        one = found.get(name, {"skip_reason": "left out"})
        if "vulns" not in one:
            lines.append(f"{requirement} was not looked up: {one.get('skip_reason', '')}")
            code = NOT_LOOKED_UP
        for known in one.get("vulns", ()):
            names = [known["id"], *known.get("aliases", ())]
            why = next((explained[name] for name in names if name in explained), "")
            lines.append(f"{requirement}: {', '.join(names)}{': ' if why else ''}{why}")
            code = max(code, CLEAN if why else VULNERABLE)
    return code, lines


def _asked(folder: Path, database: str) -> str:
    """What `pip-audit` prints of all packages; "" where it could not ask."""
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off"]
    command += ["--vulnerability-service", database, "--format", "json", "--requirement", str(folder / "all.txt")]
    environment = {**os.environ, "PYTHONPATH": str(folder / "tool")}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
