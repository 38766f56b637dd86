"""The line above the unhandled rows: the progress of looking for older ones, and what was found."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import NoticeBar
from vitec_desktop.ui.widgets.progress_row import ProgressRow


class OlderLine(QWidget):
    """Shows a notice, a progress row or nothing; Esc on `page` cancels while the progress is shown."""

    cancel_requested = Signal()

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self.notice = NoticeBar(theme, self)
        self.notice.setObjectName("olderNotice")
        self.progress = ProgressRow(theme, self)
        self.progress.cancel_requested.connect(self.cancel_requested)
        # The window's own progress row has Esc as its shortcut, and these names without the prefix.
        self.progress.cancel_button.setShortcut(QKeySequence())
        self.progress.bar.setObjectName("olderBar")
        self.progress.label.setObjectName("olderLabel")
        self.progress.cancel_button.setObjectName("olderCancel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.progress)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_escape and event.key() == Qt.Key.Key_Escape and self.progress.isVisible():  # type: ignore[attr-defined]
            self.cancel_requested.emit()
            return True
        return super().eventFilter(watched, event)
