"""Fetches a report: one at a time, on worker threads, with rows as they arrive.

From the button to the rows of a table:

1. The fetch button: `CommandBar.fetch_requested`, `ReportController.fetch`, `ReportFetcher.start`.
2. A job thread gets the passwords (from the keyring's thread), sends the requests (`webservice.fetch`) and makes table
   rows of each result.
3. Qt queues each result for the UI thread, where `ReportFetcher` emits `progressed` at most ten times a second:
   `ReportController`, `ReportTabs.append_rows` and the table's model, which sorts and filters the rows in slices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from vitec_desktop.report.report import Report, Row, build_report, build_rows
from vitec_desktop.report.tables import JoinedTable, TableKind, unhandled_rows
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore, PasswordNeeded, SelectableOffice
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import SignInRefused
from vitec_desktop.webservice.models import ActiveStatus, WireRow
from vitec_desktop.webservice.request import ReportRequest, ReportScope
from vitec_desktop.webservice.result import (
    FailedPart,
    FetchedReport,
    PartProgress,
    PartResult,
    RequestPart,
    WaitProgress,
)
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_today

if TYPE_CHECKING:
    from vitec_desktop.archive.snapshot import Snapshot

KEYRING_NOTICE_DELAY = 3_000
"""Milliseconds after which a fetch says that it waits for the keyring."""

_PROGRESS_INTERVAL = 100
"""Least milliseconds between two `progressed`: showing hundreds of parts that end at once one by one takes seconds."""


class ReportSelection(Struct, frozen=True):
    """The report that the user asks for: offices, period with both days included, and status."""

    offices: tuple[SelectableOffice, ...]
    first_day: date
    last_day: date
    status: ActiveStatus

    @property
    def is_reversed(self) -> bool:
        """Whether the period ends before it begins, as days typed by hand can; such a report cannot be fetched."""
        return self.first_day > self.last_day

    @property
    def is_sample(self) -> bool:
        """Whether the report is one of the sample service."""
        return any(office.is_demo for office in self.offices)

    @property
    def scope(self) -> ReportScope:
        customers = tuple(office.customer for office in self.offices)
        return ReportScope(customers, self.first_day, self.last_day, self.status)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """A fetched report, complete or not; a later fetch need not request `part_results` again.

    A report that was saved earlier has none, but a `saved_id`. `snapshot` is what is saved of a report.
    """

    selection: ReportSelection
    report: Report
    part_results: Mapping[RequestPart, PartResult] = field(repr=False)
    snapshot: "Snapshot | None" = field(default=None, repr=False, compare=False)
    saved_id: str = ""

    def has_offices(self, offices: Sequence[SelectableOffice]) -> bool:
        """Whether the report is of these offices; names do not matter, nor their order."""
        own = self.selection.offices
        is_known = {office.customer.id for office in own} == {customer.id for customer in self.report.scope.customers}
        return is_known and {office.key for office in own} == {office.key for office in offices}

    @property
    def is_empty(self) -> bool:
        """Whether not one part could be fetched."""
        return not (self.part_results or self.report.is_saved)

    def row_lists(self) -> list[Sequence[Row] | Sequence[WireRow]]:
        """Return the rows of each list, and those that the service sent."""
        wire_rows = self.snapshot.rows if self.snapshot else {}
        return [*self.report.tables.values(), *wire_rows.values()]


class FetchProgress(Struct):
    """How far a fetch has come, and what it has brought since the previous progress.

    Attributes:
        done: parts that are done, failed ones included.
        total: parts in all.
        active_part: a part that is being fetched; None at the end.
        seconds_left: estimated from the parts so far; None before there are enough of them.
        rows: the rows that are new; the unhandled ones of them are joined already.
        failed_parts: the parts that have failed.
        wait: why and until when nothing is sent at the moment; None while requests run.
    """

    done: int
    total: int
    active_part: RequestPart | None
    seconds_left: float | None
    rows: dict[TableKind, list[Row]]
    failed_parts: list[FailedPart]
    wait: WaitProgress | None = None

    def add(self, later: "FetchProgress") -> None:
        """Add what a later progress has brought."""
        self.done, self.total = later.done, later.total
        self.active_part, self.seconds_left, self.wait = later.active_part, later.seconds_left, later.wait
        for kind, rows in later.rows.items():
            self.rows.setdefault(kind, []).extend(rows)
        self.failed_parts.extend(later.failed_parts)


class ReportFetcher(QObject):
    """Fetches one report at a time.

    After `started`, `finished` is emitted once, as soon as another fetch can start. Then exactly one of
    `report_fetched`, `cancelled` and `failed` is emitted.
    """

    started = Signal()
    keyring_awaited = Signal()  # it has taken so long that its user may have to confirm
    progressed = Signal(FetchProgress)
    finished = Signal()
    report_fetched = Signal(FetchResult)  # complete or not
    cancelled = Signal(object)  # FetchResult of the parts that were fetched, or None where there are none
    failed = Signal(Exception)  # no password, no keyring, or a bug

    def __init__(
        self,
        session: Session,
        connection_store: ConnectionStore,
        runner: JobRunner,
        parent: QObject | None = None,
        *,
        takes_snapshots: bool = False,
    ) -> None:
        """`takes_snapshots`: each result has its snapshot."""
        super().__init__(parent)
        self._takes_snapshots = takes_snapshots
        self._session = session
        self._connection_store = connection_store
        self._runner = runner
        self._selection: ReportSelection | None = None
        self._job: Job | None = None
        self._partial_job: Job | None = None
        self._fetch: _Fetch | None = None
        self._new_progress: FetchProgress | None = None
        self._keyring_timer = QTimer(self, singleShot=True)
        self._keyring_timer.setInterval(KEYRING_NOTICE_DELAY)
        self._keyring_timer.timeout.connect(self._on_keyring_slow)
        self._progress_timer = QTimer(self, singleShot=True)
        self._progress_timer.setInterval(_PROGRESS_INTERVAL)
        self._progress_timer.timeout.connect(self._emit_progress)

    @property
    def selection(self) -> ReportSelection | None:
        """What is being fetched; None while nothing is."""
        return self._selection

    @property
    def is_running(self) -> bool:
        return self._selection is not None

    @property
    def is_building_partial(self) -> bool:
        """Whether a report is being made of what a cancelled fetch has brought; `cancelled` or `failed` ends that."""
        return self._partial_job is not None and self._partial_job.is_running

    def start(self, selection: ReportSelection, known: Mapping[RequestPart, PartResult] | None = None) -> None:
        """Start to fetch a report, without requesting the parts in `known` again. Do nothing while a fetch runs."""
        if self.is_running:
            return
        self._cancel_partial_job()
        self._selection = selection
        self._fetch = fetch = _Fetch(
            self._session, self._connection_store, selection, known or {}, takes_snapshot=self._takes_snapshots
        )
        self._job = job = self._runner.create_job(fetch.run)
        job.progressed.connect(self._on_part_done)
        job.succeeded.connect(lambda result: self._finish(self.report_fetched, result))
        job.failed.connect(lambda error: self._finish(self.failed, error))
        job.cancelled.connect(lambda: self._on_cancelled(fetch))
        self.started.emit()
        self._keyring_timer.start()
        job.start()

    def cancel(self) -> None:
        """Cancel the fetch; `finished` has been emitted on return, whatever the service does."""
        if self._job and self.is_running:
            self._job.cancel()

    def discard(self) -> None:
        """Cancel the fetch; the parts that were fetched are not reported."""
        self.cancel()
        self._cancel_partial_job()

    def _cancel_partial_job(self) -> None:
        if self._partial_job and self._partial_job.is_running:
            self._partial_job.cancel()
        self._partial_job = None

    def _on_part_done(self, progress: FetchProgress) -> None:
        if self._new_progress:
            self._new_progress.add(progress)
        else:
            self._new_progress = progress
        if not self._progress_timer.isActive():
            self._emit_progress()

    def _emit_progress(self) -> None:
        progress, self._new_progress = self._new_progress, None
        if progress:
            self._progress_timer.start()
            self.progressed.emit(progress)

    def _on_cancelled(self, fetch: "_Fetch") -> None:
        self._new_progress = None
        if fetch.awaited_password and not self._keyring_timer.isActive():
            # The user knows that the keyring was awaited, and can give the password by hand.
            self._finish(self.failed, fetch.awaited_password)
            return
        if fetch.part_results:
            self._partial_job = self._runner.start_job(fetch.build_partial_result, self.cancelled, self.failed)
            self._finish()
        else:
            self._finish(self.cancelled, None)

    def _on_keyring_slow(self) -> None:
        if self._fetch and self._fetch.awaited_password:
            self.keyring_awaited.emit()
        elif self._fetch and not self._fetch.has_passwords:
            self._keyring_timer.start()  # the thread has not got that far

    def _finish(self, signal: SignalInstance | None = None, value: object = None) -> None:
        self._emit_progress()
        self._progress_timer.stop()
        self._keyring_timer.stop()
        self._selection = self._job = self._fetch = None
        self.finished.emit()
        if signal:
            signal.emit(value)


class _Fetch:
    """The work of one fetch, on a job's thread.

    `part_results` grows while the fetch runs. A copy of it is safe on another thread.
    """

    def __init__(
        self,
        session: Session,
        connection_store: ConnectionStore,
        selection: ReportSelection,
        known: Mapping[RequestPart, PartResult],
        *,
        takes_snapshot: bool = False,
    ) -> None:
        self._takes_snapshot = takes_snapshot
        self.part_results = dict(known)
        self._session = session
        self._connection_store = connection_store
        self._selection = selection
        self.awaited_password: PasswordNeeded | None = None  # while the keyring is asked for it
        self._request: ReportRequest | None = None
        self._started_at = monotonic()
        self._known_count: int | None = None
        self._active_part: RequestPart | None = None

    @property
    def has_passwords(self) -> bool:
        return self._request is not None

    def run(self, context: JobContext) -> FetchResult:
        """Fetch the report."""
        from vitec_desktop.webservice.fetch import fetch_report

        request = self._request = self._build_request(context.cancellation)

        def on_progress(progress: PartProgress) -> None:
            if progress.failure and isinstance(progress.failure.error, SignInRefused):
                self._forget_refused_password(request, progress.part)
            if progress.result:
                self.part_results[progress.part] = progress.result
            self._active_part = progress.active_part
            context.report_progress(self._make_progress(progress))

        def on_wait(wait: WaitProgress) -> None:
            context.report_progress(self._make_wait_progress(wait))

        known = dict(self.part_results)
        return self._make_result(
            fetch_report(self._session, request, on_progress, context.cancellation, known, on_wait), request
        )

    def build_partial_result(self, context: JobContext) -> FetchResult:
        """Return the report as far as it was fetched before it was cancelled; nothing is requested."""
        from vitec_desktop.webservice.fetch import build_partial_report

        # The same request again, since a password that was refused is forgotten by now.
        request = self._request or self._build_request(context.cancellation)
        return self._make_result(build_partial_report(self._session, request, dict(self.part_results)), request)

    def _build_request(self, cancellation: CancellationToken) -> ReportRequest:
        selection = self._selection
        logins = self._connection_store.logins(selection.offices, cancellation, self._on_password_awaited)
        self.awaited_password = None
        return ReportRequest(logins, selection.first_day, selection.last_day, selection.status)

    def _on_password_awaited(self, needed: PasswordNeeded) -> None:
        self.awaited_password = needed

    def _forget_refused_password(self, request: ReportRequest, part: RequestPart) -> None:
        """Forget it at once, since the fetch may be cancelled before it ends."""
        for login in (customers.login for customers in request.logins):
            if self._session.login_key(login) == part.login_key:
                self._connection_store.forget_refused_password(login)

    def _make_progress(self, progress: PartProgress) -> FetchProgress:
        today = swedish_today()
        lists = {kind: build_rows(kind, wire_rows, today) for kind, wire_rows in progress.new_rows.items()}
        rows = dict[TableKind, list[Row]](lists.items()) | {JoinedTable.UNHANDLED: unhandled_rows(lists)}
        return FetchProgress(
            progress.done,
            progress.total,
            progress.active_part,
            self._estimate_seconds_left(progress),
            rows,
            [progress.failure] if progress.failure else [],
        )

    def _make_wait_progress(self, wait: WaitProgress) -> FetchProgress:
        is_over = wait.until is None
        return FetchProgress(wait.done, wait.total, self._active_part, None, {}, [], None if is_over else wait)

    def _estimate_seconds_left(self, progress: PartProgress) -> float | None:
        if self._known_count is None:
            self._known_count = progress.done - 1
        fetched = progress.done - self._known_count
        if fetched < 2 or progress.done == progress.total:
            return None
        return (monotonic() - self._started_at) / fetched * (progress.total - progress.done)

    def _make_result(self, fetched: FetchedReport, request: ReportRequest) -> FetchResult:
        snapshot = None
        if self._takes_snapshot:
            from vitec_desktop.archive.snapshot import take_snapshot

            snapshot = take_snapshot(fetched, request, self._session)
        return FetchResult(self._selection, build_report(fetched), fetched.results, snapshot)
