"""The line above the unhandled rows: the progress of looking for older ones, and what was found."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import NoticeBar
from vitec_desktop.ui.widgets.notice_area import NoticeArea
from vitec_desktop.ui.widgets.progress_row import ProgressRow


class OlderLine(NoticeArea):
    """Shows a notice, a progress row or nothing; Esc on `page` cancels while the progress is shown."""

    cancel_requested = Signal()

    def __init__(self, theme: Theme, page: ListPage) -> None:
        super().__init__(page.content, page)
        self.setProperty("background", "surface")
        self._page = page
        self.notice = NoticeBar(theme, self)
        self.notice.setObjectName("olderNotice")
        self.progress = ProgressRow(theme, self)
        self.progress.cancel_requested.connect(self.cancel_requested)
        # The window's own progress row has Esc as its shortcut, and these names without the prefix.
        self.progress.cancel_button.setShortcut(QKeySequence())
        self.progress.bar.setObjectName("olderBar")
        self.progress.label.setObjectName("olderLabel")
        self.progress.cancel_button.setObjectName("olderCancel")
        self.add(self.notice)
        self.add(self.progress)
        page.insert_line(self.room)
        page.built.connect(self._follow_toolbar)
        if page.is_built:
            self._follow_toolbar()
        page.installEventFilter(self)

    def _follow_toolbar(self) -> None:
        self.follow_in_tab_order(self._page.toolbar.columns_button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_escape and watched is self._page and event.key() == Qt.Key.Key_Escape and self.progress.isVisible():  # type: ignore[attr-defined]
            self.cancel_requested.emit()
            return True
        return super().eventFilter(watched, event)
