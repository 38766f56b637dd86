"""Notices at the start: runs that failed or were missed while the window was closed, and damaged files."""

import json
import socket
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QListWidget, QWidget

from tests.helpers.waiting import LONGEST_WAIT
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from tests.schedule.factories import PROGRAM, FakeScheduler, make_plan
from tests.ui.conftest import SOLNA
from tests.ui.schedule.schedule_driver import (
    DIALOG,
    StartProgramWith,
    listed_plans,
    notice_text,
    open_schedule,
    save_plan,
    wait_for_jobs,
)
from tests.ui.schedule.schedule_driver import desktop as desktop
from tests.ui.schedule.schedule_driver import open_ as open_
from vitec_desktop.accounts.connections import LoadedConnections
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringFailed, KeyringProblem
from vitec_desktop.accounts.keyring_worker import CancelSource
from vitec_desktop.report.language import load_language
from vitec_desktop.report.periods import PRESET_NAMES
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import PLANS_FILE, LoadedPlans, Plan, PlanFile
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.run_history import RUNS_FILE, Run, RunHistory, RunResult
from vitec_desktop.schedule.service import PlanState, ScheduleService
from vitec_desktop.schedule.subprocess_runner import command_runner
from vitec_desktop.storage.json_file import LoadedFile
from vitec_desktop.ui.connections.texts import LoadedSettingsFile, unreadable_files_notice
from vitec_desktop.ui.schedule.texts import plan_status_text, plan_title, run_problem, scheduler_error_text
from vitec_desktop.ui.widgets import dialog as frame
from vitec_desktop.ui.widgets.notice import InlineNotice

if TYPE_CHECKING:
    from tests.conftest import StartProgram

NOW = datetime.now().replace(microsecond=0)
TWO_HOURS_AGO = NOW - timedelta(hours=2)
A_MONTH_AGO = NOW - timedelta(days=31)
FAILED = Run("a1", TWO_HOURS_AGO, RunResult.SIGN_IN_REFUSED, 4)
FAILED_WORDS = (
    f"Den schemalagda exporten {TWO_HOURS_AGO:%Y-%m-%d %H:%M} misslyckades. Inloggningen nekades. "
    "Ange lösenordet på nytt under Arkiv › Anslutningar."
)


def leave(profile: Path, *runs: Run, since: datetime = NOW) -> None:
    """Save runs to the profile."""
    for plan_id in {run.plan_id for run in runs} or {"a1"}:
        PlanFile(profile).save(make_plan(plan_id, since=since))
    for run in runs:
        RunHistory(profile).save(run)


def leave_missed(profile: Path) -> None:
    """Save a plan without runs that was due two days ago, whatever the day of the test."""
    plan = make_plan(since=A_MONTH_AGO)
    two_days_ago = replace(plan.recurrence, day=(NOW - timedelta(days=2)).isoweekday())
    PlanFile(profile).save(replace(plan, recurrence=two_days_ago))


def know(desktop: FakeScheduler, profile: Path) -> None:
    """Install each plan of the profile in the scheduler."""
    for plan in PlanFile(profile).load().entries:
        desktop.install(plan, PROGRAM)


def start(open_: StartProgramWith) -> WindowDriver:
    driver = open_()
    wait_for_jobs(driver)
    return driver


def test_a_failed_run_is_shown_until_the_user_dismisses_it(open_: StartProgramWith, profile: Path) -> None:
    leave(profile, FAILED)
    driver = start(open_)
    assert driver.notice == FAILED_WORDS
    assert driver.notice_buttons == ["Anslutningar…", "Öppna schemat", "Visa inte igen"]
    driver.click_notice_button("Anslutningar…")
    driver.find_dialog("connectionsDialog").reject()
    driver.close()
    again = start(open_)  # the file was left unchanged
    assert again.notice == FAILED_WORDS
    again.click_notice_button("Visa inte igen")
    assert again.notice == ""
    wait_for_jobs(again)
    again.close()
    assert start(open_).notice == ""


def test_a_run_that_fails_behind_another_notice_is_shown_at_the_next_start(
    open_: StartProgramWith, profile: Path
) -> None:
    leave(profile, FAILED)
    driver = start(open_)
    leave(profile, replace(FAILED, started_at=NOW, result=RunResult.NO_NETWORK))
    driver.click_notice_button("Visa inte igen")
    wait_for_jobs(driver)
    driver.close()
    assert "gick inte att nå" in start(open_).notice


def test_the_schedule_opens_on_the_run_that_failed(
    open_: StartProgramWith, profile: Path, desktop: FakeScheduler
) -> None:
    leave(profile, replace(FAILED, plan_id="b2"))
    PlanFile(profile).save(make_plan("a1", since=NOW))
    know(desktop, profile)
    driver = start(open_)
    driver.click_notice_button("Öppna schemat")
    driver.wait_until(lambda: len(listed_plans(driver)) == 2)
    assert notice_text(driver) == FAILED_WORDS
    assert driver.notice == ""
    failed = next(text for text in listed_plans(driver) if "misslyckades" in text)
    chosen = driver.find_widget(QListWidget, "scheduleList").currentItem()
    assert chosen is not None
    assert chosen.text() == failed
    notice = driver.find_dialog(DIALOG).findChild(InlineNotice)
    assert isinstance(notice, InlineNotice)
    (button,) = notice.action_buttons
    assert button.text() == "Anslutningar…"
    driver.click(button)
    driver.find_dialog("connectionsDialog").reject()
    assert not driver.is_dialog_open(DIALOG)
    wait_for_jobs(driver)
    driver.close()
    assert start(open_).notice == ""


def test_a_missed_run_is_shown_and_dismissed(open_: StartProgramWith, profile: Path, desktop: FakeScheduler) -> None:
    leave_missed(profile)
    know(desktop, profile)
    driver = start(open_)
    assert driver.notice.startswith("En schemalagd export blev inte av. Den skulle ha körts ")
    driver.click_notice_button("Visa inte igen")
    wait_for_jobs(driver)
    driver.close()
    again = start(open_)
    assert again.notice == ""
    again.choose_menu("Arkiv", "Schemalagd export…")
    again.wait_until(lambda: listed_plans(again) != [])
    assert "blev inte av" in listed_plans(again)[0]


def test_a_run_missed_on_a_computer_without_the_task_is_not_blamed_on_it(
    open_: StartProgramWith, profile: Path
) -> None:
    leave_missed(profile)
    driver = start(open_)
    assert driver.notice.startswith("En schemalagd export blev inte av. Den skulle ha körts ")
    assert driver.notice.endswith(
        ", men är inte schemalagd på den här datorn. Öppna schemat, och spara det på nytt om exporten ska köras här."
    )
    driver.click_notice_button("Visa inte igen")
    wait_for_jobs(driver)
    driver.close()
    assert start(open_).notice == ""


def test_several_failed_runs_are_one_notice_about_the_latest(open_: StartProgramWith, profile: Path) -> None:
    earlier = Run("b2", TWO_HOURS_AGO - timedelta(hours=1), RunResult.FOLDER_MISSING, 7)
    leave(profile, FAILED, earlier)
    assert start(open_).notice == f"{FAILED_WORDS} Fler exporter gick inte som de skulle; schemat visar vilka."


def test_a_complete_run_is_not_shown(open_: StartProgramWith, profile: Path) -> None:
    leave(profile, replace(FAILED, result=RunResult.COMPLETE, exit_code=0))
    assert start(open_).notice == ""


def test_a_profile_that_cannot_be_written_opens_no_dialog(open_: StartProgramWith, profile: Path) -> None:
    leave(profile, FAILED)
    content = (profile / RUNS_FILE).read_text(encoding="utf-8").replace('"version": 1', '"version": 2')
    (profile / RUNS_FILE).write_text(content, encoding="utf-8")  # of a newer version, which is not changed
    driver = start(open_)
    driver.click_notice_button("Visa inte igen")
    wait_for_jobs(driver)
    assert driver.notice == ""
    assert not driver.is_dialog_open("detailsDialog")


def test_a_run_started_in_the_dialog_ends_with_the_program(open_: StartProgramWith, profile: Path) -> None:
    leave(profile)
    with socket.create_server(("127.0.0.1", 0)) as gate:
        gate.settimeout(LONGEST_WAIT)
        driver = open_(f"import socket\nsocket.create_connection({gate.getsockname()!r}).recv(1)\n")
        driver.choose_menu("Arkiv", "Schemalagd export…")
        driver.wait_until(lambda: driver.find_button("scheduleRunButton").isEnabled())
        driver.click("scheduleRunButton")
        run, _ = gate.accept()
        with run:
            driver.close()
            run.settimeout(LONGEST_WAIT)
            assert run.recv(1) == b""  # its process has ended


class SlowScheduler(FakeScheduler):
    """A scheduler that waits until it is released."""

    def __init__(self, cancellation: CancelSource | None) -> None:
        super().__init__()
        self._ask = command_runner(cancellation)

    def install(self, plan: Plan, program: LaunchCommand) -> None:
        if self._ask([sys.executable, "-c", "import time; time.sleep(0.4)"]).exit_code:
            raise SchedulerFailed(SchedulerProblem.REFUSED)


def test_saving_a_plan_continues_after_its_window_is_closed(start_program: "StartProgram", profile: Path) -> None:
    """The program waits a moment for the scheduler when it closes."""
    save_connections(profile, make_connection("http://127.0.0.1:9", (SOLNA,)))
    driver = start_program(schedule_service=ScheduleService(profile, SlowScheduler))
    open_schedule(driver)
    save_plan(driver, profile)
    driver.close()
    assert len(PlanFile(profile).load().entries) == 1


# Damaged files --------------------------------------------------------------------------------------------------


def test_a_damaged_file_of_plans_is_shown_once(open_: StartProgramWith, profile: Path) -> None:
    profile.mkdir()
    (profile / PLANS_FILE).write_text("{")
    driver = start(open_)
    [aside] = profile.glob("schedules.damaged-*.json")
    assert driver.notice.startswith("En inställningsfil var skadad.")
    assert str(aside) in driver.notice
    driver.close()
    assert start(open_).notice == ""


def test_damaged_settings_are_shown_rather_than_a_failed_run(open_: StartProgramWith, profile: Path) -> None:
    leave(profile, FAILED)
    (profile / "settings.json").write_text("{")
    driver = start(open_)
    assert driver.notice.startswith("En inställningsfil var skadad.")
    driver.close()
    assert start(open_).notice == FAILED_WORDS


def make_newer(path: Path) -> None:
    values = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps(values | {"version": 9}), encoding="utf-8")


def test_plans_of_a_newer_version_are_told_beside_settings_and_failed_runs(
    open_: StartProgramWith, profile: Path
) -> None:
    leave(profile, FAILED)
    make_newer(profile / PLANS_FILE)
    newer = f"Den används, men ändringar sparas inte i {profile / PLANS_FILE}. Uppdatera programmet."
    driver = start(open_)
    what = "En inställningsfil kommer från en nyare version av programmet."
    assert driver.notice == f"{FAILED_WORDS}\n{what} {newer}"
    driver.click_notice_button("Visa inte igen")
    wait_for_jobs(driver)
    driver.close()
    driver = start(open_)
    assert driver.notice == f"{what} {newer}"
    driver.close()
    make_newer(profile / "settings.json")
    driver = start(open_)
    assert driver.notice.startswith("Flera inställningsfiler kunde inte läsas som de ska.")
    assert f"{PLANS_FILE}: {newer}" in driver.notice


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({Path("a"): LoadedFile(), Path("b"): LoadedConnections(), Path("c"): LoadedPlans()}, ""),
        (
            {Path("a"): LoadedFile(is_damaged=True, backup_path=Path("aside"))},
            "En inställningsfil var skadad. Programmet använder det som gick att läsa. Den skadade filen ligger kvar "
            "som aside.",
        ),
        (
            {Path("a"): LoadedPlans(is_damaged=True)},
            "En inställningsfil var skadad. Programmet använder det som gick att läsa. Den skadade filen ligger kvar "
            "som a.",
        ),
        (
            {Path("a"): LoadedPlans(is_unreadable=True)},
            "En inställningsfil kunde inte läsas. Datorn låter inte programmet läsa a. Filen ligger kvar, och "
            "programmet börjar om.",
        ),
        (
            {Path("a"): LoadedConnections(is_newer_version=True)},
            "En inställningsfil kommer från en nyare version av programmet. Den används, men ändringar sparas inte i "
            "a. Uppdatera programmet.",
        ),
        (
            {Path("d/a"): LoadedConnections(is_damaged=True), Path("d/b"): LoadedFile(is_newer_version=True)},
            "Flera inställningsfiler kunde inte läsas som de ska. a: Programmet använder det som gick att läsa. Den "
            "skadade filen ligger kvar som d/a.\nb: Den används, men ändringar sparas inte i d/b. Uppdatera "
            "programmet.",
        ),
    ],
)
def test_problems_of_several_files_are_one_notice(
    qapp: object, files: Mapping[Path, LoadedSettingsFile], words: str
) -> None:
    notice = unreadable_files_notice(files)
    assert (notice.plain_text if notice else "").replace("\\", "/") == words


# Words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("result", [one for one in RunResult if one is not RunResult.COMPLETE])
def test_each_result_of_a_run_has_a_text(qapp: object, result: RunResult) -> None:
    run = Run("a1", NOW - timedelta(days=1), result, 1)
    problem = run_problem(run)
    assert problem.what.endswith(".")
    assert problem.why.endswith(".")
    assert problem.next_step.endswith(".")
    is_foreseen = result is not RunResult.UNEXPECTED
    assert ("oväntat" not in problem.why) is is_foreseen
    assert problem.what.endswith(("misslyckades.", "inte komplett.", "blev inte av."))


def test_each_problem_of_a_scheduler_has_a_text(qapp: object) -> None:
    told = {scheduler_error_text(SchedulerFailed(problem, "systemctl → 1")) for problem in SchedulerProblem}
    assert len(told) == len(SchedulerProblem)
    assert all(text.endswith(".") and "→" not in text for text in told)


def test_a_running_export_is_listed_as_running(qapp: object) -> None:
    running = PlanState(make_plan(since=NOW), (Run("a1", NOW),))
    assert ", pågår · Nästa: " in plan_status_text(running, NOW)


def test_a_plan_of_a_connection_that_is_gone_is_named_without_it(qapp: object) -> None:
    plan = replace(make_plan(), connection_id="gone")
    assert plan_title(plan, (), load_language("sv")).startswith(PRESET_NAMES[plan.preset])


def test_the_notice_is_visible_on_a_low_screen(
    open_: StartProgramWith, profile: Path, desktop: FakeScheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "_WINDOW_FRAME_HEIGHT", 260)
    leave(profile, FAILED)
    PlanFile(profile).save(make_plan("b2", since=NOW))
    know(desktop, profile)
    driver = start(open_)
    driver.click_notice_button("Öppna schemat")
    driver.wait_until(lambda: notice_text(driver) == FAILED_WORDS)
    wait_for_jobs(driver)
    notice = driver.find_dialog(DIALOG).findChild(InlineNotice)
    assert isinstance(notice, InlineNotice)
    assert notice.visibleRegion().boundingRect() == notice.rect()


def test_a_missing_keyring_is_shown_before_anything_is_planned(
    start_program: "StartProgram", profile: Path, desktop: FakeScheduler
) -> None:
    save_connections(profile, make_connection("http://127.0.0.1:9", (SOLNA,)))
    credential_store = CredentialStore(lambda: raise_(KeyringFailed(KeyringProblem.NONE_FOUND)))
    driver = start_program(
        schedule_service=ScheduleService(profile, lambda _: desktop), credential_store=credential_store
    )
    driver.choose_menu("Arkiv", "Schemalagd export…")
    driver.wait_until(lambda: notice_text(driver).startswith("Schemalagd export går inte på den här datorn."))
    assert not driver.is_visible("scheduleSaveButton")
    assert not driver.find_widget(QWidget, "scheduleFolder").isEnabled()


def raise_(error: Exception) -> NoReturn:
    raise error
