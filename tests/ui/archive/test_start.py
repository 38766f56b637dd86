"""The program opens with the newest saved report, offline, and says that it is not up to date."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QPushButton
from python_calamine import CalamineWorkbook

from tests.accounts.fake_keyrings import MemoryKeyring
from tests.export.factories import about_rows
from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.waiting import HANG, LONGEST_WAIT
from tests.helpers.window_driver import WindowDriver
from tests.ui.archive.conftest import MakeArchive, fetch_snapshot, wait_for_jobs
from tests.ui.archive.test_archive_dialog import confirm, open_dialog, report_list, texts
from tests.ui.conftest import SUNDBYBERG, OpenOn, Switch
from tests.ui.stalling_server import one_tip
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.store import ReportArchive, open_archive
from vitec_desktop.export.export_spec import ExportRequest, ExportResult
from vitec_desktop.export.exporter import write_report
from vitec_desktop.report.formatting import format_day
from vitec_desktop.report.steps import Steps
from vitec_desktop.report.tables import JoinedTable
from vitec_desktop.ui.archive import saved_report_controller
from vitec_desktop.ui.common.jobs import Job
from vitec_desktop.ui.export import export_controller
from vitec_desktop.ui.widgets.notice import NoticeBar
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

NOTICE = "savedReportNotice"
SaveDaysAgo = Callable[[float], str]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(one_tip) as server:
        yield server


@pytest.fixture
def save(make_archive: MakeArchive, profile: Path, server: FaultServer) -> SaveDaysAgo:
    """Save the server's report, fetched some days ago."""

    def save_(days_ago: float) -> str:
        archive = make_archive(profile)
        archive.turn_on()
        return archive.save(fetch_snapshot(server.base_url, days_ago)).id

    return save_


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set when old reports are deleted, which is done without delay."""
    cleaned = threading.Event()
    clean = ReportArchive.clean

    def clean_and_tell(*given: Any, **parts: Any) -> None:
        clean(*given, **parts)
        cleaned.set()

    monkeypatch.setattr(ReportArchive, "clean", clean_and_tell)
    monkeypatch.setattr(saved_report_controller, "_CLEAN_DELAY", 0)
    return cleaned


def damaged_notice(driver: WindowDriver) -> str:
    bars = driver.window.findChildren(NoticeBar, "damagedReportsNotice")
    return next((bar.accessibleName() for bar in bars if bar.isVisible()), "")


def shown_notice(driver: WindowDriver) -> str:
    bars = driver.window.findChildren(NoticeBar, NOTICE)
    return next((bar.accessibleName() for bar in bars if bar.isVisible()), "")


def test_the_last_report_is_read_while_the_window_is_built(
    open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer, make_archive: MakeArchive
) -> None:
    save(6)
    asked = threading.Event()

    def make(folder: Path | None) -> ReportArchive:
        asked.set()
        return make_archive(folder)

    def populate_steps(window: MainWindow, *given: Any) -> Steps[None]:
        assert asked.wait(LONGEST_WAIT)
        yield from populate(window, *given)

    populate = MainWindow.populate_steps
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MainWindow, "populate_steps", populate_steps)
        driver = open_archiving(server.base_url, make_archive=make)
    driver.wait_until(lambda: driver.row_count == 2)


def test_the_last_report_is_there_before_anything_is_fetched(
    open_archiving: OpenOn,
    save: SaveDaysAgo,
    server: FaultServer,
) -> None:
    save(20)
    save(6)
    server.stop()
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: driver.row_count == 2)

    day = format_day(swedish_today() - timedelta(days=6), driver.controller.language, with_year=False)
    assert shown_notice(driver).startswith(f"Sparad rapport, hämtad {day} ")
    assert "inte uppdaterad. Det som hänt de senaste 6 dagarna syns när du hämtar." in shown_notice(driver)
    assert not driver.find_widget(NoticeBar, NOTICE).close_button.isVisible()
    assert "Sparad rapport, inte uppdaterad" in driver.status_text
    assert "Komplett" not in driver.status_text
    assert driver.find_button("exportButton").isEnabled()
    assert driver.notice == ""


def test_nothing_of_the_saved_report_says_now(open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer) -> None:
    save(6)
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: driver.row_count == 2)
    driver.wait_until(lambda: driver.window.tabs.overview.is_showing_overview)
    dashboard = driver.window.tabs.overview.dashboard
    assert dashboard is not None
    names = [tile.title for tile in dashboard.overview.tiles]
    day = format_day(swedish_today() - timedelta(days=6), driver.controller.language, with_year=False)
    assert f"Obehandlade {day}" in names
    assert "Obehandlade nu" not in names
    assert day in dashboard.overview.ages.title


def test_an_incomplete_saved_report_is_no_all_clear(
    open_archiving: OpenOn, make_archive: MakeArchive, profile: Path
) -> None:
    is_whole = False

    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if is_whole or seen.customer_id != SUNDBYBERG.id else Reply(403)

    with FaultServer(answer) as server:
        archive = make_archive(profile)
        archive.turn_on()
        archive.save(fetch_snapshot(server.base_url, 6))
        driver = open_archiving(server.base_url)
        driver.wait_until(lambda: driver.row_count == 1)
        driver.show_list(JoinedTable.UNHANDLED)
        state = driver.window.tabs.shown.unhandled.empty_state
        assert state.heading.text() == "Inga obehandlade i det som hämtades."
        assert state.line.text() == "Norrby Sundbyberg saknas."
        assert state.button.text() == "Hämta nu"
        is_whole = True
        driver.click(state.button)
        driver.wait_until(lambda: driver.is_fetch_done and "Komplett rapport" in driver.status_text)
        assert state.heading.text() == "Allt är omhändertaget."


@pytest.mark.slow
def test_a_complete_saved_report_says_how_it_was_when_it_was_fetched(
    open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer, tmp_path: Path
) -> None:
    """In the overview, on the empty page, in the view, and in a workbook."""
    was_so = "Allt var omhändertaget när rapporten hämtades."
    save(6)
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: driver.row_count == 2)
    driver.show_list(JoinedTable.UNHANDLED)
    assert driver.window.tabs.shown.unhandled.empty_state.heading.text() == was_so
    driver.show_list(ListKind.TIPS)
    page = driver.window.tabs.pages[ListKind.TIPS]
    page.saved_views.apply_view(page.saved_views.views[1])
    driver.wait_until(lambda: page.no_match_state.isVisible() and not driver.is_table_updating)
    assert page.no_match_state.heading.text() == was_so
    driver.window.tabs.setCurrentIndex(0)
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    dashboard = driver.window.tabs.overview.dashboard
    assert dashboard is not None
    assert dashboard.overview.ages.footer == was_so
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(tmp_path))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Sparad"))
    workbook = CalamineWorkbook.from_path(next(tmp_path.glob("*.xlsx")))
    said = {
        str(cell)
        for name in workbook.sheet_names
        for row in workbook.get_sheet_by_name(name).to_python()
        for cell in row
    }
    assert was_so in said
    assert not any("Allt är omhändertaget" in text for text in said)
    driver.click("fetchNowButton")
    driver.wait_until(lambda: driver.is_fetch_done and "Komplett rapport" in driver.status_text)
    assert driver.window.tabs.shown.unhandled.empty_state.heading.text() == "Allt är omhändertaget."


def test_fetching_replaces_it(open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer) -> None:
    save(6)
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: bool(shown_notice(driver)))
    driver.click("fetchNowButton")
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
    assert shown_notice(driver) == ""


def test_a_fetch_that_fails_leaves_it(open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer) -> None:
    save(6)
    server.stop()
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: bool(shown_notice(driver)))
    driver.click("fetchNowButton")
    driver.wait_until(lambda: "Den sparade rapporten visas, oförändrad." in driver.notice)
    assert shown_notice(driver)
    assert driver.row_count == 2


def test_an_old_report_is_a_warning(open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer) -> None:
    save(32)
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: bool(shown_notice(driver)))
    notice = driver.find_widget(NoticeBar, NOTICE).notice
    assert notice is not None
    assert notice.level.value == "warn"


def test_a_report_of_other_offices_is_not_shown(open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer) -> None:
    save(6)
    with FaultServer(one_tip) as other:
        driver = open_archiving(other.base_url)
        wait_for_jobs(driver)
        assert driver.row_count == 0
        assert shown_notice(driver) == ""
        driver.close()


class LockedKeyring(MemoryKeyring):
    """Locked until its user opens the prompt; counts the prompts."""

    def __init__(self) -> None:
        super().__init__()
        self.prompts = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.prompts += 1
        return super().get_password(service, username)


def test_a_locked_keyring_is_opened_by_the_user_only(
    open_archiving: OpenOn,
    save: SaveDaysAgo,
    server: FaultServer,
    archive_keyring: KeyringBackend,
) -> None:
    save(6)
    ring = LockedKeyring()  # of an unknown kind: each call could prompt
    assert isinstance(archive_keyring, MemoryKeyring)
    ring.entries.update(archive_keyring.entries)
    store = SecretStore(lambda: ring)
    driver = open_archiving(server.base_url, make_archive=lambda folder: open_archive(folder, store, MachineDefaults()))
    driver.wait_until(lambda: shown_notice(driver).startswith("Datorns nyckelring är låst."))
    assert ring.prompts == 0
    assert driver.row_count == 0

    driver.click("unlockButton")
    driver.wait_until(lambda: driver.row_count == 2)
    assert ring.prompts
    assert shown_notice(driver).startswith("Sparad rapport")


def test_a_lost_key_is_told_and_stops_nothing(
    open_archiving: OpenOn,
    save: SaveDaysAgo,
    server: FaultServer,
    archive_keyring: KeyringBackend,
) -> None:
    save(6)
    assert isinstance(archive_keyring, MemoryKeyring)
    archive_keyring.entries.clear()
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: driver.notice.startswith("Nyckeln till de sparade rapporterna finns inte"))
    driver.fetch()
    assert driver.row_count == 2


@pytest.mark.parametrize("how", ["cut", *(pytest.param(how, marks=pytest.mark.slow) for how in ("empty", "flipped"))])
def test_a_damaged_report_is_told_of_at_the_start_and_in_the_dialog(
    open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer, profile: Path, how: str
) -> None:
    save(6)
    path = profile / "archive" / f"{save(3)}.vdr"
    content = path.read_bytes()
    changed = bytearray(content)
    changed[-30] ^= 1
    path.write_bytes({"cut": content[:-20], "empty": b"", "flipped": bytes(changed)}[how])
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: bool(damaged_notice(driver)))
    wait_for_jobs(driver)
    assert driver.row_count == 2
    notice = damaged_notice(driver)
    assert notice.startswith("1 sparad rapport är skadad och har lagts åt sidan.")
    day = format_day(swedish_today() - timedelta(days=3), driver.controller.language, with_year=False)
    assert (f"Hämtad {day} " in notice) == (how != "empty")
    assert "Hämta igen" in notice

    driver.fetch()
    assert damaged_notice(driver)
    for _ in range(2):
        dialog = open_dialog(driver)
        assert path.with_suffix(".damaged").name in texts(driver)
        dialog.reject()
    open_dialog(driver)
    driver.click("archiveClear")
    confirm(driver, "archiveClearBox", "Töm arkivet")
    driver.wait_until(lambda: damaged_notice(driver) == "")


@pytest.mark.slow
def test_a_file_that_a_run_without_a_window_set_aside_is_told_until_the_user_closes_it_in_each_language(
    open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer, profile: Path, make_archive: MakeArchive
) -> None:
    save(6)
    (profile / "archive" / f"{save(3)}.vdr").write_bytes(b"")
    assert len(make_archive(profile).list().damaged) == 1
    driver = open_archiving(server.base_url, language="")
    driver.wait_until(lambda: damaged_notice(driver).startswith("1 sparad rapport är skadad"))
    with driver.qtbot.waitSignal(driver.controller.replaced) as replaced:
        driver.choose_menu("Visa", "Språk", "English")
    english = WindowDriver(driver.qtbot, replaced.args[0].window)
    english.wait_until(lambda: damaged_notice(english).startswith("1 saved report is damaged"))
    english.find_widget(NoticeBar, "damagedReportsNotice").close_button.click()
    wait_for_jobs(english)
    with english.qtbot.waitSignal(english.controller.replaced) as replaced:
        english.choose_menu("View", "Language", "Svenska")
    swedish = WindowDriver(driver.qtbot, replaced.args[0].window)
    wait_for_jobs(swedish)
    assert damaged_notice(swedish) == ""
    assert make_archive(profile).list_set_aside() == ()


@pytest.mark.parametrize("how", ["delete", "clear", "connection"])
def test_a_saved_report_that_is_erased_is_no_longer_shown(
    open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer, how: str
) -> None:
    save(6)
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: driver.row_count == 2)
    wait_for_jobs(driver)
    if how == "connection":
        driver.open_connections("Norrby")
        driver.click("removeConnectionButton")
        confirm(driver, "removeConnectionBox", "Ta bort")
    elif how == "clear":
        open_dialog(driver)
        driver.click("archiveClear")
        confirm(driver, "archiveClearBox", "Töm arkivet")
    else:
        open_dialog(driver)
        report_list(driver).setCurrentCell(0, 0)
        driver.click("archiveDelete")
        confirm(driver, "archiveDeleteBox", "Ta bort")
    driver.wait_until(lambda: driver.row_count == 0 and driver.controller.report_controller.report is None)
    assert shown_notice(driver) == ""
    if how != "connection":
        assert driver.notice.startswith("Den sparade rapporten är borttagen.")


def test_a_saved_report_that_is_erased_while_a_file_of_it_is_written_leaves_as_soon_as_that_is_done(
    open_archiving: OpenOn,
    save: SaveDaysAgo,
    server: FaultServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_write = threading.Event()

    def wait_and_write(*arguments: Any) -> ExportResult:
        assert may_write.wait(LONGEST_WAIT)
        return write_report(*arguments)

    monkeypatch.setattr(export_controller, "write_report", wait_and_write)
    save(6)
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: driver.row_count == 2)
    wait_for_jobs(driver)
    reports, exporting = driver.controller.report_controller, driver.controller.export_controller
    shown = reports.report
    assert shown is not None
    open_dialog(driver)
    report_list(driver).setCurrentCell(0, 0)
    exporting.start(shown, ExportRequest(tmp_path / "rapport.csv", driver.controller.language))
    with driver.qtbot.waitSignal(driver.controller.saved_report_controller.erased):
        driver.click("archiveDelete")
        box = driver.find_dialog("archiveDeleteBox")
        driver.click(next(button for button in box.findChildren(QPushButton) if button.text() == "Ta bort"))
    assert reports.report is shown

    shown_after = []
    exporting.saved.connect(lambda _: shown_after.append(reports.report))
    may_write.set()
    driver.wait_until(lambda: bool(shown_after))
    assert shown_after == [None]
    assert driver.row_count == 0
    assert driver.notice.startswith("Sparad: "), "where the file is still stands there"


def test_where_all_reports_are_damaged_it_is_said_why_there_is_none(
    open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer, profile: Path
) -> None:
    for report_id in [save(days_ago) for days_ago in (9, 6, 3)]:
        path = profile / "archive" / f"{report_id}.vdr"
        path.write_bytes(path.read_bytes()[:100])
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: damaged_notice(driver).startswith("3 sparade rapporter är skadade"))
    wait_for_jobs(driver)
    assert driver.row_count == 0
    open_dialog(driver)
    assert texts(driver).count(".damaged") == 3
    assert driver.find_button("archiveClear").isEnabled()


@pytest.mark.slow
def test_a_file_of_a_saved_report_says_so_on_every_sheet(
    open_archiving: OpenOn,
    save: SaveDaysAgo,
    server: FaultServer,
    tmp_path: Path,
) -> None:
    import openpyxl

    save(6)
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: driver.row_count == 2)
    shown = driver.controller.report_controller.report
    assert shown is not None
    target = tmp_path / "rapport.xlsx"
    with driver.qtbot.waitSignal(driver.controller.export_controller.saved):
        driver.controller.export_controller.start(shown, ExportRequest(target, driver.controller.language))
    assert any("inte uppdaterad" in str(cell) for row in about_rows(target) for cell in row)
    book = openpyxl.load_workbook(target)
    for sheet in book.worksheets:
        texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
        texts += [
            str(part.text) for edge in (sheet.oddHeader, sheet.oddFooter) if edge for part in (edge.left, edge.right)
        ]
        assert any("inte uppdaterad" in text for text in texts), sheet.title


def test_a_change_of_language_keeps_it(
    open_archiving: OpenOn, save: SaveDaysAgo, server: FaultServer, switch: Switch
) -> None:
    save(6)
    driver = open_archiving(server.base_url, language="")
    driver.wait_until(lambda: bool(shown_notice(driver)))
    english = switch(driver, "Visa", "Språk", "English")
    assert shown_notice(english).startswith("Saved report, fetched")
    assert english.row_count == 2


def test_a_change_of_language_while_it_is_loaded_loads_it_again(
    open_archiving: OpenOn,
    save: SaveDaysAgo,
    server: FaultServer,
    switch: Switch,
    cleaned: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save(6)
    asked, may_load = threading.Event(), threading.Event()
    load = ReportArchive.load_newest

    def wait_and_load(*given: Any, **parts: Any) -> Any:
        asked.set()
        assert may_load.wait(LONGEST_WAIT)
        return load(*given, **parts)

    monkeypatch.setattr(ReportArchive, "load_newest", wait_and_load)
    driver = open_archiving(server.base_url, language="")
    driver.wait_until(asked.is_set)
    waits: list[float] = []
    with monkeypatch.context() as patch:
        patch.setattr(Job, "join", lambda _, seconds: waits.append(seconds))
        english = switch(driver, "Visa", "Språk", "English")
    assert waits
    assert not any(waits), "the window waits for no keyring"
    may_load.set()
    english.wait_until(lambda: english.row_count == 2)
    assert shown_notice(english).startswith("Saved report, fetched")
    english.wait_until(cleaned.is_set)


def test_a_change_of_language_before_old_reports_are_deleted_deletes_them_too(
    open_archiving: OpenOn,
    save: SaveDaysAgo,
    server: FaultServer,
    switch: Switch,
    cleaned: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save(6)
    monkeypatch.setattr(saved_report_controller, "_CLEAN_DELAY", round(HANG * 1000))
    driver = open_archiving(server.base_url, language="")
    driver.wait_until(lambda: bool(shown_notice(driver)))
    wait_for_jobs(driver)
    assert not cleaned.is_set()
    monkeypatch.setattr(saved_report_controller, "_CLEAN_DELAY", 0)
    english = switch(driver, "Visa", "Språk", "English")
    english.wait_until(cleaned.is_set)
    wait_for_jobs(english)

    cleaned.clear()
    swedish = switch(english, "View", "Language", "Svenska")
    wait_for_jobs(swedish)
    assert not cleaned.is_set(), "once is enough"


def test_a_change_of_language_while_the_keyring_is_locked_still_offers_to_unlock_it(
    open_archiving: OpenOn,
    save: SaveDaysAgo,
    server: FaultServer,
    archive_keyring: KeyringBackend,
    switch: Switch,
) -> None:
    save(6)
    ring = LockedKeyring()
    assert isinstance(archive_keyring, MemoryKeyring)
    ring.entries.update(archive_keyring.entries)
    store = SecretStore(lambda: ring)
    driver = open_archiving(
        server.base_url, make_archive=lambda folder: open_archive(folder, store, MachineDefaults()), language=""
    )
    driver.wait_until(lambda: shown_notice(driver).startswith("Datorns nyckelring är låst."))
    english = switch(driver, "Visa", "Språk", "English")
    english.wait_until(lambda: "keyring is locked" in shown_notice(english))
    assert ring.prompts == 0
    english.click("unlockButton")
    english.wait_until(lambda: english.row_count == 2)
    assert shown_notice(english).startswith("Saved report")
