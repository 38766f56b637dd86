"""The computer's keyring missing, unsafe, locked, refusing, silent, or emptied behind our back."""

import threading
import time
from collections.abc import Callable

from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordSetError

from tests.accounts.fake_keyrings import HangingKeyring, MemoryKeyring, RaisingKeyring, keyring_from_module
from tests.faults.case import Env, Fault, Observed
from tests.faults.two_offices import PASSWORD
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringFailed, PasswordLocation, SaveResult
from vitec_desktop.ui.connections.texts import password_reason, saved_notice
from vitec_desktop.webservice.cancellation import CancellationToken

_GROUP = "keyring"
_MAX_CANCEL_TIME = 0.25  # seconds
_FOR_THIS_SESSION = "the password, until the program ends; nothing written"


def _save_password(credential_store: CredentialStore) -> Observed:
    """Saving a connection: the answer, the notice, and that the password works as long as the program runs."""
    answer = credential_store.set_password("1", "anna", PASSWORD)
    assert isinstance(answer, SaveResult)
    assert answer.location is PasswordLocation.SESSION
    assert credential_store.get_password("1", "anna") == PASSWORD
    notice = saved_notice(answer)
    assert notice is not None
    return Observed(f"{notice.title} {notice.text}", None, _FOR_THIS_SESSION)


def _no_keyring(_: Env) -> Observed:
    return _save_password(CredentialStore(lambda: fail.Keyring()))  # type: ignore[no-untyped-call]


def _plain_text(_: Env) -> Observed:
    ring = keyring_from_module("keyrings.alt.file", "PlaintextKeyring")
    assert isinstance(ring, MemoryKeyring)
    observed = _save_password(CredentialStore(lambda: ring))
    assert ring.entries == {}
    return observed


def _raising(error: BaseException) -> Callable[[Env], Observed]:
    return lambda _: _save_password(CredentialStore(lambda: RaisingKeyring(error)))


def _hanging(_: Env) -> Observed:
    ring = HangingKeyring()
    credential_store = CredentialStore(lambda: ring, answer_time=0.05, prompt_time=0.1)
    begin = time.monotonic()
    try:
        observed = _save_password(credential_store)
        assert time.monotonic() - begin < 2
        return observed
    finally:
        ring.released.set()


def _hanging_and_cancelled(_: Env) -> Observed:
    """Whoever gives up waiting for a keyring is free at once."""
    ring = HangingKeyring()
    credential_store = CredentialStore(lambda: ring, answer_time=20, prompt_time=20)
    cancellation = CancellationToken()
    cancelled_at: list[float] = []

    def cancel() -> None:
        ring.asked.wait(10)
        cancelled_at.append(time.monotonic())
        cancellation.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    try:
        credential_store.get_password("1", "anna", cancellation)
    except Exception as error:
        waited = time.monotonic() - cancelled_at[0]
        assert waited < _MAX_CANCEL_TIME, waited
        words = password_reason(error if isinstance(error, KeyringFailed) else None)
        return Observed(words if isinstance(error, KeyringFailed) else "", None, "everything", note=f"{waited:.2f} s")
    finally:
        ring.released.set()
        canceller.join()
    raise AssertionError("a keyring that says nothing gave a password")


def _emptied(_: Env) -> Observed:
    ring = MemoryKeyring()
    assert CredentialStore(lambda: ring).set_password("1", "anna", PASSWORD).is_in_keyring
    ring.entries.clear()
    assert CredentialStore(lambda: ring).get_password("1", "anna") is None
    return Observed(password_reason(None), None, "the connection; its password is asked for")


def _changed_elsewhere(_: Env) -> Observed:
    ring = MemoryKeyring()
    credential_store = CredentialStore(lambda: ring)
    credential_store.set_password("1", "anna", PASSWORD)
    ring.entries = dict.fromkeys(ring.entries, "nytt")
    assert credential_store.get_password("1", "anna") == "nytt"
    return Observed("", None, "the new password is used at once")


FAULTS = (
    Fault(
        _GROUP,
        "no keyring",
        _no_keyring,
        "Lösenordet gäller tills programmet stängs. Datorn har ingen nyckelring. Anslutningen "
        "är sparad, men lösenordet måste skrivas igen nästa gång.",
        None,
        "the password, until the program ends; nothing written",
    ),
    Fault(
        _GROUP,
        "a keyring that stores in plain text",
        _plain_text,
        "Lösenordet gäller tills programmet stängs. Datorns nyckelring sparar lösenord "
        "oskyddade och används inte. Anslutningen är sparad, men lösenordet måste skrivas "
        "igen nästa gång.",
        None,
        "the password, until the program ends; nothing written",
    ),
    Fault(
        _GROUP,
        "locked",
        _raising(KeyringLocked("locked")),
        "Lösenordet gäller tills programmet stängs. Datorns nyckelring är låst. Anslutningen "
        "är sparad, men lösenordet måste skrivas igen nästa gång.",
        None,
        "the password, until the program ends; nothing written",
    ),
    Fault(
        _GROUP,
        "refusing",
        _raising(PasswordSetError("no")),
        "Lösenordet gäller tills programmet stängs. Datorns nyckelring tog inte emot "
        "lösenordet. Anslutningen är sparad, men lösenordet måste skrivas igen nästa gång.",
        None,
        "the password, until the program ends; nothing written",
    ),
    Fault(
        _GROUP,
        "not answering",
        _hanging,
        "Lösenordet gäller tills programmet stängs. Datorns nyckelring svarar inte. "
        "Anslutningen är sparad, men lösenordet måste skrivas igen nästa gång.",
        None,
        "the password, until the program ends; nothing written",
    ),
    Fault(
        _GROUP,
        "not answering, and the user gives up",
        _hanging_and_cancelled,
        "Datorns nyckelring svarar inte. Skriv lösenordet för att gå vidare.",
        None,
        "everything",
    ),
    Fault(
        _GROUP,
        "emptied behind our back",
        _emptied,
        "Lösenordet finns inte i datorns nyckelring. Skriv det för att gå vidare.",
        None,
        "the connection; its password is asked for",
    ),
    Fault(
        _GROUP, "password changed by another program", _changed_elsewhere, "", None, "the new password is used at once"
    ),
)
