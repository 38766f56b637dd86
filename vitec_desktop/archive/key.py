"""The keys of saved reports, in the system's keyring: one entry an archive, never on the disk."""

import base64
import binascii
from enum import StrEnum

from vitec_desktop.accounts.credential_store import KeyringFailed, KeyringProblem
from vitec_desktop.accounts.keyring_worker import CancelSource
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.file_format import KEY_BYTES, ArchiveKey

_LABEL = "sparade rapporter"


class ArchiveState(StrEnum):
    """Whether saved reports can be read and written, and why not. None of these stops a start."""

    OPEN = "open"
    EMPTY = "empty"  # nothing is saved here; the first save makes a key
    LOCKED = "locked"  # the keyring gives no answer now: ask again, the key is not lost
    NO_KEY = "no key"  # the keyring has no such key, or another one: only a new archive helps
    NO_KEYRING = "no keyring"  # the computer has no safe keyring
    COPIED = "copied"  # the folder was copied or moved: closed until the user adopts it


class ArchiveClosed(Exception):
    """Saved reports can be neither read nor written now; nothing was changed.

    `problem` is the keyring's; None if the keyring answered.
    """

    def __init__(self, state: ArchiveState, problem: KeyringProblem | None = None) -> None:
        super().__init__(state.value)
        self.state = state
        self.problem = problem


class KeyStore:
    """The keys, by their ids. Read once a key stays in memory; a prompt opens only with `may_prompt`."""

    def __init__(self, secrets: SecretStore) -> None:
        self._secrets = secrets
        self._keys: dict[str, ArchiveKey] = {}

    def get(
        self, key_id: str, *, may_prompt: bool = False, cancellation: CancelSource | None = None
    ) -> ArchiveKey | None:
        """Return a key; None if the keyring has none by that id, or another one in its place.

        Raises:
            ArchiveClosed: LOCKED or NO_KEYRING.
        """
        if key_id in self._keys:
            return self._keys[key_id]
        try:
            text = self._secrets.get(_entry_name(key_id), may_prompt=may_prompt, cancellation=cancellation)
        except KeyringFailed as failure:
            raise _closed(failure) from None
        key = _parse(text)
        if key is None or key.id != key_id:
            return None
        self._keys[key_id] = key
        return key

    def create(self, *, may_prompt: bool = False, cancellation: CancelSource | None = None) -> ArchiveKey:
        """Return a new key, which is in the keyring.

        Raises:
            ArchiveClosed: LOCKED or NO_KEYRING; the key is not stored.
        """
        key = ArchiveKey.create()
        text = base64.b64encode(key.secret).decode()
        try:
            self._secrets.set(_entry_name(key.id), text, label=_LABEL, may_prompt=may_prompt, cancellation=cancellation)
        except KeyringFailed as failure:
            raise _closed(failure) from None
        self._keys[key.id] = key
        return key

    def delete(self, key_id: str, *, may_prompt: bool = False) -> None:
        """Delete a key, if it is there.

        Raises:
            ArchiveClosed: it may be left in the keyring.
        """
        self._keys.pop(key_id, None)
        try:
            self._secrets.delete(_entry_name(key_id), may_prompt=may_prompt)
        except KeyringFailed as failure:
            # No key is ever stored in an unsafe keyring.
            if failure.problem not in (KeyringProblem.NONE_FOUND, KeyringProblem.PLAIN_TEXT):
                raise _closed(failure) from None

    def find_problem(self) -> KeyringProblem | None:
        """Return why the keyring stores no keys, as far as can be known beforehand; None if it does."""
        return self._secrets.find_problem()


def _entry_name(key_id: str) -> str:
    return f"archive {key_id}"


def _parse(text: str | None) -> ArchiveKey | None:
    try:
        secret = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return ArchiveKey.from_secret(secret) if len(secret) == KEY_BYTES else None


def _closed(failure: KeyringFailed) -> ArchiveClosed:
    is_unsafe = failure.problem in (KeyringProblem.NONE_FOUND, KeyringProblem.PLAIN_TEXT)
    return ArchiveClosed(ArchiveState.NO_KEYRING if is_unsafe else ArchiveState.LOCKED, failure.problem)
