"""Which day a typed date is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.report.date_parsing import parse_changed_date, parse_date, parse_days

DAYS = st.dates(date(2000, 1, 1), date(2069, 12, 31))
FIRST_OF_SEPTEMBER = date(2026, 9, 1)

MONTHS = {
    "sv": [
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ],
    "en": [
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    ],
}
SHORT_MONTHS = {
    "sv": ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    "en": ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
}

FORMS = {
    "iso": lambda day: f"{day:%Y-%m-%d}",
    "run together": lambda day: f"{day:%Y%m%d}",
    "short and run together": lambda day: f"{day:%y%m%d}",
    "short year": lambda day: f"{day:%y-%m-%d}",
    "no noughts": lambda day: f"{day.year}-{day.month}-{day.day}",
    "slash": lambda day: f"{day.day}/{day.month} {day.year}",
    "slash, hyphen": lambda day: f"{day.day}/{day.month}-{day.year}",
    "slash, hyphen, short year": lambda day: f"{day.day}/{day.month}-{day:%y}",
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "points": lambda day: f"{day.day}.{day.month}.{day.year}",
    "points and a blank": lambda day: f"{day.day}. {day.month}. {day.year}",
    "year before slashes": lambda day: f"{day:%Y/%m/%d}",
    "day before hyphens": lambda day: f"{day:%d-%m-%Y}",
}


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_a_date_in_digits_is_the_day_that_was_written(form: str, day: date) -> None:
    assert parse_date(FORMS[form](day)) == day


@pytest.mark.parametrize("language", MONTHS)
@given(day=DAYS, data=st.data())
def test_a_month_by_name_is_read_in_both_languages(language: str, day: date, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([MONTHS, SHORT_MONTHS]))[language][day.month - 1]
    case = data.draw(st.sampled_from([str.lower, str.upper, str.capitalize]))
    stop = data.draw(st.sampled_from(["", "."]))
    assert parse_date(f"{day.day} {case(name)}{stop} {day.year}") == day
    assert parse_date(f"den {day.day} {case(name)} {day.year}") == day
    assert parse_date(f"{case(name)} {day.day}, {day.year}") == day
    assert parse_date(f"{day.day}{case(name)}{day:%y}") == day
    assert parse_date(f"{day.year}-{case(name)}-{day.day}") == day


@pytest.mark.parametrize(
    "text",
    [
        *("1/9 2026", "1 sep 2026", "1 september 2026", "260901", "20260901", "26-09-01", "2026-9-1"),
        *("  2026-09-01\n", "2026\u201309\u201301", "1:a september 2026", "1st September 2026", "1 sept. 2026"),
        # Pasted with a time of day.
        *("2026-09-01 14:30", "2026-09-01T14:30:05.25", "1 september 2026 kl. 9:05", "1/9 2026, 14:30"),
    ],
)
def test_what_a_swede_means(text: str) -> None:
    assert parse_date(text) == FIRST_OF_SEPTEMBER


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2026",
            "1/9",
            "2026-02-30",
            "30/2 2026",
            "260230",
            "9/13/2026",
            "26 09 01",
            "1 nio 2026",
            "2026-09",
            "2609",
        ),
        *("14:30", "2026-09-01 14", "2026-09-01T21:30:00Z"),
        *("0000-01-01", "12026-09-01", "1/9 226", "²026-09-01", "٢٠٢٦-٠٩-٠١", "32 sep 2026", "-"),
    ],
)
def test_what_is_no_date_or_could_be_several_is_not_read(text: str) -> None:
    assert parse_date(text) is None


def test_a_year_of_the_last_century_stays_in_it() -> None:
    assert parse_date("991231") == date(1999, 12, 31)


@given(st.text(alphabet="0123456789-/. abcdejmnops:,", max_size=16) | st.text(max_size=12))
def test_no_text_is_too_strange(text: str) -> None:
    read = parse_date(text)
    # Whatever was read has its day and the end of its year in what was typed.
    assert read is None or (str(read.day) in text and f"{read:%y}" in text)


@given(DAYS, st.integers(2000, 2099))
def test_a_year_alone_changes_nothing_but_the_year(before: date, year: int) -> None:
    changed = parse_changed_date(str(year), before)
    if changed is None:
        assert (before.month, before.day) == (2, 29)
    else:
        assert changed == before.replace(year=year)


@given(DAYS, DAYS)
def test_a_whole_date_takes_the_place_of_the_former(before: date, day: date) -> None:
    assert parse_changed_date(f"{day.day}/{day.month} {day.year}", before) == day


TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200e", "\u200f", "\u2060", "\u2066", "\u2068", "\u2069", "\u202e", "\ufeff", "\u00ad"]
)
def test_invisible_marks_in_a_pasted_date_are_passed_over(mark: str) -> None:
    def parse(text: str) -> tuple[date, date] | None:
        return parse_days(mark.join(["", *text, ""]), FIRST_OF_SEPTEMBER, TODAY)

    first_of_november = date(2026, 11, 1)
    for text in ("2026-11-01", "20261101", "1 nov 2026", "1/11", "2026-11-01 14:30"):
        assert parse(text) == (first_of_november, first_of_november)
    assert parse("2024") == (date(2024, 9, 1), date(2024, 9, 1))
    assert parse("v. 47") == (date(2026, 11, 16), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/11", date(2026, 11, 1)),
        ("1 / 11", date(2026, 11, 1)),
        ("1 nov", date(2026, 11, 1)),
        ("1 Nov.", date(2026, 11, 1)),
        ("den 1:a november", date(2026, 11, 1)),
        ("November 1", date(2026, 11, 1)),
        ("31/12", date(2026, 12, 31)),
        ("1 jan", date(2026, 1, 1)),
        ("1/11 2024", date(2024, 11, 1)),
        ("2024", date(2024, 9, 1)),
    ],
)
def test_a_day_without_a_year_is_of_this_year(text: str, expected: date) -> None:
    assert parse_days(text, FIRST_OF_SEPTEMBER, TODAY) == (expected, expected)


def test_a_day_that_is_far_ahead_is_of_the_last_year() -> None:
    in_january = date(2027, 1, 5)
    assert parse_days("1/11", FIRST_OF_SEPTEMBER, in_january) == (date(2026, 11, 1), date(2026, 11, 1))
    assert parse_days("28 feb", FIRST_OF_SEPTEMBER, in_january) == (date(2027, 2, 28), date(2027, 2, 28))
    assert parse_days("29/2", FIRST_OF_SEPTEMBER, date(2025, 5, 1)) == (date(2024, 2, 29), date(2024, 2, 29))
    assert parse_days("v. 47", FIRST_OF_SEPTEMBER, in_january) == (date(2026, 11, 16), date(2026, 11, 22))
    assert parse_days("v. 53", FIRST_OF_SEPTEMBER, in_january) == (date(2026, 12, 28), date(2027, 1, 3))


@pytest.mark.parametrize(
    "text",
    ["v. 47", "v 47", "v47", "V.47", "vecka 47", "week 47", "w47", "2026-W47", "2026v47", "v. 47 2026", "v47-2026"],
)
def test_a_week_is_from_monday_to_sunday(text: str) -> None:
    assert parse_days(text, FIRST_OF_SEPTEMBER, TODAY) == (date(2026, 11, 16), date(2026, 11, 22))


@pytest.mark.parametrize(
    "text", ["v. 0", "v. 54", "v. 53 2025", "30/2", "1 nio", "32/1", "1/13", "v", "47", "1-11", "1.11"]
)
def test_what_is_no_day_or_week_is_not_read(text: str) -> None:
    assert parse_days(text, FIRST_OF_SEPTEMBER, TODAY) is None


@given(st.text(alphabet="0123456789-/. vwjanov:,", max_size=12), DAYS)
def test_no_text_is_too_strange_without_a_year(text: str, today: date) -> None:
    days = parse_days(text, FIRST_OF_SEPTEMBER, today)
    assert days is None or days[0] <= days[1]
