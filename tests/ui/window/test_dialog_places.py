"""Every dialog stands wholly on the screen, at each opening and whenever it grows."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.helpers.screenshot_session import ColorTheme, ScreenshotSession, write_screen_file
from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.offices import Office

SIZES = ((800, 600), (1024, 640), (1440, 900))
_DIALOGS = {"networkDialog", "scheduleDialog", "guideDialog", "shortcutsDialog", "aboutDialog"}
_DIALOGS |= {"connectionDialog", "exportDialog", "exportDialog, file exists", "exportDialog, sheets"}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no screen can be made up")


def print_places(folder: Path) -> None:
    """Open each dialog in this process, and print [name, its frame, the screen] as lines of JSON."""

    def print_place(name: str, dialog: QWidget) -> None:
        session.process_events()
        frame, screen = dialog.frameGeometry().getRect(), dialog.screen().availableGeometry().getRect()
        print(json.dumps([name, frame, screen]), flush=True)

    def is_open(name: str) -> bool:
        return any(dialog.isVisible() for dialog in session.window.findChildren(QDialog, name))

    session = ScreenshotSession(folder, ColorTheme.LIGHT, (1024, 640), "sv")
    screen = session.window.screen().availableGeometry()
    # Dialogs are centred over a window that is partly off the screen.
    session.window.move(screen.topLeft() + QPoint(screen.width() // 2, screen.height() // 2))
    menus = session.controller.menus
    for name, open_dialog in (
        ("connectionDialog", menus.add_connection_chosen.emit),
        ("networkDialog", menus.network.trigger),
        ("guideDialog", menus.guide.trigger),
        ("shortcutsDialog", menus.shortcuts.trigger),
        ("aboutDialog", menus.about.trigger),
    ):
        open_dialog()
        session.wait_until(partial(is_open, name))
        dialog = session.find_widget(name)
        assert isinstance(dialog, QDialog)
        print_place(name, dialog)
        dialog.reject()
    session.controller.demo_connection.set_enabled(False)
    store = session.controller.connection_store
    store.add_or_replace(Connection("c1", "Norrby", "anna", (Office("M30011"),), "https://127.0.0.1:9"))
    dialog = session.open_schedule()
    print_place("scheduleDialog", dialog)
    dialog.reject()
    session.controller.demo_connection.set_enabled(True)
    session.fetch()
    session.click("exportButton")
    dialog = session.find_widget("exportDialog")
    print_place("exportDialog", dialog)
    (folder / "möte.xlsx").touch()
    session.type_text("exportFolder", str(folder))
    session.type_text("exportTarget", "möte")
    session.wait_until(lambda: session.find_widget("exportReplace").isVisible())
    print_place("exportDialog, file exists", dialog)
    session.click("exportChooseSheets")
    print_place("exportDialog, sheets", dialog)
    QApplication.processEvents()
    os._exit(0)  # nothing is to be saved


@pytest.mark.parametrize("size", SIZES)
def test_all_dialogs_stand_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    screen_file = write_screen_file(tmp_path, *size)
    done = subprocess.run(
        [sys.executable, "-c", f"from {__name__} import *; print_places(Path({str(tmp_path)!r}))"],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen_file}"},
        capture_output=True,
        text=True,
        check=False,
    )
    places = [json.loads(line) for line in done.stdout.splitlines()]
    assert {name for name, _, _ in places} == _DIALOGS, done.stderr
    for name, (x, y, width, height), screen in places:
        assert screen == [0, 0, *size]
        assert x >= 0, name
        assert y >= 0, name
        assert x + width <= size[0], name
        assert y + height <= size[1], name
