"""Rows for the tests of the tables. Each column has few values, so that many rows are equal in it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from hypothesis import strategies as st

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.webservice.models import ListKind

PEOPLE = ("Anna Bergström", "Åke Öberg", "Karim Haddad", "Elin Åkesson", "Örjan Ek", "anna bergström", None)
TITLES = ("Vill sälja villa", "Säljer lägenhet i Råsunda", "Kontor 10", "Kontor 2", "Köper", "=1+1", None)
STATES = ("New", "Claimed", "Done", "Cancelled", "Somersault", None)
ESTATE_STATUSES = ("AssignmentAttempt", "Sold", "NoAssignment", "Hologram", None)
MESSAGE = "Hej!\nRing Petra <snart> & gärna.\n\nHälsningar"
FIRST = datetime(2026, 10, 30, 16, 42)
_CHOICES: Mapping[ColumnKind, tuple[Value, ...]] = {
    ColumnKind.STATE: STATES,
    ColumnKind.ESTATE_STATUS: ESTATE_STATUSES,
    ColumnKind.USER_TYPE: ("User", "Group", None),
    ColumnKind.TIP_TYPE: ("FromUser", "FromViewing", None),
    ColumnKind.NUMBER: (1, 2, 30, None),
    ColumnKind.LONG_TEXT: (MESSAGE, "Ring före lunch", None),
    ColumnKind.IDENTIFIER: ("A1", "A20", "A3", None),
}


def column_number(kind: ListKind, key: str) -> int:
    return next(number for number, column in enumerate(COLUMNS[kind]) if column.key == key)


def make_rows(kind: ListKind, count: int, seed: int = 1) -> list[Row]:
    """Return `count` rows, newest first, the same ones for the same seed."""
    return list(_make_rows(kind, count, seed))


@lru_cache(maxsize=64)
def _make_rows(kind: ListKind, count: int, seed: int) -> tuple[Row, ...]:
    random = Random(seed)
    rows: list[Row] = []
    for number in range(count):
        created = FIRST - timedelta(minutes=37 * number)
        values: dict[str, Value] = {"createdAt": created, "lead.id": f"lead-{number}", "tip.id": f"tip-{number}"}
        values["age"] = (FIRST.date() - created.date()).days
        rows.append(tuple(values.get(column.key, _value(column, random)) for column in COLUMNS[kind]))
    return tuple(rows)


def make_row(kind: ListKind, values: Mapping[str, Value]) -> Row:
    """Return a row with these values by column key; all others are missing."""
    return tuple(values.get(column.key) for column in COLUMNS[kind])


def row_lists(kind: ListKind, max_size: int = 40) -> st.SearchStrategy[list[Row]]:
    """Return a strategy for lists of rows; some rows lack id and date, and some are equal."""
    return st.builds(
        lambda count, seed, gaps: [
            _without_id(kind, row) if number in gaps else row for number, row in enumerate(make_rows(kind, count, seed))
        ],
        st.integers(0, max_size),
        st.integers(0, 5),
        st.sets(st.integers(0, max_size), max_size=5),
    )


def _without_id(kind: ListKind, row: Row) -> Row:
    keep = ("lead.id", "tip.id", "createdAt")
    return tuple(None if column.key in keep else value for column, value in zip(COLUMNS[kind], row, strict=True))


def _value(column: Column, random: Random) -> Value:
    if column.kind in (ColumnKind.AGE, ColumnKind.CHANGE):
        return None
    if column.key.endswith(".title"):
        return random.choice(TITLES)
    if column.key.endswith("company.name"):
        return random.choice(("Norrby Solna", "Norrby Vasastan", None))
    return random.choice(_CHOICES.get(column.kind, PEOPLE))
