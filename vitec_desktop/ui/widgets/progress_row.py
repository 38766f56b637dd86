"""The row with a job's progress and the button that cancels it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.labels import ElidedLabel

BAR_WIDTH = 320
BAR_HEIGHT = 6
SEPARATOR = "  ·  "


class ProgressRow(QFrame):
    """Visible while a job runs; Esc or the button emits `cancel_requested`."""

    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = QProgressBar(self)
        self.bar.setObjectName("progressBar")
        self.bar.setAccessibleName(self.tr("Förlopp"))
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(BAR_WIDTH)
        self.bar.setMinimumWidth(120)
        self.bar.setFixedHeight(BAR_HEIGHT)
        self.label = ElidedLabel("", "quiet", parent=self)
        self.label.setObjectName("progressLabel")
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.cancel_button = Button(theme, self.tr("Avbryt"), icon="close", shortcut="Esc", parent=self)
        self.cancel_button.setObjectName("cancelButton")
        self.cancel_button.setShortcut(QKeySequence("Esc"))
        self.cancel_button.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(Spacing.MARGIN, 0, Spacing.MARGIN, 12)
        row.setSpacing(10)
        row.addWidget(self.bar, 2)
        row.addWidget(self.label, 3)
        row.addWidget(self.cancel_button)
        self.hide()

    def start(self, text: str = "") -> None:
        """Show the row with an indeterminate bar."""
        self.bar.setRange(0, 0)
        self.label.set_text(text)
        self.show()

    def set_progress(self, done: int, total: int, lead: str, *details: str) -> None:
        """Show `done` of `total` on the bar, and the texts `lead` ("7 av 18") and `details`, joined."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        text = SEPARATOR.join((lead, *(detail for detail in details if detail)))
        self.label.set_text(text, lead)
        self.bar.setAccessibleDescription(text)

    def stop(self) -> None:
        """Hide the row."""
        self.hide()
