"""Texts of the service with very long words, such as an embedded picture, are shown fast and copied unchanged."""

from collections.abc import Callable
from functools import partial
from time import process_time

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip

from tests.ui.table.pages import SENDER, STATE, TIPS, TITLE, MakePage
from tests.ui.table.rows import column_number, make_rows
from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.ui.table.context_menus import RowMenu
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.widgets.long_text import BREAK

MESSAGE = column_number(TIPS, "tip.message")
WORD = "data:image/png;base64," + 100_000 * "QUFB"
PROSE = 2_000 * "Hej och tack "
TEXTS = (ColumnKind.TEXT, ColumnKind.LONG_TEXT, ColumnKind.STATE)


def row_with(text: str, *columns: int) -> Row:
    """Return a row with `text` in these columns, without columns in all that hold text."""
    [row] = make_rows(TIPS, 1)
    wanted = columns or tuple(number for number, column in enumerate(COLUMNS[TIPS]) if column.kind in TEXTS)
    return tuple(text if number in wanted else value for number, value in enumerate(row))


def show(page: ListPage, row: Row) -> None:
    page.set_rows([row])
    page.view.select_position(0)
    QApplication.processEvents()
    page.grab()


def seconds(act: Callable[[], object]) -> float:
    """Return the seconds of the processor that `act` takes."""
    started = process_time()
    act()
    return process_time() - started


def use_everywhere(page: ListPage, row: Row) -> None:
    """Show the row, and its texts in tooltips, filters, chips and menus."""
    show(page, row)
    for column in (TITLE, SENDER, STATE, MESSAGE):
        event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
        page.view.itemDelegate().helpEvent(event, page.view, QStyleOptionViewItem(), page.model.index(0, column))
        QToolTip.hideText()
        popup = page.filter_controller.open_popup(column)
        QApplication.processEvents()
        popup.grab()
        popup.close()
        menu = RowMenu(page.model, page.view, 0, column, page.copy_rows, lambda: None)
        menu.popup(QPoint(0, 0))
        menu.grab()
        menu.close()
    page.model.set_filters({column: ValueFilter(frozenset({row[column]})) for column in (TITLE, SENDER)})
    QApplication.processEvents()
    page.grab()
    page.model.set_filters({})


def test_a_word_of_400_kb_is_shown_about_as_fast_as_prose(make_page: MakePage) -> None:
    page = make_page(1)
    show(page, row_with("Kort", MESSAGE))
    prose = seconds(partial(show, page, row_with(PROSE, MESSAGE)))
    for column in (MESSAGE, TITLE, SENDER, STATE):
        # Without breaks Qt takes some hundred times as long for the message, and longer for the others.
        assert seconds(partial(show, page, row_with(WORD, column))) < 10 * prose


@pytest.mark.slow
def test_long_words_in_every_place_take_about_as_long_as_prose(make_page: MakePage) -> None:
    page = make_page(1)
    use_everywhere(page, row_with("Kort"))
    prose = seconds(partial(use_everywhere, page, row_with(PROSE)))
    assert seconds(partial(use_everywhere, page, row_with(WORD))) < 10 * prose


@pytest.mark.parametrize(
    "text", [pytest.param(WORD, marks=pytest.mark.slow), 20_000 * "Hej och tack\N{NO-BREAK SPACE}"]
)
def test_a_long_text_opens_in_steps(make_page: MakePage, text: str) -> None:
    page = make_page(1)
    show(page, row_with("Kort", MESSAGE))
    assert not page.details.show_more_button.isVisible()
    show(page, row_with(text, MESSAGE))
    lengths = [len(page.details.body.toPlainText())]
    assert page.details.show_more_button.isVisible()
    while page.details.show_more_button.isVisible():
        page.details.show_more_button.click()
        lengths.append(len(page.details.body.toPlainText()))
    assert lengths[0] < 25_000
    assert lengths == sorted(lengths)
    # Qt returns ordinary spaces for no-break spaces.
    assert text.replace("\N{NO-BREAK SPACE}", " ") in page.details.body.toPlainText().replace(BREAK, "")
    show(page, row_with("Kort", MESSAGE))
    assert not page.details.show_more_button.isVisible()


def test_what_is_copied_from_the_details_has_no_break_opportunities(make_page: MakePage) -> None:
    page = make_page(1)
    word = 50 * "ordutanblank"
    show(page, row_with(word, MESSAGE, TITLE))
    body = page.details.body
    assert BREAK in body.toPlainText()
    assert BREAK in page.details.heading.text()
    cursor = body.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    body.setTextCursor(cursor)
    body.copy()
    copied = QGuiApplication.clipboard().mimeData()
    assert word in copied.text()
    assert word in copied.html()
    heading = page.details.heading
    heading.setSelection(0, len(heading.text()))
    heading.copy_selection()
    assert QGuiApplication.clipboard().text() == f"{word[:199]}…"
    page.details.copy_all()
    assert word in QGuiApplication.clipboard().text()


def test_a_long_word_makes_no_part_of_the_window_wider(make_page: MakePage) -> None:
    page = make_page(1)
    show(page, row_with("Kort"))
    before = page.minimumSizeHint().width()
    show(page, row_with(WORD))
    assert page.minimumSizeHint().width() <= before + page.details.heading.fontMetrics().horizontalAdvance(40 * "m")
    page.view.fit_columns()
    assert page.details.heading.width() <= page.details.width()
