"""The rows behind the figures of offices or receivers: filters for the lists, and how long they have waited."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from vitec_desktop.report import fields
from vitec_desktop.report.columns import Value
from vitec_desktop.report.filters import ColumnFilter, RowFilter, ValueFilter
from vitec_desktop.report.labels import PERIOD
from vitec_desktop.report.report import age_in_days
from vitec_desktop.report.statistics.by_list import ESTATE_CODES
from vitec_desktop.report.statistics.columns import CREATED_KEY, OUTCOME_KINDS, column_values
from vitec_desktop.report.statistics.definitions import StatisticKey
from vitec_desktop.report.statistics.meeting import GroupCounts, group_key_function
from vitec_desktop.report.statistics.rankings import Dimension, Ranking
from vitec_desktop.report.statistics.statistics import Statistics
from vitec_desktop.report.statistics.unhandled import Unhandled
from vitec_desktop.report.tables import ORIGIN_KEY, JoinedTable
from vitec_desktop.webservice.models import ListKind


class GroupRows(Struct, frozen=True):
    """The rows of an office or receiver, or of several.

    Attributes:
        received, won: the filter of each list with states; None where it has no such rows.
        unhandled: the filter of the joined table; None if nothing was received.
        sent: the filter of the tips sent; None for none.
        oldest: the highest age of the unhandled rows in days; None without one.
    """

    received: Mapping[ListKind, RowFilter | None]
    unhandled: RowFilter | None
    won: Mapping[ListKind, RowFilter | None]
    sent: RowFilter | None
    oldest: int | None


def group_rows(
    statistics: Statistics, groups: Sequence[GroupCounts], dimensions: tuple[Dimension, Dimension]
) -> tuple[GroupRows, ...]:
    """Return the rows of each group; `dimensions` are those of the receiver and of the sender."""
    to, by = dimensions
    received = {kind: statistics.lists[kind].rankings[to] for kind in OUTCOME_KINDS}
    sent = statistics.tips.rankings[by]
    finder = _RowFinder(statistics, list(received.values()), sent)
    return tuple(
        GroupRows(
            {kind: finder.row_filter(ranking, group) for kind, ranking in received.items()},
            finder.unhandled_filter(list(received.values()), group),
            {
                kind: finder.row_filter(
                    ranking, group, {fields.ESTATE_STATUS.key: ValueFilter(ESTATE_CODES[StatisticKey.WON])}
                )
                for kind, ranking in received.items()
            },
            finder.row_filter(sent, group),
            finder.oldest(group),
        )
        for group in groups
    )


class _RowFinder:
    def __init__(self, statistics: Statistics, received: Sequence[Ranking], sent: Ranking) -> None:
        rankings = [*received, sent]
        self._key_of = group_key_function(rankings, {})
        self._values = {(ranking.kind, ranking.dimension): self._values_by_key(ranking) for ranking in rankings}
        self._oldest: dict[Value, int] = {}
        for ranking in received:
            self._add_unhandled(ranking, statistics.unhandled)

    def row_filter(
        self, ranking: Ranking, group: GroupCounts, others: Mapping[str, ColumnFilter] | None = None
    ) -> RowFilter | None:
        """Return the filter of a group's rows by the column of `ranking`, and by `others`; None if it has none."""
        by_key = self._values[ranking.kind, ranking.dimension]
        values = frozenset(value for key in self._keys(group) for value in by_key.get(key, ()))
        if not values:
            return None
        return RowFilter(ranking.kind, {ranking.column.key: ValueFilter(values), **(others or {})})

    def unhandled_filter(self, received: Sequence[Ranking], group: GroupCounts) -> RowFilter | None:
        """Return the filter of a group's unhandled rows of the period, of all lists together."""
        filters = [found for ranking in received if (found := self.row_filter(ranking, group))]
        key = received[0].column.key  # the same in all lists
        values = [found.filters[key] for found in filters]
        names = frozenset(name for one in values if isinstance(one, ValueFilter) for name in one.values)
        period: ColumnFilter = ValueFilter(frozenset({PERIOD}))
        return RowFilter(JoinedTable.UNHANDLED, {ORIGIN_KEY: period, key: ValueFilter(names)}) if names else None

    def oldest(self, group: GroupCounts) -> int | None:
        """Return the highest age of a group's unhandled rows; None if none has an age."""
        return max((self._oldest[key] for key in self._keys(group) if key in self._oldest), default=None)

    def _keys(self, group: GroupCounts) -> set[Value]:
        return {self._key_of(name) for name in group.names}

    def _values_by_key(self, ranking: Ranking) -> Mapping[Value, set[Value]]:
        found: dict[Value, set[Value]] = defaultdict(set)
        for shown in ranking.counts:
            for value in ranking.spellings.get(shown) or (shown,):
                found[self._key_of(value)].add(value)
        return found

    def _add_unhandled(self, ranking: Ranking, unhandled: Unhandled) -> None:
        rows = unhandled.rows_by_list[ranking.kind]
        names, times = (column_values(ranking.kind, rows, key) for key in (ranking.column.key, CREATED_KEY))
        for name, created in zip(names, times, strict=True):
            key, age = self._key_of(name), age_in_days(created, unhandled.fetched_on)
            if age is not None:
                self._oldest[key] = max(age, self._oldest.get(key, 0))
