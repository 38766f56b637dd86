"""What the system and the user ask of the look: light or dark, high contrast, the size of text."""

import math
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from vitec_desktop.ui.theme.colors import DARK, LIGHT, Colors
from vitec_desktop.ui.theme.metrics import BODY_PIXELS, Metrics, TextSize, text_factor
from vitec_desktop.ui.theme.palette import colors_from_palette

# Qt's own enumerations take longer to load than all that the ground of a window needs: the functions that need them
# import them, and `startup_colors` needs none.


class SchemeChoice(StrEnum):
    """What the user asked for; the values are kept in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def parse_scheme(value: object) -> SchemeChoice:
    """The choice that the settings name; the system's where they name none that there is."""
    return next((choice for choice in SchemeChoice if choice == value), SchemeChoice.SYSTEM)


def apply_scheme(app: QApplication, choice: SchemeChoice) -> None:
    """Let Qt be light or dark whatever the system is, or as the system is."""
    if choice is SchemeChoice.SYSTEM:
        app.styleHints().unsetColorScheme()
        return
    from PySide6.QtCore import Qt

    is_dark = choice is SchemeChoice.DARK
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light)


def prefers_dark(app: QApplication, choice: SchemeChoice) -> bool:
    if choice is SchemeChoice.SYSTEM:
        from PySide6.QtCore import Qt

        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return choice is SchemeChoice.DARK


def prefers_contrast(app: QApplication) -> bool:
    hints = app.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    from PySide6.QtCore import Qt

    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def startup_colors(app: QApplication, choice: SchemeChoice) -> Colors:
    """The colours of a window's ground, by the system's palette alone, until the whole look has been loaded.

    Pure black and pure white are the grounds of high-contrast schemes.
    """
    palette = app.palette()
    ground = palette.color(QPalette.ColorRole.Window)
    if ground.lightness() in (0, 255):
        return colors_from_palette(palette)
    is_dark = ground.lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()
    if choice is not SchemeChoice.SYSTEM:
        is_dark = choice is SchemeChoice.DARK
    return DARK if is_dark else LIGHT


class TypeScale(NamedTuple):
    """The system's font in the size of the design's body, and what is as large as it."""

    font: QFont
    metrics: Metrics
    dots_per_inch: float

    def points(self, size: int) -> float:
        """Points, so that Qt's own rule for screens holds; 13 pixels are 9.75 points at 96 dots an inch."""
        return _points(size, self.metrics.factor, self.dots_per_inch)


def read_type_scale(app: QApplication, given: QFont | None = None) -> TypeScale:
    """The text of the running system; `given` stands in for the system's font where a test wants another size."""
    system = given or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    dots_per_inch = app.primaryScreen().logicalDotsPerInchY()
    factor = text_factor(_pixels(system, dots_per_inch))

    font = QFont(given or app.font())
    font.setPointSizeF(_points(BODY_PIXELS, factor, dots_per_inch))
    font.setWeight(QFont.Weight.Normal)
    if hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag.fromString("tnum"), 1)
    caption = QFont(font)
    caption.setPointSizeF(_points(TextSize.CAPTION, factor, dots_per_inch))
    metrics = Metrics(
        factor=factor,
        text_height=QFontMetrics(font).height(),
        text_ceiling=math.ceil(QFontMetricsF(font).height()),
        caption_height=QFontMetrics(caption).height(),
    )
    return TypeScale(font, metrics, dots_per_inch)


def _points(size: int, factor: float, dots_per_inch: float) -> float:
    return size * factor * 72.0 / dots_per_inch


def _pixels(font: QFont, dots_per_inch: float) -> float:
    """The font's height in logical pixels, with fractions where the system gives points."""
    if font.pointSizeF() > 0:
        return font.pointSizeF() * dots_per_inch / 72.0
    return float(QFontInfo(font).pixelSize())
