"""Draws every screen: `python -m tests.screenshots FOLDER [--dark] [--scale 2] [--size 1024x640]`.

Each picture is the real window or dialog, drawn offscreen with the sample service behind it. Without a folder the
pictures of the README are drawn anew.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from vitec_desktop.app import assemble
from vitec_desktop.connect.shapes import ListKind
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.periods import Preset
from vitec_desktop.resources import resource_path
from vitec_desktop.ui.assembly import Assembly
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import SchemeChoice

_PATIENCE = 30_000  # milliseconds


class Studio:
    """One program in a profile of its own, and what is needed to take its picture."""

    def __init__(self, folder: Path, scheme: SchemeChoice, size: tuple[int, int]) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._profile = tempfile.TemporaryDirectory()
        self.app, self.assembly = _program(self._profile.name)
        self.assembly.theme.set_scheme_choice(scheme)
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
        picture.save(str(self._folder / f"{name}.png"))

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


def _program(profile: str) -> tuple[QApplication, Assembly]:
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["vitec-desktop"])
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont("Inter"))
    return assemble(["--profile", profile, "--language", "sv"])


def draw(folder: Path, scheme: SchemeChoice, size: tuple[int, int]) -> None:
    """All screens, in the order in which a new user sees them."""
    studio = Studio(folder, scheme, size)
    studio.shoot("welcome")
    with DemoService(forbidden=("M30040",)) as service:
        _draw_connection(studio, service)
        _draw_missing(studio)
    _draw_failed(studio)
    studio.assembly.demo.set_demo(True)
    studio.shoot("nothing-fetched")
    studio.fetch()
    _draw_lists(studio)
    studio.click("exportButton")
    dialog = studio.child("exportDialog")
    assert isinstance(dialog, QDialog)
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


def _draw_lists(studio: Studio) -> None:
    for kind, name in ((ListKind.INCOMING, "incoming"), (ListKind.OUTGOING, "outgoing"), (ListKind.TIPS, "tips")):
        studio.page(kind).view.select_position(2)
        studio.shoot(name)
    studio.type("tipsSearch", "sälj")
    studio.shoot("tips-search")
    studio.type("tipsSearch", "finns inte")
    studio.shoot("tips-hidden")
    studio.type("tipsSearch", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=resource_path("screenshots"))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--size", default="1440x900")
    given = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = given.scale
    width, height = map(int, given.size.split("x"))
    draw(given.folder, SchemeChoice.DARK if given.dark else SchemeChoice.LIGHT, (width, height))


if __name__ == "__main__":
    main()
