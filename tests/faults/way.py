"""The way to the service: names and certificates. Solna's server is sound, Vasastan's lies at the end of it."""

import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest import mock

import trustme

from tests.faults.row import Bench, Fault, Observed
from tests.faults.scene import OFFICE_MISSES, answer_well, two_servers
from tests.helpers.fault_server import FaultServer
from vitec_desktop.webservice.retry_policy import Timeouts

_GROUP = "way"
HOST = "connect.example.se"
ADDRESS = f"https://{HOST}"


@contextmanager
def looking_up(act: Callable[[], object]) -> Iterator[None]:
    """While it lasts, looking a foreign name up does `act`, and then finds this computer."""
    real = socket.getaddrinfo

    def look_up(host: str | bytes | None, *rest: object, **named: object) -> object:
        if host not in (HOST, HOST.encode()):
            return real(host, *rest, **named)  # type: ignore[arg-type]
        act()
        return real("127.0.0.1", *rest, **named)  # type: ignore[arg-type]

    with mock.patch.object(socket, "getaddrinfo", look_up):
        yield


@contextmanager
def trusting(bench: Bench, authority: trustme.CA) -> Iterator[None]:
    """While it lasts, this computer trusts the authority, and no other."""
    path = bench.folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    environment = {name: value for name, value in os.environ.items() if name != "SSL_CERT_DIR"}
    with mock.patch.dict(os.environ, {**environment, "SSL_CERT_FILE": str(path)}, clear=True):
        yield


def tls(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


# Names --------------------------------------------------------------------------------------------------------


def _no_such_name(_: Bench) -> Observed:
    def fail() -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with looking_up(fail):
        return two_servers(ADDRESS)


def _slow_name(bench: Bench) -> Observed:
    """Slow, but within the time that connecting may take: the report is whole."""
    seconds = 8.0 if bench.strength.is_full else 0.3
    authority = trustme.CA()
    begin = time.monotonic()
    with (
        trusting(bench, authority),
        FaultServer(answer_well, tls=tls(authority.issue_cert(HOST))) as server,
        looking_up(lambda: time.sleep(seconds)),
    ):
        observed = two_servers(f"{ADDRESS}:{server.port}")
    assert time.monotonic() - begin >= seconds
    return Observed(observed.sees, observed.retries, observed.kept, note=f"look-up of {seconds:g} s")


def _endless_name(_: Bench) -> Observed:
    may_end = threading.Event()
    try:
        with looking_up(lambda: may_end.wait(30)):
            return two_servers(ADDRESS, timeouts=Timeouts(connect=0.3))
    finally:
        may_end.set()


# Certificates -------------------------------------------------------------------------------------------------


def _certificate(issue: Callable[[trustme.CA], trustme.LeafCert]) -> Callable[[Bench], Observed]:
    """The case of a certificate that must not be accepted: not one request may be sent."""

    def case(bench: Bench) -> Observed:
        authority = trustme.CA()
        with trusting(bench, authority), FaultServer(answer_well, tls=tls(issue(authority))) as server:
            observed = two_servers(server.base_url)
            assert server.seen == []
        return observed

    return case


def _expired(authority: trustme.CA) -> trustme.LeafCert:
    then, later = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC)
    return authority.issue_cert("127.0.0.1", not_before=then, not_after=later)


def _self_signed(bench: Bench) -> Observed:
    """The server shows its own authority's certificate, as a router or a test machine does."""
    stranger = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pem = bench.folder / "self-signed.pem"
    pem.write_bytes(stranger.private_key_pem.bytes() + stranger.cert_pem.bytes())
    context.load_cert_chain(pem)
    with trusting(bench, trustme.CA()), FaultServer(answer_well, tls=context) as server:
        observed = two_servers(server.base_url)
        assert server.seen == []
    return observed


def _hanging_handshake(_: Bench) -> Observed:
    with FaultServer(answer_well, is_mute=True) as server:
        return two_servers(server.base_url.replace("http:", "https:"), timeouts=Timeouts(connect=0.3))


FAULTS = (
    Fault(
        _GROUP,
        "name that nobody has",
        _no_such_name,
        OFFICE_MISSES + ("Tjänsten kunde inte nås. Kontrollera att datorn har internet, och adressen i anslutningen."),
        3,
        "3 of 6 parts",
    ),
    Fault(_GROUP, "name look-up of 8 s", _slow_name, "", 0, "all 6 parts"),
    Fault(
        _GROUP,
        "name look-up without end",
        _endless_name,
        OFFICE_MISSES
        + ("Tjänsten kunde inte nås i tid. Kontrollera att datorn har internet, och försök igen om en stund."),
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "certificate expired",
        _certificate(_expired),
        OFFICE_MISSES
        + (
            "Anslutningen är inte säker, så inget lösenord skickades. Kontrollera datorns datum "
            "och tid. Stämmer de, kontakta er it-ansvariga."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "certificate of another host",
        _certificate(lambda ca: ca.issue_cert("other.example")),
        OFFICE_MISSES
        + (
            "Anslutningen är inte säker, så inget lösenord skickades. Kontrollera adressen i "
            "anslutningen. Stämmer den, kontakta er it-ansvariga."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "certificate self-signed",
        _self_signed,
        OFFICE_MISSES
        + (
            "Anslutningen är inte säker, så inget lösenord skickades. Be er it-ansvariga "
            "installera brandväggens certifikat på datorn."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "certificate of an unknown issuer",
        _certificate(lambda _: trustme.CA().issue_cert("127.0.0.1")),
        OFFICE_MISSES
        + (
            "Anslutningen är inte säker, så inget lösenord skickades. Be er it-ansvariga "
            "installera brandväggens certifikat på datorn."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "TLS handshake that hangs",
        _hanging_handshake,
        OFFICE_MISSES
        + ("Tjänsten kunde inte nås i tid. Kontrollera att datorn har internet, och försök igen om en stund."),
        3,
        "3 of 6 parts",
    ),
)
