"""Fills the table of unhandled rows: with those of all lists, or of the rows that count in the overview."""

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.columns import Value
from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps
from vitec_desktop.report.tables import UnhandledCounts, count_of_list, row_id, unhandled_row_steps
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.ui.table.table_changes import TableChanges
from vitec_desktop.webservice.models import ListKind

_MAX_SYNCHRONOUS_ROWS = 1_000
_ROWS_PER_STEP = 5_000

Tables = Mapping[ListKind, Sequence[Row]]


class _JoinedRows(Struct, frozen=True):
    """Unhandled rows as the joined table shows them.

    Attributes:
        every: those of the report, whatever counts in the overview.
        counted: those of them that count.
        older: those that were created before the report's period.
        lead_count: how many of the counted and the older ones are leads.
    """

    every: Sequence[Row] = ()
    counted: Sequence[Row] = ()
    older: Sequence[Row] = ()
    lead_count: int = 0


class UnhandledRows(QObject):
    """Keeps the table up to date with the report, and with the filters while they count in the overview.

    Older rows, which the user asked for, are shown besides; they count nowhere. Rows by the thousands are joined in
    slices between the window's events, and the old ones stay visible until then.
    """

    updated = Signal()  # the table has the rows of the report and of the filters

    def __init__(self, shown: ShownReport, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown
        self._page = shown.unhandled
        self._tables: Tables = {}
        self._older_tables: Tables = {}
        self._change_texts: Mapping[Row, str] = {}
        self._is_filtered = False
        self._joined = _JoinedRows()
        self._joined_tables: Tables | None = None  # whose rows `_joined.every` are
        self._runner = IncrementalRunner(self)
        self._page.count_all_requested.connect(lambda: shown.set_counting_filters(False))
        shown.rows_updated.connect(self._on_counted_rows_changed)
        shown.filters_changed.connect(self._on_counted_rows_changed)
        shown.info_changed.connect(self._on_counted_rows_changed)

    @property
    def is_updating(self) -> bool:
        """Whether the table does not yet have the rows of the report and of the filters."""
        return self._runner.is_running

    @property
    def older_count(self) -> int:
        """The number of older rows."""
        return len(self._joined.older)

    def counts(self) -> UnhandledCounts:
        model, joined = self._page.model, self._joined
        if self.is_updating:  # the table has the rows of before, or those that have arrived
            return UnhandledCounts(model.shown_count, model.total_count, 0)
        return UnhandledCounts(model.shown_count, len(joined.every), len(joined.older))

    def lead_count(self) -> int:
        """Return how many of the rows shown are leads, which takes milliseconds while some are hidden."""
        model = self._page.model
        is_known = model.shown_count == model.total_count and not self.is_updating
        return self._joined.lead_count if is_known else count_of_list(ListKind.INCOMING, model.shown_rows())

    def set_tables(self, tables: Tables, texts: Mapping[Row, str] | None = None) -> None:
        """Show the unhandled rows of a report instead of what was shown; `texts` says what has changed in a row."""
        self._change_texts = texts or {}
        self._tables, self._joined_tables, self._is_filtered = tables, None, False
        self._join()
        self._on_counted_rows_changed()

    def set_older_tables(self, tables: Tables) -> None:
        """Show the unhandled ones of some older rows too."""
        if tables != self._older_tables:
            self._older_tables = tables
            info = self._shown.info
            if info is not None and not info.is_fetching:
                self._join()

    def clear(self) -> None:
        """Forget the report; the page shows why there are no rows."""
        self._runner.cancel()
        self._tables, self._joined_tables, self._is_filtered, self._joined = {}, None, False, _JoinedRows()

    def _on_counted_rows_changed(self) -> None:
        info, is_counting = self._shown.info, self._shown.is_counting_filters
        if info is None or info.is_fetching or self._shown.is_updating or not (is_counting or self._is_filtered):
            return
        self._is_filtered = is_counting
        self._join()

    def _join(self) -> None:
        count = sum(len(rows) for tables in (self._tables, self._older_tables) for rows in tables.values())
        first_slice = math.inf if count <= _MAX_SYNCHRONOUS_ROWS else 0.0
        self._runner.start(self._join_steps(), self._show, first_slice)

    def _join_steps(self) -> Steps[_JoinedRows]:
        tables = self._tables
        if self._joined_tables is not tables:
            self._joined, self._joined_tables = _JoinedRows((yield from unhandled_row_steps(tables))), tables
        every = self._joined.every
        older = yield from self._older_row_steps(every)
        counted = every
        if self._is_filtered:
            own_rows = yield from self._shown.own_row_steps()
            counted = yield from unhandled_row_steps(own_rows)
        lead_count = 0
        for rows in (older, counted):
            for start in range(0, len(rows), _ROWS_PER_STEP):
                lead_count += count_of_list(ListKind.INCOMING, rows[start : start + _ROWS_PER_STEP])
                yield
        return _JoinedRows(every, counted, older, lead_count)

    def _older_row_steps(self, rows: Sequence[Row]) -> Steps[Sequence[Row]]:
        """Return the unhandled older rows; a row that is of the period too is of that alone."""
        older = yield from unhandled_row_steps(self._older_tables, is_older=True)
        if not older:
            return older
        known: set[Value] = set()
        for start in range(0, len(rows), _ROWS_PER_STEP):
            known.update(map(row_id, rows[start : start + _ROWS_PER_STEP]))
            yield
        return [row for row in older if row_id(row) is None or row_id(row) not in known]

    def _show(self, joined: _JoinedRows) -> None:
        self._joined = joined
        self._page.set_uncounted(len(joined.every) - len(joined.counted))
        self._page.set_rows([*joined.older, *joined.counted], TableChanges(texts=self._change_texts))
        self.updated.emit()
