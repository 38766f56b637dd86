"""Offices as people write them: "M30011=Solna, M30012", or one to a line with its name after it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

_SEPARATORS = re.compile(r"[,;\n\r\v\f\x85\u2028\u2029]")
# The id, then "=", ":" or a dash with or without blanks about them, or blanks alone, then the name.
_OFFICE = re.compile(r"([A-Za-z]+[0-9]+)(?:\s*[=:]\s*|\s+[-–]\s+|\s+|$)(.*)", re.DOTALL)
# M = broker system, S = sales support, O = accounts, G = a group of customers, T = a whole customer environment.
_KNOWN_ID = re.compile(r"[MSOGT][0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Office:
    """A customer id of the service, in upper case, and the office's name; "" if it has none."""

    id: Annotated[str, Meta(pattern=r"\A[A-Za-z]+[0-9]+\Z")]
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self.id.upper())


class OfficesUnreadable(Exception):
    """The text names no office, or `parts` of it are none."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__(f"{len(parts)} unreadable parts")
        self.parts = parts


def parse_offices(text: str) -> tuple[Office, ...]:
    """The offices of a text: ids apart by commas, semicolons or lines, each with its name after "=" or a blank.

    Ids become upper case. An id that comes twice stands once, where it stood first, with the first name given.
    Known ids may also stand in a row with blanks alone between them.

    Raises:
        OfficesUnreadable: the text is empty, or a part of it does not begin with an id (letters, then digits).
    """
    found: dict[str, Office] = {}
    unreadable: list[str] = []
    for part in filter(None, (part.strip() for part in _SEPARATORS.split(text))):
        offices = _parse_part(part)
        if not offices:
            unreadable.append(part)
        for office in offices:
            earlier = found.get(office.id)
            if earlier is None or not earlier.name:
                found[office.id] = office
    if unreadable or not found:
        raise OfficesUnreadable(tuple(unreadable))
    return tuple(found.values())


def format_offices(offices: Iterable[Office]) -> str:
    """The offices in one line, as `parse_offices` reads them back, the names as `clean_name` gives them."""
    return ", ".join(_format_office(office) for office in offices)


def clean_name(name: str) -> str:
    """An office's name without what stands between offices: a comma, a semicolon, a line's end become one blank."""
    return " ".join(_SEPARATORS.sub(" ", name).split())


def _parse_part(part: str) -> list[Office]:
    words = part.split()
    if all(_KNOWN_ID.fullmatch(word) for word in words):
        return [Office(word.upper()) for word in words]
    match = _OFFICE.fullmatch(part)
    if match is None:
        return []
    return [Office(match[1].upper(), clean_name(match[2]))]


def _format_office(office: Office) -> str:
    name = clean_name(office.name)
    return f"{office.id}={name}" if name else office.id
