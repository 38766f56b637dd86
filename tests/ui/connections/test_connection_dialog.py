"""The connection dialog, filled in by hand: what is wrong is said beside its field, a test tells what it came to."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.driving import Driver
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen
from tests.ui.conftest import OpenOn
from tests.ui.connections.test_connection_form import portal_string
from tests.ui.stalling_server import one_tip
from vitec_desktop.accounts.connections import ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.demo.service import DemoService
from vitec_desktop.webservice.base_url import LIVE_BASE_URL

StartProgram = Callable[..., Driver]


@pytest.fixture
def driver(start_program: StartProgram) -> Driver:
    started = start_program()
    started.click("addConnectionButton")
    started.dialog("connectionDialog")
    return started


def fill(driver: Driver, base_url: str, ids: str = "M30011=Solna, M30012", password: str = "norrby") -> None:
    for name, text in (
        ("connectionName", "Norrby"),
        ("connectionUser", "demo"),
        ("connectionPassword", password),
        ("connectionCustomerIds", ids),
        ("connectionBaseUrl", base_url),
    ):
        driver.write(name, text)


def shown(driver: Driver) -> str:
    labels = driver.dialog("connectionDialog").findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def result_of(driver: Driver) -> str:
    """What the test comes to."""
    driver.click("testConnectionButton")
    driver.wait(lambda: driver.button("testConnectionButton").isEnabled() and driver.test_result != "")
    return driver.test_result


def test_a_new_connection_offers_the_live_service(driver: Driver) -> None:
    assert driver.part(QLineEdit, "connectionBaseUrl").text() == LIVE_BASE_URL
    assert "Skarp miljö" in shown(driver)
    assert not driver.part(QLabel, "connectionTestResult").isVisible()


def test_the_dialog_waits_for_nobody(driver: Driver) -> None:
    assert driver.dialog("connectionDialog").isModal()
    assert driver.is_seen("welcomePage")


def test_a_working_connection_names_its_offices(driver: Driver) -> None:
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
def test_what_is_wrong_is_told_in_words(driver: Driver, reply: Reply, words: str) -> None:
    with FaultServer(lambda seen: reply) as server:
        fill(driver, server.base_url)
        result = result_of(driver)
    assert result.startswith(words)
    assert result.endswith(".")
    assert "norrby" not in result


def test_a_wrong_password_is_tried_once_only(driver: Driver) -> None:
    with FaultServer(lambda seen: Reply(401)) as server:
        fill(driver, server.base_url)
        result_of(driver)
        assert len(server.seen) == 1


def test_a_stopped_service_is_told(driver: Driver) -> None:
    with FaultServer(one_tip) as server:
        fill(driver, server.base_url)
    assert result_of(driver).startswith("Tjänsten tar inte emot någon anslutning.")


def test_one_forbidden_office_of_several_is_named(driver: Driver) -> None:
    with DemoService(latency=(0, 0), forbidden={"M30012"}) as service:
        fill(driver, service.base_url)
        result = result_of(driver)
    assert result.startswith("Inloggningen fungerar, men inte för M30012. Åtkomst nekad (403).")


def test_a_second_test_takes_the_first_one_s_place(driver: Driver) -> None:
    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if seen.credentials[1] == "rätt" else Reply(401)

    with FaultServer(answer) as server:
        fill(driver, server.base_url, password="fel")
        assert "nekades" in result_of(driver)
        driver.write("connectionPassword", "rätt")
        driver.click("testConnectionButton")
        driver.wait(lambda: driver.test_result.startswith("Anslutningen fungerar."))


def test_leaving_the_dialog_stops_its_test(driver: Driver) -> None:
    with FaultServer(lambda seen: Reply(body=b"{}", hang=Hang.BEFORE_HEADERS)) as server:
        fill(driver, server.base_url)
        driver.click("testConnectionButton")
        driver.wait(server.is_hanging.is_set)
        assert driver.test_result == "Testar anslutningen…"
        QTest.keyClick(driver.dialog("connectionDialog"), Qt.Key.Key_Escape)
        assert not driver.has_dialog("connectionDialog")
        assert server.wait_until_left()
    assert driver.is_seen("welcomePage")


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
def test_a_field_that_is_wrong_says_so_and_has_the_keyboard(
    driver: Driver, field: str, text: str, words: str, button: str
) -> None:
    fill(driver, "http://127.0.0.1:9")
    driver.write(field, text)
    driver.click(button)
    assert words in shown(driver)
    assert driver.dialog("connectionDialog").focusWidget() is driver.part(QLineEdit, field)
    assert driver.part(QLineEdit, field).accessibleDescription().startswith(words[:20])
    assert driver.has_dialog("connectionDialog")


def test_a_mended_field_says_nothing_any_more(driver: Driver) -> None:
    with FaultServer(one_tip) as server:
        fill(driver, server.base_url)
        driver.write("connectionUser", "")
        driver.click("testConnectionButton")
        driver.write("connectionUser", "demo")
        result_of(driver)
        assert "Skriv användarnamnet." not in shown(driver)


def test_the_portal_s_string_can_be_pasted_instead(driver: Driver, vault: CredentialStore) -> None:
    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if seen.credentials == ("anna", "å:ö") else Reply(401)

    with FaultServer(answer) as server:
        fill(driver, server.base_url)
        way = next(
            one
            for one in driver.dialog("connectionDialog").findChildren(QAbstractButton)
            if one.text() == "Sträng från portalen"
        )
        driver.click(way)
        assert not driver.part(QLineEdit, "connectionUser").isVisible()
        driver.write("connectionPortalString", f"Basic {portal_string('anna', 'å:ö')}")
        assert result_of(driver).startswith("Anslutningen fungerar.")
        driver.click("saveConnectionButton")
        driver.wait(lambda: not driver.has_dialog("connectionDialog"))
    saved = driver.assembly.connection_store.connections[0]
    assert saved.user == "anna"
    assert vault.get_password(saved.id, "anna") == "å:ö"


def test_the_eye_shows_the_password_and_hides_it_again(driver: Driver) -> None:
    field = driver.part(QLineEdit, "connectionPassword")
    buttons = driver.dialog("connectionDialog").findChildren(QAbstractButton)
    eye = next(one for one in buttons if one.toolTip() == "Visa tecknen" and one.isVisible())
    driver.click(eye)
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.toolTip() == "Dölj tecknen"
    driver.click(eye)
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_enter_saves_and_does_not_test(driver: Driver) -> None:
    with FaultServer(one_tip) as server:
        fill(driver, server.base_url)
        QTest.keyClick(driver.part(QLineEdit, "connectionBaseUrl"), Qt.Key.Key_Return)
        driver.wait(lambda: not driver.has_dialog("connectionDialog"))
        assert not server.seen
    assert [one.name for one in driver.assembly.connection_store.connections] == ["Norrby"]


def test_a_saved_connection_stands_in_the_file_without_its_password(driver: Driver, profile: Path) -> None:
    fill(driver, "https://connect.example/")
    driver.click("saveConnectionButton")
    driver.wait(lambda: not driver.has_dialog("connectionDialog"))
    path = profile / "connections.json"
    (saved,) = ConnectionFile(path).load().entries
    assert (saved.name, saved.user, saved.base_url) == ("Norrby", "demo", "https://connect.example")
    assert [(office.id, office.name) for office in saved.offices] == [("M30011", "Solna"), ("M30012", "")]
    assert "norrby" not in path.read_text(encoding="utf-8")


def test_a_name_that_is_taken_is_refused_but_one_s_own_is_not(open_on: OpenOn) -> None:
    driver = open_on("https://connect.example")
    driver.act("Arkiv", "Anslutningar", "Lägg till…")
    driver.dialog("connectionDialog")
    fill(driver, "https://connect.example")
    driver.click("saveConnectionButton")
    assert "En annan anslutning heter så." in shown(driver)
    driver.dialog("connectionDialog").reject()
    driver.act("Arkiv", "Anslutningar", "Norrby", "Ändra…")
    driver.dialog("connectionDialog")
    driver.click("saveConnectionButton")
    driver.wait(lambda: not driver.has_dialog("connectionDialog"))


def test_a_second_connection_s_offices_are_picked_beside_those_that_were(open_on: OpenOn) -> None:
    driver = open_on("https://connect.example")
    driver.pick("officePicker", "Norrby Solna (M30011)")
    driver.act("Arkiv", "Anslutningar", "Lägg till…")
    driver.dialog("connectionDialog")
    fill(driver, "https://connect.example", ids="M30013=Täby")
    driver.write("connectionName", "En till")
    driver.click("saveConnectionButton")
    driver.wait(lambda: not driver.has_dialog("connectionDialog"))
    assert driver.choices("officePicker") == {
        "Alla kontor": False,
        "Norrby Solna (M30011)": False,
        "Norrby Sundbyberg (M30012)": True,
        "Täby (M30013)": True,
    }


def test_the_program_works_on_where_its_folder_cannot_be_written(driver: Driver, profile: Path) -> None:
    with FaultServer(one_tip) as server:
        (profile / "connections.json").mkdir()  # a folder where the file belongs: nobody can write it
        fill(driver, server.base_url)
        driver.click("saveConnectionButton")
        driver.wait(lambda: driver.notice != "")
        assert driver.notice.startswith("Inställningarna kunde inte sparas.")
        assert "connections.json" in driver.notice
        driver.fetch()
        driver.wait(lambda: "Komplett rapport" in driver.status)


def press_tab_to(driver: Driver, name: str) -> None:
    """Come to a part as the keyboard does."""
    dialog = driver.dialog("connectionDialog")
    dialog.activateWindow()
    driver.wait(dialog.isActiveWindow)
    for _ in range(20):
        if dialog.focusWidget() is driver.part(QWidget, name):
            return
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}")


def press_space(driver: Driver) -> None:
    """On whatever has the keyboard."""
    dialog = driver.dialog("connectionDialog")
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Space)


def test_the_space_bar_tests_again_and_never_saves_what_was_refused(driver: Driver) -> None:
    gate = Event()
    with FaultServer(lambda seen: Reply(401, hold=gate)) as server:
        fill(driver, server.base_url)
        press_tab_to(driver, "testConnectionButton")
        press_space(driver)
        driver.wait(lambda: len(server.seen) == 1)
        press_space(driver)  # somebody is impatient
        gate.set()
        driver.wait(lambda: driver.test_result.startswith("Inloggningen nekades."))
        assert driver.dialog("connectionDialog").focusWidget() is driver.button("testConnectionButton")
        press_space(driver)
        driver.wait(lambda: len(server.seen) == 2 and driver.test_result.startswith("Inloggningen nekades."))
    assert driver.has_dialog("connectionDialog")
    assert driver.assembly.connection_store.connections == ()


def test_whoever_goes_on_while_a_test_runs_is_left_there(driver: Driver) -> None:
    gate = Event()
    with FaultServer(lambda seen: Reply(401, hold=gate)) as server:
        fill(driver, server.base_url)
        press_tab_to(driver, "testConnectionButton")
        press_space(driver)
        QTest.mouseClick(driver.part(QLineEdit, "connectionName"), Qt.MouseButton.LeftButton)
        gate.set()
        driver.wait(lambda: driver.test_result.startswith("Inloggningen nekades."))
        assert driver.dialog("connectionDialog").focusWidget() is driver.part(QLineEdit, "connectionName")


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("connectionUser", "", "Skriv användarnamnet."),
        ("connectionPassword", "", "Skriv lösenordet."),
        ("connectionCustomerIds", "Solna", "Inget kund-id: Solna."),
        ("connectionBaseUrl", "http://connect.example", "Adressen måste börja med https://"),
    ],
)
def test_an_error_goes_as_soon_as_its_field_is_edited(driver: Driver, field: str, wrong: str, words: str) -> None:
    fill(driver, "http://127.0.0.1:9")
    driver.write(field, wrong)
    driver.click("testConnectionButton")
    assert words in shown(driver)
    line = driver.part(QLineEdit, field)
    assert line.property("error")
    QTest.keyClick(line, Qt.Key.Key_M)
    assert words not in shown(driver)
    assert not line.property("error")
    assert not line.accessibleDescription().startswith(words)


@pytest.mark.parametrize(
    "field", ["connectionUser", "connectionPassword", "connectionCustomerIds", "connectionBaseUrl"]
)
def test_a_result_goes_when_something_that_was_tested_is_edited(driver: Driver, field: str) -> None:
    with FaultServer(lambda seen: Reply(401)) as server:
        fill(driver, server.base_url)
        assert result_of(driver).startswith("Inloggningen nekades.")
        QTest.keyClick(driver.part(QLineEdit, "connectionName"), Qt.Key.Key_X)
        assert driver.test_result.startswith("Inloggningen nekades.")  # a name is not tested
        QTest.keyClick(driver.part(QLineEdit, field), Qt.Key.Key_1)
        assert not driver.part(QLabel, "connectionTestResult").isVisible()


def test_a_test_of_what_is_being_edited_is_given_up(driver: Driver) -> None:
    with FaultServer(lambda seen: Reply(body=b"{}", hang=Hang.BEFORE_HEADERS)) as server:
        fill(driver, server.base_url)
        driver.click("testConnectionButton")
        driver.wait(server.is_hanging.is_set)
        QTest.keyClick(driver.part(QLineEdit, "connectionPassword"), Qt.Key.Key_1)
        assert driver.button("testConnectionButton").isEnabled()
        assert not driver.part(QLabel, "connectionTestResult").isVisible()
        assert server.wait_until_left()
