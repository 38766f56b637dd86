"""The theme of the running program: colours, fonts, sizes and icons, following the system's settings."""

import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from vitec_desktop.ui.theme.colors import DARK, LIGHT, Colors
from vitec_desktop.ui.theme.icons import IconSet, svg_with_color
from vitec_desktop.ui.theme.keyboard_focus import KeyboardFocus
from vitec_desktop.ui.theme.metrics import Metrics, TextSize
from vitec_desktop.ui.theme.palette import colors_from_palette, control_colors, palette_from_colors, selection_colors
from vitec_desktop.ui.theme.stylesheet import SHEET_ICONS, high_contrast_sheet, style_sheet
from vitec_desktop.ui.theme.system import (
    SchemeChoice,
    apply_scheme,
    prefers_dark,
    read_type_scale,
    system_contrast_palette,
)


def make_sheet_folder(owner: object) -> Path:
    """Return a new folder for the icons of the style sheet, which is removed with its owner."""
    folder = Path(tempfile.mkdtemp(prefix="vitec-desktop-"))
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return folder


class Theme(QObject):
    """Applies palette, font and style sheet to the application; emits `changed` when they change.

    A widget that paints itself reads colours, metrics, fonts and icons while it paints, and connects `changed` to
    measure and paint again.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: SchemeChoice = SchemeChoice.SYSTEM,
        *,
        system_font: QFont | None = None,
    ) -> None:
        """Apply the theme to `app`, the style of which is Fusion.

        `system_font` replaces the system's own, for tests of other text sizes.
        """
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.contrast_palette: Callable[[QApplication], QPalette | None] = system_contrast_palette
        """Asked at each `apply`; tests replace it by another system's."""
        self._icons = IconSet()
        self._fonts: dict[tuple[TextSize, bool], QFont] = {}
        self._text_widths: dict[tuple[str, TextSize, bool], float] = {}
        self._sheet_folder = make_sheet_folder(self)
        self._high_contrast = False
        self._is_applying = False
        self._colors = self._selected_colors = LIGHT
        self._type_scale = read_type_scale(app, system_font)
        hints = app.styleHints()
        if choice is not SchemeChoice.SYSTEM:
            apply_scheme(app, choice)
        self.apply()
        KeyboardFocus(app, self)
        hints.colorSchemeChanged.connect(self.apply)
        app.paletteChanged.connect(self._on_palette_changed)
        self._contrast_hints = hints.accessibility() if hasattr(hints, "accessibility") else None
        if self._contrast_hints is not None:
            self._contrast_hints.contrastPreferenceChanged.connect(self.apply)

    # For widgets ----------------------------------------------------------------------------------------------

    @property
    def colors(self) -> Colors:
        return self._colors

    @property
    def selected_colors(self) -> Colors:
        """The colours on a selected row; they differ from `colors` in high contrast only."""
        return self._selected_colors

    @property
    def metrics(self) -> Metrics:
        return self._type_scale.metrics

    @property
    def is_high_contrast(self) -> bool:
        return self._high_contrast

    def color(self, role: str) -> QColor:
        """Return the colour of a role, a field name of `Colors` such as "text2"."""
        return QColor(self._hex(role))

    def font(self, size: TextSize = TextSize.BODY, *, strong: bool = False) -> QFont:
        """Return the system's font in a size of the type scale, semi-bold if `strong`."""
        font = self._fonts.get((size, strong))
        if font is None:
            font = self._fonts[size, strong] = QFont(self._type_scale.font)
            font.setPointSizeF(self._type_scale.points(size))
            font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return QFont(font)

    def text_width(self, text: str, size: TextSize = TextSize.BODY, *, strong: bool = False) -> float:
        """Return the width of a short text, such as a label, in pixels; the tables measure the same ones."""
        key = (text, size, strong)
        if key not in self._text_widths:
            self._text_widths[key] = QFontMetricsF(self.font(size, strong=strong)).horizontalAdvance(text)
        return self._text_widths[key]

    def pixmap(self, name: str, role: str = "text2", size: float = 16, device_pixel_ratio: float = 1.0) -> QPixmap:
        """Return an icon of `size` logical pixels, whatever the text size, drawn for `device_pixel_ratio`."""
        return self._icons.pixmap(name, self._hex(role), size, device_pixel_ratio)

    # For the menu of schemes ---------------------------------------------------------------------------------

    def set_scheme_choice(self, choice: SchemeChoice) -> None:
        """Follow the system, or be light or dark whatever the system is."""
        self._choice = choice
        apply_scheme(self._app, choice)
        self.apply()

    def apply(self) -> None:
        """Read the system's settings and apply the theme; emit `changed` if it differs from the one before."""
        self._is_applying = True
        try:
            self._apply_colors()
        finally:
            self._is_applying = False

    # Internal -------------------------------------------------------------------------------------------------

    def _on_palette_changed(self) -> None:
        # A change from one high-contrast scheme to another emits no other signal.
        if self._high_contrast and not self._is_applying:
            self.apply()

    def _apply_colors(self) -> None:
        old = (self._colors, self._high_contrast, self._app.styleSheet())
        palette = self.contrast_palette(self._app)
        self._high_contrast = palette is not None
        if palette is not None:
            self._app.setPalette(palette)
            self._colors = colors_from_palette(self._app.palette())
            self._selected_colors = selection_colors(self._colors)
            controls = control_colors(self._colors)
            sheet = high_contrast_sheet(controls, self.metrics, self._type_scale.points, self._sheet_icons(controls))
        else:
            self._colors = self._selected_colors = DARK if prefers_dark(self._app, self._choice) else LIGHT
            palette = palette_from_colors(self._colors)
            sheet = style_sheet(self._colors, self.metrics, self._type_scale.points, self._sheet_icons(self._colors))
        if old == (self._colors, self._high_contrast, sheet):
            return
        self._app.setFont(self._type_scale.font)
        self._app.setPalette(palette)
        self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _hex(self, role: str) -> str:
        color = getattr(self._colors, role)
        if not isinstance(color, str):
            raise ValueError(f"{role} is not the role of a colour")
        return color

    def _sheet_icons(self, colors: Colors) -> dict[str, str]:
        """Write the icons of the style sheet to files; return their paths by "name/role"."""
        paths = {}
        for name, role in SHEET_ICONS:
            color = str(getattr(colors, role))
            path = self._sheet_folder / f"{name}-{color[1:]}.svg"
            if not path.exists():
                path.write_text(svg_with_color(name, color), encoding="utf-8")
            paths[f"{name}/{role}"] = path.as_posix()
        return paths
