"""The declaration of a column; `report.fields` declares the columns, `report.lists` the columns of each list."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

Value = str | int | datetime | None
"""A cell's value: text or an enumeration value as sent, a number, or a naive Swedish time; None if missing."""

Reader = Callable[[Sequence[Any]], list[Value]]
"""Takes a column's values out of rows as the service sent them; None if one, or an object on the way, is missing."""


def read_nothing(rows: Sequence[Any]) -> list[Value]:
    """Return None for each row: the reader of a column that the service does not send, and that is filled later."""
    return [None] * len(rows)


class ColumnKind(StrEnum):
    """How a column's values are shown, sorted, filtered and exported. An age is a number of whole days."""

    TEXT = "text"
    LONG_TEXT = "long text"
    IDENTIFIER = "identifier"
    NUMBER = "number"
    AGE = "age"
    DATETIME = "moment"
    STATE = "state"
    ESTATE_STATUS = "estate status"
    USER_TYPE = "user type"
    TIP_TYPE = "tip type"
    LIST = "list"
    ORIGIN = "origin"
    CHANGE = "change"


class Column(Struct, frozen=True):
    """A column, declared once for table, filter, search, details and every export.

    Attributes:
        key: the field's path in the service's JSON, such as "sender.company.name"; also used in settings files.
        heading: its heading in the table, in Swedish; translated in context "Columns".
        kind: how its values are shown, sorted, filtered and exported.
        read: takes its values out of rows; of ages, the times that they are counted from.
        section: the heading above it in the details, in Swedish; translated in context "Columns".
        label: its label in the details, in Swedish; translated in context "Columns".
        hint: the tooltip of its heading, in Swedish; translated in context "Columns"; "" for none.
        width: its default width, in logical pixels.
        is_shown: whether the table shows it by default.
        is_free_text: whether nearly every row has another text, so that a filter asks for words instead of values.
        is_personal: whether its values name or describe a person; such values are saved only on request.
    """

    key: str
    heading: str
    kind: ColumnKind
    read: Reader
    section: str
    label: str
    hint: str = ""
    width: int = 138
    is_shown: bool = True
    is_personal: bool = False
    is_free_text: bool = False
