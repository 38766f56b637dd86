"""Runs the tests as one machine would: with its variables, below its wrapper commands, from its folder."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns, which

CHECKOUT = Path(__file__).resolve().parents[2]
_TIMEOUT = 7_200.0
"""Seconds; a machine that takes longer hangs. The whole suite on a busy computer takes half an hour."""
_MADE_HERE = ignore_patterns(
    ".venv", ".git", "__pycache__", ".bytecode", ".*_cache", ".hypothesis", "*.egg-info", "build", "dist"
)
_PASSED = re.compile(r"\b[1-9]\d* passed\b.* in [0-9.]+s")


class NotPossible(Exception):
    """This computer cannot be such a machine; the message says why."""


class Failed(Exception):
    """The machine failed; the message says where, in one line."""


@dataclass(frozen=True)
class Runner:
    """Runs commands for one machine.

    Attributes:
        folder: an empty folder of the machine, with a short path.
        log: the file that all output goes to.
        part: the tests to run.
        workers: as pytest's option -n: "auto" for as many as there are processors.
    """

    folder: Path
    log: Path
    part: Sequence[str]
    workers: str = "auto"

    def run(
        self,
        command: Sequence[str | Path],
        *,
        variables: Mapping[str, str] | None = None,
        removed: Sequence[str] = (),
        cwd: Path = CHECKOUT,
    ) -> str:
        """Run a command and return its output, which the log gets too.

        Raises:
            Failed: it did not end with 0.
        """
        environment = {name: value for name, value in os.environ.items() if name not in removed} | dict(variables or {})
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(map(str, command))}\n")
            log.flush()
            start = self.log.stat().st_size
            try:
                done = subprocess.run(
                    list(map(str, command)),
                    env=environment,
                    cwd=cwd,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    timeout=_TIMEOUT,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                raise Failed(f"no end after {_TIMEOUT:.0f} s") from None
        output = self.log.read_bytes()[start:].decode(errors="replace")
        if done.returncode != 0:
            raise Failed(_failure_line(output) or f"{command[0]} ended with {done.returncode}")
        return output

    def run_tests(
        self,
        *,
        wrapper: Sequence[str | Path] = (),
        python: str | Path = sys.executable,
        variables: Mapping[str, str] | None = None,
        removed: Sequence[str] = (),
        cwd: Path = CHECKOUT,
        part: Sequence[str] = (),
    ) -> None:
        """Run the tests of the part, or of another `part`.

        Raises:
            Failed: a test failed, or none ran.
        """
        # Verbose, so that the log names a test before the last one has run.
        bus = ("dbus-run-session", "--") if which("dbus-run-session") else ()
        options = ("-v", "-m", "", "-p", "no:cacheprovider", "-n", self.workers, "--basetemp", self.folder / "tests")
        command = (*bus, *wrapper, python, "-m", "pytest", *options, *(part or self.part))
        # The sources are those of `cwd`, wherever the package is installed from.
        paths = {"PYTHONPATH": str(cwd), "QT_QPA_PLATFORM": "offscreen"}
        check_passed(self.run(command, variables=paths | dict(variables or {}), removed=removed, cwd=cwd))

    def copy_checkout(self, target: Path) -> Path:
        """Copy the files that git knows, with their changes, and return the copy's path.

        Without git, or of a copy that it knows nothing of, all files but those that are made here.
        """
        try:
            names = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            copytree(CHECKOUT, target, ignore=_MADE_HERE)
            return target
        for name in filter(None, os.fsdecode(names).split("\0")):
            if (CHECKOUT / name).is_file():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                copy2(CHECKOUT / name, target / name)
        return target


def check_passed(output: str) -> None:
    """Raise Failed unless the output says that tests have passed."""
    if not _PASSED.search(output):
        raise Failed("no test passed")


def _failure_line(output: str) -> str:
    """Return the summary of pytest with the first failed tests, or the last line."""
    lines = output.strip().splitlines()
    failed = [line.split(" - ")[0] for line in lines if line.startswith(("FAILED ", "ERROR "))]
    return "; ".join([*failed[:3], *(line.strip("= ") for line in lines[-1:])])


def readme_block(heading: str) -> str:
    """Return the first block of shell commands below a heading of the README."""
    section = (CHECKOUT / "README.md").read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    block = section.partition("\n```sh\n")[2].partition("\n```\n")[0]
    assert block, heading
    return f"{block}\n"
