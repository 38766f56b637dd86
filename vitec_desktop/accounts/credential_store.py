"""The passwords of the connections: in the system's keyring, or in memory for this session, and nowhere else."""

import contextlib
import threading
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from vitec_desktop.accounts.keyring_backend import (
    KeyringFailed,
    KeyringProblem,
    delete_entry,
    set_verified,
    system_keyring,
)
from vitec_desktop.accounts.keyring_worker import CancelSource, KeyringCall, KeyringWorker

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = ["CredentialStore", "KeyringFailed", "KeyringProblem", "PasswordLocation", "SaveResult", "service_name"]

# At most so many entries of other users are deleted with a connection.
_MAX_USERS = 8


class PasswordLocation(Enum):
    """Where a password is stored."""

    KEYRING = auto()
    SESSION = auto()  # in memory until the program ends


class SaveResult(Struct, frozen=True):
    """Where a password was stored, and why not in the keyring."""

    location: PasswordLocation
    problem: KeyringProblem | None = None


def service_name(connection_id: str) -> str:
    """Return the service name of a connection's keyring entry; each has its own, so users of equal names differ."""
    return f"Vitec Desktop {connection_id}"


class CredentialStore:
    """Gets, sets and deletes passwords. None is ever in a repr, an error or a log.

    Methods that use the keyring block while it, or its user, takes time (see `KeyringWorker`): never on the UI thread.
    """

    def __init__(
        self,
        keyring_for: "Callable[[], KeyringBackend]" = system_keyring,
        *,
        answer_timeout: float | None = 8.0,
        prompt_timeout: float | None = 60.0,
    ) -> None:
        """The timeouts are those of `KeyringWorker`; None where somebody is there to confirm, and to cancel."""
        self._worker = KeyringWorker(keyring_for, answer_timeout, prompt_timeout)
        self._lock = threading.Lock()
        self._session_passwords: dict[str, tuple[str, str]] = {}  # connection id: user, password

    def get_password(self, connection_id: str, user: str, cancellation: CancelSource | None = None) -> str | None:
        """Return the password stored for this session, else the keyring's; None if there is none.

        Raises:
            KeyringFailed: the keyring gave no answer.
        """
        password = self._get_session_password(connection_id, user)
        if password is not None:
            return password
        service = service_name(connection_id)
        return self._worker.run(lambda ring, _: ring.get_password(service, user), cancellation)

    def set_password(
        self,
        connection_id: str,
        user: str,
        password: str,
        *,
        label: str = "",
        old_user: str | None = None,
        cancellation: CancelSource | None = None,
    ) -> SaveResult:
        """Replace the connection's password; store it for this session if the keyring does not take it. Never raises.

        `label` names the connection where a keyring lets its user read what an entry is for. Entries of the
        connection's former user are deleted. Not every keyring can find that user: give `old_user` if it is known.
        """
        service = service_name(connection_id)
        try:
            self._worker.run(
                lambda ring, call: _replace_password(ring, call, service, user, password, old_user, label), cancellation
            )
        except KeyringFailed as failure:
            self.set_session_password(connection_id, user, password)
            return SaveResult(PasswordLocation.SESSION, failure.problem)
        self._clear_session_password(connection_id)
        return SaveResult(PasswordLocation.KEYRING)

    def set_session_password(self, connection_id: str, user: str, password: str) -> None:
        """Store the connection's password for this session only. Does not block."""
        with self._lock:
            self._session_passwords[connection_id] = (user, password)

    def has_session_password(self, connection_id: str, user: str) -> bool:
        """Return True if a password is stored for this session only. Does not block."""
        return self._get_session_password(connection_id, user) is not None

    def delete_session_password(self, connection_id: str, user: str, password: str) -> bool:
        """Delete the password stored for this session, if it is that one; return True if it was. Does not block."""
        with self._lock:
            if self._session_passwords.get(connection_id) != (user, password):
                return False
            del self._session_passwords[connection_id]
        return True

    def delete_password(self, connection_id: str, user: str, cancellation: CancelSource | None = None) -> None:
        """Delete all passwords of the connection, if there are any.

        Raises:
            KeyringFailed: one may be left in the keyring. The one stored for this session is deleted in any case.
        """
        self._clear_session_password(connection_id)
        service = service_name(connection_id)
        try:
            self._worker.run(lambda ring, call: _delete_all(ring, call, service, user), cancellation)
        except KeyringFailed as failure:
            # The program never stores a password in such a keyring.
            if failure.problem not in (KeyringProblem.NONE_FOUND, KeyringProblem.PLAIN_TEXT):
                raise

    def find_problem(self, cancellation: CancelSource | None = None) -> KeyringProblem | None:
        """Return why the keyring will not store passwords, as far as can be known beforehand; None if it will."""
        try:
            self._worker.run(lambda ring, call: None, cancellation)
        except KeyringFailed as failure:
            return failure.problem
        return None

    def _get_session_password(self, connection_id: str, user: str) -> str | None:
        with self._lock:
            stored_user, password = self._session_passwords.get(connection_id, ("", None))
        return password if stored_user == user else None

    def _clear_session_password(self, connection_id: str) -> None:
        with self._lock:
            self._session_passwords.pop(connection_id, None)


def _replace_password(
    ring: "KeyringBackend",
    call: KeyringCall,
    service: str,
    user: str,
    password: str,
    old_user: str | None,
    label: str,
) -> None:
    # Reading first opens the prompt to unlock; if the call is cancelled meanwhile, nothing is written.
    earlier_users = {_find_user(ring, service), old_user} - {None, user}
    call.raise_if_cancelled()
    # An entry that may hold another password now is deleted: the next start must not use it.
    set_verified(ring, service, user, password, label)
    for earlier_user in filter(None, earlier_users):
        # The new password is stored; an old entry that stays is no error.
        with contextlib.suppress(Exception):
            delete_entry(ring, service, earlier_user)


def _delete_all(ring: "KeyringBackend", call: KeyringCall, service: str, user: str) -> None:
    delete_entry(ring, service, user)
    for _ in range(_MAX_USERS):
        call.raise_if_cancelled()
        other = _find_user(ring, service)
        if not other:
            return
        delete_entry(ring, service, other)


def _find_user(ring: "KeyringBackend", service: str) -> str | None:
    """Return the user of an entry of the service; None if there is none or the keyring cannot find it."""
    credential = ring.get_credential(service, None)
    return None if credential is None else credential.username
