"""Numbers, states, outcomes, rankings and the matrix, against a slow reference_counts of random reports."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from hypothesis import given

from tests.report.statistics import reference_counts as reference
from tests.report.statistics.factories import (
    ASSIGNMENT_CODES,
    FETCHED_AT,
    LOST_CODES,
    SOLD_CODES,
    STATE_CODES,
    YEAR,
    RandomReport,
    allow_slow_data,
    compute_statistics,
    reports,
    select_rows,
    tip,
    tip_tables,
)
from vitec_desktop.report.columns import Column
from vitec_desktop.report.fields import RECEIVER_COMPANY, SENDER_COMPANY
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.labels import ESTATE_STATUSES, STATES, StateGroup
from vitec_desktop.report.language import Language
from vitec_desktop.report.statistics import (
    Dimension,
    Share,
    StatisticKey,
    Statistics,
    feedback_by_sender,
    matrix_steps,
    statistics_steps,
)
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.report.value_groups import group_key
from vitec_desktop.webservice.models import Estate, ListKind, Party, SentTip, TipFacts

PATHS: dict[Dimension, tuple[str, ...]] = {
    Dimension.SENDER: ("sender", "name"),
    Dimension.RECEIVER: ("receiver", "name"),
    Dimension.SENT_BY: ("user", "name"),
    Dimension.SENDER_COMPANY: ("sender", "company", "name"),
    Dimension.RECEIVER_COMPANY: ("receiver", "company", "name"),
    Dimension.LEAD_TYPE: ("lead", "type"),
    Dimension.TIP_TYPE: ("tip", "type"),
    Dimension.ESTATE_STATUS: ("estate", "estate_status"),
}
WITH_OUTCOME = (ListKind.INCOMING, ListKind.TIPS)


def counted(reported: RandomReport) -> Statistics:
    return compute_statistics(reported.tables, YEAR, FETCHED_AT)


def read(row: Any, dimension: Dimension) -> Any:
    return reference.at(row, *PATHS[dimension])


def is_same(column: Column, one: Any, other: Any) -> bool:
    return group_key(column, one) == group_key(column, other)


def test_the_recount_knows_every_code_of_the_program() -> None:
    assert [state.code for state in STATES] == STATE_CODES
    steps = {status.code for status in ESTATE_STATUSES} - {"AssignmentAttempt"}
    assert steps == {*ASSIGNMENT_CODES, *SOLD_CODES, *LOST_CODES}


@allow_slow_data
@given(reports)
def test_every_row_counts_once_in_its_list(reported: RandomReport) -> None:
    statistics = counted(reported)
    for kind, rows in reported.wire.items():
        assert statistics.lists[kind].count == len(rows)
        assert statistics.lists[kind].undated == reference.count(rows, lambda row: reference.day(row) is None)
    assert (statistics.incoming, statistics.outgoing, statistics.tips) == tuple(
        statistics.lists[kind] for kind in ListKind
    )


@allow_slow_data
@given(reports)
def test_states_sum_to_the_whole_and_keep_those_without_rows(reported: RandomReport) -> None:
    statistics = counted(reported)
    assert statistics.outgoing.states == ()
    for kind in WITH_OUTCOME:
        states, rows = statistics.lists[kind].states, reported.wire[kind]
        assert sum(state.count for state in states) == len(rows)
        assert [state.code for state in states[: len(STATE_CODES)]] == STATE_CODES
        for state in states:
            assert state.count == reference.count(rows, lambda row, code=state.code: reference.state(row) == code)  # type: ignore[misc]
        extra = [state.code for state in states[len(STATE_CODES) :]]
        expected = [
            code for code in ("omfördelat", "Teleported", None) if any(reference.state(r) == code for r in rows)
        ]
        assert extra == expected
        unhandled = [state.count for state in states if state.group is StateGroup.UNHANDLED]
        assert sum(unhandled) == reference.count(rows, reference.is_unhandled)


@allow_slow_data
@given(reports)
def test_outcomes_are_counted_by_the_estates_step(reported: RandomReport) -> None:
    statistics = counted(reported)
    assert statistics.outgoing.outcome is None
    for kind in WITH_OUTCOME:
        outcome, rows = statistics.lists[kind].outcome, reported.wire[kind]
        assert outcome is not None
        everything, linked = len(rows), reference.count(rows, reference.is_linked)
        questions = {
            StatisticKey.WON: reference.is_won,
            StatisticKey.SOLD: reference.is_sold,
            StatisticKey.NO_ASSIGNMENT: reference.is_lost,
        }
        assert (outcome.count, outcome.linked.count) == (everything, linked)
        assert (outcome.linked.of_all, outcome.linked.of_linked) == (Share(linked, everything), None)
        assert [step.key for step in outcome.steps[1:]] == list(questions)
        for step in outcome.steps[1:]:
            count = reference.count(rows, questions[step.key])
            assert (step.count, step.of_all, step.of_linked) == (count, Share(count, everything), Share(count, linked))
        assert outcome.sold.count <= outcome.won.count <= linked
        assert outcome.won.count + outcome.no_assignment.count <= linked


@allow_slow_data
@given(reports)
def test_rankings_sum_to_the_whole(reported: RandomReport) -> None:
    statistics = counted(reported)
    for kind, rows in reported.wire.items():
        for dimension, ranking in statistics.lists[kind].rankings.items():
            entries = [*ranking.ranked_values, *([ranking.missing_value] if ranking.missing_value else [])]
            assert sum(entry.count for entry in entries) == len(rows)
            assert len({entry.value for entry in entries}) == len(entries)
            for entry in entries:
                column = ranking.column
                behind = [row for row in rows if is_same(column, read(row, dimension), entry.value)]
                assert entry.count == len(behind) > 0
                if kind is ListKind.OUTGOING or dimension is Dimension.ESTATE_STATUS:
                    assert (entry.won, entry.won_share) == (None, None)
                else:
                    assert entry.won_share == Share(reference.count(behind, reference.is_won), len(behind))
            for length in range(4):
                assert ranking.top(length) == ranking.ranked_values[:length]


@allow_slow_data
@given(reports)
def test_a_matrix_holds_every_row_once(reported: RandomReport) -> None:
    for kind, rows in reported.wire.items():
        matrix = run_to_end(matrix_steps(kind, reported.tables[kind]))
        assert matrix.total == sum(matrix.sender_totals.values()) == sum(matrix.receiver_totals.values()) == len(rows)
        for sender, total in matrix.sender_totals.items():
            assert total == sum(matrix.count(sender, receiver) for receiver in matrix.receiver_totals)
            for receiver in matrix.receiver_totals:
                pair = (sender, receiver)
                assert matrix.count(*pair) == reference.count(
                    rows,
                    lambda row, kind=kind, pair=pair: (  # type: ignore[misc]
                        is_same(SENDER_COMPANY, read(row, Dimension.SENDER_COMPANY), pair[0])
                        and is_same(RECEIVER_COMPANY, read(row, Dimension.RECEIVER_COMPANY), pair[1])
                    ),
                )


@allow_slow_data
@given(reports)
def test_the_steps_come_to_the_same_as_the_whole(reported: RandomReport) -> None:
    results: list[Statistics] = []

    def runner() -> Iterator[None]:
        results.append((yield from statistics_steps(reported.tables, YEAR, FETCHED_AT)))

    assert sum(1 for _ in runner()) > 0
    assert results == [counted(reported)]


def test_top_lists_stand_by_count_and_then_in_swedish_order() -> None:
    senders = ["Örjan", "Zara", "Åsa", "anna", "Anna", "Kontor 10", "Kontor 2", "Bo", "Bo", None, None, None]
    ranking = compute_statistics(
        tip_tables(*(tip(sender=sender) for sender in senders)), YEAR, FETCHED_AT
    ).tips.rankings[Dimension.SENDER]
    order = ["anna", "Bo", "Kontor 2", "Kontor 10", "Zara", "Åsa", "Örjan"]
    assert [entry.value for entry in ranking.ranked_values] == order
    assert [entry.value for entry in ranking.top(3)] == order[:3]
    assert ranking.missing_value is not None
    assert (ranking.missing_value.value, ranking.missing_value.count) == (None, 3)


def test_companies_of_a_matrix_stand_by_size_and_the_missing_one_last() -> None:
    rows = tip_tables(*(tip(company=name) for name in ("Ö", "A", "Ö", None, None, None)))
    matrix = run_to_end(matrix_steps(ListKind.TIPS, rows[ListKind.TIPS]))
    assert list(matrix.sender_totals.items()) == [("Ö", 2), ("A", 1), (None, 3)]


def test_a_withdrawn_assignment_is_no_assignment_any_more() -> None:
    rows = tip_tables(tip(estate=Estate("1", "AssignmentWithdrawn")), tip(estate=Estate("2", "AssignmentAttempt")))
    outcome = compute_statistics(rows, YEAR, FETCHED_AT).tips.outcome
    assert outcome is not None
    assert (outcome.linked.count, outcome.won.count, outcome.no_assignment.count) == (2, 0, 1)


def test_an_empty_report_has_all_its_statistics() -> None:
    statistics = compute_statistics({}, YEAR, FETCHED_AT)
    assert [statistics.lists[kind].count for kind in ListKind] == [0, 0, 0]
    assert [state.count for state in statistics.tips.states] == [0] * len(STATE_CODES)
    assert statistics.tips.outcome is not None
    assert statistics.tips.outcome.won.of_all.percent is None
    assert all(ranking.ranked_values == () for ranking in statistics.incoming.rankings.values())


def test_one_person_is_one_line_of_a_top_list() -> None:
    """Every spelling of a name, and a new name of the same person, whose id says so."""
    parties = [
        Party("7", "Anna Berg"),
        Party("7", "Anna Berg "),
        Party("7", "Anna\u00a0Berg"),
        Party("7", "ANNA  BERG"),
        Party(None, "A\u200bnna Berg"),
        Party("7", "Anna Lindqvist"),
        Party(None, "Anna Lindqvist"),
        Party("8", "Renée Ek"),
        Party("8", unicodedata.normalize("NFD", "Renée Ek")),
        Party("9", "Åsa Ek"),
        Party("10", "Asa Ek"),
    ]
    tables = tip_tables(
        *(SentTip(tip().created_at, party, None, TipFacts("1", "Vill sälja", "New")) for party in parties)
    )
    ranked = compute_statistics(tables, YEAR, FETCHED_AT).tips.rankings[Dimension.SENDER].ranked_values
    assert [(entry.value, entry.count) for entry in ranked] == [
        ("Anna Lindqvist", 7),
        ("Renée Ek", 2),
        ("Asa Ek", 1),
        ("Åsa Ek", 1),
    ]
    assert [len(select_rows(entry.row_filter, tables[ListKind.TIPS])) for entry in ranked] == [7, 2, 1, 1]
    assert [(block.sender, block.count) for block in feedback_by_sender(tables[ListKind.TIPS])] == [
        ("Anna Lindqvist", 7),
        ("Asa Ek", 1),
        ("Renée Ek", 2),
        ("Åsa Ek", 1),
    ]


def test_equal_labels_are_one_value() -> None:
    tables = tip_tables(*(tip(estate=Estate("1", status)) for status in ("PreSale", "Advantage", "Advantage", "Sold")))
    ranked = compute_statistics(tables, YEAR, FETCHED_AT).tips.rankings[Dimension.ESTATE_STATUS].ranked_values
    shown = [(display_text(entry.column, entry.value, Language("sv")), entry.count) for entry in ranked]
    assert shown == [("Försprång", 3), ("Såld", 1)]
    assert len(select_rows(ranked[0].row_filter, tables[ListKind.TIPS])) == 3
