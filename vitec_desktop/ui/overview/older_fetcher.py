"""Fetches what was created in the 12 months before the shown report, for the rows of it that are still unhandled."""

from contextlib import suppress
from datetime import timedelta
from enum import StrEnum

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.periods import same_period_last_year
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress, FetchResult, ReportFetcher, ReportSelection
from vitec_desktop.ui.overview.comparison_fetcher import ComparisonFetcher


class OlderPhase(StrEnum):
    """What the fetcher does; it waits while a comparison is fetched: the service gets one fetch at a time."""

    IDLE = "idle"
    WAITING = "waiting"
    RUNNING = "running"


class OlderFetcher(QObject):
    """Keeps what it has fetched until another report is shown; nothing of it is saved to disk.

    What was fetched stays if a part of it fails or is cancelled; `start` fetches only that part again.
    """

    changed = Signal()  # the phase or the result
    progressed = Signal(FetchProgress)
    offices_missing = Signal()  # instead of a fetch: the connection of an office has been removed
    failed = Signal(Exception)  # before any request was sent, such as for a missing password

    def __init__(
        self, fetcher: ReportFetcher, comparison: ComparisonFetcher, connection_store: ConnectionStore, parent: QObject
    ) -> None:
        """`fetcher` must have no other user."""
        super().__init__(parent)
        self._fetcher = fetcher
        self._comparison = comparison
        self._connection_store = connection_store
        self._shown: FetchResult | None = None
        self._result: FetchResult | None = None
        self._phase = OlderPhase.IDLE
        fetcher.progressed.connect(self.progressed)
        fetcher.report_fetched.connect(self._on_fetched)
        fetcher.cancelled.connect(self._on_cancelled)
        fetcher.failed.connect(self._on_failed)
        connection_store.changed.connect(self._on_connections_changed)
        comparison.started.connect(self._on_comparison_started)
        for ended in (comparison.changed, comparison.cancelled, comparison.nothing_fetched, comparison.failed):
            ended.connect(self._on_comparison_ended)

    @property
    def phase(self) -> OlderPhase:
        return self._phase

    @property
    def is_running(self) -> bool:
        return self._phase is not OlderPhase.IDLE

    @property
    def result(self) -> FetchResult | None:
        """What was fetched, complete or not; None unless it was asked for."""
        return self._result

    def restore_result(self, result: FetchResult | None) -> None:
        """Go on with what another window has fetched for the same report."""
        self._set_state(OlderPhase.IDLE, result)

    def set_shown_result(self, shown: FetchResult | None) -> None:
        """Set the report that is shown; forget what was fetched for another one."""
        if shown is not self._shown:
            self._shown = shown
            self.clear()

    def start(self) -> None:
        """Fetch what is missing of the 12 months; do nothing while that runs, or if nothing is missing."""
        selection = self._selection()
        is_complete = self._result is not None and not self._result.report.failed_parts
        if self.is_running or is_complete or selection is None:
            return
        if not self._connection_store.can_fetch(selection.offices):
            self.offices_missing.emit()
        elif self._comparison.is_running:
            self._set_state(OlderPhase.WAITING, self._result)
        else:
            self._set_state(OlderPhase.RUNNING, self._result)
            self._fetcher.start(selection, self._result.part_results if self._result else None)

    def cancel(self) -> None:
        """Cancel, and keep what has arrived."""
        if self._phase is OlderPhase.WAITING:
            self._set_state(OlderPhase.IDLE, self._result)
        elif self._phase is OlderPhase.RUNNING:
            self._fetcher.cancel()

    def clear(self) -> None:
        """Cancel, and forget what was fetched."""
        self._set_state(OlderPhase.IDLE, None)
        self._fetcher.discard()

    def _selection(self) -> ReportSelection | None:
        """Return what to fetch; None without a report, or if it begins in the year 1."""
        if self._shown is None:
            return None
        own = self._shown.selection
        with suppress(ValueError):
            first_day, _ = same_period_last_year(own.first_day, own.first_day)
            return replace(own, first_day=first_day, last_day=own.first_day - timedelta(days=1))
        return None

    def _set_state(self, phase: OlderPhase, result: FetchResult | None) -> None:
        if (phase, result) != (self._phase, self._result):
            self._phase, self._result = phase, result
            self.changed.emit()

    def _on_connections_changed(self) -> None:
        selection = self._selection()
        if self.is_running and (selection is None or not self._connection_store.can_fetch(selection.offices)):
            self.cancel()

    def _on_comparison_started(self) -> None:
        """Let the comparison be fetched first, and then what is still missing here."""
        if self._phase is OlderPhase.RUNNING:
            self._phase = OlderPhase.WAITING
            self._fetcher.cancel()
            self.changed.emit()

    def _on_comparison_ended(self) -> None:
        if self._phase is OlderPhase.WAITING and not self._comparison.is_running and not self._fetcher.is_running:
            self._phase = OlderPhase.IDLE
            self.start()

    def _on_fetched(self, result: FetchResult) -> None:
        if self._phase is OlderPhase.RUNNING:
            self._set_state(OlderPhase.IDLE, result)

    def _on_cancelled(self, partial: FetchResult | None) -> None:
        if self._phase is OlderPhase.RUNNING:
            self._set_state(OlderPhase.IDLE, partial or self._result)
        elif self._phase is OlderPhase.WAITING:
            self._set_state(OlderPhase.WAITING, partial or self._result)
            self._on_comparison_ended()

    def _on_failed(self, error: Exception) -> None:
        if self.is_running:
            self._set_state(OlderPhase.IDLE, self._result)
            self.failed.emit(error)
