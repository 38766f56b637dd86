"""Conversions between colour roles and Qt's palette, and the contrast of two colours."""

from typing import Final

from PySide6.QtGui import QColor, QPalette

from vitec_desktop.ui.theme.colors import Colors

_Role = QPalette.ColorRole

ROLES: Final[dict[_Role, str]] = {
    _Role.Window: "window",
    _Role.Base: "surface",
    _Role.Button: "surface",
    _Role.Light: "surface",
    _Role.AlternateBase: "hover",
    _Role.Text: "text",
    _Role.WindowText: "text",
    _Role.ButtonText: "text",
    _Role.HighlightedText: "on_select",
    _Role.BrightText: "text",
    _Role.Highlight: "select",
    _Role.PlaceholderText: "text2",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Accent: "accent",
    _Role.Midlight: "line",
    _Role.Mid: "edge",
    _Role.Dark: "edge_strong",
    _Role.Shadow: "edge_strong",
    _Role.ToolTipBase: "tooltip_background",
    _Role.ToolTipText: "tooltip_text",
}

MIN_TEXT_CONTRAST: Final = 4.5
"""Between a text and its background (WCAG 2.2, level AA)."""

_DISABLED_ROLES: Final = (_Role.Text, _Role.WindowText, _Role.ButtonText, _Role.HighlightedText)


def palette_from_colors(colors: Colors) -> QPalette:
    palette = QPalette()
    for role, name in ROLES.items():
        palette.setColor(role, QColor(getattr(colors, name)))
    for role in _DISABLED_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.disabled))
    return palette


def colors_from_palette(palette: QPalette) -> Colors:
    """Return our colour roles from the few colours of a high-contrast scheme.

    Icons, borders and bars are WindowText; selected and active elements are Highlight with HighlightedText on it. If
    the contrast of the system's Highlight is too low, they are WindowText with Window on it.
    """

    def color_of(role: _Role, group: QPalette.ColorGroup = QPalette.ColorGroup.Active) -> str:
        return palette.color(group, role).name()

    window, text = color_of(_Role.Window), color_of(_Role.WindowText)
    surface = color_of(_Role.Base)
    chosen, on_chosen = color_of(_Role.Highlight), color_of(_Role.HighlightedText)
    pairs = ((chosen, window), (chosen, surface), (on_chosen, chosen))
    if any(contrast_ratio(QColor(upper), QColor(background)) < MIN_TEXT_CONTRAST for upper, background in pairs):
        chosen, on_chosen = text, window
    return Colors(
        is_dark=palette.color(_Role.Window).lightnessF() < palette.color(_Role.WindowText).lightnessF(),
        window=window,
        surface=surface,
        hover=surface,
        sunken=surface,
        line=text,
        edge=text,
        edge_strong=text,
        text=text,
        text2=text,
        disabled=color_of(_Role.Text, QPalette.ColorGroup.Disabled),
        accent=chosen,
        accent_hover=chosen,
        accent_pressed=chosen,
        on_accent=on_chosen,
        bar=text,
        select=surface,
        on_select=text,
        chip_edge=text,
        hit=surface,
        unhandled=text,
        progress=text,
        done=text,
        declined=text,
        info_background=window,
        info=text,
        ok_background=window,
        ok=text,
        warn_background=window,
        warn=text,
        err_background=window,
        err=text,
        tooltip_background=color_of(_Role.ToolTipBase),
        tooltip_text=color_of(_Role.ToolTipText),
    )


def control_colors(colors: Colors) -> Colors:
    """Return a high-contrast scheme's colours for the style sheet, with the system's own selection colours."""
    return colors._replace(select=colors.accent, on_select=colors.on_accent, chip_edge=colors.accent)


def selection_colors(colors: Colors) -> Colors:
    """Return a high-contrast scheme's colours on a selected row."""
    background, text = colors.accent, colors.on_accent
    return colors._replace(
        window=background,
        surface=background,
        select=background,
        on_select=text,
        hit=background,
        line=text,
        edge=text,
        edge_strong=text,
        text=text,
        text2=text,
        accent=text,
        on_accent=background,
        bar=text,
        unhandled=text,
        progress=text,
        done=text,
        declined=text,
    )


def contrast_ratio(first: QColor, second: QColor) -> float:
    """Return from 1.0 for the same lightness to 21.0 for black on white (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())
