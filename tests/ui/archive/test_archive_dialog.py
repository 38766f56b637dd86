"""The dialog Sparade rapporter: on and off, for how long, open, delete, empty, forget a person."""

import errno
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QTableWidget

from tests.accounts.fake_keyrings import MemoryKeyring
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.waiting import LONGEST_WAIT
from tests.helpers.window_driver import WindowDriver, send_text
from tests.ui.archive.conftest import MakeArchive, fetch_snapshot, wait_for_jobs
from tests.ui.conftest import OpenOn
from tests.ui.window.test_keyboard import Keyboard
from tests.ui.window.test_tab_order import check_order
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.report_files import ReportFiles
from vitec_desktop.archive.store import ReportArchive, open_archive
from vitec_desktop.ui.archive import archive_content
from vitec_desktop.ui.archive.archive_dialog import ArchiveContent, ArchiveDialog
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.webservice.models import ListKind


def answer(seen: Seen) -> Reply:
    """Return a report with one tip of Petra Wallin."""
    day = seen.window[0][:10]
    contact = {"id": "K1", "firstName": "Petra", "lastName": "Wallin"}
    facts = {"id": f"{seen.customer_id}-{day}", "title": "Villa", "message": "Ring Petra Wallin"}
    return report(tips=[{"createdAt": f"{day}T12:00:00.0000000", "tip": facts, "contact": contact}])


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(answer) as server:
        yield server


@pytest.fixture
def archive(make_archive: MakeArchive, profile: Path, server: FaultServer) -> ReportArchive:
    """Reports of three days, saved."""
    archive = make_archive(profile)
    archive.turn_on()
    for days_ago in (9, 6, 3):
        archive.save(fetch_snapshot(server.base_url, days_ago))
    return archive


def open_dialog(driver: WindowDriver) -> ArchiveDialog:
    """Open the dialog from the menu, and wait until it shows what is saved."""
    driver.choose_menu("Arkiv", "Sparade rapporter…")
    dialog = driver.find_dialog("archiveDialog")
    assert isinstance(dialog, ArchiveDialog)
    wait_for_jobs(driver)
    return dialog


def report_list(driver: WindowDriver) -> QTableWidget:
    return driver.find_widget(QTableWidget, "archiveList")


def row_count(driver: WindowDriver) -> int:
    table = report_list(driver)
    return table.rowCount() if table.isVisible() else 0


def texts(driver: WindowDriver) -> str:
    labels = driver.find_dialog("archiveDialog").findChildren(QLabel)
    return " · ".join(label.accessibleName() or label.text() for label in labels if label.isVisible())


def confirm(driver: WindowDriver, name: str, text: str) -> None:
    dialog = driver.find_dialog(name)
    driver.click(next(button for button in dialog.findChildren(QPushButton) if button.text() == text))
    wait_for_jobs(driver)


def test_it_lists_what_is_saved_newest_first_until_a_heading_is_clicked_and_opens_a_report(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    wait_for_jobs(driver)
    open_dialog(driver)
    assert row_count(driver) == 3
    table = report_list(driver)
    first = [table.item(0, column) for column in range(5)]
    assert [item.text() for item in first if item][2:4] == ["2 kontor", "2"]
    assert "3 rapporter, " in texts(driver)
    assert driver.find_button("archiveEnabled").isChecked()
    assert driver.find_widget(QComboBox, "archiveMonths").currentData() == 13
    assert driver.find_widget(QLineEdit, "archiveFolder").text() == str(archive.folder)

    header, saved = table.horizontalHeader(), [one.id for one in archive.list().reports]

    def ids() -> list[str]:
        items = (table.item(row, 0) for row in range(table.rowCount()))
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item]

    assert header.isSortIndicatorShown()
    assert ids() == saved
    table.setCurrentCell(0, 0)
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionViewportPosition(0) + 20, 8)
    )
    assert ids() == saved[::-1]
    assert table.currentRow() == 2, "the chosen one stays chosen"

    button = driver.find_button("fetchButton")
    assert isinstance(button, Button)
    theme = button.theme

    def arrow(column: int) -> range:
        """Return where the arrow is in the heading of a column, from its left end."""
        left, width = header.sectionViewportPosition(column), header.sectionSize(column)
        picture = header.grab(QRect(left, 0, width, header.height())).toImage()
        accent = QColor(theme.colors.accent)
        found = [x for x in range(width) if any(picture.pixelColor(x, y) == accent for y in range(header.height()))]
        return range(found[0], found[-1] + 1)

    metrics = QFontMetrics(theme.font(TextSize.CAPTION, strong=True))
    gap = arrow(0).start - 11 - metrics.horizontalAdvance("Hämtad")
    assert 0 < gap < 16, "beside the word"
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionViewportPosition(4) + 20, 8)
    )
    gap = header.sectionSize(4) - 11 - metrics.horizontalAdvance("Storlek") - arrow(4).stop
    assert 0 < gap < 16, "before a word at the right"
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    oldest = archive.list().reports[-1]
    table.setCurrentCell(0, 0)
    driver.click("archiveOpen")
    driver.wait_until(lambda: not driver.is_dialog_open("archiveDialog"))
    shown = driver.controller.report_controller.report
    assert shown is not None
    assert shown.is_saved
    assert shown.fetched_at == oldest.fetched_at


@pytest.mark.slow
def test_while_a_report_is_fetched_no_saved_one_can_be_opened_and_the_dialog_says_why(
    open_archiving: OpenOn, make_archive: MakeArchive, profile: Path
) -> None:
    may_answer = Event()
    may_answer.set()

    def answer_later(seen: Seen) -> Reply:
        assert may_answer.wait(LONGEST_WAIT)
        return answer(seen)

    with FaultServer(answer_later) as server:
        archive = make_archive(profile)
        archive.turn_on()
        oldest = archive.save(fetch_snapshot(server.base_url, 6))
        archive.save(fetch_snapshot(server.base_url, 3))
        driver = open_archiving(server.base_url)
        wait_for_jobs(driver)
        may_answer.clear()
        driver.click("fetchButton")
        driver.wait_until(lambda: driver.controller.report_fetcher.is_running)
        driver.choose_menu("Arkiv", "Sparade rapporter…")
        table, button = report_list(driver), driver.find_button("archiveOpen")
        driver.wait_until(lambda: row_count(driver) == 2)
        table.setCurrentCell(1, 0)
        reason = "Kan öppnas när hämtningen eller exporten är klar."
        assert not button.isEnabled()
        assert button.toolTip() == button.accessibleDescription() == reason
        assert reason in texts(driver)
        assert driver.find_button("archiveDelete").isEnabled()
        QTest.keyClick(table, Qt.Key.Key_Return)
        place = table.visualRect(table.model().index(1, 0)).center()
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert driver.is_dialog_open("archiveDialog")

        may_answer.set()
        driver.wait_until(button.isEnabled)
        assert button.toolTip() == button.accessibleDescription() == ""
        assert reason not in texts(driver)
        QTest.keyClick(table, Qt.Key.Key_Return)
        driver.wait_until(lambda: not driver.is_dialog_open("archiveDialog"))
        shown = driver.controller.report_controller.report
        assert shown is not None
        assert shown.fetched_at == oldest.facts.fetched_at


def test_an_empty_archive_opens_in_the_middle_of_the_window_with_the_focus_on_the_switch(
    open_archiving: OpenOn, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    driver.window.resize(1024, 640)
    window = driver.window.frameGeometry()
    driver.activate()
    driver.choose_menu("Arkiv", "Sparade rapporter…")
    dialog = driver.find_dialog("archiveDialog")
    driver.wait_until(dialog.isActiveWindow)
    place = dialog.frameGeometry()
    wait_for_jobs(driver)
    assert "Inga sparade rapporter." in texts(driver)
    assert dialog.frameGeometry() == place
    assert window.contains(place)
    assert abs(place.center().y() - window.center().y()) < 20
    assert dialog.focusWidget() is driver.find_button("archiveEnabled")


def test_all_of_it_is_seen_in_a_low_window(open_archiving: OpenOn, archive: ReportArchive, server: FaultServer) -> None:
    driver = open_archiving(server.base_url)
    driver.window.resize(1024, 640)
    wait_for_jobs(driver)
    dialog = open_dialog(driver)
    report_list(driver).setCurrentCell(1, 0)
    assert driver.window.frameGeometry().contains(dialog.frameGeometry())
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0


def test_tab_goes_through_it_as_it_is_read(open_archiving: OpenOn, archive: ReportArchive, server: FaultServer) -> None:
    driver = open_archiving(server.base_url)
    wait_for_jobs(driver)
    dialog = open_dialog(driver)
    dialog.activateWindow()
    driver.wait_until(dialog.isActiveWindow)
    stops = Keyboard().round()
    assert report_list(driver) in stops
    check_order(stops)


def test_it_opens_though_the_keyring_does_not_answer(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Event()
    read_content = archive_content.read_content

    def read_late(archive: ReportArchive, *, may_prompt: bool) -> ArchiveContent:
        answered.wait(LONGEST_WAIT)
        return read_content(archive, may_prompt=may_prompt)

    monkeypatch.setattr(archive_content, "read_content", read_late)
    driver = open_archiving(server.base_url)
    wait_for_jobs(driver)
    driver.choose_menu("Arkiv", "Sparade rapporter…")
    dialog = driver.find_dialog("archiveDialog")
    assert not driver.find_button("archiveEnabled").isEnabled()
    answered.set()
    driver.wait_until(lambda: row_count(driver) == 3)
    assert dialog.focusWidget() is driver.find_button("archiveEnabled")


def test_what_the_user_switches_is_saved_at_once(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    dialog = open_dialog(driver)
    switch = driver.find_button("archiveEnabled")

    # Turning off keeps what is saved, and on saves again.
    driver.click(switch)
    driver.wait_until(lambda: "Det som redan sparats ligger kvar." in texts(driver))
    assert not archive.is_on
    assert row_count(driver) == 3
    driver.click(switch)
    driver.wait_until(lambda: archive.is_on and switch.isChecked() and switch.isEnabled())

    # A label is clicked as the switch, and Space toggles it.
    label = next(one for one in dialog.findChildren(QLabel) if one.text() == "Spara hämtade rapporter")
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    driver.wait_until(lambda: not archive.is_on and switch.isEnabled())
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    driver.wait_until(lambda: archive.is_on and switch.isEnabled())
    assert dialog.focusWidget() is switch, "so that Space toggles it again"

    wait_for_jobs(driver)
    combo = driver.find_widget(QComboBox, "archiveMonths")
    combo.setCurrentIndex(combo.findData(6))
    driver.wait_until(lambda: archive.settings.months == 6)


def test_a_person_is_forgotten_a_report_deleted_and_the_archive_emptied(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer, archive_keyring: KeyringBackend
) -> None:
    driver = open_archiving(server.base_url)
    open_dialog(driver)
    driver.click("archiveForget")
    driver.find_dialog("archiveForgetDialog")
    assert not driver.find_button("archiveForgetConfirm").isEnabled()
    send_text(driver.find_widget(QLineEdit, "archiveForgetText"), "petra wallin")
    result = driver.find_widget(QLabel, "archiveForgetResult")
    driver.wait_until(lambda: result.text() == "Finns på 2 rader i 3 sparade rapporter.")
    driver.click("archiveForgetConfirm")
    driver.wait_until(lambda: "Borttagen på 2 rader i 3 sparade rapporter." in texts(driver))
    assert archive.find_person("Petra Wallin").rows == 0
    assert len(archive.list().reports) == 3
    wait_for_jobs(driver)

    # A report is deleted after a question.
    report_list(driver).setCurrentCell(1, 0)
    QTest.keyClick(report_list(driver), Qt.Key.Key_Delete)
    confirm(driver, "archiveDeleteBox", "Avbryt")
    assert len(archive.list().reports) == 3
    driver.click("archiveDelete")
    confirm(driver, "archiveDeleteBox", "Ta bort")
    driver.wait_until(lambda: row_count(driver) == 2)
    assert len(archive.list().reports) == 2

    # Emptying deletes the key and all files.
    driver.click("archiveClear")
    confirm(driver, "archiveClearBox", "Töm arkivet")
    driver.wait_until(lambda: row_count(driver) == 0)
    assert "2 sparade rapporter är borttagna." in texts(driver)
    assert not list(archive.folder.glob("*.vdr"))
    assert isinstance(archive_keyring, MemoryKeyring)
    assert not archive_keyring.entries


def test_clearing_says_that_nobody_can_read_the_files_that_could_not_be_removed(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    driver = open_archiving(server.base_url)
    open_dialog(driver)
    monkeypatch.setattr(ReportFiles, "remove", refuse)
    driver.click("archiveClear")
    confirm(driver, "archiveClearBox", "Töm arkivet")
    driver.wait_until(lambda: "ingen kan läsa de sparade rapporterna längre. Men alla filer kunde" in texts(driver))
    assert "kunde inte ändras" not in texts(driver)
    monkeypatch.undo()
    driver.wait_until(driver.find_button("archiveClear").isEnabled)
    driver.click("archiveClear")
    confirm(driver, "archiveClearBox", "Töm arkivet")
    driver.wait_until(lambda: "3 sparade rapporter är borttagna." in texts(driver))


def test_a_person_who_is_forgotten_leaves_the_saved_report_that_is_shown(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    driver.wait_until(lambda: driver.row_count == 2)
    wait_for_jobs(driver)
    page = driver.window.tabs.pages[ListKind.TIPS]
    person = "Petra Wallin"

    def is_shown() -> bool:
        return any(person in str(row) for row in page.model.shown_rows())

    assert is_shown()
    open_dialog(driver)
    driver.click("archiveForget")
    send_text(driver.find_widget(QLineEdit, "archiveForgetText"), person)
    driver.wait_until(lambda: driver.find_button("archiveForgetConfirm").isEnabled())
    driver.click("archiveForgetConfirm")
    driver.wait_until(lambda: driver.row_count == 2 and not is_shown())
    report = driver.controller.report_controller.report
    assert report is not None
    assert report.is_saved


def test_forgetting_a_person_says_that_damaged_files_are_deleted(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    newest = archive.list().reports[0]
    (archive.folder / f"{newest.id}.vdr").write_bytes(b"")
    driver = open_archiving(server.base_url)
    open_dialog(driver)
    driver.click("archiveForget")
    send_text(driver.find_widget(QLineEdit, "archiveForgetText"), "nobody at all")
    result = driver.find_widget(QLabel, "archiveForgetResult")
    driver.wait_until(
        lambda: result.text() == "Finns inte i någon sparad rapport. 1 skadad fil kan inte sökas igenom, och tas bort."
    )
    driver.click("archiveForgetConfirm")
    driver.wait_until(lambda: "1 skadad fil kunde inte sökas igenom, och är borttagen." in texts(driver))
    assert list(archive.folder.glob("*.damaged")) == []


def test_it_says_that_it_decides(open_archiving: OpenOn, server: FaultServer, archive_keyring: KeyringBackend) -> None:
    store = SecretStore(lambda: archive_keyring)
    defaults = MachineDefaults(archive="on", archive_months=3)
    driver = open_archiving(server.base_url, make_archive=lambda folder: open_archive(folder, store, defaults))
    open_dialog(driver)
    assert texts(driver).count("Bestäms av IT.") == 2
    assert not driver.find_button("archiveEnabled").isEnabled()
    assert not driver.find_widget(QComboBox, "archiveMonths").isEnabled()


def test_without_a_safe_keyring_it_cannot_be_turned_on(open_archiving: OpenOn, server: FaultServer) -> None:
    store = SecretStore(NoKeyring)
    driver = open_archiving(server.base_url, make_archive=lambda folder: open_archive(folder, store, MachineDefaults()))
    open_dialog(driver)
    assert "Datorn har ingen säker nyckelring, så rapporter kan inte sparas." in texts(driver)
    assert not driver.find_button("archiveEnabled").isEnabled()


def test_a_lost_key_can_be_replaced(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer, archive_keyring: KeyringBackend
) -> None:
    assert isinstance(archive_keyring, MemoryKeyring)
    archive_keyring.entries.clear()
    driver = open_archiving(server.base_url)
    wait_for_jobs(driver)
    open_dialog(driver)
    assert "Nyckeln till de sparade rapporterna finns inte" in texts(driver)
    assert "0 rapporter" not in texts(driver)  # how many there are is not known
    assert driver.find_button("archiveOpenAgain").text() == "Börja om"
    driver.click("archiveOpenAgain")
    driver.wait_until(lambda: "3 har en annan nyckel och tas bort efter 30 dagar." in texts(driver))


def test_closing_the_window_while_the_dialog_works_is_safe(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    driver.choose_menu("Arkiv", "Sparade rapporter…")
    driver.find_dialog("archiveDialog")
    driver.close()
    assert len(archive.list().reports) == 3


@pytest.mark.slow
def test_in_sample_mode_a_saved_report_is_the_users_own_and_sample_data_are_not_saved(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    wait_for_jobs(driver)
    open_dialog(driver)
    assert "Exempeldata" not in texts(driver)
    driver.find_dialog("archiveDialog").reject()
    driver.choose_menu("Arkiv", "Exempeldata")
    driver.fetch()
    wait_for_jobs(driver)
    assert len(archive.list().reports) == 3
    open_dialog(driver)
    assert "Exempeldata sparas aldrig." in texts(driver)
    report_list(driver).setCurrentCell(2, 0)
    # Where the dialog's button was, the pointer is on the tables: the notice hides no tab all the same.
    tables, on_them = driver.window.tabs.parentWidget(), Qt.WidgetAttribute.WA_UnderMouse
    assert tables is not None
    driver.find_dialog("archiveDialog").finished.connect(lambda: tables.setAttribute(on_them))
    driver.click("archiveOpen")
    driver.wait_until(lambda: not driver.is_dialog_open("archiveDialog"))
    area = driver.window.notice_area
    driver.wait_until(lambda: area.isVisible() and area.room.height() == area.height() > 0)
    chip, note = driver.find_button("sampleDataChip"), driver.find_widget(QLabel, "shownPeriodNote")
    assert chip.text() == "Nästa hämtning: exempeldata · Byt till egna kontor"
    assert note.text() == "Visar egna"
    driver.choose_menu("Arkiv", "Exempeldata")
    assert not chip.isVisible()
    assert note.text() == ""


def test_in_sample_mode_no_next_report_is_promised_to_be_saved(
    open_archiving: OpenOn, make_archive: MakeArchive, profile: Path, server: FaultServer
) -> None:
    make_archive(profile).turn_on()
    driver = open_archiving(server.base_url)
    open_dialog(driver)
    assert "Nästa hämtning sparas." in texts(driver)
    driver.find_dialog("archiveDialog").reject()
    driver.choose_menu("Arkiv", "Exempeldata")
    open_dialog(driver)
    assert "Nästa hämtning sparas." not in texts(driver)
    assert "Exempeldata sparas aldrig." in texts(driver)


def test_removing_a_connection_erases_its_saved_reports_and_their_key(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer, archive_keyring: KeyringBackend
) -> None:
    assert isinstance(archive_keyring, MemoryKeyring)
    driver = open_archiving(server.base_url)
    wait_for_jobs(driver)
    assert archive.has_reports
    assert archive_keyring.entries
    driver.open_connections("Norrby")
    driver.click("removeConnectionButton")
    said = " ".join(label.text() for label in driver.find_dialog("removeConnectionBox").findChildren(QLabel))
    assert "Rapporter som programmet har sparat från anslutningen raderas." in said
    assert "Filer som du har exporterat ligger kvar." in said
    confirm(driver, "removeConnectionBox", "Ta bort")
    driver.wait_until(lambda: not archive.has_reports)
    driver.wait_until(lambda: not archive_keyring.entries)
    assert archive.is_on  # the next connection's reports are saved, with a key of their own
