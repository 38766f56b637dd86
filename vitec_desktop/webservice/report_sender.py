"""Sends requests to the service and decodes its responses. Imports asyncio and httpx, so callers import it late."""

import asyncio
import ssl
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from vitec_desktop.webservice.async_runner import run_in_loop, run_in_thread
from vitec_desktop.webservice.base_url import is_loopback, normalise_base_url, parse_host
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.client import ReportClient
from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.errors import (
    ConnectionRefused,
    ConnectTimedOut,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyDemand,
    ProxyFailed,
    ServiceError,
)
from vitec_desktop.webservice.proxy import has_proxy_script
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.request_plan import CompletedRequest, PendingRequest
from vitec_desktop.webservice.request_queue import RequestQueue, WaitBeforeRetry
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.retry_policy import RetryPolicy, RetryState, Timeouts
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.transport_errors import is_cancellation, map_unexpected_error


def send_requests(
    session: Session,
    requests: Iterable[PendingRequest],
    cancellation: CancellationToken,
    on_result: Callable[[CompletedRequest], None],
    retry_policy: RetryPolicy | None = None,
    timeouts: Timeouts | None = None,
) -> None:
    """Send all requests, by the rules of RequestQueue. Return when the last one has ended.

    `on_result` is called once for each request, in the calling thread. `retry_policy` and `timeouts` are the session's
    where they are None. Raises Cancelled, at once, when `cancellation` is cancelled.
    """

    async def send_all(emit: Callable[[CompletedRequest], None]) -> None:
        pending = tuple(requests)
        policy = retry_policy or session.retry_policy
        async with ReportSender(session, policy, timeouts or session.timeouts, pending) as sender:
            await RequestQueue(session, sender.send, emit).send_all(pending)

    run_in_loop(send_all, cancellation, on_result)


class ReportSender:
    """Sends one request with its retries and decodes the response.

    Has one client a login, until the login's last request has ended.
    """

    def __init__(
        self, session: Session, retry_policy: RetryPolicy, timeouts: Timeouts, requests: Iterable[PendingRequest]
    ) -> None:
        """`requests` are all that will be sent."""
        self._session = session
        self._retry_policy = retry_policy
        self._timeouts = timeouts
        self._unsent = Counter(request.login for request in requests)
        self._clients: dict[Login, ReportClient] = {}
        self._proxies: dict[str, str | None] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __aenter__(self) -> "ReportSender":
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def send(self, request: PendingRequest, wait: WaitBeforeRetry) -> PartResult:
        """Return the rows of the request's part; raise the last attempt's ServiceError if no attempt succeeds.

        `wait` is awaited before each retry, with the error and the delay in seconds; what it raises ends the attempts.
        Whatever else a lower layer raises becomes an UnexpectedError, and so costs this part only.
        """
        try:
            return await self._send_with_retries(request, wait)
        except BaseException as error:
            if is_cancellation(error):
                raise
            raise map_unexpected_error(error) from None
        finally:
            await self._close_after_last(request.login)

    async def _send_with_retries(self, request: PendingRequest, wait: WaitBeforeRetry) -> PartResult:
        state = RetryState(self._retry_policy)
        while True:
            try:
                return await self._send_once(request)
            except ServiceError as error:
                delay = state.next_delay(error)
                if delay is None:
                    raise
                last_error = error
            await wait(last_error, delay)

    async def _close_after_last(self, login: Login) -> None:
        """Close the login's connections after its last request: of many logins, each would leave some open."""
        self._unsent[login] -= 1
        if not self._unsent[login] and login in self._clients:
            await self._clients.pop(login).aclose()

    async def _send_once(self, request: PendingRequest) -> PartResult:
        client = await self._get_client(request.login)
        try:
            body = await client.send(request)
        except (NoNetwork, ConnectionRefused, ConnectTimedOut):
            if client.is_direct and await run_in_thread(_may_need_proxy_script, request.login.base_url):
                raise ProxyFailed(demand=ProxyDemand.SCRIPT) from None
            raise
        try:
            # Decoding can take seconds: in the loop's thread it would delay the other requests.
            return await run_in_thread(decode_report, body.content, body.content_type)
        except MemoryError:
            raise NotAReport(NotAReportReason.TOO_LARGE) from None

    async def _get_client(self, login: Login) -> ReportClient:
        """Raise AddressRefused for an address that no password may be sent to, whatever the settings file says."""
        base_url = login.base_url
        async with self._locks[base_url]:
            if login not in self._clients:
                normalise_base_url(base_url)
                context, proxy = await self._find_route(base_url)
                self._clients[login] = ReportClient(base_url, self._session.user_agent, self._timeouts, context, proxy)
            return self._clients[login]

    async def _find_route(self, base_url: str) -> tuple[ssl.SSLContext, str | None]:
        """Return the TLS context and the proxy for a server. Both may read files, the registry or the network."""
        try:
            async with asyncio.timeout(self._timeouts.connect):
                context = await run_in_thread(self._session.get_tls_context)
                if base_url not in self._proxies:
                    self._proxies[base_url] = await run_in_thread(self._session.proxy_for, base_url)
        except TimeoutError:
            raise ConnectTimedOut(self._timeouts.connect) from None
        return context, self._proxies[base_url]


def _may_need_proxy_script(base_url: str) -> bool:
    """Return True if a direct connection may have failed because this computer finds its proxy by a script."""
    return not is_loopback(parse_host(base_url)) and has_proxy_script()
