"""What our own parts have in common when they paint: frames, the focus ring, pixmaps at the screen's ratio."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen, QPixmap

from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.theme.theme import Theme

FOCUS_WIDTH: Final = 2.0


def make_painter(device: QPaintDevice) -> QPainter:
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    return painter


def draw_box(
    painter: QPainter,
    rect: QRectF,
    ground: QColor | None,
    frame: QColor | None = None,
    radius: float = Radius.CONTROL,
    width: float = 1.0,
) -> None:
    """A rounded box whose frame lies wholly inside `rect`."""
    inset = width / 2 if frame is not None else 0.0
    painter.setPen(QPen(frame, width) if frame is not None else Qt.PenStyle.NoPen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def draw_focus_frame(painter: QPainter, rect: QRectF, theme: Theme, radius: float = Radius.CONTROL) -> None:
    """The accent frame that says where the keyboard is."""
    draw_box(painter, rect, None, theme.color("accent"), radius, FOCUS_WIDTH)


def draw_icon(painter: QPainter, rect: QRectF, pixmap: QPixmap) -> None:
    """A pixmap centred in `rect`, set on whole device pixels so that it stays sharp."""
    size = pixmap.deviceIndependentSize()
    ratio = pixmap.devicePixelRatio()
    corner = QPointF(rect.center().x() - size.width() / 2, rect.center().y() - size.height() / 2)
    painter.drawPixmap(QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), pixmap)


def blend(color: QColor, ground: QColor, share: float) -> QColor:
    """`share` of `color` over `ground`."""

    def mix(upper: float, lower: float) -> float:
        return upper * share + lower * (1 - share)

    return QColor.fromRgbF(
        mix(color.redF(), ground.redF()),
        mix(color.greenF(), ground.greenF()),
        mix(color.blueF(), ground.blueF()),
    )
