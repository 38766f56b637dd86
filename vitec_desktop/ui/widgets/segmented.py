"""A choice of a few, side by side in a sunken ground."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, ButtonStyle, ButtonStyles, PaintedButton, Piece, TextPiece
from vitec_desktop.ui.widgets.painting import draw_box, make_painter

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
    """One of the choices; as wide as its word is in 600, so that choosing moves nothing."""

    radius = Radius.CONTROL - 1

    def __init__(self, theme: Theme, text: str, small: bool, parent: QWidget) -> None:
        super().__init__(theme, ButtonKind.QUIET, parent)
        self._is_small = small
        self.padding = self.padding_after = 10.0 if small else 14.0
        self.setText(text.replace("&", "&&"))
        self._word = text
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.toggled.connect(self.update)

    def _height(self) -> int:
        metrics = self.theme.metrics
        return (metrics.small_segment if self._is_small else metrics.control) - 2 * INSET

    def _looks(self) -> ButtonStyles:
        return _CHOSEN if self.isChecked() else _OTHER

    def _pieces(self) -> Sequence[Piece]:
        return (TextPiece(self._word, self.theme.font(strong=self.isChecked())),)

    def _pieces_width(self) -> float:
        return QFontMetricsF(self.theme.font(strong=self.isChecked())).horizontalAdvance(self._word)

    def _widest(self) -> float:
        return QFontMetricsF(self.theme.font(strong=True)).horizontalAdvance(self._word)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setWidth(round(self._widest() + self.padding + self.padding_after + 0.5))
        return hint


class SegmentedControl(QWidget):
    """Exactly one is chosen; `selected` tells the key when the user or the code chooses another."""

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
        """`choices` are keys with their words, the first one chosen; `name` is read aloud."""
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
        for place, (_, text) in enumerate(choices):
            segment = _Segment(theme, text, small, self)
            segment.setChecked(place == 0)
            self._group.addButton(segment, place)
            row.addWidget(segment)
        self._group.idToggled.connect(self._on_toggled)
        theme.changed.connect(self.update)

    @property
    def current(self) -> str:
        return self._keys[self._group.checkedId()]

    def set_current(self, key: str) -> None:
        self._group.button(self._keys.index(key)).setChecked(True)

    def segment(self, key: str) -> PaintedButton:
        """The button of one choice, to name or disable it."""
        button = self._group.button(self._keys.index(key))
        assert isinstance(button, PaintedButton)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        frame = self._theme.color("text") if self._theme.is_high_contrast else None
        draw_box(painter, QRectF(self.rect()), self._theme.color("sunken"), frame, Radius.CONTROL)
        painter.end()

    def _on_toggled(self, place: int, checked: bool) -> None:
        if checked:
            self.selected.emit(self._keys[place])
