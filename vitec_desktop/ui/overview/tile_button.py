"""A key figure that is a button."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from vitec_desktop.ui.charts.chart_view import rich_tip
from vitec_desktop.ui.charts.drawing import Pen
from vitec_desktop.ui.charts.style import Look, screen_look
from vitec_desktop.ui.overview.overview_data import Tile
from vitec_desktop.ui.theme.metrics import Radius, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.marks import MARK_SIZE
from vitec_desktop.ui.widgets.painting import begin, draw_box, draw_focus

_HEIGHT: Final = 103.0
_PADDING: Final = 16.0
_TITLE: Final = 21.0
_FIGURE: Final = 50.0
_LINE: Final = 81.0
_MARK_GAP: Final = 6.0
_HALF_GAP: Final = 6.0


def tile_height(look: Look) -> float:
    return look.px(_HEIGHT)


def paint_tile(painter: QPainter, rect: QRectF, tile: Tile, look: Look) -> None:
    """A tile's words and figure, without its ground. No figure is elided: the grey half of the line leaves instead."""
    pen = Pen(painter, look)
    left, right = rect.left() + look.px(_PADDING), rect.right() - look.px(_PADDING)
    x, middle = left, rect.top() + look.px(_TITLE)
    if tile.mark is not None:
        pen.mark(x, middle, tile.mark)
        x += look.px(MARK_SIZE + _MARK_GAP)
    pen.left(x, middle, look.elided(tile.title, TextSize.BODY, right - x), TextSize.BODY, "text2")
    pen.left(left, rect.top() + look.px(_FIGURE), tile.figure, TextSize.FIGURE, strong=True)
    middle = rect.top() + look.px(_LINE)
    end = pen.left(left, middle, tile.lead, TextSize.CAPTION)
    rest = end + (look.px(_HALF_GAP) if tile.lead else 0.0)
    if rest + look.width(tile.rest, TextSize.CAPTION) <= right + 0.7 * look.px(_PADDING):
        pen.left(rest, middle, tile.rest, TextSize.CAPTION, "text2")


class TileButton(QAbstractButton):
    """`filter_wished` carries the FilterWish of the figure that was clicked."""

    filter_wished = Signal(object)

    def __init__(self, theme: Theme, tile: Tile, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = screen_look(theme)
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
        self.setObjectName(tile.name)
        self.setText(tile.figure)
        self.setAccessibleName(f"{tile.spoken}. {tile.line}" if tile.line else tile.spoken)
        self.setAccessibleDescription(tile.hint)
        self.setToolTip(rich_tip(tile.hint))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, round(tile_height(self._look)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        ground = "sunken" if self.isDown() else "hover" if self.underMouse() else "surface"
        draw_box(painter, rect, self._theme.color(ground), self._theme.color("line"), Radius.CARD)
        paint_tile(painter, rect, self._tile, self._look)
        if self.hasFocus():
            draw_focus(painter, rect, self._theme, Radius.CARD)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        if self._tile.wish is not None:
            self.filter_wished.emit(self._tile.wish)

    def _on_theme_changed(self) -> None:
        self._look = screen_look(self._theme)
        self.update()
