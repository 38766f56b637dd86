"""Sample data: one press fetches them, a chip says so, and switching them on or off keeps the report that is shown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel

from tests.faults.two_offices import SOLNA, VASASTAN, reply_normally
from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.waiting import find_job_threads
from tests.helpers.window_driver import WindowDriver, plain_text
from tests.ui.conftest import OpenOn
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.periods import ComparisonPeriod, Preset, preset_days
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

if TYPE_CHECKING:
    from tests.conftest import StartProgram

CHIP, NOTE = "sampleDataChip", "shownPeriodNote"


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(reply_normally) as server:
        yield server


@pytest.fixture
def own_report(open_on: OpenOn, server: FaultServer) -> WindowDriver:
    """The program with a report of two offices of a saved connection."""
    driver = open_on(server.base_url, (SOLNA, VASASTAN))
    driver.fetch()
    return driver


def wait_for_report(driver: WindowDriver) -> None:
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text and not driver.is_table_updating)


def note(driver: WindowDriver) -> str:
    label = driver.find_widget(QLabel, NOTE)
    return label.text() if label.isVisible() else ""


def save_connection(driver: WindowDriver, server: FaultServer, office: str) -> None:
    driver.find_dialog("connectionDialog")
    for name, text in (
        ("connectionName", "Norrby"),
        ("connectionUser", "demo"),
        ("connectionPassword", "norrby"),
        ("connectionCustomerIds", office),
        ("connectionBaseUrl", server.base_url),
    ):
        driver.type_text(name, text)
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))


def test_one_press_fetches_the_sample_report(start_program: "StartProgram") -> None:
    driver = start_program()
    driver.click("tryDemoButton")
    assert not driver.is_visible("welcomePage")
    assert "Alla (3)" in driver.find_button("officePicker").accessibleName()
    wait_for_report(driver)
    with DemoService() as service:
        truth = service.rows(*preset_days(Preset.LAST_MONTH, swedish_today()))
    assert driver.row_counts == {kind: len(truth[kind]) for kind in ListKind}


def test_the_chip_leads_to_a_connection_and_then_to_its_report(
    start_program: "StartProgram", server: FaultServer
) -> None:
    driver = start_program()
    assert not driver.is_visible(CHIP)
    driver.click("tryDemoButton")
    wait_for_report(driver)
    chip = driver.find_button(CHIP)
    assert chip.isVisible()
    assert chip.text() == "Exempeldata · Lägg till anslutning"
    sample_ids = driver.row_ids()

    driver.click(CHIP)
    save_connection(driver, server, "M30011=Norrby Solna")
    assert driver.row_ids() == sample_ids
    assert driver.find_button("exportButton").isEnabled()
    assert note(driver) == "Visar 3 kontor"
    assert chip.text() == "Exempeldata · Hämta egna tips och leads"

    driver.click(CHIP)
    driver.wait_until(lambda: not driver.is_visible(CHIP))
    assert {row_id.split("/")[0] for ids in driver.row_ids().values() for row_id in ids} == {"M30011"}
    assert note(driver) == ""


def test_switching_sample_data_on_and_off_keeps_the_report(own_report: WindowDriver, server: FaultServer) -> None:
    own_ids, asked = own_report.row_ids(), len(server.seen)
    own_report.choose_menu("Arkiv", "Exempeldata")
    assert own_report.row_ids() == own_ids
    assert note(own_report) == "Visar 2 kontor"
    assert own_report.is_visible(CHIP)
    own_report.choose_menu("Arkiv", "Exempeldata")
    assert own_report.row_ids() == own_ids
    assert note(own_report) == ""
    assert not own_report.is_visible(CHIP)
    assert len(server.seen) == asked


def test_the_sample_report_is_compared_and_exported_after_the_sample_service_is_left(
    own_report: WindowDriver, tmp_path: Path
) -> None:
    driver = own_report
    driver.choose_menu("Arkiv", "Exempeldata")
    driver.fetch()
    sample_ids = driver.row_ids()
    driver.choose_menu("Arkiv", "Exempeldata")
    assert driver.row_ids() == sample_ids
    comparison = driver.controller.comparison_fetcher
    driver.window.tabs.overview.toolbar.comparison_requested.emit(ComparisonPeriod.PREVIOUS_PERIOD)
    driver.wait_until(lambda: comparison.report is not None)
    assert comparison.report is not None
    assert comparison.report.row_count > 0
    assert comparison.report.is_complete

    target = tmp_path / "exempel.xlsx"
    driver.choose_menu("Arkiv", "Exportera…")
    driver.find_dialog("exportDialog")
    driver.type_text("exportTarget", target.name)
    driver.type_text("exportFolder", str(tmp_path))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: "Sparad" in driver.notice)
    book = openpyxl.load_workbook(target, read_only=True)
    assert "Tips" in book.sheetnames
    assert book["Mötesblad"].cell(1, 12).value == "Exempeldata  ·  Mötesblad"


def test_a_report_outlives_its_connection_and_a_retry_says_why_it_cannot_be_completed(open_on: OpenOn) -> None:
    def vasastan_fails(seen: Seen) -> Reply:
        return Reply(403) if seen.customer_id == VASASTAN.id else reply_normally(seen)

    with FaultServer(vasastan_fails) as server:
        driver = open_on(server.base_url, (SOLNA, VASASTAN))
        driver.fetch()
        own_ids, store = driver.row_ids(), driver.controller.connection_store
        assert "Försök igen" in driver.notice_buttons
        driver.choose_menu("Arkiv", "Exempeldata")
        store.remove(store.connections[0])
        assert driver.row_ids() == own_ids
        asked = len(server.seen)
        driver.click_notice_button("Försök igen")
        driver.wait_until(lambda: "kan inte hämtas" in driver.notice)
        assert "Solna, Vasastan kan inte hämtas." in driver.notice
        assert driver.row_ids() == own_ids
        assert len(server.seen) == asked


def test_a_comparison_says_why_the_offices_of_a_removed_connection_cannot_be_fetched(own_report: WindowDriver) -> None:
    driver, store = own_report, own_report.controller.connection_store
    driver.choose_menu("Arkiv", "Exempeldata")
    store.remove(store.connections[0])
    driver.window.tabs.overview.toolbar.comparison_requested.emit(ComparisonPeriod.PREVIOUS_PERIOD)
    notice = driver.find_widget(QLabel, "overviewCompareNotice")
    assert notice.isVisible()
    assert "har ingen anslutning längre" in plain_text(notice.text())
    assert driver.controller.comparison_fetcher.period is ComparisonPeriod.NONE


def test_without_any_office_left_the_welcome_page_replaces_the_report(start_program: "StartProgram") -> None:
    driver = start_program()
    driver.click("tryDemoButton")
    wait_for_report(driver)
    driver.choose_menu("Arkiv", "Exempeldata")
    assert driver.is_visible("welcomePage")
    assert not driver.find_button("exportButton").isEnabled()
    driver.choose_menu("Arkiv", "Exempeldata")
    wait_for_report(driver)
    assert driver.row_count > 0


def test_leaving_the_sample_service_without_a_connection_cancels_its_fetch(start_program: "StartProgram") -> None:
    driver = start_program()
    driver.click("tryDemoButton")
    wait_for_report(driver)
    driver.choose_in_picker("periodPreset", "Senaste 12 månaderna")
    driver.click("fetchButton")
    driver.choose_menu("Arkiv", "Exempeldata")
    assert driver.is_fetch_done
    driver.wait_until(lambda: not find_job_threads())
    assert driver.row_count == 0
    assert driver.notice == ""


def test_pickers_that_differ_from_what_is_shown_say_so(own_report: WindowDriver) -> None:
    driver = own_report
    first, last = preset_days(Preset.LAST_MONTH, swedish_today())
    assert note(driver) == ""
    driver.type_date("dateFrom", date(2020, 1, 2))
    shown = note(driver)
    assert shown.startswith("Visar 1–")
    assert shown.split("–")[1].startswith(str(last.day))
    driver.choose_in_picker("statusPicker", "Borttagna")
    assert note(driver) == f"{shown}, aktiva"
    driver.choose_in_picker("officePicker", "Solna (M30011)")
    assert note(driver) == f"{shown}, 2 kontor, aktiva"
    driver.choose_in_picker("officePicker", "Alla kontor")
    driver.choose_in_picker("statusPicker", "Aktiva")
    driver.choose_in_picker("periodPreset", "Förra månaden")
    assert driver.period == (first, last)
    assert note(driver) == ""
