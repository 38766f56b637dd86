"""When requests are sent to a server: which failed ones again, after which delay, how many at once, and when no more.

Pure rules, without a clock: times are given in seconds of any steady clock.
"""

import random
from collections.abc import Callable, Collection

from msgspec import Struct

from vitec_desktop.webservice.errors import (
    AnswerCutShort,
    ConnectionRefused,
    ErrorScope,
    NoNetwork,
    ProxyFailed,
    ServiceDown,
    ServiceError,
    ServiceGivenUp,
    TimedOut,
)

MAX_CONCURRENT_REQUESTS = 4
MAX_FAILURES_IN_A_ROW = 3
"""After so many failed parts of a server that nothing succeeded between, the server counts as down."""

_TOO_MANY_REQUESTS = 429
_GATEWAY_STATUSES = frozenset({502, 503, 504})
_UNEXPECTED_STATUS = 500  # a fault in the service: sent again once only
_MAX_REFUSALS = 8  # 429s for one part while other parts succeed
_SUCCESSES_TO_SPEED_UP = 3
_MIN_DELAY = 0.1  # seconds


class Timeouts(Struct, frozen=True):
    """Time limits of one attempt at a request, in seconds."""

    connect: float = 10.0  # name look-up, connection and TLS handshake, each
    read: float = 60.0  # between two pieces of the response
    attempt: float = 300.0  # for the whole attempt, however slowly bytes keep arriving


class RetryPolicy(Struct, frozen=True):
    """How often one request is sent, and the delays between attempts, in seconds.

    `max_total_delay` is how long is waited for a server in all since it last answered; overlapping delays count once.
    `jitter` is the share by which a delay is made shorter or longer, so that many computers do not retry at once; what
    a server asks for is only made longer.
    """

    max_attempts: int = 4
    max_total_delay: float = 20.0
    initial_delay: float = 0.5
    multiplier: float = 3.0
    jitter: float = 0.25


class RequestAttempts(Struct):
    """The failed attempts at one request so far, for a customer."""

    customer_id: str
    failures: int = 0
    unexpected_errors: int = 0
    refusals: int = 0


class ServerState:
    """What is known of one server in one fetch: how many requests may be sent to it, when, and whether any.

    - A request that failed for a passing reason is sent again after a delay that grows, at least the one asked for in
      Retry-After. After RetryPolicy.max_total_delay without a success, no request is sent again.
    - A refusal concerns the whole server: 429, or no connection. Until a request succeeds, only one at a time is sent,
      after a delay that grows with each refusal. When the server refuses for good, it is given up.
    - After a 429, half as many requests are sent at once, down to one; without Retry-After, as far apart as the server
      has accepted them. Every _SUCCESSES_TO_SPEED_UP successes, that interval is halved, or one more is sent at once.
    - A server that asks for a longer wait than `max_total_delay` is given up.
    - When MAX_FAILURES_IN_A_ROW parts have failed with 502, 503 or 504, the server is probed with one more part, of
      another customer if there is one, and given up if that fails too. The failed parts must be of as many different
      customers as have parts left, so that one customer's fault costs no other customer its rows. Meanwhile fewer
      parts are begun.
    - The same number of parts that timed out with all their attempts is enough; one, if the server never answered.
      Parts after them are sent once only, as each attempt can take minutes.
    """

    def __init__(self, policy: RetryPolicy, random: Callable[[], float] = random.random) -> None:
        """`random` returns numbers from 0 up to 1."""
        self.stop_error: ServiceError | None = None
        """Why nothing more is sent to the server; None if more may be."""
        self._policy = policy
        self._random = random
        self._limit = MAX_CONCURRENT_REQUESTS
        self._interval = 0.0  # between the starts of two requests
        self._successes = 0  # since the limit or the interval changed
        self._last_start = float("-inf")
        self._last_accepted = float("-inf")
        self._resume_at = float("-inf")
        self._refused_at = float("-inf")
        self._refusals_in_a_row = 0
        self._must_find_interval = False  # a 429 since the last success did not say when to come back
        self._waited = 0.0  # since the last success
        self._waited_until = float("-inf")
        self._failed_customers: list[str] = []  # of the parts that failed in a row
        self._timed_out_customers: list[str] = []
        self._limited_customers: list[str] = []  # that got a 429 since the last success
        self._rows = (self._failed_customers, self._timed_out_customers, self._limited_customers)
        self._is_probing = False

    @property
    def max_at_once(self) -> int:
        """How many requests may run."""
        return 1 if self.is_refusing else self._limit

    @property
    def max_begun(self) -> int:
        """How many parts may be in progress: their requests run, or wait to be sent again."""
        return max(1, MAX_CONCURRENT_REQUESTS - len(self._failed_customers))

    @property
    def is_refusing(self) -> bool:
        """Whether the server has refused a request and not accepted one since."""
        return self._refusals_in_a_row > 0

    @property
    def next_start(self) -> float:
        """The time before which no request may be sent."""
        return max(self._resume_at, self._last_start + self._interval)

    @property
    def failing_customers(self) -> set[str]:
        """Whose parts have failed since the last success: those of other customers are sent first."""
        return set().union(*self._rows)

    def record_start(self, now: float) -> None:
        """Record that a request is sent."""
        self._last_start = now

    def record_success(self, started_at: float, now: float) -> None:
        """Record an answer that shows that the server works, to the request that was sent at `started_at`."""
        for row in self._rows:
            row.clear()
        self._is_probing = False
        if started_at >= self._refused_at:
            if self._must_find_interval:
                has_accepted = self._last_accepted > float("-inf")
                interval = started_at - (self._last_accepted if has_accepted else self._refused_at)
                self._interval = min(interval, self._policy.max_total_delay / 2.0)
                self._successes = 0
            self._refusals_in_a_row, self._must_find_interval = 0, False
        self._last_accepted = max(self._last_accepted, started_at)
        self._successes += 1
        if self._successes >= _SUCCESSES_TO_SPEED_UP:
            self._speed_up()
        # A delay that has begun goes on: the answer can be to a request that was sent before it.
        self._waited = max(self._interval, self._waited_until - now)

    def record_failure(
        self, error: ServiceError, attempts: RequestAttempts, started_at: float, now: float
    ) -> float | None:
        """Record a failed attempt, sent at `started_at`; return the time of the next one, None if there is none."""
        attempts.failures += 1
        if _asked_delay(error) > self._policy.max_total_delay:
            self.stop_error = error
            return None
        if _is_rate_limit(error):
            return self._retry_after_limit(error, attempts, started_at, now)
        if not self._is_retryable(error, attempts):
            if error.scope is ErrorScope.SERVER:
                self.stop_error = error
            return None
        if error.scope is ErrorScope.SERVER:
            return self._retry_after_refusal(error, attempts, started_at, now)
        is_hanging = isinstance(error, TimedOut) and len(self._timed_out_customers) >= MAX_FAILURES_IN_A_ROW
        if attempts.failures >= self._policy.max_attempts or is_hanging:
            return None
        delay = self._find_delay(error, attempts.failures, now)
        return None if delay is None else now + delay

    def record_failed_part(
        self, customer_id: str, error: ServiceError, unfinished: Collection[str], has_answered: bool
    ) -> None:
        """Record a part that failed with its last attempt.

        `unfinished` are the ids of the customers that have parts left; `has_answered` says whether the server has ever
        accepted the login.
        """
        if isinstance(error, TimedOut) and error.scope is ErrorScope.PART:
            self._timed_out_customers.append(customer_id)
            if not has_answered or _is_row_complete(self._timed_out_customers, unfinished):
                self._stop(error)
        else:
            self._timed_out_customers.clear()
        if isinstance(error, ServiceDown) and error.status in _GATEWAY_STATUSES:
            is_elsewhere = customer_id not in self._failed_customers
            if self._is_probing and (is_elsewhere or set(unfinished) <= set(self._failed_customers)):
                self._stop(ServiceGivenUp(error.status, error.retry_after, error.retry_at, error.speaker))
            self._failed_customers.append(customer_id)
            self._is_probing = self._is_probing or _is_row_complete(self._failed_customers, unfinished)

    def _stop(self, error: ServiceError) -> None:
        self.stop_error = self.stop_error or error

    def _retry_after_limit(
        self, error: ServiceError, attempts: RequestAttempts, started_at: float, now: float
    ) -> float | None:
        self._limit = max(1, self._limit // 2)
        self._successes = 0
        self._must_find_interval = self._must_find_interval or not _asked_delay(error)
        attempts.refusals += 1
        self._limited_customers.append(attempts.customer_id)
        if not self._pause(error, started_at, now) or self._policy.max_attempts == 1:
            self._stop(error)
            return None
        return None if attempts.refusals >= _MAX_REFUSALS else self._resume_at

    def _retry_after_refusal(
        self, error: ServiceError, attempts: RequestAttempts, started_at: float, now: float
    ) -> float | None:
        has_time = self._pause(error, started_at, now)
        if not has_time or self._refusals_in_a_row >= self._policy.max_attempts:
            self._stop(error)
            return None
        return None if attempts.failures >= self._policy.max_attempts else self._resume_at

    def _pause(self, error: ServiceError, started_at: float, now: float) -> bool:
        """Pause after a refusal; return False if that would be too long. Requests sent before the last one add none."""
        if started_at >= self._refused_at:
            self._refusals_in_a_row += 1
            self._refused_at = now
        delay = self._find_delay(error, max(1, self._refusals_in_a_row), now)
        if delay is None:
            return False
        self._resume_at = max(self._resume_at, now + delay)
        return True

    def _find_delay(self, error: ServiceError, failures: int, now: float) -> float | None:
        """Return a delay and count it; None if that would exceed the maximum since the last success."""
        policy, asked = self._policy, _asked_delay(error)
        overlap = max(0.0, self._waited_until - now)
        longest = policy.max_total_delay - self._waited + overlap
        if longest < max(asked, _MIN_DELAY):
            return None
        spread = policy.jitter * (2.0 * self._random() - 1.0)
        backoff = policy.initial_delay * policy.multiplier ** (failures - 1) * (1.0 + spread)
        delay = min(max(backoff, asked * (1.0 + abs(spread)), self._last_start + self._interval - now), longest)
        self._waited += max(0.0, delay - overlap)
        self._waited_until = max(self._waited_until, now + delay)
        return delay

    def _is_retryable(self, error: ServiceError, attempts: RequestAttempts) -> bool:
        if isinstance(error, ServiceDown) and error.status == _UNEXPECTED_STATUS:
            attempts.unexpected_errors += 1
            return attempts.unexpected_errors == 1
        return _is_transient(error)

    def _speed_up(self) -> None:
        self._successes = 0
        if self._interval:
            shorter = self._interval / 2.0
            self._interval = shorter if shorter >= self._policy.initial_delay else 0.0
        else:
            self._limit = min(MAX_CONCURRENT_REQUESTS, self._limit + 1)


def _is_row_complete(row: Collection[str], unfinished: Collection[str]) -> bool:
    """Return True if the failed parts in a row are enough, and of as many customers as they can be."""
    customers = set(row)
    possible = len(customers.union(unfinished))
    return len(row) >= MAX_FAILURES_IN_A_ROW and len(customers) >= min(MAX_FAILURES_IN_A_ROW, possible)


def _is_rate_limit(error: ServiceError) -> bool:
    return isinstance(error, ServiceDown) and error.status == _TOO_MANY_REQUESTS


def _asked_delay(error: ServiceError) -> float:
    return (error.retry_after or 0.0) if isinstance(error, ServiceDown) else 0.0


def _is_transient(error: ServiceError) -> bool:
    if isinstance(error, ServiceDown):
        return error.status in _GATEWAY_STATUSES
    if isinstance(error, ProxyFailed):
        return error.status is None or error.status in _GATEWAY_STATUSES | {_TOO_MANY_REQUESTS}
    return isinstance(error, ConnectionRefused | NoNetwork | TimedOut | AnswerCutShort)
