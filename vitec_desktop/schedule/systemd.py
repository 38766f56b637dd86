"""Linux's systemd, told by a service and a timer of the user's own and `systemctl --user`.

The user's manager lives as long as they are logged on, and so do its timers; `Persistent` catches up on what was missed
while it was not. How paths are written: systemd.service(5), "Command lines", and systemd.unit(5), "Specifiers".
"""

import re
from pathlib import Path

from vitec_desktop.schedule.commands import Ask, refuse
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Pace, Plan
from vitec_desktop.schedule.program import Program

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_RUN = "1h"


class Systemd:
    """Units called vitec-desktop-export-ID, in `folder`."""

    def __init__(self, ask: Ask, folder: Path) -> None:
        self._ask = ask
        self._folder = folder

    def install(self, plan: Plan, program: Program) -> None:
        self._check_session()
        service, timer = self._paths(plan.id)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            service.write_text(service_unit(program), encoding="utf-8")
            timer.write_text(timer_unit(plan), encoding="utf-8")
        except OSError as error:
            raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None
        self._tell("daemon-reload")
        self._tell("enable", timer.name)
        # Not "enable --now": a timer that runs already would keep its old times.
        self._tell("restart", timer.name)

    def remove(self, plan_id: str) -> None:
        service, timer = self._paths(plan_id)
        if not (service.exists() or timer.exists()):
            return
        self._check_session()
        if timer.exists():
            self._tell("disable", "--now", timer.name)
        try:
            timer.unlink(missing_ok=True)
            service.unlink(missing_ok=True)
        except OSError as error:
            raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None
        self._tell("daemon-reload")

    def has(self, plan_id: str) -> bool:
        service, timer = self._paths(plan_id)
        if not (service.exists() and timer.exists()):
            return False
        self._check_session()
        return self._ask(["systemctl", "--user", "is-active", timer.name]).code == 0

    def _check_session(self) -> None:
        if self._ask(["systemctl", "--user", "show-environment"]).code != 0:
            raise SchedulerFailed(SchedulerProblem.NO_SESSION, "systemctl --user")

    def _tell(self, *words: str) -> None:
        command = ["systemctl", "--user", *words]
        answer = self._ask(command)
        if answer.code != 0:
            raise refuse(command, answer)

    def _paths(self, plan_id: str) -> tuple[Path, Path]:
        name = f"vitec-desktop-export-{plan_id}"
        return self._folder / f"{name}.service", self._folder / f"{name}.timer"


def service_unit(program: Program) -> str:
    """Raises SchedulerFailed where a path cannot be written into a unit."""
    executable, *arguments = program.command
    words = " ".join([_quoted(executable), *(_quoted(argument).replace("$", "$$") for argument in arguments)])
    return (
        "[Unit]\n"
        "Description=Vitec Desktop export\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"WorkingDirectory={_specified(program.folder)}\n"
        f"ExecStart={words}\n"
        f"TimeoutStartSec={_LONGEST_RUN}\n"
    )


def timer_unit(plan: Plan) -> str:
    return (
        "[Unit]\n"
        "Description=Vitec Desktop export\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar={calendar(plan)}\n"
        "Persistent=true\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def calendar(plan: Plan) -> str:
    """The rhythm as systemd.time(7) writes it."""
    rhythm = plan.rhythm
    if rhythm.pace is Pace.WEEKLY:
        return f"{_WEEKDAYS[rhythm.day - 1]} *-*-* {rhythm.at:%H:%M}:00"
    return f"*-*-{rhythm.day:02d} {rhythm.at:%H:%M}:00"


def _quoted(word: str) -> str:
    escaped = _specified(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _specified(text: str) -> str:
    if _CONTROL.search(text):
        raise SchedulerFailed(SchedulerProblem.UNSPEAKABLE_PATH, repr(text))
    return text.replace("%", "%%")
