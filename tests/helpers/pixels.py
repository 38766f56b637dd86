"""The pixels of a picture, all read at once: to ask Qt for each takes a hundred times as long."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage


def pixel_rows(image: QImage, place: QRect | None = None) -> list[list[int]]:
    """Return the pixels of a picture, or of a place inside it, row by row, as numbers such as `QColor.rgb`."""
    part = (image if place is None else image.copy(place)).convertToFormat(QImage.Format.Format_ARGB32)
    if part.isNull():
        return []
    pixels, width = memoryview(part.constBits()).cast("I").tolist(), part.width()
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]
