"""The column Ändring, the view "Nytt sedan sist" and the rows that are gone, in the tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.archive.factories import a_keyring
from tests.helpers.fault_server import FaultServer
from tests.helpers.window_driver import WindowDriver
from tests.ui.archive.conftest import ChangingService, fill_archive, wait_for_jobs
from tests.ui.conftest import OpenOn, OpenShared, drive_shared
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.store import ReportArchive, open_archive
from vitec_desktop.report.lists import CHANGE_INDEXES
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.saved_views import CHANGED_KEY
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.models import ListKind

TIPS = ListKind.TIPS
CHANGE = CHANGE_INDEXES[TIPS]


@pytest.fixture
def own_driver(open_archiving: OpenOn, archive: ReportArchive, server: FaultServer) -> WindowDriver:
    """A window of the test's own with the tips, compared with the saved report."""
    driver = open_archiving(server.base_url)
    show_compared(driver)
    return driver


@pytest.fixture(scope="module")
def archiving_window(open_shared: OpenShared, shared_profile: Path) -> Iterator[MainWindow]:
    service, keyring = ChangingService(), a_keyring()

    def make_archive(folder: Path | None) -> ReportArchive:
        return open_archive(folder, SecretStore(lambda: keyring), MachineDefaults())

    with FaultServer(service) as server:
        fill_archive(make_archive(shared_profile), server, service)
        yield open_shared(server.base_url, make_archive=make_archive)


@pytest.fixture
def driver(qtbot: QtBot, archiving_window: MainWindow) -> Iterator[WindowDriver]:
    """The same for all tests that change no more than how the tips are shown; see `drive_shared`."""
    with drive_shared(qtbot, archiving_window) as driver:
        page = page_of(driver)
        if not page.model.is_compared:
            show_compared(driver)
        driver.window.tabs.setCurrentWidget(page)
        yield driver
        page.model.group_by(None)
        page.model.set_showing_gone(False)


def show_compared(driver: WindowDriver) -> None:
    """Fetch, wait until the report is compared, and show the tips."""
    assert CHANGE not in page_of(driver).shown_column_numbers()
    driver.fetch()
    driver.wait_until(lambda: page_of(driver).model.is_compared)
    wait_for_jobs(driver)
    driver.window.tabs.setCurrentWidget(page_of(driver))


def page_of(driver: WindowDriver) -> ListPage:
    return driver.window.tabs.pages[TIPS]


def changes(driver: WindowDriver) -> dict[str, str]:
    """Return the word of each row that is shown, by the letter in its title."""
    model = page_of(driver).model
    title = model.column_number("tip.title")
    assert title is not None
    return {model.cell_text(n, title)[-1]: model.cell_text(n, CHANGE) for n in range(model.rowCount())}


def test_a_compared_table_says_what_has_changed(driver: WindowDriver) -> None:
    page = page_of(driver)
    assert page.shown_column_numbers()[1] == CHANGE
    assert changes(driver) == {"a": "", "b": "Ändrat", "c": "Ändrat", "e": "Nytt", "f": "Nytt"}
    tooltips = {
        page.model.cell_text(n, CHANGE): page.model.index(n, CHANGE).data(Qt.ItemDataRole.ToolTipRole)
        for n in range(page.model.rowCount())
    }
    assert tooltips[""] is None
    assert tooltips["Nytt"] is None
    assert tooltips["Ändrat"] in ("Status: Ny → Plockad", "Status: Plockad → Klar")
    spoken = [page.model.index(n, CHANGE).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(5)]
    assert "oförändrat" in spoken
    assert "Ändrat, Status: Ny → Plockad" in spoken


def test_the_view_of_changes_filters_them_and_leaves_with_them(own_driver: WindowDriver) -> None:
    driver = own_driver
    page = page_of(driver)
    view = page.saved_views.view_by_id(CHANGED_KEY)
    assert view is not None
    page.saved_views.apply_view(view)
    assert set(changes(driver)) == {"b", "c", "e", "f"}
    driver.window.tabs.show_changes(None)
    assert view not in page.saved_views.views
    assert page.saved_views.current is page.saved_views.default_view
    assert CHANGE not in page.shown_column_numbers()
    assert page.model.shown_count == page.model.total_count == 5


def test_rows_that_are_gone_are_shown_on_request_and_never_counted(driver: WindowDriver) -> None:
    page = page_of(driver)
    button = driver.find_widget(QPushButton, "showGoneButton")
    assert (button.text(), button.accessibleName()) == ("Visa borta", "Visa borta 1")
    button.click()
    assert changes(driver)["d"] == "Borta"
    assert (page.model.shown_count, page.model.total_count, page.model.rowCount()) == (5, 5, 6)
    assert len(page.shown_rows()) == len(driver.window.tabs.shown.all_rows[TIPS]) == 5
    assert "5 tips" in driver.status_text
    assert "och 1 borta" in driver.status_text
    assert "6" not in driver.window.tabs.tabBar().tabText(driver.window.tabs.indexOf(page))
    gone = next(n for n in range(6) if page.model.cell_text(n, CHANGE) == "Borta")
    assert page.model.is_gone(gone)
    page.view.selectAll()
    assert page.selection_text().startswith("5 ")
    page.model.group_by(page.model.column_number("tip.state"))
    assert button.isVisible()
    assert not button.isEnabled()
    assert page.model.shown_gone_count == 0


def test_the_details_and_the_copied_row_say_what_has_changed(driver: WindowDriver) -> None:
    page = page_of(driver)
    changed = next(n for n in range(5) if page.model.change_text(n) == "Status: Ny → Plockad")
    page.view.select_position(changed)
    assert "Ändring: Ändrat: Status: Ny → Plockad" in page.details.row_text()
    page.view.select_position(next(n for n in range(5) if not page.model.cell_text(n, CHANGE)))
    assert "Ändring" not in page.details.row_text()


def test_a_failed_fetch_leaves_the_changes(own_driver: WindowDriver, server: FaultServer) -> None:
    driver = own_driver
    server.stop()
    driver.fetch()
    wait_for_jobs(driver)
    assert changes(driver)["b"] == "Ändrat"


def test_a_narrow_window_shows_marks_alone(driver: WindowDriver) -> None:
    page = page_of(driver)
    width = page.view.columnWidth(CHANGE)
    page.view.set_compact(True)
    assert page.view.columnWidth(CHANGE) < width / 2
    assert page.view.columnWidth(CHANGE) >= 14 + Spacing.SMALL
    page.view.set_compact(False)
    assert page.view.columnWidth(CHANGE) == width


def test_what_is_shown_is_exported_with_the_column(driver: WindowDriver, tmp_path: Path) -> None:
    from vitec_desktop.ui.export.shown_content import shown_lists

    content = shown_lists(driver.window.tabs.shown)[TIPS]
    assert CHANGE in content.columns
    assert [row[CHANGE] for row in content.rows].count("changed") == 2
