"""Which machine a response that is no report seems to come from: the service, or something in front of it."""

from collections.abc import Mapping

import pytest

from tests.helpers.fault_server import Reply
from tests.webservice.test_client import send_to
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AnswerCutShort,
    AnsweredByOther,
    NotAReport,
    NotAReportReason,
    RequestRefused,
    ServiceDown,
    ServiceError,
    SignInRefused,
)

HTML, TEXT, JSON = "text/html; charset=utf-8", "text/plain", "application/json"
PAGE = b"<html><head><title>Blocked</title></head><body>Blocked</body></html>"
NGINX = "nginx/1.24.0"


def reply(status: int, content_type: str = HTML, body: bytes = PAGE, **headers: str) -> Reply:
    names: Mapping[str, str] = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, body, names, content_type=content_type)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        # what a web server, a firewall or a proxy says
        (reply(400, Server=NGINX), AnsweredByOther(400, "nginx/1.24.0")),
        (reply(400), AnsweredByOther(400)),
        (reply(400, JSON), AnsweredByOther(400)),  # a page, whatever its label
        (reply(400, TEXT, b"Bad Request", Server=NGINX), AnsweredByOther(400, "nginx/1.24.0")),
        (reply(403, Server="FortiGate"), AnsweredByOther(403, "FortiGate")),
        (
            reply(403, Via="1.1 vegur, 1.1 gw.kontoret.se (squid/5.7)"),
            AnsweredByOther(403, "gw.kontoret.se (squid/5.7)"),
        ),
        (reply(403, TEXT, b"error code: 1020", Server="cloudflare"), AnsweredByOther(403, "cloudflare")),
        (reply(403, cf_mitigated="challenge", Server="cloudflare"), AnsweredByOther(403, "Cloudflare")),
        (reply(413, Server=NGINX), AnsweredByOther(413, "nginx/1.24.0")),
        (reply(414, TEXT, b""), AnsweredByOther(414)),
        (reply(405, TEXT, b"", x_amzn_waf_action="captcha"), AnsweredByOther(405, "AWS WAF")),
        (reply(202, TEXT, b"", x_amzn_waf_action="challenge"), AnsweredByOther(202, "AWS WAF")),
        (reply(202), AnsweredByOther(202)),
        (reply(304, TEXT, b"", Via="1.1 cache"), AnsweredByOther(304)),
        (reply(502, Server="mitmproxy 10.2"), ServiceDown(502, None, speaker="mitmproxy 10.2")),
        (reply(503, Retry_After="7"), ServiceDown(503, 7.0, speaker="")),
        (reply(504, TEXT, b"Gateway Timeout", Via="1.1 proxy"), ServiceDown(504, None, speaker="proxy")),
        (reply(429, Server=NGINX), ServiceDown(429, None, speaker="nginx/1.24.0")),
        (reply(511), NotAReport(NotAReportReason.HTML, status=511)),
        (reply(408, TEXT, b""), AnswerCutShort()),
        (reply(403, Server="x\ty" + "z" * 200), AnsweredByOther(403, "x y" + "z" * 57)),
        # what the service says, whoever passes it on
        (reply(400, JSON, b'{"message": "Nej."}', Via="1.1 proxy", Server=NGINX), RequestRefused(("Nej.",))),
        (reply(400, "text/xml", b"<Error><Message>Nej.</Message></Error>"), RequestRefused(("Nej.",))),
        (reply(400, TEXT, b"Nej."), RequestRefused(("Nej.",))),
        (reply(403, JSON, b"{}", Via="1.1 proxy", Server=NGINX), AccessRefused("M30011")),
        (reply(403, TEXT, b"", Server=NGINX), AccessRefused("M30011")),
        (reply(500, Server="Microsoft-IIS/10.0"), ServiceDown(500)),
        (reply(503, JSON, b"{}", Server=NGINX), ServiceDown(503)),
        (reply(404, Server=NGINX), NotAReport(NotAReportReason.NOT_FOUND, status=404)),
    ],
)
def test_the_machine_that_seems_to_have_answered_is_named(given: Reply, error: ServiceError) -> None:
    assert send_to(given) == error


@pytest.mark.parametrize(
    ("challenge", "speaker"),
    [
        (None, None),
        ("Basic", None),
        ('Basic realm="Vitec Connect", charset="UTF-8"', None),
        ("Basic realm=connect.maklare.VITEC.net", None),
        ('Basic realm="127.0.0.1"', None),
        ('Basic realm="FortiGate"', "FortiGate"),
        ('Digest realm="Router  \tC7"', "Router C7"),
        ("Negotiate", ""),
        ("NTLM", ""),
    ],
)
def test_a_sign_in_that_another_asks_for_names_it(challenge: str | None, speaker: str | None) -> None:
    headers = {"WWW-Authenticate": challenge} if challenge else {}
    assert send_to(Reply(401, headers=headers)) == SignInRefused(speaker)


def test_a_sign_in_page_of_another_server_names_it() -> None:
    assert send_to(reply(401, Server=NGINX)) == SignInRefused("nginx/1.24.0")


@pytest.mark.parametrize("location", ["/Account/Login", "http://127.0.0.1:1/x", "HTTP://127.0.0.1/", "?a=b", ""])
def test_a_redirect_to_the_same_host_is_no_other_address(location: str) -> None:
    error = send_to(Reply(302, headers={"Location": location}))
    assert error == NotAReport(NotAReportReason.SAME_HOST, "127.0.0.1", 302)


def test_a_redirect_to_another_host_is_one() -> None:
    error = send_to(Reply(302, headers={"Location": "https://login.example.se/x"}))
    assert error == NotAReport(NotAReportReason.REDIRECT, "login.example.se", 302)


@pytest.mark.parametrize("location", ["javascript:x", "https://[bad", "http://a b/", "https://x:99999/", "//"])
def test_a_redirect_to_no_address_is_still_one(location: str) -> None:
    error = send_to(Reply(302, headers={"Location": location}))
    assert isinstance(error, NotAReport)
    assert error.reason in (NotAReportReason.REDIRECT, NotAReportReason.SAME_HOST)
