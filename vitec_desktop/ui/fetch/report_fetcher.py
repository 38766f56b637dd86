"""Fetching a report: one at a time, in a worker, with rows as they arrive."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from vitec_desktop.report.report import Report, Row, build_report, build_rows
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore, SelectableOffice
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import SignInRefused
from vitec_desktop.webservice.fetch import build_partial_report, fetch_report
from vitec_desktop.webservice.models import ActiveStatus, ListKind
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import FailedPart, FetchedReport, PartProgress, PartResult, RequestPart
from vitec_desktop.webservice.session import Session

_PROGRESS_INTERVAL = 100
"""Milliseconds between two messages to the window: more often would cost it time and show nobody anything."""


@dataclass(frozen=True, slots=True)
class ReportSelection:
    """What the pickers say: the report that the user asks for."""

    offices: tuple[SelectableOffice, ...]
    first_day: date
    last_day: date
    status: ActiveStatus

    @property
    def is_reversed(self) -> bool:
        """Whether the period ends before it begins: no report can be asked for."""
        return self.first_day > self.last_day


@dataclass(frozen=True, slots=True)
class FetchResult:
    """A fetched report, what was asked for, and the answers that a later fetch need not ask for again."""

    selection: ReportSelection
    report: Report
    has_no_parts: bool
    part_results: Mapping[RequestPart, PartResult] = field(repr=False)

    @classmethod
    def from_fetched_report(cls, selection: ReportSelection, fetched: FetchedReport) -> "FetchResult":
        return cls(selection, build_report(fetched), fetched.has_no_results, fetched.results)


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """How far a fetch has come; `rows`, `missing` and `answers` are those since the news before."""

    done: int
    total: int
    upcoming: RequestPart | None
    seconds_left: float | None
    rows: Mapping[ListKind, Sequence[Row]]
    missing: tuple[FailedPart, ...]
    part_results: Mapping[RequestPart, PartResult] = field(repr=False)


class ReportFetcher(QObject):
    """Fetches one report at a time. After `started`, `finished` comes once, as soon as the window is ready again.

    Then comes one of: `report_fetched` (complete or not), `stopped` (with what had come, or None where nothing had),
    `failed` (an exception: a password that is needed, a keyring that fails, or a fault of ours).
    """

    started = Signal()
    progressed = Signal(object)
    finished = Signal()
    report_fetched = Signal(object)
    cancelled = Signal(object)
    failed = Signal(object)

    def __init__(
        self, session: Session, workspace: ConnectionStore, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._connection_store = workspace
        self._runner = runner
        self._job: Job | None = None
        self._partial_job: Job | None = None
        self._buffer = _ProgressBuffer()
        self._part_results: dict[RequestPart, PartResult] = {}
        self._progress_timer = QTimer(self, singleShot=True, interval=_PROGRESS_INTERVAL)
        self._progress_timer.timeout.connect(self._emit_progress)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, selection: ReportSelection, known: Mapping[RequestPart, PartResult] | None = None) -> None:
        """Start fetching, if nothing is being fetched; what is among `known` is not asked for again."""
        if self._job:
            return
        # Whoever fetches anew does not wait for what is left of the fetch before.
        self._cancel_partial_report()
        self._part_results = dict(known or {})
        self._buffer = _ProgressBuffer()
        work = _FetchJob(self._session, self._connection_store, selection, dict(self._part_results), self._buffer)
        self._job = job = self._runner.create_job(work.run)
        job.progressed.connect(self._on_buffered)
        job.succeeded.connect(lambda fetched: self._finish_with(self.report_fetched, fetched))
        job.failed.connect(lambda error: self._finish_with(self.failed, error))
        job.cancelled.connect(lambda: self._on_cancelled(selection))
        self.started.emit()
        job.start()

    def cancel(self) -> None:
        """Stop the fetch; `finished` has come when this returns, whatever the service does."""
        if self._job:
            self._job.cancel()

    def discard(self) -> None:
        """Stop the fetch, and let go of what had come."""
        self.cancel()
        self._cancel_partial_report()

    def _cancel_partial_report(self) -> None:
        if self._partial_job and self._partial_job.is_running:
            self._partial_job.cancel()
        self._partial_job = None

    def _on_buffered(self) -> None:
        if not self._progress_timer.isActive():
            self._emit_progress()

    def _emit_progress(self) -> None:
        """Tell of what has come, and of nothing more for a moment."""
        news = self._take_progress()
        if news:
            self._progress_timer.start()
            self.progressed.emit(news)

    def _take_progress(self) -> FetchProgress | None:
        news = self._buffer.take_all()
        if news:
            self._part_results.update(news.part_results)
        return news

    def _on_cancelled(self, selection: ReportSelection) -> None:
        self._take_progress()
        answers = self._part_results
        self._finish()
        if not answers:
            self.cancelled.emit(None)
            return
        work = _PartialReportJob(self._session, self._connection_store, selection, answers, self._buffer.request)
        self._partial_job = self._runner.start_job(work.run, self.cancelled, self.failed)

    def _finish_with(self, outcome: SignalInstance, value: object) -> None:
        self._emit_progress()
        self._finish()
        outcome.emit(value)

    def _finish(self) -> None:
        self._job = None
        self._part_results = {}
        self._progress_timer.stop()
        self.finished.emit()


@dataclass(frozen=True, slots=True)
class _FetchJob:
    """What happens in the worker: passwords, the fetch, and rows made ready for the tables."""

    session: Session
    connection_store: ConnectionStore
    selection: ReportSelection
    known: Mapping[RequestPart, PartResult]
    buffer: "_ProgressBuffer"

    def run(self, context: JobContext) -> FetchResult:
        request = _build_request(self.connection_store, self.selection, context.cancellation)
        self.buffer.request = request

        def on_progress(progress: PartProgress) -> None:
            if progress.failure and isinstance(progress.failure.error, SignInRefused):
                self._forget_refused(request, progress.failure.part)
            if self.buffer.add(progress):
                context.report_progress(None)

        fetched = fetch_report(self.session, request, on_progress, context.cancellation, self.known)
        return FetchResult.from_fetched_report(self.selection, fetched)

    def _forget_refused(self, request: ReportRequest, part: RequestPart) -> None:
        """At once, for the fetch may be stopped before it ends."""
        for login in (source.login for source in request.logins):
            if self.session.login_key(login) == part.login_key:
                self.connection_store.forget_refused_password(login)


@dataclass(frozen=True, slots=True)
class _PartialReportJob:
    """Makes a report of what had come when the user stopped the fetch.

    `request` is that fetch's, None where it was stopped before it had its passwords: a password that was refused is
    forgotten, and not to be asked for now.
    """

    session: Session
    connection_store: ConnectionStore
    selection: ReportSelection
    part_results: Mapping[RequestPart, PartResult]
    request: ReportRequest | None

    def run(self, context: JobContext) -> FetchResult:
        request = self.request or _build_request(self.connection_store, self.selection, context.cancellation)
        return FetchResult.from_fetched_report(
            self.selection, build_partial_report(self.session, request, self.part_results)
        )


def _build_request(
    workspace: ConnectionStore, selection: ReportSelection, cancellation: CancellationToken
) -> ReportRequest:
    sources = workspace.logins(selection.offices, cancellation)
    return ReportRequest(sources, selection.first_day, selection.last_day, selection.status)


class _ProgressBuffer:
    """Progress on its way from the worker to the window: what nobody has taken yet grows into one message.

    So however fast answers come the window hears of them seldom enough, and however slowly the next one comes it
    hears of all that are there.
    """

    def __init__(self) -> None:
        self.request: ReportRequest | None = None
        self._lock = threading.Lock()
        self._started_at = monotonic()
        self._first_done: int | None = None
        self._last: PartProgress | None = None
        self._clear()

    def add(self, progress: PartProgress) -> bool:
        """In the worker. Returns whether there was nothing before, so that the window has to be told."""
        fresh = {kind: build_rows(kind, rows) for kind, rows in progress.new_rows.items()}
        with self._lock:
            was_empty = self._last is None
            self._last = progress
            if self._first_done is None:
                self._first_done = progress.done - 1
            for kind, rows in fresh.items():
                self._rows[kind].extend(rows)
            if progress.failure:
                self._missing.append(progress.failure)
            if progress.result:
                self._answers[progress.part] = progress.result
        return was_empty

    def take_all(self) -> FetchProgress | None:
        """All that has come since the last time; None where that is nothing."""
        with self._lock:
            latest, self._last = self._last, None
            if latest is None:
                return None
            seconds_left = self._seconds_left(latest)
            news = FetchProgress(
                latest.done,
                latest.total,
                latest.active_part,
                seconds_left,
                self._rows,
                tuple(self._missing),
                self._answers,
            )
            self._clear()
        return news

    def _seconds_left(self, progress: PartProgress) -> float | None:
        """By the pace so far; None before there is one. Known parts come first and at once: they make no pace."""
        fetched = progress.done - (self._first_done or 0)
        if fetched < 2 or progress.done == progress.total:
            return None
        return (monotonic() - self._started_at) / fetched * (progress.total - progress.done)

    def _clear(self) -> None:
        self._rows: dict[ListKind, list[Row]] = {kind: [] for kind in ListKind}
        self._missing: list[FailedPart] = []
        self._answers: dict[RequestPart, PartResult] = {}
