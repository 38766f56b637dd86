"""The toast in the lower left corner, and undo by menu and keyboard, in the whole window."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.window_driver import WindowDriver, column_index
from tests.ui.accessibility.test_accessibility import Heard, heard, words_of
from tests.ui.table.pages import menu_actions
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.widgets import toast as toast_module
from vitec_desktop.ui.widgets.toast import Toast
from vitec_desktop.webservice.models import ListKind

if TYPE_CHECKING:
    from tests.conftest import StartProgram

__all__ = ["heard"]

TIPS = ListKind.TIPS
STATE, TITLE = column_index(TIPS, "tip.state"), column_index(TIPS, "tip.title")
NEW = ValueFilter(frozenset({"New"}))


@pytest.fixture
def page(demo: WindowDriver) -> Iterator[ListPage]:
    """The tips, with nothing to undo."""
    demo.show_list(TIPS)
    page = demo.window.tabs.pages[TIPS]
    page.undo_controller.clear()
    yield page
    page.view.reset_columns()
    page.clear_filters()


def shown_toast(demo: WindowDriver) -> Toast:
    demo.wait_until(lambda: any(toast.isVisible() for toast in demo.window.findChildren(Toast)))
    return demo.find_widget(Toast, "toast")


def places(demo: WindowDriver) -> list[QRect]:
    """Return where the visible parts of the window are; the overview behind the table may still be filled."""
    window = demo.window
    parts = (window.command_bar, window.tabs, window.status, *window.tabs.findChildren(QWidget))
    return [part.geometry() for part in parts if part.isVisible()]


def remove_chip(demo: WindowDriver, page: ListPage) -> Toast:
    """Filter the tips by state, and remove the chip with the Delete key."""
    page.model.set_filter(STATE, NEW)
    page.undo_controller.record()
    chip = page.toolbar.chip_row.chips()[0]
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    toast = shown_toast(demo)
    demo.wait_until(lambda: toast.label.text() == "Filtret Status är borttaget")
    return toast


def test_a_copy_is_told_in_the_lower_left_corner_and_moves_nothing(
    demo: WindowDriver, page: ListPage, heard: Heard
) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()  # the details pane opens
    before = places(demo)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    toast = shown_toast(demo)
    assert toast.label.text() == f"{page.model.shown_count} rader är kopierade"
    assert not toast.undo_button.isVisible()
    assert toast.label.text() in words_of(heard, QAccessible.Event.Announcement)
    assert places(demo) == before
    status = demo.window.status.geometry()
    assert toast.geometry().bottom() < status.top()
    assert toast.x() == 16


def test_each_copy_of_the_overview_is_told_as_one_of_rows(demo: WindowDriver, heard: Heard) -> None:
    """Its charts by the keyboard, in the menu of the context menu key."""
    demo.window.tabs.setCurrentIndex(0)
    demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date)
    dashboard = demo.window.tabs.overview.dashboard
    assert dashboard is not None
    demo.activate()
    for key_count, text in ((1, "Diagrammet är kopierat som bild"), (2, "Siffrorna är kopierade")):
        bar = dashboard.cards["time"].bar_buttons[0]
        bar.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(bar, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        for _ in range(key_count):
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        assert shown_toast(demo).label.text() == text
        assert text in words_of(heard, QAccessible.Event.Announcement)
    demo.press_keys("Ctrl+Shift+C")
    assert shown_toast(demo).label.text() == "Översikten är kopierad som bild"
    assert demo.notice == ""


def test_the_filter_of_a_removed_chip_comes_back_by_keyboard(demo: WindowDriver, page: ListPage, heard: Heard) -> None:
    toast = remove_chip(demo, page)
    said = words_of(heard, QAccessible.Event.Announcement)[-1]
    assert said.startswith("Filtret Status är borttaget. Ångra (")
    assert not page.model.filters
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert toast.undo_button.hasFocus()
    QTest.keyClick(toast.undo_button, Qt.Key.Key_Space)
    assert page.model.filters == {STATE: NEW}
    assert not toast.isVisible()
    assert page.undo_controller.redo_text == "filter"


def test_esc_closes_a_toast_with_the_focus(demo: WindowDriver, page: ListPage) -> None:
    toast = remove_chip(demo, page)
    page.view.setFocus()
    toast.undo_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(toast.undo_button, Qt.Key.Key_Escape)
    assert not toast.isVisible()
    assert not page.model.filters
    assert QApplication.focusWidget() is not toast.undo_button


@pytest.mark.slow
@pytest.mark.parametrize("place", ["pointer", "focus"])
def test_its_time_stands_still_under_the_pointer_and_with_the_focus(
    demo: WindowDriver, page: ListPage, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    toast = remove_chip(demo, page)
    toast.dismiss()
    monkeypatch.setattr(toast_module, "SHOWN_TIME", 200)
    monkeypatch.setattr(toast_module, "_LEAST_REST", 1)
    page.undo_controller.undo()
    toast = remove_chip(demo, page)
    if place == "pointer":
        toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        QApplication.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    else:
        toast.undo_button.setFocus(Qt.FocusReason.TabFocusReason)
    passed: list[bool] = []
    QTimer.singleShot(1_000, toast, lambda: passed.append(True))
    demo.wait_until(lambda: bool(passed))
    assert toast.isVisible()
    if place == "pointer":
        toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    else:
        page.view.setFocus()
    demo.wait_until(lambda: not toast.isVisible())


def test_a_toast_with_undo_goes_with_the_next_change_and_with_its_table(demo: WindowDriver, page: ListPage) -> None:
    toast = remove_chip(demo, page)
    page.model.group_by(STATE)
    demo.wait_until(lambda: not toast.isVisible())
    page.model.group_by(None)
    page.undo_controller.record()
    toast = remove_chip(demo, page)
    demo.window.tabs.setCurrentIndex(0)
    assert not toast.isVisible()


def test_saved_changed_and_deleted_views_can_be_taken_back(demo: WindowDriver, page: ListPage) -> None:
    page.model.set_filter(STATE, NEW)
    page.saved_views.save_view("Nya")
    toast = shown_toast(demo)
    demo.wait_until(lambda: toast.label.text() == "Vyn ”Nya” är sparad")
    page.view.set_column_shown(TITLE, False)
    demo.wait_until(lambda: toast.label.text() == f"Kolumnen {page.model.heading(TITLE)} är dold")
    page.saved_views.save_view("Nya")
    demo.wait_until(lambda: toast.label.text() == "Vyn ”Nya” är uppdaterad")
    page.saved_views.delete_view(page.saved_views.current)
    demo.wait_until(lambda: toast.label.text() == "Vyn ”Nya” är borttagen")
    demo.click(toast.undo_button)
    assert page.saved_views.current.name == "Nya"
    for _ in range(4):
        demo.press_keys("Ctrl+Z")
    assert [view.name for view in page.saved_views.views] == ["Alla", "Obehandlade"]
    assert not page.model.filters


def test_undo_stands_in_the_menu_with_what_it_takes_back(demo: WindowDriver, page: ListPage) -> None:
    def entries() -> list[str]:
        return demo.menu_texts("Redigera")[:2]

    assert entries() == ["Ångra", "Gör om"]
    page.model.set_filter(STATE, NEW)
    demo.wait_until(lambda: entries() == ["Ångra filter", "Gör om"])
    demo.choose_menu("Redigera", "Ångra filter")
    assert not page.model.filters
    assert entries() == ["Ångra", "Gör om filter"]
    for keys in ("Ctrl+Shift+Z", "Ctrl+Z", "Ctrl+Y"):
        demo.press_keys(keys)
    assert page.model.filters == {STATE: NEW}
    demo.window.tabs.setCurrentIndex(0)
    assert entries() == ["Ångra", "Gör om"]


def test_undo_in_the_search_field_takes_the_search_back_before_the_filter(demo: WindowDriver, page: ListPage) -> None:
    page.model.set_filter(STATE, NEW)
    page.undo_controller.record()
    field = page.toolbar.search_field
    page.focus_search()
    QTest.keyClicks(field, "villa")
    demo.wait_until(lambda: page.undo_controller.undo_text == "sökning")
    QTest.keySequence(field, "Ctrl+Z")
    assert (field.text(), page.model.filters) == ("", {STATE: NEW})
    QTest.keySequence(field, "Ctrl+Shift+Z")
    assert (field.text(), page.model.search_text) == ("villa", "villa")
    demo.choose_menu("Redigera", "Ångra sökning")
    assert field.text() == ""
    QTest.keySequence(field, "Ctrl+Z")
    assert not page.model.filters


def test_a_search_that_is_typed_again_has_the_name_of_its_view_again(demo: WindowDriver, page: ListPage) -> None:
    picker, field = page.toolbar.view_picker, page.toolbar.search_field
    page.focus_search()
    QTest.keyClicks(field, "solna")
    page.saved_views.save_view("Solna tips")
    page.undo_controller.record()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    demo.wait_until(lambda: page.undo_controller.undo_text == "sökning")
    assert picker.value == "Alla"
    QTest.keyClicks(field, "solna")
    assert picker.value == "Solna tips"
    assert "ändrad" not in picker.accessibleName()
    assert not page.toolbar.save_view_button.isVisible()
    assert menu_actions(picker)["Solna tips"].isChecked()
    QTest.keyClicks(field, "x")
    assert picker.value == "Alla"
    page.saved_views.delete_view(page.saved_views.own_views[0])


def test_a_report_whose_connection_is_off_is_undone_as_any_other(start_program: "StartProgram") -> None:
    """Sample data off and no connection: the report stays, and its table can be used."""
    driver = start_program()
    driver.click("tryDemoButton")
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text and not driver.is_table_updating)
    driver.choose_menu("Arkiv", "Exempeldata")
    driver.show_list(TIPS)
    page = driver.window.tabs.pages[TIPS]
    driver.press_keys("Ctrl+F")
    QTest.keyClicks(page.toolbar.search_field, "villa")
    driver.wait_until(lambda: driver.menu_texts("Redigera")[:2] == ["Ångra sökning", "Gör om"])
    page.view.setFocus(Qt.FocusReason.TabFocusReason)
    driver.press_keys("Ctrl+Z")
    assert page.model.search_text == ""
    driver.press_keys("Ctrl+Shift+Z")
    assert page.model.search_text == "villa"
