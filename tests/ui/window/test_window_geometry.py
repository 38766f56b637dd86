"""The window fits its screen, wherever it was before."""

import json
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from tests.helpers.forked_python import run_forked

_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from vitec_desktop.ui.window.main_window import MainWindow

app = QApplication([])
window = MainWindow(sys.argv[1])
window.show()
app.processEvents()
print(*window.geometry().getRect())
if len(sys.argv) > 2:
    window.setGeometry(*map(int, sys.argv[2:]))
    app.processEvents()
print(window.encoded_geometry())
"""


_TITLE = 32  # pixels of the title bar; the frame's sides are invisible
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no screen can be made up")


def place_on(folder: Path, screen: tuple[int, int], geometry: str = "", *then: int) -> tuple[QRect, str]:
    """Open the window on a screen of that size; return its frame and its saved geometry."""
    shape = {"name": "screen", "x": 0, "y": 0, "width": screen[0], "height": screen[1]}
    shape |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    values = {"synchronousWindowSystemEvents": False, "windowFrameMargins": False, "screens": [shape]}
    (folder / "screen.json").write_text(json.dumps(values), "ascii")
    done = run_forked(
        [sys.executable, "-c", _PROGRAM, geometry, *map(str, then)],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screen.json'}"},
        text=True,
        check=True,
    )
    stood, remembered = done.stdout.splitlines()
    return QRect(*map(int, stood.split())), remembered


@pytest.mark.parametrize("screen", [(1366, 728), (1280, 720), (1093, 574)])
def test_the_first_window_fits_a_small_screen(tmp_path: Path, screen: tuple[int, int]) -> None:
    place, _ = place_on(tmp_path, screen)
    assert QRect(0, _TITLE, screen[0], screen[1] - _TITLE).contains(place)
    assert place.width() == screen[0]


def test_the_first_window_is_centred_on_a_large_screen(tmp_path: Path) -> None:
    place, _ = place_on(tmp_path, (1920, 1040))
    assert (place.width(), place.height()) == (1440, 900)
    assert abs(place.center().x() - 960) <= 1


def test_a_window_from_a_larger_screen_fits_a_smaller_one(tmp_path: Path) -> None:
    _, remembered = place_on(tmp_path, (2560, 1400), "", 1300, 500, 1200, 850)
    place, _ = place_on(tmp_path, (1366, 728), remembered)
    assert QRect(0, _TITLE, 1366, 728 - _TITLE).contains(place)


def test_a_window_opens_where_it_was_closed(tmp_path: Path) -> None:
    _, remembered = place_on(tmp_path, (1920, 1040), "", 200, 150, 1100, 700)
    _, again = place_on(tmp_path, (1920, 1040), remembered)
    assert again == remembered
