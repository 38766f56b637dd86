"""The window as its user meets it: its parts and their names, the sample service, the keyboard, the menus."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTableView,
    QTabWidget,
    QWidget,
)

from tests.driving import Driver, column_place
from tests.helpers.fault_server import FaultServer
from tests.ui.conftest import OpenOn
from tests.ui.stalling_server import one_tip
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.formatting import column_heading
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES, PRESET_NAMES, Preset, preset_days
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

StartProgram = Callable[..., Driver]
NOWHERE = "http://127.0.0.1:9"
SWEDISH = Language("sv")

NAMES: tuple[tuple[str, type[QWidget]], ...] = (
    ("officePicker", QAbstractButton),
    ("periodPreset", QAbstractButton),
    ("dateFrom", QDateEdit),
    ("dateTo", QDateEdit),
    ("statusPicker", QAbstractButton),
    ("fetchButton", QAbstractButton),
    ("cancelButton", QAbstractButton),
    ("exportButton", QAbstractButton),
    ("progressBar", QProgressBar),
    ("progressLabel", QLabel),
    ("noticeBar", QWidget),
    ("tabs", QTabWidget),
    ("incomingTable", QTableView),
    ("outgoingTable", QTableView),
    ("tipsTable", QTableView),
    ("incomingSearch", QLineEdit),
    ("outgoingSearch", QLineEdit),
    ("tipsSearch", QLineEdit),
    ("welcomePage", QWidget),
    ("addConnectionButton", QAbstractButton),
    ("tryDemoButton", QAbstractButton),
)
DIALOG_NAMES: tuple[tuple[str, type[QWidget]], ...] = (
    ("connectionName", QLineEdit),
    ("connectionUser", QLineEdit),
    ("connectionPassword", QLineEdit),
    ("connectionCustomerIds", QLineEdit),
    ("connectionBaseUrl", QLineEdit),
    ("testConnectionButton", QAbstractButton),
    ("connectionTestResult", QLabel),
    ("saveConnectionButton", QAbstractButton),
)


@pytest.fixture
def driver(start_program: StartProgram) -> Driver:
    return start_program()


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(one_tip) as running:
        yield running


def test_the_parts_have_the_names_that_others_drive_them_by(driver: Driver) -> None:
    assert driver.window.objectName() == "mainWindow"
    for name, kind in NAMES:
        assert len(driver.window.findChildren(kind, name)) == 1, name
    driver.click("addConnectionButton")
    dialog = driver.dialog("connectionDialog")
    for name, kind in DIALOG_NAMES:
        assert len(dialog.findChildren(kind, name)) == 1, name


def test_one_details_pane_has_the_name_whichever_list_is_in_sight(open_on: OpenOn) -> None:
    driver = open_on(NOWHERE)
    for kind in ListKind:
        driver.show_list(kind)
        assert len(driver.window.findChildren(QWidget, "detailsPane")) == 1


def test_what_can_be_used_has_a_name_for_screen_readers(open_on: OpenOn) -> None:
    driver = open_on(NOWHERE)
    for name, kind in NAMES:
        if kind is not QWidget and kind is not QTabWidget and kind is not QLabel:
            part = driver.part(kind, name)
            text = part.text() if isinstance(part, QAbstractButton) else ""
            assert part.accessibleName() or text, name


def test_a_table_s_headings_are_those_of_its_columns(open_on: OpenOn) -> None:
    driver = open_on(NOWHERE)
    for kind, columns in COLUMNS.items():
        model = driver.table(kind).model()
        assert [driver.heading(kind, place) for place in range(model.columnCount())] == [
            column_heading(column, SWEDISH) for column in columns
        ]
    assert driver.heading(ListKind.INCOMING, 0) == "Skapat"
    assert driver.heading(ListKind.TIPS, column_place(ListKind.TIPS, "tip.title")) == "Rubrik"


def test_the_sample_service_is_one_click_away(driver: Driver) -> None:
    driver.click("tryDemoButton")
    assert not driver.is_seen("welcomePage")
    assert len(driver.choices("officePicker")) == 4
    assert "Alla (3)" in driver.button("officePicker").accessibleName()
    driver.fetch()
    with DemoService() as service:
        truth = service.rows(*preset_days(Preset.LAST_MONTH, swedish_today()))
    assert driver.counts == {kind: len(truth[kind]) for kind in ListKind}
    assert "Komplett rapport" in driver.status


def test_leaving_the_sample_service_forgets_its_report(driver: Driver) -> None:
    driver.click("tryDemoButton")
    driver.fetch()
    driver.act("Arkiv", "Exempeldata")
    assert driver.is_seen("welcomePage")
    driver.act("Arkiv", "Exempeldata")
    assert driver.row_count == 0
    assert not driver.button("exportButton").isEnabled()


def test_leaving_the_sample_service_in_the_middle_of_a_fetch_leaves_nothing_of_it(driver: Driver) -> None:
    driver.click("tryDemoButton")
    driver.pick("periodPreset", "Senaste 12 månaderna")
    driver.click("fetchButton")
    driver.wait(lambda: driver.row_count > 0)
    driver.act("Arkiv", "Exempeldata")
    driver.act("Arkiv", "Exempeldata")
    assert driver.is_ready
    driver.wait(lambda: not driver.assembly.runner._jobs)
    assert driver.row_count == 0
    assert driver.notice == ""


def test_the_presets_set_both_days(open_on: OpenOn) -> None:
    driver = open_on(NOWHERE)
    assert list(driver.choices("periodPreset")) == list(PRESET_NAMES.values())
    for preset, name in PRESET_NAMES.items():
        driver.pick("periodPreset", name)
        assert driver.days == preset_days(preset, swedish_today())
        assert [text for text, is_on in driver.choices("periodPreset").items() if is_on] == [name]


@pytest.mark.parametrize("name", ["dateFrom", "dateTo"])
def test_a_day_set_by_hand_makes_the_period_one_s_own(open_on: OpenOn, name: str) -> None:
    driver = open_on(NOWHERE)
    assert "Förra månaden" in driver.button("periodPreset").accessibleName()
    driver.write_day(name, date(2026, 3, 3))
    assert "Anpassad" in driver.button("periodPreset").accessibleName()
    assert not any(driver.choices("periodPreset").values())


def test_the_status_is_asked_for_as_picked(open_on: OpenOn, server: FaultServer) -> None:
    driver = open_on(server.base_url)
    asked = []
    for name in ACTIVE_STATUS_NAMES.values():
        driver.pick("statusPicker", name)
        server.seen.clear()
        driver.fetch()
        asked.append({seen.query["activeStatusTipLead"] for seen in server.seen})
    assert asked == [{status.value} for status in ACTIVE_STATUS_NAMES]


def test_only_picked_offices_are_asked_for_and_the_last_tick_stays(open_on: OpenOn, server: FaultServer) -> None:
    driver = open_on(server.base_url)
    driver.pick("officePicker", "Norrby Solna (M30011)", "Norrby Sundbyberg (M30012)")
    assert driver.choices("officePicker") == {
        "Alla kontor": False,
        "Norrby Solna (M30011)": False,
        "Norrby Sundbyberg (M30012)": True,
    }
    driver.fetch()
    assert {seen.customer_id for seen in server.seen} == {"M30012"}
    driver.pick("officePicker", "Alla kontor")
    assert all(driver.choices("officePicker").values())


def test_nothing_can_be_picked_while_a_report_is_being_fetched(open_on: OpenOn) -> None:
    with DemoService(latency=(0.2, 0.3)) as service:
        driver = open_on(service.base_url, service.customers)
        driver.click("fetchButton")
        pickers = ("officePicker", "periodPreset", "dateFrom", "dateTo", "statusPicker", "fetchButton", "exportButton")
        assert not any(driver.part(QWidget, name).isEnabled() for name in pickers)
        driver.wait(lambda: "Komplett rapport" in driver.status)
        assert all(driver.part(QWidget, name).isEnabled() for name in pickers)


def test_f5_fetches(open_on: OpenOn, server: FaultServer) -> None:
    driver = open_on(server.base_url)
    driver.press("F5")
    driver.wait(lambda: "Komplett rapport" in driver.status)
    assert driver.counts[ListKind.TIPS] == 2


def test_a_date_that_is_still_being_typed_counts(open_on: OpenOn, server: FaultServer) -> None:
    driver = open_on(server.base_url)
    driver.write_period(date(2026, 1, 1), date(2026, 2, 1))
    field = driver.part(QDateEdit, "dateTo")
    field.clearFocus()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, "20260208")
    driver.press("F5")
    driver.wait(lambda: "Komplett rapport" in driver.status)
    assert {seen.window[1] for seen in server.seen} == {"2026-02-09T00:00:00"}


def test_a_click_on_a_row_shows_all_of_it(open_on: OpenOn, server: FaultServer) -> None:
    driver = open_on(server.base_url)
    driver.fetch()
    driver.show_list(ListKind.TIPS)
    assert driver.is_seen("detailsPane")
    table = driver.table(ListKind.TIPS)
    place = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    pane = driver.part(QWidget, "detailsPane")
    texts = " ".join(str(label.property("text")) for label in pane.findChildren(QLabel))
    assert "Säljtips" in texts
    driver.press("F8")
    assert not pane.isVisible()


def test_in_a_narrow_window_one_key_opens_the_details(open_on: OpenOn, server: FaultServer) -> None:
    driver = open_on(server.base_url)
    driver.fetch()
    driver.show_list(ListKind.TIPS)
    assert driver.is_ticked("Visa", "Detaljer")
    driver.window.resize(driver.window.minimumSize())
    driver.wait(lambda: not driver.is_seen("detailsPane"))
    assert not driver.is_ticked("Visa", "Detaljer")
    driver.press("F8")
    assert driver.is_seen("detailsPane")
    assert driver.is_ticked("Visa", "Detaljer")
    driver.press("F8")
    assert not driver.is_seen("detailsPane")
    driver.window.resize(1440, 900)
    driver.wait(lambda: driver.is_seen("detailsPane"))
    assert driver.is_ticked("Visa", "Detaljer")


def test_a_window_that_starts_narrow_ticks_what_is_seen(
    open_on: OpenOn, server: FaultServer, start_program: StartProgram
) -> None:
    driver = open_on(server.base_url)
    driver.show_list(ListKind.TIPS)
    driver.window.resize(driver.window.minimumSize())
    driver.close()
    again = start_program()
    assert not again.is_ticked("Visa", "Detaljer")
    again.show_list(ListKind.OUTGOING)
    assert not again.is_ticked("Visa", "Detaljer")
    again.show_list(ListKind.TIPS)
    again.press("F8")
    assert again.is_ticked("Visa", "Detaljer")
    again.fetch()
    assert again.is_seen("detailsPane")


def test_a_search_is_counted_on_its_tab_and_in_the_status_line(demo: Driver) -> None:
    kind = ListKind.INCOMING
    demo.show_list(kind)
    total = demo.counts[kind]
    sender = next(filter(None, demo.cells(kind, column_place(kind, "sender.name"))))
    demo.write("incomingSearch", sender)
    demo.wait(lambda: 0 < demo.counts[kind] < total)
    shown = demo.counts[kind]
    assert f"{shown} av {total} inkommande leads visas" in demo.status
    tabs = demo.window.tabs
    assert f"{shown} av {total}" in tabs.tabBar().accessibleTabName(tabs.indexOf(tabs.pages[kind]))
    demo.act("Redigera", "Rensa filter")
    demo.wait(lambda: demo.counts[kind] == total)
    assert demo.part(QLineEdit, "incomingSearch").text() == ""


def test_the_message_stands_whole_in_its_cell(demo: Driver, sample_service: DemoService) -> None:
    truth = sample_service.rows(*demo.days)[ListKind.TIPS]
    cells = demo.cells(ListKind.TIPS, column_place(ListKind.TIPS, "tip.message"))
    messages = [row.tip.message or "" for row in truth if row.tip]  # type: ignore[union-attr]
    assert max(map(len, messages)) > 80
    assert sorted(cells) == sorted(messages)


def test_the_look_can_be_dark_and_stays_so(start_program: StartProgram) -> None:
    driver = start_program()
    driver.act("Visa", "Utseende", "Mörkt")
    assert driver.assembly.theme.is_dark
    ground = driver.window.grab().toImage().pixelColor(5, driver.window.height() // 2)
    assert ground.lightness() < QColor("#808080").lightness()
    driver.close()
    again = start_program()
    assert again.assembly.theme.is_dark
    again.act("Visa", "Utseende", "Ljust")
    assert not again.assembly.theme.is_dark


def test_about_names_the_version_and_the_folder(driver: Driver, profile: object) -> None:
    driver.act("Hjälp", "Om Vitec Desktop")
    dialog = driver.dialog("aboutDialog")
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Version " in text
    assert str(profile) in text


def test_the_menu_offers_only_what_can_be_done(driver: Driver, server: FaultServer) -> None:
    with pytest.raises(AssertionError):
        driver.act("Arkiv", "Hämta rapport")
    driver.click("tryDemoButton")
    with pytest.raises(AssertionError):
        driver.act("Arkiv", "Exportera…")
    driver.act("Arkiv", "Hämta rapport")
    driver.wait(lambda: "Komplett rapport" in driver.status)
    driver.act("Arkiv", "Exportera…")
    driver.dialog("exportDialog")


def test_quitting_closes_the_window(driver: Driver) -> None:
    driver.act("Arkiv", "Avsluta")
    assert not driver.window.isVisible()


def test_a_window_over_midnight_knows_the_new_day(open_on: OpenOn) -> None:
    driver = open_on(NOWHERE)
    driver.pick("periodPreset", "Idag")
    driver.window.command_bar.set_today(date(2027, 1, 1))
    assert driver.days == (date(2027, 1, 1), date(2027, 1, 1))
    driver.write_period(date(2026, 5, 1), date(2026, 5, 2))
    driver.window.command_bar.set_today(date(2027, 1, 2))
    assert driver.days == (date(2026, 5, 1), date(2026, 5, 2))


def test_the_least_window_shows_every_control(open_on: OpenOn) -> None:
    driver = open_on(NOWHERE)
    driver.window.resize(driver.window.minimumSize())
    QApplication.processEvents()
    bar = driver.window.command_bar
    for name in ("officePicker", "periodPreset", "dateFrom", "dateTo", "statusPicker", "fetchButton", "exportButton"):
        part = driver.part(QWidget, name)
        assert bar.rect().contains(part.geometry()), name
        assert part.width() >= part.minimumSizeHint().width(), name
