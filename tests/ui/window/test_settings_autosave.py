"""Settings are saved soon after each change, not only when the window closes."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import end_program
from tests.faults.program_process import start_program
from tests.helpers.waiting import LONGEST_WAIT, find_job_threads
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import OpenOn
from vitec_desktop.report.periods import Preset
from vitec_desktop.storage.file_lock import profile_lock
from vitec_desktop.storage.json_file import JsonFile
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.webservice.models import ListKind

StartProgram = Callable[..., WindowDriver]
NOWHERE = "http://127.0.0.1:9"


def settings(profile: Path) -> dict[str, Any]:
    """Return the settings in the file."""
    loaded = JsonFile(profile / "settings.json").load()
    assert not loaded.is_damaged
    return loaded.values


def views(profile: Path) -> list[str]:
    return [view["name"] for view in settings(profile).get("tables", {}).get("tips", {}).get("views", [])]


def save_view(driver: WindowDriver, name: str) -> None:
    """Search for something in the tips, and save that as a view."""
    driver.show_list(ListKind.TIPS)
    driver.type_text("tipsSearch", "Solna")
    driver.click(driver.window.tabs.pages[ListKind.TIPS].toolbar.save_view_button)
    dialog = driver.find_dialog("viewNameDialog")
    driver.type_text("viewName", name)
    driver.click("viewNameSave")
    driver.wait_until(lambda: not dialog.isVisible())


@contextmanager
def busy_profile(profile: Path) -> Iterator[None]:
    """Lock the profile as another process would."""
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with profile_lock(profile):
            held.set()
            done.wait(LONGEST_WAIT)

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(LONGEST_WAIT)
    try:
        yield
    finally:
        done.set()
        other.join()


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of the thread of each save."""
    threads: list[str] = []
    save = SettingsStore.save

    def counted(store: SettingsStore) -> None:
        threads.append(threading.current_thread().name)
        save(store)

    monkeypatch.setattr(SettingsStore, "save", counted)
    return threads


@pytest.mark.slow
def test_a_saved_view_is_on_disk_after_a_kill(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with start_program(profile) as program:
        assert program.read_answer() == "open"
        program.send_command("search=Solna")
        program.send_command("save a view=Solnas tips")
        program.wait_for(lambda state: state["are_written"], "settings")
        program.process.kill()
        program.process.wait(LONGEST_WAIT)
    with start_program(profile) as again:
        assert again.read_answer() == "open"
        assert again.send_command("settings")["views"] == ["Solnas tips"]


@pytest.mark.slow
def test_a_view_is_saved_while_the_window_is_open(open_on: OpenOn, profile: Path, writes: list[str]) -> None:
    driver = open_on(NOWHERE)
    save_view(driver, "Solnas tips")
    driver.wait_until(lambda: views(profile) == ["Solnas tips"])
    assert set(writes) == {"vitec-desktop-job"}
    menu = driver.window.tabs.pages[ListKind.TIPS].toolbar.view_picker.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text().startswith("Ta bort vyn")).trigger()
    driver.wait_until(lambda: views(profile) == [])


def test_scheme_and_period_are_saved_while_the_window_is_open(open_on: OpenOn, profile: Path) -> None:
    driver = open_on(NOWHERE)
    driver.choose_menu("Visa", "Utseende", "Mörkt")
    driver.choose_in_picker("periodPreset", "Förra veckan")
    driver.wait_until(lambda: settings(profile).get("preset") == Preset.LAST_WEEK.value)
    assert settings(profile)["scheme"] == "dark"


def test_simultaneous_changes_are_saved_together(open_on: OpenOn, profile: Path, writes: list[str]) -> None:
    driver = open_on(NOWHERE)
    for name in ("ett", "två", "tre"):
        driver.window.tabs.pages[ListKind.TIPS].saved_views.save_view(name)
    driver.wait_until(lambda: views(profile) == ["ett", "två", "tre"])
    assert len(writes) == 1


@pytest.mark.slow
def test_a_change_during_a_save_is_saved_after_it(open_on: OpenOn, profile: Path, writes: list[str]) -> None:
    driver = open_on(NOWHERE)
    page = driver.window.tabs.pages[ListKind.TIPS]
    with busy_profile(profile):
        page.saved_views.save_view("ett")
        driver.wait_until(lambda: len(writes) == 1)
        page.saved_views.save_view("två")
        driver.qtbot.wait(800)
        assert len(find_job_threads()) == 1
        assert len(writes) == 1
    driver.wait_until(lambda: views(profile) == ["ett", "två"])
    assert len(writes) == 2


def test_a_new_language_is_saved_although_the_window_was_replaced(open_on: OpenOn, profile: Path, qtbot: Any) -> None:
    driver = open_on(NOWHERE)
    taken_over: list[Any] = []
    driver.controller.replaced.connect(taken_over.append)
    driver.choose_menu("Visa", "Språk", "English")
    driver.wait_until(lambda: bool(taken_over))
    after = WindowDriver(qtbot, taken_over[0].window)
    after.wait_until(lambda: settings(profile).get("language") == "en")
    end_program(after.window)


@pytest.mark.slow
def test_a_failed_save_is_shown_once_and_tried_again(open_on: OpenOn, profile: Path) -> None:
    driver = open_on(NOWHERE)
    page = driver.window.tabs.pages[ListKind.TIPS]
    kept = profile.with_name("elsewhere")
    profile.rename(kept)
    profile.write_text("no folder")
    page.saved_views.save_view("ett")
    driver.wait_until(lambda: driver.notice.startswith("Inställningarna kunde inte sparas."))
    driver.click(driver.window.notices.close_button)
    page.saved_views.save_view("två")
    driver.wait_until(lambda: driver.controller.settings_autosave.is_saved)
    assert driver.notice == ""
    profile.unlink()
    shutil.copytree(kept, profile)
    page.saved_views.save_view("tre")
    driver.wait_until(lambda: views(profile) == ["ett", "två", "tre"])
    assert driver.notice == ""


@pytest.mark.slow
def test_closing_during_a_save_saves_the_last_change(open_on: OpenOn, profile: Path, writes: list[str]) -> None:
    driver = open_on(NOWHERE)
    page = driver.window.tabs.pages[ListKind.TIPS]
    with busy_profile(profile):
        page.saved_views.save_view("ett")
        driver.wait_until(lambda: len(writes) == 1)
        page.saved_views.save_view("två")
        driver.close()
        assert not driver.window.isVisible()
        end_program(driver.window)
    for thread in find_job_threads():
        thread.join(LONGEST_WAIT)
    assert not find_job_threads()
    assert views(profile) == ["ett", "två"]


def test_a_start_and_a_fetch_do_not_save_the_settings(own_demo: WindowDriver, profile: Path, writes: list[str]) -> None:
    own_demo.wait_until(lambda: own_demo.controller.settings_autosave.is_saved)
    assert writes == []
    assert settings(profile) == {}
