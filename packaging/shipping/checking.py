"""Runs the self-test of what was built, where it lies and where its users will have it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from shipping import project
from shipping.running import BuildFailed, say

STEPS = 11
_PATIENCE = 180.0  # seconds


def check_in_place(program: Path) -> None:
    """Raises BuildFailed where the program does not prove itself."""
    say(f"self-test of {program}")
    _judge(_started([program, "--self-test", "--language", "en"], dict(os.environ)))


def check_moved(folder: Path) -> None:
    """The same by an ordinary user without a home, from a folder with blanks and å ä ö that is not theirs to change."""
    with tempfile.TemporaryDirectory(prefix="vitec desktop å ä ö ") as made:
        place = Path(made)
        place.chmod(0o755)
        moved = place / "Program Å Ä Ö"
        shutil.copytree(folder, moved, symlinks=True)
        say(f"self-test of {moved}, as an ordinary user without a home")
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
        command: list[str | Path] = [moved / project.PROGRAM, "--self-test", "--language", "sv"]
        _judge(_started(command, environment, _ordinary_user()))
        before = {path.relative_to(folder) for path in folder.rglob("*")}
        after = {path.relative_to(moved) for path in moved.rglob("*")}
        if before != after:
            raise BuildFailed(f"the program changes its own folder: {sorted(map(str, before ^ after))[:5]}")


def _ordinary_user() -> tuple[int, int] | None:
    """The user and the group to start a program as, for root; anybody else is an ordinary user already."""
    if os.geteuid() != 0:
        return None
    import pwd

    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _started(
    command: Sequence[str | Path], environment: Mapping[str, str], who: tuple[int, int] | None = None
) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(
            [str(word) for word in command],
            env=dict(environment),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
            user=who[0] if who else None,
            group=who[1] if who else None,
            extra_groups=[] if who else None,
        )
    except subprocess.TimeoutExpired:
        raise BuildFailed(f"the self-test did not end within {_PATIENCE:.0f} s") from None


def _judge(ended: "subprocess.CompletedProcess[str]") -> None:
    if ended.returncode != 0:
        raise BuildFailed(f"the self-test failed ({ended.returncode}):\n{ended.stdout}")
    judge_lines(ended.stdout)


def judge_lines(text: str) -> None:
    """Raises BuildFailed where the lines of a self-test do not say that everything went well.

    An exit code alone is not believed: a program that never came so far may end with 0 too.
    """
    passed = [line for line in text.splitlines() if line.startswith("OK ")]
    if len(passed) != STEPS or f" {project.version()}," not in passed[0]:
        raise BuildFailed(f"the self-test is not whole:\n{text}")
    say(f"{len(passed)} steps passed")
