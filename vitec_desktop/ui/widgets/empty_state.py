"""What is shown in place of missing content: an icon, a heading, a line and a button."""

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.labels import make_label
from vitec_desktop.ui.widgets.painting import draw_icon


class IconLabel(QWidget):
    """A widget that shows one icon in a role's colour."""

    def __init__(
        self, theme: Theme, icon: str, role: str = "text2", size: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._role, self._size = theme, icon, role, size
        theme.changed.connect(self._on_theme_changed)

    def set_icon(self, icon: str, role: str | None = None) -> None:
        self._icon = icon
        self._role = role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        size = self._theme.metrics.px(self._size)
        return QSize(size, size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._icon:
            return
        painter = QPainter(self)
        size = self._theme.metrics.px(self._size)
        role = self._role if self.isEnabled() else "disabled"
        draw_icon(painter, QRectF(self.rect()), self._theme.pixmap(self._icon, role, size, self.devicePixelRatioF()))
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class EmptyStateText(Struct, frozen=True):
    """What an empty state shows; an empty line or button is hidden."""

    icon: str
    heading: str
    line: str = ""
    button: str = ""


class EmptyState(QWidget):
    """Says, centred, why nothing is shown; its button emits `action_requested`."""

    action_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_label = IconLabel(theme, "", parent=self)
        self.heading = make_label("", "section", wraps=True, parent=self)
        self.line = make_label("", "quiet", wraps=True, parent=self)
        self.button = Button(theme, "", ButtonKind.FRAMED, parent=self)
        self.button.clicked.connect(self.action_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(Spacing.DIALOG, Spacing.DIALOG, Spacing.DIALOG, Spacing.DIALOG)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._icon_label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Spacing.MEDIUM)
        for label in (self.heading, self.line):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
            column.addSpacing(Spacing.HAIR)
        column.addSpacing(Spacing.MEDIUM)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def set_content(self, content: EmptyStateText) -> None:
        """Replace icon, texts and button."""
        self._icon_label.set_icon(content.icon)
        _set_text_or_hide(self.heading, content.heading)
        _set_text_or_hide(self.line, content.line)
        self.button.set_text(content.button)
        self.button.setVisible(bool(content.button))
        self.setAccessibleName(f"{content.heading} {content.line}".strip())


def _set_text_or_hide(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
