"""The statistics of a report's rows, compared with another period. Runs in any thread."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.periods import ComparisonPeriod
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.row_index import TableQuery, filter_rows
from vitec_desktop.report.statistics import (
    BucketKind,
    Comparison,
    Dimension,
    EarlierPeriods,
    GroupCounts,
    GroupRows,
    OfficeNumbers,
    Statistics,
    asked_offices,
    bucket_kind,
    compare,
    group_rows,
    is_one_office,
    office_counts,
    office_numbers,
    receiver_counts,
    shorten,
    statistics_steps,
    sum_of,
)
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.ui.table.shown_report import ReportInfo
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.result import FailedPart

MAX_GROUPS = 5
"""Offices or receivers side by side; of more, four and the others together."""

RANKED_DIMENSIONS = (Dimension.SENDER, Dimension.RECEIVER)


class StatisticsRequest(BriefStruct, frozen=True):
    """The rows to count, and a report to compare them with.

    Attributes:
        tables: the rows by list.
        queries: the searches and filters whose rows are counted. The comparison report's rows pass through the same
            ones, with date filters shifted to its period; the rows of a list without a query are all counted.
        comparison_report: the report of the other period; None to compare with nothing.
    """

    left_out: ClassVar = ("tables",)

    tables: Mapping[ListKind, Sequence[Row]]
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


class Groups(Struct, frozen=True):
    """The offices of a report, or the receivers of one office's report.

    Attributes:
        are_offices: whether they are offices.
        count: how many were asked for, of receivers how many there are; the last of more than `MAX_GROUPS` stands for
            several.
        fetched_count: how many of them are not missing altogether.
        other_count: how many other offices there are.
        total, total_rows: all of them together.
    """

    are_offices: bool
    count: int
    fetched_count: int
    other_count: int
    figures: tuple[GroupCounts, ...]
    rows: tuple[GroupRows, ...]
    total: GroupCounts
    total_rows: GroupRows


class StatisticsResult(Struct, frozen=True):
    """The statistics of the rows counted, and those of another period if there is one to compare with.

    `is_complete` says whether no row of the report can be missing.
    """

    statistics: Statistics
    groups: Groups
    comparison: Comparison | None = None
    period: ComparisonPeriod = ComparisonPeriod.NONE
    before: Statistics | None = None
    is_complete: bool = True


def compute_overview_statistics(request: StatisticsRequest, cancellation: CancellationToken) -> StatisticsResult:
    """Return what `request` asks for.

    Raises:
        Cancelled: `cancellation` was cancelled meanwhile.
    """
    scope = request.report_info.scope
    counted = _matching_rows(request.tables, request, timedelta())
    info = request.report_info
    statistics = _compute(counted, Report(scope, {}, info.fetched_at), cancellation)
    if info.is_saved:
        statistics = replace(statistics, as_of=info.fetched_at.date())
    for ranking in statistics.tips.rankings.values():
        if ranking.dimension in RANKED_DIMENSIONS:
            # Sorted on first access: in this thread, not in the window's.
            _ = ranking.ranked_values
    compared = request.comparison_report
    if compared is None:
        groups = compute_groups(statistics, counted, None, info.failed_parts)
        return StatisticsResult(statistics, groups, is_complete=info.is_complete)
    tables = _matching_rows(compared.tables, request, compared.scope.first_day - scope.first_day)
    before = _compute(tables, compared, cancellation, bucket_kind(scope))
    compared = replace(compared, tables={kind: tuple(rows) for kind, rows in tables.items()})
    cancellation.raise_if_cancelled()
    groups = compute_groups(statistics, counted, compared, info.failed_parts)
    comparison = compare(statistics, before, info.failed_parts, compared.failed_parts)
    return StatisticsResult(statistics, groups, comparison, request.period, before, info.is_complete)


def compute_groups(
    statistics: Statistics,
    tables: Mapping[ListKind, Sequence[Row]],
    before: Report | None,
    failed_parts: Sequence[FailedPart] = (),
) -> Groups:
    """Return the offices or receivers of the rows counted, `tables`; `before` has those of the earlier period.

    `failed_parts` are those of the report itself: the offices of which days are missing are not compared.
    """
    are_offices = not is_one_office(statistics)
    if are_offices:
        dimensions = Dimension.RECEIVER_COMPANY, Dimension.SENDER_COMPANY
        found = office_counts(statistics, tables, before, asked_offices(statistics.scope, failed_parts))
    else:
        dimensions = Dimension.RECEIVER, Dimension.SENDER
        found = receiver_counts(statistics, tables, before)
    total = sum_of(found)
    shown = shorten(found, MAX_GROUPS)
    *rows, total_rows = group_rows(statistics, [*shown, total], dimensions)
    numbers = office_numbers(found, statistics.scope)
    if not are_offices:
        count = numbers.asked + numbers.others
        numbers = OfficeNumbers(count, count, 0)
    return Groups(
        are_offices,
        numbers.asked,
        numbers.fetched,
        numbers.others,
        tuple(shown),
        tuple(rows),
        total,
        total_rows,
    )


def filter_earlier_periods(periods: EarlierPeriods, request: StatisticsRequest) -> EarlierPeriods:
    """Return the periods with the rows that match the queries of `request`.

    Filters of days are moved to the period before and to last year's; all days before the report's own match.
    """
    first_day = request.report_info.scope.first_day
    all_days = replace(request, queries={kind: query.without_days() for kind, query in request.queries.items()})

    def filtered(report: Report | None, by: StatisticsRequest) -> Report | None:
        if report is None:
            return None
        tables = _matching_rows(report.tables, by, report.scope.first_day - first_day)
        return replace(report, tables={kind: tuple(rows) for kind, rows in tables.items()})

    return EarlierPeriods(
        filtered(periods.before, request), filtered(periods.last_year, request), filtered(periods.weeks, all_days)
    )


def _matching_rows(
    tables: Mapping[ListKind, Sequence[Row]], request: StatisticsRequest, shift: timedelta
) -> dict[ListKind, Sequence[Row]]:
    """Return the rows that match the queries of `request`, with date filters moved by `shift`."""
    return {
        kind: filter_rows(rows, COLUMNS[kind], request.queries[kind].shifted(shift), request.language)
        if kind in request.queries
        else rows
        for kind, rows in tables.items()
    }


def _compute(
    tables: Mapping[ListKind, Sequence[Row]],
    report: Report,
    cancellation: CancellationToken,
    charted_by: BucketKind | None = None,
) -> Statistics:
    steps = statistics_steps(tables, report.scope, report.fetched_at, charted_by)
    return run_to_end(steps, cancellation.raise_if_cancelled)
