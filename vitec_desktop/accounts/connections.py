"""The connections that the user has set up, in a file of their own. It never holds a password."""

import secrets
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from vitec_desktop.accounts.offices import Office
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.storage.json_list import JsonList, LoadedList


class Connection(Struct, frozen=True):
    """A login to the service, without its password, and the offices whose reports it may read.

    `id` never changes and is not shown; the keyring holds the password under it.
    """

    id: Annotated[str, Meta(min_length=1)]
    name: str
    user: str
    offices: tuple[Office, ...]
    base_url: str


LoadedConnections = LoadedList[Connection]


def new_connection_id() -> str:
    """Return an id that no other connection has, on any computer."""
    return secrets.token_hex(8)


class ConnectionFile(JsonList[Connection]):
    """The file `connections.json`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "connections", Connection, identity=lambda connection: connection.id)

    def load(self) -> LoadedConnections:
        """Return the connections that can be read. Never raises.

        Damaged ones are dropped from the file after it has been copied; `backup_path` is the copy, None if that failed.
        """
        file = self.file.load()
        loaded = self._decode_file(file)
        if loaded.is_damaged and not file.is_damaged:
            return replace(loaded, backup_path=self._drop_damaged(loaded.entries))
        return loaded

    def _drop_damaged(self, connections: tuple[Connection, ...]) -> Path | None:
        """Save the connections that could be read, once a copy of the file exists; return the copy's path."""
        copy = self.file.create_backup()
        if copy is None:
            return None
        try:
            self.save_all(connections)
        except SettingsNotSaved:
            copy.unlink(missing_ok=True)
            return None
        return copy
