"""macOS's launchd, told by a property list in the user's LaunchAgents and `launchctl`.

An agent that is limited to the session "Aqua" runs only while its user is logged on at the screen; launchd starts it
once after the computer has slept through its time, but not where the computer was off.
"""

import os
import plistlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from vitec_desktop.schedule.commands import Ask, refuse
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Pace, Plan
from vitec_desktop.schedule.program import Program

_SUNDAY = 0


class Launchd:
    """Agents called se.vitec-desktop.export.ID."""

    def __init__(self, ask: Ask, folder: Path) -> None:
        self._ask = ask
        self._folder = folder
        self._domain = f"gui/{getattr(os, 'getuid', int)()}"

    def install(self, plan: Plan, program: Program) -> None:
        path = self._path(plan.id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(plistlib.dumps(agent(plan, program), sort_keys=False))
        except OSError as error:
            raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None
        # One that is loaded already keeps its old times until it has been unloaded; that there is none is fine.
        self._ask(["launchctl", "bootout", f"{self._domain}/{label(plan.id)}"])
        command = ["launchctl", "bootstrap", self._domain, str(path)]
        answer = self._ask(command)
        if answer.code != 0:
            with suppress(OSError):
                path.unlink()
            raise refuse(command, answer)

    def remove(self, plan_id: str) -> None:
        if self._is_loaded(plan_id):
            command = ["launchctl", "bootout", f"{self._domain}/{label(plan_id)}"]
            answer = self._ask(command)
            if answer.code != 0:
                raise refuse(command, answer)
        try:
            self._path(plan_id).unlink(missing_ok=True)
        except OSError as error:
            raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None

    def has(self, plan_id: str) -> bool:
        return self._path(plan_id).is_file() and self._is_loaded(plan_id)

    def _is_loaded(self, plan_id: str) -> bool:
        return self._ask(["launchctl", "print", f"{self._domain}/{label(plan_id)}"]).code == 0

    def _path(self, plan_id: str) -> Path:
        return self._folder / f"{label(plan_id)}.plist"


def label(plan_id: str) -> str:
    return f"se.vitec-desktop.export.{plan_id}"


def agent(plan: Plan, program: Program) -> dict[str, Any]:
    """The agent's property list; its weekdays go from 0, Sunday, to 6."""
    rhythm = plan.rhythm
    day = {"Weekday": rhythm.day % 7 or _SUNDAY} if rhythm.pace is Pace.WEEKLY else {"Day": rhythm.day}
    return {
        "Label": label(plan.id),
        "ProgramArguments": list(program.command),
        "WorkingDirectory": program.folder,
        "StartCalendarInterval": {**day, "Hour": rhythm.at.hour, "Minute": rhythm.at.minute},
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Background",
    }
