"""One list of the report as a page: the filter row, the table, and the details of what is selected."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from vitec_desktop.connect.shapes import ListKind
from vitec_desktop.report.columns import Column
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.report import Row
from vitec_desktop.ui.parts.empty_state import EmptyState
from vitec_desktop.ui.table import words
from vitec_desktop.ui.table.column_menu import ColumnMenu
from vitec_desktop.ui.table.context_menus import open_row_menu
from vitec_desktop.ui.table.copying import clipboard_data
from vitec_desktop.ui.table.details import PANE_WIDTH, DetailsPane
from vitec_desktop.ui.table.filter_desk import FilterDesk
from vitec_desktop.ui.table.filter_row import FilterRow
from vitec_desktop.ui.table.filters import ValueFilter
from vitec_desktop.ui.table.model import ListModel
from vitec_desktop.ui.table.page_state import page_to_values, restore_page
from vitec_desktop.ui.table.saved_views import newest_first
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.table.view_desk import ViewDesk
from vitec_desktop.ui.theme.theme import Theme

_TABLE_NAMES = {
    ListKind.INCOMING: "incomingTable",
    ListKind.OUTGOING: "outgoingTable",
    ListKind.TIPS: "tipsTable",
}
_WIDE = 1280
_DETAILS_SHARE_BELOW = 0.45
_SENDER = "sender.name"


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
        self._period: tuple[date, date] | None = None
        self._is_wide = True
        self._is_fetching = False
        self._details_open = {True: True, False: False}
        self.model = ListModel(kind, language, self)
        self.model.sort_by(newest_first(kind))
        self._make_parts()
        self._lay_out()
        self._connect()
        self.show_nothing_fetched()
        self._on_rows_picked()

    # What the window asks for

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; sorting, search, filters, selection and scroll position stay."""
        self._is_fetching = False
        self._stack.setCurrentWidget(self._splitter)
        self.model.set_rows(rows)
        self._show_content()

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Show more rows, as they arrive."""
        self._stack.setCurrentWidget(self._splitter)
        self.model.append_rows(rows)
        self._show_content()

    def set_period(self, first_day: date, last_day: date) -> None:
        """The days that the rows belong to, for the words of an empty list."""
        self._period = (first_day, last_day)
        self._show_content()

    def show_nothing_fetched(self) -> None:
        """Forget all rows, and ask for a fetch."""
        self._is_fetching = False
        self.model.set_rows(())
        self._show_whole_page(words.nothing_fetched(), self.fetch_requested)

    def show_failed(self, reason: str) -> None:
        """Forget all rows, and say why nothing could be fetched."""
        self._is_fetching = False
        self.model.set_rows(())
        self._show_whole_page(words.fetch_failed(reason), self.fetch_requested)

    def show_fetching(self) -> None:
        """Forget all rows; the table stays empty, without a word about it, until rows come."""
        self._is_fetching = True
        self.model.set_rows(())
        self._stack.setCurrentWidget(self._splitter)
        self.hidden_state.hide()

    def shown_rows(self) -> list[Row]:
        """The rows in sight, in order: those that search and filters let through."""
        return self.model.rows()

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
        self.filter_row.focus_search()

    def layout_state(self) -> dict[str, Any]:
        """What is remembered until the next start, as plain values: nothing that names a person, but in saved views."""
        return page_to_values(self)

    def restore_layout(self, values: Any) -> None:
        """Lay the page out as `layout_state` told; what is missing or damaged is as at first."""
        restore_page(self, values)

    # Parts

    def _make_parts(self) -> None:
        self.filter_row = FilterRow(self.kind, self._theme, self)
        self.view = TableView(self.model, self._theme, self)
        self.view.setObjectName(_TABLE_NAMES[self.kind])
        self.view.setAccessibleName(self._language.text("Lists", LIST_NAMES[self.kind]))
        self.details = DetailsPane(self.model.columns, self._language, self._theme, self)
        self.empty_state = EmptyState(self._theme, parent=self)
        self.hidden_state = EmptyState(self._theme, parent=self.view)
        self.hidden_state.hide()
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.addWidget(self.view)
        self._splitter.addWidget(self.details)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setCollapsible(0, False)
        self._splitter.setHandleWidth(1)
        self._splitter.setSizes([3 * PANE_WIDTH, self._theme.metrics.px(PANE_WIDTH)])
        self.filters = FilterDesk(self.model, self.view, self.filter_row, self._theme, self)
        self.views = ViewDesk(self.model, self.view, self.filter_row, self._language, self._theme, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty_state)
        self._stack.addWidget(self._splitter)

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filter_row)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.filter_row.table_requested.connect(self._enter_table)
        self.filter_row.columns.setMenu(ColumnMenu(self.model, self.view, self))
        self.model.counts_changed.connect(self.counts_changed)
        self.model.arranged.connect(self._show_content)
        self.view.rows_picked.connect(self._on_rows_picked)
        self.view.details_requested.connect(lambda: self.set_details_open(True))
        self.view.copy_requested.connect(self.copy_rows)
        self.view.customContextMenuRequested.connect(self._open_row_menu)
        self.view.columns_changed.connect(self.layout_changed)
        self.model.sort_changed.connect(self.layout_changed)
        self.model.filters_changed.connect(self.layout_changed)
        self.views.changed.connect(self.layout_changed)
        self.view.installEventFilter(self)
        self.details.previous_requested.connect(lambda: self._step(-1))
        self.details.next_requested.connect(lambda: self._step(1))
        self.details.close_requested.connect(lambda: self.set_details_open(False))
        self.details.copy_rows_requested.connect(self.copy_rows)
        self.details.sender_filter_requested.connect(self._on_sender_filter_requested)
        self.empty_state.action_requested.connect(self._on_empty_action)
        self.hidden_state.action_requested.connect(self._on_hidden_action)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.focus_search)

    # Details

    def set_details_open(self, is_open: bool) -> None:
        """Open or close the details pane; remembered for wide and for narrow windows apart."""
        self._details_open[self._is_wide] = is_open
        had_focus = self.details.isAncestorOf(QGuiApplication.focusObject())  # type: ignore[arg-type]
        self.details.setVisible(is_open)
        if not is_open and had_focus:
            self.view.setFocus()
        self.layout_changed.emit()

    @property
    def details_open(self) -> tuple[bool, bool]:
        """Whether the details are open in a wide window, and in a narrow one."""
        return self._details_open[True], self._details_open[False]

    def set_details_open_by_width(self, wide: bool, narrow: bool) -> None:
        """Open or close the details for wide and for narrow windows."""
        self._details_open = {True: wide, False: narrow}
        self.details.setVisible(self._details_open[self._is_wide])

    def _on_rows_picked(self) -> None:
        count = self.view.selected_count()
        if count == 1:
            position = self.view.selected_positions()[0]
            self.details.show_row(
                self.model.row(position),
                has_previous=position > 0,
                has_next=position < self.model.rowCount() - 1,
            )
        elif count:
            self.details.show_several(count)
        else:
            self.details.show_nothing()

    def _step(self, by: int) -> None:
        positions = self.view.selected_positions()
        if positions and 0 <= positions[0] + by < self.model.rowCount():
            self.view.select_position(positions[0] + by)

    def _on_sender_filter_requested(self) -> None:
        rows = self.view.selected_rows()
        column = next(n for n, known in enumerate(self.model.columns) if known.key == _SENDER)
        if rows:
            self.model.set_filter(column, ValueFilter(frozenset({rows[0][column]})))

    # Search, filters, copying

    def clear_filters(self) -> None:
        """Show every row again."""
        self.filters.clear()

    def copy_rows(self) -> None:
        """Put the selected rows, with headings, on the clipboard: the columns in sight, as they stand."""
        positions = self.view.selected_positions()
        if not positions:
            return
        columns = self.view.shown_columns()
        headings = [self.model.heading(column) for column in columns]
        texts = ([self.model.text(position, column) for column in columns] for position in positions)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            QGuiApplication.clipboard().setMimeData(clipboard_data(headings, texts))
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _enter_table(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.view.selected_count():
                self.view.select_position(0)

    # Empty states

    def _show_whole_page(self, empty: words.EmptyWords, action: SignalInstance) -> None:
        self._empty_action = action
        self.empty_state.set_content(empty.icon, empty.heading, empty.line, empty.button)
        self._stack.setCurrentWidget(self.empty_state)

    def _on_empty_action(self) -> None:
        self._empty_action.emit()

    def _show_content(self) -> None:
        """The table, or in its place why there is nothing in it."""
        if self.empty_state is self._stack.currentWidget() and not self.model.total:
            return
        if self.model.is_busy or (self._is_fetching and not self.model.total):
            return
        if not self.model.total:
            self._show_whole_page(words.no_rows(self.kind, self._period, self._language), self.period_change_requested)
            return
        self._stack.setCurrentWidget(self._splitter)
        is_all_hidden = not self.model.rowCount()
        if is_all_hidden:
            hidden = words.all_hidden(self.kind, self.model.total, self._language)
            if self.views.shows_unhandled:
                hidden = words.all_handled(self.kind)
            self.hidden_state.set_content(hidden.icon, hidden.heading, hidden.line, hidden.button)
            self._place_hidden()
        self.hidden_state.setVisible(is_all_hidden)

    def _on_hidden_action(self) -> None:
        if self.views.shows_unhandled:
            self.views.choose_all()
        else:
            self.clear_filters()

    def _open_row_menu(self, place: QPoint) -> None:
        open_row_menu(self.model, self.view, place, self.copy_rows, lambda: self.set_details_open(True))

    def _place_hidden(self) -> None:
        self.hidden_state.setGeometry(self.view.viewport().geometry())
        self.hidden_state.raise_()

    # Size

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.view and event.type() == QEvent.Type.Resize:
            self._place_hidden()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.window().width() >= _WIDE
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._arrange_for_width()

    def _arrange_for_width(self) -> None:
        self.filter_row.set_compact(not self._is_wide)
        self._splitter.setOrientation(Qt.Orientation.Horizontal if self._is_wide else Qt.Orientation.Vertical)
        self.details.setVisible(self._details_open[self._is_wide])
        if self._is_wide:
            pane = self._theme.metrics.px(PANE_WIDTH)
            self._splitter.setSizes([max(1, self.width() - pane), pane])
        else:
            share = round(self.height() * _DETAILS_SHARE_BELOW)
            self._splitter.setSizes([self.height() - share, share])
