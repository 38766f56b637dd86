"""Finds the proxy of a request: the one that the system is set up to use, none, or one that the user entered."""

import re
import sys
from collections.abc import Callable
from enum import StrEnum
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from vitec_desktop.webservice.base_url import DEFAULT_PORTS, is_loopback, parse_host
from vitec_desktop.webservice.errors import ProxyFault, ProxyUnusable

_HOST_AND_PORT = re.compile(r"(?P<host>[\w.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})")
_MAX_PORT = 65_535

_REGISTRY_PATH = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_LOCAL_NAMES = "<local>"
_BYPASS_ENTRY = re.compile(r"(?:(?P<scheme>\w+)://)?(?P<host>[^/:]+|\[[^\]]*\])(?::(?P<port>\d+))?/?")


class ProxyChoice(StrEnum):
    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


class ProxySetting(Struct, frozen=True):
    """The user's choice; `address` is host and port, and is used with MANUAL only."""

    choice: ProxyChoice = ProxyChoice.SYSTEM
    address: str = ""


class ProxyAddressRefused(ValueError):
    """Raised for a text that is not host and port. Carries nothing of it, for it may hold a password."""


def normalise_proxy_address(text: str) -> str:
    """Return host and port of a proxy as they are saved: "proxy.example:8080".

    Raises:
        ProxyAddressRefused: the text is something else, or holds a user name: a proxy's own login is not saved.
    """
    found = _HOST_AND_PORT.fullmatch(text.strip().removeprefix("http://").removesuffix("/"))
    if found is None or not 0 < int(found["port"]) <= _MAX_PORT:
        raise ProxyAddressRefused
    return found[0].lower()


def parse_proxy_setting(choice: object, address: object) -> ProxySetting:
    """Build the setting from the settings file's values; an invalid address is "", which no request gets past."""
    valid_choice = next((one for one in ProxyChoice if one.value == choice), ProxyChoice.SYSTEM)
    try:
        return ProxySetting(valid_choice, normalise_proxy_address(address) if isinstance(address, str) else "")
    except ProxyAddressRefused:
        return ProxySetting(valid_choice)


def make_proxy_finder(get_setting: Callable[[], ProxySetting]) -> Callable[[str], str | None]:
    """Return a function that returns the proxy for a URL by the current setting, None for a direct connection.

    It raises ProxyUnusable if the user wants a proxy of their own whose address is invalid: where a network lets out
    nothing but by its proxy, a direct connection would blame the service.
    """

    def find_proxy(url: str) -> str | None:
        setting = get_setting()
        if setting.choice is ProxyChoice.SYSTEM:
            return find_system_proxy(url)
        if setting.choice is ProxyChoice.NONE or is_loopback(parse_host(url)):
            return None
        if not setting.address:
            raise ProxyUnusable(ProxyFault.INVALID_ADDRESS)
        return f"http://{setting.address}"

    return find_proxy


def find_system_proxy(url: str) -> str | None:
    """Return the URL of the environment's or the system's proxy for `url`, None for a direct connection.

    There is never one for a loopback address. The environment's NO_PROXY is heeded for both, the system's own list of
    hosts without a proxy for the system's. Can take seconds, for macOS may look the host up: not for an event loop's
    thread.
    """
    host, scheme = parse_host(url), urlsplit(url).scheme
    if not host or is_loopback(host):
        return None
    # Takes 45 ms to import, which the first window does not wait for.
    from urllib.request import getproxies_environment

    environment = getproxies_environment()
    if is_in_no_proxy(url, environment.pop("no", "")):
        return None
    proxy = environment.get(scheme) or environment.get("all")
    if not proxy:
        proxy = _find_windows_proxy(url) if sys.platform == "win32" else _find_macos_proxy(url)
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


def check_proxy(proxy: str) -> None:
    """Raise ProxyUnusable for a proxy's URL that is invalid, or of another kind than HTTP."""
    try:
        parts = urlsplit(proxy)
        is_valid = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise ProxyUnusable(ProxyFault.INVALID_ADDRESS) from None
    if parts.scheme.startswith("socks"):
        raise ProxyUnusable(ProxyFault.SOCKS, format_proxy(proxy))
    if not is_valid or parts.scheme not in DEFAULT_PORTS:
        raise ProxyUnusable(ProxyFault.INVALID_ADDRESS)


def has_password(proxy: str) -> bool:
    """Return True if a proxy's URL holds a user name or password."""
    return "@" in proxy.rpartition("://")[2]


def is_in_no_proxy(url: str, no_proxy: str) -> bool:
    """Return True if the host of `url` is in NO_PROXY.

    Entries are separated by commas or blanks. Each is a host, which its subdomains belong to, or one with `*` for any
    characters, or a network such as 10.0.0.0/8; optionally with a scheme and a port. `*` is every host.
    """
    address = urlsplit(url)
    host = (address.hostname or "").lower().rstrip(".")
    for entry in re.split(r"[,;\s]+", no_proxy.lower()):
        if _is_in_network(host, entry.partition("://")[2] or entry):
            return True
        found = _BYPASS_ENTRY.fullmatch(entry)
        if found and _is_for_scheme_and_port(found, address):
            name = found["host"].strip("[].")
            if _matches(host, name) or _is_in_network(host, name) or ("*" not in name and host.endswith(f".{name}")):
                return True
    return False


def _find_windows_proxy(url: str) -> str | None:
    """Return the proxy for `url` in the settings of Windows: "proxy:8080", or "http=a:80;https=b:80;socks=c:1080"."""
    if not _read_internet_setting("ProxyEnable") or is_on_bypass_list(url, read_internet_setting("ProxyOverride")):
        return None
    proxies: dict[str, str] = {}
    for entry in re.split(r"[;\s]+", read_internet_setting("ProxyServer")):
        protocol, separator, address = entry.partition("=")
        if entry:
            proxies[protocol.lower() if separator else ""] = address if separator else entry
    return proxies.get(urlsplit(url).scheme) or proxies.get("") or _as_socks(proxies.get("socks"))


def _find_macos_proxy(url: str) -> str | None:
    """Return the proxy for `url` in the settings of macOS."""
    if sys.platform == "darwin":
        from urllib.request import (  # type: ignore[attr-defined]
            getproxies_macosx_sysconf,
            proxy_bypass_macosx_sysconf,
        )

        if not proxy_bypass_macosx_sysconf(parse_host(url)):
            proxies = getproxies_macosx_sysconf()
            found: str | None = proxies.get(urlsplit(url).scheme) or _as_socks(proxies.get("socks"))
            return found
    return None


def _as_socks(address: str | None) -> str | None:
    """Return the URL of a SOCKS proxy, which some systems give as an HTTP one's."""
    return f"socks://{address.rpartition('://')[2]}" if address else None


def has_proxy_script() -> bool:
    """Return True if the system finds its proxy by a script (PAC), which this program cannot run.

    Runs a program on macOS: not for an event loop's thread.
    """
    if sys.platform == "win32":
        return bool(read_internet_setting("AutoConfigURL"))
    if sys.platform == "darwin":
        import subprocess

        try:
            scutil = subprocess.run(["scutil", "--proxy"], capture_output=True, text=True, timeout=2, check=False)
        except (OSError, subprocess.SubprocessError):
            return False
        return re.search(r"ProxyAutoConfigEnable\s*:\s*1", scutil.stdout) is not None
    return False


def format_proxy(proxy: str) -> str:
    """Return a proxy's host and port for display, without the user name and password that its URL may hold."""
    return proxy.rpartition("://")[2].rpartition("@")[2].partition("/")[0]


def read_internet_setting(name: str) -> str:
    """Return a text of the user's Windows Internet Settings, such as "ProxyOverride"; "" if there is none."""
    value = _read_internet_setting(name)
    return value if isinstance(value, str) else ""


def _read_internet_setting(name: str) -> object:
    """Return a value of the user's Windows Internet Settings, a number or a text; None if there is none."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _REGISTRY_PATH) as key:
                return winreg.QueryValueEx(key, name)[0]
        except OSError:
            return None
    return None


def is_on_bypass_list(url: str, bypass_list: str) -> bool:
    """Return True if the host of `url` is on Windows' list of hosts without a proxy, "ProxyOverride".

    Entries are separated by semicolons or blanks. Each is a host, with `*` for any characters and optionally a scheme
    and a port; `<local>` is every name without a dot. Python's own function is not used: older versions match every
    host if the list ends in a semicolon, and look names up.
    """
    address = urlsplit(url)
    host = (address.hostname or "").lower()
    for entry in re.split(r"[;\s]+", bypass_list.lower()):
        if entry == _LOCAL_NAMES and "." not in host and ":" not in host:
            return True
        found = _BYPASS_ENTRY.fullmatch(entry)
        if found and _is_for_scheme_and_port(found, address) and _matches(host, found["host"].strip("[]")):
            return True
    return False


def _is_for_scheme_and_port(entry: re.Match[str], address: SplitResult) -> bool:
    port = address.port or DEFAULT_PORTS.get(address.scheme)
    return entry["scheme"] in (None, address.scheme) and entry["port"] in (None, str(port))


def _is_in_network(host: str, network: str) -> bool:
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False


def _matches(host: str, pattern: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), host) is not None
