"""Which request may start when: the rules that keep an account from being locked and a service from being pestered."""

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass

from vitec_desktop.webservice.date_windows import Window
from vitec_desktop.webservice.errors import AccessRefused, ConnectError, Reach, RequestRefused, ServiceDown, TimedOut
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.result import Answer, Part
from vitec_desktop.webservice.session import Session

MOST_AT_ONCE = 4
MOST_SILENCES = 3
_TOO_MANY_REQUESTS = 429

Wait = Callable[[ConnectError, float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Errand:
    """One part to be asked for, under a sign-in whose base address is in its normal form."""

    part: Part
    login: Login
    window: Window


@dataclass(frozen=True, slots=True)
class Outcome:
    errand: Errand
    result: Answer | ConnectError


class Dispatcher:
    """Sends errands out, at most four at a time, each once.

    - A sign-in that the service has not accepted in this run goes out with one request alone, until an answer shows
      that it is accepted. After a refusal nothing more is sent under it.
    - While a request to a server that turns connections away, or asks for fewer requests, waits for its next try, no
      other one starts there. Once that request has been given up, nothing more is sent to the server.
    - Nor is there to a server that has let several requests in a row, with all their tries, time out; the first one is
      enough where the server has never answered. Hundreds of requests would else wait for minutes each.
    """

    def __init__(self, session: Session, ask: Callable[[Errand, Wait], Coroutine[None, None, Answer]]) -> None:
        """`ask` fetches one answer, with its tries; it is to wait between them by the function it is given."""
        self._session = session
        self._ask = ask
        self._pending: deque[Errand] = deque()
        self._runs: dict[asyncio.Task[Answer], _Run] = {}
        self._settled: deque[Outcome] = deque()
        self._refused_logins: dict[Login, ConnectError] = {}
        self._closed_servers: dict[str, ConnectError] = {}
        self._silences: Counter[str] = Counter()

    @property
    def upcoming(self) -> Part | None:
        """A part that is under way, or the next to be, or to be told of; None where nothing is left."""
        errands = (
            *(run.errand for run in self._runs.values()),
            *itertools.islice(self._pending, 1),
            *(outcome.errand for outcome in itertools.islice(self._settled, 1)),
        )
        return errands[0].part if errands else None

    async def run(self, errands: Iterable[Errand], on_outcome: Callable[[Outcome], Awaitable[None]]) -> None:
        """Carry all errands out; `on_outcome` is told of each as it comes, one after the other."""
        self._pending.extend(errands)
        try:
            self._start_what_may()
            while self._runs or self._settled:
                while self._settled:
                    await on_outcome(self._settled.popleft())
                if self._runs:
                    await self._wait_for_one()
                    self._start_what_may()
        finally:
            await self._stop_all()

    def _start_what_may(self) -> None:
        for errand in list(self._pending):
            if len(self._runs) >= MOST_AT_ONCE:
                return
            if self._may_start(errand):
                self._pending.remove(errand)
                run = _Run(errand)
                self._runs[asyncio.create_task(self._ask(errand, self._wait_in(run)))] = run

    def _may_start(self, errand: Errand) -> bool:
        runs = self._runs.values()
        if any(run.holds_up_server and run.errand.login.base_url == errand.login.base_url for run in runs):
            return False
        return self._session.is_accepted(errand.login) or all(run.errand.login != errand.login for run in runs)

    def _refusal(self, errand: Errand) -> ConnectError | None:
        return self._refused_logins.get(errand.login) or self._closed_servers.get(errand.login.base_url)

    def _wait_in(self, run: "_Run") -> Wait:
        async def wait(error: ConnectError, seconds: float) -> None:
            refusal = self._refusal(run.errand)
            if refusal is not None:
                raise refusal
            run.waiting_after = error
            await self._session.timing.sleep(seconds)
            run.waiting_after = None

        return wait

    async def _wait_for_one(self) -> None:
        done, _ = await asyncio.wait(self._runs, return_when=asyncio.FIRST_COMPLETED)
        for task in [task for task in self._runs if task in done]:
            run = self._runs.pop(task)
            outcome = Outcome(run.errand, self._result(task, run.errand))
            self._learn_from(outcome)
            self._settled.append(outcome)

    def _result(self, task: "asyncio.Task[Answer]", errand: Errand) -> Answer | ConnectError:
        if task.cancelled():
            refusal = self._refusal(errand)
            if refusal is None:
                raise asyncio.CancelledError
            return refusal
        error = task.exception()
        if error is None:
            return task.result()
        if isinstance(error, ConnectError):
            return error
        raise error

    def _learn_from(self, outcome: Outcome) -> None:
        login, result = outcome.errand.login, outcome.result
        self._silences[login.base_url] += 1
        if not isinstance(result, TimedOut):
            self._silences[login.base_url] = 0
        if isinstance(result, Answer | AccessRefused | RequestRefused):
            if login not in self._refused_logins:
                self._session.accept(login)
        elif result.reach is Reach.LOGIN:
            self._session.forget(login)
            self._refused_logins.setdefault(login, result)
            self._drop_refused()
        elif result.reach is Reach.SERVER or self._is_silent(login):
            self._closed_servers.setdefault(login.base_url, result)
            self._drop_refused()

    def _is_silent(self, login: Login) -> bool:
        return self._silences[login.base_url] >= (MOST_SILENCES if self._session.is_accepted(login) else 1)

    def _drop_refused(self) -> None:
        """Nothing more is sent where that is pointless by now: neither a first try nor another one."""
        for task, run in self._runs.items():
            if run.waiting_after is not None and self._refusal(run.errand) is not None:
                task.cancel()
        for errand in list(self._pending):
            refusal = self._refusal(errand)
            if refusal is not None:
                self._pending.remove(errand)
                self._settled.append(Outcome(errand, refusal))

    async def _stop_all(self) -> None:
        for task in self._runs:
            task.cancel()
        await asyncio.gather(*self._runs, return_exceptions=True)


@dataclass(slots=True)
class _Run:
    """An errand under way; `waiting_after` is the error after which it waits for its next try."""

    errand: Errand
    waiting_after: ConnectError | None = None

    @property
    def holds_up_server(self) -> bool:
        error = self.waiting_after
        if error is None:
            return False
        return error.reach is Reach.SERVER or (isinstance(error, ServiceDown) and error.status == _TOO_MANY_REQUESTS)
