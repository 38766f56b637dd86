"""Merges the results of many requests into one report: each row once, none lost, whatever `dateTo` means.

- A row belongs to the report if the Swedish day of its `createdAt` is in the period, or if that is missing or
  unreadable.
- Rows with an id that are equal are one row, however many windows and customers have it. Rows that have the same id
  but differ are all kept: which of them is right, only a reader can say.
- A row without an id is a duplicate only if the adjoining window of the same customer and login has an equal row, one
  for one. Equal rows in one window, or of two customers, may be two events: both are kept.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind, WireRow
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import DamagedPart, PartResult, RequestPart, RowsByList
from vitec_desktop.webservice.timestamps import parse_swedish_time


class MergedResults(Struct, frozen=True):
    """The rows of a report, and the parts that have damaged rows among them."""

    rows: RowsByList
    damaged_parts: tuple[DamagedPart, ...]


def merge_results(
    results: Mapping[RequestPart, PartResult], scope: ReportScope, cancellation: CancellationToken | None = None
) -> MergedResults:
    """Return the report's rows by customer in the scope's order, by window, then as sent; raise Cancelled."""
    merger = ReportMerger(scope)
    merged: dict[ListKind, list[WireRow]] = {kind: [] for kind in ListKind}
    damaged_parts: list[DamagedPart] = []
    for part, result in _iter_in_order(results, scope):
        if cancellation is not None:
            cancellation.raise_if_cancelled()
        new_rows = merger.add(part, result)
        for kind, rows in new_rows.items():
            merged[kind].extend(rows)
        count = sum(row.is_damaged for rows in new_rows.values() for row in rows) if result.damaged_rows else 0
        if count:
            damaged_parts.append(DamagedPart(part, count))
    return MergedResults(merged, tuple(damaged_parts))


def _iter_in_order(
    results: Mapping[RequestPart, PartResult], scope: ReportScope
) -> Iterator[tuple[RequestPart, PartResult]]:
    """Yield the results in the report's order, and an empty one for each window that is missing between two."""
    positions: dict[str, int] = {}
    for customer in scope.customers:
        positions.setdefault(customer.id, len(positions))

    def order(part: RequestPart) -> tuple[int, str, date, date, str, str]:
        position = positions.get(part.customer.id, len(positions))
        return position, part.customer.id, part.first_day, part.last_day, part.login_key, part.customer.name

    next_days: dict[tuple[str, str], date] = {}
    for part in sorted(results, key=order):
        key = (part.login_key, part.customer.id)
        next_day = next_days.get(key, part.first_day)
        if next_day < part.first_day:
            yield replace(part, first_day=next_day, last_day=part.first_day - timedelta(days=1)), PartResult({})
        next_days[key] = part.last_day + timedelta(days=min(1, (date.max - part.last_day).days))
        yield part, results[part]


class ReportMerger:
    """Merges results one by one, in any order.

    A row without an id that the windows before and after a missing one both have may be a duplicate: until the missing
    window is added, it is returned once. A failed window must be added as a result without rows.
    """

    def __init__(self, scope: ReportScope) -> None:
        self._days = _SwedishPeriod(scope.first_day, scope.last_day)
        self._seen: dict[ListKind, dict[str, WireRow]] = {kind: {} for kind in ListKind}
        self._variants: dict[ListKind, set[WireRow]] = {kind: set() for kind in ListKind}  # with the id of another row
        self._window_counts: dict[tuple[str, str, ListKind], _WindowCounts] = defaultdict(_WindowCounts)

    def add(self, part: RequestPart, result: PartResult) -> RowsByList:
        """Return the rows that this result adds to the report: in the period, and not returned before."""
        return {kind: self._add_list(part, kind, result.rows.get(kind, ())) for kind in ListKind}

    def _add_list(self, part: RequestPart, kind: ListKind, rows: Sequence[WireRow]) -> list[WireRow]:
        is_in_period = self._days.contains
        seen, variants = self._seen[kind], self._variants[kind]
        new_rows: list[WireRow] = []
        without_id: list[WireRow] = []
        for row in rows:
            if not is_in_period(row.created_at):
                continue
            row_id = row.row_id
            if not row_id:
                without_id.append(row)
                new_rows.append(row)
            elif (earlier := seen.get(row_id)) is None:
                seen[row_id] = row
                new_rows.append(row)
            elif row != earlier and row not in variants:
                variants.add(row)
                new_rows.append(row)
        counts = self._window_counts[part.login_key, part.customer.id, kind]
        present = Counter(without_id)
        added = counts.add(part.first_day, present)
        return new_rows if added == present else _adjust_duplicates(new_rows, present, added)


def _adjust_duplicates(rows: Sequence[WireRow], present: Counter[WireRow], added: Counter[WireRow]) -> list[WireRow]:
    """Return the rows with those without an id as often as in `added` instead of `present`: drop first, append last."""
    surplus = present - added
    kept: list[WireRow] = []
    for row in rows:
        if not row.row_id and surplus[row]:
            surplus[row] -= 1
        else:
            kept.append(row)
    kept.extend((added - present).elements())
    return kept


class _WindowCounts:
    """The counts of a customer's rows without an id in one list, by window.

    A row that two adjoining windows both have n times is the same n rows. So the report has of each row its count in
    the first window, and in every further one the count by which that exceeds the window before. A window added
    between two others cannot make that sum smaller.
    """

    def __init__(self) -> None:
        self._first_days: list[date] = []
        self._windows: list[Counter[WireRow]] = []

    def add(self, first_day: date, window: Counter[WireRow]) -> Counter[WireRow]:
        """Add a window; return by how much it raises the report's count of each row."""
        position = bisect_right(self._first_days, first_day)
        before = self._windows[position - 1] if position else _NO_ROWS
        after = self._windows[position] if position < len(self._windows) else _NO_ROWS
        self._first_days.insert(position, first_day)
        self._windows.insert(position, window)
        if not before and not after:
            return window
        added: Counter[WireRow] = Counter()
        for row in window.keys() | (before.keys() & after.keys()):
            earlier, here, later = before[row], window[row], after[row]
            added[row] = max(0, here - earlier) + max(0, later - here) - max(0, later - earlier)
        return added


_NO_ROWS: Counter[WireRow] = Counter()


class _SwedishPeriod:
    """The period of a report, compared with a row's `createdAt`."""

    def __init__(self, first_day: date, last_day: date) -> None:
        self._first_day, self._last_day = first_day, last_day
        self._certain_from = _shift_day(first_day, 2).isoformat()
        self._certain_to = _shift_day(last_day, -2).isoformat()

    def contains(self, created_at: str | None) -> bool:
        """Return True if the time is in the period, missing or unreadable.

        The Swedish day differs from the written day by at most two, whatever the offset. So only times near the ends
        of the period are parsed, which takes most of the merging time.
        """
        if created_at is None:
            return True
        is_plain_date = created_at[4:5] == created_at[7:8] == "-"
        if is_plain_date and self._certain_from <= created_at[:10] <= self._certain_to:
            return True
        moment = parse_swedish_time(created_at)
        return moment is None or self._first_day <= moment.date() <= self._last_day


def _shift_day(day: date, days: int) -> date:
    """Return the day `days` later, limited to the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
