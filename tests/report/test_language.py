"""Words are the same whether a language's file is read as it stands in the checkout or as a package holds it."""

import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from vitec_desktop.report import language as language_module
from vitec_desktop.report.language import LANGUAGES, load_language
from vitec_desktop.report.qm_reader import read_qm_file
from vitec_desktop.resources import resource_path

LRELEASE = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The resources as a package holds them: translations compiled, none as they are."""
    folder = tmp_path_factory.mktemp("resources")
    for code in LANGUAGES:
        name = f"vitec_desktop_{code}"
        source = resource_path("translations", f"{name}.ts")
        subprocess.run([LRELEASE, "-silent", source, "-qm", folder / f"{name}.qm"], check=True)
    return folder


@pytest.mark.parametrize("code", LANGUAGES)
def test_compiled_words_are_the_same(code: str, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = load_language(code)
    monkeypatch.setattr(language_module, "resource_path", lambda _folder, name: package / name)

    compiled = load_language(code)

    assert plain.texts
    assert compiled.texts == plain.texts
    assert any(len(forms) == 2 for forms in compiled.texts.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_compiled_file_that_is_cut_short_is_refused(code: str, package: Path) -> None:
    whole = (package / f"vitec_desktop_{code}.qm").read_bytes()

    with pytest.raises(ValueError, match="cut short"):
        read_qm_file(whole[: len(whole) // 2])


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a compiled translation"):
        read_qm_file(b"<?xml version='1.0'?>")
