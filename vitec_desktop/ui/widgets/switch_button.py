"""A switch: a setting that is on or off, and acts at once."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.painting import draw_box, draw_focus_frame, make_painter

_WIDTH: Final = 36
_HEIGHT: Final = 20
_MARGIN: Final = 3


class SwitchButton(QAbstractButton):
    """On: filled in the accent colour, with a tick beside the knob. Space toggles it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name` is for screen readers."""
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.metrics.px
        return QSize(px(_WIDTH) + 2 * _MARGIN, px(_HEIGHT) + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        color = self._theme.color
        track = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        radius = track.height() / 2
        knob = QRectF(0, 0, track.height() - 8, track.height() - 8)
        is_on = self.isChecked()
        right, left = track.right() - radius, track.left() + radius
        knob.moveCenter(QPointF(right if is_on else left, track.center().y()))
        if not self.isEnabled():
            background, border, sign = color("sunken"), color("edge"), color("disabled")
        elif is_on:
            background, border, sign = color("accent"), color("accent"), color("on_accent")
        else:
            background, border, sign = color("surface"), color("edge_strong"), color("edge_strong")
        draw_box(painter, track, background, border, radius, 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(sign)
        painter.drawEllipse(knob)
        if is_on:
            unit, middle = track.height() / 20, QPointF(left + 1, track.center().y())
            painter.setPen(QPen(sign, 1.6 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline([middle + QPointF(x, y) * unit for x, y in ((-3.0, 0.2), (-1.0, 2.2), (3.0, -2.2))])
        if shows_focus(self):
            draw_focus_frame(painter, QRectF(self.rect()), self._theme, radius + _MARGIN)
        painter.end()
