"""Buttons that paint themselves from pieces: icons and texts in a row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.painting import blend, draw_box, draw_focus_frame, draw_icon, make_painter


class ButtonKind(StrEnum):
    """How loud a button is; at most one filled one is in sight."""

    FILLED = "filled"
    FRAMED = "framed"
    QUIET = "quiet"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of text in one font; `gap` is the distance to what stands before it."""

    text: str
    font: QFont
    role: str = "text"
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class IconPiece:
    """An icon of `size` logical pixels."""

    name: str
    size: float
    role: str = "text2"
    gap: float = 0.0


Piece = TextPiece | IconPiece


@dataclass(frozen=True, slots=True)
class ButtonStyle:
    """Roles of a button's colours in one state; None paints nothing, a `text` takes the pieces' place of colour."""

    background: str | None
    border: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ButtonStyles:
    """A kind's colours in each state."""

    normal: ButtonStyle
    hovered: ButtonStyle
    pressed: ButtonStyle
    disabled: ButtonStyle


BUTTON_STYLES: Final = {
    ButtonKind.FILLED: ButtonStyles(
        ButtonStyle("accent", "accent", "on_accent"),
        ButtonStyle("accent_hover", "accent_hover", "on_accent"),
        ButtonStyle("accent_pressed", "accent_pressed", "on_accent"),
        ButtonStyle("sunken", "sunken", "disabled"),
    ),
    ButtonKind.FRAMED: ButtonStyles(
        ButtonStyle("surface", "edge"),
        ButtonStyle("hover", "edge"),
        ButtonStyle("sunken", "edge"),
        ButtonStyle(None, "edge", "disabled"),
    ),
    ButtonKind.QUIET: ButtonStyles(
        ButtonStyle(None, None),
        ButtonStyle("sunken", None),
        ButtonStyle("edge", None),
        ButtonStyle(None, None, "disabled"),
    ),
    ButtonKind.LINK: ButtonStyles(
        ButtonStyle(None, None, "accent"),
        ButtonStyle(None, None, "accent_hover"),
        ButtonStyle(None, None, "accent_pressed"),
        ButtonStyle(None, None, "disabled"),
    ),
}

# How much of the text's colour a hint keeps on a filled button.
HINT_OPACITY: Final = 0.8


def set_button_kind(button: QPushButton, kind: ButtonKind | str) -> None:
    """Make any push button filled, framed, quiet or a link."""
    button.setProperty("kind", ButtonKind(kind).value)
    if isinstance(button, PaintedButton):
        button.updateGeometry()
        button.update()
        return
    button.style().unpolish(button)
    button.style().polish(button)


class PaintedButton(QPushButton):
    """A push button that measures and paints a row of pieces.

    Subclasses answer `_pieces()`; everything else (states, the focus ring, right-to-left order, sizes from the
    fonts) is here.
    """

    radius: float = Radius.CONTROL
    padding: float = 12.0
    # Room behind the last piece; less where that is a glyph with air of its own.
    padding_after: float = 12.0

    def __init__(self, theme: Theme, kind: ButtonKind = ButtonKind.FRAMED, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("kind", kind.value)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._on_theme_changed)

    @property
    def kind(self) -> ButtonKind:
        return ButtonKind(self.property("kind"))

    def _pieces(self) -> Sequence[Piece]:
        raise NotImplementedError

    def _height(self) -> int:
        return self.theme.metrics.control

    def _looks(self) -> ButtonStyles:
        return BUTTON_STYLES[self.kind]

    def setMenu(self, menu: QMenu) -> None:  # noqa: N802
        super().setMenu(menu)
        menu.aboutToHide.connect(self._look_for_pointer)

    def _look_for_pointer(self) -> None:
        """The pointer left for the menu: Qt tells nobody of that while a popup is open, nor when it has closed."""
        is_here = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, is_here)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._pieces_width() + self.padding + self.padding_after + 0.5), self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        rect = QRectF(self.rect())
        look = self._look()
        self._paint_box(painter, rect, look)
        self._paint_pieces(painter, rect, look)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()

    def _look(self) -> ButtonStyle:
        looks = self._looks()
        if not self.isEnabled():
            return looks.disabled
        if self.isDown():
            return self._readable(looks.pressed)
        return looks.hovered if self.underMouse() else looks.normal

    def _readable(self, look: ButtonStyle) -> ButtonStyle:
        """Edges, which a pressed button's ground is taken from, are the text's own colour in high contrast."""
        is_lost = self.theme.is_high_contrast and look.background in ("edge", "chip_edge")
        return replace(look, background="accent", text="on_accent") if is_lost else look

    def _paint_box(self, painter: QPainter, rect: QRectF, look: ButtonStyle) -> None:
        ground = self.theme.color(look.background) if look.background else None
        frame = self.theme.color(look.border) if look.border else None
        if not self.hasFocus():
            draw_box(painter, rect, ground, frame, self.radius)
        elif look.background == look.border and look.background is not None:
            # On a filled button the ring needs air around it to be seen.
            draw_box(painter, rect, self.theme.color("surface"), None, self.radius)
            draw_box(painter, rect.adjusted(3, 3, -3, -3), ground, None, self.radius - 3)
            draw_focus_frame(painter, rect, self.theme, self.radius)
        else:
            draw_box(painter, rect, ground, None, self.radius)
            draw_focus_frame(painter, rect, self.theme, self.radius)

    def _paint_pieces(self, painter: QPainter, rect: QRectF, look: ButtonStyle) -> None:
        pieces = self._pieces()
        spare = rect.width() - self._pieces_width() - self.padding - self.padding_after
        x = rect.left() + max(self.padding + spare / 2, 0.0)
        for piece in pieces:
            x += piece.gap
            width = _width(piece)
            place = QRectF(x, rect.top(), width, rect.height())
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                place.moveRight(rect.right() - (x - rect.left()))
            self._paint_piece(painter, place, piece, look)
            x += width

    def _paint_piece(self, painter: QPainter, place: QRectF, piece: Piece, look: ButtonStyle) -> None:
        role = look.text or piece.role
        if isinstance(piece, IconPiece):
            ratio = self.devicePixelRatioF()
            draw_icon(painter, place, self.theme.pixmap(piece.name, role, piece.size, ratio))
            return
        color = self.theme.color(role)
        if role == "on_accent" and piece.role == "text2" and look.background and not self.theme.is_high_contrast:
            color = blend(color, self.theme.color(look.background), HINT_OPACITY)
        font = QFont(piece.font)
        if self.kind is ButtonKind.LINK and self.underMouse() and self.isEnabled():
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(color)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(place, int(flags) | int(Qt.TextFlag.TextSingleLine), piece.text)

    def _pieces_width(self) -> float:
        return sum(piece.gap + _width(piece) for piece in self._pieces())

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _width(piece: Piece) -> float:
    if isinstance(piece, IconPiece):
        return piece.size
    return QFontMetricsF(piece.font).horizontalAdvance(piece.text)
