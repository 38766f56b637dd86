"""The popup that chooses and orders the columns, by mouse and by keyboard alone."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QCursor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.table.pages import ROW_ID, SENDER, STATE, TITLE, MakePage, shown_values
from vitec_desktop.ui.table.column_list import ColumnListView
from vitec_desktop.ui.table.columns_popup import ColumnsPopup
from vitec_desktop.ui.table.page import ListPage

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def make_page(make_page: MakePage) -> MakePage:
    """Let Qt check the model of each page, which has few rows: they are not what these tests are about."""
    return partial(make_page, 8, checks_model=True)


def open_popup(page: ListPage) -> ColumnsPopup:
    QTest.mouseClick(page.toolbar.columns_button, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ColumnsPopup)
    return popup


def column_list(popup: ColumnsPopup) -> ColumnListView:
    found = popup.findChild(ColumnListView, "columnsList")
    assert isinstance(found, ColumnListView)
    return found


def search_field(popup: ColumnsPopup) -> QLineEdit:
    found = popup.findChild(QLineEdit, "columnsSearch")
    assert isinstance(found, QLineEdit)
    return found


def lines(popup: ColumnsPopup) -> list[str]:
    model = column_list(popup).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def place_of_line(popup: ColumnsPopup, text: str) -> QPoint:
    view = column_list(popup)
    index = view.model().index(lines(popup).index(text), 0)
    view.scrollTo(index)
    return view.visualRect(index).center()


def click_line(popup: ColumnsPopup, text: str) -> None:
    QTest.mouseClick(column_list(popup).viewport(), LEFT, pos=place_of_line(popup, text))


def click_button(popup: ColumnsPopup, name: str) -> None:
    button = popup.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)


def headings(page: ListPage) -> list[str]:
    return [page.model.heading(column) for column in page.shown_column_numbers()]


def test_the_popup_lists_the_shown_columns_in_order_and_the_hidden_ones_by_name_ids_last(make_page: MakePage) -> None:
    page = make_page()
    popup = open_popup(page)
    button = QAccessible.queryAccessibleInterface(page.toolbar.columns_button)
    assert page.toolbar.columns_button.isDown()
    assert button.state().pressed, "all that Qt tells a screen reader of a button without a menu"
    shown, found = headings(page), lines(popup)
    hidden = found[len(shown) + 2 :]
    assert found[: len(shown) + 2] == [f"Visas {len(shown)}", *shown, f"Dolda {len(hidden)}"]
    assert hidden[-1].endswith(("id", "Id"))
    columns = filter(page.model.is_available, range(len(page.model.columns)))
    assert sorted(shown + hidden) == sorted(map(page.model.heading, columns))
    QTest.keyClick(popup, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert not button.state().pressed


def test_no_line_is_cut_at_the_foot_of_the_list(make_page: MakePage) -> None:
    """Neither at first, nor when a tick has moved the heading of the hidden columns."""
    page = make_page()
    popup = open_popup(page)
    view = column_list(popup)
    rows = view.model().rowCount()
    for text in ("", "Id", "Status"):
        if text:
            click_line(popup, text)
            view.scrollToTop()
        rects = [view.visualRect(view.model().index(row, 0)) for row in range(rows)]
        viewport = view.viewport().rect()
        seen = [rect for rect in rects if rect.intersects(viewport)]
        assert 10 < len(seen) < rows
        assert all(viewport.contains(rect.adjusted(0, 0, viewport.right() - rect.right(), 0)) for rect in seen)


def test_a_click_shows_a_column_as_the_last_one_or_hides_it(make_page: MakePage) -> None:
    page = make_page()
    popup = open_popup(page)
    before = headings(page)
    click_line(popup, "Id")
    assert headings(page) == [*before, "Id"]
    page.toolbar.search_field.setText("tip-7")
    assert shown_values(page, ROW_ID) == ["tip-7"]
    click_line(popup, "Id")
    assert headings(page) == before


def test_the_last_column_cannot_be_hidden_and_reset_restores_all(make_page: MakePage) -> None:
    page = make_page()
    before = headings(page)
    popup = open_popup(page)
    for heading in before:
        click_line(popup, heading)
    assert headings(page) == before[-1:]
    click_button(popup, "columnsShowAll")
    assert len(headings(page)) == len(page.model.columns) - 1  # without changes
    click_button(popup, "columnsReset")
    assert headings(page) == before


def test_a_column_is_dragged_to_another_place(make_page: MakePage) -> None:
    page = make_page()
    popup = open_popup(page)
    view = column_list(popup)
    start = place_of_line(popup, page.model.heading(SENDER))
    end = place_of_line(popup, page.model.heading(STATE)) - QPoint(0, view.line_height() // 2 - 2)
    before = headings(page)
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(view.viewport(), start + (end - start) * step / 10)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    sender = page.model.heading(SENDER)
    expected = [heading for heading in before if heading != sender]
    expected.insert(1, sender)
    assert headings(page) == expected
    assert lines(popup)[1 : len(expected) + 1] == expected


def drag(popup: ColumnsPopup, text: str, to: str, beside: int = 0) -> None:
    """Drag a line to another, or so many pixels beside its middle."""
    view = column_list(popup)
    end = place_of_line(popup, to) + QPoint(0, beside)
    start = view.visualRect(view.model().index(lines(popup).index(text), 0)).center()
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(view.viewport(), start + (end - start) * step / 10)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def hidden_part(popup: ColumnsPopup) -> list[str]:
    found = lines(popup)
    return found[next(row for row, line in enumerate(found) if line.startswith("Dolda")) + 1 :]


def test_a_hidden_column_is_dragged_to_a_place_among_the_shown_ones_and_back(make_page: MakePage) -> None:
    page = make_page()
    for column in page.shown_column_numbers()[4:]:
        page.view.set_column_shown(column, False)
    page.undo_controller.clear()
    popup = open_popup(page)
    before, hidden = headings(page), hidden_part(popup)
    moved, half = hidden[2], column_list(popup).line_height() // 2
    drag(popup, moved, hidden[0])
    assert headings(page) == before, "hidden columns have no order to change"
    drag(popup, moved, before[1], 2 - half)
    assert headings(page) == [before[0], moved, *before[1:]]
    assert moved not in hidden_part(popup)
    page.undo_controller.undo()
    assert headings(page) == before, "one change"
    drag(popup, moved, before[-1], half + 2)
    assert headings(page) == [*before, moved], "before the heading of the hidden ones"
    drag(popup, moved, hidden[0])
    assert headings(page) == before
    assert hidden_part(popup) == hidden
    for heading in before[1:]:
        drag(popup, heading, hidden_part(popup)[0])
    drag(popup, before[0], hidden_part(popup)[0])
    assert headings(page) == before[:1], "the last one stays"


def test_a_drag_ends_with_the_left_button_only_and_outside_of_the_list_with_nothing(make_page: MakePage) -> None:
    page = make_page()
    popup = open_popup(page)
    view, before = column_list(popup), headings(page)
    viewport = view.viewport()
    start, end = place_of_line(popup, before[0]), place_of_line(popup, before[3])

    def begin() -> None:
        QTest.mousePress(viewport, LEFT, pos=start)
        QTest.mouseMove(viewport, end)

    def shade(row: int) -> str:
        return view.grab().toImage().pixelColor(4, view.visualRect(view.model().index(row, 0)).center().y()).name()

    begin()
    assert shade(1) != shade(4), "the dragged line is marked, not the one below the pointer"
    QTest.keyClick(view, Key.Key_Escape)
    QTest.mouseRelease(viewport, LEFT, pos=end)
    for outside in (QPoint(-300, end.y()), QPoint(end.x(), viewport.height() + 300), QPoint(end.x(), -1)):
        begin()
        QTest.mouseMove(viewport, outside)
        assert view.cursor().shape() is Qt.CursorShape.ForbiddenCursor
        QTest.mouseRelease(viewport, LEFT, pos=outside)
        assert headings(page) == before
    begin()
    QTest.keyClick(view, Key.Key_Escape)
    QTest.mouseRelease(viewport, LEFT, pos=end)
    assert popup.isVisible()
    assert headings(page) == before
    begin()
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=end)
    assert headings(page) == before
    QTest.mouseRelease(viewport, LEFT, pos=end)
    assert headings(page) != before
    QTest.keyClick(view, Key.Key_Escape)
    assert not popup.isVisible()


@pytest.mark.slow
def test_a_dragged_column_scrolls_the_list_at_its_edge(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page()
    popup = open_popup(page)
    view, before = column_list(popup), headings(page)
    moved = hidden_part(popup)[-1]
    start = place_of_line(popup, moved)
    bar = view.verticalScrollBar()
    assert bar.value() > 0
    top = QPoint(start.x(), 2)
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QCursor.setPos(view.viewport().mapToGlobal(top))
    QTest.mouseMove(view.viewport(), top)
    qtbot.waitUntil(lambda: bar.value() == 0)
    QTest.mouseMove(view.viewport(), QPoint(start.x(), view.line_height() + 2))
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(start.x(), view.line_height() + 2))
    assert headings(page) == [moved, *before]


def test_alt_and_an_arrow_key_move_a_column_to_the_other_part(make_page: MakePage) -> None:
    page = make_page()
    popup = open_popup(page)
    view, before, hidden = column_list(popup), headings(page), hidden_part(popup)
    view.setFocus()
    view.setCurrentIndex(view.model().index(lines(popup).index(hidden[1]), 0))
    QTest.keyClick(view, Key.Key_Down, ALT)
    assert headings(page) == before
    QTest.keyClick(view, Key.Key_Up, ALT)
    assert headings(page) == [*before, hidden[1]]
    QTest.keyClick(view, Key.Key_Up, ALT)
    assert headings(page) == [*before[:-1], hidden[1], before[-1]]
    assert view.currentIndex().data() == hidden[1]
    QTest.keyClick(view, Key.Key_Down, ALT)
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Down, ALT, "", True))
    assert headings(page) == [*before, hidden[1]], "a key that is held down stops at the end"
    QTest.keyClick(view, Key.Key_Down, ALT)
    assert headings(page) == before
    assert view.currentIndex().data() == hidden[1]


def test_columns_are_found_ticked_and_moved_by_keyboard_alone(make_page: MakePage) -> None:
    page = make_page()
    popup = open_popup(page)
    view, before = column_list(popup), headings(page)
    assert search_field(popup).hasFocus()
    QTest.keyClick(search_field(popup), Key.Key_Down)
    assert view.hasFocus()
    QTest.keyClick(view, Key.Key_Down)
    assert view.currentIndex().data() == before[1]
    QTest.keyClick(view, Key.Key_Down, ALT)
    assert headings(page)[:3] == [before[0], before[2], before[1]]
    assert view.currentIndex().data() == before[1]
    QTest.keyClick(view, Key.Key_Up, ALT)
    QTest.keyClick(view, Key.Key_Up, ALT)
    QTest.keyClick(view, Key.Key_Up, ALT)
    assert headings(page)[:2] == [before[1], before[0]]
    QTest.keyClick(view, Key.Key_Space)
    assert headings(page) == [heading for heading in before if heading != before[1]]


def test_a_search_narrows_the_list_and_says_when_nothing_matches(make_page: MakePage) -> None:
    page = make_page()
    popup = open_popup(page)
    QTest.keyClicks(search_field(popup), "rubr")
    assert page.model.heading(TITLE) in lines(popup)
    assert all(line.startswith(("Visas", "Dolda")) or "rubr" in line.lower() for line in lines(popup))
    QTest.keyClicks(search_field(popup), "xyz")
    assert lines(popup) == []
    assert not column_list(popup).isVisible()


def test_a_search_leaves_the_popup_as_high_as_it_is(make_page: MakePage) -> None:
    popup = open_popup(make_page())
    field, size = search_field(popup), popup.size()
    QTest.keyClicks(field, "zzz")
    assert popup.size() == size
    QTest.keyClick(field, Key.Key_Escape)
    assert column_list(popup).isVisible()
    assert popup.size() == size


def test_widths_are_fitted(make_page: MakePage) -> None:
    page = make_page()
    page.view.setColumnWidth(TITLE, 60)
    click_button(open_popup(page), "columnsFit")
    assert page.view.columnWidth(TITLE) == page.view.sizeHintForColumn(TITLE)
