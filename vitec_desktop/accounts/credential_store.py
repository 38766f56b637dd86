"""The passwords of the connections: in the system's keyring, or for this session only, and nowhere else.

Every call may block while the keyring, or its user, takes time (see `asking.Asking`): never on the UI thread.
"""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from vitec_desktop.accounts.keyring_backend import KeyringFailed, KeyringProblem, problem_from_error, system_keyring
from vitec_desktop.accounts.keyring_worker import KeyringCall, KeyringWorker, SupportsOnCancel

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = ["CredentialStore", "KeyringFailed", "KeyringProblem", "PasswordLocation", "SaveResult", "service_name"]

# More entries under one connection than this are not looked for when it is deleted.
_MAX_USERS = 8


class PasswordLocation(Enum):
    """Where a password is kept."""

    KEYRING = auto()
    SESSION = auto()  # in memory, until the program ends


@dataclass(frozen=True, slots=True)
class SaveResult:
    """Where a password was put, and why not into the keyring."""

    location: PasswordLocation
    problem: KeyringProblem | None = None

    @property
    def is_in_keyring(self) -> bool:
        return self.location is PasswordLocation.KEYRING


def service_name(connection_id: str) -> str:
    """The name of a connection's entry in the keyring: one of its own, so that equal user names never meet."""
    return f"Vitec Desktop {connection_id}"


class CredentialStore:
    """Reads, writes and deletes passwords. Nothing here shows one: no repr, no error, no log."""

    def __init__(
        self,
        keyring_for: "Callable[[], KeyringBackend]" = system_keyring,
        *,
        answer_time: float = 8.0,
        prompt_time: float = 60.0,
    ) -> None:
        self._worker = KeyringWorker(keyring_for, answer_time, prompt_time)
        self._lock = threading.Lock()
        self._session_passwords: dict[str, tuple[str, str]] = {}  # connection id: user, password

    def get_password(self, connection_id: str, user: str, cancellation: SupportsOnCancel | None = None) -> str | None:
        """The password held for this session, else the keyring's; None where there is none.

        Raises:
            KeyringFailed: the keyring could not be asked.
        """
        held = self._get_session_password(connection_id, user)
        if held is not None:
            return held
        service = service_name(connection_id)
        return self._worker.run(lambda ring, _: ring.get_password(service, user), cancellation)

    def set_password(
        self,
        connection_id: str,
        user: str,
        password: str,
        *,
        old_user: str | None = None,
        cancellation: SupportsOnCancel | None = None,
    ) -> SaveResult:
        """Put the password in the place of what the connection had, also under `old_user`; never raises.

        Where the keyring does not take it, it is held for this session, and the answer says why. The earlier
        entry's user is looked for too, but not every system can tell it: say the old one where it is known.
        """
        service = service_name(connection_id)
        try:
            self._worker.run(
                lambda ring, question: _set_verified(ring, question, service, user, password, old_user), cancellation
            )
        except KeyringFailed as failure:
            self.set_session_password(connection_id, user, password)
            return SaveResult(PasswordLocation.SESSION, failure.problem)
        self._clear_session_password(connection_id)
        return SaveResult(PasswordLocation.KEYRING)

    def set_session_password(self, connection_id: str, user: str, password: str) -> None:
        """Keep the password for this session only, in the place of any held for the connection. Does not block."""
        with self._lock:
            self._session_passwords[connection_id] = (user, password)

    def has_session_password(self, connection_id: str, user: str) -> bool:
        """True where the password is held for this session only. Does not block."""
        return self._get_session_password(connection_id, user) is not None

    def delete_session_password(self, connection_id: str, user: str, password: str) -> bool:
        """Forget a password that is held for this session only, if it still is that one. Does not block."""
        with self._lock:
            if self._session_passwords.get(connection_id) != (user, password):
                return False
            del self._session_passwords[connection_id]
        return True

    def delete_password(self, connection_id: str, user: str, cancellation: SupportsOnCancel | None = None) -> None:
        """Forget all passwords of the connection; fine where there is none.

        Raises:
            KeyringFailed: one may be left in the keyring. What was held for the session is gone in any case.
        """
        self._clear_session_password(connection_id)
        service = service_name(connection_id)
        try:
            self._worker.run(lambda ring, question: _delete_all(ring, question, service, user), cancellation)
        except KeyringFailed as failure:
            # We never wrote into a keyring of these kinds, so nothing can be left there.
            if failure.problem not in (KeyringProblem.NONE_FOUND, KeyringProblem.PLAIN_TEXT):
                raise

    def find_problem(self, cancellation: SupportsOnCancel | None = None) -> KeyringProblem | None:
        """Why passwords will not be kept, as far as it can be known without asking for one; None where they will."""
        try:
            self._worker.run(lambda ring, question: None, cancellation)
        except KeyringFailed as failure:
            return failure.problem
        return None

    def _get_session_password(self, connection_id: str, user: str) -> str | None:
        with self._lock:
            holder, password = self._session_passwords.get(connection_id, ("", None))
        return password if holder == user else None

    def _clear_session_password(self, connection_id: str) -> None:
        with self._lock:
            self._session_passwords.pop(connection_id, None)


def _set_verified(
    ring: "KeyringBackend", question: KeyringCall, service: str, user: str, password: str, old_user: str | None
) -> None:
    # Asking first also opens the prompt to unlock; if nobody waits for its answer any more, nothing is written.
    earlier_users = {_find_user(ring, service), old_user} - {None, user}
    question.raise_if_cancelled()
    try:
        ring.set_password(service, user, password)
        if ring.get_password(service, user) != password:
            raise KeyringFailed(KeyringProblem.REFUSED)
    except Exception:
        # What lies there now is not the password any more; the next start must not sign in with it.
        with contextlib.suppress(Exception):
            _delete(ring, service, user)
        raise
    for earlier_user in filter(None, earlier_users):
        # The new password is safe; an old one that cannot be removed is no reason to say otherwise.
        with contextlib.suppress(Exception):
            _delete(ring, service, earlier_user)


def _delete_all(ring: "KeyringBackend", question: KeyringCall, service: str, user: str) -> None:
    _delete(ring, service, user)
    for _ in range(_MAX_USERS):
        question.raise_if_cancelled()
        other = _find_user(ring, service)
        if not other:
            return
        _delete(ring, service, other)


def _delete(ring: "KeyringBackend", service: str, user: str) -> None:
    """Raises the keyring's own error if the entry is there and stays."""
    try:
        ring.delete_password(service, user)
    except Exception as error:
        # "There is none" and "you may not" are the same error in some keyrings: look.
        if problem_from_error(error) is not KeyringProblem.REFUSED or ring.get_password(service, user) is not None:
            raise


def _find_user(ring: "KeyringBackend", service: str) -> str | None:
    """The user of an entry under the service's name; None where there is none, or the keyring cannot tell."""
    credential = ring.get_credential(service, None)
    return None if credential is None else credential.username
