"""The table of unhandled rows in the window: what it shows, what counts, and the older rows that the user asks for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QTableView
from python_calamine import CalamineWorkbook

from tests.conftest import end_program
from tests.export.factories import about_rows, sheet_rows
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, report
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import OCTOBER, OpenOn, Serve
from tests.ui.overview.overview_driver import dashboard, go_back, settle, tile
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.report.tables import list_of
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.window.window_controller import WindowController
from vitec_desktop.webservice.models import ListKind

INCOMING, TIPS = ListKind.INCOMING, ListKind.TIPS


def lead(row_id: str, created: str, state: str = "New", receiver: str = "Anna Ek") -> dict[str, object]:
    return {
        "createdAt": created,
        "receiver": {"name": receiver},
        "lead": {"id": row_id, "title": f"Lead {row_id}", "state": state},
    }


def tip(row_id: str, created: str, state: str = "New", receiver: str = "Anna Ek") -> dict[str, object]:
    return {
        "createdAt": created,
        "receiver": {"name": receiver},
        "tip": {"id": row_id, "title": f"Tips {row_id}", "state": state},
    }


def answer(seen: Seen) -> Reply:
    """Return two leads and a tip of the window's first day, all unhandled; and one of each that is done."""
    first = seen.window[0][:10]
    name = f"{seen.customer_id}-{first}"
    return report(
        incoming=[
            lead(f"{name}-1", f"{first}T08:00:00"),
            lead(f"{name}-2", f"{first}T10:00:00", receiver="Bo Ask"),
            lead(f"{name}-3", f"{first}T11:00:00", "Done"),
        ],
        tips=[tip(f"{name}-4", f"{first}T09:00:00"), tip(f"{name}-5", f"{first}T09:00:00", "Claimed")],
    )


Script = Callable[[Seen], Reply]


class Service:
    """Answers by `script`, which a test may replace, and notes the first days that were asked for."""

    def __init__(self) -> None:
        self.script: Script = answer
        self.first_days: list[str] = []

    def __call__(self, seen: Seen) -> Reply:
        self.first_days.append(seen.window[0][:10])
        return self.script(seen)

    @property
    def older(self) -> list[str]:
        return [day for day in self.first_days if day < "2026-10-01"]


@pytest.fixture
def service() -> Service:
    return Service()


def show_october(driver: WindowDriver) -> None:
    driver.type_period(*OCTOBER)
    driver.fetch()
    settle(driver)


@pytest.fixture
def own_driver(service: Service, open_on: OpenOn) -> Iterator[WindowDriver]:
    """A window of the test's own with October's report of two offices: four unhandled leads and two tips."""
    with FaultServer(service) as server:
        driver = open_on(server.base_url)
        show_october(driver)
        yield driver


@pytest.fixture
def driver(service: Service, serve: Serve) -> Iterator[WindowDriver]:
    """The same, shared by all tests that save nothing; afterwards its tables are as in a new profile."""
    driver = serve(service)
    show_october(driver)
    yield driver
    driver.window.tabs.shown.set_counting_filters(False)
    for page in driver.window.tabs.all_pages.values():
        page.saved_views.apply_default_view()
        page.set_details_open(False)
        page.view.clearSelection()


def page_of(driver: WindowDriver) -> ListPage:
    return driver.window.tabs.shown.unhandled


def tab_text(driver: WindowDriver, page: ListPage) -> str:
    bar = driver.window.tabs.tabBar()
    return bar.accessibleTabName(driver.window.tabs.indexOf(page))


def search_older(driver: WindowDriver) -> None:
    """Click on the link, and wait until everything has been looked through."""
    go_back(driver)
    driver.click("searchOlder")
    driver.wait_until(lambda: not driver.controller.older_fetcher.is_running and not driver.is_table_updating)


def older_notice(driver: WindowDriver) -> str:
    """Return the text of the line above the rows, wherever the window is; "" for none."""
    notice = driver.controller.older_controller.line.notice
    return "" if notice.isHidden() else notice.accessibleName()


@pytest.mark.slow
def test_the_tab_counts_the_unhandled_rows_of_both_lists(driver: WindowDriver) -> None:
    page = page_of(driver)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tab_text(driver, page) == "Obehandlade 6"
    driver.press_keys("Ctrl+5")
    assert driver.find_widget(QTableView, "unhandledTable").hasFocus()
    assert driver.status_text.startswith("6 obehandlade av periodens: 4 leads, 2 tips")
    driver.type_text("unhandledSearch", "bo ask")
    settle(driver)
    assert tab_text(driver, page) == "Obehandlade 2 av 6"
    assert driver.status_text.startswith("2 av 6 obehandlade visas")
    page.clear_filters()
    driver.fetch()
    settle(driver)
    assert tab_text(driver, page) == "Obehandlade 6"
    tester.deleteLater()


def test_the_details_and_what_is_copied_are_those_of_the_rows_own_list(driver: WindowDriver) -> None:
    page = page_of(driver)
    driver.click("tileUnhandled")
    page.set_details_open(True)
    for position, row in enumerate(page.shown_rows()):
        page.view.select_position(position)
        page.copy_all()
        text = QGuiApplication.clipboard().text()
        is_lead = list_of(row) is INCOMING
        assert ("Namn på lead: Lead" in text) is is_lead
        assert ("Rubrik: Tips" in text) is not is_lead
    page.view.select_position(0)
    page.copy_rows()
    heading = QGuiApplication.clipboard().text().splitlines()[0]
    assert heading.split("\t")[:4] == ["Ålder (dagar)", "Skapat", "Lista", "Status"]


@pytest.mark.slow
def test_layout_views_and_tab_are_there_after_a_restart(own_driver: WindowDriver, open_on: OpenOn) -> None:
    driver = own_driver
    page = page_of(driver)
    driver.press_keys("Ctrl+5")
    number = page.model.column_number("list")
    assert number is not None
    page.model.set_filter(number, ValueFilter(frozenset({TIPS.value})))
    page.saved_views.save_view("Bara tips")
    page.view.set_column_shown(number, False)
    driver.close()
    again = open_on("")
    page = page_of(again)
    assert again.window.tabs.currentWidget() is page
    assert page.saved_views.current.name == "Bara tips"
    assert number not in page.shown_column_numbers()
    assert page.model.filters == {number: ValueFilter(frozenset({TIPS.value}))}
    again.close()


def test_filters_of_unhandled_rows_that_count_become_filters_of_the_lists(driver: WindowDriver) -> None:
    page, tabs = page_of(driver), driver.window.tabs
    before = dashboard(driver).overview
    driver.click("tileUnhandled")
    number = page.model.column_number("receiver.name")
    assert number is not None
    page.model.set_filter(number, ValueFilter(frozenset({"Anna Ek"})))
    settle(driver)
    assert tab_text(driver, page) == "Obehandlade 4 av 6"
    driver.click(page.toolbar.count_button)
    settle(driver)
    assert not page.toolbar.count_button.isVisible()
    notice = driver.window.count_notice.notice
    assert notice is not None
    assert notice.title == "Översikten räknar på det som visas: 8 av 10 leads och tips."
    assert notice.text == "Filter: Mottagare Anna Ek (inkommande leads, tips)."
    assert [tab_text(driver, one) for one in (tabs.pages[INCOMING], tabs.pages[TIPS], page)] == [
        "Inkommande leads 4 av 6",
        "Tips 4",
        "Obehandlade 4 av 6",
    ]
    driver.press_keys("Alt+Left")
    settle(driver)
    assert tile(driver, "tileUnhandled").value == "4"
    assert page.model.rowCount() == 4
    driver.click(driver.window.count_notice.action_buttons[0])
    settle(driver)
    assert dashboard(driver).overview == before


def test_what_counts_in_the_lists_is_what_the_tile_opens(driver: WindowDriver) -> None:
    page, tips = page_of(driver), driver.window.tabs.pages[TIPS]
    number = tips.model.column_number("tip.state")
    assert number is not None
    driver.show_list(TIPS)
    tips.model.set_filter(number, ValueFilter(frozenset({"Claimed"})))
    driver.click(tips.toolbar.count_button)
    go_back(driver)
    assert tile(driver, "tileUnhandled").value == "4"
    driver.click("tileUnhandled")
    settle(driver)
    assert {list_of(row) for row in page.shown_rows()} == {INCOMING}
    assert tab_text(driver, page) == "Obehandlade 4 av 6"
    driver.fetch()
    settle(driver)
    assert tab_text(driver, page) == "Obehandlade 4 av 6"
    driver.window.tabs.shown.set_counting_filters(False)
    settle(driver)
    assert page.model.rowCount() == 6


def test_it_says_so_if_no_unhandled_row_counts(driver: WindowDriver) -> None:
    page, tabs = page_of(driver), driver.window.tabs
    for kind, key in ((INCOMING, "lead.state"), (TIPS, "tip.state")):
        model = tabs.pages[kind].model
        number = model.column_number(key)
        assert number is not None
        model.set_filter(number, ValueFilter(frozenset({"Done", "Claimed"})))
    tabs.shown.set_counting_filters(True)
    settle(driver)
    driver.press_keys("Ctrl+5")
    assert tab_text(driver, page) == "Obehandlade 0 av 6"
    assert page.empty_state.line.text() == "6 obehandlade räknas inte: filter i listorna döljer dem."
    driver.click(page.empty_state.button)
    settle(driver)
    assert page.model.rowCount() == 6


def test_the_link_has_the_keyboard_too(driver: WindowDriver, service: Service) -> None:
    link = driver.find_button("searchOlder")
    driver.activate()
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    driver.wait_until(lambda: driver.controller.older_fetcher.result is not None)
    assert service.older
    assert page_of(driver).isVisible()


def test_each_row_can_be_filtered_by_its_list_and_its_age(driver: WindowDriver) -> None:
    page = page_of(driver)
    driver.press_keys("Ctrl+5")
    for key in ("list", "age", "row.state", "createdAt"):
        number = page.model.column_number(key)
        assert number is not None
        popup = page.filter_controller.open_popup(number)
        driver.wait_until(popup.isVisible)
        popup.close()
        counts = run_to_end(page.model.value_count_steps(number))
        assert sum(count.row_count for count in counts) == 6
        page.model.sort_by((SortKey(number),))
        texts = [page.model.cell_text(position, number) for position in range(6)]
        assert texts == [page.model.value_text(number, one.value) for one in counts for _ in range(one.row_count)]
    number = page.model.column_number("list")
    assert number is not None
    assert {page.model.value_text(number, value) for value in (INCOMING.value, TIPS.value)} == {"Lead", "Tips"}


def test_older_rows_stand_in_the_same_list_and_count_nowhere(driver: WindowDriver, service: Service) -> None:
    page, before, status = page_of(driver), dashboard(driver).overview, driver.status_text
    search_older(driver)
    assert service.older
    assert min(service.older) == "2025-10-01"
    older = 3 * len(service.older)
    assert older_notice(driver).startswith(f"{older} äldre obehandlade visas också, från 1 okt 2025 – 30 sep 2026.")
    assert page.model.rowCount() == older + 6
    assert tab_text(driver, page) == f"Obehandlade 6 + {older} äldre"
    assert f"{older + 6} obehandlade: 6 av periodens, {older} äldre" in driver.status_text
    ages = [int(str(row[0])) for row in page.shown_rows()]
    assert ages == sorted(ages, reverse=True)
    driver.press_keys("Alt+Left")
    settle(driver)
    assert dashboard(driver).overview == before
    assert driver.status_text == status
    driver.click("tileUnhandled")
    assert page.model.rowCount() == 6, "the tile shows what it counts"
    requests = len(service.first_days)
    search_older(driver)
    assert page.model.rowCount() == older + 6
    assert len(service.first_days) == requests, "nothing is fetched twice"
    driver.click(driver.controller.older_controller.line.notice.action_buttons[-1])
    assert page.model.rowCount() == 6
    assert not older_notice(driver)


def test_another_report_has_no_older_rows_yet(driver: WindowDriver) -> None:
    search_older(driver)
    driver.fetch()
    settle(driver)
    assert page_of(driver).model.rowCount() == 6
    assert not older_notice(driver)


@pytest.mark.slow
def test_what_was_found_stays_where_a_part_fails_and_only_that_is_fetched_again(
    driver: WindowDriver, service: Service
) -> None:
    def refuse(seen: Seen) -> Reply:
        is_refused = seen.customer_id == "M30012" and seen.window[0][:10] < "2026-01-01"
        return Reply(status=503) if is_refused else answer(seen)

    page = page_of(driver)
    service.script = refuse
    search_older(driver)
    found = page.model.rowCount() - 6
    notice = older_notice(driver)
    assert notice.startswith(f"{found} äldre obehandlade visas också")
    assert "Sundbyberg" in notice
    assert "503" in notice
    service.script = answer
    done = len(service.first_days)
    driver.click(driver.controller.older_controller.line.notice.action_buttons[0])
    driver.wait_until(lambda: not driver.controller.older_fetcher.is_running and not driver.is_table_updating)
    assert all(day < "2026-01-01" for day in service.first_days[done:])
    assert page.model.rowCount() - 6 > found
    assert "Översikten räknar bara dem som hör till perioden." in older_notice(driver)


@pytest.mark.slow
def test_it_says_so_if_nothing_older_could_be_fetched(driver: WindowDriver, service: Service) -> None:
    service.script = lambda seen: Reply(status=503)
    search_older(driver)
    assert older_notice(driver).startswith("Äldre obehandlade kunde inte hämtas.")
    assert page_of(driver).model.rowCount() == 6
    service.script = lambda seen: Reply(status=503) if seen.customer_id == "M30012" else report()
    driver.click(driver.controller.older_controller.line.notice.action_buttons[0])
    driver.wait_until(lambda: not driver.controller.older_fetcher.is_running)
    assert older_notice(driver).startswith("Inga äldre obehandlade i det som hämtades.")
    service.script = lambda seen: report()
    driver.click(driver.controller.older_controller.line.notice.action_buttons[0])
    driver.wait_until(lambda: not driver.controller.older_fetcher.is_running)
    assert older_notice(driver) == "Inga äldre obehandlade 1 okt 2025 – 30 sep 2026."


def stall(service: Service) -> Callable[[], bool]:
    """Let the service answer one older window and hang in all others; return whether it hangs."""
    held: list[Seen] = []

    def script(seen: Seen) -> Reply:
        if seen.window[0][:10] >= "2026-10-01":
            return answer(seen)
        held.append(seen)
        return answer(seen) if len(held) == 1 else Reply(body=answer(seen).body, hang=Hang.IN_BODY)

    service.script = script
    return lambda: len(held) > 1


def start_to_stall(driver: WindowDriver, service: Service) -> None:
    is_hanging = stall(service)
    driver.click("searchOlder")
    progress = driver.controller.older_controller.line.progress
    driver.wait_until(lambda: is_hanging() and progress.isVisible() and progress.bar.value() == 1)


def test_looking_for_older_rows_can_be_cancelled_and_keeps_what_came(driver: WindowDriver, service: Service) -> None:
    page = page_of(driver)
    start_to_stall(driver, service)
    assert "1 av" in driver.find_widget(QLabel, "olderLabel").text()
    driver.activate()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    driver.wait_until(lambda: not driver.controller.older_fetcher.is_running and bool(older_notice(driver)))
    assert page.model.rowCount() == 9
    assert older_notice(driver).startswith("3 äldre obehandlade visas också")
    line = driver.controller.older_controller.line
    assert line.notice.action_buttons[0].text() == "Försök igen"
    driver.click(line.notice.action_buttons[0])
    assert driver.controller.older_fetcher.is_running
    assert line.progress.isVisible()
    assert not line.notice.isVisible()


def test_a_new_fetch_takes_the_place_of_looking_for_older_rows(driver: WindowDriver, service: Service) -> None:
    start_to_stall(driver, service)
    driver.fetch()
    settle(driver)
    assert not driver.controller.older_fetcher.is_running
    assert page_of(driver).model.rowCount() == 6
    assert not older_notice(driver)
    assert not driver.controller.older_controller.line.progress.isVisible()


@pytest.mark.slow
def test_a_comparison_is_fetched_first(own_driver: WindowDriver, service: Service) -> None:
    driver = own_driver
    comparison, older = driver.controller.comparison_fetcher, driver.controller.older_fetcher
    start_to_stall(driver, service)
    service.script = answer
    with driver.qtbot.waitSignal(comparison.changed):
        go_back(driver)
        driver.choose_in_picker("overviewCompare", "Förra perioden")
        assert comparison.is_running
    driver.wait_until(lambda: not older.is_running and not driver.is_table_updating)
    assert "mot" in tile(driver, "tileTips").full_text
    assert older.result is not None
    assert older.result.report.is_complete


def test_the_window_can_be_closed_in_the_middle(own_driver: WindowDriver, service: Service) -> None:
    driver = own_driver
    start_to_stall(driver, service)
    driver.close()
    assert not driver.window.isVisible()


def test_a_missing_password_is_asked_for(own_driver: WindowDriver, credential_store: CredentialStore) -> None:
    driver = own_driver
    (kept,) = driver.controller.connection_store.connections
    credential_store.delete_password(kept.id, kept.user)
    driver.click("searchOlder")
    driver.find_dialog("passwordPrompt")
    driver.type_text("promptPassword", "norrby")
    driver.click("promptContinue")
    driver.wait_until(lambda: driver.controller.older_fetcher.result is not None)
    assert page_of(driver).model.rowCount() > 6


@pytest.mark.slow
def test_another_language_keeps_what_was_found(own_driver: WindowDriver, service: Service) -> None:
    driver = own_driver
    search_older(driver)
    count, requests = page_of(driver).model.rowCount(), len(service.first_days)
    successors: list[WindowController] = []
    driver.controller.replaced.connect(successors.append)
    driver.choose_menu("Visa", "Språk", "English")
    english = WindowDriver(driver.qtbot, successors[0].window)
    assert page_of(english).model.rowCount() == count
    assert "older unhandled rows are shown too" in older_notice(english)
    assert len(service.first_days) == requests
    end_program(english.window)


def export_shown(driver: WindowDriver, folder: Path, *clicks: str) -> Path:
    """Export what is shown to a new file in `folder`, after some clicks in the dialog."""
    folder.mkdir()
    driver.press_keys("Ctrl+E")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(folder))
    driver.click("exportShownRows")
    for name in clicks:
        driver.find_button(name).click()
    with driver.qtbot.waitSignal(driver.controller.export_controller.saved):
        driver.click("exportSaveButton")
    (path,) = folder.iterdir()
    return path


@pytest.mark.slow
def test_what_the_table_shows_is_a_sheet_of_its_own(own_driver: WindowDriver, tmp_path: Path) -> None:
    driver = own_driver
    page = page_of(driver)
    search_older(driver)
    number = page.model.column_number("receiver.name")
    assert number is not None
    page.model.set_filter(number, ValueFilter(frozenset({"Bo Ask"})))
    page.view.set_column_shown(number, False)
    settle(driver)
    shown = page.shown_rows()
    path = export_shown(driver, tmp_path / "shown")
    name = next(one for one in reversed(CalamineWorkbook.from_path(path).sheet_names) if one.startswith("Obehandlade"))
    rows = sheet_rows(path, name)
    assert [heading for heading in rows[0] if heading.strip()] == [
        page.model.heading(column) for column in page.shown_column_numbers()
    ]
    ages = rows[0].index("Ålder (dagar)")
    assert [row[ages] for row in rows[1:]] == [row[0] for row in shown]
    about = [str(cell) for row in about_rows(path) for cell in row]
    assert any("Mottagare: Bo Ask" in text for text in about)


def test_an_anonymised_sheet_of_unhandled_rows_names_no_contact(driver: WindowDriver, tmp_path: Path) -> None:
    driver.click("tileUnhandled")
    path = export_shown(driver, tmp_path / "anonymous", "exportAnonymised")
    name = next(one for one in reversed(CalamineWorkbook.from_path(path).sheet_names) if one.startswith("Obehandlade"))
    rows = sheet_rows(path, name)
    assert len(rows) == 7
    assert "Kontakt" not in rows[0]
    assert "Rubrik" in rows[0]
