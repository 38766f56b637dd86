"""Draws every screen: `python -m tests.screenshots FOLDER [--look dark] [--scale 2] [--size 1024x640] [--language en]`.

Each picture is the real window or dialog, drawn offscreen with the sample service behind it. Without a folder the
pictures of the README and of the guide are drawn anew. `python -m tests.gallery` draws all of them in every way.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QWidget

from vitec_desktop.app import assemble
from vitec_desktop.connect.shapes import ListKind
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.language import LANGUAGES
from vitec_desktop.report.periods import Preset
from vitec_desktop.resources import resource_path
from vitec_desktop.ui.assembly import Assembly
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import SchemeChoice, Theme

_PATIENCE = 30_000  # milliseconds


class Look(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_GUIDE = ("connection-refused", "incoming", "incomplete", "tips-search", "overview", "export")
_README = ("welcome", "failed", "outgoing", "tips")
_KEPT = (
    ("sv", Look.LIGHT, (*_GUIDE, *_README), "."),
    ("en", Look.LIGHT, _GUIDE, "en"),
    ("en", Look.DARK, ("overview",), "dark"),
)
"""Which pictures are kept in `resources/screenshots`: language, look, names, and the folder below it."""


class Studio:
    """One program in a profile of its own, and what is needed to take its picture."""

    def __init__(self, folder: Path, look: Look, size: tuple[int, int], language: str) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._profile = tempfile.TemporaryDirectory()
        self.app, self.assembly = _program(self._profile.name, language)
        _dress(self.assembly.theme, look)
        self.window = self.assembly.window
        self.window.resize(*size)
        self.window.show()
        self.settle()

    def close(self) -> None:
        self.window.close()
        self._profile.cleanup()

    def settle(self) -> None:
        for _ in range(5):
            self.app.processEvents()

    def wait(self, is_done: Callable[[], bool]) -> None:
        loop = QEventLoop()
        poll = QTimer()
        poll.timeout.connect(lambda: loop.quit() if is_done() else None)
        poll.start(20)
        QTimer.singleShot(_PATIENCE, loop.quit)
        loop.exec()
        if not is_done():
            raise TimeoutError("the screen never came to what was to be shown")

    def shoot(self, name: str, over: QWidget | None = None) -> None:
        """Save a picture of the window, with what stands over it."""
        self.wait(lambda: self.assembly.overview.is_settled)
        self.settle()
        picture = self.window.grab()
        if over is not None:
            # Where a window manager would put it: there is none here.
            place = QPoint((self.window.width() - over.width()) // 2, (self.window.height() - over.height()) // 2)
            painter = QPainter(picture)
            painter.drawPixmap(place, over.grab())
            painter.setPen(self.assembly.theme.color("edge_strong"))
            painter.drawRect(QRect(place, over.size()))
            painter.end()
        picture.save(str(self._folder / f"{name}.png"), "PNG", 0)

    def child(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        if found is None:
            raise LookupError(name)
        return found

    def click(self, name: str) -> None:
        button = self.child(name)
        assert isinstance(button, QPushButton)
        button.click()
        self.settle()

    def type(self, name: str, text: str) -> None:
        line = self.child(name)
        assert isinstance(line, QLineEdit)
        line.setText(text)

    def page(self, kind: ListKind) -> ListPage:
        page = self.window.tabs.pages[kind]
        self.window.tabs.setCurrentWidget(page)
        self.settle()
        return page

    def fetch(self) -> None:
        self.click("fetchButton")
        self.wait(lambda: self.assembly.reports.is_ready)
        self.settle()


def _program(profile: str, language: str) -> tuple[QApplication, Assembly]:
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["vitec-desktop"])
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont("Inter"))
    return assemble(["--profile", profile, "--language", language])


def _dress(theme: Theme, look: Look) -> None:
    """The look asked for. High contrast is the system's own wish: here the system is made to have it."""
    theme.set_scheme_choice(SchemeChoice.DARK if look is Look.DARK else SchemeChoice.LIGHT)
    if look is Look.CONTRAST:
        theme._system_wants_contrast = lambda: True  # type: ignore[method-assign]
        QApplication.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
        theme.apply()


def draw(folder: Path, look: Look, size: tuple[int, int], language: str) -> None:
    """All screens, in the order in which a new user sees them."""
    studio = Studio(folder, look, size, language)
    studio.shoot("welcome")
    with DemoService(forbidden=("M30040",)) as service:
        _draw_connection(studio, service)
        _draw_missing(studio)
    _draw_failed(studio)
    studio.assembly.reports.forget()
    studio.assembly.demo.set_demo(True)
    studio.shoot("nothing-fetched")
    studio.fetch()
    _draw_overview(studio)
    _draw_lists(studio)
    _draw_help(studio)
    studio.click("exportButton")
    dialog = studio.child("exportDialog")
    assert isinstance(dialog, QDialog)
    studio.type("exportFolder", "C:\\Users\\anna\\Desktop")  # not the folder of whoever draws
    studio.shoot("export", dialog)
    dialog.reject()
    studio.close()


def _draw_connection(studio: Studio, service: DemoService) -> None:
    studio.click("addConnectionButton")
    dialog = studio.child("connectionDialog")
    studio.type("connectionName", "Norrby Mäkleri")
    studio.type("connectionUser", service.user)
    studio.type("connectionPassword", "fel lösenord")
    studio.type("connectionCustomerIds", "M30011=Norrby Solna, M30012=Norrby Sundbyberg, M30040=Norrby Vasastan")
    studio.type("connectionBaseUrl", service.base_url)
    studio.child("connectionPassword").setFocus()
    studio.shoot("connection", dialog)
    tested: list[object] = []
    connecting = studio.assembly.connecting
    connecting.tested.connect(tested.append)
    studio.click("testConnectionButton")
    studio.wait(lambda: bool(tested))
    studio.shoot("connection-refused", dialog)
    studio.type("connectionPassword", service.password)
    saved: list[object] = []
    connecting.saved.connect(lambda kept: saved.append(True))
    studio.click("saveConnectionButton")
    studio.wait(lambda: bool(saved))
    studio.window.notices.clear()


def _draw_missing(studio: Studio) -> None:
    studio.window.command_bar.set_preset(Preset.THIS_YEAR)
    studio.page(ListKind.INCOMING)
    studio.click("fetchButton")
    studio.wait(lambda: studio.window.tabs.total_count > 0)
    studio.shoot("fetching")
    studio.wait(lambda: studio.assembly.reports.is_ready)
    studio.shoot("incomplete")
    studio.window.command_bar.set_preset(Preset.LAST_MONTH)


def _draw_failed(studio: Studio) -> None:
    """The service has been stopped meanwhile."""
    studio.assembly.reports.forget()
    studio.fetch()
    studio.shoot("failed")


def _draw_overview(studio: Studio) -> None:
    studio.window.tabs.setCurrentWidget(studio.window.tabs.overview)
    studio.wait(lambda: studio.window.tabs.overview.shows_figures and studio.assembly.overview.is_settled)
    studio.shoot("overview")


def _draw_help(studio: Studio) -> None:
    for act, name, kind in (
        ("guide_chosen", "guide", "guideDialog"),
        ("shortcuts_chosen", "shortcuts", "shortcutsDialog"),
        ("about_chosen", "about", "aboutDialog"),
    ):
        getattr(studio.assembly.menus, act).emit()
        dialog = studio.child(kind)
        assert isinstance(dialog, QDialog)
        studio.settle()
        studio.shoot(name, dialog)
        dialog.close()
    for menu in studio.window.menuBar().findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not menu.title():
            continue
        menu.popup(studio.window.menuBar().mapToGlobal(QPoint(0, 0)))
        studio.shoot(f"menu-{menu.title().replace('&', '').lower()}", menu)
        menu.close()


def _draw_lists(studio: Studio) -> None:
    for kind, name in ((ListKind.INCOMING, "incoming"), (ListKind.OUTGOING, "outgoing"), (ListKind.TIPS, "tips")):
        studio.page(kind).view.select_position(2)
        studio.shoot(name)
    studio.type("tipsSearch", "sälj")
    studio.shoot("tips-search")
    studio.type("tipsSearch", "qqq")
    studio.shoot("tips-hidden")
    studio.type("tipsSearch", "")
    page = studio.page(ListKind.TIPS)
    popup = page.filters.open_popup(2)
    studio.shoot("filter-popup", popup)
    popup.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--look", type=Look, choices=list(Look), default=Look.LIGHT)
    parser.add_argument("--language", choices=LANGUAGES, default="sv")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--size", default="1440x900")
    given = parser.parse_args()
    if given.folder is None:
        draw_anew(resource_path("screenshots"))
        return
    width, height = map(int, given.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        screen = _screen(Path(folder), round(width * float(given.scale)), round(height * float(given.scale)))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        os.environ["QT_SCALE_FACTOR"] = given.scale
        draw(given.folder, given.look, (width, height), given.language)


def draw_anew(target: Path) -> None:
    """The pictures of the README and of the guide."""
    for language, look, names, place in _KEPT:
        with tempfile.TemporaryDirectory() as folder:
            options = ("--language", language, "--look", look.value)
            subprocess.run([sys.executable, "-m", "tests.screenshots", folder, *options], check=True)
            (target / place).mkdir(parents=True, exist_ok=True)
            for name in names:
                shutil.copy(Path(folder, f"{name}.png"), target / place)


def _screen(folder: Path, width: int, height: int) -> Path:
    """A screen of so many pixels, as Qt's offscreen platform reads it: its own is too small for most dialogs."""
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    values = {"synchronousWindowSystemEvents": False, "windowFrameMargins": False, "screens": [screen]}
    path = folder / "screen.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
