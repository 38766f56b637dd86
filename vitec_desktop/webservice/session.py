"""The settings and the accepted logins that all requests of one run of the program share."""

import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from vitec_desktop.webservice.base_url import normalise_base_url, parse_host
from vitec_desktop.webservice.errors import AddressRefused
from vitec_desktop.webservice.proxy import find_system_proxy
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.retry_policy import RetryPolicy, Timeouts

if TYPE_CHECKING:
    import ssl

DEFAULT_RETRY_POLICY = RetryPolicy()
DEFAULT_TIMEOUTS = Timeouts()


class Session:
    """The user agent, retry policy, timeouts and proxy of all requests, and the logins that the service has accepted.

    Lives as long as the program; may be used from several threads. Nothing in it is saved to disk.
    """

    def __init__(
        self,
        user_agent: str,
        retry_policy: RetryPolicy = DEFAULT_RETRY_POLICY,
        proxy_for: Callable[[str], str | None] = find_system_proxy,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        sleep: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        """`proxy_for` returns the proxy for a URL, None for a direct connection.

        `sleep` waits before a retry for the given seconds; None means asyncio.sleep.
        """
        self.user_agent = user_agent
        self.retry_policy = retry_policy
        self.proxy_for = proxy_for
        self.timeouts = timeouts
        self.sleep = sleep
        self._lock = threading.Lock()
        self._keys: dict[Login, str] = {}
        self._accepted: set[Login] = set()
        self._context: ssl.SSLContext | None = None

    def login_key(self, login: Login) -> str:
        """Return a key for a login that holds no password; the same for equal logins within this session."""
        login = normalise_login(login)
        with self._lock:
            return self._keys.setdefault(login, f"{login.user}@{parse_host(login.base_url)}#{len(self._keys) + 1}")

    def is_accepted(self, login: Login) -> bool:
        """Return True if the service has accepted this user name and password in this session."""
        with self._lock:
            return normalise_login(login) in self._accepted

    def accept(self, login: Login) -> None:
        """Record that the service has accepted a login."""
        with self._lock:
            self._accepted.add(normalise_login(login))

    def forget(self, login: Login) -> None:
        """Treat a login as never accepted: its next request is sent alone."""
        with self._lock:
            self._accepted.discard(normalise_login(login))

    def get_tls_context(self) -> "ssl.SSLContext":
        """Return the TLS context of this session. The first call is slow: not for an event loop's thread."""
        from vitec_desktop.webservice.tls import create_tls_context

        with self._lock:
            if self._context is None:
                self._context = create_tls_context()
            return self._context


def normalise_login(login: Login) -> Login:
    """Return the login with its base URL normalised; unchanged if that address is refused."""
    try:
        return replace(login, base_url=normalise_base_url(login.base_url))
    except AddressRefused:
        return login
