"""Fetching another period's report to compare with: on demand, apart from the report that is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.periods import previous_period, same_period_last_year
from vitec_desktop.report.report import Report
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress, FetchResult, ReportFetcher, ReportSelection
from vitec_desktop.ui.overview.comparison_period import ComparisonPeriod


@dataclass(frozen=True, slots=True)
class ComparisonState:
    """What is compared with, and the reports that are known for it."""

    period: ComparisonPeriod
    reports: Mapping[ComparisonPeriod, Report]


class ComparisonFetcher(QObject):
    """Keeps what it has fetched for as long as the shown report covers the same.

    `changed` when there is another report to compare with, or none any more. After `started` comes one of `changed`,
    `stopped` and `failed` (an exception; a report that came empty-handed goes out by `came_to_nothing`).
    """

    started = Signal()
    progressed = Signal(object)  # FetchNews
    changed = Signal()
    cancelled = Signal()
    nothing_fetched = Signal(object)  # Report
    failed = Signal(object)  # Exception

    def __init__(self, fetching: ReportFetcher, parent: QObject | None = None) -> None:
        """`fetching` is used by nobody else."""
        super().__init__(parent)
        self._fetching = fetching
        self._base: ReportSelection | None = None
        self._wanted = ComparisonPeriod.NONE
        self._known: dict[ComparisonPeriod, Report] = {}
        self._is_awaiting = False
        fetching.started.connect(self.started)
        fetching.progressed.connect(self._on_news)
        fetching.report_fetched.connect(self._on_fetched)
        fetching.failed.connect(self._on_failed)

    @property
    def period(self) -> ComparisonPeriod:
        return self._wanted

    @property
    def is_running(self) -> bool:
        return self._is_awaiting

    @property
    def report(self) -> Report | None:
        """What is compared with, once it is there."""
        return self._known.get(self._wanted)

    def save_state(self) -> ComparisonState:
        """What another window's comparison goes on with."""
        return ComparisonState(self._wanted, dict(self._known))

    def restore_state(self, former: ComparisonState) -> None:
        """Go on where another window's comparison of the same report stood."""
        self._known = dict(former.reports)
        if former.period is not ComparisonPeriod.NONE:
            self.compare_with(former.period)

    def set_shown_selection(self, base: ReportSelection | None) -> None:
        """Another report is shown: what is known of other periods holds only if it covers the same."""
        if base == self._base:
            return
        self.cancel()
        self._base = base
        self._known.clear()
        if self._wanted is not ComparisonPeriod.NONE:
            self._wanted = ComparisonPeriod.NONE
            self.changed.emit()

    def compare_with(self, wanted: ComparisonPeriod) -> None:
        """Compare with this, fetched first where it is not known yet."""
        self.cancel()
        self._wanted = wanted
        selection = self._selection()
        if wanted is ComparisonPeriod.NONE or wanted in self._known or selection is None:
            self.changed.emit()
            return
        self._is_awaiting = True
        self._fetching.start(selection)

    def cancel(self) -> None:
        """Give up a running fetch: a part of a period is nothing to compare with."""
        if self._is_awaiting:
            self._is_awaiting = False
            self._wanted = ComparisonPeriod.NONE
            self._fetching.cancel()
            self.cancelled.emit()

    def _selection(self) -> ReportSelection | None:
        """What to fetch; None where there is nothing, as before the calendar's beginning."""

        if self._base is None or self._wanted is ComparisonPeriod.NONE:
            return None
        earlier = previous_period if self._wanted is ComparisonPeriod.PREVIOUS_PERIOD else same_period_last_year
        try:
            first_day, last_day = earlier(self._base.first_day, self._base.last_day)
        except ValueError:
            self._wanted = ComparisonPeriod.NONE
            return None
        return replace(self._base, first_day=first_day, last_day=last_day)

    def _on_news(self, news: FetchProgress) -> None:
        if self._is_awaiting:
            self.progressed.emit(news)

    def _on_fetched(self, fetched: FetchResult) -> None:
        self._is_awaiting = False
        if fetched.is_empty:
            self._wanted = ComparisonPeriod.NONE
            self.nothing_fetched.emit(fetched.report)
            return
        self._known[self._wanted] = fetched.report
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        # What was stopped may still fail behind our back.
        if self._is_awaiting:
            self._is_awaiting = False
            self._wanted = ComparisonPeriod.NONE
            self.failed.emit(error)
