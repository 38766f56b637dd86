"""A Windows to test packages in: its files, its registry, its programs."""

import filecmp
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.packaging.conftest import HANG_LIMIT

_MSIEXEC_LIMIT = 600.0
"""Seconds after which Windows Installer has hung under Wine; it takes 4, and one minute on a busy computer."""

PROGRAM = "vitec-desktop.exe"
UNINSTALL_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"


class WindowsSandbox:
    """Runs programs in a Windows under Wine, and reads its files and registry."""

    def __init__(self, wine: Any) -> None:
        self.wine = wine
        self.drive = Path(wine.drive)
        # Wine calls the user as the system does; "Public" stands beside.
        self.home = next(folder for folder in (self.drive / "users").iterdir() if folder.name != "Public")
        self.settings = self.home / "AppData" / "Roaming" / "Vitec Desktop"

    def path(self, path: Path) -> str:
        return str(self.wine.windows_path(path))

    def run(self, *command: str | Path, allowed: tuple[int, ...] | None = (0,)) -> int:
        """Run a Windows program until it ends; return its exit code modulo 256."""
        words = [self.path(word) if isinstance(word, Path) else word for word in command]
        return int(self.wine.run(words, allowed=allowed)[0])

    def run_line(self, line: str, allowed: tuple[int, ...] | None = (0,)) -> int:
        """Run a command line unchanged: some programs do not accept quotes around blanks."""
        return int(self.wine.run(["cmd", "/c", line], allowed=allowed)[0])

    def msiexec(self, *words: str | Path, allowed: tuple[int, ...] | None = (0,)) -> int:
        """Run Windows Installer silently; return its exit code.

        Under Wine it sometimes hangs in the package's check for a running program. Nothing has been changed by then,
        so it is run once more.
        """
        command = ["msiexec", *(self.path(word) if isinstance(word, Path) else word for word in words), "/qn"]
        try:
            return int(self.wine.run(command, timeout=_MSIEXEC_LIMIT, allowed=allowed)[0])
        except import_module("steps.wine").ProgramTimedOut:
            return int(self.wine.run(command, timeout=_MSIEXEC_LIMIT, allowed=allowed)[0])

    def self_test(self, program: Path) -> str:
        run_self_test = import_module("steps.windows_by_wine").run_self_test

        return str(run_self_test(self.wine, program, self.drive / "självtest.log"))

    def registry(self, hive: str, key: str) -> dict[str, str]:
        """Return the values of a key and of the keys below it; empty if there is no such key."""
        code, text = self.wine.run(["reg", "query", f"{hive}\\{key}", "/s"], allowed=None)
        rows = [line.split(None, 2) for line in text.splitlines() if line.startswith("    ")]
        return {row[0]: row[2].strip() for row in rows if len(row) == 3} if code == 0 else {}

    def files(self) -> set[str]:
        """Return every file and folder, except those of Windows itself, temporary ones and the program's settings."""
        temporary = (self.home / "Temp", self.home / "AppData" / "Local" / "Temp")
        skipped = (self.drive / "windows", *temporary, self.settings)
        paths = (path for path in self.drive.rglob("*") if not any(path.is_relative_to(one) for one in skipped))
        return {str(path.relative_to(self.drive)) for path in paths}

    def write_settings(self) -> Path:
        """Write the settings of an earlier version; return the file."""
        self.settings.mkdir(parents=True, exist_ok=True)
        file = self.settings / "settings.json"
        file.write_text('{"version": 1, "language": "sv"}', encoding="utf-8")
        return file

    @contextmanager
    def running(self, program: Path) -> Iterator[None]:
        """Keep the program open with its sample data."""
        log = self.settings / "logs" / "vitec-desktop.log"
        log.unlink(missing_ok=True)
        process: subprocess.Popen[bytes] = self.wine.start([self.path(program), "--demo", "--language", "sv"])
        try:
            _until(log.is_file, "the program did not start")
            assert process.poll() is None
            yield
        finally:
            self.wine.run(["taskkill", "/f", "/im", PROGRAM], allowed=None)
            process.communicate(timeout=HANG_LIMIT)


def assert_installed(bundle: Path, installed: Path, *more: str) -> None:
    """Assert that the installed folder has the files of the bundle, byte for byte, and those in `more`."""
    expected = _names(bundle) | set(more)
    assert _names(installed) == expected
    for name in _names(bundle):
        assert filecmp.cmp(bundle / name, installed / name, shallow=False), name


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _until(is_so: Any, otherwise: str) -> None:
    """Wait until `is_so` returns true; it checks files of another program, which sends no signal."""
    deadline = time.monotonic() + HANG_LIMIT
    while not is_so():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.2)


def wait_until_gone(path: Path) -> None:
    """Wait until a folder is gone: an uninstaller ends before the copy of it that removes the folder."""
    _until(lambda: not path.exists(), f"{path} is still there")
