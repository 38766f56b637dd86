"""Host names and certificates on the way to Vasastan's server; Solna's server is normal."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest import mock

import trustme

from tests.faults.case import Env, Fault, Observed
from tests.faults.two_offices import MISSES_OFFICE, fail_one_office, reply_normally
from tests.helpers.fault_server import FaultServer
from tests.helpers.tls import make_tls_context, trust_only
from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.webservice.retry_policy import Timeouts

_GROUP = "network"
HOST = "connect.example.se"
ADDRESS = f"https://{HOST}"


@contextmanager
def patch_name_lookup(act: Callable[[], object]) -> Iterator[None]:
    """Call `act` whenever the host name of the service is looked up, and resolve it to this computer."""
    real = socket.getaddrinfo

    def look_up(host: str | bytes | None, *rest: object, **named: object) -> object:
        if host not in (HOST, HOST.encode()):
            return real(host, *rest, **named)  # type: ignore[arg-type]
        act()
        return real("127.0.0.1", *rest, **named)  # type: ignore[arg-type]

    with mock.patch.object(socket, "getaddrinfo", look_up):
        yield


# Names --------------------------------------------------------------------------------------------------------


def _no_such_name(_: Env) -> Observed:
    def fail() -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with patch_name_lookup(fail):
        return fail_one_office(ADDRESS)


def _slow_name(env: Env) -> Observed:
    """Look the name up slowly, but within the connect timeout."""
    seconds = 8.0 if env.workload.is_full else 0.3
    authority = trustme.CA()
    begin = time.monotonic()
    with (
        trust_only(env.folder, authority),
        FaultServer(reply_normally, tls=make_tls_context(authority.issue_cert(HOST))) as server,
        patch_name_lookup(lambda: time.sleep(seconds)),
    ):
        observed = fail_one_office(f"{ADDRESS}:{server.port}")
    assert time.monotonic() - begin >= seconds
    return Observed(observed.sees, observed.retries, observed.kept, note=f"look-up of {seconds:g} s")


def _endless_name(_: Env) -> Observed:
    may_end = threading.Event()
    try:
        with patch_name_lookup(lambda: may_end.wait(LONGEST_WAIT)):
            return fail_one_office(ADDRESS, timeouts=Timeouts(connect=0.3))
    finally:
        may_end.set()


# Certificates -------------------------------------------------------------------------------------------------


def _certificate(issue: Callable[[trustme.CA], trustme.LeafCert]) -> Callable[[Env], Observed]:
    """Return the case of a certificate that must be rejected, before any request is sent."""

    def case(env: Env) -> Observed:
        authority = trustme.CA()
        with (
            trust_only(env.folder, authority),
            FaultServer(reply_normally, tls=make_tls_context(issue(authority))) as server,
        ):
            observed = fail_one_office(server.base_url)
            assert server.seen == []
        return observed

    return case


def _expired(authority: trustme.CA) -> trustme.LeafCert:
    then, later = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC)
    return authority.issue_cert("127.0.0.1", not_before=then, not_after=later)


def _self_signed(env: Env) -> Observed:
    """The server uses the certificate of its own authority, as a router does."""
    stranger = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pem = env.folder / "self-signed.pem"
    pem.write_bytes(stranger.private_key_pem.bytes() + stranger.cert_pem.bytes())
    context.load_cert_chain(pem)
    with trust_only(env.folder, trustme.CA()), FaultServer(reply_normally, tls=context) as server:
        observed = fail_one_office(server.base_url)
        assert server.seen == []
    return observed


def _hanging_handshake(_: Env) -> Observed:
    with FaultServer(reply_normally, is_mute=True) as server:
        return fail_one_office(server.base_url.replace("http:", "https:"), timeouts=Timeouts(connect=0.3))


FAULTS = (
    Fault(
        _GROUP,
        "name that nobody has",
        _no_such_name,
        MISSES_OFFICE + ("Tjänsten kunde inte nås. Kontrollera att datorn har internet, och adressen i anslutningen."),
        3,
        "3 of 6 parts",
    ),
    Fault(_GROUP, "name look-up of 8 s", _slow_name, "", 0, "all 6 parts"),
    Fault(
        _GROUP,
        "name look-up without end",
        _endless_name,
        MISSES_OFFICE
        + ("Tjänsten kunde inte nås i tid. Kontrollera att datorn har internet, och försök igen om en stund."),
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "certificate expired",
        _certificate(_expired),
        MISSES_OFFICE
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
        MISSES_OFFICE
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
        MISSES_OFFICE
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
        MISSES_OFFICE
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
        MISSES_OFFICE
        + ("Tjänsten kunde inte nås i tid. Kontrollera att datorn har internet, och försök igen om en stund."),
        3,
        "3 of 6 parts",
    ),
)
