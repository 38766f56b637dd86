"""A field for a time of day."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QTimeEdit

from vitec_desktop.ui.widgets.line_edit import create_step_menu


class TimeField(QTimeEdit):
    """A time of day whose context menu looks as the program's other menus."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        create_step_menu(self).popup(event.globalPos())
