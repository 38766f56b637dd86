"""Whatever any step of a request raises costs that request's part at most: it is named, and the other parts stay."""

import asyncio
import concurrent.futures
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from typing import Any
from unittest import mock

import anyio
import httpcore
import httpx
import pytest
from httpcore._backends.anyio import AnyIOBackend, AnyIOStream
from hypothesis import example, given
from hypothesis import strategies as st

from tests.helpers.fault_server import FaultServer, Reply, Seen, report, tip
from tests.helpers.tls import make_local_tls_context, trust_local_authority
from tests.report.factories import SWEDISH
from vitec_desktop.report.error_messages import describe_error
from vitec_desktop.webservice import report_sender
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.client import ReportClient
from vitec_desktop.webservice.connection_check import check_connection
from vitec_desktop.webservice.errors import UnexpectedError
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.session import Session

SOUND, FAULTY = Customer("M1"), Customer("M2")
DAY = date(2026, 1, 5)


class OddError(BaseException):
    """What an extension module may raise that no `except Exception` catches."""


def every_subclass(root: type[BaseException]) -> Iterator[type[BaseException]]:
    for kind in root.__subclasses__():
        yield kind
        yield from every_subclass(kind)


def make_error(kind: type[BaseException]) -> BaseException:
    """Create an exception, whatever its arguments are."""
    for arguments in (("told",), (1, "told"), (), ("utf-8", b"\xff", 0, 1, "told")):
        try:
            return kind(*arguments)
        except TypeError:
            continue
    return kind.__new__(kind)


ERRORS = sorted(
    {
        *(kind for kind in every_subclass(httpx.HTTPError) if kind.__module__ == "httpx"),
        *(kind for root in (Exception,) for kind in root.__subclasses__() if kind.__module__ == "httpcore._exceptions"),
        *(httpcore.ReadError, httpcore.ConnectError, httpcore.ProxyError, httpcore.RemoteProtocolError),
        *(anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream, anyio.BusyResourceError),
        *(ssl.SSLError, ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLWantReadError, ssl.SSLSyscallError),
        *(OSError, ConnectionResetError, TimeoutError, httpx.InvalidURL, httpx.StreamError, httpx.CookieConflict),
        *(MemoryError, RecursionError, KeyError, AssertionError, UnicodeDecodeError, StopIteration, StopAsyncIteration),
        *(SystemExit, OddError, asyncio.InvalidStateError, concurrent.futures.CancelledError, asyncio.CancelledError),
    },
    key=lambda kind: (kind.__module__, kind.__qualname__),
)


class FaultyStream:
    """A connection of httpcore that raises at one of its steps."""

    def __init__(self, stream: AnyIOStream, step: str, error: BaseException) -> None:
        self._stream = stream
        self._step = step
        self._error = error
        self._is_safe = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        await self._raise_at("read")
        if self._step == "second read":
            self._step = "read"
            return await self._stream.read(150, timeout)
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._raise_at("write")
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()
        await self._raise_at("close")

    async def start_tls(self, *rest: Any, **named: Any) -> "FaultyStream":
        await self._raise_at("start TLS")
        return FaultyStream(await self._stream.start_tls(*rest, **named), self._step, self._error)  # type: ignore[arg-type]

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    async def _raise_at(self, step: str) -> None:
        if step == self._step:
            raise self._error


STREAM_STEPS = ("start TLS", "write", "read", "second read", "close")


@contextmanager
def broken_stream(step: str, error: BaseException, port: int) -> Iterator[None]:
    real = AnyIOBackend.connect_tcp

    async def connect(backend: AnyIOBackend, host: str, to: int, *rest: Any, **named: Any) -> Any:
        stream = await real(backend, host, to, *rest, **named)
        return FaultyStream(stream, step, error) if to == port else stream  # type: ignore[arg-type]

    with mock.patch.object(AnyIOBackend, "connect_tcp", connect):
        yield


def patched(owner: object, name: str, is_faulty: Callable[..., bool], error: BaseException) -> Any:
    """Let a function raise when its arguments are those of the faulty request; it may be a coroutine function."""
    real = getattr(owner, name)

    def act(*rest: Any, **named: Any) -> Any:
        if is_faulty(*rest, **named):
            raise error
        return real(*rest, **named)

    async def act_later(*rest: Any, **named: Any) -> Any:
        if is_faulty(*rest, **named):
            raise error
        return await real(*rest, **named)

    return mock.patch.object(owner, name, act_later if asyncio.iscoroutinefunction(real) else act)


PATCHES: dict[str, Callable[[BaseException, int], Any]] = {
    "create the client": lambda error, port: patched(
        ReportClient, "__init__", lambda _, url, *__: url.endswith(f":{port}"), error
    ),
    "connect": lambda error, port: patched(
        AnyIOBackend, "connect_tcp", lambda _, host, to, *rest, **named: to == port, error
    ),
    "send": lambda error, port: patched(
        httpx.AsyncClient, "send", lambda _, request, **__: request.url.port == port, error
    ),
    "read the body": lambda error, port: patched(
        httpx.Response, "aiter_bytes", lambda response: response.request.url.port == port, error
    ),
    "close the response": lambda error, port: patched(
        httpx.Response, "aclose", lambda response: response.request.url.port == port, error
    ),
    "decode": lambda error, _: patched(
        report_sender, "decode_report", lambda body, _: FAULTY.id.encode() in body, error
    ),
    "close the client": lambda error, _: patched(httpx.AsyncClient, "aclose", lambda _: True, error),
}
SESSION_STEPS = ("find the proxy", "wait before a retry")
HARMLESS_STEPS = frozenset({"close", "close the client"})
STEPS = (*STREAM_STEPS, *PATCHES, *SESSION_STEPS)


def at_step(step: str, error: BaseException, port: int) -> AbstractContextManager[object]:
    """Let the requests to the server at this port raise the error at this step."""
    if step in STREAM_STEPS:
        return broken_stream(step, error, port)
    return PATCHES[step](error, port) if step in PATCHES else nullcontext()


class Servers:
    """The server of the sound office and that of the faulty one; both speak TLS."""

    def __init__(self) -> None:
        self.sound = FaultServer(self._reply, make_local_tls_context())
        self.faulty = FaultServer(self._reply, make_local_tls_context())
        self._is_down = False

    def _reply(self, seen: Seen) -> Reply:
        if seen.customer_id == FAULTY.id and self._is_down:
            return Reply(503)
        return report(tips=[tip(seen.customer_id, f"{DAY}T12:00:00.1234567+01:00")])

    def stop(self) -> None:
        self.sound.stop()
        self.faulty.stop()

    def connections(self) -> tuple[LoginCustomers, ...]:
        pairs = ((self.sound, SOUND), (self.faulty, FAULTY))
        return tuple(LoginCustomers(Login(one.base_url, "anna", "hemligt"), (customer,)) for one, customer in pairs)

    def make_session(self, step: str, error: BaseException) -> Session:
        self._is_down = step == "wait before a retry"

        def find_proxy(url: str) -> None:
            if step == "find the proxy" and url == self.faulty.base_url:
                raise error

        async def wait(_: float) -> None:
            if self._is_down:
                raise error

        return Session("Test/1", proxy_for=find_proxy, sleep=wait)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with trust_local_authority(tmp_path_factory.mktemp("authority")):
        running = Servers()
        yield running
        running.stop()


@pytest.mark.slow
@given(step=st.sampled_from(STEPS), kind=st.sampled_from(ERRORS))
@example(step="read", kind=ssl.SSLError)
@example(step="second read", kind=ssl.SSLError)
@example(step="write", kind=OddError)
@example(step="decode", kind=StopIteration)
@example(step="decode", kind=RecursionError)
@example(step="decode", kind=SystemExit)
@example(step="find the proxy", kind=concurrent.futures.CancelledError)
@example(step="read the body", kind=asyncio.CancelledError)
@example(step="create the client", kind=MemoryError)
@example(step="wait before a retry", kind=AssertionError)
@example(step="wait before a retry", kind=SystemExit)
@example(step="close the client", kind=ssl.SSLError)
@example(step="close the response", kind=httpcore.ReadError)
def test_an_exception_costs_its_own_part_only(servers: Servers, step: str, kind: type[BaseException]) -> None:
    error = make_error(kind)
    session = servers.make_session(step, error)
    request = ReportRequest(servers.connections(), DAY, DAY)
    with at_step(step, error, servers.faulty.port):
        fetched = fetch_report(session, request, lambda _: None, CancellationToken())
        result = check_connection(session, servers.connections()[1], CancellationToken())
    rows = [row.row_id for row in fetched.rows[ListKind.TIPS]]
    if step in HARMLESS_STEPS:
        assert rows == [SOUND.id, FAULTY.id]
        assert result.accepted == (FAULTY,)
    else:
        assert rows == [SOUND.id]
        for failed in (*fetched.failed_parts, *result.failed_parts):
            assert failed.part.customer == FAULTY
            assert "told" not in describe_error(failed.error, FAULTY, SWEDISH).text
        assert len(fetched.failed_parts) == len(result.failed_parts) == 1


def test_an_unknown_exception_is_named(servers: Servers) -> None:
    session = servers.make_session("", OddError())
    with at_step("decode", OddError("told"), servers.faulty.port):
        result = check_connection(session, servers.connections()[1], CancellationToken())
    error = result.failed_parts[0].error
    assert isinstance(error, UnexpectedError)
    assert error.kind == "OddError"
    assert error.raised_in.startswith("webservice/test_unexpected_errors.py:")
    assert describe_error(error, None, SWEDISH).what == "Ett oväntat fel inträffade (OddError)."
