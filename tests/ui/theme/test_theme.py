"""The theme: contrast of every pair of roles, icons, following the system, sizes that fit the text."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vitec_desktop.resources import resource_path
from vitec_desktop.ui.theme.colors import DARK, LIGHT, Colors
from vitec_desktop.ui.theme.icons import PLACEHOLDER
from vitec_desktop.ui.theme.metrics import TextSize, text_factor
from vitec_desktop.ui.theme.palette import ROLES, colors_from_palette, contrast_ratio, control_colors, selection_colors
from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import SHORTCUT_OPACITY
from vitec_desktop.ui.widgets.painting import blend

TEXT, MARK = 4.5, 3.0

ICON_FILES = (file for file in resource_path("icons").glob("*.svg") if PLACEHOLDER in file.read_text(encoding="utf-8"))
COLORED_ICONS = sorted(file.stem for file in ICON_FILES)

BACKGROUNDS = ("surface", "window", "hover", "select")
NOTICES = ("info", "ok", "warn", "err")

PAIRS = [
    *[(role, background, TEXT) for role in ("text", "text2", "accent") for background in BACKGROUNDS],
    *[("text", background, TEXT) for background in ("sunken", "hit")],
    ("accent", "ok_background", TEXT),  # the toast
    ("accent_hover", "ok_background", TEXT),
    *[("text2", background, TEXT) for background in ("sunken", *(f"{level}_background" for level in NOTICES))],
    *[("on_accent", background, TEXT) for background in ("accent", "accent_hover", "accent_pressed")],
    *[("text", f"{level}_background", TEXT) for level in NOTICES],
    *[(level, f"{level}_background", MARK) for level in NOTICES],
    *[(level, "window", MARK) for level in NOTICES],
    ("err", "surface", TEXT),
    ("tooltip_text", "tooltip_background", TEXT),
    *[
        (role, background, MARK)
        for role in ("bar", "edge_strong", "unhandled", "progress", "done", "declined")
        for background in ("surface", "select", "hover")
    ],
]


@pytest.fixture
def large_theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme of a system whose text is half as large again."""
    font = QFont("Inter")
    font.setPointSizeF(15)
    made = Theme(qapp, SchemeChoice.LIGHT, system_font=font)
    yield made
    made.deleteLater()


def system_palette(
    background: str, text: str, highlight: str, on_highlight: str, link: str = "", disabled: str = ""
) -> QPalette:
    """Return a palette like a high-contrast system's: few colours, and a strong selection colour."""
    palette = QPalette(QColor(background))
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.ToolTipBase):
        palette.setColor(role, QColor(background))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ToolTipText):
        palette.setColor(role, QColor(text))
    palette.setColor(QPalette.ColorRole.Link, QColor(link or text))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(highlight))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(on_highlight))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, QColor(disabled or text))
    return palette


CONTRAST_THEMES = {
    "aquatic": system_palette("#202020", "#FFFFFF", "#8EE3F0", "#263B50", "#75E9FC", "#A6A6A6"),
    "desert": system_palette("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3", "#1C5E75", "#676767"),
    "dusk": system_palette("#2D3236", "#FFFFFF", "#A1BFDE", "#212D3B", "#70EBDE", "#A6A6A6"),
    "night-sky": system_palette("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B", "#8080FF", "#A6A6A6"),
}
"""The high-contrast schemes of Windows."""

SCHEMES = {"light": LIGHT, "dark": DARK} | {
    name: colors_from_palette(palette) for name, palette in CONTRAST_THEMES.items()
}


@pytest.mark.parametrize("colors", SCHEMES.values(), ids=SCHEMES)
def test_every_pair_of_roles_has_enough_contrast(colors: Colors) -> None:
    for role, background, least in PAIRS:
        ratio = contrast_ratio(QColor(getattr(colors, role)), QColor(getattr(colors, background)))
        assert ratio >= least, (role, background)


@pytest.mark.parametrize("name", CONTRAST_THEMES)
def test_a_selected_row_can_be_read_in_high_contrast(name: str) -> None:
    colors = selection_colors(SCHEMES[name])
    for role in ("text", "text2", "accent", "unhandled", "progress", "done", "declined", "bar"):
        for background in ("select", "hit"):
            assert contrast_ratio(QColor(getattr(colors, role)), QColor(getattr(colors, background))) >= TEXT


@pytest.mark.parametrize("name", SCHEMES)
def test_a_selection_in_a_list_or_a_text_can_be_read(name: str) -> None:
    colors = control_colors(SCHEMES[name]) if name in CONTRAST_THEMES else SCHEMES[name]
    for background in ("select", "chip_edge"):
        assert contrast_ratio(QColor(colors.on_select), QColor(getattr(colors, background))) >= TEXT


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_a_shortcut_on_a_filled_button_can_be_read(colors: Colors) -> None:
    for background in ("accent", "accent_hover", "accent_pressed"):
        hint = blend(QColor(colors.on_accent), QColor(getattr(colors, background)), SHORTCUT_OPACITY)
        assert contrast_ratio(hint, QColor(getattr(colors, background))) >= TEXT


def test_the_contrast_ratio_of_known_pairs() -> None:
    assert contrast_ratio(QColor("#FFFFFF"), QColor("#000000")) == pytest.approx(21.0)
    assert contrast_ratio(QColor("#767676"), QColor("#FFFFFF")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_every_icon_is_drawn_in_its_colour_and_inside_its_square(theme: Theme, ratio: float) -> None:
    accent = theme.color("accent")
    for name in COLORED_ICONS:
        image = theme.pixmap(name, "accent", 16, ratio).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
        side = round(16 * ratio)
        assert image.width() == image.height() == side, name
        pixels = bytes(image.constBits())
        inked = [pixels[place : place + 4] for place in range(0, len(pixels), 4) if pixels[place + 3] > 96]
        assert len(inked) >= 8 * ratio, name
        assert all(abs(red - accent.red()) < 24 and abs(blue - accent.blue()) < 24 for red, _, blue, _ in inked), name
        alphas = pixels[3::4]
        assert max(alphas[0], alphas[side - 1], alphas[-side], alphas[-1]) < 64, name


def test_an_icon_that_does_not_exist_is_an_error(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        theme.pixmap("no-such-icon")
    with pytest.raises(ValueError, match="is_dark"):
        theme.color("is_dark")


def test_the_palette_follows_the_chosen_scheme_and_a_change_is_emitted(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.window
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme_choice(SchemeChoice.DARK)
    assert theme.colors.is_dark
    for role, name in ROLES.items():
        assert qapp.palette().color(role).name().upper() == getattr(DARK, name), role
    disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name().upper() == DARK.disabled
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme_choice(SchemeChoice.DARK)


def test_the_system_choice_follows_the_system_while_the_program_runs(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = [Qt.ColorScheme.Dark]
    hints = type(qapp.styleHints())
    monkeypatch.setattr(hints, "colorScheme", lambda _self: scheme[0])
    theme.set_scheme_choice(SchemeChoice.SYSTEM)
    assert theme.colors.is_dark
    scheme[0] = Qt.ColorScheme.Light
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert not theme.colors.is_dark


def test_high_contrast_takes_its_colours_from_the_system(theme: Theme, qapp: QApplication) -> None:
    theme.contrast_palette = lambda _app: CONTRAST_THEMES["night-sky"]
    theme.apply()
    assert theme.is_high_contrast
    assert theme.colors.unhandled == "#ffffff"
    assert theme.colors.accent == "#d6b4fd"
    system = {"#000000", "#ffffff", "#d6b4fd", "#2b2b2b", "#a6a6a6"}
    assert set(re.findall(r"#[0-9a-fA-F]{6}\b", qapp.styleSheet())) <= system


@pytest.mark.parametrize("name", CONTRAST_THEMES)
def test_in_high_contrast_the_frame_of_every_control_can_be_seen(theme: Theme, qtbot: QtBot, name: str) -> None:
    theme.contrast_palette = lambda _app: CONTRAST_THEMES[name]
    theme.apply()
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    for control in (QLineEdit(), QDateEdit(), QComboBox(), QCheckBox("a"), QRadioButton("a"), QTimeEdit(), QSpinBox()):
        layout.addWidget(control)
        page.show()
        image = control.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(24) for y in range(image.height())}
        assert max(contrast_ratio(QColor(one), QColor(theme.colors.surface)) for one in seen) >= MARK, control


def test_another_high_contrast_scheme_of_the_system_is_followed(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    now = CONTRAST_THEMES["aquatic"]
    theme.contrast_palette = lambda _app: now
    theme.apply()
    now = CONTRAST_THEMES["night-sky"]
    with qtbot.waitSignal(theme.changed):
        qapp.setPalette(now)
    assert theme.colors.surface == "#000000"


def test_a_highlight_too_faint_to_read_is_not_used_in_high_contrast(theme: Theme) -> None:
    faint = system_palette("#000000", "#FFFFFF", "#222244", "#000000")
    theme.contrast_palette = lambda _app: faint
    theme.apply()
    assert (theme.colors.accent, theme.colors.on_accent) == ("#ffffff", "#000000")


def test_a_black_system_palette_is_known_to_be_dark() -> None:
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    colors = colors_from_palette(palette)
    assert colors.is_dark
    assert colors.text2 == "#ffff00"


def test_text_is_never_smaller_than_the_design_and_grows_with_the_system(theme: Theme) -> None:
    assert text_factor(9) == 1.0
    assert text_factor(26) >= 2.0
    assert theme.font().pointSizeF() == pytest.approx(9.75)
    assert theme.font(TextSize.CAPTION).pointSizeF() == pytest.approx(9.0)
    assert theme.font(strong=True).weight() == QFont.Weight.DemiBold
    assert theme.font().isFeatureSet(QFont.Tag.fromString("tnum"))


def test_all_text_and_all_controls_grow_with_a_larger_system_font(large_theme: Theme, qapp: QApplication) -> None:
    assert large_theme.metrics.factor > 1.1
    assert qapp.font().pointSizeF() == pytest.approx(9.75 * large_theme.metrics.factor)
    assert large_theme.metrics.control >= large_theme.metrics.text_height + 14
    assert large_theme.metrics.row >= large_theme.metrics.text_height + 16


@pytest.mark.parametrize("which", ["theme", "large_theme"])
def test_qts_own_controls_are_exactly_as_high_as_ours(which: str, request: pytest.FixtureRequest, qtbot: QtBot) -> None:
    theme: Theme = request.getfixturevalue(which)
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    controls = (QLineEdit("Å"), QComboBox(), QDateEdit(), QPushButton("Åäö"))
    for control in controls:
        column.addWidget(control)
    with qtbot.waitExposed(page):
        page.show()
    for control in controls:
        assert control.sizeHint().height() == theme.metrics.control, control
        before = control.sizeHint()
        control.setFocus()
        assert control.sizeHint() == before, "the focus frame moves nothing"
