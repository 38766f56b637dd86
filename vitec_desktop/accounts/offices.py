"""Lists of offices as people write them: "M30011=Solna, M30012", or one a line."""

import re
from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from vitec_desktop.accounts.pasted_text import remove_invisible

_SEPARATORS = re.compile(r"[,;\n\r\v\f\x85\u2028\u2029]")
# The id; "=", ":", a dash between blanks, or blanks; the name.
_OFFICE = re.compile(r"([A-Za-z]+[0-9]+)(?:\s*[=:]\s*|\s+[-–]\s+|\s+|$)(.*)", re.DOTALL)
# M = broker system, S = sales support, O = accounts, G = a group of customers, T = a whole customer environment.
_KNOWN_ID = re.compile(r"[MSOGT][0-9]+", re.IGNORECASE)


class Office(Struct, frozen=True):
    """A customer id of the service, in upper case, and the office's name; "" if it has none."""

    id: Annotated[str, Meta(pattern=r"\A[A-Za-z]+[0-9]+\Z")]
    name: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "id", self.id.upper())


# Between an id and a name; a name has none of its own.
_EXPLICIT_NAME = re.compile(r"\s*[=:]")


class OfficesUnreadable(Exception):
    """The text has no office in it, or `parts` of it are no offices, or more than one ("M30011 och M30012")."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__(f"{len(parts)} unreadable parts")
        self.parts = parts


def parse_offices(text: str) -> tuple[Office, ...]:
    """Return the offices of a text: ids separated by commas, semicolons or lines, each with its name after it.

    Ids become upper case. A repeated id counts once, at its first place, with the first name given. Ids of known kinds
    may also be separated by blanks.

    Raises:
        OfficesUnreadable: the text is empty; or a part of it does not begin with an id (letters, then digits), or has
            another id in its name: only the user knows whether that is a second office.
    """
    found: dict[str, Office] = {}
    unreadable: list[str] = []
    for part in filter(None, (part.strip() for part in _SEPARATORS.split(remove_invisible(text)))):
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
    """Return the offices in one line that `parse_offices` reads back."""
    return ", ".join(_format_office(office) for office in offices)


def clean_name(name: str) -> str:
    """Return an office's name without invisible characters, and with each separator of offices replaced by a blank."""
    return " ".join(_SEPARATORS.sub(" ", remove_invisible(name)).split())


def _parse_part(part: str) -> list[Office]:
    words = part.split()
    if all(_KNOWN_ID.fullmatch(word) for word in words):
        return [Office(word.upper()) for word in words]
    match = _OFFICE.fullmatch(part)
    if match is None or _names_another_id(match[2], part[match.end(1) :]):
        return []
    return [Office(match[1].upper(), clean_name(match[2]))]


def _names_another_id(name: str, rest: str) -> bool:
    """Whether a name holds an id; `rest` is what follows the first id. After "=" a name may be anything."""
    if _EXPLICIT_NAME.match(rest):
        return False
    return any(_KNOWN_ID.fullmatch(re.split("[=:]", word)[0]) for word in name.split())


def _format_office(office: Office) -> str:
    name = clean_name(office.name)
    return f"{office.id}={name}" if name else office.id
