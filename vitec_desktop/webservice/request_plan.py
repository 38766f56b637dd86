"""A request laid out as errands: each customer of each sign-in, times each window of the period."""

from collections.abc import Iterator
from datetime import date

from vitec_desktop.webservice.date_windows import windows
from vitec_desktop.webservice.request import Source
from vitec_desktop.webservice.request_queue import Errand
from vitec_desktop.webservice.result import Part
from vitec_desktop.webservice.session import Session, normalised


def plan(session: Session, sources: tuple[Source, ...], first_day: date, last_day: date) -> tuple[Errand, ...]:
    """The errands in the order in which they are best asked; a customer that one sign-in names twice stands once."""
    return tuple(_errands(session, sources, first_day, last_day))


def _errands(session: Session, sources: tuple[Source, ...], first_day: date, last_day: date) -> Iterator[Errand]:
    seen: set[tuple[str, str]] = set()
    for source in sources:
        login = normalised(source.login)
        login_key = session.login_key(login)
        for customer in source.customers:
            if (login_key, customer.id) in seen:
                continue
            seen.add((login_key, customer.id))
            for window in windows(first_day, last_day):
                yield Errand(Part(login_key, customer, window.first_day, window.last_day), login, window)
