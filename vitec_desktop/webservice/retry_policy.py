"""The rules for sending failed requests again: which ones, how often, and after how long a delay."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from vitec_desktop.webservice.errors import (
    AnswerCutShort,
    ConnectionRefused,
    NoNetwork,
    ProxyFailed,
    ServiceDown,
    ServiceError,
    TimedOut,
)

_TRANSIENT_STATUSES = frozenset({429, 502, 503, 504})
_UNEXPECTED_STATUS = 500  # a fault in the service: sent again once only


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Time limits of one attempt at a request, in seconds."""

    connect: float = 10.0  # name look-up, connection and TLS handshake, each
    read: float = 60.0  # between two pieces of the response
    attempt: float = 300.0  # for the whole attempt, however slowly bytes keep arriving


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often one request is sent, and the delays between its attempts, in seconds.

    `jitter` is the share by which a delay is made shorter or longer, so that many computers do not retry at once.
    """

    max_attempts: int = 4
    max_total_delay: float = 20.0
    initial_delay: float = 0.5
    multiplier: float = 3.0
    jitter: float = 0.25


class RetryState:
    """The attempts made at one request so far."""

    def __init__(self, policy: RetryPolicy, random: Callable[[], float] = random.random) -> None:
        """`random` returns numbers from 0 up to 1."""
        self._policy = policy
        self._random = random
        self._attempts = 0
        self._total_delay = 0.0
        self._unexpected_errors = 0

    def next_delay(self, error: ServiceError) -> float | None:
        """Record a failed attempt; return the delay before the next one in seconds, None if there is to be none.

        Exponential backoff with jitter, at least what the service asks for in Retry-After.
        """
        self._attempts += 1
        if not self._is_retryable(error):
            return None
        retry_after = error.retry_after if isinstance(error, ServiceDown) else None
        delay = max(self._backoff(), retry_after or 0.0)
        self._total_delay += delay
        return None if self._is_exhausted else delay

    def _is_retryable(self, error: ServiceError) -> bool:
        if isinstance(error, ServiceDown) and error.status == _UNEXPECTED_STATUS:
            self._unexpected_errors += 1
            return self._unexpected_errors == 1
        return _is_transient(error)

    def _backoff(self) -> float:
        policy = self._policy
        spread = 1.0 + policy.jitter * (2.0 * self._random() - 1.0)
        return policy.initial_delay * policy.multiplier ** (self._attempts - 1) * spread

    @property
    def _is_exhausted(self) -> bool:
        return self._attempts >= self._policy.max_attempts or self._total_delay > self._policy.max_total_delay


def _is_transient(error: ServiceError) -> bool:
    if isinstance(error, ServiceDown):
        return error.status in _TRANSIENT_STATUSES
    if isinstance(error, ProxyFailed):
        return error.status is None or error.status in _TRANSIENT_STATUSES
    return isinstance(error, ConnectionRefused | NoNetwork | TimedOut | AnswerCutShort)
