"""Values that are one value to the user, in filters."""

from itertools import combinations

import pytest

from tests.report.factories import SWEDISH
from vitec_desktop.report.columns import Value
from vitec_desktop.report.filters import ValueFilter, combine_filters
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import LANGUAGES, load_language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_index import RowIndex, TableQuery
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.models import ListKind

TIPS = COLUMNS[ListKind.TIPS]
KEYS = [column.key for column in TIPS]
SENDER, SENDER_ID, ESTATE = (KEYS.index(key) for key in ("sender.name", "sender.id", "estate.estateStatus"))


def row_index(column: int, *values: Value) -> RowIndex:
    rows: list[Row] = []
    for value in values:
        row: list[Value] = [None] * len(TIPS)
        row[column] = value
        rows.append(tuple(row))
    return RowIndex(rows, TIPS, SWEDISH)


def shown(index: RowIndex, column: int, column_filter: ValueFilter) -> list[int]:
    return run_to_end(index.shown_row_steps(TableQuery(filters={column: column_filter})))


NAMES = ("Anna Berg", "Bo Ek", "Anna\u00a0Berg ", "Anna Berg", "ANNA BERG", None)


def test_a_filter_lists_each_name_once_by_its_most_frequent_spelling() -> None:
    index = row_index(SENDER, *NAMES)
    assert run_to_end(index.value_count_steps(TableQuery(), SENDER)) == [("Anna Berg", 4), ("Bo Ek", 1), (None, 1)]


@pytest.mark.parametrize("spelling", ["Anna Berg", "anna berg", "Anna\u00a0Berg "])
def test_a_filter_of_one_spelling_shows_them_all(spelling: str) -> None:
    """So does one that was saved when another spelling was the most frequent one."""
    index = row_index(SENDER, *NAMES)
    assert shown(index, SENDER, ValueFilter(frozenset({spelling}))) == [0, 2, 3, 4]
    assert shown(index, SENDER, ValueFilter(frozenset({spelling}), is_excluding=True)) == [1, 5]


def test_equal_labels_are_one_value_of_a_filter() -> None:
    index = row_index(ESTATE, "PreSale", "Advantage", "Advantage", "Sold")
    assert run_to_end(index.value_count_steps(TableQuery(), ESTATE)) == [("Advantage", 3), ("Sold", 1)]
    assert shown(index, ESTATE, ValueFilter(frozenset({"PreSale"}))) == [0, 1, 2]


def test_ids_are_compared_as_they_are() -> None:
    index = row_index(SENDER_ID, "a1", "A1")
    assert shown(index, SENDER_ID, ValueFilter(frozenset({"a1"}))) == [0]


def test_filters_of_two_spellings_have_a_name_in_common() -> None:
    known = ValueFilter(frozenset({"Anna Berg", "Bo Ek"}))
    added = ValueFilter(frozenset({"ANNA BERG"}))
    assert combine_filters({SENDER: known}, {SENDER: added}, TIPS)[SENDER] == ValueFilter(frozenset({"Anna Berg"}))


@pytest.mark.parametrize("code", LANGUAGES)
def test_labels_that_are_equal_in_swedish_are_equal_in_every_language_and_no_others(code: str) -> None:
    language = load_language(code)
    for table in LABEL_TABLES.values():
        texts = {known: fold(language.text(table.context, label.text)) for known, label in table.labels.items()}
        for one, other in combinations(texts, 2):
            assert (texts[one] == texts[other]) == (table.first_codes[one] == table.first_codes[other])
