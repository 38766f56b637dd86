"""Fills the table of unhandled rows: with those of all lists, or of the rows that count in the overview."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from vitec_desktop.report.report import Row
from vitec_desktop.report.tables import list_of, unhandled_rows
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.webservice.models import ListKind


class UnhandledRows(QObject):
    """Keeps the table up to date with the report, and with the filters while they count in the overview."""

    def __init__(self, shown: ShownReport, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown
        self._page = shown.unhandled
        self._rows: list[Row] = []  # of all lists, whatever counts
        self._is_filtered = False
        shown.rows_updated.connect(self._on_counted_rows_changed)
        shown.filters_changed.connect(self._on_counted_rows_changed)

    @property
    def total_count(self) -> int:
        """The number of the report's unhandled rows, whatever counts in the overview."""
        return len(self._rows)

    def shown_counts(self) -> tuple[int, int, int]:
        """Return how many leads and tips the table shows, and of how many rows in all."""
        kinds = [list_of(row) for row in self._page.shown_rows()]
        return kinds.count(ListKind.INCOMING), kinds.count(ListKind.TIPS), self.total_count

    def set_tables(self, tables: Mapping[ListKind, Sequence[Row]]) -> None:
        """Show the unhandled rows of a report instead of what was shown."""
        self._rows = unhandled_rows(tables)
        self._is_filtered = False
        self._page.set_rows(self._rows)
        self._on_counted_rows_changed()

    def append_rows(self, tables: Mapping[ListKind, Sequence[Row]]) -> None:
        """Add the unhandled ones of rows that have arrived."""
        rows = unhandled_rows(tables)
        if rows:
            self._rows += rows
            self._page.append_rows(rows)

    def clear(self) -> None:
        """Forget the report; the page shows why there are no rows."""
        self._rows, self._is_filtered = [], False

    def _on_counted_rows_changed(self) -> None:
        info, is_counting = self._shown.info, self._shown.is_counting_filters
        if info is None or info.is_fetching or self._shown.is_updating or not (is_counting or self._is_filtered):
            return
        self._is_filtered = is_counting
        self._page.set_rows(unhandled_rows(self._shown.own_rows) if is_counting else self._rows)
