"""Does this sign-in work, and for which of its customers? The least that can be asked to know."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import ServiceError
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.request import Customer, LoginCustomers
from vitec_desktop.webservice.result import FailedPart
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_today

if TYPE_CHECKING:
    from vitec_desktop.webservice.request_queue import CompletedRequest

# Somebody sits in front of a dialog and waits: one more try, soon, and no long reading.
_MAX_ATTEMPTS = 2
_MAX_TOTAL_DELAY = 5.0
_READ_TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whose report can be read, and whose cannot and why; both in the source's order."""

    accepted: tuple[Customer, ...]
    missing: tuple[FailedPart, ...]


def check_connection(session: Session, source: LoginCustomers, cancellation: CancellationToken) -> CheckResult:
    """Ask for yesterday's report of each customer, and wait for it; raises Cancelled, at once.

    The sign-in has to show itself anew, whatever it has done before: the first request goes out alone, and after a
    refusal no other follows.
    """
    # As in `fetch`: not before it is needed.
    from vitec_desktop.webservice.async_runner import run_in_loop

    cancellation.raise_if_cancelled()
    session.forget(source.login)

    def ignore(_: None) -> None:
        return

    return run_in_loop(_ConnectionCheck(session, source).run, cancellation, ignore)


class _ConnectionCheck:
    def __init__(self, session: Session, source: LoginCustomers) -> None:
        self._session = session
        self._source = source

    async def run(self, _: Callable[[None], None]) -> CheckResult:
        from vitec_desktop.webservice.report_sender import ReportSender
        from vitec_desktop.webservice.request_plan import plan_requests
        from vitec_desktop.webservice.request_queue import RequestQueue

        policy, timeouts = self._session.retry_policy, self._session.timeouts
        policy = replace(
            policy,
            max_attempts=min(_MAX_ATTEMPTS, policy.max_attempts),
            max_total_delay=min(_MAX_TOTAL_DELAY, policy.max_total_delay),
        )
        timeouts = replace(timeouts, read=min(_READ_TIMEOUT, timeouts.read))
        yesterday = swedish_today() - timedelta(days=1)
        errands = plan_requests(self._session, (self._source,), yesterday, yesterday)
        errors: dict[Customer, ServiceError] = {}

        async def on_outcome(outcome: "CompletedRequest") -> None:
            if isinstance(outcome.result, ServiceError):
                errors[outcome.request.part.customer] = outcome.result

        async with ReportSender(self._session, ActiveStatus.ACTIVE, policy, timeouts) as asker:
            await RequestQueue(self._session, asker.send).send_all(errands, on_outcome)
        parts = [errand.part for errand in errands]
        return CheckResult(
            accepted=tuple(part.customer for part in parts if part.customer not in errors),
            missing=tuple(FailedPart(part, errors[part.customer]) for part in parts if part.customer in errors),
        )
