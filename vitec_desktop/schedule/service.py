"""Plans, their entries in the system's scheduler and what came of their runs, kept in step with each other.

Every call reads files or runs commands: never on the UI thread.
"""

import subprocess
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from vitec_desktop.accounts.keyring_worker import CancelSignal
from vitec_desktop.schedule.errors import SchedulerFailed
from vitec_desktop.schedule.plan import Plan
from vitec_desktop.schedule.plan_file import LoadedPlans, PlanFile
from vitec_desktop.schedule.program import ONCE, Program, scheduled_run
from vitec_desktop.schedule.run_history import Run, RunFile, RunResult
from vitec_desktop.schedule.scheduler import Scheduler, system_scheduler
from vitec_desktop.schedule.subprocess_runner import HIDDEN
from vitec_desktop.storage.json_file import SettingsNotSaved

_LATE = timedelta(days=1)
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
        return due is not None and now - due > _LATE and (self.last_run is None or self.last_run.began < due)

    def is_to_be_told(self, now: datetime) -> bool:
        """Its latest run failed, is incomplete or never came, and its user does not know yet."""
        return self.is_missed(now) or (self.last_run is not None and self.last_run.is_to_be_told(now))

    def trouble(self, now: datetime) -> Run:
        """The run that is to be told of; one that never came began when it ought to have."""
        if self.last_run is None or self.is_missed(now):
            return Run(self.plan.id, self.plan.last_due(now) or now, RunResult.MISSED)
        return self.last_run


class Overseer:
    """What the window asks about scheduled exports; `scheduler_for` and `program_for` are for tests."""

    def __init__(
        self,
        profile: Path,
        scheduler_for: Callable[[CancelSignal | None], Scheduler] = system_scheduler,
        program_for: Callable[[str, Path], Program] = scheduled_run,
    ) -> None:
        self._profile = profile
        self._scheduler_for = scheduler_for
        self._program_for = program_for
        self._plans = PlanFile(profile)
        self._runs = RunFile(profile)

    @property
    def plan_path(self) -> Path:
        return self._plans.path

    def plans(self) -> LoadedPlans:
        """What is planned, and whether the file of it could be read; the first to read a damaged one sets it aside."""
        return self._plans.load()

    def states(self, cancellation: CancelSignal | None = None) -> tuple[PlanState, ...]:
        """All plans; a scheduler that cannot be asked is taken to know of them."""
        scheduler = self._scheduler_for(cancellation)
        return tuple(replace(state, is_installed=_has(scheduler, state.plan.id)) for state in self._states())

    def troubles(self, now: datetime) -> tuple[Run, ...]:
        """What is to be told of the plans, the latest last: one run of each at most."""
        troubles = (state.trouble(now) for state in self._states() if state.is_to_be_told(now))
        return tuple(sorted(troubles, key=lambda run: run.began))

    def save(self, plan: Plan) -> None:
        """Set a plan up, or change it, here and in the system's scheduler; not to be cancelled: half of it is no use.

        Raises:
            SchedulerFailed: nothing is set up; of a plan that was changed the earlier form stands.
            SettingsNotSaved: likewise.
        """
        scheduler = self._scheduler_for(None)
        earlier = self._plans.load().find(plan.id)
        self._plans.put(plan)
        try:
            scheduler.install(plan, self._program_for(plan.id, self._profile))
        except SchedulerFailed:
            with suppress(SettingsNotSaved):
                self._plans.put(earlier) if earlier else self._plans.remove(plan.id)
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

    def run_now(self, plan_id: str, cancellation: CancelSignal | None = None) -> Run | None:
        """Run a plan's export as the scheduler would, but try once only: somebody waits for it.

        What came of it; None where it never began.

        Raises:
            OSError: the program could not be started.
        """
        program = self._program_for(plan_id, self._profile)
        started = datetime.now().replace(microsecond=0)
        process = subprocess.Popen(
            (*program.command, ONCE),
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=HIDDEN,
        )
        if cancellation is not None:
            cancellation.on_cancel(process.terminate)
        code = process.wait()
        run = next(reversed(self._runs.of(plan_id)), None)
        # A run that could not write itself down leaves an earlier one there.
        return run if run and run.began >= started and run.exit_code in (None, code) else None

    def mark_told(self, runs: Iterable[Run]) -> None:
        """The user knows what came of these runs; what has happened since is still to be told.

        Raises:
            SettingsNotSaved: they will be told again.
        """
        for run in runs:
            self._runs.mark_told(run)

    def _states(self) -> tuple[PlanState, ...]:
        last_runs = {run.plan_id: run for run in self._runs.load()}
        return tuple(PlanState(plan, last_runs.get(plan.id)) for plan in self._plans.load().plans)


def _has(scheduler: Scheduler, plan_id: str) -> bool:
    with suppress(SchedulerFailed):
        return scheduler.has(plan_id)
    return True
