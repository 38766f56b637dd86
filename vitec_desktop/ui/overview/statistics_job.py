"""Counting the rows shown, and those of another period as the tables would show them: for any thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.statistics import Figures, compare, figure_steps
from vitec_desktop.ui.overview.chart_builder import TOP_DIMENSIONS, Counted
from vitec_desktop.ui.overview.filter_set import Sieve
from vitec_desktop.ui.overview.report_info import Basis, Compared
from vitec_desktop.webservice.cancellation import Cancellation
from vitec_desktop.webservice.models import ListKind


@dataclass(frozen=True)
class Order:
    """What to count: the rows shown and, where there is one, the report of another period, to be sieved alike."""

    tables: Mapping[ListKind, Sequence[Row]] = field(repr=False)
    basis: Basis
    sieves: Mapping[ListKind, Sieve]
    before: Report | None
    compared: Compared
    language: Language

    @property
    def row_count(self) -> int:
        before = self.before.row_count if self.before else 0
        return before + sum(len(rows) for rows in self.tables.values())


def count(order: Order, cancellation: Cancellation) -> Counted:
    """The figures of an order.

    Raises:
        Cancelled: nobody wants them any more.
    """
    scope = order.basis.scope
    figures = _figures(order.tables, Report(scope, {}, order.basis.fetched_at), cancellation)
    for ranking in figures.tips.rankings.values():
        if ranking.dimension in TOP_DIMENSIONS:
            # Sorted at the first look, which is to be here and not in the window's thread.
            _ = ranking.entries
    before = order.before
    if before is None:
        return Counted(figures)
    shift = before.scope.first_day - scope.first_day
    tables = {
        kind: order.sieves[kind].moved(shift).sieved(kind, rows, order.language) if kind in order.sieves else rows
        for kind, rows in before.tables.items()
    }
    return Counted(figures, compare(figures, _figures(tables, before, cancellation)), order.compared)


def _figures(tables: Mapping[ListKind, Sequence[Row]], report: Report, cancellation: Cancellation) -> Figures:
    steps = figure_steps(tables, report.scope, report.fetched_at)
    while True:
        cancellation.check()
        try:
            next(steps)
        except StopIteration as stop:
            figures: Figures = stop.value
            return figures
