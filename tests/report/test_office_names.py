"""The name of a chain, found in the names of its offices."""

import pytest

from vitec_desktop.report.language import load_language
from vitec_desktop.report.office_names import list_names, split_chain


@pytest.mark.parametrize(
    ("names", "chain", "rest"),
    [
        (("Norrby Solna", "Norrby Vasastan"), "Norrby", ("Solna", "Vasastan")),
        (("Norrby Mäkleri Solna", "Norrby Mäkleri Norra Vasastan"), "Norrby Mäkleri", ("Solna", "Norra Vasastan")),
        (("Norrby Solna", "Norrbygden Vasastan"), "", ("Norrby Solna", "Norrbygden Vasastan")),
        (("Norrby", "Norrby Vasastan"), "", ("Norrby", "Norrby Vasastan")),
        (("M30011", "M30012"), "", ("M30011", "M30012")),
        (("Norrby Solna",), "", ("Norrby Solna",)),
        ((), "", ()),
    ],
)
def test_the_chain_is_what_all_names_begin_with(names: tuple[str, ...], chain: str, rest: tuple[str, ...]) -> None:
    assert split_chain(names) == (chain, rest)


def test_many_names_are_shortened() -> None:
    names = [f"Kontor {number}" for number in range(40)]
    assert list_names(names[:6], load_language("sv")) == ", ".join(names[:6])
    assert list_names(names, load_language("sv")) == "Kontor 0, Kontor 1, Kontor 2, Kontor 3, Kontor 4 och 35 andra"
    assert list_names(names, load_language("en")).endswith("Kontor 4 and 35 others")
