"""The screenshots show every dialog, in every language, colour theme and scale."""

import importlib
import pkgutil
import re
from pathlib import Path

import vitec_desktop.ui
from tests.helpers import extra_screenshots, screenshot_session, screenshots
from tests.helpers.screenshot_matrix import iter_variants
from vitec_desktop.report.language import LANGUAGES

NOT_DRAWN = {"overviewPrintDialog", "overviewPdfDialog"}
"""Dialogs of the operating system."""


def modules() -> list[Path]:
    found = pkgutil.walk_packages(vitec_desktop.ui.__path__, "vitec_desktop.ui.")
    return [Path(str(importlib.import_module(one.name).__file__)) for one in found]


def test_every_dialog_is_drawn() -> None:
    drawing = (screenshot_session, screenshots, extra_screenshots)
    drawn = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in drawing)
    sources = [path.read_text(encoding="utf-8") for path in modules()]
    named = {name for text in sources for name in re.findall(r'setObjectName\("(\w+(?:Dialog|Box|Prompt))"\)', text)}
    assert len(named) > 8
    assert {name for name in named - NOT_DRAWN if f'"{name}"' not in drawn} == set()


def test_every_language_theme_and_scale_is_drawn() -> None:
    variants = list(iter_variants())
    assert {variant.language for variant in variants} == set(LANGUAGES)
    assert {variant.color_theme for variant in variants} == {theme.value for theme in screenshot_session.ColorTheme}
    assert {variant.scale for variant in variants} >= {"1", "1.5", "2", "3"}
    assert len({variant.name for variant in variants}) == len(variants)
