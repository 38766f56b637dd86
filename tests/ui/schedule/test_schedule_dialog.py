"""The schedule dialog: plans are saved, changed, run and removed.

The scheduler is a fake; runs are real processes.
"""

import socket
from datetime import datetime, time
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QListWidget, QTimeEdit, QWidget

from tests.export.factories import about_text
from tests.helpers.secret_service import SecretService
from tests.helpers.waiting import LONGEST_WAIT
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from tests.schedule.factories import FakeScheduler, make_plan
from tests.ui.accessibility.test_accessibility import nameless
from tests.ui.conftest import SOLNA
from tests.ui.schedule.schedule_driver import (
    BUTTONS,
    DIALOG,
    NO_NETWORK,
    StartProgramWith,
    choose,
    chosen_text,
    create_plan,
    listed_plans,
    notice_text,
    open_schedule,
    save_plan,
    wait_for_jobs,
)
from tests.ui.schedule.schedule_driver import desktop as desktop
from tests.ui.schedule.schedule_driver import driver as driver
from tests.ui.schedule.schedule_driver import folder as folder
from tests.ui.schedule.schedule_driver import open_ as open_
from tests.ui.schedule.schedule_driver import schedule_window as schedule_window
from tests.ui.schedule.schedule_driver import shared_service as shared_service
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.periods import Preset
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import PLANS_FILE, FileFormat, Frequency, Plan, PlanFile, Recurrence
from vitec_desktop.schedule.run_history import RunHistory, RunResult
from vitec_desktop.schedule.service import ScheduleService
from vitec_desktop.ui.schedule import schedule_controller, schedule_dialog
from vitec_desktop.ui.widgets.notice import InlineNotice
from vitec_desktop.webservice.models import ActiveStatus

if TYPE_CHECKING:
    from tests.conftest import StartProgram


@pytest.mark.parametrize("arguments", [(), ("--demo",)])
def test_without_a_connection_the_schedule_offers_to_add_one(
    start_program: "StartProgram", arguments: tuple[str, ...]
) -> None:
    driver = start_program(*arguments)
    driver.choose_menu("Arkiv", "Schemalagd export…")
    dialog = driver.find_dialog("connectionNeededDialog")
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Lägg till en anslutning först." in said
    assert ("Exempeldata finns bara medan fönstret är öppet." in said) is bool(arguments)
    assert not driver.is_dialog_open(DIALOG)
    driver.click("connectionNeededAddButton")
    assert driver.is_dialog_open("connectionDialog")
    assert not driver.is_dialog_open("connectionNeededDialog")


def test_closing_that_dialog_leaves_the_window_unchanged(start_program: "StartProgram") -> None:
    driver = start_program("--demo")
    driver.choose_menu("Arkiv", "Schemalagd export…")
    QTest.keyClick(driver.find_dialog("connectionNeededDialog"), Qt.Key.Key_Escape)
    assert not driver.is_dialog_open("connectionNeededDialog")
    assert not driver.is_dialog_open("connectionDialog")


@pytest.mark.parametrize(
    ("platform", "late"), [("win32", "av görs det så snart det går"), ("darwin", "är den av blir det inte av")]
)
def test_the_dialog_says_what_happens_while_the_computer_is_off(
    driver: WindowDriver, monkeypatch: pytest.MonkeyPatch, platform: str, late: str
) -> None:
    monkeypatch.setattr(schedule_dialog, "sys", SimpleNamespace(platform=platform))
    open_schedule(driver)
    assert late in " ".join(label.text() for label in driver.find_dialog(DIALOG).findChildren(QLabel))


def test_the_default_plan_is_selected_and_its_next_run_is_shown(driver: WindowDriver) -> None:
    open_schedule(driver)
    names = ("schedulePeriod", "scheduleRhythm", "scheduleDay", "scheduleFormat")
    assert [chosen_text(driver, name) for name in names] == ["Förra veckan", "Varje vecka", "Måndag", "Excel-arbetsbok"]
    assert driver.find_widget(QTimeEdit, "scheduleTime").text() == "07:00"
    assert Path(driver.find_widget(QLineEdit, "scheduleFolder").text()).is_absolute()
    words = " ".join(label.text() for label in driver.find_dialog(DIALOG).findChildren(QLabel))
    assert "medan du är inloggad" in words
    assert driver.find_widget(QLabel, "scheduleOffices").text() == "Norrby Solna"
    assert not driver.find_widget(QComboBox, "scheduleConnection").isVisible()
    assert listed_plans(driver) == []


def test_a_monthly_export_is_saved_and_listed_with_its_next_date(
    open_: StartProgramWith, desktop: FakeScheduler, folder: Path, profile: Path
) -> None:
    driver = open_()
    open_schedule(driver)
    choose(driver, "schedulePeriod", "Förra månaden")
    choose(driver, "scheduleRhythm", "Varje månad")
    choose(driver, "scheduleDay", "28")
    driver.find_widget(QTimeEdit, "scheduleTime").setTime(QTime(6, 30))
    choose(driver, "scheduleFormat", "CSV-filer i en zip-fil")
    driver.find_widget(QCheckBox, "scheduleAnonymised").click()
    save_plan(driver, folder)
    driver.wait_until(lambda: notice_text(driver) == "Schemat är sparat.")
    [plan] = PlanFile(profile).load().entries
    rhythm = Recurrence(Frequency.MONTHLY, 28, time(6, 30))
    made = Plan(
        plan.id, "", str(folder), Preset.LAST_MONTH, rhythm, plan.changed_at, FileFormat.CSV, is_anonymised=True
    )
    assert plan == made
    assert desktop.plans[plan.id][0] == plan
    coming = f"Nästa: {rhythm.next_after(datetime.now()):%Y-%m-%d %H:%M}"
    assert listed_plans(driver) == [f"Förra månaden, den 28 varje månad kl. 06:30\n{coming}"]
    driver.close()
    again = open_()
    open_schedule(again)
    assert listed_plans(again) == [f"Förra månaden, den 28 varje månad kl. 06:30\n{coming}"]
    assert chosen_text(again, "scheduleDay") == "28"
    assert again.find_widget(QCheckBox, "scheduleAnonymised").isChecked()


def test_a_plan_is_changed_and_another_one_added(
    driver: WindowDriver, desktop: FakeScheduler, folder: Path, profile: Path
) -> None:
    create_plan(driver, folder)
    choose(driver, "scheduleDay", "Fredag")
    driver.click("scheduleSaveButton")
    driver.wait_until(lambda: len(listed_plans(driver)) == 1 and "varje fredag" in listed_plans(driver)[0])
    driver.click("scheduleAddButton")
    assert chosen_text(driver, "scheduleDay") == "Måndag"
    choose(driver, "schedulePeriod", "Idag")
    save_plan(driver, folder)
    driver.wait_until(lambda: len(listed_plans(driver)) == 2)
    assert driver.find_widget(QListWidget, "scheduleList").currentRow() == 1
    assert [plan.recurrence.day for plan in PlanFile(profile).load().entries] == [5, 1]
    assert len(desktop.plans) == 2


def test_a_plan_is_removed_from_the_profile_and_the_scheduler(
    driver: WindowDriver, desktop: FakeScheduler, folder: Path, profile: Path
) -> None:
    create_plan(driver, folder)
    driver.click("scheduleRemoveButton")
    driver.wait_until(lambda: notice_text(driver).startswith("Schemat är borttaget."))
    assert listed_plans(driver) == []
    assert desktop.plans == {}
    assert PlanFile(profile).load().entries == ()


def test_a_missing_folder_is_shown_at_its_field(driver: WindowDriver, folder: Path, desktop: FakeScheduler) -> None:
    open_schedule(driver)

    def said() -> str:
        labels = driver.find_dialog(DIALOG).findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    for given, words in (("", "Välj en mapp"), ("möten", "Välj en mapp"), (folder / "gone", "finns inte")):
        save_plan(driver, given)
        driver.wait_until(lambda words=words: words in said())  # type: ignore[misc]
        assert driver.find_dialog(DIALOG).focusWidget() is driver.find_widget(QLineEdit, "scheduleFolder")
        assert driver.find_button("scheduleSaveButton").isEnabled()
    assert desktop.plans == {}
    save_plan(driver, folder)
    driver.wait_until(lambda: notice_text(driver) == "Schemat är sparat.")


def test_a_drive_that_does_not_answer_does_not_block_the_window(
    driver: WindowDriver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_schedule(driver)
    wait_for_jobs(driver)
    gate, asked = Event(), Event()

    def is_folder(path: Path) -> bool:
        asked.set()
        return gate.wait(LONGEST_WAIT)

    monkeypatch.setattr(schedule_controller, "is_folder", is_folder)
    save_plan(driver, folder)
    driver.wait_until(asked.is_set)
    assert not driver.find_button("scheduleSaveButton").isEnabled()
    gate.set()
    driver.wait_until(lambda: notice_text(driver) == "Schemat är sparat.")


def test_the_space_bar_saves_and_does_not_close_the_dialog(driver: WindowDriver, folder: Path) -> None:
    open_schedule(driver)
    driver.type_text("scheduleFolder", str(folder))
    save_button = driver.find_button("scheduleSaveButton")
    save_button.setFocus()
    QTest.keyClick(save_button, Qt.Key.Key_Space)
    dialog = driver.find_dialog(DIALOG)
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Space)  # a second click
    driver.wait_until(lambda: notice_text(driver) == "Schemat är sparat.")
    assert driver.is_dialog_open(DIALOG)
    assert dialog.focusWidget() is save_button


def test_an_existing_folder_is_offered(driver: WindowDriver, profile: Path, folder: Path) -> None:
    """Not the folder used last where that is gone."""
    store = driver.controller.settings_store
    store.update(replace(store.current, export_folder=str(folder / "borta")))
    open_schedule(driver)
    driver.wait_until(lambda: Path(driver.find_widget(QLineEdit, "scheduleFolder").text()).is_dir())
    driver.find_dialog(DIALOG).reject()
    store.update(replace(store.current, export_folder=str(folder)))
    open_schedule(driver)
    wait_for_jobs(driver)
    assert driver.find_widget(QLineEdit, "scheduleFolder").text() == str(folder)
    assert driver.find_button("scheduleBrowseButton").text() == "Ändra…"


def test_a_scheduler_that_refuses_is_explained(
    driver: WindowDriver, desktop: FakeScheduler, folder: Path, profile: Path
) -> None:
    desktop.failure = SchedulerFailed(SchedulerProblem.REFUSED, "systemctl → 1")
    open_schedule(driver)
    save_plan(driver, folder)
    driver.wait_until(
        lambda: notice_text(driver).startswith("Schemat kunde inte ändras. Datorns schemaläggare sade nej.")
    )
    assert "→" not in notice_text(driver)
    assert driver.find_widget(QLineEdit, "scheduleFolder").text() == str(folder)
    assert driver.find_button("scheduleSaveButton").isEnabled()
    assert PlanFile(profile).load().entries == ()
    driver.find_dialog(DIALOG).reject()
    open_schedule(driver)
    assert notice_text(driver) == ""
    assert listed_plans(driver) == []


def test_settings_that_cannot_be_saved_are_shown_in_a_notice(
    driver: WindowDriver, desktop: FakeScheduler, folder: Path, profile: Path
) -> None:
    (profile / PLANS_FILE).mkdir()
    open_schedule(driver)
    save_plan(driver, folder)
    driver.wait_until(
        lambda: notice_text(driver) == "Schemat kunde inte ändras. Programmet får inte skriva i sin mapp."
    )
    assert desktop.plans == {}


def test_an_unexpected_exception_leaves_a_usable_dialog(
    driver: WindowDriver, desktop: FakeScheduler, folder: Path
) -> None:
    desktop.failure = ZeroDivisionError()
    open_schedule(driver)
    save_plan(driver, folder)
    driver.find_dialog("detailsDialog").reject()
    assert driver.find_button("scheduleSaveButton").isEnabled()


def test_a_plan_that_the_scheduler_has_lost_is_shown(
    driver: WindowDriver, desktop: FakeScheduler, folder: Path
) -> None:
    create_plan(driver, folder)
    driver.find_dialog(DIALOG).reject()
    desktop.plans.clear()
    open_schedule(driver)
    assert "Den är inte schemalagd på den här datorn." in listed_plans(driver)[0]
    driver.click("scheduleSaveButton")
    driver.wait_until(lambda: "Nästa:" in listed_plans(driver)[0])


# Run now --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_export_runs_at_once_and_saves_its_file(
    start_program: "StartProgram",
    profile: Path,
    desktop: FakeScheduler,
    folder: Path,
    sample_service: DemoService,
    secret_service: SecretService,
) -> None:
    """With the real program in a process of its own and a real keyring."""
    kept = make_connection(sample_service.base_url, sample_service.customers)
    save_connections(profile, kept)
    CredentialStore().set_password(kept.id, kept.user, sample_service.password)
    driver = start_program(
        credential_store=CredentialStore(), schedule_service=ScheduleService(profile, lambda _: desktop)
    )
    create_plan(driver, folder)
    driver.click("scheduleRunButton")
    assert notice_text(driver) == "Exporten körs…"
    assert not any(driver.find_button(name).isEnabled() for name in BUTTONS)
    driver.wait_until(lambda: notice_text(driver).startswith("Sparad: "))
    [file] = folder.iterdir()
    assert notice_text(driver) == f"Sparad: {file}"
    assert "Rapporten är komplett." in about_text(file)
    assert ", klar · Nästa: " in listed_plans(driver)[0]
    assert all(driver.find_button(name).isEnabled() for name in BUTTONS)


def test_a_run_that_fails_in_the_dialog_is_not_reported_at_the_next_start(
    open_: StartProgramWith, folder: Path
) -> None:
    driver = open_(NO_NETWORK)
    create_plan(driver, folder)
    driver.click("scheduleRunButton")
    driver.wait_until(lambda: "Tjänsten gick inte att nå" in notice_text(driver))
    assert "misslyckades" in listed_plans(driver)[0]
    notice = driver.find_dialog(DIALOG).findChild(InlineNotice)
    assert isinstance(notice, InlineNotice)
    assert notice.action_buttons == (), "a run without a network has nothing to correct"
    wait_for_jobs(driver)
    driver.close()
    again = open_()
    wait_for_jobs(again)
    assert again.notice == ""


def test_edits_in_the_form_during_a_run_are_kept(open_: StartProgramWith, folder: Path, profile: Path) -> None:
    driver = open_(NO_NETWORK)
    create_plan(driver, folder)
    driver.click("scheduleRunButton")
    choose(driver, "scheduleDay", "Fredag")
    driver.wait_until(lambda: "Tjänsten gick inte att nå" in notice_text(driver))
    assert chosen_text(driver, "scheduleDay") == "Fredag"
    driver.click("scheduleSaveButton")
    driver.wait_until(lambda: notice_text(driver) == "Schemat är sparat.")
    assert PlanFile(profile).load().entries[0].recurrence.day == 5


def test_a_run_that_does_not_start_is_shown(open_: StartProgramWith, folder: Path) -> None:
    driver = open_("raise SystemExit(3)")
    create_plan(driver, folder)
    driver.click("scheduleRunButton")
    driver.wait_until(lambda: notice_text(driver).startswith("Exporten kom inte igång."))


@pytest.mark.slow
def test_a_run_continues_without_its_dialog_and_blocks_a_second_one(
    open_: StartProgramWith, folder: Path, profile: Path
) -> None:
    """A result that the dialog did not show is reported at the next start."""
    gate = socket.create_server(("127.0.0.1", 0))
    gate.settimeout(LONGEST_WAIT)
    wait = f"import socket\nsocket.create_connection({gate.getsockname()!r}).recv(1)\n"
    driver = open_(wait + NO_NETWORK)
    create_plan(driver, folder)
    driver.click("scheduleRunButton")
    driver.find_dialog(DIALOG).reject()
    driver.choose_menu("Arkiv", "Schemalagd export…")
    dialog = driver.find_dialog(DIALOG)
    driver.wait_until(lambda: len(listed_plans(driver)) == 1)
    assert notice_text(driver) == "Exporten körs…"
    assert not any(driver.find_button(name).isEnabled() for name in BUTTONS)
    dialog.reject()
    waiting, _ = gate.accept()
    for one in (waiting, gate):
        one.close()
    wait_for_jobs(driver)
    assert RunHistory(profile).load()[-1].result is RunResult.NO_NETWORK
    driver.close()
    again = open_()
    again.wait_until(lambda: "misslyckades" in again.notice)


# For everybody --------------------------------------------------------------------------------------------------


def test_esc_closes_the_dialog_and_leads_back(driver: WindowDriver) -> None:
    driver.activate()
    before = QApplication.focusWidget()
    assert before is not None
    open_schedule(driver)
    dialog = driver.find_dialog(DIALOG)
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    driver.wait_until(lambda: not driver.is_dialog_open(DIALOG))
    driver.activate()
    assert QApplication.focusWidget() is before


def test_a_screen_reader_finds_a_name_for_each_control(driver: WindowDriver, folder: Path) -> None:
    create_plan(driver, folder)
    assert nameless(driver.find_dialog(DIALOG)) == []
    names = {
        "scheduleList": "Schemalagda exporter",
        "schedulePeriod": "Period",
        "scheduleRhythm": "Hur ofta",
        "scheduleDay": "Dag",
        "scheduleTime": "Klockan",
        "scheduleFolder": "Mapp",
        "scheduleFormat": "Format",
    }
    for part, name in names.items():
        assert driver.find_widget(QWidget, part).accessibleName() == name


def test_the_connection_is_chosen_where_there_are_several(
    start_program: "StartProgram", profile: Path, desktop: FakeScheduler, folder: Path
) -> None:
    one = make_connection("http://127.0.0.1:9", (SOLNA,))
    save_connections(profile, one, make_connection("http://127.0.0.1:9", (SOLNA,), connection_id="2", name="Annan"))
    driver = start_program(schedule_service=ScheduleService(profile, lambda _: desktop))
    open_schedule(driver)
    assert chosen_text(driver, "scheduleConnection") == "Alla anslutningar"
    choose(driver, "scheduleConnection", "Annan")
    save_plan(driver, folder)
    driver.wait_until(lambda: listed_plans(driver) != [])
    assert listed_plans(driver)[0].startswith("Annan: Förra veckan, varje måndag kl. 07:00\n")
    assert PlanFile(profile).load().entries[0].connection_id == "2"


def test_a_plan_of_another_kind_keeps_what_the_form_does_not_show(
    driver: WindowDriver, profile: Path, folder: Path
) -> None:
    PlanFile(profile).save(replace(make_plan(folder=str(folder)), status=ActiveStatus.REMOVED))
    open_schedule(driver)
    driver.click("scheduleSaveButton")
    driver.wait_until(lambda: notice_text(driver) == "Schemat är sparat.")
    assert PlanFile(profile).load().entries[0].status is ActiveStatus.REMOVED
