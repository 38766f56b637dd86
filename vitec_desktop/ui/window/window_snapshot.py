"""State handed to the window that replaces this one; not saved to disk."""

from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QTimer

from vitec_desktop.report.row_index import TableQuery
from vitec_desktop.report.tables import TableKind
from vitec_desktop.ui.archive.saved_report_controller import StartWork
from vitec_desktop.ui.connections.connection_store import DemoConnection
from vitec_desktop.ui.fetch.report_fetcher import FetchResult
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonState
from vitec_desktop.ui.table.model import Folding, RowSet
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.saved_views import view_to_id
from vitec_desktop.ui.table.undo_controller import UndoHistory
from vitec_desktop.ui.window.report_tabs import ReportTabs


class TableState(Struct, frozen=True):
    """The query, selection and undo of a table, which may name a person; `view` is the id of its saved view.

    `current` is the row of the cell that the keys start from, and `current_column` its column, -1 for none; `scroll` is
    the place of the scroll bars. A temporary view is left out: what it restores goes on.
    """

    view: str
    query: TableQuery
    selected: RowSet
    current: RowSet
    current_column: int
    folding: Folding
    scroll: tuple[int, int]
    undo: UndoHistory

    @classmethod
    def from_page(cls, page: ListPage) -> "TableState":
        temporary = page.temporary_view
        current = page.view.currentIndex() if page.is_built else QModelIndex()
        return cls(
            view=view_to_id(temporary.own_view),
            query=temporary.own_query,
            selected=page.model.row_set(page.view.selected_ranges() if page.is_built else []),
            current=page.model.row_set([(current.row(), current.row())] if current.isValid() else []),
            current_column=current.column(),
            folding=page.model.folding,
            scroll=page.view.scroll_place if page.is_built else (0, 0),
            undo=page.undo_controller.history(),
        )


class WindowSnapshot(Struct, frozen=True):
    """Everything that the next window goes on with; nothing in it depends on the language.

    `focused` is the object name of the widget with the keyboard focus, "" for none.
    """

    geometry: QRect
    focused: str
    demo_connection: DemoConnection
    picked_offices: tuple[str, ...]
    fetch_result: FetchResult | None
    comparison_state: ComparisonState
    older_result: FetchResult | None
    tables: Mapping[TableKind, TableState]
    is_counting_filters: bool
    start_work: StartWork


def table_states(tabs: ReportTabs) -> dict[TableKind, TableState]:
    """Return the state of each table."""
    return {kind: TableState.from_page(page) for kind, page in tabs.all_pages.items()}


def restore_tables(tabs: ReportTabs, tables: Mapping[TableKind, TableState]) -> None:
    """Restore the tables; selection, groups and scroll bars once the rows are sorted and filtered."""
    for kind, state in tables.items():
        page = tabs.all_pages[kind]
        page.model.set_query(state.query)
        view = page.saved_views.view_by_id(state.view)
        if view is not None:
            page.saved_views.set_current(view)
        page.undo_controller.set_history(state.undo)
        if state.selected.numbers or any(state.scroll) or any(state.folding):
            _PendingRows(page, state)


class _PendingRows(QObject):
    """Restores what a state says of the rows once the table has them, and where it was scrolled to once it is shown."""

    def __init__(self, page: ListPage, state: TableState) -> None:
        super().__init__(page)
        self._page, self._model, self._state = page, page.model, state
        self._model.rows_updated.connect(self._on_rows_updated)
        self._on_rows_updated()

    def _on_rows_updated(self) -> None:
        if self._model.is_updating or not self._model.total_count:
            return
        self._model.rows_updated.disconnect(self._on_rows_updated)
        state, view = self._state, self._page.view
        if self._model.is_grouped:
            self._model.set_folding(state.folding)
        if state.selected.numbers and not view.selected_count():
            view.select_rows(state.selected, state.current, state.current_column)
        if view.isVisible():
            self._scroll()
        else:
            view.installEventFilter(self)  # before it is shown, it has not its size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            QTimer.singleShot(0, self, self._scroll)  # Qt scrolls to the current cell first
        return super().eventFilter(watched, event)

    def _scroll(self) -> None:
        self._page.view.scroll_place = self._state.scroll
        self._page.view.removeEventFilter(self)
        self.deleteLater()
