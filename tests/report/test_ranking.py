"""The order that the table works out in steps, against the one that `report.sorting` makes in one go."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.table.rows import column_number
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.ranking import order_steps, rank_steps
from vitec_desktop.report.sorting import sorted_order
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.models import ListKind

ID = COLUMNS[ListKind.TIPS][column_number(ListKind.TIPS, "tip.id")]
LANGUAGE = Language("sv")

ODD_TEXTS = st.text(st.sampled_from("0019aAåéz -\0\N{SOFT HYPHEN}\N{COMBINING RING ABOVE}"), max_size=14)

Texts = Callable[[Random], str]


def some_of(letters: str, least: int, most: int) -> Texts:
    return lambda random: "".join(random.choices(letters, k=random.randint(least, most)))


def order_in_steps(texts: Sequence[str | None], *, is_descending: bool) -> list[int]:
    rows = [(text,) for text in texts]
    ranks = run_to_end(rank_steps(rows, 0, ID, LANGUAGE))
    return run_to_end(order_steps(range(len(rows)), ranks, is_descending))


def order_in_one_go(texts: Sequence[str | None], *, is_descending: bool) -> list[int]:
    return sorted_order([(text,) for text in texts], [(0, is_descending)], [ID], LANGUAGE)


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
    expected = order_in_one_go(texts, is_descending=is_descending)
    assert order_in_steps(texts, is_descending=is_descending) == expected


def test_an_id_that_begins_like_another_stands_before_it() -> None:
    random = Random(1)
    texts = [f"{random.getrandbits(40):010x}-x" for _ in range(1_000)]
    texts += ["abcdefx", "abcdef", "ABCDEF-", "abcdef-1", "000001a", "1abcdefg", "", "\0", "abc", "00abc"]
    assert order_in_steps(texts, is_descending=False) == order_in_one_go(texts, is_descending=False)


def _pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for one in texts for other in texts)


@given(
    st.lists(st.text(st.sampled_from("0019aAåéz -\0\N{SOFT HYPHEN}\N{COMBINING RING ABOVE}"), max_size=14), max_size=6)
)
def test_heads_that_differ_stand_in_the_texts_order(texts: list[str]) -> None:
    for one, other in _pairs(texts):
        first, second = SWEDISH.prefix_key(one), SWEDISH.prefix_key(other)
        if not first.startswith(second) and not second.startswith(first):
            assert (first < second) == (SWEDISH.key(one) < SWEDISH.key(other))
