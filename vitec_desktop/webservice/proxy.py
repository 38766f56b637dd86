"""Which proxy to go through: the one that this computer is set up to use, none, or one that the user has named."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from vitec_desktop.webservice.base_url import is_loopback, parse_host
from vitec_desktop.webservice.windows_proxy import is_on_bypass_list, read_internet_setting

_HOST_AND_PORT = re.compile(r"(?P<host>[\w.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>\d{1,5})")
_MAX_PORT = 65_535


class ProxyChoice(StrEnum):
    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class ProxySetting:
    """What the user chose; `address` is host and port, and counts with MANUAL only."""

    choice: ProxyChoice = ProxyChoice.SYSTEM
    address: str = ""


class ProxyAddressRefused(ValueError):
    """Not host and port. Holds nothing of what was typed: there may be a password in it."""


def normalise_proxy_address(text: str) -> str:
    """Host and port of a proxy, as they are kept: "proxy.example:8080".

    Raises:
        ProxyAddressRefused: it is something else, or more: a sign-in of a proxy's own is kept nowhere.
    """
    found = _HOST_AND_PORT.fullmatch(text.strip().removeprefix("http://").removesuffix("/"))
    if found is None or not 0 < int(found["port"]) <= _MAX_PORT:
        raise ProxyAddressRefused
    return found[0].lower()


def parse_proxy_setting(choice: object, address: object) -> ProxySetting:
    """The setting that a settings file holds, whatever somebody has written into it."""
    known = next((one for one in ProxyChoice if one.value == choice), ProxyChoice.SYSTEM)
    try:
        return ProxySetting(known, normalise_proxy_address(address) if isinstance(address, str) else "")
    except ProxyAddressRefused:
        return ProxySetting(known)


def make_proxy_finder(setting: Callable[[], ProxySetting]) -> Callable[[str], str | None]:
    """What tells the proxy for an address, None for a direct connection, by what is set at that moment."""

    def proxy_for(url: str) -> str | None:
        now = setting()
        if now.choice is ProxyChoice.SYSTEM:
            return find_system_proxy(url)
        if now.choice is ProxyChoice.NONE or not now.address or is_loopback(parse_host(url)):
            return None
        return f"http://{now.address}"

    return proxy_for


def find_system_proxy(url: str) -> str | None:
    """The address of the proxy for `url` as the system or the environment has it, None for a direct connection.

    Never one for this very computer. Heeds the list of hosts that go past the proxy, which the HTTP library does not
    on Windows. May ask another program of the system, so it can take seconds: not for an event loop's thread.
    """
    host = parse_host(url)
    if not host or is_loopback(host):
        return None
    # Costs 45 ms, and the first window does not need it.
    from urllib.request import getproxies, getproxies_environment, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(urlsplit(url).scheme) or proxies.get("all")
    if not proxy:
        return None
    is_by_windows = sys.platform == "win32" and not getproxies_environment()
    if is_on_bypass_list(url, read_internet_setting("ProxyOverride")) if is_by_windows else proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def has_proxy_script() -> bool:
    """True where this computer finds its proxy by a script (PAC), which only its own programs can run.

    Not for an event loop's thread: a Mac answers by another program.
    """
    if sys.platform == "win32":
        return bool(read_internet_setting("AutoConfigURL"))
    if sys.platform == "darwin":
        import subprocess

        try:
            told = subprocess.run(["scutil", "--proxy"], capture_output=True, text=True, timeout=2, check=False).stdout
        except (OSError, subprocess.SubprocessError):
            return False
        return re.search(r"ProxyAutoConfigEnable\s*:\s*1", told) is not None
    return False


def format_proxy(proxy: str) -> str:
    """A proxy's host and port, to be shown: without the user name and password that its address may hold."""
    return proxy.rpartition("://")[2].rpartition("@")[2].partition("/")[0]
