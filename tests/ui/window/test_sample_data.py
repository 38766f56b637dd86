"""Sample data: one press fetches them, a chip says so, and switching them on or off keeps the report that is shown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.faults.two_offices import SOLNA, VASASTAN, reply_normally
from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.window_driver import WindowDriver, plain_text
from tests.ui.conftest import OpenOn
from tests.ui.overview.overview_driver import settle
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.periods import ComparisonPeriod, Preset, preset_days
from vitec_desktop.ui.charts.drawing import ChartPen
from vitec_desktop.ui.window.sample_data_controller import SampleChip, sample_chip
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


def save_workbook(driver: WindowDriver, target: Path) -> tuple[object, object]:
    """Save a workbook; return the chain and the name of the sheet as the head of the first sheet says them."""
    driver.choose_menu("Arkiv", "Exportera…")
    driver.find_dialog("exportDialog")
    driver.type_text("exportTarget", target.name)
    driver.type_text("exportFolder", str(target.parent))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: target.name in driver.notice)
    sheet = openpyxl.load_workbook(target)["Mötesblad"]
    return sheet.cell(1, 1).value, sheet.cell(1, 12).value


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


@pytest.mark.slow
def test_one_press_fetches_the_sample_report_whose_chip_leads_to_a_connection_and_then_to_its_report(
    start_program: "StartProgram", server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start_program()
    assert not driver.is_visible(CHIP)
    driver.click("tryDemoButton")
    assert not driver.is_visible("welcomePage")
    assert "Alla (3)" in driver.find_button("officePicker").accessibleName()
    wait_for_report(driver)
    with DemoService() as service:
        truth = service.rows(*preset_days(Preset.LAST_MONTH, swedish_today()))
    assert driver.row_counts == {kind: len(truth[kind]) for kind in ListKind}

    # The picture and the page say that they are sample data.
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    dashboard = driver.window.tabs.overview.dashboard
    assert dashboard is not None
    assert dashboard.overview.document_title.startswith("Exempeldata · Norrby · ")
    drawn: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(ChartPen, "_draw", lambda pen, rect, side, text, *args: drawn.append(text))
        driver.controller.print_controller.copy_image(dashboard)
    assert drawn[0].startswith("Exempeldata · Norrby · ")

    chip = driver.find_button(CHIP)
    assert chip.isVisible()
    assert chip.text() == "Exempeldata · Lägg till anslutning"
    sample_ids = driver.row_ids()

    driver.click(CHIP)
    save_connection(driver, server, "M30011=Norrby Solna")
    assert driver.row_ids() == sample_ids
    assert driver.find_button("exportButton").isEnabled()
    assert note(driver) == "Visar exempeldata"
    assert chip.text() == "Exempeldata · Hämta egna tips och leads"

    driver.click(CHIP)
    assert not driver.is_visible(CHIP), "what arrives is the user's own"
    driver.wait_until(lambda: driver.is_fetch_done)
    assert {row_id.split("/")[0] for ids in driver.row_ids().values() for row_id in ids} == {"M30011"}
    assert note(driver) == ""


def test_switching_sample_data_on_and_off_keeps_the_report_and_leaves_every_tab_in_sight(
    own_report: WindowDriver, server: FaultServer
) -> None:
    """The chip says what the next fetch brings: the rows that are shown are the user's own.

    In a narrow window it says the fact alone; screen readers and the tooltip have the rest.
    """
    driver, tabs = own_report, own_report.window.tabs
    own_ids, asked = driver.row_ids(), len(server.seen)
    for way_back in ("menu", "chip"):
        driver.choose_menu("Arkiv", "Exempeldata")
        chip = driver.find_button(CHIP)
        assert driver.row_ids() == own_ids, way_back
        assert note(driver) == "Visar egna", way_back
        driver.window.resize(1024, 640)
        driver.wait_until(lambda: driver.window.width() == 1024)
        driver.wait_until(lambda chip=chip: chip.width() == chip.sizeHint().width())  # type: ignore[misc]
        assert driver.find_widget(QLabel, NOTE).toolTip() == "", "what does not fit is in the tooltip"
        assert chip.text() == chip.accessibleName() == "Nästa hämtning: exempeldata · Byt till egna kontor"
        assert "Byt till egna kontor" in chip.toolTip()
        assert tabs.tabBar().width() >= tabs.tabBar().sizeHint().width(), way_back
        if way_back == "menu":
            narrow = chip.width()
            driver.window.resize(1440, 900)
            driver.wait_until(lambda chip=chip, narrow=narrow: chip.width() > narrow)  # type: ignore[misc]
            assert not chip.toolTip()
            driver.choose_menu("Arkiv", "Exempeldata")
        else:
            driver.click(chip)
            assert not driver.is_menu_checked("Arkiv", "Exempeldata")
        assert driver.row_ids() == own_ids, way_back
        assert note(driver) == "", way_back
        assert not driver.is_visible(CHIP), way_back
    assert len(server.seen) == asked


@pytest.mark.parametrize(
    ("rows", "next_fetch", "connections", "expected"),
    [
        ("none", "own", False, SampleChip.HIDDEN),
        ("none", "own", True, SampleChip.HIDDEN),
        ("none", "sample", False, SampleChip.SAMPLE_ALONE),
        ("none", "sample", True, SampleChip.SAMPLE),
        ("sample", "own", False, SampleChip.SAMPLE_ALONE),
        ("sample", "own", True, SampleChip.SAMPLE),
        ("sample", "sample", False, SampleChip.SAMPLE_ALONE),
        ("sample", "sample", True, SampleChip.SAMPLE),
        ("own", "own", False, SampleChip.HIDDEN),
        ("own", "own", True, SampleChip.HIDDEN),
        ("own", "sample", False, SampleChip.NEXT_ALONE),
        ("own", "sample", True, SampleChip.NEXT),
    ],
)
def test_the_chip_says_what_the_rows_are_and_else_what_the_next_fetch_brings(
    rows: str, next_fetch: str, connections: bool, expected: SampleChip
) -> None:
    """The user's own rows are those of a fetch that runs, of a fetched report or of one that was saved."""
    chip = sample_chip(
        shows_sample={"none": None, "sample": True, "own": False}[rows],
        is_sample_next=next_fetch == "sample",
        has_connections=connections,
    )
    assert chip is expected


@pytest.mark.slow
def test_the_chip_follows_the_rows_that_arrive(own_report: WindowDriver) -> None:
    driver = own_report
    driver.choose_menu("Arkiv", "Exempeldata")
    driver.click("fetchButton")
    assert driver.find_button(CHIP).text().startswith("Exempeldata ·")
    assert not driver.find_button(CHIP).isEnabled()
    driver.wait_until(lambda: driver.is_fetch_done)
    assert driver.find_button(CHIP).text() == "Exempeldata · Hämta egna tips och leads"
    assert driver.find_button(CHIP).isEnabled()


@pytest.mark.slow
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

    chain, name = save_workbook(driver, tmp_path / "exempel.xlsx")
    assert chain == "Norrby"
    assert name == "Exempeldata  ·  Mötesblad"


@pytest.mark.slow
def test_the_own_report_keeps_its_chain_in_a_file_saved_beside_the_sample_service(
    own_report: WindowDriver, tmp_path: Path
) -> None:
    chain, _ = save_workbook(own_report, tmp_path / "före.xlsx")
    own_report.choose_menu("Arkiv", "Exempeldata")
    assert save_workbook(own_report, tmp_path / "efter.xlsx") == (chain, "Mötesblad")
    assert chain == own_report.controller.connection_store.connections[0].name


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
        assert driver.notice_buttons == ["Lägg till anslutning"]
        assert driver.row_ids() == own_ids
        assert len(server.seen) == asked


def test_a_comparison_says_why_the_offices_of_a_removed_connection_cannot_be_fetched(own_report: WindowDriver) -> None:
    driver, store = own_report, own_report.controller.connection_store
    driver.choose_menu("Arkiv", "Exempeldata")
    store.remove(store.connections[0])
    settle(driver)
    driver.window.tabs.overview.toolbar.comparison_requested.emit(ComparisonPeriod.PREVIOUS_PERIOD)
    notice = driver.find_widget(QLabel, "overviewCompareNotice")
    assert notice.isVisible()
    assert "har ingen anslutning längre" in plain_text(notice.text())
    assert driver.controller.comparison_fetcher.period is ComparisonPeriod.NONE


def test_without_a_connection_the_sample_report_stays_too(start_program: "StartProgram") -> None:
    """There is nothing to fetch then but by a connection, to which the chip leads."""
    driver = start_program()
    driver.click("tryDemoButton")
    wait_for_report(driver)
    sample_ids = driver.row_ids()
    driver.choose_menu("Arkiv", "Exempeldata")
    assert driver.row_ids() == sample_ids
    assert not driver.is_visible("welcomePage")
    assert driver.find_button(CHIP).text() == "Exempeldata · Lägg till anslutning"
    assert driver.find_button("exportButton").isEnabled()
    for name in ("fetchButton", "officePicker"):
        assert not driver.find_button(name).isEnabled()
    assert "Inga" in driver.find_button("officePicker").accessibleName()
    driver.press_keys("F5")
    assert not driver.controller.report_fetcher.is_running
    driver.show_list(ListKind.TIPS)
    driver.press_keys("Ctrl+F")
    assert driver.find_widget(QLineEdit, "tipsSearch").hasFocus()
    driver.choose_menu("Arkiv", "Exempeldata")
    assert driver.row_ids() == sample_ids
    assert driver.find_button("fetchButton").isEnabled()
    assert note(driver) == ""


def test_leaving_the_sample_service_without_a_connection_lets_its_fetch_end(start_program: "StartProgram") -> None:
    driver = start_program()
    driver.click("tryDemoButton")
    driver.choose_menu("Arkiv", "Exempeldata")
    wait_for_report(driver)
    assert driver.row_count > 0
    assert driver.find_button(CHIP).isVisible()


def test_the_welcome_page_is_back_when_leaving_before_anything_was_fetched(start_program: "StartProgram") -> None:
    driver = start_program()
    driver.click("tryDemoButton")
    driver.choose_menu("Arkiv", "Exempeldata")
    driver.click("cancelButton")
    driver.wait_until(lambda: not driver.controller.report_fetcher.is_running)
    assert driver.is_visible("welcomePage") == (driver.row_count == 0)


def test_removing_the_last_connection_closes_its_report(own_report: WindowDriver) -> None:
    """What is saved of it is erased then too."""
    store = own_report.controller.connection_store
    store.remove(store.connections[0])
    assert own_report.is_visible("welcomePage")
    assert own_report.row_count == 0
    assert not own_report.is_visible(CHIP)


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
    assert note(driver) == f"{shown}, aktiva"
    driver.choose_in_picker("statusPicker", "Aktiva")
    driver.choose_in_picker("periodPreset", "Förra månaden")
    assert driver.period == (first, last)
    assert note(driver) == ""
