"""The stack of a list's page: the table with details, or an empty state that says why there are no rows."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from vitec_desktop.report.tables import JoinedTable
from vitec_desktop.ui.table import texts
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.saved_views import SavedViewsController
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.empty_state import EmptyState, EmptyStateText
from vitec_desktop.ui.widgets.skeleton import Skeleton, row_shapes

if TYPE_CHECKING:
    from vitec_desktop.ui.table.view import TableView


class ListPageStack(QStackedWidget):
    """Shows the table or an empty state; the button of an empty state emits one of the signals.

    Until it has a table it remembers what to show.

    Attributes:
        empty_state: shown instead of the table, when there are no rows.
        no_match_state: below the headings, when search and filters hide all rows.
    """

    fetch_requested = Signal()
    period_change_requested = Signal()
    clear_requested = Signal()
    count_all_requested = Signal()
    correction_requested = Signal()

    def __init__(self, model: ReportTableModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._period: tuple[date, date] | None = None
        self._missing: texts.MissingText | None = None
        self._is_saved = False
        self._uncounted = 0
        self._is_fetching = False
        self._message: tuple[EmptyStateText, SignalInstance] | None = (texts.nothing_fetched(), self.fetch_requested)
        self._has_table = False

    def set_table(self, table: "TableView", table_and_details: QWidget, saved_views: SavedViewsController) -> None:
        """Show from now on what was only remembered.

        `table_and_details` is what is shown when there are rows: a child of this widget that holds `table`.
        """
        self._table = table
        self._table_and_details = table_and_details
        self._saved_views = saved_views
        self.empty_state = EmptyState(self._theme, parent=self)
        self.no_match_state = EmptyState(self._theme, parent=table)
        self.no_match_state.hide()
        self._skeleton = Skeleton(self._theme, partial(row_shapes, self._theme), table.viewport())
        self._skeleton.setObjectName("tableSkeleton")
        self._skeleton.hide()
        self.addWidget(self.empty_state)
        self.addWidget(table_and_details)
        self.empty_state.action_requested.connect(self._on_empty_action)
        self.no_match_state.action_requested.connect(self._on_no_match_action)
        self._model.rows_updated.connect(self._update_shown_widget)
        table.viewport().installEventFilter(self)
        self._has_table = True
        if self._message is None:
            self.show_more_rows()
        else:
            self._show_empty_state(*self._message)

    def set_report(self, first_day: date, last_day: date, missing: texts.MissingText | None, *, is_saved: bool) -> None:
        """Set what an empty list says of the report: its period, what is missing from it, whether it is a saved one."""
        self._period = (first_day, last_day)
        self._missing = missing
        self._is_saved = is_saved
        self._update_shown_widget()

    def set_uncounted(self, count: int) -> None:
        """Set how many rows of the report are left out because they do not count in the overview."""
        self._uncounted = count

    def show_all_rows(self) -> None:
        """Show the table, or that there are no rows: the fetch has ended."""
        self._is_fetching = False
        self.show_more_rows()

    def show_more_rows(self) -> None:
        """Show the table: rows have arrived."""
        self._message = None
        if self._has_table:
            self.setCurrentWidget(self._table_and_details)
            self._update_shown_widget()

    def show_fetching(self) -> None:
        """Show the table, with grey shapes of rows while it has none."""
        self._is_fetching = True
        self._message = None
        if self._has_table:
            self._skeleton.setGeometry(self._table.viewport().rect())
            self.setCurrentWidget(self._table_and_details)
            self.no_match_state.hide()

    def show_nothing_fetched(self) -> None:
        """Offer to fetch a report."""
        self._show_empty_state(texts.nothing_fetched(), self.fetch_requested)

    def show_failed(self, reason: str) -> None:
        """Say why no report could be fetched."""
        self._show_empty_state(texts.fetch_failed(reason), self.fetch_requested)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._table.viewport() and event.type() == QEvent.Type.Resize:
            self._skeleton.setGeometry(self._table.viewport().rect())
            self._place_no_match_state()
        return super().eventFilter(watched, event)

    def _update_shown_widget(self) -> None:
        if not self._has_table:
            return
        model = self._model
        self._skeleton.setVisible(self._is_fetching and not model.has_rows)
        if self._message is not None and not model.has_rows:
            return
        if model.is_updating or (self._is_fetching and not model.has_rows):
            return
        if not model.has_rows:
            if self._uncounted:
                content = texts.none_counts(self._uncounted, model.language)
                self._show_empty_state(content, self.count_all_requested)
                return
            if isinstance(model.kind, JoinedTable):
                content = self._no_unhandled_text()
            else:
                content = texts.no_rows(model.kind, self._period, model.language, self._missing)
            self._show_empty_state(
                content, self.correction_requested if self._missing else self.period_change_requested
            )
            return
        self._message = None
        self.setCurrentWidget(self._table_and_details)
        is_all_hidden = not model.has_shown_rows
        if is_all_hidden:
            content = texts.all_hidden(
                model.kind, model.total_count, model.language, is_by_search=model.hides_by_search_only
            )
            if self._saved_views.is_showing_unhandled:
                content = self._no_unhandled_text()
            self.no_match_state.set_content(content)
            self._place_no_match_state()
        self.no_match_state.setVisible(is_all_hidden)

    def _no_unhandled_text(self) -> EmptyStateText:
        return texts.no_unhandled(
            self._model.kind, self._missing, is_saved=self._is_saved, is_fetching=self._is_fetching
        )

    def _show_empty_state(self, content: EmptyStateText, action: SignalInstance) -> None:
        self._is_fetching = False
        self._message = content, action
        if self._has_table:
            self.empty_state.set_content(content)
            self.setCurrentWidget(self.empty_state)

    def _place_no_match_state(self) -> None:
        self.no_match_state.setGeometry(self._table.viewport().geometry())
        self.no_match_state.raise_()

    def _on_empty_action(self) -> None:
        if self._message is not None:
            self._message[1].emit()

    def _on_no_match_action(self) -> None:
        if not self._saved_views.is_showing_unhandled:
            self.clear_requested.emit()
        elif self._missing and not self._is_fetching:
            self.correction_requested.emit()
        else:
            self._saved_views.apply_default_view()
