"""The one road for work off the UI thread: start it, see progress, cancel it, get its outcome once, on the UI thread.

Nobody else in the program makes threads. A thread of ours is a daemon: one that is stuck in a name look-up or in a
keyring's prompt keeps neither the window nor the process waiting.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled


@dataclass(frozen=True, slots=True)
class JobContext:
    """What the work gets: where to report progress (plain data, from the worker's thread), and when to stop."""

    report_progress: Callable[[Any], None]
    cancellation: CancellationToken


class _Event(Enum):
    PROGRESS = auto()
    RESULT = auto()
    ERROR = auto()
    STOPPED = auto()
    THREAD_ENDED = auto()


class Job(QObject):
    """One piece of work. After `start` exactly one of `succeeded`, `failed` and `cancelled` comes, then `finished`.

    Cancelling is done as soon as it is asked for: `cancelled` and `finished` come at once, and whatever the thread
    still says is dropped.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    _event_posted = Signal(object, object)

    def __init__(self, work: Callable[[JobContext], Any], runner: "JobRunner") -> None:
        super().__init__(runner)
        self._work = work
        self._runner = runner
        self._context = JobContext(lambda value: self._post(_Event.PROGRESS, value), CancellationToken())
        self._thread = threading.Thread(target=self._run, name="vitec-desktop-job", daemon=True)
        self._has_outcome = False
        self._event_posted.connect(self._on_event)

    @property
    def is_running(self) -> bool:
        """True from `start` until the outcome."""
        return self._thread.ident is not None and not self._has_outcome

    def start(self) -> None:
        """Begin, unless the program is closing: then nothing comes of it."""
        if not self._runner.is_shutting_down:
            self._thread.start()

    def cancel(self) -> None:
        """Stop; on the UI thread. Without effect once the outcome is there."""
        if self._has_outcome:
            return
        self._has_outcome = True
        self._context.cancellation.cancel()
        self.cancelled.emit()
        self.finished.emit()

    def join(self, seconds: float) -> bool:
        """Wait for the thread's end; for closing the program only. Returns whether it ended in time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._post(_Event.RESULT, self._work(self._context))
        except Cancelled:
            self._post(_Event.STOPPED, None)
        except BaseException as error:
            self._post(_Event.ERROR, error)
        finally:
            self._post(_Event.THREAD_ENDED, None)

    def _post(self, event: _Event, value: Any) -> None:
        self._runner.emit_from_worker(self._event_posted, event, value)

    @Slot(object, object)
    def _on_event(self, event: _Event, value: Any) -> None:
        if event is _Event.THREAD_ENDED:
            self._runner.remove(self)
        elif self._has_outcome:
            return
        elif event is _Event.PROGRESS:
            self.progressed.emit(value)
        else:
            self._has_outcome = True
            self._emit_outcome(event, value)
            self.finished.emit()

    def _emit_outcome(self, event: _Event, value: Any) -> None:
        if event is _Event.RESULT:
            self.succeeded.emit(value)
        elif event is _Event.ERROR:
            self.failed.emit(value)
        else:
            self.cancelled.emit()


class JobRunner(QObject):
    """Starts jobs and keeps them until their threads have ended; lives as long as the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._is_shutting_down = False
        self._is_shut_down = False
        self._jobs: set[Job] = set()

    @property
    def is_shutting_down(self) -> bool:
        return self._is_shutting_down

    def create_job(self, work: Callable[[JobContext], Any]) -> Job:
        """A job to connect to and then to start. Once the program closes, a started job has no outcome any more."""
        job = Job(work, self)
        self._jobs.add(job)
        return job

    def start_job(self, work: Callable[[JobContext], Any], done: SignalInstance, failed: SignalInstance) -> Job:
        """Start a job whose result or exception goes out by one of two signals."""
        job = self.create_job(work)
        job.succeeded.connect(done.emit)
        job.failed.connect(failed.emit)
        job.start()
        return job

    def emit_from_worker(self, signal: SignalInstance, *values: Any) -> None:
        """Emit `signal` from a worker's thread, unless the program is closing: Qt's objects may be gone by then."""
        with self._lock:
            if not self._is_shut_down:
                signal.emit(*values)

    def remove(self, job: Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()

    def shutdown(self, seconds: float = 2.0) -> None:
        """Cancel everything, wait at most `seconds` in all, and let no thread reach Qt any more."""
        self._is_shutting_down = True
        jobs = [job for job in self._jobs if job.is_running]
        for job in jobs:
            job.cancel()
        deadline = monotonic() + seconds
        for job in jobs:
            job.join(max(0.0, deadline - monotonic()))
        with self._lock:
            self._is_shut_down = True
