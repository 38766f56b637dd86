"""Rows without their contacts and messages, for a file that is passed around."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.webservice.models import ListKind

MASK = "…"
"""Stands in a heading where it named the contact."""

_CONTACT = (fields.CONTACT_NAME, fields.CONTACT_FIRST, fields.CONTACT_LAST)
_TITLES = frozenset({fields.LEAD_NAME.key, fields.TIP_TITLE.key})
_MIN_NAME_LENGTH = 2


def is_personal(column: Column) -> bool:
    """Whether a column holds contacts or messages."""
    return column.kind is ColumnKind.LONG_TEXT or column.key == "contact" or column.key.startswith("contact.")


def can_name_contacts(column: Column) -> bool:
    """Whether a column's values can name a contact: what is left out, and headings."""
    return is_personal(column) or column.key in _TITLES


def anonymous_column_indexes(kind: ListKind) -> frozenset[int]:
    """The places of the columns that stay."""
    return frozenset(place for place, column in enumerate(COLUMNS[kind]) if not is_personal(column))


class Anonymiser:
    """Takes the contact and the message out of one list's rows.

    They become missing values. People write the contact's name into headings too: there it is masked.
    """

    def __init__(self, kind: ListKind) -> None:
        places: Mapping[str, int] = {column.key: place for place, column in enumerate(COLUMNS[kind])}
        self._emptied = frozenset(range(len(COLUMNS[kind]))) - anonymous_column_indexes(kind)
        self._names = tuple(places[column.key] for column in _CONTACT)
        self._titles = tuple(place for key, place in places.items() if key in _TITLES)

    def anonymise(self, row: Row) -> Row:
        """The row as it may be passed around."""
        values = list(row)
        names = [name for place in self._names if isinstance(name := row[place], str)]
        for place in self._titles:
            values[place] = _masked(row[place], names)
        for place in self._emptied:
            values[place] = None
        return tuple(values)


class AnonymousRows(Sequence[Row]):
    """A list's rows, made anonymous one by one as they are read, so that no second copy of them is held."""

    def __init__(self, kind: ListKind, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._anonymous = Anonymiser(kind).anonymise

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return map(self._anonymous, self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self._anonymous(row) for row in self._rows[index]]
        return self._anonymous(self._rows[index])


def _masked(title: Value, names: list[str]) -> Value:
    """`title` with the mask in the place of each of the names, and of their parts."""
    if not isinstance(title, str):
        return title
    folded = title.casefold()
    for name in sorted({part for whole in names for part in (whole, *whole.split())}, key=len, reverse=True):
        # A search for each name in each heading is quick; a pattern for each is not.
        if len(name) >= _MIN_NAME_LENGTH and name.casefold() in folded:
            # Also where the name stands in the genitive: "Annas villa".
            title = re.sub(rf"\b{re.escape(name)}s?\b", MASK, title, flags=re.IGNORECASE)
    return title
