"""Linux's systemd, told by a service and a timer of the user's own and `systemctl --user`.

The user's manager lives as long as they are logged on, and so do its timers; `Persistent` catches up on what was missed
while it was not. How paths are written: systemd.service(5), "Command lines", and systemd.unit(5), "Specifiers".
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Pace, Plan
from vitec_desktop.schedule.program import Program
from vitec_desktop.schedule.run_history import LONGEST_HOURS
from vitec_desktop.schedule.subprocess_runner import Ask, refuse
from vitec_desktop.schedule.unit_files import content_of, put

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""What ends a line, and bytes of a file's name that are no UTF-8."""
_NOT_IN_EXECUTABLES = re.compile(r"""["'\\]""")
"""systemd takes no such path, however it is written."""

_Units = Mapping[Path, bytes | None]
"""None stands for one that is not there, or is to be gone."""


class Systemd:
    """Units called vitec-desktop-export-ID, in `folder`."""

    def __init__(self, ask: Ask, folder: Path) -> None:
        self._ask = ask
        self._folder = folder

    def install(self, plan: Plan, program: Program) -> None:
        service, timer = self._paths(plan.id)
        units: _Units = {service: service_unit(program).encode(), timer: timer_unit(plan).encode()}
        self._check_session()
        earlier = {path: content_of(path) for path in units}
        try:
            _put_all(units)
            self._tell("daemon-reload")
            self._tell("enable", timer.name)
            self._tell("stop", timer.name)
            self._forget_last_time(timer.name)
            self._tell("start", timer.name)
        except SchedulerFailed:
            self._go_back_to(earlier, timer.name)
            raise

    def remove(self, plan_id: str) -> None:
        service, timer = self._paths(plan_id)
        has_timer = content_of(timer) is not None
        if not has_timer and content_of(service) is None:
            return
        self._check_session()
        if has_timer:
            self._tell("disable", "--now", timer.name)
            self._forget_last_time(timer.name)
        _put_all({timer: None, service: None})
        self._tell("daemon-reload")

    def has(self, plan_id: str) -> bool:
        service, timer = self._paths(plan_id)
        if content_of(service) is None or content_of(timer) is None:
            return False
        self._check_session()
        return self._ask(["systemctl", "--user", "is-active", timer.name]).code == 0

    def _forget_last_time(self, timer: str) -> None:
        """A stopped timer's stamp of when it ran last: by that, new times that lie behind would be caught up on.

        None may be there, and nothing depends on it.
        """
        self._ask(["systemctl", "--user", "clean", "--what=state", timer])

    def _go_back_to(self, earlier: _Units, timer: str) -> None:
        """Undo what was begun, as far as it goes: whoever asked is told of the failure that led here."""
        is_new = earlier[self._folder / timer] is None
        if is_new:
            # Before its file is gone, or its link in timers.target.wants stays.
            with suppress(SchedulerFailed):
                self._tell("disable", "--now", timer)
        with suppress(SchedulerFailed):
            _put_all(earlier)
            self._tell("daemon-reload")
            if not is_new:
                self._tell("restart", timer)

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


def _put_all(units: _Units) -> None:
    for path, content in units.items():
        put(path, content)


def service_unit(program: Program) -> str:
    """Raises SchedulerFailed where a path cannot be written into a unit."""
    executable, *arguments = program.command
    if _NOT_IN_EXECUTABLES.search(executable):
        raise SchedulerFailed(SchedulerProblem.UNSPEAKABLE_PATH, ascii(executable))
    words = " ".join([_quoted(executable), *(_quoted(argument).replace("$", "$$") for argument in arguments)])
    return (
        "[Unit]\n"
        "Description=Vitec Desktop export\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"WorkingDirectory={_bare(program.folder)}\n"
        f"ExecStart={words}\n"
        f"TimeoutStartSec={LONGEST_HOURS}h\n"
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


def _bare(path: str) -> str:
    """A path to the end of a line, where nothing can be quoted: blanks there are lost, a backslash joins the next."""
    if path != path.strip() or path.endswith("\\"):
        raise SchedulerFailed(SchedulerProblem.UNSPEAKABLE_PATH, ascii(path))
    return _specified(path)


def _specified(text: str) -> str:
    if _UNSPEAKABLE.search(text):
        raise SchedulerFailed(SchedulerProblem.UNSPEAKABLE_PATH, ascii(text))
    return text.replace("%", "%%")
