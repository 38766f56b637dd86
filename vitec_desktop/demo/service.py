"""The sample service: three invented offices with years of tips and leads, reached only through the ordinary client."""

from collections.abc import Container
from datetime import date
from random import Random
from typing import Self

from vitec_desktop.demo.api_variants import BodyFormat, DateToRule
from vitec_desktop.demo.dataset import DemoDataset, end_of_day
from vitec_desktop.demo.endpoint import DemoEndpoint
from vitec_desktop.demo.offices import load_chain
from vitec_desktop.demo.server import DemoServer
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers
from vitec_desktop.webservice.result import RowsByList
from vitec_desktop.webservice.timestamps import swedish_now

__all__ = ["BodyFormat", "DateToRule", "DemoService"]

USER = "demo"
PASSWORD = "norrby"  # noqa: S105  # guards nothing: what it opens is invented, and only this computer reaches it


class DemoService:
    """A real HTTP service on a free port of the loopback address; a context manager.

    Everything it tells follows from the offices and `today`: the same today, the same rows.
    """

    def __init__(
        self,
        today: date | None = None,
        latency: tuple[float, float] = (0.05, 0.3),
        date_to: DateToRule = DateToRule.EXCLUSIVE,
        forbidden: Container[str] = (),
        body: BodyFormat = BodyFormat.JSON,
        office_count: int = 3,
    ) -> None:
        """Nothing is heard before `start`.

        Args:
            today: the last day with rows, a whole one; without it, rows end at this moment.
            latency: the least and the most seconds that an answer takes.
            date_to: how `dateTo` is read.
            forbidden: customer ids of the chain that are answered with 403 all the same.
            body: XML to answer so even to those who ask for JSON.
            office_count: how many offices the chain has.

        Raises:
            ValueError: there are not so many offices.
        """
        now = swedish_now()
        chain = load_chain(office_count)
        self._dataset = DemoDataset(chain, today or now.date(), end_of_day(today) if today else now)
        self._latency = latency
        self._date_to = date_to
        self._body = body
        self._server: DemoServer | None = None
        self._base_url = ""
        self._readable = frozenset(o.customer_number for o in chain.offices if o.customer_number not in forbidden)
        self.customers = tuple(Customer(office.customer_number, office.name) for office in chain.offices)
        self.user = USER
        self.password = PASSWORD

    @property
    def base_url(self) -> str:
        """Its address, also after it was stopped.

        Raises:
            RuntimeError: it was never started.
        """
        if not self._base_url:
            raise RuntimeError("the sample service was not started")
        return self._base_url

    def login_customers(self) -> LoginCustomers:
        """All its offices under its sign-in, for a request.

        Raises:
            RuntimeError: it was never started.
        """
        return LoginCustomers(Login(self.base_url, self.user, self.password), self.customers)

    def rows(self, first_day: date, last_day: date, status: ActiveStatus = ActiveStatus.ACTIVE) -> RowsByList:
        """The truth about some Swedish days, both ends included: every office's rows, each once."""
        return self._dataset.all_rows(first_day, last_day, status)

    def start(self) -> None:
        """Begin to answer; when this returns, the port is open. Started twice is started once."""
        if self._server is not None:
            return
        endpoint = DemoEndpoint(self._dataset, (USER, PASSWORD), self._readable, self._date_to, self._body)
        self._server = DemoServer(endpoint, self._delay)
        self._base_url = self._server.base_url
        self._server.start()

    def stop(self) -> None:
        """Close the port and whatever is being answered; returns at once, and may be called twice."""
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _delay(self, target: str) -> float:
        """The seconds that an answer to `target` takes: the same each time."""
        return Random(target).uniform(*self._latency)
