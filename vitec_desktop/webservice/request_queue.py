"""Decides which request may start when, so that no account is locked and no server is overloaded."""

import asyncio
import itertools
import random
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from vitec_desktop.webservice.errors import AccessRefused, ErrorScope, RequestRefused, ServiceError
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.request_plan import CompletedRequest, PendingRequest, RequestWait
from vitec_desktop.webservice.result import PartResult, RequestPart
from vitec_desktop.webservice.retry_policy import (
    MAX_CONCURRENT_REQUESTS,
    RequestAttempts,
    RetryPolicy,
    ServerState,
)
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.transport_errors import ignore_errors

_MIN_REPORTED_WAIT = 1.0  # seconds; shorter waits would only flicker


class RequestQueue:
    """Sends each request until it succeeds or fails for good, at most MAX_CONCURRENT_REQUESTS at a time.

    For one call of `send_all`.

    - A login that the service has not accepted in this session is sent with one request alone, until a response
      proves it. After it is refused, no further request is sent with it.
    - The rules for retries, for how many requests a server gets at once, and for servers that are given up, are those
      of ServerState.
    """

    def __init__(
        self,
        session: Session,
        retry_policy: RetryPolicy,
        send: Callable[[PendingRequest], Coroutine[None, None, PartResult]],
        emit: Callable[[CompletedRequest | RequestWait], None],
        random: Callable[[], float] = random.random,
    ) -> None:
        """`send` makes one attempt at a request. `emit` gets each result, and each wait of the whole queue.

        `random` returns numbers from 0 up to 1.
        """
        self._session = session
        self._retry_policy = retry_policy
        self._send = send
        self._emit = emit
        self._random = random
        self._pending: deque[_QueuedRequest] = deque()
        self._waiting: list[_QueuedRequest] = []  # begun, and to be sent again
        self._running: dict[asyncio.Task[PartResult], _QueuedRequest] = {}
        self._servers: dict[str, ServerState] = {}
        self._refused_logins: dict[Login, ServiceError] = {}
        self._now = float("-inf")  # as of the last change
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_time = 0.0
        self._wait_error: ServiceError | None = None  # of the wait that was emitted, while it lasts

    async def send_all(self, requests: Iterable[PendingRequest]) -> None:
        """Send all requests. Emit a CompletedRequest once for each, as they end."""
        for request in requests:
            base_url = request.login.base_url
            server = self._servers.setdefault(base_url, ServerState(self._retry_policy, self._random))
            self._pending.append(_QueuedRequest(request, server, RequestAttempts(request.part.customer.id)))
        self._now = asyncio.get_running_loop().time()
        try:
            while self._pending or self._waiting or self._running:
                self._start_allowed_requests()
                await self._wait_for_change()
        finally:
            await self._cancel_all()

    # Starting requests ----------------------------------------------------------------------------------------

    def _start_allowed_requests(self) -> None:
        while len(self._running) < MAX_CONCURRENT_REQUESTS and (queued := self._find_next()):
            (self._waiting if queued.is_begun else self._pending).remove(queued)
            queued.is_begun = True
            queued.started_at = self._now
            queued.server.record_start(self._now)
            self._running[asyncio.create_task(self._send(queued.request))] = queued

    def _find_next(self) -> "_QueuedRequest | None":
        """Return a request that may be sent now: one to be sent again, or rather one of a customer without failures."""
        running = list(self._running.values())
        ready = self._find_ready_servers(running)
        for queued in self._waiting:
            if queued.retry_at <= self._now and self._can_start(queued, ready, running):
                return queued
        begun = list(self._begun())
        counts = Counter(queued.server for queued in begun)
        ready = {server for server in ready if counts[server] < server.max_begun}
        if not ready:
            return None
        allowed = (queued for queued in self._pending if self._can_start(queued, ready, begun))
        first = next(allowed, None)
        if first is None or not (failing := first.server.failing_customers):
            return first
        later = failing.union(queued.customer_id for queued in begun)
        return next((queued for queued in (first, *allowed) if queued.customer_id not in later), first)

    def _find_ready_servers(self, running: "Sequence[_QueuedRequest]") -> set[ServerState]:
        """Return the servers to which a request may be sent now, besides those that run."""
        counts = Counter(queued.server for queued in running)
        return {
            server
            for server in self._servers.values()
            if server.next_start <= self._now and counts[server] < server.max_at_once
        }

    def _can_start(self, queued: "_QueuedRequest", ready: set[ServerState], others: "Sequence[_QueuedRequest]") -> bool:
        login = queued.request.login
        return queued.server in ready and (
            self._session.is_accepted(login) or all(other.request.login != login for other in others)
        )

    def _begun(self) -> "Iterator[_QueuedRequest]":
        return itertools.chain(self._running.values(), self._waiting)

    # Waiting --------------------------------------------------------------------------------------------------

    async def _wait_for_change(self) -> None:
        """Wait until a request ends, or until one may be sent."""
        tasks: set[asyncio.Task[PartResult] | asyncio.Task[None]] = set(self._running)
        next_start = self._find_next_start()
        if next_start is not None:
            tasks.add(self._set_alarm(next_start))
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        self._now = max(self._now, asyncio.get_running_loop().time())
        if self._alarm in done:
            self._now = max(self._now, self._alarm_time)  # a sleep can end early by a tick of the clock
            self._alarm = None
            self._end_wait()
        for task in [task for task in self._running if task in done]:
            self._end_attempt(task)

    def _find_next_start(self) -> float | None:
        """Return the next time at which a request may be sent that may not be sent now."""
        times = [max(queued.retry_at, queued.server.next_start) for queued in self._waiting]
        if self._pending:
            times += [server.next_start for server in self._servers.values() if server.stop_error is None]
        return min((time for time in times if time > self._now), default=None)

    def _set_alarm(self, time: float) -> "asyncio.Task[None]":
        if self._alarm is not None and self._alarm_time <= time:
            return self._alarm
        if self._alarm is not None:
            self._alarm.cancel()
        seconds = round(time - self._now, 6)
        self._alarm_time = time
        self._alarm = asyncio.create_task(self._sleep(seconds))
        self._report_wait(seconds)
        return self._alarm

    async def _sleep(self, seconds: float) -> None:
        with ignore_errors():  # a wait that raises ends: the request is sent again
            await (self._session.sleep or asyncio.sleep)(seconds)

    def _report_wait(self, seconds: float) -> None:
        errors = [queued.error for queued in (*self._waiting, *self._pending) if queued.error]
        if errors and not self._running and seconds >= _MIN_REPORTED_WAIT:
            self._wait_error = errors[0]
            self._emit(RequestWait(datetime.now() + timedelta(seconds=seconds), errors[0]))

    def _end_wait(self) -> None:
        if self._wait_error is not None:
            self._emit(RequestWait(None, self._wait_error))
            self._wait_error = None

    # Ends of requests -----------------------------------------------------------------------------------------

    def _end_attempt(self, task: "asyncio.Task[PartResult]") -> None:
        queued = self._running.pop(task)
        result = _get_result(task)
        self._record_result(queued, result)
        if isinstance(result, ServiceError):
            queued.error = result
            retry_at = queued.server.record_failure(result, queued.attempts, queued.started_at, self._now)
            if retry_at is not None:
                self._send_again(queued, retry_at)
                self._end_blocked_requests()
                return
            self._record_failed_part(queued, result)
        self._report(queued.request, result)
        if isinstance(result, ServiceError):
            self._end_blocked_requests()

    def _send_again(self, queued: "_QueuedRequest", time: float) -> None:
        """Send a request again at a time of the loop; one that was refused like all after it, after the others."""
        queued.retry_at = time
        if queued.server.is_refusing and time <= queued.server.next_start:
            queued.is_begun = False
            self._pending.append(queued)
        else:
            self._waiting.append(queued)

    def _record_result(self, queued: "_QueuedRequest", result: PartResult | ServiceError) -> None:
        login = queued.request.login
        if isinstance(result, PartResult | AccessRefused | RequestRefused):
            queued.server.record_success(queued.started_at, self._now)
            if login not in self._refused_logins:
                self._session.accept(login)
        elif result.scope is ErrorScope.LOGIN:
            self._session.forget(login)
            self._refused_logins.setdefault(login, result)

    def _record_failed_part(self, queued: "_QueuedRequest", error: ServiceError) -> None:
        request, server = queued.request, queued.server
        unfinished = {
            other.customer_id for other in itertools.chain(self._begun(), self._pending) if other.server is server
        }
        has_answered = self._session.is_accepted(request.login)
        server.record_failed_part(queued.customer_id, error, unfinished, has_answered)

    def _report(self, request: PendingRequest, result: PartResult | ServiceError) -> None:
        self._emit(CompletedRequest(request, result, self._find_active_part()))

    def _find_active_part(self) -> RequestPart | None:
        """Return a part that is running, queued or not yet reported; None if there is none."""
        return next((queued.request.part for queued in itertools.chain(self._begun(), self._pending)), None)

    def _end_blocked_requests(self) -> None:
        """Report the requests that wait and whose login is refused or whose server is given up."""
        for queue in (self._waiting, self._pending):
            for queued in list(queue):
                error = self._refused_logins.get(queued.request.login) or queued.server.stop_error
                if error is not None:
                    queue.remove(queued)
                    self._report(queued.request, error)

    async def _cancel_all(self) -> None:
        tasks: list[asyncio.Task[PartResult] | asyncio.Task[None]] = [*self._running]
        if self._alarm is not None:
            tasks.append(self._alarm)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _QueuedRequest(Struct, eq=False):
    """A request that has not ended, and its attempts so far; times are those of the loop.

    `is_begun`: it is running or waits to be sent again, and no other request may take its place. `error` is that of the
    last attempt.
    """

    request: PendingRequest
    server: ServerState
    attempts: RequestAttempts
    is_begun: bool = False
    started_at: float = float("-inf")
    retry_at: float = float("-inf")
    error: ServiceError | None = None

    @property
    def customer_id(self) -> str:
        return self.request.part.customer.id


def _get_result(task: "asyncio.Task[PartResult]") -> PartResult | ServiceError:
    error = task.exception()
    if error is None:
        return task.result()
    if isinstance(error, ServiceError):
        return error
    raise error
