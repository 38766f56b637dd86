"""The way to the service: names, certificates, proxies. Solna's server is sound, Vasastan's lies at the end of it."""

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

from tests.connect.fault_server import FaultServer, Hang, Reply, in_turn
from tests.faults.row import Bench, Fault, Observed
from tests.faults.scene import OFFICE_MISSES, PASSWORD, answer_well, two_servers
from vitec_desktop.connect import proxy

_GROUP = "way"
_HOST = "connect.example.se"
_ADDRESS = f"https://{_HOST}"


@contextmanager
def _looking_up(act: Callable[[], object]) -> Iterator[None]:
    """While it lasts, looking a foreign name up does `act`, and then finds this computer."""
    real = socket.getaddrinfo

    def look_up(host: str | bytes | None, *rest: object, **named: object) -> object:
        if host not in (_HOST, _HOST.encode()):
            return real(host, *rest, **named)  # type: ignore[arg-type]
        act()
        return real("127.0.0.1", *rest, **named)  # type: ignore[arg-type]

    with mock.patch.object(socket, "getaddrinfo", look_up):
        yield


@contextmanager
def _trusting(bench: Bench, authority: trustme.CA) -> Iterator[None]:
    """While it lasts, this computer trusts the authority, and no other."""
    path = bench.folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    environment = {name: value for name, value in os.environ.items() if name != "SSL_CERT_DIR"}
    with mock.patch.dict(os.environ, {**environment, "SSL_CERT_FILE": str(path)}, clear=True):
        yield


def _tls(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


# Names --------------------------------------------------------------------------------------------------------


def _no_such_name(_: Bench) -> Observed:
    def fail() -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with _looking_up(fail):
        return two_servers(_ADDRESS)


def _slow_name(bench: Bench) -> Observed:
    """Slow, but within the time that connecting may take: the report is whole."""
    seconds = 8.0 if bench.strength.is_full else 0.3
    authority = trustme.CA()
    begin = time.monotonic()
    with (
        _trusting(bench, authority),
        FaultServer(answer_well, tls=_tls(authority.issue_cert(_HOST))) as server,
        _looking_up(lambda: time.sleep(seconds)),
    ):
        observed = two_servers(f"{_ADDRESS}:{server.port}")
    assert time.monotonic() - begin >= seconds
    return Observed(observed.sees, observed.retries, observed.kept, note=f"look-up of {seconds:g} s")


def _endless_name(_: Bench) -> Observed:
    may_end = threading.Event()
    try:
        with _looking_up(lambda: may_end.wait(30)):
            return two_servers(_ADDRESS, connect_timeout=0.3)
    finally:
        may_end.set()


# Certificates -------------------------------------------------------------------------------------------------


def _certificate(issue: Callable[[trustme.CA], trustme.LeafCert]) -> Callable[[Bench], Observed]:
    """The case of a certificate that must not be accepted: not one request may be sent."""

    def case(bench: Bench) -> Observed:
        authority = trustme.CA()
        with _trusting(bench, authority), FaultServer(answer_well, tls=_tls(issue(authority))) as server:
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
    with _trusting(bench, trustme.CA()), FaultServer(answer_well, tls=context) as server:
        observed = two_servers(server.base_url)
        assert server.seen == []
    return observed


def _hanging_handshake(_: Bench) -> Observed:
    with FaultServer(answer_well, is_mute=True) as server:
        return two_servers(server.base_url.replace("http:", "https:"), connect_timeout=0.3)


# Proxies ------------------------------------------------------------------------------------------------------


def _proxy(reply: Reply, **changes: float) -> Callable[[Bench], Observed]:
    """The case of a proxy that does not let us through; it must never see the service's password."""

    def case(_: Bench) -> Observed:
        with FaultServer(in_turn(reply)) as gate:
            observed = two_servers(_ADDRESS, lambda _: gate.base_url, **changes)
            assert gate.seen
            assert all(seen.method == "CONNECT" and seen.authorization is None for seen in gate.seen)
        return _with_port_hidden(observed, gate.port)

    return case


def _proxy_that_is_gone(_: Bench) -> Observed:
    with FaultServer(answer_well) as gone:
        pass
    observed = two_servers(_ADDRESS, lambda _: f"http://anna:{PASSWORD}@127.0.0.1:{gone.port}")
    assert PASSWORD not in observed.sees
    return _with_port_hidden(observed, gone.port)


def _proxy_by_script(_: Bench) -> Observed:
    """The computer's own browser would ask the script; we go directly, and a firewall drops us."""

    def fail() -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with _looking_up(fail), mock.patch.object(proxy, "has_proxy_script", return_value=True):
        return two_servers(_ADDRESS)


def _with_port_hidden(observed: Observed, port: int) -> Observed:
    """The port of a test's proxy is another in each run."""
    return Observed(observed.sees.replace(f"127.0.0.1:{port}", "proxy:8080"), observed.retries, observed.kept)


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
    Fault(
        _GROUP,
        "proxy that is gone",
        _proxy_that_is_gone,
        OFFICE_MISSES
        + (
            "Nätverkets proxy släppte inte igenom frågan. Kontrollera datorns proxyinställningar, "
            "eller fråga er it-ansvariga."
        ),
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that hangs",
        _proxy(Reply(hang=Hang.BEFORE_HEADERS), connect_timeout=0.3, read_timeout=0.1),
        OFFICE_MISSES + "Tjänsten svarade inte i tid. Försök igen om en stund.",
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that asks for a password (407)",
        _proxy(Reply(407, headers={"Proxy-Authenticate": 'Basic realm="office"'})),
        OFFICE_MISSES
        + (
            "Nätverkets proxy vill ha en egen inloggning (407). Be er it-ansvariga släppa igenom "
            "programmet utan inloggning i proxyn."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that asks for NTLM or Kerberos (407)",
        _proxy(Reply(407, headers={"Proxy-Authenticate": "Negotiate, NTLM"})),
        OFFICE_MISSES
        + (
            "Nätverkets proxy vill ha en inloggning med Windows-konto (NTLM eller Kerberos, 407). "
            "Be er it-ansvariga släppa igenom programmet utan inloggning i proxyn."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy by script (PAC), the direct way closed",
        _proxy_by_script,
        OFFICE_MISSES
        + (
            "Nätverkets proxy hittas med ett skript (PAC), som programmet inte kan köra. Fråga er "
            "it-ansvariga efter proxyns namn och port, och ange dem under Arkiv › Nätverk."
        ),
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that refuses (403)",
        _proxy(Reply(403)),
        OFFICE_MISSES
        + (
            "Nätverkets proxy släppte inte igenom frågan (403). Kontrollera datorns "
            "proxyinställningar, eller fråga er it-ansvariga."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that cannot reach the host (502)",
        _proxy(Reply(502)),
        OFFICE_MISSES
        + (
            "Nätverkets proxy släppte inte igenom frågan (502). Kontrollera datorns "
            "proxyinställningar, eller fråga er it-ansvariga."
        ),
        3,
        "3 of 6 parts",
    ),
)
