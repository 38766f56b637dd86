"""Rankings of the values of a column by their number of rows: senders, receivers, types, with their outcome."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from heapq import nlargest
from itertools import compress
from math import inf
from typing import ClassVar

from msgspec import Struct

from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.ranking import rank_steps
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.columns import OUTCOME_KINDS, column_values, count_steps
from vitec_desktop.report.statistics.shares import Share
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.report.value_groups import choose_spellings, group_key_steps, join_by_id, join_counts
from vitec_desktop.webservice.models import ListKind

_SWEDISH = Language("sv")


class Dimension(StrEnum):
    """What rows are ranked by."""

    SENDER = "sender"
    RECEIVER = "receiver"
    SENT_BY = "sent by"
    SENDER_COMPANY = "sender company"
    RECEIVER_COMPANY = "receiver company"
    LEAD_TYPE = "lead type"
    TIP_TYPE = "tip type"
    ESTATE_STATUS = "estate status"


_PARTIES = {
    Dimension.SENDER: fields.SENDER_NAME,
    Dimension.RECEIVER: fields.RECEIVER_NAME,
    Dimension.SENDER_COMPANY: fields.SENDER_COMPANY,
    Dimension.RECEIVER_COMPANY: fields.RECEIVER_COMPANY,
}

DIMENSIONS: Mapping[ListKind, Mapping[Dimension, Column]] = {
    ListKind.INCOMING: {
        **_PARTIES,
        Dimension.LEAD_TYPE: fields.LEAD_TYPE,
        Dimension.ESTATE_STATUS: fields.ESTATE_STATUS,
    },
    ListKind.OUTGOING: {
        **_PARTIES,
        Dimension.SENT_BY: fields.USER_NAME,
        Dimension.LEAD_TYPE: fields.LEAD_TYPE,
    },
    ListKind.TIPS: {
        **_PARTIES,
        Dimension.TIP_TYPE: fields.TIP_TYPE,
        Dimension.ESTATE_STATUS: fields.ESTATE_STATUS,
    },
}
"""The dimensions of each list, and their columns."""

PERSON_IDS: Mapping[str, Column] = {
    fields.SENDER_NAME.key: fields.SENDER_ID,
    fields.RECEIVER_NAME.key: fields.RECEIVER_ID,
    fields.USER_NAME.key: fields.USER_ID,
}
"""The column with the id of each column of names, by its key."""


class RankedValue(Struct, frozen=True):
    """One value of a column and its rows.

    Attributes:
        value: the value, None for rows without one; the most frequent one of several that are one to the user.
        count: the number of rows.
        won: how many of them led to an assignment (→ Intag); None if that is not counted.
        spellings: all values of these rows.
    """

    kind: ListKind
    column: Column
    value: Value
    count: int
    won: int | None
    spellings: frozenset[Value]

    @property
    def won_share(self) -> Share | None:
        """The share of → Intag of these rows."""
        return None if self.won is None else Share(self.won, self.count)

    @property
    def row_filter(self) -> RowFilter:
        return RowFilter.from_values(self.kind, self.column.key, *self.spellings)


class Ranking(BriefStruct, frozen=True):
    """The rows of a list by one column. Sorted on first use: a column can have many values.

    Values that are one to the user are counted as one, and a person's rows by the id, if they have one.

    Attributes:
        counts: the number of rows of each value.
        won: how many of them led to an assignment; None if that is not counted.
        spellings: the values that a value stands for, for those with several.
    """

    left_out: ClassVar = ("counts", "won", "spellings")

    kind: ListKind
    dimension: Dimension
    column: Column
    counts: Mapping[Value, int]
    won: Mapping[Value, int] | None
    spellings: Mapping[Value, frozenset[Value]]

    @cached_property
    def ranked_values(self) -> tuple[RankedValue, ...]:
        """All values, the most frequent first, equal ones in Swedish order; without the missing one."""
        return tuple(self._entry(value) for value in sort_by_count(self.counts, self.column) if value is not None)

    @property
    def missing_value(self) -> RankedValue | None:
        """The rows without a value, None if there are none."""
        return self._entry(None) if self.counts.get(None) else None

    def top(self, length: int) -> tuple[RankedValue, ...]:
        """Return the `length` most frequent values, without sorting all of them."""
        counts = [count for value, count in self.counts.items() if value is not None]
        if len(counts) <= length:
            return self.ranked_values
        least = nlargest(length, counts)[-1] if length else inf
        leading: dict[Value, int] = {
            value: count for value, count in self.counts.items() if value is not None and count >= least
        }
        return tuple(self._entry(value) for value in sort_by_count(leading, self.column)[:length])

    def _entry(self, value: Value) -> RankedValue:
        won = None if self.won is None else self.won.get(value, 0)
        spellings = self.spellings.get(value) or frozenset((value,))
        return RankedValue(self.kind, self.column, value, self.counts[value], won, spellings)


def ranking_steps(kind: ListKind, rows: Sequence[Row], is_won: Sequence[bool]) -> Steps[dict[Dimension, Ranking]]:
    """Compute the rankings of a list; `is_won` says for each row whether it led to an assignment."""
    rankings: dict[Dimension, Ranking] = {}
    for dimension, column in DIMENSIONS[kind].items():
        values = column_values(kind, rows, column.key)
        counts = yield from count_steps(values, len(values))
        shown_values = yield from shown_value_steps(kind, rows, column, counts)
        won = None
        # By the estate's status, the share would always be 0 or 100 %.
        if kind in OUTCOME_KINDS and dimension is not Dimension.ESTATE_STATUS:
            won = yield from count_steps(compress(values, is_won), len(values))
            won = join_counts(won, shown_values)
        joined = join_counts(counts, shown_values)
        rankings[dimension] = Ranking(kind, dimension, column, joined, won, spellings_of(shown_values))
        yield
    return rankings


def shown_value_steps(
    kind: ListKind, rows: Sequence[Row], column: Column, counts: Mapping[Value, int]
) -> Steps[dict[Value, Value]]:
    """Return for each value of a column the one that stands for it: the most frequent one that is the same to the user.

    `counts` are the numbers of rows.
    """
    keys = yield from group_key_steps(column, counts)
    if column.key in PERSON_IDS:
        names, ids = (column_values(kind, rows, key) for key in (column.key, PERSON_IDS[column.key].key))
        named_ids = yield from count_steps(zip(names, ids, strict=True), len(rows))
        keys = join_by_id(keys, named_ids)
        yield
    chosen = choose_spellings(keys, counts)
    return {value: chosen[key] for value, key in keys.items()}


def spellings_of(shown_values: Mapping[Value, Value]) -> dict[Value, frozenset[Value]]:
    """Return the values for which each value stands, of those that stand for several."""
    several: dict[Value, set[Value]] = {shown: {shown} for value, shown in shown_values.items() if value != shown}
    for value, shown in shown_values.items():
        if shown in several:
            several[shown].add(value)
    return {shown: frozenset(values) for shown, values in several.items()}


def sort_by_count(counts: Mapping[Value, int], column: Column) -> list[Value]:
    """Return the values by their number of rows, largest first, equal ones in Swedish or report order, None last."""
    values = [value for value in counts if value is not None]
    ranks: dict[Value, int] = dict(zip(values, run_to_end(rank_steps(values, column, _SWEDISH)), strict=True))
    # Values with the same count and rank ("2" and "02") are ordered by their text, so that every run gives one order.
    ordered: list[Value] = sorted(values, key=lambda value: (-counts[value], ranks[value], str(value)))
    return [*ordered, None] if None in counts else ordered
