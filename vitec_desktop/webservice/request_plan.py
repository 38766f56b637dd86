"""The requests that a report is fetched with: each customer of each login, times each date window."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from vitec_desktop.webservice.date_windows import DateWindow, split_period
from vitec_desktop.webservice.errors import ServiceError
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.request import Login, ReportRequest
from vitec_desktop.webservice.result import PartResult, RequestPart
from vitec_desktop.webservice.session import Session, normalise_login


class PendingRequest(Struct, frozen=True):
    """A request to send. The base URL of `login` is normalised."""

    part: RequestPart
    login: Login
    window: DateWindow
    status: ActiveStatus


class CompletedRequest(Struct, frozen=True):
    """A request and its result, or its last error.

    `active_part` is another part that is running, queued or not yet reported; None if there is none.
    """

    request: PendingRequest
    result: PartResult | ServiceError
    active_part: RequestPart | None


class RequestWait(Struct, frozen=True):
    """Nothing is sent until `until`, because of `error`.

    `until` is a time of this computer's clock without a time zone; None when the wait is over.
    """

    until: datetime | None
    error: ServiceError


def plan_requests(session: Session, report_request: ReportRequest) -> Iterator[PendingRequest]:
    """Yield the requests in the order in which to send them. A customer that a login has twice is requested once."""
    seen: set[tuple[str, str]] = set()
    for entry in report_request.logins:
        login = normalise_login(entry.login)
        login_key = session.login_key(login)
        for customer in entry.customers:
            if (login_key, customer.id) in seen:
                continue
            seen.add((login_key, customer.id))
            for window in split_period(report_request.first_day, report_request.last_day):
                part = RequestPart(login_key, customer, window.first_day, window.last_day)
                yield PendingRequest(part, login, window, report_request.status)
