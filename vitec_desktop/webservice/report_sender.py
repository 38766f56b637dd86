"""Carries one errand out: through the right server's connections, with its tries, to a decoded answer."""

import asyncio
from collections import defaultdict

from vitec_desktop.webservice import proxy as proxies
from vitec_desktop.webservice.async_runner import in_thread
from vitec_desktop.webservice.base_url import check_base_url, host_of, is_loopback
from vitec_desktop.webservice.client import Client, Query
from vitec_desktop.webservice.decoding import decode_answer
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
from vitec_desktop.webservice.request_queue import Errand, Wait
from vitec_desktop.webservice.result import Answer
from vitec_desktop.webservice.retry_policy import with_retries
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timing import Timing


class Asker:
    """Keeps a client for each server as long as one fetch lasts; an async context manager."""

    def __init__(self, session: Session, status: ActiveStatus, timing: Timing) -> None:
        self._session = session
        self._status = status
        self._timing = timing
        self._clients: dict[str, Client] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __aenter__(self) -> "Asker":
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def ask(self, errand: Errand, wait: Wait) -> Answer:
        """The errand's answer; raises its last ConnectError where none of its tries gave one."""
        return await with_retries(lambda: self._ask_once(errand), self._timing, wait)

    async def _ask_once(self, errand: Errand) -> Answer:
        client = await self._client(errand.login.base_url)
        window = errand.window
        query = Query(errand.part.customer.id, window.date_from, window.date_to, self._status)
        try:
            body = await client.ask(errand.login, query)
        except (NoNetwork, ConnectionRefused, ConnectTimedOut):
            if client.is_direct and await in_thread(_needs_script, errand.login.base_url):
                raise ProxyFailed(demand=ProxyDemand.SCRIPT) from None
            raise
        try:
            # Decoding holds the interpreter lock for moments only, but takes a while: the loop stays free meanwhile.
            return await in_thread(decode_answer, body.content, body.content_type)
        except MemoryError:
            raise NotAReport(NotAReportReason.TOO_LARGE) from None

    async def _client(self, base_url: str) -> Client:
        async with self._locks[base_url]:
            if base_url not in self._clients:
                self._clients[base_url] = await self._connected_client(base_url)
            return self._clients[base_url]

    async def _connected_client(self, base_url: str) -> Client:
        """Raises AddressRefused: whatever a settings file says, no password leaves for such an address."""
        check_base_url(base_url)
        try:
            async with asyncio.timeout(self._timing.connect_timeout):
                # Both may look at files, the registry or the network.
                context = await in_thread(self._session.tls_context)
                proxy = await in_thread(self._session.proxy_for, base_url)
        except TimeoutError:
            raise ConnectTimedOut(self._timing.connect_timeout) from None
        return Client(base_url, self._session.user_agent, self._timing, context, proxy)


def _needs_script(base_url: str) -> bool:
    """Whether a direct connection may have failed because this computer finds its proxy by a script."""
    return not is_loopback(host_of(base_url)) and proxies.has_proxy_script()
