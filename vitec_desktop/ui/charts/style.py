"""Colours, fonts and lengths of charts, on the screen or in print."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from vitec_desktop.ui.theme.colors import LIGHT, Colors
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme

_MAX_LINE: Final = 1.2
"""Of the text's size: higher letters than those of European languages are not expected in a chart."""


class ChartStyle:
    """What charts are painted with; lengths grow with the text by `factor`. Create a new one when the theme changes."""

    def __init__(self, colors: Colors, factor: float, font_of: Callable[[TextSize, bool], QFont]) -> None:
        self.colors = colors
        self.factor = factor
        self._font_of = font_of
        self._fonts: dict[tuple[TextSize, bool], tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[tuple[str, TextSize, bool], float] = {}

    def font(self, size: TextSize, *, strong: bool = False) -> QFont:
        return self._font_with_metrics(size, strong)[0]

    def text_width(self, text: str, size: TextSize, *, strong: bool = False) -> float:
        key = text, size, strong
        if key not in self._widths:
            self._widths[key] = self._font_with_metrics(size, strong)[1].horizontalAdvance(text)
        return self._widths[key]

    def line_height(self, size: TextSize) -> float:
        """Return the height of a line of text, without what some fonts leave empty above and below their letters."""
        return min(self._font_with_metrics(size, False)[1].height(), self.px(_MAX_LINE * size))

    def elide(self, text: str, size: TextSize, width: float, *, strong: bool = False) -> str:
        return self._font_with_metrics(size, strong)[1].elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)

    def wrap(self, text: str, size: TextSize, *, strong: bool = False) -> tuple[str, ...]:
        """Return the text on one or two lines, so that the longer one is as short as can be."""
        places = [place for place, letter in enumerate(text) if letter == " " and not text[:place].endswith("→")]
        lines = [(text[:place], text[place + 1 :]) for place in places]

        def widest(lines: tuple[str, ...]) -> float:
            return max(self.text_width(line, size, strong=strong) for line in lines)

        return min(lines, key=widest, default=(text,))

    def color(self, role: str) -> QColor:
        return QColor(getattr(self.colors, role))

    def px(self, logical: float) -> float:
        return logical * self.factor

    def _font_with_metrics(self, size: TextSize, strong: bool) -> tuple[QFont, QFontMetricsF]:
        cached = self._fonts.get((size, strong))
        if cached is None:
            font = self._font_of(size, strong)
            cached = self._fonts[size, strong] = (font, QFontMetricsF(font))
        return cached


def screen_style(theme: Theme) -> ChartStyle:
    """Return the style of the window."""
    return ChartStyle(theme.colors, theme.metrics.factor, lambda size, strong: theme.font(size, strong=strong))


def print_style(theme: Theme) -> ChartStyle:
    """Return a style dark on white, in the design's own sizes, for print and for images pasted onto white pages.

    Font sizes are in pixels without hinting, so that a layout made for one device fits any other when it is scaled.
    """

    def font_of(size: TextSize, strong: bool) -> QFont:
        font = theme.font(size, strong=strong)
        font.setPixelSize(size)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    return ChartStyle(LIGHT, 1.0, font_of)
