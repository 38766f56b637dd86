"""The page of a list, used as a user does: headings, search, selection, keys, details and columns."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.table.pages import ROW_ID, SENDER, STATE, TIPS, TITLE, MakePage, shown_values
from tests.ui.table.rows import FIRST, make_row, make_rows
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.language import Language
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.context_menus import RowMenu
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.menu import add_context_menu_shortcut
from vitec_desktop.webservice.models import ListKind


@pytest.fixture
def make_page(make_page: MakePage) -> MakePage:
    """Let Qt check the model of each page, unless a test says otherwise."""
    return partial(make_page, checks_model=True)


def click_heading(qtbot: QtBot, page: ListPage, column: int, *, with_shift: bool = False) -> None:
    header = page.view.header
    place = header.section_rect(column).topLeft() + QPoint(20, header.height() // 2)
    modifier = Qt.KeyboardModifier.ShiftModifier if with_shift else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def click_row(qtbot: QtBot, page: ListPage, position: int, modifier: Qt.KeyboardModifier | None = None) -> None:
    place = page.view.visualRect(page.model.index(position, TITLE)).center()
    no_modifier = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, modifier or no_modifier, place)


def type_text(widget: QWidget, text: str) -> None:
    """Type `text`; QTest cannot type å."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def press_in_window(page: ListPage, keys: str) -> None:
    """Press keys as the system reports them; for the Menu key it reports the request for a menu at the pointer."""
    if keys == "Menu":
        place = QRectF(page.view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).center().toPoint()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(page.view, QContextMenuEvent(reason, place, page.view.mapToGlobal(place)))
    else:
        QTest.keySequence(page.window().windowHandle(), QKeySequence(keys))
    QApplication.processEvents()


def keys(page: ListPage) -> list[tuple[int, bool]]:
    return [(key.column, key.is_descending) for key in page.model.sort_keys]


def test_the_newest_row_is_first_by_default(make_page: MakePage) -> None:
    page = make_page()
    assert keys(page) == [(0, True)]
    assert shown_values(page, ROW_ID) == [f"tip-{number}" for number in range(60)]


def test_each_list_has_its_own_object_names(make_page: MakePage) -> None:
    for kind, name in ((ListKind.INCOMING, "incoming"), (ListKind.OUTGOING, "outgoing"), (TIPS, "tips")):
        page = make_page(3, kind)
        assert page.view.objectName() == f"{name}Table"
        assert page.toolbar.search_field.objectName() == f"{name}Search"
        assert page.details.objectName() == "detailsPane"


def test_ids_are_hidden_by_default_and_the_message_is_not(make_page: MakePage) -> None:
    page = make_page()
    shown = [page.model.columns[number].key for number in page.shown_column_numbers()]
    assert shown[:4] == ["createdAt", "tip.state", "tip.title", "sender.name"]
    assert "tip.message" in shown
    assert not [key for key in shown if key.endswith(".id")]


def test_a_click_on_a_heading_sorts_and_a_second_one_reverses_the_order(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    click_heading(qtbot, page, SENDER)
    assert keys(page) == [(SENDER, False)]
    ascending = [sender for sender in shown_values(page, SENDER) if sender]
    click_heading(qtbot, page, SENDER)
    assert keys(page) == [(SENDER, True)]
    assert [sender for sender in shown_values(page, SENDER) if sender] == ascending[::-1]
    click_heading(qtbot, page, 0)
    assert keys(page) == [(0, True)]


def test_shift_adds_a_second_and_a_third_column_to_sort_by(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    click_heading(qtbot, page, STATE)
    click_heading(qtbot, page, SENDER, with_shift=True)
    click_heading(qtbot, page, 0, with_shift=True)
    assert keys(page) == [(STATE, False), (SENDER, False), (0, True)]
    click_heading(qtbot, page, SENDER, with_shift=True)
    assert keys(page) == [(STATE, False), (SENDER, True), (0, True)]
    click_heading(qtbot, page, STATE)
    assert keys(page) == [(STATE, True)]


def test_qt_s_sort_by_column_works_as_a_click_does(make_page: MakePage) -> None:
    page = make_page()
    page.view.sortByColumn(TITLE, Qt.SortOrder.AscendingOrder)
    assert keys(page) == [(TITLE, False)]


def test_selection_current_row_and_scroll_position_follow_the_row(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(120)
    click_row(qtbot, page, 5)
    selected = page.view.selected_rows()
    for column in (TITLE, SENDER, STATE):
        click_row(qtbot, page, page.view.selected_positions()[0])
        click_row(qtbot, page, page.view.selected_positions()[0] + 1)
        click_row(qtbot, page, page.view.selected_positions()[0] - 1)
        top = page.view.rowViewportPosition(page.view.selected_positions()[0])
        click_heading(qtbot, page, column)
        assert page.view.selected_rows() == selected
        position = page.view.selected_positions()[0]
        assert page.view.currentIndex().row() == position
        most = page.view.verticalScrollBar().maximum()
        if 0 < page.view.verticalScrollBar().value() < most:
            assert page.view.rowViewportPosition(position) == top
        assert 0 <= page.view.rowViewportPosition(position) < page.view.viewport().height()


def test_another_order_shows_the_top_unless_a_row_was_just_chosen(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(120)
    bar = page.view.verticalScrollBar()
    bar.setValue(2_000)
    click_heading(qtbot, page, SENDER)
    assert bar.value() == 0
    bar.setValue(2_000)
    click_row(qtbot, page, 65)
    click_heading(qtbot, page, TITLE)
    position = page.view.selected_positions()[0]
    assert bar.value() > 0
    assert 0 <= page.view.rowViewportPosition(position) < page.view.viewport().height()
    click_heading(qtbot, page, TITLE)
    assert bar.value() == 0, "it was chosen before the last order"
    assert page.view.selected_count() == 1
    bar.setValue(2_000)
    page.set_rows(make_rows(TIPS, 121))
    assert bar.value() > 0, "the order is the same"
    page.model.group_by(SENDER)
    assert bar.value() == 0


def test_the_details_open_with_the_first_row_that_is_chosen(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    assert not page.details.isVisible()
    assert not page.is_details_open
    click_row(qtbot, page, 3)
    assert page.details.isVisible()
    assert page.details.width() == page.details.sizeHint().width() or page.details.width() >= 380
    assert page.is_details_open
    page.view.clearSelection()
    assert page.details.isVisible()
    page.set_details_open(False)
    click_row(qtbot, page, 5)
    assert not page.details.isVisible(), "the user has closed them"


def test_filter_chips_come_before_the_table_when_tab_is_pressed(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    with qtbot.waitActive(page):
        page.activateWindow()
    page.toolbar.search_field.setFocus()
    visited = []
    while not page.view.hasFocus():
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    assert visited[:3] == page.toolbar.chip_row.tab_stops()
    assert visited[-1] is page.view
    assert page.toolbar.view_picker in visited


def test_selected_rows_stay_selected_when_the_report_is_fetched_again(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(50)
    click_row(qtbot, page, 2)
    click_row(qtbot, page, 4, Qt.KeyboardModifier.ShiftModifier)
    click_row(qtbot, page, 7, Qt.KeyboardModifier.ControlModifier)
    page.set_rows(make_rows(TIPS, 50)[1:])
    assert [row[ROW_ID] for row in page.view.selected_rows()] == ["tip-2", "tip-3", "tip-4", "tip-7"]
    assert page.view.selected_positions() == [1, 2, 3, 6]


def test_a_selected_row_is_selected_again_when_it_is_shown_again(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(50)
    rows = make_rows(TIPS, 50)
    click_row(qtbot, page, 7)
    page.show_fetching()
    assert page.view.selected_rows() == []
    page.append_rows(rows[20:])
    assert page.view.selected_rows() == []
    page.append_rows(rows[:20])
    assert page.view.selected_rows() == [rows[7]]
    page.toolbar.search_field.setText("finns inte")
    page.toolbar.search_field.clear()
    assert page.view.selected_rows() == [rows[7]]
    page.toolbar.search_field.setText("kontor")
    click_row(qtbot, page, 0)
    chosen = page.view.selected_rows()
    page.toolbar.search_field.clear()
    assert page.view.selected_rows() == chosen != [rows[7]]


def test_the_current_cell_returns_with_its_row(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(50)
    with qtbot.waitActive(page):
        page.activateWindow()
    rows = make_rows(TIPS, 50)
    page.view.select_first_row()
    for key in (*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Right):
        QTest.keyClick(page.view, key)
    chosen, column = page.view.selected_rows(), page.view.currentIndex().column()

    def is_current() -> bool:
        current = page.view.currentIndex()
        return current.column() == column and page.view.selected_rows() == [page.model.row_at(current.row())] == chosen

    assert is_current()
    page.show_fetching()
    page.append_rows(rows[20:])
    page.append_rows(rows[:20])
    assert is_current(), "fetched again"
    page.show_fetching()
    page.append_rows(rows[20:])
    page.toolbar.search_field.setFocus()
    page.view.setFocus()
    assert page.view.currentIndex().isValid(), "Qt goes to some cell when the table gets the focus"
    page.append_rows(rows[:20])
    assert is_current(), "fetched again while the focus was elsewhere"
    page.toolbar.search_field.setText("finns inte")
    assert not page.view.currentIndex().isValid()
    page.toolbar.search_field.clear()
    assert is_current(), "found again"
    page.model.sort_by((SortKey(TITLE, True),))
    assert is_current(), "sorted"
    page.model.group_by(SENDER)
    assert is_current(), "grouped"
    page.model.group_by(None)
    position = page.view.currentIndex().row()
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.selected_positions() == [position + 1]


def test_what_was_current_does_not_replace_what_the_user_has_gone_to_since(make_page: MakePage) -> None:
    page = make_page(50)
    page.view.select_position(7)
    page.toolbar.search_field.setText("finns inte")
    page.toolbar.search_field.setText("kontor")
    QTest.keyClick(page.view, Qt.Key.Key_End)
    chosen = page.view.selected_rows()
    page.toolbar.search_field.clear()
    assert [page.model.row_at(page.view.currentIndex().row())] == page.view.selected_rows() == chosen


def test_no_empty_state_is_shown_during_a_fetch(make_page: MakePage) -> None:
    page = make_page()
    page.show_fetching()
    assert not page.empty_state.isVisible()
    assert not page.no_match_state.isVisible()
    page.set_rows([])
    assert page.empty_state.isVisible()


def test_a_large_fragmented_selection_follows_its_rows(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(0, checks_model=False)
    some = make_rows(TIPS, 300)
    rows: list[Row] = []
    for number in range(12_000):
        row = some[number % len(some)]
        created = FIRST - timedelta(minutes=number)
        rows.append((created, *row[1:ROW_ID], f"tip-{number}", *row[ROW_ID + 1 :]))
    page.set_rows(rows)
    qtbot.waitUntil(lambda: page.model.rowCount() == len(rows))
    page.toolbar.search_field.setText("sälj")
    qtbot.waitUntil(lambda: not page.model.is_updating)
    page.view.selectAll()
    selected = page.view.selected_rows()
    with qtbot.waitSignal(page.view.selected_rows_changed):
        page.toolbar.search_field.clear()
    qtbot.waitUntil(lambda: page.view.selected_count() == len(selected))
    assert len(page.view.selected_ranges()) > 2_000
    assert page.view.selected_rows() == selected


def test_without_a_selection_the_topmost_row_stays_when_rows_arrive_above(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(110)
    rows = make_rows(TIPS, 110)
    page.set_rows(rows[30:])
    row_height = page.view.rowHeight(0)  # depends on the font
    page.view.verticalScrollBar().setValue(40 * row_height + 7)
    top_row = page.model.row_at(page.view.rowAt(0))
    page.append_rows(rows[:30])
    assert page.model.row_at(page.view.rowAt(0)) == top_row
    assert page.view.verticalScrollBar().value() == 70 * row_height + 7


def test_search_texts_are_computed_ahead_for_a_table_that_is_seen_only(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    assert page.model.is_preparing
    qtbot.waitUntil(lambda: not page.model.is_preparing)
    page.hide()
    page.set_rows(make_rows(TIPS, 50))
    assert not page.model.is_preparing
    page.show()
    assert page.model.is_preparing


def test_typing_searches_and_escape_shows_all_rows(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    emitted: list[tuple[int, int]] = []
    page.counts_changed.connect(lambda shown, total: emitted.append((shown, total)))
    page.focus_search()
    type_text(page.toolbar.search_field, "säljer LÄGENHET")
    assert set(shown_values(page, TITLE)) == {"Säljer lägenhet i Råsunda"}
    assert emitted[-1] == (len(page.shown_rows()), 60)
    QTest.keyClick(page.toolbar.search_field, Qt.Key.Key_Escape)
    assert len(page.shown_rows()) == 60
    assert emitted[-1] == (60, 60)


def test_the_search_field_shows_the_model_s_search(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_search_text("villa")
    assert page.toolbar.search_field.text() == "villa"
    page.model.clear_search_and_filters()
    assert page.toolbar.search_field.text() == ""


def test_a_letter_typed_inside_the_search_leaves_the_cursor_there(make_page: MakePage) -> None:
    page = make_page()
    type_text(page.toolbar.search_field, "vila")
    page.toolbar.search_field.setCursorPosition(3)
    type_text(page.toolbar.search_field, "l")
    assert page.model.search_text == "villa"
    assert page.toolbar.search_field.cursorPosition() == 4


def test_pasting_a_search_works_as_typing_does(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    QGuiApplication.clipboard().setText("råsunda")
    page.toolbar.search_field.setFocus()
    QTest.keyClick(page.toolbar.search_field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert set(shown_values(page, TITLE)) == {"Säljer lägenhet i Råsunda"}


def test_control_f_focuses_the_search_and_down_the_table(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.toolbar.search_field.hasFocus()
    QTest.keyClick(page.toolbar.search_field, Qt.Key.Key_Down)
    assert page.view.hasFocus()
    assert page.view.selected_positions() == [0]


def test_enter_and_double_click_open_the_details(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.set_details_open(False)
    click_row(qtbot, page, 1)
    assert not page.details.isVisible()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.details.isVisible()
    page.set_details_open(False)
    click_row(qtbot, page, 3)
    place = page.view.visualRect(page.model.index(3, TITLE)).center()
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert page.details.isVisible()


@pytest.mark.parametrize("kind", list(ListKind))
@pytest.mark.parametrize("keys", ["Menu", "Shift+F10"])
def test_the_menu_by_a_key_acts_on_the_current_row(make_page: MakePage, kind: ListKind, keys: str) -> None:
    page = make_page(kind=kind)
    add_context_menu_shortcut(page)
    page.view.setFocus()
    for position in (0, 3, 40):
        page.view.select_position(position)
        press_in_window(page, keys)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, RowMenu)
        texts = [action.text() for action in menu.actions()]
        menu.actions()[texts.index("Kopiera cellen")].trigger()
        menu.close()
        index = page.view.currentIndex()
        assert index.row() == position
        assert QGuiApplication.clipboard().text() == page.model.cell_text(position, index.column())
        cell = page.view.visualRect(index)
        corner = page.view.viewport().mapToGlobal(cell.topLeft())
        assert QRect(corner, cell.size()).adjusted(-1, -1, 1, 1).contains(menu.geometry().topLeft())


def test_the_menu_by_a_key_without_a_selection_acts_on_the_first_row(make_page: MakePage) -> None:
    page = make_page()
    page.view.setFocus()
    press_in_window(page, "Menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, RowMenu)
    menu.close()
    assert page.view.selected_positions() == [0]


def test_the_menu_by_a_key_acts_on_a_selected_row_if_the_current_one_is_not(make_page: MakePage) -> None:
    """As a screen reader selects, and as Ctrl with an arrow key moves on."""
    page = make_page()
    page.view.setFocus()
    for position in (3, 5):
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        page.view.selectionModel().select(page.model.index(position, 0), flags)
    page.view.selectionModel().setCurrentIndex(page.model.index(9, SENDER), QItemSelectionModel.SelectionFlag.NoUpdate)
    press_in_window(page, "Menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, RowMenu)
    texts = [action.text() for action in menu.actions()]
    assert "Kopiera 2 rader" in texts
    menu.actions()[texts.index("Kopiera cellen")].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == page.model.cell_text(3, SENDER)
    assert page.view.selected_positions() == [3, 5]


def test_the_menu_by_the_mouse_acts_on_the_row_that_was_clicked(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.view.select_position(0)
    place = page.view.visualRect(page.model.index(7, SENDER)).center()
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, page.view.viewport().mapToGlobal(place))
    with qtbot.waitSignal(page.view.row_menu_requested) as requested:
        QApplication.sendEvent(page.view.viewport(), event)
    assert (requested.args[0].row(), requested.args[0].column()) == (7, SENDER)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RowMenu)
    popup.close()


def test_arrow_keys_move_the_selection_and_control_a_selects_all(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(30)
    click_row(qtbot, page, 0)
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.selected_positions() == [1]
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.view.selected_count() == 30
    click_heading(qtbot, page, SENDER)
    assert page.view.selected_count() == 30


def test_in_a_narrow_window_the_details_are_below_and_closed_by_default(make_page: MakePage) -> None:
    page = make_page(size=(1024, 640))
    assert not page.details.isVisible()
    page.set_details_open(True)
    assert page.details.isVisible()
    assert page.details.width() > 1000
    assert page.details.mapTo(page, QPoint(0, 0)).y() > page.view.mapTo(page, QPoint(0, 0)).y()
    page.resize(1440, 800)
    assert page.details.isVisible()
    assert page.details.width() < 500


def test_details_below_the_table_open_at_the_top_with_their_share_of_the_height(make_page: MakePage) -> None:
    page = make_page(size=(1024, 900))
    page.view.select_position(2)
    page.set_details_open(True)
    QApplication.processEvents()
    room = page.details.height() + page.view.height()
    assert page.details.height() / room == pytest.approx(0.45, abs=0.01)
    assert page.details.area.verticalScrollBar().value() == 0
    page.resize(1024, 560)
    QApplication.processEvents()
    assert page.details.area.verticalScrollBar().value() == 0


def test_details_below_the_table_make_room_for_its_empty_state(make_page: MakePage) -> None:
    page = make_page(size=(1024, 480))
    page.set_details_open(True)
    page.toolbar.search_field.setText("finns inte")
    QApplication.processEvents()
    assert page.no_match_state.geometry() == page.view.viewport().geometry()
    assert page.no_match_state.height() >= page.no_match_state.minimumSizeHint().height()
    assert not page.details.isVisible()
    page.toolbar.search_field.clear()
    assert page.details.isVisible()
    page.resize(1440, 800)
    page.toolbar.search_field.setText("finns inte")
    assert page.details.isVisible()


def test_without_a_report_the_page_says_how_to_fetch_one(qtbot: QtBot, theme: Theme) -> None:
    page = ListPage(TIPS, Language("sv"), theme)
    qtbot.addWidget(page)
    page.show()
    assert page.empty_state.heading.text() == "Ingen rapport än."
    assert "(F5)" in page.empty_state.line.text()
    assert not page.empty_state.button.isVisible()  # the window has one
    page.show_failed("Servern svarar inte.")
    with qtbot.waitSignal(page.fetch_requested):
        page.empty_state.button.click()


def test_an_empty_period_is_named_and_can_be_changed(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.set_report(date(2026, 10, 1), date(2026, 10, 31))
    page.set_rows([])
    assert page.empty_state.isVisible()
    assert page.empty_state.heading.text() == "Inga tips 1–31 okt 2026."
    with qtbot.waitSignal(page.period_change_requested):
        page.empty_state.button.click()


def test_nothing_unhandled_so_far_is_no_all_clear_while_rows_arrive(make_page: MakePage) -> None:
    page = make_page(0)
    page.saved_views.apply_view(page.saved_views.views[1])
    page.show_fetching()
    page.append_rows([make_row(TIPS, {"tip.state": "Done"})])
    assert page.no_match_state.isVisible()
    assert page.no_match_state.heading.text() == "Inga obehandlade än."


def test_a_search_without_a_match_says_how_many_rows_it_hides_and_can_be_cleared(make_page: MakePage) -> None:
    page = make_page()
    page.toolbar.search_field.setText("finns inte någonstans")
    assert page.no_match_state.isVisible()
    assert page.no_match_state.line.text() == "60 rader döljs av sökningen."
    assert page.no_match_state.button.text() == "Rensa sökningen"
    page.model.set_filter(STATE, ValueFilter(frozenset({"Done"})))
    assert page.no_match_state.line.text() == "60 tips döljs av sökning och filter."
    assert page.no_match_state.button.text() == "Rensa filter"
    page.no_match_state.button.click()
    assert not page.no_match_state.isVisible()
    assert page.toolbar.search_field.text() == ""
    assert len(page.shown_rows()) == 60


def test_a_failed_fetch_says_why(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.show_failed("Tjänsten svarar inte.")
    assert page.empty_state.isVisible()
    assert page.empty_state.line.text() == "Tjänsten svarar inte."
    assert page.shown_rows() == []


def test_copied_rows_have_headings_and_the_shown_columns(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(0)
    page.set_rows([make_row(TIPS, {"tip.title": "=2+3", "sender.name": 'Anna "Ann" Ek', "tip.id": "t1"})])
    click_row(qtbot, page, 0)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text().splitlines()
    assert text[0].split("\t")[:4] == ["Skapat", "Status", "Rubrik", "Avsändare"]
    assert text[1].split("\t")[:4] == ["", "", "'=2+3", '"Anna ""Ann"" Ek"']
    html = QGuiApplication.clipboard().mimeData().html()
    assert "mso-number-format:'\\@'" in html
    assert "=2+3" in html
    assert "'=2+3" not in html


def test_a_row_is_filtered_by_its_sender_from_the_details(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.model.sort(SENDER)
    click_row(qtbot, page, 0)
    sender = page.view.selected_rows()[0][SENDER]
    page.details.sender_filter_button.click()
    assert {fold(str(name)) for name in shown_values(page, SENDER)} == {fold(str(sender))}
    page.clear_filters()
    assert len(page.shown_rows()) == 60


def test_a_double_click_on_a_border_fits_the_column_to_its_texts(make_page: MakePage) -> None:
    page = make_page()
    header = page.view.header
    page.view.setColumnWidth(TITLE, 60)
    border = QPoint(header.section_rect(TITLE).right(), header.height() // 2)
    QTest.mouseMove(header.viewport(), border)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, border)
    assert header.sectionSize(TITLE) == page.view.sizeHintForColumn(TITLE) > 150
