"""Draw the icons of the packages from `resources/icons/app.svg`: `python packaging/make_icons.py [FOLDER]`.

Needs PySide6 only. A build uses the files in `packaging/icons/`; run this when the drawing changes.
"""

import os
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

_PROJECT = Path(__file__).resolve().parent.parent
_DRAWING = _PROJECT / "resources" / "icons" / "app.svg"
_FOLDER = _PROJECT / "packaging" / "icons"

DrawIcon = Callable[[int], bytes]
"""Returns an icon of the given side in pixels: a PNG file, or rows of blue, green, red, opacity from the top."""

_WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
_MAX_BITMAP = 64
"""Windows reads PNG at 256 pixels; smaller icons must be bitmaps for some dialogs and installers."""
_MAC_TYPES = (
    (b"icp4", 16),
    (b"icp5", 32),
    (b"ic07", 128),
    (b"ic08", 256),
    (b"ic09", 512),
    (b"ic10", 1024),
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic13", 256),
    (b"ic14", 512),
)
"""Apple's icon types with their side in pixels; ic10 to ic14 are for Retina screens."""
_LINUX_SIZES = (48, 128, 256)


def ico(png: DrawIcon, bgra: DrawIcon, sizes: Sequence[int] = _WINDOWS_SIZES) -> bytes:
    """Return a Windows icon file."""
    images = [_bitmap(bgra(size), size) if size <= _MAX_BITMAP else png(size) for size in sizes]
    offset = 6 + 16 * len(images)
    entries = b""
    for size, image in zip(sizes, images, strict=True):
        side = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images)


def _bitmap(bgra: bytes, size: int) -> bytes:
    """Return a bitmap for an icon file: rows from the bottom, then the mask; the header states twice the height."""
    stride = size * 4
    rows = [bgra[start : start + stride] for start in range(0, len(bgra), stride)]
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    return header + b"".join(reversed(rows)) + b"".join(_mask(row, size) for row in reversed(rows))


def _mask(row: bytes, size: int) -> bytes:
    """Return one row of the mask: a bit is set where nothing is drawn; padded to four bytes."""
    bits = "".join("0" if opacity else "1" for opacity in row[3::4])
    width = (size + 31) // 32 * 32
    return int(bits.ljust(width, "0"), 2).to_bytes(width // 8, "big")


def icns(png: DrawIcon) -> bytes:
    """Return a macOS icon file."""
    images = [(kind, png(size)) for kind, size in _MAC_TYPES]
    body = b"".join(kind + struct.pack(">I", len(image) + 8) + image for kind, image in images)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


class Drawing:
    """An SVG file drawn at any size."""

    def __init__(self, path: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtSvg import QSvgRenderer

        self._app = QGuiApplication.instance() or QGuiApplication([])
        self._renderer = QSvgRenderer(str(path))
        if not self._renderer.isValid():
            raise ValueError(f"cannot be drawn: {path}")

    def png(self, size: int) -> bytes:
        from PySide6.QtCore import QBuffer, QByteArray

        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self._image(size).save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(data.data())

    def bgra(self, size: int) -> bytes:
        from PySide6.QtGui import QImage

        # In a variable: constBits() is valid only while the image exists.
        image = self._image(size).convertToFormat(QImage.Format.Format_ARGB32)
        return bytes(image.constBits())

    def _image(self, size: int) -> "QImage":
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QImage, QPainter

        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self._renderer.render(painter)
        painter.end()
        return image


def make_icons(folder: Path) -> None:
    """Draw all icons and write them to `folder`."""
    drawing = Drawing(_DRAWING)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vitec-desktop.ico").write_bytes(ico(drawing.png, drawing.bgra))
    (folder / "vitec-desktop.icns").write_bytes(icns(drawing.png))
    for size in _LINUX_SIZES:
        (folder / f"vitec-desktop-{size}.png").write_bytes(drawing.png(size))


if __name__ == "__main__":
    make_icons(Path(sys.argv[1]) if len(sys.argv) > 1 else _FOLDER)
