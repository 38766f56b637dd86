"""Fetch reports through real web servers and proxies and print a table: `python -m tests.real_servers [WORD…]`.

Each word picks the cases with it in their name. What is not installed is said in the table. The exit code is 1 if a
case is not as declared. Takes about three minutes, since the waits are real.
"""

import os
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

import trustme

from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, report
from tests.real_servers import software
from tests.real_servers.software import HAPROXY, MITMPROXY, NGINX, SQUID, TINYPROXY, Missing, Software
from vitec_desktop.report.error_messages import summarise_failed_parts
from vitec_desktop.report.language import load_language
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FetchedReport
from vitec_desktop.webservice.session import Session

_FIRST_DAY = date(2025, 1, 1)
_OFFICE = (Customer("M1"),)
_SWEDISH = load_language("sv")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a fetch: `requests` as the server or its backend counted them, and the text of the notice."""

    fetched: FetchedReport
    requests: int

    @property
    def text(self) -> str:
        if self.fetched.is_complete:
            return "complete"
        return summarise_failed_parts(self.fetched.failed_parts, _SWEDISH, self.fetched.scope).text


@dataclass(frozen=True, slots=True)
class Case:
    """`expected` is what the notice must hold; `most` the largest number of requests."""

    software: Software
    name: str
    run: Callable[[Path], Outcome]
    expected: str
    most: int


def fetch(
    port: int,
    trusted: Sequence[Path],
    *,
    customers: Sequence[Customer] = _OFFICE,
    windows: int = 10,
    proxy: str | None = None,
    logins: int = 1,
) -> FetchedReport:
    """Fetch a report from a server on this computer, trusting only these authorities."""
    last_day = _FIRST_DAY + timedelta(days=58 * windows - 1)
    base_url = f"https://127.0.0.1:{port}"
    entries = [
        LoginCustomers(Login(base_url, "anna", f"hemligt-{number}"), tuple(customers[number::logins]))
        for number in range(logins)
    ]
    environment = {name: value for name, value in os.environ.items() if name != "SSL_CERT_DIR"}
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as bundle:
        bundle.write("".join(path.read_text() for path in trusted))
        bundle.flush()
        with mock.patch.dict(os.environ, {**environment, "SSL_CERT_FILE": bundle.name}, clear=True):
            session = Session("VitecDesktop/test", proxy_for=lambda _: proxy)
            request = ReportRequest(tuple(entries), _FIRST_DAY, last_day)
            return fetch_report(session, request, lambda _: None, CancellationToken())


def _authority(folder: Path) -> tuple[trustme.CA, Path]:
    authority, path = trustme.CA(), folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    return authority, path


def _normally(_: Seen) -> Reply:
    return report()


def _log_lines(folder: Path) -> int:
    """Return how many requests a server has logged."""
    return (folder / "access.log").read_text(errors="replace").count("GET ")


# Web servers in front of the service ----------------------------------------------------------------------------


def _nginx_limit(folder: Path) -> Outcome:
    authority, trusted = _authority(folder)
    zone = "limit_req_zone $binary_remote_addr zone=z:1m rate=30r/m; limit_req_status 429;"
    with (
        FaultServer(_normally) as service,
        software.nginx(folder, authority, service.port, server=zone, location="limit_req zone=z;") as port,
    ):
        fetched = fetch(port, [trusted])
    return Outcome(fetched, _log_lines(folder))


def _nginx_dead(offices: int, windows: int) -> Callable[[Path], Outcome]:
    def case(folder: Path) -> Outcome:
        authority, trusted = _authority(folder)
        with software.nginx(folder, authority, software.free_port()) as port:
            customers = [Customer(f"M{number}") for number in range(1, offices + 1)]
            fetched = fetch(port, [trusted], customers=customers, windows=windows)
        return Outcome(fetched, _log_lines(folder))

    return case


def _nginx_hanging(folder: Path) -> Outcome:
    authority, trusted = _authority(folder)
    with (
        FaultServer(lambda _: Reply(hang=Hang.BEFORE_HEADERS)) as service,
        software.nginx(folder, authority, service.port, location="proxy_read_timeout 1s;") as port,
    ):
        fetched = fetch(port, [trusted])
    return Outcome(fetched, _log_lines(folder))


def _nginx_cookies(folder: Path) -> Outcome:
    authority, trusted = _authority(folder)
    cookie = 'add_header Set-Cookie "session=$request_id; Path=/" always;'
    with FaultServer(_normally) as service, software.nginx(folder, authority, service.port, location=cookie) as port:
        fetched = fetch(port, [trusted], customers=(Customer("M1"), Customer("M2")), logins=2)
        assert not [seen for seen in service.seen if "cookie" in seen.headers]
    return Outcome(fetched, _log_lines(folder))


def _haproxy(rules: str, is_dead: bool = False, *, offices: int = 1) -> Callable[[Path], Outcome]:
    def case(folder: Path) -> Outcome:
        authority, trusted = _authority(folder)
        with FaultServer(_normally) as service:
            upstream = software.free_port() if is_dead else service.port
            with software.haproxy(folder, authority, upstream, rules) as port:
                customers = [Customer(f"M{number}") for number in range(1, offices + 1)]
                fetched = fetch(port, [trusted], customers=customers)
                time.sleep(0.2)  # the log is written a little later
        return Outcome(fetched, _log_lines(folder))

    return case


_THREE_IN_FOUR_SECONDS = (
    "  stick-table type ip size 10k expire 60s store http_req_rate(4s)\n"
    "  http-request track-sc0 src\n"
    '  http-request return status 429 content-type text/plain string "slow down" hdr Retry-After 4'
    " if { sc_http_req_rate(0) gt 3 }\n"
)
_MAINTENANCE = '  http-request return status 503 content-type text/plain string "closed" hdr Retry-After 3600\n'


# Proxies on the way to the service ------------------------------------------------------------------------------


@contextmanager
def _service(folder: Path) -> Iterator[tuple[FaultServer, Path, trustme.CA]]:
    """Yield the service with TLS, and its authority as a file and as an object."""
    authority, trusted = _authority(folder)
    context = _server_context(folder, authority)
    with FaultServer(_normally, tls=context) as service:
        yield service, trusted, authority


def _server_context(folder: Path, authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate, key = software.write_certificate(folder, authority)
    context.load_cert_chain(certificate, key)
    return context


def _squid(rules: str, login: str = "") -> Callable[[Path], Outcome]:
    def case(folder: Path) -> Outcome:
        users = folder / "users"
        hashed = subprocess.run(["openssl", "passwd", "-apr1", "rätt"], capture_output=True, text=True, check=True)
        users.write_text(f"anna:{hashed.stdout}")
        with _service(folder) as (service, trusted, _), software.squid(folder, rules.format(users=users)) as port:
            fetched = fetch(service.port, [trusted], proxy=f"http://{login}127.0.0.1:{port}")
            return Outcome(fetched, len(service.seen))

    return case


_SQUID_LOGIN = (
    "auth_param basic program /usr/lib/squid/basic_ncsa_auth {users}\n"
    "auth_param basic utf8 on\nacl known proxy_auth REQUIRED\nhttp_access allow known\nhttp_access deny all"
)


def _tinyproxy(rules: str, login: str = "") -> Callable[[Path], Outcome]:
    def case(folder: Path) -> Outcome:
        with _service(folder) as (service, trusted, _), software.tinyproxy(folder, rules) as port:
            fetched = fetch(service.port, [trusted], proxy=f"http://{login}127.0.0.1:{port}")
            return Outcome(fetched, len(service.seen))

    return case


def _mitmproxy(is_trusted: bool) -> Callable[[Path], Outcome]:
    def case(folder: Path) -> Outcome:
        with (
            _service(folder) as (service, trusted, authority),
            software.mitmproxy(folder, authority) as (port, inspector),
        ):
            known = [trusted, inspector] if is_trusted else [trusted]
            fetched = fetch(service.port, known, proxy=f"http://127.0.0.1:{port}")
            return Outcome(fetched, len(service.seen))

    return case


CASES = (
    Case(NGINX, "30 requests a minute, 429", _nginx_limit, "complete", 20),
    Case(NGINX, "502, one office, ten windows", _nginx_dead(1, 10), "(502), så resten hämtades inte.", 16),
    Case(NGINX, "502, 50 offices", _nginx_dead(50, 1), "(502), så resten hämtades inte.", 16),
    Case(NGINX, "504, one office, ten windows", _nginx_hanging, "(504), så resten hämtades inte.", 16),
    Case(NGINX, "Set-Cookie to two logins", _nginx_cookies, "complete", 20),
    Case(HAPROXY, "3 requests in 4 s, 429, Retry-After 4", _haproxy(_THREE_IN_FOUR_SECONDS), "complete", 20),
    Case(HAPROXY, "503, one office", _haproxy("", True), "(503), så resten hämtades inte.", 16),
    Case(HAPROXY, "503, Retry-After an hour, 3 offices", _haproxy(_MAINTENANCE, offices=3), "klockan", 1),
    Case(SQUID, "open", _squid("http_access allow all"), "complete", 10),
    Case(SQUID, "login", _squid(_SQUID_LOGIN, "anna:r%C3%A4tt@"), "complete", 10),
    Case(SQUID, "wrong login", _squid(_SQUID_LOGIN, "anna:fel@"), "(407)", 0),
    Case(SQUID, "refuses the host", _squid("http_access deny all"), "(403)", 0),
    Case(TINYPROXY, "open", _tinyproxy(""), "complete", 10),
    Case(TINYPROXY, "login", _tinyproxy("BasicAuth anna hemligt", "anna:hemligt@"), "complete", 10),
    Case(TINYPROXY, "no login", _tinyproxy("BasicAuth anna hemligt"), "(407)", 0),
    Case(TINYPROXY, "refuses the port", _tinyproxy("ConnectPort 443"), "(403)", 0),
    Case(MITMPROXY, "inspects TLS, trusted", _mitmproxy(True), "complete", 10),
    Case(MITMPROXY, "inspects TLS, not trusted", _mitmproxy(False), "certifikat", 0),
)


def main(words: list[str]) -> int:
    if {"-h", "--help"} & set(words):
        print(__doc__)
        return 0
    picked = [
        case for case in CASES if not words or any(word in f"{case.software.name}: {case.name}" for word in words)
    ]
    failures = 0
    print("| software | case | requests | seconds | what the user sees | |")
    print("| --- | --- | --- | --- | --- | --- |")
    for case in picked:
        try:
            version = case.software.version()
        except Missing as error:
            print(f"| {case.software.name} | {case.name} | | | not run: {error} | |", flush=True)
            continue
        begin = time.monotonic()
        try:
            with tempfile.TemporaryDirectory(prefix="real-servers-") as folder:
                outcome = case.run(Path(folder))
        except Exception as error:  # one broken case does not hide the others
            failures += 1
            print(f"| {case.software.name} {version} | {case.name} | | | **{type(error).__name__}: {error}** | |")
            continue
        seconds = time.monotonic() - begin
        is_right = case.expected in outcome.text and outcome.requests <= case.most
        failures += not is_right
        verdict = "ok" if is_right else f"**not as declared**: {case.expected}, at most {case.most} requests"
        facts = f"{outcome.requests} | {seconds:.1f} | {outcome.text}"
        print(f"| {case.software.name} {version} | {case.name} | {facts} | {verdict} |", flush=True)
    print(f"\n{len(picked)} cases picked, {failures} not as declared.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
