"""Carries one errand out: through the right server's connections, with its tries, to a decoded answer."""

import asyncio
from collections import defaultdict

from vitec_desktop.webservice import proxy as proxies
from vitec_desktop.webservice.async_runner import run_in_thread
from vitec_desktop.webservice.base_url import is_loopback, normalise_base_url, parse_host
from vitec_desktop.webservice.client import ReportClient, ReportQuery
from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.errors import (
    ConnectionRefused,
    ConnectTimedOut,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyDemand,
    ProxyFailed,
)
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.request_queue import PendingRequest, WaitBeforeRetry
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.retry_policy import RetryPolicy, RetryState, Timeouts, call_with_retries
from vitec_desktop.webservice.session import Session


class ReportSender:
    """Keeps a client for each server as long as one fetch lasts; an async context manager."""

    def __init__(self, session: Session, status: ActiveStatus, retry_policy: RetryPolicy, timeouts: Timeouts) -> None:
        self._session = session
        self._status = status
        self._retry_policy = retry_policy
        self._timeouts = timeouts
        self._clients: dict[str, ReportClient] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __aenter__(self) -> "ReportSender":
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def send(self, errand: PendingRequest, wait: WaitBeforeRetry) -> PartResult:
        """The errand's answer; raises its last ConnectError where none of its tries gave one."""
        return await call_with_retries(lambda: self._send_once(errand), RetryState(self._retry_policy), wait)

    async def _send_once(self, errand: PendingRequest) -> PartResult:
        client = await self._get_client(errand.login.base_url)
        window = errand.window
        query = ReportQuery(errand.part.customer.id, window.date_from, window.date_to, self._status)
        try:
            body = await client.send(errand.login, query)
        except (NoNetwork, ConnectionRefused, ConnectTimedOut):
            if client.is_direct and await run_in_thread(_may_need_proxy_script, errand.login.base_url):
                raise ProxyFailed(demand=ProxyDemand.SCRIPT) from None
            raise
        try:
            # Decoding holds the interpreter lock for moments only, but takes a while: the loop stays free meanwhile.
            return await run_in_thread(decode_report, body.content, body.content_type)
        except MemoryError:
            raise NotAReport(NotAReportReason.TOO_LARGE) from None

    async def _get_client(self, base_url: str) -> ReportClient:
        async with self._locks[base_url]:
            if base_url not in self._clients:
                self._clients[base_url] = await self._create_client(base_url)
            return self._clients[base_url]

    async def _create_client(self, base_url: str) -> ReportClient:
        """Raises AddressRefused: whatever a settings file says, no password leaves for such an address."""
        normalise_base_url(base_url)
        try:
            async with asyncio.timeout(self._timeouts.connect):
                # Both may look at files, the registry or the network.
                context = await run_in_thread(self._session.get_tls_context)
                proxy = await run_in_thread(self._session.proxy_for, base_url)
        except TimeoutError:
            raise ConnectTimedOut(self._timeouts.connect) from None
        return ReportClient(base_url, self._session.user_agent, self._timeouts, context, proxy)


def _may_need_proxy_script(base_url: str) -> bool:
    """Whether a direct connection may have failed because this computer finds its proxy by a script."""
    return not is_loopback(parse_host(base_url)) and proxies.has_proxy_script()
