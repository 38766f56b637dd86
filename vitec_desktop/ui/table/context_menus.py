"""The menus of a table: of a row, and of a heading."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter, ValueFilter
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.report.value_groups import group_key
from vitec_desktop.ui.table.clipboard import cell_mime_data
from vitec_desktop.ui.table.filter_texts import short_value_text
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.widgets.menu import Menu


class RowMenu(Menu):
    """Copies, or filters by, the cell that was clicked."""

    cell_copied = Signal()

    def __init__(
        self,
        model: ReportTableModel,
        table: TableView,
        position: int,
        column: int,
        copy_rows: Callable[[], None],
        open_details: Callable[[], None],
    ) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._model = model
        self._position = position
        self._column = column
        count = table.selected_count()
        one, several = self.tr("Kopiera raden"), self.tr("Kopiera {count} rader")
        self.addAction(self.tr("Kopiera cellen"), self._copy_cell)
        self.addAction(one if count == 1 else several.format(count=format_count(count, model.language)), copy_rows)
        self.addSeparator()
        self._add_value_filters()
        self.addSeparator()
        self._add_person_filters()
        self.addSeparator()
        self.addAction(self.tr("Visa detaljer"), open_details)

    def _copy_cell(self) -> None:
        text = self._model.cell_text(self._position, self._column)
        is_date = self._model.columns[self._column].kind is ColumnKind.DATETIME
        QGuiApplication.clipboard().setMimeData(cell_mime_data(text, is_date=is_date and bool(text)))
        self.cell_copied.emit()

    def _add_value_filters(self) -> None:
        value = self._model.row_at(self._position)[self._column]
        if isinstance(value, datetime):
            day = value.date()
            text = self.tr("Visa bara {value}").format(value=day.isoformat())
            self._add_filter(text, self._column, DayFilter(day, day))
            return
        shown_value = short_value_text(self._model, self._column, value)
        only, without = self.tr("Visa bara ”{value}”"), self.tr("Uteslut ”{value}”")
        self._add_filter(only.format(value=shown_value), self._column, ValueFilter(frozenset({value})))
        excluding = exclude_value(self._model.filters.get(self._column), value, self._model.columns[self._column])
        self._add_filter(without.format(value=shown_value), self._column, excluding)

    def _add_person_filters(self) -> None:
        texts = {
            "sender.name": self.tr("Visa bara avsändaren {name}"),
            "receiver.name": self.tr("Visa bara mottagaren {name}"),
        }
        for key, text in texts.items():
            column = self._model.column_number(key)
            name = None if column is None else self._model.row_at(self._position)[column]
            if column is not None and name is not None:
                shown_name = short_value_text(self._model, column, name)
                self._add_filter(text.format(name=shown_name), column, ValueFilter(frozenset({name})))

    def _add_filter(self, text: str, column: int, column_filter: ColumnFilter) -> None:
        self.addAction(text.replace("&", "&&"), lambda: self._model.set_filter(column, column_filter))


class HeadingMenu(Menu):
    """Sorts, filters, resizes or hides the column that was clicked."""

    def __init__(self, model: ReportTableModel, table: TableView, column: int) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def sort(is_descending: bool) -> None:
            model.sort_by((SortKey(column, is_descending),))

        self.addAction(self.tr("Sortera stigande"), lambda: sort(False))
        self.addAction(self.tr("Sortera fallande"), lambda: sort(True))
        if model.sort_keys and column not in [key.column for key in model.sort_keys]:
            self.addAction(self.tr("Sortera även efter kolumnen"), lambda: table.header.add_sort_key(column))
        self.addSeparator()
        self.addAction(self.tr("Filtrera…"), lambda: table.filter_requested.emit(column))
        if column in model.filters:
            self.addAction(self.tr("Ta bort filtret"), lambda: model.set_filter(column, None))
        self.addSeparator()
        self.addAction(self.tr("Anpassa bredden"), lambda: table.resizeColumnToContents(column))
        hide = self.addAction(self.tr("Dölj kolumnen"), lambda: table.set_column_shown(column, False))
        hide.setEnabled(len(table.shown_columns()) > 1)
        self.addAction(self.tr("Välj kolumner…"), table.columns_requested.emit)


def exclude_value(column_filter: ColumnFilter | None, value: Value, column: Column) -> ValueFilter:
    """Return `column_filter` without `value` and its other spellings, or a filter that excludes only `value`."""
    if isinstance(column_filter, ValueFilter) and column_filter.is_excluding:
        return ValueFilter(column_filter.values | {value}, is_excluding=True)
    if isinstance(column_filter, ValueFilter):
        key = group_key(column, value)
        return ValueFilter(frozenset(one for one in column_filter.values if group_key(column, one) != key))
    return ValueFilter(frozenset({value}), is_excluding=True)


def open_row_menu(
    model: ReportTableModel,
    table: TableView,
    index: QModelIndex,
    point: QPoint,
    copy_rows: Callable[[], None],
    open_details: Callable[[], None],
) -> RowMenu:
    """Open the menu of the cell `index` at `point` of the screen."""
    menu = RowMenu(model, table, index.row(), index.column(), copy_rows, open_details)
    menu.popup(point)
    return menu
