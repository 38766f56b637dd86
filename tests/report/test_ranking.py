"""The order of a table's rows, worked out in steps, against the one that Python's sort makes in one go."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.factories import SWEDISH, tip_column
from tests.report.reference_order import sorted_order
from vitec_desktop.report.collation import SWEDISH as COLLATION
from vitec_desktop.report.columns import Value
from vitec_desktop.report.ranking import column_value_steps, order_steps, rank_steps, row_rank_steps
from vitec_desktop.report.row_index import RowIndex, SortKey, TableQuery
from vitec_desktop.report.steps import run_to_end

ODD_TEXTS = st.text(st.sampled_from("0019aAåéz -\0\N{SOFT HYPHEN}\N{COMBINING RING ABOVE}"), max_size=14)

Texts = Callable[[Random], str]


def some_of(letters: str, least: int, most: int) -> Texts:
    return lambda random: "".join(random.choices(letters, k=random.randint(least, most)))


def order_of(key: str, values: Sequence[Value], *, is_descending: bool = False) -> list[int]:
    rows = [(value,) for value in values]
    column_values = run_to_end(column_value_steps(rows, 0))
    value_ranks = run_to_end(rank_steps(column_values.values, tip_column(key), SWEDISH))
    ranks = run_to_end(row_rank_steps(column_values, value_ranks))
    return run_to_end(order_steps(range(len(rows)), ranks, is_descending))


def reference_order(texts: Sequence[str | None], *, is_descending: bool) -> list[int]:
    return sorted_order([(text,) for text in texts], [(0, is_descending)], [tip_column("tip.id")], SWEDISH)


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        lambda random: str(UUID(int=random.getrandbits(128))),
        lambda random: f"{random.getrandbits(40):010x}",
        lambda random: f"{random.getrandbits(24):014x}",
        lambda random: f"M{random.randint(1, 99_999)}",
        lambda random: f"lead-{random.getrandbits(32):08X}",
        some_of("0123456789abcdefABCDEF", 1, 12),
        some_of("abcdefghijklmnopqrstuvwxyzåäö 0", 0, 12),
        some_of("abcdefghijkl01\N{SOFT HYPHEN}\N{COMBINING RING ABOVE}\N{ARABIC-INDIC DIGIT THREE}\0 ", 5, 12),
        some_of("0a", 8, 16),
    ],
    ids=["guid", "hex", "zeros", "customer", "prefix", "mixed", "words", "odd", "crowded"],
)
def test_ids_stand_in_the_same_order_as_everywhere_else(text: Texts, is_descending: bool) -> None:
    random = Random(7)
    texts: list[str | None] = [text(random) for _ in range(3_000)]
    texts += [*random.sample(texts, 100), *([None] * 20)]
    random.shuffle(texts)
    expected = reference_order(texts, is_descending=is_descending)
    assert order_of("tip.id", texts, is_descending=is_descending) == expected


def test_an_id_that_begins_like_another_stands_before_it() -> None:
    random = Random(1)
    texts = [f"{random.getrandbits(40):010x}-x" for _ in range(1_000)]
    texts += ["abcdefx", "abcdef", "ABCDEF-", "abcdef-1", "000001a", "1abcdefg", "", "\0", "abc", "00abc"]
    assert order_of("tip.id", texts, is_descending=False) == reference_order(texts, is_descending=False)


def _pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for one in texts for other in texts)


@given(
    st.lists(st.text(st.sampled_from("0019aAåéz -\0\N{SOFT HYPHEN}\N{COMBINING RING ABOVE}"), max_size=14), max_size=6)
)
def test_heads_that_differ_stand_in_the_texts_order(texts: list[str]) -> None:
    for one, other in _pairs(texts):
        first, second = COLLATION.prefix_key(one), COLLATION.prefix_key(other)
        if not first.startswith(second) and not second.startswith(first):
            assert (first < second) == (COLLATION.key(one) < COLLATION.key(other))


@given(st.lists(st.text(st.sampled_from("aåäöéAÅ19 –"), max_size=4)), st.booleans())
def test_sorting_by_one_column_is_sorting_by_its_keys(texts: list[str], is_descending: bool) -> None:
    order = order_of("tip.title", texts, is_descending=is_descending)
    assert [texts[number] for number in order] == sorted(texts, key=COLLATION.key, reverse=is_descending)


def test_states_stand_in_report_order_and_unknown_ones_after_them() -> None:
    codes = ["Ångrad", "RemovedOther", "Done", None, "AssignedToDistributor", "Paused", "New"]
    assert order_of("tip.state", codes) == [6, 4, 2, 1, 5, 0, 3]


def test_estate_statuses_stand_in_report_order() -> None:
    codes = ["NotForSale", "Sold", None, "AssignmentAttempt", "Coming"]
    assert order_of("estate.estateStatus", codes) == [3, 4, 1, 0, 2]
    assert order_of("estate.estateStatus", codes, is_descending=True) == [0, 1, 4, 3, 2]


def test_times_sort_by_time() -> None:
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
    rows: list[tuple[Value, ...]], column_numbers: list[int], directions: tuple[bool, ...]
) -> None:
    columns = [tip_column("tip.state"), tip_column("tip.title"), tip_column("estate.status.id")]
    sort = list(zip(column_numbers, directions, strict=True))
    query = TableQuery(tuple(SortKey(column, is_descending) for column, is_descending in sort))
    order = run_to_end(RowIndex(rows, columns, SWEDISH).shown_row_steps(query))
    assert order == sorted_order(rows, sort, columns, SWEDISH)
    assert sorted(order) == list(range(len(rows)))
    for before, after in pairwise(order):
        assert stands_before(rows[before], rows[after], sort) or (rows[before] == rows[after] and before < after)


def stands_before(first: tuple[Value, ...], second: tuple[Value, ...], sort: list[tuple[int, bool]]) -> bool:
    ranks: list[list[Value]] = [["New", "Done"], ["a", "Å"], [0, 1, 2]]
    for column, is_descending in sort:
        one, other = first[column], second[column]
        if one == other:
            continue
        if one is None or other is None:
            return other is None
        return (ranks[column].index(one) < ranks[column].index(other)) is not is_descending
    return False


@given(st.lists(st.none() | st.integers(0, 5)), st.booleans())
def test_rows_that_are_in_order_already_are_not_sorted_again(minutes: list[int | None], is_sorted: bool) -> None:
    moments = [None if minute is None else datetime(2026, 10, 1, 12, minute) for minute in minutes]
    if is_sorted:
        moments.sort(key=lambda moment: moment or datetime.min, reverse=True)
    columns = [tip_column("createdAt")]
    index = RowIndex([(moment,) for moment in moments], columns, SWEDISH)
    order = run_to_end(index.shown_row_steps(TableQuery((SortKey(0, is_descending=True),))))
    assert order == sorted_order(index.rows, [(0, True)], columns, SWEDISH)
    if is_sorted:
        assert order == list(range(len(moments)))
