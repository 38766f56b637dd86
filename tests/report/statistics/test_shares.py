"""Shares, changes, and how they are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.factories import ENGLISH, SWEDISH
from tests.report.statistics.factories import FETCHED_AT, YEAR, compute_statistics
from vitec_desktop.report.language import Language
from vitec_desktop.report.statistics import (
    Change,
    Dimension,
    Share,
    StatisticKey,
    statistic_definition,
    statistic_name,
)
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.report.statistics.definitions import DEFINITIONS

counts = st.integers(0, 200_000)


@given(counts, counts)
def test_a_share_is_told_in_whole_per_cent_of_at_least_five_rows(one: int, other: int) -> None:
    count, base = sorted((one, other))
    share = Share(count, base)
    if base < 5:
        assert share.ratio is share.percent is None
        assert words.format_share(share, SWEDISH) == "–"
        return
    assert share.ratio == count / base
    assert share.percent is not None
    assert 0 <= share.percent <= 100
    assert abs(Fraction(100 * count, base) - share.percent) <= Fraction(1, 2)


@given(counts, counts)
def test_a_change_is_told_in_rows_and_in_per_cent_of_what_was_before(now: int, before: int) -> None:
    change = Change(now, before)
    assert change.before + change.difference == now
    if before < 5:
        assert change.ratio is change.percent is None
        return
    assert change.percent is not None
    assert abs(Fraction(100 * (now - before), before) - change.percent) <= Fraction(1, 2)
    assert Change(before + (before - now), before).percent == -change.percent


@pytest.mark.parametrize(("count", "base", "percent"), [(1, 200, 1), (1, 201, 0), (5, 1000, 1), (199, 200, 100)])
def test_half_a_per_cent_is_rounded_up(count: int, base: int, percent: int) -> None:
    assert Share(count, base).percent == percent


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change(2486, 2302), "↑ +184 (+8\N{NO-BREAK SPACE}%) mot 2\N{NO-BREAK SPACE}302"),
        (Change(792, 823), "↓ −31 (−4\N{NO-BREAK SPACE}%) mot 823"),
        (Change(475, 477), "↓ −2 (0\N{NO-BREAK SPACE}%) mot 477"),
        (Change(512, 512), "oförändrat mot 512"),
        (Change(0, 0), "oförändrat mot 0"),
        (Change(6, 4), "↑ +2 mot 4"),
        (Change(7, 0), "↑ +7 mot 0"),
        (Change(0, 5), "↓ −5 (−100\N{NO-BREAK SPACE}%) mot 5"),
    ],
)
def test_a_change_is_written_as_on_the_tiles(change: Change, text: str) -> None:
    assert words.format_change(change, SWEDISH) == text
    assert words.format_change(change, SWEDISH, with_arrow=False) == text.removeprefix("↑ ").removeprefix("↓ ")


def test_shares_are_written_with_their_counts() -> None:
    share = Share(151, 792)
    assert words.format_share(share, SWEDISH) == "19\N{NO-BREAK SPACE}%"
    assert words.format_share(share, ENGLISH) == "19%"
    assert words.format_share(None, SWEDISH) == "–"
    assert words.format_count_of_base(Share(312, 2486), SWEDISH) == "312 av 2\N{NO-BREAK SPACE}486"
    assert words.format_share_with_counts(share, SWEDISH) == "19\N{NO-BREAK SPACE}%, 151 av 792"
    assert words.format_share_with_counts(Share(1, 4), SWEDISH) == "–, 1 av 4"
    assert words.format_share_of_all(share, SWEDISH) == "19\N{NO-BREAK SPACE}% av alla"
    assert words.format_share_of_linked(share, SWEDISH) == "19\N{NO-BREAK SPACE}% av kopplade"
    assert words.format_share_before(share, SWEDISH) == "förra 19\N{NO-BREAK SPACE}%"
    assert words.format_share_before(share, SWEDISH, is_last_year=True) == "i fjol 19\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (4.5, "4,5", "4.5"),
        (5.0, "5", "5"),
        (0, "0", "0"),
        (1204.5, "1\N{NO-BREAK SPACE}204,5", "1,204.5"),
        (-1.5, "−1,5", "−1.5"),
    ],
)
def test_a_number_is_written_with_at_most_one_decimal(number: float, swedish: str, english: str) -> None:
    assert words.format_number(number, SWEDISH) == swedish
    assert words.format_number(number, ENGLISH) == english


def test_differences_carry_their_sign() -> None:
    assert [words.format_signed(number, SWEDISH) for number in (184, -31, 0)] == ["+184", "−31", "0"]


def test_ages_are_written_in_days() -> None:
    assert [words.format_age(days, SWEDISH) for days in (0, 1, 4.5, 43, None)] == [
        "0 dagar",
        "1 dag",
        "4,5 dagar",
        "43 dagar",
        "–",
    ]
    buckets = compute_statistics({}, YEAR, FETCHED_AT).unhandled.total.buckets
    assert [words.format_age_bucket(bucket, SWEDISH) for bucket in buckets] == [
        "0–1 dag",
        "2–7 dagar",
        "8–30 dagar",
        "Över 30 dagar",
    ]


def test_months_weeks_and_weekdays_have_names() -> None:
    timeline = compute_statistics({}, YEAR, FETCHED_AT).timeline
    assert words.format_month(timeline.months[0], SWEDISH) == "nov 2025"
    assert words.format_month(timeline.months[4], SWEDISH, with_year=False) == "mar"
    assert words.format_current_bucket("nov", SWEDISH) == "nov pågår"
    assert words.format_week(timeline.weeks[-1], SWEDISH) == "v. 48"
    assert [words.format_weekday(weekday, SWEDISH) for weekday in timeline.weekdays][::6] == ["måndag", "söndag"]


def test_every_statistic_has_a_name_and_a_definition() -> None:
    assert list(DEFINITIONS) == list(StatisticKey)
    for key in StatisticKey:
        assert statistic_name(key, SWEDISH)
        assert statistic_definition(key, SWEDISH).endswith(".")


def test_every_dimension_has_a_definition() -> None:
    assert {StatisticKey(dimension.value) for dimension in Dimension} <= set(DEFINITIONS)


def test_names_and_definitions_are_spoken_in_the_users_language() -> None:
    definition = DEFINITIONS[StatisticKey.TIPS]
    english = Language(
        "en", {("Statistics", definition.name): ("Tips!",), ("Statistics", definition.text): ("Counted.",)}
    )
    assert statistic_name(StatisticKey.TIPS, english) == "Tips!"
    assert statistic_definition(StatisticKey.TIPS, english) == "Counted."
