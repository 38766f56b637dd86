"""Groups of a table's rows: those with one value of a column, or of one month.

A group is looked at when it is shown: there can be as many as rows.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from itertools import count
from operator import sub
from typing import overload

from msgspec import Struct

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.ranking import ColumnValues, sort_steps
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
        open_places: list[int],
        index: int,
        key_of: Callable[[Value], Value],
        largest: int,
    ) -> None:
        """Join row numbers to groups.

        Args:
            rows: all rows.
            numbers: the rows' numbers, group after group.
            open_places: where the headings stand while all groups are open, and then the number of lines.
            index: the index of the column in a row.
            key_of: returns the key of the group of a value, which is no time.
            largest: how many rows the largest group has; 0 without groups.
        """
        self._rows = rows
        self._numbers = numbers
        self._open_places = open_places
        self._index = index
        self._key_of = key_of
        self._largest = largest

    def __len__(self) -> int:
        return len(self._open_places) - 1

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
        if not isinstance(other, RowGroups):
            return False
        return (self._index, self._open_places) == (other._index, other._open_places)

    __hash__ = None  # type: ignore[assignment]

    def numbers(self, number: int) -> list[int]:
        """Return the numbers of a group's rows, in the table's order."""
        return self._numbers[self.start(number) : self.start(number + 1)]

    def count(self, number: int) -> int:
        """Return how many rows a group has."""
        return self._open_places[number + 1] - self._open_places[number] - 1

    def number(self, index: int) -> int:
        """Return the number of the row at `index`, counted through all groups."""
        return self._numbers[index]

    def start(self, number: int) -> int:
        """Return the index of a group's first row, counted through all groups."""
        return self._open_places[number] - number

    def group_of(self, index: int) -> int:
        """Return the number of the group with the row at `index`, counted through all groups."""
        return bisect_right(self._starts, index) - 1

    @cached_property
    def _starts(self) -> list[int]:
        """The index of each group's first row, and then the number of rows."""
        return list(map(sub, self._open_places, count()))

    def row_numbers(self, first: int, end: int) -> list[int]:
        """Return the numbers of the rows from index `first` to before `end`, counted through all groups."""
        return self._numbers[first:end]

    @property
    def open_places(self) -> Sequence[int]:
        """Where the headings stand while all groups are open, and then the number of lines."""
        return self._open_places

    @property
    def largest(self) -> int:
        """How many rows the largest group has; 0 without groups."""
        return self._largest

    def first_value(self, number: int) -> Value:
        """Return the value of a group's first row, a month's first day for a time: at once, however many rows."""
        value = self._rows[self._numbers[self.start(number)]][self._index]
        return datetime(value.year, value.month, 1) if isinstance(value, datetime) else value

    def key(self, number: int) -> GroupKey:
        """Return the key of a group."""
        value = self.first_value(number)
        return (value.year, value.month) if isinstance(value, datetime) else self._key_of(value)


class GroupLines(Sequence[int]):
    """The lines of a table with groups: the heading of each, and its rows unless it is collapsed.

    A line is the number of a row, or for a heading `~` the number of its group. It is looked up when it is asked for:
    there can be twice as many lines as rows.
    """

    def __init__(self, groups: RowGroups, places: Sequence[int]) -> None:
        """`places` are the positions of the headings, and then the number of lines."""
        self._groups = groups
        self._places = places

    def __len__(self) -> int:
        return self._places[-1]

    @overload
    def __getitem__(self, position: int) -> int: ...

    @overload
    def __getitem__(self, position: slice) -> Sequence[int]: ...

    def __getitem__(self, position: int | slice) -> int | Sequence[int]:
        if isinstance(position, slice):
            return [self[one] for one in range(*position.indices(len(self)))]
        if not 0 <= position < len(self):
            raise IndexError(position)
        group = self.group_at(position)
        row = position - self._places[group] - 1
        return ~group if row < 0 else self._groups.number(self._groups.start(group) + row)

    @property
    def headings(self) -> Sequence[int]:
        """The positions of the headings, in ascending order."""
        return self._places[:-1]

    def heading(self, group: int) -> int:
        """Return the position of a group's heading."""
        return self._places[group]

    def group_at(self, position: int) -> int:
        """Return the number of the group that the line at `position` belongs to."""
        return bisect_right(self._places, position) - 1

    def is_collapsed(self, group: int) -> bool:
        return self._places[group + 1] == self._places[group] + 1

    def set_collapsed(self, group: int, is_collapsed: bool) -> None:
        """Remove or add the lines of a group's rows."""
        rows, after = self._groups.count(group), group + 1
        moved = -rows if is_collapsed else rows
        self._places = [*self._places[:after], *[place + moved for place in self._places[after:]]]

    def count_headings(self, first: int, last: int) -> int:
        """Return the number of headings from position `first` to `last`, both included."""
        return bisect_right(self._places, last) - bisect_left(self._places, first)

    def row_numbers(self, first: int, last: int) -> list[int]:
        """Return the numbers of the rows from position `first` to `last`, both included."""
        groups, places = self._groups, self._places
        if len(self) == len(groups) + groups.start(len(groups)):  # all are open
            return groups.row_numbers(first - bisect_left(places, first), last + 1 - bisect_right(places, last))
        return [number for position in range(first, last + 1) if (number := self[position]) >= 0]

    def positions(self, indexes: Iterable[int]) -> list[int]:
        """Return the positions of rows by their index, counted through all groups, without those of collapsed ones."""
        groups = self._groups
        found = [(group := groups.group_of(index), index - groups.start(group)) for index in indexes]
        return [self._places[group] + 1 + row for group, row in found if not self.is_collapsed(group)]


class GroupPlaces(Struct, frozen=True):
    """Which group each row belongs to.

    Attributes:
        of_rows: returns the place of the group of each of some row numbers, in the order of the groups.
        count: how many places there are; a group may have no rows.
        key_of: returns the key of the group of a value, which is no time.
    """

    of_rows: Callable[[Sequence[int]], Iterable[int]]
    count: int
    key_of: Callable[[Value], Value]


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


def joined_place_steps(
    column_values: ColumnValues, ranks: Sequence[int], column: Column, keys: Mapping[Value, Value]
) -> Steps[GroupPlaces]:
    """Return the places of the groups of values with equal `keys`, in the order of the values' ranks."""
    values = column_values.values
    ordered = yield from sort_steps(list(range(len(values))), ranks.__getitem__)
    place_of_key: dict[Value, int] = {}
    places = [0] * len(values)
    for number in ordered:  # keys with the same rank ("2" and "02") get different places
        places[number] = place_of_key.setdefault(keys[values[number]], len(place_of_key))
    yield
    return GroupPlaces(_row_places(column_values, places), len(place_of_key), partial(group_key, column))


def value_place_steps(column_values: ColumnValues, ranks: Sequence[int]) -> Steps[GroupPlaces]:
    """Return the places of the groups where each value has one of its own: their ranks, unless values share one."""
    places = ranks
    if len(set(ranks)) < len(ranks):
        ordered = yield from sort_steps(list(range(len(ranks))), ranks.__getitem__)
        places = [0] * len(ranks)
        for place, number in enumerate(ordered):
            places[number] = place
    yield
    return GroupPlaces(_row_places(column_values, places), max(places) + 1, same_value)


def _row_places(column_values: ColumnValues, places: Sequence[int]) -> Callable[[Sequence[int]], Iterable[int]]:
    """Return the function `of_rows` for the places of a column's values."""
    value_of = column_values.of_rows
    return lambda numbers: map(places.__getitem__, map(value_of.__getitem__, numbers))


def same_value(value: Value) -> Value:
    """Return the key of a value that is a group of its own."""
    return value


NO_GROUPS = RowGroups((), [], [0], -1, same_value, 0)
NO_LINES = GroupLines(NO_GROUPS, [0])


def group_steps(
    rows: Sequence[Row], numbers: Sequence[int], index: int, places: GroupPlaces
) -> Steps[tuple[list[int], RowGroups]]:
    """Return the row numbers, group after group, and the groups."""
    if places.count > len(numbers) // 2:
        return (yield from _many_group_steps(rows, numbers, index, places))
    members: list[list[int]] = [[] for _ in range(places.count)]
    yield
    for first in range(0, len(numbers), _ROWS_PER_STEP):
        part = numbers[first : first + _ROWS_PER_STEP]
        for number, place in zip(part, places.of_rows(part), strict=True):
            members[place].append(number)
        yield
    ordered: list[int] = []
    open_places: list[int] = []
    for place, some in enumerate(members):
        if some:
            open_places.append(len(ordered) + len(open_places))
            ordered += some
        if not place % _ROWS_PER_STEP:
            yield
    open_places.append(len(ordered) + len(open_places))
    largest = max(map(len, members), default=0)
    return ordered, RowGroups(rows, ordered, open_places, index, places.key_of, largest)


def _many_group_steps(
    rows: Sequence[Row], numbers: Sequence[int], index: int, places: GroupPlaces
) -> Steps[tuple[list[int], RowGroups]]:
    """Do what `group_steps` does for groups most of which have one row: a list for each would take longer."""
    firsts = [-1] * places.count
    others: dict[int, list[int]] = {}  # the rows after the first, by their place
    for start in range(0, len(numbers), _ROWS_PER_STEP):
        part = numbers[start : start + _ROWS_PER_STEP]
        for number, place in zip(part, places.of_rows(part), strict=True):
            if firsts[place] < 0:
                firsts[place] = number
            elif place in others:
                others[place].append(number)
            else:
                others[place] = [number]
        yield
    ordered: list[int] = []
    open_places: list[int] = []
    has_empty_groups = -1 in firsts

    def add_firsts(start: int, end: int) -> None:
        """Add the groups from place `start` to before `end`, with their first rows only."""
        some = firsts[start:end]
        if has_empty_groups:
            some = [number for number in some if number >= 0]
        next_line = len(ordered) + len(open_places)
        open_places.extend(range(next_line, next_line + 2 * len(some), 2))
        ordered.extend(some)

    done = 0
    for place in sorted(others):
        add_firsts(done, place + 1)
        ordered += others[place]
        done = place + 1
        if not place % _ROWS_PER_STEP:
            yield
    add_firsts(done, len(firsts))
    open_places.append(len(ordered) + len(open_places))
    largest = 1 + max(map(len, others.values()), default=0) if ordered else 0
    return ordered, RowGroups(rows, ordered, open_places, index, places.key_of, largest)
