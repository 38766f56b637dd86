"""Windows: Task Scheduler, by its own XML and `schtasks`.

The elements have the order in which Windows writes them; the format is Microsoft's "Task Scheduler Schema", version
1.2. The task has the rights of its user and runs only while the user is logged on; if the computer was off at the time,
as soon as it is on.
"""

import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Frequency, Plan
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.run_history import MAX_RUN_HOURS
from vitec_desktop.schedule.subprocess_runner import CommandRunner, command_error

_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NOT_IN_XML = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


class TaskScheduler:
    """Tasks named "Vitec Desktop export ID" in the root folder, where every user may create tasks."""

    def __init__(self, run_command: CommandRunner, environment: Mapping[str, str]) -> None:
        self._run_command = run_command
        self._environment = environment

    def install(self, plan: Plan, program: LaunchCommand) -> None:
        xml = task_xml(plan, program, _user(self._environment))
        try:
            # A virus scanner may still have the file open: that is no failure.
            with tempfile.TemporaryDirectory(prefix="vitec-desktop-task-", ignore_cleanup_errors=True) as folder:
                path = Path(folder) / "task.xml"
                # schtasks reads UTF-16 with a byte order mark.
                path.write_text(xml, encoding="utf-16")
                command = ["schtasks", "/Create", "/TN", task_name(plan.id), "/XML", str(path), "/F"]
                output = self._run_command(command)
        except OSError as error:
            raise SchedulerFailed(SchedulerProblem.NOT_WRITTEN, error.strerror or "") from None
        if output.exit_code != 0:
            raise command_error(command, output)

    def remove(self, plan_id: str) -> None:
        command = ["schtasks", "/Delete", "/TN", task_name(plan_id), "/F"]
        output = self._run_command(command)
        if output.exit_code != 0 and self.is_installed(plan_id):
            raise command_error(command, output)

    def is_installed(self, plan_id: str) -> bool:
        name = task_name(plan_id)
        if self._run_command(["schtasks", "/Query", "/TN", name]).exit_code == 0:
            return True
        # A missing task and a missing right have the same exit code; the list of all tasks tells them apart.
        command = ["schtasks", "/Query", "/FO", "CSV", "/NH"]
        output = self._run_command(command)
        if output.exit_code != 0:
            raise command_error(command, output)
        return name in output.text


def task_name(plan_id: str) -> str:
    return f"Vitec Desktop export {plan_id}"


def task_xml(plan: Plan, program: LaunchCommand, user: str) -> str:
    """Return a task's XML; `user` is "DOMAIN\\name", "" for the user who creates the task.

    Raises:
        SchedulerFailed: a path has characters that Windows would replace, or that XML cannot hold.
    """
    task = ElementTree.Element("Task", version="1.2", xmlns=_NAMESPACE)
    _add(_add(task, "RegistrationInfo"), "Description", "Vitec Desktop")
    trigger = _add(_add(task, "Triggers"), "CalendarTrigger")
    _add(trigger, "StartBoundary", plan.recurrence.next_after(plan.changed_at).isoformat(timespec="seconds"))
    _add_recurrence(trigger, plan)
    principal = _add(_add(task, "Principals"), "Principal", id="Author")
    if user:
        _add(principal, "UserId", user)
    _add(principal, "LogonType", "InteractiveToken")
    _add(principal, "RunLevel", "LeastPrivilege")
    _add_settings(_add(task, "Settings"))
    action = _add(_add(task, "Actions", Context="Author"), "Exec")
    _add(action, "Command", _check_path(program.executable))
    _add(action, "Arguments", _check_path(subprocess.list2cmdline(program.arguments)))
    _add(action, "WorkingDirectory", _check_path(program.folder))
    ElementTree.indent(task)
    text = ElementTree.tostring(task, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{text}\n'


def _add_recurrence(trigger: ElementTree.Element, plan: Plan) -> None:
    if plan.recurrence.frequency is Frequency.WEEKLY:
        by_week = _add(trigger, "ScheduleByWeek")
        _add(_add(by_week, "DaysOfWeek"), _WEEKDAYS[plan.recurrence.day - 1])
        _add(by_week, "WeeksInterval", "1")
        return
    by_month = _add(trigger, "ScheduleByMonth")
    _add(_add(by_month, "DaysOfMonth"), "Day", str(plan.recurrence.day))
    months = _add(by_month, "Months")
    for month in _MONTHS:
        _add(months, month)


def _add_settings(settings: ElementTree.Element) -> None:
    _add(settings, "MultipleInstancesPolicy", "IgnoreNew")
    _add(settings, "DisallowStartIfOnBatteries", "false")
    _add(settings, "StopIfGoingOnBatteries", "false")
    _add(settings, "StartWhenAvailable", "true")
    _add(settings, "ExecutionTimeLimit", f"PT{MAX_RUN_HOURS}H")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text
    return element


def _check_path(text: str) -> str:
    """Return `text`; raise SchedulerFailed if Windows would replace a part between two % in it."""
    if text.count("%") > 1 or _NOT_IN_XML.search(text):
        raise SchedulerFailed(SchedulerProblem.UNSUPPORTED_PATH, ascii(text))
    return text


def _user(environment: Mapping[str, str]) -> str:
    domain, name = environment.get("USERDOMAIN", ""), environment.get("USERNAME", "")
    return f"{domain}\\{name}" if domain and name else name
