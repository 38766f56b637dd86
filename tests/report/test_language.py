"""The translations of a file, read as Qt Linguist wrote them."""

from xml.parsers.expat import ExpatError

import pytest

from vitec_desktop.report.language import LANGUAGES, Language, load_language, read_ts_file
from vitec_desktop.resources import resource_path

FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>One</name>
    <message><source>Å &amp; ä</source><translation>A &lt;b&gt;</translation></message>
    <message numerus="yes">
        <source>%n rader</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message><source>Gammal</source><translation type="vanished">Old</translation></message>
    <message><source>Ny</source><translation type="unfinished"></translation></message>
</context>
<context>
    <name>Two</name>
    <message><source>Å &amp; ä</source><comment>x</comment><translation>Other
line</translation></message>
</context>
</TS>
"""


def test_texts_are_read_by_context_and_source() -> None:
    assert read_ts_file(FILE.encode()) == {
        ("One", "Å & ä"): ("A <b>",),
        ("One", "%n rader"): ("%n row", "%n rows"),
        ("Two", "Å & ä"): ("Other\nline",),
    }


def test_a_text_without_translation_is_shown_as_in_the_code() -> None:
    language = Language("en", read_ts_file(FILE.encode()))
    assert language.text("One", "Ny") == "Ny"
    assert language.text("One", "%n rader", 1) == "1 row"
    assert language.text("One", "%n rader", 2) == "2 rows"
    assert language.text("Two", "%n rader", 2) == "2 rader"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_plural_forms(code: str) -> None:
    assert any(len(forms) == 2 for forms in load_language(code).texts.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_file_that_is_cut_short_is_refused(code: str) -> None:
    content = resource_path("translations", f"vitec_desktop_{code}.ts").read_bytes()
    with pytest.raises(ExpatError):
        read_ts_file(content[: len(content) // 2])


def test_an_unknown_language_is_swedish() -> None:
    assert load_language("xx") == load_language("sv")
