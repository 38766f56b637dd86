"""Passwords in keyrings that refuse, hang or are not there: told, bounded in time, and never shown."""

import logging
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable

import pytest
from keyring.backend import KeyringBackend
from keyring.credentials import Credential
from keyring.errors import KeyringLocked, PasswordSetError

from tests.accounts.fake_keyrings import (
    HangingKeyring,
    LimitedKeyring,
    MemoryKeyring,
    RaisingKeyring,
    keyring_from_module,
)
from vitec_desktop.accounts.credential_store import (
    CredentialStore,
    KeyringFailed,
    KeyringProblem,
    PasswordLocation,
    SaveResult,
)
from vitec_desktop.webservice.cancellation import CancellationToken

PASSWORD = "hemligt-lösen-ord"  # noqa: S105
IN_KEYRING = SaveResult(PasswordLocation.KEYRING)


def on(ring: KeyringBackend, answer_time: float = 5.0, prompt_time: float = 5.0) -> CredentialStore:
    return CredentialStore(lambda: ring, answer_time=answer_time, prompt_time=prompt_time)


def failure(ask: Callable[[], object]) -> KeyringProblem:
    with pytest.raises(KeyringFailed) as failed:
        ask()
    return failed.value.problem


def test_the_old_user_is_forgotten_even_where_the_keyring_cannot_tell_who_it_was() -> None:
    ring = MemoryKeyring()
    vault = on(ring)
    vault.set_password("1", "anna", "a")
    assert vault.set_password("1", "bo", "b", old_user="anna") == IN_KEYRING
    assert ring.entries == {("Vitec Desktop 1", "bo"): "b"}


def test_a_password_too_long_for_windows_is_held_and_its_predecessor_forgotten() -> None:
    ring = LimitedKeyring()
    vault = on(ring)
    assert vault.set_password("1", "anna", PASSWORD) == IN_KEYRING
    assert vault.set_password("1", "anna", "x" * 1_300) == SaveResult(PasswordLocation.SESSION, KeyringProblem.REFUSED)
    assert vault.get_password("1", "anna") == "x" * 1_300
    assert vault.has_session_password("1", "anna")
    assert ring.entries == {}


def test_a_password_that_the_keyring_takes_later_is_held_no_more() -> None:
    vault = on(LimitedKeyring())
    vault.set_password("1", "anna", "x" * 1_300)
    assert vault.set_password("1", "anna", PASSWORD) == IN_KEYRING
    assert not vault.has_session_password("1", "anna")
    assert vault.get_password("1", "anna") == PASSWORD


def test_a_keyring_that_keeps_something_else_has_refused() -> None:
    class Forgetful(MemoryKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            super().set_password(service, username, password[:3])

    ring = Forgetful()
    assert on(ring).set_password("1", "anna", PASSWORD) == SaveResult(PasswordLocation.SESSION, KeyringProblem.REFUSED)
    assert ring.entries == {}


def test_a_held_password_is_for_its_user_and_connection_only() -> None:
    vault = on(MemoryKeyring())
    vault.set_session_password("1", "anna", "a")
    vault.set_session_password("2", "anna", "b")
    assert (vault.get_password("1", "anna"), vault.get_password("2", "anna")) == ("a", "b")
    assert vault.get_password("1", "bo") is None
    vault.set_session_password("1", "bo", "c")
    assert vault.get_password("1", "anna") is None


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (KeyringLocked(PASSWORD), KeyringProblem.LOCKED),
        (PasswordSetError(PASSWORD), KeyringProblem.REFUSED),
        (RuntimeError(PASSWORD), KeyringProblem.REFUSED),
        (SystemExit(PASSWORD), KeyringProblem.REFUSED),
        (TimeoutError(PASSWORD), KeyringProblem.NOT_ANSWERING),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_refusing_keyring_costs_no_password(error: BaseException, problem: KeyringProblem) -> None:
    vault = on(RaisingKeyring(error))
    assert failure(lambda: vault.get_password("1", "anna")) is problem
    assert vault.set_password("1", "anna", PASSWORD) == SaveResult(PasswordLocation.SESSION, problem)
    assert vault.get_password("1", "anna") == PASSWORD
    # It may still lie there from before, so its user is told; but it is used no more.
    assert failure(lambda: vault.delete_password("1", "anna")) is problem
    assert not vault.has_session_password("1", "anna")


@pytest.mark.parametrize(
    ("module", "problem"),
    [("keyrings.alt.file", KeyringProblem.PLAIN_TEXT), ("keyring.backends.null", KeyringProblem.NONE_FOUND)],
)
def test_no_password_reaches_an_unsafe_keyring(module: str, problem: KeyringProblem) -> None:
    ring = keyring_from_module(module)
    assert isinstance(ring, MemoryKeyring)
    vault = on(ring)
    assert vault.find_problem() is problem
    assert vault.set_password("1", "anna", PASSWORD) == SaveResult(PasswordLocation.SESSION, problem)
    assert ring.entries == {}
    assert failure(lambda: vault.get_password("1", "bo")) is problem
    vault.delete_password("1", "anna")
    assert not vault.has_session_password("1", "anna")


def test_a_keyring_that_cannot_be_loaded_is_none() -> None:
    def broken() -> KeyringBackend:
        raise ImportError("no such module")

    assert CredentialStore(broken).find_problem() is KeyringProblem.NONE_FOUND


def test_a_configured_keyring_that_does_not_exist_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.core

    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.module.Keyring")
    assert CredentialStore().find_problem() is KeyringProblem.NONE_FOUND


def test_a_silent_keyring_is_given_up_in_time_and_heard_again_later() -> None:
    ring = HangingKeyring()
    vault = on(ring, answer_time=0.1, prompt_time=0.1)
    start = time.monotonic()
    assert failure(lambda: vault.get_password("1", "anna")) is KeyringProblem.NOT_ANSWERING
    assert vault.set_password("1", "anna", PASSWORD) == SaveResult(
        PasswordLocation.SESSION, KeyringProblem.NOT_ANSWERING
    )
    assert time.monotonic() - start < 3
    assert vault.get_password("1", "anna") == PASSWORD
    ring.released.set()
    assert vault.set_password("1", "anna", PASSWORD) == IN_KEYRING


def test_whoever_gives_up_waits_no_longer() -> None:
    ring = HangingKeyring()
    vault = on(ring, answer_time=60, prompt_time=60)
    cancellation = CancellationToken()
    problems: list[KeyringProblem] = []
    waiting = threading.Thread(
        target=lambda: problems.append(failure(lambda: vault.get_password("1", "anna", cancellation))), daemon=True
    )
    waiting.start()
    assert ring.asked.wait(5)
    cancellation.cancel()
    waiting.join(5)
    assert problems == [KeyringProblem.NOT_ANSWERING]
    ring.released.set()


def test_a_write_that_was_given_up_writes_nothing_later() -> None:
    class Unlocking(HangingKeyring):
        """Waits for its user when it is first looked into, as the Secret Service."""

        def get_credential(self, service: str, username: str | None) -> Credential | None:
            self.get_password(service, "anyone")
            return None

    ring = Unlocking()
    vault = on(ring, answer_time=0.1, prompt_time=0.1)
    assert vault.set_password("1", "anna", PASSWORD) == SaveResult(
        PasswordLocation.SESSION, KeyringProblem.NOT_ANSWERING
    )
    ring.released.set()
    # The next question waits until that one has ended.
    assert vault.find_problem() is None
    assert ring.entries == {}


def test_many_threads_ask_at_once() -> None:
    ring = MemoryKeyring()
    vault = on(ring)
    kept: list[SaveResult] = []
    threads = [
        threading.Thread(target=lambda n: kept.append(vault.set_password(str(n), "anna", f"lösen {n}")), args=(number,))
        for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert kept == [IN_KEYRING] * 20
    assert [vault.get_password(str(number), "anna") for number in range(20)] == [
        f"lösen {number}" for number in range(20)
    ]


def test_no_password_shows_anywhere(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    vault = on(RaisingKeyring(RuntimeError(f"cannot store {PASSWORD}")))
    kept = vault.set_password("1", "anna", PASSWORD)
    try:
        vault.get_password("1", "bo")
    except KeyringFailed as failed:
        told = traceback.TracebackException.from_exception(failed, capture_locals=True)
        shown = "".join(told.format(chain=True))
    texts = [repr(vault), str(vault), repr(kept), shown, caplog.text, *capfd.readouterr()]
    assert not [text for text in texts if PASSWORD in text]


def test_the_keyring_library_is_loaded_with_the_first_question_only() -> None:
    imports = "import sys; from vitec_desktop.accounts.credential_store import CredentialStore"
    program = f"{imports}; CredentialStore(); print('keyring' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30)
    assert answer.stdout.split() == [b"False"]


def test_only_the_held_password_that_is_meant_is_dropped() -> None:
    """A new one may have been written while the service was still refusing the old one."""
    vault = on(MemoryKeyring())
    vault.set_password("1", "anna", "kept")
    assert not vault.delete_session_password("1", "anna", "kept")
    assert vault.get_password("1", "anna") == "kept"
    vault.set_session_password("2", "anna", "new")
    assert not vault.delete_session_password("2", "anna", "old")
    assert not vault.delete_session_password("2", "bo", "new")
    assert vault.delete_session_password("2", "anna", "new")
    assert not vault.has_session_password("2", "anna")
