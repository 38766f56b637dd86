"""Which failures are worth another try, and how long to wait before it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, RetryCallState

from vitec_desktop.webservice.errors import (
    AnswerCutShort,
    ConnectionRefused,
    NoNetwork,
    ProxyFailed,
    ServiceDown,
    ServiceError,
    TimedOut,
)
from vitec_desktop.webservice.timing import RetryPolicy

T = TypeVar("T")

_TRANSIENT_STATUSES = frozenset({429, 502, 503, 504})
_UNEXPECTED_STATUS = 500  # the service's own fault: tried once more, then left to its makers


async def call_with_retries(
    attempt: Callable[[], Awaitable[T]], timing: RetryPolicy, wait: Callable[[ServiceError, float], Awaitable[None]]
) -> T:
    """What `attempt` gives, tried again where its ConnectError may pass; else its last error.

    `wait` is called with that error and with the seconds to wait before the next try; what it raises ends the tries.
    """
    pacing = RetryState(timing)

    async def pause(seconds: float) -> None:
        await wait(pacing.last_error, seconds)

    # An attempt that is a plain function giving an awaitable is a coroutine function to tenacity only in this wrapping.
    async def once() -> T:
        return await attempt()

    retrying = AsyncRetrying(
        sleep=pause, retry=pacing.is_retryable, wait=pacing.compute_delay, stop=pacing.is_exhausted, reraise=True
    )
    return await retrying(once)


class RetryState:
    """The tries of one request."""

    def __init__(self, timing: RetryPolicy) -> None:
        self._timing = timing
        self._unexpected = 0
        self.last_error = ServiceError()

    def is_retryable(self, state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        if not isinstance(error, ServiceError):
            return False
        self.last_error = error
        if isinstance(error, ServiceDown) and error.status == _UNEXPECTED_STATUS:
            self._unexpected += 1
            return self._unexpected == 1
        return _is_transient(error)

    def compute_delay(self, state: RetryCallState) -> float:
        """The next wait in seconds: growing and jittered, but no shorter than what the service asks for."""
        own = self._timing.wait_before(state.attempt_number + 1)
        asked = self.last_error.retry_after if isinstance(self.last_error, ServiceDown) else None
        return max(own, asked or 0.0)

    def is_exhausted(self, state: RetryCallState) -> bool:
        waited = state.idle_for + state.upcoming_sleep
        return state.attempt_number >= self._timing.tries or waited > self._timing.max_waiting


def _is_transient(error: ServiceError) -> bool:
    if isinstance(error, ServiceDown):
        return error.status in _TRANSIENT_STATUSES
    if isinstance(error, ProxyFailed):
        return error.status is None or error.status in _TRANSIENT_STATUSES
    return isinstance(error, ConnectionRefused | NoNetwork | TimedOut | AnswerCutShort)
