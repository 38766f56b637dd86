"""Functions for widgets that paint themselves: boxes, focus frames, icons."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from vitec_desktop.ui.theme.metrics import Radius, TextSize
from vitec_desktop.ui.theme.theme import Theme

FOCUS_WIDTH: Final = 2.0
CHECK_BOX_SIZE: Final = 16


def make_painter(device: QPaintDevice) -> QPainter:
    """Return an antialiasing painter; the caller ends it."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    return painter


def draw_box(
    painter: QPainter,
    rect: QRectF,
    background: QColor | None,
    border: QColor | None = None,
    radius: float = Radius.CONTROL,
    width: float = 1.0,
) -> None:
    """Draw a rounded box whose border lies inside `rect`; None paints no background or border."""
    inset = width / 2 if border is not None else 0.0
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(background if background is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def draw_focus_frame(painter: QPainter, rect: QRectF, theme: Theme, radius: float = Radius.CONTROL) -> None:
    """Draw the accent frame of the widget that has the focus."""
    draw_box(painter, rect, None, theme.color("accent"), radius, FOCUS_WIDTH)


def draw_icon(painter: QPainter, rect: QRectF, pixmap: QPixmap) -> None:
    """Draw a pixmap centred in `rect`, aligned to device pixels so that it stays sharp."""
    size = pixmap.deviceIndependentSize()
    ratio = pixmap.devicePixelRatio()
    corner = QPointF(rect.center().x() - size.width() / 2, rect.center().y() - size.height() / 2)
    painter.drawPixmap(QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), pixmap)


def draw_check_box(
    painter: QPainter, rect: QRectF, theme: Theme, state: Qt.CheckState, *, is_enabled: bool = True
) -> None:
    """Draw a check box at the left of `rect`, in its middle."""
    box = QRectF(rect.left(), rect.center().y() - CHECK_BOX_SIZE / 2, CHECK_BOX_SIZE, CHECK_BOX_SIZE)
    is_filled = state != Qt.CheckState.Unchecked
    on, off = ("accent", "edge_strong") if is_enabled else ("disabled", "disabled")
    draw_box(painter, box, theme.color(on if is_filled else "surface"), theme.color(on if is_filled else off), 4)
    if is_filled:
        icon = "tick" if state == Qt.CheckState.Checked else "dash"
        draw_icon(painter, box, theme.pixmap(icon, "on_accent", 12, painter.device().devicePixelRatio()))


def draw_empty_text(view: QAbstractScrollArea, theme: Theme, text: str) -> None:
    """Write in the middle of an empty list why it is empty; call it when the list has painted itself."""
    painter = QPainter(view.viewport())
    painter.setPen(theme.color("text2"))
    painter.setFont(theme.font(TextSize.CAPTION))
    painter.drawText(view.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), text)
    painter.end()


def blend(color: QColor, background: QColor, share: float) -> QColor:
    """Return `color` with an opacity of `share`, from 0 to 1, over `background`."""

    def mix(upper: float, lower: float) -> float:
        return upper * share + lower * (1 - share)

    return QColor.fromRgbF(
        mix(color.redF(), background.redF()),
        mix(color.greenF(), background.greenF()),
        mix(color.blueF(), background.blueF()),
    )
