"""Whether a window can be shown: Qt ends the process if the environment names a display that nobody serves."""

from collections.abc import Mapping
from pathlib import Path

_PLATFORMS_WITHOUT_SCREEN = ("offscreen", "minimal")
_ANSWER_TIMEOUT = 5.0
"""Seconds; a Wayland compositor is on this computer."""


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: always on Windows and a Mac, elsewhere where a display is named and served.

    A Qt platform that the environment names counts as Qt counts it: several are tried in turn.
    """
    qt_platforms = [name.partition(":")[0] for name in environment.get("QT_QPA_PLATFORM", "").split(";") if name]
    if qt_platforms:
        return any(_can_show(name, environment) for name in qt_platforms)
    if platform in ("win32", "darwin"):
        return True
    return _serves_wayland(environment) or _serves_x11(environment)


def _can_show(qt_platform: str, environment: Mapping[str, str]) -> bool:
    if qt_platform == "xcb":
        return _serves_x11(environment)
    if qt_platform.startswith("wayland"):
        return _serves_wayland(environment)
    return qt_platform not in _PLATFORMS_WITHOUT_SCREEN


def _serves_x11(environment: Mapping[str, str]) -> bool:
    """Whether the X server named by DISPLAY lets this user in; asked as Qt does, so that the answer is the same."""
    display = environment.get("DISPLAY")
    if not display:
        return False
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # Qt may find its own
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(errors="surrogateescape"), None))
    if xcb.xcb_connection_has_error(connection):
        xcb.xcb_disconnect(connection)
        return False
    # The connection stays: a server whose last client leaves starts anew, and Qt's own connection would be refused.
    return True


def _serves_wayland(environment: Mapping[str, str]) -> bool:
    """Whether a compositor listens on the socket named by WAYLAND_DISPLAY."""
    if environment.get("WAYLAND_SOCKET"):  # the number of an open socket
        return True
    name = environment.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(environment.get("XDG_RUNTIME_DIR", ""), name)
    if not path.is_absolute():
        return False
    import socket

    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_ANSWER_TIMEOUT)
        try:
            connection.connect(str(path))
        except (OSError, ValueError):
            return False
    return True
