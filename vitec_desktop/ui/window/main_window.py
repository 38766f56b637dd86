"""The window: a list of its parts and of who is connected to whom."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from vitec_desktop.report.language import Language
    from vitec_desktop.report.steps import Steps
    from vitec_desktop.ui.common.settings import SettingsStore
    from vitec_desktop.ui.connections.welcome_page import WelcomePage
    from vitec_desktop.ui.fetch.command_bar import CommandBar
    from vitec_desktop.ui.startup.placeholder import WindowPlaceholder
    from vitec_desktop.ui.theme.theme import Theme
    from vitec_desktop.ui.widgets.containers import StatusBar
    from vitec_desktop.ui.widgets.notice import Notice, NoticeBar
    from vitec_desktop.ui.widgets.progress_row import ProgressRow
    from vitec_desktop.ui.window.report_tabs import ReportTabs

# The parts take a moment to import, which the window itself does not wait for: it stands on the screen before.

_COMPACT_BELOW = 1280
_MIN_WIDTH, _MIN_HEIGHT = 1024, 640
DEFAULT_SIZE: Final = QSize(1440, 900)
"""Of the first window, where the screen has room for it."""
_MAX_TITLE_BAR_HEIGHT = 40
"""What a desktop's frame takes above a window at most; the true height is not known before it is shown."""


class MainWindow(QMainWindow):
    """Command bar, progress, notices, tabs and status line; or, before there is a connection, the welcome page.

    At first it is empty: it can be shown with its ground, and is of use once it is filled.
    """

    close_requested = Signal()

    welcome: "WelcomePage"
    command_bar: "CommandBar"
    progress: "ProgressRow"
    notices: "NoticeBar"
    tabs: "ReportTabs"
    status: "StatusBar"

    def __init__(self, geometry: str = "") -> None:
        """`geometry` is where the window stood, as `geometry_to_remember` writes it."""
        super().__init__()
        self._is_populated = False
        self.setObjectName("mainWindow")
        self.setWindowTitle("Vitec Desktop")
        self._restore_geometry(geometry)

    def show_placeholder(self, ground: "WindowPlaceholder") -> None:
        """Show the window before it is filled."""
        self.setCentralWidget(ground)
        self.show()

    def populate_steps(self, theme: "Theme", language: "Language", memory: "SettingsStore") -> "Steps[None]":
        """Put the parts in; where the window is on the screen already, they are seen from `open_up` on."""
        from vitec_desktop.resources import resource_path
        from vitec_desktop.ui.connections.welcome_page import WelcomePage
        from vitec_desktop.ui.fetch.command_bar import CommandBar
        from vitec_desktop.ui.widgets.containers import StatusBar
        from vitec_desktop.ui.widgets.notice import NoticeBar
        from vitec_desktop.ui.widgets.progress_row import ProgressRow
        from vitec_desktop.ui.window.report_tabs import ReportTabs
        from vitec_desktop.webservice.timestamps import swedish_today

        self.setWindowIcon(QIcon(str(resource_path("icons", "app.svg"))))
        self.welcome = WelcomePage(theme)
        yield
        self.command_bar = CommandBar(theme, language, swedish_today())
        yield
        self.progress = ProgressRow(theme)
        self.notices = NoticeBar(theme)
        self.status = StatusBar(theme)
        yield
        self.tabs = ReportTabs(theme, language)
        yield
        # One step from the ground to the whole: nothing half laid out is seen.
        self.setUpdatesEnabled(not self.isVisible())
        self._build_layout()
        self._restore_settings(memory)
        self._is_populated = True

    def show_content(self) -> None:
        """Let what the window is filled with be seen, and used from the keyboard at once."""
        self._content.show()
        self.setUpdatesEnabled(True)
        if self.isActiveWindow() and self.focusWidget() is None:
            self.focusNextChild()

    def set_has_offices(self, has_offices: bool) -> None:
        """Show what belongs to reports, or the welcome page where there is nobody to fetch one for."""
        self._pages.setCurrentWidget(self.tabs if has_offices else self.welcome)
        self.command_bar.setVisible(has_offices)
        self.status.setVisible(has_offices)

    def show_notice(self, notice: "Notice") -> None:
        self.notices.show_notice(notice)

    def bring_to_front(self) -> None:
        """In front of everything, also from the task bar; what it shows stays as it is."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def encoded_geometry(self) -> str:
        """Position and size as text for the settings file."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def _restore_geometry(self, geometry: str) -> None:
        """Where the window stood, else in the middle of the screen; either way nothing of it is off the screen."""
        self.resize(DEFAULT_SIZE)
        stood = self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace")))
        room = self.screen().availableGeometry().adjusted(0, _MAX_TITLE_BAR_HEIGHT, 0, 0)
        # After the old place has been taken: Qt takes it from a window of any size.
        self.setMinimumSize(QSize(_MIN_WIDTH, _MIN_HEIGHT).boundedTo(room.size()))
        if not (self.isMaximized() or self.isFullScreen()):
            self.setGeometry(_fit_rect(room, self.geometry() if stood else None, self.size()))

    def _build_layout(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.tabs)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.command_bar, self.progress, self.notices):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(self._content)

    def _restore_settings(self, memory: "SettingsStore") -> None:
        settings = memory.current
        if settings.preset:
            self.command_bar.set_preset(settings.preset)
        elif settings.first_day and settings.last_day:
            self.command_bar.set_days(settings.first_day, settings.last_day)
        self.command_bar.set_status(settings.status)
        self.command_bar.set_compact(self.width() < _COMPACT_BELOW)
        self.tabs.restore_layout(settings.tables)
        self.tabs.setCurrentIndex(min(settings.tab, self.tabs.count() - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_populated:
            self.command_bar.set_compact(self.width() < _COMPACT_BELOW)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._is_populated and self.isActiveWindow():
            from vitec_desktop.webservice.timestamps import swedish_today

            # A window that stood open over midnight: "Förra veckan" means other days now.
            self.command_bar.set_today(swedish_today())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_requested.emit()
        super().closeEvent(event)


def _fit_rect(room: QRect, place: QRect | None, size: QSize) -> QRect:
    """As large as `size` where there is room, and at `place`, else in the middle."""
    fitting = QRect(room.topLeft(), size.boundedTo(room.size()))
    if place is None:
        fitting.moveCenter(room.center())
        return fitting
    x = min(max(place.left(), room.left()), room.right() + 1 - fitting.width())
    y = min(max(place.top(), room.top()), room.bottom() + 1 - fitting.height())
    fitting.moveTo(x, y)
    return fitting
