"""The details pane: shows and copies every field of a row."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.table.rows import FIRST, MESSAGE, make_row, make_rows
from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.ui.table.detail_fields import row_sections
from vitec_desktop.ui.table.details import PANE_WIDTH, DetailsPane
from vitec_desktop.ui.table.row_history import HistoryEntry, ObservedHistory
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.marks import mark_for
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.webservice.models import ListKind

TIPS = ListKind.TIPS


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> DetailsPane:
    pane = DetailsPane(COLUMNS[TIPS], Language("sv"), theme)
    qtbot.addWidget(pane)
    pane.resize(380, 700)
    pane.show()
    return pane


ROW = make_row(
    TIPS,
    {
        "createdAt": FIRST,
        "tip.state": "Claimed",
        "tip.title": "Vill sälja <villa>",
        "tip.message": MESSAGE,
        "sender.name": "Elin Åkesson",
        "estate.estateStatus": "AssignmentAttempt",
        "tip.id": "t-1",
    },
)


def test_every_column_is_one_labelled_field() -> None:
    for kind in ListKind:
        row = make_rows(kind, 1)[0]
        shown = [
            field.column for section in row_sections(row, COLUMNS[kind], Language("sv")) for field in section.fields
        ]
        left_out = (ColumnKind.LONG_TEXT, ColumnKind.CHANGE)  # a row that has not changed
        expected = [number for number, column in enumerate(COLUMNS[kind]) if column.kind not in left_out]
        assert sorted(shown) == expected


def test_sections_have_a_fixed_order() -> None:
    names = [section.name for section in row_sections(ROW, COLUMNS[TIPS], Language("sv"))]
    assert names == ["Tips", "Avsändare", "Mottagare", "Kontakt", "Bostad", "Id"]


def test_the_message_keeps_its_line_breaks_and_special_characters(pane: DetailsPane) -> None:
    pane.show_row(COLUMNS[TIPS], ROW, has_previous=False, has_next=True)
    assert pane.heading.text() == "Vill sälja <villa>"
    shown = pane.body.toPlainText()
    assert MESSAGE in shown.replace("\u2028", "\n")
    assert "Elin Åkesson" in shown
    assert "Intagsförsök" in shown
    assert "t-1" in shown


def test_a_missing_estate_or_message_is_said_in_words(pane: DetailsPane) -> None:
    pane.show_row(COLUMNS[TIPS], make_row(TIPS, {"tip.title": "Utan bostad"}), has_previous=False, has_next=False)
    assert "Ingen bostad kopplad" in pane.body.toPlainText()
    assert "Inget meddelande" in pane.body.toPlainText()


def test_every_text_can_be_selected_with_the_keyboard(qtbot: QtBot, pane: DetailsPane) -> None:
    pane.show_row(COLUMNS[TIPS], ROW, has_previous=False, has_next=False)
    for widget in (pane.heading, pane.body):
        assert widget.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
        assert widget.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        assert not widget.textInteractionFlags() & Qt.TextInteractionFlag.TextEditable
    pane.body.setFocus()
    QTest.keyClick(pane.body, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pane.body, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Elin Åkesson" in QGuiApplication.clipboard().text()


def test_the_context_menu_of_a_text_looks_as_the_others_and_copies(qtbot: QtBot, pane: DetailsPane) -> None:
    pane.show_row(COLUMNS[TIPS], ROW, has_previous=False, has_next=False)
    for wanted in ("select-all", "edit-copy"):
        reason, place = QContextMenuEvent.Reason.Mouse, QPoint(3, 3)
        QApplication.sendEvent(pane.body.viewport(), QContextMenuEvent(reason, place, QPoint(30, 30)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, Menu)
        next(action for action in menu.actions() if action.objectName() == wanted).trigger()
        menu.close()
    assert "Elin Åkesson" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_long_state_makes_the_pane_no_wider(qtbot: QtBot, theme: Theme, language: str) -> None:
    """Or the table beside it would change its width from row to row."""
    pane = DetailsPane(COLUMNS[TIPS], Language(language), theme)
    qtbot.addWidget(pane)
    pane.resize(theme.metrics.px(PANE_WIDTH), 700)
    pane.show()
    state = next(number for number, column in enumerate(COLUMNS[TIPS]) if column.kind is ColumnKind.STATE)
    for code in ("AutoAssigned", "New", "AutoAssigned"):
        row = (*ROW[:state], code, *ROW[state + 1 :])
        pane.show_row(COLUMNS[TIPS], row, has_previous=False, has_next=False)
        QApplication.processEvents()
        assert pane.width() == theme.metrics.px(PANE_WIDTH)
        created, button = next(one for one in pane.findChildren(QLabel) if "2026-" in one.text()), pane.close_button
        is_beside = abs(created.geometry().center().y() - button.geometry().center().y()) <= 1
        assert is_beside is (code == "New")


def test_everything_is_copied_as_labelled_lines(qtbot: QtBot, pane: DetailsPane) -> None:
    pane.show_row(COLUMNS[TIPS], ROW, has_previous=False, has_next=False)
    pane.copy_all_button.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Meddelande\n" + MESSAGE)
    assert "Namn: Elin Åkesson\n" in text
    assert "Skapat: 2026-10-30 16:42\n" in text


def test_the_pane_says_how_many_rows_are_selected(qtbot: QtBot, pane: DetailsPane) -> None:
    pane.show_no_selection()
    assert pane.message_label.text() == "Markera en rad för att se allt om den."
    assert not pane.copy_rows_button.isVisible()
    pane.show_selected_count(3)
    assert pane.message_label.text() == "3 rader markerade."
    with qtbot.waitSignal(pane.copy_rows_requested):
        pane.copy_rows_button.click()
    assert pane.row_text() == ""


def test_the_buttons_request_the_next_row_and_to_close(qtbot: QtBot, pane: DetailsPane) -> None:
    pane.show_row(COLUMNS[TIPS], ROW, has_previous=False, has_next=True)
    assert not pane.previous_button.isEnabled()
    with qtbot.waitSignal(pane.next_requested):
        pane.next_button.click()
    with qtbot.waitSignal(pane.close_requested):
        pane.close_button.click()


def test_the_body_does_not_repeat_what_stands_above_it(pane: DetailsPane) -> None:
    pane.show_row(COLUMNS[TIPS], ROW, has_previous=False, has_next=False)
    shown = pane.body.toPlainText()
    assert "Vill sälja" not in shown
    assert "Plockad" not in shown
    assert f"{FIRST:%Y-%m-%d}" not in shown
    copied = pane.row_text()
    assert "Vill sälja <villa>" in copied
    assert f"{FIRST:%Y-%m-%d}" in copied


def test_what_is_cut_above_the_body_stands_whole_in_it(pane: DetailsPane) -> None:
    title = "lång " * 60 + "rubrik"
    pane.show_row(COLUMNS[TIPS], make_row(TIPS, {"tip.title": title}), has_previous=False, has_next=False)
    assert "rubrik" in pane.body.toPlainText()


def test_a_long_history_is_shown_whole_on_request(pane: DetailsPane) -> None:
    entries = tuple(HistoryEntry(f"Steg {number}", "igår") for number in range(9))
    pane.set_history_provider(lambda columns, row: ObservedHistory("Historik", entries, "Not."))
    pane.show_row(COLUMNS[TIPS], ROW, has_previous=False, has_next=False)
    history = pane.findChild(QTextEdit, "historySection")
    assert isinstance(history, QTextEdit)
    assert "Steg 5" in history.toPlainText()
    assert "Steg 6" not in history.toPlainText()
    assert pane.all_history_button.text() == "Visa alla 9"
    assert "Steg 8" in pane.row_text()
    pane.all_history_button.click()
    assert "Steg 8" in history.toPlainText()
    assert pane.all_history_button.isHidden()


def show_with_history(pane: DetailsPane, steps: int, lines: int = 1) -> QTextEdit:
    """Show a row with so many observations and lines of its message, and return its history."""
    mark = mark_for(ColumnKind.STATE, "Done")
    entries = tuple(HistoryEntry(f"Steg {number}", "igår", mark) for number in range(steps))
    pane.set_history_provider(lambda columns, row: ObservedHistory("Historik", entries, "Not.", "ändrat", mark))
    row = make_row(TIPS, {"createdAt": FIRST, "tip.message": "\n".join(lines * ["Hej!"]), "tip.id": "t-1"})
    pane.show_row(COLUMNS[TIPS], row, has_previous=False, has_next=False)
    history = pane.findChild(QTextEdit, "historySection")
    assert isinstance(history, QTextEdit)
    return history


def shown_parts(pane: DetailsPane) -> list[QTextEdit]:
    """Return the texts that are shown, from the top."""
    return sorted((one for one in pane.area.findChildren(QTextEdit) if one.isVisible()), key=QWidget.y)


@pytest.mark.parametrize("size", [(380, 700), (380, 3000), (1024, 270)])
@pytest.mark.parametrize("steps", [1, 6])
def test_the_history_stands_between_the_message_and_the_fields(
    qtbot: QtBot, pane: DetailsPane, size: tuple[int, int], steps: int
) -> None:
    pane.resize(*size)
    history = show_with_history(pane, steps, lines=8)
    assert "Hej!" in pane.body.toPlainText()
    assert "t-1" not in pane.body.toPlainText()
    parts = shown_parts(pane)
    assert parts[0] is pane.body
    assert parts[1] is history
    assert "t-1" in parts[2].toPlainText()
    qtbot.waitUntil(lambda: all(one.viewport().height() >= one.document().size().height() for one in parts))
    qtbot.waitUntil(lambda: all(low.y() >= high.geometry().bottom() for high, low in pairwise(parts)))
    assert len({one.viewport().width() for one in parts}) == 1, "their lines end below each other"
    qtbot.waitUntil(lambda: pane.area.verticalScrollBar().isVisible() is (size[1] < 1000))
    assert pane.minimumSizeHint().height() <= size[1], "nothing lies over another"


def test_without_a_history_message_and_fields_are_one_text_again(pane: DetailsPane) -> None:
    history = show_with_history(pane, 2)
    pane.set_history_provider(lambda columns, row: None)
    pane.update_history()
    assert not history.isVisible()
    assert "Hej!" in pane.body.toPlainText()
    assert "t-1" in pane.body.toPlainText()
    assert shown_parts(pane) == [pane.body]


def test_from_one_observation_to_the_next_there_is_the_designs_distance(
    qtbot: QtBot, pane: DetailsPane, theme: Theme
) -> None:
    history = show_with_history(pane, 3)
    tops = [history.cursorRect(history.document().find(f"Steg {number}")).top() for number in range(3)]
    assert [low - high for high, low in pairwise(tops)] == pytest.approx([theme.metrics.px(46)] * 2, abs=2)


def test_keys_and_wheel_scroll_all_about_the_row(qtbot: QtBot, pane: DetailsPane) -> None:
    history = show_with_history(pane, 6, lines=40)
    bar = pane.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500)
    pane.body.setFocus()
    QTest.keyClick(pane.body, Qt.Key.Key_PageDown)
    assert bar.value() > 100
    QTest.keyClick(pane.body, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    QTest.keyClick(pane.body, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() > 100, "the cursor is in sight"
    QTest.keyClick(pane.body, Qt.Key.Key_Tab)
    assert history.hasFocus()
    bar.setValue(0)
    window = pane.windowHandle()
    assert window is not None
    QTest.wheelEvent(window, QPointF(pane.body.mapTo(pane, QPoint(40, 40))), QPoint(0, -240))
    qtbot.waitUntil(lambda: bar.value() > 0)


def test_the_search_keeps_the_place(qtbot: QtBot, pane: DetailsPane) -> None:
    show_with_history(pane, 6, lines=40)
    bar = pane.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500)
    bar.setValue(400)
    pane.set_search_text("hej")
    QApplication.processEvents()
    assert bar.value() == 400


def test_what_is_searched_for_is_marked_in_the_values_and_copied_without_marks(pane: DetailsPane) -> None:
    pane.show_row(COLUMNS[TIPS], ROW, has_previous=False, has_next=False)

    def marked() -> str:
        """Return what has the background of a hit."""
        document = pane.body.document()
        found, cursor = "", QTextCursor(document)
        while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
            if cursor.charFormat().background().color().name().upper() == pane._theme.colors.hit:
                found += document.characterAt(cursor.position() - 1)
        return found

    assert marked() == ""
    pane.set_search_text("åkes PETRA namn")
    assert marked() == "PetraÅkes", "not in the names of fields"
    before = pane.body.toPlainText()
    pane.body.selectAll()
    pane.body.copy()
    copied = QGuiApplication.clipboard().mimeData()
    assert "Åkes" in copied.html()
    assert pane._theme.colors.hit.lower() not in copied.html().lower()
    pane.set_search_text("")
    assert (marked(), pane.body.toPlainText()) == ("", before)
