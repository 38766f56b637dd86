"""Maps status codes to our errors."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpx

from vitec_desktop.webservice.base_url import parse_host
from vitec_desktop.webservice.errors import (
    AccessRefused,
    NotAReport,
    NotAReportReason,
    ProxyDemand,
    ProxyFailed,
    ServiceDown,
    ServiceError,
    SignInRefused,
)
from vitec_desktop.webservice.proxy import format_proxy, has_password

_SECONDS = re.compile(r"\d+(?:\.\d+)?")


def map_status_error(response: httpx.Response, customer_id: str, proxy: str | None) -> ServiceError:
    """Return the error for a status that is neither that of a report nor of a rejected request."""
    status = response.status_code
    if status == 401:
        return SignInRefused()
    if status == 403:
        return AccessRefused(customer_id)
    if status == 407:
        challenges = response.headers.get_list("proxy-authenticate")
        return ProxyFailed(format_proxy(proxy or ""), status, find_proxy_demand(challenges, proxy))
    if status == 429 or status >= 500:
        retry_after = parse_retry_after(response.headers)
        return ServiceDown(status, retry_after, _time_after(retry_after))
    if 200 <= status < 300:
        return NotAReport(NotAReportReason.EMPTY, status=status)
    if 300 <= status < 400:
        return NotAReport(NotAReportReason.REDIRECT, _parse_redirect_host(response), status)
    return NotAReport(NotAReportReason.NOT_FOUND, status=status)


def find_proxy_demand(challenges: Iterable[str], proxy: str | None) -> ProxyDemand | None:
    """Return what a proxy with these Proxy-Authenticate headers wants; None for a user name and password."""
    accepted = [one.strip() for challenge in challenges for one in challenge.split(",")]
    schemes = {one.partition(" ")[0].lower() for one in accepted}
    is_windows = bool(schemes & {"ntlm", "negotiate", "kerberos"}) and "basic" not in schemes
    if is_windows:
        return ProxyDemand.WINDOWS_SIGN_IN
    return ProxyDemand.OTHER_SIGN_IN if proxy and has_password(proxy) else None


def parse_retry_after(headers: httpx.Headers) -> float | None:
    """Return the delay of either form of Retry-After (RFC 9110, 10.2.3), in seconds; None if there is none.

    A date is compared with the response's own Date if it has one, as this computer's clock may be wrong.
    """
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    until = _parse_http_date(value)
    if until is None:
        return None
    now = _parse_http_date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _time_after(seconds: float | None) -> datetime | None:
    """Return the time of this computer's clock in so many seconds; None without any, or beyond the calendar."""
    try:
        return None if seconds is None else datetime.now() + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _parse_http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parse_redirect_host(response: httpx.Response) -> str:
    try:
        return parse_host(urljoin(str(response.request.url), response.headers.get("location", "")))
    except ValueError:
        return ""
