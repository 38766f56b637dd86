"""The look of the running program: colours, fonts, sizes and icons, in step with the system."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication

from vitec_desktop.ui.theme.colors import DARK, LIGHT, Colors
from vitec_desktop.ui.theme.icons import IconSet, svg_with_color
from vitec_desktop.ui.theme.metrics import Metrics, TextSize
from vitec_desktop.ui.theme.palette import colors_from_palette, control_colors, palette_from_colors, selection_colors
from vitec_desktop.ui.theme.stylesheet import SHEET_ICONS, high_contrast_sheet, style_sheet
from vitec_desktop.ui.theme.system import SchemeChoice, apply_scheme, prefers_contrast, prefers_dark, read_type_scale

__all__ = ["SchemeChoice", "Theme"]


class Theme(QObject):
    """Dresses the application and tells its parts when to look again.

    Give it to every part that paints; a part reads `colors`, `metrics`, `font()` and the icons when it paints, and
    repaints (or measures anew) on `changed`.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        scheme_override: SchemeChoice = SchemeChoice.SYSTEM,
        *,
        system_font: QFont | None = None,
    ) -> None:
        """Dress `app` at once; `system_font` stands in for the system's own where a test wants another size."""
        super().__init__(app)
        self._app = app
        self._choice = scheme_override
        self._icons = IconSet()
        self._sheet_folder = tempfile.TemporaryDirectory(prefix="vitec-desktop-")
        self._high_contrast = False
        self._is_applying = False
        self._colors = self._selected_colors = LIGHT
        app.setStyle("Fusion")
        self._text = read_type_scale(app, system_font)
        hints = app.styleHints()
        if scheme_override is not SchemeChoice.SYSTEM:
            apply_scheme(app, scheme_override)
        self.apply()
        hints.colorSchemeChanged.connect(self.apply)
        app.paletteChanged.connect(self._on_palette_changed)
        self._contrast_hints = hints.accessibility() if hasattr(hints, "accessibility") else None
        if self._contrast_hints is not None:
            self._contrast_hints.contrastPreferenceChanged.connect(self.apply)

    # What parts read ------------------------------------------------------------------------------------------

    @property
    def colors(self) -> Colors:
        return self._colors

    @property
    def selected_colors(self) -> Colors:
        """Those on the ground of a selected row: others only in high contrast, where that ground is a strong one."""
        return self._selected_colors

    @property
    def metrics(self) -> Metrics:
        return self._text.metrics

    @property
    def is_dark(self) -> bool:
        return self._colors.is_dark

    @property
    def is_high_contrast(self) -> bool:
        return self._high_contrast

    @property
    def scheme_choice(self) -> SchemeChoice:
        return self._choice

    def color(self, role: str) -> QColor:
        """The colour of a role such as "text2", a field name of `Colors`."""
        return QColor(self._hex(role))

    def font(self, size: TextSize = TextSize.BODY, *, strong: bool = False) -> QFont:
        """The system's font in a size of the type scale, weight 600 if `strong`."""
        font = QFont(self._text.font)
        font.setPointSizeF(self._text.points(size))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def icon(self, name: str, role: str = "text2", size: int = 16) -> QIcon:
        """An icon in today's colours; parts that keep it ask again on `changed` (or use `set_icon`)."""
        return self._icons.icon(name, self._hex(role), self._colors.disabled, self.metrics.px(size))

    def pixmap(self, name: str, role: str = "text2", size: float = 16, device_pixel_ratio: float = 1.0) -> QPixmap:
        """An icon drawn for exactly this ratio; `size` is in logical pixels and does not grow with the text."""
        return self._icons.pixmap(name, self._hex(role), size, device_pixel_ratio)

    def set_icon(self, target: QAbstractButton | QAction, name: str, role: str = "text2", size: int = 16) -> None:
        """Give `target` an icon that changes with the scheme for as long as `target` lives."""
        for former in target.findChildren(_IconBinding, options=Qt.FindChildOption.FindDirectChildrenOnly):
            former.stop()
        _IconBinding(self, target, name, role, size)

    # What the window and the settings call --------------------------------------------------------------------

    def set_scheme_choice(self, choice: SchemeChoice) -> None:
        """Follow the system, or stay light or dark whatever the system does."""
        self._choice = choice
        apply_scheme(self._app, choice)
        self.apply()

    def apply(self) -> None:
        """Read the system's wishes and dress the application; tells `changed` if something is different."""
        self._is_applying = True
        try:
            self._dress()
        finally:
            self._is_applying = False

    # Inside ---------------------------------------------------------------------------------------------------

    def _on_palette_changed(self) -> None:
        # From one of the system's high-contrast schemes to another nothing else is told.
        if self._high_contrast and not self._is_applying:
            self.apply()

    def _dress(self) -> None:
        before = (self._colors, self._high_contrast, self._app.styleSheet())
        self._high_contrast = self._system_wants_contrast()
        if self._high_contrast:
            palette = self._system_palette()
            self._app.setPalette(palette)
            self._colors = colors_from_palette(self._app.palette())
            self._selected_colors = selection_colors(self._colors)
            controls = control_colors(self._colors)
            sheet = high_contrast_sheet(controls, self.metrics, self._text.points, self._sheet_icons(controls))
        else:
            self._colors = self._selected_colors = DARK if prefers_dark(self._app, self._choice) else LIGHT
            palette = palette_from_colors(self._colors)
            sheet = style_sheet(self._colors, self.metrics, self._text.points, self._sheet_icons(self._colors))
        if before == (self._colors, self._high_contrast, sheet):
            return
        self._app.setFont(self._text.font)
        self._app.setPalette(palette)
        self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _hex(self, role: str) -> str:
        color = getattr(self._colors, role)
        if not isinstance(color, str):
            raise ValueError(f"{role} is not the role of a colour")
        return color

    def _system_wants_contrast(self) -> bool:
        return prefers_contrast(self._app)

    def _system_palette(self) -> QPalette:
        """An empty palette: it gives the application back to the system, whose own can then be read."""
        return QPalette()

    def _sheet_icons(self, colors: Colors) -> dict[str, str]:
        """Write the drawings that a style sheet can only name as files; answers their paths by name and role."""
        paths = {}
        for name, role in SHEET_ICONS:
            color = str(getattr(colors, role))
            path = Path(self._sheet_folder.name, f"{name}-{color[1:]}.svg")
            if not path.exists():
                path.write_text(svg_with_color(name, color), encoding="utf-8")
            paths[f"{name}/{role}"] = path.as_posix()
        return paths


class _IconBinding(QObject):
    """Keeps one button's or action's icon in today's colours; lives and dies with it."""

    def __init__(self, theme: Theme, target: QAbstractButton | QAction, name: str, role: str, size: int) -> None:
        super().__init__(target)
        self._theme, self._target = theme, target
        self._request = (name, role, size)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self._target.setIcon(self._theme.icon(*self._request))

    def stop(self) -> None:
        self._theme.changed.disconnect(self.refresh)
        self.setParent(None)
        self.deleteLater()
