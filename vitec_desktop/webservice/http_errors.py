"""What the HTTP library's exceptions and the service's status codes mean to a user."""

import errno
import re
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from vitec_desktop.webservice.base_url import parse_host
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AnswerCutShort,
    ConnectionRefused,
    ConnectTimedOut,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyDemand,
    ProxyFailed,
    ServiceDown,
    ServiceError,
    SignInRefused,
    TimedOut,
)
from vitec_desktop.webservice.proxy import format_proxy
from vitec_desktop.webservice.retry_policy import Timeouts
from vitec_desktop.webservice.tls import map_ssl_error

if TYPE_CHECKING:
    import httpx

# Somebody was there and turned us away; every other failure to connect means that nobody could be reached.
_REFUSAL_ERRNOS = frozenset({errno.ECONNREFUSED, errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE})

_FIRST_NUMBER = re.compile(r"\d{3}")
_SECONDS = re.compile(r"\d+(?:\.\d+)?")


def map_transport_error(
    error: "httpx.HTTPError", url: str, proxy: str | None, timeouts: Timeouts, challenges: Sequence[str] = ()
) -> ServiceError:
    """Why no answer began: `url` is what was asked for, `proxy` whom we went through, `challenges` how it asks."""
    import httpx

    if isinstance(error, httpx.ConnectTimeout):
        return ConnectTimedOut(timeouts.connect)
    if isinstance(error, httpx.TimeoutException):
        return TimedOut(timeouts.read)
    if isinstance(error, httpx.ProxyError):
        return ProxyFailed(format_proxy(proxy or ""), _parse_status(str(error)), find_proxy_demand(challenges))
    causes = list(_iter_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return map_ssl_error(cause)
    if isinstance(error, httpx.ConnectError):
        return ProxyFailed(format_proxy(proxy)) if proxy else _map_connect_error(causes, parse_host(url))
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error):
        return NotAReport(NotAReportReason.BROKEN)
    if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
        return ConnectionRefused()
    return NotAReport(NotAReportReason.BROKEN)


def map_body_error(error: "httpx.HTTPError", timeouts: Timeouts) -> ServiceError:
    """Why an answer that had begun did not come to its end."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return TimedOut(timeouts.read)
    if isinstance(error, httpx.DecodingError):
        return NotAReport(NotAReportReason.BROKEN)
    return AnswerCutShort()


def map_status_error(response: "httpx.Response", customer_id: str, proxy: str | None) -> ServiceError:
    """What an answer that is neither a report nor a refused request means, by its status alone."""
    status = response.status_code
    if status == 401:
        return SignInRefused()
    if status == 403:
        return AccessRefused(customer_id)
    if status == 407:
        challenges = response.headers.get_list("proxy-authenticate")
        return ProxyFailed(format_proxy(proxy or ""), status, find_proxy_demand(challenges))
    if status == 429 or status >= 500:
        return ServiceDown(status, parse_retry_after(response.headers))
    if 200 <= status < 300:
        return NotAReport(NotAReportReason.EMPTY, status=status)
    if 300 <= status < 400:
        return NotAReport(NotAReportReason.REDIRECT, _parse_redirect_host(response), status)
    return NotAReport(NotAReportReason.NOT_FOUND, status=status)


def find_proxy_demand(challenges: Iterable[str]) -> ProxyDemand | None:
    """WINDOWS_SIGN_IN where a proxy takes nothing else; `challenges` are its Proxy-Authenticate headers."""
    asked = [one.strip() for challenge in challenges for one in challenge.split(",")]
    schemes = {one.partition(" ")[0].lower() for one in asked}
    is_windows = bool(schemes & {"ntlm", "negotiate", "kerberos"}) and "basic" not in schemes
    return ProxyDemand.WINDOWS_SIGN_IN if is_windows else None


def parse_retry_after(headers: "httpx.Headers") -> float | None:
    """The seconds that the service asks us to wait, from either form of Retry-After; None where there is none.

    A date is read against the service's own clock where the answer has one: this computer's may be wrong.
    """
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    until = _parse_http_date(value)
    if until is None:
        return None
    now = _parse_http_date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _map_connect_error(causes: list[BaseException], host: str) -> ServiceError:
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return NoNetwork(host)
    numbers = [cause.errno for cause in causes if isinstance(cause, OSError) and cause.errno]
    if numbers and not _REFUSAL_ERRNOS.intersection(numbers):
        return NoNetwork(host)
    return ConnectionRefused()


def _iter_causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and everything that led to it, groups opened."""
    to_open: list[BaseException] = [error]
    seen: set[int] = set()
    while to_open:
        current = to_open.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            to_open.extend(current.exceptions)
        to_open.extend(cause for cause in (current.__cause__, current.__context__) if cause is not None)


def _parse_status(text: str) -> int | None:
    found = _FIRST_NUMBER.match(text)
    return int(found[0]) if found else None


def _parse_http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parse_redirect_host(response: "httpx.Response") -> str:
    try:
        return parse_host(urljoin(str(response.request.url), response.headers.get("location", "")))
    except ValueError:
        return ""
