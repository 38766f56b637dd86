"""Widgets that hold others: cards and the window's status bar."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Radius, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, PaintedButton, Piece
from vitec_desktop.ui.widgets.empty_state import IconLabel
from vitec_desktop.ui.widgets.labels import ElidedLabel, make_label, wrapped_tooltip
from vitec_desktop.ui.widgets.painting import draw_box, make_painter

SEPARATOR = "   ·   "
_PADDING = 6


class Card(QFrame):
    """A framed surface; add widgets to `body`."""

    def __init__(self, theme: Theme, padding: int = Spacing.CARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(Spacing.SMALL)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        surface, line = self._theme.color("surface"), self._theme.color("line")
        draw_box(painter, QRectF(self.rect()), surface, line, Radius.CARD)
        painter.end()


class _StateButton(PaintedButton):
    """The button under the state's icon and label, which are transparent for clicks."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, ButtonKind.QUIET, parent)
        self.setObjectName("reportStateButton")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def _pieces(self) -> Sequence[Piece]:
        return ()


class StatusBar(QFrame):
    """The lowest line of the window: facts at the left, the report's state at the right.

    `state_clicked` is emitted when the user clicks a state that has details.
    """

    state_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.selection = make_label("", "captionStrong", parent=self)
        self.selection.setObjectName("selectionSummary")
        self.selection.hide()
        self._facts: tuple[str, ...] = ()
        self.facts = ElidedLabel("", "caption", parent=self)
        self.facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.state_icon = IconLabel(theme, "", "ok", 14, self)
        self.state_label = make_label("", "caption", parent=self)
        self.state_button = _StateButton(theme, self)
        self.state_button.clicked.connect(self.state_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(Spacing.MARGIN, 1, Spacing.MARGIN - _PADDING, 0)
        row.setSpacing(0)
        row.addWidget(self.selection)
        row.addWidget(self.facts, 1)
        row.addLayout(self._create_state_layout())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_state("", "", "")
        theme.changed.connect(self._on_theme_changed)

    def set_facts(self, facts: Sequence[str]) -> None:
        """Show short texts such as "24 av 67 tips visas", without the empty ones."""
        self._facts = tuple(fact for fact in facts if fact)
        self._show_facts()

    def set_selection(self, text: str) -> None:
        """Show the numbers of the selected rows before the facts, as "12 markerade · 3 obehandlade"; "" for none."""
        if text != self.selection.text():
            self.selection.setText(text)
            self.selection.setVisible(bool(text))
            self._show_facts()

    def _show_facts(self) -> None:
        begin = SEPARATOR if self.selection.text() and self._facts else ""
        self.facts.set_text(begin + SEPARATOR.join(self._facts))

    def set_state(self, icon: str, role: str, text: str, details: str = "") -> None:
        """Show a state, such as ("check-circle", "ok", "Komplett rapport"); as a button if it has `details`."""
        self.state_icon.setVisible(bool(icon))
        self.state_icon.set_icon(icon, role or None)
        self.state_label.setText(text)
        self.state_button.setVisible(bool(details))
        self.state_button.setAccessibleName(text)
        self.state_button.setAccessibleDescription(details)
        self.state_button.setToolTip(wrapped_tooltip(details))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.metrics.status_bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._theme.metrics.status_bar)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        painter.end()

    def _create_state_layout(self) -> QGridLayout:
        """Return a layout with icon and label in a row, above the button."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(_PADDING, 0, _PADDING, 0)
        row.setSpacing(_PADDING)
        for widget in (self.state_icon, self.state_label):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(widget)
        grid.addWidget(self.state_button, 0, 0)
        grid.addLayout(row, 0, 0)
        self.state_button.lower()
        return grid

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
