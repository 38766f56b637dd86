"""Windows' own internet settings, in so far as they say which way to go."""

import re
import sys
from urllib.parse import urlsplit

_REGISTRY_PATH = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_LOCAL_NAMES = "<local>"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_BYPASS_ENTRY = re.compile(r"(?:(?P<scheme>\w+)://)?(?P<host>[^/:]+|\[[^\]]*\])(?::(?P<port>\d+))?/?")


def read_internet_setting(name: str) -> str:
    """A text of the user's settings, such as "ProxyOverride"; "" where there is none, and on other systems."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _REGISTRY_PATH) as key:
                value = winreg.QueryValueEx(key, name)[0]
        except OSError:
            return ""
        return value if isinstance(value, str) else ""
    return ""


def is_on_bypass_list(url: str, exceptions: str) -> bool:
    """Whether Windows' list of hosts that go past the proxy, "ProxyOverride", has the host of `url`.

    Read here and not by Python: its older versions take the semicolon at a list's end for every host there is, and
    look names up. Entries are parted by semicolons or blanks; each is a host, with `*` for anything, and at will a
    scheme and a port; `<local>` is every name without a dot.
    """
    address = urlsplit(url)
    host = (address.hostname or "").lower()
    port = address.port or _DEFAULT_PORTS.get(address.scheme)
    for entry in re.split(r"[;\s]+", exceptions.lower()):
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
