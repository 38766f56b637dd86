"""Qt's palette from our roles, and our roles from a high-contrast system's palette."""

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
    _Role.ToolTipBase: "tooltip_ground",
    _Role.ToolTipText: "tooltip_text",
}

_DISABLED_ROLES: Final = (_Role.Text, _Role.WindowText, _Role.ButtonText, _Role.HighlightedText)


def palette_from_colors(colors: Colors) -> QPalette:
    palette = QPalette()
    for role, name in ROLES.items():
        palette.setColor(role, QColor(getattr(colors, name)))
    for role in _DISABLED_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.disabled))
    return palette


def colors_from_palette(palette: QPalette) -> Colors:
    """Our roles in the few colours that a high-contrast scheme has.

    Glyphs, frames and bars are WindowText; what is chosen or acts is Highlight with HighlightedText on it. Where a
    system's own Highlight is too faint for that (not each one's palette is as strong as its wish), it is WindowText
    with Window on it.
    """

    def of(role: _Role, group: QPalette.ColorGroup = QPalette.ColorGroup.Active) -> str:
        return palette.color(group, role).name()

    window, text = of(_Role.Window), of(_Role.WindowText)
    surface = of(_Role.Base)
    chosen, on_chosen = of(_Role.Highlight), of(_Role.HighlightedText)
    pairs = ((chosen, window), (chosen, surface), (on_chosen, chosen))
    if any(contrast_ratio(QColor(upper), QColor(ground)) < MIN_TEXT_CONTRAST for upper, ground in pairs):
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
        disabled=of(_Role.Text, QPalette.ColorGroup.Disabled),
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
        info_ground=window,
        info=text,
        ok_ground=window,
        ok=text,
        warn_ground=window,
        warn=text,
        err_ground=window,
        err=text,
        tooltip_ground=of(_Role.ToolTipBase),
        tooltip_text=of(_Role.ToolTipText),
    )


def control_colors(colors: Colors) -> Colors:
    """A high-contrast scheme's colours for the style sheet: what is chosen in a list or a text has the system's ground
    for that, and a menu's own marks stand on it too."""
    return colors._replace(select=colors.accent, on_select=colors.on_accent, chip_edge=colors.accent)


def selection_colors(colors: Colors) -> Colors:
    """A high-contrast scheme's colours as they are on the ground of what is selected."""
    ground, text = colors.accent, colors.on_accent
    return colors._replace(
        window=ground,
        surface=ground,
        select=ground,
        on_select=text,
        hit=ground,
        line=text,
        edge=text,
        edge_strong=text,
        text=text,
        text2=text,
        accent=text,
        on_accent=ground,
        bar=text,
        unhandled=text,
        progress=text,
        done=text,
        declined=text,
    )


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
