"""Checks and normalises base URLs: a password may be sent to a safe address only."""

import re
import unicodedata
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from vitec_desktop.webservice.errors import AddressRefused

LIVE_BASE_URL = "https://connect.maklare.vitec.net"
TEST_BASE_URL = "https://connect-qa.maklare.vitec.net"

DEFAULT_PORTS = {"https": 443, "http": 80}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FORBIDDEN_CHARACTERS = re.compile(r"[\s\\<>\"{}|^`\x00-\x1f\x7f]")
_HOST_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?|[^\W_](?:[\w-]*\w)?")
_MAX_HOST_LENGTH = 253
_MAX_LABEL_LENGTH = 63


@lru_cache(maxsize=64)  # asked for every request that waits, each time that one may start
def normalise_base_url(text: str) -> str:
    """Return the address as it is saved and compared: lower-case host, no default port, no slash at the end.

    An address without a scheme gets https. Invisible characters, which are pasted by mistake, go.

    Raises:
        AddressRefused: the text is not an address, is http to another computer, or has a user name, query or fragment.
    """
    trimmed = "".join(character for character in text if unicodedata.category(character) != "Cf").strip()
    if not trimmed or _FORBIDDEN_CHARACTERS.search(trimmed):
        raise AddressRefused(_strip_user_info(trimmed))
    try:
        return _normalise(trimmed if _SCHEME.match(trimmed) else f"https://{trimmed}")
    except ValueError:
        raise AddressRefused(_strip_user_info(trimmed)) from None


def is_loopback(host: str) -> bool:
    """Return True for a host that is this computer: 127.0.0.0/8, ::1 and localhost."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


def parse_host(url: str) -> str:
    """Return the host of a URL in lower case, without port; "" if there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _normalise(url: str) -> str:
    parts = urlsplit(url)
    host = _normalise_host(parts)
    if parts.scheme not in DEFAULT_PORTS or (parts.scheme == "http" and not is_loopback(host)):
        raise ValueError(parts.scheme)
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise ValueError("user name, query or fragment")
    port = parts.port
    if port == 0 or parts.netloc.endswith(":"):
        raise ValueError("port")
    shown_port = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
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
    """Return a refused address without the user name and password that it may hold."""
    scheme, separator, rest = text.partition("://") if "://" in text else ("", "", text)
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"
