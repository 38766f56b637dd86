"""Names of sheets, tables and table columns that Excel accepts."""

import re
from collections.abc import Container

MAX_SHEET_NAME_LENGTH = 31
_MAX_TABLE_NAME_LENGTH = 255

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_TABLE_NAMES = re.compile(r"\W")
_CELL_ADDRESS = re.compile(r"[A-Za-z]{1,3}\d*|[Rr]\d*[Cc]\d*")


def unique_sheet_name(name: str, taken: Container[str]) -> str:
    """Return `name` without illegal characters, with a number if it is in `taken`, which has case-folded names."""
    clean = _NOT_IN_SHEET_NAMES.sub(" ", name).strip(" '") or "-"
    return _first_free(clean, " ({})", taken, MAX_SHEET_NAME_LENGTH)


def unique_table_name(sheet: str, taken: Container[str]) -> str:
    """Return a name for the table on a sheet; formulas refer to it, so it cannot look like a cell address.

    `taken` has case-folded names.
    """
    name = _NOT_IN_TABLE_NAMES.sub("_", sheet).strip("_")
    if not name[:1].isalpha() or _CELL_ADDRESS.fullmatch(name):
        name = f"_{name}"
    return _first_free(name, "_{}", taken, _MAX_TABLE_NAME_LENGTH)


def unique_headings(headings: list[str]) -> list[str]:
    """Return the column headings of a table, none of them empty, too long or repeated; Excel ignores case."""
    unique: list[str] = []
    taken: set[str] = set()
    for number, heading in enumerate(headings, 1):
        clean = " ".join(heading.split()) or str(number)
        name = _first_free(clean, " {}", taken, _MAX_TABLE_NAME_LENGTH)
        taken.add(name.casefold())
        unique.append(name)
    return unique


def _first_free(name: str, numbering: str, taken: Container[str], max_length: int) -> str:
    candidate = name[:max_length].strip()
    number = 2
    while candidate.casefold() in taken:
        suffix = numbering.format(number)
        candidate = name[: max_length - len(suffix)].strip() + suffix
        number += 1
    return candidate
