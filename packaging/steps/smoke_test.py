"""Running the self-test of the frozen program, where it was built and where its users will have it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event, Timer

from steps import metadata
from steps.subprocess_utils import HANG_LIMIT, BuildFailed, log_step

SELF_TEST_STEPS = 11


def run_in_place(program: Path) -> None:
    """Run the self-test of `program` as this user.

    Raises:
        BuildFailed: a step of it failed, or it did not end in time.
    """
    log_step(f"self-test of {program}")
    _run_self_test([program, "--self-test", "--language", "en"], dict(os.environ))


def run_moved(folder: Path) -> None:
    """Run the self-test of a copy, in a folder with blanks and å ä ö; on Linux as an ordinary user without a home.

    Raises:
        BuildFailed: a step of it failed, it did not end in time, or it changed its own folder.
    """
    with tempfile.TemporaryDirectory(prefix="vitec desktop å ä ö ") as temp:
        Path(temp).chmod(0o755)
        moved = Path(temp) / "Program Å Ä Ö"
        shutil.copytree(folder, moved, symlinks=True)
        log_step(f"self-test of {moved}")
        program = moved / metadata.PROGRAM
        _run_self_test([program, "--self-test", "--language", "sv"], moved_environment(), _unprivileged_user())
        before = {path.relative_to(folder) for path in folder.rglob("*")}
        after = {path.relative_to(moved) for path in moved.rglob("*")}
        if before != after:
            raise BuildFailed(f"the program changes its own folder: {sorted(map(str, before ^ after))[:5]}")


def moved_environment(system: str = sys.platform) -> dict[str, str]:
    """Return the variables that a moved copy is tested with on a system, by the name that `sys.platform` has for it.

    A Mac's keyring is in the user's home, so that the test of it needs that; elsewhere there is none.
    """
    if system == "darwin":
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "sv_SE.UTF-8", "HOME": str(Path.home())}
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}


def check_output(text: str) -> None:
    """Raise BuildFailed unless the lines of a self-test report every step as passed.

    The exit code alone is not enough: a program that ends early may end with 0 too.
    """
    passed = [line for line in text.splitlines() if line.startswith("OK ")]
    if len(passed) != SELF_TEST_STEPS or f" {metadata.version()}," not in passed[0]:
        raise BuildFailed(f"the self-test is not whole:\n{text}")
    log_step(f"{len(passed)} steps passed")


def _unprivileged_user() -> tuple[int, int] | None:
    """Return the user and group id to run the program as if we are root; None if we are not."""
    if os.geteuid() != 0:
        return None
    import pwd

    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _run_self_test(
    command: Sequence[str | Path], environment: Mapping[str, str], user: tuple[int, int] | None = None
) -> None:
    """Run a self-test and show its lines as they come, by which a slow computer is told from a program that hangs."""
    lines: list[str] = []
    has_hung = Event()

    def end_hanging() -> None:
        has_hung.set()
        process.kill()

    with subprocess.Popen(
        [str(word) for word in command],
        env=dict(environment),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        user=user[0] if user else None,
        group=user[1] if user else None,
        extra_groups=[] if user else None,
    ) as process:
        assert process.stdout is not None
        limit = Timer(HANG_LIMIT, end_hanging)
        limit.start()
        try:
            for line in process.stdout:
                log_step(f"  {line.rstrip()}")
                lines.append(line)
            process.wait()
        finally:
            limit.cancel()
    text = "".join(lines)
    if has_hung.is_set():
        raise BuildFailed(f"the self-test did not end within {HANG_LIMIT:.0f} s:\n{text}")
    if process.returncode != 0:
        raise BuildFailed(f"the self-test failed ({process.returncode}):\n{text}")
    check_output(text)
