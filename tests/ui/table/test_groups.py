"""Grouped rows: their model, and the table used by mouse and by keyboard."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QRegion
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.table.pages import SENDER, STATE, TIPS, TITLE, MakePage, menu_actions, save_view
from tests.ui.table.rows import column_number, make_row, make_rows, row_lists
from vitec_desktop.report import row_index
from vitec_desktop.report.collation import SWEDISH as SWEDISH_ORDER
from vitec_desktop.report.columns import ColumnKind, Value
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.labels import STATES
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_groups import GROUPED_KINDS
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.report.tables import JoinedTable, unhandled_rows
from vitec_desktop.ui.table.group_painter import GroupPainter
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.models import ListKind

SWEDISH = Language("sv")
RECEIVER = column_number(TIPS, "receiver.name")
CREATED = column_number(TIPS, "createdAt")
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
GROUPED = [number for number, column in enumerate(COLUMNS[TIPS]) if column.kind in GROUPED_KINDS]


def grouped_model(rows: list[Row], column: int = RECEIVER) -> ReportTableModel:
    model = ReportTableModel(TIPS, SWEDISH)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.sort_by((SortKey(0, True),))
    model.set_rows(rows)
    model.group_by(column)
    return model


def names(model: ReportTableModel) -> list[str]:
    return [model.group_texts(number).name for number in range(len(model.groups))]


def test_a_search_opens_the_groups_and_leaves_them_as_they_were(qapp: QApplication) -> None:
    model = grouped_model(make_rows(TIPS, 30))
    model.set_all_collapsed(True)
    model.set_collapsed(1, False)
    opened = names(model)[1]
    text = str(model.shown_rows()[0][TITLE])
    model.set_search_text(text)
    assert model.rowCount() == len(model.groups) + model.shown_count, "every hit has its line"
    model.set_collapsed(0, True)
    model.set_search_text(text[:-1])
    assert model.is_collapsed(0), "what is closed during the search stays so"
    model.set_search_text("")
    assert [name for group, name in enumerate(names(model)) if not model.is_collapsed(group)] == [opened]


def lines(page: ListPage) -> list[str]:
    """Return each line: the name of a group, or the title of a row."""
    model = page.model
    return [
        f"# {model.index(position, 0).data()}" if model.heading_group(position) is not None else "row"
        for position in range(model.rowCount())
    ]


def heading_point(page: ListPage, group: int, x: int = 200) -> QPoint:
    rect = page.view.visualRect(page.model.index(page.model.heading_position(group), 0))
    return QPoint(x, rect.center().y())


def click_heading_of(
    page: ListPage, group: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.mouseClick(page.view.viewport(), LEFT, modifier, heading_point(page, group))


def choose_group(page: ListPage, text: str) -> None:
    """Choose in the picker by the mouse."""
    picker = page.toolbar.group_picker
    QTest.mouseClick(picker, LEFT)
    menu = picker.menu()
    action = next(one for one in menu.actions() if one.text() == text)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


@pytest.fixture
def page(make_page: MakePage) -> ListPage:
    """A page with forty tips, two screens of them, grouped by receiver and checked by Qt."""
    page = make_page(40, checks_model=True)
    page.model.group_by(RECEIVER)
    return page


# The model


@given(rows=row_lists(TIPS), column=st.sampled_from(GROUPED), sort=st.integers(0, 8), is_descending=st.booleans())
def test_groups_hold_every_row_once_sorted_inside_and_in_the_column_s_order(
    qapp: QApplication, rows: list[Row], column: int, sort: int, is_descending: bool
) -> None:
    model = grouped_model(rows, column)
    model.sort_by((SortKey(sort, is_descending),))
    plain = ReportTableModel(TIPS, SWEDISH)
    plain.sort_by((SortKey(sort, is_descending),))
    plain.set_rows(rows)
    order = {id(row): place for place, row in enumerate(plain.shown_rows())}
    assert Counter(map(id, model.shown_rows())) == Counter(map(id, rows))
    assert model.rowCount() == len(rows) + len(model.groups)
    for number, group in enumerate(model.groups):
        first, last = model.group_rows(number) or (0, -1)
        members = [model.row_at(position) for position in range(first, last + 1)]
        assert [order[id(row)] for row in members] == sorted(order[id(row)] for row in members)
        keys = {_key(column, row) for row in members}
        assert len(keys) == 1
        assert len(group.numbers) == len(members) > 0
    assert [group.value is None for group in model.groups].count(True) <= 1
    assert not [group for group in model.groups[:-1] if group.value is None]
    model.deleteLater()
    plain.deleteLater()


def _key(column: int, row: Row) -> object:
    value = row[column]
    if COLUMNS[TIPS][column].kind is ColumnKind.DATETIME:
        return value and (value.year, value.month)  # type: ignore[union-attr]
    return fold(value) if isinstance(value, str) else value


def test_names_have_swedish_order_and_spellings_of_one_name_share_a_group(qapp: QApplication) -> None:
    wanted = ["Östen", "Åke", "zlatan", "anna", "Ärla", "Anna", None, "Anna"]
    model = grouped_model([make_row(TIPS, {"receiver.name": name}) for name in wanted])
    found = names(model)
    assert found == ["Anna", "zlatan", "Åke", "Ärla", "Östen", "Utan mottagare"]
    assert found[:-1] == sorted(found[:-1], key=SWEDISH_ORDER.key)
    assert [len(group.numbers) for group in model.groups] == [3, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(("width", "drawn_of_few"), [(1440, {"–", "2 av 4"}), (1024, {"2 av 4"})])
def test_few_rows_have_their_numbers_in_place_of_a_percentage_in_a_narrow_window(
    make_page: MakePage, monkeypatch: pytest.MonkeyPatch, width: int, drawn_of_few: set[str]
) -> None:
    page = make_page(0, size=(width, 640))
    statuses = ["Sold", "Sold", None, None]
    page.set_rows([make_row(TIPS, {"receiver.name": "Anna", "estate.estateStatus": status}) for status in statuses])
    page.model.group_by(RECEIVER)
    drawn: list[str] = []
    draw = GroupPainter._draw

    def record(painter: GroupPainter, target: QPainter, text: str, *parts: Any) -> float:
        drawn.append(text)
        return draw(painter, target, text, *parts)

    monkeypatch.setattr(GroupPainter, "_draw", record)
    page.view.viewport().grab()
    assert "4 tips" in drawn
    assert {"–", "2 av 4"} & {*drawn} == drawn_of_few


def test_states_have_the_report_s_order(qapp: QApplication) -> None:
    model = grouped_model(make_rows(TIPS, 40), STATE)
    codes = [label.code for label in STATES]
    known = [codes.index(str(group.value)) for group in model.groups if group.value in codes]
    assert known == sorted(known)
    assert names(model)[-2:] == ["Somersault", "Utan status"]


def test_months_begin_with_the_newest_unless_the_oldest_row_is_first(qapp: QApplication) -> None:
    rows = make_rows(TIPS, 3_000)[::60]
    model = grouped_model(rows, CREATED)
    assert names(model) == ["Oktober 2026", "September 2026", "Augusti 2026"]
    model.sort_by((SortKey(CREATED),))
    assert names(model) == ["Augusti 2026", "September 2026", "Oktober 2026"]


def test_a_heading_says_what_became_of_its_rows(qapp: QApplication) -> None:
    statuses = ["Sold", "Sold", "AssignmentAttempt", None, None, None]
    values = {"receiver.name": "Anna", "receiver.company.name": "Norrby Solna", "tip.state": "New"}
    rows = [make_row(TIPS, values | {"estate.estateStatus": status}) for status in statuses]
    rows.append(make_row(TIPS, {"receiver.name": "Bo", "tip.state": "Done"}))
    model = grouped_model(rows)
    anna, bo = (model.group_texts(number) for number in range(2))
    assert anna.parts == ("6 tips", "Norrby Solna", "6 obehandlade", "→ Intag 33\u00a0%", "2 av 6")
    assert (bo.count, bo.unhandled, bo.percent, bo.of_count) == ("1 tips", "0 obehandlade", "–", "0 av 1")
    spoken = model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Grupp Anna, 6 tips, Norrby Solna, 6 obehandlade, → Intag 33\u00a0%, 2 av 6, utfälld"
    model.set_collapsed(0, True)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", hopfälld")


def test_outgoing_leads_have_neither_states_nor_shares(qapp: QApplication) -> None:
    model = ReportTableModel(ListKind.OUTGOING, SWEDISH)
    model.set_rows(make_rows(ListKind.OUTGOING, 10))
    model.group_by(column_number(ListKind.OUTGOING, "user.name"))
    texts = model.group_texts(0)
    assert texts.won is None
    assert len(texts.parts) == 1


@pytest.mark.slow
@given(acts=st.lists(st.tuples(st.integers(0, 6), st.sampled_from(("toggle", "close", "open", "sort"))), max_size=12))
def test_closing_and_opening_keep_positions_and_rows_apart(qapp: QApplication, acts: list[tuple[int, str]]) -> None:
    model = grouped_model(make_rows(TIPS, 15))
    for number, act in acts:
        chosen = number % len(model.groups)
        if act == "toggle":
            model.set_collapsed(chosen, not model.is_collapsed(chosen))
        elif act == "sort":
            model.sort_by((SortKey(number),))
        else:
            model.set_all_collapsed(act == "close")
    seen = 0
    for number, group in enumerate(model.groups):
        assert model.heading_position(number) == seen
        assert model.heading_group(seen) == number
        with pytest.raises(IndexError):
            model.row_at(seen)
        rows = model.group_rows(number)
        seen += 1 + (len(group.numbers) if rows else 0)
        assert rows is None or [model.group_at(position) for position in rows] == [number, number]
    assert model.rowCount() == seen
    assert model.shown_count == 15
    assert model.count_rows(0, seen - 1) == seen - len(model.groups)
    model.deleteLater()


def test_a_closed_group_stays_closed_when_the_report_is_fetched_anew(page: ListPage) -> None:
    page.model.set_collapsed(1, True)
    name = names(page.model)[1]
    page.set_rows(make_rows(TIPS, 80, seed=2))
    group = names(page.model).index(name)
    assert [number for number in range(len(page.model.groups)) if page.model.is_collapsed(number)] == [group]
    page.model.group_by(STATE)
    assert not [number for number in range(len(page.model.groups)) if page.model.is_collapsed(number)]


def test_where_all_groups_are_closed_a_new_one_is_closed_too(qapp: QApplication) -> None:
    rows = make_rows(TIPS, 40)
    model = grouped_model(rows[:20])
    model.set_all_collapsed(True)
    model.set_collapsed(1, False)
    opened = names(model)[1]
    model.set_rows(rows)
    assert len(names(model)) > len({row[RECEIVER] for row in rows[:20]})
    assert [name for group, name in enumerate(names(model)) if not model.is_collapsed(group)] == [opened]


def test_of_many_values_those_that_sort_alike_are_groups_of_their_own(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_index, "_MAX_JOINED_VALUES", 0)
    titles = ["Kontor 2", "Kontor 02", None, "Kontor 1", "Kontor 2"]
    model = grouped_model([make_row(TIPS, {"tip.title": title}) for title in titles], TITLE)
    assert names(model) == ["Kontor 1", "Kontor 2", "Kontor 02", "Utan rubrik"]
    assert [row[TITLE] for row in model.shown_rows()] == ["Kontor 1", "Kontor 2", "Kontor 2", "Kontor 02", None]


@given(rows=row_lists(TIPS), act=st.sampled_from(["open", "one", "all"]), data=st.data())
def test_rows_and_positions_of_any_lines_agree(
    qapp: QApplication, rows: list[Row], act: str, data: st.DataObject
) -> None:
    model = grouped_model(rows)
    if act == "all" and rows:
        model.set_all_collapsed(True)
    if act == "one" and rows:
        model.set_collapsed(data.draw(st.integers(0, len(model.groups) - 1)), True)
    count = model.rowCount()
    first = data.draw(st.integers(0, max(0, count - 1)))
    last = data.draw(st.integers(first, count - 1)) if count else -1
    positions = [one for one in range(first, last + 1) if model.heading_group(one) is None]
    assert model.rows_at([(first, last)]) == [model.row_at(one) for one in positions]
    assert model.count_rows(first, last) == len(positions)
    assert model.find_positions(model.row_set([(first, last)])) == positions


@pytest.mark.parametrize("column", [TITLE, RECEIVER])
def test_many_groups_are_the_same_as_few(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, column: int) -> None:
    def look(model: ReportTableModel) -> tuple[list[str], list[Row], list[int]]:
        return names(model), model.shown_rows(), list(model.heading_positions)

    # Many different values are not looked through for those that read the same.
    name_of: dict[Value, Value] = {}
    rows = [
        (*row[:column], value and name_of.setdefault(str(value).casefold(), value), *row[column + 1 :])
        for row in make_rows(TIPS, 40)
        for value in row[column : column + 1]
    ]
    few = grouped_model(rows, column)
    monkeypatch.setattr(row_index, "_MAX_JOINED_VALUES", 0)
    many = grouped_model(rows, column)
    assert look(many) == look(few)
    for is_collapsed in (True, False):
        for model in (few, many):
            model.set_all_collapsed(is_collapsed)
        assert look(many) == look(few)
    assert many.groups.largest == max(map(many.groups.count, range(len(many.groups))))


def test_a_search_still_looks_in_the_column_that_groups(page: ListPage) -> None:
    page.toolbar.search_field.setText("elin åkesson")
    assert page.model.shown_count
    assert "Elin Åkesson" in names(page.model)


# The table, by the mouse


def test_the_picker_groups_and_the_column_leaves(make_page: MakePage) -> None:
    page = make_page(40, checks_model=True)
    choose_group(page, "Mottagare")
    assert page.toolbar.group_picker.value == "Mottagare"
    assert lines(page)[0] == "# Anna Bergström"
    assert RECEIVER not in page.shown_column_numbers()
    assert page.view.column_states()[5].is_shown
    assert page.model.heading(page.view.column_states()[5].column) == "Mottagare"
    choose_group(page, "Månad")
    assert RECEIVER in page.shown_column_numbers()
    assert CREATED in page.shown_column_numbers()
    choose_group(page, "Ingen")
    assert "#" not in "".join(lines(page))
    assert page.toolbar.group_picker.value == "Ingen"


def test_the_picker_offers_every_text_and_state_column(page: ListPage) -> None:
    texts = list(menu_actions(page.toolbar.group_picker))
    assert texts[:3] == ["Ingen", "Mottagare", "Avsändare"]
    assert texts.index("Månad") == 8
    assert len(texts) == len(GROUPED) + 1
    assert not {"Meddelande", "Id"} & set(texts)


def test_a_click_on_a_heading_closes_and_opens_its_group(page: ListPage) -> None:
    before = lines(page)
    count = len(page.model.groups[0].numbers)
    page.view.verticalScrollBar().setValue(0)
    click_heading_of(page, 0)
    assert lines(page) == [before[0], *before[count + 1 :]]
    click_heading_of(page, 0)
    assert lines(page) == before
    QTest.mouseDClick(page.view.viewport(), LEFT, pos=heading_point(page, 0))
    assert lines(page) == before


def test_headings_are_higher_than_rows_after_every_change(page: ListPage) -> None:
    metrics = page.view._theme.metrics

    def check() -> None:
        for position in range(page.model.rowCount()):
            is_heading = page.model.heading_group(position) is not None
            assert page.view.rowHeight(position) == (metrics.group_heading if is_heading else metrics.row)

    check()
    page.model.set_collapsed(1, True)
    check()
    page.model.set_collapsed(1, False)
    check()
    page.model.sort_by((SortKey(SENDER),))
    check()
    page.view.groups.set_all_collapsed(True)
    check()
    page.view.groups.set_all_collapsed(False)
    check()
    page.model.group_by(None)
    check()


def test_closing_a_group_unmarks_its_rows(page: ListPage) -> None:
    page.view.selectAll()
    everything = page.view.selected_count()
    assert everything == 40
    click_heading_of(page, page.view.groups.sticky_group if page.view.groups.sticky_rect else 0)
    assert page.view.selected_count() == 40 - len(page.model.groups[0].numbers)
    page.model.set_collapsed(0, False)
    assert page.view.selected_count() == 40 - len(page.model.groups[0].numbers)
    page.toolbar.fold_button.click()
    assert page.view.selected_count() == 0
    page.toolbar.fold_button.click()
    assert page.view.selected_count() == 0


def test_without_its_text_too_the_button_tells_whether_it_opens_or_closes_all_groups(page: ListPage) -> None:
    page.toolbar.set_compact(True)
    button = page.toolbar.fold_button
    pictures = []
    for name in ("Fäll ihop alla", "Fäll ut alla", "Fäll ihop alla"):
        assert button.accessibleName() == name
        pictures.append(button.grab().toImage())
        button.click()
    assert pictures[0] == pictures[2] != pictures[1]


def test_the_heading_of_the_top_group_stays_at_the_top(page: ListPage) -> None:
    bar = page.view.verticalScrollBar()
    bar.setValue(0)
    assert page.view.groups.sticky_rect is None
    bar.setValue(page.view.rowHeight(1) * 3)
    sticky = page.view.groups.sticky_rect
    assert sticky is not None
    assert sticky.top() == 0
    assert page.view.groups.sticky_group == 0
    second = page.view.verticalHeader().sectionPosition(page.model.heading_position(1))
    bar.setValue(second - 10)
    sticky = page.view.groups.sticky_rect
    assert sticky is not None
    assert sticky.bottom() == 9
    bar.setValue(second)
    assert page.view.groups.sticky_rect is None

    bar.setValue(page.view.rowHeight(1) * 3)
    QTest.mouseClick(page.view.viewport(), LEFT, pos=QPoint(200, 10))
    assert page.model.is_collapsed(0)
    assert bar.value() == 0
    assert page.view.selected_count() == 0


def test_rows_are_not_hidden_below_the_heading_at_the_top(page: ListPage) -> None:
    page.view.setFocus()
    first, last = page.model.group_rows(0) or (0, 0)
    page.view.select_position(last)
    page.view.verticalScrollBar().setValue(page.view.verticalHeader().sectionPosition(last) - 40)
    for position in range(last - 1, first - 1, -1):
        QTest.keyClick(page.view, Qt.Key.Key_Up)
        assert page.view.currentIndex().row() == position
        assert page.view.rowViewportPosition(position) >= page.view.rowHeight(0)


def test_a_click_with_ctrl_marks_the_rows_of_a_group_besides_the_others(page: ListPage) -> None:
    counts = [len(group.numbers) for group in page.model.groups]
    page.view.verticalScrollBar().setValue(0)
    click_heading_of(page, 0, CONTROL)
    assert page.view.selected_count() == counts[0]
    page.view.groups.toggle_marked(2)
    assert page.view.selected_count() == counts[0] + counts[2]
    click_heading_of(page, 0, CONTROL)
    assert page.view.selected_count() == counts[2]


def test_the_menu_of_a_group_filters_copies_and_closes(page: ListPage) -> None:
    menu = page.group_controller.open_menu(0, QPoint(5, 5))
    texts = {action.text(): action for action in menu.actions() if action.text()}
    assert list(texts)[:3] == ["Fäll ihop gruppen", "Fäll ut alla", "Fäll ihop alla"]
    texts["Visa bara ”Anna Bergström”"].trigger()
    menu.close()
    assert page.model.filters == {RECEIVER: ValueFilter(frozenset({"Anna Bergström"}))}
    assert names(page.model) == ["Anna Bergström"]


# By the keyboard


def test_keys_close_open_and_mark_a_group(page: ListPage) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(0, 0))
    assert page.view.selected_count() == 0
    count = len(page.model.groups[0].numbers)
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert page.model.is_collapsed(0)
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert page.model.is_collapsed(0)
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert not page.model.is_collapsed(0)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.model.is_collapsed(0)
    QTest.keyClick(page.view, Qt.Key.Key_Space, CONTROL)
    assert not page.model.is_collapsed(0)
    assert page.view.selected_positions() == list(range(1, count + 1))
    assert page.view.currentIndex().row() == 0
    QTest.keyClick(page.view, Qt.Key.Key_Space, CONTROL)
    assert page.view.selected_count() == 0


def test_a_heading_stays_current_when_rows_are_sorted_fetched_or_shown(page: ListPage) -> None:
    page.view.setFocus()
    page.view.groups.go_to(1)
    name = names(page.model)[1]

    def current_name() -> str | None:
        group = page.view.groups.current_heading
        return None if group is None else names(page.model)[group]

    page.model.sort_by((SortKey(TITLE, True),))
    assert current_name() == name
    rows = list(page.model.all_rows)
    page.show_fetching()
    page.set_rows(rows)
    assert current_name() == name
    page.toolbar.search_field.setText("finns inte")
    page.toolbar.search_field.clear()
    assert current_name() == name
    page.view.groups.set_all_collapsed(True)
    page.view.groups.set_all_collapsed(False)
    assert current_name() == name
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.selected_positions() == [page.model.heading_position(1) + 1]


def test_opening_and_closing_all_groups_leaves_the_current_one_where_it_is(page: ListPage) -> None:
    view, model = page.view, page.model
    group = len(model.groups) // 2

    def place() -> int:
        return view.rowViewportPosition(model.heading_position(group))

    page.toolbar.fold_button.click()
    view.groups.go_to(group)
    closed = place()
    assert closed > 0
    page.toolbar.fold_button.click()
    assert place() == closed
    view.select_position(model.heading_position(group) + 1)
    page.toolbar.fold_button.click()
    assert view.groups.current_heading == group
    assert place() == closed


def test_opening_all_groups_leaves_the_one_at_the_top_there_if_the_current_one_is_not_seen(page: ListPage) -> None:
    view, model = page.view, page.model
    page.toolbar.fold_button.click()
    page.resize(page.width(), page.height() - view.viewport().height() + 2 * view.rowHeight(0))
    QApplication.processEvents()
    view.verticalScrollBar().setValue(view.rowHeight(0))
    top = model.group_at(view.rowAt(0))
    assert top > 0
    page.toolbar.fold_button.click()
    assert view.rowViewportPosition(model.heading_position(top)) == 0


def test_arrows_go_over_headings_without_marking_them(page: ListPage) -> None:
    page.view.setFocus()
    second = page.model.heading_position(1)
    page.view.select_position(second - 1)
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.currentIndex().row() == second
    assert page.view.selected_count() == 0
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.selected_positions() == [second + 1]
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert page.view.currentIndex().row() == second
    page.view.select_position(second - 1)
    for _ in range(3):
        QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.selected_positions() == [second - 1, second + 1, second + 2]


class _PaintedParts(QObject):
    """Collects the parts of a widget that are painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False

    def cover(self, rect: QRect) -> bool:
        """Whether all that is seen of `rect` was painted."""
        return self._widget.visibleRegion().intersected(rect).subtracted(self.region).isEmpty()


def test_the_frame_of_a_heading_comes_and_goes_over_the_whole_width(qtbot: QtBot, page: ListPage) -> None:
    view, viewport = page.view, page.view.viewport()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.select_position(1)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Space, CONTROL)
    painted = _PaintedParts(viewport)

    def assert_painted(key: Qt.Key, *rows: int) -> None:
        viewport.repaint()
        painted.region = QRegion()
        QTest.keyClick(view, key)
        whole = [QRect(0, view.rowViewportPosition(row), viewport.width(), view.rowHeight(row)) for row in rows]
        QApplication.processEvents()
        assert all(painted.cover(rect) for rect in whole)

    assert_painted(Qt.Key.Key_Up, 0)
    view.groups.set_all_collapsed(True)
    for position in (0, 1):
        assert view.currentIndex().row() == position
        assert_painted(Qt.Key.Key_Down, position, position + 1)


def test_the_picker_takes_letters_and_enter(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.toolbar.group_picker.setFocus()
    QTest.keyClick(page.toolbar.group_picker, Qt.Key.Key_Down)
    menu = page.toolbar.group_picker.menu()
    assert menu.isVisible()
    while menu.activeAction() is None or menu.activeAction().text() != "Avsändare":
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.model.group_column == SENDER


def test_the_details_go_from_row_to_row(page: ListPage) -> None:
    second = page.model.heading_position(1)
    page.view.select_position(second - 1)
    assert page.details.next_button.isEnabled()
    page.details.next_button.click()
    assert page.view.selected_positions() == [second + 1]
    page.details.previous_button.click()
    assert page.view.selected_positions() == [second - 1]
    page.view.select_position(1)
    assert not page.details.previous_button.isEnabled()


def test_the_details_that_a_row_has_opened_close_when_it_is_hidden(page: ListPage) -> None:
    def click_first_row() -> None:
        place = page.view.visualRect(page.model.index(1, 0)).center()
        QTest.mouseClick(page.view.viewport(), LEFT, pos=place)
        assert page.is_details_open

    click_first_row()
    page.group_controller.toggle_all()
    assert not page.is_details_open
    assert not page.details.isVisible()
    page.group_controller.toggle_all()
    click_first_row()
    page.model.set_filter(RECEIVER, ValueFilter(frozenset({page.model.shown_rows()[-1][RECEIVER]})))
    assert not page.is_details_open
    page.clear_filters()
    page.set_details_open(True)
    page.group_controller.toggle_all()
    assert page.is_details_open, "the user has opened them"


def test_down_from_the_search_goes_to_the_first_row(page: ListPage) -> None:
    QTest.keyClick(page.toolbar.search_field, Qt.Key.Key_Down)
    assert page.view.selected_positions() == [1]
    page.view.groups.set_all_collapsed(True)
    QTest.keyClick(page.toolbar.search_field, Qt.Key.Key_Down)
    assert page.view.selected_positions() == []
    assert page.view.currentIndex().row() == 0


# Copying, settings, views


def test_a_whole_group_is_copied_with_its_heading_and_a_part_without(page: ListPage) -> None:
    page.view.groups.toggle_marked(1)
    _, last = page.model.group_rows(0) or (0, 0)
    index = page.model.index(last, 0)
    selection = page.view.selectionModel()
    selection.select(index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
    page.copy_rows()
    copied = QGuiApplication.clipboard().mimeData()
    found = copied.text().split("\r\n")
    count = len(page.model.groups[1].numbers)
    assert found[0].split("\t")[:3] == ["Skapat", "Status", "Rubrik"]
    assert found[2].split("\t")[0] == f"Elin Åkesson, {count} tips"
    assert len(found) == count + 4
    assert "<th" in copied.html().split("Elin Åkesson, ")[0][-120:]


def test_settings_and_views_keep_the_grouping(page: ListPage, theme: Theme, qtbot: QtBot) -> None:
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    save_view(page, "Per mottagare")
    page.saved_views.apply_default_view()
    assert page.model.group_column is None
    page.saved_views.apply_view(page.saved_views.views[-1])
    assert page.model.group_column == RECEIVER
    page.model.group_by(CREATED)
    state = page.layout_state()
    assert state["group"] == "createdAt"

    other = ListPage(TIPS, SWEDISH, theme)
    qtbot.addWidget(other)
    other.restore_layout(state)
    assert other.model.group_column == CREATED
    assert other.toolbar.group_picker.value == "Månad"
    other.saved_views.apply_view(other.saved_views.views[-1])
    assert other.model.group_column == RECEIVER
    assert RECEIVER not in other.shown_column_numbers()


@pytest.mark.parametrize("value", [None, 3, "", "tip.message", "no.such.column", ["receiver.name"]])
def test_settings_without_a_valid_grouping_mean_none(make_page: MakePage, value: object) -> None:
    page = make_page()
    state = page.layout_state()
    state["group"] = value
    page.restore_layout(state)
    assert page.model.group_column is None
    state.pop("group")
    page.restore_layout(state)
    assert page.model.group_column is None


def test_the_last_column_shown_stays_though_it_groups(make_page: MakePage) -> None:
    page = make_page()
    for column in page.shown_column_numbers():
        page.view.set_column_shown(column, column == TITLE)
    page.model.group_by(TITLE)
    assert page.shown_column_numbers() == [TITLE]


def test_the_first_column_has_its_own_width_again_without_groups(page: ListPage) -> None:
    grouped = page.view.header.sectionSize(CREATED)
    assert page.view.column_states()[0].width == 0
    page.model.group_by(None)
    assert page.view.header.sectionSize(CREATED) == grouped - 20
    assert page.view.column_states()[0].width == 0


def test_a_table_without_groups_is_saved_as_it_was_before_there_were_groups(page: ListPage) -> None:
    assert page.layout_state()["group"] == "receiver.name"
    page.model.group_by(None)
    assert "group" not in page.layout_state()


def test_the_table_of_unhandled_rows_can_be_grouped_too(qapp: QApplication) -> None:
    tables = {kind: make_rows(kind, 60) for kind in (ListKind.INCOMING, TIPS)}
    rows = unhandled_rows(tables)
    model = ReportTableModel(JoinedTable.UNHANDLED, SWEDISH)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_rows(rows)
    for key in ("receiver.name", "list", "row.state", "origin", "createdAt"):
        model.group_by(model.column_number(key))
        assert sum(model.groups.count(number) for number in range(len(model.groups))) == len(rows)
        texts = model.group_texts(0)
        assert texts.count.endswith((" rader", " rad"))
        assert texts.unhandled_count == model.groups.count(0)
    model.group_by(model.column_number("list"))
    assert set(names(model)) == {"Lead", "Tips"}
