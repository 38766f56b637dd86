"""Windows' proxy, its list of exceptions and its proxy script, and a Mac's: tried on any system."""

import subprocess
from types import SimpleNamespace
from unittest import mock

import pytest

from tests.webservice.fake_winreg import windows
from vitec_desktop.webservice import proxy
from vitec_desktop.webservice.proxy import find_system_proxy, has_proxy_script, is_on_bypass_list

SERVICE = "https://connect.maklare.vitec.net"
PROXY = "http://proxy.example:8080"


@pytest.mark.parametrize(
    "exceptions",
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
def test_a_host_on_windows_list_goes_past_the_proxy(exceptions: str) -> None:
    with windows(ProxyEnable=1, ProxyServer="proxy.example:8080", ProxyOverride=exceptions):
        assert find_system_proxy(SERVICE) is None


@pytest.mark.parametrize(
    "exceptions",
    [
        "",
        ";",
        "<local>",
        "<local>;",  # many lists end so
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
def test_a_host_that_is_not_on_it_goes_by_the_proxy(exceptions: str) -> None:
    with windows(ProxyEnable=1, ProxyServer="proxy.example:8080", ProxyOverride=exceptions):
        assert find_system_proxy(SERVICE) == PROXY


def test_a_name_without_a_dot_is_local() -> None:
    assert is_on_bypass_list("https://intranet", "a;<local>")
    assert not is_on_bypass_list("https://intranet.example", "a;<local>")


def test_no_host_is_looked_up_to_read_the_list() -> None:
    with (
        windows(ProxyEnable=1, ProxyServer="proxy.example:8080", ProxyOverride="10.*"),
        mock.patch("socket.gethostbyname", side_effect=AssertionError),
        mock.patch("socket.getfqdn", side_effect=AssertionError),
    ):
        assert find_system_proxy(SERVICE) == PROXY


def test_without_a_list_or_with_one_of_another_kind_the_proxy_holds() -> None:
    with windows(ProxyEnable=1, ProxyServer="proxy.example:8080"):
        assert find_system_proxy(SERVICE) == PROXY
    with windows(ProxyEnable=1, ProxyServer="proxy.example:8080", ProxyOverride=7):
        assert find_system_proxy(SERVICE) == PROXY


def test_a_proxy_that_is_switched_off_is_none() -> None:
    with windows(ProxyEnable=0, ProxyServer="proxy.example:8080", ProxyOverride=""):
        assert find_system_proxy(SERVICE) is None
    with windows():
        assert find_system_proxy(SERVICE) is None


def test_the_proxy_of_the_scheme_is_taken() -> None:
    with windows(ProxyEnable=1, ProxyServer="http=plain.example:80;https=proxy.example:8080"):
        assert find_system_proxy(SERVICE) == PROXY


def test_the_environment_goes_before_windows_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    with windows(ProxyEnable=1, ProxyServer="other.example:1", ProxyOverride="*"):
        monkeypatch.setenv("https_proxy", "proxy.example:8080")
        monkeypatch.setenv("no_proxy", "other.example")
        assert find_system_proxy(SERVICE) == PROXY
        monkeypatch.setenv("no_proxy", "vitec.net")
        assert find_system_proxy(SERVICE) is None


@pytest.mark.parametrize(
    ("values", "has_script"),
    [({"AutoConfigURL": "http://wpad/proxy.pac"}, True), ({"AutoConfigURL": ""}, False), ({}, False)],
)
def test_windows_tells_of_a_script(values: dict[str, object], has_script: bool) -> None:
    with windows(**values):
        assert has_proxy_script() is has_script


@pytest.mark.parametrize(
    ("told", "has_script"),
    [
        ("<dictionary> {\n  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad/proxy.pac\n}", True),
        ("<dictionary> {\n  ProxyAutoConfigEnable : 0\n}", False),
        ("", False),
        (FileNotFoundError("scutil"), False),
        (subprocess.TimeoutExpired("scutil", 2), False),
    ],
)
def test_a_mac_tells_of_a_script(told: str | Exception, has_script: bool) -> None:
    def run(command: list[str], **_: object) -> object:
        assert command == ["scutil", "--proxy"]
        if isinstance(told, Exception):
            raise told
        return SimpleNamespace(stdout=told)

    with mock.patch.object(proxy, "sys", SimpleNamespace(platform="darwin")), mock.patch("subprocess.run", run):
        assert has_proxy_script() is has_script
