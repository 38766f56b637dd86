"""Progress and notices move nothing under the pointer: they lie over the content for as long as it is there."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView, QWidget

from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import SUNDBYBERG, OpenOn
from tests.ui.stalling_server import one_tip
from vitec_desktop.report.tables import JoinedTable
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel
from vitec_desktop.webservice.models import ListKind

ACTIONS = (NoticeAction("Ändra anslutning", lambda: None), NoticeAction("Visa detaljer", lambda: None))
LONG = Notice(NoticeLevel.WARN, "Norrby Solna saknas.", "Åtkomst nekad, eftersom kontoret är ett annat. " * 5, ACTIONS)
SHORT = Notice(NoticeLevel.INFO, "Inget nytt.", is_closable=False)


def point_at(driver: WindowDriver, widget: QWidget, place: QPoint) -> None:
    """Move the pointer there, and wait until the window knows."""
    QCursor.setPos(widget.mapToGlobal(place))
    driver.wait_until(widget.underMouse)


def places(driver: WindowDriver) -> list[QRect]:
    """Return where what can be clicked below the notices is."""
    tabs = driver.window.tabs
    parts: list[QWidget] = [tabs, *tabs.findChildren(QAbstractButton), *tabs.findChildren(QTableView), tabs.tabBar()]
    rects = [QRect(part.mapTo(driver.window, QPoint()), part.size()) for part in parts if part.isVisible()]
    return [QRect(rect.left(), rect.top(), 0, rect.height()) for rect in rects]


def notice_height(driver: WindowDriver) -> int:
    """Return how high the notices are; they are always right below the command bar."""
    area = driver.window.notice_area
    driver.wait_until(lambda: area.y() == driver.window.command_bar.geometry().bottom() + 1)
    return area.height()


def content_top(driver: WindowDriver) -> int:
    tabs = driver.window.tabs
    return tabs.mapTo(driver.window.content, QPoint()).y() - driver.window.notice_area.y()


@pytest.mark.parametrize(
    ("size", "language"),
    [
        ((1024, 640), "sv"),
        ((1440, 900), "en"),
        pytest.param((1024, 640), "en", marks=pytest.mark.slow),
        pytest.param((1440, 900), "sv", marks=pytest.mark.slow),
    ],
)
def test_what_a_fetch_ends_with_moves_nothing_under_the_pointer(
    open_on: OpenOn, size: tuple[int, int], language: str
) -> None:
    """A refused office has a notice of two lines in a narrow window."""
    refused: list[str] = []

    def reply(seen: Seen) -> Reply:
        return Reply(403) if seen.customer_id in refused else one_tip(seen)

    with FaultServer(reply) as server:
        driver = open_on(server.base_url, language=language)
        driver.window.resize(*size)
        driver.fetch()
        driver.show_list(ListKind.TIPS)
        driver.wait_until(lambda: content_top(driver) == notice_height(driver) == 0)
        point_at(driver, driver.table(ListKind.TIPS).viewport(), QPoint(60, 16))
        before = places(driver)
        refused.append(SUNDBYBERG.id)
        driver.press_keys("F5")
        driver.wait_until(lambda: notice_height(driver) > 40)
        assert places(driver) == before
        driver.wait_until(lambda: driver.is_fetch_done and bool(driver.notice))
        driver.wait_until(lambda: notice_height(driver) == driver.window.notices.height())
        assert places(driver) == before
        point_at(driver, driver.window.command_bar, QPoint(5, 5))
        driver.wait_until(lambda: content_top(driver) == notice_height(driver) > 40)


@pytest.mark.slow
def test_a_notice_of_many_lines_gets_its_room_when_the_pointer_leaves_and_gives_it_back_so_too(
    demo: WindowDriver,
) -> None:
    window = demo.window
    window.resize(1024, 640)
    demo.show_list(ListKind.TIPS)
    demo.wait_until(lambda: content_top(demo) == notice_height(demo) == 0)
    table = demo.table(ListKind.TIPS).viewport()
    point_at(demo, table, QPoint(60, 16))
    without = places(demo)
    window.notices.show_notice(LONG)
    demo.wait_until(lambda: notice_height(demo) > 60)
    assert places(demo) == without
    assert window.notice_area.grab().toImage().pixelColor(500, 2).alpha() == 255
    point_at(demo, window.notices, QPoint(500, 5))
    demo.wait_until(lambda: content_top(demo) == notice_height(demo))
    point_at(demo, table, QPoint(60, 16))
    high = places(demo)
    window.notices.show_notice(SHORT)
    demo.wait_until(lambda: 0 < notice_height(demo) < 60)
    assert places(demo) == high
    window.notices.clear()
    demo.wait_until(lambda: notice_height(demo) == 0)
    assert places(demo) == high
    point_at(demo, window.command_bar, QPoint(5, 5))
    demo.wait_until(lambda: places(demo) == without)


def test_without_the_pointer_on_the_content_a_notice_has_its_room_at_once(demo: WindowDriver) -> None:
    window = demo.window
    demo.show_list(ListKind.TIPS)
    point_at(demo, window.command_bar, QPoint(5, 5))
    for width in (1024, 1440):
        window.resize(width, 900)
        window.notices.show_notice(LONG)
        demo.wait_until(lambda: content_top(demo) == notice_height(demo) > 44)
        window.notices.clear()
        demo.wait_until(lambda: content_top(demo) == 0)


@pytest.mark.parametrize("keys", ["Ctrl+3", "Ctrl+PgUp", "Down", "F8"])
def test_a_key_gives_a_notice_its_room_though_the_pointer_is_on_the_content(demo: WindowDriver, keys: str) -> None:
    """Or one could not see which tab is the active one."""
    window = demo.window
    window.resize(1440, 900)
    demo.show_list(ListKind.TIPS)
    table = demo.table(ListKind.TIPS)
    table.setFocus()
    point_at(demo, table.viewport(), QPoint(60, 16))
    before = places(demo)
    window.notices.show_notice(LONG)
    demo.wait_until(lambda: notice_height(demo) > 40)
    QTest.keyPress(table, Qt.Key.Key_Control)  # with it the user may click
    QTest.keyRelease(table, Qt.Key.Key_Control)
    assert places(demo) == before
    QTest.keySequence(table, keys)
    demo.wait_until(lambda: content_top(demo) == notice_height(demo) > 40)
    window.notices.clear()


def test_a_tab_that_is_chosen_by_key_from_outside_the_content_is_seen(demo: WindowDriver) -> None:
    window = demo.window
    demo.show_list(ListKind.TIPS)
    point_at(demo, demo.table(ListKind.TIPS).viewport(), QPoint(60, 16))
    window.notices.show_notice(LONG)
    demo.wait_until(lambda: notice_height(demo) > 40)
    button = demo.find_button("fetchButton")
    button.setFocus()
    QTest.keySequence(button, "Ctrl+2")
    demo.wait_until(lambda: content_top(demo) == notice_height(demo) > 40)
    window.notices.clear()


def test_the_notice_that_a_button_of_the_content_asks_for_covers_no_tab(demo: WindowDriver) -> None:
    """Neither the tabs nor their new counts: the user looks at those next."""
    page = demo.window.tabs.pages[ListKind.TIPS]
    demo.show_list(ListKind.TIPS)
    demo.type_text("tipsSearch", "sälj")
    button = page.toolbar.count_button
    demo.wait_until(button.isVisible)
    demo.wait_until(lambda: content_top(demo) == notice_height(demo) == 0)
    point_at(demo, button, QPoint(10, 10))
    demo.click(button)
    demo.wait_until(demo.window.count_notice.isVisible)
    demo.wait_until(lambda: content_top(demo) == notice_height(demo) > 40)
    assert demo.window.tabs.underMouse()
    demo.click(demo.window.count_notice.action_buttons[0])
    demo.type_text("tipsSearch", "")


def test_the_buttons_of_a_notice_can_be_clicked_at_once(demo: WindowDriver) -> None:
    pressed: list[str] = []
    action = NoticeAction("Försök igen", lambda: pressed.append("Försök igen"))
    demo.window.notices.show_notice(Notice(NoticeLevel.ERR, "Inget kom.", actions=(action,)))
    demo.click_notice_button("Försök igen")
    assert pressed == ["Försök igen"]


def test_tab_goes_through_a_notice_from_left_to_right_before_the_content(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    notices = demo.window.notices
    notices.show_notice(LONG)  # its buttons are newer than all that is in the tabs
    demo.activate()
    demo.find_button("exportButton").setFocus(Qt.FocusReason.TabFocusReason)
    for expected in (*notices.action_buttons, notices.close_button):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    notices.clear()


# Inside the tabs ----------------------------------------------------------------------------------------------------


def test_a_notice_of_the_comparison_moves_no_card_under_the_pointer(demo: WindowDriver) -> None:
    overview = demo.window.tabs.overview
    demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date and overview.dashboard is not None)
    board = overview.dashboard
    assert board is not None
    point_at(demo, demo.window.command_bar, QPoint(5, 5))
    demo.wait_until(lambda: overview.notice_area.height() == 0)

    def top() -> int:
        return board.mapTo(overview, QPoint()).y()

    before = top()
    point_at(demo, board, QPoint(30, 150))
    overview.comparison_notice.show_notice(replace(LONG, actions=()), can_retry=True)
    area, notice = overview.notice_area, overview.comparison_notice
    demo.wait_until(lambda: area.height() == notice.geometry().bottom() + 1 + Spacing.MEDIUM > 40)
    assert top() == before
    assert area.y() == area.room.y()
    point_at(demo, overview.toolbar, QPoint(5, 5))
    demo.wait_until(lambda: top() == before + overview.notice_area.height())
    point_at(demo, board, QPoint(30, 150))
    overview.comparison_notice.clear()
    demo.wait_until(lambda: overview.notice_area.height() == 0)
    assert top() > before
    point_at(demo, overview.toolbar, QPoint(5, 5))
    demo.wait_until(lambda: top() == before)


def test_what_is_said_about_older_rows_moves_no_row_under_the_pointer(demo: WindowDriver) -> None:
    page = demo.window.tabs.all_pages[JoinedTable.UNHANDLED]
    demo.show_list(JoinedTable.UNHANDLED)
    line = demo.controller.older_controller.line
    point_at(demo, demo.window.command_bar, QPoint(5, 5))
    demo.wait_until(lambda: line.height() == 0)

    def top() -> int:
        return page.content.mapTo(page, QPoint()).y()

    before = top()
    point_at(demo, page.content, QPoint(60, 150))
    line.progress.start("Söker")
    demo.wait_until(lambda: line.height() > 20)
    assert top() == before
    line.make_room()
    demo.wait_until(lambda: top() == before + line.height())
    low = line.height()
    line.progress.stop()
    line.notice.show_notice(LONG)
    demo.wait_until(lambda: line.height() > low)
    assert top() == before + low
    point_at(demo, page.toolbar, QPoint(2, 2))
    demo.wait_until(lambda: top() == before + line.height())
    line.notice.clear()
    demo.wait_until(lambda: top() == before)
