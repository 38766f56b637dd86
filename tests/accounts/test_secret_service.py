"""Passwords in a real Secret Service."""

import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import secretstorage

from tests.helpers.secret_service import SecretService, StoredSecret
from tests.helpers.waiting import HANG, LONGEST_WAIT, wait_until
from vitec_desktop.accounts.credential_store import (
    CredentialStore,
    KeyringFailed,
    KeyringProblem,
    PasswordLocation,
    SaveResult,
)
from vitec_desktop.accounts.keyring_backend import may_prompt_user, system_keyring
from vitec_desktop.webservice.cancellation import CancellationToken

PASSWORD = "hemligt: åäö € 漢 \N{GRINNING FACE}"  # noqa: S105
IN_KEYRING = SaveResult(PasswordLocation.KEYRING)


def entries(service: SecretService) -> list[tuple[str, str, str]]:
    return sorted((secret.service, secret.user, secret.password) for secret in service.secrets())


def failure(store: CredentialStore, user: str = "anna") -> KeyringProblem:
    with pytest.raises(KeyringFailed) as failed:
        store.get_password("1", user)
    return failed.value.problem


def test_a_password_is_found_at_the_next_start(secret_service: SecretService) -> None:
    assert CredentialStore().find_problem() is None
    assert CredentialStore().set_password("1", "anna", PASSWORD) == IN_KEYRING
    assert CredentialStore().get_password("1", "anna") == PASSWORD
    assert secret_service.secrets() == [
        StoredSecret("Vitec Desktop 1", "anna", PASSWORD, "Password for 'anna' on 'Vitec Desktop 1'")
    ]


def test_another_process_finds_the_password(secret_service: SecretService) -> None:
    CredentialStore().set_password("1", "anna", "lösen")
    imports = "from vitec_desktop.accounts.credential_store import CredentialStore"
    program = f"{imports}; print(ascii(CredentialStore().get_password('1', 'anna')))"
    environment = {**os.environ, **secret_service.environment}
    answer = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, timeout=LONGEST_WAIT)
    assert answer.stdout.strip() == rb"'l\xf6sen'"


def test_two_connections_can_have_the_same_user_name(secret_service: SecretService) -> None:
    store = CredentialStore()
    store.set_password("1", "anna", "a")
    store.set_password("2", "anna", "b")
    assert (store.get_password("1", "anna"), store.get_password("2", "anna")) == ("a", "b")
    store.delete_password("1", "anna")
    assert (store.get_password("1", "anna"), store.get_password("2", "anna")) == (None, "b")


def test_a_changed_password_replaces_the_old_one(secret_service: SecretService) -> None:
    store = CredentialStore()
    store.set_password("1", "anna", "a")
    store.set_password("1", "anna", "b")
    assert entries(secret_service) == [("Vitec Desktop 1", "anna", "b")]


def test_a_changed_user_name_deletes_the_old_entry(secret_service: SecretService) -> None:
    store = CredentialStore()
    store.set_password("1", "anna", "a")
    store.set_password("2", "anna", "other connection")
    store.set_password("1", "bo", "b")
    assert entries(secret_service) == [("Vitec Desktop 1", "bo", "b"), ("Vitec Desktop 2", "anna", "other connection")]


def test_deleting_removes_every_user_s_entry(secret_service: SecretService) -> None:
    store = CredentialStore()
    ring = system_keyring()
    for user in ("anna", "bo", "cecilia"):
        ring.set_password("Vitec Desktop 1", user, "x")
    ring.set_password("Vitec Desktop 11", "anna", "y")
    store.delete_password("1", "bo")
    assert entries(secret_service) == [("Vitec Desktop 11", "anna", "y")]


def test_deleting_a_missing_password_is_no_error(secret_service: SecretService) -> None:
    store = CredentialStore()
    store.delete_password("1", "anna")
    assert store.get_password("1", "anna") is None


def test_a_locked_keyring_is_reported_without_a_wait_and_works_once_unlocked(secret_service: SecretService) -> None:
    # A wait for an answer or for the user would fail as one that does not answer.
    store = CredentialStore(answer_timeout=HANG, prompt_timeout=HANG)
    store.set_password("1", "anna", "a")
    secret_service.lock()
    assert failure(store) is KeyringProblem.LOCKED
    assert store.set_password("1", "anna", "b") == SaveResult(PasswordLocation.SESSION, KeyringProblem.LOCKED)
    assert store.get_password("1", "anna") == "b"
    with pytest.raises(KeyringFailed):
        store.delete_password("1", "anna")
    secret_service.unlock()
    assert store.get_password("1", "anna") == "a"


@pytest.mark.slow
def test_a_frozen_keyring_times_out_and_works_once_resumed(secret_service: SecretService) -> None:
    CredentialStore().set_password("1", "anna", "a")
    store = CredentialStore(answer_timeout=0.3, prompt_timeout=HANG)
    secret_service.freeze()
    start = time.monotonic()
    assert failure(store) is KeyringProblem.NOT_ANSWERING
    assert store.set_password("1", "anna", "b") == SaveResult(PasswordLocation.SESSION, KeyringProblem.NOT_ANSWERING)
    assert store.find_problem() is KeyringProblem.NOT_ANSWERING
    assert time.monotonic() - start < LONGEST_WAIT
    secret_service.thaw()
    wait_until(lambda: store.set_password("1", "anna", "c") == IN_KEYRING)
    assert entries(secret_service) == [("Vitec Desktop 1", "anna", "c")]


def test_a_killed_keyring_does_not_answer(secret_service: SecretService) -> None:
    store = CredentialStore()
    store.set_password("1", "anna", "a")
    secret_service.kill()
    assert failure(store) is KeyringProblem.NOT_ANSWERING
    assert store.set_password("1", "anna", "b") == SaveResult(PasswordLocation.SESSION, KeyringProblem.NOT_ANSWERING)


def open_sockets() -> set[str]:
    links = set()
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the folder's own
            links.add(str(path.readlink()))
    return {link for link in links if link.startswith("socket:")}


def test_a_locked_or_killed_keyring_leaves_no_connection_open(secret_service: SecretService) -> None:
    store = CredentialStore()
    store.set_password("1", "anna", "a")
    secret_service.lock()
    gc.collect()
    gc.disable()  # it closes what was forgotten, at some time or other
    try:
        before = open_sockets()
        for _ in range(3):
            assert failure(store) is KeyringProblem.LOCKED
            assert store.set_password("1", "bo", "b") == SaveResult(PasswordLocation.SESSION, KeyringProblem.LOCKED)
        secret_service.kill()
        assert failure(store) is KeyringProblem.NOT_ANSWERING
        assert open_sockets() <= before
    finally:
        gc.enable()


class Prompt:
    """A prompt that nobody answers, in place of the desktop's own."""

    def __init__(self, address: str) -> None:
        from jeepney import message_bus  # type: ignore[import-untyped]
        from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]

        self._bus = open_dbus_connection(address)
        Proxy(message_bus, self._bus).RequestName("org.gnome.keyring.SystemPrompter")

    def wait_until_asked(self) -> None:
        while True:
            message = self._bus.receive(timeout=LONGEST_WAIT)
            if message.header.fields.get(3) == "BeginPrompting":  # the member's field
                return

    def close(self) -> None:
        """Dismiss the prompt."""
        self._bus.close()


@pytest.fixture
def prompt(secret_service: SecretService) -> Iterator[Prompt]:
    with closing(Prompt(secret_service.address)) as prompt:
        yield prompt


def test_only_a_locked_keyring_may_prompt(secret_service: SecretService) -> None:
    ring = system_keyring()
    assert not may_prompt_user(ring)
    secret_service.lock()
    assert may_prompt_user(ring)


def test_an_unanswered_prompt_times_out(secret_service: SecretService, prompt: Prompt) -> None:
    CredentialStore().set_password("1", "anna", "a")
    secret_service.lock()
    # More than the answer's time passes, for the keyring has shown that it lives.
    store = CredentialStore(answer_timeout=LONGEST_WAIT, prompt_timeout=0.5)
    start = time.monotonic()
    assert failure(store) is KeyringProblem.NOT_ANSWERING
    assert time.monotonic() - start >= 0.5


@pytest.mark.slow
def test_a_prompt_has_more_time_than_a_call(secret_service: SecretService, prompt: Prompt) -> None:
    CredentialStore().set_password("1", "anna", "a")
    secret_service.lock()
    start = time.monotonic()
    CredentialStore().find_problem()
    answer_timeout = max(1.0, 20 * (time.monotonic() - start))
    store = CredentialStore(answer_timeout=answer_timeout, prompt_timeout=HANG)
    passwords: list[str | None] = []
    reading = threading.Thread(target=lambda: passwords.append(store.get_password("1", "anna")), daemon=True)
    reading.start()
    prompt.wait_until_asked()
    reading.join(answer_timeout + 0.2)
    assert reading.is_alive()
    secret_service.unlock()
    prompt.close()
    reading.join(LONGEST_WAIT)
    assert passwords == ["a"]


def test_a_write_cancelled_at_the_prompt_stores_nothing_later(secret_service: SecretService, prompt: Prompt) -> None:
    secret_service.lock()
    store = CredentialStore()
    cancellation = CancellationToken()
    kept: list[SaveResult] = []
    writing = threading.Thread(
        target=lambda: kept.append(store.set_password("1", "anna", "late", cancellation=cancellation)), daemon=True
    )
    writing.start()
    prompt.wait_until_asked()
    cancellation.cancel()
    writing.join(LONGEST_WAIT)
    assert kept == [SaveResult(PasswordLocation.SESSION, KeyringProblem.NOT_ANSWERING)]
    secret_service.unlock()
    prompt.close()
    # The next question waits until that one has ended.
    assert store.set_password("2", "bo", "b") == IN_KEYRING
    assert entries(secret_service) == [("Vitec Desktop 2", "bo", "b")]


def test_the_label_of_an_entry_names_its_connection_and_earlier_entries_are_still_found(
    secret_service: SecretService,
) -> None:
    store = CredentialStore()
    store.set_password("1", "anna", "a")
    assert store.get_password("1", "anna") == "a"
    store.set_password("1", "anna", "b", label="Norrby Mäkleri")
    assert store.get_password("1", "anna") == "b"
    assert labels(secret_service) == ["Vitec Desktop: Norrby Mäkleri (anna)"]


def labels(service: SecretService) -> list[str]:
    with closing(secretstorage.dbus_init()) as bus:
        return [item.get_label() for item in secretstorage.get_default_collection(bus).get_all_items()]
