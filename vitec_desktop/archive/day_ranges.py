"""Sets of days as ranges: sorted, apart from each other, both ends included."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

DayRange = tuple[date, date]

_DAY = timedelta(days=1)


def join_ranges(ranges: Iterable[DayRange]) -> tuple[DayRange, ...]:
    """Return the same days in the fewest ranges, in order."""
    joined: list[DayRange] = []
    for first, last in sorted(ranges):
        if joined and (joined[-1][1] == date.max or first <= joined[-1][1] + _DAY):
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def common_days(one: Sequence[DayRange], other: Sequence[DayRange]) -> tuple[DayRange, ...]:
    """Return the days that are in both."""
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return join_ranges(pair for pair in pairs if pair[0] <= pair[1])


def days_without(days: Sequence[DayRange], removed: Sequence[DayRange]) -> tuple[DayRange, ...]:
    """Return the days of the first that are not in the second."""
    left = list(days)
    for first, last in removed:
        parts: list[DayRange] = []
        for a, b in left:
            if last < a or b < first:
                parts.append((a, b))
                continue
            if a < first:
                parts.append((a, first - _DAY))
            if last < b:
                parts.append((last + _DAY, b))
        left = parts
    return join_ranges(left)


def has_day(days: Sequence[DayRange], day: date) -> bool:
    return any(first <= day <= last for first, last in days)
