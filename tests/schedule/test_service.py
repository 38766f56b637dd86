"""Plans, the system's scheduler and what came of the runs, kept in step: real files, a scheduler that is made up."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from tests.schedule.factories import CREATED_AT, FakeScheduler, make_plan, python_command
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import PLANS_FILE, Frequency, PlanFile, Recurrence
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.run_history import Run, RunHistory, RunResult
from vitec_desktop.schedule.service import PlanState, ScheduleService
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.webservice.cancellation import CancellationToken

DUE = datetime(2026, 11, 30, 7, 0)
"""The first Monday after `CREATED_AT`."""
NEXT_DAY = datetime(2026, 12, 1, 9, 0)
REFUSED = SchedulerFailed(SchedulerProblem.REFUSED, "no")


@pytest.fixture
def desktop() -> FakeScheduler:
    return FakeScheduler()


@pytest.fixture
def overseer(tmp_path: Path, desktop: FakeScheduler) -> ScheduleService:
    return ScheduleService(tmp_path, lambda _: desktop, python_command("pass"))


def test_a_saved_plan_is_known_here_and_there(
    overseer: ScheduleService, desktop: FakeScheduler, tmp_path: Path
) -> None:
    overseer.save(make_plan())
    assert PlanFile(tmp_path).load().entries == (make_plan(),)
    plan, program = desktop.plans["a1"]
    assert plan == make_plan()
    assert program.arguments[-2:] == ("a1", str(tmp_path))
    assert overseer.load_states() == (PlanState(make_plan()),)


def test_a_new_plan_that_the_scheduler_refuses_is_none(
    overseer: ScheduleService, desktop: FakeScheduler, tmp_path: Path
) -> None:
    desktop.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        overseer.save(make_plan())
    assert PlanFile(tmp_path).load().entries == ()


def test_a_change_that_the_scheduler_refuses_is_taken_back(
    overseer: ScheduleService, desktop: FakeScheduler, tmp_path: Path
) -> None:
    overseer.save(make_plan())
    overseer.save(make_plan("b2"))
    desktop.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        overseer.save(replace(make_plan(), folder="/annan"))
    assert PlanFile(tmp_path).load().entries == (make_plan(), make_plan("b2"))
    assert desktop.plans["a1"][0] == make_plan()


def test_a_plan_that_cannot_be_saved_is_not_set_up(desktop: FakeScheduler, tmp_path: Path) -> None:
    (tmp_path / PLANS_FILE).mkdir()
    with pytest.raises(SettingsNotSaved):
        ScheduleService(tmp_path, lambda _: desktop).save(make_plan())
    assert desktop.plans == {}


def test_a_removed_plan_leaves_nothing(overseer: ScheduleService, desktop: FakeScheduler, tmp_path: Path) -> None:
    overseer.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE, RunResult.COMPLETE, 0))
    overseer.remove("a1")
    assert overseer.load_states() == ()
    assert desktop.plans == {}
    assert RunHistory(tmp_path).load() == ()


def test_a_plan_that_the_scheduler_keeps_stays_here_too(overseer: ScheduleService, desktop: FakeScheduler) -> None:
    overseer.save(make_plan())
    desktop.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        overseer.remove("a1")
    assert [state.plan for state in overseer.load_states()] == [make_plan()]


def test_an_entry_that_somebody_deleted_is_told(overseer: ScheduleService, desktop: FakeScheduler) -> None:
    overseer.save(make_plan())
    desktop.plans.clear()
    assert overseer.load_states() == (PlanState(make_plan(), is_installed=False),)


def test_a_scheduler_that_cannot_be_asked_is_no_news(overseer: ScheduleService, desktop: FakeScheduler) -> None:
    overseer.save(make_plan())
    desktop.failure = SchedulerFailed(SchedulerProblem.NO_SESSION)
    assert overseer.load_states() == (PlanState(make_plan()),)


# What is told at the next start ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "result", [one for one in RunResult if one not in (RunResult.COMPLETE, RunResult.MISSED, RunResult.STARTED)]
)
def test_a_run_that_did_not_bring_everything_is_told_once(
    overseer: ScheduleService, tmp_path: Path, result: RunResult
) -> None:
    overseer.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE, result, 6))
    [run] = overseer.load_unacknowledged_runs(NEXT_DAY)
    assert (run.result, run.started_at) == (result, DUE)
    overseer.acknowledge([run])
    assert overseer.load_unacknowledged_runs(NEXT_DAY) == ()


def test_a_run_that_went_well_is_no_trouble(overseer: ScheduleService, tmp_path: Path) -> None:
    overseer.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE - timedelta(7), RunResult.SERVICE_FAILED, 6))
    RunHistory(tmp_path).save(Run("a1", DUE, RunResult.COMPLETE, 0))
    assert overseer.load_unacknowledged_runs(NEXT_DAY) == ()


def test_a_run_that_was_broken_off_is_told_once_it_must_have_been(overseer: ScheduleService, tmp_path: Path) -> None:
    overseer.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE))
    assert overseer.load_unacknowledged_runs(DUE + timedelta(minutes=59)) == ()
    assert len(overseer.load_unacknowledged_runs(DUE + timedelta(minutes=60))) == 1


def test_a_run_that_never_came_is_told_once_each_time(overseer: ScheduleService) -> None:
    overseer.save(make_plan(since=CREATED_AT))
    assert overseer.load_unacknowledged_runs(DUE - timedelta(minutes=1)) == ()
    assert overseer.load_unacknowledged_runs(DUE + timedelta(hours=24)) == ()  # the scheduler may still catch up
    [missed] = overseer.load_unacknowledged_runs(NEXT_DAY)
    assert missed == Run("a1", DUE, RunResult.MISSED)
    overseer.acknowledge([missed])
    assert overseer.load_unacknowledged_runs(NEXT_DAY) == ()
    [state] = overseer.load_states()
    assert state.last_run == Run("a1", DUE, RunResult.MISSED, is_acknowledged=True)
    [again] = overseer.load_unacknowledged_runs(NEXT_DAY + timedelta(7))
    assert again.started_at == DUE + timedelta(7)


def test_a_run_that_never_came_after_one_that_did_is_told_once(overseer: ScheduleService, tmp_path: Path) -> None:
    overseer.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE, RunResult.COMPLETE, 0))
    later = NEXT_DAY + timedelta(7)
    assert overseer.load_unacknowledged_runs(NEXT_DAY) == ()
    [missed] = overseer.load_unacknowledged_runs(later)
    overseer.acknowledge([missed])
    assert overseer.load_unacknowledged_runs(later) == ()


def test_a_run_that_came_late_is_not_missed(overseer: ScheduleService, tmp_path: Path) -> None:
    overseer.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE + timedelta(days=3), RunResult.COMPLETE, 0))
    assert overseer.load_unacknowledged_runs(DUE + timedelta(days=4)) == ()


def test_a_plan_that_was_changed_since_has_missed_nothing(overseer: ScheduleService) -> None:
    overseer.save(make_plan(since=NEXT_DAY))
    assert overseer.load_unacknowledged_runs(NEXT_DAY + timedelta(hours=1)) == ()


def test_the_latest_trouble_comes_last_and_each_plan_is_told_by_itself(
    overseer: ScheduleService, tmp_path: Path
) -> None:
    tuesdays = Recurrence(Frequency.WEEKLY, 2, time(7, 0))
    overseer.save(make_plan("late", tuesdays))
    overseer.save(make_plan("early"))
    now = datetime(2026, 12, 3)
    RunHistory(tmp_path).save(Run("late", datetime(2026, 12, 1, 7), RunResult.NO_NETWORK, 6))
    early, late = overseer.load_unacknowledged_runs(now)
    assert (early.plan_id, late.plan_id) == ("early", "late")
    overseer.acknowledge([late])
    assert overseer.load_unacknowledged_runs(now) == (early,)
    overseer.acknowledge([early])
    assert overseer.load_unacknowledged_runs(now) == ()


def test_the_runs_of_a_plan_that_is_gone_trouble_nobody(overseer: ScheduleService, tmp_path: Path) -> None:
    RunHistory(tmp_path).save(Run("gone", DUE, RunResult.UNEXPECTED, 1))
    assert overseer.load_unacknowledged_runs(NEXT_DAY) == ()


def test_damage_of_the_file_is_known_to_whoever_reads_it_first(overseer: ScheduleService) -> None:
    overseer.plan_path.write_text("{")
    assert overseer.load_plans().is_damaged
    assert not overseer.load_plans().is_damaged
    assert overseer.load_unacknowledged_runs(NEXT_DAY) == ()


# Run now --------------------------------------------------------------------------------------------------------

LONG_AGO = datetime(2001, 1, 1)
_WRITE = (
    "import sys\n"
    "from datetime import datetime\n"
    "from pathlib import Path\n"
    "from vitec_desktop.schedule.run_history import Run, RunHistory, RunResult\n"
    "run = Run(sys.argv[1], datetime(9999, 12, 1, 8), RunResult.NO_PASSWORD, 4)\n"
    "RunHistory(Path(sys.argv[2])).save(run)\n"
    "sys.exit(4)\n"
)


def test_a_run_that_is_asked_for_is_waited_for(desktop: FakeScheduler, tmp_path: Path) -> None:
    run = ScheduleService(tmp_path, lambda _: desktop, python_command(_WRITE)).run_now("a1")
    assert run == Run("a1", datetime(9999, 12, 1, 8), RunResult.NO_PASSWORD, 4)


@pytest.mark.parametrize("earlier", [(), (Run("a1", LONG_AGO, RunResult.NO_NETWORK, 3),)])
def test_a_program_that_fell_over_at_once_is_no_earlier_run(
    desktop: FakeScheduler, tmp_path: Path, earlier: tuple[Run, ...]
) -> None:
    for run in earlier:
        RunHistory(tmp_path).save(run)
    assert ScheduleService(tmp_path, lambda _: desktop, python_command("raise SystemExit(3)")).run_now("a1") is None


def test_a_program_that_is_not_there_is_an_error(desktop: FakeScheduler, tmp_path: Path) -> None:
    nowhere = LaunchCommand(str(tmp_path / "gone"), (), str(tmp_path))
    with pytest.raises(OSError, match="gone"):
        ScheduleService(tmp_path, lambda _: desktop, lambda *_: nowhere).run_now("a1")


def test_a_run_that_is_asked_for_ends_with_whoever_asked(desktop: FakeScheduler, tmp_path: Path) -> None:
    cancellation = CancellationToken()
    cancellation.cancel()
    waiting = python_command("import threading; threading.Event().wait()")
    assert ScheduleService(tmp_path, lambda _: desktop, waiting).run_now("a1", cancellation) is None
