"""Which request may start when: the rules that keep an account from being locked and a service from being pestered."""

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass

from vitec_desktop.webservice.date_windows import DateWindow
from vitec_desktop.webservice.errors import (
    AccessRefused,
    ErrorScope,
    RequestRefused,
    ServiceDown,
    ServiceError,
    TimedOut,
)
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.result import PartResult, RequestPart
from vitec_desktop.webservice.session import Session

MAX_CONCURRENT_REQUESTS = 4
MAX_TIMEOUTS_IN_A_ROW = 3
_TOO_MANY_REQUESTS = 429

WaitBeforeRetry = Callable[[ServiceError, float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class PendingRequest:
    """One part to be asked for, under a sign-in whose base address is in its normal form."""

    part: RequestPart
    login: Login
    window: DateWindow


@dataclass(frozen=True, slots=True)
class CompletedRequest:
    request: PendingRequest
    result: PartResult | ServiceError


class RequestQueue:
    """Sends errands out, at most four at a time, each once.

    - A sign-in that the service has not accepted in this run goes out with one request alone, until an answer shows
      that it is accepted. After a refusal nothing more is sent under it.
    - While a request to a server that turns connections away, or asks for fewer requests, waits for its next try, no
      other one starts there. Once that request has been given up, nothing more is sent to the server.
    - Nor is there to a server that has let several requests in a row, with all their tries, time out; the first one is
      enough where the server has never answered. Hundreds of requests would else wait for minutes each.
    """

    def __init__(
        self, session: Session, ask: Callable[[PendingRequest, WaitBeforeRetry], Coroutine[None, None, PartResult]]
    ) -> None:
        """`ask` fetches one answer, with its tries; it is to wait between them by the function it is given."""
        self._session = session
        self._send = ask
        self._pending: deque[PendingRequest] = deque()
        self._running: dict[asyncio.Task[PartResult], _RunningRequest] = {}
        self._completed: deque[CompletedRequest] = deque()
        self._refused_logins: dict[Login, ServiceError] = {}
        self._blocked_servers: dict[str, ServiceError] = {}
        self._timeouts_in_a_row: Counter[str] = Counter()

    @property
    def active_part(self) -> RequestPart | None:
        """A part that is under way, or the next to be, or to be told of; None where nothing is left."""
        errands = (
            *(run.request for run in self._running.values()),
            *itertools.islice(self._pending, 1),
            *(outcome.request for outcome in itertools.islice(self._completed, 1)),
        )
        return errands[0].part if errands else None

    async def send_all(
        self, errands: Iterable[PendingRequest], on_outcome: Callable[[CompletedRequest], Awaitable[None]]
    ) -> None:
        """Carry all errands out; `on_outcome` is told of each as it comes, one after the other."""
        self._pending.extend(errands)
        try:
            self._start_allowed_requests()
            while self._running or self._completed:
                while self._completed:
                    await on_outcome(self._completed.popleft())
                if self._running:
                    await self._wait_for_next_result()
                    self._start_allowed_requests()
        finally:
            await self._cancel_all()

    def _start_allowed_requests(self) -> None:
        for errand in list(self._pending):
            if len(self._running) >= MAX_CONCURRENT_REQUESTS:
                return
            if self._can_start(errand):
                self._pending.remove(errand)
                run = _RunningRequest(errand)
                self._running[asyncio.create_task(self._send(errand, self._make_wait(run)))] = run

    def _can_start(self, errand: PendingRequest) -> bool:
        runs = self._running.values()
        if any(run.is_blocking_server and run.request.login.base_url == errand.login.base_url for run in runs):
            return False
        return self._session.is_accepted(errand.login) or all(run.request.login != errand.login for run in runs)

    def _find_blocking_error(self, errand: PendingRequest) -> ServiceError | None:
        return self._refused_logins.get(errand.login) or self._blocked_servers.get(errand.login.base_url)

    def _make_wait(self, run: "_RunningRequest") -> WaitBeforeRetry:
        async def wait(error: ServiceError, seconds: float) -> None:
            refusal = self._find_blocking_error(run.request)
            if refusal is not None:
                raise refusal
            run.retry_error = error
            await (self._session.sleep or asyncio.sleep)(seconds)
            run.retry_error = None

        return wait

    async def _wait_for_next_result(self) -> None:
        done, _ = await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
        for task in [task for task in self._running if task in done]:
            run = self._running.pop(task)
            outcome = CompletedRequest(run.request, self._get_result(task, run.request))
            self._record_result(outcome)
            self._completed.append(outcome)

    def _get_result(self, task: "asyncio.Task[PartResult]", errand: PendingRequest) -> PartResult | ServiceError:
        if task.cancelled():
            refusal = self._find_blocking_error(errand)
            if refusal is None:
                raise asyncio.CancelledError
            return refusal
        error = task.exception()
        if error is None:
            return task.result()
        if isinstance(error, ServiceError):
            return error
        raise error

    def _record_result(self, outcome: CompletedRequest) -> None:
        login, result = outcome.request.login, outcome.result
        self._timeouts_in_a_row[login.base_url] += 1
        if not isinstance(result, TimedOut):
            self._timeouts_in_a_row[login.base_url] = 0
        if isinstance(result, PartResult | AccessRefused | RequestRefused):
            if login not in self._refused_logins:
                self._session.accept(login)
        elif result.scope is ErrorScope.LOGIN:
            self._session.forget(login)
            self._refused_logins.setdefault(login, result)
            self._cancel_blocked()
        elif result.scope is ErrorScope.SERVER or self._has_too_many_timeouts(login):
            self._blocked_servers.setdefault(login.base_url, result)
            self._cancel_blocked()

    def _has_too_many_timeouts(self, login: Login) -> bool:
        return self._timeouts_in_a_row[login.base_url] >= (
            MAX_TIMEOUTS_IN_A_ROW if self._session.is_accepted(login) else 1
        )

    def _cancel_blocked(self) -> None:
        """Nothing more is sent where that is pointless by now: neither a first try nor another one."""
        for task, run in self._running.items():
            if run.retry_error is not None and self._find_blocking_error(run.request) is not None:
                task.cancel()
        for errand in list(self._pending):
            refusal = self._find_blocking_error(errand)
            if refusal is not None:
                self._pending.remove(errand)
                self._completed.append(CompletedRequest(errand, refusal))

    async def _cancel_all(self) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


@dataclass(slots=True)
class _RunningRequest:
    """An errand under way; `waiting_after` is the error after which it waits for its next try."""

    request: PendingRequest
    retry_error: ServiceError | None = None

    @property
    def is_blocking_server(self) -> bool:
        error = self.retry_error
        if error is None:
            return False
        return error.scope is ErrorScope.SERVER or (
            isinstance(error, ServiceDown) and error.status == _TOO_MANY_REQUESTS
        )
