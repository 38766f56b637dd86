"""The proxy of the environment and of the setting, and how it is shown."""

import pytest

from vitec_desktop.webservice.errors import ProxyFault, ProxyUnusable
from vitec_desktop.webservice.proxy import (
    ProxyAddressRefused,
    ProxyChoice,
    ProxySetting,
    check_proxy,
    find_system_proxy,
    format_proxy,
    is_in_no_proxy,
    make_proxy_finder,
    normalise_proxy_address,
    parse_proxy_setting,
)

SERVICE = "https://connect.maklare.vitec.net"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:80", "https://127.3.2.1", "http://localhost:8080", "https://[::1]:443", "http://LOCALHOST"],
)
def test_loopback_never_has_a_system_proxy(url: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("http_proxy", "http://proxy.example:3128")
    environment.setenv("https_proxy", "http://proxy.example:3128")
    environment.setenv("all_proxy", "http://proxy.example:3128")
    assert find_system_proxy(url) is None


def test_the_proxy_of_the_scheme_is_used(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("http_proxy", "http://other.example:1")
    environment.setenv("https_proxy", "http://proxy.example:3128")
    assert find_system_proxy("https://connect.maklare.vitec.net") == "http://proxy.example:3128"


def test_a_proxy_for_all_schemes_is_used(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("all_proxy", "http://proxy.example:3128")
    assert find_system_proxy("https://connect.maklare.vitec.net") == "http://proxy.example:3128"


def test_a_proxy_without_a_scheme_is_http(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("https_proxy", "proxy.example:3128")
    assert find_system_proxy("https://connect.maklare.vitec.net") == "http://proxy.example:3128"


@pytest.mark.parametrize(
    "no_proxy",
    [
        "connect.maklare.vitec.net",
        ".vitec.net",
        "a.example,vitec.net",
        "a.example vitec.net",
        "*",
        "*.vitec.net",
        "connect.*.vitec.net",
        "connect.maklare.vitec.net:443",
        ".vitec.net:443",
        "https://connect.maklare.vitec.net",
        "https://*.vitec.net:443/",
        "Vitec.NET",
        "vitec.net.",
    ],
)
def test_a_host_in_no_proxy_has_no_proxy(no_proxy: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("https_proxy", "http://proxy.example:3128")
    environment.setenv("no_proxy", no_proxy)
    assert find_system_proxy("https://connect.maklare.vitec.net") is None


@pytest.mark.parametrize(
    "no_proxy",
    [
        "connect.maklare.vitec.net:8443",
        "http://vitec.net",
        "itec.net",
        "maklare.vitec",
        "*.example",
        "10.0.0.0/8",
        "",
        ",",
        "[",
        "a:b:c",
    ],
)
def test_a_host_not_in_no_proxy_has_the_proxy(no_proxy: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("https_proxy", "http://proxy.example:3128")
    environment.setenv("no_proxy", no_proxy)
    assert find_system_proxy("https://connect.maklare.vitec.net") == "http://proxy.example:3128"


@pytest.mark.parametrize(
    ("url", "no_proxy", "is_in"),
    [
        ("https://10.1.2.3", "10.0.0.0/8", True),
        ("https://10.1.2.3:8443", "10.1.2.3:8443", True),
        ("https://11.1.2.3", "10.0.0.0/8", False),
        ("https://[fd00::1]", "fd00::/8", True),
        ("https://[fd00::1]:8443", "[fd00::1]:8443", True),
        ("https://[fd00::1]", "[fd00::1]:8443", False),
        ("https://[fd00::1]", "[FD00:0::0001]:443", True),
        ("https://[fd00::1]", "[fd00::2]", False),
    ],
)
def test_addresses_and_networks_in_no_proxy(url: str, no_proxy: str, is_in: bool) -> None:
    assert is_in_no_proxy(url, no_proxy) is is_in


@pytest.mark.parametrize(
    ("proxy", "error"),
    [
        ("socks5://anna:hemligt@127.0.0.1:1080", ProxyUnusable(ProxyFault.SOCKS, "127.0.0.1:1080")),
        ("socks4a://proxy.example", ProxyUnusable(ProxyFault.SOCKS, "proxy.example")),
        *(
            (text, ProxyUnusable(ProxyFault.INVALID_ADDRESS))
            for text in ("gopher://x", "http://[bad", "http://", "http://anna:hemligt", "http://x:99999", "http://x:0")
        ),
    ],
)
def test_a_proxy_that_cannot_be_used_is_told_without_its_password(proxy: str, error: ProxyUnusable) -> None:
    with pytest.raises(ProxyUnusable) as refused:
        check_proxy(proxy)
    assert refused.value == error
    assert "hemligt" not in repr(refused.value)


def test_without_a_proxy_the_connection_is_direct() -> None:
    assert find_system_proxy("https://connect.maklare.vitec.net") is None


@pytest.mark.parametrize(
    ("proxy", "label"),
    [
        ("http://proxy.example:3128", "proxy.example:3128"),
        ("http://user:pa@ss@proxy.example:3128/", "proxy.example:3128"),
        ("proxy.example", "proxy.example"),
        ("http://user:p/a/s@proxy.example:3128", "proxy.example:3128"),
    ],
)
def test_a_proxys_password_is_never_shown(proxy: str, label: str) -> None:
    assert format_proxy(proxy) == label


def test_a_changed_setting_is_used_by_the_next_request(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("https_proxy", "http://system.example:3128")
    setting = ProxySetting()
    proxy_for = make_proxy_finder(lambda: setting)
    assert proxy_for(SERVICE) == "http://system.example:3128"
    setting = ProxySetting(ProxyChoice.NONE, "own.example:8080")
    assert proxy_for(SERVICE) is None
    setting = ProxySetting(ProxyChoice.MANUAL, "own.example:8080")
    assert proxy_for(SERVICE) == "http://own.example:8080"


def test_loopback_never_has_a_manual_proxy() -> None:
    proxy_for = make_proxy_finder(lambda: ProxySetting(ProxyChoice.MANUAL, "own.example:8080"))
    assert proxy_for("http://127.0.0.1:80") is None


@pytest.mark.parametrize("address", ["", "proxy.example", "socks5://proxy.example:1080", "anna:hemligt@p:1", 7, None])
def test_a_manual_proxy_without_a_valid_address_is_no_direct_connection(address: object) -> None:
    setting = parse_proxy_setting("manual", address)
    proxy_for = make_proxy_finder(lambda: setting)
    with pytest.raises(ProxyUnusable) as refused:
        proxy_for(SERVICE)
    assert refused.value == ProxyUnusable(ProxyFault.INVALID_ADDRESS)
    assert proxy_for("http://127.0.0.1:80") is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("proxy.example:8080", "proxy.example:8080"),
        (" http://Proxy.Example:8080/ ", "proxy.example:8080"),
        ("10.0.0.7:3128", "10.0.0.7:3128"),
        ("[fe80::1]:3128", "[fe80::1]:3128"),
    ],
)
def test_an_address_is_host_and_port(text: str, address: str) -> None:
    assert normalise_proxy_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "proxy.example",
        "proxy.example:0",
        "proxy.example:70000",
        "anna:hemligt@proxy.example:8080",
        "a b:80",
        "x:80/y",
        "proxy.example:８０",
    ],
)
def test_any_other_text_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ProxyAddressRefused) as refused:
        normalise_proxy_address(text)
    assert str(refused.value) == ""


@pytest.mark.parametrize(
    ("choice", "address", "setting"),
    [
        ("manual", "proxy.example:8080", ProxySetting(ProxyChoice.MANUAL, "proxy.example:8080")),
        ("none", "", ProxySetting(ProxyChoice.NONE)),
        ("manual", "anna:hemligt@proxy.example:8080", ProxySetting(ProxyChoice.MANUAL)),
        ("other", 5, ProxySetting()),
        (None, None, ProxySetting()),
    ],
)
def test_invalid_settings_get_their_defaults(choice: object, address: object, setting: ProxySetting) -> None:
    assert parse_proxy_setting(choice, address) == setting
