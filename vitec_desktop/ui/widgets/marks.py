"""The small marks beside the names of states; they differ in shape as well as in colour."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from vitec_desktop.report.columns import ColumnKind, Value
from vitec_desktop.report.labels import ChangeKind, EstateStep, StateGroup, estate_step, state_group
from vitec_desktop.ui.theme.colors import Colors
from vitec_desktop.ui.theme.theme import Theme

MARKED_KINDS = (ColumnKind.STATE, ColumnKind.ESTATE_STATUS, ColumnKind.CHANGE)

MARK_SIZE = 14
"""In logical pixels at the normal text size."""


class UnknownMark(Enum):
    """The marks of values that this program does not know."""

    STATE = "state"
    ESTATE_STATUS = "estate status"


Mark = StateGroup | EstateStep | UnknownMark | ChangeKind


def mark_for(kind: ColumnKind, value: Value) -> Mark | None:
    """Return the mark of a cell's value; None if it has none."""
    if not value or not isinstance(value, str):
        return None
    if kind is ColumnKind.STATE:
        return state_group(value) or UnknownMark.STATE
    if kind is ColumnKind.ESTATE_STATUS:
        step = estate_step(value)
        return UnknownMark.ESTATE_STATUS if step is None else step
    if kind is ColumnKind.CHANGE:
        return ChangeKind(value)
    return None


class MarkPixmaps:
    """A cache of the marks drawn in a theme's colours."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pixmaps: dict[tuple[Mark, float, bool, bool], QPixmap] = {}
        theme.changed.connect(self._pixmaps.clear)

    @property
    def size(self) -> int:
        return self._theme.metrics.px(MARK_SIZE)

    def pixmap(self, mark: Mark, ratio: float, *, is_selected: bool = False, is_quiet: bool = False) -> QPixmap:
        """Return a mark for `ratio` device pixels to a logical one.

        With `is_selected` for a selected row, with `is_quiet` in the colour of quiet text, for a row that is gone.
        """
        pixmap = self._pixmaps.get((mark, ratio, is_selected, is_quiet))
        if pixmap is None:
            colors = self._theme.selected_colors if is_selected else self._theme.colors
            if is_quiet:
                quiet = colors.text2
                colors = colors._replace(unhandled=quiet, progress=quiet, done=quiet, declined=quiet)
            pixmap = self._pixmaps[mark, ratio, is_selected, is_quiet] = _draw_pixmap(mark, colors, self.size, ratio)
        return pixmap


def _draw_pixmap(mark: Mark, colors: Colors, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.scale(pixels / MARK_SIZE, pixels / MARK_SIZE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_mark(painter, mark, colors)
    painter.end()
    pixmap.setDevicePixelRatio(pixels / size)
    return pixmap


def draw_mark(painter: QPainter, mark: Mark, colors: Colors) -> None:
    """Draw `mark` into the square from 0 to MARK_SIZE."""
    if isinstance(mark, ChangeKind):
        _draw_change(painter, mark, colors)
        return
    if mark is StateGroup.UNHANDLED:
        _draw_ring(painter, colors.unhandled, 2.4)
    elif mark is StateGroup.PROGRESS:
        _draw_ring(painter, colors.progress, 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.progress))
        painter.drawPie(QRectF(3, 3, 8, 8), -90 * 16, 180 * 16)
    elif mark is StateGroup.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.done))
        painter.drawEllipse(QRectF(0, 0, 14, 14))
        _draw_line(painter, colors.surface, 1.8, (4.0, 7.4), (6.2, 9.5), (10.1, 5.0))
    elif mark is StateGroup.DECLINED:
        _draw_ring(painter, colors.declined, 1.4)
        _draw_line(painter, colors.declined, 1.4, (4.9, 4.9), (9.1, 9.1))
        _draw_line(painter, colors.declined, 1.4, (9.1, 4.9), (4.9, 9.1))
    elif mark is UnknownMark.STATE:
        _draw_ring(painter, colors.text2, 1.5, dashes=(2.0, 2.0))
    else:
        _draw_steps(painter, mark, colors)


def _draw_change(painter: QPainter, mark: ChangeKind, colors: Colors) -> None:
    """Draw a full square with a plus, a framed one with an arrow, or a dashed one with a minus."""
    if mark is ChangeKind.NEW:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent))
        painter.drawRoundedRect(QRectF(0, 0, 14, 14), 3, 3)
        _draw_line(painter, colors.on_accent, 1.8, (7, 3.8), (7, 10.2))
        _draw_line(painter, colors.on_accent, 1.8, (3.8, 7), (10.2, 7))
        return
    is_gone = mark is ChangeKind.GONE
    color, width = (colors.text2, 1.5) if is_gone else (colors.accent, 1.6)
    pen = QPen(QColor(color), width)
    if is_gone:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern((2.0, 1.4))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(width / 2, width / 2, 14 - width, 14 - width), 3, 3)
    _draw_line(painter, color, width, (3.9, 7), (10.1, 7))
    if not is_gone:
        _draw_line(painter, color, width, (7.6, 4.4), (10.2, 7), (7.6, 9.6))


def _draw_ring(painter: QPainter, color: str, width: float, dashes: tuple[float, ...] = ()) -> None:
    pen = QPen(QColor(color), width)
    if dashes:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(width / 2, width / 2, 14 - width, 14 - width))


def _draw_line(painter: QPainter, color: str, width: float, *points: tuple[float, float]) -> None:
    pen = QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    painter.drawPath(path)


def _draw_steps(painter: QPainter, mark: EstateStep | UnknownMark | StateGroup, colors: Colors) -> None:
    """Draw three rising bars, filled up to the step; with a stroke through them if there is no assignment.

    High contrast has no fainter colour for the other bars: they are drawn low instead.
    """
    has_faint_color = colors.edge != colors.text2
    filled_count = mark.value if isinstance(mark, EstateStep) else 0
    for bar in range(3):
        height = 4.0 * (bar + 1) if bar < filled_count or has_faint_color else 1.2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.text2 if bar < filled_count else colors.edge))
        painter.drawRoundedRect(QRectF(4.5 * bar, 13 - height, 3.25, height), 0.8, 0.8)
    if mark is EstateStep.NO_ASSIGNMENT:
        _draw_line(painter, colors.text2, 1.5, (0.2, 12.2), (13.3, 1.3))
    elif mark is UnknownMark.ESTATE_STATUS:
        _draw_line(painter, colors.text2, 1.2, (0.8, 13.4), (11.6, 13.4))
