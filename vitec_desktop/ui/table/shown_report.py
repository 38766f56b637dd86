"""The report that the tables show: whose rows they are, how many of them are shown, and which list is visible."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import DamagedPart, FailedPart


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What is known of the report whose rows are shown, besides its rows.

    Attributes:
        scope: customers and days.
        fetched_at: Swedish time; while the report is being fetched, when that began.
        failed_parts: what is missing in it.
        damaged_parts: where it has rows that could not be read as a whole.
        is_fetching: its rows are still arriving.
    """

    scope: ReportScope
    fetched_at: datetime
    failed_parts: tuple[FailedPart, ...] = ()
    damaged_parts: tuple[DamagedPart, ...] = ()
    is_fetching: bool = False


@dataclass(frozen=True, slots=True)
class ShownCount:
    """How many rows of a list are shown, of how many."""

    kind: ListKind
    shown: int
    total: int


class ShownReport(QObject):
    """Joins the lists' pages with the report they show, for features that read the tables or switch to one."""

    info_changed = Signal()
    """Emitted when another report is shown or none, and when its fetch begins or ends."""
    rows_updated = Signal()
    """Emitted when a table shows other rows."""
    current_list_changed = Signal()
    list_requested = Signal(ListKind)
    """Emitted when a feature asks to show a list; the tabs switch to it."""

    def __init__(self, pages: Mapping[ListKind, ListPage], parent: QObject) -> None:
        super().__init__(parent)
        self.pages = pages
        self._info: ReportInfo | None = None
        self._current_list: ListKind | None = None
        for page in pages.values():
            page.model.rows_updated.connect(self.rows_updated)

    @property
    def info(self) -> ReportInfo | None:
        """The report whose rows the tables show; None if there is none."""
        return self._info

    def set_info(self, info: ReportInfo | None) -> None:
        self._info = info
        self.info_changed.emit()

    @property
    def current_list(self) -> ListKind | None:
        """The visible list; None while the overview is visible."""
        return self._current_list

    def set_current_list(self, kind: ListKind | None) -> None:
        self._current_list = kind
        self.current_list_changed.emit()

    @property
    def is_updating(self) -> bool:
        """Whether a table is still sorting or filtering; `rows_updated` follows."""
        return any(page.model.is_updating for page in self.pages.values())

    @property
    def counts(self) -> tuple[ShownCount, ...]:
        return tuple(
            ShownCount(kind, page.model.rowCount(), page.model.total_count) for kind, page in self.pages.items()
        )

    @property
    def shown_count(self) -> int:
        """The number of rows shown, of all lists."""
        return sum(count.shown for count in self.counts)

    @property
    def total_count(self) -> int:
        """The number of rows of all lists, shown or hidden by a filter."""
        return sum(count.total for count in self.counts)

    def clear_filters(self) -> None:
        """Clear the filters and the search of every list."""
        for page in self.pages.values():
            page.clear_filters()
