"""The strip "Sedan …" on the overview: what has changed since a saved report, and the rows behind each count."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tests.helpers.fault_server import FaultServer
from tests.helpers.waiting import LONGEST_WAIT
from tests.helpers.window_driver import WindowDriver, send_text
from tests.ui.archive.conftest import BEFORE, ChangingService, MakeArchive, fetch_snapshot, wait_for_jobs
from tests.ui.archive.test_archive_dialog import confirm, open_dialog, report_list
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn
from vitec_desktop.archive.store import ReportArchive
from vitec_desktop.export.export_spec import ExportSpec
from vitec_desktop.report.formatting import format_day
from vitec_desktop.report.labels import StateGroup
from vitec_desktop.ui.archive.since_card import SinceCard, SinceCount, SinceCountButton, SinceData
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import ElidedLabel
from vitec_desktop.ui.widgets.notice import InlineNotice
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

if TYPE_CHECKING:
    from tests.conftest import StartProgram


def card(driver: WindowDriver) -> SinceCard | None:
    found = [one for one in driver.window.findChildren(SinceCard, "sinceCard") if one.isVisible()]
    return found[0] if found else None


def fetch(driver: WindowDriver) -> SinceCard:
    """Fetch, and wait until the strip shows what has changed in that report: not in the one before."""
    reports, since = driver.controller.report_controller, driver.controller.since_controller
    before = reports.report
    driver.fetch()

    def is_compared() -> bool:
        report = reports.report
        return report is not None and report is not before and since.changes_of(report) is not None

    driver.wait_until(lambda: is_compared() and card(driver) is not None)
    wait_for_jobs(driver)
    shown = card(driver)
    assert shown is not None
    return shown


def counts(driver: WindowDriver) -> dict[str, str]:
    buttons = driver.window.findChildren(SinceCountButton)
    return {one.objectName().removeprefix("since"): one.text() for one in buttons if one.isVisible()}


def day_text(driver: WindowDriver, days_ago: int) -> str:
    return format_day(swedish_today() - timedelta(days=days_ago), driver.controller.language, with_year=False)


def test_it_counts_and_opens_what_has_changed_since_the_last_fetch_of_an_earlier_day(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    strip = fetch(driver)
    picker = driver.find_widget(QPushButton, "sincePicker")
    assert picker.text().startswith(f"Sedan {day_text(driver, 3)} ")
    assert counts(driver) == {
        "NewLeads": "0 nya leads",
        "NewTips": "2 nya tips",
        "Handled": "1 taget om hand",
        "Won": "0 → Intag",
        "Sold": "0 → Sålt",
        "Declined": "0 avböjda",
        "Gone": "1 borta",
    }
    assert f"ändringar sedan {day_text(driver, 3)} " in driver.status_text
    new_tips = driver.find_button("sinceNewTips")
    assert new_tips.accessibleName().endswith("2 obehandlade")
    assert not driver.find_button("sinceWon").isEnabled(), "a count of nothing is no button"
    check_handling_time(driver)

    # A click opens the rows of a count.
    driver.click("sinceNewTips")
    assert driver.window.tabs.current_page is driver.window.tabs.pages[ListKind.TIPS]
    driver.wait_until(lambda: driver.row_counts[ListKind.TIPS] == 2)
    assert {text[0] for text in driver.row_ids()[ListKind.TIPS]} == {"e", "f"}
    driver.press_keys("Alt+Left")

    # The arrow keys move between the counts, and Enter opens.
    stops = [one for one in strip.findChildren(SinceCountButton) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [one.objectName() for one in stops] == ["sinceNewTips"]
    stops[0].setFocus()
    QTest.keyClick(stops[0], Qt.Key.Key_Right)
    focused = driver.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "sinceHandled"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    driver.wait_until(lambda: driver.row_counts[ListKind.TIPS] == 1)


def check_handling_time(driver: WindowDriver) -> None:
    line = driver.find_widget(ElidedLabel, "handlingTime")
    driver.wait_until(line.isVisible)
    assert line.text().startswith("Tid till hantering: ")
    assert line.text().endswith(" d för 1 hanterad, 3 väntar")
    driver.window.tabs.overview.show_definitions()
    dialog = driver.find_dialog("definitionsDialog")
    assert "Tid till hantering" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.close()
    shown = driver.controller.report_controller.report
    assert shown is not None
    content = driver.controller.since_controller.changes_of(shown)
    assert content is not None
    assert content.times is not None
    assert (content.times.total.handled, content.times.people) == (1, ())
    driver.controller.export_controller.show_dialog(shown)
    dialog = driver.find_dialog("exportDialog")
    assert "Ändringar" in [box.text() for box in dialog.findChildren(QCheckBox) if box.isChecked()]
    dialog.close()


@pytest.mark.slow
def test_what_was_erased_is_not_shown_any_longer(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    """One report, then what names a person, then all."""
    driver = open_archiving(server.base_url)
    fetch(driver)
    page, since = driver.window.tabs.pages[ListKind.TIPS], driver.controller.since_controller
    assert page.model.is_compared
    open_dialog(driver)
    report_list(driver).setCurrentCell(1, 0)  # the newest but the fetch's own, of three days ago
    driver.click("archiveDelete")
    confirm(driver, "archiveDeleteBox", "Ta bort")
    driver.wait_until(lambda: f"ändringar sedan {day_text(driver, 6)} " in driver.status_text)
    wait_for_jobs(driver)

    before = since.result
    driver.click("archiveForget")
    send_text(driver.find_widget(QLineEdit, "archiveForgetText"), "Villa d")
    driver.wait_until(lambda: driver.find_button("archiveForgetConfirm").isEnabled())
    driver.click("archiveForgetConfirm")
    driver.wait_until(lambda: since.result not in (None, before))
    wait_for_jobs(driver)

    driver.click("archiveClear")
    confirm(driver, "archiveClearBox", "Töm arkivet")
    driver.wait_until(lambda: card(driver) is None)
    wait_for_jobs(driver)
    assert not page.model.is_compared
    assert "ändringar sedan" not in driver.status_text


def test_what_was_erased_with_its_connection_is_not_shown_any_longer(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    fetch(driver)
    page = driver.window.tabs.pages[ListKind.TIPS]
    assert page.model.is_compared
    driver.open_connections("Norrby")
    driver.click("removeConnectionButton")
    confirm(driver, "removeConnectionBox", "Ta bort")
    driver.wait_until(lambda: not archive.has_reports and card(driver) is None)
    wait_for_jobs(driver)
    assert driver.controller.since_controller.result is None
    assert not page.model.is_compared
    assert "ändringar sedan" not in driver.status_text


def test_turning_off_erases_nothing_and_so_the_strip_stays(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    fetch(driver)
    before = driver.controller.since_controller.result
    open_dialog(driver)
    driver.click("archiveEnabled")
    driver.wait_until(lambda: driver.controller.since_controller.result is not before)
    driver.wait_until(lambda: driver.controller.since_controller.result is not None)
    wait_for_jobs(driver)
    driver.wait_until(lambda: card(driver) is not None)
    assert not archive.is_on
    assert driver.window.tabs.pages[ListKind.TIPS].model.is_compared


@pytest.mark.slow
def test_every_count_opens_as_many_rows_as_it_says(
    open_archiving: OpenOn, make_archive: MakeArchive, profile: Path, server: FaultServer, service: ChangingService
) -> None:
    """Of leads and tips the user chooses the one or the other; a row without an id is found too."""
    archive = make_archive(profile)
    archive.turn_on()
    service.lead_states = {"a": "New", "b": "New", "c": "New"}
    archive.save(fetch_snapshot(server.base_url, 3))
    service.states = {"a": "Taken", "b": "Cancelled", "c": "Taken", "e": "New"}
    service.lead_states = {"": "New", "a": "Claimed", "b": "Claimed", "c": "Cancelled", "d": "New"}
    driver = open_archiving(server.base_url)
    strip = fetch(driver)
    seen: dict[str, dict[str, int]] = {}
    for button in strip.findChildren(SinceCountButton):
        if not button.isEnabled():
            continue
        count = button.count
        assert count is not None
        texts = [action.text() for action in button.list_menu.actions()]
        if len(texts) == 1:
            texts = [""]
        opened = {}
        for text in texts:
            driver.window.tabs.setCurrentIndex(0)
            driver.click(button)
            if text:
                assert button.list_menu.isVisible()
                action = next(one for one in button.list_menu.actions() if one.text() == text)
                QTest.mouseClick(
                    button.list_menu, Qt.MouseButton.LeftButton, pos=button.list_menu.actionGeometry(action).center()
                )
            page = driver.window.tabs.current_page
            assert page is not None
            driver.wait_until(lambda: not driver.is_table_updating)
            chip = page.toolbar.chip_row.chips()[0].accessibleName()
            assert chip.startswith(f"Från översikten: {text or count.count} ")
            assert page.model.rowCount() == int((text or count.count).split()[0])
            opened[chip.removeprefix("Från översikten: ")] = page.model.rowCount()
        assert sum(opened.values()) == int(count.count)
        seen[count.name] = opened
    assert seen == {
        "NewLeads": {"2 nya leads": 2},
        "NewTips": {"1 nytt tips": 1},
        "Handled": {"3 leads tagna om hand": 3, "2 tips tagna om hand": 2},
        "Declined": {"1 lead avböjt": 1, "1 tips avböjt": 1},
        "Gone": {"1 borta": 1},
    }


@pytest.mark.slow
def test_the_rows_that_are_gone_are_a_temporary_view_and_hidden_again_after_it(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    fetch(driver)
    page = driver.window.tabs.pages[ListKind.TIPS]
    gone_button = page.toolbar.gone_button
    page.model.set_showing_gone(True)
    page.model.group_by(page.model.column_number("receiver.name"))
    assert gone_button.isVisibleTo(page)
    assert not gone_button.isEnabled()
    assert not gone_button.isChecked()
    assert "grupper" in gone_button.toolTip()
    page.model.group_by(None)
    assert gone_button.isEnabled()
    assert gone_button.isChecked()
    assert "grupper" not in gone_button.toolTip()
    for ends_by, was_showing_gone in (
        ("back", False),
        ("back", True),
        ("chip", False),
        ("view", True),
        ("fetch", False),
    ):
        what = (ends_by, was_showing_gone)
        driver.window.tabs.setCurrentIndex(0)
        page.model.set_showing_gone(was_showing_gone)
        driver.wait_until(lambda: not driver.is_table_updating)
        rows_before = page.model.rowCount()
        driver.click("sinceGone")
        driver.wait_until(lambda: not driver.is_table_updating)
        assert driver.window.tabs.current_page is page, what
        assert gone_button.isChecked(), what
        assert (page.model.rowCount(), page.model.shown_count, page.model.is_gone(0)) == (1, 0, True), what
        assert "och 1 borta" in driver.status_text, what
        match ends_by:
            case "back":
                driver.click(page.toolbar.back_button)
                assert driver.window.tabs.current_page is None
            case "chip":
                page.model.set_query(replace(page.model.query, named_filter=None))
            case "view":
                page.saved_views.apply_view(page.saved_views.default_view)
            case _:
                driver.fetch()
                wait_for_jobs(driver)
        driver.wait_until(
            lambda expected=rows_before: not driver.is_table_updating and page.model.rowCount() == expected  # type: ignore[misc]
        )
        assert not page.temporary_view.is_open, what
        assert (page.model.is_showing_gone, gone_button.isChecked()) == (was_showing_gone, was_showing_gone), what


def test_the_last_export_comes_first_and_another_report_can_be_chosen(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    newest, oldest = archive.list().reports
    archive.remember_export(oldest.id)
    driver = open_archiving(server.base_url)
    fetch(driver)
    picker = driver.find_widget(QPushButton, "sincePicker")
    assert picker.text().startswith(f"Sedan {day_text(driver, 6)} ")
    choices = list(picker.menu().actions())
    assert [action.isChecked() for action in choices] == [False, True]
    assert "exporterad" in choices[1].text()
    choices[0].trigger()
    driver.wait_until(lambda: picker.text().startswith(f"Sedan {day_text(driver, 3)} "))
    assert newest.id


def test_nothing_changed_is_said(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer, service: ChangingService
) -> None:
    service.states = BEFORE
    driver = open_archiving(server.base_url)
    shown = fetch(driver)
    assert counts(driver) == {}
    labels = [one.text() for one in shown.findChildren(QWidget) if hasattr(one, "text") and one.isVisible()]
    assert any(text.startswith("Inget har ändrats sedan") for text in labels)


@pytest.mark.slow
def test_a_new_fetch_keeps_the_room_of_the_strip_and_the_first_one_moves_nothing(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    """So that the tiles do not move up only to move down again."""
    driver = open_archiving(server.base_url)
    strip = fetch(driver)
    since, area = driver.controller.since_controller, driver.window.tabs.overview.notice_area
    states: list[tuple[bool, bool]] = []
    since.changed.connect(lambda: states.append((not strip.isHidden(), strip.has_room)))
    fetch(driver)
    assert states[0] == (False, True), "the counts of the report before are not shown"
    assert states[-1] == (True, True)
    driver.wait_until(lambda: area.room.height() == strip.height() + Spacing.MEDIUM > Spacing.MEDIUM)
    kept = area.room.height()
    with driver.qtbot.waitSignal(since.changed):
        since.set_shown(None)
    assert not strip.has_room
    driver.wait_until(lambda: area.room.height() == 0)

    # The first strip moves nothing under the pointer.
    overview, result = driver.window.tabs.overview, driver.controller.report_controller.fetch_result
    board = overview.dashboard
    assert board is not None
    cards = board.parentWidget()
    assert cards is not None
    cards.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    since.set_shown(result)
    driver.wait_until(lambda: strip.isVisible() and area.height() > strip.height() > 0)
    assert area.room.height() == 0
    cards.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(cards, QEvent(QEvent.Type.Leave))
    driver.wait_until(lambda: area.room.height() == area.height() > strip.height())

    with driver.qtbot.waitSignal(since.changed):
        since.set_shown(None)
    driver.wait_until(lambda: area.room.height() == 0)
    strip.clear(keeps_room=True)
    driver.wait_until(lambda: area.room.height() == kept)


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_room_that_is_kept_first_is_that_of_the_counts(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    theme, window = Theme(qapp), QWidget()
    qtbot.addWidget(window)
    window.resize(width, 700)
    strip = SinceCard(theme, InlineNotice(theme, window), window)
    strip.clear(keeps_room=True)
    kept = strip.sizeHint().height()
    counts = tuple(
        SinceCount(f"Count{number}", "12", "nya leads", "3 obehandlade", StateGroup.UNHANDLED, (), "")
        for number in range(7)
    )
    strip.show_data(SinceData("Sedan 23 nov 14:05", "senaste exporten", "", counts))
    assert strip.sizeHint().height() == kept
    strip.setGeometry(0, 0, width - 40, kept)
    window.show()
    assert strip.sizeHint().height() == kept

    # The title is not at the card's edge, and its caption stands below it, or beside it in a narrow window.
    picker = strip.findChild(QPushButton, "sincePicker")
    caption = strip.findChild(ElidedLabel)
    assert picker is not None
    assert caption is not None
    places = {part: QRect(part.mapTo(strip, QPoint()), part.size()) for part in (picker, caption)}
    assert places[picker].top() >= 6
    if width == 1024:
        assert places[caption].left() == places[picker].right() + 1
    else:
        count = strip.findChild(SinceCountButton)
        assert count is not None
        middle = count.mapTo(strip, QPoint()).y() + count.height() / 2
        assert places[picker].center().y() == pytest.approx(middle - 10, abs=1)
        assert places[caption].center().y() == pytest.approx(middle + 10, abs=1)


@pytest.mark.parametrize("width", [1440, 1024])
def test_that_nothing_has_changed_begins_where_the_marks_of_the_counts_do(
    qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    theme, window = Theme(qapp), QWidget()
    qtbot.addWidget(window)
    window.resize(width, 700)
    strip = SinceCard(theme, InlineNotice(theme, window), window)
    count = SinceCount("Count", "12", "nya leads", "3 obehandlade", StateGroup.UNHANDLED, (), "")
    data = SinceData("Sedan 23 nov 14:05", "senaste exporten", "", (count,))
    strip.setGeometry(0, 0, width - 40, 60)
    window.show()
    strip.show_data(data)
    QApplication.processEvents()
    button = strip.findChild(SinceCountButton)
    assert button is not None
    mark = button.mapTo(strip, QPoint(Spacing.SMALL, 0)).x()
    strip.show_data(replace(data, counts=(), unchanged_text="Inget har ändrats."))
    QApplication.processEvents()
    [label] = [one for one in strip.findChildren(QLabel) if one.text() == "Inget har ändrats."]
    assert label.mapTo(strip, label.contentsRect().topLeft()).x() == mark


def test_the_strip_of_the_sample_data_has_its_room_from_the_start(start_program: "StartProgram") -> None:
    driver = start_program()
    since = driver.controller.since_controller
    rooms: list[bool] = []
    since.changed.connect(lambda: rooms.append(driver.window.findChildren(SinceCard)[0].has_room))
    driver.click("tryDemoButton")
    driver.wait_until(lambda: since.result is not None)
    wait_for_jobs(driver)
    assert rooms
    assert all(rooms)


@pytest.mark.slow
def test_the_strip_has_the_room_of_one_row_in_a_window_that_was_made_wider_with_the_pointer_on_the_cards(
    start_program: "StartProgram",
) -> None:
    driver = start_program()
    driver.window.resize(1024, 640)
    driver.click("tryDemoButton")
    driver.wait_until(lambda: card(driver) is not None)
    wait_for_jobs(driver)
    page = driver.window.tabs.overview
    area, board, strip = page.notice_area, page.dashboard, card(driver)
    assert board is not None
    cards = board.parentWidget()
    assert cards is not None
    assert strip is not None
    QCursor.setPos(driver.window.command_bar.mapToGlobal(QPoint(5, 5)))
    driver.wait_until(lambda: page.is_showing_overview and strip.height() > 110)
    driver.wait_until(lambda: cards.y() == area.geometry().bottom() + 1)
    QCursor.setPos(cards.mapToGlobal(QPoint(40, 40)))
    driver.wait_until(cards.underMouse)
    driver.window.resize(1440, 860)
    driver.wait_until(lambda: strip.height() < 80)
    driver.wait_until(lambda: area.room.height() == strip.height() + Spacing.MEDIUM)
    assert cards.underMouse()


def test_what_cannot_be_compared_is_named(
    open_archiving: OpenOn, make_archive: MakeArchive, profile: Path, server: FaultServer
) -> None:
    archive = make_archive(profile)
    archive.turn_on()
    archive.save(fetch_snapshot(server.base_url, 3, (SOLNA,)))
    driver = open_archiving(server.base_url)
    fetch(driver)
    warning = driver.find_widget(InlineNotice, "sinceWarning")
    assert warning.isVisible()
    assert warning.accessibleName().startswith(f"{SUNDBYBERG.name}, ")
    assert "kan inte jämföras: saknas i rapporten från" in warning.accessibleName()
    assert counts(driver) == {}
    labels = [one.text() for one in driver.window.findChildren(QLabel) if one.isVisible()]
    [unchanged] = [text for text in labels if text.startswith("Inget har ändrats sedan")]
    assert unchanged.endswith("i det som kan jämföras.")


def test_without_a_saved_report_there_is_no_strip_and_no_time(open_archiving: OpenOn, server: FaultServer) -> None:
    driver = open_archiving(server.base_url)
    driver.fetch()
    wait_for_jobs(driver)
    assert card(driver) is None
    assert not any(line.isVisible() for line in driver.window.findChildren(ElidedLabel, "handlingTime"))


@pytest.mark.slow
def test_a_complete_workbook_is_what_the_next_report_is_compared_with(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer, tmp_path: Path
) -> None:
    from vitec_desktop.export.export_spec import ExportRequest

    driver = open_archiving(server.base_url)
    fetch(driver)
    shown = driver.controller.report_controller.report
    assert shown is not None
    exports = driver.controller.export_controller
    with driver.qtbot.waitSignal(driver.controller.archive_controller.export_remembered):
        exports.start(shown, ExportRequest(tmp_path / "rapport.xlsx", driver.controller.language))
    assert archive.settings.exports[:1] == (archive.list().reports[0].id,)


@pytest.mark.slow
def test_the_workbook_says_what_has_changed(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer, tmp_path: Path
) -> None:
    import openpyxl

    driver = open_archiving(server.base_url)
    fetch(driver)
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(tmp_path))
    with driver.qtbot.waitSignal(driver.controller.export_controller.saved) as saved:
        driver.click("exportSaveButton")
    book = openpyxl.load_workbook(saved.args[0].path)
    marks = [str(row[0]) for row in book["Ändringar"].iter_rows(values_only=True)]
    found = sorted(mark for mark in marks if mark in ("Nytt", "Ändrat", "Borta"))
    assert found == ["Borta", "Nytt", "Nytt", "Ändrat", "Ändrat"]


def test_sample_data_have_a_former_meeting_and_nothing_is_saved(
    open_archiving: OpenOn, server: FaultServer, profile: Path
) -> None:
    driver = open_archiving(server.base_url)
    driver.choose_menu("Arkiv", "Exempeldata")
    driver.wait_until(lambda: card(driver) is not None)
    assert driver.find_widget(QPushButton, "sincePicker").text().startswith("Sedan ")
    assert len(counts(driver)) in (0, 7)
    assert not (profile / "archive").exists()


@pytest.mark.slow
def test_the_time_of_each_person_is_told_once_that_is_switched_on(
    open_archiving: OpenOn, archive: ReportArchive, server: FaultServer
) -> None:
    driver = open_archiving(server.base_url)
    driver.fetch()
    wait_for_jobs(driver)
    since, shown = driver.controller.since_controller, driver.controller.report_controller.report
    assert shown is not None

    def people() -> int:
        content = since.changes_of(shown)
        return len(content.times.people) if content is not None and content.times is not None else -1

    driver.wait_until(lambda: people() == 0)
    driver.choose_menu("Arkiv", "Sparade rapporter…")
    driver.find_dialog("archiveDialog")
    switch = driver.find_button("archiveTimesByPerson")
    driver.wait_until(switch.isEnabled)
    driver.click(switch)
    driver.wait_until(lambda: switch.isChecked() and switch.isEnabled() and people() > 0)
    assert archive.settings.are_times_by_person


@pytest.mark.slow
@pytest.mark.parametrize("held_method", ["find_default_earlier", "load_before"])
def test_an_export_waits_until_it_is_known_what_has_changed_and_how_long_handling_took(
    open_archiving: OpenOn,
    archive: ReportArchive,
    server: FaultServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    held_method: str,
) -> None:
    go_on = threading.Event()
    original = getattr(ReportArchive, held_method)

    def held(*args: object, **options: object) -> object:
        go_on.wait(LONGEST_WAIT)
        return original(*args, **options)

    monkeypatch.setattr(ReportArchive, held_method, held)
    driver = open_archiving(server.base_url)
    driver.fetch()
    controller = driver.controller
    driver.wait_until(lambda: controller.since_controller.is_comparing or card(driver) is not None)
    shown = controller.report_controller.report
    assert shown is not None
    controller.export_controller.save(shown, tmp_path / "möte.xlsx", ExportSpec(), keeps_both=False)
    controller.comparison_fetcher.cancel()
    assert driver.find_widget(QLabel, "progressLabel").text() == "Väntar på jämförelsen…"
    with driver.qtbot.waitSignal(controller.export_controller.saved):
        go_on.set()
    workbook = CalamineWorkbook.from_path(tmp_path / "möte.xlsx")
    assert "Ändringar" in workbook.sheet_names
    cells = [cell for row in workbook.get_sheet_by_name("Per kontor").to_python() for cell in row]
    assert any(str(cell).startswith("Tid till hantering") for cell in cells)
