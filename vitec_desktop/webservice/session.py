"""What stays between one fetch and the next, as long as the program runs."""

import ssl
import threading
from collections.abc import Callable
from dataclasses import replace

from vitec_desktop.webservice.base_url import normalise_base_url, parse_host
from vitec_desktop.webservice.errors import AddressRefused
from vitec_desktop.webservice.proxy import find_system_proxy
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.timing import RetryPolicy
from vitec_desktop.webservice.tls import create_tls_context

DEFAULT_RETRY_POLICY = RetryPolicy()


class Session:
    """How this program presents itself to the service, and which sign-ins the service has accepted in this run.

    Lives as long as the program; may be used from several threads. Nothing in it is ever written down.
    """

    def __init__(
        self,
        user_agent: str,
        timing: RetryPolicy = DEFAULT_RETRY_POLICY,
        proxy_for: Callable[[str], str | None] = find_system_proxy,
    ) -> None:
        self.user_agent = user_agent
        self.timing = timing
        self.proxy_for = proxy_for
        self._lock = threading.Lock()
        self._keys: dict[Login, str] = {}
        self._accepted: set[Login] = set()
        self._context: ssl.SSLContext | None = None

    def login_key(self, login: Login) -> str:
        """A name for a sign-in that holds no password; the same for equal sign-ins as long as this session lives."""
        login = normalise_login(login)
        with self._lock:
            return self._keys.setdefault(login, f"{login.user}@{parse_host(login.base_url)}#{len(self._keys) + 1}")

    def is_accepted(self, login: Login) -> bool:
        """True once the service has shown in this run that it takes this user name and password."""
        with self._lock:
            return normalise_login(login) in self._accepted

    def accept(self, login: Login) -> None:
        with self._lock:
            self._accepted.add(normalise_login(login))

    def forget(self, login: Login) -> None:
        """Let the sign-in count as never accepted: its next request goes out alone."""
        with self._lock:
            self._accepted.discard(normalise_login(login))

    def get_tls_context(self) -> ssl.SSLContext:
        """The one TLS context of this run; takes a moment the first time, so not in an event loop's thread."""
        with self._lock:
            if self._context is None:
                self._context = create_tls_context()
            return self._context


def normalise_login(login: Login) -> Login:
    """The same sign-in with its base address in the form that is compared; unchanged where that is refused."""
    try:
        return replace(login, base_url=normalise_base_url(login.base_url))
    except AddressRefused:
        return login
