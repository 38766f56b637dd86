"""Undo and redo of search, filters, order, groups, columns and views of a table."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.table.pages import SENDER, STATE, TIPS, TITLE, MakePage, menu_actions, save_view
from tests.ui.table.rows import make_rows
from vitec_desktop.report.filters import DayFilter, NamedFilter, ValueFilter
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.page import ListPage

NEW = ValueFilter(frozenset({"New"}))


def setup_of(page: ListPage) -> tuple[object, ...]:
    """Return what undo restores, and the rows that follow from it."""
    query = page.model.query
    parts = query.search_text, query.filters, query.sort, query.group_column, query.named_filter
    views = [view.name for view in page.saved_views.views], page.saved_views.current.name
    rows = page.shown_rows() if not page.model.is_updating else None
    return *parts, page.view.column_states(), *views, rows, page.toolbar.search_field.text()


def do(page: ListPage, act: Callable[..., object], *arguments: object) -> None:
    """Do one act of the user, and let the program see that it is over."""
    act(*arguments)
    QApplication.processEvents()


def undo_text(page: ListPage) -> str:
    return page.undo_controller.undo_text


ACTS: dict[str, Callable[[ListPage], object]] = {
    "filter": lambda page: page.model.set_filter(STATE, NEW),
    "search": lambda page: page.toolbar.search_field.setText("villa"),
    "sort": lambda page: page.model.sort_by((SortKey(TITLE), SortKey(SENDER, is_descending=True))),
    "group": lambda page: page.model.group_by(SENDER),
    "hide": lambda page: page.view.set_column_shown(TITLE, False),
    "move": lambda page: page.view.move_column(TITLE, 0),
    "width": lambda page: page.view.header.resizeSection(STATE, 321),
    "view": lambda page: page.saved_views.apply_view(page.saved_views.views[1]),
    "save": lambda page: page.saved_views.save_view("Min vy"),
    "delete": lambda page: page.saved_views.delete_view(page.saved_views.views[-1]),
    "clear": lambda page: page.clear_filters(),
    "reset columns": lambda page: page.view.reset_columns(),
}


def test_every_change_is_undone_and_done_again(make_page: MakePage) -> None:
    page = make_page()
    QApplication.processEvents()
    page.undo_controller.clear()
    setups = [setup_of(page)]
    for name, act in ACTS.items():
        do(page, act, page)
        setups.append(setup_of(page))
        assert setups[-1] != setups[-2], name
    for name, setup in zip(reversed(ACTS), reversed(setups[:-1]), strict=True):
        assert page.undo_controller.undo_text
        page.undo_controller.undo()
        assert setup_of(page) == setup, name
    assert not page.undo_controller.undo_text
    page.undo_controller.undo()
    assert setup_of(page) == setups[0]
    for name, setup in zip(ACTS, setups[1:], strict=True):
        page.undo_controller.redo()
        assert setup_of(page) == setup, name
    assert not page.undo_controller.redo_text


def test_undo_says_what_it_takes_back(make_page: MakePage) -> None:
    page = make_page()
    texts = []
    for act in ACTS.values():
        do(page, act, page)
        texts.append(page.undo_controller.undo_text)
    # The view that is deleted has filters, which stay; clearing them shows every row.
    assert texts == [
        *("filter", "sökning", "sortering", "gruppering"),
        *("kolumner", "kolumner", "kolumner"),
        *("vy", "vy", "vy"),
        *("filter", "kolumner"),
    ]


def test_typing_is_one_change_and_clearing_another(make_page: MakePage) -> None:
    page = make_page()
    field = page.toolbar.search_field
    page.focus_search()
    QTest.keyClicks(field, "villa", delay=1)
    QApplication.processEvents()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert page.model.search_text == ""
    page.undo_controller.undo()
    assert (page.model.search_text, field.text()) == ("villa", "villa")
    page.undo_controller.undo()
    assert page.model.search_text == ""
    assert not page.undo_controller.undo_text


def press(page: ListPage, keys: str) -> None:
    do(page, QTest.keySequence, page.toolbar.search_field, keys)


def test_undo_in_the_search_field_is_that_of_the_table(make_page: MakePage) -> None:
    page = make_page()
    field = page.toolbar.search_field
    do(page, lambda: page.model.set_filter(STATE, NEW))
    page.focus_search()
    for letter in "villa":
        do(page, QTest.keyClick, field, letter)
    press(page, "Ctrl+Z")
    assert (field.text(), list(page.model.filters)) == ("", [STATE])
    for _ in range(2):
        press(page, "Ctrl+Z")
        assert (field.text(), page.model.search_text, page.model.filters) == ("", "", {})
    press(page, "Ctrl+Shift+Z")
    assert (field.text(), list(page.model.filters)) == ("", [STATE])
    press(page, "Ctrl+Shift+Z")
    assert (field.text(), page.model.search_text) == ("villa", "villa")


def test_undo_in_the_menu_of_the_search_field_is_that_of_the_table(make_page: MakePage) -> None:
    page = make_page()
    field = page.toolbar.search_field

    def actions() -> dict[str, QAction]:
        """Open the menu, and return its actions by their names."""
        place = field.rect().center()
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(field, QContextMenuEvent(reason, place, field.mapToGlobal(place)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return {action.objectName(): action for action in menu.actions()}

    def choose(name: str) -> None:
        do(page, actions()[name].trigger)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        menu.close()

    do(page, QTest.keyClicks, field, "villa")
    choose("edit-undo")
    assert (field.text(), undo_text(page)) == ("", "")
    assert not actions()["edit-undo"].isEnabled()
    choose("edit-redo")
    assert page.model.search_text == "villa"


def test_a_search_that_is_typed_over_another_is_one_change(make_page: MakePage) -> None:
    page = make_page()
    for word in ("villa", "solna"):
        page.focus_search()
        for letter in word:
            do(page, QTest.keyClick, page.toolbar.search_field, letter)
    for search_text in ("villa", ""):
        press(page, "Ctrl+Z")
        assert page.model.search_text == search_text
    assert not page.undo_controller.undo_text


def test_letters_that_the_search_gets_together_belong_to_what_was_typed_before(make_page: MakePage) -> None:
    page = make_page()
    for text in ("v", "villa", "villa so", "villa"):
        do(page, page.toolbar.search_field.setText, text)
    page.undo_controller.undo()
    assert page.model.search_text == ""
    assert not page.undo_controller.undo_text


def test_a_text_that_is_typed_and_deleted_again_leaves_nothing_to_undo(make_page: MakePage) -> None:
    page = make_page()
    do(page, lambda: page.model.set_filter(STATE, NEW))
    for key in (Qt.Key.Key_V, Qt.Key.Key_I, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace):
        do(page, QTest.keyClick, page.toolbar.search_field, key)
    assert page.undo_controller.undo_text == "filter"
    page.undo_controller.undo()
    assert not page.model.filters


def test_a_column_that_is_dragged_wider_is_one_change(make_page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page()
    page.undo_controller.clear()
    before = page.view.column_states()
    held = [Qt.MouseButton.LeftButton]
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.mouseButtons", lambda: held[0])
    for width in (200, 230, 260):
        do(page, page.view.header.resizeSection, SENDER, width)
    assert not page.undo_controller.undo_text
    held[0] = Qt.MouseButton.NoButton
    page.undo_controller.undo()
    assert page.view.column_states() == before
    assert not page.undo_controller.undo_text


def test_another_report_leaves_the_changes(make_page: MakePage) -> None:
    page = make_page()
    do(page, lambda: page.model.set_filter(STATE, NEW))
    do(page, lambda: page.set_rows(make_rows(TIPS, 30)))
    assert page.undo_controller.undo_text == "filter"
    page.undo_controller.undo()
    assert len(page.shown_rows()) == 30
    page.undo_controller.redo()
    assert {row[STATE] for row in page.shown_rows()} == {"New"}


def test_restored_settings_are_where_the_changes_begin(make_page: MakePage) -> None:
    page = make_page()
    do(page, lambda: page.model.set_filter(STATE, NEW))
    state = page.layout_state()
    other = make_page()
    do(other, lambda: other.restore_layout(state))
    assert other.model.filters
    assert not other.undo_controller.undo_text


NAMED = NamedFilter("Obehandlade", {STATE: NEW})


def test_undo_leads_neither_into_a_temporary_view_nor_out_of_it(make_page: MakePage) -> None:
    page = make_page()
    do(page, lambda: page.toolbar.search_field.setText("villa"))
    own = setup_of(page)
    do(page, lambda: page.temporary_view.open_view(NAMED, None, keeps_filters=False))
    temporary = setup_of(page)
    assert undo_text(page) == ""
    do(page, lambda: page.model.sort_by((SortKey(TITLE),)))
    page.undo_controller.undo()
    page.undo_controller.undo()
    assert setup_of(page) == temporary
    do(page, lambda: page.model.sort_by((SortKey(TITLE),)))
    do(page, page.temporary_view.close_view)
    assert setup_of(page) == own
    assert undo_text(page) == "sökning"
    page.undo_controller.undo()
    assert page.model.search_text == ""


def test_undo_of_what_ended_a_temporary_view_shows_what_was_there_before_it(make_page: MakePage) -> None:
    page = make_page()
    do(page, lambda: page.toolbar.search_field.setText("villa"))
    own = setup_of(page)
    do(page, lambda: page.temporary_view.open_view(NAMED, None, keeps_filters=False))
    do(page, lambda: page.saved_views.apply_view(page.saved_views.views[1]))
    assert not page.temporary_view.is_open
    page.undo_controller.undo()
    assert setup_of(page) == own


def test_columns_that_change_in_a_temporary_view_can_be_undone_after_it(make_page: MakePage) -> None:
    page = make_page()
    columns = page.view.column_states()
    do(page, lambda: page.temporary_view.open_view(NAMED, None, keeps_filters=False))
    do(page, lambda: page.view.set_column_shown(TITLE, False))
    do(page, page.temporary_view.close_view)
    assert page.undo_controller.undo_text == "kolumner"
    page.undo_controller.undo()
    assert page.view.column_states() == columns


def test_undo_of_days_by_name_brings_the_name_back(make_page: MakePage) -> None:
    page = make_page()
    days = DayFilter(date(2026, 10, 5), date(2026, 10, 11))
    do(page, lambda: page.model.set_filter(0, days))
    do(page, lambda: page.model.set_filter(0, None))
    page.undo_controller.undo()
    assert page.model.filters == {0: days}


def test_a_heading_that_is_dragged_is_undone(make_page: MakePage) -> None:
    page = make_page()
    header = page.view.header
    before = page.view.shown_columns()
    start = header.section_rect(before[1]).center()
    end = header.section_rect(before[3]).center()
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(header.viewport(), start + (end - start) * step / 5)
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=end + QPoint(4, 0))
    QApplication.processEvents()
    assert page.view.shown_columns() != before
    assert page.undo_controller.undo_text == "kolumner"
    page.undo_controller.undo()
    assert page.view.shown_columns() == before


def test_the_saved_view_that_is_undone_is_gone_from_the_picker(make_page: MakePage) -> None:
    page = make_page()
    do(page, lambda: page.model.set_filter(STATE, NEW))
    do(page, lambda: save_view(page, "Nya"))
    assert page.toolbar.view_picker.value == "Nya"
    page.undo_controller.undo()
    assert page.toolbar.view_picker.value == "Alla"
    assert "Nya" not in menu_actions(page.toolbar.view_picker)
    assert page.layout_state()["views"] == []
    page.undo_controller.redo()
    assert page.toolbar.view_picker.value == "Nya"


def test_the_filter_that_goes_with_a_comparison_is_no_change_of_the_user(make_page: MakePage) -> None:
    page = make_page()
    column = page.model.change_column
    assert column is not None
    said: list[str] = []
    page.undo_controller.change_recorded.connect(said.append)
    do(page, lambda: page.model.set_compared(True))
    do(page, lambda: page.model.set_filter(column, NEW))
    do(page, lambda: page.model.set_filter(STATE, NEW))
    do(page, lambda: page.model.set_compared(False))
    assert (undo_text(page), said) == ("filter", [])
    assert list(page.model.filters) == [STATE]
    page.undo_controller.undo()
    assert page.model.filters == {}


@pytest.mark.parametrize("is_compared", [False, True])
def test_what_is_done_just_as_a_comparison_comes_or_goes_can_be_undone(make_page: MakePage, is_compared: bool) -> None:
    page = make_page()
    do(page, lambda: page.model.set_compared(is_compared))
    page.toolbar.search_field.setText("villa")
    page.model.set_compared(not is_compared)
    QApplication.processEvents()
    assert undo_text(page) == "sökning"
    page.undo_controller.undo()
    assert page.model.search_text == ""
