"""Jobs: every result is emitted once, on the UI thread."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.waiting import HANG, LONGEST_WAIT
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.webservice.cancellation import Cancelled


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shutdown()


def test_a_result_comes_back_on_the_ui_thread(qtbot: QtBot, runner: JobRunner) -> None:
    threads: list[threading.Thread] = []
    job = runner.create_job(lambda context: threading.current_thread())
    job.succeeded.connect(lambda worker: threads.extend((worker, threading.current_thread())))
    with qtbot.waitSignal(job.finished):
        job.start()
    worker, receiver = threads
    assert receiver is threading.main_thread()
    assert worker is not receiver


def test_an_exception_is_emitted_on_failure(qtbot: QtBot, runner: JobRunner) -> None:
    def work(context: JobContext) -> None:
        raise ValueError("trasig")

    job = runner.create_job(work)
    with qtbot.waitSignal(job.failed) as failure:
        job.start()
    assert failure.args is not None
    assert isinstance(failure.args[0], ValueError)


def test_progress_comes_in_order_and_before_the_outcome(qtbot: QtBot, runner: JobRunner) -> None:
    def work(context: JobContext) -> str:
        for step in range(20):
            context.report_progress(step)
        return "klar"

    seen: list[object] = []
    job = runner.create_job(work)
    job.progressed.connect(seen.append)
    job.succeeded.connect(seen.append)
    with qtbot.waitSignal(job.finished):
        job.start()
    assert seen == [*range(20), "klar"]


def test_cancelling_emits_at_once_although_the_thread_hangs(qtbot: QtBot, runner: JobRunner) -> None:
    release = threading.Event()
    outcomes: list[str] = []
    job = runner.create_job(lambda context: release.wait(LONGEST_WAIT))
    job.cancelled.connect(lambda: outcomes.append("cancelled"))
    job.succeeded.connect(lambda value: outcomes.append("succeeded"))
    job.finished.connect(lambda: outcomes.append("finished"))
    job.start()
    job.cancel()
    assert outcomes == ["cancelled", "finished"]
    assert not job.is_running
    with qtbot.waitSignal(job.destroyed):
        release.set()
    assert outcomes == ["cancelled", "finished"]


@pytest.mark.parametrize("is_awaited", [True, False])
def test_a_result_or_an_exception_is_delivered_before_and_after_the_job_has_ended(
    qtbot: QtBot, runner: JobRunner, is_awaited: bool
) -> None:
    def fail(context: JobContext) -> None:
        raise ValueError("wrong")

    delivered: list[object] = []
    for work in (lambda context: 7, fail):
        job = runner.create_job(work, keeps_result=True)
        with qtbot.waitSignal(job.destroyed):
            job.start()
            if not is_awaited:
                job.deliver(delivered.append, lambda error: delivered.append(str(error)))
        if is_awaited:
            job.deliver(delivered.append, lambda error: delivered.append(str(error)))
    assert delivered == [7, "wrong"]


class Result:
    """What a weak reference can watch."""


@pytest.mark.parametrize("is_delivered", [False, True])
def test_a_job_holds_no_result_that_was_passed_on(qtbot: QtBot, runner: JobRunner, is_delivered: bool) -> None:
    results: list[weakref.ref[Result]] = []
    job = runner.create_job(lambda context: Result(), keeps_result=is_delivered)
    job.succeeded.connect(lambda result: results.append(weakref.ref(result)))
    with qtbot.waitSignal(job.destroyed):
        job.start()
    if is_delivered:
        job.deliver(lambda result: results.append(weakref.ref(result)), pytest.fail)
    assert len(results) == 1 + is_delivered
    if any(result() for result in results):
        gc.collect()
    assert [result() for result in results] == [None] * len(results)


def test_cancelled_work_emits_nothing_more(qtbot: QtBot, runner: JobRunner) -> None:
    def work(context: JobContext) -> None:
        stopped = threading.Event()
        context.cancellation.add_callback(stopped.set)
        stopped.wait(HANG)
        raise Cancelled

    job = runner.create_job(work)
    job.start()
    with qtbot.waitSignal(job.cancelled):
        job.cancel()


def test_a_shutdown_waits_a_bounded_time_and_emits_nothing_afterwards(qtbot: QtBot) -> None:
    runner = JobRunner()
    release, reported = threading.Event(), threading.Event()

    def work(context: JobContext) -> None:
        release.wait(LONGEST_WAIT)
        context.report_progress("sent")
        reported.set()

    job: Job = runner.create_job(work)
    job.start()
    runner.shutdown(seconds=0.05)
    seen: list[object] = []
    job.progressed.connect(seen.append)
    release.set()
    assert reported.wait(LONGEST_WAIT)
    assert seen == []
