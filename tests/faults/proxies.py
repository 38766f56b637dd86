"""Proxies in front of the service: not running, hanging, refusing, found by a script, or bypassed."""

import socket
from collections.abc import Callable
from dataclasses import replace

import trustme

from tests.faults.case import Env, Fault, Observed
from tests.faults.login import PASSWORD
from tests.faults.network_path import ADDRESS, HOST, patch_name_lookup
from tests.faults.two_offices import MISSES_OFFICE, fail_one_office, reply_normally
from tests.helpers.fake_winreg import windows_internet_settings
from tests.helpers.fault_server import FaultServer, Hang, Reply, in_turn
from tests.helpers.tls import make_local_tls_context, make_tls_context, trust_only
from vitec_desktop.webservice.proxy import find_system_proxy, make_proxy_finder, parse_proxy_setting
from vitec_desktop.webservice.retry_policy import Timeouts
from vitec_desktop.webservice.session import DEFAULT_TIMEOUTS

_GROUP = "network"
_NO_ANSWER = (
    "Nätverkets proxy släppte inte igenom frågan. Kontrollera datorns proxyinställningar, eller fråga er it-ansvariga."
)
_ASK_FOR_PROXY = "Fråga er it-ansvariga efter proxyns namn och port, och ange dem under Arkiv › Nätverk."
_NO_HTTP = f"Det som svarar på proxyns adress är ingen HTTP-proxy. {_ASK_FOR_PROXY}"


def _proxy_replies(reply: Reply, timeouts: Timeouts = DEFAULT_TIMEOUTS) -> Callable[[Env], Observed]:
    """Return the case of a proxy that lets nothing through; it must never see the service's password."""

    def case(_: Env) -> Observed:
        with FaultServer(in_turn(reply)) as gate:
            observed = fail_one_office(ADDRESS, lambda _: gate.base_url, timeouts)
            assert gate.seen
            assert all(seen.method == "CONNECT" and seen.authorization is None for seen in gate.seen)
        return _with_port_hidden(observed, gate.port)

    return case


def _gone(_: Env) -> Observed:
    with FaultServer(reply_normally) as gone:
        pass
    observed = fail_one_office(ADDRESS, lambda _: f"http://anna:{PASSWORD}@127.0.0.1:{gone.port}")
    assert observed.sees is not None
    assert PASSWORD not in observed.sees
    return _with_port_hidden(observed, gone.port)


def _script(_: Env) -> Observed:
    """The system has a proxy script, which we cannot run; the direct connection is blocked."""

    def fail() -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with (
        patch_name_lookup(fail),
        windows_internet_settings(ProxyEnable=0, AutoConfigURL="http://wpad.example/proxy.pac"),
    ):
        return fail_one_office(ADDRESS, find_system_proxy)


def _wrong_password(_: Env) -> Observed:
    with FaultServer(in_turn(Reply(407, headers={"Proxy-Authenticate": 'Basic realm="office"'}))) as gate:
        observed = fail_one_office(ADDRESS, lambda _: f"http://anna:wrong@127.0.0.1:{gate.port}")
        assert len(gate.seen) == 1
    return observed


def _socks(_: Env) -> Observed:
    with FaultServer(reply_normally) as gate:
        observed = fail_one_office(ADDRESS, lambda _: f"socks5://127.0.0.1:{gate.port}")
        assert gate.connections == 0
    return observed


def _tls_port(_: Env) -> Observed:
    """A server with TLS gets a CONNECT in plain text, and ends the connection."""
    with FaultServer(reply_normally, make_local_tls_context()) as gate:
        return fail_one_office(ADDRESS, lambda _: gate.base_url.replace("https:", "http:"))


def _malformed(_: Env) -> Observed:
    """The settings file names a proxy without a port; a direct connection would be the wrong way out."""
    with FaultServer(reply_normally) as direct:
        setting = parse_proxy_setting("manual", "proxy.example.se")
        return fail_one_office(f"https://{HOST}:{direct.port}", make_proxy_finder(lambda: setting))


def _with_port_hidden(observed: Observed, port: int) -> Observed:
    """Replace the port of the test's proxy, which differs in each run."""
    assert observed.sees is not None
    return replace(observed, sees=observed.sees.replace(f"127.0.0.1:{port}", "proxy:8080"))


def _bypassed(env: Env) -> Observed:
    """Windows lists the service as an exception from a proxy that does not run: connect directly."""
    authority = trustme.CA()
    with FaultServer(reply_normally) as gone:
        pass
    with (
        trust_only(env.folder, authority),
        FaultServer(reply_normally, tls=make_tls_context(authority.issue_cert(HOST))) as server,
        patch_name_lookup(lambda: None),
        windows_internet_settings(
            ProxyEnable=1, ProxyServer=f"127.0.0.1:{gone.port}", ProxyOverride="10.*;*.example.se;<local>"
        ),
    ):
        observed = fail_one_office(f"{ADDRESS}:{server.port}", find_system_proxy)
        assert {seen.headers["host"] for seen in server.seen} == {f"{HOST}:{server.port}"}
    return observed


FAULTS = (
    Fault(
        _GROUP,
        "proxy that is gone",
        _gone,
        MISSES_OFFICE + _NO_ANSWER,
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that hangs",
        _proxy_replies(Reply(hang=Hang.BEFORE_HEADERS), Timeouts(connect=0.3, read=0.1)),
        MISSES_OFFICE + _NO_ANSWER,
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that asks for a password (407)",
        _proxy_replies(Reply(407, headers={"Proxy-Authenticate": 'Basic realm="office"'})),
        MISSES_OFFICE
        + (
            "Nätverkets proxy vill ha en egen inloggning (407). Be er it-ansvariga släppa igenom "
            "programmet utan inloggning i proxyn, eller ange den i miljövariabeln HTTPS_PROXY."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that refuses the password in its address (407)",
        _wrong_password,
        MISSES_OFFICE
        + (
            "Nätverkets proxy nekade inloggningen i sin adress (407). Rätta användarnamnet och lösenordet i "
            "miljövariabeln HTTPS_PROXY, eller fråga er it-ansvariga."
        ),
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "SOCKS proxy",
        _socks,
        MISSES_OFFICE + "SOCKS-proxyer stöds inte. " + _ASK_FOR_PROXY,
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "http:// at the port of a SOCKS proxy",
        _proxy_replies(Reply(raw=b"\x05\xff")),
        MISSES_OFFICE + _NO_HTTP,
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "http:// at the port of a proxy with TLS",
        _tls_port,
        MISSES_OFFICE + _NO_ANSWER,
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy of one's own with a malformed address",
        _malformed,
        MISSES_OFFICE + "Proxyns adress går inte att använda. Rätta adressen under Arkiv › Nätverk, eller fråga er "
        "it-ansvariga.",
        0,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "proxy that asks for NTLM or Kerberos (407)",
        _proxy_replies(Reply(407, headers={"Proxy-Authenticate": "Negotiate, NTLM"})),
        MISSES_OFFICE
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
        _script,
        MISSES_OFFICE
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
        _proxy_replies(Reply(403)),
        MISSES_OFFICE
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
        _proxy_replies(Reply(502)),
        MISSES_OFFICE
        + (
            "Nätverkets proxy släppte inte igenom frågan (502). Kontrollera datorns "
            "proxyinställningar, eller fråga er it-ansvariga."
        ),
        3,
        "3 of 6 parts",
    ),
    Fault(_GROUP, "proxy that is gone, the service on Windows' list of exceptions", _bypassed, "", 0, "all 6 parts"),
)
