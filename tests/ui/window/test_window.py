"""The window: its parts and their names, the sample service, the shortcuts, the menus."""

from collections.abc import Callable, Iterator
from datetime import date
from unittest.mock import patch

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
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.helpers.fault_server import FaultServer
from tests.helpers.window_driver import WindowDriver, column_index, send_text
from tests.ui.conftest import OpenOn, OpenShared, drive_shared
from tests.ui.stalling_server import one_tip
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.formatting import column_heading
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES, PRESET_NAMES, preset_days
from vitec_desktop.ui.common import desktop_files
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

StartProgram = Callable[..., WindowDriver]
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
def driver(start_program: StartProgram) -> WindowDriver:
    return start_program()


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer(one_tip) as running:
        yield running


@pytest.fixture(scope="module")
def window(open_shared: OpenShared, server: FaultServer) -> MainWindow:
    return open_shared(server.base_url)


@pytest.fixture
def served(qtbot: QtBot, window: MainWindow, server: FaultServer) -> Iterator[WindowDriver]:
    """A window for all tests that save nothing; afterwards it asks for what a new one does."""
    server.forget()
    with drive_shared(qtbot, window) as driver:
        yield driver
        window.resize(1440, 900)
        driver.choose_in_picker("periodPreset", "Förra månaden")


def test_the_parts_have_their_object_names_and_about_the_version_and_the_folder(
    driver: WindowDriver, profile: object
) -> None:
    assert driver.window.objectName() == "mainWindow"
    for tab in range(driver.window.tabs.count()):
        driver.window.tabs.setCurrentIndex(tab)  # a table is made when it is shown
    for name, kind in NAMES:
        assert len(driver.window.findChildren(kind, name)) == 1, name
    driver.click("addConnectionButton")
    dialog = driver.find_dialog("connectionDialog")
    for name, kind in DIALOG_NAMES:
        assert len(dialog.findChildren(kind, name)) == 1, name
    dialog.reject()

    driver.choose_menu("Hjälp", "Om Vitec Desktop")
    dialog = driver.find_dialog("aboutDialog")
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Version " in text
    assert str(profile) in text
    assert "partnerportal" in text
    with patch.object(desktop_files, "show_in_folder", return_value=True) as shown:
        driver.click("aboutLog")
    shown.assert_called_once()


def test_the_details_pane_of_the_shown_table_has_the_name(served: WindowDriver) -> None:
    for kind in ListKind:
        served.show_list(kind)
        assert len(served.window.findChildren(QWidget, "detailsPane")) == 1


def test_a_table_has_no_widgets_before_it_is_shown(open_on: OpenOn, sample_service: DemoService) -> None:
    driver = open_on(sample_service.base_url, sample_service.customers, sample_service.password)
    driver.fetch()
    assert driver.row_count
    pages = driver.window.tabs.all_pages
    assert not [kind for kind, page in pages.items() if page.is_built]
    for count, kind in enumerate(pages, 1):
        driver.show_list(kind)
        assert pages[kind].view.isVisible()
        assert sum(page.is_built for page in pages.values()) == count


def test_every_control_has_an_accessible_name(served: WindowDriver) -> None:
    for name, kind in NAMES:
        if kind is not QWidget and kind is not QTabWidget and kind is not QLabel:
            part = served.find_widget(kind, name)
            text = part.text() if isinstance(part, QAbstractButton) else ""
            assert part.accessibleName() or text, name


def test_a_table_s_headings_are_those_of_its_columns(served: WindowDriver) -> None:
    for kind, columns in COLUMNS.items():
        model = served.table(kind).model()
        assert [served.header_text(kind, place) for place in range(model.columnCount())] == [
            column_heading(column, SWEDISH) for column in columns
        ]
    assert served.header_text(ListKind.INCOMING, 0) == "Skapat"
    assert served.header_text(ListKind.TIPS, column_index(ListKind.TIPS, "tip.title")) == "Rubrik"


def test_the_presets_set_both_days(served: WindowDriver) -> None:
    assert list(served.picker_choices("periodPreset")) == list(PRESET_NAMES.values())
    for preset, name in PRESET_NAMES.items():
        served.choose_in_picker("periodPreset", name)
        assert served.period == preset_days(preset, swedish_today())
        assert [text for text, is_on in served.picker_choices("periodPreset").items() if is_on] == [name]


def test_the_presets_say_their_days_as_of_today(served: WindowDriver) -> None:
    served.window.command_bar.set_today(date(2026, 11, 28))
    menu = served.find_widget(QPushButton, "periodPreset").menu()
    texts = dict(action.text().split("\t") for action in menu.actions())
    assert texts["Förra veckan"] == "v. 47, 16–22 nov"
    assert texts["Förra månaden"] == "1–31 okt"
    assert texts["I fjol"] == "1 jan – 31 dec 2025"
    served.window.command_bar.set_today(date(2027, 1, 4))
    texts = dict(action.text().split("\t") for action in menu.actions())
    assert texts["Förra veckan"] == "v. 53, 28 dec 2026 – 3 jan 2027"
    assert texts["Idag"] == "4 jan"
    served.window.command_bar.set_today(swedish_today())


@pytest.mark.parametrize("name", ["dateFrom", "dateTo"])
def test_a_typed_week_sets_both_days(served: WindowDriver, name: str) -> None:
    field = served.find_widget(QDateEdit, name)
    served.activate()
    field.clearFocus()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    send_text(field, "v. 47 2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert served.period == (date(2026, 11, 16), date(2026, 11, 22))


@pytest.mark.parametrize("name", ["dateFrom", "dateTo"])
def test_editing_a_day_makes_the_period_custom(served: WindowDriver, name: str) -> None:
    assert "Förra månaden" in served.find_button("periodPreset").accessibleName()
    served.type_date(name, date(2026, 3, 3))
    assert "Anpassad" in served.find_button("periodPreset").accessibleName()
    assert not any(served.picker_choices("periodPreset").values())


def test_the_selected_status_is_requested(served: WindowDriver, server: FaultServer) -> None:
    asked = []
    for name in ACTIVE_STATUS_NAMES.values():
        served.choose_in_picker("statusPicker", name)
        server.seen.clear()
        served.fetch()
        asked.append({seen.query["activeStatusTipLead"] for seen in server.seen})
    served.choose_in_picker("statusPicker", next(iter(ACTIVE_STATUS_NAMES.values())))
    assert asked == [{status.value} for status in ACTIVE_STATUS_NAMES]


def test_only_selected_offices_are_requested_and_the_last_stays_selected(
    served: WindowDriver, server: FaultServer
) -> None:
    served.choose_in_picker("officePicker", "Norrby Solna (M30011)", "Norrby Sundbyberg (M30012)")
    assert served.picker_choices("officePicker") == {
        "Alla kontor": False,
        "Inga kontor": False,
        "Norrby Solna (M30011)": False,
        "Norrby Sundbyberg (M30012)": True,
    }
    served.fetch()
    assert {seen.customer_id for seen in server.seen} == {"M30012"}
    served.choose_in_picker("officePicker", "Alla kontor")
    assert served.picker_choices("officePicker") == {
        "Alla kontor": True,
        "Inga kontor": False,
        "Norrby Solna (M30011)": True,
        "Norrby Sundbyberg (M30012)": True,
    }


def test_nothing_can_be_selected_while_a_report_is_being_fetched(open_on: OpenOn) -> None:
    with DemoService(latency=(0.2, 0.3)) as service:
        driver = open_on(service.base_url, service.customers)
        driver.click("fetchButton")
        pickers = ("officePicker", "periodPreset", "dateFrom", "dateTo", "statusPicker", "fetchButton", "exportButton")
        assert not any(driver.find_widget(QWidget, name).isEnabled() for name in pickers)
        driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
        assert all(driver.find_widget(QWidget, name).isEnabled() for name in pickers)


def test_f5_fetches(served: WindowDriver, server: FaultServer) -> None:
    served.press_keys("F5")
    served.wait_until(lambda: len(server.seen) == 2 and served.is_fetch_done)
    assert "Komplett rapport" in served.status_text
    assert served.row_counts[ListKind.TIPS] == 2


def test_a_date_that_is_still_being_typed_is_used(served: WindowDriver, server: FaultServer) -> None:
    served.type_period(date(2026, 1, 1), date(2026, 2, 1))
    field = served.find_widget(QDateEdit, "dateTo")
    field.clearFocus()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, "20260208")
    served.press_keys("F5")
    served.wait_until(lambda: bool(server.seen) and served.is_fetch_done)
    assert {seen.window[1] for seen in server.seen} == {"2026-02-09T00:00:00"}


def test_a_click_on_a_row_shows_its_details(served: WindowDriver) -> None:
    served.fetch()
    served.show_list(ListKind.TIPS)
    table = served.table(ListKind.TIPS)
    place = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert served.is_visible("detailsPane")
    pane = served.find_widget(QWidget, "detailsPane")
    texts = " ".join(str(label.property("text")) for label in pane.findChildren(QLabel))
    assert "Säljtips" in texts
    served.press_keys("F8")
    assert not pane.isVisible()
    served.press_keys("F8")


def test_a_key_opens_the_details_in_a_narrow_window(served: WindowDriver) -> None:
    served.fetch()
    served.show_list(ListKind.TIPS)
    if not served.is_menu_checked("Visa", "Detaljer"):  # no row has been chosen yet
        served.press_keys("F8")
    assert served.is_menu_checked("Visa", "Detaljer")
    served.window.resize(served.window.minimumSize())
    served.wait_until(lambda: not served.is_visible("detailsPane"))
    assert not served.is_menu_checked("Visa", "Detaljer")
    served.press_keys("F8")
    assert served.is_visible("detailsPane")
    assert served.is_menu_checked("Visa", "Detaljer")
    served.press_keys("F8")
    assert not served.is_visible("detailsPane")
    served.window.resize(1440, 900)
    served.wait_until(lambda: served.is_visible("detailsPane"))
    assert served.is_menu_checked("Visa", "Detaljer")


@pytest.mark.slow
def test_a_window_that_opens_narrow_checks_what_is_shown(
    open_on: OpenOn, server: FaultServer, start_program: StartProgram
) -> None:
    driver = open_on(server.base_url)
    driver.show_list(ListKind.TIPS)
    driver.window.resize(driver.window.minimumSize())
    driver.close()
    again = start_program()
    assert not again.is_menu_checked("Visa", "Detaljer")
    again.show_list(ListKind.OUTGOING)
    assert not again.is_menu_checked("Visa", "Detaljer")
    again.show_list(ListKind.TIPS)
    again.press_keys("F8")
    assert again.is_menu_checked("Visa", "Detaljer")
    again.fetch()
    assert again.is_visible("detailsPane")


def test_a_cell_has_the_whole_message_and_a_search_changes_the_counts_on_the_tab_and_in_the_status_bar(
    own_demo: WindowDriver, sample_service: DemoService
) -> None:
    truth = sample_service.rows(*own_demo.period)[ListKind.TIPS]
    cells = own_demo.column_texts(ListKind.TIPS, column_index(ListKind.TIPS, "tip.message"))
    messages = [row.tip.message or "" for row in truth if row.tip]  # type: ignore[union-attr]
    assert max(map(len, messages)) > 80
    assert sorted(cells) == sorted(messages)

    kind = ListKind.INCOMING
    own_demo.show_list(kind)
    total = own_demo.row_counts[kind]
    sender = next(filter(None, own_demo.column_texts(kind, column_index(kind, "sender.name"))))
    own_demo.type_text("incomingSearch", sender)
    own_demo.wait_until(lambda: 0 < own_demo.row_counts[kind] < total)
    shown = own_demo.row_counts[kind]
    assert f"{shown} av {total} inkommande leads visas" in own_demo.status_text
    tabs = own_demo.window.tabs
    assert f"{shown} av {total}" in tabs.tabBar().accessibleTabName(tabs.indexOf(tabs.pages[kind]))
    own_demo.choose_menu("Redigera", "Rensa filter")
    own_demo.wait_until(lambda: own_demo.row_counts[kind] == total)
    assert own_demo.find_widget(QLineEdit, "incomingSearch").text() == ""


def test_the_dark_scheme_is_kept(start_program: StartProgram) -> None:
    driver = start_program()
    driver.choose_menu("Visa", "Utseende", "Mörkt")
    assert driver.controller.theme.colors.is_dark
    ground = driver.window.grab().toImage().pixelColor(5, driver.window.height() // 2)
    assert ground.lightness() < QColor("#808080").lightness()
    driver.close()
    again = start_program()
    assert again.controller.theme.colors.is_dark
    again.choose_menu("Visa", "Utseende", "Ljust")
    assert not again.controller.theme.colors.is_dark


def test_the_menu_enables_only_what_is_possible_and_quits(driver: WindowDriver, server: FaultServer) -> None:
    with pytest.raises(AssertionError):
        driver.choose_menu("Arkiv", "Hämta rapport")
    driver.click("tryDemoButton")
    with pytest.raises(AssertionError):
        driver.choose_menu("Arkiv", "Exportera…")
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
    driver.choose_menu("Arkiv", "Exportera…")
    driver.find_dialog("exportDialog")
    driver.find_dialog("exportDialog").reject()
    driver.choose_menu("Arkiv", "Avsluta")
    assert not driver.window.isVisible()


def test_a_window_open_over_midnight_uses_the_new_day(served: WindowDriver) -> None:
    served.choose_in_picker("periodPreset", "Idag")
    served.window.command_bar.set_today(date(2027, 1, 1))
    assert served.period == (date(2027, 1, 1), date(2027, 1, 1))
    served.type_period(date(2026, 5, 1), date(2026, 5, 2))
    served.window.command_bar.set_today(date(2027, 1, 2))
    assert served.period == (date(2026, 5, 1), date(2026, 5, 2))


def test_the_smallest_window_shows_every_control(served: WindowDriver) -> None:
    served.window.resize(served.window.minimumSize())
    QApplication.processEvents()
    bar = served.window.command_bar
    for name in ("officePicker", "periodPreset", "dateFrom", "dateTo", "statusPicker", "fetchButton", "exportButton"):
        part = served.find_widget(QWidget, name)
        assert bar.rect().contains(part.geometry()), name
        assert part.width() >= part.minimumSizeHint().width(), name
