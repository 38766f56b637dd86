"""Plans, their entries in the system's scheduler and what came of their runs, kept in step with each other.

Every call reads files or runs commands: never on the UI thread.
"""

import subprocess
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from vitec_desktop.accounts.keyring_worker import SupportsOnCancel
from vitec_desktop.schedule.errors import SchedulerFailed
from vitec_desktop.schedule.plan import LoadedPlans, Plan, PlanFile
from vitec_desktop.schedule.program import ONCE_OPTION, LaunchCommand, scheduled_run_command
from vitec_desktop.schedule.run_history import Run, RunHistory, RunResult
from vitec_desktop.schedule.scheduler import Scheduler, system_scheduler
from vitec_desktop.schedule.subprocess_runner import NO_WINDOW
from vitec_desktop.storage.json_file import SettingsNotSaved

_MISSED_AFTER = timedelta(days=1)
"""What ought to have run longer ago than this, and did not, is missed: the schedulers catch up within minutes."""


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan, its latest run, and whether the system's scheduler still knows of it."""

    plan: Plan
    last_run: Run | None = None
    is_installed: bool = True

    def is_missed(self, now: datetime) -> bool:
        """It ought to have run, and nothing began."""
        due = self.plan.last_due(now)
        return (
            due is not None and now - due > _MISSED_AFTER and (self.last_run is None or self.last_run.started_at < due)
        )

    def should_notify(self, now: datetime) -> bool:
        """Its latest run failed, is incomplete or never came, and its user does not know yet."""
        return self.is_missed(now) or (self.last_run is not None and self.last_run.should_notify(now))

    def failed_run(self, now: datetime) -> Run:
        """The run that is to be told of; one that never came began when it ought to have."""
        if self.last_run is None or self.is_missed(now):
            return Run(self.plan.id, self.plan.last_due(now) or now, RunResult.MISSED)
        return self.last_run


class ScheduleService:
    """What the window asks about scheduled exports; `scheduler_for` and `program_for` are for tests."""

    def __init__(
        self,
        profile: Path,
        scheduler_for: Callable[[SupportsOnCancel | None], Scheduler] = system_scheduler,
        program_for: Callable[[str, Path], LaunchCommand] = scheduled_run_command,
    ) -> None:
        self._profile = profile
        self._scheduler_for = scheduler_for
        self._program_for = program_for
        self._plans = PlanFile(profile)
        self._runs = RunHistory(profile)

    @property
    def plan_path(self) -> Path:
        return self._plans.path

    def load_plans(self) -> LoadedPlans:
        """What is planned, and whether the file of it could be read; the first to read a damaged one sets it aside."""
        return self._plans.load()

    def load_states(self, cancellation: SupportsOnCancel | None = None) -> tuple[PlanState, ...]:
        """All plans; a scheduler that cannot be asked is taken to know of them."""
        scheduler = self._scheduler_for(cancellation)
        return tuple(
            replace(state, is_installed=_is_installed(scheduler, state.plan.id)) for state in self._load_local_states()
        )

    def load_unacknowledged_runs(self, now: datetime) -> tuple[Run, ...]:
        """What is to be told of the plans, the latest last: one run of each at most."""
        troubles = (state.failed_run(now) for state in self._load_local_states() if state.should_notify(now))
        return tuple(sorted(troubles, key=lambda run: run.started_at))

    def save(self, plan: Plan) -> None:
        """Set a plan up, or change it, here and in the system's scheduler; not to be cancelled: half of it is no use.

        Raises:
            SchedulerFailed: nothing is set up; of a plan that was changed the earlier form stands.
            SettingsNotSaved: likewise.
        """
        scheduler = self._scheduler_for(None)
        earlier = self._plans.find(plan.id)
        self._plans.save(plan)
        try:
            scheduler.install(plan, self._program_for(plan.id, self._profile))
        except SchedulerFailed:
            with suppress(SettingsNotSaved):
                self._plans.save(earlier) if earlier else self._plans.remove(plan.id)
            raise

    def remove(self, plan_id: str) -> None:
        """Take a plan out, here and in the system's scheduler; not to be cancelled either.

        Raises:
            SchedulerFailed: it is still there.
            SettingsNotSaved: its entry in the scheduler is gone, the plan is not.
        """
        self._scheduler_for(None).remove(plan_id)
        self._plans.remove(plan_id)
        with suppress(SettingsNotSaved):
            self._runs.remove(plan_id)

    def run_now(self, plan_id: str, cancellation: SupportsOnCancel | None = None) -> Run | None:
        """Run a plan's export as the scheduler would, but try once only: somebody waits for it.

        What came of it; None where it never began.

        Raises:
            OSError: the program could not be started.
        """
        program = self._program_for(plan_id, self._profile)
        started = datetime.now().replace(microsecond=0)
        process = subprocess.Popen(
            (*program.argv, ONCE_OPTION),
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=NO_WINDOW,
        )
        if cancellation is not None:
            cancellation.add_callback(process.terminate)
        code = process.wait()
        run = next(reversed(self._runs.runs_for(plan_id)), None)
        # A run that could not write itself down leaves an earlier one there.
        return run if run and run.started_at >= started and run.exit_code in (None, code) else None

    def acknowledge(self, runs: Iterable[Run]) -> None:
        """The user knows what came of these runs; what has happened since is still to be told.

        Raises:
            SettingsNotSaved: they will be told again.
        """
        for run in runs:
            self._runs.acknowledge(run)

    def _load_local_states(self) -> tuple[PlanState, ...]:
        last_runs = {run.plan_id: run for run in self._runs.load()}
        return tuple(PlanState(plan, last_runs.get(plan.id)) for plan in self._plans.load().entries)


def _is_installed(scheduler: Scheduler, plan_id: str) -> bool:
    with suppress(SchedulerFailed):
        return scheduler.is_installed(plan_id)
    return True
