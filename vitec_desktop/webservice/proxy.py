"""Finds the proxy of a request: the one that the system is set up to use, none, or one that the user entered."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from vitec_desktop.webservice.base_url import DEFAULT_PORTS, is_loopback, parse_host

_HOST_AND_PORT = re.compile(r"(?P<host>[\w.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>\d{1,5})")
_MAX_PORT = 65_535

_REGISTRY_PATH = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_LOCAL_NAMES = "<local>"
_BYPASS_ENTRY = re.compile(r"(?:(?P<scheme>\w+)://)?(?P<host>[^/:]+|\[[^\]]*\])(?::(?P<port>\d+))?/?")


class ProxyChoice(StrEnum):
    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class ProxySetting:
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
    """Build the setting from the settings file's values; use the default for an invalid one."""
    valid_choice = next((one for one in ProxyChoice if one.value == choice), ProxyChoice.SYSTEM)
    try:
        return ProxySetting(valid_choice, normalise_proxy_address(address) if isinstance(address, str) else "")
    except ProxyAddressRefused:
        return ProxySetting(valid_choice)


def make_proxy_finder(get_setting: Callable[[], ProxySetting]) -> Callable[[str], str | None]:
    """Return a function that returns the proxy for a URL by the current setting, None for a direct connection."""

    def find_proxy(url: str) -> str | None:
        setting = get_setting()
        if setting.choice is ProxyChoice.SYSTEM:
            return find_system_proxy(url)
        if setting.choice is ProxyChoice.NONE or not setting.address or is_loopback(parse_host(url)):
            return None
        return f"http://{setting.address}"

    return find_proxy


def find_system_proxy(url: str) -> str | None:
    """Return the URL of the system's or the environment's proxy for `url`, None for a direct connection.

    There is never one for a loopback address. The list of hosts without a proxy is respected, which httpx does not do
    on Windows. Can take seconds, for it may run a program of the system: not for an event loop's thread.
    """
    host = parse_host(url)
    if not host or is_loopback(host):
        return None
    # Takes 45 ms to import, which the first window does not wait for.
    from urllib.request import getproxies, getproxies_environment, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(urlsplit(url).scheme) or proxies.get("all")
    if not proxy:
        return None
    is_from_registry = sys.platform == "win32" and not getproxies_environment()
    if is_on_bypass_list(url, read_internet_setting("ProxyOverride")) if is_from_registry else proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


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
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _REGISTRY_PATH) as key:
                value = winreg.QueryValueEx(key, name)[0]
        except OSError:
            return ""
        return value if isinstance(value, str) else ""
    return ""


def is_on_bypass_list(url: str, bypass_list: str) -> bool:
    """Return True if the host of `url` is on Windows' list of hosts without a proxy, "ProxyOverride".

    Entries are separated by semicolons or blanks. Each is a host, with `*` for any characters and optionally a scheme
    and a port; `<local>` is every name without a dot. Python's own function is not used: older versions match every
    host if the list ends in a semicolon, and look names up.
    """
    address = urlsplit(url)
    host = (address.hostname or "").lower()
    port = address.port or DEFAULT_PORTS.get(address.scheme)
    for entry in re.split(r"[;\s]+", bypass_list.lower()):
        if entry == _LOCAL_NAMES and "." not in host and ":" not in host:
            return True
        found = _BYPASS_ENTRY.fullmatch(entry)
        if (
            found
            and found["scheme"] in (None, address.scheme)
            and found["port"] in (None, str(port))
            and _matches(host, found["host"].strip("[]"))
        ):
            return True
    return False


def _matches(host: str, pattern: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), host) is not None
