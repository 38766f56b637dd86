import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale

from tests.report.factories import ENGLISH, SWEDISH, tip_column
from vitec_desktop.report.collation import ENGLISH as ENGLISH_ORDER
from vitec_desktop.report.collation import SWEDISH as SWEDISH_ORDER
from vitec_desktop.report.collation import Collation
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.language import Language
from vitec_desktop.report.sorting import order_by_keys, sort_keys, sorted_order, swedish_key

# What stands in Swedish registers: letters of the neighbours too, punctuation, numbers.
LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéèëüñøæçšžłðđþßáíóúýôîïõœęűőģķļņśźżńćčřťďěůğş"
CHARACTERS = LETTERS + LETTERS.upper() + "0123456789 -,.'’&/()–:;!?+*#%\"@_"
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


def judge(locale: str) -> QCollator:
    collator = QCollator(QLocale(locale))
    collator.setNumericMode(True)
    return collator


def sign(first: Any, second: Any) -> int:
    return int(first > second) - int(first < second)


def in_order(texts: Sequence[str], language: Language = SWEDISH) -> list[str]:
    return sorted_texts(texts, language, is_descending=False)


def sorted_texts(values: Sequence[Value], language: Language = SWEDISH, *, is_descending: bool) -> list[str]:
    rows = [(value,) for value in values]
    order = sorted_order(rows, [(0, is_descending)], [tip_column("sender.name")], language)
    return [str(values[number]) for number in order]


def test_swedish_letters_stand_last() -> None:
    assert in_order(["Öberg", "Ärlig", "Zetterlund", "Åkesson", "Adam"]) == [
        "Adam",
        "Zetterlund",
        "Åkesson",
        "Ärlig",
        "Öberg",
    ]


def test_english_puts_them_with_a_and_o() -> None:
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


def test_the_neighbours_letters_stand_beside_their_swedish_kin() -> None:
    assert in_order(["ö", "ø", "ä", "æ", "z", "å"]) == ["z", "å", "ä", "æ", "ö", "ø"]
    assert in_order(["yb", "üa", "z", "ya"]) == ["ya", "üa", "yb", "z"]


def test_a_letter_typed_as_two_characters_is_the_same_letter() -> None:
    assert swedish_key("A\N{COMBINING RING ABOVE}kesson") == swedish_key("Åkesson")


@has_icu
@pytest.mark.parametrize(("locale", "collation"), [("sv_SE", SWEDISH_ORDER), ("en_GB", ENGLISH_ORDER)])
def test_names_sort_as_the_collator_sorts_them(locale: str, collation: Collation) -> None:
    collator = judge(locale)
    for first in NAMES:
        for second in NAMES:
            assert sign(collation.key(first), collation.key(second)) == sign(collator.compare(first, second), 0), (
                first,
                second,
            )


@has_icu
@pytest.mark.parametrize("collation", [SWEDISH_ORDER, ENGLISH_ORDER], ids=["sv_SE", "en_GB"])
@given(first=TEXTS, second=TEXTS)
def test_texts_sort_as_the_collator_sorts_them(collation: Collation, first: str, second: str) -> None:
    collator = judge("sv_SE" if collation is SWEDISH_ORDER else "en_GB")
    assert sign(collation.key(first), collation.key(second)) == sign(collator.compare(first, second), 0)


@has_icu
@pytest.mark.parametrize("collation", [SWEDISH_ORDER, ENGLISH_ORDER], ids=["sv_SE", "en_GB"])
@given(first=TEXTS, end=st.text(st.sampled_from(CHARACTERS), max_size=2))
def test_texts_that_begin_alike_sort_as_the_collator_sorts_them(collation: Collation, first: str, end: str) -> None:
    collator = judge("sv_SE" if collation is SWEDISH_ORDER else "en_GB")
    for other in (first + end, first.swapcase(), first.upper() + end, end + first):
        assert sign(collation.key(first), collation.key(other)) == sign(collator.compare(first, other), 0), other


@given(st.text(max_size=20))
def test_any_text_has_a_key(text: str) -> None:
    assert swedish_key(text) == swedish_key(text)
    assert in_order([text, "a"]) in ([text, "a"], ["a", text])


def test_half_a_surrogate_pair_sorts_too() -> None:
    assert in_order(["b", "\ud83d", "a"])[:2] == ["a", "b"]


@given(st.lists(st.text(st.sampled_from("aåäöéAÅ19 –"), max_size=4)), st.booleans())
def test_sorting_by_one_column_is_sorting_by_its_keys(texts: list[str], is_descending: bool) -> None:
    expected = sorted(texts, key=swedish_key, reverse=is_descending)
    assert sorted_texts(texts, is_descending=is_descending) == expected


def test_states_stand_in_report_order_and_unknown_ones_after_them() -> None:
    codes = ["Ångrad", "RemovedOther", "Done", None, "AssignedToDistributor", "Paused", "New"]
    assert order_of("tip.state", codes) == [6, 4, 2, 1, 5, 0, 3]


def test_estate_statuses_stand_in_report_order() -> None:
    codes = ["NotForSale", "Sold", None, "AssignmentAttempt", "Coming"]
    assert order_of("estate.estateStatus", codes) == [3, 4, 1, 0, 2]
    assert order_of("estate.estateStatus", codes, is_descending=True) == [0, 1, 4, 3, 2]


def test_moments_sort_by_time() -> None:
    noon = datetime(2026, 10, 29, 12)
    assert order_of("createdAt", [noon, None, noon + timedelta(seconds=1), noon - timedelta(days=300)]) == [3, 0, 2, 1]


def test_numbers_sort_by_size() -> None:
    assert order_of("estate.status.id", [10, 9, None, 0]) == [3, 1, 0, 2]


@pytest.mark.parametrize("is_descending", [False, True])
def test_empty_cells_stand_last_in_both_directions(is_descending: bool) -> None:
    for key, value in (("createdAt", datetime(2026, 1, 1)), ("tip.state", "New"), ("tip.title", "Å")):
        assert order_of(key, [None, value, None], is_descending=is_descending) == [1, 0, 2]


@pytest.mark.parametrize("is_descending", [False, True])
def test_equal_rows_keep_their_order_in_both_directions(is_descending: bool) -> None:
    assert order_of("tip.title", ["2", "02", None, "2"], is_descending=is_descending) == [0, 1, 3, 2]


def test_a_column_without_a_single_value_changes_nothing() -> None:
    assert order_of("createdAt", [None, None]) == [0, 1]
    assert order_of("tip.title", []) == []


@given(
    st.lists(st.tuples(st.sampled_from(["New", "Done", None]), st.sampled_from(["a", "Å", None]), st.integers(0, 2))),
    st.permutations([0, 1, 2]),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_several_keys_sort_one_after_the_other(
    rows: list[tuple[Value, ...]], places: list[int], directions: tuple[bool, ...]
) -> None:
    columns = [tip_column("tip.state"), tip_column("tip.title"), tip_column("estate.status.id")]
    sort = list(zip(places, directions, strict=True))
    order = sorted_order(rows, sort, columns, SWEDISH)
    assert sorted(order) == list(range(len(rows)))
    for before, after in pairwise(order):
        assert stands_before(rows[before], rows[after], sort) or (rows[before] == rows[after] and before < after)


def test_keys_can_be_made_once_and_used_in_both_directions() -> None:
    column = tip_column("tip.title")
    rows = [("b",), (None,), ("a",)]
    keys = sort_keys(column, rows, 0, SWEDISH)
    assert order_by_keys(3, [(keys, False)]) == [2, 0, 1]
    assert order_by_keys(3, [(keys, True)]) == [0, 2, 1]


def stands_before(first: tuple[Value, ...], second: tuple[Value, ...], sort: list[tuple[int, bool]]) -> bool:
    ranks = [["New", "Done"], ["a", "Å"], [0, 1, 2]]
    for place, is_descending in sort:
        one, other = first[place], second[place]
        if one == other:
            continue
        if one is None or other is None:
            return other is None
        return (ranks[place].index(one) < ranks[place].index(other)) is not is_descending  # type: ignore[attr-defined]
    return False


def order_of(key: str, values: Sequence[Value], *, is_descending: bool = False) -> list[int]:
    columns: list[Column] = [tip_column(key)]
    return sorted_order([(value,) for value in values], [(0, is_descending)], columns, SWEDISH)
