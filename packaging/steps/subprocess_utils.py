"""Starting other programs, and what a build step needs around them."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class BuildFailed(Exception):
    """Raised when a package cannot be made; the text says why."""


def log_step(text: str) -> None:
    print(f"build: {text}", flush=True)


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    log_file: Path | None = None,
) -> None:
    """Run a program without input until it ends.

    Args:
        command: the program and its arguments.
        cwd: its working directory; None for ours.
        environment: variables added to ours.
        log_file: the file that its output is appended to; None for our own output.

    Raises:
        BuildFailed: its exit code is not 0.
    """
    arguments = [str(word) for word in command]
    output = log_file.open("ab") if log_file else None
    try:
        ended = subprocess.run(
            arguments,
            cwd=cwd,
            env=None if environment is None else {**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            check=False,
        )
    finally:
        if output:
            output.close()
    if ended.returncode != 0:
        tail = f"\n{_tail(log_file)}" if log_file else ""
        raise BuildFailed(f"{' '.join(arguments[:4])} … ended with {ended.returncode}{tail}")


def require_programs(*programs: str) -> None:
    """Raise BuildFailed if one of these programs is not installed."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        raise BuildFailed(f"not installed: {', '.join(missing)}")


def empty_folder(folder: Path) -> Path:
    """Delete the folder with its content, make it anew and return it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _tail(log_file: Path, lines: int = 30) -> str:
    return "\n".join(log_file.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
