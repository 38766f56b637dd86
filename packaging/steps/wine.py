"""A Windows to build and test in, under Wine. What Wine lacks is added to its prefix, never to the packages."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from steps import metadata
from steps.subprocess_utils import HANG_LIMIT, BuildFailed, empty_folder, log_step, require_programs, run

_COMPILER = "x86_64-w64-mingw32-gcc"
STUBS = ("bcryptprimitives", "icuuc", "mscms")
"""The libraries of Windows that Wine lacks, or lacks calls of: made for the prefix, never shipped."""


class ProgramTimedOut(BuildFailed):
    """Raised when a Windows program does not end within its timeout."""


class Wine:
    """One Wine prefix: a C: drive, a registry and a user, all below one folder."""

    def __init__(self, prefix: Path, display: str) -> None:
        self.prefix = prefix
        self.drive = prefix / "drive_c"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "QT_"))},
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No menu entries on the building computer, and no offers to install Mono and Gecko.
            "WINEDLLOVERRIDES": "mscms=n;winemenubuilder.exe=d;mscoree=;mshtml=",
            "DISPLAY": display,
        }

    def create(self) -> None:
        """Make the prefix anew, as a Windows 10 with the libraries that Qt needs."""
        log_step(f"a Windows in {self.prefix}")
        require_programs("wine", _COMPILER)
        empty_folder(self.prefix)
        self.run(["wineboot", "--init"])
        self.run(["reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"])
        self._unlink_home_folders()
        system = self.drive / "windows" / "system32"
        for name in STUBS:
            source = metadata.PACKAGING / "windows" / "wine_stubs" / f"{name}.c"
            target = system / f"{name}.dll"
            target.unlink(missing_ok=True)
            run([_COMPILER, "-shared", "-O2", "-s", "-nostdlib", "-e", "0", "-o", target, source, "-ladvapi32"])

    def _unlink_home_folders(self) -> None:
        """Replace Wine's links to the desktop and other folders of the computer's own user by empty folders."""
        for path in (self.drive / "users").glob("*/*"):
            if path.is_symlink():
                path.unlink()
                path.mkdir()

    def start(
        self, command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> "subprocess.Popen[bytes]":
        """Start a Windows program with its output in a pipe: some programs crash if it is a file."""
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
        timeout: float = HANG_LIMIT,
        allowed: Sequence[int] | None = (0,),
    ) -> tuple[int, str]:
        """Run a Windows program until it ends; return its exit code modulo 256 and its output.

        Args:
            command: the program and its arguments.
            environment: variables added to those of the prefix.
            cwd: its working directory; None for ours.
            timeout: in seconds.
            allowed: the exit codes that are no failure; None for all.

        Raises:
            BuildFailed: its exit code is not allowed.
            ProgramTimedOut: it did not end in time. All other programs of the prefix are ended too.
        """
        process = self.start(command, environment=environment, cwd=cwd)
        try:
            written = process.communicate(timeout=timeout)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            process.kill()
            self.stop()
            raise ProgramTimedOut(f"{command[0]} did not end within {timeout:.0f} s") from None
        if allowed is not None and process.returncode not in allowed:
            raise BuildFailed(f"{command[0]} ended with {process.returncode}\n{written[-3000:]}")
        return process.returncode, written

    def stop(self) -> None:
        """End every program of this prefix, and of no other."""
        subprocess.run(["wineserver", "-k"], env=self._environment, stdin=subprocess.DEVNULL, check=False)

    def wait(self) -> None:
        """Wait until every program of this prefix has ended."""
        subprocess.run(
            ["wineserver", "-w"], env=self._environment, stdin=subprocess.DEVNULL, check=True, timeout=HANG_LIMIT
        )

    def windows_path(self, path: Path) -> str:
        r"""Return the path that Windows programs use for a file: on C: if it is on that drive, else on Z:."""
        if path.is_relative_to(self.drive):
            return "C:\\" + "\\".join(path.relative_to(self.drive).parts)
        return "Z:" + str(path).replace("/", "\\")


@contextmanager
def virtual_display() -> Iterator[str]:
    """Start a virtual display and yield its name. Windows programs hang without a display."""
    require_programs("Xvfb")
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(write_end,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as output:
            number = output.readline().strip()
        if not number:
            raise BuildFailed("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def new_windows(prefix: Path) -> Iterator[Wine]:
    """Make a Windows with a display and yield it; end all its programs afterwards."""
    with virtual_display() as display:
        wine = Wine(prefix, display)
        try:
            wine.create()
            yield wine
        finally:
            wine.stop()
