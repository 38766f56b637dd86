"""The proxy that this computer is set up to use."""

from urllib.parse import urlsplit

from vitec_desktop.connect.address import host_of, is_loopback


def system_proxy(url: str) -> str | None:
    """The address of the proxy for `url` as the system or the environment has it, None for a direct connection.

    Never one for this very computer. Heeds the list of hosts that go past the proxy, which the HTTP library does not
    on Windows. May look a host name up, so it can take seconds: not for an event loop's thread.
    """
    host = host_of(url)
    if not host or is_loopback(host):
        return None
    # Costs 45 ms, and the first window does not need it.
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(urlsplit(url).scheme) or proxies.get("all")
    if not proxy or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def proxy_label(proxy: str) -> str:
    """A proxy's host and port, to be shown: without the user name and password that its address may hold."""
    return proxy.rpartition("://")[2].rpartition("@")[2].partition("/")[0]
