"""Passwords in keyrings that refuse, hang or are missing."""

import logging
import subprocess
import sys
import threading
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
from tests.helpers.waiting import HANG, LONGEST_WAIT, wait_until
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


def on(
    ring: KeyringBackend, answer_timeout: float = LONGEST_WAIT, prompt_timeout: float = LONGEST_WAIT
) -> CredentialStore:
    return CredentialStore(lambda: ring, answer_timeout=answer_timeout, prompt_timeout=prompt_timeout)


def failure(ask: Callable[[], object]) -> KeyringProblem:
    with pytest.raises(KeyringFailed) as failed:
        ask()
    return failed.value.problem


def test_the_old_user_s_entry_is_deleted_even_if_the_keyring_cannot_find_it() -> None:
    ring = MemoryKeyring()
    store = on(ring)
    store.set_password("1", "anna", "a")
    assert store.set_password("1", "bo", "b", old_user="anna") == IN_KEYRING
    assert ring.entries == {("Vitec Desktop 1", "bo"): "b"}


def test_a_too_long_password_is_stored_for_the_session_and_the_old_one_deleted() -> None:
    ring = LimitedKeyring()
    store = on(ring)
    assert store.set_password("1", "anna", PASSWORD) == IN_KEYRING
    assert store.set_password("1", "anna", "x" * 1_300) == SaveResult(PasswordLocation.SESSION, KeyringProblem.REFUSED)
    assert store.get_password("1", "anna") == "x" * 1_300
    assert store.has_session_password("1", "anna")
    assert ring.entries == {}


def test_a_password_that_the_keyring_takes_later_is_not_stored_for_the_session() -> None:
    store = on(LimitedKeyring())
    store.set_password("1", "anna", "x" * 1_300)
    assert store.set_password("1", "anna", PASSWORD) == IN_KEYRING
    assert not store.has_session_password("1", "anna")
    assert store.get_password("1", "anna") == PASSWORD


def test_a_keyring_that_stores_something_else_counts_as_refusing() -> None:
    class Forgetful(MemoryKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            super().set_password(service, username, password[:3])

    ring = Forgetful()
    assert on(ring).set_password("1", "anna", PASSWORD) == SaveResult(PasswordLocation.SESSION, KeyringProblem.REFUSED)
    assert ring.entries == {}


def test_a_session_password_is_for_its_user_and_connection_only() -> None:
    store = on(MemoryKeyring())
    store.set_session_password("1", "anna", "a")
    store.set_session_password("2", "anna", "b")
    assert (store.get_password("1", "anna"), store.get_password("2", "anna")) == ("a", "b")
    assert store.get_password("1", "bo") is None
    store.set_session_password("1", "bo", "c")
    assert store.get_password("1", "anna") is None


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
def test_a_refused_password_is_stored_for_the_session(error: BaseException, problem: KeyringProblem) -> None:
    store = on(RaisingKeyring(error))
    assert failure(lambda: store.get_password("1", "anna")) is problem
    assert store.set_password("1", "anna", PASSWORD) == SaveResult(PasswordLocation.SESSION, problem)
    assert store.get_password("1", "anna") == PASSWORD
    # It may still lie there from before, so its user is told; but it is used no more.
    assert failure(lambda: store.delete_password("1", "anna")) is problem
    assert not store.has_session_password("1", "anna")


@pytest.mark.parametrize(
    ("module", "problem"),
    [("keyrings.alt.file", KeyringProblem.PLAIN_TEXT), ("keyring.backends.null", KeyringProblem.NONE_FOUND)],
)
def test_no_password_reaches_an_unsafe_keyring(module: str, problem: KeyringProblem) -> None:
    ring = keyring_from_module(module)
    assert isinstance(ring, MemoryKeyring)
    store = on(ring)
    assert store.find_problem() is problem
    assert store.set_password("1", "anna", PASSWORD) == SaveResult(PasswordLocation.SESSION, problem)
    assert ring.entries == {}
    assert failure(lambda: store.get_password("1", "bo")) is problem
    store.delete_password("1", "anna")
    assert not store.has_session_password("1", "anna")


def test_a_keyring_that_cannot_be_loaded_counts_as_none() -> None:
    def broken() -> KeyringBackend:
        raise ImportError("no such module")

    assert CredentialStore(broken).find_problem() is KeyringProblem.NONE_FOUND


def test_a_configured_keyring_that_does_not_exist_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.core

    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.module.Keyring")
    assert CredentialStore().find_problem() is KeyringProblem.NONE_FOUND


@pytest.mark.slow
def test_a_hanging_keyring_times_out_and_works_again_later() -> None:
    ring = HangingKeyring()
    store = on(ring, answer_timeout=0.1, prompt_timeout=0.1)
    assert failure(lambda: store.get_password("1", "anna")) is KeyringProblem.NOT_ANSWERING
    assert store.set_password("1", "anna", PASSWORD) == SaveResult(
        PasswordLocation.SESSION, KeyringProblem.NOT_ANSWERING
    )
    assert store.get_password("1", "anna") == PASSWORD
    ring.released.set()
    wait_until(lambda: store.set_password("1", "anna", PASSWORD) == IN_KEYRING)


def test_a_cancelled_call_returns_at_once() -> None:
    ring = HangingKeyring()
    store = on(ring, answer_timeout=HANG, prompt_timeout=HANG)
    cancellation = CancellationToken()
    problems: list[KeyringProblem] = []
    waiting = threading.Thread(
        target=lambda: problems.append(failure(lambda: store.get_password("1", "anna", cancellation))), daemon=True
    )
    waiting.start()
    assert ring.asked.wait(LONGEST_WAIT)
    cancellation.cancel()
    waiting.join(LONGEST_WAIT)
    assert problems == [KeyringProblem.NOT_ANSWERING]
    ring.released.set()


def test_a_keyring_whose_user_confirms_is_waited_for_until_it_answers_or_the_call_is_cancelled() -> None:
    ring = HangingKeyring()
    store = CredentialStore(lambda: ring, answer_timeout=None, prompt_timeout=None)
    ring.released.set()
    assert store.set_password("1", "anna", PASSWORD) == IN_KEYRING
    ring.released.clear()
    found: list[str | None] = []
    waiting = threading.Thread(target=lambda: found.append(store.get_password("1", "anna")), daemon=True)
    waiting.start()
    assert ring.asked.wait(LONGEST_WAIT)
    second = CancellationToken()
    problems: list[KeyringProblem] = []
    queued = threading.Thread(
        target=lambda: problems.append(failure(lambda: store.get_password("2", "anna", second))), daemon=True
    )
    queued.start()  # waits for the first
    second.cancel()
    queued.join(LONGEST_WAIT)
    assert (problems, found) == ([KeyringProblem.NOT_ANSWERING], [])
    ring.released.set()
    waiting.join(LONGEST_WAIT)
    assert found == [PASSWORD]


def test_a_cancelled_write_stores_nothing_later() -> None:
    class Unlocking(HangingKeyring):
        """Prompts at the first read, like the Secret Service."""

        def get_credential(self, service: str, username: str | None) -> Credential | None:
            self.get_password(service, "anyone")
            return None

    ring = Unlocking()
    store = on(ring, answer_timeout=0.1, prompt_timeout=0.1)
    assert store.set_password("1", "anna", PASSWORD) == SaveResult(
        PasswordLocation.SESSION, KeyringProblem.NOT_ANSWERING
    )
    ring.released.set()
    # The next question waits until that one has ended.
    wait_until(lambda: store.find_problem() is None)
    assert ring.entries == {}


def test_calls_from_many_threads_run_one_at_a_time() -> None:
    ring = MemoryKeyring()
    store = on(ring)
    kept: list[SaveResult] = []
    threads = [
        threading.Thread(target=lambda n: kept.append(store.set_password(str(n), "anna", f"lösen {n}")), args=(number,))
        for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    assert kept == [IN_KEYRING] * 20
    assert [store.get_password(str(number), "anna") for number in range(20)] == [
        f"lösen {number}" for number in range(20)
    ]


def test_no_password_is_logged_or_printed(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    store = on(RaisingKeyring(RuntimeError(f"cannot store {PASSWORD}")))
    kept = store.set_password("1", "anna", PASSWORD)
    try:
        store.get_password("1", "bo")
    except KeyringFailed as failed:
        told = traceback.TracebackException.from_exception(failed, capture_locals=True)
        shown = "".join(told.format(chain=True))
    texts = [repr(store), str(store), repr(kept), shown, caplog.text, *capfd.readouterr()]
    assert not [text for text in texts if PASSWORD in text]


def test_the_keyring_library_is_imported_with_the_first_call() -> None:
    imports = "import sys; from vitec_desktop.accounts.credential_store import CredentialStore"
    program = f"{imports}; CredentialStore(); print('keyring' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=LONGEST_WAIT)
    assert answer.stdout.split() == [b"False"]


def test_only_the_given_session_password_is_deleted() -> None:
    """A new one may have been stored while the service refused the old one."""
    store = on(MemoryKeyring())
    store.set_password("1", "anna", "kept")
    assert not store.delete_session_password("1", "anna", "kept")
    assert store.get_password("1", "anna") == "kept"
    store.set_session_password("2", "anna", "new")
    assert not store.delete_session_password("2", "anna", "old")
    assert not store.delete_session_password("2", "bo", "new")
    assert store.delete_session_password("2", "anna", "new")
    assert not store.has_session_password("2", "anna")
