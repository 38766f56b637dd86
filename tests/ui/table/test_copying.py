"""Copying many rows: the window goes on meanwhile, and what comes is what was chosen."""

from collections.abc import Iterator, Sequence
from typing import overload

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from tests.conftest import end_program
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import SOLNA, OpenOn
from tests.ui.stalling_server import many_tips
from tests.ui.table.rows import column_number, make_rows
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.ui.table import clipboard as row_copier
from vitec_desktop.ui.table.clipboard import rows_mime_data
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.window import copy_progress as copy_desk
from vitec_desktop.ui.window.window_controller import WindowController
from vitec_desktop.webservice.models import ListKind

TIPS = ListKind.TIPS
ROW_ID = column_number(TIPS, "tip.id")
MANY = 3_000


@pytest.fixture
def in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where nothing is ready before the key is up, and the user waits for everything."""
    monkeypatch.setattr(row_copier, "_FIRST_SLICE", 0.0)
    monkeypatch.setattr(copy_desk, "_SHOW_DELAY", 0)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> ListPage:
    page = ListPage(TIPS, Language("sv"), Theme(qapp))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.set_rows(make_rows(TIPS, MANY))
    return page


def clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def copy_all(page: ListPage) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def pasted_lines() -> list[str]:
    return clipboard().text().split("\r\n")[1:-1]


def test_rows_are_made_ready_some_at_a_time() -> None:
    touched = 0

    def texts_of(number: int) -> list[str]:
        nonlocal touched
        touched += 1
        return [str(number), "<a> & b\nc"]

    news: list[int] = []
    steps = rows_mime_data(["Nr", "Text"], range(2_345), texts_of, news.append)
    most = before = 0
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            data = stop.value
            break
        most, before = max(most, touched - before), touched
    assert most <= 50
    assert touched == 2_345
    assert news == [1_000, 2_000]
    lines = data.text().split("\r\n")
    assert lines[0] == "Nr\tText"
    assert lines[1] == '0\t"<a> & b\nc"'
    assert lines[-2].startswith("2344\t")
    assert lines[-1] == ""
    html = data.html()
    assert html.count("<tr>") == 2_346
    assert '&lt;a&gt; &amp; b<br style="mso-data-placement:same-cell">c</td></tr></table>' in html


class _Milliard(Sequence[int]):
    """So many rows that what the first ones take must not be taken for what all of them will."""

    def __len__(self) -> int:
        return 10**9

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> range: ...
    def __getitem__(self, place: int | slice) -> int | range:
        return range(len(self))[place]


def test_long_messages_at_the_top_do_not_claim_all_memory() -> None:
    steps = rows_mime_data(["Text"], _Milliard(), lambda number: ["x" * 1_000], lambda done: None)
    next(steps)  # Qt ends the whole program where there is no such room
    steps.close()


def test_letters_from_everywhere_arrive(qapp: QApplication) -> None:
    steps = rows_mime_data(["Åäö"], ["Örjan 🏡 \ud800"], lambda text: [text], lambda done: None)
    data = run_to_end(steps)
    assert data.text() == "Åäö\r\nÖrjan 🏡 ?\r\n"
    assert "Örjan 🏡 ?" in data.html()


def test_the_clipboard_keeps_what_it_has_until_all_rows_are_ready(
    page: ListPage, qtbot: QtBot, in_slices: None
) -> None:
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


def test_what_changes_in_the_table_meanwhile_changes_nothing_in_the_copy(
    page: ListPage, qtbot: QtBot, in_slices: None
) -> None:
    with qtbot.waitSignal(page.copier.copied):
        copy_all(page)
        page.model.set_filter(ROW_ID, ValueFilter(frozenset({"tip-1"})))
        page.set_rows(())
    assert clipboard().html().count("<tr>") == MANY + 1


def test_a_copying_that_is_given_up_leaves_the_clipboard_alone(page: ListPage, qtbot: QtBot, in_slices: None) -> None:
    QGuiApplication.clipboard().setText("före")
    copy_all(page)
    with qtbot.waitSignal(page.copier.cancelled), qtbot.assertNotEmitted(page.copier.copied, wait=0):
        page.copier.cancel()
    assert QGuiApplication.overrideCursor() is None
    assert clipboard().text() == "före"


def test_a_second_copying_takes_the_place_of_the_first(page: ListPage, qtbot: QtBot, in_slices: None) -> None:
    copy_all(page)
    page.view.select_position(0)
    with qtbot.waitSignal(page.copier.copied) as copied:
        page.copy_rows()
    assert copied.args == [1]
    assert not page.copier.is_running
    assert QGuiApplication.overrideCursor() is None


# In the window -------------------------------------------------------------------------------------------------------


@pytest.fixture
def driver(open_on: OpenOn, in_slices: None) -> Iterator[WindowDriver]:
    def answer(seen: Seen) -> Reply:
        return report(tips=many_tips(MANY))

    with FaultServer(answer) as server:
        driver = open_on(server.base_url, (SOLNA,))
        driver.fetch()
        driver.press_keys("Ctrl+4")
        yield driver


def test_the_window_shows_how_far_it_has_come_and_esc_gives_it_up(driver: WindowDriver) -> None:
    page = driver.window.tabs.pages[TIPS]
    QGuiApplication.clipboard().setText("före")
    told: list[str] = []
    page.copier.progressed.connect(lambda done, total: told.append(driver.window.progress.label.text()))
    with driver.qtbot.waitSignal(page.copier.progressed):
        copy_all(page)
    assert driver.window.progress.isVisible()
    assert told == ["1\u00a0000 av 3\u00a0000 rader kopierade"]
    assert driver.find_widget(QProgressBar, "progressBar").value() == 1_000
    with driver.qtbot.waitSignal(page.copier.cancelled):
        driver.click("cancelButton")
    assert not driver.window.progress.isVisible()
    assert clipboard().text() == "före"


def test_a_fetch_has_the_progress_for_itself(driver: WindowDriver) -> None:
    page = driver.window.tabs.pages[TIPS]
    leads: list[str] = []
    page.copier.progressed.connect(lambda done, total: leads.append(driver.window.progress.label.text()))
    with driver.qtbot.waitSignal(page.copier.progressed):
        copy_all(page)
    with driver.qtbot.waitSignals([page.copier.copied, driver.controller.report_fetcher.finished]):
        driver.click("fetchButton")
    driver.wait_until(lambda: driver.is_fetch_done)
    assert [lead for lead in leads if "kopierade" in lead] == leads[:1]
    assert not driver.window.progress.isVisible()
    assert clipboard().html().count("<tr>") == MANY + 1


def test_a_change_of_language_gives_it_up_and_leaves_no_busy_pointer(driver: WindowDriver) -> None:
    page = driver.window.tabs.pages[TIPS]
    successors: list[WindowController] = []
    driver.controller.replaced.connect(successors.append)
    with driver.qtbot.waitSignal(page.copier.progressed):
        copy_all(page)
    driver.choose_menu("Visa", "Språk", "English")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    end_program(successors[0].window)
    assert QGuiApplication.overrideCursor() is None
