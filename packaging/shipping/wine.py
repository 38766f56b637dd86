"""A Windows to build and try in, by Wine: its gaps are filled in the prefix, never in what is built there."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from shipping import project
from shipping.running import BuildFailed, DidNotEnd, fresh, need, run, say

_COMPILER = "x86_64-w64-mingw32-gcc"
_STAND_INS = ("icuuc", "mscms")
_PATIENCE = 900.0  # seconds


class Wine:
    """A prefix of its own: a C: drive, a registry and a user, all below one folder."""

    def __init__(self, prefix: Path, display: str) -> None:
        self.prefix = prefix
        self.drive = prefix / "drive_c"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "QT_"))},
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No menu entries on the computer that builds, no questions for Mono and Gecko.
            "WINEDLLOVERRIDES": "mscms=n;winemenubuilder.exe=d;mscoree=;mshtml=",
            "DISPLAY": display,
        }

    def create(self) -> None:
        """Make the prefix anew, as a Windows 10 with what Qt asks of one."""
        say(f"a Windows in {self.prefix}")
        need("wine", _COMPILER)
        fresh(self.prefix)
        self.run(["wineboot", "--init"])
        self.run(["reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"])
        self._part_from_home()
        system = self.drive / "windows" / "system32"
        for name in _STAND_INS:
            source = project.PACKAGING / "windows" / f"stand_in_{name}.c"
            target = system / f"{name}.dll"
            target.unlink(missing_ok=True)
            run([_COMPILER, "-shared", "-O2", "-s", "-nostdlib", "-e", "0", "-o", target, source])

    def _part_from_home(self) -> None:
        """Wine links the desktop and its like to those of the computer's own user, who wants nothing of this."""
        for path in (self.drive / "users").glob("*/*"):
            if path.is_symlink():
                path.unlink()
                path.mkdir()

    def start(
        self, command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> "subprocess.Popen[bytes]":
        """Start a Windows program; its output comes through a pipe, for some die when it is a file."""
        return subprocess.Popen(
            ["wine", *(str(word) for word in command)],
            env={**self._environment, **(environment or {})},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(
        self,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        timeout: float = _PATIENCE,
        allowed: Sequence[int] | None = (0,),
    ) -> tuple[int, str]:
        """Run a Windows program to its end; its exit code, modulo 256, and what it wrote.

        Raises:
            BuildFailed: it ended with a code that is not allowed; None allows all.
            DidNotEnd: not in time; all other programs of the prefix are ended too.
        """
        process = self.start(command, environment=environment, cwd=cwd)
        try:
            written = process.communicate(timeout=timeout)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            process.kill()
            self.stop()
            raise DidNotEnd(f"{command[0]} did not end within {timeout:.0f} s") from None
        if allowed is not None and process.returncode not in allowed:
            raise BuildFailed(f"{command[0]} ended with {process.returncode}\n{written[-3000:]}")
        return process.returncode, written

    def stop(self) -> None:
        """End every program of this prefix, and only of this one."""
        subprocess.run(["wineserver", "-k"], env=self._environment, stdin=subprocess.DEVNULL, check=False)

    def wait(self) -> None:
        """Until every program of this prefix has ended by itself."""
        subprocess.run(
            ["wineserver", "-w"], env=self._environment, stdin=subprocess.DEVNULL, check=True, timeout=_PATIENCE
        )

    def windows_path(self, path: Path) -> str:
        r"""A path as Windows programs write it: on C: where it lies there, else on Z:."""
        if path.is_relative_to(self.drive):
            return "C:\\" + "\\".join(path.relative_to(self.drive).parts)
        return "Z:" + str(path).replace("/", "\\")


@contextmanager
def virtual_display() -> Iterator[str]:
    """A display that nobody sees: Windows programs hang without one."""
    need("Xvfb")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise BuildFailed("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def windows(prefix: Path, *, is_kept: bool = True) -> Iterator[Wine]:
    """A fresh Windows with a display; everything in it is ended afterwards."""
    with virtual_display() as display:
        wine = Wine(prefix, display)
        try:
            wine.create()
            yield wine
        finally:
            wine.stop()
            if not is_kept:
                shutil.rmtree(prefix, ignore_errors=True)
