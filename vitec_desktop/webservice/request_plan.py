"""A request laid out as errands: each customer of each sign-in, times each window of the period."""

from collections.abc import Iterator
from datetime import date

from vitec_desktop.webservice.date_windows import split_period
from vitec_desktop.webservice.request import LoginCustomers
from vitec_desktop.webservice.request_queue import PendingRequest
from vitec_desktop.webservice.result import RequestPart
from vitec_desktop.webservice.session import Session, normalise_login


def plan_requests(
    session: Session, sources: tuple[LoginCustomers, ...], first_day: date, last_day: date
) -> tuple[PendingRequest, ...]:
    """The errands in the order in which they are best asked; a customer that one sign-in names twice stands once."""
    return tuple(_iter_requests(session, sources, first_day, last_day))


def _iter_requests(
    session: Session, sources: tuple[LoginCustomers, ...], first_day: date, last_day: date
) -> Iterator[PendingRequest]:
    seen: set[tuple[str, str]] = set()
    for source in sources:
        login = normalise_login(source.login)
        login_key = session.login_key(login)
        for customer in source.customers:
            if (login_key, customer.id) in seen:
                continue
            seen.add((login_key, customer.id))
            for window in split_period(first_day, last_day):
                yield PendingRequest(RequestPart(login_key, customer, window.first_day, window.last_day), login, window)
