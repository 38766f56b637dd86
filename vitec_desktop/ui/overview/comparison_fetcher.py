"""Fetches the earlier periods that the shown report is compared with."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, SignalInstance

from vitec_desktop.report.periods import ComparisonPeriod
from vitec_desktop.report.report import Report
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress, FetchResult, ReportFetcher
from vitec_desktop.webservice.date_windows import split_period

if TYPE_CHECKING:
    from vitec_desktop.report.statistics import Days, EarlierPeriods


class ComparisonState(Struct, frozen=True):
    """The chosen period and the reports fetched so far; handed to the window that replaces this one."""

    period: ComparisonPeriod
    reports: tuple[Report, ...]


class ComparisonFetcher(QObject):
    """Fetches all earlier periods at once, whichever is chosen, and keeps them until another selection is shown.

    After `started` exactly one of `changed`, `cancelled`, `nothing_fetched` and `failed` is emitted. `changed` is also
    emitted when the report to compare with changes without a fetch. `nothing_fetched` carries a report without rows.
    `offices_missing` is emitted instead of `started` where the connection of an office has been removed. Nothing
    that is fetched here is saved to disk.
    """

    started = Signal()
    progressed = Signal(FetchProgress)
    changed = Signal()
    cancelled = Signal()
    nothing_fetched = Signal(Report)
    offices_missing = Signal()
    failed = Signal(Exception)

    def __init__(
        self, fetcher: ReportFetcher, connection_store: ConnectionStore, parent: QObject | None = None
    ) -> None:
        """`fetcher` must have no other user."""
        super().__init__(parent)
        self._fetcher = fetcher
        self._connection_store = connection_store
        self._shown: FetchResult | None = None
        self._period = ComparisonPeriod.NONE
        self._reports: tuple[Report, ...] = ()  # no day in two of them
        self._known_periods: EarlierPeriods | None = None  # of the shown report and these
        self._missing: Sequence[Days] = ()
        self._is_running = False
        self._waiting: list[Callable[[], object]] = []
        self._done_count = self._total_count = 0  # of parts, before those of the days that are being fetched
        fetcher.progressed.connect(self._on_progressed)
        fetcher.report_fetched.connect(self._on_report_fetched)
        fetcher.failed.connect(self._on_failed)
        connection_store.changed.connect(self._on_connections_changed)

    @property
    def period(self) -> ComparisonPeriod:
        return self._period

    @property
    def shown_report(self) -> Report | None:
        """The report that is compared; None for none."""
        return self._shown.report if self._shown else None

    @property
    def is_running(self) -> bool:
        return self._is_running

    @property
    def earlier_periods(self) -> "EarlierPeriods | None":
        """The earlier periods of the shown report, as far as they are known; None while it is not compared."""
        if self._shown is None or self._period is ComparisonPeriod.NONE:
            return None
        if self._known_periods is None:
            from vitec_desktop.report.statistics import build_earlier_periods

            self._known_periods = build_earlier_periods(self._shown.report, self._reports)
        return self._known_periods

    @property
    def report(self) -> Report | None:
        """The report to compare with; None if there is none (yet)."""
        periods = self.earlier_periods
        if periods is None:
            return None
        return periods.before if self._period is ComparisonPeriod.PREVIOUS_PERIOD else periods.last_year

    def save_state(self) -> ComparisonState:
        """Return what another window needs to continue this comparison."""
        return ComparisonState(self._period, self._reports)

    def restore_state(self, state: ComparisonState) -> None:
        """Continue another window's comparison of the same report."""
        self._reports, self._known_periods = state.reports, None
        if state.period is not ComparisonPeriod.NONE:
            self.compare_with(state.period)

    def set_shown_result(self, shown: FetchResult | None) -> None:
        """Set the report that is shown; discard the fetched reports if they were of another selection."""
        if shown is self._shown:
            return
        is_same_selection = shown and self._shown and shown.selection == self._shown.selection
        if not is_same_selection:
            self.cancel()
            self._reports = ()
        self._shown, self._known_periods = shown, None
        if not is_same_selection and self._period is not ComparisonPeriod.NONE:
            self._period = ComparisonPeriod.NONE
            self.changed.emit()

    def compare_with(self, period: ComparisonPeriod) -> None:
        """Compare with `period`; fetch what is missing of the earlier periods."""
        self.cancel()
        self._period = period
        self._missing = self._find_missing_days()
        if not self._missing:
            if self.report is None:
                self._period = ComparisonPeriod.NONE  # such as for a period before the year 1
            self.changed.emit()
        elif not self._can_fetch:
            self._end(self.changed if self.report else self.offices_missing)
        else:
            self._is_running = True
            self._done_count, self._total_count = 0, sum(map(self._count_parts, self._missing))
            self.started.emit()
            self._fetch_next_days()

    def cancel(self) -> None:
        """Cancel a running fetch and discard the rows of a part of a period: they cannot be compared."""
        if self._is_running:
            self._is_running = False
            self._fetcher.discard()
            self._end(self.cancelled)

    def when_ended(self, action: Callable[[], object]) -> None:
        """Call `action` when the running fetch has ended in any way; at once if none runs."""
        if self._is_running:
            self._waiting.append(action)
        else:
            action()

    def _find_missing_days(self) -> Sequence["Days"]:
        if self._shown is None or self._period is ComparisonPeriod.NONE:
            return ()
        from vitec_desktop.report.statistics import days_to_fetch

        known = [one.scope for one in self._reports]
        return [
            (first, last)
            for first, last in days_to_fetch(self._shown.report)
            if not any(scope.first_day <= first and last <= scope.last_day for scope in known)
        ]

    def _count_parts(self, days: "Days") -> int:
        return len(split_period(*days)) * len(self._shown.selection.offices) if self._shown else 0

    @property
    def _can_fetch(self) -> bool:
        """Whether there is still a connection for all offices of the report."""
        return self._shown is not None and self._connection_store.can_fetch(self._shown.selection.offices)

    def _fetch_next_days(self) -> None:
        assert self._shown is not None
        first_day, last_day = self._missing[0]
        self._fetcher.start(replace(self._shown.selection, first_day=first_day, last_day=last_day))

    def _end(self, signal: SignalInstance, *values: object) -> None:
        """Emit how a fetch ended; without its report there is nothing to compare with."""
        self._is_running = False
        if self.report is None:
            self._period = ComparisonPeriod.NONE
        signal.emit(*values)
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action()

    def _on_connections_changed(self) -> None:
        if self._is_running and not self._can_fetch:
            self.cancel()

    def _on_progressed(self, progress: FetchProgress) -> None:
        if self._is_running:
            done = self._done_count + progress.done
            self.progressed.emit(replace(progress, done=done, total=max(done, self._total_count), seconds_left=None))

    def _on_report_fetched(self, result: FetchResult) -> None:
        if not self._is_running:
            return
        if not result.is_empty:
            self._add_report(result.report)
        self._done_count += self._count_parts(self._missing[0])
        self._missing = self._missing[1:]
        from vitec_desktop.report.statistics import is_given_up

        if self._missing and self._can_fetch and not result.is_empty and not is_given_up(result.report):
            self._fetch_next_days()
        elif self.report is None:
            self._end(self.nothing_fetched, result.report)
        else:
            self._end(self.changed)

    def _add_report(self, report: Report) -> None:
        first, last = report.scope.first_day, report.scope.last_day
        others = (one for one in self._reports if one.scope.last_day < first or one.scope.first_day > last)
        self._reports, self._known_periods = (*others, report), None

    def _on_failed(self, error: Exception) -> None:
        if self._is_running:
            self._end(self.failed, error)
