"""The gallery leaves no dialog out: what is built later is looked through too."""

import importlib
import pkgutil
import re
from pathlib import Path

import vitec_desktop.ui
from tests import gallery, rare_screens, screenshots, studio
from vitec_desktop.report.language import LANGUAGES

NOT_DRAWN = {"overviewPrintDialog", "overviewPdfDialog"}
"""The system's own."""


def modules() -> list[Path]:
    found = pkgutil.walk_packages(vitec_desktop.ui.__path__, "vitec_desktop.ui.")
    return [Path(str(importlib.import_module(one.name).__file__)) for one in found]


def test_every_dialog_is_drawn() -> None:
    drawn = "".join(Path(str(one.__file__)).read_text(encoding="utf-8") for one in (studio, screenshots, rare_screens))
    sources = [path.read_text(encoding="utf-8") for path in modules()]
    named = {name for text in sources for name in re.findall(r'setObjectName\("(\w+(?:Dialog|Box|Prompt))"\)', text)}
    assert len(named) > 8
    assert {name for name in named - NOT_DRAWN if f'"{name}"' not in drawn} == set()


def test_every_language_look_and_scale_is_drawn() -> None:
    ways = list(gallery.ways())
    assert {way.language for way in ways} == set(LANGUAGES)
    assert {way.look for way in ways} == {look.value for look in studio.Look}
    assert {way.scale for way in ways} >= {"1", "1.5", "2", "3"}
    assert len({way.name for way in ways}) == len(ways)
