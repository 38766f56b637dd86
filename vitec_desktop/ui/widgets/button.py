"""The base class of our buttons, which paints a row of icons and texts."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import show_tooltip_below
from vitec_desktop.ui.widgets.painting import blend, draw_box, draw_focus_frame, draw_icon, make_painter


class ButtonKind(StrEnum):
    """How prominent a button is; a window shows at most one filled button."""

    FILLED = "filled"
    FRAMED = "framed"
    QUIET = "quiet"
    LINK = "link"


class TextPiece(Struct, frozen=True):
    """A text in one font; `gap` is the distance to the piece before it, in logical pixels."""

    text: str
    font: QFont
    role: str = "text"
    gap: float = 0.0


class IconPiece(Struct, frozen=True):
    """An icon; `size` and `gap` are in logical pixels."""

    name: str
    size: float
    role: str = "text2"
    gap: float = 0.0


Piece = TextPiece | IconPiece


class ButtonStyle(Struct, frozen=True):
    """Colour roles of a button in one state; None paints nothing. `text` overrides the colours of the pieces."""

    background: str | None
    border: str | None
    text: str | None = None


class ButtonStyles(Struct, frozen=True):
    """The styles of a kind of button in each state."""

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

SHORTCUT_OPACITY: Final = 0.8
"""Of a shortcut's text on a filled button."""


class PaintedButton(QPushButton):
    """A push button that measures and paints a row of pieces, which a subclass returns from `_pieces`.

    States, focus frame, right-to-left order and sizes are handled here.
    """

    radius: float = Radius.CONTROL
    padding: float = 12.0
    padding_after: float = 12.0
    """Behind the last piece; smaller if that is an icon, whose picture includes a margin."""
    _size_hint: QSize | None = None
    """Measured once until `refresh`: a layout asks several times."""

    def __init__(self, theme: Theme, kind: ButtonKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._kind = kind
        self.setAutoDefault(False)  # the default button of a dialog stays the same wherever the focus is
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._on_theme_changed)

    @property
    def kind(self) -> ButtonKind:
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Make the button filled, framed, quiet or a link."""
        self._kind = kind
        self.refresh()

    def _pieces(self) -> Sequence[Piece]:
        raise NotImplementedError

    def _height(self) -> int:
        return self.theme.metrics.control

    def _styles(self) -> ButtonStyles:
        return BUTTON_STYLES[self.kind]

    def setMenu(self, menu: QMenu) -> None:  # noqa: N802
        super().setMenu(menu)
        menu.aboutToHide.connect(self._on_menu_closed)

    def _on_menu_closed(self) -> None:
        """Look neither pressed nor hovered: Qt leaves the button down if a shortcut has opened the menu.

        It sends no leave event while a popup is open, nor when it has closed.
        """
        self.setDown(False)
        is_hovered = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, is_hovered)
        self.update()

    def event(self, event: QEvent) -> bool:
        return show_tooltip_below(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button as Space does, in a dialog too: Qt would press its default button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        if self._size_hint is None:
            width = round(self._pieces_width() + self.padding + self.padding_after + 0.5)
            self._size_hint = QSize(width, self._height())
        return QSize(self._size_hint)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        rect = QRectF(self.rect())
        style = self.current_style()
        self._paint_box(painter, rect, style)
        self._paint_pieces(painter, rect, style)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self.refresh()

    def current_style(self) -> ButtonStyle:
        styles = self._styles()
        if not self.isEnabled():
            return styles.disabled
        if self.isDown():
            return self._with_readable_colors(styles.pressed)
        return styles.hovered if self.underMouse() else styles.normal

    def _with_readable_colors(self, style: ButtonStyle) -> ButtonStyle:
        """Replace colours that in high contrast are the same for background and text."""
        is_unreadable = self.theme.is_high_contrast and style.background in ("edge", "chip_edge")
        return replace(style, background="accent", text="on_accent") if is_unreadable else style

    def _paint_box(self, painter: QPainter, rect: QRectF, style: ButtonStyle) -> None:
        background = self.theme.color(style.background) if style.background else None
        border = self.theme.color(style.border) if style.border else None
        if not shows_focus(self):
            draw_box(painter, rect, background, border, self.radius)
        elif style.background == style.border and style.background is not None:
            # On a filled button the focus frame is visible only with a gap inside it.
            draw_box(painter, rect, self.theme.color("surface"), None, self.radius)
            draw_box(painter, rect.adjusted(3, 3, -3, -3), background, None, self.radius - 3)
            draw_focus_frame(painter, rect, self.theme, self.radius)
        else:
            draw_box(painter, rect, background, None, self.radius)
            draw_focus_frame(painter, rect, self.theme, self.radius)

    def _paint_pieces(self, painter: QPainter, rect: QRectF, style: ButtonStyle) -> None:
        pieces = self._pieces()
        spare = rect.width() - self._pieces_width() - self.padding - self.padding_after
        x = rect.left() + max(self.padding + spare / 2, 0.0)
        for piece in pieces:
            x += piece.gap
            width = _width(piece)
            piece_rect = QRectF(x, rect.top(), width, rect.height())
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                piece_rect.moveRight(rect.right() - (x - rect.left()))
            self._paint_piece(painter, piece_rect, piece, style)
            x += width

    def _paint_piece(self, painter: QPainter, rect: QRectF, piece: Piece, style: ButtonStyle) -> None:
        role = style.text or piece.role
        if isinstance(piece, IconPiece):
            ratio = self.devicePixelRatioF()
            draw_icon(painter, rect, self.theme.pixmap(piece.name, role, piece.size, ratio))
            return
        color = self.theme.color(role)
        if role == "on_accent" and piece.role == "text2" and style.background and not self.theme.is_high_contrast:
            color = blend(color, self.theme.color(style.background), SHORTCUT_OPACITY)
        font = QFont(piece.font)
        if self.kind is ButtonKind.LINK and self.underMouse() and self.isEnabled():
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(color)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), piece.text)

    def _pieces_width(self) -> float:
        return sum(piece.gap + _width(piece) for piece in self._pieces())

    def refresh(self) -> None:
        """Measure and paint again."""
        self._size_hint = None
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self) -> None:
        self.refresh()


def _width(piece: Piece) -> float:
    if isinstance(piece, IconPiece):
        return piece.size
    return QFontMetricsF(piece.font).horizontalAdvance(piece.text)
