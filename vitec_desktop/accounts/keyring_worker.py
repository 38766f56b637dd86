"""Calls the keyring in a thread of its own, so that one that hangs never blocks the program."""

import math
import queue
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from msgspec import Struct

from vitec_desktop.accounts.keyring_backend import (
    KeyringFailed,
    KeyringProblem,
    choose_safe_backend,
    may_prompt_user,
    problem_from_error,
)

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_T = TypeVar("_T")

# Seconds to wait for an earlier call that timed out and is still running.
_WAIT_AFTER_HANG = 1.0
# Seconds between two looks at whether the caller still waits; a wait without an end hears no Ctrl+C on Windows.
_POLL_INTERVAL = 0.2


class CancelSource(Protocol):
    """Calls back once when it is cancelled, as `CancellationToken` does."""

    def add_callback(self, callback: Callable[[], None], /) -> None: ...


class _Success(Struct, Generic[_T], frozen=True):
    value: _T


class _PromptPossible:
    """The keyring works, but may prompt its user first."""


_CallOutcome = _Success[_T] | KeyringProblem | _PromptPossible


class KeyringCall:
    """A call that runs in the worker's thread; it checks here whether its caller still waits.

    `can_prompt`: the keyring may open a prompt.
    """

    def __init__(self) -> None:
        self.can_prompt = False
        self._is_cancelled = threading.Event()

    def cancel(self) -> None:
        self._is_cancelled.set()

    def raise_if_cancelled(self) -> None:
        """Raise KeyringFailed if nobody waits for the call any more; to be called before a change."""
        if self._is_cancelled.is_set():
            raise KeyringFailed(KeyringProblem.NOT_ANSWERING)


class KeyringWorker:
    """Runs one call to the keyring at a time. Thread-safe; blocks the calling thread.

    `answer_timeout`: seconds for a keyring that does not prompt; `prompt_timeout`: seconds for its user to unlock it.
    None waits until the caller cancels: some keyrings let their user confirm each call, and nothing tells that they do.
    """

    def __init__(
        self,
        keyring_for: "Callable[[], KeyringBackend]",
        answer_timeout: float | None = 8.0,
        prompt_timeout: float | None = 60.0,
    ) -> None:
        self._keyring_for = keyring_for
        self._answer_timeout = answer_timeout
        self._prompt_timeout = prompt_timeout
        self._lock = threading.Lock()
        self._is_hanging = False

    def run(
        self, function: "Callable[[KeyringBackend, KeyringCall], _T]", cancellation: CancelSource | None = None
    ) -> _T:
        """Return what `function` returns for a safe keyring.

        Raises:
            KeyringFailed: NOT_ANSWERING also if cancelled; the function may still run then, until its next
                `raise_if_cancelled`.
        """
        outcomes: queue.SimpleQueue[_CallOutcome[_T]] = queue.SimpleQueue()
        call = KeyringCall()
        if cancellation is not None:
            cancellation.add_callback(lambda: outcomes.put(KeyringProblem.NOT_ANSWERING))
        self._acquire_lock(outcomes)
        try:
            threading.Thread(
                target=self._run_call, args=(function, call, outcomes), name="keyring", daemon=True
            ).start()
        except RuntimeError:  # the system gives no thread
            self._lock.release()
            raise KeyringFailed(KeyringProblem.NOT_ANSWERING) from None
        try:
            outcome = self._wait_for_outcome(outcomes)
        finally:
            call.cancel()
        if isinstance(outcome, _Success):
            return outcome.value
        raise KeyringFailed(outcome)

    def _acquire_lock(self, outcomes: "queue.SimpleQueue[_CallOutcome[_T]]") -> None:
        """Wait for an earlier call; raise KeyringFailed if it does not end, or once `outcomes` says cancelled."""
        deadline = _deadline(_WAIT_AFTER_HANG if self._is_hanging else self._prompt_timeout)
        while not self._lock.acquire(timeout=_POLL_INTERVAL):
            if time.monotonic() >= deadline or not outcomes.empty():
                self._is_hanging = True
                raise KeyringFailed(KeyringProblem.NOT_ANSWERING)

    def _wait_for_outcome(self, outcomes: "queue.SimpleQueue[_CallOutcome[_T]]") -> "_Success[_T] | KeyringProblem":
        deadline = _deadline(self._answer_timeout)
        while True:
            try:
                outcome = outcomes.get(timeout=max(0.0, min(_POLL_INTERVAL, deadline - time.monotonic())))
            except queue.Empty:
                if time.monotonic() < deadline:
                    continue
                outcome = KeyringProblem.NOT_ANSWERING
            if not isinstance(outcome, _PromptPossible):
                if outcome is KeyringProblem.NOT_ANSWERING and self._lock.locked():
                    self._is_hanging = True
                return outcome
            deadline = _deadline(self._prompt_timeout)

    def _run_call(
        self,
        function: "Callable[[KeyringBackend, KeyringCall], _T]",
        call: KeyringCall,
        outcomes: "queue.SimpleQueue[_CallOutcome[_T]]",
    ) -> None:
        outcome: _CallOutcome[_T]
        try:
            try:
                offered = self._keyring_for()
            except Exception as error:
                # A configured keyring that cannot be loaded counts as none.
                problem = problem_from_error(error)
                raise KeyringFailed(
                    KeyringProblem.NONE_FOUND if problem is KeyringProblem.REFUSED else problem
                ) from None
            ring = choose_safe_backend(offered)
            call.can_prompt = may_prompt_user(ring)
            if call.can_prompt:
                outcomes.put(_PromptPossible())
            call.raise_if_cancelled()
            outcome = _Success(function(ring, call))
        except BaseException as error:
            # The error itself goes no further: its frames hold the password.
            outcome = problem_from_error(error)
        self._is_hanging = False
        self._lock.release()
        outcomes.put(outcome)


def _deadline(timeout: float | None) -> float:
    """Return the time of the monotonic clock at which a wait ends."""
    return math.inf if timeout is None else time.monotonic() + timeout
