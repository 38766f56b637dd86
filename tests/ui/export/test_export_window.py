"""Exports from the window: the dialog, the written file, notices and progress."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.export.factories import SHEETS, calamine_rows
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.waiting import LONGEST_WAIT, find_job_threads
from tests.helpers.window_driver import WindowDriver, column_index
from tests.ui.conftest import OCTOBER, SOLNA, OpenOn, ServedWindow, drive_shared
from tests.ui.stalling_server import many_tips
from vitec_desktop.demo.service import DemoService
from vitec_desktop.export.export_spec import LIST_SHEETS, ExportRequest, ExportResult
from vitec_desktop.export.exporter import write_report
from vitec_desktop.report.report import Report
from vitec_desktop.ui.common import desktop_files
from vitec_desktop.ui.export import export_controller, target_check
from vitec_desktop.ui.widgets.toast import Toast
from vitec_desktop.webservice.models import ListKind

TIPS = ListKind.TIPS
FIRST_DAY, LAST_DAY = OCTOBER
NAME = "Tips och leads 2026-10-01–2026-10-31.xlsx"


@pytest.fixture
def service(october_service: DemoService) -> DemoService:
    return october_service


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "möten å ä ö"
    made.mkdir()
    return made


@pytest.fixture
def own_driver(own_october: WindowDriver) -> WindowDriver:
    """A window of the test's own, for what its profile remembers."""
    return own_october


def write_lists(report: Report, request: ExportRequest, *others: Any) -> ExportResult:
    """Write a workbook without its sheets of figures, which take most of the time."""
    sheets = request.spec.sheets & frozenset(LIST_SHEETS.values())
    return write_report(report, replace(request, spec=replace(request.spec, sheets=sheets)), *others)


@pytest.fixture
def driver(qtbot: QtBot, served_window: ServedWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowDriver]:
    """The window of all other tests, with a report of few rows, of which the lists are written."""
    monkeypatch.setattr(export_controller, "write_report", write_lists)
    served_window.service.script = lambda seen: report(tips=many_tips(seen, 3))
    with drive_shared(qtbot, served_window.window) as driver:
        if not driver.row_count:
            driver.type_period(*OCTOBER)
            driver.fetch()
        yield driver


def open_dialog(driver: WindowDriver, folder: Path, name: str | None = None) -> None:
    """Open the dialog and enter folder and name."""
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(folder))
    if name is not None:
        driver.type_text("exportTarget", name)


def export(driver: WindowDriver, folder: Path, name: str | None = None) -> str:
    """Export and return the text of the notice."""
    open_dialog(driver, folder, name)
    with driver.qtbot.waitSignal(driver.controller.export_controller.finished):
        driver.click("exportSaveButton")
    return driver.notice


def dialog_text(driver: WindowDriver) -> str:
    labels = driver.find_dialog("exportDialog").findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def row_counts(path: Path) -> dict[ListKind, int]:
    return {kind: len(calamine_rows(path, sheet)) - 1 for kind, sheet in SHEETS.items()}


def test_there_is_nothing_to_export_before_the_first_fetch(open_on: OpenOn, service: DemoService) -> None:
    driver = open_on(service.base_url, service.customers)
    assert not driver.find_button("exportButton").isEnabled()
    driver.press_keys("Ctrl+E")
    assert not driver.is_dialog_open("exportDialog")


def test_the_dialog_suggests_the_period_as_name_and_shows_the_row_count(driver: WindowDriver) -> None:
    driver.press_keys("Ctrl+E")
    driver.find_dialog("exportDialog")
    assert driver.find_widget(QLineEdit, "exportTarget").text() == NAME
    assert f"{driver.row_count} rader, alla kolumner." in dialog_text(driver)
    assert "Rapporten är komplett" in dialog_text(driver)
    assert driver.find_widget(QRadioButton, "exportAllRows").isChecked()


def test_the_focus_goes_from_the_export_button_to_the_cancel_button(driver: WindowDriver, folder: Path) -> None:
    focused: list[QWidget | None] = []
    driver.controller.export_controller.started.connect(lambda: focused.append(driver.window.focusWidget()))
    export(driver, folder)
    assert focused == [driver.find_button("cancelButton")]


@pytest.mark.slow
def test_everything_that_was_fetched_or_only_the_rows_that_a_search_shows_can_be_saved(
    own_driver: WindowDriver, service: DemoService, folder: Path
) -> None:
    assert export(own_driver, folder) == f"Sparad: {NAME}"
    truth = service.rows(FIRST_DAY, LAST_DAY)
    assert row_counts(folder / NAME) == {kind: len(truth[kind]) for kind in ListKind}
    assert [path.name for path in folder.iterdir()] == [NAME]

    own_driver.show_list(ListKind.INCOMING)
    sender = next(
        filter(None, own_driver.column_texts(ListKind.INCOMING, column_index(ListKind.INCOMING, "sender.name")))
    )
    everything = own_driver.row_counts[ListKind.INCOMING]
    own_driver.type_text("incomingSearch", sender)
    own_driver.wait_until(lambda: 0 < own_driver.row_counts[ListKind.INCOMING] < everything)
    counts = own_driver.row_counts
    open_dialog(own_driver, folder, "urval")
    own_driver.find_widget(QRadioButton, "exportShownRows").click()
    own_driver.click("exportSaveButton")
    own_driver.wait_until(lambda: own_driver.notice == "Sparad, det som visas: urval.xlsx")
    assert row_counts(folder / "urval.xlsx") == counts
    open_dialog(own_driver, folder)
    assert own_driver.find_widget(QRadioButton, "exportAllRows").isChecked()


def test_saving_twice_by_enter_alone_leaves_both_files(driver: WindowDriver, folder: Path) -> None:
    controller = driver.controller.export_controller
    open_dialog(driver, folder)
    driver.find_dialog("exportDialog").reject()
    for _ in range(2):
        open_dialog(driver, folder)  # the folder is not remembered before the first file is saved
        with driver.qtbot.waitSignal(controller.finished):
            QTest.keyClick(driver.find_dialog("exportDialog"), Qt.Key.Key_Return)
    stem = NAME.removesuffix(".xlsx")
    assert sorted(path.name for path in folder.iterdir()) == [f"{stem} (2).xlsx", NAME]
    assert driver.notice == f"Sparad: {stem} (2).xlsx"


def test_an_existing_file_is_replaced_if_the_user_says_so(driver: WindowDriver, folder: Path) -> None:
    (folder / "möte.xlsx").write_bytes(b"the old one")
    open_dialog(driver, folder, "möte")
    driver.wait_until(lambda: driver.find_widget(QRadioButton, "exportReplace").isVisible())
    driver.find_widget(QRadioButton, "exportReplace").click()
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice == "Sparad: möte.xlsx")
    assert sum(row_counts(folder / "möte.xlsx").values()) == driver.row_count
    assert len(list(folder.iterdir())) == 1


def test_a_file_that_appears_while_the_dialog_is_open_is_kept(driver: WindowDriver, folder: Path) -> None:
    open_dialog(driver, folder, "möte")
    (folder / "möte.xlsx").write_bytes(b"another program's")
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice == "Sparad: möte (2).xlsx")
    assert (folder / "möte.xlsx").read_bytes() == b"another program's"


@pytest.mark.parametrize(
    ("button", "word"), [("exportAnonymised", "anonymiserad"), ("exportShownRows", "det som visas")]
)
def test_what_a_file_lacks_is_said_once_in_its_name_or_before_it_and_is_not_remembered(
    driver: WindowDriver, folder: Path, button: str, word: str
) -> None:
    open_dialog(driver, folder)
    driver.find_button(button).click()
    driver.click("exportSaveButton")
    name = NAME.replace(".xlsx", f", {word}.xlsx")
    driver.wait_until(lambda: driver.notice == f"Sparad: {name}")
    open_dialog(driver, folder, "möte")
    driver.find_button(button).click()
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice == f"Sparad, {word}: möte.xlsx")
    open_dialog(driver, folder)
    assert not driver.find_button(button).isChecked()
    assert driver.find_widget(QLineEdit, "exportTarget").text() == NAME


def test_the_overview_is_copied_as_a_picture_after_saving(driver: WindowDriver, folder: Path) -> None:
    driver.show_list(TIPS)
    export(driver, folder)
    QApplication.clipboard().clear()
    driver.click_notice_button("Kopiera bild")
    driver.wait_until(lambda: not QApplication.clipboard().image().isNull())
    assert driver.find_widget(Toast, "toast").label.text() == "Översikten är kopierad som bild"
    assert driver.notice.startswith("Sparad: ")


def test_the_name_can_be_an_absolute_path(driver: WindowDriver, folder: Path, tmp_path: Path) -> None:
    assert export(driver, tmp_path, str(folder / "annan.xlsx")) == "Sparad: annan.xlsx"
    assert (folder / "annan.xlsx").is_file()


def test_an_empty_name_keeps_the_dialog_open(driver: WindowDriver, folder: Path) -> None:
    open_dialog(driver, folder, "")
    driver.click("exportSaveButton")
    assert driver.is_dialog_open("exportDialog")
    assert "Skriv ett filnamn." in dialog_text(driver)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("name", ["~$möte", "å" * 300])
def test_an_unusual_name_is_saved_or_ends_in_a_notice(driver: WindowDriver, folder: Path, name: str) -> None:
    notice = export(driver, folder, name)
    assert notice.startswith("Sparad: ") or driver.notice_buttons[0] == "Försök igen"
    assert not driver.is_dialog_open("detailsDialog")


def test_an_invalid_name_keeps_the_dialog_open(driver: WindowDriver, folder: Path) -> None:
    open_dialog(driver, folder, "Tips 1/2")
    driver.click("exportSaveButton")
    assert driver.is_dialog_open("exportDialog")
    assert "Namnet får inte innehålla /." in dialog_text(driver)
    assert driver.notice == ""
    driver.type_text("exportTarget", "Tips")
    assert "Namnet får inte" not in dialog_text(driver)
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice == "Sparad: Tips.xlsx")


def test_a_drive_that_does_not_answer_does_not_block_the_dialog(
    driver: WindowDriver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drive is checked in a worker thread, one path at a time."""
    asked: list[Path] = []
    gate = Event()

    def is_file(path: Path) -> bool:
        asked.append(path)
        return gate.wait(LONGEST_WAIT)

    monkeypatch.setattr(target_check, "is_file", is_file)
    open_dialog(driver, folder, "möte")
    driver.wait_until(lambda: len(asked) == 1)
    assert not driver.find_widget(QRadioButton, "exportReplace").isVisible()
    gate.set()
    driver.wait_until(lambda: driver.find_widget(QRadioButton, "exportReplace").isVisible())
    assert asked[-1] == folder / "möte.xlsx"
    assert len(asked) == 2


def test_a_path_check_that_ends_after_the_dialog_is_ignored(
    driver: WindowDriver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, asked = Event(), Event()

    def is_file(path: Path) -> bool:
        asked.set()
        return gate.wait(LONGEST_WAIT)

    monkeypatch.setattr(target_check, "is_file", is_file)
    open_dialog(driver, folder)
    driver.wait_until(asked.is_set)
    driver.find_dialog("exportDialog").reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    driver.wait_until(lambda: not find_job_threads())
    QApplication.processEvents()
    assert not driver.is_dialog_open("detailsDialog")


@pytest.mark.slow
def test_the_last_folder_is_suggested_while_it_exists(own_driver: WindowDriver, folder: Path) -> None:
    export(own_driver, folder, "ett")
    own_driver.click("exportButton")
    own_driver.find_dialog("exportDialog")
    assert own_driver.find_widget(QLineEdit, "exportFolder").text() == str(folder)
    own_driver.find_dialog("exportDialog").reject()
    (folder / "ett.xlsx").unlink()
    folder.rmdir()
    own_driver.click("exportButton")
    field = own_driver.find_dialog("exportDialog").findChild(QLineEdit, "exportFolder")
    assert isinstance(field, QLineEdit)
    own_driver.wait_until(lambda: field.text() != str(folder))
    assert Path(field.text()).is_dir()


def test_a_file_that_cannot_be_opened_is_named_with_its_folder(
    driver: WindowDriver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop_files, "show_in_folder", lambda path: False)
    monkeypatch.setattr(export_controller, "open_file", lambda path: False)
    export(driver, folder, "möte")
    driver.click_notice_button("Visa i mapp")
    assert driver.notice == f"Mappen kunde inte öppnas. Filen ligger här: {folder / 'möte.xlsx'}"
    export(driver, folder, "möte")
    driver.click_notice_button("Öppna")
    assert driver.notice.startswith("Filen kunde inte öppnas.")
    assert str(folder) in driver.notice


def test_after_a_retry_that_failed_too_the_focus_is_on_the_next_one(driver: WindowDriver, folder: Path) -> None:
    export(driver, folder / "borta", "möte")
    ended: list[Exception] = []
    driver.controller.export_controller.failed.connect(ended.append)
    driver.activate()
    for count in (1, 2):
        retry = driver.window.notices.action_buttons[0]
        assert retry.text() == "Försök igen"
        retry.setFocus()
        QTest.keyClick(retry, Qt.Key.Key_Space)
        driver.wait_until(lambda expected=count: len(ended) == expected)  # type: ignore[misc]
        assert driver.window.focusWidget() is driver.window.notices.action_buttons[0] is not retry


def test_after_an_error_of_a_missing_folder_the_export_can_be_repeated(driver: WindowDriver, folder: Path) -> None:
    gone = folder / "borta"
    notice = export(driver, gone, "möte")
    assert "mapp" in notice.lower()
    assert driver.notice_buttons == ["Försök igen", "Välj annan plats…"]
    assert not list(folder.iterdir())
    gone.mkdir()
    driver.click_notice_button("Försök igen")
    assert driver.controller.export_controller.is_running
    assert driver.notice == "", "a second click can start nothing"
    driver.wait_until(lambda: driver.notice == "Sparad: möte.xlsx")
    assert (gone / "möte.xlsx").is_file()


def test_after_an_error_another_folder_can_be_chosen(driver: WindowDriver, folder: Path) -> None:
    export(driver, folder / "borta", "möte")
    driver.click_notice_button("Välj annan plats…")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(folder))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Sparad: "))
    assert len(list(folder.iterdir())) == 1


def test_closing_the_dialog_saves_nothing(driver: WindowDriver, folder: Path) -> None:
    open_dialog(driver, folder)
    QTest.keyClick(driver.find_dialog("exportDialog"), Qt.Key.Key_Escape)
    assert not driver.is_dialog_open("exportDialog")
    assert not list(folder.iterdir())
    assert driver.notice == ""


def test_the_dialog_says_that_the_report_is_incomplete(open_on: OpenOn, folder: Path) -> None:
    def answer(seen: Seen) -> Reply:
        return report(tips=many_tips(seen, 3)) if seen.customer_id == SOLNA.id else Reply(403)

    with FaultServer(answer) as server:
        driver = open_on(server.base_url)
        driver.type_period(FIRST_DAY, LAST_DAY)
        driver.fetch()
        open_dialog(driver, folder)
        assert "Inte komplett, filen säger vad som saknas" in dialog_text(driver)
        driver.find_dialog("exportDialog").reject()
        assert "(403)" in driver.notice


@pytest.fixture
def large(open_on: OpenOn) -> Iterator[WindowDriver]:
    """A window with a report that takes a second to write."""
    with FaultServer(lambda seen: report(tips=many_tips(seen, 8_000))) as server:
        driver = open_on(server.base_url, (SOLNA,))
        driver.type_period(FIRST_DAY, LAST_DAY)
        driver.fetch()
        driver.wait_until(lambda: driver.row_count == 8_000)
        yield driver


@pytest.mark.slow
def test_an_export_shows_progress_can_be_cancelled_and_leaves_the_window_free(
    large: WindowDriver, folder: Path
) -> None:
    target = folder / "möte.xlsx"
    target.write_bytes(b"the old one")
    open_dialog(large, folder, target.name)
    with large.qtbot.waitSignal(large.controller.export_controller.progressed):
        large.click("exportSaveButton")
    assert large.find_button("cancelButton").isVisible()
    assert not large.find_button("exportButton").isEnabled()
    assert large.find_widget(QProgressBar, "progressBar").maximum() >= 8_000
    assert "rader sparade" in large.find_widget(QLabel, "progressLabel").text()
    with large.qtbot.waitSignal(large.controller.export_controller.finished):
        large.click("cancelButton")
    assert large.notice == "Exporten avbröts. Ingen fil sparades."
    assert large.find_button("exportButton").isEnabled()
    assert not large.find_button("cancelButton").isVisible()
    large.wait_until(lambda: [path.name for path in folder.iterdir()] == [target.name])
    assert target.read_bytes() == b"the old one"

    # The window responds while the next file is written.
    open_dialog(large, folder, "nästa")
    with large.qtbot.waitSignal(large.controller.export_controller.progressed):
        large.click("exportSaveButton")
    large.show_list(TIPS)
    large.type_text("tipsSearch", "tip-79")
    large.wait_until(lambda: 0 <= large.row_counts[TIPS] < 8_000)
    assert large.controller.export_controller.is_running
    large.wait_until(lambda: large.notice == "Sparad: nästa.xlsx")
