"""Removes contacts and messages from rows, for a file that is sent to others."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.webservice.models import ListKind

MASK = "…"
"""Replaces a contact's name in a title."""

_CONTACT = (fields.CONTACT_NAME, fields.CONTACT_FIRST, fields.CONTACT_LAST)
_TITLES = frozenset({fields.LEAD_NAME.key, fields.TIP_TITLE.key})
_MIN_NAME_LENGTH = 2


def is_removed(column: Column) -> bool:
    """Whether a column contains contacts or messages; other personal data, such as brokers' names, stay."""
    return column.kind is ColumnKind.LONG_TEXT or column.key == "contact" or column.key.startswith("contact.")


def can_name_contacts(column: Column) -> bool:
    """Whether a column's values can name a contact: the removed columns and titles."""
    return is_removed(column) or column.key in _TITLES


def remaining_column_indexes(kind: ListKind) -> frozenset[int]:
    """Return the indexes of the columns that an anonymised list keeps."""
    return frozenset(index for index, column in enumerate(COLUMNS[kind]) if not is_removed(column))


class Anonymiser:
    """Replaces contacts and messages in the rows of one list by None, and masks contact names in titles."""

    def __init__(self, kind: ListKind) -> None:
        indexes: Mapping[str, int] = {column.key: index for index, column in enumerate(COLUMNS[kind])}
        self._removed = frozenset(range(len(COLUMNS[kind]))) - remaining_column_indexes(kind)
        self._names = tuple(indexes[column.key] for column in _CONTACT)
        self._titles = tuple(index for key, index in indexes.items() if key in _TITLES)

    def anonymise(self, row: Row) -> Row:
        """Return the row without contacts and messages."""
        values = list(row)
        names = [name for index in self._names if isinstance(name := row[index], str)]
        for index in self._titles:
            values[index] = _mask_names(row[index], names)
        for index in self._removed:
            values[index] = None
        return tuple(values)


class AnonymousRows(Sequence[Row]):
    """The rows of a list, anonymised one by one when they are read, so that no copy is kept in memory."""

    def __init__(self, kind: ListKind, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._anonymise = Anonymiser(kind).anonymise

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return map(self._anonymise, self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self._anonymise(row) for row in self._rows[index]]
        return self._anonymise(self._rows[index])


def _mask_names(title: Value, names: list[str]) -> Value:
    """Return `title` with each of the names, and each word of a name, replaced by the mask."""
    if not isinstance(title, str):
        return title
    folded = title.casefold()
    parts = {part for name in names for part in (name, *name.split())}
    for name in sorted(parts, key=len, reverse=True):
        # A substring search first: compiling a pattern for each name is slow.
        if len(name) >= _MIN_NAME_LENGTH and name.casefold() in folded:
            # The genitive too: "Annas villa".
            title = re.sub(rf"\b{re.escape(name)}s?\b", MASK, title, flags=re.IGNORECASE)
    return title
