"""The comparison of the statistics of two periods."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from vitec_desktop.report.statistics.by_list import Outcome, OutcomeStep
from vitec_desktop.report.statistics.definitions import StatisticKey
from vitec_desktop.report.statistics.shares import Change, Share
from vitec_desktop.report.statistics.statistics import Statistics
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import FailedPart

COUNT_KEYS: Mapping[ListKind, StatisticKey] = {
    ListKind.INCOMING: StatisticKey.INCOMING,
    ListKind.OUTGOING: StatisticKey.OUTGOING,
    ListKind.TIPS: StatisticKey.TIPS,
}
"""The statistic that is each list's number of rows."""


class ComparedStatistic(Struct, frozen=True):
    """One statistic of a list in both periods.

    Attributes:
        kind: the list.
        key: the statistic, for its name and definition.
        change: the number of rows now and before.
        share, share_before: the share of all rows; None for the number of rows itself.
        of_linked, of_linked_before: the share of the rows with an estate linked; None if that is no part of them.
    """

    kind: ListKind
    key: StatisticKey
    change: Change
    share: Share | None = None
    share_before: Share | None = None
    of_linked: Share | None = None
    of_linked_before: Share | None = None


class Comparison(Struct, frozen=True):
    """The statistics of one period and of another before it, in the order in which they are shown.

    Attributes:
        is_complete: whether no days of the period itself are missing.
        is_complete_before: whether none of the other one are.
    """

    scope: ReportScope
    scope_before: ReportScope
    statistics: tuple[ComparedStatistic, ...]
    is_complete: bool = True
    is_complete_before: bool = True

    @property
    def are_both_complete(self) -> bool:
        """Whether no days of either period are missing, so that their counts can stand side by side."""
        return self.is_complete and self.is_complete_before

    def find(self, kind: ListKind, key: StatisticKey) -> ComparedStatistic | None:
        """Return one statistic of a list; None if it has none: outgoing leads have no outcome."""
        return next((one for one in self.statistics if (one.kind, one.key) == (kind, key)), None)

    def count_before(self, kind: ListKind) -> int | None:
        """Return the number of a list's rows before; None if days of that period are missing."""
        return self._change(kind).before if self.is_complete_before else None

    def count_change(self, kind: ListKind) -> Change | None:
        """Return how the number of a list's rows has changed; None if that is not known."""
        change = self._change(kind)
        return known_change(change.now, self.count_before(kind), is_complete=self.is_complete)

    def _change(self, kind: ListKind) -> Change:
        return next(one.change for one in self.statistics if one.key is COUNT_KEYS[kind])


def known_change(now: int, before: int | None, *, is_complete: bool) -> Change | None:
    """Return how a number of rows has changed.

    None if the number before is not known, or if days of now are missing, so that the two cannot be compared.
    """
    return Change(now, before) if is_complete and before is not None else None


def compare(
    now: Statistics,
    before: Statistics,
    failed_parts: Sequence[FailedPart] = (),
    failed_parts_before: Sequence[FailedPart] = (),
) -> Comparison:
    """Compare the statistics of a period with those of the previous period, or of last year.

    Unhandled rows are not compared: an old period has almost none left. The failed parts are those of each report.
    """
    compared = tuple(_compared(now, before))
    return Comparison(now.scope, before.scope, compared, not failed_parts, not failed_parts_before)


def _compared(now: Statistics, before: Statistics) -> Iterator[ComparedStatistic]:
    for kind in (ListKind.INCOMING, ListKind.TIPS, ListKind.OUTGOING):
        change = Change(now.lists[kind].count, before.lists[kind].count)
        yield ComparedStatistic(kind, COUNT_KEYS[kind], change)
    for kind in (ListKind.TIPS, ListKind.INCOMING):
        yield from _compared_outcome(kind, now.lists[kind].outcome, before.lists[kind].outcome)


def _compared_outcome(kind: ListKind, now: Outcome | None, before: Outcome | None) -> Iterator[ComparedStatistic]:
    if now is None or before is None:
        return
    for step, step_before in zip(now.steps, before.steps, strict=True):
        yield _compared_step(kind, step, step_before)


def _compared_step(kind: ListKind, now: OutcomeStep, before: OutcomeStep) -> ComparedStatistic:
    change = Change(now.count, before.count)
    return ComparedStatistic(kind, now.key, change, now.of_all, before.of_all, now.of_linked, before.of_linked)
