"""The line for text of the program's forms, and the context menu of such a line and of texts over several lines."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from vitec_desktop.ui.widgets.menu import Menu


class LineEdit(QLineEdit):
    """A line whose context menu looks as the program's other menus."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        create_edit_menu(self).popup(event.globalPos())


def create_edit_menu(line: QLineEdit) -> Menu:
    """Return a menu with Qt's actions for `line`; it is deleted when it closes."""
    return _in_own_look(line.createStandardContextMenu(), line)


def create_step_menu(field: QDateTimeEdit) -> Menu:
    """Return a menu with Qt's actions for the line of `field`, and with its steps; it is deleted when it closes."""
    menu = create_edit_menu(field.lineEdit())
    menu.addSeparator()
    menu.addAction(QCoreApplication.translate("EditMenu", "Stega uppåt"), field.stepUp)
    menu.addAction(QCoreApplication.translate("EditMenu", "Stega nedåt"), field.stepDown)
    return menu


def open_text_menu(text: QTextEdit | QPlainTextEdit, event: QContextMenuEvent) -> None:
    """Open a menu with Qt's actions for a text over several lines, and for a link where the event is on one."""
    _in_own_look(text.createStandardContextMenu(event.pos()), text).popup(event.globalPos())


def _in_own_look(standard: QMenu, owner: QWidget) -> Menu:
    menu = Menu(owner)
    standard.setParent(menu, standard.windowFlags())  # it owns the actions; as a part of `menu` it would lie over it
    menu.addActions(standard.actions())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def replace_undo(menu: Menu, undo: Callable[[], object] | None, redo: Callable[[], object] | None) -> None:
    """Give the menu of a line another undo and redo than the line's own; None where there is nothing."""
    for name, act in (("edit-undo", undo), ("edit-redo", redo)):
        old = next(action for action in menu.actions() if action.objectName() == name)
        new = QAction(old.icon(), old.text(), menu)
        new.setObjectName(name)
        new.setEnabled(act is not None)
        if act is not None:
            new.triggered.connect(act)
        menu.insertAction(old, new)
        menu.removeAction(old)
