"""What stays between one fetch and the next, as long as the program runs."""

import ssl
import threading
from collections.abc import Callable
from dataclasses import replace

from vitec_desktop.webservice.base_url import check_base_url, host_of
from vitec_desktop.webservice.errors import AddressRefused
from vitec_desktop.webservice.proxy import system_proxy
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.timing import Timing
from vitec_desktop.webservice.tls import system_context

USUAL_TIMING = Timing()


class Session:
    """How this program presents itself to the service, and which sign-ins the service has accepted in this run.

    Lives as long as the program; may be used from several threads. Nothing in it is ever written down.
    """

    def __init__(
        self,
        user_agent: str,
        timing: Timing = USUAL_TIMING,
        proxy_for: Callable[[str], str | None] = system_proxy,
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
        login = normalised(login)
        with self._lock:
            return self._keys.setdefault(login, f"{login.user}@{host_of(login.base_url)}#{len(self._keys) + 1}")

    def is_accepted(self, login: Login) -> bool:
        """True once the service has shown in this run that it takes this user name and password."""
        with self._lock:
            return normalised(login) in self._accepted

    def accept(self, login: Login) -> None:
        with self._lock:
            self._accepted.add(normalised(login))

    def forget(self, login: Login) -> None:
        """Let the sign-in count as never accepted: its next request goes out alone."""
        with self._lock:
            self._accepted.discard(normalised(login))

    def tls_context(self) -> ssl.SSLContext:
        """The one TLS context of this run; takes a moment the first time, so not in an event loop's thread."""
        with self._lock:
            if self._context is None:
                self._context = system_context()
            return self._context


def normalised(login: Login) -> Login:
    """The same sign-in with its base address in the form that is compared; unchanged where that is refused."""
    try:
        return replace(login, base_url=check_base_url(login.base_url))
    except AddressRefused:
        return login
