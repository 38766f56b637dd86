"""Starting other programs, and what a build step needs around them."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

HANG_LIMIT = 1800.0
"""Seconds after which a program that a build or a test of its packages runs has hung: none takes a tenth of that."""

_DEBIAN_PACKAGES = {
    "objdump": "binutils (objdump)",
    "makensis": "nsis (makensis)",
    "Xvfb": "xvfb (Xvfb)",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64 (x86_64-w64-mingw32-gcc)",
    "dpkg-deb": "dpkg (dpkg-deb)",
}
"""Debian's packages of programs with other names, with those names."""

_WINDOWS_TOOLS = {"wine", "makensis", "wixl", "Xvfb", "x86_64-w64-mingw32-gcc"}
"""The programs that make Windows packages on Linux."""


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


def require_programs(*programs: str, is_python_library_needed: bool = False) -> None:
    """Raise BuildFailed that names everything that is not installed.

    Args:
        programs: the programs that the build starts.
        is_python_library_needed: whether this Python must have its library beside it, which PyInstaller copies.
    """
    missing = [program for program in programs if shutil.which(program) is None]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if is_python_library_needed and not has_python_library():
        missing.append(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
    if missing:
        names = ", ".join(_DEBIAN_PACKAGES.get(name, name) for name in missing)
        parts = "build windows" if _WINDOWS_TOOLS & set(programs) else "build"
        advice = f"\nOn Debian and its relatives: bash packaging/debian-packages.sh {parts}"
        raise BuildFailed(f"not installed: {names}{advice if sys.platform == 'linux' else ''}")


def has_python_library() -> bool:
    """Whether PyInstaller will find the library of this Python: a .dll, a framework, or a shared library."""
    if sys.platform == "win32" or (sys.platform == "darwin" and sysconfig.get_config_var("PYTHONFRAMEWORK")):
        return True
    try:
        ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))
    except OSError:
        return False
    return True


def empty_folder(folder: Path) -> Path:
    """Delete the folder with its content, make it anew and return it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _tail(log_file: Path, lines: int = 30) -> str:
    return "\n".join(log_file.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
