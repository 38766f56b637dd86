"""Keeps the overview in step with the tables: it counts when they show other rows, and goes to a figure's rows."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vitec_desktop.report.filters import RowFilter, add_row_filter
from vitec_desktop.report.language import Language
from vitec_desktop.report.row_index import TableQuery
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.overview import texts as words
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.webservice.cancellation import CancellationToken

if TYPE_CHECKING:
    from vitec_desktop.report.report import Report
    from vitec_desktop.report.statistics import Comparison
    from vitec_desktop.ui.overview.chart_builder import StatisticsResult
    from vitec_desktop.ui.overview.statistics_job import StatisticsRequest

_PAUSE = 60
"""Milliseconds that several changes are waited for together."""

_GROWING_PAUSE = 400
_ROWS_AT_ONCE = 5_000
"""So many rows are counted in no time; more of them in a worker."""


class OverviewController(QObject):
    """Counts only while the overview is in sight."""

    error_occurred = Signal(object)  # Exception

    def __init__(
        self,
        page: OverviewPage,
        shown: ShownReport,
        comparing: ComparisonFetcher,
        workspace: ConnectionStore,
        runner: JobRunner,
        language: Language,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._shown = shown
        self._comparing = comparing
        self._workspace = workspace
        self._runner = runner
        self._language = language
        self._job: Job | None = None
        self._is_stale = True
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._count)
        self._connect()

    @property
    def is_up_to_date(self) -> bool:
        """Whether what is in sight is what the tables show now."""
        return not self._timer.isActive() and self._job is None

    def _connect(self) -> None:
        self._shown.info_changed.connect(self._on_info_changed)
        self._shown.current_list_changed.connect(self._on_tab_changed)
        self._shown.rows_updated.connect(self._plan)
        self._comparing.changed.connect(self._plan)
        self._page.filter_requested.connect(self._on_filter_wished)
        self._page.clear_requested.connect(self._on_clear_requested)

    # Counting -------------------------------------------------------------------------------------------------

    def _plan(self) -> None:
        self._is_stale = True
        if self._shown.current_list is not None:
            return
        is_growing = self._shown.info is not None and self._shown.info.is_fetching
        pause = _GROWING_PAUSE if is_growing else _PAUSE
        # What has just become whole does not wait out the long pause of while it grew.
        if not self._timer.isActive() or self._timer.interval() > pause:
            self._timer.start(pause)

    def _on_info_changed(self) -> None:
        info = self._shown.info
        is_whole = info is not None and not info.is_fetching
        self._page.toolbar.set_actions_enabled(compare=is_whole, take_along=is_whole)
        self._plan()

    def _on_tab_changed(self) -> None:
        if self._is_stale:
            self._plan()

    def _count(self) -> None:
        """Show what the tables show now; while one of them is still at work its `arranged` comes later."""
        if self._job:
            self._job.cancel()
        info = self._shown.info
        if info is None or self._shown.is_updating:
            return
        self._is_stale = False
        if not self._shown.shown_count:
            self._show_nothing()
            return
        order = self._order()
        if order.row_count <= _ROWS_AT_ONCE:
            from vitec_desktop.ui.overview.statistics_job import compute_overview_statistics

            self._show(compute_overview_statistics(order, CancellationToken()))
        else:
            self._count_in_worker(order)

    def _order(self) -> "StatisticsRequest":
        from vitec_desktop.ui.overview.statistics_job import StatisticsRequest

        info = self._shown.info
        assert info is not None
        pages = self._shown.pages
        return StatisticsRequest(
            {kind: page.shown_rows() for kind, page in pages.items()},
            info,
            {
                kind: TableQuery(
                    (), page.model.search_text, tuple(page.shown_column_numbers()), dict(page.model.filters)
                )
                for kind, page in pages.items()
            },
            None if info.is_fetching else self._comparing.report,
            self._comparing.period,
            self._language,
        )

    def create_comparison_function(self, report: "Report | None") -> "Callable[[], Comparison | None] | None":
        """How to set a report beside the period that is compared with, None where none is; to be called in a worker.

        Without a report it is the rows that the tables show.
        """
        if self._comparing.report is None or self._shown.info is None:
            return None
        order = self._order()
        if report is not None:
            order = replace(order, tables=report.tables, queries={})

        def compare() -> "Comparison | None":
            from vitec_desktop.ui.overview.statistics_job import compute_overview_statistics

            return compute_overview_statistics(order, CancellationToken()).comparison

        return compare

    def _count_in_worker(self, order: "StatisticsRequest") -> None:
        def work(context: JobContext) -> "StatisticsResult":
            from vitec_desktop.ui.overview.statistics_job import compute_overview_statistics

            return compute_overview_statistics(order, context.cancellation)

        self._job = job = self._runner.create_job(work)
        job.finished.connect(self._on_job_finished)
        job.succeeded.connect(self._show)
        job.failed.connect(self.error_occurred)
        job.start()

    def _on_job_finished(self) -> None:
        self._job = None

    # Showing --------------------------------------------------------------------------------------------------

    def _show(self, counted: "StatisticsResult") -> None:
        from vitec_desktop.ui.overview.captions import build_captions
        from vitec_desktop.ui.overview.chart_builder import build_overview

        info = self._shown.info
        if info is None:
            return
        offices = len(self._workspace.offices)
        surrounding = build_captions(info, self._shown.counts, self._comparing, offices, self._language)
        self._page.show_overview(build_overview(counted, surrounding, self._language))

    def _show_nothing(self) -> None:
        info, total = self._shown.info, self._shown.total_count
        assert info is not None
        if total:
            self._page.show_empty(words.all_hidden_text(total, self._language), self._page.clear_requested)
        elif info.is_fetching:
            self._page.show_waiting()
        else:
            self._page.show_empty(words.no_rows_text(info.scope, self._language), self._page.period_change_requested)

    # Going to the rows ----------------------------------------------------------------------------------------

    def _on_filter_wished(self, wish: RowFilter) -> None:
        """Show the figure's rows in their table, among those that it showed already."""
        model = self._shown.pages[wish.kind].model
        model.set_filters(add_row_filter(model.filters, wish))
        self._shown.list_requested.emit(wish.kind)

    def _on_clear_requested(self) -> None:
        self._shown.clear_filters()
