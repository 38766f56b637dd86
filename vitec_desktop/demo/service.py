"""The sample service: three invented offices with years of tips and leads, requested like the real service."""

from collections.abc import Container
from datetime import date, timedelta
from random import Random
from typing import Self

from vitec_desktop.demo.api_variants import BodyFormat, DateToRule
from vitec_desktop.demo.dataset import DemoDataset, end_of_day
from vitec_desktop.demo.endpoint import DemoEndpoint
from vitec_desktop.demo.offices import load_chain
from vitec_desktop.demo.server import DemoServer
from vitec_desktop.demo.timestamps import parse_ticks
from vitec_desktop.webservice.merging import merge_results
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.request_plan import plan_requests
from vitec_desktop.webservice.result import FetchedReport, PartResult, RequestPart, RowsByList
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_now

__all__ = ["BodyFormat", "DateToRule", "DemoService"]

EARLIER_DAYS = 7
"""How long ago the sample chain's former meeting was."""

USER = "demo"
PASSWORD = "norrby"  # noqa: S105  # protects nothing: the rows are invented, and only this computer reaches the service


class DemoService:
    """A real HTTP service on a free port of the loopback address; a context manager.

    The rows depend on the offices and `today` alone.
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
        """The server does not listen before `start`.

        Args:
            today: the last day with rows, to its end; None for rows until now.
            latency: the shortest and the longest time of a response, in seconds.
            date_to: the meaning of `dateTo`.
            forbidden: ids of offices of the chain that are answered with 403.
            body: XML to send it even to a client that asks for JSON.
            office_count: the number of offices in the chain.

        Raises:
            ValueError: `office_count` is larger than the number of invented offices.
        """
        now = swedish_now()
        chain = load_chain(office_count)
        self._now = end_of_day(today) if today else now
        self._dataset = DemoDataset(chain, today or now.date(), self._now)
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
        """The address of the service; it stays after `stop`.

        Raises:
            RuntimeError: the service was never started.
        """
        if not self._base_url:
            raise RuntimeError("the sample service was not started")
        return self._base_url

    def login_customers(self) -> LoginCustomers:
        """Return the service's login with all its offices, for a request.

        Raises:
            RuntimeError: the service was never started.
        """
        return LoginCustomers(Login(self.base_url, self.user, self.password), self.customers)

    def rows(self, first_day: date, last_day: date, status: ActiveStatus = ActiveStatus.ACTIVE) -> RowsByList:
        """Return the rows of all offices, each once, without a request; both Swedish days are included."""
        return self._dataset.all_rows(first_day, last_day, status)

    def earlier_report(self, session: Session, request: ReportRequest, days_ago: int = EARLIER_DAYS) -> FetchedReport:
        """Return the report that `request` would have got some days ago: a former meeting, kept nowhere.

        Sends nothing, but generates and merges rows: for a worker thread. `session` is the one of the request.
        """
        fetched_at = self._now - timedelta(days=days_ago)
        dataset = self._dataset.as_of(fetched_at)
        results: dict[RequestPart, PartResult] = {}
        for pending in plan_requests(session, request):
            first, last = (parse_ticks(text) for text in (pending.window.date_from, pending.window.date_to))
            rows = dataset.select_rows(pending.part.customer.id, first, last, self._date_to, pending.status)
            results[pending.part] = PartResult(rows)
        merged = merge_results(results, request.scope)
        return FetchedReport(request.scope, merged.rows, fetched_at, results=results)

    def start(self) -> None:
        """Open the port and return. Do nothing if the service runs already."""
        if self._server is not None:
            return
        endpoint = DemoEndpoint(self._dataset, (USER, PASSWORD), self._readable, self._date_to, self._body)
        self._server = DemoServer(endpoint, self._delay)
        self._base_url = self._server.base_url
        self._server.start()

    def stop(self) -> None:
        """Close the port and cut off the running responses. May be called twice."""
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _delay(self, target: str) -> float:
        """Return the delay of a response to `target`, in seconds; the same each time."""
        return Random(target).uniform(*self._latency)
