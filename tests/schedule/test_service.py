"""Plans, scheduler entries and runs stay consistent: real files, a fake scheduler."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

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
def scheduler() -> FakeScheduler:
    return FakeScheduler()


@pytest.fixture
def service(tmp_path: Path, scheduler: FakeScheduler) -> ScheduleService:
    return ScheduleService(tmp_path, lambda _: scheduler, python_command("pass"))


def test_saving_a_plan_registers_it(service: ScheduleService, scheduler: FakeScheduler, tmp_path: Path) -> None:
    service.save(make_plan())
    assert PlanFile(tmp_path).load().entries == (make_plan(),)
    plan, program = scheduler.plans["a1"]
    assert plan == make_plan()
    assert program.arguments[-2:] == ("a1", str(tmp_path))
    assert service.load_states() == (PlanState(make_plan()),)


def test_a_new_plan_that_the_scheduler_rejects_is_not_saved(
    service: ScheduleService, scheduler: FakeScheduler, tmp_path: Path
) -> None:
    scheduler.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        service.save(make_plan())
    assert PlanFile(tmp_path).load().entries == ()


def test_a_change_that_the_scheduler_rejects_is_undone(
    service: ScheduleService, scheduler: FakeScheduler, tmp_path: Path
) -> None:
    service.save(make_plan())
    service.save(make_plan("b2"))
    scheduler.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        service.save(replace(make_plan(), folder="/annan"))
    assert PlanFile(tmp_path).load().entries == (make_plan(), make_plan("b2"))
    assert scheduler.plans["a1"][0] == make_plan()


def test_a_plan_that_cannot_be_saved_is_not_registered(scheduler: FakeScheduler, tmp_path: Path) -> None:
    (tmp_path / PLANS_FILE).mkdir()
    with pytest.raises(SettingsNotSaved):
        ScheduleService(tmp_path, lambda _: scheduler).save(make_plan())
    assert scheduler.plans == {}


def test_a_removed_plan_leaves_nothing(service: ScheduleService, scheduler: FakeScheduler, tmp_path: Path) -> None:
    service.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE, RunResult.COMPLETE, 0))
    service.remove("a1")
    assert service.load_states() == ()
    assert scheduler.plans == {}
    assert RunHistory(tmp_path).load() == ()


def test_a_plan_that_the_scheduler_does_not_remove_stays(service: ScheduleService, scheduler: FakeScheduler) -> None:
    service.save(make_plan())
    scheduler.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        service.remove("a1")
    assert [state.plan for state in service.load_states()] == [make_plan()]


def test_a_deleted_scheduler_entry_is_detected(service: ScheduleService, scheduler: FakeScheduler) -> None:
    service.save(make_plan())
    scheduler.plans.clear()
    assert service.load_states() == (PlanState(make_plan(), is_installed=False),)


def test_without_an_answer_a_plan_counts_as_installed(service: ScheduleService, scheduler: FakeScheduler) -> None:
    service.save(make_plan())
    scheduler.failure = SchedulerFailed(SchedulerProblem.NO_SESSION)
    assert service.load_states() == (PlanState(make_plan()),)


# What is told at the next start ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "result", sorted(set(RunResult) - {RunResult.COMPLETE, RunResult.MISSED, RunResult.NO_TASK, RunResult.STARTED})
)
def test_an_incomplete_run_is_notified_once(service: ScheduleService, tmp_path: Path, result: RunResult) -> None:
    service.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE, result, 6))
    [run] = service.load_unacknowledged_runs(NEXT_DAY)
    assert (run.result, run.started_at) == (result, DUE)
    service.acknowledge([run])
    assert service.load_unacknowledged_runs(NEXT_DAY) == ()


def test_a_complete_run_is_not_notified(service: ScheduleService, tmp_path: Path) -> None:
    service.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE - timedelta(7), RunResult.SERVICE_FAILED, 6))
    RunHistory(tmp_path).save(Run("a1", DUE, RunResult.COMPLETE, 0))
    assert service.load_unacknowledged_runs(NEXT_DAY) == ()


def test_a_killed_run_is_notified_after_the_longest_time(service: ScheduleService, tmp_path: Path) -> None:
    service.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE))
    assert service.load_unacknowledged_runs(DUE + timedelta(minutes=59)) == ()
    assert len(service.load_unacknowledged_runs(DUE + timedelta(minutes=60))) == 1


def test_each_missed_run_is_notified_once(service: ScheduleService) -> None:
    service.save(make_plan(since=CREATED_AT))
    assert service.load_unacknowledged_runs(DUE - timedelta(minutes=1)) == ()
    assert service.load_unacknowledged_runs(DUE + timedelta(hours=24)) == ()  # the scheduler may still catch up
    [missed] = service.load_unacknowledged_runs(NEXT_DAY)
    assert missed == Run("a1", DUE, RunResult.MISSED)
    service.acknowledge([missed])
    assert service.load_unacknowledged_runs(NEXT_DAY) == ()
    [state] = service.load_states()
    assert state.last_run == Run("a1", DUE, RunResult.MISSED, is_acknowledged=True)
    [again] = service.load_unacknowledged_runs(NEXT_DAY + timedelta(7))
    assert again.started_at == DUE + timedelta(7)


def test_a_run_missed_on_a_computer_without_the_task_is_notified_as_that(
    service: ScheduleService, scheduler: FakeScheduler, tmp_path: Path
) -> None:
    """The profile may have come from another computer."""
    service.save(make_plan())
    scheduler.plans.clear()
    [missed] = service.load_unacknowledged_runs(NEXT_DAY)
    assert missed == Run("a1", DUE, RunResult.NO_TASK)
    service.acknowledge([missed])
    assert service.load_unacknowledged_runs(NEXT_DAY) == ()
    # Earlier versions know that word.
    assert RunHistory(tmp_path).load() == (Run("a1", DUE, RunResult.MISSED, is_acknowledged=True),)


def test_a_scheduler_that_does_not_answer_leaves_a_missed_run_missed(
    service: ScheduleService, scheduler: FakeScheduler
) -> None:
    service.save(make_plan())
    scheduler.failure = SchedulerFailed(SchedulerProblem.NOT_ANSWERING)
    assert service.load_unacknowledged_runs(NEXT_DAY) == (Run("a1", DUE, RunResult.MISSED),)


def test_a_run_missed_after_another_one_is_notified_once(service: ScheduleService, tmp_path: Path) -> None:
    service.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE, RunResult.COMPLETE, 0))
    later = NEXT_DAY + timedelta(7)
    assert service.load_unacknowledged_runs(NEXT_DAY) == ()
    [missed] = service.load_unacknowledged_runs(later)
    service.acknowledge([missed])
    assert service.load_unacknowledged_runs(later) == ()


def test_a_run_in_the_future_hides_no_failed_and_no_missed_one(service: ScheduleService, tmp_path: Path) -> None:
    service.save(make_plan())
    history = RunHistory(tmp_path)
    history.save(Run("a1", DUE + timedelta(weeks=60), RunResult.COMPLETE, 0))  # the clock was put back since
    [missed] = service.load_unacknowledged_runs(NEXT_DAY)
    assert (missed.result, missed.started_at) == (RunResult.MISSED, DUE)
    failed = Run("a1", DUE + timedelta(minutes=5), RunResult.NO_NETWORK, 6)
    history.save(failed)
    assert service.load_unacknowledged_runs(NEXT_DAY) == (failed,)
    service.acknowledge([failed])
    assert service.load_unacknowledged_runs(NEXT_DAY) == ()
    [state] = service.load_states()
    assert state.last_run == replace(failed, is_acknowledged=True)


def test_a_late_run_is_not_missed(service: ScheduleService, tmp_path: Path) -> None:
    service.save(make_plan())
    RunHistory(tmp_path).save(Run("a1", DUE + timedelta(days=3), RunResult.COMPLETE, 0))
    assert service.load_unacknowledged_runs(DUE + timedelta(days=4)) == ()


def test_a_plan_changed_since_then_has_missed_nothing(service: ScheduleService) -> None:
    service.save(make_plan(since=NEXT_DAY))
    assert service.load_unacknowledged_runs(NEXT_DAY + timedelta(hours=1)) == ()


def test_the_latest_run_comes_last_and_there_is_one_a_plan(service: ScheduleService, tmp_path: Path) -> None:
    tuesdays = Recurrence(Frequency.WEEKLY, 2, time(7, 0))
    service.save(make_plan("late", tuesdays))
    service.save(make_plan("early"))
    now = datetime(2026, 12, 3)
    RunHistory(tmp_path).save(Run("late", datetime(2026, 12, 1, 7), RunResult.NO_NETWORK, 6))
    early, late = service.load_unacknowledged_runs(now)
    assert (early.plan_id, late.plan_id) == ("early", "late")
    service.acknowledge([late])
    assert service.load_unacknowledged_runs(now) == (early,)
    service.acknowledge([early])
    assert service.load_unacknowledged_runs(now) == ()


def test_the_runs_of_a_removed_plan_are_not_notified(service: ScheduleService, tmp_path: Path) -> None:
    RunHistory(tmp_path).save(Run("gone", DUE, RunResult.UNEXPECTED, 1))
    assert service.load_unacknowledged_runs(NEXT_DAY) == ()


def test_the_first_load_reports_a_damaged_file(service: ScheduleService) -> None:
    service.plan_path.write_text("{")
    assert service.load_plans().is_damaged
    assert not service.load_plans().is_damaged
    assert service.load_unacknowledged_runs(NEXT_DAY) == ()


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


def test_run_now_waits_for_the_run(scheduler: FakeScheduler, tmp_path: Path) -> None:
    run = ScheduleService(tmp_path, lambda _: scheduler, python_command(_WRITE)).run_now("a1")
    assert run == Run("a1", datetime(9999, 12, 1, 8), RunResult.NO_PASSWORD, 4)


@pytest.mark.parametrize("earlier", [(), (Run("a1", LONG_AGO, RunResult.NO_NETWORK, 3),)])
def test_run_now_returns_no_earlier_run(scheduler: FakeScheduler, tmp_path: Path, earlier: tuple[Run, ...]) -> None:
    for run in earlier:
        RunHistory(tmp_path).save(run)
    assert ScheduleService(tmp_path, lambda _: scheduler, python_command("raise SystemExit(3)")).run_now("a1") is None


def test_run_now_raises_if_the_program_is_missing(scheduler: FakeScheduler, tmp_path: Path) -> None:
    nowhere = LaunchCommand(str(tmp_path / "gone"), (), str(tmp_path))
    with pytest.raises(OSError, match="gone"):
        ScheduleService(tmp_path, lambda _: scheduler, lambda *_: nowhere).run_now("a1")


def test_cancelling_run_now_ends_the_process(scheduler: FakeScheduler, tmp_path: Path) -> None:
    cancellation = CancellationToken()
    cancellation.cancel()
    waiting = python_command("import threading; threading.Event().wait()")
    assert ScheduleService(tmp_path, lambda _: scheduler, waiting).run_now("a1", cancellation) is None
