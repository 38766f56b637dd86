"""What a page saves in the settings file and restores from it."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.table.pages import (
    COMPANY,
    ROW_ID,
    SENDER,
    STATE,
    TIPS,
    TITLE,
    MakePage,
    save_view,
)
from vitec_desktop.report.filters import DayFilter, ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.timestamps import swedish_today


def reopen(page: ListPage, make_page: MakePage) -> ListPage:
    """Return another page that restores this page's layout from JSON text."""
    other = make_page(60)
    other.restore_layout(json.loads(json.dumps(page.layout_state())))
    return other


def test_columns_sort_order_and_filters_without_personal_data_are_restored(make_page: MakePage) -> None:
    page = make_page()
    page.view.header.moveSection(0, 3)
    page.view.setColumnWidth(TITLE, 333)
    page.view.set_column_shown(ROW_ID, True)
    page.view.set_column_shown(STATE, False)
    page.model.sort_by((SortKey(STATE, True), SortKey(SENDER)))
    page.model.set_filter(COMPANY, ValueFilter(frozenset({"Norrby Solna", None})))
    page.set_details_open(False)
    other = reopen(page, make_page)
    assert other.shown_column_numbers() == page.shown_column_numbers()
    assert other.view.columnWidth(TITLE) == 333
    assert other.model.sort_keys == page.model.sort_keys
    assert other.model.filters == page.model.filters
    assert other.shown_rows() == page.shown_rows()
    assert not other.details.isVisible()


def test_personal_data_is_not_stored_without_a_saved_view(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.toolbar.search_field.setText("haddad")
    assert "addad" not in json.dumps(page.layout_state(), ensure_ascii=False)
    other = reopen(page, make_page)
    assert list(other.model.filters) == [STATE]
    assert other.toolbar.search_field.text() == ""


def test_personal_data_in_a_saved_view_is_stored(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    page.toolbar.search_field.setText("villa")
    save_view(page, "Karim")
    other = reopen(page, make_page)
    assert other.toolbar.view_picker.value == "Karim"
    assert other.shown_rows() == page.shown_rows()
    assert other.toolbar.search_field.text() == "villa"


def test_a_restored_view_has_all_that_it_was_saved_with_or_its_name_leaves_the_picker(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    page.toolbar.search_field.setText("villa")
    page.saved_views.save_view("Karims villor")
    other = reopen(page, make_page)
    assert other.toolbar.view_picker.value == "Karims villor"
    assert other.toolbar.search_field.text() == "villa"
    assert other.shown_rows() == page.shown_rows()

    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    assert page.toolbar.view_picker.value == "Karims villor"
    changed = reopen(page, make_page)
    assert changed.toolbar.view_picker.value == "Alla"
    assert list(changed.model.filters) == [STATE]
    assert changed.toolbar.search_field.text() == ""


def test_a_view_with_further_filters_keeps_its_name_after_a_restart(make_page: MakePage) -> None:
    page = make_page()
    page.saved_views.apply_view(page.saved_views.views[1])
    page.model.set_filter(COMPANY, ValueFilter(frozenset({"Norrby Solna"})))
    other = reopen(page, make_page)
    assert other.toolbar.view_picker.value == "Obehandlade"
    assert other.model.filters == page.model.filters


def test_a_named_period_is_restored_with_its_present_days(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(0, DayFilter(date(2020, 1, 1), date(2020, 1, 2), Preset.LAST_WEEK))
    other = reopen(page, make_page)
    assert other.model.filters == {0: DayFilter(*preset_days(Preset.LAST_WEEK, swedish_today()), Preset.LAST_WEEK)}


@pytest.mark.parametrize(
    "damaged",
    [None, 3, "x", [], {"columns": "?"}, {"columns": [{"key": "tip.title", "width": 10**9, "shown": True}]}],
)
def test_an_invalid_layout_is_the_default_layout(make_page: MakePage, damaged: Any) -> None:
    page = make_page()
    default = page.layout_state()
    page.restore_layout(damaged)
    assert page.layout_state() == default


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.sampled_from([column.key for column in COLUMNS[TIPS]]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ("key", "width", "shown", "descending", "values", "excluding", "first", "last", "period", "name", "sort",
         "filters", "search", "columns", "wide", "narrow")), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(("columns", "sort", "filters", "details", "views", "view", "shows_view")),
                       json_values))  # fmt: skip
def test_no_layout_raises_an_error(theme: Theme, layout: dict[str, Any]) -> None:
    page = ListPage(TIPS, Language("sv"), theme)
    page.restore_layout(layout)
    assert page.shown_column_numbers()
    page.restore_layout(page.layout_state())
    page.deleteLater()
