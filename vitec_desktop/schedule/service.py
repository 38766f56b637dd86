"""Keeps plans, their entries in the system's scheduler and their run history consistent.

Each method reads files or runs commands: never on the UI thread.
"""

import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.accounts.keyring_worker import CancelSource
from vitec_desktop.schedule.errors import SchedulerFailed
from vitec_desktop.schedule.plan import LoadedPlans, Plan, PlanFile
from vitec_desktop.schedule.program import ONCE_OPTION, LaunchCommand, scheduled_run_command
from vitec_desktop.schedule.run_history import Run, RunHistory, RunResult
from vitec_desktop.schedule.scheduler import Scheduler, system_scheduler
from vitec_desktop.schedule.subprocess_runner import NO_WINDOW
from vitec_desktop.storage.json_file import SettingsNotSaved

_MISSED_AFTER = timedelta(days=1)
"""A run that has not started this long after it was due is missed: schedulers catch up within minutes."""


class PlanState(Struct, frozen=True):
    """A plan, its runs, the latest one last, and whether the system's scheduler has its entry."""

    plan: Plan
    runs: tuple[Run, ...] = ()
    is_installed: bool = True

    @property
    def last_run(self) -> Run | None:
        return self.runs[-1] if self.runs else None

    def is_missed(self, now: datetime) -> bool:
        """Return True if the plan was due and no run has started since; one in the future had a wrong clock."""
        due = self.plan.last_due(now)
        if due is None or now - due <= _MISSED_AFTER:
            return False
        return not any(due <= run.started_at <= now for run in self.runs)

    def should_notify(self, now: datetime) -> bool:
        """Return True if the latest run failed, is incomplete or was missed, and the user has not seen that yet."""
        return self.is_missed(now) or (self.last_run is not None and self.last_run.should_notify(now))

    def failed_run(self, now: datetime) -> Run:
        """Return the run to notify of; a missed one has the time when it was due."""
        if self.last_run is None or self.is_missed(now):
            result = RunResult.MISSED if self.is_installed else RunResult.NO_TASK
            return Run(self.plan.id, self.plan.last_due(now) or now, result)
        return self.last_run


class ScheduleService:
    """What the window does with scheduled exports; `scheduler_for` and `program_for` are for tests."""

    def __init__(
        self,
        profile: Path,
        scheduler_for: Callable[[CancelSource | None], Scheduler] = system_scheduler,
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
        """Return the plans; the first call moves a damaged file aside."""
        return self._plans.load()

    def load_states(self, cancellation: CancelSource | None = None) -> tuple[PlanState, ...]:
        """Return the state of each plan; it counts as installed if the scheduler gives no answer."""
        scheduler = self._scheduler_for(cancellation)
        return tuple(_ask(scheduler, state) for state in self._load_local_states())

    def load_unacknowledged_runs(self, now: datetime, cancellation: CancelSource | None = None) -> tuple[Run, ...]:
        """Return the runs to notify of, the latest last, at most one of each plan.

        The scheduler is asked about plans that missed a run: on another computer, it may not know them.
        """
        states = [state for state in self._load_local_states() if state.should_notify(now)]
        if any(state.is_missed(now) for state in states):
            scheduler = self._scheduler_for(cancellation)
            states = [_ask(scheduler, state) if state.is_missed(now) else state for state in states]
        return tuple(sorted((state.failed_run(now) for state in states), key=lambda run: run.started_at))

    def save(self, plan: Plan) -> None:
        """Save a plan and register it with the system's scheduler. Must not be cancelled midway.

        Raises:
            SchedulerFailed, SettingsNotSaved: plan and scheduler are as they were.
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
        """Remove a plan, its entry in the system's scheduler and its runs. Must not be cancelled midway.

        Raises:
            SchedulerFailed: the plan and its entry are still there.
            SettingsNotSaved: the entry is gone, the plan is not.
        """
        self._scheduler_for(None).remove(plan_id)
        self._plans.remove(plan_id)
        with suppress(SettingsNotSaved):
            self._runs.remove(plan_id)

    def run_now(self, plan_id: str, cancellation: CancelSource | None = None) -> Run | None:
        """Run a plan as the scheduler would, but with one attempt; return its run, None if it never started.

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
        exit_code = process.wait()
        run = next(reversed(self._runs.runs_for(plan_id)), None)
        # If the run could not be saved, the latest one in the file is an earlier one.
        return run if run and run.started_at >= started and run.exit_code in (None, exit_code) else None

    def acknowledge(self, runs: Iterable[Run]) -> None:
        """Note that the user has seen the results of these runs.

        Raises:
            SettingsNotSaved: the user will be notified again.
        """
        for run in runs:
            self._runs.acknowledge(run)

    def _load_local_states(self) -> tuple[PlanState, ...]:
        runs: defaultdict[str, list[Run]] = defaultdict(list)
        for run in self._runs.load():
            runs[run.plan_id].append(run)
        return tuple(PlanState(plan, tuple(runs[plan.id])) for plan in self._plans.load().entries)


def _ask(scheduler: Scheduler, state: PlanState) -> PlanState:
    """Return the state with what the scheduler says; without an answer, the plan counts as installed."""
    with suppress(SchedulerFailed):
        return replace(state, is_installed=scheduler.is_installed(state.plan.id))
    return state
