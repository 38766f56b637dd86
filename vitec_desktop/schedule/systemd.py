"""Linux: systemd, by a service and a timer of the user and `systemctl --user`.

The user's timers run while the user is logged on; `Persistent` catches up on missed times. For the syntax of paths see
systemd.service(5), "Command lines", and systemd.unit(5), "Specifiers".
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Frequency, Plan
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.run_history import MAX_RUN_HOURS
from vitec_desktop.schedule.scheduler_files import read_if_exists, write_or_delete
from vitec_desktop.schedule.subprocess_runner import CommandRunner, command_error

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NOT_IN_UNITS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters, and bytes of a path that are not UTF-8."""
_NOT_IN_EXECUTABLES = re.compile(r"""["'\\]""")
"""systemd accepts no executable with these, even escaped."""

_Units = Mapping[Path, bytes | None]
"""Contents of the unit files; None for a missing one."""


class Systemd:
    """Units named vitec-desktop-export-ID, in `folder`."""

    def __init__(self, run_command: CommandRunner, folder: Path) -> None:
        self._run_command = run_command
        self._folder = folder

    def install(self, plan: Plan, program: LaunchCommand) -> None:
        service, timer = self._paths(plan.id)
        units: _Units = {service: service_unit(program).encode(), timer: timer_unit(plan).encode()}
        self._check_session()
        earlier = {path: read_if_exists(path) for path in units}
        try:
            _write_all(units)
            self._systemctl("daemon-reload")
            self._systemctl("enable", timer.name)
            self._systemctl("stop", timer.name)
            self._clear_timer_stamp(timer.name)
            self._systemctl("start", timer.name)
        except SchedulerFailed:
            self._roll_back(earlier, timer.name)
            raise

    def remove(self, plan_id: str) -> None:
        service, timer = self._paths(plan_id)
        has_timer = read_if_exists(timer) is not None
        if not has_timer and read_if_exists(service) is None:
            return
        self._check_session()
        if has_timer:
            self._systemctl("disable", "--now", timer.name)
            self._clear_timer_stamp(timer.name)
        _write_all({timer: None, service: None})
        self._systemctl("daemon-reload")

    def is_installed(self, plan_id: str) -> bool:
        service, timer = self._paths(plan_id)
        if read_if_exists(service) is None or read_if_exists(timer) is None:
            return False
        self._check_session()
        return self._run_command(["systemctl", "--user", "is-active", timer.name]).exit_code == 0

    def _clear_timer_stamp(self, timer: str) -> None:
        """Remove a stopped timer's stamp of its last run, so that it does not catch up on new times in the past.

        The command may fail because there is no stamp.
        """
        self._run_command(["systemctl", "--user", "clean", "--what=state", timer])

    def _roll_back(self, earlier: _Units, timer: str) -> None:
        """Restore the units as far as possible; the failure that led here is raised, not one of the roll-back."""
        is_new = earlier[self._folder / timer] is None
        if is_new:
            # While its file is there; else its link in timers.target.wants stays.
            with suppress(SchedulerFailed):
                self._systemctl("disable", "--now", timer)
        with suppress(SchedulerFailed):
            _write_all(earlier)
            self._systemctl("daemon-reload")
            if not is_new:
                self._systemctl("restart", timer)

    def _check_session(self) -> None:
        if self._run_command(["systemctl", "--user", "show-environment"]).exit_code != 0:
            raise SchedulerFailed(SchedulerProblem.NO_SESSION, "systemctl --user")

    def _systemctl(self, *words: str) -> None:
        command = ["systemctl", "--user", *words]
        output = self._run_command(command)
        if output.exit_code != 0:
            raise command_error(command, output)

    def _paths(self, plan_id: str) -> tuple[Path, Path]:
        name = f"vitec-desktop-export-{plan_id}"
        return self._folder / f"{name}.service", self._folder / f"{name}.timer"


def _write_all(units: _Units) -> None:
    for path, content in units.items():
        write_or_delete(path, content)


def service_unit(program: LaunchCommand) -> str:
    """Return the service's unit file; raise SchedulerFailed if it cannot hold a path."""
    executable, *arguments = program.argv
    if _NOT_IN_EXECUTABLES.search(executable):
        raise SchedulerFailed(SchedulerProblem.UNSUPPORTED_PATH, ascii(executable))
    words = " ".join([_quote(executable), *(_quote(argument).replace("$", "$$") for argument in arguments)])
    return (
        "[Unit]\n"
        "Description=Vitec Desktop export\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"WorkingDirectory={_escape_path(program.folder)}\n"
        f"ExecStart={words}\n"
        f"TimeoutStartSec={MAX_RUN_HOURS}h\n"
    )


def timer_unit(plan: Plan) -> str:
    return (
        "[Unit]\n"
        "Description=Vitec Desktop export\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar={on_calendar(plan)}\n"
        "Persistent=true\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def on_calendar(plan: Plan) -> str:
    """Return the recurrence as in systemd.time(7)."""
    recurrence = plan.recurrence
    if recurrence.frequency is Frequency.WEEKLY:
        return f"{_WEEKDAYS[recurrence.day - 1]} *-*-* {recurrence.time_of_day:%H:%M}:00"
    return f"*-*-{recurrence.day:02d} {recurrence.time_of_day:%H:%M}:00"


def _quote(word: str) -> str:
    escaped = _escape_specifiers(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escape_path(path: str) -> str:
    """Escape a path at the end of a line, where quotes mean nothing; raise SchedulerFailed if it cannot be there."""
    if path != path.strip() or path.endswith("\\"):
        raise SchedulerFailed(SchedulerProblem.UNSUPPORTED_PATH, ascii(path))
    return _escape_specifiers(path)


def _escape_specifiers(text: str) -> str:
    if _NOT_IN_UNITS.search(text):
        raise SchedulerFailed(SchedulerProblem.UNSUPPORTED_PATH, ascii(text))
    return text.replace("%", "%%")
