"""What a list's page shows: the table, or in its place why there is nothing in it."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.table import texts as words
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.saved_views import SavedViewsController
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.empty_state import EmptyState


class ListPageStack(QStackedWidget):
    """Each reason for an empty table comes with a button that leads on: what it asks for is told by a signal.

    Attributes:
        empty_state: in the place of the whole table, where it has no rows.
        hidden_state: below the table's headings, where search and filters hide all rows.
    """

    fetch_requested = Signal()
    period_change_requested = Signal()
    clear_requested = Signal()

    def __init__(
        self,
        model: ReportTableModel,
        table: TableView,
        whole: QWidget,
        views: SavedViewsController,
        language: Language,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """`whole` is the table with all that stands beside it."""
        super().__init__(parent)
        self._model = model
        self._table = table
        self._table_and_details = whole
        self._views = views
        self._language = language
        self._period: tuple[date, date] | None = None
        self._is_fetching = False
        self._empty_action: SignalInstance = self.fetch_requested
        self.empty_state = EmptyState(theme, parent=self)
        self.no_match_state = EmptyState(theme, parent=table)
        self.no_match_state.hide()
        self.addWidget(self.empty_state)
        self.addWidget(whole)
        self.empty_state.action_requested.connect(self._on_empty_action)
        self.no_match_state.action_requested.connect(self._on_no_match_action)
        model.rows_updated.connect(self._update_shown_widget)
        table.viewport().installEventFilter(self)
        self.show_nothing_fetched()

    def set_period(self, first_day: date, last_day: date) -> None:
        """The days that the rows belong to, for the words of an empty list."""
        self._period = (first_day, last_day)
        self._update_shown_widget()

    def show_all_rows(self) -> None:
        """All rows are there, or that there are none is known."""
        self._is_fetching = False
        self.show_more_rows()

    def show_more_rows(self) -> None:
        """Some rows are there."""
        self.setCurrentWidget(self._table_and_details)
        self._update_shown_widget()

    def show_fetching(self) -> None:
        """The table stays empty, without a word about it, until rows come."""
        self._is_fetching = True
        self.setCurrentWidget(self._table_and_details)
        self.no_match_state.hide()

    def show_nothing_fetched(self) -> None:
        """Ask for a fetch."""
        self._show_empty_state(words.nothing_fetched(), self.fetch_requested)

    def show_failed(self, reason: str) -> None:
        """Say why nothing could be fetched."""
        self._show_empty_state(words.fetch_failed(reason), self.fetch_requested)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._table.viewport() and event.type() == QEvent.Type.Resize:
            self._place_no_match_state()
        return super().eventFilter(watched, event)

    def _update_shown_widget(self) -> None:
        model = self._model
        if self.currentWidget() is self.empty_state and not model.total_count:
            return
        if model.is_updating or (self._is_fetching and not model.total_count):
            return
        if not model.total_count:
            self._show_empty_state(
                words.no_rows(model.kind, self._period, self._language), self.period_change_requested
            )
            return
        self.setCurrentWidget(self._table_and_details)
        is_all_hidden = not model.rowCount()
        if is_all_hidden:
            hidden = words.all_hidden(model.kind, model.total_count, self._language)
            if self._views.is_showing_unhandled:
                hidden = words.all_handled(model.kind)
            self.no_match_state.set_content(hidden.icon, hidden.heading, hidden.line, hidden.button)
            self._place_no_match_state()
        self.no_match_state.setVisible(is_all_hidden)

    def _show_empty_state(self, empty: words.EmptyStateText, action: SignalInstance) -> None:
        self._is_fetching = False
        self._empty_action = action
        self.empty_state.set_content(empty.icon, empty.heading, empty.line, empty.button)
        self.setCurrentWidget(self.empty_state)

    def _place_no_match_state(self) -> None:
        self.no_match_state.setGeometry(self._table.viewport().geometry())
        self.no_match_state.raise_()

    def _on_empty_action(self) -> None:
        self._empty_action.emit()

    def _on_no_match_action(self) -> None:
        if self._views.is_showing_unhandled:
            self._views.apply_default_view()
        else:
            self.clear_requested.emit()
