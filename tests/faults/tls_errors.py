"""TLS that fails in the handshake or later: what is a broken connection, and what is none."""

import socket
import ssl
import struct
from collections.abc import Callable
from dataclasses import replace

from tests.faults.case import Env, Fault, Observed, Transport
from tests.faults.http_responses import CUT_SHORT, NO_CONNECTION
from tests.faults.two_offices import (
    LAST,
    MISSES_LAST_WINDOW,
    MISSES_MIDDLE_WINDOW,
    MISSES_OFFICE,
    VASASTAN,
    WINDOWS,
    fail_one_office,
    fail_one_part,
    one_row_each,
    reply_normally,
)
from tests.helpers.fault_server import FaultServer, Reply, in_turn
from tests.helpers.tls import make_local_tls_context, trust_local_authority

_GROUP = "TLS"
_GOOD = one_row_each(VASASTAN.id, WINDOWS[1].date_from[:10])
_LONG = b"x" * 4000
_NO_TLS = "Servern talar inte TLS. Kontrollera adressen i anslutningen. Stämmer den, kontakta er it-ansvariga."
_TLS_TOO_OLD = "Serverns TLS är för gammal. Visa detta för er it-ansvariga."
_CERTIFICATE_WANTED = (
    "Servern vill ha ett certifikat från den här datorn. Kontrollera adressen i anslutningen. Stämmer den, kontakta er "
    "it-ansvariga."
)
_HANDSHAKE_FAILED = "Ingen säker anslutning kom till stånd. Visa detta för er it-ansvariga."

# From RFC 8446, 6: an alert record of level "fatal".
_ALERT = b"\x15\x03\x03\x00\x02\x02"
_ALERT_HANDSHAKE_FAILURE, _ALERT_PROTOCOL_VERSION = _ALERT + b"\x28", _ALERT + b"\x46"


def _over_tls(run: Callable[[Env], Observed]) -> Callable[[Env], Observed]:
    return lambda env: run(replace(env, transport=Transport.TLS))


def _greeted(greet: Callable[[socket.socket, int], bool]) -> Callable[[Env], Observed]:
    """Return the case of an office whose server begins its connections so."""

    def case(env: Env) -> Observed:
        with (
            trust_local_authority(env.folder),
            FaultServer(reply_normally, make_local_tls_context(), greet=greet) as server,
        ):
            return fail_one_office(server.base_url)

    return case


def _end_handshake(answer: bytes = b"", *, with_reset: bool = False, times: int = 1000) -> Callable[[Env], Observed]:
    """Return the case of connections that end after the client's first record and this answer."""

    def greet(connection: socket.socket, number: int) -> bool:
        if number > times:
            return True
        assert connection.recv(65536)
        connection.sendall(answer)
        if with_reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    return _greeted(greet)


def _cut_server_hello(connection: socket.socket, _: int) -> bool:
    """Answer with the first 50 bytes of a real server's first record."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    handshake = make_local_tls_context().wrap_bio(incoming, outgoing, server_side=True)
    incoming.write(connection.recv(65536))
    try:
        handshake.do_handshake()
    except ssl.SSLWantReadError:
        connection.sendall(outgoing.read()[:50])
    return False


def _no_tls(reply: Reply) -> Callable[[Env], Observed]:
    def case(_: Env) -> Observed:
        def answer(connection: socket.socket, _: int) -> bool:
            connection.recv(65536)
            connection.sendall(reply.raw or b"")
            return False

        with FaultServer(in_turn(reply), greet=answer) as server:
            return fail_one_office(server.base_url.replace("http:", "https:"))

    return case


def _old_tls(env: Env) -> Observed:
    """The server knows TLS 1.1 only."""
    return _end_handshake(_ALERT_PROTOCOL_VERSION)(env)


def _certificate_wanted(env: Env) -> Observed:
    """Under TLS 1.3 the client learns it after its handshake, when it reads the answer."""
    context = make_local_tls_context(asks_for_certificate=True)
    with trust_local_authority(env.folder), FaultServer(reply_normally, context) as server:
        return fail_one_office(server.base_url)


FAULTS = (
    Fault(
        _GROUP,
        "a byte changed in mid-body, once",
        _over_tls(fail_one_part(Reply(body=_LONG, cut_at=900, bad_record=True), _GOOD)),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(
        _GROUP,
        "a byte changed in mid-body, always",
        _over_tls(fail_one_part(Reply(body=_LONG, cut_at=900, bad_record=True))),
        MISSES_MIDDLE_WINDOW + CUT_SHORT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "a byte changed before any answer",
        _over_tls(fail_one_part(Reply(close_at_once=True, bad_record=True), window=LAST)),
        MISSES_LAST_WINDOW + NO_CONNECTION,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "reset before any answer, once",
        _over_tls(fail_one_part(Reply(close_at_once=True, reset=True), _GOOD)),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(
        _GROUP,
        "closed in due form in mid-body",
        _over_tls(fail_one_part(Reply(body=_LONG, cut_at=900, close_notify=True))),
        MISSES_MIDDLE_WINDOW + CUT_SHORT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "closed in due form before any answer",
        _over_tls(fail_one_part(Reply(close_at_once=True, close_notify=True), window=LAST)),
        MISSES_LAST_WINDOW + NO_CONNECTION,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "handshake closed, once",
        _end_handshake(times=1),
        "",
        1,
        "all 6 parts",
    ),
    Fault(_GROUP, "handshake closed, always", _end_handshake(), MISSES_OFFICE + NO_CONNECTION, 3, "3 of 6 parts"),
    Fault(_GROUP, "handshake reset, once", _end_handshake(with_reset=True, times=1), "", 1, "all 6 parts"),
    Fault(
        _GROUP,
        "handshake reset, always",
        _end_handshake(with_reset=True),
        MISSES_OFFICE + NO_CONNECTION,
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "handshake cut in the server's first record",
        _greeted(_cut_server_hello),
        MISSES_OFFICE + NO_CONNECTION,
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "no TLS at all, but HTTP",
        _no_tls(Reply(raw=b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")),
        MISSES_OFFICE + _NO_TLS,
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "no TLS at all, but SSH",
        _no_tls(Reply(raw=b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n")),
        MISSES_OFFICE + _NO_TLS,
        0,
        "3 of 6 parts",
    ),
    Fault(_GROUP, "TLS too old", _old_tls, MISSES_OFFICE + _TLS_TOO_OLD, 0, "3 of 6 parts"),
    Fault(
        _GROUP,
        "handshake refused",
        _end_handshake(_ALERT_HANDSHAKE_FAILURE),
        MISSES_OFFICE + _HANDSHAKE_FAILED,
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "client certificate wanted, TLS 1.3",
        _certificate_wanted,
        MISSES_OFFICE + _CERTIFICATE_WANTED,
        0,
        "3 of 6 parts",
    ),
)
