"""Decides which request may start when, so that no account is locked and no server is overloaded."""

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass

from vitec_desktop.webservice.errors import (
    AccessRefused,
    ErrorScope,
    RequestRefused,
    ServiceDown,
    ServiceError,
    TimedOut,
)
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.request_plan import CompletedRequest, PendingRequest
from vitec_desktop.webservice.result import PartResult, RequestPart
from vitec_desktop.webservice.session import Session

MAX_CONCURRENT_REQUESTS = 4
MAX_TIMEOUTS_IN_A_ROW = 3
_TOO_MANY_REQUESTS = 429

WaitBeforeRetry = Callable[[ServiceError, float], Awaitable[None]]


class RequestQueue:
    """Sends each request once, at most MAX_CONCURRENT_REQUESTS at a time. For one call of `send_all`.

    - A login that the service has not accepted in this session is sent with one request alone, until a response
      proves it. After it is refused, no further request is sent with it.
    - While a request waits to be retried because the server refused the connection or answered 429, no other request
      to that server starts. When that request fails for good, the server is blocked: nothing more is sent to it.
    - A server is also blocked after MAX_TIMEOUTS_IN_A_ROW requests to it timed out with all their attempts; after one
      if it has never answered. Otherwise each of several hundred requests would wait for minutes.
    """

    def __init__(
        self,
        session: Session,
        send: Callable[[PendingRequest, WaitBeforeRetry], Coroutine[None, None, PartResult]],
        on_result: Callable[[CompletedRequest], None],
    ) -> None:
        """`send` sends one request with its retries; it must await the function it is given before each retry."""
        self._session = session
        self._send = send
        self._on_result = on_result
        self._pending: deque[PendingRequest] = deque()
        self._running: dict[asyncio.Task[PartResult], _RunningRequest] = {}
        self._refused_logins: dict[Login, ServiceError] = {}
        self._blocked_servers: dict[str, ServiceError] = {}
        self._timeouts_in_a_row: Counter[str] = Counter()

    async def send_all(self, requests: Iterable[PendingRequest]) -> None:
        """Send all requests. Call `on_result` once for each, as they end."""
        self._pending.extend(requests)
        try:
            self._start_allowed_requests()
            while self._running:
                await self._wait_for_next_result()
                self._start_allowed_requests()
        finally:
            await self._cancel_all()

    def _start_allowed_requests(self) -> None:
        for request in list(self._pending):
            if len(self._running) >= MAX_CONCURRENT_REQUESTS:
                return
            if self._can_start(request):
                self._pending.remove(request)
                running = _RunningRequest(request)
                self._running[asyncio.create_task(self._send(request, self._make_wait(running)))] = running

    def _can_start(self, request: PendingRequest) -> bool:
        others = self._running.values()
        if any(one.is_blocking_server and one.request.login.base_url == request.login.base_url for one in others):
            return False
        return self._session.is_accepted(request.login) or all(one.request.login != request.login for one in others)

    def _find_blocking_error(self, request: PendingRequest) -> ServiceError | None:
        """Return the error after which a request must not be sent any more; None if it may be."""
        return self._refused_logins.get(request.login) or self._blocked_servers.get(request.login.base_url)

    def _make_wait(self, running: "_RunningRequest") -> WaitBeforeRetry:
        sleep = self._session.sleep or asyncio.sleep

        async def wait(error: ServiceError, seconds: float) -> None:
            blocking_error = self._find_blocking_error(running.request)
            if blocking_error is not None:
                raise blocking_error
            running.retry_error = error
            await sleep(seconds)
            running.retry_error = None

        return wait

    async def _wait_for_next_result(self) -> None:
        done, _ = await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
        for task in [task for task in self._running if task in done]:
            request = self._running.pop(task).request
            result = self._get_result(task, request)
            self._record_result(request.login, result)
            self._report(request, result)
            self._cancel_blocked()

    def _get_result(self, task: "asyncio.Task[PartResult]", request: PendingRequest) -> PartResult | ServiceError:
        if task.cancelled():
            blocking_error = self._find_blocking_error(request)
            if blocking_error is None:
                raise asyncio.CancelledError
            return blocking_error
        error = task.exception()
        if error is None:
            return task.result()
        if isinstance(error, ServiceError):
            return error
        raise error

    def _report(self, request: PendingRequest, result: PartResult | ServiceError) -> None:
        self._on_result(CompletedRequest(request, result, self._find_active_part()))

    def _find_active_part(self) -> RequestPart | None:
        """Return a part that is running, queued or not yet reported; None if there is none."""
        running = (one.request for one in self._running.values())
        return next((request.part for request in itertools.chain(running, self._pending)), None)

    def _record_result(self, login: Login, result: PartResult | ServiceError) -> None:
        self._timeouts_in_a_row[login.base_url] += 1
        if not isinstance(result, TimedOut):
            self._timeouts_in_a_row[login.base_url] = 0
        if isinstance(result, PartResult | AccessRefused | RequestRefused):
            if login not in self._refused_logins:
                self._session.accept(login)
        elif result.scope is ErrorScope.LOGIN:
            self._session.forget(login)
            self._refused_logins.setdefault(login, result)
        elif result.scope is ErrorScope.SERVER or self._has_too_many_timeouts(login):
            self._blocked_servers.setdefault(login.base_url, result)

    def _has_too_many_timeouts(self, login: Login) -> bool:
        limit = MAX_TIMEOUTS_IN_A_ROW if self._session.is_accepted(login) else 1
        return self._timeouts_in_a_row[login.base_url] >= limit

    def _cancel_blocked(self) -> None:
        """Cancel the retries and report the pending requests whose login is refused or whose server is blocked."""
        for task, running in self._running.items():
            if running.retry_error is not None and self._find_blocking_error(running.request) is not None:
                task.cancel()
        for request in list(self._pending):
            blocking_error = self._find_blocking_error(request)
            if blocking_error is not None:
                self._pending.remove(request)
                self._report(request, blocking_error)

    async def _cancel_all(self) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


@dataclass(slots=True)
class _RunningRequest:
    """A request that was sent; `retry_error` is its last error while it waits for its next attempt, else None."""

    request: PendingRequest
    retry_error: ServiceError | None = None

    @property
    def is_blocking_server(self) -> bool:
        error = self.retry_error
        if error is None:
            return False
        is_limited = isinstance(error, ServiceDown) and error.status == _TOO_MANY_REQUESTS
        return is_limited or error.scope is ErrorScope.SERVER
