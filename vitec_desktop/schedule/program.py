"""The command that starts this program again for a scheduled run."""

import sys
from pathlib import Path

from msgspec import Struct

ONCE_OPTION = "--once"
"""Limits a scheduled run to one attempt."""


class LaunchCommand(Struct, frozen=True):
    """A command and its working folder."""

    executable: str
    arguments: tuple[str, ...]
    folder: str

    @property
    def argv(self) -> tuple[str, ...]:
        return (self.executable, *self.arguments)


def scheduled_run_command(plan_id: str, profile: Path) -> LaunchCommand:
    """Return the command of a plan's run: the installed program, or `python -m vitec_desktop` in a checkout.

    It always names the profile: the scheduler's environment may lead to another one.
    """
    arguments = ("export", "--scheduled", plan_id, "--profile", str(profile.absolute()), "--quiet")
    if getattr(sys, "frozen", False):
        # Not the program's own folder: on Windows it could not be removed while the export runs.
        return LaunchCommand(sys.executable, arguments, str(profile.absolute()))
    checkout = Path(__file__).resolve().parents[2]
    return LaunchCommand(_python_executable(), ("-m", "vitec_desktop", *arguments), str(checkout))


def _python_executable() -> str:
    """Return the interpreter; on Windows the one that opens no console window."""
    executable = Path(sys.executable)
    windowed = executable.with_name("pythonw.exe")
    return str(windowed if sys.platform == "win32" and windowed.is_file() else executable)
