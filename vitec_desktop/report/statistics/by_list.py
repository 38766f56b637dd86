"""The statistics of one list: its rows by state, by outcome, and by sender, receiver and type."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from vitec_desktop.report import fields
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.columns import Value
from vitec_desktop.report.filters import RowFilter, ValueFilter
from vitec_desktop.report.labels import ESTATE_STATUSES, STATES, WON_STATUSES, EstateStep, StateGroup, state_group
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.columns import CREATED_KEY, OUTCOME_KINDS, STATE_COLUMNS, column_values
from vitec_desktop.report.statistics.definitions import StatisticKey
from vitec_desktop.report.statistics.rankings import Dimension, Ranking, ranking_steps
from vitec_desktop.report.statistics.shares import Share
from vitec_desktop.report.steps import Steps
from vitec_desktop.webservice.models import ListKind

ESTATE_COLUMNS = (fields.ESTATE_ID, fields.ESTATE_STATUS, fields.DECISION_STATUS, fields.DECISION_STATUS_ID)
_ESTATE_STEPS = (
    (StatisticKey.WON, (EstateStep.ASSIGNMENT, EstateStep.SOLD)),
    (StatisticKey.SOLD, (EstateStep.SOLD,)),
    (StatisticKey.NO_ASSIGNMENT, (EstateStep.NO_ASSIGNMENT,)),
)
ESTATE_CODES: Mapping[StatisticKey, frozenset[Value]] = {
    key: frozenset(status.code for status in ESTATE_STATUSES if status.step in steps) for key, steps in _ESTATE_STEPS
}


class StateCount(Struct, frozen=True):
    """How many rows of a list have one state: a code, known or not, or None for no state."""

    kind: ListKind
    code: str | None
    group: StateGroup | None
    count: int

    @property
    def row_filter(self) -> RowFilter:
        return RowFilter.from_values(self.kind, STATE_COLUMNS[self.kind].key, self.code)


class OutcomeStep(Struct, frozen=True):
    """How many rows reached one step, of all rows and of those with an estate linked.

    `of_linked` is None for the step "estate linked" itself. `row_filter` is None in the rare case that no filter of the
    table can show these rows: some estates are known by their id alone, and others by their status alone.
    """

    key: StatisticKey
    count: int
    of_all: Share
    of_linked: Share | None
    row_filter: RowFilter | None


class Outcome(Struct, frozen=True):
    """The outcome of one list's rows at the time of the fetch."""

    kind: ListKind
    count: int
    linked: OutcomeStep
    won: OutcomeStep
    sold: OutcomeStep
    no_assignment: OutcomeStep

    @property
    def steps(self) -> tuple[OutcomeStep, ...]:
        """The steps of the funnel below "all rows", and last the rows that left it."""
        return self.linked, self.won, self.sold, self.no_assignment


class ListStatistics(Struct, frozen=True):
    """The statistics of one list.

    Attributes:
        undated: the number of rows without a time of creation; they count everywhere but in months, weeks and ages.
        states: all known states in report order, then unknown ones, and last no state. Empty for outgoing leads.
        outcome: None for outgoing leads, which have no estate.
    """

    kind: ListKind
    count: int
    undated: int
    states: tuple[StateCount, ...]
    outcome: Outcome | None
    rankings: Mapping[Dimension, Ranking]

    @property
    def row_filter(self) -> RowFilter:
        return RowFilter(self.kind)


def list_statistics_steps(kind: ListKind, rows: Sequence[Row]) -> Steps[ListStatistics]:
    """Compute the statistics of one list."""
    undated = column_values(kind, rows, CREATED_KEY).count(None)
    yield
    states: tuple[StateCount, ...] = ()
    outcome: Outcome | None = None
    is_won = [False] * len(rows)
    if kind in OUTCOME_KINDS:
        states = _states(kind, column_values(kind, rows, STATE_COLUMNS[kind].key))
        yield
        statuses = column_values(kind, rows, fields.ESTATE_STATUS.key)
        is_won = [status in WON_STATUSES for status in statuses]
        yield
        outcome = yield from _outcome_steps(kind, rows, Counter(statuses))
    rankings = yield from ranking_steps(kind, rows, is_won)
    return ListStatistics(kind, len(rows), undated, states, outcome, rankings)


def _states(kind: ListKind, values: Sequence[Value]) -> tuple[StateCount, ...]:
    counts = Counter(values)
    known = [state.code for state in STATES]
    unknown = sorted((str(code) for code in counts.keys() - {*known, None}), key=SWEDISH.key)
    codes: list[str | None] = [*known, *unknown]
    if None in counts:
        codes.append(None)
    return tuple(StateCount(kind, code, state_group(code), counts[code]) for code in codes)


def _outcome_steps(kind: ListKind, rows: Sequence[Row], statuses: Mapping[Value, int]) -> Steps[Outcome]:
    linked, row_filter = yield from _linked_steps(kind, rows)
    total = len(rows)

    def step(key: StatisticKey) -> OutcomeStep:
        codes = ESTATE_CODES[key]
        count = sum(count for status, count in statuses.items() if status in codes)
        row_filter = RowFilter.from_values(kind, fields.ESTATE_STATUS.key, *codes)
        return OutcomeStep(key, count, Share(count, total), Share(count, linked), row_filter)

    return Outcome(
        kind,
        total,
        OutcomeStep(StatisticKey.LINKED, linked, Share(linked, total), None, row_filter),
        step(StatisticKey.WON),
        step(StatisticKey.SOLD),
        step(StatisticKey.NO_ASSIGNMENT),
    )


def _linked_steps(kind: ListKind, rows: Sequence[Row]) -> Steps[tuple[int, RowFilter | None]]:
    """Return how many rows have an estate linked, and the filter for them, None if no filter can show them.

    A row has an estate if any of its fields is set, as each of them can be null. The filter is by a field that all
    these rows have: nearly always the id.
    """
    columns: list[list[Value]] = []
    for column in ESTATE_COLUMNS:
        columns.append(column_values(kind, rows, column.key))
        yield
    nothing = (None,) * len(columns)
    linked = len(rows) - sum(values == nothing for values in zip(*columns, strict=True))
    yield
    for column, values in zip(ESTATE_COLUMNS, columns, strict=True):
        if len(values) - values.count(None) == linked:
            return linked, RowFilter(kind, {column.key: ValueFilter(frozenset({None}), is_excluding=True)})
    return linked, None
