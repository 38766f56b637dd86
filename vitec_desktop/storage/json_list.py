"""Values of JSON files, checked against structs: single ones leniently, entries of a list strictly."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct, structs

from vitec_desktop.storage.file_lock import LOCK_TIMEOUT
from vitec_desktop.storage.json_file import JsonFile, LoadedFile

_T = TypeVar("_T", bound=Struct)


def read_fields(values: Mapping[str, Any], type_: type[_T]) -> _T:
    """Build a struct, all fields of which have defaults; a missing or invalid value becomes the default."""
    valid: dict[str, Any] = {}
    for field in structs.fields(type_):
        with suppress(KeyError, msgspec.ValidationError):
            valid[field.name] = msgspec.convert(values[field.name], field.type)
    return type_(**valid)


class LoadedList(Struct, Generic[_T], frozen=True):
    """The entries of a file that could be read; the other attributes are as in `LoadedFile`.

    `is_damaged` is also True if single entries could not be read.
    """

    entries: tuple[_T, ...] = ()
    is_damaged: bool = False
    backup_path: Path | None = None
    is_newer_version: bool = False
    is_unreadable: bool = False


class JsonList(Generic[_T]):
    """A JSON file whose value `key` is a list of `entry_type`.

    An entry must have all fields; a save keeps unknown ones.

    Args:
        identity: an entry's id; a second entry with the same one is damage.
        names: a field's name in the file, where it differs.
        has_backups: copy the file before a save drops damaged entries.
        lock_timeout: seconds to wait for other processes that change the profile.
    """

    def __init__(
        self,
        path: Path,
        key: str,
        entry_type: type[_T],
        identity: Callable[[_T], object],
        names: Mapping[str, str] | None = None,
        has_backups: bool = True,
        lock_timeout: float = LOCK_TIMEOUT,
    ) -> None:
        self.file = JsonFile(path, lock_timeout=lock_timeout)
        self._key = key
        self._entry_type = entry_type
        self._names = {name: (names or {}).get(name, name) for name in entry_type.__struct_fields__}
        self._identity = identity
        self._has_backups = has_backups

    @property
    def path(self) -> Path:
        return self.file.path

    def load(self) -> LoadedList[_T]:
        """Return the entries that can be read. Never raises."""
        return self._decode_file(self.file.load())

    def save_all(self, entries: Iterable[_T]) -> None:
        """Replace all entries.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        self.file.save(self._encode_file(entries))

    def update(self, change: Callable[[tuple[_T, ...]], tuple[_T, ...]]) -> tuple[_T, ...]:
        """Load the entries, save those that `change` returns, and return them; no other process interferes.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        changed: tuple[_T, ...] = ()

        def change_file(file: LoadedFile) -> Mapping[str, Any] | None:
            nonlocal changed
            loaded = self._decode_file(file)
            changed = change(loaded.entries)
            if changed == loaded.entries and not loaded.is_damaged:
                return None
            if self._has_backups and loaded.is_damaged and not file.is_damaged:
                self.file.create_backup()
            return self._encode_file(changed)

        self.file.update(change_file)
        return changed

    def save(self, entry: _T) -> tuple[_T, ...]:
        """Add an entry, or replace the one with its identity; return all entries.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        identity = self._identity

        def change(entries: tuple[_T, ...]) -> tuple[_T, ...]:
            if any(identity(other) == identity(entry) for other in entries):
                return tuple(entry if identity(other) == identity(entry) else other for other in entries)
            return (*entries, entry)

        return self.update(change)

    def remove(self, identity: object) -> tuple[_T, ...]:
        """Remove the entry with that identity, if it is there; return the entries that are left.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        return self.update(lambda entries: tuple(entry for entry in entries if self._identity(entry) != identity))

    def _decode_file(self, file: LoadedFile) -> LoadedList[_T]:
        found = file.values.get(self._key, [])
        raw_entries = found if isinstance(found, list) else [found]
        entries: dict[object, _T] = {}
        for raw_entry in raw_entries:
            with suppress(KeyError, TypeError, ValueError):
                entry = self._decode(raw_entry)
                entries.setdefault(self._identity(entry), entry)
        # An entry that only a newer version can read is no damage.
        is_damaged = file.is_damaged or (len(entries) < len(raw_entries) and not file.is_newer_version)
        return LoadedList(
            tuple(entries.values()), is_damaged, file.backup_path, file.is_newer_version, file.is_unreadable
        )

    def _encode_file(self, entries: Iterable[_T]) -> dict[str, Any]:
        return {self._key: [self._encode(entry) for entry in entries]}

    def _decode(self, entry: Any) -> _T:
        """Raise KeyError, TypeError or ValueError (msgspec.ValidationError) for an invalid entry."""
        return msgspec.convert({field: entry[name] for field, name in self._names.items()}, self._entry_type)

    def _encode(self, entry: _T) -> dict[str, Any]:
        return {self._names[field]: value for field, value in msgspec.to_builtins(entry).items()}
