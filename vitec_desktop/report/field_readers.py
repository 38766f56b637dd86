"""How a column takes its value out of a wire row, whatever is null or missing on the way."""

import re
from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from typing import Any

from vitec_desktop.report.columns import Value
from vitec_desktop.webservice.timestamps import parse_swedish_time

Reader = Callable[[Any], Value]

_CAPITAL = re.compile(r"[A-Z]")


def text_reader(path: str) -> Reader:
    """The text at `path`, such as "sender.company.name", or None where any step of the way is missing.

    Blank text is missing text: the service sends both for a field that nobody filled in.
    """
    match _steps(path):
        case [field, last]:

            def read_second_level(row: Any) -> Value:
                holder = field(row)
                text = None if holder is None else last(holder)
                return text if text and not text.isspace() else None

            return read_second_level
        case [field, middle, last]:

            def read_third_level(row: Any) -> Value:
                holder = field(row)
                inner = None if holder is None else middle(holder)
                text = None if inner is None else last(inner)
                return text if text and not text.isspace() else None

            return read_third_level
    raise ValueError(f"No reader for the path {path!r}")


def number_reader(path: str) -> Reader:
    """The number at `path`, or None where any step of the way is missing."""
    steps = _steps(path)

    def read(row: Any) -> Value:
        for step in steps:
            row = None if row is None else step(row)
        return row  # type: ignore[no-any-return]

    return read


def _steps(path: str) -> list[Callable[[Any], Any]]:
    return [attrgetter(_CAPITAL.sub(lambda capital: "_" + capital[0].lower(), step)) for step in path.split(".")]


def read_created_at(row: Any) -> datetime | None:
    """When a row was created, in naive Swedish wall-clock time."""
    moment = parse_swedish_time(row.created_at)
    return None if moment is None else moment.replace(tzinfo=None)


def read_contact_name(row: Any) -> str | None:
    """First and last name of a row's contact together, or the one there is."""
    contact = row.contact
    if contact is None:
        return None
    first, last = contact.first_name, contact.last_name
    if first and last:
        return f"{first} {last}".strip() or None
    return (first or last or "").strip() or None
