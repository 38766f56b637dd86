"""One window for each user and profile: a second start brings the first window to the front, and ends.

The first window holds a lock of the operating system on a file in the profile; the system releases it when the process
ends, however it ends, and what the file holds does not matter. Each computer has a lock file of its own: a profile may
lie on a network drive, or be copied from another computer. A second start sends its request over a local socket.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QObject, QSysInfo, Signal

from vitec_desktop.storage.file_lock import try_lock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

# Qt's network classes are imported late: the window is shown before.

_SHOW_WINDOW = b"come forward\n"
_TIMEOUT = 2_000
"""Milliseconds that the first window has to answer; after that a second one opens."""

_START_TIMEOUT = 10.0
"""Seconds that the first window has to begin to listen: both may have been started by one double click."""

_POLL_INTERVAL = 0.05  # seconds


class SingleInstance(QObject):
    """This process's claim on a profile.

    Where the profile cannot be locked, or the first window does not answer, a second window opens.
    """

    second_started = Signal()  # another start has asked for this window

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._lock: int | None = None  # the descriptor of the locked file
        self._server: QLocalServer | None = None
        with suppress(OSError):
            profile.mkdir(parents=True, exist_ok=True)

    def claim(self) -> bool:
        """Return False where a first window has been brought to the front; True where this process opens one."""
        try:
            descriptor = os.open(self._profile / lock_file_name(), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        deadline = monotonic() + _START_TIMEOUT
        try:
            while not try_lock(descriptor):
                socket = self._connect()
                if socket or monotonic() >= deadline:
                    os.close(descriptor)
                    return not (socket and _request_window(socket))
                sleep(_POLL_INTERVAL)
        except OSError:
            os.close(descriptor)
        else:
            self._lock = descriptor
        return True

    def listen(self) -> None:
        """Listen for further starts; do nothing where another process has the lock."""
        if self._lock is None:
            return
        from PySide6.QtNetwork import QLocalServer

        # This process has the lock, so a socket of that name is left over from a killed process.
        name = socket_name(self._profile)
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(name)

    def release(self) -> None:
        """Release the profile: the next start opens a window."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _connect(self) -> "QLocalSocket | None":
        """Return a connection to the first window; None if it does not listen yet, or no longer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(socket_name(self._profile))
        return socket if socket.waitForConnected(_TIMEOUT) else None

    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()):
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda caller=socket: self._on_message(caller))
            socket.write(b"%d\n" % os.getpid())

    def _on_message(self, socket: "QLocalSocket") -> None:
        if socket.canReadLine() and bytes(socket.readLine().data()) == _SHOW_WINDOW:
            self.second_started.emit()
            socket.disconnectFromServer()


def _request_window(socket: "QLocalSocket") -> bool:
    """Ask the first window to come to the front; return whether it did."""
    try:
        if not socket.waitForReadyRead(_TIMEOUT):
            return False
        _allow_foreground(bytes(socket.readLine().data()))
        socket.write(_SHOW_WINDOW)
        return socket.waitForBytesWritten(_TIMEOUT) and _is_acknowledged(socket)
    finally:
        socket.close()


def _is_acknowledged(socket: "QLocalSocket") -> bool:
    """Return whether the first window has closed the connection, as it does once it is in front."""
    return not socket.isValid() or socket.waitForDisconnected(_TIMEOUT)


def lock_file_name() -> str:
    """Return the name of this computer's lock file in the profile."""
    computer = bytes(QSysInfo.machineUniqueId().data()) or QSysInfo.machineHostName().encode(errors="replace")
    return f"running-{crc32(computer):08x}.lock"


def socket_name(profile: Path) -> str:
    """Return the name of the socket of this user and profile; a socket's path may have 100 characters."""
    import hashlib  # late, as Qt's network classes

    owner = f"{os.environ.get('USERNAME', '')}\n{getattr(os, 'getuid', lambda: '')()}\n{profile.absolute()}"
    return f"vitec-desktop-{hashlib.sha256(owner.encode(errors='surrogatepass')).hexdigest()[:24]}"


def _allow_foreground(process_id: bytes) -> None:
    """Let the first window come to the front: Windows allows that only by the process that is in front, this one."""
    if sys.platform == "win32" and process_id.strip().isdigit():
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(int(process_id))
