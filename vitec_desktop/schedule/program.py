"""How the system starts this very program again for a scheduled run."""

import sys
from dataclasses import dataclass
from pathlib import Path

ONCE_OPTION = "--once"
"""What makes a scheduled run try once only."""


@dataclass(frozen=True, slots=True)
class LaunchCommand:
    """The command to start, and the folder to start it in."""

    executable: str
    arguments: tuple[str, ...]
    folder: str

    @property
    def argv(self) -> tuple[str, ...]:
        return (self.executable, *self.arguments)


def scheduled_run_command(plan_id: str, profile: Path) -> LaunchCommand:
    """The run of one plan, as the installed program or as `python -m vitec_desktop` in a checkout.

    The profile is always named: the scheduler's own surroundings may lead to another one.
    """
    arguments = ("export", "--scheduled", plan_id, "--profile", str(profile.absolute()), "--quiet")
    if getattr(sys, "frozen", False):
        # Not in the program's own folder: on Windows that could not be removed meanwhile.
        return LaunchCommand(sys.executable, arguments, str(profile.absolute()))
    checkout = Path(__file__).resolve().parents[2]
    return LaunchCommand(_python_executable(), ("-m", "vitec_desktop", *arguments), str(checkout))


def _python_executable() -> str:
    """The interpreter; on Windows the one that opens no console window."""
    executable = Path(sys.executable)
    windowed = executable.with_name("pythonw.exe")
    return str(windowed if sys.platform == "win32" and windowed.is_file() else executable)
