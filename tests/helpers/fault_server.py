"""A real HTTP server on the loopback address that misbehaves on demand and records its requests.

    with FaultServer(lambda seen: Reply(503) if seen.number == 1 else report()) as server:
        ... server.base_url ... server.seen ... server.most_at_once

The script is called for each request, in that connection's thread. A response that hangs does so until the client
disconnects or the server stops; there are no timeouts.
"""

import base64
import gzip
import json
import os
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.helpers.waiting import LONGEST_WAIT

# Application data of 32 bytes that no key decrypts.
_BAD_RECORD = b"\x17\x03\x03\x00\x20" + bytes(32)


class Hang(Enum):
    """Where a response stops, with the connection left open."""

    BEFORE_HEADERS = auto()
    IN_HEADERS = auto()
    AFTER_HEADERS = auto()
    IN_BODY = auto()


@dataclass(frozen=True)
class Reply:
    """A response and its faults."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=utf-8"
    gzip: bool = False
    chunked: bool = False
    cut_at: int | None = None  # bytes of the body, then the connection ends
    bad_record: bool = False  # where it ends, the client gets a TLS record that was changed on the way
    close_notify: bool = False  # where it ends, TLS is closed in due form
    hang: Hang | None = None
    drip: float | None = None  # seconds between two bytes of the body
    close_at_once: bool = False  # without a response
    reset: bool = False  # the connection ends by RST instead of FIN
    hold: threading.Event | None = None  # the response waits for it
    raw: bytes | None = None  # sent instead of an HTTP response
    tunnel: bool = False  # accept a proxy's CONNECT and forward the bytes to the named server


@dataclass(frozen=True)
class Seen:
    """One request as received; `number` counts from 1, `connection` is the client's port."""

    number: int
    method: str
    target: str
    headers: Mapping[str, str]
    connection: int = 0

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def customer_id(self) -> str:
        return self.query.get("customerId", "")

    @property
    def window(self) -> tuple[str, str]:
        return self.query.get("dateFrom", ""), self.query.get("dateTo", "")

    @property
    def authorization(self) -> str | None:
        return self.headers.get("authorization")

    @property
    def credentials(self) -> tuple[str, str]:
        """Return the user name and password as sent, decoded as UTF-8."""
        token = (self.authorization or "Basic ").removeprefix("Basic ")
        user, _, password = base64.b64decode(token).decode().partition(":")
        return user, password


Script = Callable[[Seen], Reply]


def report(
    incoming: Sequence[object] = (), outgoing: Sequence[object] = (), tips: Sequence[object] = (), gzip: bool = False
) -> Reply:
    """Return a valid report with these rows."""
    lists = {"incomingLeads": list(incoming), "outgoingLeads": list(outgoing), "tips": list(tips)}
    return Reply(body=json.dumps(lists).encode(), gzip=gzip)


def tip(row_id: str, created_at: str) -> dict[str, object]:
    return {"createdAt": created_at, "tip": {"id": row_id, "title": "Säljtips"}}


def in_turn(*replies: Reply) -> Script:
    """Return a script that sends the replies in order, the last one again to all further requests."""
    return lambda seen: replies[min(seen.number, len(replies)) - 1]


class FaultServer:
    """Listens as soon as it is created; the end of `with` stops it and closes all its connections."""

    def __init__(
        self,
        script: Script,
        tls: ssl.SSLContext | None = None,
        is_mute: bool = False,
        *,
        port: int = 0,
        greet: Callable[[socket.socket, int], bool] = lambda *_: True,
    ) -> None:
        """A mute server accepts connections and sends nothing, not even in a TLS handshake.

        `port` 0 is any free port. `greet` gets each connection and its number, from 1, before TLS and requests; the
        connection ends if it returns False.
        """
        self._script = script
        self._tls = tls
        self._is_mute = is_mute
        self._greet = greet
        self._lock = threading.Condition()
        self._open: set[socket.socket] = set()
        self._stopped = threading.Event()
        self._active: Counter[str | None] = Counter()
        self._listener = socket.create_server(("127.0.0.1", port))
        self.host, self.port = self._listener.getsockname()[:2]
        self.base_url = f"{'https' if tls else 'http'}://{self.host}:{self.port}"
        self.seen: list[Seen] = []
        self.most_at_once = 0
        self.most_at_once_by_login: Counter[str] = Counter()
        self.connections = 0
        self.was_asked = threading.Event()
        self.was_connected = threading.Event()
        self.is_hanging = threading.Event()
        self._threads = [threading.Thread(target=self._accept, name="fault-server", daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close all connections and refuse new ones."""
        self._stopped.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(LONGEST_WAIT)

    def wait_until_left(self) -> bool:
        """Wait until no connection is open; return False if one still is after the longest wait."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._open, timeout=LONGEST_WAIT)

    def forget(self) -> None:
        """Forget all requests; call it when no connection is open."""
        self.is_hanging.clear()
        with self._lock:
            self.seen.clear()
            self._threads = [thread for thread in self._threads if thread.is_alive()]

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            # Head and body are two writes: the second must not wait until the first is acknowledged.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self.connections += 1
                number = self.connections
                self._open.add(connection)
            self.was_connected.set()
            thread = threading.Thread(
                target=self._serve, args=(connection, number), name="fault-connection", daemon=True
            )
            with self._lock:
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        stream = connection
        try:
            if self._is_mute:
                if connection.recv(65536):
                    self.is_hanging.set()
                _wait_for_disconnect(connection)
                return
            if not self._greet(connection, number):
                return
            if self._tls is not None:
                stream = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
                with self._lock:
                    self._open.discard(connection)
                    self._open.add(stream)
                if not _shake_hands(stream):
                    return
            while self._serve_one(stream):
                pass
        except (OSError, ValueError):
            pass
        finally:
            stream.close()
            with self._lock:
                self._open.discard(connection)
                self._open.discard(stream)
                self._lock.notify_all()

    def _serve_one(self, stream: socket.socket) -> bool:
        """Serve one request; return False if the connection ends with it."""
        head = _read_head(stream)
        if head is None:
            return False
        seen = self._record(head, stream.getpeername()[1])
        # Before the response is sent: the client may send its next request before this thread continues.
        try:
            reply = self._script(seen)
            if reply.hold is not None:
                reply.hold.wait(LONGEST_WAIT)
        finally:
            self._end_request(seen)
        stays = _answer(stream, seen, reply)
        if reply.drip is not None:
            self._drip(stream, reply)
        elif reply.hang is not None:
            self.is_hanging.set()
            _wait_for_disconnect(stream)
        elif reply.tunnel:
            _tunnel(stream, seen.target)
        return stays and not self._stopped.is_set()

    def _record(self, head: bytes, connection: int) -> Seen:
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        pairs = (line.partition(":") for line in lines if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        with self._lock:
            seen = Seen(len(self.seen) + 1, method, target, headers, connection)
            self.seen.append(seen)
            login = seen.authorization or ""
            self._active[None] += 1
            self._active[login] += 1
            self.most_at_once = max(self.most_at_once, self._active[None])
            self.most_at_once_by_login[login] = max(self.most_at_once_by_login[login], self._active[login])
        self.was_asked.set()
        return seen

    def _end_request(self, seen: Seen) -> None:
        with self._lock:
            self._active[None] -= 1
            self._active[seen.authorization or ""] -= 1

    def _drip(self, stream: socket.socket, reply: Reply) -> None:
        for byte in reply.body:
            stream.sendall(bytes([byte]))
            self.is_hanging.set()
            if self._stopped.wait(reply.drip):
                return


def _shake_hands(stream: ssl.SSLSocket) -> bool:
    """Return False if no TLS connection came about; what the client still sends is read, as a reset could overtake
    our alert.
    """
    try:
        stream.do_handshake()
    except ssl.SSLError:
        with socket.socket(fileno=os.dup(stream.fileno())) as below_tls:
            below_tls.shutdown(socket.SHUT_WR)
            _wait_for_disconnect(below_tls)
        return False
    return True


def _read_head(stream: socket.socket) -> bytes | None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = stream.recv(65536)
        if not piece:
            return None
        head += piece
    return head.partition(b"\r\n\r\n")[0]


def _answer(stream: socket.socket, seen: Seen, reply: Reply) -> bool:
    if reply.reset:
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    if reply.close_at_once:
        _end_tls(stream, reply)
        return False
    if reply.raw is not None:
        stream.sendall(reply.raw)
        return False
    head, body = _encoded(reply)
    if reply.hang is Hang.BEFORE_HEADERS:
        return False
    if reply.hang is Hang.IN_HEADERS:
        stream.sendall(head[:20])
        return False
    stream.sendall(head)
    if reply.hang is Hang.AFTER_HEADERS or reply.drip is not None:
        return False
    if reply.hang is Hang.IN_BODY:
        stream.sendall(body[: len(body) // 2])
        return False
    stream.sendall(body[: reply.cut_at])
    if reply.cut_at is not None:
        _end_tls(stream, reply)
    return reply.cut_at is None and seen.method != "CONNECT"


def _end_tls(stream: socket.socket, reply: Reply) -> None:
    if reply.bad_record:
        with socket.socket(fileno=os.dup(stream.fileno())) as below_tls:
            below_tls.sendall(_BAD_RECORD)
            _wait_for_disconnect(below_tls)
    elif reply.close_notify and isinstance(stream, ssl.SSLSocket):
        with suppress(OSError):
            stream.unwrap()


def _encoded(reply: Reply) -> tuple[bytes, bytes]:
    body = gzip.compress(reply.body) if reply.gzip else reply.body
    headers = {"Content-Type": reply.content_type} if body else {}
    if reply.gzip:
        headers["Content-Encoding"] = "gzip"
    if reply.chunked:
        headers["Transfer-Encoding"] = "chunked"
        pieces = [body[start : start + 1000] for start in range(0, len(body), 1000)]
        body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    elif not reply.tunnel:
        headers["Content-Length"] = str(len(body))
    lines = [f"{name}: {value}" for name, value in {**headers, **reply.headers}.items()]
    return "\r\n".join([f"HTTP/1.1 {reply.status} As scripted", *lines, "", ""]).encode("latin-1"), body


def _wait_for_disconnect(stream: socket.socket) -> None:
    with suppress(OSError):
        while stream.recv(65536):
            pass


def _tunnel(near: socket.socket, target: str) -> None:
    host, _, port = target.rpartition(":")
    with socket.create_connection((host, int(port))) as far:
        back = threading.Thread(target=_pump, args=(far, near), name="fault-tunnel", daemon=True)
        back.start()
        _pump(near, far)
        back.join(LONGEST_WAIT)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
