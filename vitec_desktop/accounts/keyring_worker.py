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
    may_ask_its_user,
    problem_of,
    safe_backend,
)

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_T = TypeVar("_T")

# How long to wait for a question that was given up, but which the keyring has not answered yet; seconds.
_TURN_AFTER_A_HANG = 1.0


class CancelSignal(Protocol):
    """Whatever calls back once when its user gives up; the program's own `Cancellation` is one."""

    def on_cancel(self, callback: Callable[[], None], /) -> None: ...


@dataclass(frozen=True, slots=True)
class _Answered(Generic[_T]):
    value: _T


class _MayTakeLonger:
    """The keyring lives, but its user may have to be asked first."""


_Outcome = _Answered[_T] | KeyringProblem | _MayTakeLonger


class Question:
    """What a question to the keyring can look at while it runs."""

    def __init__(self) -> None:
        self._is_given_up = threading.Event()

    def give_up(self) -> None:
        self._is_given_up.set()

    def check(self) -> None:
        """Stops a question that nobody waits for any more, before it changes something.

        Raises:
            KeyringFailed
        """
        if self._is_given_up.is_set():
            raise KeyringFailed(KeyringProblem.NOT_ANSWERING)


class Asking:
    """Puts one question at a time to the keyring; safe to call from any thread, which it blocks for a bounded time.

    `answer_time` is what a keyring gets that asks nobody; `prompt_time` is what its user gets to unlock it. Seconds.
    """

    def __init__(
        self, keyring_for: "Callable[[], KeyringBackend]", answer_time: float = 8.0, prompt_time: float = 60.0
    ) -> None:
        self._keyring_for = keyring_for
        self._answer_time = answer_time
        self._prompt_time = prompt_time
        self._turn = threading.Lock()
        self._is_hanging = False

    def ask(self, question: "Callable[[KeyringBackend, Question], _T]", cancellation: CancelSignal | None = None) -> _T:
        """What `question` answers, put to a safe keyring.

        Raises:
            KeyringFailed: NOT_ANSWERING too when cancelled. The question may go on in its thread then, but stops
                at its next `check`.
        """
        outcomes: queue.SimpleQueue[_Outcome[_T]] = queue.SimpleQueue()
        asked = Question()
        self._wait_for_turn()
        try:
            threading.Thread(target=self._work, args=(question, asked, outcomes), name="keyring", daemon=True).start()
        except RuntimeError:  # no thread to be had
            self._turn.release()
            raise KeyringFailed(KeyringProblem.NOT_ANSWERING) from None
        if cancellation is not None:
            cancellation.on_cancel(lambda: outcomes.put(KeyringProblem.NOT_ANSWERING))
        try:
            outcome = self._await(outcomes)
        finally:
            asked.give_up()
        if isinstance(outcome, _Answered):
            return outcome.value
        raise KeyringFailed(outcome)

    def _wait_for_turn(self) -> None:
        """Raises KeyringFailed where an earlier question stays without an answer."""
        patience = _TURN_AFTER_A_HANG if self._is_hanging else self._prompt_time
        if not self._turn.acquire(timeout=patience):
            self._is_hanging = True
            raise KeyringFailed(KeyringProblem.NOT_ANSWERING)

    def _await(self, outcomes: "queue.SimpleQueue[_Outcome[_T]]") -> "_Answered[_T] | KeyringProblem":
        deadline = time.monotonic() + self._answer_time
        while True:
            try:
                outcome = outcomes.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                outcome = KeyringProblem.NOT_ANSWERING
            if not isinstance(outcome, _MayTakeLonger):
                if outcome is KeyringProblem.NOT_ANSWERING and self._turn.locked():
                    self._is_hanging = True
                return outcome
            deadline = time.monotonic() + self._prompt_time

    def _work(
        self,
        question: "Callable[[KeyringBackend, Question], _T]",
        asked: Question,
        outcomes: "queue.SimpleQueue[_Outcome[_T]]",
    ) -> None:
        outcome: _Outcome[_T]
        try:
            try:
                offered = self._keyring_for()
            except Exception as error:
                # A keyring that is configured but cannot be loaded is none.
                problem = problem_of(error)
                raise KeyringFailed(
                    KeyringProblem.NONE_FOUND if problem is KeyringProblem.REFUSED else problem
                ) from None
            ring = safe_backend(offered)
            if may_ask_its_user(ring):
                outcomes.put(_MayTakeLonger())
            asked.check()
            outcome = _Answered(question(ring, asked))
        except BaseException as error:
            # Only what it means goes on: the error's frames hold the password.
            outcome = problem_of(error)
        self._is_hanging = False
        self._turn.release()
        outcomes.put(outcome)
