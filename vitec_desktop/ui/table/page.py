"""One list of the report as a page: the filter row, the table, and the details of what is selected."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vitec_desktop.report.columns import Column
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.report import Row
from vitec_desktop.ui.table.clipboard import RowCopier
from vitec_desktop.ui.table.context_menus import ColumnMenu, open_row_menu
from vitec_desktop.ui.table.details import DetailsPane, DetailsSplitter
from vitec_desktop.ui.table.filter_controller import FilterController
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.page_stack import ListPageStack
from vitec_desktop.ui.table.page_state import PageState
from vitec_desktop.ui.table.saved_views import newest_first_sort
from vitec_desktop.ui.table.saved_views_controller import SavedViewsController
from vitec_desktop.ui.table.toolbar import FilterToolbar
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.models import ListKind

_TABLE_NAMES = {
    ListKind.INCOMING: "incomingTable",
    ListKind.OUTGOING: "outgoingTable",
    ListKind.TIPS: "tipsTable",
}
_WIDE_WINDOW = 1280


class ListPage(QWidget):
    """One tab of the window.

    `fetch_requested` and `period_change_requested` come from the buttons of the empty states.
    """

    counts_changed = Signal(int, int)
    """Rows shown, and rows in all."""
    fetch_requested = Signal()
    period_change_requested = Signal()
    layout_changed = Signal()
    """Something of `layout_state` is different."""

    def __init__(self, kind: ListKind, language: Language, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._language = language
        self._theme = theme
        self._is_wide = True
        self.model = ReportTableModel(kind, language, self)
        self.model.sort_by(newest_first_sort(kind))
        self._create_widgets()
        self._lay_out()
        self._connect_signals()

    # What the window asks for

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; sorting, search, filters, selection and scroll position stay."""
        self.model.set_rows(rows)
        self._stack.show_all_rows()

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Show more rows, as they arrive."""
        self.model.append_rows(rows)
        self._stack.show_more_rows()

    def set_period(self, first_day: date, last_day: date) -> None:
        """The days that the rows belong to, for the words of an empty list."""
        self._stack.set_period(first_day, last_day)

    def show_nothing_fetched(self) -> None:
        """Forget all rows, and ask for a fetch."""
        self.model.set_rows(())
        self._stack.show_nothing_fetched()

    def show_failed(self, reason: str) -> None:
        """Forget all rows, and say why nothing could be fetched."""
        self.model.set_rows(())
        self._stack.show_failed(reason)

    def show_fetching(self) -> None:
        """Forget all rows; the table stays empty, without a word about it, until rows come."""
        self._stack.show_fetching()
        self.model.set_rows(())

    def shown_rows(self) -> list[Row]:
        """The rows in sight, in order: those that search and filters let through."""
        return self.model.shown_rows()

    def shown_columns(self) -> list[Column]:
        """The columns in sight, from left to right."""
        return [self.model.columns[number] for number in self.view.shown_columns()]

    def shown_column_numbers(self) -> list[int]:
        """The places of the columns in sight within a row, from left to right."""
        return self.view.shown_columns()

    @property
    def is_filtered(self) -> bool:
        """Whether search or filters hide rows."""
        return self.model.is_filtered

    def focus_search(self) -> None:
        """Let the user type a search at once."""
        self.toolbar.focus_search()

    def clear_filters(self) -> None:
        """Show every row again."""
        self.filter_controller.clear_search_and_filters()

    @property
    def is_details_open(self) -> bool:
        """Whether the details pane is to be seen in windows as wide as this one."""
        return self._details_splitter.is_open

    def set_details_open(self, is_open: bool) -> None:
        """Open or close the details pane; remembered for wide and for narrow windows apart."""
        self._details_splitter.set_open(is_open)

    def copy_rows(self) -> None:
        """Put the selected rows, with headings, on the clipboard: the columns in sight, as they stand."""
        rows = self.view.selected_rows()
        if rows:
            self.copier.copy(rows, self.view.shown_columns())

    def copy_all(self) -> None:
        """Put all about the row in the details on the clipboard, or all rows where several are selected."""
        if self.view.selected_count() > 1:
            self.copy_rows()
        else:
            self.details.copy_all()

    def layout_state(self) -> dict[str, Any]:
        """What is remembered until the next start, as plain values: nothing that names a person, but in saved views."""
        return self._state.values()

    def restore_layout(self, values: Any) -> None:
        """Lay the page out as `layout_state` told; what is missing or damaged is as at first."""
        self._state.restore(values)

    # Parts

    def _create_widgets(self) -> None:
        self.toolbar = FilterToolbar(self.kind, self._theme, self)
        self.view = TableView(self.model, self._theme, self)
        self.view.setObjectName(_TABLE_NAMES[self.kind])
        self.copier = RowCopier(self.model, self)
        self.view.setAccessibleName(self._language.text("Lists", LIST_NAMES[self.kind]))
        self.details = DetailsPane(self.model.columns, self._language, self._theme, self)
        self._details_splitter = DetailsSplitter(self.model, self.view, self.details, self._theme, self)
        self.filter_controller = FilterController(self.model, self.view, self.toolbar, self._theme, self)
        self.saved_views = SavedViewsController(self.model, self.view, self.toolbar, self._language, self._theme, self)
        self._stack = ListPageStack(
            self.model, self.view, self._details_splitter, self.saved_views, self._language, self._theme, parent=self
        )
        self.empty_state = self._stack.empty_state
        self.no_match_state = self._stack.no_match_state
        self._state = PageState(self.model, self.view, self._details_splitter, self.saved_views)

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self._stack, 1)

    def _connect_signals(self) -> None:
        self.toolbar.table_requested.connect(self._focus_table)
        self.toolbar.columns_button.setMenu(ColumnMenu(self.model, self.view, self))
        self.model.counts_changed.connect(self.counts_changed)
        self.view.copy_requested.connect(self.copy_rows)
        self.view.customContextMenuRequested.connect(self._open_row_menu)
        self.details.copy_rows_requested.connect(self.copy_rows)
        self._stack.fetch_requested.connect(self.fetch_requested)
        self._stack.period_change_requested.connect(self.period_change_requested)
        self._stack.clear_requested.connect(self.clear_filters)
        for changed in (
            self.view.columns_changed,
            self.model.sort_changed,
            self.model.filters_changed,
            self.saved_views.changed,
            self._details_splitter.toggled,
        ):
            changed.connect(self.layout_changed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.focus_search)

    def _focus_table(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.view.selected_count():
                self.view.select_position(0)

    def _open_row_menu(self, place: QPoint) -> None:
        open_row_menu(self.model, self.view, place, self.copy_rows, lambda: self.set_details_open(True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.window().width() >= _WIDE_WINDOW
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self.toolbar.set_compact(not is_wide)
            self._details_splitter.set_wide(is_wide)
