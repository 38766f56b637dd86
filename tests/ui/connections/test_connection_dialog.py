"""The connection dialog: errors are shown at their fields, and the result of a test below."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import OpenOn, OpenShared, drive_shared
from tests.ui.connections.test_connection_form import portal_string
from tests.ui.stalling_server import one_tip
from vitec_desktop.accounts.connections import ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.demo.service import DemoService
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.webservice.base_url import LIVE_BASE_URL

StartProgram = Callable[..., WindowDriver]


@pytest.fixture
def saving(start_program: StartProgram) -> WindowDriver:
    """A window of the test's own, for a dialog that saves its connection."""
    started = start_program()
    started.click("addConnectionButton")
    started.find_dialog("connectionDialog")
    return started


@pytest.fixture(scope="module")
def window(open_shared: OpenShared) -> MainWindow:
    return open_shared()


@pytest.fixture
def driver(qtbot: QtBot, window: MainWindow) -> Iterator[WindowDriver]:
    """The window of all tests that save no connection, with a new dialog."""
    with drive_shared(qtbot, window) as driver:
        driver.click("addConnectionButton")
        driver.find_dialog("connectionDialog")
        yield driver


def fill(driver: WindowDriver, base_url: str, ids: str = "M30011=Solna, M30012", password: str = "norrby") -> None:
    for name, text in (
        ("connectionName", "Norrby"),
        ("connectionUser", "demo"),
        ("connectionPassword", password),
        ("connectionCustomerIds", ids),
        ("connectionBaseUrl", base_url),
    ):
        driver.type_text(name, text)


def shown(driver: WindowDriver) -> str:
    labels = driver.find_dialog("connectionDialog").findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def result_of(driver: WindowDriver) -> str:
    """Wait for the test, and return its result."""
    driver.click("testConnectionButton")
    driver.wait_until(
        lambda: driver.find_button("testConnectionButton").isEnabled() and driver.connection_test_text != ""
    )
    return driver.connection_test_text


def test_a_new_connection_offers_the_live_service(driver: WindowDriver) -> None:
    assert driver.find_widget(QLineEdit, "connectionBaseUrl").text() == LIVE_BASE_URL
    assert "Skarp miljö" in shown(driver)
    assert not driver.find_widget(QLabel, "connectionTestResult").isVisible()


def test_the_dialog_does_not_block_the_window(driver: WindowDriver) -> None:
    assert driver.find_dialog("connectionDialog").isModal()
    assert driver.is_visible("welcomePage")


def test_a_working_connection_names_its_offices(driver: WindowDriver) -> None:
    with DemoService(latency=(0, 0)) as service:
        fill(driver, service.base_url)
        assert result_of(driver) == "Anslutningen fungerar. Rapporten kan hämtas för Solna, M30012."


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(401), "Inloggningen nekades."),
        (Reply(403), "Åtkomst nekad (403)."),
        (Reply(body=b"<html></html>", content_type="text/html"), "Svaret var en webbsida, ingen rapport."),
        (Reply(503), "Tjänsten är inte tillgänglig just nu (503)."),
        (Reply(body=b"{", cut_at=0), "Svaret bröts innan det var klart."),
    ],
)
def test_each_error_of_the_form_has_a_text(driver: WindowDriver, reply: Reply, words: str) -> None:
    with FaultServer(lambda seen: reply) as server:
        fill(driver, server.base_url)
        result = result_of(driver)
    assert result.startswith(words)
    assert result.endswith(".")
    assert "norrby" not in result


def test_a_wrong_password_is_tried_once_only(driver: WindowDriver) -> None:
    with FaultServer(lambda seen: Reply(401)) as server:
        fill(driver, server.base_url)
        result_of(driver)
        assert len(server.seen) == 1


def test_a_stopped_service_is_shown(driver: WindowDriver) -> None:
    with FaultServer(one_tip) as server:
        fill(driver, server.base_url)
    assert result_of(driver).startswith("Tjänsten tar inte emot någon anslutning.")


def test_one_forbidden_office_of_several_is_named(driver: WindowDriver) -> None:
    with DemoService(latency=(0, 0), forbidden={"M30012"}) as service:
        fill(driver, service.base_url)
        result = result_of(driver)
    assert result.startswith("Inloggningen fungerar, men inte för M30012. Åtkomst nekad (403).")


def test_a_second_test_replaces_the_first(driver: WindowDriver) -> None:
    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if seen.credentials[1] == "rätt" else Reply(401)

    with FaultServer(answer) as server:
        fill(driver, server.base_url, password="fel")
        assert "nekades" in result_of(driver)
        driver.type_text("connectionPassword", "rätt")
        driver.click("testConnectionButton")
        driver.wait_until(lambda: driver.connection_test_text.startswith("Anslutningen fungerar."))


def test_closing_the_dialog_cancels_its_test(driver: WindowDriver) -> None:
    with FaultServer(lambda seen: Reply(body=b"{}", hang=Hang.BEFORE_HEADERS)) as server:
        fill(driver, server.base_url)
        driver.click("testConnectionButton")
        driver.wait_until(server.is_hanging.is_set)
        assert driver.connection_test_text == "Testar anslutningen…"
        QTest.keyClick(driver.find_dialog("connectionDialog"), Qt.Key.Key_Escape)
        assert not driver.is_dialog_open("connectionDialog")
        assert server.wait_until_left()
    assert driver.is_visible("welcomePage")


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("connectionUser", "", "Skriv användarnamnet."),
        ("connectionUser", "a:b", "Ett användarnamn kan inte innehålla kolon."),
        ("connectionPassword", "", "Skriv lösenordet."),
        ("connectionCustomerIds", "", "Skriv minst ett kund-id, till exempel M30011."),
        ("connectionCustomerIds", "M30011, Solna", "Inget kund-id: Solna."),
        ("connectionBaseUrl", "http://connect.example", "Adressen måste börja med https://"),
    ],
)
@pytest.mark.parametrize("button", ["saveConnectionButton", "testConnectionButton"])
def test_an_invalid_field_shows_an_error_and_has_the_focus(
    driver: WindowDriver, field: str, text: str, words: str, button: str
) -> None:
    fill(driver, "http://127.0.0.1:9")
    driver.type_text(field, text)
    driver.click(button)
    assert words in shown(driver)
    assert driver.find_dialog("connectionDialog").focusWidget() is driver.find_widget(QLineEdit, field)
    assert driver.find_widget(QLineEdit, field).accessibleDescription().startswith(words[:20])
    assert driver.is_dialog_open("connectionDialog")


def test_a_corrected_field_shows_no_error(driver: WindowDriver) -> None:
    with FaultServer(one_tip) as server:
        fill(driver, server.base_url)
        driver.type_text("connectionUser", "")
        driver.click("testConnectionButton")
        driver.type_text("connectionUser", "demo")
        result_of(driver)
        assert "Skriv användarnamnet." not in shown(driver)


def test_the_portal_string_can_be_used_instead(saving: WindowDriver, credential_store: CredentialStore) -> None:
    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if seen.credentials == ("anna", "å:ö") else Reply(401)

    with FaultServer(answer) as server:
        fill(saving, server.base_url)
        way = next(
            one
            for one in saving.find_dialog("connectionDialog").findChildren(QAbstractButton)
            if one.text() == "Sträng från portalen"
        )
        saving.click(way)
        assert not saving.find_widget(QLineEdit, "connectionUser").isVisible()
        saving.type_text("connectionPortalString", f"Basic {portal_string('anna', 'å:ö')}")
        assert result_of(saving).startswith("Anslutningen fungerar.")
        saving.click("saveConnectionButton")
        saving.wait_until(lambda: not saving.is_dialog_open("connectionDialog"))
    saved = saving.controller.connection_store.connections[0]
    assert saved.user == "anna"
    assert credential_store.get_password(saved.id, "anna") == "å:ö"


def test_a_button_reveals_and_hides_the_password(driver: WindowDriver) -> None:
    field = driver.find_widget(QLineEdit, "connectionPassword")
    buttons = driver.find_dialog("connectionDialog").findChildren(QAbstractButton)
    eye = next(one for one in buttons if one.toolTip() == "Visa tecknen" and one.isVisible())
    driver.click(eye)
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.toolTip() == "Dölj tecknen"
    driver.click(eye)
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_enter_saves_and_does_not_test(saving: WindowDriver) -> None:
    with FaultServer(one_tip) as server:
        fill(saving, server.base_url)
        QTest.keyClick(saving.find_widget(QLineEdit, "connectionBaseUrl"), Qt.Key.Key_Return)
        saving.wait_until(lambda: not saving.is_dialog_open("connectionDialog"))
        assert not server.seen
    assert [one.name for one in saving.controller.connection_store.connections] == ["Norrby"]


def test_the_connection_file_has_no_password(saving: WindowDriver, profile: Path) -> None:
    fill(saving, "https://connect.example/")
    saving.click("saveConnectionButton")
    saving.wait_until(lambda: not saving.is_dialog_open("connectionDialog"))
    path = profile / "connections.json"
    (saved,) = ConnectionFile(path).load().entries
    assert (saved.name, saved.user, saved.base_url) == ("Norrby", "demo", "https://connect.example")
    assert [(office.id, office.name) for office in saved.offices] == [("M30011", "Solna"), ("M30012", "")]
    assert "norrby" not in path.read_text(encoding="utf-8")


def test_a_name_that_is_taken_is_refused_but_one_s_own_is_not(open_on: OpenOn) -> None:
    driver = open_on("https://connect.example")
    driver.add_connection()
    fill(driver, "https://connect.example")
    driver.click("saveConnectionButton")
    assert "En annan anslutning heter så." in shown(driver)
    driver.find_dialog("connectionDialog").reject()
    driver.change_connection("Norrby")
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))


def test_the_offices_of_a_second_connection_are_selected_too(open_on: OpenOn) -> None:
    driver = open_on("https://connect.example")
    driver.choose_in_picker("officePicker", "Norrby Solna (M30011)")
    driver.add_connection()
    fill(driver, "https://connect.example", ids="M30013=Täby")
    driver.type_text("connectionName", "En till")
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    assert driver.picker_choices("officePicker") == {
        "Alla kontor": False,
        "Inga kontor": False,
        "Norrby Solna (M30011)": False,
        "Norrby Sundbyberg (M30012)": True,
        "Täby (M30013)": True,
    }


def test_the_program_works_with_a_profile_that_cannot_be_written(saving: WindowDriver, profile: Path) -> None:
    with FaultServer(one_tip) as server:
        (profile / "connections.json").mkdir()  # a folder in the place of the file, which then cannot be written
        fill(saving, server.base_url)
        saving.click("saveConnectionButton")
        saving.wait_until(lambda: saving.notice != "")
        assert saving.notice.startswith("Inställningarna kunde inte sparas.")
        assert "connections.json" in saving.notice
        saving.fetch()
        saving.wait_until(lambda: "Komplett rapport" in saving.status_text)


def press_tab_to(driver: WindowDriver, name: str) -> None:
    """Press Tab until the widget has the focus."""
    dialog = driver.find_dialog("connectionDialog")
    dialog.activateWindow()
    driver.wait_until(dialog.isActiveWindow)
    for _ in range(20):
        if dialog.focusWidget() is driver.find_widget(QWidget, name):
            return
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}")


def press_space(driver: WindowDriver) -> None:
    """Press the space bar on the widget with the focus."""
    dialog = driver.find_dialog("connectionDialog")
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Space)


def test_the_space_bar_tests_again_and_does_not_save(driver: WindowDriver) -> None:
    gate = Event()
    with FaultServer(lambda seen: Reply(401, hold=gate)) as server:
        fill(driver, server.base_url)
        press_tab_to(driver, "testConnectionButton")
        press_space(driver)
        driver.wait_until(lambda: len(server.seen) == 1)
        press_space(driver)  # a second click
        gate.set()
        driver.wait_until(lambda: driver.connection_test_text.startswith("Inloggningen nekades."))
        assert driver.find_dialog("connectionDialog").focusWidget() is driver.find_button("testConnectionButton")
        press_space(driver)
        driver.wait_until(
            lambda: len(server.seen) == 2 and driver.connection_test_text.startswith("Inloggningen nekades.")
        )
    assert driver.is_dialog_open("connectionDialog")
    assert driver.controller.connection_store.connections == ()


def test_the_focus_stays_where_the_user_moved_it_during_a_test(driver: WindowDriver) -> None:
    gate = Event()
    with FaultServer(lambda seen: Reply(401, hold=gate)) as server:
        fill(driver, server.base_url)
        press_tab_to(driver, "testConnectionButton")
        press_space(driver)
        QTest.mouseClick(driver.find_widget(QLineEdit, "connectionName"), Qt.MouseButton.LeftButton)
        gate.set()
        driver.wait_until(lambda: driver.connection_test_text.startswith("Inloggningen nekades."))
        assert driver.find_dialog("connectionDialog").focusWidget() is driver.find_widget(QLineEdit, "connectionName")


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("connectionUser", "", "Skriv användarnamnet."),
        ("connectionPassword", "", "Skriv lösenordet."),
        ("connectionCustomerIds", "Solna", "Inget kund-id: Solna."),
        ("connectionBaseUrl", "http://connect.example", "Adressen måste börja med https://"),
    ],
)
def test_editing_a_field_hides_its_error(driver: WindowDriver, field: str, wrong: str, words: str) -> None:
    fill(driver, "http://127.0.0.1:9")
    driver.type_text(field, wrong)
    driver.click("testConnectionButton")
    assert words in shown(driver)
    line = driver.find_widget(QLineEdit, field)
    assert line.property("error")
    QTest.keyClick(line, Qt.Key.Key_M)
    assert words not in shown(driver)
    assert not line.property("error")
    assert not line.accessibleDescription().startswith(words)


@pytest.mark.parametrize(
    "field", ["connectionUser", "connectionPassword", "connectionCustomerIds", "connectionBaseUrl"]
)
def test_editing_a_tested_field_hides_the_result(driver: WindowDriver, field: str) -> None:
    with FaultServer(lambda seen: Reply(401)) as server:
        fill(driver, server.base_url)
        assert result_of(driver).startswith("Inloggningen nekades.")
        QTest.keyClick(driver.find_widget(QLineEdit, "connectionName"), Qt.Key.Key_X)
        assert driver.connection_test_text.startswith("Inloggningen nekades.")  # the name is not part of a test
        QTest.keyClick(driver.find_widget(QLineEdit, field), Qt.Key.Key_1)
        assert not driver.find_widget(QLabel, "connectionTestResult").isVisible()


def test_an_error_after_a_test_leaves_the_dialog_as_high_as_it_is(driver: WindowDriver) -> None:
    with FaultServer(one_tip) as server:
        fill(driver, server.base_url)
        assert result_of(driver).startswith("Anslutningen fungerar.")
        dialog = driver.find_dialog("connectionDialog")
        line = driver.find_widget(QLineEdit, "connectionCustomerIds")
        scroll = dialog.findChild(QScrollArea)
        assert isinstance(scroll, QScrollArea)
        height, width = dialog.height(), scroll.viewport().width()
        driver.type_text("connectionCustomerIds", "M30041Norrby Vasastan")
        QApplication.processEvents()
        QApplication.processEvents()  # all that had to be laid out is
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert "Är det flera kontor, sätt komma mellan dem." in shown(driver)
        for _ in range(2):  # the second time the error has gone
            QApplication.processEvents()
            assert dialog.height() == height
            assert scroll.viewport().width() == width, "there is a scroll bar"
            line.clear()


def test_editing_a_field_cancels_its_test(driver: WindowDriver) -> None:
    with FaultServer(lambda seen: Reply(body=b"{}", hang=Hang.BEFORE_HEADERS)) as server:
        fill(driver, server.base_url)
        driver.click("testConnectionButton")
        driver.wait_until(server.is_hanging.is_set)
        QTest.keyClick(driver.find_widget(QLineEdit, "connectionPassword"), Qt.Key.Key_1)
        assert driver.find_button("testConnectionButton").isEnabled()
        assert not driver.find_widget(QLabel, "connectionTestResult").isVisible()
        assert server.wait_until_left()


def test_a_password_pasted_from_a_cell_loses_its_line_end_and_says_so(driver: WindowDriver) -> None:
    line = driver.find_widget(QLineEdit, "connectionPassword")
    QGuiApplication.clipboard().setText("hemligt\r\n")
    line.paste()
    assert line.text() == "hemligt"
    assert "Radbrytning eller osynligt tecken" in shown(driver)
