"""The context menu of fields looks as the program's other menus, and has Qt's actions."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.form_field import FolderField, PasswordEdit
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.search_field import SearchField

FIELDS: dict[str, Callable[[Theme], QWidget]] = {
    "line": lambda theme: LineEdit(),
    "search": lambda theme: SearchField(theme, "Sök"),
    "password": lambda theme: PasswordEdit(theme, "password"),
    "folder": lambda theme: FolderField(theme, "Mapp", ""),
    "date": lambda theme: DateField(theme, "Första dagen"),
}


@pytest.mark.parametrize("kind", FIELDS)
def test_a_right_click_opens_a_menu_with_round_corners(kind: str, theme: Theme, page: QWidget) -> None:
    field, layout = FIELDS[kind](theme), page.layout()
    assert layout is not None
    layout.addWidget(field)
    line = field if isinstance(field, QLineEdit | DateField) else field.findChild(QLineEdit)
    assert isinstance(line, QWidget)
    text = line.lineEdit() if isinstance(line, DateField) else line
    assert isinstance(text, QLineEdit)
    text.setText("2026-10-01")
    text.deselect()
    QApplication.sendEvent(line, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), QPoint(30, 30)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    actions = {action.objectName(): action for action in menu.actions()}
    assert {"edit-undo", "edit-cut", "edit-copy", "edit-paste", "select-all"} <= set(actions)
    actions["select-all"].trigger()
    assert text.selectedText() == text.text()
    menu.close()
