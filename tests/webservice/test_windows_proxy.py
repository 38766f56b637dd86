"""Proxy, bypass list and proxy script of Windows, and proxy script of macOS, tested on any system."""

import subprocess
import urllib.request
from types import SimpleNamespace
from unittest import mock

import pytest

from tests.helpers.fake_winreg import windows_internet_settings
from vitec_desktop.webservice import proxy
from vitec_desktop.webservice.proxy import find_system_proxy, has_proxy_script, is_on_bypass_list

SERVICE = "https://connect.maklare.vitec.net"
PROXY = "http://proxy.example:8080"


@pytest.mark.parametrize(
    "bypass_list",
    [
        "connect.maklare.vitec.net",
        "*.vitec.net",
        "*vitec.net;<local>",
        "10.*; *.vitec.net ;",
        "a.example *.Vitec.NET",
        "https://*.vitec.net",
        "connect.maklare.vitec.net:443",
        "*",
    ],
)
def test_a_host_on_the_bypass_list_has_no_proxy(bypass_list: str) -> None:
    with windows_internet_settings(ProxyEnable=1, ProxyServer="proxy.example:8080", ProxyOverride=bypass_list):
        assert find_system_proxy(SERVICE) is None


@pytest.mark.parametrize(
    "bypass_list",
    [
        "",
        ";",
        "<local>",
        "<local>;",  # many lists end with a semicolon
        "<-loopback>",
        "connect",
        "vitec.net",
        "*.vitec",
        "connect?maklare",
        "http://*.vitec.net",
        "connect.maklare.vitec.net:8443",
        "[a-z]*.vitec.net",
        "10.*;192.168.*",
    ],
)
def test_a_host_not_on_the_bypass_list_has_the_proxy(bypass_list: str) -> None:
    with windows_internet_settings(ProxyEnable=1, ProxyServer="proxy.example:8080", ProxyOverride=bypass_list):
        assert find_system_proxy(SERVICE) == PROXY


def test_a_name_without_a_dot_is_local() -> None:
    assert is_on_bypass_list("https://intranet", "a;<local>")
    assert not is_on_bypass_list("https://intranet.example", "a;<local>")


def test_no_host_name_is_looked_up() -> None:
    with (
        windows_internet_settings(ProxyEnable=1, ProxyServer="proxy.example:8080", ProxyOverride="10.*"),
        mock.patch("socket.gethostbyname", side_effect=AssertionError),
        mock.patch("socket.getfqdn", side_effect=AssertionError),
    ):
        assert find_system_proxy(SERVICE) == PROXY


def test_a_missing_or_invalid_bypass_list_is_empty() -> None:
    with windows_internet_settings(ProxyEnable=1, ProxyServer="proxy.example:8080"):
        assert find_system_proxy(SERVICE) == PROXY
    with windows_internet_settings(ProxyEnable=1, ProxyServer="proxy.example:8080", ProxyOverride=7):
        assert find_system_proxy(SERVICE) == PROXY


def test_a_disabled_proxy_is_not_used() -> None:
    with windows_internet_settings(ProxyEnable=0, ProxyServer="proxy.example:8080", ProxyOverride=""):
        assert find_system_proxy(SERVICE) is None
    with windows_internet_settings():
        assert find_system_proxy(SERVICE) is None


def test_the_proxy_of_the_scheme_is_used() -> None:
    with windows_internet_settings(ProxyEnable=1, ProxyServer="http=plain.example:80;https=proxy.example:8080"):
        assert find_system_proxy(SERVICE) == PROXY


@pytest.mark.parametrize(
    ("server", "found"),
    [
        ("proxy.example:8080;", PROXY),
        ("proxy.example:8080 ", PROXY),
        ("http=plain.example:80;proxy.example:8080", PROXY),
        ("HTTPS=http://proxy.example:8080", PROXY),
        ("http=plain.example:80", None),
        ("", None),
        (";;", None),
        ("socks=socks.example:1080", "socks://socks.example:1080"),
        ("http=plain.example:80;socks=socks.example:1080", "socks://socks.example:1080"),
        ("https=proxy.example:8080;socks=socks.example:1080", PROXY),
    ],
)
def test_each_form_of_windows_setting_is_read(server: str, found: str | None) -> None:
    with windows_internet_settings(ProxyEnable=1, ProxyServer=server):
        assert find_system_proxy(SERVICE) == found


def test_no_proxy_alone_leaves_windows_settings_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    with windows_internet_settings(ProxyEnable=1, ProxyServer="proxy.example:8080"):
        monkeypatch.setenv("no_proxy", "other.example")
        assert find_system_proxy(SERVICE) == PROXY
        monkeypatch.setenv("no_proxy", "vitec.net:443")
        assert find_system_proxy(SERVICE) is None


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"https": "http://proxy.example:8080", "socks": "http://socks.example:1080"}, PROXY),
        ({"http": "http://proxy.example:8080"}, None),
        ({"socks": "http://socks.example:1080"}, "socks://socks.example:1080"),
        ({}, None),
    ],
)
def test_macos_settings_are_read(settings: dict[str, str], found: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(proxy, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(urllib.request, "getproxies_macosx_sysconf", lambda: settings, raising=False)
    bypassed = "other.example"
    monkeypatch.setattr(urllib.request, "proxy_bypass_macosx_sysconf", lambda host: host == bypassed, raising=False)
    assert find_system_proxy(SERVICE) == found
    assert find_system_proxy(f"https://{bypassed}") is None


def test_the_environment_overrides_windows_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    with windows_internet_settings(ProxyEnable=1, ProxyServer="other.example:1", ProxyOverride="*"):
        monkeypatch.setenv("https_proxy", "proxy.example:8080")
        monkeypatch.setenv("no_proxy", "other.example")
        assert find_system_proxy(SERVICE) == PROXY
        monkeypatch.setenv("no_proxy", "vitec.net")
        assert find_system_proxy(SERVICE) is None


@pytest.mark.parametrize(
    ("values", "has_script"),
    [({"AutoConfigURL": "http://wpad/proxy.pac"}, True), ({"AutoConfigURL": ""}, False), ({}, False)],
)
def test_a_script_in_windows_settings_is_detected(values: dict[str, object], has_script: bool) -> None:
    with windows_internet_settings(**values):
        assert has_proxy_script() is has_script


@pytest.mark.parametrize(
    ("output", "has_script"),
    [
        ("<dictionary> {\n  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad/proxy.pac\n}", True),
        ("<dictionary> {\n  ProxyAutoConfigEnable : 0\n}", False),
        ("", False),
        (FileNotFoundError("scutil"), False),
        (subprocess.TimeoutExpired("scutil", 2), False),
    ],
)
def test_a_script_in_macos_settings_is_detected(output: str | Exception, has_script: bool) -> None:
    def run(command: list[str], **_: object) -> object:
        assert command == ["scutil", "--proxy"]
        if isinstance(output, Exception):
            raise output
        return SimpleNamespace(stdout=output)

    with mock.patch.object(proxy, "sys", SimpleNamespace(platform="darwin")), mock.patch("subprocess.run", run):
        assert has_proxy_script() is has_script
