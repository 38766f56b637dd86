"""Every dialog stands wholly on the screen, at each opening and whenever it grows."""

import json
import os
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.helpers.forked_python import run_forked
from tests.helpers.screenshot_session import ColorTheme, ScreenshotSession, write_screen_file
from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.offices import Office

SIZES = ((800, 600), (1440, 900))
_DIALOGS = {"networkDialog", "scheduleDialog", "guideDialog", "shortcutsDialog", "aboutDialog"}
_DIALOGS |= {
    "connectionDialog",
    "connectionsDialog",
    "exportDialog",
    "exportDialog, file exists",
    "exportDialog, sheets",
}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no screen can be made up")


def print_places(folder: Path) -> None:
    """On each screen, open each dialog in this process, and print [name, its frame, the screen] as lines of JSON."""
    session = ScreenshotSession(folder, ColorTheme.LIGHT, (1024, 640), "sv")
    for screen in QApplication.screens():
        # Dialogs are centred over a window that is partly off the screen.
        place = screen.availableGeometry()
        session.window.move(place.topLeft() + QPoint(place.width() // 2, place.height() // 2))
        session.process_events()
        assert session.window.screen() is screen
        print_places_on_screen(session, folder)
    os._exit(0)  # nothing is to be saved


def print_places_on_screen(session: ScreenshotSession, folder: Path) -> None:
    def print_place(name: str, dialog: QWidget) -> None:
        session.process_events()
        frame, screen = dialog.frameGeometry().getRect(), dialog.screen().availableGeometry().getRect()
        print(json.dumps([name, frame, screen]), flush=True)

    def is_open(name: str) -> bool:
        return any(dialog.isVisible() for dialog in session.window.findChildren(QDialog, name))

    menus = session.controller.menus
    for name, open_dialog in (
        ("connectionDialog", session.controller.connection_controller.show_add_dialog),
        ("connectionsDialog", menus.connections.trigger),
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
    if session.controller.report_controller.report is None:
        session.fetch()
    session.click("exportButton")
    dialog = session.find_widget("exportDialog")
    assert isinstance(dialog, QDialog)
    print_place("exportDialog", dialog)
    (folder / "möte.xlsx").touch()
    session.type_text("exportFolder", str(folder))
    session.type_text("exportTarget", "möte")
    session.wait_until(lambda: session.find_widget("exportReplace").isVisible())
    print_place("exportDialog, file exists", dialog)
    session.click("exportChooseSheets")
    print_place("exportDialog, sheets", dialog)
    dialog.reject()


@pytest.mark.slow
def test_all_dialogs_stand_on_each_screen(tmp_path: Path) -> None:
    screen_file = write_screen_file(tmp_path, *SIZES)
    done = run_forked(
        [sys.executable, "-c", f"from {__name__} import *; print_places(Path({str(tmp_path)!r}))"],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen_file}"},
        text=True,
    )
    places = [json.loads(line) for line in done.stdout.splitlines()]
    expected = {(name, *size) for name in _DIALOGS for size in SIZES}
    assert {(name, *screen[2:]) for name, _, screen in places} == expected, done.stderr
    for name, (x, y, width, height), (left, top, room, room_down) in places:
        assert left <= x, name
        assert top <= y, name
        assert x + width <= left + room, name
        assert y + height <= top + room_down, name
