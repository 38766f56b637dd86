"""Fills the table of unhandled rows: with those of all lists, or of the rows that count in the overview."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from vitec_desktop.report.report import Row
from vitec_desktop.report.tables import UnhandledCounts, list_of, row_id, unhandled_rows
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.webservice.models import ListKind


class UnhandledRows(QObject):
    """Keeps the table up to date with the report, and with the filters while they count in the overview.

    Older rows, which the user asked for, are shown besides; they count nowhere.
    """

    def __init__(self, shown: ShownReport, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown
        self._page = shown.unhandled
        self._rows: list[Row] = []  # of all lists, whatever counts
        self._is_filtered = False
        self._older_tables: Mapping[ListKind, Sequence[Row]] = {}
        self._older_rows: list[Row] = []
        self._page.count_all_requested.connect(lambda: shown.set_counting_filters(False))
        shown.rows_updated.connect(self._on_counted_rows_changed)
        shown.filters_changed.connect(self._on_counted_rows_changed)
        shown.info_changed.connect(self._on_counted_rows_changed)

    @property
    def older_count(self) -> int:
        """The number of older rows."""
        return len(self._older_rows)

    def counts(self) -> UnhandledCounts:
        kinds = [list_of(row) for row in self._page.shown_rows()]
        leads, tips = kinds.count(ListKind.INCOMING), kinds.count(ListKind.TIPS)
        return UnhandledCounts(leads, tips, len(self._rows), len(self._older_rows))

    def set_tables(self, tables: Mapping[ListKind, Sequence[Row]]) -> None:
        """Show the unhandled rows of a report instead of what was shown."""
        self._rows = unhandled_rows(tables)
        self._is_filtered = False
        self._find_older_rows()
        self._show_rows()
        self._on_counted_rows_changed()

    def set_older_tables(self, tables: Mapping[ListKind, Sequence[Row]]) -> None:
        """Show the unhandled ones of some older rows too."""
        if tables != self._older_tables:
            self._older_tables = tables
            self._find_older_rows()
            info = self._shown.info
            if info is not None and not info.is_fetching:
                self._show_rows()

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
        self._show_rows()

    def _show_rows(self) -> None:
        rows = unhandled_rows(self._shown.own_rows) if self._is_filtered else self._rows
        self._page.set_uncounted(len(self._rows) - len(rows))
        self._page.set_rows([*self._older_rows, *rows])

    def _find_older_rows(self) -> None:
        """Find the unhandled older rows; a row that is of the period too is of that alone."""
        known = {row_id(row) for row in self._rows} - {None}
        rows = unhandled_rows(self._older_tables, is_older=True)
        self._older_rows = [row for row in rows if row_id(row) not in known]
