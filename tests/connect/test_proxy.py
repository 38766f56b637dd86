"""The proxy that the environment names, and what of it may be shown."""

import pytest

from vitec_desktop.connect.proxy import proxy_label, system_proxy


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
def test_this_computer_is_never_reached_by_a_proxy(url: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("http_proxy", "http://proxy.example:3128")
    environment.setenv("https_proxy", "http://proxy.example:3128")
    environment.setenv("all_proxy", "http://proxy.example:3128")
    assert system_proxy(url) is None


def test_the_proxy_of_the_scheme_is_used(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("http_proxy", "http://other.example:1")
    environment.setenv("https_proxy", "http://proxy.example:3128")
    assert system_proxy("https://connect.maklare.vitec.net") == "http://proxy.example:3128"


def test_a_proxy_for_everything_is_used(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("all_proxy", "http://proxy.example:3128")
    assert system_proxy("https://connect.maklare.vitec.net") == "http://proxy.example:3128"


def test_a_proxy_without_a_scheme_is_plain_http(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("https_proxy", "proxy.example:3128")
    assert system_proxy("https://connect.maklare.vitec.net") == "http://proxy.example:3128"


@pytest.mark.parametrize("past", ["connect.maklare.vitec.net", ".vitec.net", "a.example,vitec.net", "*"])
def test_a_host_on_the_list_of_exceptions_goes_past_the_proxy(past: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("https_proxy", "http://proxy.example:3128")
    environment.setenv("no_proxy", past)
    assert system_proxy("https://connect.maklare.vitec.net") is None


def test_without_a_proxy_the_connection_is_direct() -> None:
    assert system_proxy("https://connect.maklare.vitec.net") is None


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
    assert proxy_label(proxy) == label
