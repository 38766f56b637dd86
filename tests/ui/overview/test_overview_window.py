"""The overview in the running program, with the sample service."""

import gc
import re
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QScrollArea, QTableView, QWidget
from python_calamine import CalamineWorkbook

from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.waiting import find_job_threads
from tests.helpers.window_driver import WindowDriver, plain_text
from tests.report.statistics.factories import compute_statistics
from tests.ui.conftest import OCTOBER, SOLNA, OpenOn
from tests.ui.overview.overview_driver import dashboard, go_back, settle, tile
from tests.ui.stalling_server import StallingServer, many_tips
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.periods import ComparisonPeriod, previous_period, same_period_last_year
from vitec_desktop.report.report import Row, build_rows
from vitec_desktop.report.steps import Steps
from vitec_desktop.report.tables import list_of
from vitec_desktop.ui.charts.chart_view import BarButton
from vitec_desktop.ui.overview import comparison_controller, overview_controller
from vitec_desktop.ui.overview.overview_data import OverviewData
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.overview.statistics_job import StatisticsRequest, StatisticsResult
from vitec_desktop.ui.widgets.toast import Toast
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ActiveStatus, ListKind
from vitec_desktop.webservice.request import ReportScope

if TYPE_CHECKING:
    from tests.conftest import StartProgram

PERIOD_BEFORE, LAST_YEAR, NOTHING = "Förra perioden", "Samma period i fjol", "Ingen"


def compare(driver: WindowDriver, choice: str) -> None:
    driver.choose_in_picker("overviewCompare", choice)
    driver.wait_until(lambda: not driver.controller.comparison_fetcher.is_running)
    settle(driver)


def row_counts(service: DemoService, first_day: date, last_day: date) -> dict[ListKind, int]:
    rows = service.rows(first_day, last_day, ActiveStatus.ACTIVE)
    return {kind: len(rows[kind]) for kind in ListKind}


def test_it_is_the_first_tab_and_says_how_to_fetch_a_report(service: DemoService, open_on: OpenOn) -> None:
    driver = open_on(service.base_url, service.customers, service.password)
    assert driver.window.tabs.tabText(0) == "Översikt"
    assert driver.is_visible("overviewPage")
    state = driver.window.tabs.overview.empty_state
    line = "Välj kontor och period, och hämta rapporten (F5)."
    assert (state.heading.text(), state.line.text()) == ("Ingen rapport än.", line)
    driver.type_period(*OCTOBER)
    with driver.qtbot.waitSignal(driver.controller.report_fetcher.finished):
        driver.press_keys("F5")
    settle(driver)
    assert driver.window.tabs.overview.is_showing_overview


def test_tiles_count_the_services_rows(driver: WindowDriver, service: DemoService) -> None:
    counts = row_counts(service, *OCTOBER)
    for name, kind in (
        ("tileIncoming", ListKind.INCOMING),
        ("tileTips", ListKind.TIPS),
        ("tileOutgoing", ListKind.OUTGOING),
    ):
        assert tile(driver, name).value == str(counts[kind])
    rows = service.rows(*OCTOBER, ActiveStatus.ACTIVE)
    info = driver.window.tabs.shown.info
    assert info is not None
    tables = {kind: build_rows(kind, rows[kind], info.fetched_at.date()) for kind in ListKind}
    statistics = compute_statistics(tables, ReportScope(service.customers, *OCTOBER), info.fetched_at)
    assert tile(driver, "tileUnhandled").value == str(statistics.unhandled.total.count)
    assert driver.find_widget(QLabel, "overviewPeriod").text() == "1–31 oktober 2026"
    assert driver.window.tabs.overview.toolbar.caption.text() == "aktiva, alla kontor"


def test_the_status_bar_counts_all_lists_while_the_overview_is_shown(
    driver: WindowDriver, service: DemoService
) -> None:
    total = sum(row_counts(service, *OCTOBER).values())
    assert driver.status_text.startswith(f"{total} rader   ·   1–31 okt 2026")


def test_a_click_on_a_tile_shows_its_rows(driver: WindowDriver) -> None:
    kinds = {
        "tileIncoming": ListKind.INCOMING,
        "tileTips": ListKind.TIPS,
        "tileOutgoing": ListKind.OUTGOING,
        "tileTipsIntag": ListKind.TIPS,
        "tileLeadsIntag": ListKind.INCOMING,
    }
    for name, kind in kinds.items():
        shown = tile(driver, name)
        expected = shown.text.split(" av ")[0] if name.endswith("Intag") else shown.value
        driver.click(driver.find_button(name))
        assert driver.table(kind).isVisible()
        assert driver.table(kind).hasFocus()
        assert driver.row_counts[kind] == int(expected)
        go_back(driver)


def test_the_unhandled_tile_shows_leads_and_tips_in_one_list(driver: WindowDriver) -> None:
    leads, tips = (int(header.count) for header in dashboard(driver).overview.ages.headers)
    shown = tile(driver, "tileUnhandled")
    assert (shown.value, shown.full_text) == (str(leads + tips), f"{leads} leads, {tips} tips av periodens")
    driver.click(driver.find_button("tileUnhandled"))
    assert driver.find_widget(QTableView, "unhandledTable").hasFocus()
    kinds = [list_of(row) for row in driver.window.tabs.shown.unhandled.shown_rows()]
    assert (kinds.count(ListKind.INCOMING), kinds.count(ListKind.TIPS)) == (leads, tips)
    assert driver.status_text.startswith(f"{leads + tips} obehandlade av periodens: {leads} leads, {tips} tips")


def test_it_says_so_if_the_period_has_no_rows(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: report()) as server:
        driver = open_on(server.base_url)
        driver.type_period(*OCTOBER)
        driver.fetch()
        settle(driver)
        state = driver.window.tabs.overview.empty_state
        assert state.heading.text() == "Inga leads eller tips 1–31 okt 2026."
        assert state.button.text() == "Ändra period"


def test_menus_do_not_act_on_hidden_tables(driver: WindowDriver) -> None:
    driver.press_keys("Ctrl+F")
    driver.press_keys("F8")
    assert driver.is_visible("overviewPage")
    assert "Sök i tabellen" not in [action.text() for action in driver.window.actions() if action.isEnabled()]


def test_tab_moves_the_focus_from_the_tiles_through_every_card(driver: WindowDriver) -> None:
    driver.activate()
    first = dashboard(driver).tiles[0]
    first.setFocus()
    visited: list[QWidget] = []
    while len(visited) < 30:
        focus = QGuiApplication.focusObject()
        assert isinstance(focus, QWidget)
        visited.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if QGuiApplication.focusObject() is first:
            break
    assert set(dashboard(driver).tiles) <= set(visited)
    buttons = [widget for widget in visited if isinstance(widget, BarButton)]
    assert [each.parentWidget() for each in buttons] == list(dashboard(driver).cards.values())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_tile_can_be_used_with_the_keyboard(driver: WindowDriver, key: Qt.Key) -> None:
    driver.activate()
    first, second = dashboard(driver).tiles[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, key)
    assert driver.table(ListKind.TIPS).isVisible()


# Comparing ----------------------------------------------------------------------------------------------------


@pytest.fixture
def compared(driver: WindowDriver) -> Iterator[WindowDriver]:
    """The shared window, whose report is compared with the period before; it is fetched by the first test only."""
    compare(driver, PERIOD_BEFORE)
    yield driver
    compare(driver, NOTHING)


def test_the_change_is_computed_from_the_services_rows_of_a_period_that_is_fetched_once(
    driver: WindowDriver, service: DemoService
) -> None:
    comparison = driver.controller.comparison_fetcher
    for choice, earlier, text in (
        (PERIOD_BEFORE, previous_period, "1–30 sep"),
        (LAST_YEAR, same_period_last_year, "1–31 okt 2025"),
    ):
        now, then = row_counts(service, *OCTOBER), row_counts(service, *earlier(*OCTOBER))
        shown = driver.row_counts
        compare(driver, choice)
        assert driver.row_counts == shown
        for name, kind in (("tileIncoming", ListKind.INCOMING), ("tileTips", ListKind.TIPS)):
            line = tile(driver, name).full_text
            assert line.endswith(f"mot {then[kind]}")
            difference = now[kind] - then[kind]
            assert ("↑" in line, "↓" in line) == (difference > 0, difference < 0)
        assert driver.find_button("overviewCompare").text() == text
        compare(driver, NOTHING)
        assert "mot" not in tile(driver, "tileTips").full_text
        with driver.qtbot.assertNotEmitted(comparison.started):
            compare(driver, choice)
        assert "mot" in tile(driver, "tileTips").full_text
    compare(driver, NOTHING)


@pytest.mark.slow
def test_the_comparison_is_kept_for_the_same_report_and_fetched_for_another(
    own_driver: WindowDriver, service: DemoService
) -> None:
    driver = own_driver
    compare(driver, PERIOD_BEFORE)
    with driver.qtbot.assertNotEmitted(driver.controller.comparison_fetcher.started):
        driver.fetch()
        settle(driver)
    assert "mot" in tile(driver, "tileTips").full_text
    driver.type_period(date(2026, 9, 1), date(2026, 9, 30))
    driver.fetch()
    driver.wait_until(lambda: not driver.controller.comparison_fetcher.is_running)
    settle(driver)
    earlier = row_counts(service, *previous_period(date(2026, 9, 1), date(2026, 9, 30)))
    assert tile(driver, "tileTips").full_text.endswith(f"mot {earlier[ListKind.TIPS]}")


@contextmanager
def open_with_stalled_comparison(open_on: OpenOn, choice: str) -> Iterator[tuple[WindowDriver, StallingServer]]:
    """Fetch a report, and compare it by a choice of the picker with one that the server does not send to its end."""
    tap = StallingServer()
    with FaultServer(tap) as server:
        driver = open_on(server.base_url)
        driver.type_period(*OCTOBER)
        driver.fetch()
        settle(driver)
        tap.answer_next(0)
        driver.choose_in_picker("overviewCompare", choice)
        driver.wait_until(lambda: driver.controller.comparison_fetcher.is_running and bool(tap.requests))
        yield driver, tap


def test_a_comparison_can_be_cancelled(open_on: OpenOn) -> None:
    with open_with_stalled_comparison(open_on, PERIOD_BEFORE) as (driver, _):
        driver.wait_until(lambda: driver.is_visible("overviewCompareCancel"))
        driver.click("overviewCompareCancel")
        assert not driver.is_visible("overviewCompareCancel")
        assert driver.find_button("overviewCompare").text() == NOTHING
        assert driver.is_fetch_done


def test_a_failed_comparison_says_why_and_can_be_retried(open_on: OpenOn) -> None:
    answers = {"is_down": False}

    def answer(seen: Seen) -> Reply:
        return Reply(status=503) if answers["is_down"] else report(tips=many_tips(seen, 8))

    with FaultServer(answer) as server:
        driver = open_on(server.base_url)
        driver.type_period(*OCTOBER)
        driver.fetch()
        settle(driver)
        answers["is_down"] = True
        compare(driver, PERIOD_BEFORE)
        told = plain_text(driver.find_widget(QLabel, "overviewCompareNotice").text())
        assert told.startswith("Perioden att jämföra med kunde inte hämtas.")
        assert "503" in told
        assert driver.window.tabs.overview.is_showing_overview
        answers["is_down"] = False
        with driver.qtbot.waitSignal(driver.controller.comparison_fetcher.changed):
            driver.click("overviewCompareRetry")
        settle(driver)
        assert not driver.is_visible("overviewCompareNotice")
        assert driver.find_button("overviewCompare").text() == "1–30 sep"


@pytest.mark.slow
def test_fetching_a_report_cancels_the_comparison(open_on: OpenOn) -> None:
    with open_with_stalled_comparison(open_on, LAST_YEAR) as (driver, tap):
        comparison = driver.controller.comparison_fetcher
        tap.answer_next(1_000)
        with driver.qtbot.waitSignals([comparison.cancelled, comparison.started], order="strict"):
            driver.fetch()
        driver.wait_until(lambda: not comparison.is_running)
        assert comparison.period is ComparisonPeriod.LAST_YEAR


@pytest.mark.slow
def test_a_missing_password_is_asked_for_and_the_comparison_continues(
    own_driver: WindowDriver, service: DemoService, credential_store: CredentialStore
) -> None:
    driver = own_driver
    (kept,) = driver.controller.connection_store.connections
    credential_store.delete_password(kept.id, kept.user)
    driver.choose_in_picker("overviewCompare", PERIOD_BEFORE)
    driver.find_dialog("passwordPrompt")
    driver.type_text("promptPassword", service.password)
    with driver.qtbot.waitSignal(driver.controller.comparison_fetcher.changed):
        driver.click("promptContinue")
    settle(driver)
    assert "mot" in tile(driver, "tileTips").full_text
    assert driver.is_fetch_done


@pytest.fixture
def compare_by_default(monkeypatch: pytest.MonkeyPatch, start_program: "StartProgram") -> None:
    """Compare each report by default, as the program does outside of tests."""
    monkeypatch.setattr(comparison_controller, "DEFAULT_COMPARISON", ComparisonPeriod.PREVIOUS_PERIOD)


@pytest.mark.usefixtures("compare_by_default")
def test_a_fetched_report_is_compared_until_the_user_turns_it_off(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: report(tips=many_tips(seen, 1))) as server:
        driver = open_on(server.base_url, (SOLNA,))
        comparison = driver.controller.comparison_fetcher
        driver.type_period(*OCTOBER)
        with driver.qtbot.waitSignals([comparison.started, comparison.changed]):
            driver.fetch()
        settle(driver)
        assert "mot" in tile(driver, "tileTips").full_text
        compare(driver, NOTHING)
        driver.type_period(date(2026, 9, 1), date(2026, 9, 30))
        with driver.qtbot.assertNotEmitted(comparison.started):
            driver.fetch()
            settle(driver)
        driver.close()


@pytest.mark.slow
@pytest.mark.usefixtures("compare_by_default")
@pytest.mark.parametrize(("choice", "is_compared"), [(NOTHING, False), (LAST_YEAR, True)])
def test_the_choice_of_what_to_compare_with_is_there_after_a_restart(
    open_on: OpenOn, start_program: "StartProgram", choice: str, is_compared: bool
) -> None:
    with FaultServer(lambda seen: report(tips=many_tips(seen, 1))) as server:
        driver = open_on(server.base_url, (SOLNA,))
        driver.type_period(*OCTOBER)
        driver.fetch()
        compare(driver, choice)
        driver.close()
        driver.wait_until(lambda: not find_job_threads())
        driver = start_program()
        driver.fetch()
        comparison = driver.controller.comparison_fetcher
        driver.wait_until(lambda: not comparison.is_running)
        assert comparison.period is (ComparisonPeriod.LAST_YEAR if is_compared else ComparisonPeriod.NONE)
        assert (comparison.report is not None) == is_compared


@pytest.mark.usefixtures("compare_by_default")
def test_all_earlier_periods_are_fetched_with_at_most_four_requests_at_once(open_on: OpenOn) -> None:
    """A month needs 13 weeks back and the month of last year: each day once, none of the month itself."""
    days: Counter[date] = Counter()
    lock, running, most = threading.Lock(), 0, 0

    def answer(seen: Seen) -> Reply:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            first, end = date.fromisoformat(seen.query["dateFrom"][:10]), date.fromisoformat(seen.query["dateTo"][:10])
            days.update(first + timedelta(days=number) for number in range((end - first).days))
        threading.Event().wait(0.01)
        with lock:
            running -= 1
        return report(tips=many_tips(seen, 1))

    with FaultServer(answer) as server:
        driver = open_on(server.base_url, (SOLNA,))
        driver.type_period(date(2024, 10, 1), date(2024, 10, 31))
        comparison = driver.controller.comparison_fetcher
        with driver.qtbot.waitSignal(comparison.changed):
            driver.fetch()
    assert set(days.values()) == {1}
    assert sorted(days) == [
        *_days(date(2023, 10, 1), date(2023, 10, 31)),
        *_days(date(2024, 8, 5), date(2024, 10, 31)),
    ]
    assert most <= 4
    periods = comparison.earlier_periods
    assert periods is not None
    assert [one is not None for one in (periods.before, periods.last_year, periods.weeks)] == [True] * 3


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@pytest.mark.usefixtures("compare_by_default")
def test_a_comparison_ends_when_its_connection_is_removed(open_on: OpenOn) -> None:
    tap = StallingServer()
    with FaultServer(tap) as server:
        driver = open_on(server.base_url)
        driver.type_period(*OCTOBER)
        tap.answer_next(2)  # the report of two offices
        driver.fetch()
        comparison = driver.controller.comparison_fetcher
        driver.wait_until(lambda: comparison.is_running)
        driver.choose_menu("Arkiv", "Exempeldata")
        assert comparison.is_running
        store = driver.controller.connection_store
        store.remove(store.connections[0])
        assert not comparison.is_running
        assert comparison.earlier_periods is None
        assert driver.find_button("overviewCompare").text() == NOTHING


def test_a_number_of_an_office_shows_its_rows_and_the_way_back_restores_the_overview(compared: WindowDriver) -> None:
    """By mouse, and by keyboard: Tab enters the card once, the arrows walk through its numbers, Enter shows rows."""
    driver = compared
    card = dashboard(driver).cards["groups"]
    first = next(button for button in card.bar_buttons if button.hit_area.bar.is_clickable)
    rows, value = first.hit_area.bar.row_filter, first.hit_area.bar.value
    assert rows is not None
    assert isinstance(rows.kind, ListKind)
    driver.click(first)
    driver.wait_until(lambda: not driver.is_table_updating)
    assert driver.table(rows.kind).model().rowCount() == value
    driver.press_keys("Alt+Left")
    settle(driver)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    second = next(button for button in card.bar_buttons if button.hasFocus())
    assert (second.row, second.column) == (first.row, first.column + 1)
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert driver.table(ListKind.TIPS).isVisible()
    go_back(driver)


def test_the_offices_and_the_tiles_agree(compared: WindowDriver) -> None:
    driver = compared
    chart = dashboard(driver).overview.groups
    assert chart.title == "Per kontor"
    assert chart.sum_row is not None
    leads, tips, *_ = chart.sum_row.cells
    for cell, name in ((leads, "tileIncoming"), (tips, "tileTips")):
        shown = tile(driver, name)
        assert cell.bar.text == shown.value
        assert cell.bar.earlier is not None
        assert shown.optional_text == cell.bar.earlier.note
        assert f" {cell.change} " in f"{shown.text} ".replace("↑", "").replace("↓", "")


def test_tooltips_have_two_lines_and_f1_says_how_things_are_counted_or_opens_the_guide(driver: WindowDriver) -> None:
    board = dashboard(driver)
    for widget in (*board.tiles, *board.cards.values(), *board.cards["groups"].bar_buttons):
        first, second = html_lines(widget.toolTip())
        assert first
        assert second == "Så räknas det: F1"
    tip_tile = board.tiles[1]
    tip_tile.setFocus()
    QTest.keyClick(tip_tile, Qt.Key.Key_F1)
    dialog = driver.find_dialog("definitionsDialog")
    texts = [label.accessibleName() or label.text() for label in dialog.findChildren(QLabel)]
    for each in board.tiles:
        assert each.tile.title in texts
        assert each.tile.hint in texts
    for chart in board.cards.values():
        assert chart.chart is not None
        assert chart.chart.hint in texts
    funnel = board.overview.leads_funnel
    assert funnel.footer is not None
    for bar in funnel.bars[1:]:
        assert {bar.name, bar.hint} <= set(texts)
    asked = next(label for label in dialog.findChildren(QLabel) if label.text() == tip_tile.tile.title)
    assert not asked.visibleRegion().isEmpty()
    driver.click("openGuide")
    assert not driver.is_dialog_open("definitionsDialog")
    driver.find_dialog("guideDialog").close()

    # What was asked about stands at the top, also where it is far down.
    groups = board.cards["groups"]
    groups.setFocus()
    QTest.keyClick(groups, Qt.Key.Key_F1)
    dialog = driver.find_dialog("definitionsDialog")
    assert groups.accessibleName() == "Per kontor"
    labels = dialog.findChildren(QLabel)
    hint = next(label for label in labels if label.accessibleName().startswith("Leads och mottagna tips efter"))
    assert "10 + 6 är tio leads och sex tips" in hint.accessibleName()
    asked = next(label for label in labels if label.text() == groups.accessibleName())
    area = dialog.findChild(QScrollArea)
    assert area is not None
    scroll_bar = area.verticalScrollBar()
    top = asked.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert top <= asked.height() or scroll_bar.value() == scroll_bar.maximum()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not driver.is_dialog_open("definitionsDialog")

    # In a table F1 opens the guide.
    driver.show_list(ListKind.TIPS)
    driver.press_keys("F1")
    driver.find_dialog("guideDialog").close()
    assert not driver.is_dialog_open("definitionsDialog")


def html_lines(tooltip: str) -> list[str]:
    return re.sub(r"<[^>]*>", "", tooltip).replace("\N{ZERO WIDTH SPACE}", "").split("\n")


# Many rows, copying, saving -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_worker_thread_computes_the_same_statistics(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: report(tips=many_tips(seen, 6_000))) as server:
        driver = open_on(server.base_url)
        driver.type_period(*OCTOBER)
        driver.fetch()
        settle(driver)
        total = driver.window.tabs.pages[ListKind.TIPS].model.total_count
        assert total >= 6_000
        assert tile(driver, "tileTips").value == format_count(total, driver.controller.language)


@pytest.mark.slow
def test_what_it_needs_is_imported_on_a_worker_thread_though_a_list_is_shown(
    open_on: OpenOn, service: DemoService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The headings of groups need the statistics too: the window must not stand still for them."""
    name = "imported_by_a_test"
    (tmp_path / f"{name}.py").write_text(
        "import threading\nthread = threading.current_thread().name\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    driver = open_on(service.base_url, service.customers, service.password)
    driver.show_list(ListKind.TIPS)
    monkeypatch.setattr(overview_controller, "_MODULES", (name,))
    monkeypatch.delitem(sys.modules, name, raising=False)
    driver.fetch()
    settle(driver)
    assert sys.modules[name].thread == "vitec-desktop-job"
    assert driver.window.tabs.overview.dashboard is None


def test_what_is_due_when_all_is_imported_is_computed_once(
    open_on: OpenOn, service: DemoService, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_importing, may_import, computed = threading.Event(), threading.Event(), []
    compute = overview_controller._compute

    def import_slowly(module: str) -> None:
        is_importing.set()
        may_import.wait()
        monkeypatch.setitem(sys.modules, module, ModuleType(module))

    def count(request: StatisticsRequest, cancellation: CancellationToken) -> StatisticsResult:
        computed.append(request)
        return compute(request, cancellation)

    driver = open_on(service.base_url, service.customers, service.password)
    monkeypatch.setattr(overview_controller, "_MODULES", ("imported_slowly",))
    monkeypatch.setattr(overview_controller, "import_module", import_slowly)
    monkeypatch.setattr(overview_controller, "_compute", count)
    driver.fetch()
    driver.wait_until(lambda: is_importing.is_set() and not driver.is_table_updating)
    may_import.set()
    for thread in find_job_threads():
        thread.join()
    driver.window.tabs.shown.rows_updated.emit()  # as a table does that was still sorting
    settle(driver)
    assert len(computed) == 1


@pytest.mark.slow
def test_rows_that_are_shown_no_longer_are_kept_for_no_overview(own_driver: WindowDriver) -> None:
    rows = own_driver.window.tabs.shown.all_rows[ListKind.TIPS]
    assert find_requests(rows)
    own_driver.controller.report_controller.clear()
    settle(own_driver)
    if find_requests(rows):
        gc.collect()
        assert not find_requests(rows)


def find_requests(rows: Sequence[Row]) -> list[StatisticsRequest]:
    """Return the requests for statistics that hold these rows."""
    tables = [one for one in gc.get_referrers(rows) if isinstance(one, dict)]
    return [one for one in gc.get_referrers(*tables) if isinstance(one, StatisticsRequest)]


def test_the_whole_overview_is_copied_as_a_picture(driver: WindowDriver) -> None:
    driver.click("overviewCopyButton")
    image = QGuiApplication.clipboard().image()
    assert image.width() > 2000
    assert driver.find_widget(Toast, "toast").label.text() == "Översikten är kopierad som bild"


@pytest.mark.slow
def test_it_is_saved_as_a_pdf_in_the_folder_of_the_last_pdf_or_export(own_driver: WindowDriver, tmp_path: Path) -> None:
    driver = own_driver
    exports, pdfs = tmp_path / "export", tmp_path / "pdf"
    exports.mkdir()
    pdfs.mkdir()
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(exports))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Sparad: Tips"))
    assert folder_of_pdf_dialog(driver, chosen=pdfs / "o.pdf") == exports
    assert driver.notice.startswith("Sparad: o.pdf")
    pdf = (pdfs / "o.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    title = "Norrby · 1–31 oktober 2026 · Solna, Sundbyberg, Vasastan, aktiva"
    assert title.encode("utf-16-be") in pdf
    assert folder_of_pdf_dialog(driver) == pdfs
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    assert driver.find_widget(QLineEdit, "exportFolder").text() == str(pdfs)
    driver.find_dialog("exportDialog").reject()
    (pdfs / "o.pdf").unlink()
    pdfs.rmdir()
    assert folder_of_pdf_dialog(driver).is_dir()


def test_two_clicks_open_one_pdf_dialog(driver: WindowDriver) -> None:
    for _ in range(2):
        driver.choose_in_picker("overviewPrintButton", "Spara som PDF…")
    dialog = driver.find_dialog("overviewPdfDialog")
    driver.wait_until(lambda: not find_job_threads())
    QApplication.processEvents()
    assert len(driver.window.findChildren(QFileDialog, "overviewPdfDialog")) == 1
    dialog.reject()


def folder_of_pdf_dialog(driver: WindowDriver, chosen: Path | None = None) -> Path:
    """Return the folder in which the dialog begins; accept it with `chosen`, or cancel it."""
    driver.choose_in_picker("overviewPrintButton", "Spara som PDF…")
    dialog = driver.find_dialog("overviewPdfDialog")
    assert isinstance(dialog, QFileDialog)
    folder = Path(dialog.directory().absolutePath())
    assert Path(dialog.selectedFiles()[0]).name == "Översikt tips och leads 1–31 oktober 2026.pdf"
    if chosen:
        dialog.fileSelected.emit(str(chosen))
    dialog.reject()
    driver.wait_until(lambda: not driver.is_dialog_open("overviewPdfDialog"))
    return folder


def test_printing_asks_for_a_printer(driver: WindowDriver) -> None:
    driver.choose_in_picker("overviewPrintButton", "Skriv ut på A4…")
    dialog = driver.find_dialog("overviewPrintDialog")
    assert isinstance(dialog, QDialog)
    dialog.reject()


def test_the_notes_say_that_a_report_is_incomplete(open_on: OpenOn) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply(status=403) if seen.customer_id == "M30012" else report(tips=many_tips(seen, 8))

    with FaultServer(answer) as server:
        driver = open_on(server.base_url)
        driver.type_period(*OCTOBER)
        driver.fetch()
        settle(driver)
        assert "Inte komplett: Norrby Sundbyberg" in dashboard(driver).overview.notes[0]


def test_a_narrow_window_shows_icons_and_scrolls(driver: WindowDriver) -> None:
    size = driver.window.size()
    driver.window.resize(1024, 640)
    driver.wait_until(lambda: driver.window.width() == 1024)
    assert driver.find_button("overviewCopyButton").toolTip().startswith("Kopiera översikten som bild (")
    assert driver.find_button("overviewCopyButton").accessibleName() == "Kopiera bild"
    compare_button = driver.window.tabs.overview.toolbar.compare_button
    with_caption = compare_button.sizeHint().width()
    compare(driver, PERIOD_BEFORE)
    assert compare_button.accessibleName() == "Jämför med: 1–30 sep"
    compare(driver, NOTHING)
    assert compare_button.sizeHint().width() == with_caption
    tops = [button.y() for button in dashboard(driver).tiles]
    assert len(set(tops)) == 2
    assert dashboard(driver).height() > driver.window.tabs.overview.height()
    driver.window.resize(size)


def test_a_new_report_does_not_change_the_chosen_tab(driver: WindowDriver) -> None:
    driver.window.tabs.setCurrentWidget(driver.window.tabs.pages[ListKind.TIPS])
    driver.fetch()
    assert driver.table(ListKind.TIPS).isVisible()
    go_back(driver)
    driver.fetch()
    assert driver.is_visible("overviewPage")


def test_closing_the_window_cancels_the_comparison(open_on: OpenOn) -> None:
    tap = StallingServer()
    with FaultServer(tap) as server:
        driver = open_on(server.base_url)
        driver.type_period(*OCTOBER)
        driver.fetch()
        tap.answer_next(0)
        driver.window.tabs.overview.toolbar.comparison_requested.emit(ComparisonPeriod.PREVIOUS_PERIOD)
        driver.wait_until(lambda: bool(tap.requests))
        driver.close()
        assert not driver.window.isVisible()


@pytest.mark.parametrize("rows", ["exportAllRows", "exportShownRows"])
def test_a_workbook_has_the_comparison_of_the_overview(compared: WindowDriver, tmp_path: Path, rows: str) -> None:
    driver = compared
    line = tile(driver, "tileIncoming").full_text
    before = line.rsplit(" ", 1)[-1]
    driver.click("exportButton")
    driver.click(rows)
    driver.type_text("exportTarget", str(tmp_path / "möte.xlsx"))
    with driver.qtbot.waitSignal(driver.controller.export_controller.saved):
        driver.click("exportSaveButton")
    sheet = CalamineWorkbook.from_path(tmp_path / "möte.xlsx").get_sheet_by_name("Mötesblad")
    [leads] = [row for row in sheet.to_python() if len(row) > 3 and row[2] == "Inkommande leads"]
    assert leads[3] == int(before.replace("\N{NO-BREAK SPACE}", "")), line


@pytest.mark.slow
def test_a_workbook_that_waits_for_the_comparison_says_so_and_can_be_cancelled(open_on: OpenOn, tmp_path: Path) -> None:
    with open_with_stalled_comparison(open_on, LAST_YEAR) as (driver, _):
        comparison, export = driver.controller.comparison_fetcher, driver.controller.export_controller

        def save() -> None:
            driver.click("exportButton")
            driver.type_text("exportTarget", str(tmp_path / "möte.xlsx"))
            with driver.qtbot.waitSignal(export.started):
                driver.click("exportSaveButton")

        save()
        assert driver.find_widget(QLabel, "progressLabel").text() == "Väntar på jämförelsen…"
        assert not driver.find_button("exportButton").isEnabled()  # a second file would be lost
        driver.click("cancelButton")
        assert driver.notice == "Exporten avbröts. Ingen fil sparades."
        save()
        with driver.qtbot.waitSignal(export.saved):
            comparison.cancel()
        assert driver.notice == "Sparad: möte.xlsx"
        assert [path.name for path in tmp_path.glob("*.xlsx")] == ["möte.xlsx"]


def test_an_export_gets_the_earlier_periods_with_the_filters_of_what_it_writes(driver: WindowDriver) -> None:
    load = driver.controller.overview_controller.create_earlier_periods_function
    everything = driver.controller.report_controller.report
    assert [load(written)() for written in (everything, None)] == [None, None]
    compare(driver, PERIOD_BEFORE)
    driver.show_list(ListKind.TIPS)
    page = driver.window.tabs.pages[ListKind.TIPS]
    page.saved_views.apply_view(next(view for view in page.saved_views.views if view.key == "unhandled"))
    driver.wait_until(lambda: not driver.is_table_updating)
    known = driver.controller.comparison_fetcher.earlier_periods
    assert known is not None
    for written in (everything, None):
        periods = load(written)()
        assert periods is not None
        for all_rows, rows in ((known.before, periods.before), (known.weeks, periods.weeks)):
            assert all_rows is not None
            assert rows is not None
            fewer = len(rows.tables[ListKind.TIPS]) < len(all_rows.tables[ListKind.TIPS])
            assert fewer != (written is everything)
            assert rows.tables[ListKind.INCOMING] == all_rows.tables[ListKind.INCOMING]
    page.saved_views.apply_default_view()
    compare(driver, NOTHING)


def test_a_report_that_goes_while_its_overview_is_built_is_not_shown(
    own_driver: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, page = own_driver, own_driver.window.tabs.overview
    driver.window.tabs.show_nothing_fetched()
    settle(driver)
    assert not page.is_showing_overview
    show_steps = OverviewPage.show_overview_steps
    reports = iter(range(1))

    def go_in_between(page: OverviewPage, overview: OverviewData) -> Steps[None]:
        for number, _ in enumerate(show_steps(page, overview)):
            if number == 5 and next(reports, None) is not None:
                driver.window.tabs.show_nothing_fetched()
            yield

    monkeypatch.setattr(OverviewPage, "show_overview_steps", go_in_between)
    report = driver.controller.report_controller.fetch_result
    assert report is not None
    driver.window.tabs.show_report(report.report)
    settle(driver)
    assert next(reports, None) is None
    assert not page.is_showing_overview
    driver.window.tabs.show_report(report.report)
    settle(driver)
    assert page.is_showing_overview
