"""The choice of a safe keyring, and the meaning of errors."""

from threading import Event, Thread

import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from tests.accounts.fake_keyrings import MemoryKeyring, keyring_from_module
from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.accounts.keyring_backend import (
    KeyringFailed,
    KeyringProblem,
    choose_safe_backend,
    may_prompt_user,
    problem_from_error,
    system_keyring,
)


def chained(*rings: KeyringBackend) -> KeyringBackend:
    """Return keyring's own chain with these backends."""
    kind = type("Chain", (keyring.backends.chainer.ChainerBackend,), {"backends": list(rings), "viable": False})
    chain = kind()
    assert isinstance(chain, KeyringBackend)
    return chain


def refusal(offered: KeyringBackend) -> KeyringProblem:
    with pytest.raises(KeyringFailed) as refused:
        choose_safe_backend(offered)
    return refused.value.problem


@pytest.mark.parametrize("module", ["keyrings.alt.file", "keyrings.alt.Windows", "keyrings.alt"])
def test_a_plain_text_keyring_is_rejected(module: str) -> None:
    assert refusal(keyring_from_module(module, "PlaintextKeyring")) is KeyringProblem.PLAIN_TEXT


def test_a_subclass_of_a_plain_text_keyring_is_rejected() -> None:
    plain = type(keyring_from_module("keyrings.alt.file"))
    assert refusal(type("Mine", (plain,), {"__module__": "mine"})()) is KeyringProblem.PLAIN_TEXT


def test_keyrings_that_store_nothing_count_as_none() -> None:
    fail: KeyringBackend = keyring.backends.fail.Keyring()  # type: ignore[no-untyped-call]
    null: KeyringBackend = keyring.backends.null.Keyring()  # type: ignore[no-untyped-call]
    assert refusal(fail) is KeyringProblem.NONE_FOUND
    assert refusal(null) is KeyringProblem.NONE_FOUND
    assert refusal(chained(fail, null)) is KeyringProblem.NONE_FOUND
    assert refusal(chained()) is KeyringProblem.NONE_FOUND


def test_the_first_safe_keyring_of_a_chain_is_used() -> None:
    plain, safe, other = keyring_from_module("keyrings.alt.file"), MemoryKeyring(), MemoryKeyring()
    assert choose_safe_backend(chained(plain, safe, other)) is safe
    assert refusal(chained(plain)) is KeyringProblem.PLAIN_TEXT


def test_a_module_with_a_common_prefix_is_not_confused() -> None:
    ring = keyring_from_module("keyrings.alternative")
    assert choose_safe_backend(ring) is ring


def test_windows_keyring_does_not_roam_and_does_not_prompt() -> None:
    ring = keyring_from_module("keyring.backends.Windows", "WinVaultKeyring")
    assert choose_safe_backend(ring) is ring
    assert vars(ring)["persist"] == "local machine"
    assert not may_prompt_user(ring)


def test_any_other_keyring_may_prompt() -> None:
    assert may_prompt_user(keyring_from_module("keyring.backends.macOS"))


def test_two_threads_that_ask_at_once_look_for_the_keyring_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ring, has_begun, is_second = MemoryKeyring(), Event(), Event()

    def detect() -> None:
        is_first = not has_begun.is_set()
        has_begun.set()
        if is_first:
            is_second.wait(0.05)  # which does not come
        else:
            is_second.set()
        keyring.set_keyring(ring)

    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setattr(keyring.core, "init_backend", detect)
    found: list[KeyringBackend] = []
    threads = [Thread(target=lambda: found.append(system_keyring())) for _ in range(2)]
    threads[0].start()
    assert has_begun.wait(LONGEST_WAIT)
    threads[1].start()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    assert found == [ring, ring]
    assert not is_second.is_set()


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """Return the error after it has been raised."""
    try:
        raise error from cause
    except Exception as arrived:
        return arrived


def named(name: str, base: type[Exception] = Exception) -> Exception:
    """Return an error with the class name of another system's library."""
    error = type(name, (base,), {})()
    assert isinstance(error, Exception)
    return error


def test_each_error_means_a_problem() -> None:
    meanings: dict[KeyringProblem, list[Exception]] = {
        KeyringProblem.NONE_FOUND: [NoKeyringError()],
        KeyringProblem.LOCKED: [
            KeyringLocked(),
            InitError("Failed to create the collection: Prompt dismissed."),
            named("LockedException"),
            raised(InitError(), named("PromptDismissedException")),
        ],
        KeyringProblem.NOT_ANSWERING: [
            TimeoutError(),
            ConnectionResetError(),
            raised(InitError(), named("SecretServiceNotAvailableException")),
        ],
        KeyringProblem.REFUSED: [PasswordSetError(), OSError(1783, "CredWrite"), ValueError(), RuntimeError()],
        KeyringProblem.PLAIN_TEXT: [KeyringFailed(KeyringProblem.PLAIN_TEXT)],
    }
    for problem, errors in meanings.items():
        assert [problem_from_error(error) for error in errors] == [problem] * len(errors)
