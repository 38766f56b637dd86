"""What one window leaves to the one that takes its place, beyond what is remembered between two starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect

from vitec_desktop.report.filters import ColumnFilter
from vitec_desktop.ui.connections.connection_store import ConnectionStore, DemoConnection
from vitec_desktop.ui.fetch.report_fetcher import FetchResult
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonState
from vitec_desktop.ui.table.model import RowSet
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.window.report_tabs import ReportTabs
from vitec_desktop.webservice.models import ListKind


@dataclass(frozen=True, slots=True)
class TableState:
    """What a table shows of its rows: filters and search that name a person too, and the rows that are selected.

    `view` is what the settings file calls the chosen view.
    """

    view: str
    query: str
    filters: Mapping[int, ColumnFilter]
    selected: RowSet

    @classmethod
    def from_page(cls, page: ListPage) -> "TableState":
        selected = page.model.row_set(page.view.selected_ranges())
        return cls(page.saved_views.current_view_id(), page.model.search_text, dict(page.model.filters), selected)


@dataclass(frozen=True, slots=True)
class WindowSnapshot:
    """Everything of a window that its successor goes on with; nothing of it is bound to a language."""

    geometry: QRect
    connection_store: ConnectionStore
    demo_connection: DemoConnection
    picked_offices: tuple[str, ...]
    fetch_result: FetchResult | None
    comparison_state: ComparisonState
    tables: Mapping[ListKind, TableState]


def table_states(tabs: ReportTabs) -> dict[ListKind, TableState]:
    return {kind: TableState.from_page(page) for kind, page in tabs.pages.items()}


def restore_tables(tabs: ReportTabs, tables: Mapping[ListKind, TableState]) -> None:
    """Search, filters and selection as they were; the selection as soon as the rows stand in their order."""
    for kind, state in tables.items():
        page = tabs.pages[kind]
        page.model.set_search_text(state.query)
        page.model.set_filters(state.filters)
        view = page.saved_views.view_by_id(state.view)
        if view is not None:
            page.saved_views.set_current(view)
        if state.selected.numbers:
            _PendingSelection(page, state.selected)


class _PendingSelection(QObject):
    """Selects the first of some rows once the table shows them, and is gone."""

    def __init__(self, page: ListPage, selected: RowSet) -> None:
        super().__init__(page)
        self._page, self._model, self._selected = page, page.model, selected
        self._model.rows_updated.connect(self._on_arranged)
        self._on_arranged()

    def _on_arranged(self) -> None:
        if self._model.is_updating or not self._model.total_count:
            return
        self._model.rows_updated.disconnect(self._on_arranged)
        positions = self._model.find_positions(self._selected)
        if positions and not self._page.view.selected_count():
            self._page.view.select_position(positions[0])
        self.deleteLater()
