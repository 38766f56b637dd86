"""Tests of the numbers of a selection, and of their texts."""

import pytest

from tests.ui.table.rows import make_rows
from vitec_desktop.report.labels import StateGroup
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.outcome_counts import OutcomeCounter, OutcomeCounts, selection_text
from vitec_desktop.report.statistics.by_list import list_statistics_steps
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.models import ListKind

SWEDISH = Language("sv")


@pytest.mark.parametrize("kind", [ListKind.INCOMING, ListKind.TIPS])
def test_the_numbers_are_those_of_the_overview(kind: ListKind) -> None:
    rows = make_rows(kind, 200)
    statistics = run_to_end(list_statistics_steps(kind, rows))
    assert statistics.outcome is not None
    unhandled = sum(state.count for state in statistics.states if state.group is StateGroup.UNHANDLED)
    counts = OutcomeCounter(COLUMNS[kind]).count(iter(rows))
    assert counts == OutcomeCounts(200, unhandled, statistics.outcome.won.count)
    assert counts.unhandled
    assert counts.won


def test_outgoing_leads_have_neither_a_state_nor_an_estate() -> None:
    counts = OutcomeCounter(COLUMNS[ListKind.OUTGOING]).count(make_rows(ListKind.OUTGOING, 12))
    assert counts == OutcomeCounts(12, None, None)
    assert selection_text(counts, SWEDISH) == "12 markerade"


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (OutcomeCounts(0, 0, 0), ""),
        (OutcomeCounts(1, 1, 0), ""),
        (OutcomeCounts(2, 1, 0), "2 markerade · 1 obehandlat · 0 → Intag"),
        (OutcomeCounts(12, 3, 4), "12 markerade · 3 obehandlade · 4 → Intag"),
        (OutcomeCounts(1234, 1000, 4), "1\u00a0234 markerade · 1\u00a0000 obehandlade · 4 → Intag"),
    ],
)
def test_the_status_bar_sums_up_from_two_rows_on(counts: OutcomeCounts, text: str) -> None:
    assert selection_text(counts, SWEDISH) == text
