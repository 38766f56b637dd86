"""Grounds that hold other parts: card, dialog footer, the window's status strip."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Radius, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, PaintedButton, Piece
from vitec_desktop.ui.widgets.empty_state import IconLabel
from vitec_desktop.ui.widgets.labels import ElidedLabel, make_label
from vitec_desktop.ui.widgets.painting import draw_box, make_painter

SEPARATOR = "   ·   "
_AIR = 6


class Card(QFrame):
    """A framed surface; what it holds goes into `body`."""

    def __init__(
        self, theme: Theme, title: str = "", padding: int = Spacing.CARD, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(Spacing.SMALL)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(make_label(title, "strong", parent=self))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        surface, line = self._theme.color("surface"), self._theme.color("line")
        draw_box(painter, QRectF(self.rect()), surface, line, Radius.CARD)
        painter.end()


class DialogFooter(QFrame):
    """The foot of a dialog: helpers at the left, what ends it at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Spacing.DIALOG, 15, Spacing.DIALOG, 14)
        self._row.setSpacing(Spacing.SMALL)
        self._row.addStretch(1)
        self._helpers = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def add_helper(self, widget: QWidget) -> None:
        """Put `widget` at the left, behind the helpers that stand there."""
        self._row.insertWidget(self._helpers, widget)
        self._helpers += 1

    def add_button(self, widget: QWidget) -> None:
        """Put `widget` at the right; the filled one comes last."""
        self._row.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        painter.end()


class _StateButton(PaintedButton):
    """What makes the state at the right a button: it lies under mark and word, which let clicks through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, ButtonKind.QUIET, parent)
        self.setObjectName("reportStateButton")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def _pieces(self) -> Sequence[Piece]:
        return ()


class StatusBar(QFrame):
    """The lowest line of the window: facts at the left, how complete the report is at the right.

    `state_chosen` when the user wants to know more about that.
    """

    state_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.facts = ElidedLabel("", "caption", parent=self)
        self.facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.state_icon = IconLabel(theme, "", "ok", 14, self)
        self.state_label = make_label("", "caption", parent=self)
        self.state_button = _StateButton(theme, self)
        self.state_button.clicked.connect(self.state_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(Spacing.MARGIN, 1, Spacing.MARGIN - _AIR, 0)
        row.setSpacing(0)
        row.addWidget(self.facts, 1)
        row.addLayout(self._state())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_state("", "", "")
        theme.changed.connect(self._on_theme_changed)

    def set_facts(self, facts: Sequence[str]) -> None:
        """Short facts such as "24 av 67 tips visas"; empty ones are left out."""
        self.facts.set_text(SEPARATOR.join(fact for fact in facts if fact))

    def set_state(self, icon: str, role: str, word: str, more: str = "") -> None:
        """The mark at the right and its word, such as ("check-circle", "ok", "Komplett rapport"); empty for none.

        With `more` to say, which stands in the tooltip, it is a button.
        """
        self.state_icon.setVisible(bool(icon))
        self.state_icon.set_icon(icon, role or None)
        self.state_label.setText(word)
        self.state_button.setVisible(bool(more))
        self.state_button.setAccessibleName(word)
        self.state_button.setAccessibleDescription(more)
        self.state_button.setToolTip(more)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.metrics.status_bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._theme.metrics.status_bar)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        painter.end()

    def _state(self) -> QGridLayout:
        """Mark and word in a row, and what makes them a button under both."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(_AIR, 0, _AIR, 0)
        row.setSpacing(_AIR)
        for part in (self.state_icon, self.state_label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        grid.addWidget(self.state_button, 0, 0)
        grid.addLayout(row, 0, 0)
        self.state_button.lower()
        return grid

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
