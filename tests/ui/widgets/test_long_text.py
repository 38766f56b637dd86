"""Texts are prepared for display: long words can be broken, and nothing else changes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from vitec_desktop.ui.widgets.labels import wrapped_tooltip
from vitec_desktop.ui.widgets.long_text import BREAK, breakable, shortened, without_breaks, without_orphan

NO_BREAK = "\N{NO-BREAK SPACE}"


@given(st.text(st.characters(exclude_characters=BREAK), max_size=300))
def test_only_breaks_are_added(text: str) -> None:
    assert without_breaks(breakable(text)) == text


def test_words_of_ordinary_length_are_left_alone() -> None:
    text = "Realisationsvinstbeskattningsreglerna, se https://www.example.se/kop/bostad och Hej.\nRing!"
    assert breakable(text) == text


@pytest.mark.parametrize("word", [1_000 * "a", 200 * f"Hej{NO_BREAK}", 500 * "ÅÄ", 61 * "x"])
def test_a_long_word_has_a_break_after_at_most_thirty_letters(word: str) -> None:
    pieces = breakable(f"Före {word} efter").split(BREAK)
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= 30 + len("Före ") + len(" efter")


def test_no_break_parts_a_letter_from_its_marks() -> None:
    word = unicodedata.normalize("NFD", 100 * "å")
    pieces = breakable(word).split(BREAK)
    assert len(pieces) > 1
    assert not [piece for piece in pieces if unicodedata.combining(piece[0])]


def test_a_text_is_cut_to_its_length() -> None:
    assert shortened("Rubrik", 6) == "Rubrik"
    assert shortened("Rubriken", 6) == "Rubri…"


def test_a_tooltip_is_bounded_and_shows_markup_as_it_is() -> None:
    assert len(wrapped_tooltip(400_000 * "a")) < 3_000
    assert "&lt;b&gt;" in wrapped_tooltip("<b>Hej</b>")
    assert wrapped_tooltip("") == ""


@pytest.mark.parametrize("width", range(200, 1200, 20))
def test_no_word_stands_alone_on_the_last_line_of_a_notice(qapp: QApplication, width: int) -> None:
    text = "Jämför kund-id och behörighet med uppgifterna i partnerportalen; där syns också dina senaste anrop."
    document = QTextDocument()
    document.setPlainText(without_orphan(text))
    document.setTextWidth(width)
    assert document.size().height() > 0  # lays it out
    block = document.firstBlock()
    last = block.layout().lineAt(block.layout().lineCount() - 1)
    assert len(block.text()[last.textStart() :].split()) >= 3
    assert block.text().split() == text.split()


@pytest.mark.parametrize("text", ["", "Ord", "Två ord", f"Ett {'långt' * 20}", "Rad ett.\nRad två."])
def test_a_text_of_few_or_long_words_wraps_as_before(text: str) -> None:
    assert without_orphan(text).split() == text.split()
    assert "\N{NO-BREAK SPACE}" not in without_orphan(text) or text.count(" ") > 1
