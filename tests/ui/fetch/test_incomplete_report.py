"""An incomplete report has a warning as long as it is shown, also behind other notices."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.export.factories import about_rows, calamine_rows
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, report
from tests.helpers.window_driver import WindowDriver, plain_text
from tests.ui.conftest import SUNDBYBERG, OpenOn, Serve
from tests.ui.stalling_server import one_tip
from tests.ui.window.test_keyboard import Keyboard
from vitec_desktop.report.tables import JoinedTable, TableKind
from vitec_desktop.ui.widgets.notice import Notice, NoticeBar, NoticeLevel
from vitec_desktop.webservice.models import ListKind

STATE = "reportStateButton"


@dataclass
class SundbybergFails:
    """A service that refuses one of two offices until `is_there` is set."""

    reply: Reply | None = field(default_factory=lambda: Reply(403))

    def __call__(self, seen: Seen) -> Reply:
        return self.reply if self.reply and seen.customer_id == SUNDBYBERG.id else one_tip(seen)


@pytest.fixture
def service() -> SundbybergFails:
    return SundbybergFails()


@pytest.fixture
def driver(serve: Serve, service: SundbybergFails) -> WindowDriver:
    """The program with a report without Sundbyberg."""
    return fetch_incomplete(serve(service))


def fetch_incomplete(driver: WindowDriver) -> WindowDriver:
    driver.fetch()
    driver.wait_until(lambda: is_warned(driver))
    return driver


def is_warned(driver: WindowDriver) -> bool:
    return driver.notice.startswith("Norrby Sundbyberg saknas") and driver.notice_buttons == [
        "Försök igen",
        "Ändra anslutning",
        "Visa detaljer",
    ]


def show_other_notice(driver: WindowDriver) -> None:
    driver.window.notices.show_notice(Notice(NoticeLevel.OK, "Sparad: översikt.pdf"))
    assert driver.notice == "Sparad: översikt.pdf"


def close_notice(driver: WindowDriver) -> None:
    driver.click(driver.find_widget(NoticeBar, "noticeBar").close_button)


def test_the_warning_comes_back_when_another_notice_is_closed(driver: WindowDriver) -> None:
    show_other_notice(driver)
    close_notice(driver)
    assert is_warned(driver)
    driver.click_notice_button("Visa detaljer")
    driver.find_dialog("detailsDialog").reject()


def test_the_warning_comes_back_after_two_temporary_notices(driver: WindowDriver, tmp_path: Path) -> None:
    show_other_notice(driver)
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(tmp_path))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Sparad"))
    close_notice(driver)
    assert is_warned(driver)


def test_an_office_that_is_missing_is_not_counted_anywhere(driver: WindowDriver, tmp_path: Path) -> None:
    assert "1 av 2 kontor" in driver.status_text
    driver.window.tabs.setCurrentIndex(0)
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    # Picture, print and PDF show the same caption.
    assert driver.window.tabs.overview.toolbar.caption.text() == "aktiva, 1 av 2 kontor"
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(tmp_path))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Sparad"))
    [file] = tmp_path.glob("*.xlsx")
    assert "1 av 2 kontor: Solna  ·  " in calamine_rows(file, "Mötesblad")[1][0]
    offices = [line for line in about_rows(file) if str(line[2]).startswith(("M30011", "M30012"))]
    assert [line[2] for line in offices] == ["M30011", "M30012, saknas"]


def test_a_closed_warning_does_not_come_back_by_itself(driver: WindowDriver) -> None:
    close_notice(driver)
    assert driver.notice == ""
    show_other_notice(driver)
    close_notice(driver)
    assert driver.notice == ""


def test_the_status_bar_says_what_is_missing_and_shows_the_warning(driver: WindowDriver) -> None:
    state = driver.find_button(STATE)
    assert "Inte komplett" in driver.status_text
    assert state.accessibleName() == "Inte komplett"
    assert plain_text(state.toolTip()).startswith("Norrby Sundbyberg saknas")
    assert "(403)" in state.toolTip()
    assert state.accessibleDescription().split() == plain_text(state.toolTip()).split()
    close_notice(driver)
    # On the text, which is part of the button.
    word = driver.window.status.state_label
    place = word.mapTo(driver.window, QPoint(word.width() // 2, word.height() // 2))
    assert driver.window.childAt(place) is state
    QTest.mouseClick(driver.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    driver.wait_until(lambda: is_warned(driver))


def test_the_status_bar_shows_the_warning_over_another_notice_by_keyboard(driver: WindowDriver) -> None:
    show_other_notice(driver)
    driver.activate()
    driver.find_button(STATE).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(driver.find_button(STATE), Qt.Key.Key_Space)
    assert is_warned(driver)


def test_the_warning_is_dismissed_once_the_report_is_complete(driver: WindowDriver, service: SundbybergFails) -> None:
    service.reply = None
    driver.click_notice_button("Försök igen")
    driver.wait_until(lambda: driver.is_fetch_done and "Komplett rapport" in driver.status_text)
    assert driver.notice == ""
    assert not driver.is_visible(STATE)
    show_other_notice(driver)
    close_notice(driver)
    assert driver.notice == ""


def test_a_failed_fetch_leaves_the_warning_of_the_shown_report(serve: Serve, service: SundbybergFails) -> None:
    is_down = False

    def answer(seen: Seen) -> Reply:
        return Reply(400) if is_down else service(seen)

    driver = serve(answer)
    driver.fetch()
    driver.wait_until(lambda: is_warned(driver))
    is_down = True
    driver.click("fetchButton")
    driver.wait_until(lambda: driver.is_fetch_done and driver.notice.startswith("Rapporten kunde inte hämtas."))
    close_notice(driver)
    assert is_warned(driver)
    assert driver.is_visible(STATE)


def test_the_status_bar_of_a_complete_report_has_no_button(serve: Serve) -> None:
    driver = serve(one_tip)
    driver.fetch()
    assert "Komplett rapport" in driver.status_text
    assert not driver.is_visible(STATE)


def test_rows_that_cannot_be_read_are_told_like_missing_parts(serve: Serve) -> None:
    is_sound = False

    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if is_sound else report(tips=[{"$ref": "1"}, {"createdAt": "/Date(1)/"}])

    driver = serve(answer)
    driver.fetch()
    driver.wait_until(lambda: driver.is_fetch_done and "rader innehöll något oläsligt" in driver.notice)
    assert driver.notice_buttons == ["Försök igen", "Visa detaljer"]
    assert "Inte komplett" in driver.status_text
    assert driver.controller.report_controller.report is not None
    assert driver.controller.report_controller.report.row_count > 0
    is_sound = True
    driver.click_notice_button("Försök igen")
    driver.wait_until(lambda: driver.is_fetch_done and "Komplett rapport" in driver.status_text)
    assert driver.notice == ""


EMPTY_PAGES: dict[TableKind, str] = {
    JoinedTable.UNHANDLED: "Inga obehandlade i det som hämtades.",
    ListKind.INCOMING: "Inga inkommande leads i det som hämtades.",
    ListKind.OUTGOING: "Inga utgående leads i det som hämtades.",
}


def test_empty_pages_say_what_is_missing_and_fetch_it(driver: WindowDriver, service: SundbybergFails) -> None:
    for kind, heading in EMPTY_PAGES.items():
        driver.show_list(kind)
        state = driver.window.tabs.all_pages[kind].empty_state
        assert state.isVisible()
        assert (state.heading.text(), state.line.text()) == (heading, "Norrby Sundbyberg saknas."), kind
        assert state.button.text() == "Försök igen"
    driver.show_list(JoinedTable.UNHANDLED)
    assert driver.status_text.startswith("0 obehandlade i det som hämtades: 0 leads, 0 tips ")
    service.reply = None
    driver.click(driver.window.tabs.all_pages[JoinedTable.UNHANDLED].empty_state.button)
    driver.wait_until(lambda: driver.is_fetch_done and "Komplett rapport" in driver.status_text)
    state = driver.window.tabs.all_pages[JoinedTable.UNHANDLED].empty_state
    assert state.heading.text() == "Allt är omhändertaget."


def test_the_view_of_unhandled_rows_says_what_is_missing(driver: WindowDriver, service: SundbybergFails) -> None:
    driver.show_list(ListKind.TIPS)
    page = driver.window.tabs.pages[ListKind.TIPS]
    page.saved_views.apply_view(page.saved_views.views[1])
    driver.wait_until(lambda: not driver.is_table_updating)
    state = page.no_match_state
    assert state.isVisible()
    assert state.heading.text() == EMPTY_PAGES[JoinedTable.UNHANDLED]
    assert state.line.text() == "Norrby Sundbyberg saknas."
    service.reply = None
    driver.click(state.button)
    driver.wait_until(lambda: driver.is_fetch_done and "Komplett rapport" in driver.status_text)
    driver.wait_until(lambda: state.heading.text() == "Allt är omhändertaget.")


def test_the_overview_does_not_say_that_everything_is_handled(driver: WindowDriver, service: SundbybergFails) -> None:
    driver.window.tabs.setCurrentIndex(0)
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    dashboard = driver.window.tabs.overview.dashboard
    assert dashboard is not None
    shown = dashboard.overview
    assert shown.ages.footer == "Inga obehandlade i det som hämtades."
    tiles = {one.object_name: one for one in shown.tiles}
    for name in ("tileUnhandled", "tileIncoming", "tileOutgoing"):
        assert (tiles[name].value, tiles[name].text, tiles[name].optional_text) == ("0", "i det som hämtades", "")


def test_an_overview_without_rows_says_what_is_missing(serve: Serve) -> None:
    fails = SundbybergFails()

    def answer(seen: Seen) -> Reply:
        reply = fails(seen)
        return reply if reply is fails.reply else report()

    driver = serve(answer)
    driver.fetch()
    driver.wait_until(lambda: is_warned(driver))
    driver.window.tabs.setCurrentIndex(0)
    state = driver.window.tabs.overview.empty_state
    driver.wait_until(state.isVisible)
    assert state.heading.text() == "Inga leads eller tips i det som hämtades."
    assert state.line.text() == "Norrby Sundbyberg saknas."
    fails.reply = None
    driver.click(state.button)
    driver.wait_until(lambda: driver.is_fetch_done and "Komplett rapport" in driver.status_text)
    driver.wait_until(lambda: state.heading.text().startswith("Inga leads eller tips 1"))


def test_rows_that_cannot_be_read_are_no_all_clear(serve: Serve) -> None:
    driver = serve(lambda seen: report(tips=[{"$ref": "1"}, {"createdAt": "/Date(1)/"}]))
    driver.fetch()
    driver.wait_until(lambda: driver.is_fetch_done and "rader innehöll något oläsligt" in driver.notice)
    driver.show_list(JoinedTable.UNHANDLED)
    state = driver.window.tabs.all_pages[JoinedTable.UNHANDLED].empty_state
    assert state.heading.text() == "Inga obehandlade i det som hämtades."
    assert "rader innehöll något oläsligt" in state.line.text()


@pytest.mark.parametrize("place", ["table", "overview", "view"])
def test_an_empty_page_has_no_button_while_the_retry_runs(open_on: OpenOn, place: str) -> None:
    """It shows that something is fetched, and after Esc what it showed before."""
    hanging: list[bool] = []

    def answer(seen: Seen) -> Reply:
        if seen.customer_id == SUNDBYBERG.id:
            return Reply(body=b"{}", hang=Hang.IN_BODY) if hanging else Reply(403)
        return report() if place == "overview" else one_tip(seen)

    with FaultServer(answer) as server:
        driver = open_on(server.base_url)
        driver.fetch()
        driver.wait_until(lambda: is_warned(driver))
        tabs = driver.window.tabs
        page, state = tabs.pages[ListKind.INCOMING], tabs.pages[ListKind.INCOMING].empty_state
        if place == "table":
            driver.show_list(ListKind.INCOMING)
        elif place == "view":
            page = tabs.pages[ListKind.TIPS]
            driver.show_list(ListKind.TIPS)
            page.saved_views.apply_view(page.saved_views.views[1])
            state = page.no_match_state
        else:
            state = tabs.overview.empty_state
        driver.wait_until(lambda: state.button.isVisible() and state.button.text() == "Försök igen")
        heading = state.heading.text()
        hanging.append(True)
        driver.click(state.button)
        driver.wait_until(server.is_hanging.is_set)
        assert not (state.button.isVisible() and state.button.text() == "Försök igen")
        if place != "view":
            name = "overviewSkeleton" if place == "overview" else "tableSkeleton"
            assert any(one.isVisible() for one in driver.window.findChildren(QWidget, name))
        Keyboard.on(driver).press("Esc")
        driver.wait_until(lambda: driver.is_fetch_done and state.button.isVisible())
        driver.wait_until(lambda: (state.button.text(), state.heading.text()) == ("Försök igen", heading))
        driver.close()
