"""Maps the exceptions of a connection to our errors: those of httpx, and those of lower layers that it lets through."""

import asyncio
import errno
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb
from typing import Any

import httpx

from vitec_desktop.webservice.base_url import parse_host
from vitec_desktop.webservice.errors import (
    AnswerCutShort,
    CertificateRefused,
    ConnectionRefused,
    ConnectTimedOut,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyFailed,
    ProxyFault,
    ProxyUnusable,
    ServiceError,
    TimedOut,
    TlsFailed,
    UnexpectedError,
)
from vitec_desktop.webservice.http_errors import find_proxy_demand
from vitec_desktop.webservice.proxy import format_proxy
from vitec_desktop.webservice.retry_policy import Timeouts
from vitec_desktop.webservice.tls import map_tls_error

TRANSPORT_ERRORS = (httpx.HTTPError, OSError)
"""What a broken connection raises. `ssl.SSLError` is an OSError, and httpx lets those after the handshake through."""

# The server was reached but refused; every other failure to connect means that it was not reached.
_REFUSAL_ERRNOS = frozenset({errno.ECONNREFUSED, errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE})

_PROXY_AUTHENTICATE = b"proxy-authenticate"
_FIRST_NUMBER = re.compile(r"\d{3}")


@dataclass
class ConnectTrace:
    """How far one attempt has come, by httpcore's `trace` extension; a connection that is used again is not traced.

    Attributes:
        has_proxy: the server is reached through a proxy.
        challenges: the Proxy-Authenticate headers of a proxy's 407; the exception of httpx has the status only.
        is_at_proxy: the proxy has not yet opened the way to the server.
        is_in_handshake: TLS is being agreed on.
    """

    has_proxy: bool = False
    challenges: list[str] = field(default_factory=list)
    is_at_proxy: bool = False
    is_in_handshake: bool = False

    async def on_event(self, event: str, facts: Mapping[str, Any]) -> None:
        """Take an event of httpcore, such as "connection.start_tls.complete"."""
        *_, step, state = event.split(".")
        if step == "connect_tcp":
            self.is_at_proxy = self.has_proxy
        elif step == "start_tls":
            self.is_in_handshake = state != "complete"
        elif step == "receive_response_headers" and state == "complete":
            _, status, _, headers = facts["return_value"]
            if 200 <= status < 300:
                self.is_at_proxy = False
            elif status == 407:
                challenges = (value for name, value in headers if name.lower() == _PROXY_AUTHENTICATE)
                self.challenges += [value.decode("latin-1") for value in challenges]


def map_transport_error(
    error: BaseException, url: str, proxy: str | None, timeouts: Timeouts, trace: ConnectTrace
) -> ServiceError:
    """Return the error for a request without a response."""
    if proxy and (trace.is_at_proxy or isinstance(error, httpx.ProxyError)):
        return _map_proxy_error(error, proxy, trace)
    if isinstance(error, httpx.ConnectTimeout):
        return ConnectTimedOut(timeouts.connect)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return TimedOut(timeouts.read)
    causes = list(_iter_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return map_tls_error(cause, is_in_handshake=trace.is_in_handshake) or ConnectionRefused()
    if isinstance(error, httpx.ConnectError):
        return _map_connect_error(causes, parse_host(url))
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error):
        return NotAReport(NotAReportReason.BROKEN)
    if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError | OSError):
        return ConnectionRefused()
    return NotAReport(NotAReportReason.BROKEN)


def map_body_error(error: BaseException, timeouts: Timeouts) -> ServiceError:
    """Return the error for a response whose body could not be read to its end."""
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return TimedOut(timeouts.read)
    if isinstance(error, httpx.DecodingError):
        return NotAReport(NotAReportReason.BROKEN)
    return AnswerCutShort()


def map_unexpected_error(error: BaseException) -> ServiceError:
    """Return the error for an exception that is none of a connection. Its message is left out: it can name a person."""
    if isinstance(error, ServiceError):
        return error
    if isinstance(error, MemoryError):
        return NotAReport(NotAReportReason.TOO_LARGE)
    frames = extract_tb(error.__traceback__)
    raised_in = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}" if frames else ""
    return UnexpectedError(type(error).__qualname__, raised_in)


def is_cancellation(error: BaseException) -> bool:
    """Return True for an exception that ends the running task because somebody asked for that."""
    if isinstance(error, asyncio.CancelledError):
        task = asyncio.current_task()
        return task is None or task.cancelling() > 0  # otherwise a lower layer raised it by itself
    return isinstance(error, KeyboardInterrupt | GeneratorExit)


@contextmanager
def ignore_errors() -> Iterator[None]:
    """Ignore whatever closing a connection or waiting raises, but no cancellation."""
    try:
        yield
    except BaseException as error:
        if is_cancellation(error):
            raise


def _map_proxy_error(error: BaseException, proxy: str, trace: ConnectTrace) -> ServiceError:
    """Return the error for a proxy that did not open the way to the server."""
    shown = format_proxy(proxy)
    if isinstance(error, httpx.ProxyError):
        return ProxyFailed(shown, _parse_status(str(error)), find_proxy_demand(trace.challenges, proxy))
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error):
        return ProxyUnusable(ProxyFault.NOT_HTTP, shown)
    for cause in _iter_causes(error):
        if isinstance(cause, ssl.SSLError):
            match map_tls_error(cause, is_in_handshake=trace.is_in_handshake):
                case CertificateRefused():
                    return ProxyUnusable(ProxyFault.CERTIFICATE, shown)
                case TlsFailed():
                    return ProxyUnusable(ProxyFault.NOT_HTTP, shown)
    return ProxyFailed(shown)


def _map_connect_error(causes: list[BaseException], host: str) -> ServiceError:
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return NoNetwork(host)
    numbers = [cause.errno for cause in causes if isinstance(cause, OSError) and cause.errno]
    if numbers and not _REFUSAL_ERRNOS.intersection(numbers):
        return NoNetwork(host)
    return ConnectionRefused()


def _iter_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception, what it was raised from, and the members of exception groups.

    httpcore's exceptions have what they were made of as their argument, but lose their `__cause__` on the way. The
    `__context__` is whatever was being handled, such as the SSLWantReadError with which a handshake waits.
    """
    pending: list[BaseException] = [error]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(one for one in current.args if isinstance(one, BaseException))
        if isinstance(current, BaseExceptionGroup):
            pending.extend(current.exceptions)
        if current.__cause__ is not None:
            pending.append(current.__cause__)


def _parse_status(text: str) -> int | None:
    found = _FIRST_NUMBER.match(text)
    return int(found[0]) if found else None
