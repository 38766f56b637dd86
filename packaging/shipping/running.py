"""Starts other programs: told what is done, with nothing to read, and stopped by their failure."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class BuildFailed(Exception):
    """The package could not be made; the text says why."""


class DidNotEnd(BuildFailed):
    """A program took longer than it may."""


def say(text: str) -> None:
    print(f"build: {text}", flush=True)


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    timeout: float | None = None,
    allowed: Sequence[int] = (0,),
) -> int:
    """Run a program to its end; its output goes into `log`, or to where ours goes. Gives its exit code.

    Raises:
        BuildFailed: it ended with a code that is not allowed.
        DidNotEnd: not in time.
    """
    words = [str(word) for word in command]
    output = log.open("ab") if log else None
    try:
        ended = subprocess.run(
            words,
            cwd=cwd,
            env=None if environment is None else {**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DidNotEnd(f"{words[0]} did not end within {timeout:.0f} s") from None
    finally:
        if output:
            output.close()
    if ended.returncode not in allowed:
        tail = f"\n{_tail(log)}" if log else ""
        raise BuildFailed(f"{' '.join(words[:4])} … ended with {ended.returncode}{tail}")
    return ended.returncode


def need(*programs: str) -> None:
    """Raises BuildFailed where one of these programs is not installed."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        raise BuildFailed(f"not installed: {', '.join(missing)}")


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _tail(log: Path, lines: int = 30) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
