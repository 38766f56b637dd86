"""The system's own scheduler, asked to start an export by itself: one declaration a system, the same four questions."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from vitec_desktop.accounts.keyring_worker import SupportsOnCancel
from vitec_desktop.schedule.plan import Plan
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.subprocess_runner import CommandRunner, command_runner


class Scheduler(Protocol):
    """A system's scheduler. Every call runs commands and may take seconds: never on the UI thread."""

    def install(self, plan: Plan, program: LaunchCommand) -> None:
        """Have `program` started in the plan's rhythm, in the place of what was set up for it before.

        Raises:
            SchedulerFailed: nothing will be started.
        """

    def remove(self, plan_id: str) -> None:
        """Take a plan's entry out; fine where there is none.

        Raises:
            SchedulerFailed: it may still be there.
        """

    def is_installed(self, plan_id: str) -> bool:
        """Whether there is an entry for a plan.

        Raises:
            SchedulerFailed: the scheduler could not be asked.
        """


def system_scheduler(
    cancellation: SupportsOnCancel | None = None,
    *,
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    ask: CommandRunner | None = None,
) -> Scheduler:
    """The scheduler of this computer; `platform`, `environment` and `ask` are for tests of the others'."""
    ask = ask or command_runner(cancellation)
    if platform == "win32":
        from vitec_desktop.schedule.task_scheduler import TaskScheduler

        return TaskScheduler(ask, environment)
    if platform == "darwin":
        from vitec_desktop.schedule.launchd import Launchd

        return Launchd(ask, Path.home() / "Library" / "LaunchAgents")
    from vitec_desktop.schedule.systemd import Systemd

    configuration = environment.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Systemd(ask, Path(configuration) / "systemd" / "user")
