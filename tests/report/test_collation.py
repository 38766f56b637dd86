"""The order of texts, against Qt's collator where that one uses ICU."""

import sys
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale

from vitec_desktop.report.collation import ENGLISH, SWEDISH, Collation

# Characters of Swedish registers: also letters of the neighbouring languages, punctuation, digits.
LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéèëüñøæçšžłðđþßáíóúýôîïõœęűőģķļņśźżńćčřťďěůğş"
CHARACTERS = LETTERS + LETTERS.upper() + "0123456789 -,.…'‘’&/()–:;!?+*#%\"“”„@_"
_NAMES = (
    "Adam Berg, Ådahl, Aslan, Åkesson, Ärlig, Andrén, Andren, Öberg, Oberg, Ørsted, Æbelø, Zetterlund, Ek, Eklund, "
    "Müller, Myller, Muller, Wallin, Vallin, Walin, Östlund, Östman, de Geer, De Geer, af Ugglas, von Essen, "
    "O'Brien, O’Brien, Lindén, Linden, Lindén Ek, Nordén-Berg, Nordén Berg, Kontor 2, Kontor 10, Kontor 02, kontor 1, "
    "Norrby Solna, Norrby Sundbyberg, Norrby Vasastan, 1:a, 10:e, Anna B, Anna-B, Anna.B, Ann-Sofie, AnnSofie, "
    "Ann Sofie, Þór, Thor, Łukasz, Lukas, Šimon, Simon, Ñandu, Çelik, Celik, Straße, Strasse, Göteborg, Goteborg"
)
NAMES = _NAMES.split(", ")

has_icu = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the collator is the system's own")

TEXTS = st.text(st.sampled_from(CHARACTERS), max_size=8)


def icu_collator(locale: str) -> QCollator:
    collator = QCollator(QLocale(locale))
    collator.setNumericMode(True)
    return collator


def sign(first: Any, second: Any) -> int:
    return int(first > second) - int(first < second)


def in_order(texts: Sequence[str], collation: Collation = SWEDISH) -> list[str]:
    return sorted(texts, key=collation.key)


def test_swedish_letters_stand_last() -> None:
    assert in_order(["Öberg", "Ärlig", "Zetterlund", "Åkesson", "Adam"]) == [
        "Adam",
        "Zetterlund",
        "Åkesson",
        "Ärlig",
        "Öberg",
    ]


def test_english_sorts_them_with_a_and_o() -> None:
    assert in_order(["Öberg", "Zetterlund", "Åkesson", "Adam", "Polly"], ENGLISH) == [
        "Adam",
        "Åkesson",
        "Öberg",
        "Polly",
        "Zetterlund",
    ]


def test_numbers_within_a_text_sort_as_numbers() -> None:
    assert in_order(["Kontor 10", "Kontor 2", "Kontor 1b", "Kontor"]) == [
        "Kontor",
        "Kontor 1b",
        "Kontor 2",
        "Kontor 10",
    ]


def test_very_long_numbers_are_still_sorted() -> None:
    longer, shorter = "9" * 300, "8" * 299
    assert in_order([longer, "a", shorter, "7"]) == ["7", shorter, longer, "a"]


def test_accents_and_capitals_only_break_ties() -> None:
    assert in_order(["Lindéns", "LINDEN", "Lindén", "linden", "Lindens"]) == [
        "linden",
        "LINDEN",
        "Lindén",
        "Lindens",
        "Lindéns",
    ]


def test_letters_of_neighbouring_languages_stand_beside_their_swedish_counterparts() -> None:
    assert in_order(["ö", "ø", "ä", "æ", "z", "å"]) == ["z", "å", "ä", "æ", "ö", "ø"]
    assert in_order(["yb", "üa", "z", "ya"]) == ["ya", "üa", "yb", "z"]


def test_a_person_stands_in_one_place_whichever_apostrophe_was_typed() -> None:
    for collation in (SWEDISH, ENGLISH):
        names = ["O’Brien Carin", "O'Brien Bo", "O’Brien Anna", "O'Brien", "O’Brien"]
        assert in_order(names, collation) == ["O'Brien", "O’Brien", "O’Brien Anna", "O'Brien Bo", "O’Brien Carin"]
    assert in_order(["“Huset” A", '"Huset" B', "”Huset” C"]) == ["“Huset” A", '"Huset" B', "”Huset” C"]


def test_a_letter_typed_as_two_characters_is_the_same_letter() -> None:
    assert SWEDISH.key("A\N{COMBINING RING ABOVE}kesson") == SWEDISH.key("Åkesson")


@has_icu
@pytest.mark.parametrize(("locale", "collation"), [("sv_SE", SWEDISH), ("en_GB", ENGLISH)])
def test_names_sort_as_the_collator_sorts_them(locale: str, collation: Collation) -> None:
    collator = icu_collator(locale)
    for first in NAMES:
        for second in NAMES:
            assert sign(collation.key(first), collation.key(second)) == sign(collator.compare(first, second), 0), (
                first,
                second,
            )


@has_icu
@pytest.mark.parametrize("collation", [SWEDISH, ENGLISH], ids=["sv_SE", "en_GB"])
@given(first=TEXTS, second=TEXTS)
@example(first="’", second="'0")
@example(first="O’Brien Anna", second="O'Brien Bo")
@example(first="…e", second="...é")
def test_texts_sort_as_the_collator_sorts_them(collation: Collation, first: str, second: str) -> None:
    collator = icu_collator("sv_SE" if collation is SWEDISH else "en_GB")
    assert sign(collation.key(first), collation.key(second)) == sign(collator.compare(first, second), 0)


@has_icu
@pytest.mark.parametrize("collation", [SWEDISH, ENGLISH], ids=["sv_SE", "en_GB"])
@given(first=TEXTS, end=st.text(st.sampled_from(CHARACTERS), max_size=2))
def test_texts_that_begin_alike_sort_as_the_collator_sorts_them(collation: Collation, first: str, end: str) -> None:
    collator = icu_collator("sv_SE" if collation is SWEDISH else "en_GB")
    for other in (first + end, first.swapcase(), first.upper() + end, end + first):
        assert sign(collation.key(first), collation.key(other)) == sign(collator.compare(first, other), 0), other


@given(st.text(max_size=20))
def test_any_text_has_a_key(text: str) -> None:
    assert SWEDISH.key(text) == SWEDISH.key(text)
    assert in_order([text, "a"]) in ([text, "a"], ["a", text])


def test_half_a_surrogate_pair_sorts_too() -> None:
    assert in_order(["b", "\ud83d", "a"])[:2] == ["a", "b"]
