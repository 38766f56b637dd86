"""macOS: launchd, by a property list in the user's LaunchAgents and `launchctl`.

An agent limited to the session "Aqua" runs only while its user is logged on at the screen. launchd starts it once if
the computer slept at its time, but not if it was off.
"""

import os
import plistlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Frequency, Plan
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.scheduler_files import read_if_exists, write_or_delete
from vitec_desktop.schedule.subprocess_runner import CommandRunner, command_error


class Launchd:
    """Agents named se.vitec-desktop.export.ID."""

    def __init__(self, run_command: CommandRunner, folder: Path) -> None:
        self._run_command = run_command
        self._folder = folder
        self._domain = f"gui/{getattr(os, 'getuid', int)()}"

    def install(self, plan: Plan, program: LaunchCommand) -> None:
        path = self._path(plan.id)
        content = property_list(plan, program)
        earlier = read_if_exists(path)
        write_or_delete(path, content)
        try:
            # A loaded agent keeps its old times until it is unloaded; the command may fail because there is none.
            self._run_command(["launchctl", "bootout", f"{self._domain}/{label(plan.id)}"])
            self._bootstrap(path)
        except SchedulerFailed:
            # The first failure is raised, not one of the roll-back.
            with suppress(SchedulerFailed):
                write_or_delete(path, earlier)
                if earlier:
                    self._bootstrap(path)
            raise

    def remove(self, plan_id: str) -> None:
        if self._is_loaded(plan_id):
            command = ["launchctl", "bootout", f"{self._domain}/{label(plan_id)}"]
            output = self._run_command(command)
            if output.exit_code != 0:
                raise command_error(command, output)
        write_or_delete(self._path(plan_id), None)

    def is_installed(self, plan_id: str) -> bool:
        return read_if_exists(self._path(plan_id)) is not None and self._is_loaded(plan_id)

    def _bootstrap(self, path: Path) -> None:
        command = ["launchctl", "bootstrap", self._domain, str(path)]
        output = self._run_command(command)
        if output.exit_code != 0:
            raise command_error(command, output)

    def _is_loaded(self, plan_id: str) -> bool:
        return self._run_command(["launchctl", "print", f"{self._domain}/{label(plan_id)}"]).exit_code == 0

    def _path(self, plan_id: str) -> Path:
        return self._folder / f"{label(plan_id)}.plist"


def label(plan_id: str) -> str:
    return f"se.vitec-desktop.export.{plan_id}"


def property_list(plan: Plan, program: LaunchCommand) -> bytes:
    """Return the agent's file; raise SchedulerFailed if it cannot hold a path."""
    try:
        return plistlib.dumps(agent_dict(plan, program), sort_keys=False)
    except ValueError:  # control characters, and bytes of a path that are not UTF-8
        raise SchedulerFailed(SchedulerProblem.UNSUPPORTED_PATH, ascii(program.folder)) from None


def agent_dict(plan: Plan, program: LaunchCommand) -> dict[str, Any]:
    """Return the agent's property list; its weekdays are 0 (Sunday) to 6."""
    recurrence = plan.recurrence
    day = {"Weekday": recurrence.day % 7} if recurrence.frequency is Frequency.WEEKLY else {"Day": recurrence.day}
    return {
        "Label": label(plan.id),
        "ProgramArguments": list(program.argv),
        "WorkingDirectory": program.folder,
        "StartCalendarInterval": {**day, "Hour": recurrence.time_of_day.hour, "Minute": recurrence.time_of_day.minute},
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Background",
    }
