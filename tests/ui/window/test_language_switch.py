"""The language is switched while the program runs: at once, without losing anything."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from shiboken6 import isValid

from tests.conftest import end_program
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, report, tip
from tests.helpers.waiting import LONGEST_WAIT, find_job_threads
from tests.helpers.window_driver import WindowDriver, column_index
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn, Switch
from tests.ui.stalling_server import StallingServer
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.ui.overview.overview_data import Tile
from vitec_desktop.ui.theme.colors import DARK
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.models import ListKind

if TYPE_CHECKING:
    from tests.conftest import StartProgram

FIRST_DAY, LAST_DAY = date(2026, 10, 1), date(2026, 10, 31)
EARLIER_SV, EARLIER_EN = "1–30 sep", "1–30 Sep"
ID = column_index(ListKind.TIPS, "tip.id")


def tips(seen: Seen) -> Reply:
    if seen.customer_id == SUNDBYBERG.id:
        return Reply(status=403)
    return report(tips=[tip(f"tip-{number}", f"2026-10-{number:02}T12:00:00.0000000") for number in range(1, 21)])


@pytest.fixture
def service() -> Iterator[FaultServer]:
    with FaultServer(tips) as server:
        yield server


def open_on_tips(open_on: OpenOn, service: FaultServer) -> WindowDriver:
    """Open a window in Swedish, fetch the report, and show its tips."""
    driver = open_on(service.base_url, (SOLNA,))
    driver.type_period(FIRST_DAY, LAST_DAY)
    driver.fetch()
    driver.press_keys("Ctrl+4")
    return driver


@pytest.mark.slow
def test_a_fetched_report_is_kept_without_new_requests(open_on: OpenOn, service: FaultServer, switch: Switch) -> None:
    swedish = open_on(service.base_url)
    swedish.type_period(FIRST_DAY, LAST_DAY)
    swedish.fetch()
    swedish.press_keys("Ctrl+4")
    page = swedish.window.tabs.pages[ListKind.TIPS]
    page.model.set_filter(ID, ValueFilter(frozenset({"tip-4"}), is_excluding=True))
    swedish.type_text("tipsSearch", "säljtips")
    page.view.select_first_row()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(page.view, key)
    chosen, column = page.model.row_at(3), page.view.currentIndex().column()
    assert column != page.view.shown_columns()[0]
    swedish.window.resize(1300, 700)
    swedish.window.move(40, 50)
    cells, asked = swedish.column_texts(ListKind.TIPS, ID), len(service.seen)
    assert len(cells) == 19
    assert "saknas" in swedish.notice
    assert [action.isChecked() for action in languages(swedish)] == [True, False, False]

    english = switch(swedish, "Visa", "Språk", "English")
    assert not isValid(swedish.window) or not swedish.window.isVisible()
    page = english.window.tabs.pages[ListKind.TIPS]
    assert english.window.tabs.current_page is page
    assert english.column_texts(ListKind.TIPS, ID) == cells
    assert page.view.selected_rows() == [chosen]
    assert page.view.currentIndex() == page.model.index(3, column)
    assert english.period == (FIRST_DAY, LAST_DAY)
    assert english.window.size().toTuple() == (1300, 700)
    assert english.window.pos().toTuple() == (40, 50)
    assert english.header_text(ListKind.TIPS, column_index(ListKind.TIPS, "sender.name")) == "Sender"
    assert "is missing" in english.notice
    assert english.notice_buttons == ["Try again", "Change connection", "Show details"]
    assert "1–31 Oct 2026" in english.status_text
    assert english.find_button("fetchButton").text() == "Fetch report"
    assert QLocale().language() is QLocale.Language.English

    swedish_again = switch(english, "View", "Language", "Svenska")
    assert swedish_again.column_texts(ListKind.TIPS, ID) == cells
    assert "saknas" in swedish_again.notice
    assert [action.isChecked() for action in languages(swedish_again)] == [False, True, False]
    assert QLocale().language() is QLocale.Language.Swedish
    assert len(service.seen) == asked


def test_all_marked_rows_stay_marked(open_on: OpenOn, service: FaultServer, switch: Switch) -> None:
    driver = open_on_tips(open_on, service)
    view = driver.window.tabs.pages[ListKind.TIPS].view
    view.select_first_row()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for key, modifier in (
        (Qt.Key.Key_Down, shift),
        (Qt.Key.Key_Down, control),
        (Qt.Key.Key_Down, control),
        (Qt.Key.Key_Space, control),
    ):
        QTest.keyClick(view, key, modifier)
    marked = view.selected_rows()
    assert view.selected_positions() == [0, 1, 3]
    english = switch(driver, "Visa", "Språk", "English")
    view = english.window.tabs.pages[ListKind.TIPS].view
    assert view.selected_rows() == marked
    assert view.currentIndex().row() == 3


@pytest.mark.slow
def test_a_table_stays_where_it_was_scrolled_to_and_its_groups_stay_closed(
    open_on: OpenOn, service: FaultServer, switch: Switch
) -> None:
    driver = open_on_tips(open_on, service)
    driver.window.resize(1024, 640)
    page = driver.window.tabs.pages[ListKind.TIPS]
    page.view.select_first_row()
    page.view.horizontalScrollBar().setValue(60)
    page.view.verticalScrollBar().setValue(90)
    assert page.view.scroll_place == (60, 90)
    english = switch(driver, "Visa", "Språk", "English")
    page = english.window.tabs.pages[ListKind.TIPS]
    QApplication.processEvents()
    assert page.view.scroll_place == (60, 90)
    page.model.group_by(column_index(ListKind.TIPS, "createdAt"))
    driver.wait_until(lambda: page.model.is_grouped)
    page.view.groups.set_all_collapsed(True)
    swedish = switch(english, "View", "Language", "Svenska")
    model = swedish.window.tabs.pages[ListKind.TIPS].model
    assert model.is_grouped
    assert model.are_all_collapsed


def test_the_focus_stays_in_the_table(open_on: OpenOn, service: FaultServer, switch: Switch) -> None:
    driver = open_on_tips(open_on, service)
    view = driver.window.tabs.pages[ListKind.TIPS].view
    view.select_first_row()
    view.setFocus()
    english = switch(driver, "Visa", "Språk", "English")
    view = english.window.tabs.pages[ListKind.TIPS].view
    english.wait_until(view.hasFocus)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_positions() == [1]


def test_the_chosen_view_is_kept(open_on: OpenOn, service: FaultServer, switch: Switch) -> None:
    driver = open_on_tips(open_on, service)
    page = driver.window.tabs.pages[ListKind.TIPS]
    page.saved_views.apply_view(next(view for view in page.saved_views.views if view.key == "unhandled"))
    driver.type_text("tipsSearch", "säljtips")
    english = switch(driver, "Visa", "Språk", "English")
    page = english.window.tabs.pages[ListKind.TIPS]
    assert page.toolbar.view_picker.value == "Unhandled"
    assert page.toolbar.search_field.text() == "säljtips"
    page.clear_filters()
    assert page.toolbar.view_picker.value == "All"


def test_what_was_done_can_still_be_undone(open_on: OpenOn, service: FaultServer, switch: Switch) -> None:
    driver = open_on_tips(open_on, service)
    page = driver.window.tabs.pages[ListKind.TIPS]
    acts: tuple[Callable[[], object], ...] = (
        lambda: page.saved_views.apply_view(page.saved_views.views[1]),
        lambda: page.model.set_filter(ID, ValueFilter(frozenset({"tip-4"}), is_excluding=True)),
        lambda: page.saved_views.save_view("Min"),
        lambda: page.view.set_column_shown(ID, True),
    )
    for act in acts:
        act()
        page.undo_controller.record()
    driver.press_keys("Ctrl+Z")
    driver.press_keys("Ctrl+Z")
    english = switch(driver, "Visa", "Språk", "English")
    page = english.window.tabs.pages[ListKind.TIPS]
    assert english.menu_texts("Edit")[:2] == ["Undo filter", "Redo view"]
    assert ID in page.model.filters
    english.press_keys("Ctrl+Z")
    assert (page.saved_views.current.key, ID in page.model.filters) == ("unhandled", False)
    english.press_keys("Ctrl+Z")
    assert page.saved_views.current.key == "all"
    for _ in range(4):
        english.press_keys("Ctrl+Y")
    assert ID in page.view.shown_columns()
    assert [view.name for view in page.saved_views.own_views] == ["Min"]
    assert ID in page.model.filters


@pytest.mark.slow
def test_the_comparison_is_kept_without_new_requests(open_on: OpenOn, service: FaultServer, switch: Switch) -> None:
    driver = open_on(service.base_url, (SOLNA,))
    driver.type_period(FIRST_DAY, LAST_DAY)
    driver.fetch()
    driver.press_keys("Ctrl+1")
    driver.choose_in_picker("overviewCompare", "Förra perioden")
    driver.wait_until(
        lambda: (
            not driver.controller.comparison_fetcher.is_running and driver.controller.overview_controller.is_up_to_date
        )
    )
    asked = len(service.seen)
    driver = switch(driver, "Visa", "Språk", "English")
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    assert driver.find_button("overviewCompare").text() == EARLIER_EN
    assert tip_tile(driver).full_text.endswith("from 0")
    driver = switch(driver, "View", "Language", "Svenska")
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    assert driver.find_button("overviewCompare").text() == EARLIER_SV
    assert tip_tile(driver).full_text.endswith("mot 0")
    driver.choose_in_picker("overviewCompare", "Ingen")
    assert driver.find_button("overviewCompare").text() == "Ingen"
    assert len(service.seen) == asked


def test_the_filters_that_count_are_kept(open_on: OpenOn, service: FaultServer, switch: Switch) -> None:
    driver = open_on_tips(open_on, service)
    driver.type_text("tipsSearch", "säljtips")
    driver.click(driver.window.tabs.pages[ListKind.TIPS].toolbar.count_button)
    assert driver.window.count_notice.isVisible()
    english = switch(driver, "Visa", "Språk", "English")
    notice = english.window.count_notice
    assert notice.isVisible()
    assert notice.notice is not None
    assert notice.notice.text == "Filter: the search “säljtips” (tips)."
    english.click(notice.action_buttons[0])
    assert not notice.isVisible()
    assert english.window.tabs.pages[ListKind.TIPS].model.search_text == "säljtips"


def test_a_temporary_view_ends_with_what_was_there_before(
    open_on: OpenOn, service: FaultServer, switch: Switch
) -> None:
    driver = open_on_tips(open_on, service)
    driver.type_text("tipsSearch", "säljtips")
    driver.press_keys("Ctrl+1")
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    driver.click("tileTips")
    page = driver.window.tabs.pages[ListKind.TIPS]
    assert driver.window.tabs.current_page is page
    assert page.toolbar.back_button.isVisible()
    english = switch(driver, "Visa", "Språk", "English")
    assert english.window.tabs.currentWidget() is english.window.tabs.overview
    page = english.window.tabs.pages[ListKind.TIPS]
    assert not page.temporary_view.is_open
    assert page.model.search_text == "säljtips"


def tip_tile(driver: WindowDriver) -> Tile:
    board = driver.window.tabs.overview.dashboard
    assert board is not None
    return next(button.tile for button in board.tiles if button.objectName() == "tileTips")


@pytest.mark.slow
def test_a_running_comparison_is_fetched_by_the_next_window(open_on: OpenOn, switch: Switch) -> None:
    tap = StallingServer()
    with FaultServer(tap) as server:
        driver = open_on(server.base_url)
        driver.type_period(FIRST_DAY, LAST_DAY)
        driver.fetch()
        driver.press_keys("Ctrl+1")
        tap.answer_next(0)
        driver.choose_in_picker("overviewCompare", "Förra perioden")
        driver.wait_until(lambda: bool(tap.requests))
        tap.answer_next(1_000)  # the earlier requests hang for ever
        driver = switch(driver, "Visa", "Språk", "English")
        driver.wait_until(
            lambda: (
                not driver.controller.comparison_fetcher.is_running
                and driver.controller.overview_controller.is_up_to_date
            )
        )
        assert driver.find_button("overviewCompare").text() == EARLIER_EN


@pytest.mark.slow
def test_the_next_window_fetches_exports_and_opens_dialogs_in_its_language(
    open_on: OpenOn, service: FaultServer, switch: Switch, tmp_path: Path
) -> None:
    driver = switch(open_on(service.base_url, (SOLNA,)), "Visa", "Språk", "English")
    driver.type_period(FIRST_DAY, LAST_DAY)
    driver.fetch()
    assert driver.row_counts[ListKind.TIPS] == 20
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    driver.type_text("exportTarget", "meeting.xlsx")
    driver.type_text("exportFolder", str(tmp_path))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Saved: meeting.xlsx"))
    book = load_workbook(tmp_path / "meeting.xlsx")
    assert "About the report" in book.sheetnames
    driver.choose_menu("Help", "About Vitec Desktop")
    dialog = driver.find_dialog("aboutDialog")
    assert dialog.windowTitle() == "About Vitec Desktop"
    assert {button.text() for button in dialog.findChildren(QPushButton)} == {"Close", "Show the log"}
    assert any(label.text().startswith("Settings: ") for label in dialog.findChildren(QLabel))
    assert "Created" in [cell.value for row in book["Tips"].iter_rows() for cell in row]


def test_the_sample_offices_are_kept_and_the_language_is_saved(
    start_program: "StartProgram", switch: Switch, profile: Path
) -> None:
    driver = switch(start_program("--demo"), "Visa", "Språk", "English")
    driver.fetch()
    assert driver.row_count > 0
    driver.close()
    assert json.loads((profile / "settings.json").read_text(encoding="utf-8"))["language"] == "en"


@pytest.mark.slow
def test_switching_back_and_forth_leaves_one_window_and_no_thread(
    start_program: "StartProgram", switch: Switch
) -> None:
    driver = start_program("--demo")
    theme = driver.controller.theme
    driver = switch(driver, "Visa", "Språk", "English")
    driver = switch(driver, "View", "Language", "Svenska")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # The next window has the same theme, which no closed window follows any more.
    assert driver.controller.theme is theme
    driver.choose_menu("Visa", "Utseende", "Mörkt")
    assert driver.window.palette().window().color() == theme.color("window") == QColor(DARK.window)
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
    assert windows == [driver.window]
    end_program(driver.window)
    for thread in find_job_threads():
        thread.join(LONGEST_WAIT)
    assert not find_job_threads()


def test_the_language_cannot_be_switched_during_a_fetch(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: Reply(body=b"{}", hang=Hang.IN_BODY)) as server:
        driver = open_on(server.base_url)
        driver.click("fetchButton")
        driver.wait_until(server.is_hanging.is_set)
        assert not any(action.isEnabled() for action in languages(driver))
        driver.click("cancelButton")
        driver.wait_until(lambda: driver.is_fetch_done)
        assert all(action.isEnabled() for action in languages(driver))


def languages(driver: WindowDriver) -> list[QAction]:
    menu = next(one for one in driver.window.menuBar().findChildren(QMenu) if one.title() == "S&pråk")
    return menu.actions()
