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
    AnswerCutShort,
    AnsweredByOther,
    NotAReport,
    NotAReportReason,
    ProxyDemand,
    ProxyFailed,
    ServiceDown,
    ServiceError,
    SignInRefused,
)
from vitec_desktop.webservice.proxy import format_proxy, has_password

_SIGN_IN_TO_NETWORK = 511  # RFC 6585: a guest network's sign-in page

_SERVICE_NAME = "vitec"
_REALM = re.compile(r"""realm\s*=\s*"?([^",]*)""", re.IGNORECASE)
# Firewalls that want proof of a human answer so even without a web page.
_CHALLENGE_HEADERS = {"x-amzn-waf-action": "AWS WAF", "cf-mitigated": "Cloudflare"}
_FRAMEWORK = re.compile(r"microsoft|kestrel|asp\.net", re.IGNORECASE)
_INTERMEDIARY = re.compile(
    r"nginx|openresty|haproxy|squid|tinyproxy|mitmproxy|varnish|envoy|traefik|apache|cloudflare|cloudfront|akamai|awselb"
    r"|big-?ip|zscaler|forti|sophos|netscaler|barracuda|sonicwall|palo ?alto|check ?point|mcafee|skyhigh"
    r"|bluecoat|watchguard",
    re.IGNORECASE,
)
_MAX_NAME_LENGTH = 60

_SECONDS = re.compile(r"\d+(?:\.\d+)?")


def map_status_error(response: httpx.Response, customer_id: str, proxy: str | None) -> ServiceError:
    """Return the error for a status that is not that of a report, a rejected request or a redirect."""
    status = response.status_code
    speaker = find_speaker(response)
    if status == 401:
        return SignInRefused(_find_login_speaker(response, speaker))
    if status == 403 and speaker is None:
        return AccessRefused(customer_id)
    if status == 407:
        challenges = response.headers.get_list("proxy-authenticate")
        return ProxyFailed(format_proxy(proxy or ""), status, find_proxy_demand(challenges, proxy))
    if status == 408:  # for a connection that lay idle; the next request may get it
        return AnswerCutShort()
    if status in (404, 410):
        return NotAReport(NotAReportReason.NOT_FOUND, status=status)
    if status == _SIGN_IN_TO_NETWORK:
        return NotAReport(NotAReportReason.HTML, status=status)
    if status == 429 or status >= 500:
        retry_after = parse_retry_after(response.headers)
        return ServiceDown(status, retry_after, _time_after(retry_after), speaker)
    if 200 <= status < 300 and speaker is None:
        return NotAReport(NotAReportReason.EMPTY, status=status)
    return AnsweredByOther(status, speaker or "")


def find_speaker(response: httpx.Response) -> str | None:
    """Return the name of what seems to have answered instead of the service, "" without one; None for the service.

    The service answers in JSON, or without a body. A web page is another's word, and so is plain text where a header
    names a firewall, proxy or web server. The service's own framework answers an unexpected error by a page too.
    """
    headers = response.headers
    for header, name in _CHALLENGE_HEADERS.items():
        if header in headers:
            return name
    server = headers.get("server", "")
    content_type = headers.get("content-type", "").lower()
    is_page = "html" in content_type and not (response.status_code >= 500 and _FRAMEWORK.search(server))
    is_forwarded_text = content_type.startswith("text/plain") and ("via" in headers or _INTERMEDIARY.search(server))
    if not (is_page or is_forwarded_text):
        return None
    return _clean_name(server) or _clean_name(headers.get("via", "").rpartition(",")[2].strip().partition(" ")[2])


def _find_login_speaker(response: httpx.Response, speaker: str | None) -> str | None:
    """Return what seems to ask for the login of a 401: what names itself otherwise than the service and its host."""
    challenges = response.headers.get_list("www-authenticate")
    realms = [realm for challenge in challenges for realm in _REALM.findall(challenge)]
    known_names = (_SERVICE_NAME, response.request.url.host.lower())
    if any(name in realm.lower() for realm in realms for name in known_names):
        return None
    named = next(filter(None, map(_clean_name, realms)), None)
    if named:
        return named
    is_basic = any(challenge.lower().startswith("basic") for challenge in challenges)
    return speaker if speaker is not None or is_basic or not challenges else ""


def _clean_name(text: str) -> str:
    plain = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(plain.split())[:_MAX_NAME_LENGTH]


def map_redirect(response: httpx.Response) -> NotAReport:
    """Return the error for a redirect, by the host that it names."""
    host = _parse_redirect_host(response)
    is_same = host == response.request.url.host.lower()
    return NotAReport(NotAReportReason.SAME_HOST if is_same else NotAReportReason.REDIRECT, host, response.status_code)


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
