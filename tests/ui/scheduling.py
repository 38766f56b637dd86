"""The dialog of scheduled exports, driven as its user does, over a scheduler that is made up."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget

from tests.conftest import job_threads
from tests.driving import Driver, connection, save_connections
from tests.schedule.making import Desktop, program_running
from tests.ui.conftest import SOLNA
from vitec_desktop.schedule.service import Overseer
from vitec_desktop.ui.widgets.notice import InsetNotice

if TYPE_CHECKING:
    from tests.conftest import StartProgram

DIALOG = "scheduleDialog"
BUTTONS = ("scheduleSaveButton", "scheduleAddButton", "scheduleRunButton", "scheduleRemoveButton")
NO_NETWORK = (
    "import sys\n"
    "from datetime import datetime\n"
    "from pathlib import Path\n"
    "from vitec_desktop.schedule.run_history import Run, RunFile, RunResult\n"
    "now = datetime.now().replace(microsecond=0)\n"
    "RunFile(Path(sys.argv[2])).put(Run(sys.argv[1], now, RunResult.NO_NETWORK, 6))\n"
    "sys.exit(6)\n"
)
Open = Callable[..., Driver]


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "möten å"
    made.mkdir()
    return made


@pytest.fixture
def open_(start_program: "StartProgram", profile: Path, desktop: Desktop) -> Open:
    """Start the program with one connection; `code` is what a run does instead of an export."""

    def open_(code: str = "pass", base_url: str = "http://127.0.0.1:9") -> Driver:
        save_connections(profile, connection(base_url, (SOLNA,)))
        return start_program(overseer=Overseer(profile, lambda _: desktop, program_running(code)))

    return open_


def ask(driver: Driver) -> None:
    """Open the dialog from the menu, and wait until it knows what is planned."""
    driver.act("Arkiv", "Schemalagd export…")
    driver.dialog(DIALOG)
    driver.wait(driver.button("scheduleSaveButton").isEnabled)


def choose(driver: Driver, name: str, text: str) -> None:
    combo = driver.part(QComboBox, name)
    place = combo.findText(text)
    assert place >= 0, [combo.itemText(row) for row in range(combo.count())]
    combo.setCurrentIndex(place)


def chosen(driver: Driver, name: str) -> str:
    return driver.part(QComboBox, name).currentText()


def told(driver: Driver) -> str:
    """What the dialog says of what was asked for."""
    notice = driver.dialog(DIALOG).findChild(InsetNotice)
    assert isinstance(notice, InsetNotice)
    return notice.accessibleName() if notice.isVisible() else ""


def listed(driver: Driver) -> list[str]:
    plans = driver.part(QListWidget, "scheduleList")
    return [plans.item(row).text() for row in range(plans.count())] if plans.isVisible() else []


def save(driver: Driver, folder: Path | str) -> None:
    driver.write("scheduleFolder", str(folder))
    driver.click("scheduleSaveButton")


def set_up(driver: Driver, folder: Path) -> None:
    """The usual plan."""
    ask(driver)
    save(driver, folder)
    driver.wait(lambda: told(driver) == "Schemat är sparat.")


def settle(driver: Driver) -> None:
    """Let everything that was begun come to its end, and what it says arrive."""
    driver.wait(lambda: not job_threads())
    QApplication.processEvents()
