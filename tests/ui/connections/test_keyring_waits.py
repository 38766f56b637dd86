"""Saving and testing a connection while a real keyring waits, as one does whose user confirms each call."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.secret_service import SecretService
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from tests.ui.conftest import SOLNA
from tests.ui.stalling_server import one_tip
from vitec_desktop.accounts import keyring_worker
from vitec_desktop.accounts.credential_store import CredentialStore

PASSWORD = "hemligt-47"  # noqa: S105
CONFIRM = "Datorns nyckelring kan be om ditt godkännande."
StartProgram = Callable[..., WindowDriver]


class FastClock:
    """The clock of the keyring's timeouts: each look at it is an hour after the one before."""

    def __init__(self) -> None:
        self.looks = 0

    def monotonic(self) -> float:
        self.looks += 1
        return time.monotonic() + 3600 * self.looks


@pytest.fixture
def server() -> Iterator[FaultServer]:
    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if seen.credentials == ("demo", PASSWORD) else Reply(401)

    with FaultServer(answer) as running:
        yield running


@pytest.fixture
def driver(
    start_program: StartProgram, profile: Path, server: FaultServer, secret_service: SecretService
) -> WindowDriver:
    """The program with its own credential store and a connection whose password is in the keyring."""
    save_connections(profile, make_connection(server.base_url, (SOLNA,)))
    CredentialStore().set_password("1", "demo", PASSWORD, label="Norrby")
    driver = start_program(credential_store=None)
    driver.change_connection("Norrby")
    return driver


@pytest.fixture
def waiting_keyring(
    driver: WindowDriver, secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FastClock]:
    """A keyring that answers nothing before it is thawed, for which hours pass."""
    clock = FastClock()
    monkeypatch.setattr(keyring_worker, "time", clock)
    secret_service.freeze()
    yield clock
    secret_service.thaw()


def stored_passwords(service: SecretService) -> list[tuple[str, str]]:
    return [(secret.user, secret.password) for secret in service.secrets()]


def test_a_save_waits_for_hours_until_the_keyring_answers(
    driver: WindowDriver, waiting_keyring: FastClock, secret_service: SecretService
) -> None:
    driver.type_text("connectionPassword", "nytt-48")
    driver.click("saveConnectionButton")
    assert driver.connection_test_text == f"Sparar… {CONFIRM}"
    for name in ("saveConnectionButton", "testConnectionButton"):
        assert not driver.find_button(name).isEnabled()
    looks = waiting_keyring.looks
    driver.wait_until(lambda: waiting_keyring.looks > looks + 4)
    assert driver.is_dialog_open("connectionDialog")
    secret_service.thaw()
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    assert stored_passwords(secret_service) == [("demo", "nytt-48")]
    assert driver.notice == ""


def test_a_save_cancelled_while_the_keyring_waits_keeps_the_password_for_the_session_only(
    driver: WindowDriver, waiting_keyring: FastClock, secret_service: SecretService
) -> None:
    driver.type_text("connectionPassword", "nytt-48")
    driver.click("saveConnectionButton")
    driver.find_dialog("connectionDialog").reject()
    driver.wait_until(lambda: driver.notice != "")
    assert driver.notice.startswith("Lösenordet gäller tills programmet stängs.")
    secret_service.thaw()
    # The next question waits until the cancelled one has ended.
    assert driver.controller.context.credential_store.find_problem() is None
    assert stored_passwords(secret_service) == [("demo", PASSWORD)]


def test_a_test_with_the_saved_password_waits_for_hours_until_the_keyring_answers(
    driver: WindowDriver, waiting_keyring: FastClock, server: FaultServer, secret_service: SecretService
) -> None:
    driver.click("testConnectionButton")
    assert driver.connection_test_text == f"Testar anslutningen… {CONFIRM}"
    looks = waiting_keyring.looks
    driver.wait_until(lambda: waiting_keyring.looks > looks + 4)
    assert driver.connection_test_text.startswith("Testar")
    assert not server.seen
    secret_service.thaw()
    driver.wait_until(lambda: driver.connection_test_text.startswith("Anslutningen fungerar."))


def test_a_test_is_given_up_with_its_dialog_while_the_keyring_waits(
    driver: WindowDriver, waiting_keyring: FastClock, server: FaultServer, secret_service: SecretService
) -> None:
    driver.click("testConnectionButton")
    dialog = driver.find_dialog("connectionDialog")
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Avbryt").click()
    driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
    secret_service.thaw()
    assert driver.controller.context.credential_store.find_problem() is None
    assert not server.seen
    assert driver.notice == ""
