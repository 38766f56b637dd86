"""Look up known vulnerabilities of the libraries that we ship and of the tools that make the packages.

    python packaging/audit.py

Needs the internet: pip installs `pip-audit` into a temporary folder, which looks the exact versions in `lock.txt` and
`build-tools.txt` up in two databases, those for other systems too. The exit code is 0 if every package was looked up
and has no vulnerability that is not explained below, 1 if one has, and 2 if a package was not looked up: `pip-audit`
itself would report that as clean.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from steps.lock_filter import LISTS, canonical_name, iter_pinned

_TOOL = "pip-audit==2.10.1"
_DATABASES = ("osv", "pypi")

EXPLAINED: dict[str, str] = {}
"""Why a vulnerability does not affect this program, by its id in a database."""

CLEAN, VULNERABLE, NOT_LOOKED_UP = range(3)


def main() -> int:
    """Print the known vulnerabilities, a line each; return the exit code."""
    requirements = pinned(LISTS)
    verdicts = ("clean or explained", "vulnerable", "not looked up")
    worst = CLEAN
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install = (sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder / "tool"), _TOOL)
        subprocess.run(install, check=True)
        (folder / "all.txt").write_text("\n".join(requirements) + "\n", encoding="utf-8")
        for database in _DATABASES:
            code, lines = evaluate(_run_tool(folder, database), requirements, EXPLAINED)
            print(f"{database}: {verdicts[code]}, {len(requirements)} packages")
            print("".join(f"  {line}\n" for line in lines), end="")
            worst = max(worst, code)
    return worst


def pinned(lists: Iterable[Path]) -> list[str]:
    """Return every "name==version" of the lists, for this system or another, sorted."""
    return sorted({f"{name}=={version}" for name, version, _ in iter_pinned(lists)})


def evaluate(output: str, requirements: Iterable[str], explained: Mapping[str, str]) -> tuple[int, list[str]]:
    """Return the exit code and a line for each finding.

    Args:
        output: what `pip-audit` printed as JSON; "" if it failed.
        requirements: every "name==version" that it should have looked up.
        explained: why a vulnerability does not affect this program, by its id.
    """
    try:
        dependencies: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError):
        return NOT_LOOKED_UP, ["the database gave no answer"]
    found = {one["name"]: one for one in dependencies}
    code, lines = CLEAN, []
    for requirement in requirements:
        name = canonical_name(requirement.partition("==")[0])
        one = found.get(name, {"skip_reason": "left out"})
        if "vulns" not in one:
            lines.append(f"{requirement} was not looked up: {one.get('skip_reason', '')}")
            code = NOT_LOOKED_UP
        for vulnerability in one.get("vulns", ()):
            names = [vulnerability["id"], *vulnerability.get("aliases", ())]
            why = next((explained[name] for name in names if name in explained), "")
            lines.append(f"{requirement}: {', '.join(names)}{': ' if why else ''}{why}")
            code = max(code, CLEAN if why else VULNERABLE)
    return code, lines


def _run_tool(folder: Path, database: str) -> str:
    """Return what `pip-audit` prints about all packages; "" if it failed."""
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off"]
    command += ["--vulnerability-service", database, "--format", "json", "--requirement", str(folder / "all.txt")]
    environment = {**os.environ, "PYTHONPATH": str(folder / "tool")}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
