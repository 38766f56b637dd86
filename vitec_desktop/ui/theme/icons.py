"""The program's icons: the SVG files of `resources/icons/`, coloured when they are drawn."""

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vitec_desktop.resources import resource_path

PLACEHOLDER: Final = "currentColor"
"""The colour in the files."""


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def svg_with_color(name: str, color: str) -> str:
    """Return the SVG `name` in the colour "#RRGGBB".

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return _source(name).replace(PLACEHOLDER, color)


def draw_svg(svg: str, size: float, ratio: float) -> QPixmap:
    """Return a square image of `size` logical pixels, for `ratio` device pixels to a logical one."""
    pixels = max(1, round(size * ratio))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(pixels / size)
    return pixmap


class IconSet:
    """A cache of drawn icons."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[str, str, float, float], QPixmap] = {}

    def pixmap(self, name: str, color: str, size: float, ratio: float) -> QPixmap:
        key = (name, color, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = draw_svg(svg_with_color(name, color), size, ratio)
        return self._pixmaps[key]
