"""The models of a table and of a filter's values: order, search, filters, and Qt's rules for models."""

from collections.abc import Callable, Iterable
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.report.reference_order import sorted_order
from tests.ui.table.rows import MESSAGE, STATES, column_number, make_row, make_rows, row_lists
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.ranking import sort_steps
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.report.search import build_search_texts, matching_rows
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.report.value_groups import group_key
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.value_list import ListedValue, ValueListModel
from vitec_desktop.webservice.models import ListKind

SWEDISH = Language("sv")
TIPS = ListKind.TIPS
STATE = column_number(TIPS, "tip.state")
TITLE = column_number(TIPS, "tip.title")
SENDER = column_number(TIPS, "sender.name")
MESSAGES = column_number(TIPS, "tip.message")
ROW_ID = column_number(TIPS, "tip.id")

kinds = st.sampled_from(list(ListKind))
sort_keys = st.lists(
    st.builds(SortKey, st.integers(0, 20), st.booleans()), max_size=3, unique_by=lambda key: key.column
)
queries = st.sampled_from(("", "s", "säl", "SÄLJ villa", "a", "å", "anna", "ny", "2026-10", "zzz", "  "))


@pytest.fixture
def check_model(qtmodeltester: ModelTester) -> Callable[[QAbstractItemModel], None]:
    """Return a function that lets Qt check a model, now and after each change."""
    check: Callable[[QAbstractItemModel], None] = qtmodeltester.check
    return check


@pytest.fixture
def model(qapp: QApplication, check_model: Callable[[QAbstractItemModel], None]) -> ReportTableModel:
    model = ReportTableModel(TIPS, SWEDISH)
    check_model(model)
    return model


def test_the_value_list_keeps_qt_s_rules(check_model: Callable[[QAbstractItemModel], None]) -> None:
    model = ValueListModel(SWEDISH)
    check_model(model)
    model.set_values([ListedValue(name, name, fold(name), None, 2) for name in ("Anna", "Bo", "Cilla")], {0, 1})
    model.set_checked(1, False)
    assert model.checked_values == {"Bo"}
    model.search("cilla")
    assert model.checked_values == {"Cilla"}
    model.search("")
    assert model.checked_values == {"Bo"}


def test_the_query_says_which_of_its_parts_changed(model: ReportTableModel, qtbot: QtBot) -> None:
    model.set_rows(make_rows(TIPS, 20))
    view = replace(model.query, search_text="villa", filters={STATE: ValueFilter(frozenset({"New"}))})
    with (
        qtbot.waitSignals([model.search_text_changed, model.filters_changed]),
        qtbot.assertNotEmitted(model.sort_changed),
    ):
        model.set_query(view)
    assert (model.search_text, model.filters) == ("villa", view.filters)
    with qtbot.assertNotEmitted(model.rows_updated):
        model.set_query(view)


def ids(model: ReportTableModel) -> list[object]:
    return [row[ROW_ID] for row in model.shown_rows()]


@given(kind=kinds, data=st.data())
def test_rows_and_qt_s_rules_hold_after_random_changes(qapp: QApplication, kind: ListKind, data: st.DataObject) -> None:
    model = ReportTableModel(kind, SWEDISH)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    all_rows: list[Row] = []
    for _ in range(data.draw(st.integers(1, 8))):
        match data.draw(st.sampled_from(("set", "append", "sort", "query", "filter", "clear"))):
            case "set":
                all_rows = data.draw(row_lists(kind))
                model.set_rows(all_rows)
            case "append":
                more = data.draw(row_lists(kind, 10))
                all_rows = all_rows + more
                model.append_rows(more)
            case "sort":
                model.sort_by(data.draw(sort_keys))
            case "query":
                model.set_search_text(data.draw(queries))
            case "filter":
                column = data.draw(st.integers(0, 10))
                values = frozenset(row[column] for row in all_rows[:3])
                model.set_filter(column, ValueFilter(values, data.draw(st.booleans())))
            case "clear":
                model.clear_search_and_filters()
        assert model.total_count == len(all_rows)
        assert model.shown_rows() == expected(model, all_rows)
    tester.deleteLater()


def expected(model: ReportTableModel, rows: list[Row]) -> list[Row]:
    """Return the rows that the model must show, computed by the plain functions of `report`."""
    keys = [(key.column, key.is_descending) for key in model.sort_keys]
    ordered = [rows[number] for number in sorted_order(rows, keys, model.columns, SWEDISH)]
    for number, condition in model.filters.items():
        assert isinstance(condition, ValueFilter)
        column = model.columns[number]
        keys_of_values = {group_key(column, value) for value in condition.values}
        ordered = [
            row for row in ordered if (group_key(column, row[number]) in keys_of_values) is not condition.is_excluding
        ]
    shown = [number for number, column in enumerate(model.columns) if column.is_shown]
    texts = build_search_texts(ordered, model.columns, shown, SWEDISH)
    return [ordered[number] for number in matching_rows(texts, model.search_text)]


def test_rows_equal_in_the_sorted_column_keep_the_report_s_order(model: ReportTableModel) -> None:
    rows = make_rows(TIPS, 60)
    model.set_rows(rows)
    model.sort(SENDER)
    model.sort(STATE)
    for state in STATES:
        of_state = [row for row in model.shown_rows() if row[STATE] == state]
        assert of_state == [row for row in rows if row[STATE] == state]


def test_missing_values_come_last_in_both_directions(model: ReportTableModel) -> None:
    model.set_rows(make_rows(TIPS, 60))
    for column, order in product((TITLE, STATE, SENDER), (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)):
        model.sort(column, order)
        is_missing = [row[column] is None for row in model.shown_rows()]
        assert any(is_missing)
        assert is_missing == sorted(is_missing)


def test_swedish_letters_come_last_and_numbers_in_texts_sort_by_value(model: ReportTableModel) -> None:
    titles = ["Örby", "Kontor 10", "Zinkgruvan", "kontor 2", "Ängby", "Åby", "Andersson"]
    model.set_rows([make_row(TIPS, {"tip.title": title}) for title in titles])
    model.sort(TITLE)
    assert [row[TITLE] for row in model.shown_rows()] == [
        "Andersson",
        "kontor 2",
        "Kontor 10",
        "Zinkgruvan",
        "Åby",
        "Ängby",
        "Örby",
    ]


def test_a_second_column_decides_among_rows_that_are_equal_in_the_first(model: ReportTableModel) -> None:
    model.set_rows(make_rows(TIPS, 80))
    model.sort_by((SortKey(STATE), SortKey(0)))
    rows = model.shown_rows()
    for earlier, later in pairwise(rows):
        if earlier[STATE] == later[STATE]:
            assert earlier[0] <= later[0]  # type: ignore[operator]


def test_a_row_matches_every_word_of_a_search_and_å_is_not_a(model: ReportTableModel) -> None:
    model.set_rows(
        [
            make_row(TIPS, {"tip.title": "Säljer villa", "sender.name": "Åke", "tip.id": "1"}),
            make_row(TIPS, {"tip.title": "Säljer radhus", "sender.name": "Ake", "tip.id": "2"}),
        ]
    )
    for query, found in (("SÄLJ", ["1", "2"]), ("villa åke", ["1"]), ("ake", ["2"]), ("villa ake", [])):
        model.set_search_text(query)
        assert ids(model) == found, query


def test_hidden_columns_are_not_searched(model: ReportTableModel) -> None:
    model.set_rows([make_row(TIPS, {"tip.title": "Villa", "tip.id": "hemligt"})])
    model.set_search_text("hemligt")
    assert ids(model) == []
    model.set_searched_columns([TITLE, ROW_ID])
    assert ids(model) == ["hemligt"]


def test_a_shorter_search_brings_rows_back(model: ReportTableModel) -> None:
    model.set_rows(make_rows(TIPS, 40))
    model.set_search_text("sälj")
    few = ids(model)
    model.set_search_text("säljer lägenhet")
    fewer = ids(model)
    model.set_search_text("sälj")
    assert 0 < len(fewer) < len(few) < 40
    assert ids(model) == few


def test_appended_rows_take_their_places_in_the_order(model: ReportTableModel) -> None:
    rows = make_rows(TIPS, 40)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_rows(rows[1::2])
    model.append_rows(rows[0::2])
    assert model.shown_rows() == rows


def test_a_row_set_finds_its_rows_in_a_newer_report(model: ReportTableModel) -> None:
    rows = make_rows(TIPS, 20)
    model.set_rows(rows)
    row_set = model.row_set([(3, 4)])
    model.set_rows([*make_rows(TIPS, 1, seed=9), *reversed(rows[1:])])
    assert [model.row_at(position)[ROW_ID] for position in model.find_positions(row_set)] == ["tip-4", "tip-3"]


def test_the_message_is_whole_in_the_display_role(model: ReportTableModel) -> None:
    model.set_rows([make_row(TIPS, {"tip.message": MESSAGE})])
    assert model.index(0, MESSAGES).data() == MESSAGE
    assert model.index(0, TITLE).data() == ""


def test_headings_and_values_are_swedish_words(model: ReportTableModel) -> None:
    model.set_rows([make_row(TIPS, {"tip.state": "Claimed", "estate.estateStatus": "Hologram"})])
    headings = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(model.columnCount())]
    assert headings[:5] == ["Skapat", "Ändring", "Status", "Rubrik", "Avsändare"]
    assert len(headings) == len(COLUMNS[TIPS])
    assert model.index(0, STATE).data() == "Plockad"
    assert model.index(0, column_number(TIPS, "estate.estateStatus")).data() == "Hologram"
    assert "Sharktank" in model.index(0, STATE).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, TITLE).data(Qt.ItemDataRole.AccessibleTextRole) == "saknas"


def test_the_first_click_on_the_date_shows_the_newest_first(model: ReportTableModel) -> None:
    order = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.InitialSortOrderRole)
    assert order == Qt.SortOrder.DescendingOrder


def test_the_counts_are_of_shown_rows_and_all_rows(model: ReportTableModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.counts_changed) as emitted:
        model.set_rows(make_rows(TIPS, 12))
    assert emitted.args == [12, 12]
    with qtbot.waitSignal(model.counts_changed) as emitted:
        model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    assert emitted.args == [model.rowCount(), 12]
    assert 0 < model.rowCount() < 12


def test_an_invalid_index_can_be_read_very_often(model: ReportTableModel) -> None:
    """PySide6 6.12.0 loses a reference to None at each read, and after some thousand the interpreter aborts."""
    nowhere = QModelIndex()
    for _ in range(100_000):
        assert model.data(nowhere) is None
        assert nowhere.data() is None


@pytest.mark.slow
def test_a_long_list_computed_in_slices_has_the_same_rows(qtbot: QtBot) -> None:
    model = ReportTableModel(TIPS, SWEDISH)
    rows = make_rows(TIPS, 12_000)
    with qtbot.waitSignal(model.rows_updated):
        model.set_rows(rows)
    qtbot.waitUntil(lambda: not model.is_updating)
    model.sort_by((SortKey(SENDER), SortKey(STATE, True)))
    model.set_search_text("villa anna")
    qtbot.waitUntil(lambda: not model.is_updating)
    assert model.shown_rows() == expected(model, rows)
    assert 0 < model.rowCount() < 12_000


def test_rows_appended_while_a_long_list_is_computed_are_not_lost(qtbot: QtBot) -> None:
    model = ReportTableModel(TIPS, SWEDISH)
    rows = make_rows(TIPS, 12_000)
    model.sort(SENDER)
    for start in range(0, 12_000, 3_000):
        model.append_rows(rows[start : start + 3_000])
    qtbot.waitUntil(lambda: not model.is_updating)
    assert model.shown_rows() == expected(model, rows)


def test_rows_that_were_not_shown_yet_are_freed_in_slices(qtbot: QtBot) -> None:
    left = set(range(8_000))

    class Noted(str):
        def __del__(self) -> None:
            left.discard(int(self))

    def noted_rows(numbers: Iterable[int]) -> list[Row]:
        return [make_row(TIPS, {"tip.id": Noted(number)}) for number in numbers]

    model = ReportTableModel(TIPS, SWEDISH)
    model.sort(SENDER)
    model.append_rows(noted_rows(range(6_000)))
    assert model.is_updating
    model.append_rows(noted_rows(range(6_000, 8_000)))
    model.set_rows(make_rows(TIPS, 10))
    assert not model.is_updating
    assert len(left) == 8_000
    qtbot.waitUntil(lambda: not left)


@pytest.mark.parametrize("count", [0, 1, 20_001, 120_001])
def test_sorting_in_steps_sorts_as_python_does(count: int) -> None:
    keys = [number * 7919 % (count // 2 + 1) for number in range(count)]
    assert run_to_end(sort_steps(keys)) == sorted(keys)
