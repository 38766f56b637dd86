"""Sends requests to the service and decodes its responses. Imports asyncio and httpx, so callers import it late."""

import asyncio
import ssl
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from vitec_desktop.webservice.async_runner import run_in_loop, run_in_thread
from vitec_desktop.webservice.base_url import is_loopback, normalise_base_url, parse_host
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.client import ReportBody, ReportClient
from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.errors import (
    ConnectionRefused,
    ConnectTimedOut,
    NoNetwork,
    ProxyDemand,
    ProxyFailed,
)
from vitec_desktop.webservice.proxy import has_proxy_script
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.request_plan import CompletedRequest, PendingRequest, RequestWait
from vitec_desktop.webservice.request_queue import RequestQueue
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.retry_policy import MAX_CONCURRENT_REQUESTS, RetryPolicy, Timeouts
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.transport_errors import is_cancellation, map_unexpected_error


def send_requests(
    session: Session,
    requests: Iterable[PendingRequest],
    cancellation: CancellationToken,
    on_event: Callable[[CompletedRequest | RequestWait], None],
    retry_policy: RetryPolicy | None = None,
    timeouts: Timeouts | None = None,
) -> None:
    """Send all requests, by the rules of RequestQueue. Return when the last one has ended.

    `on_event` is called in the calling thread: once with the result of each request, and with each wait of them all.
    `retry_policy` and `timeouts` are the session's where they are None. Raises Cancelled, at once, when `cancellation`
    is cancelled.
    """

    async def send_all(emit: Callable[[CompletedRequest | RequestWait], None]) -> None:
        policy = retry_policy or session.retry_policy
        async with ReportSender(session, timeouts or session.timeouts) as sender:
            await RequestQueue(session, policy, sender.send, emit).send_all(requests)

    run_in_loop(send_all, cancellation, on_event)


class ReportSender:
    """Sends requests and decodes the responses. Has a client for each login whose requests it sends or sent last."""

    def __init__(self, session: Session, timeouts: Timeouts) -> None:
        self._session = session
        self._timeouts = timeouts
        self._running: Counter[Login] = Counter()
        self._clients: dict[Login, ReportClient] = {}
        self._proxies: dict[str, str | None] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __aenter__(self) -> "ReportSender":
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def send(self, request: PendingRequest) -> PartResult:
        """Return the rows of the request's part; raise a ServiceError for any other outcome.

        Whatever else a lower layer raises becomes an UnexpectedError, and so costs this part only.
        """
        login = request.login
        self._running[login] += 1
        try:
            body = await self._send(request, await self._get_client(login))
            # Decoding can take seconds: in the loop's thread it would delay the other requests.
            return await run_in_thread(decode_report, body.content, body.content_type)
        except BaseException as error:
            if is_cancellation(error):
                raise
            raise map_unexpected_error(error) from None
        finally:
            self._running[login] -= 1

    async def _send(self, request: PendingRequest, client: ReportClient) -> ReportBody:
        try:
            return await client.send(request)
        except (NoNetwork, ConnectionRefused, ConnectTimedOut):
            if client.is_direct and await run_in_thread(_may_need_proxy_script, request.login.base_url):
                raise ProxyFailed(demand=ProxyDemand.SCRIPT) from None
            raise

    async def _get_client(self, login: Login) -> ReportClient:
        """Raise AddressRefused for an address that no password may be sent to, whatever the settings file says."""
        base_url = login.base_url
        async with self._locks[base_url]:
            if login not in self._clients:
                normalise_base_url(base_url)
                context, proxy = await self._find_route(base_url)
                await self._close_idle_clients()
                self._clients[login] = ReportClient(base_url, self._session.user_agent, self._timeouts, context, proxy)
            return self._clients[login]

    async def _close_idle_clients(self) -> None:
        """Close the clients of logins without a running request, since each may keep connections open."""
        if len(self._clients) >= MAX_CONCURRENT_REQUESTS:
            idle_logins = [login for login in self._clients if not self._running[login]]
            # None is left for another task before the first await: it would be closed twice, or while it sends.
            for client in [self._clients.pop(login) for login in idle_logins]:
                await client.aclose()

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
