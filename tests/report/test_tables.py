from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.table.rows import make_row, make_rows, row_lists
from vitec_desktop.report.filters import ColumnFilter, DayFilter, ValueFilter, filters_of_list
from vitec_desktop.report.labels import OLDER, PERIOD, UNHANDLED_STATES
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.report.tables import (
    LIST_KEY,
    LISTS_WITH_STATES,
    ORIGIN_KEY,
    TABLE_COLUMNS,
    JoinedTable,
    list_of,
    list_row,
    unhandled_rows,
)
from vitec_desktop.webservice.models import ListKind

INCOMING, TIPS = ListKind.INCOMING, ListKind.TIPS
UNHANDLED = TABLE_COLUMNS[JoinedTable.UNHANDLED]
PLACES = {column.key: number for number, column in enumerate(UNHANDLED)}
STATES = {
    kind: next(place for place, column in enumerate(COLUMNS[kind]) if column.key.endswith(".state"))
    for kind in LISTS_WITH_STATES
}


def is_unhandled(kind: ListKind, row: Row) -> bool:
    return row[STATES[kind]] in UNHANDLED_STATES


def test_the_columns_begin_as_they_are_drawn() -> None:
    shown = [(column.heading, column.width) for column in UNHANDLED if column.is_shown]
    assert shown[:3] == [("Ålder (dagar)", 122), ("Skapat", 150), ("Ändring", 100)]
    assert shown[3:6] == [("Lista", 70), ("Status", 156), ("Rubrik", 292)]
    assert [heading for heading, _ in shown[6:]] == ["Kontakt", "Från", "Mottagare", "Mottagarens kontor"]


def test_every_column_of_both_lists_is_in_the_joined_table_once() -> None:
    assert len({column.key for column in UNHANDLED}) == len(UNHANDLED)
    assert len({column.heading for column in UNHANDLED}) == len(UNHANDLED)
    for kind in LISTS_WITH_STATES:
        row: Row = tuple("New" if place == STATES[kind] else place for place in range(len(COLUMNS[kind])))
        [joined] = unhandled_rows({kind: [row]})
        assert list_row(joined) == (kind, row)


@given(st.data())
def test_unhandled_rows_are_those_of_both_lists_and_lose_nothing(data: st.DataObject) -> None:
    tables = {kind: data.draw(row_lists(kind)) for kind in ListKind}
    joined = unhandled_rows(tables)
    for kind in LISTS_WITH_STATES:
        expected = [row for row in tables[kind] if is_unhandled(kind, row)]
        assert sorted((list_row(row)[1] for row in joined if list_of(row) is kind), key=repr) == sorted(
            expected, key=repr
        )
    moments = [row[PLACES["createdAt"]] or datetime.max for row in joined]
    assert moments == sorted(moments)
    assert {row[PLACES[ORIGIN_KEY]] for row in joined} <= {PERIOD}
    assert {row[PLACES[ORIGIN_KEY]] for row in unhandled_rows(tables, is_older=True)} <= {OLDER}


def test_personal_columns_stay_personal() -> None:
    personal = {column.key for column in UNHANDLED if column.is_personal}
    assert {"row.title", "row.message", "row.id", "contact", "sender.name", "receiver.name"} <= personal
    assert not personal & {"age", "createdAt", LIST_KEY, ORIGIN_KEY, "row.state", "receiver.company.name"}


values = st.sampled_from(("New", "Done", "Norrby Solna", "Anna Bergström", INCOMING.value, PERIOD, OLDER, 1, None))
any_filter: st.SearchStrategy[ColumnFilter] = st.builds(
    ValueFilter, st.frozensets(values, max_size=4), st.booleans()
) | st.just(DayFilter(datetime(2026, 10, 29).date(), datetime(2026, 10, 30).date()))


@given(st.data())
def test_filters_of_unhandled_rows_match_the_same_rows_of_their_list(data: st.DataObject) -> None:
    """What the user filters there, and then lets count, is what the lists show."""
    filters = data.draw(st.dictionaries(st.sampled_from(range(len(UNHANDLED))), any_filter, max_size=3))
    for kind in LISTS_WITH_STATES:
        rows = [row for row in make_rows(kind, 40) if is_unhandled(kind, row)]
        in_list = filters_of_list(kind, filters)
        shown = [row for row in rows if all(one.matches(row[column]) for column, one in in_list.items())]
        joined = [
            list_row(row)[1]
            for row in unhandled_rows({kind: rows})
            if all(one.matches(row[column]) for column, one in filters.items())
        ]
        assert sorted(joined, key=repr) == sorted(shown, key=repr)


@pytest.mark.parametrize("kind", LISTS_WITH_STATES)
def test_the_oldest_come_first_and_those_without_a_time_last(kind: ListKind) -> None:
    state = {INCOMING: "lead.state", TIPS: "tip.state"}[kind]
    times = [datetime(2026, 10, 5), None, datetime(2026, 10, 5) - timedelta(days=2)]
    rows = [make_row(kind, {state: "New", "createdAt": created}) for created in times]
    assert [row[PLACES["createdAt"]] for row in unhandled_rows({kind: rows})] == [times[2], times[0], None]
