"""Pickers and popups of the window by keyboard alone: where they open, what the keys do, and where Esc leads back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget, QWidgetAction

from tests.helpers.window_driver import WindowDriver, send_text
from vitec_desktop.report.people_text import fold_letters
from vitec_desktop.ui.widgets.popup_frame import PopupFrame
from vitec_desktop.webservice.models import ListKind

Key = Qt.Key
PICKERS = ["periodPreset", "officePicker", "statusPicker", "groupPicker", "savedViewPicker"]


def focus(driver: WindowDriver, name: str) -> QWidget:
    """Give a visible widget the focus as Tab does."""
    driver.show_list(ListKind.TIPS)
    driver.activate()
    widget = driver.find_widget(QWidget, name)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is widget
    return widget


def open_menu(driver: WindowDriver, name: str) -> QMenu:
    picker = focus(driver, name)
    QTest.keyClick(picker, Key.Key_Down)
    driver.wait_until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choices(menu: QMenu) -> list[QAction]:
    """Return the entries that can be chosen."""
    return [
        one
        for one in menu.actions()
        if one.isVisible() and one.isEnabled() and not one.isSeparator() and not isinstance(one, QWidgetAction)
    ]


@pytest.mark.parametrize("name", PICKERS)
def test_a_picker_opens_on_its_current_item_and_takes_home_end_and_letters(demo: WindowDriver, name: str) -> None:
    menu = open_menu(demo, name)
    entries = choices(menu)
    assert len(entries) > 1
    checked = [entry for entry in entries if entry.isChecked()]
    if len(checked) == 1:
        assert menu.activeAction() is checked[0]
    QTest.keyClick(menu, Key.Key_End)
    assert menu.activeAction() is entries[-1]
    QTest.keyClick(menu, Key.Key_Home)
    assert menu.activeAction() is entries[0]
    QTest.keyClick(menu, Key.Key_Up)
    assert menu.activeAction() is entries[-1]
    letter = fold_letters(entries[-1].text())[0]
    expected = next(entry for entry in entries if fold_letters(entry.text()).startswith(letter))
    send_text(menu, letter)
    assert menu.activeAction() is expected
    assert menu.isVisible(), "a letter leads there, and Enter chooses"
    QTest.keyClick(menu, Key.Key_Escape)


@pytest.mark.parametrize("name", [*PICKERS, "columnsButton", "dateFrom", "dateTo"])
def test_esc_closes_what_a_widget_has_opened_and_leads_back_to_it(demo: WindowDriver, name: str) -> None:
    widget = focus(demo, name)
    key = Key.Key_F4 if name.startswith("date") else Key.Key_Space
    QTest.keyClick(widget, key)
    demo.wait_until(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu | PopupFrame)
    QTest.keyClick(popup.focusWidget() or popup, Key.Key_Escape)
    demo.wait_until(lambda: QApplication.activePopupWidget() is None)
    assert QApplication.focusWidget() is widget
    assert not isinstance(widget, QAbstractButton) or not widget.isDown()


@pytest.mark.parametrize("name", ["overviewCompare", "overviewPrintButton"])
def test_esc_leads_back_to_the_buttons_of_the_overview(demo: WindowDriver, name: str) -> None:
    demo.window.tabs.setCurrentIndex(0)
    demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date)
    demo.activate()
    button = demo.find_widget(QAbstractButton, name)
    demo.wait_until(button.isEnabled)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    demo.press_keys("Ctrl+Shift+J" if name == "overviewCompare" else "Ctrl+P")
    demo.wait_until(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Key.Key_Escape)
    demo.wait_until(lambda: QApplication.activePopupWidget() is None)
    assert QApplication.focusWidget() is button
    assert not button.isDown()


@pytest.mark.parametrize("keys", ["Alt+Down", "Shift+F10", "Ctrl+Shift+O"])
def test_esc_leads_back_to_the_table(demo: WindowDriver, keys: str) -> None:
    """From a column's filter, a row's menu and the list of columns."""
    view = focus(demo, "tipsTable")
    QTest.keyClick(view, Key.Key_Home)
    QTest.keySequence(view, keys)
    demo.wait_until(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.focusWidget() or popup, Key.Key_Escape)
    demo.wait_until(lambda: QApplication.activePopupWidget() is None)
    assert QApplication.focusWidget() is view
