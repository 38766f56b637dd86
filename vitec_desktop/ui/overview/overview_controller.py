"""Keeps the overview up to date with the tables, and shows the rows behind a statistic in their table."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vitec_desktop.report.filters import RowFilter, add_row_filter
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.ui.common.jobs import Job, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.overview.texts import all_hidden_text, build_captions, no_rows_text
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.webservice.cancellation import CancellationToken

if TYPE_CHECKING:
    from vitec_desktop.report.statistics import Comparison
    from vitec_desktop.ui.overview.statistics_job import StatisticsRequest, StatisticsResult

UPDATE_DELAY = 60
"""Before statistics are computed, in milliseconds, so that several changes are computed at once."""

UPDATE_DELAY_WHILE_FETCHING = 400
_MAX_ROWS_IN_UI_THREAD = 5_000
"""More rows are counted in a worker thread."""


class OverviewController(QObject):
    """Computes the statistics of the rows shown, but only while the overview is visible."""

    error_occurred = Signal(Exception)
    overview_provided = Signal()  # after `provide_overview`

    def __init__(
        self,
        page: OverviewPage,
        shown: ShownReport,
        fetcher: ComparisonFetcher,
        connection_store: ConnectionStore,
        runner: JobRunner,
        language: Language,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._shown = shown
        self._fetcher = fetcher
        self._connection_store = connection_store
        self._runner = runner
        self._language = language
        self._job: Job | None = None
        self._is_stale = True
        self._is_requested = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._update)
        shown.info_changed.connect(self._on_info_changed)
        shown.current_list_changed.connect(self._on_current_list_changed)
        shown.rows_updated.connect(self._schedule_update)
        fetcher.changed.connect(self._schedule_update)
        page.filter_requested.connect(self._on_filter_requested)
        page.toolbar.clear_requested.connect(shown.clear_filters)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the overview shows the rows that the tables show now."""
        return not self._timer.isActive() and self._job is None

    def provide_overview(self) -> None:
        """Emit `overview_provided` once the page shows the current rows, even while another tab is open."""
        self._is_requested = True
        if self._is_stale:
            self._schedule_update()
        elif self.is_up_to_date:
            self._on_page_updated()

    # Statistics -----------------------------------------------------------------------------------------------

    def create_comparison_function(self, report: Report | None) -> "Callable[[], Comparison | None] | None":
        """Return a function for any thread that compares `report`, or the rows shown, with the chosen period.

        Return None if there is no report to compare with.
        """
        if self._fetcher.report is None or self._shown.info is None:
            return None
        request = self._create_request()
        if report is not None:
            request = replace(request, tables=report.tables, queries={})
        return lambda: _compute(request, CancellationToken()).comparison

    def _schedule_update(self) -> None:
        self._is_stale = True
        if self._shown.current_list is not None and not self._is_requested:
            return
        info = self._shown.info
        delay = UPDATE_DELAY_WHILE_FETCHING if info is not None and info.is_fetching else UPDATE_DELAY
        # A finished report must not wait for the longer delay that began during the fetch.
        if not self._timer.isActive() or self._timer.interval() > delay:
            self._timer.start(delay)

    def _on_info_changed(self) -> None:
        info = self._shown.info
        self._page.toolbar.set_actions_enabled(info is not None and not info.is_fetching)
        self._schedule_update()

    def _on_current_list_changed(self) -> None:
        if self._is_stale:
            self._schedule_update()

    def _update(self) -> None:
        """Show what the tables show now. Do nothing while one is sorting or filtering: `rows_updated` follows."""
        if self._job:
            self._job.cancel()
        if self._shown.info is None or self._shown.is_updating:
            return
        self._is_stale = False
        if not self._shown.shown_count:
            self._show_empty()
            return
        request = self._create_request()
        if request.row_count <= _MAX_ROWS_IN_UI_THREAD:
            self._show(_compute(request, CancellationToken()))
        else:
            self._start_job(request)

    def _create_request(self) -> "StatisticsRequest":
        from vitec_desktop.ui.overview.statistics_job import StatisticsRequest

        info, pages = self._shown.info, self._shown.pages
        assert info is not None
        queries = {kind: replace(page.model.query, sort=()) for kind, page in pages.items()}
        return StatisticsRequest(
            {kind: page.shown_rows() for kind, page in pages.items()},
            info,
            queries,
            None if info.is_fetching else self._fetcher.report,
            self._fetcher.period,
            self._language,
        )

    def _start_job(self, request: "StatisticsRequest") -> None:
        self._job = job = self._runner.create_job(lambda context: _compute(request, context.cancellation))
        job.finished.connect(self._on_job_finished)
        job.succeeded.connect(self._show)
        job.failed.connect(self.error_occurred)
        job.start()

    def _on_job_finished(self) -> None:
        self._job = None

    # The page -------------------------------------------------------------------------------------------------

    def _show(self, result: "StatisticsResult") -> None:
        from vitec_desktop.ui.overview.chart_builder import build_overview

        info = self._shown.info
        if info is None:
            return
        office_count = len(self._connection_store.offices)
        captions = build_captions(info, self._shown.counts, self._fetcher.report, office_count, self._language)
        self._page.show_overview(build_overview(result, captions, self._language))
        self._on_page_updated()

    def _on_page_updated(self) -> None:
        if self._is_requested:
            self._is_requested = False
            self.overview_provided.emit()

    def _show_empty(self) -> None:
        info, total = self._shown.info, self._shown.total_count
        assert info is not None
        if total:
            self._page.show_empty(all_hidden_text(total, self._language), self._page.toolbar.clear_requested)
        elif info.is_fetching:
            self._page.show_waiting()
        else:
            self._page.show_empty(no_rows_text(info.scope, self._language), self._page.period_change_requested)
        self._on_page_updated()

    def _on_filter_requested(self, row_filter: RowFilter) -> None:
        """Show the rows behind a statistic in their table, among those that it shows already."""
        model = self._shown.pages[row_filter.kind].model
        model.set_filters(add_row_filter(model.filters, row_filter))
        self._shown.list_requested.emit(row_filter.kind)


def _compute(request: "StatisticsRequest", cancellation: CancellationToken) -> "StatisticsResult":
    # Importing the statistics takes milliseconds that the first window does not need.
    from vitec_desktop.ui.overview.statistics_job import compute_overview_statistics

    return compute_overview_statistics(request, cancellation)
