"""Keyrings with the classes of other systems, with errors, or without an answer.

None of them has a priority, so `keyring` never chooses one by itself.
"""

import threading

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Stores passwords in a dictionary. Like macOS' keyring, it cannot find an entry's user."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")


class RaisingKeyring(MemoryKeyring):
    """Raises an error whose message holds the password."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error

    def delete_password(self, service: str, username: str) -> None:
        raise self.error


class LimitedKeyring(MemoryKeyring):
    """Stores no long passwords, like Windows' keyring."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password) > 1_280:
            raise OSError(1783, "CredWrite", "The stub received bad data")
        super().set_password(service, username, password)


class HangingKeyring(MemoryKeyring):
    """Answers once `released` is set; sets `asked` at the first call."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.set()
        self.released.wait()
        return super().get_password(service, username)


def keyring_from_module(module: str, name: str = "Keyring") -> KeyringBackend:
    """Return a working keyring whose class claims to be from another module."""
    kind = type(name, (MemoryKeyring,), {"__module__": module, "persist": "enterprise"})
    ring = kind()
    assert isinstance(ring, KeyringBackend)
    return ring
