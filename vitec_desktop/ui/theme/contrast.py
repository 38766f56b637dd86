"""How far two colours are apart for the eye, as the accessibility guidelines reckon it."""

from typing import Final

from PySide6.QtGui import QColor

MIN_TEXT_CONTRAST: Final = 4.5
"""The least contrast of a text and its ground."""


def contrast_ratio(first: QColor, second: QColor) -> float:
    """From 1.0 for the same lightness to 21.0 for black on white (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())
