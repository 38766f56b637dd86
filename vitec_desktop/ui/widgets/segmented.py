"""A choice among a few segments, side by side."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, ButtonStyle, ButtonStyles, PaintedButton, Piece, TextPiece
from vitec_desktop.ui.widgets.painting import draw_box, make_painter
from vitec_desktop.ui.widgets.radio_button import choose_by_arrow

INSET: Final = 2

_CHOSEN: Final = ButtonStyles(
    ButtonStyle("surface", "edge_strong"),
    ButtonStyle("surface", "edge_strong"),
    ButtonStyle("surface", "edge_strong"),
    ButtonStyle(None, "edge", "disabled"),
)
_OTHER: Final = ButtonStyles(
    ButtonStyle(None, None, "text2"),
    ButtonStyle(None, None, "text"),
    ButtonStyle("edge", None, "text"),
    ButtonStyle(None, None, "disabled"),
)


class _Segment(PaintedButton):
    """One choice, as wide as its text in semi-bold, so that choosing it moves nothing."""

    radius = Radius.CONTROL - 1

    def __init__(self, theme: Theme, text: str, is_small: bool, parent: QWidget) -> None:
        super().__init__(theme, ButtonKind.QUIET, parent)
        self._is_small = is_small
        self.padding = self.padding_after = 10.0 if is_small else 14.0
        self.setText(text.replace("&", "&&"))
        self._text = text
        self.setAccessibleName(text)
        self.setCheckable(True)
        # A screen reader says "radio button" then, not "check box".
        self.setAutoExclusive(True)
        self.toggled.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not choose_by_arrow(self, event):
            super().keyPressEvent(event)

    def _height(self) -> int:
        metrics = self.theme.metrics
        return (metrics.small_segment if self._is_small else metrics.control) - 2 * INSET

    def _styles(self) -> ButtonStyles:
        return _CHOSEN if self.isChecked() else _OTHER

    def _pieces(self) -> Sequence[Piece]:
        return (TextPiece(self._text, self.theme.font(strong=self.isChecked())),)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        strong_width = QFontMetricsF(self.theme.font(strong=True)).horizontalAdvance(self._text)
        hint.setWidth(round(strong_width + self.padding + self.padding_after + 0.5))
        return hint


class SegmentedControl(QWidget):
    """Exactly one segment is chosen; `selected` carries the key of another when the user or code chooses it."""

    selected = Signal(str)

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        *,
        small: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`choices` are keys and texts, the first one chosen at first; `name` is for screen readers."""
        super().__init__(parent)
        self._theme = theme
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, INSET, INSET, INSET)
        row.setSpacing(INSET)
        for number, (_, text) in enumerate(choices):
            segment = _Segment(theme, text, small, self)
            segment.setChecked(number == 0)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self._group.idToggled.connect(self._on_toggled)
        theme.changed.connect(self.update)

    @property
    def current(self) -> str:
        return self._keys[self._group.checkedId()]

    def set_current(self, key: str) -> None:
        self._group.button(self._keys.index(key)).setChecked(True)

    def segment(self, key: str) -> PaintedButton:
        """Return the button of one choice, to name or disable it."""
        button = self._group.button(self._keys.index(key))
        assert isinstance(button, PaintedButton)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        frame = self._theme.color("text") if self._theme.is_high_contrast else None
        draw_box(painter, QRectF(self.rect()), self._theme.color("sunken"), frame, Radius.CONTROL)
        painter.end()

    def _on_toggled(self, number: int, is_checked: bool) -> None:
        if is_checked:
            self.selected.emit(self._keys[number])
