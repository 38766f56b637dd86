"""A period of any length, cut into windows that the service accepts.

This is the one place that knows how the service may read `dateFrom` and `dateTo`. Documented is only that the interval
may not exceed two months. Not documented, so nothing is assumed about it:

- how two months are counted (59, 61 or 62 days): a window spans at most 58 days from midnight to midnight, which is
  59 days where a service counts both end days, and so right under every reading;
- whether `dateTo` is inclusive, exclusive, or means its whole day: each window ends at the midnight at which the next
  one begins, and the last one at the midnight after the user's last day. An exclusive reading then gives each row once.
  An inclusive reading gives the rows of a seam's exact midnight twice, a whole-day reading those of the day after it:
  `joining` drops what came twice, and cuts what lies outside the user's days.

Assumed: both are Swedish wall-clock time, as they carry no offset.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

MAX_WINDOW_DAYS = 58


@dataclass(frozen=True, slots=True)
class DateWindow:
    """One request's days, both ends included."""

    first_day: date
    last_day: date

    @property
    def date_from(self) -> str:
        return f"{self.first_day.isoformat()}T00:00:00"

    @property
    def date_to(self) -> str:
        """The midnight after the last day; where the calendar ends and has no later midnight, its last second."""
        if self.last_day == date.max:
            return f"{self.last_day.isoformat()}T23:59:59"
        return f"{(self.last_day + timedelta(days=1)).isoformat()}T00:00:00"


def split_period(first_day: date, last_day: date) -> tuple[DateWindow, ...]:
    """As few windows as can be that together hold each day from `first_day` to `last_day` once, in order.

    They are as equal in length as can be, so that windows fetched side by side take about as long as each other.
    Raises ValueError where the period ends before it begins.
    """
    if first_day > last_day:
        raise ValueError(f"a period cannot end ({last_day}) before it begins ({first_day})")
    days = (last_day - first_day).days + 1
    count = -(-days // MAX_WINDOW_DAYS)
    offsets = [days * number // count for number in range(count + 1)]
    return tuple(
        DateWindow(first_day + timedelta(days=start), first_day + timedelta(days=end - 1))
        for start, end in pairwise(offsets)
    )
