"""The program's own icons: line drawings of `resources/icons/`, coloured when they are drawn."""

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vitec_desktop.resources import resource_path

# What stands in the files where the colour belongs.
PLACEHOLDER: Final = "currentColor"

# The ratios that screens have; between two of them Qt takes the next larger and shrinks it.
RATIOS: Final = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon_names() -> tuple[str, ...]:
    """All icons that take a colour, sorted."""
    files = resource_path("icons").glob("*.svg")
    return tuple(sorted(file.stem for file in files if PLACEHOLDER in file.read_text(encoding="utf-8")))


def svg_with_color(name: str, color: str) -> str:
    """The drawing `name` in the colour "#RRGGBB".

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return _source(name).replace(PLACEHOLDER, color)


def draw_svg(svg: str, size: float, ratio: float) -> QPixmap:
    """A square drawing of `size` logical pixels for a screen with `ratio` device pixels to the logical one."""
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
    """Draws icons and keeps what it has drawn."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[str, str, float, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, str, int], QIcon] = {}

    def pixmap(self, name: str, color: str, size: float, ratio: float) -> QPixmap:
        key = (name, color, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = draw_svg(svg_with_color(name, color), size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, color: str, disabled_color: str, size: int) -> QIcon:
        key = (name, color, disabled_color, size)
        if key not in self._icons:
            icon = QIcon()
            for ratio in RATIOS:
                icon.addPixmap(self.pixmap(name, color, size, ratio), QIcon.Mode.Normal)
                icon.addPixmap(self.pixmap(name, disabled_color, size, ratio), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]


def app_icon() -> QIcon:
    """The product's icon in the sizes that window systems ask for."""
    svg = Path(resource_path("icons", "app.svg")).read_text(encoding="utf-8")
    icon = QIcon()
    for size in (16, 20, 24, 32, 40, 48, 64, 128, 256):
        icon.addPixmap(draw_svg(svg, size, 1.0))
    return icon
