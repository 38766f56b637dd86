"""`schedule-runs.json`."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.schedule.factories import runs
from vitec_desktop.schedule.run_history import MAX_RUN_TIME, RUNS_FILE, Run, RunHistory, RunResult
from vitec_desktop.storage.json_file import SettingsNotSaved

BEGAN = datetime(2026, 11, 23, 7, 0)
FAILED = Run("a1", BEGAN, RunResult.NO_NETWORK, 6)


@given(st.lists(runs(), max_size=5, unique_by=lambda run: (run.plan_id, run.started_at)))
def test_saved_runs_are_loaded_again_in_their_order(
    tmp_path_factory: pytest.TempPathFactory, written: list[Run]
) -> None:
    file = RunHistory(tmp_path_factory.mktemp("profile"))
    for run in written:
        file.save(run)
    read = file.load()
    assert set(read) == set(written)
    for run in written:
        assert run in file.runs_for(run.plan_id)


def test_the_finished_run_replaces_the_started_one(tmp_path: Path) -> None:
    file = RunHistory(tmp_path)
    file.save(Run("a1", BEGAN))
    file.save(Run("b2", BEGAN))
    file.save(FAILED)
    assert file.runs_for("a1") == (FAILED,)
    assert file.runs_for("b2") == (Run("b2", BEGAN),)


def test_the_newest_twenty_runs_of_a_plan_are_kept(tmp_path: Path) -> None:
    file = RunHistory(tmp_path)
    file.save(Run("other", BEGAN))
    for week in range(25):
        file.save(Run("a1", BEGAN + timedelta(weeks=week)))
    assert [run.started_at for run in file.runs_for("a1")] == [BEGAN + timedelta(weeks=week) for week in range(5, 25)]
    assert file.runs_for("other") == (Run("other", BEGAN),)


def test_a_run_with_a_wrong_clock_does_not_come_after_later_ones(tmp_path: Path) -> None:
    file = RunHistory(tmp_path)
    future = Run("a1", BEGAN + timedelta(weeks=60), RunResult.COMPLETE, 0)
    later = [replace(FAILED, started_at=BEGAN + timedelta(weeks=week)) for week in range(25)]
    for run in (future, *later):
        file.save(run)
    assert file.runs_for("a1") == tuple(later[5:])


def test_a_missed_run_comes_before_the_runs_that_started_since(tmp_path: Path) -> None:
    file = RunHistory(tmp_path)
    week = timedelta(weeks=1)
    runs = [FAILED, replace(FAILED, started_at=BEGAN + 2 * week)]
    for run in runs:
        file.save(run)
    missed = Run("a1", BEGAN + week, RunResult.MISSED)
    file.acknowledge(missed)
    assert file.runs_for("a1") == (runs[0], replace(missed, is_acknowledged=True), runs[1])


@pytest.mark.parametrize("result", RunResult)
def test_every_result_but_complete_is_notified(result: RunResult) -> None:
    run = Run("a1", BEGAN, result)
    later = BEGAN + MAX_RUN_TIME
    assert run.should_notify(later) is (result is not RunResult.COMPLETE)
    assert not replace(run, is_acknowledged=True).should_notify(later)


def test_a_running_run_is_notified_once_it_must_have_been_killed() -> None:
    run = Run("a1", BEGAN)
    for moment, is_running in (
        (BEGAN, True),
        (BEGAN + MAX_RUN_TIME - timedelta(seconds=1), True),
        (BEGAN + MAX_RUN_TIME, False),
        (BEGAN - timedelta(seconds=1), False),  # the clock was put back
    ):
        assert run.is_running(moment) is is_running
        assert run.should_notify(moment) is not is_running


def test_acknowledging_a_run_leaves_the_others(tmp_path: Path) -> None:
    file = RunHistory(tmp_path)
    later, other = replace(FAILED, started_at=BEGAN + timedelta(7)), replace(FAILED, plan_id="b2")
    for run in (FAILED, later, other):
        file.save(run)
    file.acknowledge(FAILED)
    assert file.runs_for("a1") == (replace(FAILED, is_acknowledged=True), later)
    assert file.runs_for("b2") == (other,)


def test_acknowledging_a_missed_run_saves_it(tmp_path: Path) -> None:
    missed = Run("a1", BEGAN, RunResult.MISSED)
    RunHistory(tmp_path).acknowledge(missed)
    assert RunHistory(tmp_path).load() == (replace(missed, is_acknowledged=True),)


def test_without_a_change_nothing_is_saved(tmp_path: Path) -> None:
    RunHistory(tmp_path).acknowledge(FAILED)
    RunHistory(tmp_path).remove("a1")
    assert not (tmp_path / RUNS_FILE).exists()


def test_the_runs_of_a_removed_plan_are_removed(tmp_path: Path) -> None:
    file = RunHistory(tmp_path)
    file.save(FAILED)
    file.save(Run("b2", BEGAN))
    file.remove("a1")
    assert [run.plan_id for run in file.load()] == ["b2"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schedule", 1),
        ("began", "x"),
        ("began", None),
        ("result", "fine"),
        ("result", []),
        ("path", None),
        ("details", "text"),
    ],
)
def test_an_invalid_run_is_ignored(tmp_path: Path, key: str, value: object) -> None:
    file = RunHistory(tmp_path)
    file.save(FAILED)
    file.save(Run("b2", BEGAN))
    values = json.loads((tmp_path / RUNS_FILE).read_text(encoding="utf-8"))
    values["runs"][0][key] = value
    (tmp_path / RUNS_FILE).write_text(json.dumps(values), encoding="utf-8")
    assert file.load() == (Run("b2", BEGAN),)


@pytest.mark.parametrize("found", [None, {}, 5, ["x", None]])
def test_a_value_that_is_no_list_of_runs_is_ignored(tmp_path: Path, found: object) -> None:
    (tmp_path / RUNS_FILE).write_text(json.dumps({"version": 1, "runs": found}), encoding="utf-8")
    assert RunHistory(tmp_path).load() == ()


def test_an_unreadable_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / RUNS_FILE).mkdir()
    assert RunHistory(tmp_path).load() == ()
    with pytest.raises(SettingsNotSaved):
        RunHistory(tmp_path).save(FAILED)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("began", "2026-11-23T07:00:00+01:00", FAILED),
        ("exit_code", "six", replace(FAILED, exit_code=None)),
        ("digest", 7, replace(FAILED, digest="7")),
        ("details", [1, None], replace(FAILED, details=("1", "None"))),
        ("told", "yes", FAILED),
    ],
)
def test_a_run_with_a_damaged_fact_is_kept(tmp_path: Path, name: str, value: object, expected: Run) -> None:
    file = RunHistory(tmp_path)
    file.save(FAILED)
    content = json.loads((tmp_path / RUNS_FILE).read_text(encoding="utf-8"))
    content["runs"][0][name] = value
    (tmp_path / RUNS_FILE).write_text(json.dumps(content), encoding="utf-8")
    assert file.load() == (expected,)
