"""Splits a period into date windows that the service accepts in one request.

The service documents only that `dateFrom` to `dateTo` may not exceed two months. The windows are valid for every
possible meaning of what it does not document:

- The length of two months (59, 61 or 62 days): a window is at most 58 days from midnight to midnight, which is 59 days
  if a service counts both end days.
- Whether `dateTo` is inclusive, exclusive or means its whole day: a window ends at the midnight at which the next one
  begins, the last one at the midnight after the last day. If `dateTo` is exclusive, each row comes once. If it is
  inclusive, the rows at exactly that midnight come twice; if it means the whole day, so do the rows of the day after
  it. `merging` removes what came twice and what lies outside the period.

Assumed: both are Swedish wall-clock time, as they have no offset.
"""

from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

MAX_WINDOW_DAYS = 58


class DateWindow(Struct, frozen=True):
    """The days of one request, both ends included."""

    first_day: date
    last_day: date

    @property
    def date_from(self) -> str:
        return f"{self.first_day.isoformat()}T00:00:00"

    @property
    def date_to(self) -> str:
        """Return the midnight after the last day; the day's last second if that is the last day of the calendar."""
        if self.last_day == date.max:
            return f"{self.last_day.isoformat()}T23:59:59"
        return f"{(self.last_day + timedelta(days=1)).isoformat()}T00:00:00"


def split_period(first_day: date, last_day: date) -> tuple[DateWindow, ...]:
    """Return the fewest windows that have each day from `first_day` to `last_day` once, in order.

    Their lengths differ by at most one day, so that concurrent requests take about the same time.

    Raises:
        ValueError: the period ends before it begins.
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
