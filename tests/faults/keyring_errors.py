"""A keyring that is missing, unsafe, locked, refusing, hanging, or changed by another program."""

import threading
import time
from collections.abc import Callable

from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordSetError

from tests.accounts.fake_keyrings import HangingKeyring, MemoryKeyring, RaisingKeyring, keyring_from_module
from tests.faults.case import Env, Fault, Observed
from tests.faults.login import PASSWORD
from tests.helpers.waiting import HANG, LONGEST_WAIT
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringFailed
from vitec_desktop.ui.connections.texts import password_reason, saved_notice
from vitec_desktop.webservice.cancellation import CancellationToken

_GROUP = "keyring"


def _save_password(credential_store: CredentialStore, ring: KeyringBackend) -> Observed:
    """Save a connection's password; return the notice, and where the password can be read afterwards."""
    notice = saved_notice(credential_store.set_password("1", "anna", PASSWORD))
    places = ["the session"] if credential_store.get_password("1", "anna") == PASSWORD else []
    places += ["the keyring"] if isinstance(ring, MemoryKeyring) and PASSWORD in ring.entries.values() else []
    sees = f"{notice.title} {notice.text}" if notice else ""
    return Observed(sees, None, f"the password, in {' and '.join(places) or 'no place'}")


def _no_keyring(_: Env) -> Observed:
    ring = fail.Keyring()  # type: ignore[no-untyped-call]
    return _save_password(CredentialStore(lambda: ring), ring)


def _plain_text(_: Env) -> Observed:
    ring = keyring_from_module("keyrings.alt.file", "PlaintextKeyring")
    return _save_password(CredentialStore(lambda: ring), ring)


def _raising(error: BaseException) -> Callable[[Env], Observed]:
    ring = RaisingKeyring(error)
    return lambda _: _save_password(CredentialStore(lambda: ring), ring)


def _hanging(_: Env) -> Observed:
    ring = HangingKeyring()
    credential_store = CredentialStore(lambda: ring, answer_timeout=0.5, prompt_timeout=0.5)
    try:
        return _save_password(credential_store, ring)
    finally:
        ring.released.set()


def _hanging_and_cancelled(_: Env) -> Observed:
    """Cancel while the keyring hangs: the call returns at once, and the password stays in the keyring."""
    ring = HangingKeyring()
    ring.released.set()
    CredentialStore(lambda: ring).set_password("1", "anna", PASSWORD)
    ring.released.clear()
    ring.asked.clear()
    credential_store = CredentialStore(lambda: ring, answer_timeout=HANG, prompt_timeout=HANG)
    cancellation = CancellationToken()
    cancelled_at: list[float] = []

    def cancel() -> None:
        ring.asked.wait(LONGEST_WAIT)
        cancelled_at.append(time.monotonic())
        cancellation.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    try:
        credential_store.get_password("1", "anna", cancellation)
    except KeyringFailed as error:
        waited = time.monotonic() - cancelled_at[0]
        assert waited < LONGEST_WAIT, waited
        kept = "the password, in the keyring" if PASSWORD in ring.entries.values() else "nothing"
        return Observed(password_reason(error), None, kept, note=f"{waited:.2f} s")
    finally:
        ring.released.set()
        canceller.join()
    raise AssertionError("a keyring that says nothing gave a password")


def _emptied(_: Env) -> Observed:
    ring = MemoryKeyring()
    assert CredentialStore(lambda: ring).set_password("1", "anna", PASSWORD).problem is None
    ring.entries.clear()
    password = CredentialStore(lambda: ring).get_password("1", "anna")
    return Observed(password_reason(None) if password is None else "", None, f"{password}")


def _changed_elsewhere(_: Env) -> Observed:
    ring = MemoryKeyring()
    credential_store = CredentialStore(lambda: ring)
    credential_store.set_password("1", "anna", PASSWORD)
    ring.entries = dict.fromkeys(ring.entries, "nytt")
    return Observed(None, None, f"{credential_store.get_password('1', 'anna')}")


FAULTS = (
    Fault(
        _GROUP,
        "no keyring",
        _no_keyring,
        "Lösenordet gäller tills programmet stängs. Datorn har ingen nyckelring. Anslutningen "
        "är sparad, men lösenordet måste skrivas igen nästa gång.",
        None,
        "the password, in the session",
    ),
    Fault(
        _GROUP,
        "a keyring that stores in plain text",
        _plain_text,
        "Lösenordet gäller tills programmet stängs. Datorns nyckelring sparar lösenord "
        "oskyddade och används inte. Anslutningen är sparad, men lösenordet måste skrivas "
        "igen nästa gång.",
        None,
        "the password, in the session",
    ),
    Fault(
        _GROUP,
        "locked",
        _raising(KeyringLocked("locked")),
        "Lösenordet gäller tills programmet stängs. Datorns nyckelring är låst. Anslutningen "
        "är sparad, men lösenordet måste skrivas igen nästa gång.",
        None,
        "the password, in the session",
    ),
    Fault(
        _GROUP,
        "refusing",
        _raising(PasswordSetError("no")),
        "Lösenordet gäller tills programmet stängs. Datorns nyckelring tog inte emot "
        "lösenordet. Anslutningen är sparad, men lösenordet måste skrivas igen nästa gång.",
        None,
        "the password, in the session",
    ),
    Fault(
        _GROUP,
        "not answering",
        _hanging,
        "Lösenordet gäller tills programmet stängs. Datorns nyckelring svarar inte. "
        "Anslutningen är sparad, men lösenordet måste skrivas igen nästa gång.",
        None,
        "the password, in the session and the keyring",
    ),
    Fault(
        _GROUP,
        "not answering, cancelled by the user",
        _hanging_and_cancelled,
        "Datorns nyckelring svarar inte. Skriv lösenordet för att gå vidare.",
        None,
        "the password, in the keyring",
    ),
    Fault(
        _GROUP,
        "emptied by another program",
        _emptied,
        "Lösenordet finns inte i datorns nyckelring. Skriv det för att gå vidare.",
        None,
        "None",
    ),
    Fault(_GROUP, "password changed by another program", _changed_elsewhere, None, None, "nytt"),
)
