"""Pictures for other programs: what is painted, on white, twice as fine as a plain screen."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from vitec_desktop.ui.widgets.painting import make_painter

_RATIO: Final = 2.0


def draw_image(size: QSizeF, paint: Callable[[QPainter, QRectF], None]) -> QImage:
    """What `paint` paints into a rectangle of `size` logical pixels."""
    image = QImage(round(size.width() * _RATIO), round(size.height() * _RATIO), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    # By the painter's scale and not by the image's own ratio, which would not survive the clipboard.
    painter = make_painter(image)
    painter.scale(_RATIO, _RATIO)
    paint(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
