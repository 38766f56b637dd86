"""The connections that the user has set up, in a file of their own. It never holds a password."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vitec_desktop.accounts.basic_auth_string import SignInStringUnreadable, decode_basic_auth
from vitec_desktop.accounts.offices import Office, OfficesUnreadable, format_offices, is_office_id, parse_offices
from vitec_desktop.storage.json_file import JsonFile, SaveProblem, SettingsNotSaved

__all__ = [
    "Connection",
    "ConnectionFile",
    "LoadedConnections",
    "Office",
    "OfficesUnreadable",
    "SignInStringUnreadable",
    "decode_basic_auth",
    "format_offices",
    "new_connection_id",
    "parse_offices",
]


@dataclass(frozen=True, slots=True)
class Connection:
    """One sign-in to the service, without its password, and the offices that it may read.

    `id` never changes and is seen by nobody; the password lies in the keyring under it.
    """

    id: str
    name: str
    user: str
    offices: tuple[Office, ...]
    base_url: str


@dataclass(frozen=True, slots=True)
class LoadedConnections:
    """The connections of the file, as many as could be read.

    `set_aside` is where the whole file lies if something in it was damaged; `is_damaged` without it means that even
    setting it aside failed. The other two are as in `LoadedFile`.
    """

    connections: tuple[Connection, ...] = ()
    is_damaged: bool = False
    backup_path: Path | None = None
    is_newer_version: bool = False
    is_unreadable: bool = False


def new_connection_id() -> str:
    """An id that no other connection has, on any computer."""
    return secrets.token_hex(8)


class ConnectionFile:
    """`connections.json`, or whatever it is called."""

    def __init__(self, path: Path) -> None:
        self._file = JsonFile(path)

    @property
    def path(self) -> Path:
        return self._file.path

    def load(self) -> LoadedConnections:
        """What the file holds; never raises.

        Where single connections are damaged, the others stay, and a copy of the file is set aside.
        """
        file = self._file.load()
        values = file.values.get("connections", [])
        entries = values if isinstance(values, list) else [values]
        connections, damaged = _connections_from_dicts(entries)
        if file.is_newer_version or not damaged:
            return LoadedConnections(
                connections, file.is_damaged, file.backup_path, file.is_newer_version, file.is_unreadable
            )
        return LoadedConnections(connections, is_damaged=True, backup_path=self._drop_damaged(connections))

    def save_all(self, connections: Iterable[Connection]) -> None:
        """Put these connections in the place of all that the file held.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        self._file.save({"connections": [_to_dict(connection) for connection in connections]})

    def save(self, connection: Connection) -> tuple[Connection, ...]:
        """Add a connection, or put it in the place of the one with its id; all connections come back.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        with self._file.locked():
            stored = self._load_for_change()
            if any(other.id == connection.id for other in stored):
                changed = tuple(connection if other.id == connection.id else other for other in stored)
            else:
                changed = (*stored, connection)
            self.save_all(changed)
        return changed

    def remove(self, connection_id: str) -> tuple[Connection, ...]:
        """Take a connection out, if it is there; those that are left come back. Its password is the vault's matter.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        with self._file.locked():
            changed = tuple(connection for connection in self._load_for_change() if connection.id != connection_id)
            self.save_all(changed)
        return changed

    def _load_for_change(self) -> tuple[Connection, ...]:
        loaded = self.load()
        if loaded.is_unreadable:
            # What cannot be read cannot be kept: writing now would lose the other connections.
            raise SettingsNotSaved(self.path, SaveProblem.READ_ONLY)
        return loaded.connections

    def _drop_damaged(self, connections: tuple[Connection, ...]) -> Path | None:
        """Leave only what is sound in the file, once a copy of all of it lies aside; else leave it as it is."""
        copy = self._file.create_backup()
        if copy is None:
            return None
        try:
            self.save_all(connections)
        except SettingsNotSaved:
            copy.unlink(missing_ok=True)
            return None
        return copy


def _to_dict(connection: Connection) -> dict[str, Any]:
    return {
        "id": connection.id,
        "name": connection.name,
        "user": connection.user,
        "offices": [{"id": office.id, "name": office.name} for office in connection.offices],
        "base_url": connection.base_url,
    }


def _connections_from_dicts(entries: list[Any]) -> tuple[tuple[Connection, ...], int]:
    """The sound connections, each id once, and how many others there were."""
    sound: dict[str, Connection] = {}
    damaged = 0
    for entry in entries:
        connection = _connection_from_dict(entry)
        if connection is None or connection.id in sound:
            damaged += 1
        else:
            sound[connection.id] = connection
    return tuple(sound.values()), damaged


def _connection_from_dict(entry: Any) -> Connection | None:
    match entry:
        case {"id": str(id_), "name": str(name), "user": str(user), "offices": list(items), "base_url": str(base_url)}:
            offices = [_office_from_dict(item) for item in items]
            sound = tuple(office for office in offices if office is not None)
            if id_ and len(sound) == len(offices):
                return Connection(id_, name, user, sound, base_url)
    return None


def _office_from_dict(item: Any) -> Office | None:
    match item:
        case {"id": str(id_), **rest} if is_office_id(id_):
            name = rest.get("name", "")
            return Office(id_.upper(), name) if isinstance(name, str) else None
    return None
