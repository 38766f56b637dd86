"""A page without its widgets: they are made when it is shown for the first time, and show what it was told before."""

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from tests.ui.table.pages import STATE, TIPS, TITLE, chip_names
from tests.ui.table.rows import make_rows
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.saved_views import default_sort
from vitec_desktop.ui.theme.theme import Theme

DONE = {STATE: ValueFilter(frozenset({"Done"}))}


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> ListPage:
    page = ListPage(TIPS, Language("sv"), theme)
    qtbot.addWidget(page)
    page.resize(1440, 800)
    return page


def show(qtbot: QtBot, page: ListPage) -> None:
    assert not page.is_built
    with qtbot.waitExposed(page), qtbot.waitSignal(page.built):
        page.show()


def test_rows_query_and_columns_need_no_widgets(page: ListPage) -> None:
    page.set_report(date(2026, 10, 1), date(2026, 10, 31))
    page.set_rows(make_rows(TIPS, 60))
    page.model.set_query(replace(page.model.query, filters=DONE))
    page.undo_controller.record()
    assert 0 < len(page.shown_rows()) < 60
    assert page.undo_controller.undo_text
    page.undo_controller.undo()
    assert len(page.shown_rows()) == 60
    assert TITLE in page.shown_column_numbers()
    assert page.selection_text() == ""
    assert not page.is_details_open
    page.restore_layout(page.layout_state())
    assert not page.is_built
    assert not page.findChildren(QTableView)


def test_the_layout_is_the_same_with_widgets_and_without(qtbot: QtBot, page: ListPage) -> None:
    layout = page.layout_state()
    columns = [*reversed(layout["columns"])]
    columns[0] = {**columns[0], "width": 333, "shown": True}
    columns[1] = {**columns[1], "shown": False}
    page.restore_layout({**layout, "columns": columns, "details": {"wide": False, "narrow": True}})
    before, shown = page.layout_state(), page.shown_column_numbers()
    assert before["columns"] == columns
    show(qtbot, page)
    assert page.layout_state() == before
    assert page.view.shown_columns() == shown
    assert page.view.columnWidth(shown[0]) == 333
    assert not page.undo_controller.undo_text


def test_only_columns_that_are_shown_are_searched(page: ListPage) -> None:
    page.set_rows(make_rows(TIPS, 60))
    page.model.set_search_text("Råsunda")
    assert page.model.has_shown_rows
    layout = page.layout_state()
    key = page.model.columns[TITLE].key
    columns = [one | {"shown": one["shown"] and one["key"] != key} for one in layout["columns"]]
    page.restore_layout({**layout, "columns": columns})
    assert not page.model.has_shown_rows
    page.model.group_by(STATE)
    assert STATE not in page.shown_column_numbers()
    assert STATE in page.model.query.searched_columns


def test_what_was_set_before_is_shown(qtbot: QtBot, page: ListPage) -> None:
    keys = (SortKey(TITLE), *default_sort(TIPS))
    page.set_rows(make_rows(TIPS, 60))
    page.model.set_query(replace(page.model.query, sort=keys, filters=DONE, search_text="a"))
    page.set_count_offered(True)
    query, rows = page.model.query, page.shown_rows()
    show(qtbot, page)
    assert page.model.query == query
    assert page.shown_rows() == rows
    assert page.view.header.sortIndicatorSection() == TITLE
    assert page.toolbar.search_field.text() == "a"
    assert len(chip_names(page)) == 1
    assert page.toolbar.count_button.isVisible()
    assert page.toolbar.view_picker.value == "Alla"
    assert page.toolbar.save_view_button.isVisible()


def test_groups_are_shown_and_can_be_closed(qtbot: QtBot, page: ListPage) -> None:
    page.set_rows(make_rows(TIPS, 60))
    page.model.group_by(STATE)
    show(qtbot, page)
    assert page.group_controller.can_fold
    assert page.toolbar.fold_button.isVisible()


def test_the_stack_shows_what_it_was_told_last(qtbot: QtBot, page: ListPage) -> None:
    page.show_fetching()
    page.show_failed("Tjänsten svarar inte.")
    show(qtbot, page)
    assert page.empty_state.isVisible()
    assert page.empty_state.line.text() == "Tjänsten svarar inte."


def test_an_empty_report_is_named(qtbot: QtBot, page: ListPage) -> None:
    page.set_report(date(2026, 10, 1), date(2026, 10, 31))
    page.set_rows(())
    show(qtbot, page)
    assert page.empty_state.heading.text() == "Inga tips 1–31 okt 2026."


def test_during_a_fetch_the_table_is_shown(qtbot: QtBot, page: ListPage) -> None:
    page.show_fetching()
    show(qtbot, page)
    assert page.view.isVisible()
    assert not page.empty_state.isVisible()


def test_a_line_stands_between_toolbar_and_table(qtbot: QtBot, page: ListPage) -> None:
    line = QLabel("Äldre", page)
    page.insert_line(line)
    show(qtbot, page)
    assert page.toolbar.geometry().bottom() < line.geometry().top() <= page.content.geometry().top()
