"""Copying many rows in slices: the contents of the clipboard, progress and cancellation."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import overload

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tests.conftest import end_program
from tests.export.factories import calamine_rows
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.waiting import HANG
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import SOLNA, OpenOn
from tests.ui.stalling_server import many_tips
from tests.ui.table.pages import ROW_ID, TIPS, MakePage
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.ui.table.clipboard import cell_mime_data, mime_data_steps
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.window import copy_progress
from vitec_desktop.ui.window.window_controller import WindowController

MANY = 3_000


@pytest.fixture
def page(make_page: MakePage) -> ListPage:
    """A page with many rows that copies none of them at once."""
    page = make_page(MANY)
    page.copier.first_slice = 0.0
    return page


def clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def copy_all(page: ListPage) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def pasted_lines() -> list[str]:
    return clipboard().text().split("\r\n")[1:-1]


def test_each_step_formats_at_most_fifty_rows() -> None:
    formatted = 0

    def row_texts(number: int) -> list[str]:
        nonlocal formatted
        formatted += 1
        return [str(number), "<a> & b\nc"]

    progress: list[int] = []
    steps = mime_data_steps(["Nr", "Text"], range(2_345), row_texts, progress.append)
    largest_step = before = 0
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            data = stop.value
            break
        largest_step, before = max(largest_step, formatted - before), formatted
    assert largest_step <= 50
    assert formatted == 2_345
    assert progress == [1_000, 2_000]
    lines = data.text().split("\r\n")
    assert lines[0] == "Nr\tText"
    assert lines[1] == '0\t"<a> & b\nc"'
    assert lines[-2].startswith("2344\t")
    assert lines[-1] == ""
    html = data.html()
    assert html.count("<tr>") == 2_346
    assert '&lt;a&gt; &amp; b<br style="mso-data-placement:same-cell">c</td></tr></table>' in html


class _BillionRows(Sequence[int]):
    def __len__(self) -> int:
        return 10**9

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> range: ...
    def __getitem__(self, place: int | slice) -> int | range:
        return range(len(self))[place]


def test_long_first_rows_do_not_reserve_all_memory() -> None:
    steps = mime_data_steps(["Text"], _BillionRows(), lambda number: ["x" * 1_000], lambda done: None)
    next(steps)  # Qt ends the program if it cannot reserve the memory
    steps.close()


def test_all_unicode_letters_are_copied(qapp: QApplication) -> None:
    steps = mime_data_steps(["Åäö"], ["Örjan 🏡 \ud800"], lambda text: [text], lambda done: None)
    data = run_to_end(steps)
    assert data.text() == "Åäö\r\nÖrjan 🏡 \ufffd\r\n"
    assert "Örjan 🏡 \ufffd" in data.html()


@pytest.mark.parametrize(
    "payload",
    ["=1+1", "+46 8", "-2", "@A1", "\t=1", "\n=1+1", "\r=1", "＝1+1", "－1", "\u00a0=1", "\u200b=1", "\ufeff+1"],
)
def test_a_copied_text_is_no_formula_in_a_spreadsheet(payload: str, qapp: QApplication) -> None:
    data = run_to_end(mime_data_steps(["Text"], [payload], lambda text: [text], lambda done: None))
    assert data.text().removeprefix("Text\r\n").lstrip('"').startswith("'")
    assert cell_mime_data(payload).text().startswith("'")
    assert "mso-number-format:'\\@'" in cell_mime_data(payload).html()


def test_control_characters_do_not_reach_the_clipboard(qapp: QApplication) -> None:
    text = "a\0b\x1bc\ud800d\r\ne"
    data = run_to_end(mime_data_steps(["Text"], [text], lambda text: [text], lambda done: None))
    assert data.text() == 'Text\r\n"a\ufffdb\ufffdc\ufffdd\ne"\r\n'
    for copied in (data, cell_mime_data(text)):
        for flavour in ("text/plain", "text/html"):
            content = bytes(copied.data(flavour).data())
            assert b"\0" not in content
            assert b"\x1b" not in content


def test_dates_are_copied_as_dates(page: ListPage, qtbot: QtBot) -> None:
    data = run_to_end(
        mime_data_steps(
            ["Skapat", "Text"],
            [("2026-10-29 12:00", "2026-10-29 12:00"), ("", "x"), ("1899-01-01 12:00", "y")],
            list,
            lambda done: None,
            {0},
        )
    )
    assert 'x:num="46324.5" sdval="46324.5" sdnum="1033;1053;YYYY-MM-DD HH:MM"' in data.html()
    assert data.html().count("x:num=") == 1
    assert data.text().splitlines()[1] == "2026-10-29 12:00\t2026-10-29 12:00"
    with qtbot.waitSignal(page.copier.copied):
        copy_all(page)
    assert clipboard().html().count("x:num=") == MANY


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_copied_dates_as_dates_and_all_else_as_text(tmp_path: Path) -> None:
    texts = ("=1+1", "0701234567", "1e5", "10-12", "2026-01-02", "TRUE", "a <b> & c\nd")
    rows = [("2026-10-29 14:32", *texts), ("2026-10-01 00:00", *texts), ("1899-12-31 10:00", *texts)]
    data = run_to_end(mime_data_steps(["Skapat", *"abcdefg"], rows, list, lambda done: None, {0}))
    page = tmp_path / "clipboard.html"
    page.write_bytes(bytes(data.data("text/html").data()))
    profile = (tmp_path / "profile").as_uri()
    # The filter is the one that a paste uses.
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--infilter=HTML (StarCalc)"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path), str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=HANG)
    workbook = tmp_path / "clipboard.xlsx"
    sheet = calamine_rows(workbook, CalamineWorkbook.from_path(workbook).sheet_names[0])
    assert [row[0] for row in sheet[1:]] == [datetime(2026, 10, 29, 14, 32), datetime(2026, 10, 1), "1899-12-31 10:00"]
    assert [tuple(row[1:]) for row in sheet[1:]] == [texts] * 3


def test_the_clipboard_keeps_its_contents_until_all_rows_are_ready(page: ListPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("före")
    page.view.set_column_shown(ROW_ID, True)
    shown = [str(row[ROW_ID]) for row in page.shown_rows()]
    with qtbot.waitSignal(page.copier.copied) as copied:
        copy_all(page)
        assert page.copier.is_running
        assert clipboard().text() == "före"
        assert QGuiApplication.overrideCursor() is not None
    assert copied.args == [MANY]
    assert QGuiApplication.overrideCursor() is None
    place = page.shown_column_numbers().index(ROW_ID)
    assert [line.split("\t")[place] for line in pasted_lines() if "\ttip-" in line] == shown


def test_a_change_of_the_table_does_not_change_the_running_copy(page: ListPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.copier.copied):
        copy_all(page)
        page.model.set_filter(ROW_ID, ValueFilter(frozenset({"tip-1"})))
        page.set_rows(())
    assert clipboard().html().count("<tr>") == MANY + 1


def test_a_cancelled_copy_leaves_the_clipboard_as_it_is(page: ListPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("före")
    copy_all(page)
    with qtbot.waitSignal(page.copier.cancelled), qtbot.assertNotEmitted(page.copier.copied, wait=0):
        page.copier.cancel()
    assert QGuiApplication.overrideCursor() is None
    assert clipboard().text() == "före"


def test_a_new_copy_cancels_the_one_before(page: ListPage, qtbot: QtBot) -> None:
    copy_all(page)
    page.view.select_position(0)
    with qtbot.waitSignal(page.copier.copied) as copied:
        page.copy_rows()
    assert copied.args == [1]
    assert not page.copier.is_running
    assert QGuiApplication.overrideCursor() is None


# In the window -------------------------------------------------------------------------------------------------------


@pytest.fixture
def driver(open_on: OpenOn, monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowDriver]:
    """A window with many tips that shows progress at once, and copies no row at once."""
    monkeypatch.setattr(copy_progress, "_SHOW_DELAY", 0)

    def answer(seen: Seen) -> Reply:
        return report(tips=many_tips(seen, MANY))

    with FaultServer(answer) as server:
        driver = open_on(server.base_url, (SOLNA,))
        driver.fetch()
        driver.press_keys("Ctrl+4")
        driver.window.tabs.pages[TIPS].copier.first_slice = 0.0
        yield driver


def test_the_window_shows_the_progress_and_can_cancel(driver: WindowDriver) -> None:
    page = driver.window.tabs.pages[TIPS]
    QGuiApplication.clipboard().setText("före")
    labels: list[str] = []
    page.copier.progressed.connect(lambda done, total: labels.append(driver.window.progress.label.text()))
    with driver.qtbot.waitSignal(page.copier.progressed):
        copy_all(page)
    assert driver.window.progress.isVisible()
    assert labels == ["1\u00a0000 av 3\u00a0000 rader kopierade"]
    assert driver.find_widget(QProgressBar, "progressBar").value() == 1_000
    with driver.qtbot.waitSignal(page.copier.cancelled):
        driver.click("cancelButton")
    assert not driver.window.progress.isVisible()
    assert clipboard().text() == "före"


@pytest.mark.slow
def test_a_fetch_takes_over_the_progress_row(driver: WindowDriver) -> None:
    """From its start to its end, whatever has been copied by then; the copying goes on."""
    page, fetcher = driver.window.tabs.pages[TIPS], driver.controller.report_fetcher
    label, button = driver.window.progress.label, driver.find_button("fetchButton")
    leads: list[str] = []
    fetched: list[str] = []
    page.copier.progressed.connect(lambda done, total: leads.append(label.text()))
    # At once: between the events of a mouse more rows may be copied.
    page.copier.progressed.connect(button.click, Qt.ConnectionType.SingleShotConnection)
    fetcher.started.connect(leads.clear)
    fetcher.progressed.connect(lambda progress: leads.append(label.text()))
    fetcher.finished.connect(lambda: fetched.extend(leads))
    with driver.qtbot.waitSignals([page.copier.copied, fetcher.finished]):
        copy_all(page)
    driver.wait_until(lambda: driver.is_fetch_done)
    assert fetched
    assert not [lead for lead in fetched if "kopierade" in lead]
    assert not driver.window.progress.isVisible()
    assert clipboard().html().count("<tr>") == MANY + 1


@pytest.mark.slow
def test_a_change_of_language_cancels_the_copy_and_restores_the_pointer(driver: WindowDriver) -> None:
    page = driver.window.tabs.pages[TIPS]
    successors: list[WindowController] = []
    driver.controller.replaced.connect(successors.append)
    with driver.qtbot.waitSignal(page.copier.progressed):
        copy_all(page)
    driver.choose_menu("Visa", "Språk", "English")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    end_program(successors[0].window)
    assert QGuiApplication.overrideCursor() is None
