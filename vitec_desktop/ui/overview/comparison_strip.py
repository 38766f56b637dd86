"""Why there is nothing to compare with, or only a part of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button, IconButton
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice


class ComparisonNotice(QWidget):
    """Hidden while there is nothing to tell."""

    retry_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = InlineNotice(theme, self)
        self.notice.label.setObjectName("overviewCompareNotice")
        self.retry_button = Button(theme, self.tr("Försök igen"), ButtonKind.FRAMED, parent=self)
        self.retry_button.setObjectName("overviewCompareRetry")
        self.close_button = IconButton(theme, "close", self.tr("Stäng meddelandet"), parent=self)
        self.retry_button.clicked.connect(self.retry_requested)
        self.close_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, Spacing.MEDIUM)
        row.setSpacing(Spacing.SMALL)
        row.addWidget(self.notice, 1)
        row.addWidget(self.retry_button)
        row.addWidget(self.close_button)
        self.clear()

    def show_notice(self, notice: Notice, *, can_retry: bool) -> None:
        self.notice.show_notice(notice)
        self.retry_button.setVisible(can_retry)
        self.show()

    def clear(self) -> None:
        self.notice.clear()
        self.hide()
