"""The base URLs that a password may be sent to, and their normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.webservice.base_url import LIVE_BASE_URL, TEST_BASE_URL, is_loopback, normalise_base_url, parse_host
from vitec_desktop.webservice.errors import AddressRefused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIVE_BASE_URL, LIVE_BASE_URL),
        (TEST_BASE_URL, TEST_BASE_URL),
        ("  https://Connect.Maklare.Vitec.NET/ ", LIVE_BASE_URL),
        ("connect.maklare.vitec.net", LIVE_BASE_URL),
        ("https://connect.maklare.vitec.net:443", LIVE_BASE_URL),
        ("https://gateway.example.se:8443/vitec/", "https://gateway.example.se:8443/vitec"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.8.9.1:80", "http://127.8.9.1"),
        ("http://localhost:5000/", "http://localhost:5000"),
        ("http://[::1]:5000", "http://[::1]:5000"),
        ("\u200bhttps://connect.maklare\u00ad.vitec.net\ufeff\r\n", LIVE_BASE_URL),
        ("https://mäklare.example.se", "https://mäklare.example.se"),
    ],
)
def test_an_address_is_normalised(text: str, expected: str) -> None:
    assert normalise_base_url(text) == expected
    assert normalise_base_url(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "http://connect.maklare.vitec.net",
        "http://192.168.1.10",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://127.1",
        "http://0.0.0.0:80",
        "ftp://connect.maklare.vitec.net",
        "file:///etc/hosts",
        "https://user:secret@connect.maklare.vitec.net",
        "https://@connect.maklare.vitec.net",
        "http://localhost@example.com",
        "https://connect.maklare.vitec.net?x=1",
        "https://connect.maklare.vitec.net/#top",
        "https://connect.maklare.vitec.net:99999",
        "https://connect.maklare.vitec.net:0",
        "https://connect.maklare.vitec.net:",
        "https://connect.maklare .vitec.net",
        "https://connect.maklare.vitec.net\\@example.com",
        "https://",
        "https://.",
        "https://a..b",
        "https://[::1",
        "https://[nonsense]",
        "javascript:alert(1)",
        "https://connect.maklare.vitec.net\r\nHost: example.com",
    ],
)
def test_an_unsafe_address_is_refused(text: str) -> None:
    with pytest.raises(AddressRefused):
        normalise_base_url(text)


@pytest.mark.parametrize(
    "text", ["https://user:s3cret@host", "user:s3cret@host", "http://a:s3cret@b:c", "x://user:s3cret://@host"]
)
def test_an_error_does_not_repeat_a_password_in_an_address(text: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        normalise_base_url(text)
    assert "s3cret" not in repr(refused.value)


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z0-9@:\[\]./?#-]{0,40}", fullmatch=True))
def test_a_normalised_address_is_https_or_loopback_and_does_not_change_again(text: str) -> None:
    try:
        accepted = normalise_base_url(text)
    except AddressRefused:
        return
    assert accepted.startswith("https://") or (accepted.startswith("http://") and is_loopback(parse_host(accepted)))
    assert "@" not in accepted.split("/")[2]
    assert normalise_base_url(accepted) == accepted


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.255.0.9", "::1", "[::1]", "localhost", "LOCALHOST", "::ffff:127.0.0.1"]
)
def test_loopback_hosts_are_recognised(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "128.0.0.1", "::2", "localhost.example.com", "example.com", "0.0.0.0"])
def test_other_hosts_are_not_loopback(host: str) -> None:
    assert not is_loopback(host)
