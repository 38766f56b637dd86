"""Plans, the system's scheduler and what came of the runs, kept in step: real files, a scheduler that is made up."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from tests.schedule.making import SET_UP, Desktop, a_plan, program_running
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Pace, Rhythm
from vitec_desktop.schedule.plan_file import PLANS, PlanFile
from vitec_desktop.schedule.program import Program
from vitec_desktop.schedule.run_history import Run, RunFile, RunResult
from vitec_desktop.schedule.service import Overseer, PlanState
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.webservice.cancellation import Cancellation

DUE = datetime(2026, 11, 30, 7, 0)
"""The first Monday after `SET_UP`."""
NEXT_DAY = datetime(2026, 12, 1, 9, 0)
REFUSED = SchedulerFailed(SchedulerProblem.REFUSED, "no")


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def overseer(tmp_path: Path, desktop: Desktop) -> Overseer:
    return Overseer(tmp_path, lambda _: desktop, program_running("pass"))


def test_a_saved_plan_is_known_here_and_there(overseer: Overseer, desktop: Desktop, tmp_path: Path) -> None:
    overseer.save(a_plan())
    assert PlanFile(tmp_path).load().plans == (a_plan(),)
    plan, program = desktop.plans["a1"]
    assert plan == a_plan()
    assert program.arguments[-2:] == ("a1", str(tmp_path))
    assert overseer.states() == (PlanState(a_plan()),)


def test_a_new_plan_that_the_scheduler_refuses_is_none(overseer: Overseer, desktop: Desktop, tmp_path: Path) -> None:
    desktop.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        overseer.save(a_plan())
    assert PlanFile(tmp_path).load().plans == ()


def test_a_change_that_the_scheduler_refuses_is_taken_back(
    overseer: Overseer, desktop: Desktop, tmp_path: Path
) -> None:
    overseer.save(a_plan())
    overseer.save(a_plan("b2"))
    desktop.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        overseer.save(replace(a_plan(), folder="/annan"))
    assert PlanFile(tmp_path).load().plans == (a_plan(), a_plan("b2"))
    assert desktop.plans["a1"][0] == a_plan()


def test_a_plan_that_cannot_be_saved_is_not_set_up(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / PLANS).mkdir()
    with pytest.raises(SettingsNotSaved):
        Overseer(tmp_path, lambda _: desktop).save(a_plan())
    assert desktop.plans == {}


def test_a_removed_plan_leaves_nothing(overseer: Overseer, desktop: Desktop, tmp_path: Path) -> None:
    overseer.save(a_plan())
    RunFile(tmp_path).put(Run("a1", DUE, RunResult.COMPLETE, 0))
    overseer.remove("a1")
    assert overseer.states() == ()
    assert desktop.plans == {}
    assert RunFile(tmp_path).load() == ()


def test_a_plan_that_the_scheduler_keeps_stays_here_too(overseer: Overseer, desktop: Desktop) -> None:
    overseer.save(a_plan())
    desktop.failure = REFUSED
    with pytest.raises(SchedulerFailed):
        overseer.remove("a1")
    assert [state.plan for state in overseer.states()] == [a_plan()]


def test_an_entry_that_somebody_deleted_is_told(overseer: Overseer, desktop: Desktop) -> None:
    overseer.save(a_plan())
    desktop.plans.clear()
    assert overseer.states() == (PlanState(a_plan(), is_installed=False),)


def test_a_scheduler_that_cannot_be_asked_is_no_news(overseer: Overseer, desktop: Desktop) -> None:
    overseer.save(a_plan())
    desktop.failure = SchedulerFailed(SchedulerProblem.NO_SESSION)
    assert overseer.states() == (PlanState(a_plan()),)


# What is told at the next start ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "result", [one for one in RunResult if one not in (RunResult.COMPLETE, RunResult.MISSED, RunResult.STARTED)]
)
def test_a_run_that_did_not_bring_everything_is_told_once(
    overseer: Overseer, tmp_path: Path, result: RunResult
) -> None:
    overseer.save(a_plan())
    RunFile(tmp_path).put(Run("a1", DUE, result, 6))
    [run] = overseer.troubles(NEXT_DAY)
    assert (run.result, run.began) == (result, DUE)
    overseer.mark_told([run])
    assert overseer.troubles(NEXT_DAY) == ()


def test_a_run_that_went_well_is_no_trouble(overseer: Overseer, tmp_path: Path) -> None:
    overseer.save(a_plan())
    RunFile(tmp_path).put(Run("a1", DUE - timedelta(7), RunResult.SERVICE_FAILED, 6))
    RunFile(tmp_path).put(Run("a1", DUE, RunResult.COMPLETE, 0))
    assert overseer.troubles(NEXT_DAY) == ()


def test_a_run_that_was_broken_off_is_told_once_it_must_have_been(overseer: Overseer, tmp_path: Path) -> None:
    overseer.save(a_plan())
    RunFile(tmp_path).put(Run("a1", DUE))
    assert overseer.troubles(DUE + timedelta(minutes=59)) == ()
    assert len(overseer.troubles(DUE + timedelta(minutes=60))) == 1


def test_a_run_that_never_came_is_told_once_each_time(overseer: Overseer) -> None:
    overseer.save(a_plan(since=SET_UP))
    assert overseer.troubles(DUE - timedelta(minutes=1)) == ()
    assert overseer.troubles(DUE + timedelta(hours=24)) == ()  # the scheduler may still catch up
    [missed] = overseer.troubles(NEXT_DAY)
    assert missed == Run("a1", DUE, RunResult.MISSED)
    overseer.mark_told([missed])
    assert overseer.troubles(NEXT_DAY) == ()
    [state] = overseer.states()
    assert state.last_run == Run("a1", DUE, RunResult.MISSED, is_told=True)
    [again] = overseer.troubles(NEXT_DAY + timedelta(7))
    assert again.began == DUE + timedelta(7)


def test_a_run_that_never_came_after_one_that_did_is_told_once(overseer: Overseer, tmp_path: Path) -> None:
    overseer.save(a_plan())
    RunFile(tmp_path).put(Run("a1", DUE, RunResult.COMPLETE, 0))
    later = NEXT_DAY + timedelta(7)
    assert overseer.troubles(NEXT_DAY) == ()
    [missed] = overseer.troubles(later)
    overseer.mark_told([missed])
    assert overseer.troubles(later) == ()


def test_a_run_that_came_late_is_not_missed(overseer: Overseer, tmp_path: Path) -> None:
    overseer.save(a_plan())
    RunFile(tmp_path).put(Run("a1", DUE + timedelta(days=3), RunResult.COMPLETE, 0))
    assert overseer.troubles(DUE + timedelta(days=4)) == ()


def test_a_plan_that_was_changed_since_has_missed_nothing(overseer: Overseer) -> None:
    overseer.save(a_plan(since=NEXT_DAY))
    assert overseer.troubles(NEXT_DAY + timedelta(hours=1)) == ()


def test_the_latest_trouble_comes_last_and_each_plan_is_told_by_itself(overseer: Overseer, tmp_path: Path) -> None:
    tuesdays = Rhythm(Pace.WEEKLY, 2, time(7, 0))
    overseer.save(a_plan("late", tuesdays))
    overseer.save(a_plan("early"))
    now = datetime(2026, 12, 3)
    RunFile(tmp_path).put(Run("late", datetime(2026, 12, 1, 7), RunResult.NO_NETWORK, 6))
    early, late = overseer.troubles(now)
    assert (early.plan_id, late.plan_id) == ("early", "late")
    overseer.mark_told([late])
    assert overseer.troubles(now) == (early,)
    overseer.mark_told([early])
    assert overseer.troubles(now) == ()


def test_the_runs_of_a_plan_that_is_gone_trouble_nobody(overseer: Overseer, tmp_path: Path) -> None:
    RunFile(tmp_path).put(Run("gone", DUE, RunResult.UNEXPECTED, 1))
    assert overseer.troubles(NEXT_DAY) == ()


def test_damage_of_the_file_is_known_to_whoever_reads_it_first(overseer: Overseer) -> None:
    overseer.plan_path.write_text("{")
    assert overseer.plans().is_damaged
    assert not overseer.plans().is_damaged
    assert overseer.troubles(NEXT_DAY) == ()


# Run now --------------------------------------------------------------------------------------------------------

LONG_AGO = datetime(2001, 1, 1)
_WRITE = (
    "import sys\n"
    "from datetime import datetime\n"
    "from pathlib import Path\n"
    "from vitec_desktop.schedule.run_history import Run, RunFile, RunResult\n"
    "run = Run(sys.argv[1], datetime(9999, 12, 1, 8), RunResult.NO_PASSWORD, 4)\n"
    "RunFile(Path(sys.argv[2])).put(run)\n"
    "sys.exit(4)\n"
)


def test_a_run_that_is_asked_for_is_waited_for(desktop: Desktop, tmp_path: Path) -> None:
    run = Overseer(tmp_path, lambda _: desktop, program_running(_WRITE)).run_now("a1")
    assert run == Run("a1", datetime(9999, 12, 1, 8), RunResult.NO_PASSWORD, 4)


@pytest.mark.parametrize("earlier", [(), (Run("a1", LONG_AGO, RunResult.NO_NETWORK, 3),)])
def test_a_program_that_fell_over_at_once_is_no_earlier_run(
    desktop: Desktop, tmp_path: Path, earlier: tuple[Run, ...]
) -> None:
    for run in earlier:
        RunFile(tmp_path).put(run)
    assert Overseer(tmp_path, lambda _: desktop, program_running("raise SystemExit(3)")).run_now("a1") is None


def test_a_program_that_is_not_there_is_an_error(desktop: Desktop, tmp_path: Path) -> None:
    nowhere = Program(str(tmp_path / "gone"), (), str(tmp_path))
    with pytest.raises(OSError, match="gone"):
        Overseer(tmp_path, lambda _: desktop, lambda *_: nowhere).run_now("a1")


def test_a_run_that_is_asked_for_ends_with_whoever_asked(desktop: Desktop, tmp_path: Path) -> None:
    cancellation = Cancellation()
    cancellation.cancel()
    waiting = program_running("import threading; threading.Event().wait()")
    assert Overseer(tmp_path, lambda _: desktop, waiting).run_now("a1", cancellation) is None
