"""The guide in both languages: with its pictures, in the words of the window."""

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vitec_desktop.report.language import LANGUAGES, load_language
from vitec_desktop.resources import resource_path
from vitec_desktop.ui.help.guide_dialog import GuideDialog, GuidePage
from vitec_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from tests.conftest import StartProgram

PICTURE = re.compile(r"!\[[^]]+\]\(([^)]+)\)")
NAMED = re.compile(r"\*\*([^*]+)\*\*|(?<!\*)\*([^*]+)\*(?!\*)")


def guide(language: str) -> str:
    return resource_path("guide", f"{language}.md").read_text(encoding="utf-8")


def shape(text: str) -> list[str]:
    """Return the kind of each line: heading, item, picture or text."""
    kinds = {"#": "heading", "-": "item", "!": "picture"}
    return [kinds.get(line[0], "step" if line[0].isdigit() else "text") for line in text.splitlines() if line]


def test_both_languages_say_the_same_things_in_the_same_order() -> None:
    assert shape(guide("sv")) == shape(guide("en"))
    assert shape(guide("sv")).count("picture") >= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_has_pictures_in_its_language(language: str) -> None:
    folder = resource_path("screenshots", "" if language == "sv" else language)
    names = PICTURE.findall(guide(language))
    assert names
    for name in names:
        assert not QImage(str(folder / name)).isNull(), name


def test_the_guide_uses_the_words_of_the_window() -> None:
    root = ElementTree.parse(resource_path("translations", "vitec_desktop_en.ts")).getroot()
    for language in LANGUAGES:
        tag = "source" if language == "sv" else "translation"
        known = {plain(message.findtext(tag, "")) for message in root.iter("message")}
        named = {plain(part) for pair in NAMED.findall(guide(language)) for part in "".join(pair).split(" › ")}
        assert named - {"Obehandlat", "Unhandled"} <= known, named - known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_control_of_the_command_bar_and_every_scope(
    start_program: "StartProgram", language: str
) -> None:
    driver = start_program("--demo", language=language)
    named = {plain(part) for pair in NAMED.findall(guide(language)) for part in pair if part}
    bar = driver.window.command_bar
    stops = [part for part in bar.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    controls = [part for part in stops if part.focusProxy() is None]
    names = {plain(part.accessibleName() or getattr(part, "text", str)()).partition(":")[0] for part in controls}
    assert len(names) == 7
    assert names <= named
    assert set(driver.picker_choices("statusPicker")) <= named


def plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…")


def test_f1_opens_it_beside_the_window_and_only_once(start_program: "StartProgram") -> None:
    driver = start_program("--demo")
    driver.press_keys("F1")
    dialog = driver.find_dialog("guideDialog")
    assert not dialog.isModal()
    driver.press_keys("F1")
    assert [one.isVisible() for one in driver.window.findChildren(GuideDialog)] == [True]
    page = dialog.findChild(GuidePage)
    assert isinstance(page, GuidePage)
    text = page.toPlainText()
    assert text.startswith("Handbok")
    assert "Kom igång" in text
    assert text.count("\N{OBJECT REPLACEMENT CHARACTER}") == len(PICTURE.findall(guide("sv")))
    dialog.close()


@pytest.mark.slow
def test_a_picture_is_never_wider_than_the_page(start_program: "StartProgram") -> None:
    driver = start_program("--demo")
    driver.choose_menu("Hjälp", "Handbok")
    dialog = driver.find_dialog("guideDialog")
    page = dialog.findChild(GuidePage)
    assert isinstance(page, GuidePage)
    for width in (900, 420):
        dialog.resize(width, 500)
        driver.wait_until(lambda width=width: dialog.width() == width)  # type: ignore[misc]
        picture = page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("incoming.png"))
        assert 200 <= picture.width() / picture.devicePixelRatio() <= page.viewport().width()
        assert page.horizontalScrollBar().maximum() == 0
    dialog.close()


def test_an_english_window_has_the_english_guide(start_program: "StartProgram") -> None:
    driver = start_program("--demo")
    page = GuidePage(driver.controller.theme, load_language("en"))
    assert page.toPlainText().startswith("User guide")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_lead_to_every_section(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    page = GuidePage(Theme(qapp), load_language(language))
    qtbot.addWidget(page)
    page.resize(700, 300)
    page.show()
    headings = [line[3:] for line in guide(language).splitlines() if line.startswith("## ")]
    links = re.findall(r'<a href="(#\d+)">(?:<span[^>]*>)?([^<]+)<', page.toHtml())
    assert [text for _, text in links] == headings
    for link, text in links[:-1]:
        page.anchorClicked.emit(QUrl(link))
        shown = page.cursorForPosition(QPoint(page.width() // 3, 24)).block().text()
        assert shown == text or page.verticalScrollBar().value() == page.verticalScrollBar().maximum()
