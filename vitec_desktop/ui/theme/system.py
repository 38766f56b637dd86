"""The system's and the user's settings of light or dark, high contrast and text size."""

import math
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from vitec_desktop.ui.theme.colors import DARK, LIGHT, Colors
from vitec_desktop.ui.theme.metrics import BODY_PIXELS, Metrics, TextSize, text_factor
from vitec_desktop.ui.theme.palette import colors_from_palette

# `PySide6.QtCore.Qt` takes longer to load than everything the window's placeholder needs: `startup_colors` does without
# it, and the other functions import it.


class SchemeChoice(StrEnum):
    """The user's choice; the values are saved in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def parse_scheme(value: object) -> SchemeChoice:
    """Return the choice that a settings value names; `SYSTEM` if it names none."""
    return next((choice for choice in SchemeChoice if choice == value), SchemeChoice.SYSTEM)


def apply_scheme(app: QApplication, choice: SchemeChoice) -> None:
    """Make Qt light or dark whatever the system is, or as the system is."""
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


def system_contrast_palette(app: QApplication) -> QPalette | None:
    """Return the palette to set in high contrast, an empty one that keeps the system's; None without high contrast."""
    hints = app.styleHints()
    if not hasattr(hints, "accessibility"):
        return None
    from PySide6.QtCore import Qt

    is_high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return QPalette() if is_high else None


def startup_colors(app: QApplication, choice: SchemeChoice) -> Colors:
    """Return the placeholder's colours, from the system's palette alone, until the theme has been loaded.

    A background of pure black or white belongs to a high-contrast scheme.
    """
    palette = app.palette()
    background = palette.color(QPalette.ColorRole.Window)
    if background.lightness() in (0, 255):
        return colors_from_palette(palette)
    is_dark = background.lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()
    if choice is not SchemeChoice.SYSTEM:
        is_dark = choice is SchemeChoice.DARK
    return DARK if is_dark else LIGHT


class TypeScale(NamedTuple):
    """The system's font in the size of the design's body text, and the sizes that depend on it."""

    font: QFont
    metrics: Metrics
    dots_per_inch: float

    def points(self, size: int) -> float:
        """Convert logical pixels of the design to points: at 96 dots per inch 13 pixels are 9.75 points."""
        return _points(size, self.metrics.factor, self.dots_per_inch)


def read_type_scale(app: QApplication, system_font: QFont | None = None) -> TypeScale:
    """Return the running system's type scale; `system_font` replaces the system's font, for tests."""
    font_of_system = system_font or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    dots_per_inch = app.primaryScreen().logicalDotsPerInchY()
    factor = text_factor(_pixels(font_of_system, dots_per_inch))

    font = QFont(system_font or app.font())
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
    """Return the font's size in logical pixels."""
    if font.pointSizeF() > 0:
        return font.pointSizeF() * dots_per_inch / 72.0
    return float(QFontInfo(font).pixelSize())
