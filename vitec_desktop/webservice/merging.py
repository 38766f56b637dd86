"""Many answers become one report: each row once, none lost, whatever `dateTo` means to the service (see `windows`).

- A row belongs to the report where the Swedish day of its `createdAt` does; where that is missing or unreadable, it
  always does, for nothing says that it does not.
- A row with an id stands once for its list, however many windows and customers show it.
- A row without an id is dropped only as the exact twin of a row in an adjoining window of the same customer under the
  same sign-in, one for one. Twins within one window, or at two customers, may be two events, and both stay.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind, WireRow
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import PartResult, RequestPart, RowsByList
from vitec_desktop.webservice.timestamps import parse_swedish_time


def merge_results(
    answers: Mapping[RequestPart, PartResult], scope: ReportScope, cancellation: CancellationToken | None = None
) -> RowsByList:
    """The report's rows: by the scope's order of customers, then by window, then as sent, whatever came first."""
    joiner = ReportMerger(scope)
    joined: dict[ListKind, list[WireRow]] = {kind: [] for kind in ListKind}
    for part, answer in _iter_in_order(answers, scope):
        if cancellation is not None:
            cancellation.raise_if_cancelled()
        for kind, rows in joiner.add(part, answer).items():
            joined[kind].extend(rows)
    return joined


def _iter_in_order(
    answers: Mapping[RequestPart, PartResult], scope: ReportScope
) -> Iterator[tuple[RequestPart, PartResult]]:
    """The answers in the report's order, and an answer without rows for each window that is missing between two."""
    places: dict[str, int] = {}
    for customer in scope.customers:
        places.setdefault(customer.id, len(places))

    def order(part: RequestPart) -> tuple[int, str, date, date, str, str]:
        place = places.get(part.customer.id, len(places))
        return place, part.customer.id, part.first_day, part.last_day, part.login_key, part.customer.name

    next_days: dict[tuple[str, str], date] = {}
    for part in sorted(answers, key=order):
        timeline = (part.login_key, part.customer.id)
        next_day = next_days.get(timeline, part.first_day)
        if next_day < part.first_day:
            yield replace(part, first_day=next_day, last_day=part.first_day - timedelta(days=1)), PartResult({})
        next_days[timeline] = part.last_day + timedelta(days=min(1, (date.max - part.last_day).days))
        yield part, answers[part]


class ReportMerger:
    """Joins answers one by one, in whatever order they come.

    Of a row without id, no more is told than is sure: as long as the window between two others has not come, a twin of
    the earlier one in the later one is held back. A window that will never come is added as an answer without rows.
    """

    def __init__(self, scope: ReportScope) -> None:
        self._days = _SwedishPeriod(scope.first_day, scope.last_day)
        self._seen: dict[ListKind, set[str]] = {kind: set() for kind in ListKind}
        self._timelines: dict[tuple[str, str, ListKind], _WindowCounts] = defaultdict(_WindowCounts)

    def add(self, part: RequestPart, answer: PartResult) -> RowsByList:
        """The rows that this answer adds to the report: within the user's days, and none told before."""
        return {kind: self._add_list(part, kind, answer.rows.get(kind, ())) for kind in ListKind}

    def _add_list(self, part: RequestPart, kind: ListKind, rows: Sequence[WireRow]) -> list[WireRow]:
        hold = self._days.contains
        seen = self._seen[kind]
        fresh: list[WireRow] = []
        without_id: list[WireRow] = []
        for row in rows:
            if not hold(row.created_at):
                continue
            row_id = row.row_id
            if not row_id:
                without_id.append(row)
                fresh.append(row)
            elif row_id not in seen:
                seen.add(row_id)
                fresh.append(row)
        timeline = self._timelines[part.login_key, part.customer.id, kind]
        held = Counter(without_id)
        added = timeline.add(part.first_day, held)
        return fresh if added == held else _adjust_duplicates(fresh, held, added)


def _adjust_duplicates(rows: Sequence[WireRow], held: Counter[WireRow], added: Counter[WireRow]) -> list[WireRow]:
    """The rows, with `added` of those without id instead of `held`: the first are dropped, more stand at the end."""
    surplus = held - added
    kept: list[WireRow] = []
    for row in rows:
        if not row.row_id and surplus[row]:
            surplus[row] -= 1
        else:
            kept.append(row)
    kept.extend((added - held).elements())
    return kept


class _WindowCounts:
    """One customer's rows without id in one list, window by window.

    Between two neighbours a row is the same one as often as both hold it. So the whole holds, of each row, what the
    first window holds and whatever each further one holds beyond its predecessor. A window that comes in between two
    others can only add to that sum.
    """

    def __init__(self) -> None:
        self._first_days: list[date] = []
        self._windows: list[Counter[WireRow]] = []

    def add(self, first_day: date, window: Counter[WireRow]) -> Counter[WireRow]:
        """How many of each row this window adds to the whole."""
        place = bisect_right(self._first_days, first_day)
        before = self._windows[place - 1] if place else _NO_ROWS
        after = self._windows[place] if place < len(self._windows) else _NO_ROWS
        self._first_days.insert(place, first_day)
        self._windows.insert(place, window)
        if not before and not after:
            return window
        added: Counter[WireRow] = Counter()
        for row in window.keys() | (before.keys() & after.keys()):
            earlier, here, later = before[row], window[row], after[row]
            added[row] = max(0, here - earlier) + max(0, later - here) - max(0, later - earlier)
        return added


_NO_ROWS: Counter[WireRow] = Counter()


class _SwedishPeriod:
    """The days of a report, as a question to a row's `createdAt`."""

    def __init__(self, first_day: date, last_day: date) -> None:
        self._first_day, self._last_day = first_day, last_day
        self._surely_from = _shift_day(first_day, 2).isoformat()
        self._surely_to = _shift_day(last_day, -2).isoformat()

    def contains(self, created_at: str | None) -> bool:
        """Whether a row is kept; one whose time is missing or unreadable always is.

        A time's Swedish day lies at most two days from the day that it is written with, whatever its offset. So only
        times near the ends are worked out; that takes most of the time there is to save.
        """
        if created_at is None:
            return True
        is_plain_date = created_at[4:5] == created_at[7:8] == "-"
        if is_plain_date and self._surely_from <= created_at[:10] <= self._surely_to:
            return True
        moment = parse_swedish_time(created_at)
        return moment is None or self._first_day <= moment.date() <= self._last_day


def _shift_day(day: date, days: int) -> date:
    """The day so many days later, or the calendar's end."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
