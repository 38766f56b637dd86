"""The status bar sums up the rows that are selected."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.helpers.window_driver import LEFT, WindowDriver
from vitec_desktop.report.outcome_counts import OutcomeCounter, selection_text
from vitec_desktop.webservice.models import ListKind


def summary(driver: WindowDriver) -> str:
    label = driver.find_widget(QLabel, "selectionSummary")
    assert label.isVisible() is bool(label.text())
    return label.text()


def expected(driver: WindowDriver, count: int) -> str:
    """Return the summary of the first rows of the tips."""
    page = driver.window.tabs.pages[ListKind.TIPS]
    counts = OutcomeCounter(page.model.columns).count(page.shown_rows()[:count])
    return selection_text(counts, page.model.language)


def test_it_follows_the_mouse_the_keyboard_and_the_tabs(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    table = demo.table(ListKind.TIPS)
    rows = [table.visualRect(table.model().index(row, 0)).center() for row in range(4)]
    QTest.mouseClick(table.viewport(), LEFT, pos=rows[0])
    assert summary(demo) == ""
    QTest.mouseClick(table.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, rows[2])
    assert summary(demo) == expected(demo, 3)
    assert summary(demo).startswith("3 markerade · ")
    assert demo.status_text.startswith(summary(demo))

    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert summary(demo) == expected(demo, 4)
    QTest.keySequence(table, "Ctrl+A")
    assert summary(demo) == expected(demo, table.model().rowCount())

    demo.show_list(ListKind.INCOMING)
    assert summary(demo) == ""
    demo.show_list(ListKind.TIPS)
    assert summary(demo) == expected(demo, table.model().rowCount())
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert summary(demo) == ""


def test_it_counts_what_is_still_shown_when_a_filter_hides_selected_rows(demo: WindowDriver) -> None:
    demo.show_list(ListKind.INCOMING)
    page = demo.window.tabs.pages[ListKind.INCOMING]
    QTest.keySequence(demo.table(ListKind.INCOMING), "Ctrl+A")
    everything = summary(demo)
    page.saved_views.apply_view(page.saved_views.views[1])
    demo.wait_until(lambda: not demo.is_table_updating)
    count = page.view.selected_count()
    assert summary(demo) == selection_text(
        OutcomeCounter(page.model.columns).count(page.shown_rows()), page.model.language
    )
    assert summary(demo) != everything
    assert summary(demo).startswith(f"{count} markerade · {count} obehandlade")


def test_it_says_how_to_see_the_whole_row_while_the_details_are_closed(demo: WindowDriver) -> None:
    """There the details are closed at first: they would cover the rows that the user is about to click."""
    demo.window.resize(1100, 700)
    demo.show_list(ListKind.TIPS)
    page, table = demo.window.tabs.pages[ListKind.TIPS], demo.table(ListKind.TIPS)
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(1, 0)).center())
    assert not page.details.isVisible()
    assert summary(demo) == "Enter visar allt om raden"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.details.isVisible()
    assert summary(demo) == ""
    page.set_details_open(False)
    assert summary(demo) == "Enter visar allt om raden"
    demo.window.resize(1440, 900)
    demo.wait_until(lambda: page.details.isVisible() and summary(demo) == "")
    page.set_details_open(False)
    assert summary(demo) == "Enter visar allt om raden"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.details.isVisible()
    assert summary(demo) == ""


def test_rows_can_be_copied_while_some_are_selected(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    table = demo.table(ListKind.TIPS)
    found = demo.window.findChildren(QAction)
    actions = {action.text().partition("\t")[0].replace("&", ""): action for action in found}
    copy, copy_all = actions["Kopiera rader"], actions["Kopiera allt"]
    table.clearSelection()
    assert not copy.isEnabled()
    assert not copy_all.isEnabled()
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(0, 0)).center())
    assert copy.isEnabled()
    assert copy_all.isEnabled()
    demo.window.tabs.setCurrentIndex(0)
    assert not copy.isEnabled()
    assert copy_all.isEnabled(), "the overview"
