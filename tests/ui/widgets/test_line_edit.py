"""The context menu of fields and texts looks as the program's other menus, and has Qt's actions."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from vitec_desktop.report.language import Language
from vitec_desktop.ui.help.guide_dialog import GuidePage
from vitec_desktop.ui.help.help_controller import AboutDialog
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog
from vitec_desktop.ui.widgets.form_field import FolderField, PasswordEdit
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.search_field import SearchField
from vitec_desktop.ui.widgets.time_field import TimeField

FIELDS: dict[str, Callable[[Theme], QWidget]] = {
    "line": lambda theme: LineEdit(),
    "search": lambda theme: SearchField(theme, "Sök"),
    "password": lambda theme: PasswordEdit(theme, "password"),
    "folder": lambda theme: FolderField(theme, "Mapp", ""),
    "date": lambda theme: DateField(theme, "Första dagen"),
    "time": lambda theme: TimeField(),
}


def open_menu(widget: QWidget) -> Menu:
    QApplication.sendEvent(widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), QPoint(30, 30)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    return menu


def click(menu: Menu, name: str) -> None:
    """Click on the action of that object name, which closes the menu."""
    place = menu.actionGeometry(next(action for action in menu.actions() if action.objectName() == name)).center()
    below = menu.childAt(place) or menu
    QTest.mouseClick(below, Qt.MouseButton.LeftButton, pos=below.mapFrom(menu, place))
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("kind", FIELDS)
def test_a_right_click_opens_a_menu_with_round_corners(kind: str, theme: Theme, page: QWidget) -> None:
    field, layout = FIELDS[kind](theme), page.layout()
    assert layout is not None
    layout.addWidget(field)
    line = field if isinstance(field, QLineEdit | QDateTimeEdit) else field.findChild(QLineEdit)
    assert isinstance(line, QWidget)
    text = line.lineEdit() if isinstance(line, QDateTimeEdit) else line
    assert isinstance(text, QLineEdit)
    text.setText("2026-10-01")
    text.deselect()
    menu = open_menu(line)
    names = {action.objectName() for action in menu.actions()}
    assert {"edit-undo", "edit-cut", "edit-copy", "edit-paste", "select-all"} <= names
    click(menu, "select-all")
    assert text.selectedText() == text.text()


TEXTS: dict[str, Callable[[Theme], QWidget]] = {
    "details of an error": lambda theme: DetailsDialog(theme, "Fel", "Fel", "", "Tiden gick ut."),
    "guide": lambda theme: GuidePage(theme, Language("sv")),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_so_does_one_of_a_text_over_several_lines(kind: str, theme: Theme, qtbot: QtBot) -> None:
    owner = TEXTS[kind](theme)
    qtbot.addWidget(owner)
    owner.show()
    text = owner if isinstance(owner, QTextEdit) else owner.findChild(QPlainTextEdit)
    assert isinstance(text, QTextEdit | QPlainTextEdit)
    QApplication.clipboard().clear()
    for wanted in ("select-all", "edit-copy"):
        click(open_menu(text.viewport()), wanted)
    first_line = text.toPlainText().strip().splitlines()[0]
    assert QApplication.clipboard().text().strip().startswith(first_line)


def test_and_one_of_a_folder_that_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    dialog = AboutDialog(theme, "1.0", "profile")
    qtbot.addWidget(dialog)
    dialog.show()
    label = next(one for one in dialog.findChildren(QLabel) if "profile" in one.text())
    label.setSelection(0, len(label.text()))
    menu = open_menu(label)
    click(menu, menu.actions()[0].objectName())
    assert QApplication.clipboard().text() == label.text()
