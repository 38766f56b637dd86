"""The filter of a statistic matches exactly the rows that it counts."""

from hypothesis import given

from tests.report.statistics.factories import (
    FETCHED_AT,
    YEAR,
    RandomReport,
    allow_slow_data,
    compute_statistics,
    reports,
    rows_of,
    select_rows,
    tip,
    tip_tables,
)
from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics import feedback_by_sender, matrix_steps
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.models import DecisionStatus, Estate, ListKind

CountedFilter = tuple[RowFilter | None, int]


def counted_filters(tables: dict[ListKind, list[Row]]) -> list[CountedFilter]:
    """Return every filter of the statistics with the number of rows that it must match."""
    statistics = compute_statistics(tables, YEAR, FETCHED_AT)
    found: list[CountedFilter] = []
    for kind, facts in statistics.lists.items():
        found.append((facts.row_filter, facts.count))
        found += [(state.row_filter, state.count) for state in facts.states]
        found += [(step.row_filter, step.count) for step in (facts.outcome.steps if facts.outcome else ())]
        found += [
            (entry.row_filter, entry.count) for ranking in facts.rankings.values() for entry in ranking.ranked_values
        ]
        found += [
            (rank.missing_value.row_filter, rank.missing_value.count)
            for rank in facts.rankings.values()
            if rank.missing_value
        ]
        matrix = run_to_end(matrix_steps(kind, tables[kind]))
        found += [(matrix.row_filter_for(*pair), count) for pair, count in matrix.counts.items()]
        found += [(slot.row_filter_for(kind), slot.counts[kind]) for slot in statistics.timeline.all_months]
        found += [(slot.row_filter_for(kind), slot.counts[kind]) for slot in statistics.timeline.weeks]
    for profile in (*statistics.unhandled.by_list.values(), statistics.unhandled.total):
        found.append((profile.row_filter, profile.count))
        found += [(bucket.row_filter, bucket.count) for bucket in profile.buckets]
    found += [(block.row_filter, block.count) for block in feedback_by_sender(tables[ListKind.TIPS])]
    return found


@allow_slow_data
@given(reports)
def test_a_filter_matches_as_many_rows_as_its_statistic_counts(reported: RandomReport) -> None:
    tables = reported.tables
    for row_filter, count in counted_filters(tables):
        if row_filter is not None:
            assert len(select_rows(row_filter, rows_of(row_filter.kind, tables))) == count, row_filter


@allow_slow_data
@given(reports)
def test_only_rows_with_an_estate_linked_can_lack_a_filter(reported: RandomReport) -> None:
    tables = reported.tables
    lists = compute_statistics(tables, YEAR, FETCHED_AT).lists
    linked = [facts.outcome.linked.row_filter for facts in lists.values() if facts.outcome]
    assert sum(row_filter is None for row_filter, _ in counted_filters(tables)) == linked.count(None)


def test_estates_known_by_their_status_alone_are_shown_by_it() -> None:
    tables = tip_tables(tip(estate=Estate(None, "Sold")), tip(estate=Estate("1", "ForSale")), tip())
    outcome = compute_statistics(tables, YEAR, FETCHED_AT).tips.outcome
    assert outcome is not None
    assert outcome.linked.row_filter is not None
    assert list(outcome.linked.row_filter.filters) == ["estate.estateStatus"]
    assert select_rows(outcome.linked.row_filter, tables[ListKind.TIPS]) == tables[ListKind.TIPS][:2]


def test_estates_without_a_field_in_common_are_counted_and_have_no_filter() -> None:
    statusless = Estate("1", None, DecisionStatus(0, None))
    tables = tip_tables(tip(estate=Estate(None, "Sold")), tip(estate=statusless), tip(estate=Estate(None, None)))
    outcome = compute_statistics(tables, YEAR, FETCHED_AT).tips.outcome
    assert outcome is not None
    assert (outcome.linked.count, outcome.linked.row_filter) == (2, None)
