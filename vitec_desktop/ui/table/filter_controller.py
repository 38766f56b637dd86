"""Connects the search field, the filter chips and the column filters of one list with its model."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.table.context_menus import HeadingMenu
from vitec_desktop.ui.table.filter_texts import NAMED_FILTER_KEY, chip_texts
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.toolbar import FilterToolbar
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from vitec_desktop.ui.table.filter_popup import ColumnFilterPopup


class FilterController(QObject):
    """Changes the model's query as the user asks, and shows the query in the toolbar."""

    def __init__(
        self, model: ReportTableModel, table: TableView, toolbar: FilterToolbar, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._table = table
        self._toolbar = toolbar
        self._theme = theme
        self._window = parent
        toolbar.search_field.textChanged.connect(model.set_search_text)
        toolbar.chip_row.removed.connect(self._on_chip_removed)
        toolbar.chip_row.chip_clicked.connect(self._on_chip_clicked)
        toolbar.chip_row.clear_requested.connect(model.clear_search_and_filters)
        table.filter_requested.connect(self.open_popup)
        table.header.customContextMenuRequested.connect(self._open_heading_menu)
        model.search_text_changed.connect(self._show_search_text)
        model.filters_changed.connect(self._update_chips)
        self._show_search_text(model.search_text)
        self._update_chips()

    def open_popup(self, column: int) -> "ColumnFilterPopup":
        """Open the filter of a column below its heading, or below the table's corner if the heading is not visible."""
        from vitec_desktop.ui.table.filter_popup import ColumnFilterPopup

        popup = ColumnFilterPopup(self._model, column, self._theme, self._window)
        popup.closed.connect(lambda: self._table.header.set_open_filter(-1))
        self._table.header.set_open_filter(column)
        popup.open_below(self._heading_rect(column))
        return popup

    def _heading_rect(self, column: int) -> QRect:
        header = self._table.header
        rect = header.section_rect(column).intersected(header.viewport().rect())
        if rect.isEmpty():
            rect = QRect(0, 0, 1, header.height())
        return QRect(header.viewport().mapToGlobal(rect.topLeft() + QPoint(4, 0)), rect.size())

    def _on_chip_clicked(self, key: str) -> None:
        column = self._model.column_number(key)
        if column is not None:
            self.open_popup(column)

    def _on_chip_removed(self, key: str) -> None:
        column = self._model.column_number(key)
        if key == NAMED_FILTER_KEY:
            self._model.set_query(replace(self._model.query, named_filter=None))
        elif column is not None:
            self._model.set_filter(column, None)

    def _open_heading_menu(self, point: QPoint) -> None:
        column = self._table.header.logicalIndexAt(point)
        if column >= 0:
            HeadingMenu(self._model, self._table, column).popup(self._table.header.viewport().mapToGlobal(point))

    def _show_search_text(self, text: str) -> None:
        if self._toolbar.search_field.text() != text:  # the user's cursor stays where it is
            self._toolbar.search_field.setText(text)

    def _update_chips(self) -> None:
        is_temporary = self._model.query.named_filter is not None
        self._toolbar.chip_row.set_chips(chip_texts(self._model), can_clear=not is_temporary)
        self._toolbar.order_tabs()
