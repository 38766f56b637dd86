"""Servers that limit, fail and answer in virtual time, and a report that is fetched from one of them."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.helpers.virtual_time import run_in_virtual_time
from vitec_desktop.webservice.errors import ServiceDown, ServiceError
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.request_plan import CompletedRequest, PendingRequest, RequestWait, plan_requests
from vitec_desktop.webservice.request_queue import RequestQueue
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.session import Session

BASE_URL = "https://connect.example.se"
FIRST_DAY = date(2025, 1, 1)

Answer = Callable[[float, PendingRequest], ServiceError | None]
"""Return the error for a request that arrives at a time, in seconds; None for a report."""


@dataclass
class SpacedLimit:
    """As nginx's limit_req: one request every `seconds`, and `burst` more; a refused one does not count."""

    seconds: float
    burst: int = 0
    retry_after: float | None = None
    _excess: float = 0.0
    _last: float = float("-inf")

    def __call__(self, now: float, _: PendingRequest) -> ServiceError | None:
        excess = max(0.0, self._excess - (now - self._last) / self.seconds + 1.0)
        if excess > self.burst:
            return ServiceDown(429, self.retry_after)
        self._excess, self._last = excess, now
        return None


@dataclass
class WindowLimit:
    """As haproxy's http_req_rate: at most `count` requests within `seconds`; a refused one counts too."""

    count: int
    seconds: float
    retry_after: float | None = None
    counts_refused: bool = True
    _seen: deque[float] = field(default_factory=deque)

    def __call__(self, now: float, _: PendingRequest) -> ServiceError | None:
        while self._seen and self._seen[0] <= now - self.seconds:
            self._seen.popleft()
        is_refused = len(self._seen) >= self.count
        if self.counts_refused or not is_refused:
            self._seen.append(now)
        return ServiceDown(429, self.retry_after) if is_refused else None


@dataclass
class Fetch:
    """What came of a fetch: the requests by the time they were sent, the results in their order, and the seconds."""

    sent: list[tuple[float, PendingRequest]] = field(default_factory=list)
    completed: list[CompletedRequest] = field(default_factory=list)
    waits: list[RequestWait] = field(default_factory=list)
    most_at_once: int = 0
    seconds: float = 0.0

    @property
    def failed(self) -> list[CompletedRequest]:
        return [one for one in self.completed if isinstance(one.result, ServiceError)]

    @property
    def errors(self) -> list[ServiceError]:
        return [one.result for one in self.completed if isinstance(one.result, ServiceError)]

    def complete_customers(self) -> set[str]:
        failed = {one.request.part.customer.id for one in self.failed}
        return {one.request.part.customer.id for one in self.completed} - failed


def plan(offices: int, windows: int, *, session: Session | None = None, logins: int = 1) -> list[PendingRequest]:
    """Return the requests of a report; the offices are M1, M2, …"""
    last_day = date.fromordinal(FIRST_DAY.toordinal() + 58 * windows - 1)
    customers = [Customer(f"M{number}") for number in range(1, offices + 1)]
    entries = [
        LoginCustomers(Login(BASE_URL, "anna", f"lösen {number}"), tuple(customers[number::logins]))
        for number in range(logins)
    ]
    return list(plan_requests(session or Session("Test/1"), ReportRequest(tuple(entries), FIRST_DAY, last_day)))


def fetch(
    requests: Sequence[PendingRequest],
    answer: Answer,
    *,
    seconds: float | Callable[[PendingRequest], float] = 0.2,
    policy: RetryPolicy | None = None,
    seed: int | None = None,
    is_accepted: bool = False,
) -> Fetch:
    """Fetch a report in virtual time. Each answer takes `seconds`; `is_accepted` says that the logins are known."""
    session, fetched, running = Session("Test/1"), Fetch(), 0
    policy = policy or (RetryPolicy(jitter=0) if seed is None else RetryPolicy())
    if is_accepted:
        for request in requests:
            session.accept(request.login)

    async def send(request: PendingRequest) -> PartResult:
        nonlocal running
        now = asyncio.get_running_loop().time()
        fetched.sent.append((now, request))
        running += 1
        fetched.most_at_once = max(fetched.most_at_once, running)
        error = answer(now, request)
        await asyncio.sleep(seconds(request) if callable(seconds) else seconds)
        running -= 1
        if error is not None:
            raise error
        return PartResult({})

    def take(event: CompletedRequest | RequestWait) -> None:
        if isinstance(event, CompletedRequest):
            fetched.completed.append(event)
        else:
            fetched.waits.append(event)

    async def work() -> None:
        chance = random.Random(seed).random
        await RequestQueue(session, policy, send, take, chance).send_all(requests)
        fetched.seconds = asyncio.get_running_loop().time()

    run_in_virtual_time(work())
    return fetched
