"""Secrets of the program's own in the system's keyring: never in memory only, and read without a prompt if asked to."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from vitec_desktop.accounts.credential_store import service_name
from vitec_desktop.accounts.keyring_backend import (
    KeyringFailed,
    KeyringProblem,
    delete_entry,
    no_prompt,
    set_verified,
    system_keyring,
)
from vitec_desktop.accounts.keyring_worker import CancelSource, KeyringCall, KeyringWorker

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_USER = "Vitec Desktop"


class SecretStore:
    """Gets, sets and deletes secrets by name, each in an entry of its own. None is ever in a repr, an error or a log.

    Methods block while the keyring, or its user, takes time (see `KeyringWorker`): never on the UI thread.
    """

    def __init__(
        self,
        keyring_for: "Callable[[], KeyringBackend]" = system_keyring,
        *,
        answer_timeout: float | None = 8.0,
        prompt_timeout: float | None = 60.0,
    ) -> None:
        """The timeouts are those of `KeyringWorker`."""
        self._worker = KeyringWorker(keyring_for, answer_timeout, prompt_timeout)

    def get(self, name: str, *, may_prompt: bool, cancellation: CancelSource | None = None) -> str | None:
        """Return a secret; None if there is none. Without `may_prompt` a keyring that would prompt is LOCKED.

        Raises:
            KeyringFailed: the keyring gave no answer.
        """

        def read(ring: "KeyringBackend", call: KeyringCall) -> str | None:
            with contextlib.nullcontext() if may_prompt else no_prompt(ring, can_prompt=call.can_prompt):
                return ring.get_password(service_name(name), _USER)

        return self._worker.run(read, cancellation)

    def set(
        self, name: str, secret: str, *, label: str = "", may_prompt: bool, cancellation: CancelSource | None = None
    ) -> None:
        """Store a secret, and read it back. `label` says what it is for, where a keyring has labels.

        Raises:
            KeyringFailed: it is not stored.
        """
        service = service_name(name)

        def write(ring: "KeyringBackend", call: KeyringCall) -> None:
            with contextlib.nullcontext() if may_prompt else no_prompt(ring, can_prompt=call.can_prompt):
                ring.get_password(service, _USER)  # opens the prompt to unlock, if there is to be one
                call.raise_if_cancelled()
                set_verified(ring, service, _USER, secret, label)

        self._worker.run(write, cancellation)

    def delete(self, name: str, *, may_prompt: bool, cancellation: CancelSource | None = None) -> None:
        """Delete a secret, if it is there.

        Raises:
            KeyringFailed: it may be left in the keyring.
        """

        def delete(ring: "KeyringBackend", call: KeyringCall) -> None:
            with contextlib.nullcontext() if may_prompt else no_prompt(ring, can_prompt=call.can_prompt):
                delete_entry(ring, service_name(name), _USER)

        self._worker.run(delete, cancellation)

    def find_problem(self) -> KeyringProblem | None:
        """Return why the keyring will not store secrets, as far as can be known beforehand; None if it will."""
        try:
            self._worker.run(lambda ring, call: None)
        except KeyringFailed as failure:
            return failure.problem
        return None
