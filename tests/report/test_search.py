import unicodedata
from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.factories import FETCHED_ON, SWEDISH, TIP, tip_place
from vitec_desktop.report.columns import Value
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.people_text import fold_letters as fold
from vitec_desktop.report.report import Row, build_rows
from vitec_desktop.report.search import build_search_texts, match_spans, matching_rows
from vitec_desktop.webservice.models import ListKind

COLUMNS_OF_TIPS = COLUMNS[ListKind.TIPS]
ANY_TEXT = st.text(st.sampled_from("abåäöAÅÄßİıǆŉéſa\u030a\u0307\u0308 \n1–ΣςαΆ"), max_size=12)


def search_text(row: Row, searched: Sequence[int]) -> str:
    [text] = build_search_texts([row], COLUMNS_OF_TIPS, searched, SWEDISH)
    return text


def found(texts: list[str], query: str) -> list[str]:
    return [texts[number] for number in matching_rows([fold(text) for text in texts], query)]


def test_every_word_must_stand_somewhere() -> None:
    texts = ["Vill sälja villa i Huvudsta", "Vill köpa villa", "Säljer etta"]
    assert found(texts, "villa sälj") == ["Vill sälja villa i Huvudsta"]
    assert found(texts, "sälj") == ["Vill sälja villa i Huvudsta", "Säljer etta"]


def test_capitals_do_not_matter() -> None:
    assert found(["ÅKESSON", "åkesson", "Akesson"], "Åkesson") == ["ÅKESSON", "åkesson"]


def test_a_with_a_ring_is_not_an_a() -> None:
    assert found(["Åke", "Ake"], "ake") == ["Ake"]
    assert found(["Åke", "Ake"], "åke") == ["Åke"]


def test_a_letter_typed_as_two_characters_is_found() -> None:
    assert found(["A\N{COMBINING RING ABOVE}kesson"], "åkesson") == ["A\N{COMBINING RING ABOVE}kesson"]
    assert found(["Åkesson"], "a\N{COMBINING RING ABOVE}ke") == ["Åkesson"]


@pytest.mark.parametrize("query", ["", "   ", "\n\t"])
def test_a_query_without_words_finds_all(query: str) -> None:
    assert matching_rows(["a", "b"], query) == [0, 1]


def test_a_search_reads_what_the_cells_show() -> None:
    [row] = build_rows(ListKind.TIPS, [TIP], FETCHED_ON)
    places = [tip_place(key) for key in ("createdAt", "tip.state", "estate.estateStatus", "estate.status.id")]
    text = search_text(row, places)
    assert matching_rows([text], "2026-10-29 PLOCKAD till salu 0") == [0]
    assert matching_rows([text], "claimed") == []


def test_a_search_reads_only_the_columns_it_is_told_to() -> None:
    [row] = build_rows(ListKind.TIPS, [TIP], FETCHED_ON)
    assert matching_rows([search_text(row, [tip_place("tip.title")])], "petra") == []
    assert matching_rows([search_text(row, [tip_place("contact")])], "petra") == [0]
    assert search_text(row, []) == ""


def test_no_match_reaches_from_one_cell_into_the_next() -> None:
    row: list[Value] = [None] * len(COLUMNS_OF_TIPS)
    row[tip_place("sender.name")], row[tip_place("receiver.name")] = "Anna", "Bo"
    places = sorted([tip_place("sender.name"), tip_place("receiver.name")])
    text = search_text(tuple(row), places)
    assert matching_rows([text], "annabo") == []
    assert matching_rows([text], "anna bo") == [0]


def test_all_rows_get_a_text_even_without_columns() -> None:
    rows = build_rows(ListKind.TIPS, [TIP, TIP], FETCHED_ON)
    assert build_search_texts(rows, COLUMNS_OF_TIPS, [], SWEDISH) == ["", ""]
    assert len(build_search_texts(rows, COLUMNS_OF_TIPS, range(5), SWEDISH)) == 2


def test_a_missing_time_is_no_text() -> None:
    row: list[Value] = [None] * len(COLUMNS_OF_TIPS)
    assert search_text(tuple(row), [0]) == ""
    row[0] = datetime(2026, 1, 2, 3, 4)
    assert search_text(tuple(row), [0]) == "2026-01-02 03:04"


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Säljer lägenhet", "sälj", ["Sälj"]),
        ("Vill sälja, säljer nu", "sälj", ["sälj", "sälj"]),
        ("Vill sälja villa", "vill sälja", ["Vill", "sälja", "vill"]),
        ("aaaa", "aa", ["aaaa"]),
        ("abab", "ab ba", ["abab"]),
        ("Straße 1", "strasse", ["Straße"]),
        ("Straße 1", "s", ["S", "ß"]),
        ("Straße 1", "se", ["ße"]),
        ("İstanbul", "i", ["İ"]),
        ("İstanbul", "stan", ["stan"]),
        ("xİyÅ", "yå", ["yÅ"]),
        ("Fåa\N{COMBINING RING ABOVE}a", "å", ["åa\N{COMBINING RING ABOVE}"]),
        ("Åke", "a", []),
        ("inget", "annat", []),
        ("", "x", []),
        ("något", "", []),
    ],
)
def test_matches_are_marked_where_they_stand(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in match_spans(text, query)] == marked


@given(ANY_TEXT, ANY_TEXT)
def test_spans_lie_within_the_text_in_order_and_apart(text: str, query: str) -> None:
    ends = [end for span in match_spans(text, query) for end in span]
    assert ends == sorted(set(ends))
    assert all(0 <= end <= len(text) for end in ends)


@given(ANY_TEXT, st.data())
def test_any_stretch_of_a_text_is_found_and_marked(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    stretch = text[start:end]
    if any(map(unicodedata.combining, text)) or not stretch.split():
        return
    assert matching_rows([fold(text)], stretch) == [0]
    marked = {place for first, last in match_spans(text, stretch) for place in range(first, last)}
    assert {place for place in range(start, end) if not text[place].isspace()} <= marked


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
