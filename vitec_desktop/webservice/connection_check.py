"""Checks whether a login works, and for which of its customers, with as few requests as that takes."""

from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import ServiceError
from vitec_desktop.webservice.request import Customer, LoginCustomers, ReportRequest
from vitec_desktop.webservice.request_plan import CompletedRequest, RequestWait, plan_requests
from vitec_desktop.webservice.result import FailedPart, RequestPart
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_today

# The user waits in a dialog: one retry, soon, and a short read timeout.
_MAX_ATTEMPTS = 2
_MAX_TOTAL_DELAY = 5.0  # seconds
_READ_TIMEOUT = 30.0  # seconds


class CheckResult(Struct, frozen=True):
    """The customers whose report can be read, and those whose cannot; both in the login's order."""

    accepted: tuple[Customer, ...]
    failed_parts: tuple[FailedPart, ...]


def check_connection(session: Session, customers: LoginCustomers, cancellation: CancellationToken) -> CheckResult:
    """Request yesterday's report of each customer and wait for all. Raises Cancelled, at once.

    Even if the login was accepted before, its first request is sent alone, and none follows if that is refused.
    """
    # As in `fetch_report`: not before it is needed.
    from vitec_desktop.webservice.report_sender import send_requests

    cancellation.raise_if_cancelled()
    session.forget(customers.login)
    policy, timeouts = session.retry_policy, session.timeouts
    yesterday = swedish_today() - timedelta(days=1)
    requests = list(plan_requests(session, ReportRequest((customers,), yesterday, yesterday)))
    errors: dict[RequestPart, ServiceError] = {}

    def on_event(event: CompletedRequest | RequestWait) -> None:
        if isinstance(event, CompletedRequest) and isinstance(event.result, ServiceError):
            errors[event.request.part] = event.result

    send_requests(
        session,
        requests,
        cancellation,
        on_event,
        replace(
            policy,
            max_attempts=min(_MAX_ATTEMPTS, policy.max_attempts),
            max_total_delay=min(_MAX_TOTAL_DELAY, policy.max_total_delay),
        ),
        replace(timeouts, read=min(_READ_TIMEOUT, timeouts.read)),
    )
    parts = [request.part for request in requests]
    return CheckResult(
        accepted=tuple(part.customer for part in parts if part not in errors),
        failed_parts=tuple(FailedPart(part, errors[part]) for part in parts if part in errors),
    )
