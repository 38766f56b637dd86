"""One request over a real socket: what is sent, and the error for each response."""

import asyncio
import logging
import ssl
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.fault_server import FaultServer, Hang, Reply, Script, in_turn, report
from tests.helpers.tls import make_tls_context, trust_only
from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.webservice.client import MAX_BODY_BYTES, ReportBody, ReportClient
from vitec_desktop.webservice.date_windows import DateWindow
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AnswerCutShort,
    AnsweredByOther,
    CertificateFault,
    CertificateRefused,
    ConnectionRefused,
    ConnectTimedOut,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyDemand,
    ProxyFailed,
    ProxyFault,
    ProxyUnusable,
    RequestRefused,
    ServiceDown,
    ServiceError,
    SignInRefused,
    TimedOut,
    TlsFailed,
    TlsFault,
)
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.refusal_messages import MAX_MESSAGE_LENGTH, MAX_MESSAGES, parse_error_messages
from vitec_desktop.webservice.request import Customer, Login
from vitec_desktop.webservice.request_plan import PendingRequest
from vitec_desktop.webservice.result import RequestPart
from vitec_desktop.webservice.retry_policy import Timeouts
from vitec_desktop.webservice.tls import create_tls_context, map_tls_error

OCTOBER = DateWindow(date(2026, 10, 1), date(2026, 10, 31))
PART = RequestPart("", Customer("M30011"), OCTOBER.first_day, OCTOBER.last_day)
LONG_TIMEOUTS = Timeouts(connect=LONGEST_WAIT, read=LONGEST_WAIT)
USER, PASSWORD = "anna", "hemligt"


def send(
    base_url: str,
    timeouts: Timeouts = LONG_TIMEOUTS,
    proxy: str | None = None,
    user: str = USER,
    password: str = PASSWORD,
    max_body_bytes: int = MAX_BODY_BYTES,
) -> ReportBody | ServiceError:
    """Send one request; return its body or its error."""

    request = PendingRequest(PART, Login(base_url, user, password), OCTOBER, ActiveStatus.ACTIVE_AND_REMOVED)

    async def work() -> ReportBody:
        client = ReportClient(base_url, "VitecDesktop/0.1", timeouts, create_tls_context(), proxy, max_body_bytes)
        try:
            return await client.send(request)
        finally:
            await client.aclose()

    try:
        return asyncio.run(work())
    except ServiceError as error:
        return error


def send_to(
    script: Script | Reply, timeouts: Timeouts = LONG_TIMEOUTS, max_body_bytes: int = MAX_BODY_BYTES
) -> ReportBody | ServiceError:
    with FaultServer(in_turn(script) if isinstance(script, Reply) else script) as server:
        return send(server.base_url, timeouts, max_body_bytes=max_body_bytes)


def test_the_request_has_the_documented_parameters() -> None:
    with FaultServer(in_turn(report())) as server:
        send(server.base_url)
    (seen,) = server.seen
    assert seen.method == "GET"
    assert seen.path == "/BusinessIntelligence/TipsAndLeads/Report"
    assert seen.query == {
        "customerId": "M30011",
        "dateFrom": "2026-10-01T00:00:00",
        "dateTo": "2026-11-01T00:00:00",
        "activeStatusTipLead": "ActiveAndRemoved",
    }
    assert seen.headers["accept"] == "application/json"
    assert seen.headers["user-agent"] == "VitecDesktop/0.1"
    assert "cookie" not in seen.headers


@pytest.mark.parametrize(
    ("user", "password"),
    [("anna", "hemligt"), ("åsa.öberg", "lösen:med:kolon"), ("", ""), ("用户", "🔑 €ß\t"), ("a" * 300, "b" * 300)],
)
def test_any_user_name_and_password_is_sent_as_typed(user: str, password: str) -> None:
    with FaultServer(in_turn(report())) as server:
        send(server.base_url, user=user, password=password)
    assert server.seen[0].credentials == (user, password)


def test_a_lone_surrogate_in_a_password_is_sent() -> None:
    assert isinstance(send_to(report()), ReportBody)
    with FaultServer(in_turn(Reply(401))) as server:
        assert send(server.base_url, password="x\ud800") == SignInRefused()


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b'{"tips": []}'),
        Reply(body=b'{"tips": []}', gzip=True),
        Reply(body=b'{"tips": []}', chunked=True),
        Reply(body=b'{"tips": []}', gzip=True, chunked=True),
        Reply(203, b'{"tips": []}'),
    ],
)
def test_a_body_is_complete_with_any_transfer_and_content_encoding(reply: Reply) -> None:
    assert send_to(reply) == ReportBody(b'{"tips": []}', "application/json; charset=utf-8")


def test_a_long_body_is_complete() -> None:
    content = bytes(range(256)) * 20_000
    body = send_to(Reply(body=content, chunked=True, gzip=True))
    assert isinstance(body, ReportBody)
    assert body.content == content


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(401), SignInRefused()),
        (Reply(403), AccessRefused("M30011")),
        (Reply(400), RequestRefused()),
        (Reply(404), NotAReport(NotAReportReason.NOT_FOUND, status=404)),
        (Reply(405), AnsweredByOther(405)),
        (Reply(410), NotAReport(NotAReportReason.NOT_FOUND, status=410)),
        (Reply(418), AnsweredByOther(418)),
        (Reply(429), ServiceDown(429)),
        (Reply(500), ServiceDown(500)),
        (Reply(501), ServiceDown(501)),
        (Reply(503), ServiceDown(503)),
        (Reply(304), AnsweredByOther(304)),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), NotAReport(NotAReportReason.BROKEN)),
        (Reply(close_at_once=True), ConnectionRefused()),
        (Reply(close_at_once=True, reset=True), ConnectionRefused()),
        (Reply(raw=b"HTTP/1.1 20"), ConnectionRefused()),
        (Reply(body=b"x" * 1000, cut_at=500), AnswerCutShort()),
        (Reply(body=b"x" * 1000, cut_at=500, reset=True), AnswerCutShort()),
        (Reply(body=b"x" * 3000, cut_at=500, chunked=True), AnswerCutShort()),
        (Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"}), NotAReport(NotAReportReason.BROKEN)),
    ],
)
def test_each_response_maps_to_its_error(reply: Reply, error: ServiceError) -> None:
    assert send_to(reply) == error


def test_a_204_is_not_a_report() -> None:
    reply = Reply(raw=b"HTTP/1.1 204 No Content\r\n\r\n")
    assert send_to(reply) == NotAReport(NotAReportReason.EMPTY, status=204)


def test_a_redirect_is_not_followed() -> None:
    with FaultServer(in_turn(report())) as elsewhere:
        reply = Reply(302, headers={"Location": f"http://localhost:{elsewhere.port}/login?return=1"})
        assert send_to(reply) == NotAReport(NotAReportReason.REDIRECT, "localhost", 302)
        assert elsewhere.connections == 0


def test_the_error_for_a_redirect_has_the_host_only() -> None:
    reply = Reply(307, headers={"Location": "https://user:secret@login.example.se/saml?token=1"})
    assert send_to(reply) == NotAReport(NotAReportReason.REDIRECT, "login.example.se", 307)


def test_a_body_larger_than_the_limit_is_refused() -> None:
    assert isinstance(send_to(Reply(body=b"x" * 10_000), max_body_bytes=10_000), ReportBody)
    too_large = NotAReport(NotAReportReason.TOO_LARGE)
    assert send_to(Reply(body=b"x" * 10_001), max_body_bytes=10_000) == too_large
    assert send_to(Reply(body=b"x" * 10_000_000, gzip=True), max_body_bytes=10_000) == too_large
    assert send_to(Reply(body=b"x" * 20_000, hang=Hang.IN_BODY), max_body_bytes=5_000) == too_large


@pytest.mark.parametrize("hang", list(Hang))
def test_a_server_that_stops_sending_times_out(hang: Hang) -> None:
    timeouts = Timeouts(read=0.05)
    assert send_to(Reply(body=b"x" * 100, hang=hang), timeouts) == TimedOut(0.05)


def test_a_slow_response_ends_at_the_attempt_timeout() -> None:
    timeouts = Timeouts(read=5, attempt=0.2)
    assert send_to(Reply(body=b"x" * 1000, drip=0.01), timeouts) == TimedOut(0.2)


def test_a_stopped_server_refuses_the_connection() -> None:
    with FaultServer(in_turn(report())) as server:
        pass
    assert send(server.base_url) == ConnectionRefused()


def test_an_unknown_host_is_no_network() -> None:
    assert send("https://no-such-host.invalid") == NoNetwork("no-such-host.invalid")


def test_an_invalid_host_is_no_network() -> None:
    assert send("https://xn--a.example") == NoNetwork("xn--a.example")


# -- Retry-After ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), ("0", 0.0), ("1.5", 1.5), ("-3", None), ("soon", None), ("inf", None), ("", None), ("9" * 30, 1e30)],
)
def test_retry_after_in_seconds(value: str, seconds: float | None) -> None:
    error = send_to(Reply(429, headers={"Retry-After": value}))
    assert isinstance(error, ServiceDown)
    assert error.retry_after == (None if seconds is None else pytest.approx(seconds))


def test_retry_after_as_a_date_is_compared_with_the_date_header() -> None:
    wrong_clock = datetime(2019, 1, 1, 12, tzinfo=UTC)
    until = format_datetime(wrong_clock + timedelta(seconds=9), usegmt=True)
    headers = {"Retry-After": until, "Date": format_datetime(wrong_clock, usegmt=True)}
    assert send_to(Reply(503, headers=headers)) == ServiceDown(503, 9.0)


def test_retry_after_as_a_date_without_a_date_header() -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    error = send_to(Reply(503, headers={"Retry-After": until}))
    assert isinstance(error, ServiceDown)
    assert error.retry_after is not None
    assert 80 < error.retry_after <= 100


def test_retry_after_in_the_past_is_zero() -> None:
    error = send_to(Reply(503, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}))
    assert error == ServiceDown(503, 0.0)


# -- the messages of a 400 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (
            '{"message": "Begäran är ogiltig.", "modelState": {"dateTo": ["Högst två månader."], "x": ["A", "A"]}}',
            ("Begäran är ogiltig.", "Högst två månader.", "A"),
        ),
        (
            '{"type": "https://tools.ietf.org/html/rfc9110", "title": "Fel", "status": 400, "traceId": "00-ab", '
            '"errors": {"customerId": ["Saknas."]}, "detail": "Mer om felet"}',
            ("Fel", "Saknas.", "Mer om felet"),
        ),
        ('["Första", {"text": "Andra"}, 3, null, true]', ("Första", "Andra")),
        ('"Bara en mening"', ("Bara en mening",)),
        ("Ren text, rad ett\r\nrad två", ("Ren text, rad ett rad två",)),
        (
            '{"message": "<b>Fet</b> text", "a": " ", "b": "från < till och till > från"}',
            ("Fet text", "från < till och till > från"),
        ),
        (
            "<Error><Message>Begäran är ogiltig.</Message><ModelState><dateTo>Högst två månader.</dateTo></ModelState>"
            "<StackTrace>at Vitec.Api</StackTrace></Error>",
            ("Begäran är ogiltig.", "Högst två månader."),
        ),
        ('<?xml version="1.0"?><string xmlns="urn:x">Bara en mening</string>', ("Bara en mening",)),
        ("<Error><Message>Sluten", ()),
        ("", ()),
        ("null", ()),
        ("{}", ()),
        ("[" * 100_000, ("[" * (MAX_MESSAGE_LENGTH - 1) + "…",)),
        ('{"message": "\\ud800x"}', ("?x",)),
    ],
)
def test_a_400_carries_the_services_own_sentences(body: str, texts: tuple[str, ...]) -> None:
    reply = Reply(400, body.encode(), content_type="application/json")
    assert send_to(reply) == RequestRefused(texts)


def test_a_400_with_an_unusable_body_has_no_messages() -> None:
    assert send_to(Reply(400, b'{"message": "x"}', cut_at=5)) == RequestRefused()
    assert send_to(Reply(400, b"x" * 1_000_000)) == RequestRefused()
    assert send_to(Reply(422, '{"message": "Nej."}'.encode("utf-8-sig"))) == RequestRefused(("Nej.",))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON.map(lambda value: __import__("json").dumps(value).encode()) | st.binary(), st.text(max_size=20))
def test_the_messages_of_any_body_can_be_shown(body: bytes, content_type: str) -> None:
    texts = parse_error_messages(body, content_type)
    assert len(texts) <= MAX_MESSAGES
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert 0 < len(text) <= MAX_MESSAGE_LENGTH
        assert text == text.strip()
        assert "\n" not in text
        text.encode()


# -- TLS --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[trustme.CA]:
    """Return a certificate authority that this computer trusts during the test."""
    authority = trustme.CA()
    with trust_only(tmp_path, authority):
        yield authority


def test_a_certificate_that_the_system_trusts_is_accepted(authority: trustme.CA) -> None:
    with FaultServer(in_turn(report()), tls=make_tls_context(authority.issue_cert("127.0.0.1"))) as server:
        assert isinstance(send(server.base_url), ReportBody)


@pytest.mark.usefixtures("authority")
def test_an_unknown_issuer_is_refused_before_anything_is_sent() -> None:
    stranger = trustme.CA().issue_cert("127.0.0.1")
    with FaultServer(in_turn(report()), tls=make_tls_context(stranger)) as server:
        error = send(server.base_url)
    assert isinstance(error, CertificateRefused)
    assert error.fault is CertificateFault.UNKNOWN_ISSUER
    assert "issuer" in error.detail or "self-signed" in error.detail
    assert server.seen == []


def test_a_certificate_for_another_host_is_refused(authority: trustme.CA) -> None:
    with FaultServer(in_turn(report()), tls=make_tls_context(authority.issue_cert("other.example"))) as server:
        error = send(server.base_url)
    assert isinstance(error, CertificateRefused)
    assert error.fault is CertificateFault.WRONG_HOST
    assert server.seen == []


def test_an_expired_certificate_is_refused(authority: trustme.CA) -> None:
    past = authority.issue_cert(
        "127.0.0.1", not_before=datetime(2020, 1, 1, tzinfo=UTC), not_after=datetime(2020, 2, 1, tzinfo=UTC)
    )
    with FaultServer(in_turn(report()), tls=make_tls_context(past)) as server:
        error = send(server.base_url)
    assert isinstance(error, CertificateRefused)
    assert error.fault is CertificateFault.EXPIRED
    assert server.seen == []


@pytest.mark.usefixtures("authority")
@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("WRONG_VERSION_NUMBER", TlsFailed(TlsFault.NOT_TLS, "WRONG_VERSION_NUMBER")),
        ("TLSV1_ALERT_PROTOCOL_VERSION", TlsFailed(TlsFault.TOO_OLD, "TLSV1_ALERT_PROTOCOL_VERSION")),
        ("UNSUPPORTED_PROTOCOL", TlsFailed(TlsFault.TOO_OLD, "UNSUPPORTED_PROTOCOL")),
        (
            "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED",
            TlsFailed(TlsFault.TOO_OLD, "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED"),
        ),
        ("SSLV3_ALERT_HANDSHAKE_FAILURE", TlsFailed(TlsFault.OTHER, "SSLV3_ALERT_HANDSHAKE_FAILURE")),
        (
            "TLSV13_ALERT_CERTIFICATE_REQUIRED",
            TlsFailed(TlsFault.CLIENT_CERTIFICATE, "TLSV13_ALERT_CERTIFICATE_REQUIRED"),
        ),
        ("DECRYPTION_FAILED_OR_BAD_RECORD_MAC", None),
        ("UNEXPECTED_EOF_WHILE_READING", None),
    ],
)
def test_each_reason_of_openssl_maps_to_its_error(reason: str, error: ServiceError | None) -> None:
    failure = ssl.SSLError(1, reason)
    failure.reason = reason
    assert map_tls_error(failure, is_in_handshake=True) == error
    late = map_tls_error(failure, is_in_handshake=False)
    assert late == (error if error == TlsFailed(TlsFault.CLIENT_CERTIFICATE, reason) else None)


def test_a_server_that_knows_old_tls_only_is_refused(authority: trustme.CA) -> None:
    """Whatever the system's own file says, or if there is none."""
    assert create_tls_context().minimum_version is ssl.TLSVersion.TLSv1_2
    context = make_tls_context(authority.issue_cert("127.0.0.1"))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with FaultServer(in_turn(report()), tls=context) as server:
        error = send(server.base_url)
    assert isinstance(error, TlsFailed)
    assert error.fault is TlsFault.TOO_OLD
    assert server.seen == []


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_wants_a_client_certificate(version: ssl.TLSVersion, authority: trustme.CA) -> None:
    context = make_tls_context(authority.issue_cert("127.0.0.1"))
    context.minimum_version = context.maximum_version = version
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    with FaultServer(in_turn(report()), tls=context) as server:
        error = send(server.base_url)
    assert isinstance(error, TlsFailed)
    # Before TLS 1.3 the alert is the same as for any other disagreement.
    is_new = version is ssl.TLSVersion.TLSv1_3
    assert error.fault is (TlsFault.CLIENT_CERTIFICATE if is_new else TlsFault.OTHER)
    assert server.seen == []


def test_a_tls_handshake_without_a_reply_times_out() -> None:
    with FaultServer(in_turn(report()), is_mute=True) as server:
        error = send(server.base_url.replace("http:", "https:"), Timeouts(connect=0.05))
    assert error == ConnectTimedOut(0.05)


# -- proxies ----------------------------------------------------------------------------------------------------------


def test_a_proxy_that_requires_a_login() -> None:
    with FaultServer(in_turn(Reply(407))) as proxy:
        error = send("https://connect.example.se", proxy=proxy.base_url)
    assert error == ProxyFailed(f"127.0.0.1:{proxy.port}", 407)
    assert [seen.method for seen in proxy.seen] == ["CONNECT"]
    assert proxy.seen[0].authorization is None


@pytest.mark.parametrize(
    ("challenge", "demand"),
    [
        ("NTLM", ProxyDemand.WINDOWS_SIGN_IN),
        ("Negotiate", ProxyDemand.WINDOWS_SIGN_IN),
        ("Negotiate, NTLM", ProxyDemand.WINDOWS_SIGN_IN),
        ('Basic realm="office"', None),
        ('NTLM, Basic realm="office"', None),
    ],
)
def test_a_proxy_that_accepts_a_windows_login_only_is_recognised(challenge: str, demand: ProxyDemand | None) -> None:
    reply = Reply(407, headers={"Proxy-Authenticate": challenge})
    with FaultServer(in_turn(reply)) as proxy:
        error = send("https://connect.example.se", proxy=proxy.base_url)
    assert error == ProxyFailed(f"127.0.0.1:{proxy.port}", 407, demand)
    assert send_to(reply) == ProxyFailed("", 407, demand)


def test_a_proxy_that_refuses_the_host() -> None:
    with FaultServer(in_turn(Reply(403))) as proxy:
        error = send("https://connect.example.se", proxy=proxy.base_url)
    assert error == ProxyFailed(f"127.0.0.1:{proxy.port}", 403)


def test_the_error_for_a_missing_proxy_has_no_password() -> None:
    with FaultServer(in_turn(report())) as gone:
        pass
    error = send("https://connect.example.se", proxy=f"http://user:secret@127.0.0.1:{gone.port}")
    assert error == ProxyFailed(f"127.0.0.1:{gone.port}")


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "gopher://x", "http://[bad"])
def test_an_unsupported_kind_of_proxy_is_an_error(proxy: str) -> None:
    assert isinstance(send("https://connect.example.se", proxy=proxy), ProxyUnusable)


@pytest.mark.parametrize(
    "answer", [b"\x15\x03\x03\x00\x02\x02\x28", b"\x05\xff", b"SSH-2.0-OpenSSH\r\n\r\n", b"\x00\x5b" + bytes(6)]
)
def test_what_is_no_http_proxy_is_blamed_itself(answer: bytes) -> None:
    with FaultServer(in_turn(Reply(raw=answer))) as proxy:
        error = send("https://connect.example.se", proxy=proxy.base_url)
    assert error == ProxyUnusable(ProxyFault.NOT_HTTP, f"127.0.0.1:{proxy.port}")


@pytest.mark.parametrize("reply", [Reply(close_at_once=True), Reply(close_at_once=True, reset=True)])
def test_a_proxy_that_ends_the_connection_is_blamed_itself(reply: Reply) -> None:
    with FaultServer(in_turn(reply)) as proxy:
        error = send("https://connect.example.se", proxy=proxy.base_url)
    assert error == ProxyFailed(f"127.0.0.1:{proxy.port}")


def test_a_silent_proxy_is_blamed_itself() -> None:
    with FaultServer(in_turn(Reply(hang=Hang.BEFORE_HEADERS))) as proxy:
        error = send("https://connect.example.se", Timeouts(read=0.05), proxy=proxy.base_url)
    assert error == ProxyFailed(f"127.0.0.1:{proxy.port}")


def test_a_proxys_own_certificate_is_not_the_servers(authority: trustme.CA) -> None:
    stranger = make_tls_context(trustme.CA().issue_cert("127.0.0.1"))
    with FaultServer(in_turn(report()), tls=stranger) as proxy:
        error = send("https://connect.example.se", proxy=proxy.base_url)
    assert error == ProxyUnusable(ProxyFault.CERTIFICATE, f"127.0.0.1:{proxy.port}")
    assert proxy.seen == []


def test_a_wrong_password_in_a_proxys_address_is_told() -> None:
    with FaultServer(in_turn(Reply(407, headers={"Proxy-Authenticate": 'Basic realm="office"'}))) as proxy:
        error = send("https://connect.example.se", proxy=f"http://anna:hemligt@127.0.0.1:{proxy.port}")
    assert error == ProxyFailed(f"127.0.0.1:{proxy.port}", 407, ProxyDemand.OTHER_SIGN_IN)
    assert proxy.seen[0].headers["proxy-authorization"].startswith("Basic ")


def test_a_server_behind_a_proxy_is_blamed_itself(authority: trustme.CA) -> None:
    with (
        FaultServer(
            in_turn(Reply(close_at_once=True)), tls=make_tls_context(authority.issue_cert("127.0.0.1"))
        ) as server,
        FaultServer(in_turn(Reply(tunnel=True))) as proxy,
    ):
        assert send(server.base_url, proxy=proxy.base_url) == ConnectionRefused()


def test_a_proxy_does_not_receive_the_services_password(authority: trustme.CA) -> None:
    with (
        FaultServer(in_turn(report()), tls=make_tls_context(authority.issue_cert("127.0.0.1"))) as server,
        FaultServer(in_turn(Reply(tunnel=True))) as proxy,
    ):
        assert isinstance(send(server.base_url, proxy=proxy.base_url), ReportBody)
    assert server.seen[0].credentials == (USER, PASSWORD)
    assert all(seen.authorization is None for seen in proxy.seen)


def test_a_407_without_a_configured_proxy_is_a_proxy_error() -> None:
    assert send_to(Reply(407)) == ProxyFailed("", 407)


# -- secrets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reply", [report(), Reply(401), Reply(400, b'{"message": "x"}'), Reply(close_at_once=True)])
def test_no_log_and_no_error_has_the_password(reply: Reply, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with FaultServer(in_turn(reply)) as server:
        result = send(server.base_url)
    token = (server.seen[0].authorization or "").removeprefix("Basic ")
    assert token
    for text in (caplog.text, repr(result), str(result), repr(Login(server.base_url, USER, PASSWORD))):
        assert PASSWORD not in text
        assert token not in text
