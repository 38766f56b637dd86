"""Which base addresses a password may be sent to."""

import re
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from vitec_desktop.webservice.errors import AddressRefused

LIVE_BASE_URL = "https://connect.maklare.vitec.net"
TEST_BASE_URL = "https://connect-qa.maklare.vitec.net"

_DEFAULT_PORTS = {"https": 443, "http": 80}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FORBIDDEN_CHARACTERS = re.compile(r"[\s\\<>\"{}|^`\x00-\x1f\x7f]")
_HOST_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?|[^\W_](?:[\w-]*\w)?")
_MAX_HOST_LENGTH = 253
_MAX_LABEL_LENGTH = 63


def normalise_base_url(text: str) -> str:
    """The address in the one form that is kept and compared: lower-case host, no default port, no slash at the end.

    An address without a scheme is meant as https. Raises AddressRefused for plain http to another computer than this
    one, for a user name or password in the address, for a query or fragment, and for what is no address at all.
    """
    trimmed = text.strip()
    if not trimmed or _FORBIDDEN_CHARACTERS.search(trimmed):
        raise AddressRefused(_strip_user_info(trimmed))
    try:
        return _normalise(trimmed if _SCHEME.match(trimmed) else f"https://{trimmed}")
    except ValueError:
        raise AddressRefused(_strip_user_info(trimmed)) from None


def is_loopback(host: str) -> bool:
    """True for this very computer: 127.0.0.0/8, ::1 and the name localhost."""
    bare = host.strip("[]").lower()
    if bare == "localhost":
        return True
    try:
        address = ip_address(bare)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


def parse_host(url: str) -> str:
    """The host of an absolute address, lower-case and without port; "" where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _normalise(url: str) -> str:
    parts = urlsplit(url)
    host = _normalise_host(parts)
    if parts.scheme not in _DEFAULT_PORTS or (parts.scheme == "http" and not is_loopback(host)):
        raise ValueError(parts.scheme)
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise ValueError("more than an address")
    port = parts.port
    if port == 0 or parts.netloc.endswith(":"):
        raise ValueError("port")
    shown_port = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{shown_port}{parts.path.rstrip('/')}"


def _normalise_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if ":" in host:
        return f"[{IPv6Address(host).compressed}]"
    labels = host.removesuffix(".").split(".")
    if len(host) > _MAX_HOST_LENGTH:
        raise ValueError("host")
    if not all(_HOST_LABEL.fullmatch(label) and len(label) <= _MAX_LABEL_LENGTH for label in labels):
        raise ValueError("host")
    return host


def _strip_user_info(text: str) -> str:
    """What may be shown of a refused address: somebody may have typed a password into it."""
    scheme, separator, rest = text.partition("://") if "://" in text else ("", "", text)
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"
