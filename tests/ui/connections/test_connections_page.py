"""The page of all connections, and the rows of customer ids in a connection's dialog, by mouse and by keyboard."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QPushButton, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.window_driver import LEFT, WindowDriver, make_connection
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn, OpenShared, drive_shared
from tests.ui.stalling_server import one_tip
from vitec_desktop.accounts.offices import Office
from vitec_desktop.ui.connections.connections_dialog import ConnectionsDialog
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.request import Customer

StartProgram = Callable[..., WindowDriver]


def rows_of(page: ConnectionsDialog) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return each connection's name, and its offices' names, ids and states."""
    tops = [page.tree.topLevelItem(row) for row in range(page.tree.topLevelItemCount())]
    return [(top.text(0), [_texts(top.child(row)) for row in range(top.childCount())]) for top in tops if top]


def _texts(item: QTreeWidgetItem | None) -> tuple[str, str, str]:
    assert item is not None
    return item.text(0), item.text(1), item.text(2)


def forbid_sundbyberg(seen: Seen) -> Reply:
    return Reply(403) if SUNDBYBERG.id in seen.target else one_tip(seen)


@pytest.fixture(scope="module")
def window(open_shared: OpenShared) -> MainWindow:
    return open_shared()


@pytest.fixture
def two(qtbot: QtBot, window: MainWindow) -> Iterator[WindowDriver]:
    """The program of all tests of a few connections, with two of them."""
    with drive_shared(qtbot, window) as driver:
        store = driver.controller.connection_store
        store.add_or_replace(make_connection("https://connect.example", (SOLNA, SUNDBYBERG)))
        store.add_or_replace(
            make_connection("https://connect.example", (Customer("M40021"),), "anna", "2", "Söderby & Co")
        )
        yield driver
    for connection in store.connections:
        store.remove(connection)


def test_a_row_a_connection_and_below_it_a_row_an_office(two: WindowDriver) -> None:
    page = two.open_connections()
    assert rows_of(page) == [
        ("Norrby", [("Norrby Solna", "M30011", ""), ("Norrby Sundbyberg", "M30012", "")]),
        ("Söderby & Co", [("M40021", "M40021", "")]),
    ]
    assert page.connection is not None
    assert page.connection.name == "Norrby"


def test_a_test_says_of_each_office_whether_it_works(open_on: OpenOn) -> None:
    with FaultServer(forbid_sundbyberg) as server:
        driver = open_on(server.base_url)
        page = driver.open_connections("Norrby")
        driver.click("testConnectionRowButton")
        assert [state for _, _, state in rows_of(page)[0][1]] == ["Testas…", "Testas…"]
        driver.wait_until(lambda: driver.find_button("testConnectionRowButton").isEnabled())
        (_, [solna, sundbyberg]) = rows_of(page)[0]
        assert solna[2] == "Fungerar"
        assert "(403)" in sundbyberg[2]
        words = driver.find_widget(QLabel, "connectionsTestResult").text()
        assert "Inloggningen fungerar, men inte för" in words
        page.tree.clearSelection()
        driver.controller.connection_store.changed.emit()
        assert "(403)" in rows_of(page)[0][1][1][2], "it is known after other connections have changed too"
        page.change_requested.emit(driver.controller.connection_store.connections[0])
        driver.type_text("connectionPassword", "nytt lösen")
        driver.click("saveConnectionButton")
        driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
        assert [state for _, _, state in rows_of(page)[0][1]] == ["", ""], "the test was of another password"
        assert not driver.find_widget(QLabel, "connectionsTestResult").isVisible()


def test_a_test_that_lacks_the_password_says_so(open_on: OpenOn) -> None:
    driver = open_on("https://127.0.0.1:9", password=None)
    page = driver.open_connections("Norrby")
    driver.click("testConnectionRowButton")
    driver.wait_until(lambda: driver.find_button("testConnectionRowButton").isEnabled())
    assert "Lösenordet behövs för testet." in driver.find_widget(QLabel, "connectionsTestResult").text()
    assert [state for _, _, state in rows_of(page)[0][1]] == ["", ""]


def test_keys_open_change_and_remove(two: WindowDriver) -> None:
    page = two.open_connections("Norrby")
    page.tree.setFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_Down)
    item = page.tree.currentItem()
    assert item is not None
    assert item.text(1) == "M30011"
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    dialog = two.find_dialog("connectionDialog")
    assert two.find_widget(QLineEdit, "connectionName").text() == "Norrby"
    dialog.reject()
    two.wait_until(lambda: not two.is_dialog_open("connectionDialog"))
    QTest.keyClick(page.tree, Qt.Key.Key_Delete)
    box = two.find_dialog("removeConnectionBox")
    assert any("Norrby" in label.text() for label in box.findChildren(QLabel))
    QTest.keyClick(box, Qt.Key.Key_Return)
    two.wait_until(lambda: not two.is_dialog_open("removeConnectionBox"))
    assert len(rows_of(page)) == 2
    QTest.keyClick(page.tree, Qt.Key.Key_Delete)
    box = two.find_dialog("removeConnectionBox")
    next(one for one in box.findChildren(QPushButton) if "Ta bort" in one.text()).click()
    two.wait_until(lambda: [name for name, _ in rows_of(page)] == ["Söderby & Co"])
    assert page.connection is not None
    assert page.connection.name == "Söderby & Co"


def test_the_focus_stays_on_the_button_that_has_changed_the_list(two: WindowDriver) -> None:
    page = two.open_connections("Norrby")
    button = two.find_button("changeConnectionButton")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    two.find_dialog("connectionDialog")
    two.type_text("connectionName", "Norrby Mäkleri")
    two.click("saveConnectionButton")
    two.wait_until(lambda: "Norrby Mäkleri" in dict(rows_of(page)))
    assert page.focusWidget() is button


def test_a_connection_added_from_the_page_stands_in_it(two: WindowDriver) -> None:
    two.add_connection()
    for name, text in (
        ("connectionName", "Täby"),
        ("connectionUser", "demo"),
        ("connectionPassword", "norrby"),
        ("connectionCustomerIds", "M30013=Täby"),
    ):
        two.type_text(name, text)
    two.click("saveConnectionButton")
    two.wait_until(lambda: not two.is_dialog_open("connectionDialog"))
    page = two.open_connections()
    assert not page.tree.accessibleDescription()
    assert rows_of(page)[-1] == ("Täby", [("Täby", "M30013", "")])


@pytest.mark.slow
def test_what_was_tested_in_the_dialog_before_it_was_saved_stands_in_the_page(open_on: OpenOn) -> None:
    with FaultServer(forbid_sundbyberg) as server:
        driver = open_on(server.base_url)

        def states(*, then_type: dict[str, str]) -> list[str]:
            """Test the connection in its dialog, edit it and save it; return what the page shows when reopened."""
            driver.change_connection("Norrby")
            driver.click("testConnectionButton")
            driver.wait_until(lambda: "Inloggningen fungerar, men" in driver.connection_test_text)
            for name, text in then_type.items():
                driver.type_text(name, text)
            driver.click("saveConnectionButton")
            driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
            driver.close_connections()
            [(_, offices)] = rows_of(driver.open_connections())
            return [state for _, _, state in offices]

        solna, sundbyberg = states(then_type={})
        assert solna == "Fungerar"
        assert "(403)" in sundbyberg
        assert states(then_type={"connectionCustomerIds": "M30011=Solna centrum"}) == [solna, sundbyberg]
        assert states(then_type={"connectionPassword": "ett annat"}) == ["", ""]
        assert states(then_type={"connectionCustomerIds": "M30013=Täby"}) == ["", "", ""]


def test_without_a_connection_only_one_can_be_added(start_program: StartProgram) -> None:
    driver = start_program()
    driver.choose_menu("Arkiv", "Anslutningar…")
    driver.find_dialog("connectionsDialog")
    for name in ("testConnectionRowButton", "changeConnectionButton", "removeConnectionButton"):
        assert not driver.find_button(name).isEnabled()
    tree = driver.find_widget(QTreeWidget, "connectionsTree")
    assert tree.accessibleDescription() == "Inga anslutningar än."
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    driver.find_dialog("connectionDialog").reject()
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    driver.click("addConnectionRowButton")
    driver.find_dialog("connectionDialog")


def test_the_page_that_was_empty_shows_all_of_itself_once_there_is_a_connection(start_program: StartProgram) -> None:
    driver = start_program()
    driver.choose_menu("Arkiv", "Anslutningar…")
    page = driver.find_dialog("connectionsDialog")
    size = page.size()
    offices = tuple(Customer(f"M3001{number}") for number in range(8))
    driver.controller.connection_store.add_or_replace(make_connection("https://connect.example", offices))
    QGuiApplication.processEvents()
    assert page.size() == size
    for name in ("testConnectionRowButton", "changeConnectionButton", "removeConnectionButton"):
        button = driver.find_button(name)
        assert button.visibleRegion().boundingRect() == button.rect()


# The rows of customer ids


@pytest.fixture
def dialog(two: WindowDriver) -> QDialog:
    two.change_connection("Norrby")
    return two.find_dialog("connectionDialog")


def ids(driver: WindowDriver) -> list[str]:
    found = driver.find_widget(QListWidget, "connectionOffices")
    items = [found.item(row) for row in range(found.count())]
    return [item.text().replace("\n", "=").rstrip("=") for item in items if item]


def saved_offices(driver: WindowDriver) -> tuple[Office, ...]:
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    return driver.controller.connection_store.connections[0].offices


def test_a_pasted_line_becomes_rows(two: WindowDriver, dialog: QDialog) -> None:
    line = two.find_widget(QLineEdit, "connectionCustomerIds")
    assert ids(two) == ["M30011=Norrby Solna", "M30012=Norrby Sundbyberg"]
    line.setFocus()
    QGuiApplication.clipboard().setText("m30013=Täby, M30012=Nytt namn; M30014")
    QTest.keySequence(line, "Ctrl+V")
    two.click("addCustomerIdsButton")
    assert ids(two) == ["M30011=Norrby Solna", "M30012=Nytt namn", "M30013=Täby", "M30014"]
    assert line.text() == ""
    assert [office.id for office in saved_offices(two)] == ["M30011", "M30012", "M30013", "M30014"]


def test_enter_adds_what_was_typed_and_saves_from_the_empty_line(two: WindowDriver, dialog: QDialog) -> None:
    line = two.find_widget(QLineEdit, "connectionCustomerIds")
    two.type_text("connectionCustomerIds", "M30013")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert ids(two)[-1] == "M30013"
    assert two.is_dialog_open("connectionDialog")
    QTest.keyClick(line, Qt.Key.Key_Return)
    two.wait_until(lambda: not two.is_dialog_open("connectionDialog"))
    assert len(two.controller.connection_store.connections[0].offices) == 3


def test_what_has_not_been_added_counts_when_it_is_saved(two: WindowDriver, dialog: QDialog) -> None:
    two.type_text("connectionCustomerIds", "M30013=Taby, M30011=Solna centrum")
    assert saved_offices(two) == (
        Office("M30011", "Solna centrum"),
        Office("M30012", "Norrby Sundbyberg"),
        Office("M30013", "Taby"),
    )


def test_what_has_not_been_added_counts_when_it_is_tested(open_on: OpenOn) -> None:
    with FaultServer(one_tip) as server:
        driver = open_on(server.base_url)
        driver.change_connection("Norrby")
        driver.type_text("connectionCustomerIds", "M30013=Taby")
        driver.click("testConnectionButton")
        driver.wait_until(lambda: "Taby" in driver.connection_test_text)
        assert "Norrby Solna" in driver.connection_test_text


def test_a_row_is_removed_and_corrected_by_the_keyboard(two: WindowDriver, dialog: QDialog) -> None:
    found = two.find_widget(QListWidget, "connectionOffices")
    found.setFocus()
    found.setCurrentRow(0)
    QTest.keyClick(found, Qt.Key.Key_Delete)
    assert ids(two) == ["M30012=Norrby Sundbyberg"]
    QTest.keyClick(found, Qt.Key.Key_F2)
    line = two.find_widget(QLineEdit, "connectionCustomerIds")
    assert line.text() == "M30012=Norrby Sundbyberg"
    assert ids(two) == []
    assert saved_offices(two) == (Office("M30012", "Norrby Sundbyberg"),)


def test_a_row_is_corrected_whose_id_stands_in_the_line_too(two: WindowDriver, dialog: QDialog) -> None:
    two.type_text("connectionCustomerIds", "M30012=Nytt namn")
    found = two.find_widget(QListWidget, "connectionOffices")
    found.setFocus()
    found.setCurrentRow(1)
    QTest.keyClick(found, Qt.Key.Key_F2)
    assert two.find_widget(QLineEdit, "connectionCustomerIds").text() == "M30012=Nytt namn"
    assert ids(two) == ["M30011=Norrby Solna"]


def test_a_row_is_removed_by_its_cross(two: WindowDriver, dialog: QDialog) -> None:
    found = two.find_widget(QListWidget, "connectionOffices")
    item = found.item(1)
    assert item is not None
    rect = found.visualItemRect(item)
    QTest.mouseClick(found.viewport(), LEFT, pos=rect.center())
    assert len(ids(two)) == 2
    QTest.mouseClick(found.viewport(), LEFT, pos=QPoint(rect.right() - rect.height() // 2, rect.center().y()))
    assert ids(two) == ["M30011=Norrby Solna"]


def test_nothing_moves_when_an_error_goes(two: WindowDriver, dialog: QDialog) -> None:
    two.type_text("connectionCustomerIds", "Solna")
    two.click("addCustomerIdsButton")
    found = two.find_widget(QListWidget, "connectionOffices")
    line = two.find_widget(QLineEdit, "connectionCustomerIds")
    assert "Inget kund-id: Solna." in line.accessibleDescription()
    before = found.mapTo(dialog, QPoint(0, 0)), dialog.size()
    two.type_text("connectionCustomerIds", "M30013")
    assert "Inget kund-id" not in line.accessibleDescription()
    assert (found.mapTo(dialog, QPoint(0, 0)), dialog.size()) == before
    two.click("addCustomerIdsButton")
    assert (found.mapTo(dialog, QPoint(0, 0)), dialog.size()) == before


def test_a_notice_that_asks_to_correct_the_connection_has_the_button_for_it(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: Reply(404)) as server:
        driver = open_on(server.base_url)
        driver.click("fetchButton")
        driver.wait_until(lambda: driver.is_fetch_done and "Kontrollera adressen i anslutningen." in driver.notice)
        assert driver.notice_buttons == ["Ändra anslutning", "Visa detaljer"]
        driver.click_notice_button("Ändra anslutning")
        driver.find_dialog("connectionDialog")
        assert driver.find_widget(QLineEdit, "connectionName").text() == "Norrby"
        driver.wait_until(driver.find_widget(QLineEdit, "connectionBaseUrl").hasFocus)
        # Cancelled, nothing is fetched anew; nor is it after a change that no notice asked for.
        requests = len(server.seen)
        driver.find_dialog("connectionDialog").reject()
        driver.change_connection("Norrby")
        driver.click("saveConnectionButton")
        driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
        assert driver.is_fetch_done
        assert len(server.seen) == requests
