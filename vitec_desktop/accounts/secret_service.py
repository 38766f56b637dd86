"""The Secret Service of Linux desktops."""

from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


def close_connection_on_error(ring: "KeyringBackend") -> None:
    """Make `keyring` close its D-Bus connection even if the collection cannot be opened.

    Without this each call to a locked keyring leaves a file open until the next garbage collection.
    """
    ring.get_preferred_collection = partial(_open_collection, ring)  # type: ignore[attr-defined]


def is_locked(ring: "KeyringBackend") -> bool:
    """Return True if the next call may open a prompt. Blocks until the Secret Service answers."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            path = getattr(ring, "preferred_collection", secretstorage.collection.DEFAULT_COLLECTION)
            return secretstorage.Collection(bus, path).is_locked()
        except secretstorage.ItemNotFoundException:
            return True  # there is none yet: a prompt will ask for the password of a new one


def set_label(ring: "KeyringBackend", service: str, user: str, label: str) -> None:
    """Set the label of an entry that `keyring` has stored; the attributes by which it is found stay."""
    collection = _open_collection(ring)
    with closing(collection.connection):
        for item in collection.search_items({"service": service, "username": user}):
            item.set_label(label)


def _open_collection(ring: "KeyringBackend") -> Any:
    """Return the unlocked collection; `keyring` closes its connection after the call.

    Raises:
        InitError: there is no collection.
        KeyringLocked: the user did not unlock it.
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
