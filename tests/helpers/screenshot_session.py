"""The program in an offscreen window, with functions that save pictures of it."""

import json
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from tests.archive.factories import a_keyring
from tests.helpers.waiting import LONGEST_WAIT
from tests.schedule.factories import FakeScheduler
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.app import build_hidden
from vitec_desktop.archive.store import open_archive
from vitec_desktop.schedule.service import ScheduleService
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.window.window_controller import WindowController
from vitec_desktop.webservice.models import ListKind


class ColorTheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_Role = QPalette.ColorRole
_CONTRAST_COLORS = {
    **dict.fromkeys((_Role.Window, _Role.Base, _Role.AlternateBase, _Role.Button, _Role.ToolTipBase), "#202020"),
    **dict.fromkeys((_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.ToolTipText), "#FFFFFF"),
    **dict.fromkeys((_Role.PlaceholderText, _Role.BrightText), "#FFFFFF"),
    _Role.Link: "#75E9FC",
    _Role.Highlight: "#8EE3F0",
    _Role.HighlightedText: "#263B50",
}


class ScreenshotSession:
    """A program with a temporary profile, a size, a colour theme and a language, which saves pictures to a folder."""

    def __init__(self, folder: Path, look: ColorTheme, size: tuple[int, int], language: str) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._profile = tempfile.TemporaryDirectory()
        self.scheduler = FakeScheduler()  # never the computer's own
        self.app, self.controller = _build_program(self._profile.name, language, self.scheduler)
        _apply_color_theme(self.controller.theme, look)
        self.window = self.controller.window
        self.window.resize(*size)
        self.window.show()
        self.process_events()

    def close(self) -> None:
        self.window.close()
        self._profile.cleanup()

    def process_events(self) -> None:
        for _ in range(5):
            self.app.processEvents()

    def wait_until(self, is_done: Callable[[], bool]) -> None:
        loop = QEventLoop()
        poll = QTimer()
        poll.timeout.connect(lambda: loop.quit() if is_done() else None)
        poll.start(20)
        QTimer.singleShot(int(LONGEST_WAIT * 1000), loop.quit)
        loop.exec()
        if not is_done():
            raise TimeoutError("the screen was not ready in time")

    def save_screenshot(self, name: str, over: QWidget | None = None) -> None:
        """Save a picture of the window, with a dialog or popup over it."""
        self.wait_until(lambda: self.controller.overview_controller.is_up_to_date)
        self.process_events()
        picture = self.window.grab()
        if over is not None:
            # Centre a dialog, as a window manager does; a menu has its own position.
            place = QPoint((self.window.width() - over.width()) // 2, (self.window.height() - over.height()) // 2)
            is_popup = over.windowType() == Qt.WindowType.Popup
            if is_popup:
                place = self.window.mapFromGlobal(over.mapToGlobal(QPoint(0, 0)))
            painter = QPainter(picture)
            painter.drawPixmap(place, over.grab())
            if not is_popup:
                painter.setPen(self.controller.theme.color("edge_strong"))
                painter.drawRect(QRect(place, over.size()))
            painter.end()
        self.save_picture(name, picture.toImage())

    def save_picture(self, name: str, picture: QImage) -> None:
        picture.save(str(self._folder / f"{name}.png"), quality=0)

    def save_popup_screenshot(self, name: str) -> None:
        """Save a picture with the menu or popup that is open, and close it."""
        self.wait_until(lambda: QApplication.activePopupWidget() is not None)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        self.save_screenshot(name, popup)
        popup.close()
        self.process_events()

    def save_dialog_screenshot(self, name: str, kind: str) -> QDialog:
        """Wait for a dialog, and save a picture with it."""
        self.wait_until(lambda: any(one.isVisible() for one in self.window.findChildren(QDialog, kind)))
        dialog = next(one for one in self.window.findChildren(QDialog, kind) if one.isVisible())
        self.save_screenshot(name, dialog)
        return dialog

    def find_widget(self, name: str) -> QWidget:
        """Return the widget of that object name; a visible one where a closed dialog had the same."""
        found = self.window.findChildren(QWidget, name)
        if not found:
            raise LookupError(name)
        return next((one for one in found if one.isVisible()), found[0])

    def click(self, name: str) -> None:
        button = self.find_widget(name)
        assert isinstance(button, QPushButton)
        button.click()
        self.process_events()

    def type_text(self, name: str, text: str) -> None:
        line = self.find_widget(name)
        assert isinstance(line, QLineEdit)
        line.setText(text)
        line.setCursorPosition(0)

    def show_list(self, kind: ListKind) -> ListPage:
        page = self.window.tabs.pages[kind]
        self.window.tabs.setCurrentWidget(page)
        self.process_events()
        return page

    def open_schedule(self) -> QDialog:
        self.controller.menus.schedule.trigger()
        return self.wait_for_schedule()

    def wait_for_schedule(self) -> QDialog:
        """Wait for the dialog of scheduled exports to load the plans, and return it."""
        self.wait_until(lambda: any(one.isVisible() for one in self.window.findChildren(QDialog, "scheduleDialog")))
        dialog = next(one for one in self.window.findChildren(QDialog, "scheduleDialog") if one.isVisible())
        save = dialog.findChild(QPushButton, "scheduleSaveButton")
        assert save is not None
        self.wait_until(save.isEnabled)
        return dialog

    def fetch(self) -> None:
        self.click("fetchButton")
        self.wait_until(lambda: self.controller.report_controller.is_ready)
        self.wait_until(lambda: not self.controller.comparison_fetcher.is_running)
        self.process_events()


def _build_program(profile: str, language: str, desktop: FakeScheduler) -> tuple[QApplication, WindowController]:
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["vitec-desktop"])
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont("Inter"))
    schedule_service = ScheduleService(Path(profile), lambda _: desktop)
    keyring = a_keyring()  # never the computer's own
    return build_hidden(
        ["--profile", profile, "--language", language],
        schedule_service=schedule_service,
        make_archive=lambda folder: open_archive(folder, SecretStore(lambda: keyring), MachineDefaults()),
    )


def _apply_color_theme(theme: Theme, look: ColorTheme) -> None:
    """Apply a colour theme; for high contrast, replace the function that reads it from the system."""
    theme.set_scheme_choice(SchemeChoice.DARK if look is ColorTheme.DARK else SchemeChoice.LIGHT)
    if look is ColorTheme.CONTRAST:
        theme.contrast_palette = lambda _app: _contrast_palette()
        QApplication.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
        theme.apply()


def _contrast_palette() -> QPalette:
    """Return the palette of a contrast theme of Windows."""
    palette = QPalette(QColor("#202020"))
    for role, color in _CONTRAST_COLORS.items():
        palette.setColor(role, QColor(color))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#A6A6A6"))
    return palette


def write_screen_file(folder: Path, *sizes: tuple[int, int]) -> Path:
    """Write a description of screens for Qt's offscreen platform, whose own screen is too small for most dialogs.

    Several are apart from each other, so that nothing is on two of them.
    """
    screens = [
        {
            **{"name": f"screen {number}", "x": 5_000 * number, "y": 0, "width": width, "height": height},
            **{"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1},
        }
        for number, (width, height) in enumerate(sizes)
    ]
    values = {"synchronousWindowSystemEvents": False, "windowFrameMargins": False, "screens": screens}
    path = folder / "screen.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path
