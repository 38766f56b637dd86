"""Counting the rows shown, and those of another period as the tables would show them: for any thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.row_index import TableQuery, filter_rows
from vitec_desktop.report.statistics import Statistics, compare, statistics_steps
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.ui.overview.chart_builder import RANKED_DIMENSIONS, StatisticsResult
from vitec_desktop.ui.overview.comparison_period import ComparisonPeriod
from vitec_desktop.ui.table.shown_report import ReportInfo
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind


@dataclass(frozen=True)
class StatisticsRequest:
    """What to count: the rows shown and, where there is one, the report of another period, to be sieved alike."""

    tables: Mapping[ListKind, Sequence[Row]] = field(repr=False)
    report_info: ReportInfo
    queries: Mapping[ListKind, TableQuery]
    comparison_report: Report | None
    period: ComparisonPeriod
    language: Language

    @property
    def row_count(self) -> int:
        before = self.comparison_report.row_count if self.comparison_report else 0
        return before + sum(len(rows) for rows in self.tables.values())


def compute_overview_statistics(order: StatisticsRequest, cancellation: CancellationToken) -> StatisticsResult:
    """The figures of an order.

    Raises:
        Cancelled: nobody wants them any more.
    """
    scope = order.report_info.scope
    figures = _figures(order.tables, Report(scope, {}, order.report_info.fetched_at), cancellation)
    for ranking in figures.tips.rankings.values():
        if ranking.dimension in RANKED_DIMENSIONS:
            # Sorted at the first look, which is to be here and not in the window's thread.
            _ = ranking.ranked_values
    before = order.comparison_report
    if before is None:
        return StatisticsResult(figures)
    shift = before.scope.first_day - scope.first_day
    tables = {
        kind: filter_rows(rows, COLUMNS[kind], order.queries[kind].shifted(shift), order.language)
        if kind in order.queries
        else rows
        for kind, rows in before.tables.items()
    }
    return StatisticsResult(figures, compare(figures, _figures(tables, before, cancellation)), order.period)


def _figures(tables: Mapping[ListKind, Sequence[Row]], report: Report, cancellation: CancellationToken) -> Statistics:
    return run_to_end(statistics_steps(tables, report.scope, report.fetched_at), cancellation.raise_if_cancelled)
