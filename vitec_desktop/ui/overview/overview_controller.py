"""Keeps the overview in step with the tables: it counts when they show other rows, and goes to a figure's rows."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vitec_desktop.report.language import Language
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.overview import texts as words
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.overview.report_info import ShownCount
from vitec_desktop.ui.window.report_tabs import ReportTabs
from vitec_desktop.webservice.cancellation import CancellationToken

if TYPE_CHECKING:
    from vitec_desktop.report.report import Report
    from vitec_desktop.report.statistics import Comparison, RowFilter
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
        tabs: ReportTabs,
        comparing: ComparisonFetcher,
        workspace: ConnectionStore,
        runner: JobRunner,
        language: Language,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._page = tabs.overview
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
        self._tabs.basis_changed.connect(self._on_basis_changed)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        for page in self._tabs.pages.values():
            page.model.rows_updated.connect(self._plan)
        self._comparing.changed.connect(self._plan)
        self._page.filter_requested.connect(self._on_filter_wished)
        self._page.clear_requested.connect(self._on_clear_requested)

    # Counting -------------------------------------------------------------------------------------------------

    def _plan(self) -> None:
        self._is_stale = True
        if self._page is not self._tabs.currentWidget():
            return
        is_growing = self._tabs.basis is not None and self._tabs.basis.is_fetching
        pause = _GROWING_PAUSE if is_growing else _PAUSE
        # What has just become whole does not wait out the long pause of while it grew.
        if not self._timer.isActive() or self._timer.interval() > pause:
            self._timer.start(pause)

    def _on_basis_changed(self) -> None:
        basis = self._tabs.basis
        is_whole = basis is not None and not basis.is_fetching
        self._page.toolbar.set_actions_enabled(compare=is_whole, take_along=is_whole)
        self._plan()

    def _on_tab_changed(self) -> None:
        if self._is_stale:
            self._plan()

    def _count(self) -> None:
        """Show what the tables show now; while one of them is still at work its `arranged` comes later."""
        if self._job:
            self._job.cancel()
        basis = self._tabs.basis
        if basis is None or any(page.model.is_updating for page in self._tabs.pages.values()):
            return
        self._is_stale = False
        if not self._tabs.shown_count:
            self._show_nothing()
            return
        order = self._order()
        if order.row_count <= _ROWS_AT_ONCE:
            from vitec_desktop.ui.overview.statistics_job import compute_overview_statistics

            self._show(compute_overview_statistics(order, CancellationToken()))
        else:
            self._count_in_worker(order)

    def _order(self) -> "StatisticsRequest":
        from vitec_desktop.ui.overview.filter_set import FilterSet
        from vitec_desktop.ui.overview.statistics_job import StatisticsRequest

        basis = self._tabs.basis
        assert basis is not None
        pages = self._tabs.pages
        return StatisticsRequest(
            {kind: page.shown_rows() for kind, page in pages.items()},
            basis,
            {
                kind: FilterSet(page.model.search_text, tuple(page.shown_column_numbers()), dict(page.model.filters))
                for kind, page in pages.items()
            },
            None if basis.is_fetching else self._comparing.report,
            self._comparing.period,
            self._language,
        )

    def create_comparison_function(self, report: "Report | None") -> "Callable[[], Comparison | None] | None":
        """How to set a report beside the period that is compared with, None where none is; to be called in a worker.

        Without a report it is the rows that the tables show.
        """
        if self._comparing.report is None or self._tabs.basis is None:
            return None
        order = self._order()
        if report is not None:
            order = replace(order, tables=report.tables, filter_sets={})

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

        basis = self._tabs.basis
        if basis is None:
            return
        offices = len(self._workspace.offices)
        surrounding = build_captions(basis, self._shown_counts(), self._comparing, offices, self._language)
        self._page.show_overview(build_overview(counted, surrounding, self._language))

    def _show_nothing(self) -> None:
        basis, total = self._tabs.basis, self._tabs.total_count
        assert basis is not None
        if total:
            self._page.show_empty(words.all_hidden_text(total, self._language), self._page.clear_requested)
        elif basis.is_fetching:
            self._page.show_waiting()
        else:
            self._page.show_empty(words.no_rows_text(basis.scope, self._language), self._page.period_change_requested)

    def _shown_counts(self) -> tuple[ShownCount, ...]:
        return tuple(
            ShownCount(kind, page.model.rowCount(), page.model.total_count) for kind, page in self._tabs.pages.items()
        )

    # Going to the rows ----------------------------------------------------------------------------------------

    def _on_filter_wished(self, wish: "RowFilter") -> None:
        """Show the figure's rows in their table, among those that it showed already."""
        from vitec_desktop.ui.overview.filter_set import add_filter

        page = self._tabs.pages[wish.kind]
        page.model.set_filters(add_filter(page.model.filters, wish))
        self._tabs.setCurrentWidget(page)
        page.view.setFocus()

    def _on_clear_requested(self) -> None:
        for page in self._tabs.pages.values():
            page.clear_filters()
