"""What a list's page remembers between two starts."""

from typing import Any

from vitec_desktop.ui.table.details import DetailsSplitter
from vitec_desktop.ui.table.layout_state import (
    columns_from_json,
    columns_to_json,
    filters_from_json,
    filters_to_json,
    sort_from_json,
    sort_to_json,
)
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.saved_views_controller import SavedViewsController
from vitec_desktop.ui.table.view import TableView


class PageState:
    """Reads a page's parts for the settings file, and sets them by it."""

    def __init__(
        self, model: ReportTableModel, table: TableView, details: DetailsSplitter, views: SavedViewsController
    ) -> None:
        self._model = model
        self._table = table
        self._details = details
        self._views = views

    def values(self) -> dict[str, Any]:
        """Columns, sorting, details, views, and filters: no search and no filter that names a person, unless the user
        saved it as a view and it is that view that is shown."""
        columns = self._model.columns
        wide, narrow = self._details.open_by_width
        return {
            "columns": columns_to_json(self._table.column_states(), columns),
            "sort": sort_to_json(self._model.sort_keys, columns),
            "filters": filters_to_json(self._model.filters, columns, with_personal=False),
            "details": {"wide": wide, "narrow": narrow},
            "views": self._views.own_views_to_json(),
            "view": self._views.current_view_id(),
            "shows_view": self._views.is_current_unchanged,
        }

    def restore(self, values: Any) -> None:
        """Take over what `values` told; each part that is missing or makes no sense is left as at first."""
        values = values if isinstance(values, dict) else {}
        columns = self._model.columns
        places = columns_from_json(values.get("columns"), columns)
        if places is not None:
            self._table.set_column_states(places)
        sort = sort_from_json(values.get("sort"), columns)
        if sort is not None:
            self._model.sort_by(sort)
        self._model.set_filters(filters_from_json(values.get("filters"), columns))
        self._restore_details(values.get("details"))
        self._views.restore_own_views(values.get("views"))
        view = self._views.view_by_id(values.get("view"))
        if view is not None and values.get("shows_view") is True:
            self._views.apply_view(view)
        elif view is not None:
            self._views.set_current(view)

    def _restore_details(self, values: Any) -> None:
        wide, narrow = (values.get("wide"), values.get("narrow")) if isinstance(values, dict) else (None, None)
        if isinstance(wide, bool) and isinstance(narrow, bool):
            self._details.set_open_by_width(wide, narrow)
