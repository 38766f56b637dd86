"""How charts look on a surface: colours, fonts and measures, of the screen or of paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from vitec_desktop.ui.theme.colors import LIGHT, Colors
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme


class ChartStyle:
    """Lengths grow with the text by `factor`. Made anew when the theme changes."""

    def __init__(self, colors: Colors, factor: float, font_of: Callable[[TextSize, bool], QFont]) -> None:
        self.colors = colors
        self.factor = factor
        self._font_of = font_of
        self._fonts: dict[tuple[TextSize, bool], tuple[QFont, QFontMetricsF]] = {}

    def font(self, size: TextSize, *, strong: bool = False) -> QFont:
        return self._known(size, strong)[0]

    def text_width(self, text: str, size: TextSize, *, strong: bool = False) -> float:
        return self._known(size, strong)[1].horizontalAdvance(text)

    def line_height(self, size: TextSize) -> float:
        """The height of a line of text."""
        return self._known(size, False)[1].height()

    def elide(self, text: str, size: TextSize, width: float, *, strong: bool = False) -> str:
        return self._known(size, strong)[1].elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)

    def color(self, role: str) -> QColor:
        return QColor(getattr(self.colors, role))

    def px(self, logical: float) -> float:
        return logical * self.factor

    def _known(self, size: TextSize, strong: bool) -> tuple[QFont, QFontMetricsF]:
        known = self._fonts.get((size, strong))
        if known is None:
            font = self._font_of(size, strong)
            known = self._fonts[size, strong] = (font, QFontMetricsF(font))
        return known


def screen_style(theme: Theme) -> ChartStyle:
    """The window's own look."""
    return ChartStyle(theme.colors, theme.metrics.factor, lambda size, strong: theme.font(size, strong=strong))


def print_style(theme: Theme) -> ChartStyle:
    """Dark on white in the design's own sizes: for paper, and for pictures that are pasted onto white pages.

    Fonts are measured in pixels and not fitted to a screen's grid, so that what was laid out for one device keeps its
    shape, scaled, on any other.
    """

    def font_of(size: TextSize, strong: bool) -> QFont:
        font = theme.font(size, strong=strong)
        font.setPixelSize(size)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    return ChartStyle(LIGHT, 1.0, font_of)
