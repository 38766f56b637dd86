"""The number of rows by sending and receiving company."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Value
from vitec_desktop.report.filters import RowFilter, ValueFilter
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.columns import column_values, count_steps
from vitec_desktop.report.statistics.rankings import shown_value_steps, sort_by_count, spellings_of
from vitec_desktop.report.steps import Steps
from vitec_desktop.webservice.models import ListKind

_FROM, _TO = fields.SENDER_COMPANY, fields.RECEIVER_COMPANY


class Matrix(BriefStruct, frozen=True):
    """The rows of a list by sending and receiving company; None stands for no company.

    Attributes:
        counts: the number of rows of each pair; of a company's spellings, the most frequent one.
        spellings: the names for which a sending and a receiving company's name stands, for those with several.
    """

    left_out: ClassVar = ("counts", "spellings")

    kind: ListKind
    counts: Mapping[tuple[Value, Value], int]
    spellings: tuple[Mapping[Value, frozenset[Value]], ...]

    @cached_property
    def sender_totals(self) -> Mapping[Value, int]:
        """The number of rows by sending company, largest first, None last."""
        return self._totals(0)

    @cached_property
    def receiver_totals(self) -> Mapping[Value, int]:
        """The number of rows by receiving company, largest first, None last."""
        return self._totals(1)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def count(self, sender: Value, receiver: Value) -> int:
        return self.counts.get((sender, receiver), 0)

    def row_filter_for(self, sender: Value, receiver: Value) -> RowFilter:
        """Return the filter for the rows from one company to another."""
        senders, receivers = (
            ValueFilter(spellings.get(company) or frozenset((company,)))
            for spellings, company in zip(self.spellings, (sender, receiver), strict=True)
        )
        return RowFilter(self.kind, {_FROM.key: senders, _TO.key: receivers})

    def _totals(self, axis: int) -> Mapping[Value, int]:
        totals: Counter[Value] = Counter()
        for pair, count in self.counts.items():
            totals[pair[axis]] += count
        return {company: totals[company] for company in sort_by_count(totals, (_FROM, _TO)[axis])}


def matrix_steps(kind: ListKind, rows: Sequence[Row]) -> Steps[Matrix]:
    """Count the rows of a list by both companies."""
    senders, receivers = (column_values(kind, rows, column.key) for column in (_FROM, _TO))
    yield
    counts = yield from count_steps(zip(senders, receivers, strict=True), len(rows))
    shown_senders = yield from shown_value_steps(kind, rows, _FROM, Counter(senders))
    shown_receivers = yield from shown_value_steps(kind, rows, _TO, Counter(receivers))
    joined: Counter[tuple[Value, Value]] = Counter()
    for (sender, receiver), count in counts.items():
        joined[shown_senders[sender], shown_receivers[receiver]] += count
    return Matrix(kind, joined, (spellings_of(shown_senders), spellings_of(shown_receivers)))
