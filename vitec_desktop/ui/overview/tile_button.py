"""A tile: a button that shows a key statistic."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.ui.charts.chart_view import definition_tooltip
from vitec_desktop.ui.charts.drawing import ChartPen
from vitec_desktop.ui.charts.style import ChartStyle, screen_style
from vitec_desktop.ui.overview.overview_data import Tile
from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.metrics import HeightRange, Radius, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import Piece, TextPiece
from vitec_desktop.ui.widgets.buttons import LinkButton
from vitec_desktop.ui.widgets.labels import show_tooltip_below
from vitec_desktop.ui.widgets.marks import MARK_SIZE
from vitec_desktop.ui.widgets.painting import draw_box, draw_focus_frame, make_painter

_HEIGHT: Final = 103.0
_LEAST_HEIGHT: Final = 84.0
_PADDING: Final = 16.0
_TITLE: Final = 21.0
_VALUE: Final = 50.0
_LINE: Final = 81.0
_MARK_GAP: Final = 6.0
_HALF_GAP: Final = 6.0


def tile_heights(style: ChartStyle) -> HeightRange:
    """Return a tile's heights in logical pixels."""
    return HeightRange(style.px(_LEAST_HEIGHT), style.px(_HEIGHT))


def _middle(rect: QRectF, usual: float) -> float:
    """Return the middle of a line of a tile: in a lower one all of them are nearer to each other."""
    return rect.top() + rect.height() * usual / _HEIGHT


def paint_tile(painter: QPainter, rect: QRectF, tile: Tile, style: ChartStyle, link_width: float = 0.0) -> None:
    """Paint a tile's texts without its background; the title leaves room for a link of this width.

    Numbers are never elided: the optional text is dropped instead.
    """
    pen = ChartPen(painter, style)
    left, right = rect.left() + style.px(_PADDING), rect.right() - style.px(_PADDING)
    x, middle = left, _middle(rect, _TITLE)
    if tile.mark is not None:
        pen.draw_mark(x, middle, tile.mark)
        x += style.px(MARK_SIZE + _MARK_GAP)
    title = style.elide(tile.title, TextSize.BODY, right - x - link_width)
    pen.draw_text_from(x, middle, title, TextSize.BODY, "text2")
    pen.draw_text_from(left, _middle(rect, _VALUE), tile.value, TextSize.FIGURE, strong=True)
    middle = _middle(rect, _LINE)
    end = pen.draw_text_from(left, middle, tile.text, TextSize.CAPTION)
    x = end + (style.px(_HALF_GAP) if tile.text else 0.0)
    if x + style.text_width(tile.optional_text, TextSize.CAPTION) <= right + 0.7 * style.px(_PADDING):
        pen.draw_text_from(x, middle, tile.optional_text, TextSize.CAPTION, "text2")


class TileLink(LinkButton):
    """A link in a tile's caption size."""

    padding = padding_after = 4.0

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", parent)

    def _pieces(self) -> Sequence[Piece]:
        return [TextPiece(self._text, self.theme.font(TextSize.CAPTION))]


class TileButton(QAbstractButton):
    """Shows a tile; `filter_requested` carries the rows behind it, and their name, when it is clicked."""

    filter_requested = Signal(RowFilter, str)
    link_clicked = Signal()

    def __init__(self, theme: Theme, tile: Tile, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = screen_style(theme)
        self.link = TileLink(theme, self)
        self.link.clicked.connect(self.link_clicked)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)
        self.show_tile(tile)

    @property
    def tile(self) -> Tile:
        return self._tile

    def show_tile(self, tile: Tile) -> None:
        self._tile = tile
        self.setObjectName(tile.object_name)
        self.setText(tile.value)
        self.setAccessibleName(f"{tile.accessible_text}. {tile.full_text}" if tile.full_text else tile.accessible_text)
        self.setAccessibleDescription(tile.hint)
        self.setToolTip(definition_tooltip(self.accessibleName()))
        self.link.set_text(tile.link)
        self.link.setVisible(bool(tile.link))
        self._place_link()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, round(tile_heights(self._style).usual))

    def event(self, event: QEvent) -> bool:
        return show_tooltip_below(self, event) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        rect = QRectF(self.rect())
        background = "sunken" if self.isDown() else "hover" if self.underMouse() else "surface"
        draw_box(painter, rect, self._theme.color(background), self._theme.color("line"), Radius.CARD)
        link_width = self.link.width() if self._tile.link and self._has_room_beside_title() else 0
        paint_tile(painter, rect, self._tile, self._style, link_width)
        if shows_focus(self):
            draw_focus_frame(painter, rect, self._theme, Radius.CARD)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_link()

    def _has_room_beside_title(self) -> bool:
        mark = self._style.px(MARK_SIZE + _MARK_GAP) if self._tile.mark is not None else 0.0
        title = mark + self._style.text_width(self._tile.title, TextSize.BODY)
        return self.width() - 2 * self._style.px(_PADDING) - title >= self.link.width()

    def _place_link(self) -> None:
        """Place the link at the right of the title; beside the number where the title needs all the room."""
        self.link.resize(self.link.sizeHint())
        right = self.width() - self._style.px(_PADDING) + self.link.padding
        middle = _middle(QRectF(self.rect()), _TITLE if self._has_room_beside_title() else _VALUE)
        self.link.move(round(right - self.link.width()), round(middle - self.link.height() / 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        if self._tile.row_filter is not None:
            self.filter_requested.emit(self._tile.row_filter, self._tile.filter_name or self._tile.title)

    def _on_theme_changed(self) -> None:
        self._style = screen_style(self._theme)
        self._place_link()
        self.update()
