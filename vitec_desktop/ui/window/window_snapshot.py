"""What one window leaves to the one that takes its place, beyond what is remembered between two starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect

from vitec_desktop.report.filters import Filter
from vitec_desktop.ui.connections.connection_store import Workspace
from vitec_desktop.ui.connections.demo_connection import DemoDesk
from vitec_desktop.ui.fetch.report_fetcher import Fetched
from vitec_desktop.ui.overview.comparison_fetcher import Compares
from vitec_desktop.ui.table.model import Bookmark
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
    filters: Mapping[int, Filter]
    selected: Bookmark

    @classmethod
    def of(cls, page: ListPage) -> "TableState":
        selected = page.model.bookmark(page.view.selected_ranges())
        return cls(page.views.chosen_name(), page.filter_row.search.text(), dict(page.model.filters), selected)


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything of a window that its successor goes on with; nothing of it is bound to a language."""

    geometry: QRect
    workspace: Workspace
    demo: DemoDesk
    picked_offices: tuple[str, ...]
    fetched: Fetched | None
    compares: Compares
    tables: Mapping[ListKind, TableState]


def table_states(tabs: ReportTabs) -> dict[ListKind, TableState]:
    return {kind: TableState.of(page) for kind, page in tabs.pages.items()}


def restore_tables(tabs: ReportTabs, tables: Mapping[ListKind, TableState]) -> None:
    """Search, filters and selection as they were; the selection as soon as the rows stand in their order."""
    for kind, state in tables.items():
        page = tabs.pages[kind]
        page.filter_row.search.setText(state.query)
        page.model.set_filters(state.filters)
        view = page.views.view_named(state.view)
        if view is not None:
            page.views.take_as_chosen(view)
        if state.selected.numbers:
            _Selecting(page, state.selected)


class _Selecting(QObject):
    """Selects the first of some rows once the table shows them, and is gone."""

    def __init__(self, page: ListPage, selected: Bookmark) -> None:
        super().__init__(page)
        self._page, self._model, self._selected = page, page.model, selected
        self._model.arranged.connect(self._on_arranged)
        self._on_arranged()

    def _on_arranged(self) -> None:
        if self._model.is_busy or not self._model.total:
            return
        self._model.arranged.disconnect(self._on_arranged)
        positions = self._model.positions(self._selected)
        if positions and not self._page.view.selected_count():
            self._page.view.select_position(positions[0])
        self.deleteLater()
