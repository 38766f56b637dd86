"""Groups of a table's rows: those with one value of a column, or of one month.

A group is looked at when it is shown: there can be as many as rows.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import compress, count, islice, pairwise
from operator import add, itemgetter, ne, sub
from typing import overload

from msgspec import Struct

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.language import Language
from vitec_desktop.report.ranking import Ranks, order_steps, rank_steps, sort_steps
from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps
from vitec_desktop.report.value_groups import group_key

GROUPED_KINDS = (
    ColumnKind.TEXT,
    ColumnKind.STATE,
    ColumnKind.ESTATE_STATUS,
    ColumnKind.USER_TYPE,
    ColumnKind.TIP_TYPE,
    ColumnKind.LIST,
    ColumnKind.ORIGIN,
    ColumnKind.DATETIME,
)
"""Rows can be grouped by columns of these kinds; by a time means by its month."""

_ROWS_PER_STEP = 2000

GroupKey = Value | tuple[int, int]


class RowGroup(Struct, frozen=True):
    """Rows that stand under one heading.

    Attributes:
        key: the same for all values that are one to the user; for a month its year and number.
        value: what the heading shows: the most frequent spelling, a month's first day, None for rows without a value.
        numbers: the rows' numbers, in the table's order.
    """

    key: GroupKey
    value: Value
    numbers: list[int]


class RowGroups(Sequence[RowGroup]):
    """The groups of a table in their order; each is looked up when it is asked for."""

    def __init__(
        self,
        rows: Sequence[Row],
        numbers: list[int],
        starts: list[int],
        index: int,
        key_of: Callable[[Value], Value],
    ) -> None:
        """Join row numbers to groups.

        Args:
            rows: all rows.
            numbers: the rows' numbers, group after group.
            starts: the places where each group begins in `numbers`.
            index: the index of the column in a row.
            key_of: returns the key of the group of a value, which is no time.
        """
        self._rows = rows
        self._numbers = numbers
        self._starts = [*starts, len(numbers)]
        self._index = index
        self._key_of = key_of

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> RowGroup: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[RowGroup]: ...

    def __getitem__(self, number: int | slice) -> RowGroup | Sequence[RowGroup]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        numbers, value = self.numbers(number), self.first_value(number)
        if not isinstance(value, datetime):
            spellings = Counter([self._rows[one][self._index] for one in numbers])
            value = spellings.most_common(1)[0][0]
        return RowGroup(self.key(number), value, numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RowGroups) and (self._starts, self._index) == (other._starts, other._index)

    __hash__ = None  # type: ignore[assignment]

    def numbers(self, number: int) -> list[int]:
        """Return the numbers of a group's rows, in the table's order."""
        return self._numbers[self._starts[number] : self._starts[number + 1]]

    def count(self, number: int) -> int:
        """Return how many rows a group has."""
        return self._starts[number + 1] - self._starts[number]

    def line_steps(self) -> Steps[tuple[list[int], list[int]]]:
        """Return the lines of a table whose groups are all open, and the positions of the headings among them.

        A line is the number of a row, or for a heading `~` the number of its group.
        """
        numbers = self._numbers
        lines: list[int] = []
        for first in range(0, len(self), _ROWS_PER_STEP):
            starts = self._starts[first : first + _ROWS_PER_STEP + 1]
            for group, (start, end) in enumerate(pairwise(starts), first):
                lines.append(~group)
                if end == start + 1:  # as most, where there are many
                    lines.append(numbers[start])
                else:
                    lines += numbers[start:end]
            yield
        return lines, list(map(add, range(len(self)), self._starts))

    @property
    def largest(self) -> int:
        """How many rows the largest group has; 0 without groups."""
        return max(map(sub, islice(self._starts, 1, None), self._starts), default=0)

    def first_value(self, number: int) -> Value:
        """Return the value of a group's first row, a month's first day for a time: at once, however many rows."""
        value = self._rows[self._numbers[self._starts[number]]][self._index]
        return datetime(value.year, value.month, 1) if isinstance(value, datetime) else value

    def key(self, number: int) -> GroupKey:
        """Return the key of a group."""
        value = self.first_value(number)
        return (value.year, value.month) if isinstance(value, datetime) else self._key_of(value)


class GroupPlaces(Struct, frozen=True):
    """Which group each row belongs to.

    Attributes:
        of_rows: returns the place of the group of each of some row numbers, in the order of the groups.
        count: how many places there are; a group may have no rows.
        key_of: returns the key of the group of a value, which is no time.
        ranks: where nearly each row is a group of its own, the ranks that are the places.
    """

    of_rows: Callable[[Sequence[int]], Iterable[int]]
    count: int
    key_of: Callable[[Value], Value]
    ranks: Ranks | None = None


def month_place_steps(rows: Sequence[Row], index: int, *, is_oldest_first: bool) -> Steps[GroupPlaces]:
    """Return the places of the months, the newest first unless `is_oldest_first`; the last for no time."""
    months = array("i")
    for start in range(0, len(rows), _ROWS_PER_STEP):
        moments = [row[index] for row in rows[start : start + _ROWS_PER_STEP]]
        months.extend([one.year * 12 + one.month if isinstance(one, datetime) else -1 for one in moments])
        yield
    known = sorted(set(months) - {-1}, reverse=not is_oldest_first)
    place_of = {month: place for place, month in enumerate([*known, -1])}

    def of_rows(numbers: Sequence[int]) -> Iterable[int]:
        return map(place_of.__getitem__, map(months.__getitem__, numbers))

    return GroupPlaces(of_rows, len(place_of), same_value)


def value_place_steps(
    rows: Sequence[Row], index: int, column: Column, keys: Mapping[Value, Value], language: Language
) -> Steps[GroupPlaces]:
    """Return the places of the groups of values with equal `keys`, in the column's order."""
    values = list(keys)
    ranks = (yield from rank_steps([(value,) for value in values], 0, column, language)).ranks
    lowest: dict[Value, int] = {}
    for value, rank in zip(values, ranks, strict=True):
        key = keys[value]
        lowest[key] = min(rank, lowest.get(key, rank))
    yield
    # Keys with the same rank ("2" and "02") get different places.
    ordered = yield from sort_steps(list(lowest), lambda key: (key is None, lowest[key]))
    place_of_key = {key: place for place, key in enumerate(ordered)}
    place_of = {value: place_of_key[key] for value, key in keys.items()}
    read = itemgetter(index)

    def of_rows(numbers: Sequence[int]) -> Iterable[int]:
        return map(place_of.__getitem__, map(read, map(rows.__getitem__, numbers)))

    return GroupPlaces(of_rows, len(ordered), partial(group_key, column))


def rank_places(ranks: Ranks) -> GroupPlaces:
    """Return the places of a column whose values are all different groups: their ranks."""
    return GroupPlaces(lambda numbers: map(ranks.ranks.__getitem__, numbers), max(ranks.ranks) + 1, same_value, ranks)


def same_value(value: Value) -> Value:
    """Return the key of a value that is a group of its own."""
    return value


NO_GROUPS = RowGroups((), [], [], -1, same_value)


def group_steps(
    rows: Sequence[Row], numbers: Sequence[int], index: int, places: GroupPlaces
) -> Steps[tuple[list[int], RowGroups]]:
    """Return the row numbers, group after group, and the groups."""
    if places.ranks is not None:
        return (yield from _many_group_steps(rows, numbers, index, places, places.ranks))
    members: list[list[int]] = [[] for _ in range(places.count)]
    yield
    for first in range(0, len(numbers), _ROWS_PER_STEP):
        part = numbers[first : first + _ROWS_PER_STEP]
        for number, place in zip(part, places.of_rows(part), strict=True):
            members[place].append(number)
        yield
    ordered: list[int] = []
    starts: list[int] = []
    for place, some in enumerate(members):
        if some:
            starts.append(len(ordered))
            ordered += some
        if not place % _ROWS_PER_STEP:
            yield
    return ordered, RowGroups(rows, ordered, starts, index, places.key_of)


def _many_group_steps(
    rows: Sequence[Row], numbers: Sequence[int], index: int, places: GroupPlaces, ranks: Ranks
) -> Steps[tuple[list[int], RowGroups]]:
    """Do what `group_steps` does by a sort: a list for each group would take longer."""
    ordered = yield from order_steps(numbers, ranks, is_descending=False)
    ranks_in_order = list(map(ranks.ranks.__getitem__, ordered))
    yield
    are_new = map(ne, ranks_in_order, islice(ranks_in_order, 1, None))
    starts = [0, *compress(count(1), are_new)] if ordered else []
    return ordered, RowGroups(rows, ordered, starts, index, places.key_of)
