"""Names in a JSON file that this version of the program does not know: a save leaves them where they are."""

from collections.abc import Collection, Mapping
from typing import Any

_IDENTITIES = (("id",), ("schedule", "began"), ("key",), ("name",))
"""Names whose values tell one entry of a list from the others; the first that an entry has."""


def keep_unknown(found: Any, written: Any, left_out: Collection[str] = ()) -> Any:
    """Return `written` with the names that only `found` has, on all levels.

    Entries of lists are matched by their ids, keys or names; one that is not in `written` is dropped.

    Args:
        found: what the file holds.
        written: what is to be saved.
        left_out: names that the program knows although it does not always write them; they are not kept.
    """
    if isinstance(found, Mapping) and isinstance(written, Mapping):
        merged = {name: keep_unknown(found.get(name), value, left_out) for name, value in written.items()}
        unknown = {name: value for name, value in found.items() if name not in written and name not in left_out}
        return merged | unknown
    if isinstance(found, list) and isinstance(written, list | tuple):
        # The first of several entries with one identity, and each at most once.
        by_identity = {identity: entry for entry in reversed(found) if (identity := _identity(entry))}
        return [keep_unknown(by_identity.pop(_identity(entry), None), entry, left_out) for entry in written]
    return written


def _identity(entry: Any) -> tuple[str, ...]:
    """Return what identifies an entry of a list; () if nothing does."""
    for names in _IDENTITIES if isinstance(entry, Mapping) else ():
        values = tuple(entry.get(name) for name in names)
        if all(isinstance(value, str) for value in values):
            return (*names, *values)
    return ()
