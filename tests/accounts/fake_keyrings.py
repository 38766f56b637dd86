"""Keyrings for what no real one can be made to do on every computer: other systems' classes, errors, silence.

None of them has a priority, so `keyring` never chooses one by itself.
"""

import threading

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps passwords in a dictionary. Like the one of macOS, it cannot tell an entry's user."""

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
    """Answers every question with an error that says too much."""

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
    """Takes no long secrets, as Windows' own."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password) > 1_280:
            raise OSError(1783, "CredWrite", "The stub received bad data")
        super().set_password(service, username, password)


class HangingKeyring(MemoryKeyring):
    """Answers only once it is released; `asked` is set when the first question has come."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.set()
        self.released.wait()
        return super().get_password(service, username)


def keyring_from_module(module: str, name: str = "Keyring") -> KeyringBackend:
    """A working keyring whose class says that it comes from another module."""
    kind = type(name, (MemoryKeyring,), {"__module__": module, "persist": "enterprise"})
    ring = kind()
    assert isinstance(ring, KeyringBackend)
    return ring
