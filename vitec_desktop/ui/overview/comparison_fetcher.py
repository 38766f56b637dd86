"""Fetches the report of another period to compare the shown report with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.periods import previous_period, same_period_last_year
from vitec_desktop.report.report import Report
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress, FetchResult, ReportFetcher, ReportSelection
from vitec_desktop.ui.overview.comparison_period import ComparisonPeriod


@dataclass(frozen=True, slots=True)
class ComparisonState:
    """The chosen period and the reports fetched so far; handed to the window that replaces this one."""

    period: ComparisonPeriod
    reports: Mapping[ComparisonPeriod, Report]


class ComparisonFetcher(QObject):
    """Keeps the reports it has fetched until the shown report's selection changes.

    After `started` exactly one of `changed`, `cancelled`, `nothing_fetched` and `failed` is emitted. `changed` is also
    emitted when the report to compare with changes without a fetch. `nothing_fetched` carries a report without rows.
    """

    started = Signal()
    progressed = Signal(FetchProgress)
    changed = Signal()
    cancelled = Signal()
    nothing_fetched = Signal(Report)
    failed = Signal(Exception)

    def __init__(self, fetcher: ReportFetcher, parent: QObject | None = None) -> None:
        """`fetcher` must have no other user."""
        super().__init__(parent)
        self._fetcher = fetcher
        self._shown: ReportSelection | None = None
        self._period = ComparisonPeriod.NONE
        self._reports: dict[ComparisonPeriod, Report] = {}
        self._is_running = False
        fetcher.started.connect(self.started)
        fetcher.progressed.connect(self._on_progressed)
        fetcher.report_fetched.connect(self._on_report_fetched)
        fetcher.failed.connect(self._on_failed)

    @property
    def period(self) -> ComparisonPeriod:
        return self._period

    @property
    def is_running(self) -> bool:
        return self._is_running

    @property
    def report(self) -> Report | None:
        """The report to compare with; None if there is none (yet)."""
        return self._reports.get(self._period)

    def save_state(self) -> ComparisonState:
        """Return what another window needs to continue this comparison."""
        return ComparisonState(self._period, dict(self._reports))

    def restore_state(self, state: ComparisonState) -> None:
        """Continue another window's comparison of the same report."""
        self._reports = dict(state.reports)
        if state.period is not ComparisonPeriod.NONE:
            self.compare_with(state.period)

    def set_shown_selection(self, shown: ReportSelection | None) -> None:
        """Set the selection of the shown report; discard the fetched reports if it is another one."""
        if shown == self._shown:
            return
        self.cancel()
        self._shown = shown
        self._reports.clear()
        if self._period is not ComparisonPeriod.NONE:
            self._period = ComparisonPeriod.NONE
            self.changed.emit()

    def compare_with(self, period: ComparisonPeriod) -> None:
        """Compare with `period`; fetch its report unless it has been fetched before."""
        self.cancel()
        self._period = period
        selection = self._selection()
        if period is ComparisonPeriod.NONE or period in self._reports or selection is None:
            self.changed.emit()
            return
        self._is_running = True
        self._fetcher.start(selection)

    def cancel(self) -> None:
        """Cancel a running fetch and discard its rows: part of a period cannot be compared."""
        if self._is_running:
            self._is_running = False
            self._period = ComparisonPeriod.NONE
            self._fetcher.discard()
            self.cancelled.emit()

    def _selection(self) -> ReportSelection | None:
        """Return what to fetch; None for no period. Choose no period instead of one before the year 1."""
        if self._shown is None or self._period is ComparisonPeriod.NONE:
            return None
        shift = previous_period if self._period is ComparisonPeriod.PREVIOUS_PERIOD else same_period_last_year
        try:
            first_day, last_day = shift(self._shown.first_day, self._shown.last_day)
        except ValueError:
            self._period = ComparisonPeriod.NONE
            return None
        return replace(self._shown, first_day=first_day, last_day=last_day)

    def _on_progressed(self, progress: FetchProgress) -> None:
        if self._is_running:
            self.progressed.emit(progress)

    def _on_report_fetched(self, result: FetchResult) -> None:
        self._is_running = False
        if result.is_empty:
            self._period = ComparisonPeriod.NONE
            self.nothing_fetched.emit(result.report)
            return
        self._reports[self._period] = result.report
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self._period = ComparisonPeriod.NONE
        self.failed.emit(error)
