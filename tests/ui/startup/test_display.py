"""Whether there is a display that a window can be shown on."""

import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.debian import need_program
from tests.helpers.x_server import running_x_server
from vitec_desktop.ui.startup.display import has_display

NOBODY = ":59999"


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen:size=800x600"}, "win32", False),
        ({"QT_QPA_PLATFORM": "vnc"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb;vnc"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_whether_there_is_a_display(environment: dict[str, str], platform: str, expected: bool) -> None:
    assert has_display(environment, platform) is expected


@pytest.mark.skipif(sys.platform == "win32", reason="needs X11 or Wayland")
@pytest.mark.parametrize(
    "environment",
    [
        {"DISPLAY": NOBODY},
        {"DISPLAY": "no such display"},
        {"DISPLAY": "\udcff"},
        {"WAYLAND_DISPLAY": "wayland-0"},  # without a folder of sockets
        {"WAYLAND_DISPLAY": "/nowhere/wayland-0"},
        {"WAYLAND_DISPLAY": "/" + 200 * "long"},
        {"DISPLAY": NOBODY, "WAYLAND_DISPLAY": "/nowhere/wayland-0", "QT_QPA_PLATFORM": "wayland;xcb;offscreen"},
        {"QT_QPA_PLATFORM": "xcb"},
    ],
)
def test_a_display_that_nobody_serves_is_none(environment: dict[str, str]) -> None:
    assert not has_display(environment, "linux")


@pytest.mark.skipif(sys.platform == "win32", reason="needs Wayland")
def test_a_compositor_that_listens_is_a_display() -> None:
    # Not in `tmp_path`, which may be too long for a socket.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(str(Path(folder, "wayland-1")))
        there = {"XDG_RUNTIME_DIR": folder, "WAYLAND_DISPLAY": "wayland-1"}
        assert not has_display(there, "linux"), "the file of a compositor that has ended"
        server.listen()
        assert has_display(there, "linux")
        assert has_display({"WAYLAND_DISPLAY": str(Path(folder, "wayland-1"))}, "linux")
        assert has_display(there | {"QT_QPA_PLATFORM": "wayland-egl"}, "linux")
        assert not has_display(there | {"QT_QPA_PLATFORM": "xcb"}, "linux")
        assert not has_display(there | {"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert has_display({"WAYLAND_SOCKET": "7"}, "linux")


@pytest.fixture
def x_display() -> Iterator[str]:
    """Start an X server."""
    need_program("Xvfb", "xvfb")
    with running_x_server() as display:
        yield display


def test_an_x_server_is_a_display(x_display: str) -> None:
    assert has_display({"DISPLAY": x_display}, "linux")
    assert has_display({"DISPLAY": x_display, "QT_QPA_PLATFORM": "wayland;xcb"}, "linux")
    assert not has_display({"DISPLAY": x_display, "QT_QPA_PLATFORM": "wayland"}, "linux")
