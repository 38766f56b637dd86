"""A scheduled run of the Windows program, as its scheduler would start it; under Wine: its scheduler only says yes."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.window_driver import make_connection, save_connections
from tests.packaging.conftest import HANG_LIMIT
from tests.packaging.windows_sandbox import PROGRAM, WindowsSandbox
from tests.schedule.factories import make_plan
from tests.ui.conftest import SOLNA
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.schedule.plan import PlanFile
from vitec_desktop.schedule.run_history import RunHistory, RunResult

pytestmark = pytest.mark.packaging

PLANS = ("a1", "b2", "c3", "d4")


@pytest.fixture(scope="module")
def sandbox(wine: Any) -> WindowsSandbox:
    return WindowsSandbox(wine)


@pytest.fixture
def profile(sandbox: WindowsSandbox) -> Path:
    """A profile whose connection has no password, with several exports that are planned."""
    folder = sandbox.drive / "Användare Å Ä Ö" / "profil"
    save_connections(folder, make_connection("http://127.0.0.1:9", (SOLNA,)))
    for plan_id in PLANS:
        PlanFile(folder).save(make_plan(plan_id, folder=r"C:\Möten", since=datetime(2026, 1, 1)))
    return folder


def words(sandbox: WindowsSandbox, program: Path, plan_id: str, profile: Path) -> list[str]:
    options = ("export", "--scheduled", plan_id, "--profile", sandbox.path(profile), "--quiet")
    return [sandbox.path(program), *options]


def test_what_came_of_it_is_written_down(sandbox: WindowsSandbox, windows_bundle: Path, profile: Path) -> None:
    code = sandbox.run(*words(sandbox, windows_bundle / PROGRAM, "a1", profile), allowed=None)
    assert code == ExitCode.SIGN_IN_REFUSED
    [run] = RunHistory(profile).runs_for("a1")
    assert (run.result, run.exit_code, run.path) == (RunResult.NO_PASSWORD, ExitCode.SIGN_IN_REFUSED, "")


def test_runs_at_the_same_time_lose_nothing_of_each_other(
    sandbox: WindowsSandbox, windows_bundle: Path, profile: Path
) -> None:
    """Windows locks a stretch of a file where other systems lock all of it."""
    commands = [words(sandbox, windows_bundle / PROGRAM, plan_id, profile) for plan_id in PLANS]
    processes = [sandbox.wine.start(command) for command in commands]
    for process in processes:
        process.communicate(timeout=HANG_LIMIT)
    assert [process.returncode for process in processes] == [ExitCode.SIGN_IN_REFUSED] * len(PLANS)
    found = {run.plan_id: run.result for run in RunHistory(profile).load()}
    assert found == dict.fromkeys(PLANS, RunResult.NO_PASSWORD)


def test_a_plan_that_is_gone_is_told_by_the_exit_code(
    sandbox: WindowsSandbox, windows_bundle: Path, profile: Path
) -> None:
    command = words(sandbox, windows_bundle / PROGRAM, "gone", profile)
    assert sandbox.run(*command, allowed=None) == ExitCode.USAGE
