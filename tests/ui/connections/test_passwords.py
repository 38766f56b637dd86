"""Passwords in the window: asked for where the keyring has none, saved only there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton

from tests.accounts.fake_keyrings import HangingKeyring, MemoryKeyring, RaisingKeyring, keyring_from_module
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen
from tests.helpers.window_driver import WindowDriver, files_containing, make_connection, save_connections
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn
from tests.ui.stalling_server import one_tip
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.ui.fetch import report_fetcher
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer

PASSWORD = "hemligt-47"  # noqa: S105
StartProgram = Callable[..., WindowDriver]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if seen.credentials == ("demo", PASSWORD) else Reply(401)

    with FaultServer(answer) as running:
        yield running


def no_keyring() -> CredentialStore:
    return CredentialStore(lambda: NoKeyring())  # type: ignore[no-untyped-call]


def answer_prompt(driver: WindowDriver, password: str, keep: bool | None = None) -> None:
    driver.find_dialog("passwordPrompt")
    driver.type_text("promptPassword", password)
    if keep is not None:
        box = driver.find_widget(QCheckBox, "promptKeep")
        if box.isChecked() is not keep:
            box.click()
    driver.click("promptContinue")


def prompt_words(driver: WindowDriver) -> str:
    labels = driver.find_dialog("passwordPrompt").findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def press(box: QDialog, text: str) -> None:
    """Click a button of a message box."""
    button = next(one for one in box.findChildren(QPushButton) if one.text().replace("&", "") == text)
    button.click()


def add_connection(driver: WindowDriver, server: FaultServer) -> None:
    driver.click("addConnectionButton")
    driver.find_dialog("connectionDialog")
    driver.type_text("connectionUser", "demo")
    driver.type_text("connectionPassword", PASSWORD)
    driver.type_text("connectionCustomerIds", "M30011=Solna")
    driver.type_text("connectionBaseUrl", server.base_url)


def test_a_missing_password_is_asked_for_and_the_fetch_goes_on(
    open_on: OpenOn, server: FaultServer, credential_store: CredentialStore
) -> None:
    driver = open_on(server.base_url, password=None)
    driver.click("fetchButton")
    assert "Lösenordet finns inte i datorns nyckelring." in prompt_words(driver)
    assert driver.is_fetch_done

    # Closing the dialog leaves the window unchanged.
    driver.find_dialog("passwordPrompt").reject()
    assert driver.is_fetch_done
    assert driver.row_count == 0

    # An empty password is not taken.
    driver.click("fetchButton")
    driver.find_dialog("passwordPrompt")
    driver.click("promptContinue")
    assert driver.is_dialog_open("passwordPrompt")
    assert "Skriv lösenordet." in prompt_words(driver)
    assert driver.find_widget(QLineEdit, "promptPassword").echoMode() is QLineEdit.EchoMode.Password
    driver.find_dialog("passwordPrompt").reject()
    assert not server.seen

    # Saving a password keeps the selected offices.
    driver.choose_in_picker("officePicker", "Norrby Sundbyberg (M30012)")
    driver.click("fetchButton")
    answer_prompt(driver, PASSWORD, keep=True)
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
    assert driver.row_counts[ListKind.TIPS] == 1
    assert {seen.customer_id for seen in server.seen} == {SOLNA.id}
    driver.wait_until(
        lambda: (
            credential_store.get_password("1", "demo") == PASSWORD
            and not credential_store.has_session_password("1", "demo")
        )
    )
    assert not driver.picker_choices("officePicker")["Norrby Sundbyberg (M30012)"]


def test_an_unsaved_password_is_used_until_the_program_ends(
    open_on: OpenOn, start_program: StartProgram, server: FaultServer, credential_store: CredentialStore, profile: Path
) -> None:
    driver = open_on(server.base_url, password=None)
    driver.click("fetchButton")
    answer_prompt(driver, PASSWORD, keep=False)
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
    driver.fetch()
    assert not driver.is_dialog_open("passwordPrompt")
    assert credential_store.has_session_password("1", "demo")
    driver.close()
    assert not list(files_containing(profile, PASSWORD))
    again = start_program(credential_store=CredentialStore(lambda: MemoryKeyring()))
    again.click("fetchButton")
    again.find_dialog("passwordPrompt")


def test_a_locked_keyring_is_shown_and_saving_is_not_offered(
    start_program: StartProgram, server: FaultServer, profile: Path
) -> None:
    save_connections(profile, make_connection(server.base_url, (SOLNA, SUNDBYBERG)))
    driver = start_program(credential_store=CredentialStore(lambda: RaisingKeyring(KeyringLocked("anna's keyring"))))
    driver.click("fetchButton")
    assert "Datorns nyckelring är låst." in prompt_words(driver)
    assert not driver.find_widget(QCheckBox, "promptKeep").isVisible()
    answer_prompt(driver, PASSWORD)
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)


@pytest.mark.parametrize(
    ("credential_store", "reason"),
    [
        (no_keyring(), "Datorn har ingen nyckelring."),
        (
            CredentialStore(lambda: keyring_from_module("keyrings.alt.file")),
            "Datorns nyckelring sparar lösenord oskyddade och används inte.",
        ),
    ],
)
def test_without_a_safe_keyring_the_password_is_for_this_session(
    start_program: StartProgram, server: FaultServer, profile: Path, credential_store: CredentialStore, reason: str
) -> None:
    driver = start_program(credential_store=credential_store)
    driver.wait_until(lambda: driver.controller.connection_controller.keyring_problem is not None)
    add_connection(driver, server)
    dialog = driver.find_dialog("connectionDialog")
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    assert "lösenordet gäller tills programmet stängs och sparas inte" in shown
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: driver.notice != "")
    assert driver.notice == (
        f"Lösenordet gäller tills programmet stängs. {reason} "
        "Anslutningen är sparad, men lösenordet måste skrivas igen nästa gång."
    )
    driver.fetch()
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
    driver.close()
    assert (profile / "connections.json").is_file()
    assert not list(files_containing(profile, PASSWORD))


def test_a_changed_password_replaces_the_old_one(
    open_on: OpenOn, server: FaultServer, credential_store: CredentialStore
) -> None:
    driver = open_on(server.base_url, password="gammalt")
    driver.change_connection("Norrby")
    driver.type_text("connectionPassword", PASSWORD)
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    assert credential_store.get_password("1", "demo") == PASSWORD
    driver.close_connections()
    driver.fetch()
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)


def test_a_connection_keeps_its_password_until_it_is_removed(
    open_on: OpenOn, server: FaultServer, credential_store: CredentialStore
) -> None:
    driver = open_on(server.base_url, password=PASSWORD)
    driver.change_connection("Norrby")
    driver.type_text("connectionName", "Norrby söder")
    driver.click("testConnectionButton")
    driver.wait_until(lambda: driver.connection_test_text.startswith("Anslutningen fungerar."))
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    assert credential_store.get_password("1", "demo") == PASSWORD
    driver.open_connections("Norrby söder")

    # It stays when its removal is not confirmed.
    driver.click("removeConnectionButton")
    press(driver.find_dialog("removeConnectionBox"), "Behåll")
    assert not driver.is_visible("welcomePage")
    assert credential_store.get_password("1", "demo") == PASSWORD

    driver.click("removeConnectionButton")
    box = driver.find_dialog("removeConnectionBox")
    said = [label.text() for label in box.findChildren(QLabel)]
    assert "Ta bort anslutningen ”Norrby söder”?" in said
    gone = "Lösenordet tas också bort ur datorns nyckelring. Filer som du har exporterat ligger kvar."
    assert gone in box.accessibleDescription(), "no reports are saved"
    press(box, "Ta bort")
    driver.wait_until(lambda: driver.is_visible("welcomePage"))
    driver.wait_until(lambda: credential_store.get_password("1", "demo") is None)


@pytest.fixture
def without_keyring(start_program: StartProgram, server: FaultServer, profile: Path) -> WindowDriver:
    """A connection to two offices on a computer that has no keyring."""
    save_connections(profile, make_connection(server.base_url, (SOLNA, SUNDBYBERG)))
    return start_program(credential_store=no_keyring())


def passwords_sent(server: FaultServer) -> list[str]:
    return [seen.credentials[1] for seen in server.seen]


def test_a_wrong_password_is_asked_for_again_and_sent_only_once(
    without_keyring: WindowDriver, server: FaultServer
) -> None:
    driver = without_keyring
    driver.click("fetchButton")
    assert "Datorn har ingen nyckelring." in prompt_words(driver)
    answer_prompt(driver, "felskrivet")
    driver.wait_until(lambda: "nekades" in driver.notice and driver.find_button("fetchButton").isEnabled())
    driver.press_keys("F5")
    assert "Lösenordet som skrevs sist nekades. Skriv det igen" in prompt_words(driver)
    answer_prompt(driver, PASSWORD)
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
    assert passwords_sent(server)[:2] == ["felskrivet", PASSWORD]
    driver.fetch()
    assert not driver.is_dialog_open("passwordPrompt")


def test_a_wrong_password_of_a_new_connection_is_forgotten(start_program: StartProgram, server: FaultServer) -> None:
    driver = start_program(credential_store=no_keyring())
    add_connection(driver, server)
    driver.type_text("connectionPassword", "felskrivet")
    driver.click("saveConnectionButton")
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    driver.click("fetchButton")
    driver.wait_until(lambda: "nekades" in driver.notice)
    driver.change_connection("Solna")
    driver.click("testConnectionButton")
    driver.wait_until(lambda: driver.connection_test_text.startswith("Lösenordet behövs för testet."))
    assert "nekades" in driver.connection_test_text
    assert passwords_sent(server) == ["felskrivet"]


def test_a_refused_test_forgets_the_session_password(without_keyring: WindowDriver, server: FaultServer) -> None:
    driver = without_keyring
    driver.controller.connection_store.set_session_password(
        driver.controller.connection_store.connections[0], "felskrivet"
    )
    driver.change_connection("Norrby")
    driver.click("testConnectionButton")
    driver.wait_until(lambda: driver.connection_test_text.startswith("Inloggningen nekades."))
    driver.find_dialog("connectionDialog").reject()
    driver.close_connections()
    driver.click("fetchButton")
    assert "nekades" in prompt_words(driver)
    assert passwords_sent(server) == ["felskrivet"]


def test_a_refused_password_in_the_keyring_stays(
    open_on: OpenOn, server: FaultServer, credential_store: CredentialStore
) -> None:
    driver = open_on(server.base_url, password="gammalt")
    for _ in range(2):
        driver.fetch()
        assert "nekades" in driver.notice
    assert not driver.is_dialog_open("passwordPrompt")
    assert credential_store.get_password("1", "demo") == "gammalt"


def test_a_cancelled_fetch_shows_its_rows_although_another_sign_in_was_refused(
    start_program: StartProgram, profile: Path
) -> None:
    """The refused password is not asked for before the next fetch."""

    def answer(seen: Seen) -> Reply:
        if seen.credentials[0] == "bo":
            return Reply(401)
        return one_tip(seen) if seen.customer_id == SOLNA.id else Reply(body=b"{}", hang=Hang.IN_BODY)

    with FaultServer(answer) as server:
        one = make_connection(server.base_url, (SOLNA, SUNDBYBERG))
        other = make_connection(server.base_url, (Customer("M30013", "Täby"),), "bo", "2", "Täby")
        save_connections(profile, one, other)
        credential_store = no_keyring()
        credential_store.set_session_password("1", "demo", PASSWORD)
        credential_store.set_session_password("2", "bo", "felskrivet")
        driver = start_program(credential_store=credential_store)
        driver.click("fetchButton")
        driver.wait_until(
            lambda: (
                server.is_hanging.is_set()
                and not credential_store.has_session_password("2", "bo")
                and driver.row_count > 0
            )
        )
        driver.click("cancelButton")
        driver.wait_until(lambda: driver.is_fetch_done and "avbröt" in driver.notice.lower())
        assert driver.row_count > 0
        assert not driver.is_dialog_open("passwordPrompt")
        assert credential_store.has_session_password("1", "demo")


def test_a_fetch_says_that_it_waits_for_the_keyring_and_when_cancelled_takes_the_password_by_hand(
    start_program: Callable[..., WindowDriver], profile: Path, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_fetcher, "KEYRING_NOTICE_DELAY", 0)
    ring = HangingKeyring()
    save_connections(profile, make_connection(server.base_url, (SOLNA,)))
    store = CredentialStore(lambda: ring, answer_timeout=None, prompt_timeout=None)
    driver = start_program(credential_store=store)
    driver.click("fetchButton")
    driver.wait_until(lambda: "nyckelring" in driver.find_widget(QLabel, "progressLabel").text())
    driver.click("cancelButton")
    assert "svarar inte" in prompt_words(driver)
    answer_prompt(driver, PASSWORD)
    driver.wait_until(lambda: driver.row_count == 1)
    ring.released.set()
