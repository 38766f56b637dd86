"""Keeps the overview up to date with the report, and shows the rows behind a statistic in their table."""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.row_index import TableQuery
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.ui.common.jobs import Job, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.overview.texts import OverviewCaptions, all_hidden_text, build_captions, no_rows_text
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind

if TYPE_CHECKING:
    from vitec_desktop.report.statistics import EarlierPeriods
    from vitec_desktop.ui.overview.statistics_job import StatisticsRequest, StatisticsResult

UPDATE_DELAY = 60
"""Before other statistics are computed, in milliseconds, so that several changes are computed at once."""

UPDATE_DELAY_WHILE_FETCHING = 400
_MAX_ROWS_IN_UI_THREAD = 1_000
"""More rows are counted in a worker thread."""

_MODULES = tuple(f"vitec_desktop.ui.overview.{name}" for name in ("statistics_job", "chart_builder", "dashboard"))
"""What the first overview needs, and the headings of groups too: some tenths of a second to import, which the window
must not stand still for."""


class OverviewController(QObject):
    """Computes the statistics of the report, but only while the overview is visible.

    What the tables show does not matter, unless the user wants to count by his own filters.
    """

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
        self._content: tuple[StatisticsRequest, int] | None = None  # what the page shows, and of how many offices
        self._office_count = 0  # that could be chosen when the report was fetched
        self._is_stale = True
        self._is_requested = False
        self._is_importing = False
        self._incremental = IncrementalRunner(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._update)
        shown.info_changed.connect(self._on_info_changed)
        shown.current_list_changed.connect(self._on_current_list_changed)
        shown.rows_updated.connect(self._schedule_update)
        shown.filters_changed.connect(self._schedule_update)
        fetcher.changed.connect(self._schedule_update)
        page.filter_requested.connect(shown.show_temporary_view)
        page.toolbar.clear_requested.connect(shown.clear_filters)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the overview shows the rows that count now."""
        is_waiting = self._timer.isActive() or self._is_importing
        return not is_waiting and self._job is None and not self._incremental.is_running

    def prepare(self) -> None:
        """Import what the overview needs in a worker thread, and update it then if it is wanted."""
        if self._is_importing or all(name in sys.modules for name in _MODULES):
            return
        self._is_importing = True
        job = self._runner.create_job(lambda context: [import_module(name) for name in _MODULES])
        job.succeeded.connect(self._on_imported)
        job.failed.connect(self.error_occurred)
        job.start()

    def _on_imported(self) -> None:
        self._is_importing = False
        if self._is_wanted:
            self._update()

    def provide_overview(self) -> None:
        """Emit `overview_provided` once the page shows the current rows, even while another tab is open."""
        self._is_requested = True
        if self._is_stale:
            self._schedule_update()
        elif self.is_up_to_date:
            self._on_page_updated()

    # Statistics -----------------------------------------------------------------------------------------------

    def create_earlier_periods_function(self, report: Report | None) -> "Callable[[], EarlierPeriods | None]":
        """Return a function for any thread with the earlier periods of `report`, or of the rows shown.

        Their rows pass the same filters. It returns None while the report is not compared.
        """
        periods = self._fetcher.earlier_periods
        if periods is None or self._shown.info is None or report is not None:
            return lambda: periods
        request = self._create_request(self._shown.all_rows, self._shown_queries)
        return lambda: _filter_earlier_periods(periods, request)

    @property
    def _shown_queries(self) -> dict[ListKind, TableQuery]:
        """What each table shows."""
        return {kind: page.model.query.unordered for kind, page in self._shown.pages.items()}

    @property
    def _is_wanted(self) -> bool:
        return self._shown.current_list is None or self._is_requested

    def _schedule_update(self) -> None:
        self._is_stale = True
        if not self._is_wanted:
            return
        info = self._shown.info
        if info is not None and info.is_fetching:
            delay = UPDATE_DELAY_WHILE_FETCHING
        else:
            delay = UPDATE_DELAY if self._page.is_showing_overview else 0
        # A finished report must not wait for the longer delay that began during the fetch.
        if not self._timer.isActive() or self._timer.interval() > delay:
            self._timer.start(delay)

    def _on_info_changed(self) -> None:
        info = self._shown.info
        self._content = None  # the rows of before are freed in slices now: if this kept them, later all at once
        if info is None:
            self._incremental.cancel()
        else:
            self.prepare()
        self._office_count = len(self._connection_store.offices)
        self._page.toolbar.set_actions_enabled(info is not None and not info.is_fetching)
        self._schedule_update()

    def _on_current_list_changed(self) -> None:
        if self._is_stale:
            self._schedule_update()

    def _update(self) -> None:
        """Show the rows that count now. Do nothing while a table is sorting or filtering: `rows_updated` follows."""
        self._timer.stop()
        if self._job:
            self._job.cancel()
        info = self._shown.info
        if info is not None and info.is_fetching and self._incremental.is_running:
            self._schedule_update()  # while rows arrive all the time, no overview would be shown to its end
            return
        self._incremental.cancel()
        if info is None or self._shown.is_updating or self._is_importing:
            return
        self._is_stale = False
        if not self._shown.counted_count:
            self._show_empty()
            return
        if not all(name in sys.modules for name in _MODULES):
            self.prepare()
            return
        request = self._create_request(self._shown.all_rows, self._shown.counted_queries)
        if self._page.is_showing_overview and self._content == (request, self._office_count):
            self._on_page_updated()  # only a table has changed, which does not count
        elif request.row_count <= _MAX_ROWS_IN_UI_THREAD:
            self._show(request, _compute(request, CancellationToken()))
        else:
            self._start_job(request)

    def _create_request(
        self, tables: Mapping[ListKind, Sequence[Row]], queries: Mapping[ListKind, TableQuery]
    ) -> "StatisticsRequest":
        from vitec_desktop.ui.overview.statistics_job import StatisticsRequest

        info = self._shown.info
        assert info is not None
        return StatisticsRequest(
            tables,
            info,
            queries,
            None if info.is_fetching else self._fetcher.report,
            self._fetcher.period,
            self._language,
        )

    def _start_job(self, request: "StatisticsRequest") -> None:
        self._job = job = self._runner.create_job(lambda context: _compute(request, context.cancellation))
        job.finished.connect(self._on_job_finished)
        job.succeeded.connect(lambda result: self._show(request, result))
        job.failed.connect(self.error_occurred)
        job.start()

    def _on_job_finished(self) -> None:
        self._job = None

    # The page -------------------------------------------------------------------------------------------------

    def _show(self, request: "StatisticsRequest", result: "StatisticsResult") -> None:
        info = self._shown.info
        if info is None:
            return
        content = request, self._office_count
        captions = build_captions(info, self._shown.counts, self._fetcher.report, self._office_count, self._language)
        self._content = None
        self._incremental.start(self._show_steps(result, captions), lambda _: self._on_shown(content))

    def _show_steps(self, result: "StatisticsResult", captions: OverviewCaptions) -> Steps[None]:
        from vitec_desktop.ui.overview.chart_builder import build_overview

        overview = build_overview(result, captions, self._language)
        yield
        yield from self._page.show_overview_steps(overview)

    def _on_shown(self, content: "tuple[StatisticsRequest, int]") -> None:
        self._content = content
        self._on_page_updated()

    def _on_page_updated(self) -> None:
        if self._is_requested:
            self._is_requested = False
            self.overview_provided.emit()

    def _show_empty(self) -> None:
        info, total = self._shown.info, self._shown.total_count
        assert info is not None
        if total:
            models = [page.model for page in self._shown.pages.values() if page.model.is_filtered]
            is_by_search = all(model.hides_by_search_only for model in models)
            empty = all_hidden_text(total, self._language, is_by_search=is_by_search)
            self._page.show_empty(empty, self._page.toolbar.clear_requested)
        elif info.is_fetching:
            self._page.show_waiting()
        else:
            action = self._page.correction_requested if info.missing else self._page.period_change_requested
            self._page.show_empty(no_rows_text(info, self._language), action)
        self._on_page_updated()


def _compute(request: "StatisticsRequest", cancellation: CancellationToken) -> "StatisticsResult":
    # Importing the statistics takes milliseconds that the first window does not need.
    from vitec_desktop.ui.overview.statistics_job import compute_overview_statistics

    return compute_overview_statistics(request, cancellation)


def _filter_earlier_periods(periods: "EarlierPeriods", request: "StatisticsRequest") -> "EarlierPeriods":
    from vitec_desktop.ui.overview.statistics_job import filter_earlier_periods

    return filter_earlier_periods(periods, request)
