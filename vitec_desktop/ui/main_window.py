"""The window: a list of its parts and of who is connected to whom."""

from PySide6.QtCore import QByteArray, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from vitec_desktop.connect.moments import swedish_today
from vitec_desktop.report.language import Language
from vitec_desktop.resources import resource_path
from vitec_desktop.ui.command_bar import CommandBar
from vitec_desktop.ui.parts.frames import StatusStrip
from vitec_desktop.ui.parts.notice import Notice, NoticeBar
from vitec_desktop.ui.parts.progress_row import ProgressRow
from vitec_desktop.ui.remembered import Memory
from vitec_desktop.ui.report_tabs import ReportTabs
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.welcome_page import WelcomePage

_NARROW = 1280
_LEAST_WIDTH, _LEAST_HEIGHT = 1024, 640
_FIRST_WIDTH, _FIRST_HEIGHT = 1440, 900


class MainWindow(QMainWindow):
    """Command bar, progress, notices, tabs and status line; or, before there is a connection, the welcome page."""

    closing = Signal()

    def __init__(self, theme: Theme, language: Language, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self.setObjectName("mainWindow")
        self.setWindowTitle("Vitec Desktop")
        self.setWindowIcon(QIcon(str(resource_path("icons", "app.svg"))))
        self.welcome = WelcomePage(theme)
        self.command_bar = CommandBar(theme, language, swedish_today())
        self.progress = ProgressRow(theme)
        self.notices = NoticeBar(theme)
        self.tabs = ReportTabs(theme, language)
        self.status = StatusStrip(theme)
        self._lay_out()
        self._restore()

    def set_has_offices(self, has_offices: bool) -> None:
        """Show what belongs to reports, or the welcome page where there is nobody to fetch one for."""
        self._pages.setCurrentWidget(self.tabs if has_offices else self.welcome)
        self.command_bar.setVisible(has_offices)
        self.status.setVisible(has_offices)

    def show_notice(self, notice: Notice) -> None:
        self.notices.show_notice(notice)

    def geometry_to_remember(self) -> str:
        """Position and size as text for the settings file."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.tabs)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.command_bar, self.progress, self.notices):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)

    def _restore(self) -> None:
        settings = self._memory.now
        self.resize(_FIRST_WIDTH, _FIRST_HEIGHT)
        if settings.window:
            self.restoreGeometry(QByteArray.fromBase64(settings.window.encode("ascii", "replace")))
        if settings.preset:
            self.command_bar.set_preset(settings.preset)
        elif settings.first_day and settings.last_day:
            self.command_bar.set_days(settings.first_day, settings.last_day)
        self.command_bar.set_status(settings.status)
        self.tabs.restore_layout(settings.tables)
        self.tabs.setCurrentIndex(min(settings.tab, self.tabs.count() - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.command_bar.set_compact(self.width() < _NARROW)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            # A window that stood open over midnight: "Förra veckan" means other days now.
            self.command_bar.set_today(swedish_today())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
