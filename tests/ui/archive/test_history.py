"""The details of a row show what was observed of it, fetch by fetch."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextEdit
from shiboken6 import isValid

from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.window_driver import WindowDriver
from tests.ui.archive.conftest import MakeArchive, fetch_snapshot, wait_for_jobs
from tests.ui.conftest import SOLNA, OpenOn, Switch
from vitec_desktop.report.tables import JoinedTable, TableKind
from vitec_desktop.ui.archive.saved_report_controller import moment_text
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today


class OneTip:
    """A service with one tip of Solna, whose state and receiver change."""

    def __init__(self) -> None:
        self.state, self.receiver = "New", "Johan Öberg"
        self.is_there = True
        self.has_second = False  # without an id

    def __call__(self, seen: Seen) -> Reply:
        if seen.customer_id != SOLNA.id or not self.is_there:
            return report()
        day = seen.window[0][:10]
        facts = {"id": f"tip-{day}", "title": "Villa", "state": self.state}
        receiver = {"id": self.receiver, "name": self.receiver}
        tips = [{"createdAt": f"{day}T12:00:00.0000000", "tip": facts, "receiver": receiver}]
        if self.has_second:
            tips.append({"createdAt": f"{day}T13:00:00.0000000", "tip": {**facts, "id": None}, "receiver": receiver})
        return report(tips=tips)


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
        if isValid(driver.window):
            driver.close()


def day_text(driver: WindowDriver, days_ago: int) -> str:
    """Return the moment of the saved report of that many days ago, as the program writes it."""
    result = driver.controller.since_controller.result
    assert result is not None
    since, until = result.changes.since, result.changes.until
    assert abs(until.fetched_at - since.fetched_at - timedelta(days=days_ago)) < timedelta(days=1)
    return moment_text(since.swedish_time, swedish_today(), driver.controller.language)


def open_details(driver: WindowDriver, kind: TableKind = ListKind.TIPS) -> QTextEdit:
    page = driver.window.tabs.all_pages[kind]
    driver.show_list(kind)
    page.set_details_open(True)
    page.view.select_position(0)
    driver.wait_until(lambda: any(one.isVisible() for one in driver.window.findChildren(QTextEdit, "historySection")))
    return driver.find_widget(QTextEdit, "historySection")


def test_the_newest_observation_comes_first_each_with_its_interval(driver: WindowDriver) -> None:
    section = open_details(driver)
    assert section.document().textWidth() <= section.viewport().width()
    lines = [line for line in section.toPlainText().replace("\u2028", "\n").splitlines() if line.strip()]
    texts = [line.strip("\ufffc ") for line in lines if line.strip("\ufffc ")]
    assert texts[0] == "Historik"
    assert texts[1].replace("\ufffc", "").strip() == f"ändrat sedan {day_text(driver, 6)}"
    assert texts[2] == "Klar"
    assert texts[3].startswith("mellan ")
    assert " och " in texts[3]
    assert texts[4] == "Ny mottagare: Johan Öberg → Maja Forsell"
    assert texts[6] == "Först sedd"
    assert texts[7].startswith("sågs första gången ")
    assert texts[8].startswith("Vitec berättar hur det står till, inte när det ändrades.")


@pytest.mark.slow
def test_one_that_came_while_another_tab_was_shown_has_the_height_of_its_text(
    driver: WindowDriver, switch: Switch
) -> None:
    open_details(driver)
    driver.window.tabs.setCurrentIndex(0)
    english = switch(driver, "Visa", "Språk", "English")
    wait_for_jobs(english)
    english.show_list(ListKind.TIPS)
    section = english.find_widget(QTextEdit, "historySection")
    height = section.height()
    english.window.tabs.pages[ListKind.TIPS].details.update_history()
    assert section.height() == height


def test_it_is_copied_with_everything_else(driver: WindowDriver) -> None:
    open_details(driver)
    text = driver.window.tabs.pages[ListKind.TIPS].details.row_text()
    assert f"Historik, ändrat sedan {day_text(driver, 6)}\nKlar: mellan " in text
    assert "Ny mottagare: Johan Öberg → Maja Forsell: mellan " in text


@pytest.mark.slow
def test_a_row_that_is_gone_has_its_history_too(driver: WindowDriver, service: OneTip) -> None:
    service.is_there = False
    driver.fetch()
    wait_for_jobs(driver)
    page = driver.window.tabs.pages[ListKind.TIPS]
    driver.show_list(ListKind.TIPS)
    driver.wait_until(lambda: page.model.gone_count > 0)
    page.model.set_showing_gone(True)
    driver.wait_until(lambda: page.model.shown_gone_count > 0)
    open_details(driver)
    text = page.details.row_text()
    assert f"Historik, borta sedan {day_text(driver, 6)}\nBorta: mellan " in text
    # Colour is for rows that count.
    mark, colors = page.details.state_icon.pixmap().toImage(), driver.controller.theme.colors
    drawn = {mark.pixelColor(x, y).name().upper() for x in range(mark.width()) for y in range(mark.height())}
    assert colors.text2.upper() in drawn
    assert colors.unhandled.upper() not in drawn
    assert "Ny mottagare: Johan Öberg → Maja Forsell: mellan " in text


@pytest.mark.slow
def test_a_row_of_the_table_of_unhandled_ones_has_its_history_too(driver: WindowDriver, service: OneTip) -> None:
    service.state = "New"
    driver.fetch()
    wait_for_jobs(driver)
    open_details(driver, JoinedTable.UNHANDLED)
    text = driver.window.tabs.all_pages[JoinedTable.UNHANDLED].details.row_text()
    assert "Ny mottagare: Johan Öberg → Maja Forsell: mellan " in text


def test_sample_data_have_a_history_though_nothing_is_saved(open_archiving: OpenOn, service: OneTip) -> None:
    with FaultServer(service) as server:
        driver = open_archiving(server.base_url)
        driver.controller.demo_connection.set_enabled(True)
        driver.fetch()
        page = driver.window.tabs.pages[ListKind.TIPS]
        driver.wait_until(lambda: page.model.is_compared)
        open_details(driver)
        assert "Historik" in page.details.row_text()
        driver.close()


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


@pytest.mark.slow
def test_a_row_without_an_id_is_said_to_be_uncertain(driver: WindowDriver, service: OneTip) -> None:
    service.has_second = True
    driver.fetch()
    wait_for_jobs(driver)
    open_details(driver)
    page = driver.window.tabs.pages[ListKind.TIPS]
    texts = []
    for place in range(page.model.rowCount()):
        page.view.select_position(place)
        texts.append(page.details.row_text())
    [uncertain] = [text for text in texts if "Osäker: raden saknar id." in text]
    assert "mellan" not in uncertain
