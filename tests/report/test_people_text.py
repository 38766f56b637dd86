"""The fold of people's text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.report.people_text import fold, fold_letters, fold_with_origins

TEXTS = st.text(st.one_of(st.sampled_from("abåäöÅßİıłø’´–\u00a0\u200b\u00ad\ufeff\u030a\u0301 \n"), st.characters()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åsa", "A\N{COMBINING RING ABOVE}sa"),
        ("Åsa", "A\u200b\N{COMBINING RING ABOVE}sa"),
        ("Anna Berg", " Anna\u00a0  Berg\n"),
        ("Anna Berg", "\ufeffAnna Be\u00adrg\u200b"),
        ("İbrahim", "ibrahim"),
        ("ISTANBUL", "ıstanbul"),
        ("Łukasz", "lukasz"),
        ("Weiß", "WEISS"),
        ("Søren Bæk", "Sören Bäk"),
        ("Renée", "renee"),
        ("Müller", "Mu\N{COMBINING DIAERESIS}ller"),
        ("O’Brien", "O'Brien"),
        ("O´Brien", "O`Brien"),
        ("Berg–Lund", "Berg-Lund"),
        ("Berg\u2011Lund", "Berg\u2212Lund"),
        ("Ａｎｎａ", "Anna"),
        ("So\ufb01a", "Sofia"),
        ("ΌΜΗΡΟΣ", "ομηρος"),
    ],
)
def test_texts_that_read_the_same_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("å", "a"), ("ä", "a"), ("ö", "o"), ("å", "ä"), ("й", "и"), ("が", "か")])
def test_letters_of_their_own_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(one)


@given(TEXTS)
def test_folding_is_the_same_for_every_composition_and_folding_twice_changes_nothing_more(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_every_folded_character_has_an_origin(text: str) -> None:
    folded, origins = fold_with_origins(text)
    assert len(folded) == len(origins)
    assert all(0 <= start < end <= len(text) for start, end in origins)


@given(st.text(st.characters(max_codepoint=0x2122, exclude_categories=["Mn", "Cs"])))
def test_the_fast_way_of_common_texts_folds_like_the_slow_one(text: str) -> None:
    assert fold(text) == fold("".join(fold_letters(char) for char in text))
