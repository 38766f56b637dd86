"""The temporary view of a list: what it shows, and what is there again after it."""

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.table.pages import SENDER, STATE, MakePage, chip_names, save_view, shown_values
from vitec_desktop.report.filters import NamedFilter, ValueFilter
from vitec_desktop.report.row_index import SortKey, TableQuery
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.ui.table.page import ListPage

NEW = NamedFilter("Nya", {STATE: ValueFilter(frozenset({"New"}))})


def open_new(page: ListPage, *, keeps_filters: bool = False) -> None:
    page.temporary_view.open_view(NEW, None, keeps_filters=keeps_filters)


def sender_filter(page: ListPage) -> ValueFilter:
    return ValueFilter(frozenset({page.model.all_rows[0][SENDER]}))


def test_the_users_filters_are_put_aside_or_kept(make_page: MakePage) -> None:
    page = make_page()
    mine = sender_filter(page)
    page.model.set_filter(SENDER, mine)
    query = page.model.query
    open_new(page)
    assert chip_names(page) == ["Från översikten: Nya"]
    assert set(shown_values(page, STATE)) == {"New"}
    assert len(set(shown_values(page, SENDER))) > 1
    assert page.temporary_view.own_query == query
    page.temporary_view.close_view()
    assert page.model.query == query
    open_new(page, keeps_filters=True)
    assert len(chip_names(page)) == 2
    assert set(shown_values(page, SENDER)) == mine.values
    assert set(shown_values(page, STATE)) <= {"New"}
    page.temporary_view.close_view()
    assert page.model.query == query


def test_the_row_begins_with_the_way_back_only_in_a_temporary_view(make_page: MakePage) -> None:
    page = make_page()
    toolbar = page.toolbar
    page.model.set_filter(SENDER, sender_filter(page))
    assert toolbar.chip_row.clear_button.isVisible()
    for _ in range(2):
        assert not toolbar.back_button.isVisible()
        assert toolbar.search_field.x() < toolbar.chip_row.x()
        open_new(page)
        toolbar.layout().activate()  # type: ignore[union-attr]
        assert toolbar.back_button.isVisible()
        assert toolbar.back_button.x() < toolbar.chip_row.x() < toolbar.search_field.x()
        assert not toolbar.chip_row.clear_button.isVisible()
        page.temporary_view.close_view()
        toolbar.layout().activate()  # type: ignore[union-attr]


def test_tab_goes_from_left_to_right(make_page: MakePage) -> None:
    page = make_page()
    toolbar = page.toolbar
    open_new(page)
    page.model.set_filter(SENDER, sender_filter(page))
    expected: list[QWidget] = [toolbar.back_button, *toolbar.chip_row.chips(), toolbar.search_field]
    found: list[QWidget] = []
    widget: QWidget | None = toolbar.back_button
    while widget is not None and widget is not toolbar.columns_button:
        found += [widget] if widget in expected else []
        widget = widget.nextInFocusChain()
    assert found == expected


@pytest.mark.parametrize("how", ["clear", "chip", "view"])
def test_a_temporary_view_ends_where_its_filter_is_gone(make_page: MakePage, how: str) -> None:
    page = make_page()
    page.model.set_filter(SENDER, sender_filter(page))
    open_new(page)
    if how == "clear":
        page.clear_filters()
    elif how == "chip":
        page.toolbar.chip_row.chips()[0].removed.emit()
    else:
        page.saved_views.apply_default_view()
    assert not page.temporary_view.is_open
    assert len(page.shown_rows()) == 60
    assert page.temporary_view.own_query == page.model.query


def test_a_view_saved_in_a_temporary_one_shows_the_same_rows(make_page: MakePage) -> None:
    page = make_page()
    open_new(page)
    page.model.set_filter(SENDER, sender_filter(page))
    rows = page.shown_rows()
    assert 0 < len(rows) < 60
    save_view(page, "Mina nya")
    assert page.shown_rows() == rows
    assert not page.temporary_view.is_open
    assert page.saved_views.is_current_unchanged
    page.clear_filters()
    page.saved_views.apply_view(page.saved_views.views[-1])
    assert page.shown_rows() == rows


def test_a_view_that_was_deleted_meanwhile_is_not_current_again(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(SENDER, sender_filter(page))
    save_view(page, "Min")
    view = page.saved_views.current
    open_new(page)
    assert page.toolbar.view_picker.value == "Alla"
    page.saved_views.delete_view(view)
    page.temporary_view.close_view()
    assert page.toolbar.view_picker.value == "Alla"
    assert SENDER in page.model.filters


def test_columns_hidden_meanwhile_stay_hidden_and_unsearched(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_search_text("anna")
    open_new(page)
    page.view.set_column_shown(SENDER, False)
    assert SENDER not in page.temporary_view.own_query.searched_columns
    page.temporary_view.close_view()
    assert SENDER not in page.model.query.searched_columns
    assert page.model.search_text == "anna"


def test_values_are_counted_among_the_rows_of_the_temporary_view(make_page: MakePage) -> None:
    """Also those of the column that it filters, on which the user can set a filter of his own."""
    page = make_page()
    open_new(page)
    counts = run_to_end(page.model.value_count_steps(STATE))
    assert [(each.value, each.row_count) for each in counts] == [("New", len(page.shown_rows()))]
    page.model.set_filter(STATE, ValueFilter(frozenset({"Done"})))
    assert page.shown_rows() == []
    assert run_to_end(page.model.value_count_steps(STATE)) == counts


def test_the_settings_keep_what_was_there_before(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"Done"})))
    page.model.sort_by((SortKey(SENDER),))
    saved = page.layout_state()
    page.temporary_view.open_view(NEW, (SortKey(0),), keeps_filters=False)
    assert page.layout_state() == saved
    restored = make_page(0)
    restored.restore_layout(saved)
    assert (
        restored.model.query
        == page.temporary_view.own_query
        == TableQuery(
            (SortKey(SENDER),), "", restored.model.query.searched_columns, {STATE: ValueFilter(frozenset({"Done"}))}
        )
    )
