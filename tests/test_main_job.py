"""The main job of a broker: from the first start to a workbook, and again the next morning."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.conftest import end_program
from tests.export.factories import SHEETS, calamine_rows
from tests.helpers.secret_service import SecretService
from tests.helpers.window_driver import (
    FetchState,
    WindowDriver,
    column_index,
    files_containing,
    id_column_index,
    record_fetch_states,
)
from vitec_desktop.app import build
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.formatting import column_heading
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.storage.file_lock import LOCK_FILE
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.models import ListKind

FIRST_DAY, LAST_DAY = date(2026, 8, 1), date(2026, 11, 23)
TODAY = date(2026, 11, 24)
PART_COUNT = 6  # three offices, two windows


@pytest.fixture
def service() -> Iterator[DemoService]:
    with DemoService(today=TODAY, latency=(0.02, 0.08)) as running:
        yield running


@pytest.fixture
def start(
    qtbot: QtBot, profile: Path, secret_service: SecretService, restore_application: None
) -> Iterator["ProgramStarter"]:
    starter = ProgramStarter(qtbot, profile)
    yield starter
    for window in starter.windows:
        end_program(window)


class ProgramStarter:
    """Start the program as a user does, but with the test's profile."""

    def __init__(self, qtbot: QtBot, profile: Path) -> None:
        self._qtbot = qtbot
        self._profile = profile
        self.windows: list[MainWindow] = []

    def __call__(self) -> WindowDriver:
        _, window = build(["--profile", str(self._profile), "--language", "sv"])
        self.windows.append(window)
        with self._qtbot.waitExposed(window):
            pass
        window.activateWindow()
        return WindowDriver(self._qtbot, window)


def add_connection(driver: WindowDriver, service: DemoService) -> None:
    driver.click("addConnectionButton")
    driver.find_dialog("connectionDialog")
    driver.type_text("connectionName", "Norrby på söder")
    driver.type_text("connectionUser", service.user)
    driver.type_text("connectionPassword", service.password)
    driver.type_text("connectionCustomerIds", ", ".join(f"{one.id}={one.name}" for one in service.customers))
    driver.type_text("connectionBaseUrl", service.base_url)


def service_row_ids(service: DemoService) -> dict[ListKind, list[str]]:
    rows = service.rows(FIRST_DAY, LAST_DAY)
    return {kind: [str(row.row_id or "") for row in rows[kind]] for kind in ListKind}


def sorted_ids(ids: dict[ListKind, list[str]]) -> dict[ListKind, list[str]]:
    return {kind: sorted(some) for kind, some in ids.items()}


def check_progress(states: list[FetchState], part_count: int) -> None:
    during = [state for state in states if state.is_fetching]
    after = [state for state in states if not state.is_fetching]
    assert during
    assert after
    assert all(state.can_cancel and not state.can_fetch for state in during)
    assert all(state.can_fetch and not state.can_cancel for state in after)
    done = [state.done_count for state in during]
    assert done == sorted(done)
    assert any(0 < count < part_count for count in done)
    assert done[-1] == part_count
    assert any("hämtar Norrby" in state.label and f"av {part_count}" in state.label for state in during)


def read_workbook_ids(path: Path) -> dict[ListKind, list[str]]:
    ids = {}
    for kind, sheet in SHEETS.items():
        headings, *rows = calamine_rows(path, sheet)
        place = headings.index(column_heading(COLUMNS[kind][id_column_index(kind)], Language("sv")))
        ids[kind] = [str(row[place]) for row in rows]
    return ids


def test_first_start_to_workbook_and_next_morning(
    start: ProgramStarter, service: DemoService, secret_service: SecretService, profile: Path, tmp_path: Path
) -> None:
    driver = start()
    assert driver.is_visible("welcomePage")
    assert not driver.is_visible("fetchButton")

    # Add a connection, and test it before saving.
    add_connection(driver, service)
    driver.click("testConnectionButton")
    driver.wait_until(lambda: "fungerar" in driver.connection_test_text)
    assert driver.connection_test_text.startswith("Anslutningen fungerar. Rapporten kan hämtas för Norrby ")
    assert secret_service.secrets() == []
    dialog = driver.find_dialog("connectionDialog")
    with driver.qtbot.waitSignal(dialog.accepted):
        driver.click("saveConnectionButton")
    assert [(secret.user, secret.password) for secret in secret_service.secrets()] == [(service.user, service.password)]
    assert not driver.is_visible("welcomePage")

    # Fetch nearly four months, with progress.
    driver.type_period(FIRST_DAY, LAST_DAY)
    assert driver.picker_choices("officePicker")["Alla kontor"]
    with record_fetch_states(driver) as states:
        driver.fetch()
    check_progress(states, PART_COUNT)
    assert sorted_ids(driver.row_ids()) == sorted_ids(service_row_ids(service))
    assert driver.notice == ""
    assert "Komplett rapport" in driver.status_text
    assert "1 aug – 23 nov 2026" in driver.status_text

    # Sort by a click on a column header, in Swedish order.
    sender = column_index(ListKind.INCOMING, "sender.name")
    assert driver.header_text(ListKind.INCOMING, sender) == "Avsändare"
    before = driver.column_texts(ListKind.INCOMING, sender)
    driver.click_header(ListKind.INCOMING, sender)
    driver.wait_until(lambda: not driver.is_table_updating)
    after = driver.column_texts(ListKind.INCOMING, sender)
    assert after != before
    names = [name for name in after if name]
    assert names == sorted(filter(None, before), key=SWEDISH.key)
    assert after == names + [""] * (len(before) - len(names))

    # Export: the workbook has every row of the service once.
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    target = tmp_path / "Måndagsmötet.xlsx"
    driver.type_text("exportTarget", target.name)
    driver.type_text("exportFolder", str(tmp_path))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Sparad: "))
    assert driver.notice == "Sparad: Måndagsmötet.xlsx"
    assert driver.notice_buttons == ["Öppna", "Visa i mapp", "Kopiera bild"]
    assert sorted_ids(read_workbook_ids(target)) == sorted_ids(service_row_ids(service))
    driver.close()

    # The next morning, everything is still set up.
    driver = start()
    assert not driver.is_visible("welcomePage")
    assert driver.period == (FIRST_DAY, LAST_DAY)
    assert driver.row_count == 0
    driver.fetch()
    assert not driver.is_dialog_open("passwordPrompt")
    assert sorted_ids(driver.row_ids()) == sorted_ids(service_row_ids(service))
    driver.close()
    assert not list(files_containing(profile, service.password))


def test_a_password_is_masked_and_in_no_file_of_the_profile(
    start: ProgramStarter, service: DemoService, profile: Path, secret_service: SecretService
) -> None:
    secret = "hemligt-å-ä-ö-47"  # noqa: S105
    driver = start()
    add_connection(driver, service)
    assert driver.find_widget(QLineEdit, "connectionPassword").echoMode() is QLineEdit.EchoMode.Password
    driver.type_text("connectionPassword", secret)
    driver.click("testConnectionButton")
    driver.wait_until(lambda: "nekades" in driver.connection_test_text)
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    driver.fetch()
    driver.wait_until(lambda: "(401)" in driver.notice)
    driver.close()
    assert [one.password for one in secret_service.secrets()] == [secret]
    names = sorted(path.name for path in profile.rglob("*") if path.is_file())
    assert names == [LOCK_FILE, "connections.json", "settings.json", "vitec-desktop.log"]
    assert not list(files_containing(profile, secret))
