"""What a column is. The columns of each list are declared in `report.lists`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

Value = str | int | datetime | None
"""A cell's value: text and enumeration values as sent, numbers, and naive Swedish wall-clock time."""


class ColumnKind(StrEnum):
    """How a column's values are shown, sorted, filtered and exported."""

    TEXT = "text"
    LONG_TEXT = "long text"
    IDENTIFIER = "identifier"
    NUMBER = "number"
    DATETIME = "moment"
    STATE = "state"
    ESTATE_STATUS = "estate status"
    USER_TYPE = "user type"
    TIP_TYPE = "tip type"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one list, the same for table, search, details and every export.

    Attributes:
        key: the field's path in the service's JSON, such as "sender.company.name"; settings files name it.
        heading: what the table calls it, in Swedish; translated in context "Columns".
        kind: how its values are treated.
        read: takes the value out of a wire row.
        section: under which heading the details show it, in Swedish; translated in context "Columns".
        label: what it is called under that heading, in Swedish; translated in context "Columns".
        hint: an explanation for the heading's tooltip, in Swedish; translated in context "Columns"; may be empty.
        width: its width at first sight, in logical pixels.
        is_shown: whether the table shows it at first.
        is_personal: whether its values name or describe a person; such values are remembered nowhere unasked.
    """

    key: str
    heading: str
    kind: ColumnKind
    read: Callable[[Any], Value]
    section: str
    label: str
    hint: str = ""
    width: int = 138
    is_shown: bool = True
    is_personal: bool = False
