"""The statistics of the rows shown, compared with another period. Runs in any thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.row_index import TableQuery, filter_rows
from vitec_desktop.report.statistics import Comparison, Dimension, Statistics, compare, statistics_steps
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.ui.overview.comparison_period import ComparisonPeriod
from vitec_desktop.ui.table.shown_report import ReportInfo
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind

RANKED_DIMENSIONS = (Dimension.SENDER, Dimension.RECEIVER)


@dataclass(frozen=True)
class StatisticsRequest:
    """The rows to count, and a report to compare them with.

    Attributes:
        tables: the rows shown, by list.
        queries: the tables' searches and filters. The comparison report's rows pass through the same ones, with
            date filters shifted to its period; the rows of a list without a query are all counted.
        comparison_report: the report of the other period; None to compare with nothing.
    """

    tables: Mapping[ListKind, Sequence[Row]] = field(repr=False)
    report_info: ReportInfo
    queries: Mapping[ListKind, TableQuery]
    comparison_report: Report | None
    period: ComparisonPeriod
    language: Language

    @property
    def row_count(self) -> int:
        """How many rows are to be counted, those of the comparison report included."""
        compared = self.comparison_report.row_count if self.comparison_report else 0
        return compared + sum(len(rows) for rows in self.tables.values())


@dataclass(frozen=True, slots=True)
class StatisticsResult:
    """The statistics of the rows shown, and their changes since another period if there is one to compare with."""

    statistics: Statistics
    comparison: Comparison | None = None
    period: ComparisonPeriod = ComparisonPeriod.NONE


def compute_overview_statistics(request: StatisticsRequest, cancellation: CancellationToken) -> StatisticsResult:
    """Return what `request` asks for.

    Raises:
        Cancelled: `cancellation` was cancelled meanwhile.
    """
    scope = request.report_info.scope
    statistics = _compute(request.tables, Report(scope, {}, request.report_info.fetched_at), cancellation)
    for ranking in statistics.tips.rankings.values():
        if ranking.dimension in RANKED_DIMENSIONS:
            # Sorted on first access: in this thread, not in the window's.
            _ = ranking.ranked_values
    compared = request.comparison_report
    if compared is None:
        return StatisticsResult(statistics)
    shift = compared.scope.first_day - scope.first_day
    tables = {
        kind: filter_rows(rows, COLUMNS[kind], request.queries[kind].shifted(shift), request.language)
        if kind in request.queries
        else rows
        for kind, rows in compared.tables.items()
    }
    return StatisticsResult(statistics, compare(statistics, _compute(tables, compared, cancellation)), request.period)


def _compute(tables: Mapping[ListKind, Sequence[Row]], report: Report, cancellation: CancellationToken) -> Statistics:
    return run_to_end(statistics_steps(tables, report.scope, report.fetched_at), cancellation.raise_if_cancelled)
