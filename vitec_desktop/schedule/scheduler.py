"""The system's own scheduler, one class a system behind one protocol."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from vitec_desktop.accounts.keyring_worker import CancelSource
from vitec_desktop.schedule.plan import Plan
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.subprocess_runner import CommandRunner, command_runner


class Scheduler(Protocol):
    """A system's scheduler. Each method runs commands and may take seconds: never on the UI thread."""

    def install(self, plan: Plan, program: LaunchCommand) -> None:
        """Add an entry that starts `program` as often as the plan says, or replace the plan's entry.

        Raises:
            SchedulerFailed: the scheduler is as it was.
        """

    def remove(self, plan_id: str) -> None:
        """Remove a plan's entry, if there is one.

        Raises:
            SchedulerFailed: it may still be there.
        """

    def is_installed(self, plan_id: str) -> bool:
        """Return True if there is an entry for the plan.

        Raises:
            SchedulerFailed: the scheduler gave no answer.
        """


def system_scheduler(
    cancellation: CancelSource | None = None,
    *,
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    run_command: CommandRunner | None = None,
) -> Scheduler:
    """Return the scheduler of this computer; `platform`, `environment` and `run_command` are for tests."""
    run_command = run_command or command_runner(cancellation)
    if platform == "win32":
        from vitec_desktop.schedule.task_scheduler import TaskScheduler

        return TaskScheduler(run_command, environment)
    if platform == "darwin":
        from vitec_desktop.schedule.launchd import Launchd

        return Launchd(run_command, Path.home() / "Library" / "LaunchAgents")
    from vitec_desktop.schedule.systemd import Systemd

    configuration = environment.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Systemd(run_command, Path(configuration) / "systemd" / "user")
