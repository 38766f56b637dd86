"""A slow, obvious reference_counts of wire rows, one question at a time, with the rules written out once more."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from tests.report.statistics.factories import ASSIGNMENT_CODES, LOST_CODES, SOLD_CODES
from vitec_desktop.webservice.models import WireRow
from vitec_desktop.webservice.timestamps import parse_swedish_time


def filled(value: str | None) -> str | None:
    """A text as the tables show it: blank is missing."""
    return value if value and value.strip() else None


def at(row: Any, *path: str) -> Any:
    for step in path:
        row = None if row is None else getattr(row, step)
    return filled(row) if isinstance(row, str) else row


def count(rows: Sequence[WireRow], holds: Callable[[Any], bool]) -> int:
    total = 0
    for row in rows:
        if holds(row):
            total += 1
    return total


def day(row: Any) -> date | None:
    moment = parse_swedish_time(row.created_at)
    return None if moment is None else moment.date()


def state(row: Any) -> Any:
    return at(row, "tip", "state") if hasattr(row, "tip") else at(row, "lead", "state")


def is_unhandled(row: Any) -> bool:
    return state(row) in ("New", "AssignedToDistributor")


def estate_status(row: Any) -> Any:
    return at(row, "estate", "estate_status")


def is_won(row: Any) -> bool:
    return estate_status(row) in ASSIGNMENT_CODES or estate_status(row) in SOLD_CODES


def is_sold(row: Any) -> bool:
    return estate_status(row) in SOLD_CODES


def is_lost(row: Any) -> bool:
    return estate_status(row) in LOST_CODES


def is_linked(row: Any) -> bool:
    if row.estate is None:
        return False
    known = (
        at(row, "estate", "id"),
        at(row, "estate", "estate_status"),
        at(row, "estate", "status", "id"),
        at(row, "estate", "status", "text"),
    )
    return any(value is not None for value in known)


def age(row: Any, today: date) -> int | None:
    created_on = day(row)
    if created_on is None:
        return None
    days = 0
    while date.fromordinal(created_on.toordinal() + days) < today:
        days += 1
    return days
