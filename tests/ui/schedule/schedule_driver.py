"""The dialog of scheduled exports, driven as its user does, over a scheduler that is made up."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget

from tests.conftest import job_threads
from tests.driving import Driver, connection, save_connections
from tests.schedule.factories import FakeScheduler, python_command
from tests.ui.conftest import SOLNA
from vitec_desktop.schedule.service import ScheduleService
from vitec_desktop.ui.widgets.notice import InlineNotice

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
StartProgramWith = Callable[..., Driver]


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
    """Start the program with one connection; `code` is what a run does instead of an export."""

    def open_(code: str = "pass", base_url: str = "http://127.0.0.1:9") -> Driver:
        save_connections(profile, connection(base_url, (SOLNA,)))
        return start_program(overseer=ScheduleService(profile, lambda _: desktop, python_command(code)))

    return open_


def open_schedule(driver: Driver) -> None:
    """Open the dialog from the menu, and wait until it knows what is planned."""
    driver.act("Arkiv", "Schemalagd export…")
    driver.dialog(DIALOG)
    driver.wait(driver.button("scheduleSaveButton").isEnabled)


def choose(driver: Driver, name: str, text: str) -> None:
    combo = driver.part(QComboBox, name)
    place = combo.findText(text)
    assert place >= 0, [combo.itemText(row) for row in range(combo.count())]
    combo.setCurrentIndex(place)


def chosen_text(driver: Driver, name: str) -> str:
    return driver.part(QComboBox, name).currentText()


def notice_text(driver: Driver) -> str:
    """What the dialog says of what was asked for."""
    notice = driver.dialog(DIALOG).findChild(InlineNotice)
    assert isinstance(notice, InlineNotice)
    return notice.accessibleName() if notice.isVisible() else ""


def listed_plans(driver: Driver) -> list[str]:
    plans = driver.part(QListWidget, "scheduleList")
    return [plans.item(row).text() for row in range(plans.count())] if plans.isVisible() else []


def save_plan(driver: Driver, folder: Path | str) -> None:
    driver.write("scheduleFolder", str(folder))
    driver.click("scheduleSaveButton")


def create_plan(driver: Driver, folder: Path) -> None:
    """The usual plan."""
    open_schedule(driver)
    save_plan(driver, folder)
    driver.wait(lambda: notice_text(driver) == "Schemat är sparat.")


def wait_for_jobs(driver: Driver) -> None:
    """Let everything that was begun come to its end, and what it says arrive."""
    driver.wait(lambda: not job_threads())
    QApplication.processEvents()
