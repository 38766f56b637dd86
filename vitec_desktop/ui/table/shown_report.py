"""The report that the tables show: whose rows they are, which of them count in the overview, which list is visible."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.fields import CHANGE_KEY
from vitec_desktop.report.filters import NamedFilter, RowFilter, filters_of_list
from vitec_desktop.report.incomplete_report import is_complete
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import SortKey, TableQuery, filter_row_steps
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.report.tables import LISTS_WITH_STATES, JoinedTable, TableKind
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.saved_views import UNHANDLED_KEY, built_in_views, default_sort
from vitec_desktop.ui.table.table_changes import GONE_ROWS
from vitec_desktop.ui.table.texts import MissingText
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import DamagedPart, FailedPart


class ReportInfo(Struct, frozen=True):
    """What is known of the report whose rows are shown, besides its rows.

    Attributes:
        scope: customers and days.
        fetched_at: Swedish time; while the report is being fetched, when that began.
        failed_parts: what is missing in it.
        damaged_parts: where it has rows that could not be read as a whole.
        is_fetching: its rows are still arriving.
        is_saved: it was saved earlier, and is not how things stand now.
        is_sample: its rows are those of the sample service.
        missing: what an empty page says where it is not complete.
    """

    scope: ReportScope
    fetched_at: datetime
    failed_parts: tuple[FailedPart, ...] = ()
    damaged_parts: tuple[DamagedPart, ...] = ()
    is_fetching: bool = False
    is_saved: bool = False
    is_sample: bool = False
    missing: MissingText | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all its rows have arrived and none is missing."""
        return not self.is_fetching and is_complete(self)


class RowCount(Struct, frozen=True):
    """How many rows of a list count in the overview, of how many."""

    kind: ListKind
    counted: int
    total: int


class ShownReport(QObject):
    """Joins the lists' pages with the report they show, for features that read the tables or switch to one."""

    info_changed = Signal()
    """Emitted when another report is shown or none, and when its fetch begins or ends."""
    rows_updated = Signal()
    """Emitted when a table shows other rows."""
    filters_changed = Signal()
    """Emitted when a search, a filter or a temporary view has changed, and when `is_counting_filters` has."""
    current_list_changed = Signal()
    page_requested = Signal(ListPage)
    """Emitted when a feature asks to show a table; the tabs switch to it."""

    def __init__(self, pages: Mapping[ListKind, ListPage], unhandled: ListPage, parent: QObject) -> None:
        """`pages` are those of the lists, `unhandled` that of the unhandled rows of them all."""
        super().__init__(parent)
        self.pages = pages
        self.unhandled = unhandled
        self.all_pages: Mapping[TableKind, ListPage] = dict[TableKind, ListPage](pages.items()) | {
            JoinedTable.UNHANDLED: unhandled
        }
        self._info: ReportInfo | None = None
        self._current_list: TableKind | None = None
        self._is_counting_filters = False
        self._counted_unhandled = TableQuery()
        self._known_counts: dict[TableKind, tuple[Sequence[Row], TableQuery, int]] = {}
        for page in pages.values():
            page.model.rows_updated.connect(self.rows_updated)
            for changed in (
                page.model.filters_changed,
                page.model.search_text_changed,
                page.temporary_view.changed,
            ):
                changed.connect(self._on_filters_changed)

    @property
    def info(self) -> ReportInfo | None:
        """The report whose rows the tables show; None if there is none."""
        return self._info

    def set_info(self, info: ReportInfo | None) -> None:
        self._info = info
        self.info_changed.emit()

    @property
    def current_list(self) -> TableKind | None:
        """The visible table; None while the overview is visible."""
        return self._current_list

    def set_current_list(self, kind: TableKind | None) -> None:
        self._current_list = kind
        self.current_list_changed.emit()

    @property
    def is_updating(self) -> bool:
        """Whether a table is still sorting or filtering; `rows_updated` follows."""
        return any(page.model.is_updating for page in self.pages.values())

    @property
    def all_rows(self) -> dict[ListKind, Sequence[Row]]:
        """All rows of the report, by list."""
        return {kind: page.model.all_rows for kind, page in self.pages.items()}

    # What counts in the overview: all rows, or those that match the user's own searches and filters

    @property
    def is_counting_filters(self) -> bool:
        """Whether only rows that match the user's own searches and filters count in the overview."""
        return self._is_counting_filters

    def set_counting_filters(self, is_counting: bool) -> None:
        """Count what the user's own searches and filters show, also those set in a temporary view; or everything."""
        if is_counting:
            for page in self.all_pages.values():
                page.temporary_view.keep_filters()
        self._is_counting_filters = is_counting
        self._on_filters_changed()

    def count_unhandled_filters(self) -> None:
        """Count what the user's search and filters of the unhandled rows show: they become those of the lists too."""
        self.unhandled.temporary_view.keep_filters()
        own = self._counted_unhandled = self.unhandled.temporary_view.own_query
        for kind in LISTS_WITH_STATES:
            page = self.pages[kind]
            page.temporary_view.close_view()
            filters = {**page.model.filters, **filters_of_list(kind, own.filters)}
            search_text = own.search_text if own.has_search else page.model.search_text
            page.model.set_query(replace(page.model.query, filters=filters, search_text=search_text))
        self.set_counting_filters(True)

    def is_counted(self, page: ListPage) -> bool:
        """Whether the search and filters that the user sees in a table are among those that count."""
        query = page.model.query
        own = self._counted_unhandled if page is self.unhandled else page.temporary_view.own_query
        return self._is_counting_filters and (query.filters, query.search_text) == (own.filters, own.search_text)

    def own_row_steps(self) -> Steps[dict[ListKind, Sequence[Row]]]:
        """Return the rows of each list that match the user's own search and filters, in any order."""
        found: dict[ListKind, Sequence[Row]] = {}
        for kind, page in self.pages.items():
            if page.temporary_view.is_open:
                found[kind] = yield from _own_row_steps(page)
            else:
                found[kind] = page.shown_rows()
            yield
        return found

    @property
    def counted_queries(self) -> dict[ListKind, TableQuery]:
        """The queries whose rows count in the overview; empty if all rows do."""
        if not self._is_counting_filters:
            return {}
        return {kind: page.temporary_view.own_query.unordered for kind, page in self.pages.items()}

    @property
    def counts(self) -> tuple[RowCount, ...]:
        """How many rows of each list count in the overview."""
        return tuple(
            RowCount(kind, self._counted_rows(page), page.model.total_count) for kind, page in self.pages.items()
        )

    @property
    def counted_count(self) -> int:
        """The number of rows, of all lists, that count in the overview."""
        return sum(count.counted for count in self.counts)

    @property
    def total_count(self) -> int:
        """The number of rows of all lists, shown or hidden by a filter."""
        return sum(page.model.total_count for page in self.pages.values())

    def clear_filters(self) -> None:
        """Clear the filters and the search of every list."""
        self.close_temporary_views()
        for page in self.all_pages.values():
            page.clear_filters()

    def _counted_rows(self, page: ListPage) -> int:
        model, query = page.model, page.temporary_view.own_query
        if not self._is_counting_filters or not query.has_own_filter:
            return model.total_count
        if not page.temporary_view.is_open:
            return model.shown_count
        known = self._known_counts.get(page.kind)
        if known is None or known[0] is not model.all_rows or known[1] != query:
            known = self._known_counts[page.kind] = (model.all_rows, query, len(run_to_end(_own_row_steps(page))))
        return known[2]

    def _on_filters_changed(self) -> None:
        """Count everything again once the user has no filter left: the next one counts only if he says so."""
        if not any(page.temporary_view.own_query.has_own_filter for page in self.pages.values()):
            self._is_counting_filters = False
        self.filters_changed.emit()

    # Temporary views

    def show_temporary_view(self, row_filter: RowFilter, name: str) -> None:
        """Show the rows behind a statistic in their table; the other tables show what they showed before theirs."""
        for kind, other in self.all_pages.items():
            if kind is not row_filter.kind:
                other.temporary_view.close_view()
        page = self.all_pages[row_filter.kind]
        model = page.model
        if not page.temporary_view.is_open and not model.is_updating:
            self._known_counts[page.kind] = (model.all_rows, model.query, model.shown_count)
        named = NamedFilter.from_row_filter(row_filter, name)
        page.temporary_view.open_view(
            named,
            _sort_for(page.kind, named),
            keeps_filters=self._is_counting_filters,
            shows_gone=row_filter.filters.get(CHANGE_KEY) == GONE_ROWS,
        )
        self.page_requested.emit(page)

    def close_temporary_views(self) -> None:
        """Show in each table what it showed before its temporary view: the rows behind the statistic are gone."""
        for page in self.all_pages.values():
            page.temporary_view.close_view()


def _own_row_steps(page: ListPage) -> Steps[Sequence[Row]]:
    """Return the rows that a list would show without its temporary view."""
    model = page.model
    return filter_row_steps(model.all_rows, model.columns, page.temporary_view.own_query.unordered, model.language)


def _sort_for(kind: TableKind, named: NamedFilter) -> tuple[SortKey, ...] | None:
    """Return the oldest row first for unhandled rows; None for others, whose order stays."""
    if isinstance(kind, JoinedTable):
        return default_sort(kind)
    unhandled = next((view for view in built_in_views(kind) if view.key == UNHANDLED_KEY), None)
    is_unhandled = unhandled is not None and unhandled.filters.items() <= named.filters.items()
    return unhandled.sort if unhandled and is_unhandled else None
