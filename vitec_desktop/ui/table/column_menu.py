"""The menu that chooses a table's columns."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.widgets.menu import Menu


class ColumnMenu(Menu):
    """A tick for each column; stays open while several are set. The last column in sight keeps its tick."""

    def __init__(self, model: ReportTableModel, table: TableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        # First, so that they stay in sight on a screen that is too low for all columns.
        self.addAction(self.tr("Anpassa bredderna"), table.fit_columns)
        self.addAction(self.tr("Återställ kolumnerna"), table.reset_columns)
        self.addSeparator()
        self._column_actions = [self._add_column_action(model, column) for column in range(model.columnCount())]
        self.aboutToShow.connect(self._update_actions)

    def _add_column_action(self, model: ReportTableModel, column: int) -> QAction:
        action = self.addAction(model.heading(column).replace("&", "&&"))
        action.setCheckable(True)
        action.triggered.connect(lambda is_shown: self._on_triggered(column, is_shown))
        return action

    def _on_triggered(self, column: int, is_shown: bool) -> None:
        self._table.set_column_shown(column, is_shown)
        self._update_actions()

    def _update_actions(self) -> None:
        shown = set(self._table.shown_columns())
        for column, action in enumerate(self._column_actions):
            action.setChecked(column in shown)
            action.setEnabled(shown != {column})

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._trigger_active_action():
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._trigger_active_action():
            return
        super().keyPressEvent(event)

    def _trigger_active_action(self) -> bool:
        """Set the tick that is pointed at, without closing the menu."""
        action = self.activeAction()
        if action not in self._column_actions or not action.isEnabled():
            return False
        action.trigger()
        return True
