"""One request to one server over HTTP, from its parameters to the bytes of a report."""

import asyncio
import base64
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from vitec_desktop.webservice.base_url import parse_host
from vitec_desktop.webservice.errors import (
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyFailed,
    RequestRefused,
    ServiceError,
    TimedOut,
)
from vitec_desktop.webservice.http_errors import map_body_error, map_status_error, map_transport_error
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.proxy import format_proxy
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.retry_policy import Timeouts
from vitec_desktop.webservice.validation_errors import parse_error_messages

REPORT_PATH = "/BusinessIntelligence/TipsAndLeads/Report"

MAX_BODY_BYTES = 300_000_000
"""Limit of a decompressed report: about 400,000 rows, of one customer in two months."""

# A refusal's texts are few: what is longer is somebody's web page.
_MAX_REFUSAL_BYTES = 200_000
_REPORT_STATUSES = (200, 203)
_REFUSED_STATUSES = (400, 422)
_PROXY_AUTHENTICATE = b"proxy-authenticate"


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """The parameters of one request: whose report, and which days as the service wants them written."""

    customer_id: str
    date_from: str
    date_to: str
    status: ActiveStatus


@dataclass(frozen=True, slots=True)
class ReportBody:
    """What a report came as."""

    content: bytes
    content_type: str


class ReportClient:
    """A pool of connections to one server; to be closed with `aclose` in the loop it was made in."""

    def __init__(
        self,
        base_url: str,
        user_agent: str,
        timeouts: Timeouts,
        context: ssl.SSLContext,
        proxy: str | None = None,
        max_body_bytes: int = MAX_BODY_BYTES,
    ) -> None:
        """Raises ProxyFailed where the proxy is of a kind that cannot be used, such as SOCKS."""
        self.is_direct = proxy is None
        self._url = base_url + REPORT_PATH
        self._timeouts = timeouts
        self._proxy = proxy
        self._max_body_bytes = max_body_bytes
        try:
            self._http = httpx.AsyncClient(
                verify=context,
                # The environment's proxies would hold for this very computer too, and know no list of the system's.
                trust_env=False,
                proxy=httpx.Proxy(proxy, ssl_context=context if proxy.startswith("https:") else None)
                if proxy
                else None,
                follow_redirects=False,
                timeout=httpx.Timeout(timeouts.read, connect=timeouts.connect, pool=None),
                headers={"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": user_agent},
            )
        except (ValueError, httpx.InvalidURL, ImportError):
            raise ProxyFailed(format_proxy(proxy or "")) from None

    async def send(self, login: Login, query: ReportQuery) -> ReportBody:
        """One try: the report's body. Raises a ConnectError for whatever else comes of it."""
        try:
            async with asyncio.timeout(self._timeouts.attempt):
                return await self._send(login, query)
        except TimeoutError:
            raise TimedOut(self._timeouts.attempt) from None

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _send(self, login: Login, query: ReportQuery) -> ReportBody:
        refusal = _ProxyChallenges()
        try:
            request = self._http.build_request(
                "GET",
                self._url,
                params=_query_parameters(query),
                headers=_basic_authorization(login),
                extensions={"trace": refusal.on_trace},
            )
            response = await self._http.send(request, stream=True)
        except (httpx.InvalidURL, UnicodeError):  # a host of letters that no computer can have
            raise NoNetwork(parse_host(self._url)) from None
        except httpx.HTTPError as error:
            raise map_transport_error(error, self._url, self._proxy, self._timeouts, refusal.challenges) from None
        try:
            return await self._read_response(response, query)
        finally:
            await response.aclose()

    async def _read_response(self, response: httpx.Response, query: ReportQuery) -> ReportBody:
        content_type = response.headers.get("content-type", "")
        if response.status_code in _REPORT_STATUSES:
            return ReportBody(await self._read_body(response, self._max_body_bytes), content_type)
        if response.status_code in _REFUSED_STATUSES:
            raise await self._read_refusal(response, content_type)
        raise map_status_error(response, query.customer_id, self._proxy)

    async def _read_refusal(self, response: httpx.Response, content_type: str) -> RequestRefused:
        try:
            return RequestRefused(
                parse_error_messages(await self._read_body(response, _MAX_REFUSAL_BYTES), content_type)
            )
        except ServiceError:
            return RequestRefused()

    async def _read_body(self, response: httpx.Response, most: int) -> bytes:
        """The whole body, decompressed; no more than `most` bytes, for a small body can unpack to anything."""
        content = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > most:
                    raise NotAReport(NotAReportReason.TOO_LARGE, status=response.status_code)
        except httpx.HTTPError as error:
            raise map_body_error(error, self._timeouts) from None
        return bytes(content)


class _ProxyChallenges:
    """How a proxy asks for a sign-in: the HTTP library's own error has the status of its answer only."""

    def __init__(self) -> None:
        self.challenges: list[str] = []

    async def on_trace(self, event: str, facts: Mapping[str, Any]) -> None:
        """For the library's trace of a request, a CONNECT to the proxy included."""
        if event.endswith("receive_response_headers.complete"):
            _, status, _, headers = facts["return_value"]
            if status == 407:
                asked = (value for name, value in headers if name.lower() == _PROXY_AUTHENTICATE)
                self.challenges += [value.decode("latin-1") for value in asked]


def _query_parameters(query: ReportQuery) -> dict[str, str]:
    return {
        "customerId": query.customer_id,
        "dateFrom": query.date_from,
        "dateTo": query.date_to,
        "activeStatusTipLead": query.status.value,
    }


def _basic_authorization(login: Login) -> dict[str, str]:
    credentials = f"{login.user}:{login.password}".encode(errors="surrogatepass")
    token = base64.b64encode(credentials).decode("ascii")
    return {"Authorization": f"Basic {token}"}
