"""The details of a row show what was observed of it, fetch by fetch."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextEdit

from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.window_driver import WindowDriver
from tests.ui.archive.conftest import MakeArchive, fetch_snapshot, wait_for_jobs
from tests.ui.conftest import SOLNA, OpenOn
from vitec_desktop.webservice.models import ListKind


class OneTip:
    """A service with one tip of Solna, whose state and receiver change."""

    def __init__(self) -> None:
        self.state, self.receiver = "New", "Johan Öberg"

    def __call__(self, seen: Seen) -> Reply:
        if seen.customer_id != SOLNA.id:
            return report()
        day = seen.window[0][:10]
        facts = {"id": f"tip-{day}", "title": "Villa", "state": self.state}
        receiver = {"id": self.receiver, "name": self.receiver}
        return report(tips=[{"createdAt": f"{day}T12:00:00.0000000", "tip": facts, "receiver": receiver}])


@pytest.fixture
def service() -> OneTip:
    return OneTip()


@pytest.fixture
def driver(open_archiving: OpenOn, make_archive: MakeArchive, profile: Path, service: OneTip) -> Iterator[WindowDriver]:
    """The tip was seen nine and six days ago, with another receiver then, and is handled now."""
    with FaultServer(service) as server:
        archive = make_archive(profile)
        archive.turn_on()
        archive.save(fetch_snapshot(server.base_url, 9))
        service.receiver = "Maja Forsell"
        archive.save(fetch_snapshot(server.base_url, 6))
        service.state = "Done"
        driver = open_archiving(server.base_url)
        driver.fetch()
        wait_for_jobs(driver)
        yield driver
        driver.close()


def open_details(driver: WindowDriver) -> QTextEdit:
    page = driver.window.tabs.pages[ListKind.TIPS]
    driver.show_list(ListKind.TIPS)
    page.set_details_open(True)
    page.view.select_position(0)
    driver.wait_until(lambda: any(one.isVisible() for one in driver.window.findChildren(QTextEdit, "historySection")))
    return driver.find_widget(QTextEdit, "historySection")


def test_the_newest_observation_comes_first_each_with_its_interval(driver: WindowDriver) -> None:
    lines = [line for line in open_details(driver).toPlainText().replace("\u2028", "\n").splitlines() if line.strip()]
    texts = [line.strip("\ufffc ") for line in lines if line.strip("\ufffc ")]
    assert texts[0] == "Historik"
    assert texts[1] == "Klar"
    assert texts[2].startswith("mellan ")
    assert " och " in texts[2]
    assert texts[3] == "Ny mottagare: Johan Öberg → Maja Forsell"
    assert texts[5] == "Först sedd"
    assert texts[6].startswith("sågs första gången ")
    assert texts[7].startswith("Vitec berättar hur det står till, inte när det ändrades.")


def test_it_is_copied_with_everything_else(driver: WindowDriver) -> None:
    open_details(driver)
    text = driver.window.tabs.pages[ListKind.TIPS].details.row_text()
    assert "Historik\nKlar: mellan " in text
    assert "Ny mottagare: Johan Öberg → Maja Forsell: mellan " in text


def test_without_saved_reports_there_is_no_history(open_archiving: OpenOn, service: OneTip) -> None:
    with FaultServer(service) as server:
        driver = open_archiving(server.base_url)
        driver.fetch()
        page = driver.window.tabs.pages[ListKind.TIPS]
        driver.show_list(ListKind.TIPS)
        page.set_details_open(True)
        page.view.select_position(0)
        wait_for_jobs(driver)
        assert not driver.window.findChildren(QTextEdit, "historySection")
        driver.close()
