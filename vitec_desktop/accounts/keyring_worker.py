"""Asks the keyring in a thread of its own, so that one that hangs never takes the program with it."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

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

# How long to wait for a question that was given up, but which the keyring has not answered yet; seconds.
_WAIT_AFTER_HANG = 1.0


class SupportsOnCancel(Protocol):
    """Whatever calls back once when its user gives up; the program's own `Cancellation` is one."""

    def add_callback(self, callback: Callable[[], None], /) -> None: ...


@dataclass(frozen=True, slots=True)
class _Success(Generic[_T]):
    value: _T


class _PromptPossible:
    """The keyring lives, but its user may have to be asked first."""


_CallOutcome = _Success[_T] | KeyringProblem | _PromptPossible


class KeyringCall:
    """What a question to the keyring can look at while it runs."""

    def __init__(self) -> None:
        self._is_cancelled = threading.Event()

    def cancel(self) -> None:
        self._is_cancelled.set()

    def raise_if_cancelled(self) -> None:
        """Stops a question that nobody waits for any more, before it changes something.

        Raises:
            KeyringFailed
        """
        if self._is_cancelled.is_set():
            raise KeyringFailed(KeyringProblem.NOT_ANSWERING)


class KeyringWorker:
    """Puts one question at a time to the keyring; safe to call from any thread, which it blocks for a bounded time.

    `answer_time` is what a keyring gets that asks nobody; `prompt_time` is what its user gets to unlock it. Seconds.
    """

    def __init__(
        self, keyring_for: "Callable[[], KeyringBackend]", answer_time: float = 8.0, prompt_time: float = 60.0
    ) -> None:
        self._keyring_for = keyring_for
        self._answer_time = answer_time
        self._prompt_time = prompt_time
        self._lock = threading.Lock()
        self._is_hanging = False

    def run(
        self, question: "Callable[[KeyringBackend, KeyringCall], _T]", cancellation: SupportsOnCancel | None = None
    ) -> _T:
        """What `question` answers, put to a safe keyring.

        Raises:
            KeyringFailed: NOT_ANSWERING too when cancelled. The question may go on in its thread then, but stops
                at its next `check`.
        """
        outcomes: queue.SimpleQueue[_CallOutcome[_T]] = queue.SimpleQueue()
        asked = KeyringCall()
        self._acquire_lock()
        try:
            threading.Thread(
                target=self._run_call, args=(question, asked, outcomes), name="keyring", daemon=True
            ).start()
        except RuntimeError:  # no thread to be had
            self._lock.release()
            raise KeyringFailed(KeyringProblem.NOT_ANSWERING) from None
        if cancellation is not None:
            cancellation.add_callback(lambda: outcomes.put(KeyringProblem.NOT_ANSWERING))
        try:
            outcome = self._wait_for_outcome(outcomes)
        finally:
            asked.cancel()
        if isinstance(outcome, _Success):
            return outcome.value
        raise KeyringFailed(outcome)

    def _acquire_lock(self) -> None:
        """Raises KeyringFailed where an earlier question stays without an answer."""
        patience = _WAIT_AFTER_HANG if self._is_hanging else self._prompt_time
        if not self._lock.acquire(timeout=patience):
            self._is_hanging = True
            raise KeyringFailed(KeyringProblem.NOT_ANSWERING)

    def _wait_for_outcome(self, outcomes: "queue.SimpleQueue[_CallOutcome[_T]]") -> "_Success[_T] | KeyringProblem":
        deadline = time.monotonic() + self._answer_time
        while True:
            try:
                outcome = outcomes.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                outcome = KeyringProblem.NOT_ANSWERING
            if not isinstance(outcome, _PromptPossible):
                if outcome is KeyringProblem.NOT_ANSWERING and self._lock.locked():
                    self._is_hanging = True
                return outcome
            deadline = time.monotonic() + self._prompt_time

    def _run_call(
        self,
        question: "Callable[[KeyringBackend, KeyringCall], _T]",
        asked: KeyringCall,
        outcomes: "queue.SimpleQueue[_CallOutcome[_T]]",
    ) -> None:
        outcome: _CallOutcome[_T]
        try:
            try:
                offered = self._keyring_for()
            except Exception as error:
                # A keyring that is configured but cannot be loaded is none.
                problem = problem_from_error(error)
                raise KeyringFailed(
                    KeyringProblem.NONE_FOUND if problem is KeyringProblem.REFUSED else problem
                ) from None
            ring = choose_safe_backend(offered)
            if may_prompt_user(ring):
                outcomes.put(_PromptPossible())
            asked.raise_if_cancelled()
            outcome = _Success(question(ring, asked))
        except BaseException as error:
            # Only what it means goes on: the error's frames hold the password.
            outcome = problem_from_error(error)
        self._is_hanging = False
        self._lock.release()
        outcomes.put(outcome)
