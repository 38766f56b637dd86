"""Undo and redo in the search field of a table."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from vitec_desktop.ui.table.undo_controller import UndoController
from vitec_desktop.ui.widgets.line_edit import create_edit_menu, replace_undo


class SearchUndo(QObject):
    """Makes undo and redo in the search field those of the table, by the keys and in the field's menu.

    The field's own would be recorded as one more change, and the next undo would bring the search back.
    """

    def __init__(self, field: QLineEdit, undo_controller: UndoController) -> None:
        super().__init__(field)
        self._field = field
        self._undo_controller = undo_controller
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        undo, redo = self._undo_controller.undo, self._undo_controller.redo
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            for keys, act in ((QKeySequence.StandardKey.Undo, undo), (QKeySequence.StandardKey.Redo, redo)):
                if event.matches(keys):
                    act()
                    return True
        elif isinstance(event, QContextMenuEvent):
            can_undo, can_redo = bool(self._undo_controller.undo_text), bool(self._undo_controller.redo_text)
            menu = create_edit_menu(self._field)
            replace_undo(menu, undo if can_undo else None, redo if can_redo else None)
            menu.popup(event.globalPos())
            return True
        return super().eventFilter(watched, event)
