"""The HTTP/1.1 server of the sample service, on a free port of the loopback address."""

import socket
import socketserver
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from vitec_desktop.demo.endpoint import DemoEndpoint, HttpResponse, method_not_allowed

HOST = "127.0.0.1"

_CLOSE_TIMEOUT = 2.0
"""Seconds that `close` waits for running responses to end; they end when their sockets are closed."""


class DemoServer(ThreadingHTTPServer):
    """Serves an endpoint until it is closed. Each response to GET waits `delay(target)` seconds first."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    # The system picks a free port. On Windows, reuse would let another program listen on the same port.
    allow_reuse_address = False

    def __init__(self, endpoint: DemoEndpoint, delay: Callable[[str], float]) -> None:
        self.endpoint = endpoint
        self.delay = delay
        self.stop_requested = threading.Event()
        self._open: set[socket.socket] = set()
        self._changed = threading.Condition()
        super().__init__((HOST, 0), _Handler)
        self._thread = threading.Thread(target=self._serve, name="demo", daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.server_port}"

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Stop listening and cut off the running responses; return when they have ended."""
        self.stop_requested.set()
        with socket.socket() as wakening:
            wakening.setblocking(False)
            wakening.connect_ex(self.server_address[:2])
            self._thread.join()
        self.server_close()
        with self._changed:
            for connection in self._open:
                _shut_down(connection)
            self._changed.wait_for(lambda: not self._open, _CLOSE_TIMEOUT)

    def _serve(self) -> None:
        """Serve until `close`, which wakes it by a connection: looking now and then would keep the processor awake."""
        while not self.stop_requested.is_set():
            self.handle_request()

    def server_bind(self) -> None:
        """Bind without looking up this computer's full name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.socket.getsockname()[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._changed:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a client that closes its connection; print any other error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: DemoServer
    server_version = "NorrbyDemo"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if self.server.stop_requested.wait(self.server.delay(self.path)):
            self.close_connection = True
            return
        headers = (self.headers.get(name, "") for name in ("Authorization", "Accept", "Accept-Encoding"))
        self._send(self.server.endpoint.respond(self.path, *headers))

    def _refuse_method(self) -> None:
        # A body is not read, so the connection cannot be used again.
        self.close_connection = True
        self._send(method_not_allowed(self.command))

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse_method  # noqa: N815

    def _send(self, response: HttpResponse) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in response.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: the target holds customer ids and periods."""


def _shut_down(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the client has closed the connection
