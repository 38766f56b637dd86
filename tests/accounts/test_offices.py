"""Lists of offices as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.accounts.offices import Office, OfficesUnreadable, clean_name, format_offices, parse_offices

ids = st.from_regex(r"[MSOGT][0-9]{1,6}|[A-Z]{2,3}[0-9]{1,4}", fullmatch=True)
offices = st.builds(Office, ids, st.text(max_size=30))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M30011", [Office("M30011")]),
        ("m30011", [Office("M30011")]),
        ("M30011=Solna, M30012", [Office("M30011", "Solna"), Office("M30012")]),
        ("M30040 = Norrby Vasastan", [Office("M30040", "Norrby Vasastan")]),
        ("M1=A;S2=B;O3", [Office("M1", "A"), Office("S2", "B"), Office("O3")]),
        ("G2\r\nT2\n\n", [Office("G2"), Office("T2")]),
        (
            "M30011  Norrby Solna\nM30012  Norrby Sundbyberg\nM30040\tNorrby Vasastan",
            [
                Office("M30011", "Norrby Solna"),
                Office("M30012", "Norrby Sundbyberg"),
                Office("M30040", "Norrby Vasastan"),
            ],
        ),
        ("M30011\xa0Solna", [Office("M30011", "Solna")]),
        ("M30011: Solna, M30012 - Vasastan", [Office("M30011", "Solna"), Office("M30012", "Vasastan")]),
        ("\ufeffM30011\u200b = Sol\u00adna\u200b, \u200eM30012", [Office("M30011", "Solna"), Office("M30012")]),
        ("M30011 M30012 g2", [Office("M30011"), Office("M30012"), Office("G2")]),
        ("M30011=M30012", [Office("M30011", "M30012")]),
        ("XY77=Okänt prefix", [Office("XY77", "Okänt prefix")]),
        ("M1=a=b", [Office("M1", "a=b")]),
        ("M1 a=b", [Office("M1", "a=b")]),
        ("M1==", [Office("M1", "=")]),
        ("M1=", [Office("M1")]),
        (" , M1 ,, ", [Office("M1")]),
        ("M1, M2=B, m1=A, M2=C", [Office("M1", "A"), Office("M2", "B")]),
    ],
)
def test_offices_are_read_as_they_are_written(text: str, expected: list[Office]) -> None:
    assert parse_offices(text) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        (" ,;\n", ()),
        ("30011", ("30011",)),
        ("M", ("M",)),
        ("M30011, Solna", ("Solna",)),
        ("M30011=Solna, 30012=Kista, M 3", ("30012=Kista", "M 3")),
        ("M30011Solna", ("M30011Solna",)),
        ("=Solna", ("=Solna",)),
        ("M-30011", ("M-30011",)),
        ("Ö30011", ("Ö30011",)),
        ("M30011 och M30012", ("M30011 och M30012",)),
        ("M30011 Solna M30012=Kista, M3", ("M30011 Solna M30012=Kista",)),
        ("M٣", ("M٣",)),  # a digit, but of another script
    ],
)
def test_invalid_parts_are_named(text: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(OfficesUnreadable) as unreadable:
        parse_offices(text)
    assert unreadable.value.parts == parts


@given(st.lists(offices, min_size=1, max_size=6, unique_by=lambda office: office.id))
def test_formatted_offices_are_parsed_again(some: list[Office]) -> None:
    assert parse_offices(format_offices(some)) == tuple(Office(office.id, clean_name(office.name)) for office in some)


@given(st.text(max_size=30))
def test_cleaning_a_name_twice_changes_nothing(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)


@given(st.text(alphabet=st.sampled_from("M3 =,;\nÅa-:"), max_size=12))
def test_any_text_is_parsed_or_rejected(text: str) -> None:
    read: tuple[Office, ...] = ()
    unreadable: tuple[str, ...] = ()
    try:
        read = parse_offices(text)
    except OfficesUnreadable as refused:
        unreadable = refused.parts
    assert all(part in text for part in unreadable)
    assert not read or parse_offices(format_offices(read)) == read


def test_a_comma_in_a_name_becomes_a_blank() -> None:
    assert format_offices([Office("M1", "Solna, Sundbyberg; Kista\n")]) == "M1=Solna Sundbyberg Kista"
