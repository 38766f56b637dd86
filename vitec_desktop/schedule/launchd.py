"""macOS's launchd, told by a property list in the user's LaunchAgents and `launchctl`.

An agent that is limited to the session "Aqua" runs only while its user is logged on at the screen; launchd starts it
once after the computer has slept through its time, but not where the computer was off.
"""

import os
import plistlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Frequency, Plan
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.subprocess_runner import CommandRunner, command_error
from vitec_desktop.schedule.unit_files import read_if_exists, write_or_delete


class Launchd:
    """Agents called se.vitec-desktop.export.ID."""

    def __init__(self, ask: CommandRunner, folder: Path) -> None:
        self._run_command = ask
        self._folder = folder
        self._domain = f"gui/{getattr(os, 'getuid', int)()}"

    def install(self, plan: Plan, program: LaunchCommand) -> None:
        path = self._path(plan.id)
        written = property_list(plan, program)
        earlier = read_if_exists(path)
        write_or_delete(path, written)
        try:
            # One that is loaded already keeps its old times until it has been unloaded; that there is none is fine.
            self._run_command(["launchctl", "bootout", f"{self._domain}/{label(plan.id)}"])
            self._bootstrap(path)
        except SchedulerFailed:
            # Whoever asked is told of this failure, not of one while it is undone.
            with suppress(SchedulerFailed):
                write_or_delete(path, earlier)
                if earlier:
                    self._bootstrap(path)
            raise

    def remove(self, plan_id: str) -> None:
        if self._is_loaded(plan_id):
            command = ["launchctl", "bootout", f"{self._domain}/{label(plan_id)}"]
            answer = self._run_command(command)
            if answer.exit_code != 0:
                raise command_error(command, answer)
        write_or_delete(self._path(plan_id), None)

    def is_installed(self, plan_id: str) -> bool:
        return read_if_exists(self._path(plan_id)) is not None and self._is_loaded(plan_id)

    def _bootstrap(self, path: Path) -> None:
        command = ["launchctl", "bootstrap", self._domain, str(path)]
        answer = self._run_command(command)
        if answer.exit_code != 0:
            raise command_error(command, answer)

    def _is_loaded(self, plan_id: str) -> bool:
        return self._run_command(["launchctl", "print", f"{self._domain}/{label(plan_id)}"]).exit_code == 0

    def _path(self, plan_id: str) -> Path:
        return self._folder / f"{label(plan_id)}.plist"


def label(plan_id: str) -> str:
    return f"se.vitec-desktop.export.{plan_id}"


def property_list(plan: Plan, program: LaunchCommand) -> bytes:
    """Raises SchedulerFailed where a path cannot be written into one."""
    try:
        return plistlib.dumps(agent_dict(plan, program), sort_keys=False)
    except ValueError:  # control characters, and bytes of a file's name that are no UTF-8
        raise SchedulerFailed(SchedulerProblem.UNSUPPORTED_PATH, ascii(program.folder)) from None


def agent_dict(plan: Plan, program: LaunchCommand) -> dict[str, Any]:
    """The agent's property list; its weekdays go from 0, Sunday, to 6."""
    rhythm = plan.recurrence
    day = {"Weekday": rhythm.day % 7} if rhythm.frequency is Frequency.WEEKLY else {"Day": rhythm.day}
    return {
        "Label": label(plan.id),
        "ProgramArguments": list(program.argv),
        "WorkingDirectory": program.folder,
        "StartCalendarInterval": {**day, "Hour": rhythm.time_of_day.hour, "Minute": rhythm.time_of_day.minute},
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Background",
    }
