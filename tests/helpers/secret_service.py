"""A real Secret Service for tests: gnome-keyring on a private D-Bus, apart from the user's session bus and keyring.

The bus starts no programs, so a locked keyring shows no prompt.

    from tests.helpers.secret_service import secret_service as secret_service  # in a conftest.py
"""

import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.debian import skip_without
from tests.helpers.waiting import LONGEST_WAIT, read_line

if TYPE_CHECKING:
    from secretstorage import DBusConnection  # type: ignore[attr-defined]

REQUIRED_PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
_BUS_NAME = "org.freedesktop.secrets"
_BUS_VARIABLE = "DBUS_SESSION_BUS_ADDRESS"
_MASTER_PASSWORD = b"only for tests"

_BUS_CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class SecretServiceNotStarted(Exception):
    """The test's keyring did not start."""


@dataclass(frozen=True, slots=True)
class StoredSecret:
    """One entry of the keyring, as another program reads it."""

    service: str
    user: str
    password: str
    label: str


@dataclass(frozen=True, slots=True)
class SecretService:
    """A running keyring; a process with its `environment` uses it."""

    folder: Path
    address: str
    daemon: "subprocess.Popen[bytes]"

    @property
    def environment(self) -> dict[str, str]:
        return {_BUS_VARIABLE: self.address}

    def secrets(self) -> list[StoredSecret]:
        """Return all entries of the unlocked keyring, read without the `keyring` library."""
        import secretstorage
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

        with closing(open_dbus_connection(self.address)) as bus:
            return [
                StoredSecret(
                    item.get_attributes().get("service", ""),
                    item.get_attributes().get("username", ""),
                    item.get_secret().decode(),
                    item.get_label(),
                )
                for item in secretstorage.Collection(bus).get_all_items()
            ]

    def lock(self) -> None:
        """Lock the keyring, as a screen saver may; getting a password then waits for a prompt that is not shown."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as bus:
            collection = secretstorage.Collection(bus)
            collection.lock()
            assert collection.is_locked()

    def unlock(self) -> None:
        """Unlock the keyring as signing in to the desktop does, with the PAM protocol of the daemon's control socket.

        One byte passes the credentials; then follow the total length, the operation, the password's length and itself.
        """
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(LONGEST_WAIT)
            control.connect(str(self.folder / "control" / "control"))
            control.sendall(b"\0")
            length = struct.calcsize(">III") + len(_MASTER_PASSWORD)
            control.sendall(struct.pack(">III", length, 1, len(_MASTER_PASSWORD)) + _MASTER_PASSWORD)
            assert control.recv(8) == struct.pack(">II", 8, 0), "the keyring stayed locked"

    def freeze(self) -> None:
        """Stop the process: it is on the bus, but answers nothing."""
        self.daemon.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.daemon.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.daemon.kill()
        self.daemon.wait(LONGEST_WAIT)


@pytest.fixture
def secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """Start an empty, unlocked Secret Service, which the `keyring` library uses during the test.

    Without its programs, see `skip_without`.
    """
    if sys.platform != "linux":
        pytest.skip("the Secret Service is Linux'")
    if missing := [program for program in REQUIRED_PROGRAMS if shutil.which(program) is None]:
        skip_without(*missing)
    with running_secret_service() as service:
        monkeypatch.setenv(_BUS_VARIABLE, service.address)
        with _select_backend():
            yield service


@contextmanager
def running_secret_service() -> Iterator[SecretService]:
    """Run a bus with a keyring on it."""
    with ExitStack() as stack:
        # Not pytest's folder: the path of a socket may have about a hundred characters only.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="keyring-", ignore_cleanup_errors=True)))
        bus, address = _start_bus(folder)
        stack.callback(_stop, bus)
        daemon = _start_keyring(folder, address)
        stack.callback(_stop, daemon)
        _wait_until_unlocked(address)
        yield SecretService(folder, address, daemon)


def _start_bus(folder: Path) -> "tuple[subprocess.Popen[bytes], str]":
    configuration = folder / "bus.conf"
    configuration.write_text(_BUS_CONFIG.format(socket=folder / "bus"), encoding="utf-8")
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address=1"],
        env=_environment(folder, ""),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert bus.stdout is not None
    # The bus prints its address when it listens; the line is empty if it ends instead.
    address = read_line(bus).decode().strip()
    bus.stdout.close()
    if not address:
        bus.wait(LONGEST_WAIT)
        raise SecretServiceNotStarted(f"dbus-daemon ended with {bus.returncode}")
    return bus, address


def _start_keyring(folder: Path, address: str) -> "subprocess.Popen[bytes]":
    daemon = subprocess.Popen(
        [
            *("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"),
            f"--control-directory={folder / 'control'}",
        ],
        env=_environment(folder, address),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    daemon.stdin.write(_MASTER_PASSWORD)
    daemon.stdin.close()
    return daemon


def _environment(folder: Path, address: str) -> dict[str, str]:
    """Return an environment with a home folder of its own and without a display."""
    home = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    return {**home, "XDG_RUNTIME_DIR": str(folder), "PATH": os.environ["PATH"], _BUS_VARIABLE: address, "LC_ALL": "C"}


def _wait_until_unlocked(address: str) -> None:
    """Wait for the name on the bus that the daemon takes once its login keyring is open."""
    import secretstorage
    from jeepney import MatchRule, message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import Proxy, open_dbus_connection

    appeared = MatchRule(
        type="signal", sender="org.freedesktop.DBus", interface="org.freedesktop.DBus", member="NameOwnerChanged"
    )
    appeared.add_arg_condition(0, _BUS_NAME)
    with closing(open_dbus_connection(address)) as bus:
        proxy = Proxy(message_bus, bus)
        proxy.AddMatch(appeared)
        with bus.filter(appeared) as signals:
            if not proxy.NameHasOwner(_BUS_NAME)[0]:
                try:
                    bus.recv_until_filtered(signals, timeout=LONGEST_WAIT)
                except TimeoutError:
                    raise SecretServiceNotStarted("gnome-keyring-daemon does not answer") from None
        _wait_for_login_keyring(bus)
        if secretstorage.Collection(bus).is_locked():
            raise SecretServiceNotStarted("the login keyring stayed locked")


def _wait_for_login_keyring(bus: "DBusConnection") -> None:
    """Wait for the login keyring, which on a busy computer comes after the name, without a signal."""
    import secretstorage

    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        with suppress(secretstorage.ItemNotFoundException):
            secretstorage.Collection(bus)
            return
        if time.monotonic() > deadline:
            raise SecretServiceNotStarted("the login keyring did not come up")
        with suppress(TimeoutError):
            bus.receive(timeout=0.02)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        # A frozen process must continue to end.
        process.send_signal(signal.SIGCONT)
        process.terminate()
    try:
        process.wait(LONGEST_WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _select_backend() -> Iterator[None]:
    """Make the `keyring` library, which selects its backend once a process, use the Secret Service."""
    import keyring.core

    earlier = keyring.core._keyring_backend
    keyring.set_keyring(keyring.core.load_keyring("keyring.backends.SecretService.Keyring"))
    try:
        yield
    finally:
        keyring.core._keyring_backend = earlier
