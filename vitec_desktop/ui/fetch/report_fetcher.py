"""Fetching a report: one at a time, in a worker, with rows as they arrive."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from vitec_desktop.connect.interrupted import interrupted_report
from vitec_desktop.report.report import Report, Row, build_report, build_rows
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import OfficeChoice, Workspace
from vitec_desktop.webservice.cancellation import Cancellation
from vitec_desktop.webservice.errors import SignInRefused
from vitec_desktop.webservice.fetch import run_fetch
from vitec_desktop.webservice.models import ActiveStatus, ListKind
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import Answer, FetchedReport, Missing, Part, Progress
from vitec_desktop.webservice.session import Session

_NEWS_INTERVAL = 100
"""Milliseconds between two messages to the window: more often would cost it time and show nobody anything."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the pickers say: the report that the user asks for."""

    offices: tuple[OfficeChoice, ...]
    first_day: date
    last_day: date
    status: ActiveStatus

    @property
    def is_backwards(self) -> bool:
        """Whether the period ends before it begins: no report can be asked for."""
        return self.first_day > self.last_day


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched report, what was asked for, and the answers that a later fetch need not ask for again."""

    selection: Selection
    report: Report
    is_empty_handed: bool
    answers: Mapping[Part, Answer] = field(repr=False)

    @classmethod
    def of(cls, selection: Selection, fetched: FetchedReport) -> "Fetched":
        return cls(selection, build_report(fetched), fetched.is_empty_handed, fetched.answers)


@dataclass(frozen=True, slots=True)
class FetchNews:
    """How far a fetch has come; `rows`, `missing` and `answers` are those since the news before."""

    done: int
    total: int
    upcoming: Part | None
    seconds_left: float | None
    rows: Mapping[ListKind, Sequence[Row]]
    missing: tuple[Missing, ...]
    answers: Mapping[Part, Answer] = field(repr=False)


class Fetching(QObject):
    """Fetches one report at a time. After `started`, `finished` comes once, as soon as the window is ready again.

    Then comes one of: `report_fetched` (complete or not), `stopped` (with what had come, or None where nothing had),
    `failed` (an exception: a password that is needed, a keyring that fails, or a fault of ours).
    """

    started = Signal()
    news_arrived = Signal(object)
    finished = Signal()
    report_fetched = Signal(object)
    stopped = Signal(object)
    failed = Signal(object)

    def __init__(
        self, session: Session, workspace: Workspace, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._workspace = workspace
        self._runner = runner
        self._job: Job | None = None
        self._partial: Job | None = None
        self._post = _Post()
        self._answers: dict[Part, Answer] = {}
        self._news_timer = QTimer(self, singleShot=True, interval=_NEWS_INTERVAL)
        self._news_timer.timeout.connect(self._deliver)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def fetch(self, selection: Selection, known: Mapping[Part, Answer] | None = None) -> None:
        """Start fetching, if nothing is being fetched; what is among `known` is not asked for again."""
        if self._job:
            return
        # Whoever fetches anew does not wait for what is left of the fetch before.
        self._drop_partial()
        self._answers = dict(known or {})
        self._post = _Post()
        work = _FetchWork(self._session, self._workspace, selection, dict(self._answers), self._post)
        self._job = job = self._runner.job(work.run)
        job.progressed.connect(self._on_post)
        job.succeeded.connect(lambda fetched: self._end_with(self.report_fetched, fetched))
        job.failed.connect(lambda error: self._end_with(self.failed, error))
        job.cancelled.connect(lambda: self._on_cancelled(selection))
        self.started.emit()
        job.start()

    def stop(self) -> None:
        """Stop the fetch; `finished` has come when this returns, whatever the service does."""
        if self._job:
            self._job.cancel()

    def drop(self) -> None:
        """Stop the fetch, and let go of what had come."""
        self.stop()
        self._drop_partial()

    def _drop_partial(self) -> None:
        if self._partial and self._partial.is_running:
            self._partial.cancel()
        self._partial = None

    def _on_post(self) -> None:
        if not self._news_timer.isActive():
            self._deliver()

    def _deliver(self) -> None:
        """Tell of what has come, and of nothing more for a moment."""
        news = self._take_post()
        if news:
            self._news_timer.start()
            self.news_arrived.emit(news)

    def _take_post(self) -> FetchNews | None:
        news = self._post.take()
        if news:
            self._answers.update(news.answers)
        return news

    def _on_cancelled(self, selection: Selection) -> None:
        self._take_post()
        answers = self._answers
        self._end()
        if not answers:
            self.stopped.emit(None)
            return
        work = _PartialWork(self._session, self._workspace, selection, answers, self._post.request)
        self._partial = self._runner.run(work.run, self.stopped, self.failed)

    def _end_with(self, outcome: SignalInstance, value: object) -> None:
        self._deliver()
        self._end()
        outcome.emit(value)

    def _end(self) -> None:
        self._job = None
        self._answers = {}
        self._news_timer.stop()
        self.finished.emit()


@dataclass(frozen=True, slots=True)
class _FetchWork:
    """What happens in the worker: passwords, the fetch, and rows made ready for the tables."""

    session: Session
    workspace: Workspace
    selection: Selection
    known: Mapping[Part, Answer]
    post: "_Post"

    def run(self, context: JobContext) -> Fetched:
        request = _request(self.workspace, self.selection, context.cancellation)
        self.post.request = request

        def on_progress(progress: Progress) -> None:
            if progress.missing and isinstance(progress.missing.error, SignInRefused):
                self._forget_refused(request, progress.missing.part)
            if self.post.put(progress):
                context.progress(None)

        fetched = run_fetch(self.session, request, on_progress, context.cancellation, self.known)
        return Fetched.of(self.selection, fetched)

    def _forget_refused(self, request: ReportRequest, part: Part) -> None:
        """At once, for the fetch may be stopped before it ends."""
        for login in (source.login for source in request.sources):
            if self.session.login_key(login) == part.login_key:
                self.workspace.forget_refused(login)


@dataclass(frozen=True, slots=True)
class _PartialWork:
    """Makes a report of what had come when the user stopped the fetch.

    `request` is that fetch's, None where it was stopped before it had its passwords: a password that was refused is
    forgotten, and not to be asked for now.
    """

    session: Session
    workspace: Workspace
    selection: Selection
    answers: Mapping[Part, Answer]
    request: ReportRequest | None

    def run(self, context: JobContext) -> Fetched:
        request = self.request or _request(self.workspace, self.selection, context.cancellation)
        return Fetched.of(self.selection, interrupted_report(self.session, request, self.answers))


def _request(workspace: Workspace, selection: Selection, cancellation: Cancellation) -> ReportRequest:
    sources = workspace.sources(selection.offices, cancellation)
    return ReportRequest(sources, selection.first_day, selection.last_day, selection.status)


class _Post:
    """Progress on its way from the worker to the window: what nobody has taken yet grows into one message.

    So however fast answers come the window hears of them seldom enough, and however slowly the next one comes it
    hears of all that are there.
    """

    def __init__(self) -> None:
        self.request: ReportRequest | None = None
        self._lock = threading.Lock()
        self._begun = monotonic()
        self._first_done: int | None = None
        self._latest: Progress | None = None
        self._clear()

    def put(self, progress: Progress) -> bool:
        """In the worker. Returns whether there was nothing before, so that the window has to be told."""
        fresh = {kind: build_rows(kind, rows) for kind, rows in progress.fresh.items()}
        with self._lock:
            was_empty = self._latest is None
            self._latest = progress
            if self._first_done is None:
                self._first_done = progress.done - 1
            for kind, rows in fresh.items():
                self._rows[kind].extend(rows)
            if progress.missing:
                self._missing.append(progress.missing)
            if progress.answer:
                self._answers[progress.part] = progress.answer
        return was_empty

    def take(self) -> FetchNews | None:
        """All that has come since the last time; None where that is nothing."""
        with self._lock:
            latest, self._latest = self._latest, None
            if latest is None:
                return None
            seconds_left = self._seconds_left(latest)
            news = FetchNews(
                latest.done,
                latest.total,
                latest.upcoming,
                seconds_left,
                self._rows,
                tuple(self._missing),
                self._answers,
            )
            self._clear()
        return news

    def _seconds_left(self, progress: Progress) -> float | None:
        """By the pace so far; None before there is one. Known parts come first and at once: they make no pace."""
        fetched = progress.done - (self._first_done or 0)
        if fetched < 2 or progress.done == progress.total:
            return None
        return (monotonic() - self._begun) / fetched * (progress.total - progress.done)

    def _clear(self) -> None:
        self._rows: dict[ListKind, list[Row]] = {kind: [] for kind in ListKind}
        self._missing: list[Missing] = []
        self._answers: dict[Part, Answer] = {}
