"""Drive a main window as its user does: find widgets by object name, click, type, and read the texts shown."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.offices import Office
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.tables import TableKind
from vitec_desktop.ui.connections.connections_dialog import ConnectionsDialog
from vitec_desktop.ui.widgets.notice import NoticeBar
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.window_controller import WindowController
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer

LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True)
class FetchState:
    """What the window shows at one moment of a fetch; `done_count` is the value of the progress bar."""

    is_fetching: bool
    can_fetch: bool
    can_cancel: bool
    done_count: int
    label: str


class WindowDriver:
    """Mouse, keyboard and eyes of one user, on a window that is shown."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def controller(self) -> WindowController:
        """Return the window's controller, to read its state; drive the window by its widgets."""
        controller = self.window.findChild(WindowController)
        assert isinstance(controller, WindowController)
        return controller

    # Finding --------------------------------------------------------------------------------------------------

    def find_widget(self, kind: type[W], name: str) -> W:
        """Return the widget of that object name; a visible one where a closed dialog had the same."""
        found: Sequence[W] = self.window.findChildren(kind, name)
        assert found, f"there is no {name}"
        return next((one for one in found if one.isVisible()), found[-1])

    def find_button(self, name: str) -> QAbstractButton:
        return self.find_widget(QAbstractButton, name)

    def is_visible(self, name: str) -> bool:
        return self.find_widget(QWidget, name).isVisible()

    def find_dialog(self, name: str) -> QDialog:
        """Wait until the dialog of that name is visible, and return it."""
        self.wait_until(lambda: any(dialog.isVisible() for dialog in self._dialogs(name)))
        return next(dialog for dialog in self._dialogs(name) if dialog.isVisible())

    def is_dialog_open(self, name: str) -> bool:
        return any(dialog.isVisible() for dialog in self._dialogs(name))

    def _dialogs(self, name: str) -> Sequence[QDialog]:
        return self.window.findChildren(QDialog, name)

    # Waiting --------------------------------------------------------------------------------------------------

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Run the event loop until `condition` holds, for at most `LONGEST_WAIT`."""
        self.qtbot.waitUntil(condition)

    # Mouse and keyboard ---------------------------------------------------------------------------------------

    def click(self, part: QWidget | str) -> None:
        widget = self.find_button(part) if isinstance(part, str) else part
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, LEFT)

    def type_text(self, name: str, text: str) -> None:
        """Replace the text of a line edit, key by key."""
        field = self.find_widget(QLineEdit, name)
        QTest.mouseClick(field, LEFT)
        QTest.keySequence(field, "Ctrl+A")
        QTest.keyClick(field, Qt.Key.Key_Delete)
        send_text(field, text)
        assert field.text() == text

    def type_date(self, name: str, day: date) -> None:
        """Focus a date field as the tab key does, which selects the year, and type the digits."""
        field = self.find_widget(QDateEdit, name)
        self.activate()
        field.clearFocus()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(field, f"{day:%Y%m%d}")
        QTest.keyClick(field, Qt.Key.Key_Return)

    def type_period(self, first_day: date, last_day: date) -> None:
        self.type_date("dateFrom", first_day)
        self.type_date("dateTo", last_day)
        assert self.period == (first_day, last_day)

    def choose_in_picker(self, name: str, *texts: str) -> None:
        """Open a picker's menu and click on its entries, one after the other."""
        picker = self.find_widget(QPushButton, name)
        menu = picker.menu()
        menu.popup(picker.mapToGlobal(QPoint(0, picker.height())))
        self.wait_until(menu.isVisible)
        for text in texts:
            QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(_find_action(menu, text)).center())
        menu.close()

    def picker_choices(self, name: str) -> dict[str, bool]:
        """Return the entries of a picker's menu, without the texts at their right, each with whether it is checked."""
        menu = self.find_widget(QPushButton, name).menu()
        menu.aboutToShow.emit()  # some menus are filled then
        return {
            action.text().partition("\t")[0]: action.isChecked()
            for action in menu.actions()
            if not action.isSeparator()
        }

    def choose_menu(self, *texts: str) -> None:
        """Choose an entry of the menu bar by its texts, without their underlined letters."""
        menu: Any = self.window.menuBar()
        for text in texts[:-1]:
            menu = _find_action(menu, text).menu()
        action = _find_action(menu, texts[-1])
        assert action.isEnabled(), texts
        action.trigger()

    def is_menu_checked(self, *texts: str) -> bool:
        """Return whether an entry of the menu bar is checked."""
        menu: Any = self.window.menuBar()
        for text in texts[:-1]:
            menu = _find_action(menu, text).menu()
        return bool(_find_action(menu, texts[-1]).isChecked())

    def menu_texts(self, *texts: str) -> list[str]:
        """Return the entries of the menu bar, or of one of its menus."""
        menu: Any = self.window.menuBar()
        for text in texts:
            menu = _find_action(menu, text).menu()
        return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]

    def open_connections(self, name: str = "") -> ConnectionsDialog:
        """Open the page of all connections by the menu, unless it is open, and select the one of that name."""
        if not self.is_dialog_open("connectionsDialog"):
            self.choose_menu("Arkiv", "Anslutningar…")
        page = self.find_dialog("connectionsDialog")
        assert isinstance(page, ConnectionsDialog)
        for row in range(page.tree.topLevelItemCount() if name else 0):
            item = page.tree.topLevelItem(row)
            if item is not None and item.text(0) == name:
                page.tree.setCurrentItem(item)
        assert not name or (page.connection and page.connection.name == name)
        return page

    def change_connection(self, name: str) -> None:
        """Open a connection's dialog by the page of all connections, which stays open below it."""
        self.open_connections(name)
        self.click("changeConnectionButton")
        self.find_dialog("connectionDialog")

    def close_connections(self) -> None:
        """Close the page of all connections."""
        self.find_dialog("connectionsDialog").reject()

    def add_connection(self) -> None:
        """Open the dialog of a new connection by the page of all connections."""
        self.open_connections()
        self.click("addConnectionRowButton")
        self.find_dialog("connectionDialog")

    def activate(self) -> None:
        """Give the window the keyboard focus, as a desktop does when a dialog over it closes."""
        self.window.activateWindow()
        self.wait_until(self.window.isActiveWindow)

    def press_keys(self, keys: str) -> None:
        self.activate()
        QTest.keySequence(self.window, keys)

    def show_list(self, kind: TableKind) -> None:
        """Click on a table's tab."""
        tabs = self.window.tabs
        place = tabs.tabBar().tabRect(tabs.indexOf(tabs.all_pages[kind])).center()
        QTest.mouseClick(tabs.tabBar(), LEFT, pos=place)
        assert tabs.currentWidget() is tabs.all_pages[kind]

    def click_header(self, kind: ListKind, column: int) -> None:
        self.show_list(kind)
        header = self.table(kind).horizontalHeader()
        place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), LEFT, pos=place)

    def click_notice_button(self, text: str) -> None:
        """Click on a button of the notice bar."""
        button = next(one for one in self.find_widget(NoticeBar, "noticeBar").action_buttons if one.text() == text)
        self.click(button)

    # Reading --------------------------------------------------------------------------------------------------

    @property
    def notice(self) -> str:
        """Return the text of the notice bar; "" while it is hidden."""
        bar = self.find_widget(NoticeBar, "noticeBar")
        return bar.accessibleName() if bar.isVisible() else ""

    @property
    def notice_buttons(self) -> list[str]:
        """Return the texts of the notice bar's buttons; none while it is hidden."""
        bar = self.find_widget(NoticeBar, "noticeBar")
        return [button.text() for button in bar.action_buttons] if bar.isVisible() else []

    @property
    def period(self) -> tuple[date, date]:
        first, last = (self.find_widget(QDateEdit, name).date().toPython() for name in ("dateFrom", "dateTo"))
        assert isinstance(first, date)
        assert isinstance(last, date)
        return first, last

    @property
    def status_text(self) -> str:
        """Return the visible texts of the status bar."""
        labels = [one for one in self.window.status.findChildren(QLabel) if one.isVisible()]
        return " · ".join(label.text() for label in labels if label.text())

    @property
    def connection_test_text(self) -> str:
        return plain_text(self.find_widget(QLabel, "connectionTestResult").text())

    @property
    def is_fetch_done(self) -> bool:
        """Whether no fetch runs: the fetch button is enabled and the cancel button hidden."""
        return self.find_button("fetchButton").isEnabled() and not self.find_button("cancelButton").isVisible()

    def table(self, kind: ListKind) -> QTableView:
        return self.window.tabs.pages[kind].view

    @property
    def row_counts(self) -> dict[ListKind, int]:
        return {kind: page.model.rowCount() for kind, page in self.window.tabs.pages.items()}

    @property
    def row_count(self) -> int:
        return sum(self.row_counts.values())

    def column_texts(self, kind: ListKind, column: int) -> list[str]:
        """Return the texts of one column, from top to bottom."""
        model = self.window.tabs.pages[kind].model
        return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]

    def row_ids(self) -> dict[ListKind, list[str]]:
        return {kind: self.column_texts(kind, id_column_index(kind)) for kind in ListKind}

    def header_text(self, kind: ListKind, column: int) -> str:
        return str(self.window.tabs.pages[kind].model.headerData(column, Qt.Orientation.Horizontal))

    def fetch_state(self) -> FetchState:
        cancel = self.find_button("cancelButton")
        return FetchState(
            is_fetching=self.controller.report_fetcher.is_running,
            can_fetch=self.find_button("fetchButton").isEnabled(),
            can_cancel=cancel.isVisible() and cancel.isEnabled(),
            done_count=self.find_widget(QProgressBar, "progressBar").value(),
            label=self.find_widget(QLabel, "progressLabel").text(),
        )

    # Whole acts -----------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Click on the fetch button, and wait until the report is shown."""
        reports = self.controller.report_controller
        with self.qtbot.waitSignals([self.controller.report_fetcher.finished, reports.ready_changed]):
            self.click("fetchButton")
        self.wait_until(lambda: self.is_fetch_done and not self.is_table_updating)

    @property
    def is_table_updating(self) -> bool:
        """Whether a table is still being sorted or filtered."""
        tabs = self.window.tabs
        return tabs.unhandled_rows.is_updating or any(page.model.is_updating for page in tabs.all_pages.values())

    def close(self) -> None:
        self.window.close()


def plain_text(text: str) -> str:
    """Return a label's rich text without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def send_text(widget: QWidget, text: str) -> None:
    """Type `text` into a widget; the keys of QTest have no å."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def id_column_index(kind: ListKind) -> int:
    """Return the index of the column with the row's own id."""
    return next(place for place, column in enumerate(COLUMNS[kind]) if column.key in ("lead.id", "tip.id"))


def column_index(kind: ListKind, key: str) -> int:
    return next(place for place, column in enumerate(COLUMNS[kind]) if column.key == key)


def make_connection(
    base_url: str,
    customers: Sequence[Customer],
    user: str = "demo",
    connection_id: str = "1",
    name: str = "Norrby",
) -> Connection:
    offices = tuple(Office(customer.id, customer.name) for customer in customers)
    return Connection(connection_id, name, user, offices, base_url)


def save_connections(profile: Path, *connections: Connection) -> None:
    """Save connections as an earlier run of the program did."""
    profile.mkdir(parents=True, exist_ok=True)
    ConnectionFile(profile / "connections.json").save_all(connections)


def files_containing(folder: Path, text: str) -> Iterator[Path]:
    """Yield every file below `folder` that contains `text`, in UTF-8 or UTF-16."""
    needles = (text.encode(), text.encode("utf-16-le"))
    for path in folder.rglob("*"):
        if path.is_file() and any(needle in path.read_bytes() for needle in needles):
            yield path


@contextmanager
def record_fetch_states(driver: WindowDriver) -> Iterator[list[FetchState]]:
    """Record the window's state at each step of the progress bar and at both ends of a fetch."""
    states: list[FetchState] = []

    def record() -> None:
        states.append(driver.fetch_state())

    signals = (
        driver.find_widget(QProgressBar, "progressBar").valueChanged,
        driver.controller.report_fetcher.progressed,
        driver.controller.report_fetcher.report_fetched,
        driver.controller.report_fetcher.cancelled,
    )
    for signal in signals:
        signal.connect(record)
    yield states
    for signal in signals:
        signal.disconnect(record)


def _find_action(menu: Any, text: str) -> Any:
    actions = menu.actions()
    for action in actions:
        if action.text().replace("&", "").partition("\t")[0] == text:
            return action
    raise AssertionError(f"{text} is not among {[action.text() for action in actions]}")
