"""Runs asyncio code in a daemon thread, for a caller that may have to return at any moment."""

import asyncio
import queue
import threading
import weakref
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, ParamSpec, TypeVar

from vitec_desktop.webservice.cancellation import CancellationToken

T = TypeVar("T")
E = TypeVar("E")
P = ParamSpec("P")

SHUTDOWN_TIMEOUT = 0.08
"""Seconds that a finished or cancelled loop gets to close its sockets before its caller returns."""

_POLL_INTERVAL = 0.1  # seconds; Windows delivers Ctrl+C between two waits only


class DaemonExecutor(ThreadPoolExecutor):
    """Runs each call in a daemon thread of its own; neither the event loop nor the interpreter waits for it.

    The standard executor joins its threads when either ends, and a name look-up may block for minutes.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()

        def call() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except StopIteration:  # asyncio refuses it, and would wait for ever
                future.set_exception(RuntimeError("StopIteration"))
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=call, name="vitec-webservice-call", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Do nothing: there are no threads to join."""


class CleanupLoop(asyncio.SelectorEventLoop):
    """An event loop whose shutdown joins no thread and closes every connection that is still open.

    httpx leaves a connection open when its TLS handshake is cancelled. A selector loop does for outgoing connections
    on every system, Windows included.
    """

    def __init__(self) -> None:
        super().__init__()
        self._connections: weakref.WeakSet[asyncio.BaseTransport] = weakref.WeakSet()
        self.set_default_executor(DaemonExecutor())

    async def create_connection(self, *args: Any, **kwargs: Any) -> Any:
        transport, protocol = await super().create_connection(*args, **kwargs)
        self._connections.add(transport)
        return transport, protocol

    def shutdown(self) -> None:
        """Cancel the remaining tasks, close all connections and the loop. Unlike asyncio.run, join no thread."""
        try:
            self.run_until_complete(self._cancel_tasks())
            self.run_until_complete(self.shutdown_asyncgens())
            self.run_until_complete(self._abort_connections())
        finally:
            self.close()

    async def _cancel_tasks(self) -> None:
        tasks = asyncio.all_tasks(self) - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _abort_connections(self) -> None:
        for connection in list(self._connections):
            if isinstance(connection, asyncio.WriteTransport):
                connection.abort()
        # A transport closes its socket in the next iteration of the loop.
        await asyncio.sleep(0)


async def run_in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `function` in a daemon thread and return its result. A cancelled caller does not wait for the thread."""
    return await asyncio.get_running_loop().run_in_executor(None, partial(function, *args, **kwargs))


def run_in_loop(
    work: Callable[[Callable[[E], None]], Coroutine[Any, Any, T]],
    cancellation: CancellationToken,
    on_event: Callable[[E], None],
) -> T:
    """Run the coroutine function `work` in a new event loop and return its result.

    `work` is given a function that emits an event; `on_event` is called with each event in the calling thread, in
    order. The loop runs in a daemon thread, so a cancelled caller returns at once even while the operating system
    blocks the loop, as its certificate check can.

    Raises:
        Cancelled: `cancellation` was cancelled.
        Exception: whatever `work` or `on_event` raises. `work` is cancelled in every case.
    """
    cancellation.raise_if_cancelled()
    calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    result: Future[T] = Future()
    loop = CleanupLoop()
    task = loop.create_task(work(lambda event: calls.put(partial(on_event, event))))
    thread = threading.Thread(target=_run, args=(loop, task, result), name="vitec-webservice-loop", daemon=True)

    def wake(_: object = None) -> None:
        calls.put(cancellation.raise_if_cancelled)

    thread.start()
    result.add_done_callback(wake)
    cancellation.add_callback(wake)
    try:
        while not (result.done() and calls.empty()):
            try:
                call = calls.get(timeout=_POLL_INTERVAL)
            except queue.Empty:
                continue
            cancellation.raise_if_cancelled()
            call()
        cancellation.raise_if_cancelled()
        return result.result()
    finally:
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(task.cancel)
        thread.join(SHUTDOWN_TIMEOUT)


def _run(loop: CleanupLoop, task: "asyncio.Task[T]", result: "Future[T]") -> None:
    """Run `task` to its end, shut the loop down, then set the result."""
    try:
        try:
            value = loop.run_until_complete(task)
        finally:
            loop.shutdown()
    except BaseException as error:
        result.set_exception(error)
    else:
        result.set_result(value)
