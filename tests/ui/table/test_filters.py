"""Filters by popup, chips, search and context menu, as a user sets them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton

from tests.ui.table.pages import SENDER, STATE, TIPS, TITLE, MakePage, chip_names, shown_values
from tests.ui.table.rows import FIRST, make_row
from vitec_desktop.report.filters import DayFilter, TextFilter, ValueFilter, combine_filters
from vitec_desktop.report.periods import Preset
from vitec_desktop.ui.table import filter_texts
from vitec_desktop.ui.table.context_menus import HeadingMenu, RowMenu
from vitec_desktop.ui.table.filter_editors import DateFilterEditor
from vitec_desktop.ui.table.filter_popup import ColumnFilterPopup
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.value_list import ValueListModel


def open_popup(page: ListPage) -> ColumnFilterPopup:
    popup = page.findChild(ColumnFilterPopup, "columnFilterPopup")
    assert popup is not None
    assert popup.isVisible()
    return popup


def click_funnel(page: ListPage, column: int) -> ColumnFilterPopup:
    header = page.view.header
    rect = header.section_rect(column)
    QTest.mouseMove(header.viewport(), rect.center())
    place = QPoint(rect.right() - 20, rect.center().y())
    QTest.mouseMove(header.viewport(), place)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    return open_popup(page)


def value_list(popup: ColumnFilterPopup) -> QListView:
    found = popup.findChild(QListView, "columnFilterValues")
    assert isinstance(found, QListView)
    return found


def click_line(popup: ColumnFilterPopup, text: str) -> None:
    listed = value_list(popup)
    model = listed.model()
    line = next(line for line in range(model.rowCount()) if model.index(line, 0).data() == text)
    place = listed.visualRect(model.index(line, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def lines(popup: ColumnFilterPopup) -> list[str]:
    model = value_list(popup).model()
    return [model.index(line, 0).data() for line in range(model.rowCount())]


def apply_button(popup: ColumnFilterPopup) -> QPushButton:
    button = popup.findChild(QPushButton, "columnFilterApply")
    assert isinstance(button, QPushButton)
    return button


def test_a_column_s_values_are_in_report_order_with_row_counts(make_page: MakePage) -> None:
    page = make_page()
    popup = click_funnel(page, STATE)
    assert lines(popup) == ["(Markera alla)", "Ny", "Plockad", "Klar", "Avböjd", "Somersault", "(Saknas)"]
    model = value_list(popup).model()
    assert isinstance(model, ValueListModel)
    counts = [model.listed_value(number).row_count for number in range(model.rowCount())]
    assert counts[0] == sum(counts[1:]) == 60
    assert counts[1] == shown_values(page, STATE).count("New")


def test_checking_two_values_shows_their_rows_and_a_chip(make_page: MakePage) -> None:
    page = make_page()
    popup = click_funnel(page, STATE)
    click_line(popup, "(Markera alla)")
    assert not apply_button(popup).isEnabled()
    click_line(popup, "Ny")
    click_line(popup, "Plockad")
    expected = shown_values(page, STATE).count("New") + shown_values(page, STATE).count("Claimed")
    assert apply_button(popup).text() == f"Visa {expected}"
    QTest.mouseClick(apply_button(popup), Qt.MouseButton.LeftButton)
    assert set(shown_values(page, STATE)) == {"New", "Claimed"}
    assert chip_names(page) == ["Status: Ny, Plockad"]
    assert len(page.shown_rows()) == expected


def test_searching_a_value_and_enter_shows_its_rows(make_page: MakePage) -> None:
    page = make_page()
    popup = click_funnel(page, SENDER)
    search = popup.findChild(QLineEdit, "columnFilterSearch")
    assert isinstance(search, QLineEdit)
    search.setText("åke")
    assert lines(popup) == ["(Markera alla sökträffar)", "Elin Åkesson", "Åke Öberg"]
    search.setText("elin åke")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert set(shown_values(page, SENDER)) == {"Elin Åkesson"}


@pytest.mark.parametrize("column", [STATE, SENDER])
def test_a_search_leaves_the_popup_as_high_as_it_is(make_page: MakePage, column: int) -> None:
    popup = click_funnel(make_page(), column)
    search, size = popup.findChild(QLineEdit, "columnFilterSearch"), popup.size()
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, "zzz")
    assert not value_list(popup).isVisible()
    assert popup.size() == size
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert value_list(popup).isVisible()
    assert popup.size() == size


def test_a_free_text_is_filtered_by_the_words_that_it_contains(make_page: MakePage) -> None:
    page = make_page()
    popup = click_funnel(page, TITLE)
    assert popup.findChild(QListView, "columnFilterValues") is None
    field = popup.findChild(QLineEdit, "columnFilterSearch")
    assert isinstance(field, QLineEdit)
    assert apply_button(popup).text() == "Visa 60"
    QTest.keyClicks(field, "VILLA s")
    expected = shown_values(page, TITLE).count("Vill sälja villa")
    assert apply_button(popup).text() == f"Visa {expected}"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown_values(page, TITLE) == ["Vill sälja villa"] * expected
    assert chip_names(page) == ["Rubrik: innehåller ”VILLA s”"]

    page.saved_views.save_view("Villor")
    page.clear_filters()
    again = make_page()
    again.restore_layout(page.layout_state())
    again.saved_views.apply_view(again.saved_views.views[-1])
    assert again.model.filters == {TITLE: TextFilter("VILLA s")}
    field = click_funnel(again, TITLE).findChild(QLineEdit, "columnFilterSearch")
    assert isinstance(field, QLineEdit)
    assert field.text() == "VILLA s"
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert again.model.filters == {}


def test_a_text_filter_is_not_kept_without_a_saved_view(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(TITLE, TextFilter("petra"))
    assert "petra" not in str(page.layout_state())


def test_a_value_of_a_free_text_can_still_be_seen_and_changed(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(TITLE, ValueFilter(frozenset({"Vill sälja villa"})))
    assert value_list(click_funnel(page, TITLE)).isVisible()


def test_text_filters_combine_with_others(make_page: MakePage) -> None:
    columns = make_page().model.columns
    text = {TITLE: TextFilter("villa")}
    for other, expected in (
        (TextFilter("säljer"), TextFilter("villa säljer")),
        (ValueFilter(frozenset({"En villa", "Ett radhus"})), ValueFilter(frozenset({"En villa"}))),
    ):
        assert combine_filters(text, {TITLE: other}, columns) == {TITLE: expected}


def test_emptying_the_value_search_restores_the_check_marks(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    popup = page.filter_controller.open_popup(STATE)
    search = popup.findChild(QLineEdit, "columnFilterSearch")
    assert isinstance(search, QLineEdit)
    search.setText("klar")
    search.clear()
    apply_button(popup).click()
    assert page.model.filters == {STATE: ValueFilter(frozenset({"New"}))}


def test_escape_closes_the_popup_and_changes_nothing(make_page: MakePage) -> None:
    page = make_page()
    popup = click_funnel(page, STATE)
    click_line(popup, "Ny")
    QTest.keyClick(value_list(popup), Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert page.model.filters == {}


def test_values_can_be_checked_with_the_keyboard(make_page: MakePage) -> None:
    page = make_page()
    page.view.setFocus()
    page.view.select_position(0)
    page.view.setCurrentIndex(page.model.index(0, STATE))
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = open_popup(page)
    search = popup.findChild(QLineEdit, "columnFilterSearch")
    assert isinstance(search, QLineEdit)
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(value_list(popup), Qt.Key.Key_Space)
    QTest.keyClick(value_list(popup), Qt.Key.Key_Down)
    QTest.keyClick(value_list(popup), Qt.Key.Key_Space)
    QTest.keyClick(value_list(popup), Qt.Key.Key_Return)
    assert set(shown_values(page, STATE)) == {"New"}


def test_counts_in_a_popup_are_of_rows_that_match_search_and_other_filters(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.toolbar.search_field.setText("villa")
    popup = page.filter_controller.open_popup(SENDER)
    model = value_list(popup).model()
    assert isinstance(model, ValueListModel)
    assert model.listed_value(0).row_count == len(page.shown_rows()) > 0


def test_checking_all_values_removes_the_filter(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"}), is_excluding=True))
    popup = page.filter_controller.open_popup(STATE)
    click_line(popup, "Ny")
    apply_button(popup).click()
    assert page.model.filters == {}


def test_dates_are_filtered_by_first_and_last_day_or_by_a_named_period(
    make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filter_texts, "swedish_today", FIRST.date)
    page = make_page()
    popup = page.filter_controller.open_popup(0)
    choice = popup.findChild(DateFilterEditor)
    assert isinstance(choice, DateFilterEditor)
    assert apply_button(popup).text() == "Visa 60"
    choice.first_field.setDate(FIRST.date())  # type: ignore[arg-type]
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert {row[0].date() for row in page.shown_rows()} == {FIRST.date()}  # type: ignore[union-attr]
    assert chip_names(page) == ["Skapat: 30 okt"]
    popup = page.filter_controller.open_popup(0)
    choice = popup.findChild(DateFilterEditor)
    assert isinstance(choice, DateFilterEditor)
    choice.preset_box.setCurrentText("I fjol")
    assert isinstance(choice.column_filter(), DayFilter)
    assert choice.column_filter().preset is Preset.LAST_YEAR
    popup.close()


def test_a_chip_removes_its_filter_and_the_link_clears_all_filters_and_the_search(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad", None})))
    page.toolbar.search_field.setText("villa")
    assert chip_names(page) == ["Status: Ny", "Avsändare: Karim Haddad, (Saknas)"]
    QTest.keyClick(page.toolbar.chip_row.chips()[0], Qt.Key.Key_Delete)
    assert chip_names(page) == ["Avsändare: Karim Haddad, (Saknas)"]
    clear = page.findChild(QPushButton, "clearFiltersButton")
    assert isinstance(clear, QPushButton)
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert not page.toolbar.chip_row.isVisible()
    assert page.toolbar.search_field.text() == ""
    assert len(page.shown_rows()) == 60


def row_menu(page: ListPage, position: int, column: int) -> RowMenu:
    page.view.select_position(position)
    return RowMenu(page.model, page.view, position, column, page.copy_rows, lambda: page.set_details_open(True))


def trigger(menu: RowMenu | HeadingMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_right_click_filters_on_a_value_and_excludes_another(make_page: MakePage) -> None:
    page = make_page()
    position = shown_values(page, STATE).index("New")
    trigger(row_menu(page, position, STATE), "Uteslut ”Ny”")
    assert "New" not in shown_values(page, STATE)
    assert chip_names(page) == ["Status: inte Ny"]
    position = shown_values(page, STATE).index("Done")
    trigger(row_menu(page, position, STATE), "Uteslut ”Klar”")
    assert chip_names(page) == ["Status: inte Ny, inte Klar"]
    position = shown_values(page, STATE).index("Claimed")
    trigger(row_menu(page, position, STATE), "Visa bara ”Plockad”")
    assert set(shown_values(page, STATE)) == {"Claimed"}


def test_a_right_click_copies_one_cell_as_text(make_page: MakePage) -> None:
    page = make_page(0)
    page.set_rows([make_row(TIPS, {"tip.title": "=1+1", "receiver.name": "Bo Ek"})])
    menu = row_menu(page, 0, TITLE)
    trigger(menu, "Kopiera cellen")
    assert QGuiApplication.clipboard().text() == "'=1+1"
    assert "Visa bara mottagaren Bo Ek" in [action.text() for action in menu.actions()]


def test_a_day_filter_includes_its_first_and_last_day_and_no_row_without_a_date() -> None:
    day_filter = DayFilter(FIRST.date() - timedelta(days=1), FIRST.date())
    assert day_filter.matches(FIRST.replace(hour=23, minute=59, second=59))
    assert day_filter.matches(FIRST.replace(hour=0, minute=0) - timedelta(days=1))
    assert not day_filter.matches(FIRST + timedelta(days=1))
    assert not day_filter.matches(None)
