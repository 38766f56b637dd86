"""Jobs: work on worker threads; progress and result come back to the UI thread as signals.

The threads of the program, all of them daemons, so that a stuck one keeps neither the window nor the process alive:

- "vitec-desktop-job": one for each job, made here. Whatever may block or compute for long runs there.
- "vitec-webservice-loop", "vitec-webservice-call" (`webservice.async_runner`): the event loop of a fetch, and a thread
  for each call that would block it. A name look-up can hang for minutes and cannot be cancelled.
- "keyring" (`accounts.keyring_worker`): one for each call to the keyring, which can hang in a prompt.
- "find-keyring" (`startup`): finds the keyring while the window is being built, if there are saved reports.
- "start-chores" (`startup`): imports what a table needs, and removes temp files of earlier runs, on drives that may be
  slow.
- "demo" (`demo.server`): the sample service.
"""

import threading
from collections.abc import Callable
from enum import Enum, auto
from time import monotonic
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled

Receiver = Callable[[Any], object] | SignalInstance
"""Gets a job's result or exception. A method or a signal of a QObject is disconnected when that is deleted."""


class JobContext(Struct, frozen=True):
    """Passed to the work: `report_progress` sends a value to the UI thread, `cancellation` says when to stop."""

    report_progress: Callable[[Any], None]
    cancellation: CancellationToken


class JobState(Enum):
    """A job is pending until it is started; the last three states are final."""

    PENDING = auto()
    RUNNING = auto()
    SUCCEEDED = auto()
    FAILED = auto()
    CANCELLED = auto()


class Job(QObject):
    """One piece of work. Exactly one of `succeeded`, `failed` and `cancelled` is emitted, then `finished`.

    `cancel` emits at once; what the thread reports afterwards is ignored.
    """

    progressed = Signal(object)  # whatever the work reports
    succeeded = Signal(object)  # what the work returns
    failed = Signal(BaseException)
    cancelled = Signal()
    finished = Signal()

    # Emitted on the worker thread.
    _worker_progressed = Signal(object)
    _worker_ended = Signal(JobState, object)

    def __init__(self, work: Callable[[JobContext], Any], runner: "JobRunner", *, keeps_result: bool) -> None:
        super().__init__(runner)
        self._work = work
        self._keeps_result = keeps_result
        self._runner = runner
        self._state = JobState.PENDING
        self._value: Any = None  # the result or the exception, until it is delivered
        self._context = JobContext(self._report_progress, CancellationToken())
        self._thread = threading.Thread(target=self._run, name="vitec-desktop-job", daemon=True)
        self._worker_progressed.connect(self._on_worker_progressed)
        self._worker_ended.connect(self._on_worker_ended)

    @property
    def is_running(self) -> bool:
        """Whether the job has been started and has no result yet."""
        return self._state is JobState.RUNNING

    @property
    def _has_ended(self) -> bool:
        return self._state not in (JobState.PENDING, JobState.RUNNING)

    def start(self) -> None:
        """Start the thread. Do nothing while the program shuts down."""
        if not self._runner.is_shutting_down:
            self._state = JobState.RUNNING
            self._thread.start()

    def deliver(self, on_success: Callable[[Any], object], on_failure: Callable[[Any], object]) -> None:
        """Pass the result to `on_success`, or the exception to `on_failure`: at once if the job has ended already.

        Only once, and of a job that keeps its result: others hold none, since it can be a whole report.
        """
        value, self._value = self._value, None
        if self._state is JobState.SUCCEEDED:
            on_success(value)
        elif self._state is JobState.FAILED:
            on_failure(value)
        elif not self._has_ended:
            self._keeps_result = False
            self.succeeded.connect(on_success)
            self.failed.connect(on_failure)

    def cancel(self) -> None:
        """Cancel the job; on the UI thread. Do nothing once it has ended."""
        if not self._has_ended:
            self._context.cancellation.cancel()
            self._finish(JobState.CANCELLED, None)

    def join(self, seconds: float) -> None:
        """Wait at most `seconds` for the thread to end; only for shutting down."""
        self._thread.join(seconds)

    def _run(self) -> None:
        value: Any = None
        try:
            value = self._work(self._context)
            state = JobState.SUCCEEDED
        except Cancelled:
            state = JobState.CANCELLED
        except BaseException as error:
            state, value = JobState.FAILED, error
        self._runner.emit_from_worker(self._worker_ended, state, value)

    def _report_progress(self, value: Any) -> None:
        self._runner.emit_from_worker(self._worker_progressed, value)

    @Slot(object)
    def _on_worker_progressed(self, value: Any) -> None:
        if self.is_running:
            self.progressed.emit(value)

    @Slot(JobState, object)
    def _on_worker_ended(self, state: JobState, value: Any) -> None:
        self._finish(state, value)
        self._runner.remove(self)

    def _finish(self, state: JobState, value: Any) -> None:
        if self._has_ended:
            return
        self._state = state
        if self._keeps_result:
            self._value = value
        if state is JobState.SUCCEEDED:
            self.succeeded.emit(value)
        elif state is JobState.FAILED:
            self.failed.emit(value)
        else:
            self.cancelled.emit()
        self.finished.emit()


class JobRunner(QObject):
    """Creates jobs and keeps each until its thread has ended; lives as long as the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._is_shutting_down = False
        self._is_shut_down = False
        self._jobs: set[Job] = set()

    @property
    def is_shutting_down(self) -> bool:
        return self._is_shutting_down

    def create_job(self, work: Callable[[JobContext], Any], *, keeps_result: bool = False) -> Job:
        """Return a job to connect to and then to start; one that `keeps_result` has it for `Job.deliver`."""
        job = Job(work, self, keeps_result=keeps_result)
        self._jobs.add(job)
        return job

    def start_job(self, work: Callable[[JobContext], Any], on_success: Receiver, on_failure: Receiver) -> Job:
        """Start a job; pass its result to `on_success`, or its exception to `on_failure`, on the UI thread."""
        job = self.create_job(work)
        job.succeeded.connect(on_success)
        job.failed.connect(on_failure)
        job.start()
        return job

    def emit_from_worker(self, signal: SignalInstance, *values: Any) -> None:
        """Emit `signal` on a worker thread. Do nothing after the shutdown, when Qt's objects may be gone."""
        with self._lock:
            if not self._is_shut_down:
                signal.emit(*values)

    def remove(self, job: Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()

    def shutdown(self, seconds: float = 2.0) -> None:
        """Cancel all jobs, wait at most `seconds` in all for their threads, and emit nothing from workers any more."""
        self._is_shutting_down = True
        jobs = [job for job in self._jobs if job.is_running]
        for job in jobs:
            job.cancel()
        deadline = monotonic() + seconds
        for job in jobs:
            job.join(max(0.0, deadline - monotonic()))
        with self._lock:
            self._is_shut_down = True
