"""Everything can be done with the keyboard, and Tab leaves every widget."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from tests.helpers.fault_server import FaultServer, Hang, Reply
from tests.helpers.window_driver import WindowDriver, column_index, send_text
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn
from tests.ui.stalling_server import one_tip
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.language import LANGUAGES
from vitec_desktop.report.periods import Preset
from vitec_desktop.ui.charts.chart_view import ChartView
from vitec_desktop.ui.common import shortcuts
from vitec_desktop.ui.table.columns_popup import ColumnsPopup
from vitec_desktop.ui.table.context_menus import HeadingMenu
from vitec_desktop.ui.table.filter_popup import ColumnFilterPopup
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel
from vitec_desktop.webservice.models import ListKind

if TYPE_CHECKING:
    from tests.conftest import StartProgram

ONE_ROUND = 80  # tab stops
ID = column_index(ListKind.TIPS, "tip.id")


def popup_texts() -> list[str]:
    """Return the entries of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


class Keyboard:
    """Sends keys to the widget with the focus, and moves by Tab."""

    @classmethod
    def on(cls, driver: WindowDriver) -> "Keyboard":
        """Return a keyboard for the main window, once that is active."""
        driver.activate()
        return cls()

    @property
    def focus(self) -> QWidget:
        """The widget that gets the next key."""
        popup = QApplication.activePopupWidget()
        place = (popup.focusWidget() or popup) if popup else QApplication.focusWidget() or QApplication.activeWindow()
        assert place is not None
        return place

    def press(self, keys: str) -> None:
        QTest.keySequence(self.focus, QKeySequence(keys))
        QApplication.processEvents()

    def write(self, text: str) -> None:
        send_text(self.focus, text)

    def fill(self, name: str, text: str) -> None:
        """Tab to a field, and replace its text."""
        self.tab_to(name)
        self.press("Ctrl+A")
        self.press("Del")
        self.write(text)

    def tab_to(self, name: str) -> None:
        for _ in range(ONE_ROUND):
            if name in (self.focus.objectName(), self.focus.accessibleName()):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {name}")

    def round(self, key: str = "Tab") -> list[QWidget]:
        """Return all widgets that Tab reaches, in order; the three sections of a date field count once."""
        stops: list[QWidget] = []
        for _ in range(ONE_ROUND):
            self.press(key)
            if self.focus in stops[:-1]:
                return stops
            if self.focus not in stops:
                stops.append(self.focus)
        assert len(stops) == 1, "Tab never comes round"
        return stops


def test_the_whole_job_from_connecting_to_the_workbook(start_program: "StartProgram", tmp_path: Path) -> None:
    with DemoService(latency=(0.0, 0.01)) as service:
        driver = start_program()
        keyboard = Keyboard.on(driver)

        # Connect.
        keyboard.tab_to("addConnectionButton")
        keyboard.press("Space")
        dialog = driver.find_dialog("connectionDialog")
        driver.wait_until(dialog.isActiveWindow)
        keyboard.fill("connectionName", "Norrby")
        keyboard.fill("connectionCustomerIds", ", ".join(f"{one.id}={one.name}" for one in service.customers))
        keyboard.fill("connectionUser", service.user)
        keyboard.fill("connectionPassword", service.password)
        keyboard.fill("connectionBaseUrl", service.base_url)
        keyboard.tab_to("testConnectionButton")
        keyboard.press("Space")
        driver.wait_until(lambda: "fungerar" in driver.connection_test_text)
        keyboard.tab_to("connectionName")
        with driver.qtbot.waitSignal(dialog.accepted):
            keyboard.press("Return")

        # Fetch the last thirty days.
        keyboard = Keyboard.on(driver)
        keyboard.press("Ctrl+Shift+P")
        choose(keyboard, "Senaste 30 dagarna")
        assert driver.window.command_bar.preset is Preset.LAST_30_DAYS
        keyboard.press("F5")
        driver.wait_until(lambda: driver.is_fetch_done and not driver.is_table_updating and driver.row_count > 0)

        # Sort and filter the senders.
        keyboard.press("Ctrl+2")
        view = driver.table(ListKind.INCOMING)
        assert keyboard.focus is view
        sender = column_index(ListKind.INCOMING, "sender.name")
        walk_to_column(keyboard, driver, sender)
        keyboard.press("Alt+Down")
        driver.wait_until(lambda: isinstance(QApplication.activePopupWidget(), ColumnFilterPopup))
        keyboard.tab_to("Sortera stigande")
        keyboard.press("Space")
        driver.wait_until(lambda: QApplication.activePopupWidget() is None and not driver.is_table_updating)
        names = [name for name in driver.column_texts(ListKind.INCOMING, sender) if name]
        assert names == sorted(names, key=SWEDISH.key)
        state = column_index(ListKind.INCOMING, "lead.state")
        walk_to_column(keyboard, driver, state)
        keyboard.press("Alt+Down")
        driver.wait_until(lambda: isinstance(QApplication.activePopupWidget(), ColumnFilterPopup))
        keyboard.write("klar")
        keyboard.press("Return")
        driver.wait_until(lambda: QApplication.activePopupWidget() is None and not driver.is_table_updating)
        assert set(driver.column_texts(ListKind.INCOMING, state)) == {"Klar"}
        shown = driver.row_counts[ListKind.INCOMING]

        # Export what is shown.
        keyboard.press("Ctrl+E")
        driver.wait_until(driver.find_dialog("exportDialog").isActiveWindow)
        keyboard.fill("exportTarget", "möte.xlsx")
        keyboard.fill("exportFolder", str(tmp_path))
        keyboard.press("Return")
        driver.wait_until(lambda: driver.notice.startswith("Sparad: möte.xlsx"))
    assert (tmp_path / "möte.xlsx").is_file()
    assert load_workbook(tmp_path / "möte.xlsx").sheetnames
    assert shown > 0


def choose(keyboard: Keyboard, text: str) -> None:
    """Move down an open menu to an action, and choose it."""
    menu = keyboard.focus
    assert isinstance(menu, QMenu)
    for _ in range(2 * len(menu.actions())):
        action = menu.activeAction()
        if action is not None and action.text().partition("\t")[0] == text:
            keyboard.press("Return")
            return
        keyboard.press("Down")
    raise AssertionError(f"{text} is not in the menu")


def walk_to_column(keyboard: Keyboard, driver: WindowDriver, column: int) -> None:
    view = driver.table(ListKind.INCOMING)
    keyboard.press("Home")
    for _ in range(ONE_ROUND):
        if view.currentIndex().column() == column:
            return
        keyboard.press("Right")
    raise AssertionError("the arrow keys never come to the column")


# Going about ---------------------------------------------------------------------------------------------------------


COMMANDS = ["officePicker", "periodPreset", "dateFrom", "dateTo", "statusPicker", "fetchButton", "exportButton"]
"""The command bar from left to right."""


@pytest.mark.slow
def test_tab_goes_round_every_page_in_the_order_in_which_it_is_read(demo: WindowDriver) -> None:
    keyboard = Keyboard.on(demo)
    for tab in range(4):
        keyboard.press(f"Ctrl+{tab + 1}")
        demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date)
        stops = keyboard.round()
        for part in focusable(demo.window):
            assert part in stops, part
        names = [stop.objectName() for stop in stops]
        first = names.index(COMMANDS[0])
        in_order = names[first:] + names[:first]
        assert in_order[: len(COMMANDS)] == COMMANDS
        assert stops[(first + len(COMMANDS)) % len(stops)] is demo.window.tabs.tabBar()
        assert set(keyboard.round("Shift+Tab")) == set(stops)


def focusable(window: QWidget) -> list[QWidget]:
    """Return every visible widget that Tab must reach."""
    return [
        part
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part.window() is window
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and not isinstance(part, QLabel)
    ]


DIALOGS: dict[str, Callable[[WindowDriver], object]] = {
    "connectionDialog": lambda driver: driver.controller.connection_controller.show_add_dialog(),
    "exportDialog": lambda driver: driver.press_keys("Ctrl+E"),
    "connectionsDialog": lambda driver: driver.choose_menu("Arkiv", "Anslutningar…"),
    "networkDialog": lambda driver: driver.choose_menu("Arkiv", "Nätverk…"),
    "archiveDialog": lambda driver: driver.choose_menu("Arkiv", "Sparade rapporter…"),
    "viewNameDialog": lambda driver: driver.window.tabs.pages[ListKind.TIPS].saved_views.open_name_dialog(),
    "guideDialog": lambda driver: driver.press_keys("F1"),
    "shortcutsDialog": lambda driver: driver.choose_menu("Hjälp", "Kortkommandon"),
    "aboutDialog": lambda driver: driver.choose_menu("Hjälp", "Om Vitec Desktop"),
}


@pytest.mark.slow
def test_tab_goes_round_every_dialog_and_esc_leads_back_to_the_table(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    view = demo.table(ListKind.TIPS)
    for name, open_it in DIALOGS.items():
        demo.activate()
        view.setFocus()
        open_it(demo)
        window = demo.find_dialog(name)
        window.activateWindow()
        demo.wait_until(window.isActiveWindow)
        keyboard = Keyboard()
        stops = keyboard.round()
        for part in focusable(window):
            assert part in stops, part
        keyboard.press("Esc")
        demo.wait_until(lambda name=name: not demo.is_dialog_open(name))  # type: ignore[misc]
        demo.activate()
        assert QApplication.focusWidget() is view, name


@pytest.mark.parametrize(("name", "choices"), [("exportDialog", 2), ("networkDialog", 1), ("connectionDialog", 1)])
def test_arrow_keys_choose_one_of_several_and_lead_back(demo: WindowDriver, name: str, choices: int) -> None:
    demo.activate()
    DIALOGS[name](demo)
    dialog = demo.find_dialog(name)
    demo.wait_until(dialog.isActiveWindow)
    keyboard = Keyboard()
    chosen = [stop for stop in keyboard.round() if isinstance(stop, QAbstractButton) and stop.autoExclusive()]
    assert len(chosen) >= choices  # one more where a file of the suggested name exists
    for first in chosen:
        visited = [first]
        first.setFocus()
        for key in ("Right", "Down", "Left", "Up"):
            keyboard.press(key)
            focus = keyboard.focus
            assert isinstance(focus, QAbstractButton)
            assert focus.isVisible()
            visited.append(focus)
            assert [button for button in set(visited) if button.isChecked()] == [focus]
        assert len(set(visited)) > 1
        first.click()


def test_esc_cancels_a_fetch(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: Reply(body=b"{}", hang=Hang.IN_BODY)) as server:
        driver = open_on(server.base_url)
        keyboard = Keyboard.on(driver)
        keyboard.press("F5")
        driver.wait_until(server.is_hanging.is_set)
        keyboard.press("Esc")
        driver.wait_until(lambda: driver.is_fetch_done)
        assert "avbröts" in driver.notice


def test_the_context_menu_of_a_row_a_chart_and_a_field_open_by_their_keys(demo: WindowDriver) -> None:
    keyboard = Keyboard.on(demo)
    demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date)
    chart = next(one for one in demo.window.tabs.overview.findChildren(ChartView) if one.bar_buttons)
    chart.bar_buttons[0].setFocus()
    keyboard.press(shortcuts.ROW_MENU.keys)
    assert "Kopiera siffrorna" in popup_texts()
    keyboard.press("Esc")
    keyboard.press("Ctrl+4")
    keyboard.press("Home")
    keyboard.press(shortcuts.ROW_MENU.keys)
    assert "Kopiera raden" in popup_texts()
    keyboard.press("Esc")
    demo.click("exportButton")
    dialog = demo.find_dialog("exportDialog")
    demo.wait_until(dialog.isActiveWindow)
    keyboard.tab_to("exportTarget")
    keyboard.press(shortcuts.ROW_MENU.keys)
    assert popup_texts()
    keyboard.press("Esc")
    dialog.reject()


@pytest.mark.parametrize("start", ["fetchButton", "periodPreset", "dateFrom", "exportButton", "tipsTable"])
def test_a_fetch_leaves_the_focus_where_it_was(demo: WindowDriver, start: str) -> None:
    demo.show_list(ListKind.TIPS)
    keyboard = Keyboard.on(demo)
    demo.find_widget(QWidget, start).setFocus()
    assert keyboard.focus.objectName() == start
    visited: list[str] = []
    demo.controller.report_fetcher.progressed.connect(lambda: visited.append(keyboard.focus.objectName()))
    reports = demo.controller.report_controller
    with demo.qtbot.waitSignals([demo.controller.report_fetcher.finished, reports.ready_changed]):
        keyboard.press("F5")
    demo.wait_until(lambda: demo.is_fetch_done and not demo.is_table_updating)
    assert set(visited) == {start if start == "tipsTable" else "cancelButton"}
    assert keyboard.focus.objectName() == start


def test_after_a_fetch_the_arrow_keys_go_on_from_the_same_row(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    view = demo.window.tabs.pages[ListKind.TIPS].view
    keyboard = Keyboard.on(demo)
    for keys in ("Ctrl+F", "Down", "Home", "Down", "Down", "Down", "Down", "Right"):
        keyboard.press(keys)
    assert keyboard.focus is view
    chosen, column = view.selected_rows()[0][ID], view.currentIndex().column()
    keyboard.press("F5")
    demo.wait_until(lambda: demo.is_fetch_done and not demo.is_table_updating)
    assert [row[ID] for row in view.selected_rows()] == [chosen]
    position = view.selected_positions()[0]
    assert (view.currentIndex().row(), view.currentIndex().column()) == (position, column)
    keyboard.press("Down")
    assert view.selected_positions() == [position + 1]


def test_a_fetch_begun_in_an_empty_state_ends_in_the_tab_that_is_shown(
    open_on: OpenOn, sample_service: DemoService
) -> None:
    driver = open_on(sample_service.base_url, sample_service.customers, sample_service.password)
    driver.show_list(ListKind.TIPS)
    keyboard = Keyboard.on(driver)
    page = driver.window.tabs.pages[ListKind.TIPS]
    page.show_failed("")
    page.empty_state.button.setFocus()
    keyboard.press("Space")
    driver.wait_until(lambda: driver.row_count > 0 and driver.is_fetch_done and not driver.is_table_updating)
    assert keyboard.focus is page.view


def test_the_focus_stays_where_the_user_has_moved_it_during_a_fetch(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    keyboard = Keyboard.on(demo)
    demo.find_widget(QWidget, "fetchButton").setFocus()
    keyboard.press("F5")
    keyboard.press("Ctrl+3")
    demo.wait_until(lambda: demo.is_fetch_done and not demo.is_table_updating)
    assert keyboard.focus is demo.table(ListKind.OUTGOING)


def notice_button(driver: WindowDriver, text: str) -> QAbstractButton:
    return next(button for button in driver.window.notices.action_buttons if button.text() == text)


@pytest.mark.parametrize(
    ("key", "tab"),  # the overview and the tips
    [
        ("Space", 0),
        ("Return", 4),
        *(pytest.param(*pair, marks=pytest.mark.slow) for pair in (("Space", 4), ("Return", 0))),
    ],
)
def test_after_a_cancelled_retry_the_focus_is_where_the_next_one_is_begun(open_on: OpenOn, key: str, tab: int) -> None:
    """First with nothing fetched, where the notice of the cancelled fetch has no button, then with a part of it."""
    empty, hanging = Reply(body=b"null"), Reply(body=b"{}" * 100, hang=Hang.IN_BODY)
    answers: dict[str, Reply | None] = {}  # one tip for None
    with FaultServer(lambda seen: answers[seen.customer_id] or one_tip(seen)) as server:
        driver = open_on(server.base_url)
        keyboard = Keyboard.on(driver)
        driver.window.tabs.setCurrentIndex(tab)

        def cancel_the_retry_after(solna: Reply | None) -> None:
            answers.update({SOLNA.id: solna, SUNDBYBERG.id: empty})
            keyboard.press("F5")
            driver.wait_until(lambda: "Försök igen" in driver.notice_buttons and driver.is_fetch_done)
            answers.update({SOLNA.id: hanging, SUNDBYBERG.id: hanging})
            notice_button(driver, "Försök igen").setFocus()
            keyboard.press(key)
            assert keyboard.focus is driver.find_button("cancelButton")
            driver.wait_until(server.is_hanging.is_set)
            keyboard.press(key)
            driver.wait_until(lambda: driver.is_fetch_done and "avbröts" in driver.notice)

        cancel_the_retry_after(empty)
        assert keyboard.focus is driver.find_button("fetchButton")
        cancel_the_retry_after(None)
        assert keyboard.focus is notice_button(driver, "Försök igen")


def test_the_focus_of_a_button_that_is_gone_comes_to_the_table(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    page = demo.window.tabs.pages[ListKind.TIPS]
    keyboard = Keyboard.on(demo)
    demo.window.notices.show_notice(Notice(NoticeLevel.INFO, "En upplysning."))
    page.toolbar.search_field.setText("qqqqq")
    demo.wait_until(page.no_match_state.isVisible)
    for button in (demo.window.notices.close_button, page.no_match_state.button):
        button.setFocus()
        keyboard.press("Space")
        demo.wait_until(lambda: not button.isVisible())  # noqa: B023
        assert keyboard.focus is page.view


def test_a_picker_opens_by_its_shortcut(demo: WindowDriver) -> None:
    keyboard = Keyboard.on(demo)
    for shortcut, name in ((shortcuts.OFFICES, "officePicker"), (shortcuts.STATUS, "statusPicker")):
        keyboard.press(shortcut.keys)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu is demo.find_widget(QPushButton, name).menu()
        keyboard.press("Esc")


def test_menus_of_a_table_and_the_overview_open_by_their_shortcuts(demo: WindowDriver) -> None:
    keyboard = Keyboard.on(demo)
    for tab, shortcut, name in (
        ("Ctrl+4", shortcuts.VIEWS, "savedViewPicker"),
        ("Ctrl+1", shortcuts.COMPARE, "overviewCompare"),
        ("Ctrl+1", shortcuts.PRINT, "overviewPrintButton"),
    ):
        keyboard.press(tab)
        demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date)
        keyboard.press(shortcut.keys)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu is demo.find_widget(QPushButton, name).menu()
        keyboard.press("Esc")


def test_the_columns_open_by_their_shortcut_and_from_a_heading(demo: WindowDriver) -> None:
    keyboard = Keyboard.on(demo)
    keyboard.press("Ctrl+4")
    keyboard.press(shortcuts.COLUMNS.keys)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ColumnsPopup)
    keyboard.press("Esc")
    assert QApplication.activePopupWidget() is None
    page = demo.window.tabs.pages[ListKind.TIPS]
    menu = HeadingMenu(page.model, page.view, 0)
    next(action for action in menu.actions() if action.text() == "Välj kolumner…").trigger()
    assert isinstance(QApplication.activePopupWidget(), ColumnsPopup)
    keyboard.press("Esc")


def test_all_of_a_row_or_of_the_overview_is_copied_by_one_shortcut(demo: WindowDriver) -> None:
    keyboard = Keyboard.on(demo)
    keyboard.press("Ctrl+4")
    page = demo.window.tabs.pages[ListKind.TIPS]
    page.view.select_position(0)
    keyboard.press(shortcuts.COPY_ALL.keys)
    assert QGuiApplication.clipboard().text() == page.details.row_text() != ""
    page.view.selectAll()
    with demo.qtbot.waitSignal(page.copier.copied):
        keyboard.press(shortcuts.COPY_ALL.keys)
    keyboard.press("Ctrl+1")
    demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date)
    keyboard.press(shortcuts.COPY_ALL.keys)
    assert not QGuiApplication.clipboard().image().isNull()


def test_filters_are_cleared_by_their_shortcut(demo: WindowDriver) -> None:
    keyboard = Keyboard.on(demo)
    keyboard.press("Ctrl+4")
    keyboard.press("Ctrl+F")
    assert keyboard.focus is demo.find_widget(QLineEdit, "tipsSearch")
    keyboard.write("qqq")
    demo.wait_until(lambda: demo.row_counts[ListKind.TIPS] == 0)
    keyboard.press(shortcuts.CLEAR_FILTERS.keys)
    demo.wait_until(lambda: demo.row_counts[ListKind.TIPS] > 0)


# The list ------------------------------------------------------------------------------------------------------------


def menu_actions(menu: QWidget) -> list[QAction]:
    found = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += [action, *menu_actions(inner)]
        elif not action.isSeparator():
            found.append(action)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_the_menus_has_an_access_key_of_its_own(start_program: "StartProgram", language: str) -> None:
    demo = start_program("--demo", "--language", language)
    names = [one.name for one in demo.controller.connection_store.connections]  # the user's own words

    def check(menu: QWidget) -> None:
        keys = []
        for action in menu.actions():
            if action.isSeparator():
                continue
            if action.text() not in names:
                assert "&" in action.text().replace("&&", ""), action.text()
                keys.append(QKeySequence.mnemonic(action.text()).toString())
            inner = action.menu()
            if isinstance(inner, QMenu):
                check(inner)
        assert len(keys) == len(set(keys)), keys

    check(demo.window.menuBar())


def test_every_shortcut_of_the_window_is_in_the_list(demo: WindowDriver) -> None:
    listed = {shortcut.keys for group in shortcuts.GROUPS for shortcut in group.shortcuts}
    bound = {action.shortcut().toString() for action in menu_actions(demo.window.menuBar())} - {""}
    assert bound <= listed
    assert len(bound) > 8


def test_no_shortcut_is_used_twice() -> None:
    listed = [shortcut.keys for group in shortcuts.GROUPS for shortcut in group.shortcuts]
    assert len(listed) == len(set(listed))
    assert all(not QKeySequence(keys).isEmpty() for keys in listed)


def test_the_list_shows_every_shortcut_with_its_text(demo: WindowDriver) -> None:
    demo.choose_menu("Hjälp", "Kortkommandon")
    dialog = demo.find_dialog("shortcutsDialog")
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    for group in shortcuts.GROUPS:
        assert group.name in texts
        for shortcut in group.shortcuts:
            assert shortcut.text in texts
            assert shortcut.shown_keys in texts
    dialog.close()


def test_tooltips_name_the_shortcuts(demo: WindowDriver) -> None:
    for name, shortcut in (
        ("fetchButton", shortcuts.FETCH),
        ("exportButton", shortcuts.EXPORT),
        ("officePicker", shortcuts.OFFICES),
        ("periodPreset", shortcuts.PERIOD),
        ("statusPicker", shortcuts.STATUS),
        ("tipsSearch", shortcuts.SEARCH),
        ("cancelButton", shortcuts.CANCEL),
        ("overviewCompare", shortcuts.COMPARE),
        ("overviewCopyButton", shortcuts.COPY_ALL),
        ("overviewPrintButton", shortcuts.PRINT),
        ("savedViewPicker", shortcuts.VIEWS),
        ("columnsButton", shortcuts.COLUMNS),
    ):
        assert demo.find_widget(QWidget, name).toolTip().endswith(f"({shortcut.shown_keys})")
    demo.show_list(ListKind.TIPS)
    page = demo.window.tabs.pages[ListKind.TIPS]
    page.view.select_first_row()  # the details are made with the first row that is chosen
    details = page.details
    assert details.copy_all_button.toolTip().endswith(f"({shortcuts.COPY_ALL.shown_keys})")
    assert details.close_button.toolTip().endswith(f"({shortcuts.DETAILS.shown_keys})")


@pytest.mark.parametrize(("keys", "picker"), [("Ctrl+Shift+S", "statusPicker"), ("Ctrl+Shift+V", "savedViewPicker")])
def test_pickers_without_an_entry_in_a_menu_open_by_their_shortcut(demo: WindowDriver, keys: str, picker: str) -> None:
    demo.show_list(ListKind.TIPS)
    demo.press_keys(keys)
    menu = demo.window.tabs.pages[ListKind.TIPS].findChild(QPushButton, picker) or demo.find_widget(QPushButton, picker)
    demo.wait_until(menu.menu().isVisible)
    menu.menu().close()
    assert demo.menu_texts("Visa", "Gå till") == [
        "Översikt",
        "Inkommande leads",
        "Utgående leads",
        "Tips",
        "Obehandlade",
        "Kontor",
        "Period",
    ]
