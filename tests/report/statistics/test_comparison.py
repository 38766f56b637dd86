"""Two periods side by side."""

from hypothesis import given

from tests.report.statistics.factories import (
    FETCHED_AT,
    YEAR,
    RandomReport,
    allow_slow_data,
    compute_statistics,
    reports,
    tip,
    tip_tables,
)
from vitec_desktop.report.periods import same_period_last_year
from vitec_desktop.report.statistics import StatisticKey, compare
from vitec_desktop.report.statistics.comparison import COUNT_KEYS
from vitec_desktop.webservice.models import Estate, ListKind
from vitec_desktop.webservice.request import ReportScope

LAST_YEAR = ReportScope((), *same_period_last_year(YEAR.first_day, YEAR.last_day))


@allow_slow_data
@given(reports, reports)
def test_every_statistic_stands_beside_its_own(one: RandomReport, other: RandomReport) -> None:
    now, before = (
        compute_statistics(one.tables, YEAR, FETCHED_AT),
        compute_statistics(other.tables, LAST_YEAR, FETCHED_AT),
    )
    comparison = compare(now, before)
    assert (comparison.scope, comparison.scope_before) == (YEAR, LAST_YEAR)
    for kind in ListKind:
        change = comparison.count_change(kind)
        assert change is not None
        assert (change.now, change.before) == (len(one.wire[kind]), len(other.wire[kind]))
        counted = comparison.find(kind, COUNT_KEYS[kind])
        assert counted is not None
        assert counted.change == change
        outcomes = now.lists[kind].outcome, before.lists[kind].outcome
        for step, step_before in zip(*(outcome.steps if outcome else () for outcome in outcomes), strict=True):
            statistic = comparison.find(kind, step.key)
            assert statistic is not None
            assert (statistic.change.now, statistic.change.before) == (step.count, step_before.count)
            assert (statistic.share, statistic.share_before) == (step.of_all, step_before.of_all)
            assert (statistic.of_linked, statistic.of_linked_before) == (step.of_linked, step_before.of_linked)
    assert len(comparison.statistics) == 3 + 2 * 4


@allow_slow_data
@given(reports)
def test_a_period_beside_itself_has_not_changed(reported: RandomReport) -> None:
    statistics = compute_statistics(reported.tables, YEAR, FETCHED_AT)
    assert {statistic.change.difference for statistic in compare(statistics, statistics).statistics} == {0}


def test_outgoing_leads_have_a_number_and_no_share() -> None:
    statistics = compute_statistics({}, YEAR, FETCHED_AT)
    outgoing = [
        statistic for statistic in compare(statistics, statistics).statistics if statistic.kind is ListKind.OUTGOING
    ]
    assert [(statistic.key, statistic.share, statistic.of_linked) for statistic in outgoing] == [
        (StatisticKey.OUTGOING, None, None)
    ]
    assert compare(statistics, statistics).find(ListKind.OUTGOING, StatisticKey.WON) is None


def test_the_share_before_is_that_of_the_other_period() -> None:
    won, lost = tip(estate=Estate("1", "Sold")), tip()
    now = compute_statistics(tip_tables(*[won] * 3, *[lost] * 3), YEAR, FETCHED_AT)
    before = compute_statistics(tip_tables(won, *[lost] * 9), LAST_YEAR, FETCHED_AT)
    statistic = compare(now, before).find(ListKind.TIPS, StatisticKey.WON)
    assert statistic is not None
    assert statistic.share is not None
    assert statistic.share_before is not None
    assert (statistic.share.percent, statistic.share_before.percent) == (50, 10)
    assert (statistic.change.difference, statistic.change.percent) == (2, None)
