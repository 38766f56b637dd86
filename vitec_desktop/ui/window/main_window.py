"""The main window and its parts."""

from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from vitec_desktop.report.language import Language
    from vitec_desktop.report.steps import Steps
    from vitec_desktop.ui.common.settings import Settings
    from vitec_desktop.ui.connections.welcome_page import WelcomePage
    from vitec_desktop.ui.fetch.command_bar import CommandBar
    from vitec_desktop.ui.startup.placeholder import WindowPlaceholder
    from vitec_desktop.ui.theme.theme import Theme
    from vitec_desktop.ui.widgets.containers import StatusBar
    from vitec_desktop.ui.widgets.notice import NoticeBar
    from vitec_desktop.ui.widgets.notice_area import NoticeArea
    from vitec_desktop.ui.widgets.progress_row import ProgressRow
    from vitec_desktop.ui.window.report_tabs import ReportTabs

# The window is shown before its parts are imported, which takes a moment.

NoticeBarType = TypeVar("NoticeBarType", bound="NoticeBar")

_COMPACT_BELOW = 1280
_MIN_WIDTH, _MIN_HEIGHT = 1024, 640
DEFAULT_SIZE: Final = QSize(1440, 900)
"""Size at the first start, or the screen's where that is smaller."""
_MAX_TITLE_BAR_HEIGHT = 40
"""Most pixels that a desktop's title bar takes; its true height is unknown before the window is shown."""


class MainWindow(QMainWindow):
    """Command bar, progress, notices, tabs and status bar; or, without a connection, the welcome page.

    A new window has no parts: it can be shown with a placeholder, and is used after `populate_steps`.
    """

    close_requested = Signal()  # emitted before the window closes

    welcome: "WelcomePage"
    command_bar: "CommandBar"
    notice_area: "NoticeArea"
    progress: "ProgressRow"
    notices: "NoticeBar"
    count_notice: "NoticeBar"
    tabs: "ReportTabs"
    status: "StatusBar"

    def __init__(self, geometry: str = "") -> None:
        """`geometry` is from `encoded_geometry`; "" for the default."""
        super().__init__()
        self._is_populated = False
        self.setObjectName("mainWindow")
        self.setWindowTitle("Vitec Desktop")
        self._restore_geometry(geometry)

    def show_placeholder(self, placeholder: "WindowPlaceholder") -> None:
        """Show the window before it has its parts."""
        self.setCentralWidget(placeholder)
        self.show()

    def populate_steps(self, theme: "Theme", language: "Language", settings: "Settings") -> "Steps[None]":
        """Make the parts and restore the settings; in a window that is visible, `show_content` shows them."""
        from vitec_desktop.resources import resource_path
        from vitec_desktop.ui.connections.welcome_page import WelcomePage
        from vitec_desktop.ui.fetch.command_bar import CommandBar
        from vitec_desktop.ui.widgets.containers import StatusBar
        from vitec_desktop.ui.widgets.menu import add_context_menu_shortcut
        from vitec_desktop.ui.widgets.notice import NoticeBar
        from vitec_desktop.ui.widgets.notice_area import NoticeArea
        from vitec_desktop.ui.widgets.progress_row import ProgressRow
        from vitec_desktop.ui.window.report_tabs import ReportTabs
        from vitec_desktop.webservice.timestamps import swedish_today

        self.setWindowIcon(QIcon(str(resource_path("icons", "app.svg"))))
        # From the outside in: Qt styles a widget and all below it anew each time it gets another parent.
        self._content = QWidget(self)
        add_context_menu_shortcut(self)
        self._pages = QStackedWidget(self._content)
        self.welcome = WelcomePage(theme, self._pages)
        yield
        # Before all others, so that Tab comes to it last: what is made later is before it in the round.
        self.status = StatusBar(theme, self._content)
        self.command_bar = CommandBar(theme, language, swedish_today(), self._content)
        yield
        self.notice_area = NoticeArea(self._pages, self._content)
        self.progress = ProgressRow(theme, self.notice_area)
        self.notices = NoticeBar(theme, self.notice_area)
        self.count_notice = NoticeBar(theme, self.notice_area)
        self.count_notice.setObjectName("countNotice")
        yield
        self.tabs = ReportTabs(theme, language, self._pages)
        yield
        # Replaces the placeholder at once by the whole layout.
        self.setUpdatesEnabled(not self.isVisible())
        self._build_layout()
        self._restore_settings(settings)
        self._is_populated = True

    def show_content(self) -> None:
        """Show the parts, with the keyboard focus on the first."""
        self._content.show()
        self.setUpdatesEnabled(True)
        if self.isActiveWindow() and self.focusWidget() is None:
            self.focusNextChild()

    @property
    def content(self) -> QWidget:
        """The parent of the window's parts."""
        return self._content

    def set_welcoming(self, is_welcoming: bool) -> None:
        """Show the welcome page instead of the parts for reports."""
        self._pages.setCurrentWidget(self.welcome if is_welcoming else self.tabs)
        self.command_bar.setHidden(is_welcoming)
        self.status.setHidden(is_welcoming)

    def add_notice_bar(self, bar: NoticeBarType) -> NoticeBarType:
        """Add a further bar for notices, made in `notice_area`, below the others, and return it."""
        self.notice_area.add(bar)
        return bar

    def _on_tab_changed(self) -> None:
        """Show the tabs below the notices, unless the pointer is what has chosen the tab."""
        if not QApplication.mouseButtons():
            self.notice_area.make_room()

    def bring_to_front(self) -> None:
        """Show the window in front of all others, also where it is minimised."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def encoded_geometry(self) -> str:
        """Return position and size for the settings file: Qt's format, base64."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def _restore_geometry(self, geometry: str) -> None:
        """Restore position and size, else centre the window; fit it to the screen in either case."""
        self.resize(DEFAULT_SIZE)
        is_restored = self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace")))
        available = self.screen().availableGeometry().adjusted(0, _MAX_TITLE_BAR_HEIGHT, 0, 0)
        # After `restoreGeometry`, which may be from a smaller screen.
        self.setMinimumSize(QSize(_MIN_WIDTH, _MIN_HEIGHT).boundedTo(available.size()))
        if not (self.isMaximized() or self.isFullScreen()):
            self.setGeometry(_fit_rect(available, self.geometry() if is_restored else None, self.size()))

    def _build_layout(self) -> None:
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        for row in (self.progress, self.notices, self.count_notice):
            self.notice_area.add(row)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.command_bar)
        column.addWidget(self.notice_area.room)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(self._content)

    def _restore_settings(self, settings: "Settings") -> None:
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

            # The window may have been open over midnight, and a preset means other days now.
            self.command_bar.set_today(swedish_today())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_requested.emit()
        super().closeEvent(event)


def _fit_rect(available: QRect, wanted: QRect | None, size: QSize) -> QRect:
    """Return a rectangle within `room`: at most `size`, as near to `place` as possible; centred where that is None."""
    fitting = QRect(available.topLeft(), size.boundedTo(available.size()))
    if wanted is None:
        fitting.moveCenter(available.center())
        return fitting
    x = min(max(wanted.left(), available.left()), available.right() + 1 - fitting.width())
    y = min(max(wanted.top(), available.top()), available.bottom() + 1 - fitting.height())
    fitting.moveTo(x, y)
    return fitting
