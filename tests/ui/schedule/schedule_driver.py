"""Helpers for the schedule dialog, with a fake scheduler."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget
from pytestqt.qtbot import QtBot

from tests.helpers.waiting import find_job_threads
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from tests.schedule.factories import FakeScheduler, python_command
from tests.ui.conftest import SOLNA, OpenShared, drive_shared
from vitec_desktop.schedule.service import ScheduleService
from vitec_desktop.ui.widgets.notice import InlineNotice
from vitec_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from tests.conftest import StartProgram

DIALOG = "scheduleDialog"
BUTTONS = ("scheduleSaveButton", "scheduleAddButton", "scheduleRunButton", "scheduleRemoveButton")
NO_NETWORK = (
    "import sys\n"
    "from datetime import datetime\n"
    "from pathlib import Path\n"
    "from vitec_desktop.schedule.run_history import Run, RunHistory, RunResult\n"
    "now = datetime.now().replace(microsecond=0)\n"
    "RunHistory(Path(sys.argv[2])).save(Run(sys.argv[1], now, RunResult.NO_NETWORK, 6))\n"
    "sys.exit(6)\n"
)
StartProgramWith = Callable[..., WindowDriver]


@pytest.fixture
def desktop() -> FakeScheduler:
    return FakeScheduler()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "möten å"
    made.mkdir()
    return made


@pytest.fixture
def open_(start_program: "StartProgram", profile: Path, desktop: FakeScheduler) -> StartProgramWith:
    """Start the program with one connection; a run executes `code` instead of an export."""

    def open_(code: str = "pass", base_url: str = "http://127.0.0.1:9") -> WindowDriver:
        save_connections(profile, make_connection(base_url, (SOLNA,)))
        return start_program(schedule_service=ScheduleService(profile, lambda _: desktop, python_command(code)))

    return open_


class SharedService:
    """The schedule of whichever test runs, for the window of a module."""

    def __init__(self, at_start: ScheduleService) -> None:
        self.current = at_start

    def __getattr__(self, name: str) -> object:
        return getattr(self.current, name)


@pytest.fixture(scope="module")
def shared_service(tmp_path_factory: pytest.TempPathFactory) -> SharedService:
    return SharedService(ScheduleService(tmp_path_factory.mktemp("schedule"), lambda _: FakeScheduler()))


@pytest.fixture(scope="module")
def schedule_window(open_shared: OpenShared, shared_service: SharedService) -> MainWindow:
    return open_shared("http://127.0.0.1:9", (SOLNA,), schedule_service=shared_service)


@pytest.fixture
def driver(
    qtbot: QtBot, schedule_window: MainWindow, shared_service: SharedService, profile: Path, desktop: FakeScheduler
) -> Iterator[WindowDriver]:
    """The window of a module, with plans and a scheduler of the test's own."""
    profile.mkdir()
    shared_service.current = ScheduleService(profile, lambda _: desktop, python_command("pass"))
    with drive_shared(qtbot, schedule_window) as driver:
        settings = driver.controller.settings_store
        before = settings.current
        yield driver
        wait_for_jobs(driver)
        settings.update(before)


def open_schedule(driver: WindowDriver) -> None:
    """Open the dialog from the menu, and wait until it has the plans."""
    driver.choose_menu("Arkiv", "Schemalagd export…")
    driver.find_dialog(DIALOG)
    driver.wait_until(driver.find_button("scheduleSaveButton").isEnabled)


def choose(driver: WindowDriver, name: str, text: str) -> None:
    combo = driver.find_widget(QComboBox, name)
    place = combo.findText(text)
    assert place >= 0, [combo.itemText(row) for row in range(combo.count())]
    combo.setCurrentIndex(place)


def chosen_text(driver: WindowDriver, name: str) -> str:
    return driver.find_widget(QComboBox, name).currentText()


def notice_text(driver: WindowDriver) -> str:
    """Return the text of the notice in the dialog; "" without one."""
    notice = driver.find_dialog(DIALOG).findChild(InlineNotice)
    assert isinstance(notice, InlineNotice)
    return notice.accessibleName() if notice.isVisible() else ""


def listed_plans(driver: WindowDriver) -> list[str]:
    plans = driver.find_widget(QListWidget, "scheduleList")
    return [plans.item(row).text() for row in range(plans.count())] if plans.isVisible() else []


def save_plan(driver: WindowDriver, folder: Path | str) -> None:
    driver.type_text("scheduleFolder", str(folder))
    driver.click("scheduleSaveButton")


def create_plan(driver: WindowDriver, folder: Path) -> None:
    """Save the default plan."""
    open_schedule(driver)
    save_plan(driver, folder)
    driver.wait_until(lambda: notice_text(driver) == "Schemat är sparat.")


def wait_for_jobs(driver: WindowDriver) -> None:
    """Wait until all jobs have ended and their signals are delivered."""
    driver.wait_until(lambda: not find_job_threads())
    QApplication.processEvents()
