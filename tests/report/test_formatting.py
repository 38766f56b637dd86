from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.factories import ENGLISH, SWEDISH, tip_column
from vitec_desktop.report.formatting import (
    column_heading,
    column_hint,
    detail_text,
    display_text,
    format_count,
    format_days,
    format_months,
    format_period,
    value_hint,
)
from vitec_desktop.report.language import Language

ENGLISH_MONTHS = Language("en", {("Months", "okt"): ("Oct",), ("Months", "mars"): ("March",)})


def test_a_moment_is_written_as_a_swede_writes_it() -> None:
    assert display_text(tip_column("createdAt"), datetime(2026, 10, 9, 4, 2, 59), SWEDISH) == "2026-10-09 04:02"


def test_a_missing_value_is_no_text() -> None:
    for key in ("createdAt", "tip.state", "tip.title", "estate.estateStatus", "estate.status.id", "estate.id"):
        assert display_text(tip_column(key), None, SWEDISH) == ""


def test_text_and_numbers_are_written_as_sent() -> None:
    assert display_text(tip_column("tip.title"), "=1+1\n  New", SWEDISH) == "=1+1\n  New"
    assert display_text(tip_column("estate.status.id"), 12345, SWEDISH) == "12345"


def test_a_word_that_is_a_state_elsewhere_stays_text_in_a_text_column() -> None:
    assert display_text(tip_column("tip.title"), "New", SWEDISH) == "New"


def test_labels_and_headings_are_translated_in_their_own_contexts() -> None:
    language = Language(
        "en",
        {
            ("States", "Ny"): ("New",),
            ("Columns", "Skapat"): ("Created",),
            ("EstateStatuses", "Inget uppdrag"): ("No assignment",),
        },
    )
    assert display_text(tip_column("tip.state"), "New", language) == "New"
    assert column_heading(tip_column("createdAt"), language) == "Created"
    assert display_text(tip_column("estate.estateStatus"), "NoAssignment", language) == "No assignment"
    assert display_text(tip_column("tip.state"), "NoAssignment", language) == "Inget uppdrag"


def test_a_heading_without_explanation_has_no_hint() -> None:
    assert column_hint(tip_column("sender.id"), SWEDISH) == ""
    assert column_hint(tip_column("createdAt"), SWEDISH) == "När raden skapades, i svensk tid."


def test_the_details_say_how_far_an_estate_has_come() -> None:
    column = tip_column("estate.estateStatus")
    assert detail_text(column, "AssignmentAttempt", SWEDISH) == "Intagsförsök (steg 1 av 3)"
    assert detail_text(column, "NotForSale", SWEDISH) == "Ej till salu (utan uppdrag)"
    assert detail_text(column, "Unheard", SWEDISH) == "Unheard"
    assert detail_text(column, None, SWEDISH) == ""


def test_the_details_say_that_no_estate_is_linked() -> None:
    assert detail_text(tip_column("estate.id"), None, SWEDISH) == "Ingen bostad kopplad"
    assert detail_text(tip_column("contact.id"), None, SWEDISH) == ""
    assert "Ingen bostad" in value_hint(tip_column("estate.estateStatus"), None, SWEDISH)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-10-01", "2026-10-31", "1–31 okt 2026"),
        ("2026-01-01", "2026-11-24", "1 jan – 24 nov 2026"),
        ("2025-11-01", "2026-11-24", "1 nov 2025 – 24 nov 2026"),
        ("2026-11-24", "2026-11-24", "24 nov 2026"),
        ("2025-11-24", "2026-11-24", "24 nov 2025 – 24 nov 2026"),
    ],
)
def test_a_period_names_each_month_and_year_once(first: str, last: str, text: str) -> None:
    assert format_period(date.fromisoformat(first), date.fromisoformat(last), SWEDISH) == text


def test_a_period_in_full_spells_its_months_out() -> None:
    written = format_period(date(2025, 11, 1), date(2026, 11, 24), SWEDISH, in_full=True)
    assert written == "1 november 2025 – 24 november 2026"


def test_a_period_in_english_has_english_months() -> None:
    assert format_period(date(2026, 10, 1), date(2026, 10, 31), ENGLISH_MONTHS) == "1–31 Oct 2026"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-03-01", "2026-04-30", "mars–april"),
        ("2026-03-14", "2026-04-02", "mars–april"),
        ("2026-03-01", "2026-03-31", "mars"),
        ("2025-12-01", "2026-01-31", "december 2025–januari 2026"),
    ],
)
def test_the_months_that_a_window_touches(first: str, last: str, text: str) -> None:
    assert format_months(date.fromisoformat(first), date.fromisoformat(last), SWEDISH) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-03-01", "2026-04-30", "mars–april 2026"),
        ("2026-03-01", "2026-04-28", "1 mar – 28 apr 2026"),
        ("2024-02-01", "2024-02-29", "februari 2024"),
        ("2023-02-01", "2023-02-28", "februari 2023"),
        ("2026-03-02", "2026-03-31", "2–31 mar 2026"),
        ("9999-12-01", "9999-12-31", "december 9999"),
    ],
)
def test_days_are_called_months_only_where_they_are_whole_months(first: str, last: str, text: str) -> None:
    assert format_days(date.fromisoformat(first), date.fromisoformat(last), SWEDISH) == text


def test_days_can_leave_their_year_away_unless_they_reach_over_two() -> None:
    assert format_days(date(2026, 3, 1), date(2026, 4, 28), SWEDISH, with_year=False) == "1 mar – 28 apr"
    assert format_days(date(2026, 3, 1), date(2026, 4, 30), SWEDISH, with_year=False) == "mars–april"
    across = format_days(date(2025, 12, 31), date(2026, 1, 2), SWEDISH, with_year=False)
    assert across == "31 dec 2025 – 2 jan 2026"


@given(st.dates(), st.integers(0, 4000))
def test_every_period_ends_with_its_last_year(first: date, length: int) -> None:
    last = min(first.toordinal() + length, date.max.toordinal())
    written = format_period(first, date.fromordinal(last), SWEDISH)
    assert written.endswith(f" {date.fromordinal(last).year:04}")
    assert written.startswith(str(first.day))


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 1, 1)))
def test_whole_months_are_told_from_months_short_of_a_day(first: date) -> None:
    start = first.replace(day=1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    assert "–" not in format_days(start, end, SWEDISH)
    assert "–" in format_days(start, end - timedelta(days=1), SWEDISH)


@pytest.mark.parametrize(
    ("count", "swedish", "english"),
    [(0, "0", "0"), (999, "999", "999"), (2486, "2\u00a0486", "2,486"), (-31, "\u221231", "\u221231")],
)
def test_counts_are_grouped_by_thousands(count: int, swedish: str, english: str) -> None:
    assert format_count(count, SWEDISH) == swedish
    assert format_count(count, ENGLISH) == english


def test_a_million_is_grouped_twice() -> None:
    assert format_count(1234567, SWEDISH) == "1\u00a0234\u00a0567"
