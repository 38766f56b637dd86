"""A sample service with a fixed today, and an HTTP client for it."""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.demo.service import DemoService
from vitec_desktop.webservice.models import ActiveStatus, IncomingLead, ListKind

TODAY = date(2026, 11, 24)
PATH = "/BusinessIntelligence/TipsAndLeads/Report"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def rows(self, kind: str) -> list[Any]:
        rows: list[Any] = self.json()[kind]
        return rows


def incoming(
    service: DemoService, first_day: date, last_day: date, status: ActiveStatus = ActiveStatus.ACTIVE_AND_REMOVED
) -> list[IncomingLead]:
    """Return the incoming leads of some days."""
    rows = service.rows(first_day, last_day, status)[ListKind.INCOMING]
    return [row for row in rows if isinstance(row, IncomingLead)]


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@dataclass(frozen=True)
class Client:
    """Sends requests to a service, each over a new connection."""

    service: DemoService

    def send(self, method: str, target: str, headers: Mapping[str, str]) -> Reply:
        connection = HTTPConnection(urlsplit(self.service.base_url).netloc, timeout=LONGEST_WAIT)
        try:
            connection.request(method, target, headers=dict(headers))
            response = connection.getresponse()
            return Reply(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )
        finally:
            connection.close()

    def report(
        self,
        customer_id: str = "M30011",
        date_from: str = "2026-10-01T00:00:00",
        date_to: str = "2026-11-01T00:00:00",
        headers: Mapping[str, str] = {},
        **more: str,
    ) -> Reply:
        return self.get({"customerId": customer_id, "dateFrom": date_from, "dateTo": date_to, **more}, headers)

    def get(self, parameters: Mapping[str, str], headers: Mapping[str, str] = {}) -> Reply:
        signed_in = {"Authorization": basic(self.service.user, self.service.password), **headers}
        return self.send("GET", f"{PATH}?{urlencode(parameters)}", signed_in)


@pytest.fixture(scope="session")
def service() -> Iterator[DemoService]:
    with DemoService(today=TODAY, latency=(0, 0)) as running:
        yield running


@pytest.fixture(scope="session")
def client(service: DemoService) -> Client:
    return Client(service)
