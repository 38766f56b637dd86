"""The keyring of Linux desktops: whether it is locked, and that no connection to it stays open."""

from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


def close_connection_on_error(ring: "KeyringBackend") -> None:
    """Make `keyring` close its connection to D-Bus where its keyring cannot be opened, too.

    It forgets the connection then, and that one stays open until the interpreter happens to look for rubbish: one
    more open file for each question to a locked keyring.
    """
    ring.get_preferred_collection = partial(_open_collection, ring)  # type: ignore[attr-defined]


def is_locked(ring: "KeyringBackend") -> bool:
    """True where the next question may open a prompt. Answers only when the Secret Service does."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            path = getattr(ring, "preferred_collection", secretstorage.collection.DEFAULT_COLLECTION)
            return secretstorage.Collection(bus, path).is_locked()
        except secretstorage.ItemNotFoundException:
            return True  # there is none yet, and its user will be asked for a password to a new one


def _open_collection(ring: "KeyringBackend") -> Any:
    """What `keyring` asks: its collection, unlocked, with a connection that it closes after the answer.

    Raises:
        InitError: there is none.
        KeyringLocked: its user did not unlock it.
    """
    import secretstorage
    from keyring.errors import InitError, KeyringLocked

    with ExitStack() as stack:
        bus = stack.enter_context(closing(secretstorage.dbus_init()))
        try:
            if hasattr(ring, "preferred_collection"):
                collection = secretstorage.Collection(bus, ring.preferred_collection)
            else:
                collection = secretstorage.get_default_collection(bus)
        except secretstorage.SecretStorageException as error:
            raise InitError(f"no collection: {error}") from error
        if collection.is_locked():
            collection.unlock()
            if collection.is_locked():
                raise KeyringLocked("the collection stayed locked")
        stack.pop_all()
        return collection
