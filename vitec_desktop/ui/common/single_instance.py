"""One window for each user and profile: a second start brings the first window forward, and ends.

A lock file in the profile says that somebody is there; the system gives it up with the process that holds it, however
that ends. A local socket carries the one thing that a second start has to say.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

# Qt's network classes take a moment to import, which the first window need not wait for.

_SHOW_WINDOW = b"come forward\n"
_TIMEOUT = 2_000
"""Milliseconds that a first window has to answer; one that is stuck is no reason not to start."""


class SingleInstance(QObject):
    """This process's claim on a profile; `second_started` when another start has asked for the window.

    Where the profile takes no lock file, or the first window does not answer, everybody is first: two windows are
    better than none.
    """

    second_started = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._lock = QLockFile(str(profile / "running.lock"))
        # A lock is given up by its process's end alone, however long that runs.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        with suppress(OSError):
            profile.mkdir(parents=True, exist_ok=True)

    def claim(self) -> bool:
        """True where this is the first start, or has to be; False where the first window has been asked forward."""
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            return True
        return not self._request_window()

    def listen(self) -> None:
        """Hear of further starts from now on; does nothing where the profile is another process's."""
        if not self._lock.isLocked():
            return
        from PySide6.QtNetwork import QLocalServer

        # We hold the lock: a socket of that name is what a killed process left behind.
        name = socket_name(self._profile)
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(name)

    def release(self) -> None:
        """Give the profile up: the next start is the first one."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _request_window(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket(self)
        socket.connectToServer(socket_name(self._profile))
        try:
            if not socket.waitForConnected(_TIMEOUT) or not socket.waitForReadyRead(_TIMEOUT):
                return False
            _allow_foreground(bytes(socket.readLine().data()))
            socket.write(_SHOW_WINDOW)
            return socket.waitForBytesWritten(_TIMEOUT) and _is_acknowledged(socket)
        finally:
            socket.close()

    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()):
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda caller=socket: self._on_message(caller))
            socket.write(b"%d\n" % os.getpid())

    def _on_message(self, socket: "QLocalSocket") -> None:
        if socket.canReadLine() and bytes(socket.readLine().data()) == _SHOW_WINDOW:
            self.second_started.emit()
            socket.disconnectFromServer()


def _is_acknowledged(socket: "QLocalSocket") -> bool:
    """The first window hangs up once it has come forward."""
    return not socket.isValid() or socket.waitForDisconnected(_TIMEOUT)


def socket_name(profile: Path) -> str:
    """The same for every start of this user on this profile, and short: a socket's path has room for 100 characters."""
    import hashlib  # for whoever listens or asks, which no first window does before it is painted

    whose = f"{os.environ.get('USERNAME', '')}\n{getattr(os, 'getuid', lambda: '')()}\n{profile.absolute()}"
    return f"vitec-desktop-{hashlib.sha256(whose.encode(errors='surrogatepass')).hexdigest()[:24]}"


def _allow_foreground(process_id: bytes) -> None:
    """Windows lets only the process in front hand its place on: the second start is, by the double-click."""
    if sys.platform == "win32" and process_id.strip().isdigit():
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(int(process_id))
