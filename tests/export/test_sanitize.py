import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.export.xlsx.sanitize import MAX_CELL_LENGTH, TextChanges, sanitize_cell_text
from vitec_desktop.report.cell_text import is_formula_like

MARK = "… [avkortat]"

NASTY = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cn"]),
        st.sampled_from("_x0041FfG\r\n\t\ufffe\uffff\ud83d\udc69😀"),
    )
)


def read_back(text: str) -> str:
    """Return a cell's text as Excel reads it."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda escape: chr(int(escape[1], 16)), text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_ordinary_text_is_unchanged() -> None:
    changes = TextChanges()
    text = "Hej!\nVilla i Huvudsta,\tvärd 4\u00a0500\u00a0000 kr 😀 _x0041 x0041_"
    assert sanitize_cell_text(text, MARK, changes) == text
    assert changes == TextChanges()


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x1f", chr(0xD800), "\ufffe", "\uffff"])
def test_an_illegal_character_is_replaced_and_counted(character: str) -> None:
    changes = TextChanges()
    assert sanitize_cell_text(f"a{character}b{character}", MARK, changes) == "a\ufffdb\ufffd"
    assert changes == TextChanges(replaced_cells=1)


@pytest.mark.parametrize(("written", "expected"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb")])
def test_line_endings_become_excel_s_and_are_not_counted(written: str, expected: str) -> None:
    changes = TextChanges()
    assert sanitize_cell_text(written, MARK, changes) == expected
    assert changes == TextChanges()


@pytest.mark.parametrize("text", ["_x0041_", "_x000D_", "_x005F_", "_x0041_x0042_", "a_x00e5_b", "__x0041__"])
def test_text_that_looks_like_an_escape_reads_back_as_written(text: str) -> None:
    assert read_back(sanitize_cell_text(text, MARK, TextChanges())) == text


@given(NASTY)
def test_any_text_reads_back_as_written_apart_from_illegal_characters(text: str) -> None:
    expected = re.sub("\r\n?", "\n", text)
    expected = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", expected)
    assert read_back(sanitize_cell_text(text, MARK, TextChanges())) == expected


def test_the_longest_text_that_fits_is_unchanged() -> None:
    changes = TextChanges()
    text = "å" * MAX_CELL_LENGTH
    assert sanitize_cell_text(text, MARK, changes) == text
    assert changes == TextChanges()


@pytest.mark.parametrize("unit", ["å", "😀", "_x0041_", "a😀", "_x0041", "x\r\n"])
def test_longer_text_is_truncated_and_ends_in_the_mark(unit: str) -> None:
    changes = TextChanges()
    text = unit * 40_000
    cut = sanitize_cell_text(text, MARK, changes)
    assert changes == TextChanges(truncated_cells=1)
    assert cut.endswith(MARK)
    assert MAX_CELL_LENGTH - 20 <= units(cut) <= MAX_CELL_LENGTH
    assert text.replace("\r\n", "\n").startswith(read_back(cut.removesuffix(MARK)))


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1"])
def test_a_formula_is_recognised(text: str) -> None:
    assert is_formula_like(text)


@pytest.mark.parametrize("text", ["", "Hej", "1 = 1", "#N/A", "'=1"])
def test_other_text_is_not_a_formula(text: str) -> None:
    assert not is_formula_like(text)
