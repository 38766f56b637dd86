"""One asyncio loop for one piece of work, which can be left behind at any moment."""

import asyncio
import queue
import threading
import weakref
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

from vitec_desktop.webservice.cancellation import CancellationToken

T = TypeVar("T")
E = TypeVar("E")
P = ParamSpec("P")

# How long a finished or cancelled loop is given to close its sockets before the caller goes on without it.
SHUTDOWN_TIMEOUT = 0.08
# Windows lets Ctrl+C through between two waits only.
_POLL_INTERVAL = 0.1


class DaemonExecutor(ThreadPoolExecutor):
    """A daemon thread for each call, which neither the loop's end nor the interpreter's waits for.

    The usual executor joins its threads at both, and a name look-up may hang for minutes.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=work, name="vitec-connect-call", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing to wait for, whatever is asked."""


class CleanupLoop(asyncio.SelectorEventLoop):
    """A loop that waits for no thread at its end, and then closes what connections were forgotten.

    A TLS handshake that is cancelled leaves its connection open in the HTTP library. The same kind of loop on every
    system: it is all that connections out of here need, on Windows too.
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
        """End what tasks are left, close all connections, then the loop itself; asyncio.run would wait for threads."""
        try:
            self.run_until_complete(self._cancel_tasks())
            self.run_until_complete(self.shutdown_asyncgens())
            self.run_until_complete(self._abort_connections())
        finally:
            self.close()

    async def _cancel_tasks(self) -> None:
        left_over = asyncio.all_tasks(self) - {asyncio.current_task()}
        for task in left_over:
            task.cancel()
        await asyncio.gather(*left_over, return_exceptions=True)

    async def _abort_connections(self) -> None:
        for connection in list(self._connections):
            if isinstance(connection, asyncio.WriteTransport):
                connection.abort()
        # A connection closes its socket in the loop's next turn.
        await asyncio.sleep(0)


async def run_in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `function` in a thread of its own; a cancelled caller goes on at once, the thread ends when it ends."""
    return await asyncio.get_running_loop().run_in_executor(None, lambda: function(*args, **kwargs))


@dataclass(frozen=True, slots=True)
class _Told(Generic[E]):
    event: E


@dataclass(frozen=True, slots=True)
class _Ended(Generic[T]):
    future: Future[T]


def run_in_loop(
    work: Callable[[Callable[[E], None]], Coroutine[Any, Any, T]],
    cancellation: CancellationToken,
    on_event: Callable[[E], None],
) -> T:
    """Run `work` to its end and give its result; what it tells is handed to `on_event` in the calling thread.

    The loop runs in a daemon thread beside the caller, which only waits: so a cancelled caller is free at once even
    while the loop itself is held up, by the operating system's certificate check for one. Raises Cancelled, or
    whatever `work` or `on_event` raises; the work is stopped in either case.
    """
    cancellation.raise_if_cancelled()
    mailbox: queue.SimpleQueue[_Told[E] | _Ended[T] | None] = queue.SimpleQueue()
    thread = _LoopThread(work, mailbox)
    thread.start()
    cancellation.add_callback(lambda: mailbox.put(None))
    try:
        while True:
            try:
                message = mailbox.get(timeout=_POLL_INTERVAL)
            except queue.Empty:
                continue
            cancellation.raise_if_cancelled()
            if isinstance(message, _Told):
                on_event(message.event)
            elif isinstance(message, _Ended):
                return message.future.result()
    finally:
        thread.stop()
        thread.join(SHUTDOWN_TIMEOUT)


class _LoopThread(threading.Thread, Generic[E, T]):
    """Runs one coroutine; the last message in its mailbox is how that ended."""

    def __init__(
        self,
        work: Callable[[Callable[[E], None]], Coroutine[Any, Any, T]],
        mailbox: "queue.SimpleQueue[_Told[E] | _Ended[T] | None]",
    ) -> None:
        super().__init__(name="vitec-connect-loop", daemon=True)
        self._work = work
        self._mailbox = mailbox
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[T] | None = None
        self._is_stopped = False

    def run(self) -> None:
        ended: Future[T] = Future()
        try:
            ended.set_result(self._run())
        except BaseException as error:
            ended.set_exception(error)
        # Whoever has stopped us looks no more, and an error left in the box would keep its frames and all they hold.
        if not self._is_stopped:
            self._mailbox.put(_Ended(ended))

    def stop(self) -> None:
        """Ask the coroutine to end, from any thread."""
        with self._lock:
            self._is_stopped = True
            if self._loop is not None and self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)

    def _run(self) -> T:
        loop = CleanupLoop()
        try:
            task = loop.create_task(self._work(lambda event: self._mailbox.put(_Told(event))))
            self._publish(loop, task)
            return loop.run_until_complete(task)
        finally:
            self._publish(None, None)
            loop.shutdown()

    def _publish(self, loop: asyncio.AbstractEventLoop | None, task: "asyncio.Task[T] | None") -> None:
        with self._lock:
            self._loop, self._task = loop, task
            if self._is_stopped and task is not None:
                task.cancel()
