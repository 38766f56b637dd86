"""Tab goes through the main window and the dialogs as they are read: from left to right, then from top to bottom."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.helpers.window_driver import WindowDriver, column_index
from tests.ui.conftest import OpenOn
from tests.ui.window.test_keyboard import DIALOGS, Keyboard
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.ui.charts.chart_view import ChartView
from vitec_desktop.ui.common import shortcuts
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeBar, NoticeLevel
from vitec_desktop.webservice.models import ListKind


def check_order(stops: Sequence[QWidget]) -> None:
    """Check a round of Tab, which may begin anywhere."""
    assert len(stops) > 1
    begin = stops.index(min(stops, key=lambda part: (_place(part).top(), _place(part).left())))
    in_order = [*stops[begin:], *stops[:begin]]
    names = [part.objectName() or part.accessibleName() for part in in_order]
    for before, after in pairwise(in_order):
        assert _is_read_before(before, after), (before, after, names)


def _is_read_before(first: QWidget, second: QWidget) -> bool:
    """Whether `first` is in the same row at the left of `second`, or above it; a chart is read as a whole."""
    if _chart_of(first) is not _chart_of(second):
        first, second = _chart_of(first) or first, _chart_of(second) or second
    one, other = _place(first), _place(second)
    is_same_row = one.top() <= other.bottom() and other.top() <= one.bottom()
    return one.left() < other.left() if is_same_row else one.top() < other.top()


def _place(part: QWidget) -> QRect:
    return QRect(part.mapTo(part.window(), QPoint()), part.size())


def _chart_of(part: QWidget | None) -> QWidget | None:
    while part is not None and not isinstance(part, ChartView):
        part = part.parentWidget()
    return part


@pytest.fixture
def driver(open_on: OpenOn) -> Iterator[WindowDriver]:
    """The program with a report that is incomplete, so that its state in the status bar is a button."""
    with DemoService(forbidden=("M30012",), latency=(0.0, 0.0)) as service:
        driver = open_on(service.base_url, service.customers, service.password)
        driver.fetch()
        yield driver
        driver.close()


@pytest.mark.slow
def test_the_main_window(driver: WindowDriver) -> None:
    window, state = driver.window, driver.find_button("reportStateButton")
    late = window.add_notice_bar(NoticeBar(driver.controller.theme, window.notice_area))
    actions = NoticeAction("Ett", str), NoticeAction("Två", str)
    for bar in (late, window.count_notice):
        bar.show_notice(Notice(NoticeLevel.INFO, "Något.", actions=actions))
    tips = window.tabs.pages[ListKind.TIPS]
    for key in ("tip.state", "receiver.name"):
        tips.model.set_filter(column_index(ListKind.TIPS, key), ValueFilter(frozenset({"x"}), is_excluding=True))
    keyboard = Keyboard.on(driver)
    for tab in range(5):
        keyboard.press(f"Ctrl+{tab + 1}")
        driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date and not driver.is_table_updating)
        stops = keyboard.round()
        assert state in stops
        assert late.close_button in stops
        check_order(stops)
    assert tips.toolbar.chip_row.tab_stops()


@pytest.mark.slow
def test_a_table_with_the_details_of_a_row_and_a_temporary_view(driver: WindowDriver) -> None:
    keyboard = Keyboard.on(driver)
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    driver.click("tileTips")
    page = driver.window.tabs.pages[ListKind.TIPS]
    driver.wait_until(lambda: page.temporary_view.is_open and not driver.is_table_updating)
    page.view.selectRow(1)
    stops = keyboard.round()
    assert any(page.details.isAncestorOf(stop) for stop in stops)
    assert page.toolbar.back_button in stops
    check_order(stops)


def test_the_export_dialog_with_what_it_shows_for_csv_files(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    demo.activate()
    DIALOGS["exportDialog"](demo)
    dialog = demo.find_dialog("exportDialog")
    dialog.activateWindow()
    demo.wait_until(dialog.isActiveWindow)
    demo.click(next(one for one in dialog.findChildren(QAbstractButton) if one.accessibleName() == "CSV-filer"))
    stops = Keyboard().round()
    assert demo.find_button("exportPreferWorkbook") in stops
    check_order(stops)


@pytest.mark.slow
def test_the_dialogs_and_popups(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    for name, open_it in DIALOGS.items():
        demo.activate()
        open_it(demo)
        window = demo.find_dialog(name)
        window.activateWindow()
        demo.wait_until(window.isActiveWindow)
        stops = Keyboard().round()
        if len(stops) > 1:
            check_order(stops)
        window.close()
        demo.wait_until(lambda name=name: not demo.is_dialog_open(name))  # type: ignore[misc]
    keyboard = Keyboard.on(demo)
    for keys in (shortcuts.COLUMNS.keys, "Alt+Down"):
        demo.table(ListKind.TIPS).setFocus()
        keyboard.press(keys)
        demo.wait_until(lambda: QApplication.activePopupWidget() is not None)
        check_order(keyboard.round())
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()
