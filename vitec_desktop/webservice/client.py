"""Sends one request to one server and reads the body of its response."""

import asyncio
import base64
import ssl
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx
from msgspec import Struct

from vitec_desktop.webservice.base_url import parse_host
from vitec_desktop.webservice.body_text import BodyKind, find_kind, to_utf8
from vitec_desktop.webservice.errors import (
    AnsweredByOther,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyFault,
    ProxyUnusable,
    RequestRefused,
    ServiceError,
    TimedOut,
)
from vitec_desktop.webservice.http_errors import find_speaker, map_redirect, map_status_error
from vitec_desktop.webservice.proxy import check_proxy
from vitec_desktop.webservice.refusal_messages import parse_error_messages
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.request_plan import PendingRequest
from vitec_desktop.webservice.retry_policy import Timeouts
from vitec_desktop.webservice.transport_errors import (
    TRANSPORT_ERRORS,
    ConnectTrace,
    ignore_errors,
    map_body_error,
    map_transport_error,
)

REPORT_PATH = "/BusinessIntelligence/TipsAndLeads/Report"

MAX_BODY_BYTES = 300_000_000
"""Limit of a decompressed report: about 400,000 rows, of one customer in two months."""

# The body of a 400 is short; a longer one is a web page.
_MAX_REFUSAL_BYTES = 200_000
_REPORT_STATUSES = (200, 203)
_REFUSED_STATUSES = (400, 422)


class ReportBody(Struct, frozen=True):
    """The decompressed body of a response with status 200 or 203."""

    content: bytes
    content_type: str


class ReportClient:
    """The HTTP connections of one login to one server; close it with `aclose` in the event loop that created it.

    No cookie is kept, and no other login uses the connections, for a server can take either for a sign-in.
    """

    def __init__(
        self,
        base_url: str,
        user_agent: str,
        timeouts: Timeouts,
        context: ssl.SSLContext,
        proxy: str | None = None,
        max_body_bytes: int = MAX_BODY_BYTES,
    ) -> None:
        """Raise ProxyUnusable if the kind of proxy cannot be used, such as SOCKS."""
        if proxy:
            check_proxy(proxy)
        self.is_direct = proxy is None
        self._url = base_url + REPORT_PATH
        self._timeouts = timeouts
        self._proxy = proxy
        self._max_body_bytes = max_body_bytes
        try:
            self._http = httpx.AsyncClient(
                verify=context,
                # httpx would use the environment's proxies for loopback too, and ignore the system's bypass list.
                trust_env=False,
                proxy=httpx.Proxy(proxy, ssl_context=context if proxy.startswith("https:") else None)
                if proxy
                else None,
                follow_redirects=False,
                event_hooks={"response": [_refuse_redirect]},
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
                timeout=httpx.Timeout(timeouts.read, connect=timeouts.connect, pool=None),
                headers={"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": user_agent},
            )
        except (ValueError, httpx.InvalidURL, ImportError):
            raise ProxyUnusable(ProxyFault.INVALID_ADDRESS) from None

    async def send(self, request: PendingRequest) -> ReportBody:
        """Send one request and return the body of the report; raise a ServiceError for any other outcome."""
        try:
            async with asyncio.timeout(self._timeouts.attempt):
                return await self._send(request)
        except TimeoutError:
            raise TimedOut(self._timeouts.attempt) from None

    async def aclose(self) -> None:
        """Close the connections; one that is broken already is no error."""
        with ignore_errors():
            await self._http.aclose()

    async def _send(self, request: PendingRequest) -> ReportBody:
        trace = ConnectTrace(has_proxy=self._proxy is not None)
        try:
            http_request = self._http.build_request(
                "GET",
                self._url,
                params=_query_parameters(request),
                headers=_basic_authorization(request.login),
                extensions={"trace": trace.on_event},
            )
            response = await self._http.send(http_request, stream=True)
        except (httpx.InvalidURL, UnicodeError):  # a host name that IDNA does not allow
            raise NoNetwork(parse_host(self._url)) from None
        except TRANSPORT_ERRORS as error:
            raise map_transport_error(error, self._url, self._proxy, self._timeouts, trace) from None
        try:
            return await self._read_response(response, request.part.customer.id)
        finally:
            with ignore_errors():  # what is needed of the response has been read
                await response.aclose()

    async def _read_response(self, response: httpx.Response, customer_id: str) -> ReportBody:
        content_type = response.headers.get("content-type", "")
        if response.status_code in _REPORT_STATUSES:
            return ReportBody(await self._read_body(response, self._max_body_bytes), content_type)
        if response.status_code in _REFUSED_STATUSES:
            raise await self._read_refusal(response, content_type)
        raise map_status_error(response, customer_id, self._proxy)

    async def _read_refusal(self, response: httpx.Response, content_type: str) -> ServiceError:
        speaker = find_speaker(response)
        try:
            body = await self._read_body(response, _MAX_REFUSAL_BYTES)
        except ServiceError:
            body = b""
        if speaker is None and find_kind(to_utf8(body, content_type), content_type) is not BodyKind.HTML:
            return RequestRefused(parse_error_messages(body, content_type))
        return AnsweredByOther(response.status_code, speaker or "")

    async def _read_body(self, response: httpx.Response, max_bytes: int) -> bytes:
        """Return the decompressed body; raise NotAReport once it has more than `max_bytes`."""
        content = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > max_bytes:
                    raise NotAReport(NotAReportReason.TOO_LARGE, status=response.status_code)
        except TRANSPORT_ERRORS as error:
            raise map_body_error(error, self._timeouts) from None
        return bytes(content)


async def _refuse_redirect(response: httpx.Response) -> None:
    """Raise the error for a redirect, before httpx reads its address, which can be none."""
    if response.has_redirect_location:
        raise map_redirect(response)


def _query_parameters(request: PendingRequest) -> dict[str, str]:
    return {
        "customerId": request.part.customer.id,
        "dateFrom": request.window.date_from,
        "dateTo": request.window.date_to,
        "activeStatusTipLead": request.status.value,
    }


def _basic_authorization(login: Login) -> dict[str, str]:
    credentials = f"{login.user}:{login.password}".encode(errors="surrogatepass")
    token = base64.b64encode(credentials).decode("ascii")
    return {"Authorization": f"Basic {token}"}
