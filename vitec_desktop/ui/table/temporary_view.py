"""Shows the rows behind a statistic of the overview as a temporary view of a list, and restores what was there."""

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.filters import NamedFilter
from vitec_desktop.report.row_index import SortKey, TableQuery
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.saved_views import SavedView, SavedViewsController, view_to_id


class _PreviousTable(Struct, frozen=True):
    """What a table showed before a temporary view."""

    query: TableQuery
    view: SavedView
    is_showing_gone: bool


class TemporaryViewController(QObject):
    """Opens and closes the temporary view of one list.

    The view stands in the model's query as its named filter, and ends when that is gone: by its chip, by clearing all
    filters or by a saved view that the user chooses. Only `close_view` restores what was there before; whether the rows
    that are gone are shown is restored in any case.
    """

    changed = Signal()
    """Emitted when a temporary view was opened or has ended, and when what it restores is another."""

    def __init__(self, model: ReportTableModel, saved_views: SavedViewsController, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._saved_views = saved_views
        self._kept: _PreviousTable | None = None
        model.filters_changed.connect(self._on_filters_changed)

    @property
    def is_open(self) -> bool:
        return self._kept is not None

    @property
    def own_query(self) -> TableQuery:
        """The user's own query, which a temporary view keeps until it is closed."""
        query = self._model.query
        return replace(self._kept.query, searched_columns=query.searched_columns) if self._kept else query

    @property
    def own_view(self) -> SavedView:
        """The saved view that is the current one without a temporary view."""
        if self._kept is None:
            return self._saved_views.current
        views = self._saved_views  # a view may have been deleted meanwhile, or saved anew
        return views.view_by_id(view_to_id(self._kept.view)) or views.default_view

    def open_view(
        self,
        named: NamedFilter,
        sort: tuple[SortKey, ...] | None,
        *,
        keeps_filters: bool,
        shows_gone: bool = False,
    ) -> None:
        """Show the rows of a statistic.

        Args:
            named: matches the rows.
            sort: their order; None for the table's.
            keeps_filters: whether the statistic counts only rows that match the user's own filters and search, too.
            shows_gone: whether they are rows that are no longer in the report.
        """
        is_showing_gone = self._kept.is_showing_gone if self._kept else self._model.is_showing_gone
        kept = _PreviousTable(self.own_query, self.own_view, is_showing_gone)
        query = replace(kept.query, named_filter=named, group_column=None)
        if sort is not None:
            query = replace(query, sort=sort)
        is_set_aside = query.has_own_filter and not keeps_filters
        if is_set_aside:
            query = replace(query, filters={}, search_text="")
        self._kept = kept
        self._saved_views.set_current(self._saved_views.default_view if is_set_aside else kept.view)
        self._model.set_query(query)
        self._model.set_showing_gone(shows_gone or is_showing_gone)
        self.changed.emit()

    def close_view(self) -> None:
        """Show again what the table showed before the temporary view; do nothing without one."""
        if self._kept:
            query, view, is_showing_gone = self.own_query, self.own_view, self._kept.is_showing_gone
            self._kept = None
            views = self._saved_views
            views.set_current(view if views.is_available(view) else views.default_view)
            self._model.set_query(self._model.available_part(query))
            self._model.set_showing_gone(is_showing_gone)
            self.changed.emit()

    def keep_filters(self) -> None:
        """Keep the user's search and filters of a temporary view for the time after it."""
        query = self._model.query
        if self._kept and query.has_own_filter:
            self._kept = replace(
                self._kept, query=replace(self._kept.query, filters=query.filters, search_text=query.search_text)
            )
            self.changed.emit()

    def _on_filters_changed(self) -> None:
        if self._kept and self._model.query.named_filter is None:
            is_showing_gone, self._kept = self._kept.is_showing_gone, None
            self._model.set_showing_gone(is_showing_gone)
            self.changed.emit()
