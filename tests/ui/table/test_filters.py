"""Filters, views, columns and what is remembered of them, driven as a user drives them."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.table.rows import FIRST, column_number, make_row, make_rows
from vitec_desktop.report.filters import DayFilter, ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.context_menus import ColumnMenu, HeadingMenu, RowMenu
from vitec_desktop.ui.table.filter_editors import DateFilterEditor
from vitec_desktop.ui.table.filter_popup import ColumnFilterPopup
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.saved_views import ViewNameDialog
from vitec_desktop.ui.table.value_list import ValueListModel
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

TIPS = ListKind.TIPS
STATE = column_number(TIPS, "tip.state")
TITLE = column_number(TIPS, "tip.title")
SENDER = column_number(TIPS, "sender.name")
COMPANY = column_number(TIPS, "receiver.company.name")
ROW_ID = column_number(TIPS, "tip.id")

MakePage = Callable[..., ListPage]


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def make_page(qtbot: QtBot, theme: Theme) -> MakePage:
    def make(count: int = 60, kind: ListKind = TIPS) -> ListPage:
        page = ListPage(kind, Language("sv"), theme)
        qtbot.addWidget(page)
        page.resize(1440, 800)
        page.show()
        qtbot.waitExposed(page)
        page.set_rows(make_rows(kind, count))
        return page

    return make


def values(page: ListPage, column: int) -> list[object]:
    return [row[column] for row in page.shown_rows()]


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


def chips(page: ListPage) -> list[str]:
    return [chip.accessibleName() for chip in page.toolbar.chip_row.chips()]


def test_a_column_s_values_stand_in_report_order_with_counts(make_page: MakePage) -> None:
    page = make_page()
    popup = click_funnel(page, STATE)
    assert lines(popup) == ["(Markera alla)", "Ny", "Plockad", "Klar", "Avböjd", "Somersault", "(Saknas)"]
    model = value_list(popup).model()
    assert isinstance(model, ValueListModel)
    counts = [model.listed_value(number).row_count for number in range(model.rowCount())]
    assert counts[0] == sum(counts[1:]) == 60
    assert counts[1] == values(page, STATE).count("New")


def test_unticking_all_and_ticking_two_shows_their_rows_and_a_chip(make_page: MakePage) -> None:
    page = make_page()
    popup = click_funnel(page, STATE)
    click_line(popup, "(Markera alla)")
    assert not apply_button(popup).isEnabled()
    click_line(popup, "Ny")
    click_line(popup, "Plockad")
    expected = values(page, STATE).count("New") + values(page, STATE).count("Claimed")
    assert apply_button(popup).text() == f"Visa {expected}"
    QTest.mouseClick(apply_button(popup), Qt.MouseButton.LeftButton)
    assert set(values(page, STATE)) == {"New", "Claimed"}
    assert chips(page) == ["Status: Ny, Plockad"]
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
    assert set(values(page, SENDER)) == {"Elin Åkesson"}


def test_an_emptied_value_search_brings_the_earlier_ticks_back(make_page: MakePage) -> None:
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


def test_space_ticks_with_the_keyboard_alone(make_page: MakePage) -> None:
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
    assert set(values(page, STATE)) == {"New"}


def test_counts_in_a_popup_heed_the_search_and_the_other_filters(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.toolbar.search_field.setText("villa")
    popup = page.filter_controller.open_popup(SENDER)
    model = value_list(popup).model()
    assert isinstance(model, ValueListModel)
    assert model.listed_value(0).row_count == len(page.shown_rows()) > 0


def test_ticking_everything_again_removes_the_filter(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"}), is_excluding=True))
    popup = page.filter_controller.open_popup(STATE)
    click_line(popup, "Ny")
    apply_button(popup).click()
    assert page.model.filters == {}


def test_days_are_filtered_by_a_range_or_by_a_period_s_name(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    popup = page.filter_controller.open_popup(0)
    choice = popup.findChild(DateFilterEditor)
    assert isinstance(choice, DateFilterEditor)
    assert apply_button(popup).text() == "Visa 60"
    choice.first_field.setDate(FIRST.date())  # type: ignore[arg-type]
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert {row[0].date() for row in page.shown_rows()} == {FIRST.date()}  # type: ignore[union-attr]
    assert chips(page) == ["Skapat: 30 okt"]
    popup = page.filter_controller.open_popup(0)
    choice = popup.findChild(DateFilterEditor)
    assert isinstance(choice, DateFilterEditor)
    choice.preset_box.setCurrentText("I fjol")
    assert isinstance(choice.column_filter(), DayFilter)
    assert choice.column_filter().preset is Preset.LAST_YEAR
    popup.close()


def test_chips_remove_one_filter_and_the_link_all_and_the_search(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad", None})))
    page.toolbar.search_field.setText("villa")
    assert chips(page) == ["Status: Ny", "Avsändare: Karim Haddad, (Saknas)"]
    QTest.keyClick(page.toolbar.chip_row.chips()[0], Qt.Key.Key_Delete)
    assert chips(page) == ["Avsändare: Karim Haddad, (Saknas)"]
    clear = page.findChild(QPushButton, "clearFiltersButton")
    assert isinstance(clear, QPushButton)
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert not page.toolbar.chip_row.isVisible()
    assert page.toolbar.search_field.text() == ""
    assert len(page.shown_rows()) == 60


def row_menu(page: ListPage, position: int, column: int) -> RowMenu:
    page.view.select_position(position)
    return RowMenu(page.model, page.view, position, column, page.copy_rows, lambda: page.set_details_open(True))


def trigger(menu: RowMenu | HeadingMenu | ColumnMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_right_click_filters_on_a_value_and_excludes_another(make_page: MakePage) -> None:
    page = make_page()
    position = values(page, STATE).index("New")
    trigger(row_menu(page, position, STATE), "Uteslut ”Ny”")
    assert "New" not in values(page, STATE)
    assert chips(page) == ["Status: inte Ny"]
    position = values(page, STATE).index("Done")
    trigger(row_menu(page, position, STATE), "Uteslut ”Klar”")
    assert chips(page) == ["Status: inte Ny, inte Klar"]
    position = values(page, STATE).index("Claimed")
    trigger(row_menu(page, position, STATE), "Visa bara ”Plockad”")
    assert set(values(page, STATE)) == {"Claimed"}


def test_a_right_click_copies_one_cell_as_text(make_page: MakePage) -> None:
    page = make_page(0)
    page.set_rows([make_row(TIPS, {"tip.title": "=1+1", "receiver.name": "Bo Ek"})])
    menu = row_menu(page, 0, TITLE)
    trigger(menu, "Kopiera cellen")
    assert QGuiApplication.clipboard().text() == "'=1+1"
    assert "Visa bara mottagaren Bo Ek" in [action.text() for action in menu.actions()]


def test_columns_are_chosen_and_reset_and_the_last_one_stays(make_page: MakePage) -> None:
    page = make_page()
    menu = ColumnMenu(page.model, page.view, page)
    menu.aboutToShow.emit()
    at_first = page.shown_column_numbers()
    next(action for action in menu.actions() if action.text() == "Id").trigger()
    assert ROW_ID in page.shown_column_numbers()
    page.toolbar.search_field.setText("tip-7")
    assert values(page, ROW_ID) == ["tip-7"]
    page.toolbar.search_field.clear()
    for column in page.shown_column_numbers():
        page.view.set_column_shown(column, False)
    assert len(page.shown_column_numbers()) == 1
    trigger(menu, "Återställ kolumnerna")
    assert page.shown_column_numbers() == at_first


def test_a_column_fits_its_texts_after_a_double_click_on_its_border(make_page: MakePage) -> None:
    page = make_page()
    header = page.view.header
    page.view.setColumnWidth(TITLE, 60)
    border = QPoint(header.section_rect(TITLE).right(), header.height() // 2)
    QTest.mouseMove(header.viewport(), border)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, border)
    assert header.sectionSize(TITLE) == page.view.sizeHintForColumn(TITLE) > 150


def test_two_views_come_with_the_program(make_page: MakePage) -> None:
    page = make_page()
    assert [page.saved_views.display_name(view) for view in page.saved_views.views] == ["Alla", "Obehandlade"]
    menu = page.toolbar.view_picker.menu()
    next(action for action in menu.actions() if action.text() == "Obehandlade").trigger()
    assert set(values(page, STATE)) == {"New"}
    assert values(page, 0) == sorted(values(page, 0))  # type: ignore[type-var]
    assert page.toolbar.view_picker.value == "Obehandlade"
    next(action for action in menu.actions() if action.text() == "Alla").trigger()
    assert len(page.shown_rows()) == 60
    assert [view.name for view in make_page(3, ListKind.OUTGOING).saved_views.views] == ["Alla"]


def test_an_empty_view_of_the_unhandled_is_good_news(make_page: MakePage) -> None:
    page = make_page(0)
    page.set_rows([make_row(TIPS, {"tip.state": "Done"})])
    page.saved_views.apply_view(page.saved_views.views[1])
    assert page.no_match_state.isVisible()
    assert page.no_match_state.heading.text() == "Allt är omhändertaget."
    page.no_match_state.button.click()
    assert len(page.shown_rows()) == 1


def test_a_view_whose_filters_are_cleared_no_longer_has_its_name(make_page: MakePage) -> None:
    page = make_page()
    unhandled = next(view for view in page.saved_views.views if view.key == "unhandled")
    for let_go in (page.clear_filters, lambda: page.toolbar.chip_row.removed.emit("tip.state")):
        page.saved_views.apply_view(unhandled)
        assert page.toolbar.view_picker.value == "Obehandlade"
        with_names = {action.text(): action.isChecked() for action in page.toolbar.view_picker.menu().actions()}
        assert with_names["Obehandlade"]
        let_go()
        assert len(page.shown_rows()) == 60
        assert page.toolbar.view_picker.value == "Alla"
        with_names = {action.text(): action.isChecked() for action in page.toolbar.view_picker.menu().actions()}
        assert with_names["Alla"]
        assert not with_names["Obehandlade"]
    page.saved_views.apply_view(unhandled)
    page.toolbar.search_field.setText("villa")
    page.toolbar.search_field.clear()
    assert page.toolbar.view_picker.value == "Obehandlade"


def test_an_own_view_without_filters_keeps_its_name_when_filters_are_cleared(make_page: MakePage) -> None:
    page = make_page()
    page.model.sort_by((SortKey(TITLE),))
    page.saved_views.save_view("Efter rubrik")
    page.toolbar.search_field.setText("villa")
    page.clear_filters()
    assert page.toolbar.view_picker.value == "Efter rubrik"
    assert page.saved_views.is_current_unchanged


def save_view(page: ListPage, name: str) -> None:
    button = page.findChild(QPushButton, "saveViewButton")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    button.click()
    dialog = page.findChild(ViewNameDialog, "viewNameDialog")
    assert isinstance(dialog, ViewNameDialog)
    dialog.name.setText(name)
    dialog.save_button.click()


def test_a_view_is_saved_chosen_and_deleted_by_its_name(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    page.toolbar.search_field.setText("villa")
    page.model.sort_by((SortKey(TITLE), SortKey(0)))
    page.view.set_column_shown(STATE, False)
    shown = page.shown_rows()
    save_view(page, "Karims villor")
    assert page.toolbar.view_picker.value == "Karims villor"
    page.saved_views.apply_default_view()
    page.view.reset_columns()
    assert len(page.shown_rows()) == 60
    page.saved_views.apply_view(page.saved_views.views[-1])
    assert page.shown_rows() == shown
    assert STATE not in page.shown_column_numbers()
    menu = page.toolbar.view_picker.menu()
    next(action for action in menu.actions() if action.text() == "Ta bort vyn ”Karims villor”").trigger()
    assert len(page.saved_views.views) == 2


def test_a_view_that_may_name_a_person_says_where_it_is_kept(make_page: MakePage) -> None:
    page = make_page()

    def help_text() -> str:
        page.saved_views.open_name_dialog()
        dialog = next(one for one in page.findChildren(ViewNameDialog) if one.isVisible())
        text = dialog.name.accessibleDescription()
        dialog.reject()
        return text

    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    assert "den här datorn" not in help_text()
    page.toolbar.search_field.setText("Petra")
    assert "person" in help_text()
    assert "den här datorn tills du tar bort vyn" in help_text()
    page.toolbar.search_field.clear()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    assert "den här datorn tills du tar bort vyn" in help_text()


def test_a_view_cannot_take_the_name_of_one_that_comes_with_the_program(make_page: MakePage) -> None:
    page = make_page()
    page.saved_views.open_name_dialog()
    dialog = page.findChild(ViewNameDialog, "viewNameDialog")
    assert isinstance(dialog, ViewNameDialog)
    dialog.name.setText(" obehandlade ")
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_a_view_that_another_would_replace_is_named_before_it_is(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    save_view(page, "Nya villor")
    page.model.set_filter(STATE, ValueFilter(frozenset({"New", "Claimed"})))
    QTest.mouseClick(page.toolbar.save_view_button, Qt.MouseButton.LeftButton)
    dialog = next(one for one in page.findChildren(ViewNameDialog) if one.isVisible())
    told = "Vyn ”Nya villor” finns redan och ersätts."
    for name, is_told in (("Nya villor", True), ("Nya", False), (" nya VILLOR ", True), ("obehandlade", False)):
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, name)
        assert (told in dialog.name.accessibleDescription()) is is_told
        texts = " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
        assert (told in texts) is is_told
        assert dialog.height() >= dialog.heightForWidth(dialog.width()), "nothing is cut"
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "NYA villor")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert [view.name for view in page.saved_views.views if not view.is_built_in] == ["NYA villor"]


def test_a_long_name_of_a_view_leaves_the_filters_their_crosses(make_page: MakePage) -> None:
    page = make_page()
    page.resize(1024, 640)
    page.model.set_filter(STATE, ValueFilter(frozenset({"New", "Claimed"})))
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad", "Petra Öberg"})))
    name = "En vy med ett mycket långt namn som ingen hinner läsa ända"
    save_view(page, name)
    page.toolbar.search_field.setText("v")  # the star takes room too
    QApplication.processEvents()
    row, picker = page.toolbar, page.toolbar.view_picker
    assert picker.value == name
    assert picker.accessibleName() == f"Vy: {name}"
    assert picker.toolTip().startswith(name)
    metrics = QFontMetricsF(picker.theme.font())
    assert picker.width() == picker.sizeHint().width() < 24 * metrics.averageCharWidth() + 90
    for part in (row.search_field, row.chip_row, row.save_view_button, picker, row.columns_button):
        assert part.isVisible()
        assert row.rect().contains(part.geometry())
    for place, chip in enumerate(row.chip_row.chips()):
        assert row.chip_row.rect().contains(chip.geometry()), place
        assert chip.width() == chip.sizeHint().width()
    chip = row.chip_row.chips()[1]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2))
    assert list(page.model.filters) == [STATE]
    page.saved_views.apply_default_view()
    assert not picker.toolTip().startswith(name)


def restarted(page: ListPage, make_page: MakePage) -> ListPage:
    """Another page that reads what this one wrote, by way of a file's text."""
    other = make_page(60)
    other.restore_layout(json.loads(json.dumps(page.layout_state())))
    return other


def test_columns_sorting_and_harmless_filters_are_there_at_the_next_start(make_page: MakePage) -> None:
    page = make_page()
    page.view.header.moveSection(0, 3)
    page.view.setColumnWidth(TITLE, 333)
    page.view.set_column_shown(ROW_ID, True)
    page.view.set_column_shown(STATE, False)
    page.model.sort_by((SortKey(STATE, True), SortKey(SENDER)))
    page.model.set_filter(COMPANY, ValueFilter(frozenset({"Norrby Solna", None})))
    page.set_details_open(False)
    other = restarted(page, make_page)
    assert other.shown_column_numbers() == page.shown_column_numbers()
    assert other.view.columnWidth(TITLE) == 333
    assert other.model.sort_keys == page.model.sort_keys
    assert other.model.filters == page.model.filters
    assert other.shown_rows() == page.shown_rows()
    assert not other.details.isVisible()


def test_nothing_about_a_person_is_remembered_unasked(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.toolbar.search_field.setText("haddad")
    assert "addad" not in json.dumps(page.layout_state(), ensure_ascii=False)
    other = restarted(page, make_page)
    assert list(other.model.filters) == [STATE]
    assert other.toolbar.search_field.text() == ""


def test_a_person_in_a_saved_view_is_remembered(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    page.toolbar.search_field.setText("villa")
    save_view(page, "Karim")
    other = restarted(page, make_page)
    assert other.toolbar.view_picker.value == "Karim"
    assert other.shown_rows() == page.shown_rows()
    assert other.toolbar.search_field.text() == "villa"


def test_a_named_period_in_a_view_means_the_period_and_not_its_days_then(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(0, DayFilter(date(2020, 1, 1), date(2020, 1, 2), Preset.LAST_WEEK))
    other = restarted(page, make_page)
    assert other.model.filters == {0: DayFilter(*preset_days(Preset.LAST_WEEK, swedish_today()), Preset.LAST_WEEK)}


@pytest.mark.parametrize(
    "damaged",
    [None, 3, "x", [], {"columns": "?"}, {"columns": [{"key": "tip.title", "width": 10**9, "shown": True}]}],
)
def test_a_damaged_layout_falls_back_to_the_default(make_page: MakePage, damaged: Any) -> None:
    page = make_page()
    at_first = page.layout_state()
    page.restore_layout(damaged)
    assert page.layout_state() == at_first


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.sampled_from([column.key for column in COLUMNS[TIPS]]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ("key", "width", "shown", "descending", "values", "excluding", "first", "last", "period", "name", "sort",
         "filters", "search", "columns", "wide", "narrow")), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(("columns", "sort", "filters", "details", "views", "view", "shows_view")),
                       json_values))  # fmt: skip
def test_no_layout_whatever_stands_in_it_takes_the_page_down(theme: Theme, layout: dict[str, Any]) -> None:
    page = ListPage(TIPS, Language("sv"), theme)
    page.restore_layout(layout)
    assert page.shown_column_numbers()
    page.restore_layout(page.layout_state())
    page.deleteLater()


def test_a_day_filter_takes_both_its_ends_and_no_row_without_a_date() -> None:
    condition = DayFilter(FIRST.date() - timedelta(days=1), FIRST.date())
    assert condition.matches(FIRST.replace(hour=23, minute=59, second=59))
    assert condition.matches(FIRST.replace(hour=0, minute=0) - timedelta(days=1))
    assert not condition.matches(FIRST + timedelta(days=1))
    assert not condition.matches(None)
